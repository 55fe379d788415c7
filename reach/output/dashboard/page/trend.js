// Findings of each grade after each sweep, as a stacked picture.
const HEIGHT = 160;
const DRAWN = ["deployed", "exposed", "runnable", "public"];

const showTrend = () => {
  const nights = DATA.sweeps;
  const heights = nights.map(({ grades }) => DRAWN.map((name) => grades[name] ?? 0));
  const most = Math.max(1, ...heights.map((row) => row.reduce((sum, n) => sum + n, 0)));
  const width = Math.max(nights.length, 12) * 20;
  const bars = heights.flatMap((row, index) => {
    let y = HEIGHT;
    return row.map((count, kind) => {
      const tall = (count / most) * HEIGHT;
      y -= tall;
      return svg("rect", { class: `t-${DRAWN[kind]}`, x: index * 20 + 2, y, width: 16, height: tall }, svg("title", {}, `${nights[index].started}: ${count} ${DRAWN[kind]}`));
    });
  });
  const last = nights.at(-1);
  const said = last ? DRAWN.map((name) => `${last.grades[name] ?? 0} ${name}`).join(", ") : "no sweep";
  byId("trend").append(
    svg("svg", { class: "trend", viewBox: `0 0 ${width} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": `After the last sweep: ${said}` }, bars),
    h("p", { class: "key" }, DRAWN.map((name) => h("span", { class: `k t-${name}` }, name, " ", h("b", {}, last ? last.grades[name] ?? 0 : 0))), nights.length > 1 ? h("span", {}, `${nights[0].started.slice(0, 10)} to ${last.started.slice(0, 10)}`) : null),
  );
};
