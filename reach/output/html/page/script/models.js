// The inventory: every artifact that a finding names, once.
const TYPES = ["model", "adapter", "dataset", "tokenizer", "code", "file"];

const inventory = () => {
  const found = new Map();
  const seen = (artifact) => {
    const key = [artifact.type, artifact.hub, artifact.id, artifact.revision, artifact.file].join("\n");
    if (!found.has(key)) found.set(key, { ...artifact, origins: new Map(), findings: new Set() });
    return found.get(key);
  };
  for (const finding of DATA.findings) {
    for (const number of finding.artifacts) {
      const artifact = DATA.artifacts[number];
      const item = seen(artifact);
      item.findings.add(finding);
      if (artifact.at !== null) item.origins.set(artifact.at, artifact.written);
    }
  }
  const rank = (item) => (TYPES.indexOf(item.type) + TYPES.length + 1) % (TYPES.length + 1);
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || byText(a.id, b.id));
};

const originsOf = (item) => {
  const all = [...item.origins].map(([at, written]) => h("div", { class: "what" }, place(at), h("span", { class: "dim" }, written)));
  if (all.length <= 2) return all;
  return [all[0], h("details", {}, h("summary", {}, `${all.length - 1} more places`), all.slice(1))];
};

const worstOf = (findings) =>
  [...findings].reduce((worst, finding) => (finding.severity > worst.severity ? finding : worst));

const modelRow = (item) => {
  const worst = worstOf(item.findings);
  return h(
    "tr",
    {},
    h("td", {}, h("a", { class: "id", href: `#model=${encodeURIComponent(artifactKey(item))}` }, h("bdi", {}, item.id)), item.file ? h("div", { class: "dim" }, item.file) : null),
    h("td", {}, item.type),
    h("td", {}, item.publisher ? h("bdi", {}, item.publisher) : null, h("div", { class: "dim" }, item.hub)),
    h("td", {}, item.pin ? h("span", { class: item.pinned ? "tag good" : "tag bad" }, item.pin) : h("span", { class: "none" }, "–")),
    h("td", {}, item.format === "unknown" ? h("span", { class: "none" }, "not known") : item.format),
    h("td", {}, originsOf(item)),
    h("td", { class: "right" }, h("span", { class: `score small f-${worst.level}`, title: `worst: ${worst.level}` }, worst.severity.toFixed(1)), h("span", { class: "dim" }, ` ${item.findings.size} ×`)),
  );
};

const showModels = () => {
  const items = inventory();
  if (items.length === 0) {
    byId("inventory").append(h("p", { class: "empty" }, "No finding names what it loads."));
    return;
  }
  const rows = h("tbody");
  const heads = ["name", "type", "publisher", "pinned", "format", "written at", "findings"];
  byId("inventory").append(
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Inventory" },
      h("table", { class: "inventory" }, h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))), rows)),
  );
  const limit = 50;
  rows.append(...items.slice(0, limit).map(modelRow));
  if (items.length > limit) {
    const more = h("button", { type: "button", class: "quiet", onclick: () => { rows.append(...items.slice(limit).map(modelRow)); more.remove(); } }, `Show ${items.length - limit} more`);
    byId("inventory").append(more);
  }
};
