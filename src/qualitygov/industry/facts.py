"""Fact rows of figures and evidence (统计与证据事实行), from which indicators count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.industry.entities import Evidence, Figure
from qualitygov.industry.tables import EVIDENCE, FIGURES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class FigureFact:
    """One yearly figure as indicators see it (统计事实), placed on the last day of its year."""

    id: str
    town: str
    on: date
    item: str
    value: Decimal


@attrs.frozen(kw_only=True)
class EvidenceFact:
    """One piece of evidence as indicators see it (证据事实)."""

    id: str
    town: str
    on: date
    checklist: str
    item: str
    valid_from: date
    valid_to: date | None
    document: str


def _figure_fact(figure: Figure) -> FigureFact:
    return FigureFact(
        id=figure.id,
        town=figure.town,
        on=date(figure.year, 12, 31),
        item=figure.item,
        value=figure.value,
    )


def _evidence_fact(evidence: Evidence) -> EvidenceFact:
    return EvidenceFact(
        id=evidence.id,
        town=evidence.town,
        on=evidence.valid_from,
        checklist=evidence.checklist,
        item=evidence.item,
        valid_from=evidence.valid_from,
        valid_to=evidence.valid_to,
        document=evidence.document,
    )


@clauses("2.2.1.a", "2.2.1.b", "2.2.5.b", "2.2.5.f")
def figure_facts(view: CountyView, context: Context) -> tuple[FigureFact, ...]:
    """Return the rows of the years that have ended by `as_of` (统计事实行)."""
    facts = map(_figure_fact, view.known(FIGURES, context))
    return tuple(fact for fact in facts if context.happened(fact.on))


@clauses("2.2.2.g 2.2.5.a 3.1.2.b 3.1.3.a 3.1.3.d 3.2.2.a")
def evidence_facts(view: CountyView, context: Context) -> tuple[EvidenceFact, ...]:
    """Return the rows of the evidence there is by `as_of` (证据事实行)."""
    facts = map(_evidence_fact, view.known(EVIDENCE, context))
    return tuple(fact for fact in facts if context.happened(fact.on))
