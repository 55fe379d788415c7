// The inventory: every artifact that is loaded, once.
const TYPES = ["model", "adapter", "dataset", "tokenizer", "code", "file"];
const FIRST_MODELS = 50;

const inventory = () => {
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const rank = ({ type, grade }) => TYPES.indexOf(type) * 10 + GRADES.indexOf(grade);
  return [...DATA.components].sort((a, b) => rank(a) - rank(b) || byText(a.id, b.id));
};

const originsOf = ({ origins }) => {
  const all = origins.map(([at, written]) => h("div", { class: "what" }, place(at), h("span", { class: "dim" }, written)));
  if (all.length <= 2) return all;
  return [all[0], h("details", {}, h("summary", {}, counted(all.length - 1, "more place")), all.slice(1))];
};

/** The worst finding about some loads of a component; undefined where there is none. */
const worstOf = (loads) =>
  loads.flatMap((load) => load.findings).map((n) => DATA.findings[n])
    .reduce((worst, each) => (worst && worst.severity >= each.severity ? worst : each), undefined);

const findingsCell = ({ loads }) => {
  const worst = worstOf(loads);
  if (!worst) return h("span", { class: "none" }, "none");
  const number = new Set(loads.flatMap((load) => load.findings)).size;
  return [h("span", { class: `score small f-${worst.level}`, title: `worst: ${worst.level}` }, worst.severity.toFixed(1)), h("span", { class: "dim" }, ` ${number} ×`)];
};

const small = (text) => h("div", { class: "dim" }, text);
const nameOf = (item) => {
  const name = h("bdi", {}, item.id);
  const about = item.loads.some((load) => load.findings.length);
  return about ? h("a", { class: "id", href: `#model=${encodeURIComponent(artifactKey(item))}` }, name) : h("span", { class: "id" }, name);
};

const modelRow = (item) =>
  h(
    "tr",
    {},
    h("td", {}, nameOf(item), item.aliases.map((alias) => small(`as "${alias}"`)), item.files.slice(0, 3).map(small)),
    h("td", {}, item.type),
    h("td", {}, item.publisher ? h("bdi", {}, item.publisher) : null, small(item.hub)),
    h("td", {}, item.pin ? h("span", { class: item.pinned ? "tag good" : "tag bad" }, item.pin) : h("span", { class: "none" }, "–")),
    h("td", {}, item.formats.filter((name) => name !== "unknown").join(", ") || h("span", { class: "none" }, "not known")),
    h("td", {}, originsOf(item)),
    h("td", {}, h("span", { class: `grade g-${item.grade}` }, item.grade)),
    h("td", {}, findingsCell(item)),
  );

const showModels = () => {
  const items = inventory();
  if (items.length === 0) {
    byId("inventory").append(h("p", { class: "empty" }, "Nothing that is loaded is known by name."));
    return;
  }
  const rows = h("tbody", {}, items.slice(0, FIRST_MODELS).map(modelRow));
  const heads = ["name", "type", "publisher", "revision", "format", "written at", "reached", "findings"];
  const table = h("table", { class: "inventory" }, h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))), rows);
  byId("inventory").append(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Inventory" }, table));
  const rest = items.slice(FIRST_MODELS);
  const all = () => {
    rows.append(...rest.map(modelRow));
    more.remove();
  };
  const more = h("button", { type: "button", class: "quiet", onclick: all }, `Show ${rest.length} more`);
  if (rest.length) byId("inventory").append(more);
};
