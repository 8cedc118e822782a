"use strict";
// Inline SVG, drawn from the same data as the tables beside them; each has a label in words.

// A score between its bounds on a scale of 0 to 100.
function scoreBar(row) {
  const x = (value) => 2 + 1.96 * Math.max(0, Math.min(100, Number(value)));
  const label = row.lowest === row.highest ? `${row.score}` : `${row.score} [${row.lowest}–${row.highest}]`;
  if (row.score == null && row.lowest == null) return h("span", {}, "–");
  return s("svg", { class: "score", viewBox: "0 0 200 18", role: "img", "aria-label": label },
    s("rect", { x: 2, y: 7, width: 196, height: 4, rx: 2, class: "track" }),
    row.score == null ? null : s("rect", { x: 2, y: 7, width: Math.max(0, x(row.score) - 2), height: 4, rx: 2, class: `fill grade-${row.grade || "none"}` }),
    row.lowest == null ? null : s("rect", { x: x(row.lowest), y: 4, width: Math.max(1.5, x(row.highest) - x(row.lowest)), height: 10, rx: 2, class: "between" }),
    row.score == null ? null : s("circle", { cx: x(row.score), cy: 9, r: 4.5, class: `dot grade-${row.grade || "none"}` }));
}

// A share as a bar.
function shareBar(pair, label) {
  const share = pair && pair[1] ? pair[0] / pair[1] : 0;
  return s("svg", { class: "share", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": label },
    s("rect", { x: 0, y: 0, width: 100, height: 10, class: "track" }),
    s("rect", { x: 0, y: 0, width: 100 * Math.max(0, Math.min(1, share)), height: 10, class: share >= 0.8 ? "fill good" : share >= 0.6 ? "fill fair" : "fill poor" }));
}

const GRADE_ORDER = ["A", "B", "C", "D", "not-rated", "not-assessed"];
const gradeName = (grade) => ({ "not-rated": t("未评级", "not rated"), "not-assessed": t("未予评价", "not assessed") })[grade] || grade;
const gradeClass = (grade) => `grade-${["A", "B", "C", "D"].includes(grade) ? grade : "none"}`;

// Grades of enterprises as one stacked bar.
function gradeBar(counts) {
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const order = [...new Set([...GRADE_ORDER, ...Object.keys(counts)])].filter((grade) => counts[grade]);
  const label = order.map((grade) => `${gradeName(grade)} ${counts[grade]}`).join(t("，", ", "));
  let at = 0;
  return s("svg", { class: "stack", viewBox: "0 0 400 16", preserveAspectRatio: "none", role: "img", "aria-label": label },
    order.map((grade) => {
      const width = (400 * counts[grade]) / (total || 1);
      const part = s("rect", { x: at, y: 0, width: Math.max(0.5, width), height: 16, class: gradeClass(grade) }, s("title", {}, `${gradeName(grade)} ${count(counts[grade])}`));
      at += width;
      return part;
    }));
}

// Before and now of one measurement, on a scale of its own.
function slope(before, now, line, percent) {
  const values = [before, now].map((pair) => pair[0] / pair[1]);
  const limit = line && line[1] ? line[0] / line[1] : null;
  const all = limit == null ? values : [...values, limit];
  const low = percent ? Math.min(0, ...all) : Math.min(...all), high = percent ? Math.max(1, ...all) : Math.max(...all);
  const x = (value) => 6 + (128 * (value - low)) / (high - low || 1);
  return s("svg", { class: "slope", viewBox: "0 0 140 18", role: "img", "aria-label": `${ratio(before, percent)} → ${ratio(now, percent)}` },
    s("line", { x1: 6, x2: 134, y1: 9, y2: 9, class: "axis" }),
    limit == null ? null : s("line", { x1: x(limit), x2: x(limit), y1: 2, y2: 16, class: "limit" }),
    s("line", { x1: x(values[0]), x2: x(values[1]), y1: 9, y2: 9, class: "move" }),
    s("circle", { cx: x(values[0]), cy: 9, r: 3.5, class: "then" }),
    s("circle", { cx: x(values[1]), cy: 9, r: 4.5, class: "now" }));
}

// The towns' scores this year and the year before.
function scoreSlopes() {
  const towns = DATA.towns.filter((town) => town.before && town.before.score != null && town.score != null);
  if (!towns.length) return h("p", { class: "quiet" }, t("没有上年结果可比。", "There is no result of the year before."));
  const scores = towns.flatMap((town) => [Number(town.before.score), Number(town.score)]);
  const low = Math.min(...scores), high = Math.max(...scores), step = 13;
  const tall = Math.max(170, step * towns.length), top = 14;
  const y = (value) => top + (tall * (high - Number(value))) / (high - low || 1);
  const spread = (key) => {
    const order = [...towns].sort((a, b) => key(b) - key(a));
    const places = order.map((town) => y(key(town)));
    for (let at = 1; at < places.length; at += 1) places[at] = Math.max(places[at], places[at - 1] + step);
    for (let at = places.length - 1; at >= 0; at -= 1) places[at] = Math.min(places[at], top + tall - step * (places.length - 1 - at));
    return new Map(order.map((town, at) => [town.code, places[at]]));
  };
  const left = spread((town) => Number(town.before.score)), right = spread((town) => Number(town.score));
  return s("svg", { class: "slopes", viewBox: `0 0 560 ${tall + 44}`, role: "img", "aria-label": t("各乡镇上年与本年得分", "scores of the towns, last year and this year") },
    s("text", { x: 170, y: tall + 38, class: "head", "text-anchor": "end" }, DATA.year - 1),
    s("text", { x: 390, y: tall + 38, class: "head" }, DATA.year),
    towns.map((town) => {
      const up = Number(town.score) >= Number(town.before.score);
      return s("g", { class: up ? "up" : "down" },
        s("line", { x1: 176, x2: 384, y1: y(town.before.score), y2: y(town.score) }),
        s("circle", { cx: 176, cy: y(town.before.score), r: 3 }), s("circle", { cx: 384, cy: y(town.score), r: 3 }),
        s("text", { x: 168, y: left.get(town.code) + 4, "text-anchor": "end" }, `${say(town.name)} ${town.before.score}`),
        s("text", { x: 392, y: right.get(town.code) + 4 }, `${town.score} ${say(town.name)}`));
    }));
}
