"""From the files of enterprises to merits of credit (企业主体责任转良好记录).

Clauses 3.3.1.b, 3.3.1.e-f, 3.3.3.a.

It stands here and not among the enterprises, since credit reads enterprises and never the other way
round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from qualitygov.codes.standard import StandardLevel
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.batches import Batch
from qualitygov.enterprise.excellence import ExcellenceAssessment
from qualitygov.enterprise.files import EnterpriseFiles, UnitFiles
from qualitygov.enterprise.persons import Appointment, Role
from qualitygov.enterprise.research import research_year
from qualitygov.enterprise.standards import StandardPart
from qualitygov.enterprise.traceability import BatchGraph
from qualitygov.rulebook.rules import Rules

__all__ = ["enterprise_merits"]

_STANDARDS = {StandardLevel.NATIONAL: "national-standard", StandardLevel.TRADE: "trade-standard"}
"""Which level of standard is which merit; local and group standards bring none."""


def _merit(
    name: str, subject: str, kind: tuple[str, str], on: date, known_on: date, **more: object
) -> CreditRecord:
    fields = {"happened_on": on, "decided_on": on, "known_on": max(on, known_on), **more}
    return CreditRecord(id=name, subject=subject, kind=kind[0], severity=kind[1], **fields)  # type: ignore[arg-type]  # checked by the class


def _officers(appointments: Iterable[Appointment], as_of: date) -> Iterator[CreditRecord]:
    for one in appointments:
        if (
            one.role is Role.CHIEF_QUALITY_OFFICER
            and one.valid_from <= as_of
            and one.known_on <= as_of
        ):
            kind = ("chief-quality-officer", "in-post")
            ends = {"valid_until": one.valid_to, "source_document": one.document}
            yield _merit(
                f"{one.id}/officer", one.enterprise, kind, one.valid_from, one.known_on, **ends
            )


def _excellence(
    assessments: Iterable[ExcellenceAssessment], rules: Rules, as_of: date
) -> Iterator[CreditRecord]:
    length = rules.term("merit.excellence-valid")
    for one in assessments:
        if one.known_on <= as_of:
            more = {
                "measure": one.score.thousandths // 1000,  # whole points reached: 549.9 is not 550
                "valid_until": term_end(one.assessed_on, length),
                "source_document": one.document,
            }
            kind = ("performance-excellence", "scored")
            yield _merit(
                f"{one.id}/excellence", one.enterprise, kind, one.assessed_on, one.known_on, **more
            )


def _standards(parts: Iterable[StandardPart], as_of: date) -> Iterator[CreditRecord]:
    for one in parts:
        kind = _STANDARDS.get(one.level)
        if kind is not None and one.known_on <= as_of:
            severity = (kind, one.role.value)
            yield _merit(
                f"{one.id}/standard",
                one.enterprise,
                severity,
                one.issued_on,
                one.known_on,
                source_document=one.number,
            )


def _research(unit: EnterpriseFiles, rules: Rules, as_of: date) -> Iterator[CreditRecord]:
    length = rules.term("merit.research-valid")
    for year in sorted({one.year for one in unit.spendings}):
        subject = unit.spendings[0].enterprise
        state = research_year(unit.spendings, subject, year, as_of)
        if state.up and state.spending is not None and state.before is not None:
            on = max(state.spending.known_on, state.before.known_on)
            more = {
                "happened_on": min(on, date(year, 12, 31)),
                "valid_until": term_end(on, length),
                "source_document": state.spending.document,
            }
            name = f"{UnitKey.of(subject)}/research/{year}"
            yield _merit(
                name, state.spending.enterprise, ("research-share-up", "risen"), on, on, **more
            )


def _traceability(batches: tuple[Batch, ...], rules: Rules, as_of: date) -> Iterator[CreditRecord]:
    length, fewest = rules.term("merit.traceability-valid"), rules.whole("traceability.minimum")
    share = rules.rate("traceability.complete")
    for year in sorted({one.made_on.year for one in batches}):
        first, last = date(year, 1, 1), date(year, 12, 31)
        if last > as_of:
            continue
        graph = BatchGraph.of(batches, last)
        codes = {
            UnitKey.of(one.enterprise): one.enterprise
            for one in sorted(batches, key=lambda one: one.id)
        }
        for key, code in sorted(codes.items()):
            found = graph.completeness(code, rules, first, last)
            if found.batches >= fewest and found.rate.defined and found.rate >= share:
                more = {
                    "valid_until": term_end(last, length),
                    "source_document": f"追溯台账〔{year}〕",
                }
                yield _merit(
                    f"{key}/traceability/{year}",
                    code,
                    ("traceability-complete", "complete"),
                    last,
                    last,
                    **more,
                )


@clauses("3.3.1.b", "3.3.1.e", "3.3.1.f", "3.3.3.a", "3.2.2.a")
def enterprise_merits(
    files: EnterpriseFiles, rules: Rules, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return the merits that the files of enterprises give rise to by a day (企业主体责任良好记录).

    A chief quality officer in post, each performance-excellence score (whether it is high enough is
    the credit rule's affair), part in a national or trade standard, a research share above the year
    before, and a finished year whose batches were traceable without a gap on its last day. Ids are
    made of the files' own, so the same files always give the same records.
    """
    grouped = UnitFiles.of(files)
    made = [
        *_officers(files.appointments, as_of),
        *_excellence(files.excellence, rules, as_of),
        *_standards(files.standards, as_of),
    ]
    made += [
        record for key in grouped.units for record in _research(grouped.of_unit(key), rules, as_of)
    ]
    made += _traceability(files.batches, rules, as_of)
    return tuple(sorted(made, key=lambda record: record.id))
