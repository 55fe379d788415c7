// A witness as a picture: a line from the entry point down to the sink, and what is loaded beside.
const PLAIN_CALLS = 8;
const LISTED_CARDS = 3;

const place = (number) => h("button", { type: "button", class: "place", title: "Copy", onclick: copy }, placeText(number));
const copy = async (event) => {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(button.textContent);
  } catch {
    getSelection().selectAllChildren(button);
    return;
  }
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 900);
};

const code = (parts) => {
  if (!parts) return null;
  const [before, marked, after] = parts;
  return h("code", { class: "line" }, before, marked ? h("mark", {}, marked) : null, after);
};
const lineOf = (number) => (number === null ? null : code(DATA.places[number][4]));

const stop = (kind, title, at, ...rest) =>
  h("li", { class: `stop ${kind}` }, h("div", { class: "what" }, title, at === null ? null : place(at)), ...rest);

const entryStop = (entry) =>
  stop(
    `entry g-${entry.grade}`,
    h("span", {}, h("b", {}, h("bdi", {}, entry.name)), " ", h("span", { class: "tag" }, entry.kind)),
    entry.at,
    lineOf(entry.at),
  );

const callStop = ([name, at, callee, note]) =>
  stop(
    "call",
    h("span", {}, h("bdi", {}, name), note ? h("span", { class: "tag doubt" }, note) : null),
    at,
    lineOf(at),
  );

const calls = (witness) => {
  const made = witness.calls.map(callStop);
  const gap = witness.leftOut
    ? h("li", { class: "stop gap" }, counted(witness.leftOut, "call"), " left out")
    : null;
  if (gap) made.splice(Math.floor(made.length / 2), 0, gap);
  if (made.length <= PLAIN_CALLS) return made;
  const hidden = made.splice(3, made.length - 6);
  const open = h("button", { type: "button", class: "quiet" }, `${counted(hidden.length, "more call")}`);
  const item = h("li", { class: "stop gap" }, open);
  open.addEventListener("click", () => item.replaceWith(...hidden));
  made.splice(3, 0, item);
  return made;
};

const excerpt = (finding) => {
  if (finding.excerpt.length === 0) {
    return h("pre", { class: "excerpt", tabindex: "0" }, finding.snippet.map((line) => h("code", { class: "line" }, h("mark", {}, line))));
  }
  return h(
    "pre",
    { class: "excerpt", tabindex: "0", "aria-label": `Code at ${placeText(finding.at)}` },
    finding.excerpt.map(([number, ...parts]) =>
      h("span", { class: "row" }, h("span", { class: "number", "aria-hidden": "true" }, number), code(parts)),
    ),
  );
};

/** Artifacts that differ only in where they are written, together. */
const together = (artifacts) => {
  const found = new Map();
  for (const artifact of artifacts) {
    const key = [artifactKey(artifact), artifact.type, artifact.pin, artifact.file].join("\n");
    found.set(key, [...(found.get(key) ?? []), artifact]);
  }
  return [...found.values()];
};

const writtenAt = (artifact, withCode) =>
  artifact.at === null ? null : [h("div", { class: "what" }, h("span", { class: "dim" }, artifact.written), place(artifact.at)), withCode ? lineOf(artifact.at) : null];

const artifactCard = ([artifact, ...others]) =>
  h(
    "li",
    { class: "source" },
    h("a", { class: "id", href: `#model=${encodeURIComponent(artifactKey(artifact))}`, title: "Findings about it" }, h("bdi", {}, artifact.id)),
    h(
      "div",
      { class: "tags" },
      h("span", { class: "tag" }, artifact.type),
      artifact.pin ? h("span", { class: artifact.pinned ? "tag good" : "tag bad" }, artifact.pin) : null,
      artifact.format === "unknown" ? null : h("span", { class: "tag" }, artifact.format),
      artifact.file ? h("span", { class: "tag" }, artifact.file) : null,
      artifact.certainty === "exact" ? null : h("span", { class: "tag" }, artifact.certainty === "alternative" ? "one of several" : "partly known"),
    ),
    writtenAt(artifact, true),
    others.map((other) => writtenAt(other, others.length < 3)),
  );

const reasonCard = ({ reason, at }) =>
  h("li", { class: "source unknown" }, h("span", {}, h("b", {}, "Not known: "), reason), at === null ? null : h("div", { class: "what" }, place(at)), lineOf(at));

const further = (cards) =>
  h("details", { class: "further" }, h("summary", {}, `${cards.length} more that may be loaded here`), h("ul", {}, cards));

/** The picture; without a witness, the sink alone. */
const picture = (finding, witness) => {
  const way = [];
  if (witness) {
    const entry = DATA.entries[witness.entry];
    if (entry.deployment !== null) {
      way.push(stop("deployment", h("span", { class: "dim" }, "started by"), entry.deployment, lineOf(entry.deployment)));
    }
    way.push(entryStop(entry), ...calls(witness));
  }
  const sink = stop(
    `sink f-${finding.level}`,
    h("span", {}, h("b", {}, finding.sink), " ", h("span", { class: "dim" }, "in ", h("bdi", {}, finding.in)), witness?.note ? h("span", { class: "tag doubt" }, witness.note) : null),
    finding.at,
    excerpt(finding),
  );
  way.push(sink);
  const pick = (name, table) => {
    const own = witness ? witness[name] : [];
    return (own.length ? own : finding[name]).map((number) => table[number]);
  };
  const cards = [...together(pick("artifacts", DATA.artifacts)).map(artifactCard), ...pick("unknown", DATA.unknown).map(reasonCard)];
  const beside = cards.splice(0, LISTED_CARDS);
  const drawn = h(
    "div",
    { class: beside.length ? "picture" : "picture alone" },
    h("ol", { class: "way", "aria-label": "From the entry point to the sink" }, way),
    beside.length ? h("div", { class: "loads" }, h("h4", {}, "What is loaded"), h("ul", {}, beside)) : null,
  );
  return h("div", {}, drawn, cards.length ? further(cards) : null);
};
