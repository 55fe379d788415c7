// Keys, and what is printed.
const PRINTED = 30;

const step = (by) => {
  if (shown.length === 0) return;
  const rows = [...byId("list").querySelectorAll("details.finding")];
  const now = rows.findIndex((element) => element.contains(document.activeElement));
  const next = Math.min(shown.length - 1, Math.max(0, now < 0 ? 0 : now + by));
  const summary = rowAt(next).querySelector("summary");
  summary.focus({ preventScroll: true });
  summary.scrollIntoView({ block: "nearest" });
};

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "Escape" && event.target === byId("search")) {
    event.target.value = "";
    change({ q: "" }, false);
    event.target.blur();
  } else if (!typing && event.key === "/") {
    event.preventDefault();
    byId("search").focus();
    byId("search").select();
  } else if (!typing && (event.key === "j" || event.key === "k")) {
    event.preventDefault();
    step(event.key === "j" ? 1 : -1);
  } else if (!typing && event.key === "?") {
    byId("help").showModal();
  }
};

/** On paper nothing can be opened: all rows are there, and a short list is shown in full. */
const preparePrint = () => {
  if (shown.length) rowAt(shown.length - 1);
  if (shown.length > PRINTED) return;
  for (const [index, element] of byId("list").querySelectorAll("details.finding").entries()) {
    if (element.children.length === 1) element.append(body(shown[index]));
    element.open = true;
  }
};
