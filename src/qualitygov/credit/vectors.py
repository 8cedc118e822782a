"""Conformance cases (一致性用例): a plan, inputs and expected answers, for programs in other languages.

A program that scores by itself is right if it gives the expected answer for every case. The plan is
there as plain numbers and days, so that the program needs no rulebook. The cases stand on the
edges: boundary days and the days before, repetitions, matters, later events, conditional kinds; the
others are drawn, the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from qualitygov.codes import credit_code, organization_code
from qualitygov.core.periods import ONE_DAY, Term
from qualitygov.credit.cells import Cell, KindPlan, RepeatPlan
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.scorer import CreditScorer
from qualitygov.credit.versions import removable
from qualitygov.enterprise import Enterprise

FORMAT = "qualitygov-vectors/1"
DRAWN = 400
INNER = "00000001"
CODE = "91330299" + INNER + organization_code.calc_check_digit(INNER)
UNIT = Enterprise(
    code=CODE + credit_code.calc_check_digit(CODE), name="某厂", town="330299101", industry="C1310"
)


def _term(term: Term | None) -> dict[str, int] | None:
    return None if term is None else {"months": term.total_months, "days": term.days}


def _repeat(repeat: RepeatPlan) -> dict[str, Any]:
    share = repeat.more_than
    return {
        "severities": sorted(repeat.severities),
        "term": _term(repeat.term),
        "same_category": repeat.same_category,
        "more_than": None if share is None else [share.numerator, share.denominator],
        "among": sorted(repeat.among),
    }


def _kind(kind: KindPlan) -> dict[str, Any]:
    return {
        "kind": kind.kind,
        "merit": kind.merit,
        "highest": kind.highest,
        "cap": None if kind.cap is None else abs(kind.cap),
        "fewest": kind.min_count,
        "unless": sorted(kind.unless),
        "since": kind.since.isoformat(),
        "repeats": [_repeat(one) for one in kind.repeats],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "kind": cell.kind.kind,
        "severity": cell.severity,
        "acts_from": cell.first.isoformat(),
        "acts_to": cell.last.isoformat(),
        "days": [day.isoformat() for day in cell.days],
        "paths": [
            {
                "repeat": path.repeat,
                "points": [abs(one) for one in path.points],
                "repeated": [abs(one) for one in path.repeated],
            }
            for path in cell.paths
        ],
        "gravity": cell.gravity,
        "least": cell.least,
        "forced": cell.forced,
        "heavy": cell.heavy,
        "bars": [_term(bar) for bar in cell.bars],
    }


def _plan(plan: CreditPlan) -> dict[str, Any]:
    return {
        "counts_from": plan.day_column,
        "base": plan.base,
        "floor": plan.floor,
        "ceiling": plan.ceiling,
        "bonus_cap": plan.bonus_cap,
        "listed_grade": plan.rank_of(plan.listed_grade),
        "grades": [{"id": grade.id, "low": grade.low} for grade in plan.grades],
        "removal_ends": sorted(removable(plan.context.rulebook)),
        "kinds": [_kind(kind) for kind in plan.kinds.values()],
        "cells": [_cell(cell) for cell in plan.table],
    }


def _record(number: int, cell: Cell, day: date, **more: Any) -> CreditRecord:
    values: dict[str, Any] = {
        "id": f"R{number}",
        "subject": UNIT.code,
        "kind": cell.kind.kind,
        "severity": cell.severity,
        "happened_on": day,
        "decided_on": day,
        "known_on": day,
        "source_document": "文号",
        "measure": cell.least,
    }
    return CreditRecord(**values | more)


Drawn = tuple[str, list[CreditRecord], date | None]


def _edges(plan: CreditPlan) -> Iterator[Drawn]:
    """A record on each boundary day and the day before, and many of one kind."""
    for cell in plan.table:
        named = f"{cell.kind.kind}/{cell.severity}"
        for day in cell.days:
            for on in (day, day - ONE_DAY):
                yield f"{named} of {on}", [_record(1, cell, on)], None
        if cell.days:
            days = [cell.days[0] + ONE_DAY * at for at in range(8)]
            many = [_record(at, cell, day, category="rice") for at, day in enumerate(days)]
            yield f"eight of {named}", many, None
            under = [attrs.evolve(one, matter="m") for one in many]
            yield f"eight of {named} in one matter", under, None
            yield f"{named}, listed", many[:1], plan.context.as_of


def _drawn(plan: CreditPlan, rng: random.Random) -> Drawn:
    """Some records of any kinds, with later events."""
    found = []
    for at in range(rng.randrange(1, 13)):
        cell = rng.choice(plan.table)
        act = plan.context.as_of - ONE_DAY * rng.randrange(-40, 2600)
        day = act + ONE_DAY * rng.choice([0, 0, 3, 40, 729, 731])
        after = {
            name: day + ONE_DAY * rng.randrange(600)
            for name in ("revoked_on", "repaired_on", "removed_on", "valid_until")
            if not rng.randrange(16)
        }
        if not rng.randrange(16):
            after["appealed_on"] = day + ONE_DAY
            after["stayed_on"] = day + ONE_DAY * 9
            if rng.randrange(2):
                after["appeal_ended_on"] = day + ONE_DAY * rng.randrange(10, 500)
        made = _record(
            at,
            cell,
            day,
            happened_on=act,
            known_on=day + ONE_DAY * rng.choice([0, 0, 5, 60]),
            category=rng.choice([None, "rice", "cement"]),
            matter=rng.choice([None, None, None, "m1", "m2"]),
            measure=rng.choice([None, 0, 549, 550]),
            heavier_penalty=not rng.randrange(10),
            proposed_by=rng.choice([None] * 9 + ["event-rule"]),
            **after,
        )
        found.append(made)
    return "drawn", found, rng.choice([None, None, None, plan.context.as_of])


def _written(record: CreditRecord) -> dict[str, Any]:
    values = attrs.asdict(record).items()
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values
        if value is not None
    }


def _case(scorer: CreditScorer, drawn: Drawn) -> dict[str, Any]:
    name, records, until = drawn
    totals = scorer.score(UNIT, records, listed_until=until).totals
    return {
        "name": name,
        "listed": until is not None,
        "records": [_written(record) for record in records],
        "expected": {
            "score": totals.score,
            "grade": totals.grade,
            "deductions": totals.deductions,
            "merits": totals.merits,
            "bonus": totals.bonus,
            "counted": sum(len(kind.weighed) for kind in totals.kinds),
        },
    }


def vectors(scorer: CreditScorer) -> dict[str, Any]:
    """Return the conformance cases of a scorer (一致性用例), as plain values for JSON.

    >>> from qualitygov.rulebook import load_rulebook
    >>> made = vectors(CreditScorer(load_rulebook("strong-town"), as_of="2016-12-31"))
    >>> made["format"], made["plan"]["base"], len(made["cases"]) > 400
    ('qualitygov-vectors/1', 100000, True)
    """
    plan, rng = scorer.plan, random.Random(DRAWN)  # noqa: S311 - drawn cases, no secret
    cases = [*_edges(plan), *(_drawn(plan, rng) for _ in range(DRAWN))]
    book = scorer.rulebook
    return {
        "format": FORMAT,
        "rulebook": {"id": book.header.id, "version": book.header.version, "digest": book.digest},
        "as_of": scorer.as_of.isoformat(),
        "known_at": scorer.known_at.isoformat(),
        "plan": _plan(plan),
        "cases": [_case(scorer, one) for one in cases],
    }
