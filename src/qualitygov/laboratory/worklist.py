"""What is to be worked through in testing and metrology (检测与计量待办清单). Clause 3.4.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualitygov.laboratory.capability import capability_gaps
from qualitygov.laboratory.instruments import overdue_instruments
from qualitygov.laboratory.requests import requests_behind
from qualitygov.laboratory.standards import OldEdition, old_editions
from qualitygov.laboratory.states import RequestState, VerificationState
from qualitygov.laboratory.tables import ADOPTED, INSTRUMENTS, LABORATORIES, TEST_REQUESTS
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text

MOST = 6


def instruments_overdue(view: CountyView, context: Context) -> tuple[VerificationState, ...]:
    """Return the instruments in use without a verification in force (超期未检器具)."""
    return overdue_instruments(view.known(INSTRUMENTS, context), context)


def tests_behind(view: CountyView, context: Context) -> tuple[RequestState, ...]:
    """Return the requests for tests that are behind (逾期检测委托)."""
    laboratories = view.known(LABORATORIES, context)
    return requests_behind(view.known(TEST_REQUESTS, context), context, laboratories=laboratories)


def standards_outdated(view: CountyView, context: Context) -> tuple[OldEdition, ...]:
    """Return the old editions that enterprises work by (执行旧版标准)."""
    return old_editions(view.known(ADOPTED, context), context)


OVERDUE = Worklist(
    name="instruments",
    label=Text("超期未检器具", "instruments overdue"),
    make=instruments_overdue,
)
BEHIND = Worklist(
    name="requests", label=Text("逾期检测委托", "test requests behind"), make=tests_behind
)
OUTDATED = Worklist(
    name="old_editions",
    label=Text("执行旧版标准", "old editions of standards"),
    make=standards_outdated,
)


GAPS = Worklist(
    name="capability_gaps",
    label=Text("检测能力缺口", "tests that nobody offers"),
    make=capability_gaps,
)


def _row(worklist: Worklist, found: Iterable[Text]) -> tuple[Cell, ...]:
    named = tuple(found)
    return worklist.label, len(named), Text.joined(named[:MOST], "、", ", ")


def _id(name: str) -> Text:
    return Text(name, name)


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    instruments = view.once(instruments_overdue, context)
    yield _row(OVERDUE, (_id(one.instrument.id) for one in instruments))
    yield _row(BEHIND, (_id(one.request.id) for one in view.once(tests_behind, context)))
    gaps = view.once(capability_gaps, context)
    named = (Text(f"{one.item}（{one.category}）", f"{one.item} ({one.category})") for one in gaps)
    yield _row(GAPS, named)
    yield _row(OUTDATED, (_id(one.standard.id) for one in view.once(standards_outdated, context)))


FOUNDATIONS = Section(
    name="foundations",
    title=Text("质量基础", "Foundations"),
    clauses="3.4.1",
    columns=(
        Column(Text("事项", "matter")),
        Column(Text("数量", "number"), "right"),
        Column(Text("情况", "what is lacking")),
    ),
    rows=_rows,
    order=120,
    most=10,
)
