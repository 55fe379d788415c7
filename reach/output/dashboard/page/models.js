// What is loaded, by who publishes it; a search that names a model shows who loads it.
let listed = null;

const byPublisher = (models) => {
  const groups = new Map();
  for (const model of models) {
    const name = model.publisher ?? `(no publisher: ${model.hub})`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(model);
  }
  const size = (rows) => new Set(rows.flatMap(({ loads }) => loads.map(({ repository }) => repository))).size;
  return [...groups].map(([name, rows]) => ({ name, rows, holders: size(rows) })).sort((a, b) => b.holders - a.holders || (a.name < b.name ? -1 : 1));
};

const holderRow = ({ repository, grade, path, line, entry }) =>
  h("li", {}, h("div", {}, h("b", {}, h("bdi", {}, REPOSITORIES[repository].name)), h("div", { class: "about" }, place(path, line), entry ? h("bdi", {}, entry) : null)), gradeTag(grade));

const modelBlock = (model) => {
  const shown = model.loads.slice(0, 200);
  const element = h(
    "details",
    { class: "model" },
    h("summary", {}, h("span", { class: "id" }, h("bdi", {}, model.id)), " ", model.pinned ? h("span", { class: "tag good" }, "pinned") : h("span", { class: "tag bad" }, "unpinned"), model.reported ? h("span", { class: "tag bad" }, "reported as malicious") : null, h("span", { class: "dim" }, ` ${model.type}, ${counted(model.loads.length, "load")}`)),
  );
  opening(element, () => h("div", {}, h("ul", { class: "rows" }, shown.map(holderRow)), model.loads.length > shown.length ? h("p", { class: "dim" }, `and ${model.loads.length - shown.length} more`) : null));
  return element;
};

const publisherRow = ({ name, rows, holders }) => {
  const element = h("details", { class: "finding" }, h("summary", {}, h("span", { class: "score none" }, holders), h("span", { class: "said" }, h("b", { class: "message" }, h("bdi", {}, name)), h("span", { class: "about" }, counted(rows.length, "name"), h("span", {}, `in ${counted(holders, "repository", "repositories")}`)))));
  opening(element, () => h("div", { class: "body" }, rows.map(modelBlock)));
  if (state.q && rows.length <= 5) {
    element.open = true;
    element.append(h("div", { class: "body" }, rows.map(modelBlock)));
    if (rows.length === 1) element.querySelector("details.model").open = true;
  }
  return element;
};

const showModels = () => {
  const shown = MODELS.filter((model) => has(model.text));
  listed?.stop();
  byId("models-state").textContent = shown.length === MODELS.length ? counted(shown.length, "name") : `${shown.length.toLocaleString("en")} of ${counted(MODELS.length, "name")}`;
  listed = drawInChunks(byId("publisher-list"), byPublisher(shown), publisherRow);
  if (!shown.length) byId("publisher-list").append(h("p", { class: "empty" }, "Nothing that is loaded has such a name."));
};
