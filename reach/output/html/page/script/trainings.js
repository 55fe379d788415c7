// A training as a picture: what goes in, what trains, and where the result goes.
const FIRST_TRAININGS = 12;

/** The same thing used in the same way for several arguments, once. */
const joined = (ingredients) => {
  const found = new Map();
  for (const each of ingredients) {
    const key = JSON.stringify([each.of, each.steps]);
    if (!found.has(key)) found.set(key, { ...each, names: [] });
    found.get(key).names.push(each.as);
  }
  return [...found.values()];
};

const stepStop = ([name, by, at]) =>
  h("li", { class: "stop call" }, h("div", { class: "what" }, h("span", {}, h("bdi", {}, name), by ? h("span", { class: "dim" }, " by ", h("bdi", {}, by)) : null), place(at)), lineOf(at));

const ingredientCard = ({ of, names, steps }) => {
  const item = DATA.components[of];
  return h(
    "li",
    { class: "source" },
    nameOf(item),
    h(
      "div",
      { class: "tags" },
      h("span", { class: "tag" }, item.type),
      item.pin ? h("span", { class: item.pinned ? "tag good" : "tag bad" }, item.pin) : null,
      h("span", { class: "tag" }, `as ${names.join(", ")}`),
    ),
    item.origins.slice(0, 1).map(([at, written]) => h("div", { class: "what" }, h("span", { class: "dim" }, written), place(at))),
    steps.length ? h("ol", { class: "way", "aria-label": "Steps" }, steps.map(stepStop)) : null,
  );
};

/** A place that gets the result, with all that puts it there. */
const productCard = ([product, ...others]) =>
  h(
    "li",
    { class: "source" },
    product.of === null ? h("span", { class: "id" }, h("bdi", {}, product.id)) : nameOf(DATA.components[product.of]),
    h("div", { class: "tags" }, h("span", { class: "tag" }, product.type), h("span", { class: "tag" }, product.hub)),
    [product, ...others].map(({ by, at }) => h("div", { class: "what" }, h("span", { class: "dim" }, `by ${by}`), place(at))),
  );

const byPlace = (products) => {
  const found = new Map();
  for (const each of products) {
    const key = [each.type, each.hub, each.id].join("\n");
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return [...found.values()];
};

const notKnown = ([name, number]) => {
  const { reason, at } = DATA.unknown[number];
  return h("li", { class: "source unknown" }, h("span", {}, h("b", {}, `${name} is not known: `), reason), at === null ? null : h("div", { class: "what" }, place(at)), lineOf(at));
};

const trainerCard = (training) => {
  const entries = training.entries.map((number) => DATA.entries[number]);
  const listed = entries.slice(0, 4).map(({ name, kind }) => h("li", {}, h("bdi", {}, name), " ", h("span", { class: "tag" }, kind)));
  return h(
    "div",
    { class: "trainer" },
    h("b", {}, training.trainer),
    h("div", { class: "what" }, h("span", { class: "dim" }, "in ", h("bdi", {}, training.in)), place(training.at)),
    h("ul", { class: "run" }, listed, entries.length > 4 ? h("li", { class: "dim" }, `and ${entries.length - 4} more`) : null),
    h("span", { class: `grade g-${training.grade}` }, training.grade),
  );
};

const part = (name, title, cards, none) =>
  h("div", { class: name }, h("h4", {}, title), cards.length ? h("ul", {}, cards) : h("p", { class: "none" }, none));

const trainingPicture = (training) => {
  const models = joined(training.models).map(ingredientCard);
  const data = joined(training.datasets).map(ingredientCard);
  const label = `${training.trainer} at ${placeText(training.at)}`;
  return h(
    "article",
    { class: "card lineage", "aria-label": label },
    part("given", "Made from", [...models, ...data, ...training.unknown.map(notKnown)], "Nothing that is known by name."),
    h("div", { class: "by" }, h("h4", {}, "By"), trainerCard(training)),
    part("gets", "Goes to", byPlace(training.products).map(productCard), "No place that is known."),
  );
};

const showTrainings = () => {
  const rest = DATA.trainings.slice(FIRST_TRAININGS);
  byId("made").append(...DATA.trainings.slice(0, FIRST_TRAININGS).map(trainingPicture));
  if (rest.length === 0) return;
  const more = h("button", { type: "button", class: "quiet", onclick: () => more.replaceWith(...rest.map(trainingPicture)) }, `Show ${rest.length} more`);
  byId("made").append(more);
};
