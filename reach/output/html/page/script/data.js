// The data of the report, with numbers turned back into what they stand for.
const DATA = JSON.parse(byId("data").textContent);
const GRADES = Object.keys(DATA.grades);
const LEVELS = ["critical", "high", "medium", "low"];

const placeText = (number) => {
  const [path, line, column, cell] = DATA.places[number];
  return `${path}:${line}:${column}${cell === null ? "" : ` (cell ${cell})`}`;
};
const artifactKey = (artifact) => `${artifact.hub}:${artifact.id}`;
const entryKey = (entry) => `${entry.kind}:${entry.name}`;

[...DATA.findings, ...DATA.suppressed].forEach((finding, index) => {
  finding.index = index;
  const artifacts = finding.artifacts.map((n) => DATA.artifacts[n]);
  const entries = finding.witnesses.map((w) => DATA.entries[w.entry]);
  finding.models = new Set(artifacts.map(artifactKey));
  finding.entries = new Set(entries.map(entryKey));
  finding.path = DATA.places[finding.at][0];
});

/** Everything of a finding that a search looks at; made when the first search is. */
const searched = (finding) => {
  if (finding.searched === undefined) {
    const parts = [finding.rule, finding.grade, finding.level, finding.message, finding.in];
    parts.push(finding.sink, finding.id, placeText(finding.at), ...finding.models);
    for (const number of finding.artifacts) {
      const { at, pin, format, file } = DATA.artifacts[number];
      parts.push(pin, format, file ?? "", at === null ? "" : placeText(at));
    }
    for (const witness of finding.witnesses) {
      const entry = DATA.entries[witness.entry];
      parts.push(entry.name, entry.kind, placeText(entry.at));
      for (const [name, at] of witness.calls) parts.push(name, placeText(at));
    }
    finding.searched = parts.join("\n").toLowerCase();
  }
  return finding.searched;
};
