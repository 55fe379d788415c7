// The map: entry points on the left, what they load on the right, a line for each pair.
const ROW = 30;
const MOST = 40;
const NOT_KNOWN = "not known";

const pairs = () => {
  const found = new Map();
  for (const finding of DATA.findings) {
    for (const witness of finding.witnesses) {
      const entry = DATA.entries[witness.entry];
      const own = witness.artifacts.map((n) => DATA.artifacts[n]);
      for (const artifact of own.length ? own : [null]) {
        const model = artifact ? artifactKey(artifact) : NOT_KNOWN;
        const key = `${entryKey(entry)}\n${model}`;
        const pair = found.get(key);
        if (!pair) found.set(key, { entry, model, id: artifact?.id ?? NOT_KNOWN, finding });
        else if (finding.severity > pair.finding.severity) pair.finding = finding;
      }
    }
  }
  return [...found.values()].sort((a, b) => b.finding.severity - a.finding.severity);
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
  return svg("path", { class: `f-${pair.finding.level}`, d: `M0 ${y}C50 ${y} 50 ${z} 100 ${z}`, "vector-effect": "non-scaling-stroke" });
};

const endpoint = (item, text, extra, title, href) =>
  h("li", {}, h("a", { class: extra, title, href }, h("bdi", {}, text)), h("span", { class: "n", title: "lines" }, item.pairs.length));

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
    list(left, "left", (item) => endpoint(item, item.pair.entry.name, `end g-${item.pair.entry.grade}`, `${item.pair.entry.kind}, ${item.pair.entry.grade}`, `#entry=${encodeURIComponent(entryKey(item.pair.entry))}`)),
    lines,
    list(right, "right", (item) => endpoint(item, item.pair.id, item.pair.model === NOT_KNOWN ? "end unknown" : "end id", item.pair.model, item.pair.model === NOT_KNOWN ? "#findings" : `#model=${encodeURIComponent(item.pair.model)}`)),
  );
};

const showMap = () => {
  const all = pairs();
  const parent = byId("chart");
  if (all.length === 0) {
    parent.append(h("p", { class: "empty" }, "No entry point is known to load anything."));
    return;
  }
  parent.append(drawMap(all, MOST));
  const most = Math.max(new Set(all.map((pair) => entryKey(pair.entry))).size, new Set(all.map((pair) => pair.model)).size);
  if (most > MOST) {
    const more = h("button", { type: "button", class: "quiet", onclick: () => parent.replaceChildren(drawMap(all, Infinity)) }, `The worst ${MOST} of each side are shown; show all`);
    parent.append(more);
  }
};
