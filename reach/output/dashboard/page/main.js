const showAll = () => {
  if (document.activeElement !== byId("search")) byId("search").value = state.q;
  for (const chip of byId("chips").children) chip.setAttribute("aria-pressed", String(chip.dataset.only === state.only));
  showRepositories();
  showModels();
};
const change = (changes) => {
  Object.assign(state, changes);
  history.replaceState(null, "", addressOf({}) === "#" ? location.pathname : addressOf({}));
  showAll();
};

byId("filters").hidden = false;
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("search").addEventListener("input", (event) => change({ q: event.target.value }));
byId("chips").append(
  ...Object.keys(ONLY).map((name) => h("button", { type: "button", class: "chip", "data-only": name, onclick: () => change({ only: state.only === name ? "" : name }) }, LABELS[name], h("span", { class: "n" }, REPOSITORIES.filter(ONLY[name]).length))),
);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input")) return;
  event.preventDefault();
  byId("search").select();
});
addEventListener("hashchange", () => readAddress() && showAll());
readAddress();
makeTheme();
showTrend();
showNews();
showAll();
