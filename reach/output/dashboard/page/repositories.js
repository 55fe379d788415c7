// The repositories, worst first; what a row holds is drawn when it is opened.
const ONLY = { new: (row) => row.news > 0, failed: (row) => row.failed !== "", exposed: (row) => row.counts[GRADE.exposed] + row.counts[GRADE.deployed] > 0 };
const LABELS = { exposed: "exposed or deployed", new: "something new", failed: "failed" };
let drawn = null;

const findingRow = ([rule, grade, severity, message, path, line, fresh]) =>
  h(
    "li",
    {},
    h("span", { class: `score small f-${levelOf(severity)}` }, severity.toFixed(1)),
    h("div", {}, fresh ? h("span", { class: "tag bad" }, "new") : null, " ", h("bdi", {}, message), h("div", { class: "about" }, h("span", {}, rule), place(path, line))),
    gradeTag(grade),
  );

const loadRow = ({ model, grade, path, line, entry }) =>
  h("li", {}, h("div", {}, h("a", { class: "id", href: addressOf({ q: model.id, only: "" }) }, h("bdi", {}, model.id)), model.pinned ? null : h("span", { class: "tag bad" }, "unpinned"), h("div", { class: "about" }, place(path, line), entry ? h("bdi", {}, entry) : null)), gradeTag(grade));

const repositoryBody = (row) =>
  h(
    "div",
    { class: "body" },
    row.failed ? h("p", { class: "tag bad wide" }, `not scanned in the last sweep: ${row.failed}`) : null,
    row.findings.length ? h("ul", { class: "rows" }, row.findings.map(findingRow)) : h("p", { class: "dim" }, "No findings."),
    row.more ? h("p", { class: "dim" }, `and ${counted(row.more, "more finding")}`) : null,
    row.loads.length ? h("h4", {}, "Loads") : null,
    h("ul", { class: "rows" }, row.loads.map(loadRow)),
    h("p", { class: "dim" }, row.commit ? `commit ${row.commit}, scanned in sweep ${row.sweep}` : "never scanned"),
  );

const opening = (element, body) =>
  element.addEventListener("toggle", () => {
    if (element.open && element.children.length === 1) element.append(body());
  });

const repositoryRow = (row) => {
  const counts = row.counts.map((count, grade) => [count, grade]).filter(([count]) => count).reverse();
  const element = h(
    "details",
    { class: "finding" },
    h(
      "summary",
      {},
      row.worst ? h("span", { class: `score f-${levelOf(row.worst)}` }, row.worst.toFixed(1)) : h("span", { class: "score none" }, "–"),
      h("span", { class: "said" }, h("b", { class: "message" }, h("bdi", {}, row.name)), h("span", { class: "about" }, counts.slice(0, 4).map(([count, grade]) => h("span", {}, `${count} ${GRADES[grade]}`)), h("span", {}, counted(row.loads.length, "load")))),
      h("span", {}, row.news ? h("span", { class: "tag bad" }, `${row.news} new`) : null, row.failed ? h("span", { class: "tag bad" }, "failed") : null),
    ),
  );
  opening(element, () => repositoryBody(row));
  return element;
};

const showRepositories = () => {
  const shown = REPOSITORIES.filter((row) => has(row.text) && (ONLY[state.only] ?? (() => true))(row));
  drawn?.stop();
  byId("repositories-state").textContent = shown.length === REPOSITORIES.length ? counted(shown.length, "repository", "repositories") : `${shown.length.toLocaleString("en")} of ${counted(REPOSITORIES.length, "repository", "repositories")}`;
  drawn = drawInChunks(byId("repository-list"), shown, repositoryRow);
  if (!shown.length) byId("repository-list").append(h("p", { class: "empty" }, "No repository matches."));
};
