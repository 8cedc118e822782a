"""What the page shows (网页数据): the results of a run, cut to what people look at.

Both languages are in it, as pairs of Chinese and English; numbers are exact texts. It holds every
town, target and worklist, and of the enterprises those that somebody has to look at; all others
are counted, so that a county of 100,000 gives a page of the same size.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qualitygov.assessment.parts import Readiness
from qualitygov.assessment.result import Verdict
from qualitygov.blacklist import CaseState, MoveKind
from qualitygov.comparison.change import Verdict as Change
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.report.identifiers import Identifiers
from qualitygov.report.losses import added_up, answers, losses, lost, mend_by, until
from qualitygov.report.official.papers import Papers, Plain
from qualitygov.report.page.pairs import Pair, named_id, pair
from qualitygov.report.page.units import cases, enterprises, trade_name
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.rulebook.model.duty import Profile, Responsible
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.safety.warning import WarningLevel
from qualitygov.text import Text

MOST_ROWS, MOST_IDS = 200, 20


def _words(words: type[Vocabulary]) -> dict[str, Pair]:
    return {word.value: [word.label.zh, word.label.en] for word in words}


def _result(result: Plain, said: Identifiers) -> dict[str, Any]:
    """A target of a town: verdict, value, bounds, and the reasons."""
    named = {
        name: [[named_id(one, said) for one in result[name][:MOST_IDS]], result[f"{name}_count"]]
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
        "t": pair(result["text"]),
        **({"ids": named} if named else {}),
    }


def _item(item: Plain, town: Plain, assessment: Plain) -> dict[str, Any]:
    """An item: its points with bounds, what it cost, who answers, until when it is to be mended."""
    cost, day = lost(item), until(assessment, town, item)
    return {
        "l": pair(item["label"]),
        "g": item["target"],
        "p": item["points"],
        "lo": item["lowest"],
        "hi": item["highest"],
        "f": item["full"],
        "r": pair(item["remark"]),
        "x": None if cost is None else f"{cost.normalize():f}",
        "b": item["bonus"],
        "w": pair(answers(assessment, town, item)),
        "by": None if day is None else str(day),
    }


def _sum(town: Plain) -> list[list[Any]]:
    """What the items of a town come to: the lines that make its score of them."""
    total = added_up(town)
    lines = [[pair(label), f"{points.normalize():f}"] for label, points in total.lines]
    whole = [f"{number.normalize():f}" for number in (total.full, total.earned)]
    return [[pair(Text("小计（计分项目）", "items scored")), whole[1], whole[0]], *lines]


def _town(town: Plain, papers: Papers) -> dict[str, Any]:
    warned = [one for one in papers.worklists["warnings"] if one["town"] == town["code"]]
    items = town["items"]
    place = ("code", "rank", "rank_between", "score", "lowest", "highest", "grade")
    return {
        **{name: town[name] for name in place},
        "name": pair(town["name"]),
        "grade_between": town["grade_between"],
        "before": town["before"],
        "report": town["has_to_report"],
        "readiness": town["acceptance"]["readiness"],
        "quality": {
            name: [part["numerator"], part["denominator"]]
            for name, part in town["by_quality"].items()
        },
        "vetoes": [[pair(one), one["silent"]] for one in town["vetoes"]],
        "unsettled": [[pair(one["text"]), one["settles_on"]] for one in town["unsettled"]],
        "items": [_item(item, town, papers.assessment) for item in items],
        "lost": [items.index(item) for _, item in losses(town)],
        "sum": _sum(town),
        "results": {
            name: _result(result, papers.identifiers) for name, result in town["targets"].items()
        },
        "warnings": [
            [one["target"], one["level"], [pair(reason) for reason in one["reasons"]]]
            for one in warned
        ],
        "remedies": pair(town["remedies"]),
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
                    "l": pair(target["label"]),
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
            "title": pair(section["title"]),
            "clauses": section["clauses"],
            "heads": [pair(head) for head in section["columns"]],
            "rows": [[_cell(cell) for cell in row] for row in section["rows"][:MOST_ROWS]],
            "count": len(section["rows"]),
        }
        for name, section in papers.worklists["sections"].items()
    ]


def _cell(cell: Any) -> Any:
    """A cell as the page shows it: a pair of texts, or one text for both languages."""
    if isinstance(cell, Mapping) and set(cell) == {"zh", "en"}:
        return pair(cell)
    return "–" if cell is None else str(cell)


def page_data(papers: Papers) -> dict[str, Any]:
    """Return what the page shows of a run (网页数据), as plain data for JSON."""
    found, annual, book = papers.assessment, papers.run.document("annual.json"), papers.book
    ends = (found["as_of"], found["period"]["last"])
    scored_on = min(map(date.fromisoformat, ends))  # in a year's run the period's end
    return {
        "county": {"code": found["county"]["code"], "name": pair(found["county"]["name"])},
        **{name: found[name] for name in ("year", "as_of", "known_at", "closed")},
        "rules": [papers.rules_zh, f"{book.header.title.en}, {book.version}"],
        "profile": pair(Profile(found["profile"]).label),
        "rulebook": found["rulebook"],
        "note": pair(found["note"]),
        "mend_by": str(mend_by(found)),
        "scored_on": str(scored_on),
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
            [trade_name(one["trade"]), one["enterprises"], one["grade"], pair(one["reason"])]
            for one in found["trades"]
        ],
        "grounds": len(found["grounds"]),
        "cases": list(cases(papers)),
        "sections": _sections(papers),
        "enterprises": enterprises(papers),
        "remedies": pair(remedies_of(papers.context(scored_on))),
    }
