"""The documents of an assessment (考核结果文件).

Everything that was decided, with its reasons, as plain data for JSON: what the files of a run hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from qualitygov.assessment.measurement import Ids, StandIn
from qualitygov.assessment.result import TargetResult
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.exact import Rate
from qualitygov.core.form import to_plain
from qualitygov.county.annual import AnnualReport
from qualitygov.county.places import Place
from qualitygov.county.result import CountyAssessment
from qualitygov.county.unit_result import UnitAssessment, UnitLine
from qualitygov.county.warnings import TownWarning
from qualitygov.credit.outlook import Outlook
from qualitygov.credit.trade import TradeCredit
from qualitygov.enterprise import Enterprise
from qualitygov.governance import UnitType
from qualitygov.interchange.folder import CountyReading
from qualitygov.report.places import (
    Document,
    closing_document,
    open_part,
    pair_or_null,
    place_document,
    said,
    veto_document,
)
from qualitygov.returns import ExcuseState
from qualitygov.rulebook.context import Context
from qualitygov.subject import Section
from qualitygov.text import Text

MOST_IDS = 50


@attrs.frozen(kw_only=True)
class Answer:
    """All that was found of a county (考核全部结果), from which documents and reports are made.

    `outlook_of` works out the outlook of a unit by its code, None for one that nothing weighs on;
    it is None itself where nobody asked for outlooks. `cases` has each unit's cases with their
    status, by `UnitKey`; `listed` the codes of the units in force on a list; `worklists` what is to
    be worked through, by name; `sections` each section of the report with its rows; `before` how
    the towns stood in the year before.
    """

    reading: CountyReading
    context: Context
    assessment: CountyAssessment
    enterprises: tuple[Enterprise, ...] = attrs.field(repr=False)
    outlook_of: Callable[[str], Outlook | None] | None = attrs.field(repr=False)
    cases: Mapping[str, tuple[tuple[str, Text], ...]] = attrs.field(repr=False)
    listed: tuple[str, ...]
    trades: tuple[TradeCredit, ...] = attrs.field(repr=False)
    worklists: Mapping[str, Any] = attrs.field(repr=False)
    sections: tuple[tuple[Section, tuple[tuple[Any, ...], ...]], ...] = attrs.field(repr=False)
    annual: tuple[AnnualReport, ...] = attrs.field(repr=False)
    before: Mapping[str, Place] = attrs.field(factory=dict, repr=False)


# Towns, departments, areas


def _ids(name: str, ids: Iterable[str]) -> Document:
    """The first of many ids, and how many there are."""
    every = list(ids)
    return {name: every[:MOST_IDS], f"{name}_count": len(every)}


def _pair(value: Rate) -> Document | None:
    if not value.defined:
        return None
    return {"numerator": value.numerator, "denominator": value.denominator}


def _target(result: TargetResult) -> Document:
    measured, indicator = result.measured, result.target.indicator
    ids = measured.ids
    return {
        "label": to_plain(result.target.label),
        "verdict": result.verdict.value,
        "clause": result.target.clause,
        "source": to_plain(result.target.source),
        "basis": result.target.basis.value,
        "numerator": to_plain(measured.numerator),
        "denominator": to_plain(measured.denominator),
        "due": measured.due,
        "in_percent": measured.in_percent,
        "lowest": _pair(measured.lowest),
        "highest": _pair(measured.highest),
        "settles_on": to_plain(measured.settles_on),
        "responsible": indicator.responsible.value,
        "controllable": indicator.controllable.value,
        "profile": indicator.profile.value,
        "line": to_plain(result.line),
        "distance": to_plain(result.distance),
        "rank": result.rank,
        "peers": result.peers,
        "proof": None if result.proof is None else to_plain(_proof(result)),
        **_ids("open", ids.open),
        **_ids("missing", ids.missing),
        **_ids("excused", ids.excused),
        **_ids("against", ids.against),
        "by_duty": to_plain(measured.by_duty),
        **_stand_ins(measured.stand_ins),
        "short": measured.reported.gone,
        "spoiled": measured.reported.spoiled,
        "text": to_plain(said(result)),
    }


def _stand_ins(found: tuple[StandIn, ...]) -> Document:
    """The figures of an earlier year, with the year and why they stand in."""
    first = [{"id": o.id, "year": o.year, "how": o.how} for o in found[:MOST_IDS]]
    return {"stand_ins": first, "stand_ins_count": len(found)}


def _proof(result: TargetResult) -> Document:
    proof = result.proof
    assert proof is not None
    return {
        "verdict": proof.proof,
        "lower": str(proof.lower),
        "upper": str(proof.upper),
        "passes_needed": proof.needed,
    }


COMPUTED = ("rank", "score", "lowest", "highest", "grade")


def _before(place: Place | None) -> Document | None:
    """How a town stood in the year before."""
    if place is None:
        return None
    return {name: to_plain(getattr(place, name)) for name in ("rank", "score", "grade")}


def _town(
    town: TownAssessment, assessment: CountyAssessment, before: Place | None = None
) -> Document:
    closing = assessment.closings.get(town.town)
    computed = {name: to_plain(getattr(town, name)) for name in COMPUTED}
    return {
        "code": town.town,
        "name": to_plain(assessment.names[town.town]),
        **place_document(assessment.places[town.town]),
        "before": _before(before),
        **({} if closing is None else {"computed": computed}),
        "by_quality": to_plain(town.by_quality),
        "acceptance": to_plain(town.acceptance),
        "lines": to_plain(town.lines),
        "items": [
            {
                "id": one.item.id,
                "label": to_plain(one.item.label),
                "target": one.item.target.id,
                "points": to_plain(one.points),
                "lowest": to_plain(one.lowest),
                "highest": to_plain(one.highest),
                "full": to_plain(one.full),
                "left": None if one.why is None else one.why.value,
                "remark": to_plain(one.remark),
                "bonus": one.item.bonus,
            }
            for one in town.items
        ],
        "targets": {name: _target(result) for name, result in town.targets.items()},
        "vetoes": [veto_document(found) for found in town.vetoes],
        "possible_vetoes": [veto_document(found) for found in town.possible],
        "deductions": to_plain(town.deductions),
        "closed_result": None if closing is None else closing_document(closing),
        "remedies": to_plain(town.remedies),
    }


def _unit(one: UnitAssessment, town: TownAssessment) -> Document:
    return {
        "code": one.unit.id,
        "name": {"zh": one.unit.name, "en": one.unit.name},
        "town": one.unit.town,
        "row": one.row.value,
        "rank": one.rank,
        "rank_between": pair_or_null(one.rank_between),
        "score": to_plain(one.score),
        "lowest": to_plain(one.lowest),
        "highest": to_plain(one.highest),
        "grade": one.grade,
        "grade_between": pair_or_null(one.grade_between),
        "unsettled": [open_part(part) for part in one.unsettled],
        "targets": {name: _target(town.targets[name]) for name in one.targets},
        "items": [_unit_line(line) for line in one.lines],
        "remedies": to_plain(one.remedies),
        "text": to_plain(said(one)),
    }


def _unit_line(line: UnitLine) -> Document:
    ids = line.measured.ids if line.measured is not None else Ids()
    return {
        "id": line.item.id,
        "label": to_plain(line.item.label),
        "share": to_plain(line.share),
        "points": to_plain(line.points),
        "lowest": to_plain(line.lowest),
        "highest": to_plain(line.highest),
        "full": to_plain(line.item.points),
        "remark": to_plain(line.remark),
        **_ids("open", ids.open),
        **_ids("missing", ids.missing),
        **_ids("against", ids.against),
    }


def _excuse(state: ExcuseState) -> Document:
    """An excuse as it is published, used or not."""
    one = state.excuse
    return {
        "for": one.beneficiary,
        "name": to_plain(state.name),
        "kind": one.kind.value,
        "ref": one.ref,
        "what": to_plain(state.what),
        "period": one.period,
        "reason": one.reason,
        "approved_by": one.approved_by,
        "approved_on": to_plain(one.approved_on),
        "document": one.document,
        "used": state.used,
        "why": to_plain(state.why),
        "text": to_plain(said(state)),
    }


def assessment_document(answer: Answer) -> Document:
    """The assessment of towns, departments and areas with every reason (考核结果)."""
    assessment, context = answer.assessment, answer.context
    kinds = (("departments", UnitType.DEPARTMENT), ("areas", UnitType.AREA))
    return {
        "county": {"code": assessment.id, "name": to_plain(assessment.name)},
        "year": context.year,
        "period": to_plain(context.period),
        "as_of": to_plain(context.as_of),
        "known_at": to_plain(context.known_at),
        "closed": assessment.closed,
        "profile": assessment.plan.profile.value,
        "rulebook": assessment.rulebook,
        "levels": list(answer.reading.rulebook.levels),
        "note": to_plain(assessment.note),
        "towns": [
            _town(town, assessment, answer.before.get(town.town)) for town in assessment.in_order
        ],
        "decision_flaws": [
            {"id": one.id, "town": one.town, "counts": one.counts, "text": to_plain(said(one))}
            for one in assessment.flaws
        ],
        "excuses": [_excuse(one) for one in assessment.excuses],
        "data_owners": [
            {**to_plain(one), "text": to_plain(said(one))} for one in assessment.data_owners
        ],
        **{
            name: [
                _unit(one, assessment.town(one.unit.town))
                for one in assessment.units
                if one.unit.kind is kind
            ]
            for name, kind in kinds
        },
        "trades": [to_plain(trade) for trade in answer.trades],
        "grounds": {
            screening.code: to_plain(screening.grounds) for screening in assessment.grounds
        },
    }


# What is to be done, and what is published


def _section(section: Section, rows: Iterable[tuple[Any, ...]]) -> Document:
    """A section of the report as people read it, with all its rows."""
    return {
        "title": to_plain(section.title),
        "clauses": section.clauses,
        "columns": [to_plain(column.label) for column in section.columns],
        "rows": [[_cell(cell) for cell in row] for row in rows],
    }


def _cell(cell: Any) -> Any:
    return cell if isinstance(cell, (int, str)) else to_plain(cell)


def worklists_document(answer: Answer) -> Document:
    """What is to be worked through, all of it (待办清单)."""
    return {
        "as_of": to_plain(answer.context.as_of),
        "known_at": to_plain(answer.context.known_at),
        "rulebook": answer.assessment.rulebook,
        "sections": {section.name: _section(section, rows) for section, rows in answer.sections},
        "warnings": [warning_document(one) for one in answer.assessment.warnings],
        "worklists": {name: to_plain(rows) for name, rows in answer.worklists.items()},
    }


def warning_document(one: TownWarning) -> Document:
    """A warning as a document (预警文档)."""
    return {
        "town": one.town,
        "target": one.target.id,
        "rule": one.rule.id,
        "level": one.warning.level.value,
        "reasons": [to_plain(reason) for _, reason in one.warning.reasons],
    }
