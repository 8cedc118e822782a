"use strict";
// The frame: header, navigation, routes, languages, light and dark.

const PARTS = [["ranking", "排名", "Ranking"], ["qualities", "五大质量", "Qualities"], ["targets", "目标", "Targets"], ["trends", "趋势", "Trends"], ["credit", "信用等级", "Grades"], ["enterprises", "企业", "Enterprises"], ["lists", "名单", "Lists"], ["work", "逾期待办", "Overdue"], ["open", "待定", "Open"]];

function header() {
  const theme = () => {
    const now = document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  };
  const meta = [[t("评价日", "as of"), DATA.as_of], [t("数据截至", "known at"), DATA.known_at], [t("状态", "state"), DATA.closed ? t("已核定", "closed") : t("尚未核定", "not closed")], [t("档次", "profile"), say(DATA.profile)], [t("规则", "rules"), say(DATA.rules)]];
  return h("header", {},
    h("a", { class: "skip", href: "#main" }, t("跳到正文", "skip to the content")),
    h("div", { class: "top" },
      h("h1", {}, h("a", { href: "#/" }, say(DATA.county.name), " ", t(`${DATA.year} 年度质量强镇考核`, `quality of towns ${DATA.year}`))),
      h("div", { class: "tools" },
        h("button", { type: "button", id: "language", lang: lang === "zh" ? "en" : "zh-CN", onclick: () => { lang = lang === "zh" ? "en" : "zh"; draw(); document.getElementById("language").focus(); } }, lang === "zh" ? "English" : "中文"),
        h("button", { type: "button", id: "theme", onclick: theme }, t("深色 / 浅色", "dark / light")),
        h("button", { type: "button", onclick: () => print() }, t("打印", "print")))),
    h("dl", { class: "meta" }, meta.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    DATA.note ? h("p", { class: "note" }, say(DATA.note)) : null);
}

function navigation() {
  return h("nav", { "aria-label": t("目录", "parts of the page") }, PARTS.map(([id, zh, en]) => h("a", { href: `#${id}` }, t(zh, en))));
}

function footer() {
  return h("footer", {}, h("p", {}, `${DATA.rulebook}`), h("p", {}, t(`运行 ${DATA.run}，qualitygov ${DATA.library}。本页为单一文件，不连接网络。`, `Run ${DATA.run}, qualitygov ${DATA.library}. This page is one file and connects to nothing.`)));
}

// What the address names; one that is no address at all names nothing.
function address() {
  try {
    return decodeURIComponent(location.hash);
  } catch {
    return "";
  }
}

function routed() {
  const [kind, code] = address().replace(/^#\/?/, "").split("/");
  if (kind === "town" && Object.hasOwn(TOWN, code)) return townView(TOWN[code]);
  if (kind === "unit" && Object.hasOwn(UNIT, code)) return unitView(UNIT[code]);
  return null;
}

let shown = null;

function draw() {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = `${say(DATA.county.name)} ${DATA.year}`;
  const one = routed();
  const body = one ? [one] : [cards(), ranking(), qualities(), targets(), trends(), credit(), enterprises(), lists(), sections(), open()];
  shown = one ? location.hash : "";
  document.getElementById("page").replaceChildren(header(), one ? "" : navigation(), h("main", { id: "main", tabindex: "-1" }, body), footer());
}

addEventListener("hashchange", () => {
  const next = routed() ? location.hash : "";
  const part = location.hash.startsWith("#/") ? null : location.hash.slice(1);
  if (next !== shown || location.hash.startsWith("#/")) {
    draw();
    const head = document.querySelector("article h2");
    if (head) { scrollTo(0, 0); head.focus({ preventScroll: true }); }
  }
  if (part) {
    const place = document.getElementById(part);
    if (place) place.scrollIntoView();
  }
});

const works = (open) => document.querySelectorAll("details.work").forEach((one) => { one.open = open; });
addEventListener("beforeprint", () => works(true));
addEventListener("afterprint", () => works(false));
draw();
if (location.hash.length > 1 && !location.hash.startsWith("#/")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
