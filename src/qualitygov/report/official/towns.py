"""Documents about towns (考核文书): the circular of the results, and the notice of a talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from qualitygov.assessment.result import Verdict
from qualitygov.assessment.said import said_grade
from qualitygov.report.losses import losses
from qualitygov.report.official.enterprise import talk_facts
from qualitygov.report.official.papers import NotThereError, Papers, Plain
from qualitygov.report.official.request import Request, begun, put_contact
from qualitygov.report.official.sheet import Sheet, day_zh, days_zh, due_zh
from qualitygov.rulebook.model.clause import ClauseRule
from qualitygov.rulebook.model.duty import Responsible
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.remedies import OBJECTION
from qualitygov.safety.warning import WarningLevel

MOST_PROBLEMS, MOST_TOWNS_NAMED, MOST_LOST = 10, 4, 8
REPORT = "assessment.report-within"
LEVELS = {level.value: level.label.zh for level in WarningLevel}
WARNING_CLAUSE = "3.1.3.d"


def rank_zh(row: Plain) -> str:
    """Return a rank with its bounds (名次), "—" for one that is not ranked."""
    if row["rank"] is None:
        return "—"
    best, worst = row["rank_between"]
    return str(row["rank"]) if best == worst else f"{row['rank']}（{best}—{worst}）"


def score_zh(row: Plain) -> str:
    """Return a score with its bounds (得分)."""
    if row["score"] is None:
        return "—"
    if row["lowest"] == row["highest"]:
        return str(row["score"])
    return f"{row['score']}（{row['lowest']}—{row['highest']}）"


def grade_zh(row: Plain) -> str:
    """Return a grade with its bounds (等级)."""
    return said_grade(row["grade"], row["grade_between"]).zh.replace(" ", "")


def fact_zh(veto: Plain) -> str:
    """Return a veto as documents have it, its fact in brackets (一票否决事项).

    >>> fact_zh({"zh": "瞒报质量安全事故：SG07（属地履职）", "silent": False})
    '瞒报质量安全事故（SG07）'
    """
    said: str = veto["zh"]
    if veto["silent"]:
        return said
    label, colon, fact = said.partition("：")
    return f"{label}（{fact.partition('（')[0]}）" if colon else label


def veto_zh(veto: Plain) -> str:
    """Return what a veto is called (一票否决称谓): a town that did not report concealed nothing."""
    return "从严定级" if veto["silent"] else "一票否决"


def before_zh(row: Plain, part: str) -> str:
    """Return rank, score or grade of the year before (上年), "—" where there is none."""
    before = row.get("before")
    return "—" if not before or before[part] is None else str(before[part])


def moved_zh(row: Plain) -> str:
    """Return how the score moved since the year before (得分增减)."""
    before = row.get("before")
    if not before or before["score"] is None or row["score"] is None:
        return "—"
    return f"{Decimal(row['score']) - Decimal(before['score']):+f}"


def _problems(papers: Papers) -> Iterator[str]:
    """The targets that most towns missed, with who answers for them, the most missed first."""
    missed: dict[str, list[Plain]] = {}
    for town in papers.assessment["towns"]:
        for name, target in town["targets"].items():
            if target["verdict"] == Verdict.MISSED.value:
                missed.setdefault(name, []).append({"town": town["name"]["zh"], **target})
    worst = sorted(missed.values(), key=len, reverse=True)
    for found in worst[:MOST_PROBLEMS]:
        names = "、".join(one["town"] for one in found[:MOST_TOWNS_NAMED])
        names += "等" if len(found) > MOST_TOWNS_NAMED else ""
        who = Responsible(found[0]["responsible"]).label.zh
        label = found[0]["label"]["zh"]
        yield f"{label}：{names}{len(found)}个乡镇未达标（《意见》{found[0]['clause']}项，责任主体：{who}）。"
    left = len(worst) - MOST_PROBLEMS
    if left > 0:
        yield f"另有{left}项指标有乡镇未达标，详见扣分明细表。"
    if not worst:
        yield _none_missed(papers.assessment["towns"])


def _excuses(papers: Papers) -> Iterator[str]:
    """The excuses of the year, which are published with its result: used or not, and why not."""
    for one in papers.assessment["excuses"]:
        why = f"未予采用：{one['why']['zh']}" if one["why"] else "予以采用"
        yield (
            f"{one['name']['zh']}：{days_zh(one['what']['zh'])}，理由：{one['reason']}，"
            f"{one['approved_by']}{day_zh(one['approved_on'])}批准（{one['document']}），{why}。"
        )


def _vetoes(town: Plain) -> Iterator[str]:
    """The vetoes of a town; one that rests on silence alone accuses nobody."""
    name = town["name"]["zh"]
    for one in town["vetoes"]:
        if not one["silent"]:
            yield f"{name}被一票否决：{fact_zh(one)}，应查明原因并整改。"
    silent = "、".join(f"“{one['label']['zh']}”" for one in town["vetoes"] if one["silent"])
    if silent:
        yield f"{name}有关报表未报或短缺，不能排除{silent}，按规则从严计入等级；补报后重新认定。"


def _steps(papers: Papers, request: Request, sheet: Sheet) -> Iterator[str]:
    """What is to be done next, each with its day."""
    towns, day = papers.assessment["towns"], request.day
    last = [town["name"]["zh"] for town in towns if town["has_to_report"]]
    if last:
        by = sheet.part("整改报告期限", _due_zh(papers, day, REPORT))
        yield f"排名末位的{'、'.join(last)}应于{by}前向考核机关提交书面整改报告。"
    for town in towns:
        yield from _vetoes(town)
    yield "各乡镇对照扣分明细表，逐项明确责任单位和完成时限，限期整改。"
    unsettled = [town["name"]["zh"] for town in towns if town["unsettled"]]
    if unsettled:
        yield f"{'、'.join(unsettled)}尚有待定事项，名次以事项确定后的结果为准。"
    objection = sheet.part("复核申请期限", _due_zh(papers, day, OBJECTION))
    yield f"对考核结果有异议的，可于{objection}前向考核机关申请复核。"


def _due_zh(papers: Papers, day: date, name: str) -> str | None:
    rule = papers.entry(Parameter, name, day)
    return due_zh(papers.context(day).due(day, name)) if rule is not None else None


def circular(papers: Papers, request: Request) -> Sheet:
    """The circular of the assessment (考核通报): results, problems, next steps, objections."""
    found = papers.assessment
    sheet = begun(request, None)
    towns = found["towns"]
    sheet.put_all(
        县名=papers.county,
        年度=str(found["year"]),
        评价日=day_zh(found["as_of"]),
        乡镇数=str(len(towns)),
        考核状态="核定" if found["closed"] else "尚未核定",
    )
    sheet.put_rows(
        "乡镇",
        (
            {
                "名次": rank_zh(town),
                "名称": town["name"]["zh"],
                "得分": score_zh(town),
                "等级": grade_zh(town),
                "上年名次": before_zh(town, "rank"),
                "增减": moved_zh(town),
            }
            for town in towns
        ),
    )
    grades: dict[str, int] = {}
    for town in towns:
        grades[grade_zh(town)] = grades.get(grade_zh(town), 0) + 1
    sheet.put("等级分布", "，".join(f"{grade}级{n}个" for grade, n in sorted(grades.items())))
    met, judged = _counts(towns)
    sheet.put("总体情况", f"各乡镇已作判定的目标{judged}项次，达标{met}项次{_undecided(towns)}")
    sheet.put_lines("免予考核", list(_excuses(papers)) or ["无经核准免予考核的事项。"])
    sheet.put_lines("问题", [*_problems(papers), *_unjudged(papers)])
    sheet.put_lines("工作要求", _steps(papers, request, sheet))
    sheet.put("考核规则", papers.rules_zh)
    sheet.ask("主送单位")
    return sheet


UNDECIDED = (Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED, Verdict.TOO_FEW, Verdict.OPEN)
MOST_TABLES = 8


def _verdicts(towns: list[Plain]) -> list[str]:
    return [one["verdict"] for town in towns for one in town["targets"].values()]


def _undecided(towns: list[Plain]) -> str:
    """How many verdicts were not made, and why."""
    found = _verdicts(towns)
    told = [(one.label.zh, found.count(one.value)) for one in UNDECIDED]
    said = "、".join(f"{label}{count}项次" for label, count in told if count)
    return f"；未作判定的有{said}" if said else ""


def _none_missed(towns: list[Plain]) -> str:
    """What can be said where no target was missed: nothing of what was not judged."""
    _, judged = _counts(towns)
    if not judged:
        return "各项目标均未能判定，无法说明是否存在问题。"
    if _undecided(towns):
        return "已作判定的目标未发现未达标情形；未作判定的，情况不明。"
    return "各项目标未发现未达标情形。"


def _unjudged(papers: Papers) -> Iterator[str]:
    """What was not reported, by owner, and what could not be read."""
    for owner in papers.assessment["data_owners"]:
        if owner["missing"]:
            tables = [one["label"]["zh"] for one in owner["tables"] if one["missing"]]
            named = "、".join(tables[:MOST_TABLES])
            named += f"等{len(tables)}张表" if len(tables) > MOST_TABLES else ""
            name = owner["name"]["zh"]
            yield f"{name}应报报表{owner['due']}份，未报{owner['missing']}份：{named}。"
    for file, why in papers.unread():
        yield f"数据文件{file}无法读取（{why}），依据其作出的结论未作评价。"
    if papers.refused:
        yield f"另有{papers.refused}行数据未能读入或待核，涉及的单位未予评价，应补正后重新报送。"


def _counts(towns: list[Plain]) -> tuple[int, int]:
    verdicts = _verdicts(towns)
    met = verdicts.count(Verdict.MET.value)
    return met, met + verdicts.count(Verdict.MISSED.value)


# A talk


def _warned(papers: Papers, place: Plain) -> Iterator[str]:
    for one in papers.worklists["warnings"]:
        if one["town"] == place["code"]:
            label = place["targets"].get(one["target"], {}).get("label", {}).get("zh")
            reasons = days_zh("；".join(reason["zh"] for reason in one["reasons"]))
            yield f"{label or one['target']}触发{LEVELS[one['level']]}：{reasons}。"


def _losses(place: Plain) -> Iterator[str]:
    """The items that cost most, the dearest first."""
    for points, item in losses(place)[:MOST_LOST]:
        remark = days_zh(item["remark"]["zh"])
        yield f"{item['label']['zh']}扣{points.normalize():f}分" + (
            f"（{remark}）。" if remark else "。"
        )


def _of_place(papers: Papers, place: Plain) -> Iterator[str]:
    yield from _warned(papers, place)
    year = papers.assessment["year"]
    if place.get("has_to_report"):
        yield f"{year}年度考核排名末位（第{rank_zh(place)}名，{score_zh(place)}分）。"
    for one in place.get("vetoes", ()):
        yield f"{fact_zh(one)}。" if one["silent"] else f"被一票否决：{fact_zh(one)}。"
    yield from _losses(place)


def _invited(papers: Papers, request: Request) -> tuple[str, Plain, list[str]]:
    """Who is asked to come, by name and row, and what the talk is about."""
    place = papers.place(request.unit or "")
    if place is not None:
        return place["name"]["zh"], place, list(_of_place(papers, place))
    unit = papers.need_enterprise(request.unit)
    return unit["name"], unit, list(talk_facts(papers, unit))


def talk_notice(papers: Papers, request: Request) -> Sheet:
    """The notice of a talk (约谈通知书) with a town, a department, an area or an enterprise."""
    name, whom, facts = _invited(papers, request)
    code, assessed = whom["code"], papers.place(whom["code"]) is not None
    if not facts:
        raise NotThereError(
            f"{name}（{code}）没有失分、预警或失信事项，无约谈事由",
            f"{name} ({code}) lost nothing and was not warned: there is nothing to talk about",
        )
    sheet = begun(request, None)
    sheet.put_all(当事人=name, 当事人代码=code)
    sheet.put_lines("事由", facts)
    sheet.fields["考核对象"] = assessed
    clause = papers.entry(ClauseRule, WARNING_CLAUSE, request.day) if assessed else None
    sheet.put("依据", None if clause is None else f"《意见》{clause.id}项（{clause.label.zh}）")
    sheet.ask("约谈时间", "约谈地点", "约谈人", "应携带的材料")
    put_contact(sheet)
    return sheet


def _veto_of_ranking(veto: Plain) -> str:
    return fact_zh(veto) if not veto["silent"] else f"从严定级：{fact_zh(veto)}"


def as_row(town: Plain) -> dict[str, Any]:
    """Return what the ranking says of a town (排名行)."""
    return {
        "名次": rank_zh(town),
        "乡镇": town["name"]["zh"],
        "代码": town["code"],
        "得分": town["score"],
        "下限": town["lowest"],
        "上限": town["highest"],
        "等级": grade_zh(town),
        "上年名次": before_zh(town, "rank"),
        "上年得分": before_zh(town, "score"),
        "增减": moved_zh(town),
        "一票否决": "；".join(map(_veto_of_ranking, town["vetoes"])) or "无",
        "待定事项": "；".join(one["text"]["zh"] for one in town["unsettled"]) or "无",
    }
