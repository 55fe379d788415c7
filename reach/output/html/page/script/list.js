// The list of findings and what filters it.
let drawing = null;
let shown = [];

const makeFilters = () => {
  byId("filters").hidden = false;
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("search").addEventListener("input", (event) => change({ q: event.target.value, finding: "" }, false));
  const counts = new Map();
  for (const { grade } of DATA.findings) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  byId("grades").append(
    ...GRADES.map((grade) =>
      h(
        "button",
        { type: "button", class: `chip g-${grade}`, "data-grade": grade, title: DATA.grades[grade], onclick: () => toggleGrade(grade) },
        grade,
        h("span", { class: "n" }, counts.get(grade)),
      ),
    ),
  );
  byId("rule").append(
    h("option", { value: "" }, "All rules"),
    ...[...DATA.rules].sort().map((rule) => h("option", { value: rule }, rule)),
  );
  byId("rule").addEventListener("change", (event) => change({ rule: event.target.value, finding: "" }));
  byId("order").addEventListener("change", (event) => change({ order: event.target.value === "worst" ? "" : event.target.value }));
};

const toggleGrade = (grade) => {
  const grades = chosenGrades();
  if (!grades.delete(grade)) grades.add(grade);
  change({ grade: GRADES.filter((each) => grades.has(each)).join(","), finding: "" });
};

const showFilters = () => {
  const grades = chosenGrades();
  if (document.activeElement !== byId("search")) byId("search").value = state.q;
  for (const chip of byId("grades").children) {
    chip.setAttribute("aria-pressed", String(grades.has(chip.dataset.grade)));
  }
  byId("rule").value = state.rule;
  byId("order").value = state.order || "worst";
};

const without = (label, text, changes) =>
  h("a", { class: "removable", href: address(changes), title: "Show all again" }, h("span", { class: "dim" }, label), " ", h("bdi", {}, text), h("span", { "aria-hidden": "true" }, " ×"), h("span", { class: "hide" }, ", remove this filter"));

const showState = () => {
  const total = DATA.findings.length;
  const parts = [shown.length === total ? counted(total, "finding") : `${shown.length.toLocaleString("en")} of ${counted(total, "finding")}`];
  if (state.model) parts.push(" ", without("about", state.model.replace(/^[^:]*:/, ""), { model: "" }));
  if (state.entry) parts.push(" ", without("from", state.entry.replace(/^[^:]*:/, ""), { entry: "" }));
  if (KEYS.some((key) => key !== "order" && key !== "finding" && state[key])) parts.push(" ", h("a", { href: address({ q: "", grade: "", rule: "", model: "", entry: "", finding: "" }) }, "Show all"));
  byId("state").replaceChildren(...parts);
};

/** A heading where a new grade starts; none when the order is by file. */
const withHeading = (finding, index) => {
  const made = row(finding);
  if (state.order === "place" || (index > 0 && shown[index - 1].grade === finding.grade)) return made;
  const both = document.createDocumentFragment();
  both.append(h("h3", { class: "group" }, h("span", { class: `grade g-${finding.grade}` }, finding.grade), h("span", { class: "dim" }, ` ${DATA.grades[finding.grade] ?? ""}`)), made);
  return both;
};

const showFindings = () => {
  shown = matches();
  if (state.order !== "place") {
    const strength = (finding) => GRADES.indexOf(finding.grade);
    shown.sort((a, b) => strength(a) - strength(b) || a.index - b.index);
  }
  drawing?.stop();
  byId("list").classList.toggle("grouped", state.order !== "place");
  showFilters();
  showState();
  drawing = drawInChunks(byId("list"), shown, withHeading);
  if (shown.length === 0) byId("list").append(h("p", { class: "empty" }, DATA.findings.length ? "Nothing matches." : "Nothing was found."));
  if (state.finding) openFinding(state.finding);
};

const rowAt = (position) => {
  drawing.until(position);
  return byId("list").querySelectorAll("details.finding")[position];
};

const openFinding = (id) => {
  const position = shown.findIndex((finding) => finding.id === id);
  if (position < 0) return;
  const element = rowAt(position);
  element.open = true;
  element.querySelector("summary").focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
};
