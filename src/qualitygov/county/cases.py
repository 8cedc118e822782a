"""Rule cases (规则案例).

What a rulebook must answer, written as data that a lawyer can read, and run on any book.

A file ``*.cases.toml`` beside a book holds tables ``[[case]]``: an `id`, a `day`, what is asked
(`credit`, `events`, `grounds`, `air`, `target`, `parameter`) and what is expected. A town runs its
own on its overlay with ``qualitygov rulebook check FILE``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qualitygov.blacklist.screen import BlacklistScreener
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.given import of_type, rows_of
from qualitygov.county.case_answers import differences, misfits
from qualitygov.county.case_file import RuleCase
from qualitygov.county.subjects import SUBJECTS, event_classes
from qualitygov.county.words import row_words
from qualitygov.credit.derive import made_from
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.scorer import CreditScorer
from qualitygov.credit.words import check_record
from qualitygov.enterprise import Enterprise
from qualitygov.environment.air import air_quality_index
from qualitygov.errors import Problem, QualityGovError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import TargetRule
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.typed import Flaw, Unreadable, reader
from qualitygov.rulebook.words import unknown
from qualitygov.subject import Event, Subject
from qualitygov.text import Text

UNIT = Enterprise(
    code="91330299MA2837B62L",
    name="案例企业",
    town="330299101",
    industry="C1310",
    registered_on=date(2000, 1, 4),
)


@attrs.frozen
class CaseResult:
    """How a case came out (案例结果); `differences` is empty when the book answers as expected."""

    case: RuleCase
    differences: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether the book answers as expected."""
        return not self.differences


# answering


@attrs.frozen(eq=False, slots=False)
class _Question:
    """A case as it is put to a book."""

    book: Rulebook
    case: RuleCase
    calendar: WorkCalendar | None
    subjects: tuple[Subject, ...]

    @functools.cached_property
    def context(self) -> Context:
        return Context(self.book, as_of=self.case.day, calendar=self.calendar)

    def place(self, rest: str) -> str:
        return f"{self.case.place}.{rest}"


class _Unanswered(Exception):  # noqa: N818 - it never leaves this module
    """A question that cannot be put, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def _written(error: Unreadable, raw: Mapping[str, Any]) -> list[Flaw]:
    """The flaws of what somebody wrote, without those of fields that follow from it."""
    own = [flaw for flaw in error.flaws if flaw.path.split(".")[0].split("[")[0] in raw]
    return own or list(error.flaws)


def _rows(
    question: _Question,
    path: str,
    cls: Any,
    rows: Iterable[Mapping[str, Any]],
    written: Sequence[Mapping[str, Any]],
) -> list[Any]:
    """Read rows as a class; raises everything that is wrong with any of them, as `written`."""
    made, problems = [], list[Problem]()
    for at, row in enumerate(rows):
        try:
            made.append(reader(cls)(row))
        except Unreadable as error:
            problems += [
                flaw.at(question.place(f"{path}[{at}]")) for flaw in _written(error, written[at])
            ]
    if problems:
        raise _Unanswered(problems)
    return made


def _plain_record(at: int, raw: Mapping[str, Any]) -> dict[str, Any]:
    on = raw.get("decided_on")
    dates = {} if on is None else {"happened_on": on, "known_on": on}
    own = {"id": f"R{at + 1}", "source_document": "案例", "subject": UNIT.code}
    return {**own, **dates, **raw}


def _known_words(question: _Question, path: str, records: Iterable[CreditRecord]) -> None:
    """Check that the book knows each record's kind and severity, on some day."""
    problems = [
        attrs.evolve(problem, path=question.place(f"{path}[{at}].{problem.path}"))
        for at, record in enumerate(records)
        for problem in check_record(record, question.context)
    ]
    if problems:
        raise _Unanswered(problems)


def _records(question: _Question) -> list[CreditRecord]:
    path = f"{question.case.asks}.records"
    written = list(question.case.given.get("records", []))
    rows = [_plain_record(at, raw) for at, raw in enumerate(written)]
    records = _rows(question, path, CreditRecord, rows, written)
    _known_words(question, path, records)
    return records


def _scored(
    question: _Question, records: Iterable[CreditRecord], listed_until: date | None = None
) -> dict[str, Any]:
    scorer = CreditScorer(question.book, as_of=question.case.day)
    result = scorer.score(UNIT, tuple(records), listed_until=listed_until)
    return {
        "score": result.score.decimal,
        "grade": result.grade,
        "excluded": [e.reason.value for e in result.excluded],
    }


def _credit(question: _Question) -> dict[str, Any]:
    listed_until = question.case.given.get("listed_until")
    return _scored(question, _records(question), listed_until)


def _plain_event(at: int, raw: Mapping[str, Any]) -> dict[str, Any]:
    own = {"id": f"E{at + 1}", "unit": UNIT.code, "document": "案例"}
    on = raw.get("on")
    dates = {} if on is None else {"happened_on": on, "known_on": on}
    return {**own, **dates, **{key: value for key, value in raw.items() if key != "event"}}


def _made_events(question: _Question) -> list[tuple[str, Event]]:
    """The events of a case, each with its kind."""
    classes = event_classes(question.subjects)
    made: list[tuple[str, Event]] = []
    problems: list[Problem] = []
    for at, raw in enumerate(question.case.given):
        kind, place = raw.get("event"), question.place(f"events[{at}]")
        if not isinstance(kind, str) or kind not in classes:
            what = Text("没有此事件类别", "no such kind of event")
            problems.append(unknown("case.event", f"{place}.event", kind, classes.keys(), what))
            continue
        try:
            event: Event = reader(classes[kind])(_plain_event(at, raw))
        except Unreadable as error:
            problems += [flaw.at(place) for flaw in _written(error, raw)]
            continue
        words = row_words(event, question.book)
        problems += [attrs.evolve(one, path=f"{place}.{one.path}") for one in words]
        made.append((kind, event))
    if problems:
        raise _Unanswered(problems)
    return made


def _events(question: _Question) -> dict[str, Any]:
    """The records of the events; one that lies after the case's day gives none yet."""
    context = question.context
    happened = [(kind, one) for kind, one in _made_events(question) if context.happened(one.on)]
    records = made_from(happened, context)
    made = [attrs.asdict(record, recurse=False) for record in records]
    confirmed = [attrs.evolve(record, confirmed_on=record.decided_on) for record in records]
    return {"records": made, **_scored(question, confirmed)}


def _grounds(question: _Question) -> dict[str, Any]:
    screener = BlacklistScreener(question.book, as_of=question.case.day)
    screening = screener.screen(UNIT, _records(question))
    return {
        "grounds": [g.rule for g in screening.grounds],
        "arose_on": [g.arose_on for g in screening.grounds],
    }


def _air(question: _Question) -> dict[str, Any]:
    result = air_quality_index(question.case.given, question.book.at(question.case.day))
    return {
        "aqi": result.aqi,
        "level": result.level,
        "good": result.good,
        "primary": list(result.primary),
    }


def _target(question: _Question) -> dict[str, Any]:
    rule = question.book.at(question.case.day).entry(TargetRule, question.case.given)
    return {
        "kind": rule.kind,
        "op": rule.op or "at-least",
        "value": None if rule.value is None else rule.value.percent(2),
        "clause": rule.clause,
    }


def _parameter(question: _Question) -> dict[str, Any]:
    entry = question.book.at(question.case.day).entry(Parameter, question.case.given)
    return {"value": entry.value, "basis": entry.basis.value}


_ANSWERS: Mapping[str, Callable[[_Question], dict[str, Any]]] = {
    "credit": _credit,
    "events": _events,
    "grounds": _grounds,
    "air": _air,
    "target": _target,
    "parameter": _parameter,
}


def _result(question: _Question) -> CaseResult:
    case = question.case
    place, wrong = (
        case.place,
        tuple(misfits(case.asks, case.expect, question.book, question.place("expect"))),
    )
    try:
        answer = _ANSWERS[case.asks](question)
        found = wrong or tuple(differences(answer, case.expect, place))
    except _Unanswered as error:
        found = (*error.problems, *wrong)
    except QualityGovError as error:
        lines = " ".join(error.text.en.split()), "".join(error.text.zh.split())
        found = (Problem("case.error", place, "", Text(lines[1], lines[0])), *wrong)
    return CaseResult(case, found)


def run_cases(
    book: Rulebook,
    cases: Iterable[RuleCase],
    *,
    calendar: WorkCalendar | None = None,
    subjects: tuple[Subject, ...] = SUBJECTS,
) -> tuple[CaseResult, ...]:
    """Run cases on a book (运行规则案例): each with everything in which the book answers otherwise.

    `subjects` declare the kinds of event that a case may name.
    """
    own = of_type(book, Rulebook, "book")
    each = tuple(rows_of(cases, RuleCase, "cases"))
    subjects = tuple(rows_of(subjects, Subject, "subjects"))
    if calendar is not None:
        of_type(calendar, WorkCalendar, "calendar")  # type: ignore[type-abstract]  # a check
    return tuple(_result(_Question(own, case, calendar, subjects)) for case in each)
