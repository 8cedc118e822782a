"use strict";
// What stands on the page, part by part.

const TOWN = Object.fromEntries(DATA.towns.map((town) => [town.code, town]));
const UNIT = Object.fromEntries(DATA.enterprises.shown.map((unit) => [unit.code, unit]));
const townName = (code) => (TOWN[code] ? say(TOWN[code].name) : few(code));
const MARKS = { met: "✓", missed: "✗", open: "◷", "too-few": "·", "not-reported": "?", "not-applicable": "–", "not-in-force": "–", "not-assessed": "!" };
const gradeChip = (row) => {
  const between = row.grade_between;
  const text = between && between[0] !== between[1] ? `${between[0]}–${between[1]}` : few(row.grade);
  return chip(text, gradeClass(row.grade));
};
const section = (id, title, note, ...parts) => h("section", { id, "aria-labelledby": `${id}-title` },
  h("h2", { id: `${id}-title`, tabindex: "-1" }, title), note ? h("p", { class: "note" }, note) : null, parts);

function rankText(row) {
  if (row.rank == null) return "–";
  const [best, worst] = row.rank_between;
  return best === worst ? String(row.rank) : `${row.rank} [${best}–${worst}]`;
}

function moved(row) {
  if (!row.before || row.before.score == null || row.score == null) return "–";
  const by = Number(row.score) - Number(row.before.score);
  const sign = by > 0 ? "▲" : by < 0 ? "▼" : "＝";
  return h("span", { class: by > 0 ? "up" : by < 0 ? "down" : "" }, `${sign} ${Math.abs(by).toFixed(3)}`);
}

// What a town lost, the dearest first; a bonus that was not earned is no loss.
const losses = (town, most) => town.lost.slice(0, most).map((at) => town.items[at]);
const vetoChip = (silent) => (silent ? chip(t("从严定级", "graded as the worst"), "warn") : chip(t("一票否决", "veto"), "bad"));

// Cards

function cards() {
  const verdicts = DATA.towns.flatMap((town) => Object.values(town.results).map((one) => one.v));
  const met = verdicts.filter((one) => one === "met").length, missed = verdicts.filter((one) => one === "missed").length;
  const open = DATA.towns.reduce((sum, town) => sum + town.unsettled.length, 0);
  const listed = new Map();
  for (const one of DATA.cases.filter((each) => each.listed)) listed.set(say(one.list), (listed.get(say(one.list)) || new Set()).add(one.unit));
  const card = (value, label, part) => h("a", { class: "card", href: `#${part}` }, h("strong", {}, value), h("span", {}, label));
  return h("div", { class: "cards" },
    card(DATA.towns.length, t("个乡镇", "towns"), "ranking"),
    card(met + missed ? `${((100 * met) / (met + missed)).toFixed(1)}%` : "–", t(`目标达标（${met}/${met + missed}）`, `targets met (${met}/${met + missed})`), "targets"),
    card(count(DATA.enterprises.total), t("家企业", "enterprises"), "credit"),
    listed.size ? [...listed].map(([list, units]) => card(units.size, t(`家在${list}`, `on the ${list}`), "lists")) : card(0, t("家在名单", "listed now"), "lists"),
    card(DATA.grounds, t("家有列入事由", "with grounds for listing"), "lists"),
    card(open, t("项名次待定事项", "parts still open"), "open"));
}

// Ranking

function ranking() {
  const rows = DATA.towns.map((town) => [
    [rankText(town), "number"],
    link(`town/${town.code}`, say(town.name), "strong"),
    scoreBar(town),
    [fixed(town.score), "number"],
    [town.lowest === town.highest ? "" : `${fixed(town.lowest)}–${fixed(town.highest)}`, "number quiet"],
    gradeChip(town),
    [town.before && town.before.rank != null ? town.before.rank : "–", "number"],
    [moved(town), "number"],
    losses(town, 2).map((item, at) => [at ? h("br") : null, `−${item.x} ${say(item.l)}`]),
    [town.vetoes.length ? vetoChip(town.vetoes.every(([, silent]) => silent)) : null, town.report ? chip(t("须报告整改", "has to report"), "warn") : null],
  ]);
  const heads = [[t("名次", "rank"), "number"], t("乡镇", "town"), t("得分与上下限", "score between its bounds"), [t("得分", "score"), "number"], [t("上下限", "bounds"), "number"], t("等级", "grade"), [t("上年名次", "rank last year"), "number"], [t("比上年", "since last year"), "number"], t("失分最多", "lost most"), ""];
  const note = DATA.closed ? t("已核定。", "Closed.") : t("尚未核定；名次后的方括号为待定事项确定后的最好与最差名次。", "Not closed yet; brackets give the best and the worst rank that is still possible.");
  return section("ranking", t("乡镇排名", "Ranking"), note, table(t("乡镇排名", "ranking of towns"), heads, rows, { class: "ranking" }));
}

// Five qualities

function qualities() {
  const names = Object.keys(DATA.words.quality);
  const rows = DATA.towns.map((town) => [
    link(`town/${town.code}`, say(town.name), "strong"),
    ...names.map((name) => {
      const pair = town.quality[name];
      return [pair && pair[1] ? [shareBar(pair, ratio(pair, true)), h("span", { class: "tiny" }, ratio(pair, true))] : "–", "measure"];
    }),
  ]);
  return section("qualities", t("五大质量与机制", "Five qualities side by side"), t("各部分得分占满分的比例。", "The share of its points that each part earned."),
    table(t("五大质量", "five qualities"), [t("乡镇", "town"), ...names.map((name) => word("quality", name))], rows));
}

// Targets

const filters = { text: "", verdict: "", quality: "", who: "", town: "" };

function choice(key, label, options, redraw) {
  return h("label", {}, label, h("select", { onchange: (event) => { filters[key] = event.target.value; redraw(); }, "data-filter": key },
    h("option", { value: "" }, t("全部", "all")), options.map(([value, text]) => h("option", { value, selected: filters[key] === value }, text))));
}

function detail(name) {
  const target = DATA.targets[name];
  const rows = DATA.towns.filter((town) => town.results[name] && (!filters.town || town.code === filters.town)).map((town) => {
    const one = town.results[name];
    const [low, high] = one.e;
    const ends = low && high ? `${ratio(low, one.p)}–${ratio(high, one.p)}` : "–";
    return [link(`town/${town.code}`, say(town.name)), [chip(word("verdict", one.v), `v-${one.v}`)], [ratio([one.n, one.d], one.p), "number"], [`${one.n}/${one.d}`, "number quiet"], [ratio(target.line, one.p), "number"], [ends, "number"], [[say(one.t), identities(one)], "reason"]];
  });
  return table(say(target.l), [t("乡镇", "town"), t("结论", "verdict"), [t("数值", "value"), "number"], "", [t("界限", "threshold"), "number"], [t("下限–上限", "bounds"), "number"], t("理由", "reasons")], rows, { class: "detail" });
}

function identities(one) {
  const names = { open: t("待定", "open"), missing: t("缺失", "missing"), excused: t("已准予不计", "excused"), against: t("不利", "against") };
  return Object.entries(one.ids || {}).map(([kind, [ids, total]]) => h("div", { class: "tiny quiet" },
    `${names[kind]} ${total}${t("：", ": ")}${ids.map(say).join(t("、", ", "))}${total > ids.length ? " …" : ""}`));
}

function targets() {
  const box = h("div", { id: "target-rows" });
  const tally = h("p", { class: "quiet", role: "status", "aria-live": "polite" });
  const redraw = () => {
    const wanted = filters.text.trim().toLowerCase();
    const found = Object.entries(DATA.targets).filter(([name, target]) => {
      const results = DATA.towns.filter((town) => !filters.town || town.code === filters.town).map((town) => town.results[name]).filter(Boolean);
      return results.length && (!wanted || `${name} ${target.l.join(" ")} ${target.c}`.toLowerCase().includes(wanted))
        && (!filters.quality || target.q === filters.quality) && (!filters.who || target.w === filters.who)
        && (!filters.verdict || results.some((one) => one.v === filters.verdict));
    });
    tally.replaceChildren(t(`共 ${found.length} 项目标`, `${found.length} targets`));
    const groups = Object.keys(DATA.words.quality).map((quality) => [quality, found.filter(([, target]) => target.q === quality)]).filter(([, own]) => own.length);
    box.replaceChildren(...groups.flatMap(([quality, own]) => [groupHead(quality, own.length), ...own.map(([name, target]) => targetRow(name, target))]));
  };
  const box2 = h("form", { class: "filters", onsubmit: (event) => event.preventDefault(), role: "search" },
    h("label", {}, t("查找", "find"), h("input", { type: "search", value: filters.text, "data-filter": "text", placeholder: t("名称、编号或条款", "name, id or clause"), oninput: (event) => { filters.text = event.target.value; redraw(); } })),
    choice("quality", t("质量", "quality"), Object.keys(DATA.words.quality).map((name) => [name, word("quality", name)]), redraw),
    choice("verdict", t("结论", "verdict"), Object.keys(DATA.words.verdict).map((name) => [name, word("verdict", name)]), redraw),
    choice("who", t("责任主体", "who answers"), Object.keys(DATA.words.responsible).map((name) => [name, word("responsible", name)]), redraw),
    choice("town", t("乡镇", "town"), DATA.towns.map((town) => [town.code, say(town.name)]), redraw));
  redraw();
  const legend = h("p", { class: "legend" }, Object.keys(DATA.words.verdict).map((name) => h("span", {}, h("i", { class: `mark v-${name}`, "aria-hidden": "true" }, MARKS[name]), word("verdict", name))));
  return section("targets", t("目标", "Targets"), t("点按一项目标，可看各乡镇的数值、界限、上下限和理由。", "Open a target for each town's value, threshold, bounds and reasons."), box2, tally, legend, box);
}

const shortName = (town) => (lang === "zh" ? [...town.name[0]][0] : town.name[1].slice(0, 2));

function groupHead(quality, number) {
  const names = DATA.towns.filter((town) => !filters.town || town.code === filters.town).map((town) => h("i", { class: "mark head", title: say(town.name) }, shortName(town)));
  return h("div", { class: "group" }, h("h3", {}, word("quality", quality), h("small", {}, ` ${number}`)), h("span", { class: "marks", "aria-hidden": "true" }, names), h("span", { class: "sum" }, ""));
}

function targetRow(name, target) {
  const shown = DATA.towns.filter((town) => !filters.town || town.code === filters.town);
  const marks = shown.map((town) => {
    const one = town.results[name];
    const text = `${say(town.name)}${t("：", ": ")}${one ? word("verdict", one.v) : "–"}`;
    return h("i", { class: `mark v-${one ? one.v : "none"}`, title: text, "aria-hidden": "true" }, one ? MARKS[one.v] : " ");
  });
  const tally = (verdict) => shown.filter((town) => town.results[name] && town.results[name].v === verdict).length;
  const summary = t(`达标 ${tally("met")}，未达标 ${tally("missed")}`, `${tally("met")} met, ${tally("missed")} missed`);
  return h("details", { class: "target", "data-target": name, ontoggle: (event) => {
    if (event.target.open && event.target.children.length === 1) event.target.append(detail(name));
  } }, h("summary", {}, h("span", { class: "label" }, say(target.l)), h("span", { class: "clause quiet" }, target.c), h("span", { class: "marks" }, marks), h("span", { class: "sum" }, summary)));
}

// Trends

let trendTown = DATA.towns.length ? DATA.towns[0].code : "";

function trends() {
  const box = h("div");
  const redraw = () => {
    const own = DATA.trends[trendTown] || {}, town = TOWN[trendTown];
    const rows = Object.entries(own).filter(([name]) => town && town.results[name]).map(([name, [before, now, change]]) => {
      const one = town.results[name], target = DATA.targets[name];
      return [say(target.l), slope(before, now, one.p ? target.line : null, one.p), [ratio(before, one.p), "number"], [ratio(now, one.p), "number"], change ? chip(word("change", change), `c-${change}`) : "–", chip(word("verdict", one.v), `v-${one.v}`)];
    });
    box.replaceChildren(rows.length ? table(t("各目标的变化", "how each target moved"), [t("目标", "target"), t("上年 → 本年", "last year → now"), [String(DATA.year - 1), "number"], [String(DATA.year), "number"], t("变化", "change"), t("结论", "verdict")], rows, { class: "trend" }) : h("p", { class: "quiet" }, t("没有可比的数据。", "Nothing can be compared.")));
  };
  redraw();
  const select = h("select", { "data-filter": "trend", onchange: (event) => { trendTown = event.target.value; redraw(); } }, DATA.towns.map((town) => h("option", { value: town.code, selected: town.code === trendTown }, say(town.name))));
  return section("trends", t("趋势", "Trends"), t("圆点为本年，空心为上年，竖线为界限；“有所改善”“有所下降”须经检验。", "The full dot is this year, the hollow one last year, the upright line the threshold; a change is told only where it is proven."),
    scoreSlopes(), h("div", { class: "filters" }, h("label", {}, t("乡镇", "town"), select)), box);
}

// Credit

function gradesOf(code) {
  const found = {};
  for (const [town, grade, number] of DATA.enterprises.grades) if (code === undefined || town === code) found[grade] = (found[grade] || 0) + number;
  return found;
}

function credit() {
  const all = gradesOf();
  const order = GRADE_ORDER.filter((grade) => all[grade]);
  const row = (name, counts) => [name, gradeBar(counts), ...order.map((grade) => [count(counts[grade] || 0), "number"])];
  const rows = [row(h("strong", {}, t("全县", "county")), all), ...DATA.towns.map((town) => row(link(`town/${town.code}`, say(town.name)), gradesOf(town.code)))];
  const trades = DATA.trades.map(([trade, number, grade, reason]) => [say(trade), [count(number), "number"], chip(few(grade), gradeClass(grade)), [say(reason), "reason"]]);
  return section("credit", t("企业信用等级", "Credit grades of enterprises"), t(`共 ${count(DATA.enterprises.total)} 家。`, `${count(DATA.enterprises.total)} enterprises.`),
    table(t("等级分布", "distribution of grades"), [t("乡镇", "town"), t("分布", "distribution"), ...order.map((grade) => [gradeName(grade), "number"])], rows, { class: "grades" }),
    trades.length ? h("details", {}, h("summary", {}, t(`行业信用（${trades.length} 个行业）`, `credit by trade (${trades.length})`)), table(t("行业信用", "credit by trade"), [t("行业", "trade"), [t("企业", "enterprises"), "number"], t("等级", "grade"), t("理由", "reason")], trades)) : null);
}

// Enterprises

const unitSearch = { text: "", grade: "", page: 0 };
const PAGE = 25;

function enterprises() {
  const box = h("div"), tally = h("p", { class: "quiet", role: "status", "aria-live": "polite" });
  const shown = DATA.enterprises.shown, total = DATA.enterprises.total;
  const redraw = () => {
    const wanted = unitSearch.text.trim().toLowerCase();
    const found = shown.filter((unit) => (!wanted || `${unit.code} ${unit.name} ${townName(unit.town)}`.toLowerCase().includes(wanted)) && (!unitSearch.grade || (unit.grade || "not-rated") === unitSearch.grade));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    unitSearch.page = Math.min(unitSearch.page, pages - 1);
    const rows = found.slice(unitSearch.page * PAGE, (unitSearch.page + 1) * PAGE).map((unit) => [link(`unit/${encodeURIComponent(unit.code)}`, unit.name, "strong"), [unit.code, "code"], townName(unit.town), [few(unit.score), "number"], chip(few(unit.grade), gradeClass(unit.grade)), [unit.listed ? chip(say(unit.listed), "bad") : null, unit.grounds.length ? chip(t("有列入事由", "grounds"), "warn") : null, unit.assessed ? null : chip(t("未予评价", "not assessed"), "warn")]]);
    tally.replaceChildren(t(`找到 ${count(found.length)} 家，第 ${unitSearch.page + 1}/${pages} 页`, `${count(found.length)} found, page ${unitSearch.page + 1} of ${pages}`));
    const turn = (by, text) => h("button", { type: "button", disabled: unitSearch.page + by < 0 || unitSearch.page + by >= pages, onclick: () => { unitSearch.page += by; redraw(); } }, text);
    box.replaceChildren(table(t("企业", "enterprises"), [t("企业", "enterprise"), t("代码", "code"), t("乡镇", "town"), [t("得分", "score"), "number"], t("等级", "grade"), ""], rows, { class: "units" }), h("div", { class: "turn" }, turn(-1, t("上一页", "previous")), turn(1, t("下一页", "next"))));
  };
  redraw();
  const note = shown.length < total
    ? t(`可查找名单内、有案件或列入事由、未予评价及得分最低的 ${count(shown.length)} 家；其余 ${count(total - shown.length)} 家只作统计，用 qualitygov explain 查询。`, `The ${count(shown.length)} that are listed, have cases or grounds, are not assessed or score lowest can be found here; the other ${count(total - shown.length)} are only counted: ask qualitygov explain.`)
    : t("全部企业均可查找。", "Every enterprise can be found here.");
  return section("enterprises", t("企业查询", "Enterprises"), note,
    h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h("label", {}, t("查找", "find"), h("input", { type: "search", "data-filter": "unit", value: unitSearch.text, placeholder: t("名称、代码或乡镇", "name, code or town"), oninput: (event) => { unitSearch.text = event.target.value; unitSearch.page = 0; redraw(); } })),
      h("label", {}, t("等级", "grade"), h("select", { "data-filter": "grade", onchange: (event) => { unitSearch.grade = event.target.value; unitSearch.page = 0; redraw(); } }, h("option", { value: "" }, t("全部", "all")), GRADE_ORDER.slice(0, 5).map((grade) => h("option", { value: grade, selected: unitSearch.grade === grade }, gradeName(grade)))))),
    tally, box);
}

// Lists

function caseRow(one) {
  const name = UNIT[one.unit] ? link(`unit/${encodeURIComponent(one.unit)}`, UNIT[one.unit].name, "strong") : one.unit;
  const steps = h("ol", { class: "steps" }, one.moves.map(([kind, day, document]) => h("li", {}, h("span", { class: "day" }, day), " ", word("move", kind), " ", h("span", { class: "quiet" }, document))));
  const next = one.next.map(([what, by], at) => [at ? h("br") : null, say(what), " ", h("span", { class: "day" }, say(by))]);
  return [[one.id, "day"], name, say(one.list), chip(word("state", one.state), one.listed ? "bad" : ""), [one.since ? [one.since, one.until ? h("br") : null, one.until ? `– ${one.until}` : null] : "–", "day"], next.length ? next : "–", [h("details", {}, h("summary", {}, t(`${one.moves.length} 步`, `${one.moves.length} steps`)), steps), "steps-cell"]];
}

function lists() {
  const rows = DATA.cases.map(caseRow);
  const note = t(`筛查发现 ${DATA.grounds} 家有列入事由；筛查不等于列入，由有权机关依程序决定。`, `The screening found grounds with ${DATA.grounds} enterprises; screening lists nobody: an authority decides.`);
  return section("lists", t("名单与程序进展", "Lists and where each case stands"), note,
    rows.length ? table(t("名单案件", "cases of listing"), [t("案件", "case"), t("企业", "enterprise"), t("名单", "list"), t("状态", "state"), t("列入期间", "listed"), t("下一步与期限", "next, and by when"), t("经过", "steps")], rows) : h("p", { class: "quiet" }, t("没有案件。", "No cases.")));
}

// Worklists and open items

function sections() {
  const box = DATA.sections.map((one) => h("details", { class: "work" },
    h("summary", {}, say(one.title), h("span", { class: "clause quiet" }, one.clauses), h("span", { class: "sum" }, t(`${count(one.count)} 项`, `${count(one.count)}`))),
    one.rows.length ? table(say(one.title), one.heads.map(say), one.rows.map((row) => row.map((cell) => [say(cell), "cell"]))) : h("p", { class: "quiet" }, t("无。", "None.")),
    one.count > one.rows.length ? h("p", { class: "quiet" }, t(`另有 ${count(one.count - one.rows.length)} 项，见工作簿或 worklists.json。`, `${count(one.count - one.rows.length)} more in the workbook or worklists.json.`)) : null));
  return section("work", t("逾期与待办事项", "Overdue, and to be worked through"), null, box);
}

function open() {
  const rows = DATA.towns.flatMap((town) => town.unsettled.map((part) => [link(`town/${town.code}`, say(town.name)), t("名次、得分或等级", "rank, score or grade"), say(part[0]), [few(part[1]), "day"]]));
  for (const [name, target] of Object.entries(DATA.targets)) {
    for (const town of DATA.towns) {
      const one = town.results[name];
      if (one && (one.v === "open" || (one.ids && one.ids.open))) rows.push([link(`town/${town.code}`, say(town.name)), say(target.l), [[say(one.t), identities(one)], "reason"], [few(one.s), "day"]]);
    }
  }
  return section("open", t("待定事项", "Open items"), t("按现状计入，确定后可能变化。", "They count as things stand, and may change when they settle."),
    rows.length ? table(t("待定事项", "open items"), [t("乡镇", "town"), t("事项", "matter"), t("内容", "what is open"), t("最迟确定", "settled by")], rows, { class: "open" }) : h("p", { class: "quiet" }, t("没有待定事项。", "Nothing is open.")));
}

// One town, one enterprise

const back = () => h("p", { class: "back" }, h("a", { href: "#/" }, t("← 返回总览", "← back to the overview")));

function townView(town) {
  const facts = [[t("名次", "rank"), rankText(town)], [t("得分", "score"), fixed(town.score)], [t("上下限", "bounds"), `${fixed(town.lowest)}–${fixed(town.highest)}`], [t("等级", "grade"), gradeChip(town)], [t("上年", "last year"), town.before && town.before.score != null ? t(`第 ${few(town.before.rank)} 名，${town.before.score} 分`, `rank ${few(town.before.rank)}, ${town.before.score}`) : "–"], [t("比上年", "since last year"), moved(town)], [t("验收", "acceptance"), word("readiness", town.readiness)]];
  const row = (item) => [say(item.l), [few(item.f), "number"], [item.p == null ? (item.lo == null ? t("不计分", "not scored") : t("待定", "open")) : item.p, "number"], [item.lo === item.hi ? "" : `${few(item.lo)}–${few(item.hi)}`, "number quiet"], [Number(item.x) > 0 ? `−${item.x}` : "", "number down"], few(say(item.w)), [few(item.by), "day"], [say(item.r), "reason"]];
  const regular = town.items.filter((item) => !item.b);
  const dear = town.lost.map((at) => town.items[at]);
  const items = [...dear, ...regular.filter((item) => !dear.includes(item))].map(row);
  const bonus = town.items.filter((item) => item.b).map((item) => [say(item.l), [few(item.f), "number"], [few(item.p), "number"], [say(item.r), "reason"]]);
  const sums = [...town.sum.map(([label, points, full]) => [say(label), [full ? `${points}/${full}` : points, "number"]]), [h("strong", {}, t("考核得分", "score")), [h("strong", {}, few(town.score)), "number"]]];
  const warnings = town.warnings.map(([target, level, reasons]) => h("li", {}, chip(word("warning", level), level === "red" ? "bad" : "warn"), " ", say((DATA.targets[target] || {}).l) || target, t("：", ": "), reasons.map(say).join(t("；", "; "))));
  const results = Object.entries(town.results).map(([name, one]) => [say(DATA.targets[name].l), chip(word("verdict", one.v), `v-${one.v}`), [ratio([one.n, one.d], one.p), "number"], [ratio(DATA.targets[name].line, one.p), "number"], [[say(one.t), identities(one)], "reason"]]);
  return h("article", {}, back(), h("h2", { tabindex: "-1" }, say(town.name), h("small", {}, ` ${town.code}`)), scoreBar(town),
    h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    town.vetoes.length ? h("ul", { class: "alerts" }, town.vetoes.map(([one, silent]) => h("li", {}, vetoChip(silent), " ", say(one)))) : null,
    town.unsettled.length ? h("ul", { class: "alerts" }, town.unsettled.map((one) => h("li", {}, chip(t("待定", "open"), "warn"), " ", say(one[0])))) : null,
    warnings.length ? [h("h3", {}, t("质量安全预警", "Early warnings")), h("ul", { class: "alerts" }, warnings)] : null,
    h("h3", {}, t("扣分明细", "Where points were lost")),
    h("p", { class: "note" }, t(`失分项目在下一考核期末（${DATA.mend_by}）再次考核，待定项目见各行期限。`, `What was lost is measured again at the end of the next period (${DATA.mend_by}); what is open settles by the day of its row.`)),
    table(t("扣分明细", "items"), [t("考核指标", "item"), [t("分值", "full"), "number"], [t("得分", "points"), "number"], "", [t("扣分", "lost"), "number"], t("责任单位", "who answers"), t("整改期限", "mend by"), t("原因", "why")], items, { class: "items" }),
    bonus.length ? [h("h3", {}, t("加分", "Bonus")), table(t("加分", "bonus"), [t("加分项目", "item"), [t("最高分值", "at most"), "number"], [t("得分", "earned"), "number"], t("原因", "why")], bonus)] : null,
    h("h3", {}, t("得分合计", "How the score adds up")), table(t("得分合计", "sum"), [t("项目", "line"), [t("得分", "points"), "number"]], sums),
    h("h3", {}, t("全部目标", "All targets")),
    table(t("目标", "targets"), [t("目标", "target"), t("结论", "verdict"), [t("数值", "value"), "number"], [t("界限", "threshold"), "number"], t("理由", "reasons")], results, { class: "detail" }),
    h("h3", {}, t("企业信用等级", "Credit grades")), gradeBar(gradesOf(town.code)),
    h("p", { class: "quiet" }, say(town.remedies)));
}

function unitView(unit) {
  const lines = unit.lines.map(([label, points, remark, changes, rests, documents]) => [[say(label), remark ? h("div", { class: "tiny quiet" }, say(remark)) : null], [Number(points) > 0 ? `+${points}` : points, "number"], documents.map(([document, day], at) => [at ? h("br") : null, say(document), day ? h("span", { class: "quiet" }, ` ${day}`) : null]), [few(say(rests)), "reason"], [few(changes), "day"]]);
  const list = (title, rows) => (rows.length ? [h("h3", {}, title), h("ul", {}, rows.map((row) => h("li", {}, row)))] : null);
  const facts = [[t("得分", "score"), few(unit.score)], [t("等级", "grade"), chip(few(unit.grade), gradeClass(unit.grade))], [t("评价日", "as of"), DATA.scored_on], [t("乡镇", "town"), TOWN[unit.town] ? link(`town/${unit.town}`, townName(unit.town)) : few(unit.town)], [t("行业", "trade"), few(say(unit.industry))], [t("名单", "list"), unit.listed ? say(unit.listed) : t("不在名单", "not listed")]];
  const none = h("p", { class: "quiet" }, t("没有扣分记录，也不在名单。", "No record costs points, and it is on no list."));
  return h("article", {}, back(), h("h2", { tabindex: "-1" }, unit.name, h("small", {}, ` ${unit.code}`)),
    h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    unit.assessed ? null : h("p", { class: "alerts" }, chip(t("未予评价", "not assessed"), "warn"), " ", t("有数据无法读取。", "Some of its data cannot be read.")),
    h("h3", {}, t("得分明细", "How the score adds up")), table(t("得分明细", "lines of the score"), [t("事项", "line"), [t("分值", "points"), "number"], t("文书", "documents"), t("条款与依据", "clause and source"), t("变动日期", "changes on")], lines, { class: "lines" }),
    list(t("拟入档、尚未确认的记录", "Proposed, and not confirmed"), unit.proposals.map(say)),
    list(t("今后自然变动", "What changes by itself"), unit.outlook.map(say)), list(t("列入事由", "Grounds for listing"), unit.grounds.map(say)), list(t("案件", "Cases"), unit.cases.map(([id, status]) => `${id}${t("：", ": ")}${say(status)}`)),
    h("h3", {}, t("如何修复", "How to repair")), unit.repair.length ? h("ul", {}, unit.repair.map((one) => h("li", {}, say(one)))) : none,
    h("h3", {}, t("异议与救济", "Objections and remedies")), h("p", {}, say(DATA.remedies), t("。", ".")));
}
