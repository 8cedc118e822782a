"""Classes of records that every plan of a rulebook treats alike (记录类).

What the rules ask of a record, its days aside, has few answers: its kind and severity, in which
version of the rules its act lies, within which time bars it came to light, which measures it
reaches, whether the penalty was a heavier one. Records with the same answers are of one class, and
one of them stands for all, on whatever day somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import add

import attrs

from qualitygov.core.periods import Term
from qualitygov.credit.cells import Cell, RecordClass
from qualitygov.credit.evaluate import by_rule
from qualitygov.credit.keys import FOUND
from qualitygov.credit.plan import ACT, CreditPlan
from qualitygov.credit.steps import days_passed
from qualitygov.credit.versions import bar_terms, lowest_measures, turns_of
from qualitygov.plan.columns import nw, whole, within_columns
from qualitygov.rulebook.book import Rulebook

TOLD_BY = ("kind", "severity", "_turn", "_in_time", "_reached", "_heavier")
"""The columns that tell classes apart."""


def class_columns(book: Rulebook) -> Sequence[nw.Expr]:
    """Return what tells the classes of a book's records apart (归类列), as columns."""
    firsts = [first for first, _ in turns_of(book)]
    return (
        days_passed(nw.col(ACT), firsts).alias("_turn"),
        _number(_in_time(bar_terms(book))).alias("_in_time"),
        _number(_reached(lowest_measures(book))).alias("_reached"),
        nw.col("heavier_penalty").fill_null(value=False).alias("_heavier"),
    )


def _in_time(bars: Sequence[Term]) -> Iterator[nw.Expr]:
    return (within_columns(nw.col(ACT), nw.col(FOUND), bar) for bar in bars)


def _reached(lines: Sequence[int]) -> Iterator[nw.Expr]:
    return (nw.col("measure") >= whole(line) for line in lines)


def _number(answers: Iterator[nw.Expr]) -> nw.Expr:
    """Several answers as one number, a bit for each; an empty one is no."""
    bits = (
        nw.when(answer).then(whole(1 << at)).otherwise(whole(0))
        for at, answer in enumerate(answers)
    )
    return reduce(add, bits, whole(0))


def settled(plan: CreditPlan, classes: Sequence[RecordClass]) -> tuple[Cell, ...]:
    """Return the cell of each class that a plan weighs (各类计分单元), numbered as the class is.

    Only the days of its records are left to ask.
    """
    return tuple(_settled(plan, classes))


def _settled(plan: CreditPlan, classes: Sequence[RecordClass]) -> Iterator[Cell]:
    for number, one in enumerate(classes):
        if by_rule(plan, one) is not None:
            continue
        cell = plan.cell_of(one.kind, one.severity, one.happened_on)
        assert cell is not None
        yield attrs.evolve(
            cell,
            number=number,
            first=date.min,
            last=date.max,
            least=None,
            bars=(),
            forced=cell.place(heavier_penalty=one.heavier_penalty),
            heavy=None,
        )
