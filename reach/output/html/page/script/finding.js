// One finding: a line that sums it up and, when opened, all that is known about it.
const LISTED_WAYS = 6;

/** The sentence with the names of what is loaded made to stand out. */
const sentence = (finding) => {
  const names = [...new Set(finding.artifacts.map((n) => DATA.artifacts[n].id))]
    .filter((name) => name.length > 2)
    .sort((a, b) => b.length - a.length);
  let parts = [finding.message];
  for (const name of names) {
    parts = parts.flatMap((part) =>
      typeof part === "string"
        ? part.split(name).flatMap((text, n) => (n ? [h("b", { class: "id" }, name), text] : [text]))
        : [part],
    );
  }
  return parts;
};

const summaryOf = (finding) =>
  h(
    "summary",
    {},
    h("span", { class: `score f-${finding.level}`, title: finding.level }, finding.severity.toFixed(1), h("span", { class: "hide" }, ` ${finding.level}`)),
    h(
      "span",
      { class: "said" },
      h("bdi", { class: "message" }, sentence(finding)),
      h("span", { class: "about" }, h("span", {}, finding.rule), finding.changes.length ? h("span", { class: "tag bad" }, finding.changes.some(([kind]) => kind === "new") ? "new" : "worse") : null, h("span", { class: "where" }, placeText(finding.at))),
    ),
    h("span", { class: `grade g-${finding.grade}` }, finding.grade),
  );

const showSuppressed = () => drawInChunks(byId("suppressed-list"), DATA.suppressed, row);

const ways = (finding, show) => {
  if (finding.witnesses.length < 2) return null;
  const names = finding.witnesses.map((witness) => DATA.entries[witness.entry].name);
  const buttons = finding.witnesses.map((witness, n) => {
    const entry = DATA.entries[witness.entry];
    const twice = names.indexOf(entry.name) !== names.lastIndexOf(entry.name);
    return h(
      "button",
      {
        type: "button",
        class: `way-name g-${entry.grade}`,
        "aria-pressed": String(n === 0),
        onclick: (event) => {
          for (const button of buttons) button.setAttribute("aria-pressed", String(button === event.currentTarget));
          show(witness);
        },
      },
      h("bdi", {}, entry.name),
      twice ? h("span", { class: "dim" }, ` ${entry.kind}`) : null,
    );
  });
  const group = h("div", { class: "ways", role: "group", "aria-label": "Entry points" }, h("span", { class: "dim" }, "Reached from"), buttons.slice(0, LISTED_WAYS));
  if (buttons.length > LISTED_WAYS) {
    const rest = h("button", { type: "button", class: "quiet", onclick: () => rest.replaceWith(...buttons.slice(LISTED_WAYS)) }, `${buttons.length - LISTED_WAYS} more`);
    group.append(rest);
  }
  return group;
};

/** What `reach fix` would write, and where. */
const repair = ({ title, reasons, edits }) => [
  h("dt", {}, h("code", {}, "reach fix")),
  h(
    "dd",
    {},
    title,
    " ",
    h("span", { class: reasons.length ? "tag bad" : "tag good" }, reasons.length ? "needs review" : "safe"),
    edits.map(([at, text]) => h("div", {}, place(at), " ", h("code", {}, text || "(removed)"))),
    reasons.map((reason) => h("div", { class: "dim" }, reason)),
  ),
];

/** Why the project lives with it. */
const suppression = ({ reason, until, by }) => [
  h("dt", {}, "Suppressed"),
  h("dd", {}, h("bdi", {}, reason), h("div", { class: "dim" }, `by a ${by}${until ? `, until ${until}` : ""}`)),
];

const facts = (finding) => {
  const row = (label, text) => [h("dt", {}, label), h("dd", {}, h("bdi", {}, text))];
  const title = DATA.titles[finding.rule];
  return h(
    "dl",
    { class: "facts" },
    finding.changes.map(([kind, text]) => row(kind === "new" ? "New" : "Worse", text)),
    finding.suppression ? suppression(finding.suppression) : null,
    finding.fix ? row("Fix", finding.fix) : null,
    finding.repair ? repair(finding.repair) : null,
    finding.guards.map((text) => row("Guarded", text)),
    finding.conditions.map((text) => row("Given", text)),
    title ? row("Rule", `${finding.rule}: ${title}`) : null,
  );
};

const body = (finding) => {
  const [first] = finding.witnesses;
  let drawn = picture(finding, first);
  const show = (witness) => {
    const next = picture(finding, witness);
    drawn.replaceWith(next);
    drawn = next;
  };
  return h(
    "div",
    { class: "body" },
    first ? null : h("p", { class: "dim" }, "No entry point that reaches this call was found."),
    ways(finding, show),
    drawn,
    facts(finding),
    finding.suppression ? null : h("a", { class: "self", href: `#finding=${encodeURIComponent(finding.id)}` }, "Link to this finding"),
  );
};

const row = (finding) => {
  const element = h("details", { class: "finding", "data-index": finding.index }, summaryOf(finding));
  element.addEventListener("toggle", () => {
    if (element.open && element.children.length === 1) element.append(body(finding));
  });
  return element;
};
