// The map: entry points on the left, what they load on the right, a line for each pair.
const ROW = 30;
const MOST = 40;

const pairs = () => {
  const found = new Map();
  for (const component of DATA.components) {
    for (const load of component.loads) {
      for (const number of load.entries) {
        const entry = DATA.entries[number];
        const model = artifactKey(component);
        const key = `${entryKey(entry)}\n${model}`;
        const pair = found.get(key) ?? { entry, model, id: component.id, loads: [] };
        pair.loads.push(load);
        found.set(key, pair);
      }
    }
  }
  for (const pair of found.values()) {
    const worst = worstOf(pair.loads);
    [pair.level, pair.severity] = worst ? [worst.level, worst.severity] : ["none", 0];
  }
  return [...found.values()].sort((a, b) => b.severity - a.severity);
};

/** The pairs, worst first, while there is room for both their ends. */
const fitting = (all, limit) => {
  const [left, right] = [new Set(), new Set()];
  const fits = (side, key) => side.has(key) || side.size < limit;
  return all.filter((pair) => {
    const key = entryKey(pair.entry);
    if (!fits(left, key) || !fits(right, pair.model)) return false;
    left.add(key);
    right.add(pair.model);
    return true;
  });
};

/** The different ends of the pairs on one side, in the order of `weight`. */
const column = (kept, keyOf, weight = () => 0) => {
  const found = new Map();
  for (const pair of kept) {
    const key = keyOf(pair);
    if (!found.has(key)) found.set(key, { pair, pairs: [] });
    found.get(key).pairs.push(pair);
  }
  const mean = (item) => item.pairs.reduce((sum, pair) => sum + weight(pair), 0) / item.pairs.length;
  const ordered = [...found].map(([key, item]) => [key, item, mean(item)]).sort((a, b) => a[2] - b[2]);
  return new Map(ordered.map(([key, item], row) => [key, Object.assign(item, { row })]));
};

const curve = (pair, from, to) => {
  const [y, z] = [from * ROW + ROW / 2, to * ROW + ROW / 2];
  return svg("path", { class: `f-${pair.level}`, d: `M0 ${y}C50 ${y} 50 ${z} 100 ${z}`, "vector-effect": "non-scaling-stroke" });
};

/** A name at the end of lines; a link where there are findings to lead to. */
const endpoint = (item, text, extra, title, key, value) => {
  const told = DATA.findings.some((finding) => finding[key === "entry" ? "entries" : "models"].has(value));
  const href = `#${key}=${encodeURIComponent(value)}`;
  const name = h(told ? "a" : "span", { class: extra, title, href: told ? href : null }, h("bdi", {}, text));
  return h("li", {}, name, h("span", { class: "n", title: "lines" }, item.pairs.length));
};

const drawMap = (all, limit) => {
  const kept = fitting(all, limit);
  const left = column(kept, (pair) => entryKey(pair.entry));
  const right = column(kept, (pair) => pair.model, (pair) => left.get(entryKey(pair.entry)).row);
  const lines = svg("svg", { class: "lines", viewBox: `0 0 100 ${Math.max(left.size, right.size) * ROW}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const drawn = kept.map((pair) => {
    const [from, to] = [left.get(entryKey(pair.entry)), right.get(pair.model)];
    return { from, to, line: curve(pair, from.row, to.row) };
  });
  lines.append(...drawn.map(({ line }) => line).reverse());
  lines.setAttribute("height", Math.max(left.size, right.size) * ROW);
  const list = (side, name, make) => {
    const made = [...side.values()].map((item) => {
      const element = make(item);
      const light = (on) => () => {
        lines.classList.toggle("some", on);
        for (const each of drawn) each.line.classList.toggle("lit", on && (each.from === item || each.to === item));
      };
      for (const name of ["mouseenter", "focusin"]) element.addEventListener(name, light(true));
      for (const name of ["mouseleave", "focusout"]) element.addEventListener(name, light(false));
      return element;
    });
    return h("ul", { class: `side ${name}`, "aria-label": name === "left" ? "Entry points" : "What is loaded" }, made);
  };
  return h(
    "div",
    { class: "chart" },
    list(left, "left", (item) => endpoint(item, item.pair.entry.name, `end g-${item.pair.entry.grade}`, `${item.pair.entry.kind}, ${item.pair.entry.grade}`, "entry", entryKey(item.pair.entry))),
    lines,
    list(right, "right", (item) => endpoint(item, item.pair.id, "end id", item.pair.model, "model", item.pair.model)),
  );
};

const showMap = () => {
  const all = pairs();
  const parent = byId("chart");
  if (all.length === 0) {
    parent.append(h("p", { class: "empty" }, "No entry point is known to load anything that has a name."));
    return;
  }
  parent.append(drawMap(all, MOST));
  const most = Math.max(new Set(all.map((pair) => entryKey(pair.entry))).size, new Set(all.map((pair) => pair.model)).size);
  if (most > MOST) {
    const more = h("button", { type: "button", class: "quiet", onclick: () => parent.replaceChildren(drawMap(all, Infinity)) }, `The worst ${MOST} of each side are shown; show all`);
    parent.append(more);
  }
};
