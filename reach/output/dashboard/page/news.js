// What is new or worse since the sweep before, worst first.
const newsRow = ([repository, rule, grade, severity, message, path, line, was]) =>
  h(
    "li",
    {},
    h("span", { class: `score small f-${levelOf(severity)}` }, severity.toFixed(1)),
    h(
      "div",
      {},
      h("span", { class: "tag bad" }, was === null ? "new" : `was ${GRADES[was]}`),
      " ",
      h("bdi", {}, message),
      h("div", { class: "about" }, h("a", { href: addressOf({ q: repository, only: "" }) }, h("bdi", {}, repository)), h("span", {}, rule), place(path, line)),
    ),
    gradeTag(grade),
  );

const showNews = () => {
  const { rows, total, since } = DATA.news;
  const many = total ? counted(total, "finding") : "Nothing";
  byId("news-title").textContent = since ? `${many} new or worse since the sweep before` : "The worst of the first sweep";
  byId("news-list").append(h("ul", { class: "rows" }, rows.map(newsRow)));
  if (total > rows.length) byId("news-list").append(h("p", { class: "dim" }, `and ${(total - rows.length).toLocaleString("en")} more`));
};
