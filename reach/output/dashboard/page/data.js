// What the page knows, with what it looks for in each row.
const DATA = JSON.parse(byId("data").textContent);
const GRADES = DATA.grades;
const GRADE = Object.fromEntries(GRADES.map((name, index) => [name, index]));
const REPOSITORIES = DATA.repositories.map((row, index) => ({ ...row, index, loads: [] }));
const MODELS = DATA.models.map((row) => ({ ...row, loads: row.loads.map(([repository, grade, path, line, entry, rules]) => ({ repository, grade, path, line, entry, rules })) }));

for (const model of MODELS) {
  const about = [model.id, model.hub, model.publisher ?? ""].join("\n");
  model.text = about.toLowerCase();
  for (const load of model.loads) REPOSITORIES[load.repository].loads.push({ ...load, model });
}
for (const row of REPOSITORIES) {
  const findings = row.findings.map(([rule, , , message, path]) => `${rule} ${message} ${path}`);
  const loads = row.loads.map(({ model, entry }) => `${model.id} ${entry}`);
  row.text = [row.name, row.failed, ...findings, ...loads].join("\n").toLowerCase();
}

const levelOf = (severity) => (severity >= 9 ? "critical" : severity >= 7 ? "high" : severity >= 4 ? "medium" : "low");
const gradeTag = (grade) => h("span", { class: `grade g-${GRADES[grade]}` }, GRADES[grade]);
const place = (path, line) => h("span", { class: "place" }, h("bdi", {}, `${path}:${line}`));

/** The words of the search and what else is asked for; in the address, so that it can be sent. */
const state = { q: "", only: "" };
const readAddress = () => {
  const given = new URLSearchParams(location.hash.slice(1));
  state.q = given.get("q") ?? "";
  state.only = given.get("only") ?? "";
  return location.hash === "" || location.hash.includes("=");
};
const addressOf = (changes) => {
  const wanted = { ...state, ...changes };
  return `#${new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))}`;
};
const words = () => state.q.toLowerCase().split(/\s+/).filter(Boolean);
const has = (text) => words().every((word) => text.includes(word));
