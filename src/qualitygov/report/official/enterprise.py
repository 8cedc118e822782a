"""What an enterprise is told of its credit (企业信用告知): one page, every line with its document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from qualitygov.blacklist import BlacklistCase, ListingStatus
from qualitygov.core.form import from_plain
from qualitygov.report.official.papers import NO_OUTLOOK, Papers, Plain, RefusedDocumentError
from qualitygov.report.official.request import Request, begun, put_contact, put_remedies
from qualitygov.report.official.sheet import Sheet, day_zh
from qualitygov.rulebook.model.blacklist import ListKind
from qualitygov.rulebook.model.event import EventRule
from qualitygov.text import Text

_CHANGE = re.compile(" ([-+0-9.]+) → ([-+0-9.]+)$")
"""How the reason of a change writes the points before and after it."""

UNRATED = "暂不评级（无监管记录）"


def need_assessed(unit: Plain) -> None:
    """Refuse a document about a unit of which a row could not be read (须已评价)."""
    if not unit["assessed"]:
        raise RefusedDocumentError(
            f"{unit['name']}有数据无法读取，未予评价",
            f"{unit['name']} is not assessed: some of its data cannot be read",
        )


def listings(papers: Papers, unit: Plain) -> Iterator[tuple[Text, BlacklistCase, ListingStatus]]:
    """Yield each listing in force on the day of the unit's score (在列名单), with the list's name."""
    if not unit["cases"]:
        return
    day = date.fromisoformat(unit["as_of"])
    context = papers.context(day, known_at=date.fromisoformat(papers.cases["known_at"]))
    for row in papers.rows("listings", unit, None):
        case = from_plain(BlacklistCase, row)
        status = case.status(context)
        if status.listed:
            kind = papers.entry(ListKind, case.list_kind, status.since or day)
            name = Text(case.list_kind, case.list_kind) if kind is None else kind.label
            yield name, case, status


def grounds(papers: Papers, unit: Plain) -> list[str]:
    """Return the grounds for listing that the screening found of a unit (列入事由)."""
    found = papers.assessment["grounds"].get(unit["code"], ())
    return [f"{one['label']['zh']}（{day_zh(one['arose_on'])}成立）" for one in found]


def _documents(unit: Plain, names: list[str]) -> str:
    """The documents of some records, each with its day."""
    records = {record["id"]: record for record in unit["records"]}
    told = []
    for name in names:
        record = records.get(name)
        told.append(
            name
            if record is None
            else f"{record['source_document']}（{day_zh(record['decided_on'])}）"
        )
    return "；".join(dict.fromkeys(told)) or "—"


def _lines(unit: Plain) -> Iterator[dict[str, str]]:
    for at, line in enumerate(unit["lines"], 1):
        remark = line["remark"]["zh"] if line["remark"] else ""
        yield {
            "序号": str(at),
            "事项": line["label"]["zh"] + (f"（{remark}）" if remark else ""),
            "分值": f"{Decimal(line['points']):+f}" if at > 1 else line["points"],
            "文书": _documents(unit, line["record_ids"]),
            "条款": line["clause"] or "—",
            "变动": day_zh(line["changes_on"]) if line["changes_on"] else "—",
        }


def _graded(one: Plain) -> str:
    grade = f"等级{one['grade']}" if one["grade"] else "不予评级"
    return f"{day_zh(one['day'])}：{one['score']}分，{grade}"


def _changes(unit: Plain) -> Iterator[str]:
    """What changes by itself, one sentence each, from the day on which it was worked out."""
    if unit["outlook"] is None:
        yield f"{NO_OUTLOOK.zh}。"
        return
    start, score = unit["outlook_from"], (unit["score"], unit["grade"])
    if start is not None and (start["score"], start["grade"]) != score:
        yield f"{_graded(start)}（自评价日以来已变动）。"
    for one in unit["outlook"]:
        reasons = "；".join(
            _CHANGE.sub(r"由\1分变为\2分", reason["zh"]) for reason in one["reasons"]
        )
        yield f"{_graded(one)}（{reasons}）。"
    if not unit["outlook"]:
        yield "近期无自然变动。"


def _proposals(papers: Papers, unit: Plain) -> Iterator[str]:
    """The records that nobody confirmed yet, each with what it would cost."""
    day = date.fromisoformat(unit["as_of"])
    for one in unit["proposals"]:
        rule = papers.entry(EventRule, one["rule"], day)
        label = one["rule"] if rule is None else rule.label.zh
        grade = f"，等级{one['grade']}" if one["grade"] else ""
        yield (
            f"{label}，{_documents(unit, [one['record_id']])}，拟入档、尚未确认，现不计分；"
            f"确认后{Decimal(one['points']):+f}分{grade}，对此可以向作出认定的机关陈述意见。"
        )


def _lists(papers: Papers, unit: Plain) -> Iterator[str]:
    """The lists the unit is on, what made its grade, and the grounds for a listing."""
    for name, case, status in listings(papers, unit):
        since = "" if status.since is None else f"{day_zh(status.since)}列入"
        until = "" if status.until is None else f"，期限至{day_zh(status.until)}"
        repair = ""
        if status.repair_from is not None:
            repair = f"；{day_zh(status.repair_from)}起可以申请信用修复"
        brings = "；等级按名单确定" if status.lowers_grade else "；不影响等级"
        yield f"已列入{name.zh}（案件编号：{case.id}）：{since}{until}{repair}{brings}。"
    labels = {line["rule"]: line["label"]["zh"] for line in unit["lines"]}
    forced = "、".join(labels.get(rule, rule) for rule in unit["forced_by"])
    if forced:
        yield f"等级由下列事项直接确定：{forced}。"
    for one in grounds(papers, unit):
        yield f"存在列入事由：{one}。"


def credit_notice(papers: Papers, request: Request) -> Sheet:
    """The notice of an enterprise's credit (企业信用告知书): score, grade, lines, what comes next.

    Refused where a line that costs points rests on a rule that nobody has verified, and for a unit
    of which a row could not be read.
    """
    unit = papers.need_enterprise(request.unit)
    need_assessed(unit)
    for line in unit["lines"]:
        if line["basis"] == "unverified" and Decimal(line["points"]) < 0:
            raise RefusedDocumentError(
                f"所依规则尚未核实：credit-rule.{line['rule']}（{line['label']['zh']}）",
                f"it would rest on a rule that nobody has verified: credit-rule.{line['rule']}",
            )
    sheet = begun(request, None)
    sheet.put_all(
        当事人=unit["name"],
        当事人代码=unit["code"],
        乡镇=papers.town_name(unit["town"]),
        评价日=day_zh(unit["as_of"]),
        得分=unit["score"],
        等级=f"等级为{unit['grade']}" if unit["grade"] else UNRATED,
    )
    sheet.put_rows("明细", _lines(unit))
    sheet.put_lines("拟入档", _proposals(papers, unit))
    sheet.put_lines("自然变动", _changes(unit))
    sheet.put_lines("名单", list(_lists(papers, unit)) or ["无。"])
    put_remedies(sheet, papers, request.day)
    put_contact(sheet)
    return sheet


def talk_facts(papers: Papers, unit: Plain) -> Iterator[str]:
    """Yield what a talk with an enterprise is about (约谈事由): lists, grounds, what cost points."""
    need_assessed(unit)
    for name, case, status in listings(papers, unit):
        since = "" if status.since is None else day_zh(status.since)
        yield f"{since}已被列入{name.zh}（案件编号：{case.id}）。"
    yield from (f"存在列入事由：{one}。" for one in grounds(papers, unit))
    for line in unit["lines"]:
        if Decimal(line["points"]) < 0 and line["basis"] != "unverified":
            documents = _documents(unit, line["record_ids"])
            yield f"{line['label']['zh']}，计{line['points']}分（{documents}）。"
