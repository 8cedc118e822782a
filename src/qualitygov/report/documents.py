"""The documents of an assessment (考核结果文件).

Everything that was decided, with its reasons, as data for JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.assessment.result import TargetResult
from qualitygov.assessment.town import TownAssessment
from qualitygov.blacklist.case import BlacklistCase
from qualitygov.blacklist.screen import Screening
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WorkCalendar
from qualitygov.county.annual import TargetYear, annual_report
from qualitygov.county.run import CountyAssessment
from qualitygov.county.units import UnitAssessment
from qualitygov.county.warnings import TownWarning
from qualitygov.credit.outlook import Outlook
from qualitygov.credit.result import CreditScore
from qualitygov.credit.trade import TradeCredit, trade_credits
from qualitygov.enterprise import Enterprise
from qualitygov.errors import Problem
from qualitygov.interchange.folder import CountyReading
from qualitygov.interchange.results import to_plain
from qualitygov.report.sections import SECTIONS
from qualitygov.text import Text

__all__ = [
    "annual_document",
    "assessment_document",
    "enterprises_document",
    "reading_document",
    "registers_document",
    "trades_of",
]


def _said(thing: Any) -> Text:
    return Text(thing.say("zh"), thing.say("en"))


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "path": problem.path,
        "found": problem.found,
        "expected": to_plain(problem.expected),
    }


def reading_document(reading: CountyReading) -> dict[str, Any]:
    """What was read and what was refused (读取情况)."""
    return {
        "files": to_plain(reading.files),
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _target(result: TargetResult) -> dict[str, Any]:
    measured = result.measured
    return {
        "verdict": result.verdict.value,
        "clause": result.target.clause,
        "source": result.target.source,
        "basis": result.target.basis.value,
        "numerator": to_plain(measured.numerator),
        "denominator": to_plain(measured.denominator),
        "line": to_plain(result.line),
        "distance": to_plain(result.distance),
        "rank": result.rank,
        "peers": result.peers,
        "proof": None if result.proof is None else to_plain(_proof(result)),
        "against": list(result.lacking),
        "text": to_plain(_said(result)),
    }


def _proof(result: TargetResult) -> dict[str, Any]:
    proof = result.proof
    assert proof is not None
    return {
        "verdict": proof.proof,
        "lower": str(proof.lower),
        "upper": str(proof.upper),
        "passes_needed": proof.needed,
    }


def _town(town: TownAssessment, name: Text) -> dict[str, Any]:
    return {
        "code": town.town,
        "name": to_plain(name),
        "rank": town.rank,
        "score": to_plain(town.score),
        "grade": town.grade,
        "front_group": town.front_group,
        "has_to_report": town.has_to_report,
        "by_quality": to_plain(town.by_quality),
        "acceptance": to_plain(town.acceptance),
        "lines": to_plain(town.lines),
        "items": [
            {
                "id": one.item.id,
                "points": to_plain(one.points),
                "full": to_plain(one.full),
                "remark": to_plain(one.remark),
            }
            for one in town.items
        ],
        "targets": {name: _target(result) for name, result in town.targets.items()},
        "vetoes": [to_plain(_said(found)) for found in town.vetoes],
    }


def trades_of(reading: CountyReading, assessment: CountyAssessment) -> tuple[TradeCredit, ...]:
    """The credit of each industry division of the county (行业信用)."""
    scores = {score.code: score for score in assessment.credit}
    return trade_credits(reading.data.enterprises, scores, assessment.plan.rules, by="division")


def assessment_document(reading: CountyReading, assessment: CountyAssessment) -> dict[str, Any]:
    """The assessment of the towns with every reason (考核结果)."""
    return {
        "county": {"code": assessment.id, "name": to_plain(assessment.name)},
        "as_of": assessment.as_of.isoformat(),
        "known_at": assessment.known_at.isoformat(),
        "rulebook": assessment.rulebook,
        "levels": list(reading.rulebook.levels),
        "note": to_plain(assessment.note),
        "towns": [_town(town, assessment.names[town.town]) for town in assessment.towns],
        "trades": [to_plain(trade) for trade in trades_of(reading, assessment)],
        "grounds": {
            screening.code: to_plain(screening.grounds) for screening in assessment.grounds
        },
    }


def _score(score: CreditScore) -> dict[str, Any]:
    return {
        "score": to_plain(score.score),
        "grade": score.grade,
        "listed": score.listed,
        "forced_by": list(score.forced_by),
        "lines": [{**to_plain(line), "record_ids": list(line.record_ids)} for line in score.lines],
        "excluded": [{"record_id": e.record_id, "reason": e.reason.value} for e in score.excluded],
        "explanation": to_plain(_said(score)),
    }


def enterprises_document(
    reading: CountyReading,
    assessment: CountyAssessment,
    outlooks: Mapping[str, Outlook],
    calendar: WorkCalendar | None,
) -> dict[str, Any]:
    """Every enterprise with its score, line by line, what comes by itself.

    Grounds and listings (企业信用明细).
    """
    grounds: dict[str, Screening] = {screening.code: screening for screening in assessment.grounds}
    cases: dict[str, list[BlacklistCase]] = {}
    for case in reading.data.cases:
        cases.setdefault(UnitKey.of(case.subject), []).append(case)
    units: dict[str, Enterprise] = {unit.code: unit for unit in reading.data.enterprises}
    document: dict[str, Any] = {}
    for score in assessment.credit:
        unit = units[score.code]
        own = cases.get(UnitKey.of(unit.code), ())
        outlook = outlooks.get(unit.code)
        document[unit.code] = {
            "name": unit.name,
            "town": unit.town,
            "industry": unit.industry,
            **_score(score),
            "outlook": [to_plain(_said(change)) for change in outlook.changes] if outlook else [],
            "grounds": [to_plain(_said(ground)) for ground in grounds[unit.code].grounds]
            if unit.code in grounds
            else [],
            "cases": [
                {
                    "id": case.id,
                    "status": to_plain(
                        _said(case.status(assessment.as_of, reading.rulebook, calendar))
                    ),
                }
                for case in own
            ],
        }
    return {
        "as_of": assessment.as_of.isoformat(),
        "rulebook": assessment.rulebook,
        "enterprises": document,
    }


def registers_document(assessment: CountyAssessment) -> dict[str, Any]:
    """What is to be worked through, all of it, section by section (台账)."""
    zh = {make.__name__: make(assessment, "zh") for make in SECTIONS}
    plain = to_plain(
        attrs.evolve(assessment.registers, duties=(), publications=assessment.registers.unpublished)
    )
    return {
        "as_of": assessment.as_of.isoformat(),
        "rulebook": assessment.rulebook,
        "sections": {
            name: {"title": to_plain(one.title), "clauses": one.clauses} for name, one in zh.items()
        },
        "warnings": [_warning(one) for one in assessment.warnings],
        "duties": [
            {
                "id": one.id,
                "duty": one.duty,
                "town": one.town,
                "unit": one.unit,
                "by": to_plain(one.by),
                "state": one.state(assessment.as_of).value,
            }
            for one in assessment.registers.duties
        ],
        "units": [_unit(one) for one in assessment.units],
        **{name: value for name, value in plain.items() if name != "duties"},
    }


def _warning(one: TownWarning) -> dict[str, Any]:
    return {
        "town": one.town,
        "target": one.target.id,
        "level": one.warning.level.value,
        "reasons": [to_plain(reason) for _, reason in one.warning.reasons],
    }


def _unit(one: UnitAssessment) -> dict[str, Any]:
    return {
        "unit": one.unit.id,
        "town": one.unit.town,
        "name": one.unit.name,
        "year": one.year,
        "score": to_plain(one.score),
        "grade": one.grade,
        "rank": one.rank,
        "lines": [
            {
                "item": line.item.id,
                "share": to_plain(line.share),
                "points": to_plain(line.points),
                "of": to_plain(line.item.points),
            }
            for line in one.lines
        ],
    }


def annual_document(assessment: CountyAssessment) -> dict[str, Any]:
    """The annual report of every town (年度报告), ready to be published.

    No field of a person is in it.
    """
    return {
        "rulebook": assessment.rulebook,
        "towns": [
            {
                "town": report.town,
                "name": to_plain(report.name),
                "year": report.year,
                "score": to_plain(report.assessment.score),
                "grade": report.assessment.grade,
                "rank": report.assessment.rank,
                "acceptance": report.assessment.acceptance.readiness.value,
                "targets": [_year(one) for one in report.targets],
                "units": [
                    {"unit": unit.unit.id, "score": to_plain(unit.score), "grade": unit.grade}
                    for unit in report.units
                ],
                "warnings": [_warning(one) for one in report.warnings],
                "enterprises": to_plain(report.grades),
                "text": to_plain(_said(report)),
            }
            for report in annual_report(assessment)
        ],
    }


def _year(one: TargetYear) -> dict[str, Any]:
    now, then, change = one.result.measured, one.before, one.change
    return {
        "target": one.target.id,
        "quality": one.target.indicator.quality.value,
        "verdict": one.result.verdict.value,
        "now": {"numerator": now.numerator, "denominator": now.denominator},
        "before": {"numerator": then.numerator, "denominator": then.denominator},
        "change": None
        if change is None
        else {"verdict": change.verdict.value, "p": to_plain(change.p)},
        "peers": None if one.peers is None else to_plain(one.peers.verdict),
        "text": to_plain(_said(one)),
    }
