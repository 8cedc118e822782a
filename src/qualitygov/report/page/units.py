"""The enterprises that the page shows (网页企业数据), and the cases of listing."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from qualitygov.blacklist.case import BlacklistCase
from qualitygov.codes.industry_code import section_name
from qualitygov.core.form import from_plain
from qualitygov.report.identifiers import Identifiers
from qualitygov.report.official.enterprise import listings
from qualitygov.report.official.papers import NO_OUTLOOK, Papers, Plain
from qualitygov.report.page.pairs import Pair, named_id, pair
from qualitygov.rulebook.model.blacklist import ListKind
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.remedies import said_span
from qualitygov.text import Text

MOST_UNITS = 1000


def _weight(unit: Plain) -> tuple[Any, ...]:
    """How much somebody has to look at an enterprise: the more, the greater."""
    score = Decimal(unit["score"]) if unit["score"] is not None else Decimal(0)
    return (
        unit["listed"],
        bool(unit["cases"]),
        bool(unit["grounds"]),
        not unit["assessed"],
        -score,
        unit["code"],
    )


def _ground(ground: Plain, said: Identifiers) -> Pair:
    label, day = ground["label"], ground["arose_on"]
    ids = ground["record_ids"]
    zh, en = "、".join(map(said.said, ids)), ", ".join(ids)
    return [f"{label['zh']}（{day} 成立，记录 {zh}）", f"{label['en']} (arose on {day} from {en})"]


def _lists(papers: Papers, unit: Plain) -> Pair | None:
    """The names of the lists that a unit is on, None for one that is on none."""
    names = [name for name, _, _ in listings(papers, unit)]
    return pair(Text.joined(names, "、", ", ")) if names else None


def _unit(raw: Plain, papers: Papers) -> dict[str, Any]:
    said, grounds = papers.identifiers, papers.assessment["grounds"]
    unit = said.all_said(raw)
    documents = {one["id"]: one["source_document"] for one in unit["records"]}
    days = {one["id"]: one["decided_on"] for one in unit["records"]}
    outlook = [NO_OUTLOOK] if unit["outlook"] is None else unit["outlook"]
    return {
        **{name: unit[name] for name in ("code", "name", "town", "score", "grade")},
        "industry": trade_name(unit["industry"]),
        "listed": _lists(papers, unit),
        "assessed": unit["assessed"],
        "lines": [
            [
                pair(line["label"]),
                line["points"],
                pair(line["remark"]),
                line["changes_on"],
                pair(_rests_on(line)),
                [
                    [named_id(documents.get(one) or one, said), days.get(one)]
                    for one in line["record_ids"]
                ],
            ]
            for line in unit["lines"]
        ],
        "outlook": [pair(one) for one in outlook],
        "proposals": [_proposal(one, unit, papers) for one in unit["proposals"]],
        "repair": [pair(one) for one in _repairs(unit, papers)],
        "grounds": [_ground(one, said) for one in grounds.get(unit["code"], ())],
        "cases": [[one["id"], pair(one["status"])] for one in unit["cases"]],
    }


def _rests_on(line: Plain) -> Text | None:
    """The clause and the source that a line of a score rests on."""
    source, clause = line["source"], line["clause"]
    if source is None:
        return None
    if not clause or clause in source["zh"]:
        return Text(source["zh"], source["en"])
    return Text(f"《意见》{clause}项；{source['zh']}", f"opinion {clause}; {source['en']}")


def _proposal(one: Plain, unit: Plain, papers: Papers) -> Pair | None:
    """A record that nobody confirmed yet, with what it would cost."""
    rule = papers.entry(EventRule, one["rule"], date.fromisoformat(unit["as_of"]))
    label = Text(one["rule"], one["rule"]) if rule is None else rule.label
    name, points, grade = one["record_id"], one["points"], one["grade"]
    zh = papers.identifiers.said(name)
    return pair(
        Text(
            f"{label.zh}：{zh}，尚未确认，现不计分；确认后 {points} 分"
            + (f"，等级 {grade}" if grade else ""),
            f"{label.en}: {name}, not confirmed and not counted; would be {points} points"
            + (f", grade {grade}" if grade else ""),
        )
    )


def _repairs(unit: Plain, papers: Papers) -> Iterator[Text]:
    """How a unit repairs its credit: listings by application, lines by their own term."""
    yield from _listings(unit, papers)
    changing = [line["changes_on"] for line in unit["lines"] if line["changes_on"]]
    if changing:
        first = min(changing)
        yield Text(
            f"扣分记录在计分期限届满后自然减少或不再计分，最早 {first} 变动；记录所涉问题应及时整改，"
            "并向作出机关报送整改材料",
            f"what costs points weighs less, or no more, when its term is over: first on {first};"
            " what is wrong is to be put right, and the authority that decided told of it",
        )


def _listings(unit: Plain, papers: Papers) -> Iterator[Text]:
    """From when the listings of a unit may be repaired, and before whom."""
    for label, case, status in listings(papers, unit):
        day = status.since or date.fromisoformat(unit["as_of"])
        kind = papers.entry(ListKind, case.list_kind, day)
        if kind is None:
            continue
        span = said_span(kind.repair_after)
        yield Text(
            f"案件 {case.id}：{status.since} 列入{label.zh}，满{span.zh}且履行义务、消除后果、无新的"
            "同类处罚的，可向作出列入决定的机关申请信用修复",
            f"case {case.id}: on the {label.en} since {status.since}; after {span.en}, with its"
            " duties performed and no new penalty, a repair may be asked of the authority that"
            " decided",
        )


def trade_name(code: str | None) -> Pair | None:
    """Return a trade by the name of its section (行业名称), its code beside it."""
    if code is None:
        return None
    name = section_name(code)
    return None if name is None else [f"{name.zh}（{code}）", f"{name.en} ({code})"]


def enterprises(papers: Papers) -> dict[str, Any]:
    """Return the enterprises of the page (网页企业数据): how many of each grade, and those shown."""
    grades: Counter[tuple[str | None, str]] = Counter()
    heap: list[tuple[tuple[Any, ...], int, Plain]] = []
    total = 0
    for total, line in enumerate(papers.run.lines("enterprises.ndjson"), 1):
        unit: Plain = json.loads(line)
        grades[unit["town"], _grade(unit)] += 1
        entry = (_weight(unit), total, unit)
        if len(heap) < MOST_UNITS:
            heapq.heappush(heap, entry)
        else:
            heapq.heappushpop(heap, entry)
    shown = [
        _unit(unit, papers) for _, _, unit in sorted(heap, key=lambda one: one[0], reverse=True)
    ]
    return {
        "total": total,
        "grades": [
            [town, grade, count] for (town, grade), count in sorted(grades.items(), key=str)
        ],
        "shown": shown,
    }


def _grade(unit: Plain) -> str:
    if not unit["assessed"]:
        return "not-assessed"
    return unit["grade"] or "not-rated"


def cases(papers: Papers) -> Iterator[dict[str, Any]]:
    """Yield the cases of listing (名单案件): where each stands, and what was done in it."""
    book, context = papers.book, papers.context(_day(papers))
    for row in papers.cases["listings"]:
        case = from_plain(BlacklistCase, row)
        status = case.status(context)
        started = case.moves[0].day if case.moves else case.listed_on
        kinds = {} if started is None else book.at(started).entries(ListKind)
        kind = kinds.get(case.list_kind)
        yield {
            "id": case.id,
            "unit": case.subject,
            "list": pair(None if kind is None else kind.label) or [case.list_kind] * 2,
            "state": status.state.value,
            "listed": status.listed,
            "since": None if status.since is None else str(status.since),
            "until": None if status.until is None else str(status.until),
            "next": [
                [pair(step.what), str(step.by.day) if step.by.day else pair(step.by.reason)]
                for step in status.next_steps
            ],
            "moves": [[move.kind.value, str(move.day), move.document] for move in case.moves],
        }


def _day(papers: Papers) -> date:
    return date.fromisoformat(papers.assessment["as_of"])
