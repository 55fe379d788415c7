// What is shown is written in the address, so that it can be sent to somebody and gone back to.
const KEYS = ["q", "grade", "rule", "model", "entry", "order", "finding"];
const state = { q: "", grade: "", rule: "", model: "", entry: "", order: "", finding: "" };

const readAddress = () => {
  const text = location.hash.slice(1);
  if (text !== "" && !text.includes("=")) return false;
  const given = new URLSearchParams(text);
  for (const key of KEYS) state[key] = given.get(key) ?? "";
  return true;
};
const address = (changes = {}) => {
  const wanted = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...state, ...changes })) {
    if (value) wanted.set(key, value);
  }
  return `#${wanted.toString()}`;
};
/** Change what is shown; `push` makes a step that the back button undoes. */
const change = (changes, push = true) => {
  Object.assign(state, changes);
  history[push ? "pushState" : "replaceState"](null, "", address());
  showFindings();
};

const chosenGrades = () => new Set(state.grade.split(",").filter(Boolean));

const matches = () => {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const grades = chosenGrades();
  const found = DATA.findings.filter(
    (finding) =>
      (grades.size === 0 || grades.has(finding.grade)) &&
      (!state.rule || finding.rule === state.rule) &&
      (!state.model || finding.models.has(state.model)) &&
      (!state.entry || finding.entries.has(state.entry)) &&
      words.every((word) => searched(finding).includes(word)),
  );
  if (state.order === "place") {
    const key = (finding) => DATA.places[finding.at];
    const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    found.sort((a, b) => byText(key(a)[0], key(b)[0]) || key(a)[1] - key(b)[1] || a.index - b.index);
  }
  return found;
};
