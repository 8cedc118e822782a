"""What the page shows (网页数据): the results of a run, cut to what people look at.

Both languages are in it, as pairs of Chinese and English; numbers are exact texts. It holds every
town, target and worklist, and of the enterprises those that somebody has to look at; all others
are counted, so that a county of 100,000 gives a page of the same size.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from qualitygov.assessment.parts import Readiness
from qualitygov.assessment.result import Verdict
from qualitygov.blacklist import CaseState, MoveKind
from qualitygov.blacklist.case import BlacklistCase
from qualitygov.comparison.change import Verdict as Change
from qualitygov.core.form import from_plain
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.report.official.enterprise import listings
from qualitygov.report.official.papers import NO_OUTLOOK, Papers, Plain
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.rulebook.model.blacklist import ListKind
from qualitygov.rulebook.model.duty import Profile, Responsible
from qualitygov.safety.warning import WarningLevel
from qualitygov.text import Text

MOST_UNITS, MOST_ROWS, MOST_IDS = 1000, 200, 20
Pair = list[str]
Both = Mapping[str, str]


def _pair(both: Both | Text | None) -> Pair | None:
    if both is None:
        return None
    return [both.zh, both.en] if isinstance(both, Text) else [both["zh"], both["en"]]


def _words(words: type[Vocabulary]) -> dict[str, Pair]:
    return {word.value: [word.label.zh, word.label.en] for word in words}


def _result(result: Plain) -> dict[str, Any]:
    """A target of a town: verdict, value, bounds, and the reasons."""
    named = {
        name: [result[name][:MOST_IDS], result[f"{name}_count"]]
        for name in ("open", "missing", "excused", "against")
        if result[f"{name}_count"]
    }
    ends = [
        None if end is None else [end["numerator"], end["denominator"]]
        for end in (result["lowest"], result["highest"])
    ]
    return {
        "v": result["verdict"],
        "n": result["numerator"],
        "d": result["denominator"],
        "p": result["in_percent"],
        "e": ends,
        "s": result["settles_on"],
        "t": _pair(result["text"]),
        **({"ids": named} if named else {}),
    }


def _item(item: Plain) -> dict[str, Any]:
    return {
        "l": _pair(item["label"]),
        "g": item["target"],
        "p": item["points"],
        "lo": item["lowest"],
        "hi": item["highest"],
        "f": item["full"],
        "r": _pair(item["remark"]),
    }


def _town(town: Plain, papers: Papers) -> dict[str, Any]:
    warned = [one for one in papers.worklists["warnings"] if one["town"] == town["code"]]
    place = ("code", "rank", "rank_between", "score", "lowest", "highest", "grade")
    return {
        **{name: town[name] for name in place},
        "name": _pair(town["name"]),
        "grade_between": town["grade_between"],
        "before": town["before"],
        "report": town["has_to_report"],
        "readiness": town["acceptance"]["readiness"],
        "quality": {
            name: [part["numerator"], part["denominator"]]
            for name, part in town["by_quality"].items()
        },
        "vetoes": [_pair(one) for one in town["vetoes"]],
        "unsettled": [[_pair(one["text"]), one["settles_on"]] for one in town["unsettled"]],
        "items": [_item(item) for item in town["items"]],
        "results": {name: _result(result) for name, result in town["targets"].items()},
        "warnings": [
            [one["target"], one["level"], [_pair(reason) for reason in one["reasons"]]]
            for one in warned
        ],
        "remedies": _pair(town["remedies"]),
    }


def _targets(papers: Papers, annual: Plain) -> dict[str, Any]:
    """What a target is called and asks for; the same for every town."""
    quality = {one["target"]: one["quality"] for town in annual["towns"] for one in town["targets"]}
    found: dict[str, Any] = {}
    for town in papers.assessment["towns"]:
        for name, target in town["targets"].items():
            line = target["line"]
            found.setdefault(
                name,
                {
                    "l": _pair(target["label"]),
                    "c": target["clause"],
                    "q": quality.get(name, Quality.MECHANISM.value),
                    "w": target["responsible"],
                    "line": None if line is None else [line["numerator"], line["denominator"]],
                },
            )
    return found


def _trends(annual: Plain) -> dict[str, dict[str, Any]]:
    """How each target of a town moved since the year before, and what is expected."""
    found: dict[str, dict[str, Any]] = {}
    for town in annual["towns"]:
        own = found.setdefault(town["town"], {})
        for one in town["targets"]:
            now, then = one["now"], one["before"]
            if not (now["denominator"] and then["denominator"]):
                continue
            change = one["change"]
            own[one["target"]] = [
                [then["numerator"], then["denominator"]],
                [now["numerator"], now["denominator"]],
                None if change is None else change["verdict"],
            ]
    return found


def _sections(papers: Papers) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "title": _pair(section["title"]),
            "clauses": section["clauses"],
            "heads": [_pair(head) for head in section["columns"]],
            "rows": [[_cell(cell) for cell in row] for row in section["rows"][:MOST_ROWS]],
            "count": len(section["rows"]),
        }
        for name, section in papers.worklists["sections"].items()
    ]


def _cell(cell: Any) -> Any:
    """A cell as the page shows it: a pair of texts, or one text for both languages."""
    if isinstance(cell, Mapping) and set(cell) == {"zh", "en"}:
        return _pair(cell)
    return "–" if cell is None else str(cell)


# Enterprises


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


def _ground(ground: Plain) -> Pair:
    label, day = ground["label"], ground["arose_on"]
    ids = ground["record_ids"]
    zh, en = "、".join(ids), ", ".join(ids)
    return [f"{label['zh']}（{day} 成立，记录 {zh}）", f"{label['en']} (arose on {day} from {en})"]


def _lists(papers: Papers, unit: Plain) -> Pair | None:
    """The names of the lists that a unit is on, None for one that is on none."""
    names = [name for name, _, _ in listings(papers, unit)]
    return _pair(Text.joined(names, "、", ", ")) if names else None


def _unit(papers: Papers, unit: Plain, grounds: Mapping[str, Any]) -> dict[str, Any]:
    documents = {one["id"]: one["source_document"] for one in unit["records"]}
    days = {one["id"]: one["decided_on"] for one in unit["records"]}
    outlook = [NO_OUTLOOK] if unit["outlook"] is None else unit["outlook"]
    return {
        **{name: unit[name] for name in ("code", "name", "town", "industry", "score", "grade")},
        "listed": _lists(papers, unit),
        "assessed": unit["assessed"],
        "lines": [
            [
                _pair(line["label"]),
                line["points"],
                _pair(line["remark"]),
                line["changes_on"],
                [[documents.get(one, one), days.get(one)] for one in line["record_ids"]],
            ]
            for line in unit["lines"]
        ],
        "outlook": [_pair(one) for one in outlook],
        "grounds": [_ground(one) for one in grounds.get(unit["code"], ())],
        "cases": [[one["id"], _pair(one["status"])] for one in unit["cases"]],
    }


def _enterprises(papers: Papers) -> dict[str, Any]:
    """How many enterprises of each grade there are, and those that are looked at first."""
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
    grounds = papers.assessment["grounds"]
    shown = [
        _unit(papers, unit, grounds)
        for _, _, unit in sorted(heap, key=lambda one: one[0], reverse=True)
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


def _cases(papers: Papers) -> Iterator[dict[str, Any]]:
    """The cases of listing with where each stands, and what was done in it."""
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
            "list": _pair(None if kind is None else kind.label) or [case.list_kind] * 2,
            "state": status.state.value,
            "listed": status.listed,
            "since": None if status.since is None else str(status.since),
            "until": None if status.until is None else str(status.until),
            "next": [
                [_pair(step.what), str(step.by.day) if step.by.day else _pair(step.by.reason)]
                for step in status.next_steps
            ],
            "moves": [[move.kind.value, str(move.day), move.document] for move in case.moves],
        }


def _day(papers: Papers) -> date:
    return date.fromisoformat(papers.assessment["as_of"])


def page_data(papers: Papers) -> dict[str, Any]:
    """Return what the page shows of a run (网页数据), as plain data for JSON."""
    found, annual, book = papers.assessment, papers.run.document("annual.json"), papers.book
    return {
        "county": {"code": found["county"]["code"], "name": _pair(found["county"]["name"])},
        **{name: found[name] for name in ("year", "as_of", "known_at", "closed")},
        "rules": [papers.rules_zh, f"{book.header.title.en}, {book.version}"],
        "profile": _pair(Profile(found["profile"]).label),
        "rulebook": found["rulebook"],
        "note": _pair(found["note"]),
        "run": papers.run.id,
        "library": papers.run.manifest()["library"],
        "words": {
            "verdict": _words(Verdict),
            "quality": _words(Quality),
            "readiness": _words(Readiness),
            "responsible": _words(Responsible),
            "warning": _words(WarningLevel),
            "change": _words(Change),
            "state": _words(CaseState),
            "move": _words(MoveKind),
        },
        "towns": [_town(town, papers) for town in found["towns"]],
        "targets": _targets(papers, annual),
        "trends": _trends(annual),
        "trades": [
            [one["trade"], one["enterprises"], one["grade"], _pair(one["reason"])]
            for one in found["trades"]
        ],
        "grounds": len(found["grounds"]),
        "cases": list(_cases(papers)),
        "sections": _sections(papers),
        "enterprises": _enterprises(papers),
    }
