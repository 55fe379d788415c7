// Elements are made here and nowhere else; text only ever becomes text.
const SVG = "http://www.w3.org/2000/svg";

const filled = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
};
const h = (name, attributes = {}, ...children) =>
  filled(document.createElement(name), attributes, children);
const svg = (name, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, name), attributes, children);
const byId = (id) => document.getElementById(id);
const counted = (number, noun, plural = `${noun}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;

/** Draw items a chunk at a time, further ones when the reader comes near. */
const drawInChunks = (parent, items, draw, size = 60) => {
  let next = 0;
  const end = h("p", { class: "more" });
  const more = (until) => {
    const made = document.createDocumentFragment();
    for (; next < Math.min(until, items.length); next += 1) made.append(draw(items[next], next));
    end.before(made);
    if (next >= items.length) {
      watch.disconnect();
      end.remove();
    }
  };
  const watch = new IntersectionObserver(
    (seen) => seen.some((entry) => entry.isIntersecting) && more(next + size),
    { rootMargin: "800px" },
  );
  parent.replaceChildren(end);
  more(size);
  if (next < items.length) watch.observe(end);
  return { until: (index) => index >= next && more(index + 1), stop: () => watch.disconnect() };
};
