"""The annual report of every town as a document (年度报告文档). Clauses 2.2.c, 4.1.a-b."""

from __future__ import annotations

from fractions import Fraction

from qualitygov.assessment.forecast import Forecast
from qualitygov.core.form import to_plain
from qualitygov.county.annual import AnnualReport, TargetYear
from qualitygov.county.repute import ReputeLine
from qualitygov.report.documents import Answer, warning_document
from qualitygov.report.places import Document, place_document, said


def annual_document(answer: Answer) -> Document:
    """The annual report of every town (年度报告), ready to be published.

    No field of a person is in it.
    """
    return {
        "rulebook": answer.assessment.rulebook,
        "towns": [_town_year(report) for report in answer.annual],
    }


def _town_year(report: AnnualReport) -> Document:
    return {
        "town": report.town,
        "name": to_plain(report.name),
        "year": report.year,
        **place_document(report.place),
        "closed": report.place.closed,
        "acceptance": report.assessment.acceptance.readiness.value,
        "targets": [_year(one) for one in report.targets],
        "units": [
            {"unit": unit.unit.id, "score": to_plain(unit.score), "grade": unit.grade}
            for unit in report.units
        ],
        "warnings": [warning_document(one) for one in report.warnings],
        "enterprises": to_plain(report.grades),
        "at_risk": list(report.at_risk),
        "repute": [_repute(one) for one in report.repute],
        "text": to_plain(said(report)),
    }


def _year(one: TargetYear) -> Document:
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
        "forecast": None if one.forecast is None else _forecast(one.forecast),
        "text": to_plain(said(one)),
    }


def _pair(value: Fraction | None) -> Document | None:
    if value is None:
        return None
    return {"numerator": value.numerator, "denominator": value.denominator}


def _forecast(one: Forecast) -> Document:
    return {
        "last_year": one.last_year,
        "prospect": one.prospect.value,
        "distance": None if one.distance is None else _pair(one.distance.fraction),
        "a_year": _pair(one.a_year),
        "expected": _pair(one.expected),
    }


def _repute(one: ReputeLine) -> Document:
    share, before = one.share, one.share_before
    return {
        "id": one.id,
        "label": to_plain(one.label),
        "year": one.year,
        "value": to_plain(one.value),
        "before": to_plain(one.before),
        "unit": to_plain(one.unit),
        "share": None if share is None else _pair(share.fraction),
        "share_before": None if before is None else _pair(before.fraction),
        "source": one.source,
        "text": to_plain(said(one)),
    }
