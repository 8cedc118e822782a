"""Recalls of failed batches (不合格批次召回): ordered, begun, carried out, reported, judged.

Clause 3.1.4.b. The times are those of the recall's level, by the rules of the day on which it was
ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import Span
from qualitygov.core.result import Result
from qualitygov.errors import Problem, RulebookError
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.entities_recall import Recall, RecallMove, RecallMoveKind
from qualitygov.inspection.facts import closed_by, sample_states
from qualitygov.inspection.states import SampleState
from qualitygov.inspection.tables import RECALLS
from qualitygov.inspection.words import Conclusion
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.inspection import RecallLevel
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    not_in_book,
    owed,
    rule_of,
    standing_columns,
)
from qualitygov.text import Language, Text

ORDERED, BEGUN, FINISHED = "recall-ordered", "recall-begun", "recall-finished"
REPORTED, JUDGED = "recall-reported", "recall-judged"
NOT_VERIFIED = Text("召回级别的期限尚未核实", "the times of its level are not verified yet")
NO_LEVEL = Text("当日规则无此召回级别", "no such level by the rules of the day")


@attrs.frozen(kw_only=True)
class RecallFact(Duty):
    """One step of a recall, or a recall that had to be ordered (召回事实).

    A recall is ordered for each final failure of a mandatory standard: placed on the day of the
    sample, and the other steps on the day on which the recall was ordered. Where nobody told the
    items that failed, it is open whether one has to be ordered. `of` is the sample or
    the recall that asks for it; `round` counts from 0.
    """

    subject: str | None
    of: str
    sample: str | None
    recall: str | None
    round: int


@attrs.frozen(kw_only=True)
class RecallStep(Result):
    """One step that a recall asks (召回应办步骤): its duty, its round, by when, and when done."""

    duty: str
    round: int
    by: Due
    done_on: date | None


def _level_due(recall: Recall, start: date, name: str, context: Context) -> Due:
    """A time of its level, by the rules of the day on which it was ordered."""
    try:
        rule = context.rules_on(recall.decided_on).entries(RecallLevel).get(recall.level)
    except RulebookError as error:
        return Due(None, error.problems[0].expected)
    if rule is None or rule.unsigned:
        return Due(None, NO_LEVEL if rule is None else NOT_VERIFIED)
    span: Span = getattr(rule, name)
    return context.due(start, span)


def _rounds(moves: Iterable[RecallMove]) -> list[dict[RecallMoveKind, date]]:
    """The days of the steps, round by round: a judgement that it was not effective ends one."""
    rounds: list[dict[RecallMoveKind, date]] = [{}]
    for move in moves:
        rounds[-1][move.kind] = move.on
        if move.kind is RecallMoveKind.INEFFECTIVE:
            rounds.append({})
    return rounds


@clauses("3.1.4.b")
def recall_steps(recall: Recall, context: Context) -> Iterator[RecallStep]:
    """Yield what a recall asks on ``context.as_of`` (召回应办步骤), in order.

    The maker begins it, carries it out and reports it; the authority judges whether it was
    effective. Until a step is done, those after it are not asked. Raises `FieldError` for a recall
    that was not known.
    """
    one = context.seen(recall)
    moves = [move for move in one.moves if context.happened(move.on)]
    rounds = _rounds(moves)
    begun = rounds[0].get(RecallMoveKind.BEGUN)
    yield RecallStep(
        duty=BEGUN, round=0, by=_level_due(one, one.decided_on, "begin", context), done_on=begun
    )
    start = begun
    for at, days in enumerate(rounds):
        if start is None:
            return
        by = _level_due(one, start, "finish", context)
        finished = days.get(RecallMoveKind.FINISHED)
        yield RecallStep(duty=FINISHED, round=at, by=by, done_on=finished)
        reported = days.get(RecallMoveKind.REPORTED)
        good, bad = (
            days.get(kind) for kind in (RecallMoveKind.EFFECTIVE, RecallMoveKind.INEFFECTIVE)
        )
        for duty, since, done in ((REPORTED, finished, reported), (JUDGED, reported, good or bad)):
            due = None if since is None else owed(duty, since, context)
            if due is not None:
                yield RecallStep(duty=duty, round=at, by=due, done_on=done)
        start = bad


def _step_fact(one: Recall, step: RecallStep, context: Context) -> RecallFact:
    maker = step.duty != JUDGED
    return RecallFact(
        id=f"{one.id}/{step.duty.removeprefix('recall-')}-{step.round}",
        town=one.town,
        on=one.decided_on,
        duty=step.duty,
        unit=one.subject if maker else one.authority,
        subject=one.subject,
        of=one.id,
        sample=one.sample,
        recall=one.id,
        round=step.round,
        **standing_columns(step.by, step.done_on, context),
    )


def _asks_recall(sample: InspectionSample, state: SampleState) -> bool:
    """Whether a recall has to be ordered, or may have to be: the failed items are not told."""
    return state.conclusion is Conclusion.FAIL and sample.mandatory_failed is not False


def _recall_columns(
    sample: InspectionSample, by: Due, ordered: date | None, context: Context
) -> dict[str, Any]:
    """How the order of a recall stands; without one, open where nobody knows if it is owed."""
    if sample.mandatory_failed is None and not context.happened(ordered):
        assert sample.on is not None  # it has a day, being asked
        settles_on = closed_by(sample.on, context)
        return {"standing": Standing.OPEN.value, "by": by.day, "settles_on": settles_on}
    return standing_columns(by, ordered, context)


def _first_recalls(view: CountyView, context: Context) -> Mapping[str, date]:
    """The day on which a recall was ordered or decided, by the failed sample."""
    found: dict[str, date] = {}
    for one in view.known(RECALLS, context):
        if one.sample is not None:
            day = found.get(one.sample, one.decided_on)
            found[one.sample] = min(day, one.decided_on)
    return found


def _ordered(view: CountyView, context: Context) -> Iterator[RecallFact]:
    recalls = view.once(_first_recalls, context)
    for sample, state in view.once(sample_states, context):
        if state.final_on is None or sample.on is None or not _asks_recall(sample, state):
            continue
        by = owed(ORDERED, state.final_on, context)
        if by is not None:
            yield RecallFact(
                id=f"{sample.id}/recall",
                town=sample.town,
                on=sample.on,
                duty=ORDERED,
                unit=sample.authority,
                subject=sample.subject,
                of=sample.id,
                sample=sample.id,
                recall=None,
                round=0,
                **_recall_columns(sample, by, recalls.get(sample.id), context),
            )


@clauses("3.1.4.b")
def recall_facts(view: CountyView, context: Context) -> tuple[RecallFact, ...]:
    """Return what failed batches asked for (召回事实行): recalls to be ordered, and their steps."""
    steps = (
        _step_fact(one, step, context)
        for one in view.known(RECALLS, context)
        if context.happened(one.decided_on)
        for step in recall_steps(one, context)
        if rule_of(step.duty, one.decided_on, context) is not None
    )
    return (*_ordered(view, context), *steps)


@attrs.frozen(kw_only=True, repr=False)
class RecallBehind(Result):
    """A step of a recall that is overdue (逾期召回步骤), and who owes it."""

    brief: ClassVar[tuple[str, ...]] = ("id", "duty", "by")

    id: str
    town: str
    duty: str
    by: date | None
    unit: str | None
    label: Text

    def say(self, language: Language = "en") -> str:
        """Return it as one line."""
        return f"{self.id} {self.label.say(language)} {self.by or ''}".strip()


@clauses("3.1.4.b")
def recalls_behind(view: CountyView, context: Context) -> tuple[RecallBehind, ...]:
    """Return the steps of recalls that are overdue (逾期召回步骤), the longest first."""
    behind = [
        RecallBehind(
            id=one.id,
            town=one.town,
            duty=one.duty,
            by=one.by,
            unit=one.unit,
            label=_label(one.duty, one.on, context),
        )
        for one in view.once(recall_facts, context)
        if one.standing == Standing.MISSING.value
    ]
    return tuple(sorted(behind, key=lambda one: (one.by or date.max, one.id)))


def _label(duty: str, day: date, context: Context) -> Text:
    rule = rule_of(duty, day, context)
    return Text(duty, duty) if rule is None else rule.label


def recall_problems(recall: Recall, context: Context) -> Iterator[Problem]:
    """Yield a level that no rule of the book has (召回级别核对)."""
    what = Text("没有此召回级别", "no such level of recall")
    yield from not_in_book(
        recall.level, RecallLevel, context, code="recall.level", path="level", what=what
    )
