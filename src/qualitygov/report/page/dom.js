"use strict";
// Elements are made here and nowhere else; all text goes in as text, never as markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
let lang = document.documentElement.dataset.language;

const say = (both) => (both == null ? "" : Array.isArray(both) ? both[lang === "zh" ? 0 : 1] : String(both));
const t = (zh, en) => (lang === "zh" ? zh : en);
const word = (kind, name) => say((DATA.words[kind] || {})[name] || name);

function put(element, parts) {
  for (const part of parts.flat(9)) {
    if (part == null || part === false || part === "") continue;
    element.append(part instanceof Node ? part : document.createTextNode(String(part)));
  }
  return element;
}

function apply(element, attributes) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "width%") element.style.width = `${value}%`;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  return element;
}

const h = (tag, attributes, ...parts) => put(apply(document.createElement(tag), attributes), parts);
const s = (tag, attributes, ...parts) => put(apply(document.createElementNS(SVG, tag), attributes), parts);

// A table: heads are texts or [text, class]; rows are lists of cells, a cell a part or [part, class].
function table(caption, heads, rows, attributes) {
  const cell = (tag, one, scope) => {
    const [part, name] = Array.isArray(one) && one.length === 2 && typeof one[1] === "string" ? one : [one, null];
    return h(tag, { class: name, scope }, part);
  };
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", attributes,
      h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, heads.map((one) => cell("th", one, "col")))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((one) => cell("td", one)))))));
}

const link = (route, text, name) => h("a", { href: `#/${route}`, class: name }, text);
const chip = (text, name) => h("span", { class: `chip ${name || ""}` }, text);
const few = (text) => (text == null || text === "" ? "–" : text);

// Numbers: exact pairs in, short texts out.
function ratio(pair, percent) {
  if (!pair || !pair[1]) return "–";
  const value = pair[0] / pair[1];
  if (percent) return `${(100 * value).toFixed(value === 0 || value === 1 ? 0 : 2)}%`;
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
const count = (number) => Number(number).toLocaleString("en-US");
const fixed = (text) => (text == null ? "–" : Number(text).toFixed(3));
