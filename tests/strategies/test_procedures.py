"""The state machines for procedures: they walk far, agree with ours, and find a system that errs."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import ClassVar

import attrs
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

import qualitygov.strategies
from qualitygov import Context, MoveKind, OfficialCalendar, load_rulebook
from qualitygov.blacklist import CaseState
from qualitygov.complaint import ComplaintState
from qualitygov.core.periods import Term, term_end
from qualitygov.errors import IllegalMoveError
from qualitygov.rulebook.model.blacklist import ListKind
from qualitygov.schemas import BlacklistCaseSchema
from qualitygov.strategies import CaseMachine, ComplaintMachine
from qualitygov.strategies.by_book import SAYS

BOOK = load_rulebook("strong-town")
MANY = settings(max_examples=30, stateful_step_count=30, deadline=None)
FOUND = settings(
    MANY,
    max_examples=1000,
    stateful_step_count=50,
    phases=[Phase.generate],
    print_blob=False,
)
"""For a system that errs: any walk that shows it will do, not the shortest."""

LONGEST = Term(months=60)
K = MoveKind


class Stored(CaseMachine):
    """Our own procedure, whose case is kept as JSON between two steps; with its laws."""

    states: ClassVar = Counter()

    def begin(self, case):
        self.kept = self.written(case)

    def written(self, case):
        return json.dumps(BlacklistCaseSchema().dump(case), ensure_ascii=False)

    def read(self):
        return BlacklistCaseSchema().loads(self.kept)

    def take(self, move):
        before = self.read().status(self.context.on(move.day)).legal_moves
        try:
            case = self.read().move(move, self.context)
        except IllegalMoveError as error:
            assert error.legal == tuple(before) or move.day < self.read().moves[-1].day
            return False
        assert move.kind in before
        self.kept = self.written(case)
        return True

    def says(self, day):
        self.status = self.read().status(self.context.on(day))
        self.states[self.status.state] += 1
        return self.status.to_dict()

    @invariant()
    def nobody_is_listed_unheard_or_for_ever(self):
        status = getattr(self, "status", None)
        if status is None or status.since is None:
            return
        days = {}
        for one in self.case.moves:
            days.setdefault(one.kind, one.day)
        assert days[K.GROUND_FOUND] <= days[K.NOTICE_GIVEN] < days[K.DECIDED_TO_LIST]
        assert status.since == days[K.DECIDED_TO_LIST]
        assert status.until is None or status.until <= term_end(status.since, LONGEST)
        heard = {K.STATEMENT_MADE, K.HEARING_HELD} & {
            one.kind for one in self.case.moves if one.day <= status.since
        }
        rule = self.context.rules_on(days[K.NOTICE_GIVEN]).entry(ListKind, self.case.list_kind)
        term = rule.statement_within or rule.hearing_within
        assert heard or self.context.due(days[K.NOTICE_GIVEN], term).passed(status.since)

    def teardown(self):
        assert self.read() == self.case
        assert self.case.problems(self.context) == ()


COUNTY = load_rulebook("examples/county/rulebook.toml")
CONTEXTS = [
    pytest.param(Context(book, as_of=day, calendar=calendar), id=f"{book.id} {day}")
    for book, day, calendar in (
        (BOOK, "2016-12-31", OfficialCalendar()),
        (BOOK, "2025-06-30", OfficialCalendar()),
        (COUNTY, "2016-12-31", None),
    )
]


def of_context(machine, context):
    return type(machine.__name__, (machine,), {"context": context, "states": Counter()})


@pytest.mark.parametrize("context", CONTEXTS)
def test_our_cases_keep_to_their_laws_and_come_far(context):
    machine = of_context(Stored, context)
    run_state_machine_as_test(machine, settings=MANY)
    assert {CaseState.NOTIFIED, CaseState.HEARD, CaseState.NOT_LISTED, CaseState.LISTED} <= set(
        machine.states
    )
    later = {CaseState.REPAIR_APPLIED, CaseState.REMOVED, CaseState.EXPIRED, CaseState.REVOKED}
    assert later & set(machine.states)


STEPS = """
registered: accepted > accepted, refused > refused, withdrawn > withdrawn
accepted: investigated > investigating, withdrawn > withdrawn
investigating: test-begun > testing, mediation-begun > mediating, upheld > handled
investigating: not-upheld > handled, mediated > handled, mediation-ended > handled
investigating: withdrawn > withdrawn
testing: test-ended > investigating, withdrawn > withdrawn
mediating: mediated > handled, mediation-ended > handled, withdrawn > withdrawn
handled: told > closed
closed: reopened > accepted
refused: reopened > accepted
withdrawn:
"""
"""The course of a complaint, written once more: from, step, to."""

TABLE = {
    (state, step.split(" > ")[0].strip()): step.split(" > ")[1].strip()
    for line in STEPS.strip().splitlines()
    for state, _, steps in [line.partition(":")]
    for step in steps.split(",")
    if step.strip()
}


class OfATable(ComplaintMachine):
    """A system of a table of states, three lines of rules, and nothing of the library."""

    states: ClassVar = Counter()

    def begin(self, case):
        self.state, self.last = "registered", None
        self.old = (case.registered_on.year, case.registered_on.month, case.registered_on.day) > (
            case.happened_on.year + 3, case.happened_on.month, case.happened_on.day,
        )  # fmt: skip

    def take(self, move):
        too_old = str(move.ground) == "too-old" and not self.old
        early = self.last is not None and move.day < self.last
        after = TABLE.get((self.state, str(move.kind)))
        if after is None or early or too_old:
            return False
        self.state, self.last = after, move.day
        return True

    def says(self, day):
        self.states[self.state] += 1
        return {"state": self.state, "open": self.state not in ("closed", "refused", "withdrawn")}


def test_complaints_go_as_a_table_of_states_says():
    machine = of_context(OfATable, Context(BOOK, as_of="2016-12-31", calendar=OfficialCalendar()))
    run_state_machine_as_test(machine, settings=settings(MANY, max_examples=120))
    assert set(machine.states) >= {*ComplaintState} - {ComplaintState.REFUSED}


class Ours(CaseMachine):
    """A system that is right; those below each err in one thing."""

    def begin(self, case):
        self.ours = case

    def take(self, move):
        return self.taken(move)

    def taken(self, move):
        try:
            self.ours = self.ours.move(move, self.context)
        except IllegalMoveError:
            return False
        return True

    def says(self, day):
        return {"state": self.ours.status(self.context.on(day)).state}


class HearsNobody(Ours):
    """It lists on notice, however little time the unit had to speak."""

    def take(self, move):
        told = self.ours.status(self.context.on(move.day)).state is CaseState.NOTIFIED
        ordered = not self.ours.moves or move.day >= self.ours.moves[-1].day
        return self.taken(move) or (told and ordered and move.kind is K.DECIDED_TO_LIST)


class ReadsNoNotice(Ours):
    """It takes a notice, whatever it leaves out."""

    def take(self, move):
        return self.taken(attrs.evolve(move, **dict.fromkeys(SAYS, True)))


class RefusesToRevoke(Ours):
    def take(self, move):
        return move.kind is not K.REVOKED and self.taken(move)


class ForgetsThatAListingEnds(Ours):
    def says(self, day):
        listed = [one.day for one in self.ours.moves if one.kind is K.DECIDED_TO_LIST]
        state = self.ours.status(self.context.on(day)).state
        return {"state": "listed" if listed and state is CaseState.EXPIRED else state}


class IsADayLate(Ours):
    def says(self, day):
        return {"listed": self.ours.status(self.context.on(day - timedelta(days=1))).listed}


class TakesNothing(Ours):
    def take(self, move):
        return False


class SaysNoneForNo(Ours):
    def take(self, move):
        return True if self.taken(move) else None


def test_a_system_that_is_right_passes():
    run_state_machine_as_test(Ours, settings=MANY)


@pytest.mark.parametrize(
    ("machine", "message"),
    [
        (HearsNobody, "decided-to-list on .*took it"),
        (ReadsNoNotice, "a notice states facts, reasons, basis and rights.*took it"),
        (RefusesToRevoke, "revoked on .* is legal; the system under test refused it"),
        (ForgetsThatAListingEnds, "is 'expired', and the system says 'listed'"),
        (IsADayLate, "listed on .* is True, and the system says False"),
        (TakesNothing, "refused it"),
        (SaysNoneForNo, "returned None"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_system_that_errs_is_found(machine, message):
    with pytest.raises(AssertionError, match=message):
        run_state_machine_as_test(machine, settings=FOUND)


def test_machines_are_loaded_when_they_are_used():
    assert qualitygov.strategies.ProcedureMachine in CaseMachine.__mro__
    with pytest.raises(AttributeError, match="NoMachine"):
        _ = qualitygov.strategies.NoMachine
