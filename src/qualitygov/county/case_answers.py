"""What a rule case may expect (案例答案), and whether an answer is the one expected.

A word that no answer can hold is an error with the words near to it, never a difference; the order
of what is listed does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, get_args

from qualitygov.core import plain
from qualitygov.core.kinds import field_types
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.standing import Excluded
from qualitygov.credit.versions import scales_of
from qualitygov.environment.air import POLLUTANTS
from qualitygov.errors import Problem
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.document import canonical
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.assessment import TargetRule
from qualitygov.rulebook.model.blacklist import GroundRule
from qualitygov.rulebook.model.clause import ClauseRule
from qualitygov.rulebook.model.credit import CreditGrade
from qualitygov.rulebook.typed import A_LIST, A_TABLE, unknown_field
from qualitygov.rulebook.words import shown, step, unknown
from qualitygov.text import Text

Words = Callable[[Rulebook], Sequence[str]]


def _ids(section: str) -> Words:
    return lambda book: tuple(book.typed.get(section, {}))


def _choices(cls: type, field: str) -> Words:
    hint = field_types(cls)[field]
    parts = get_args(hint)
    literal = next((part for part in parts if get_args(part)), None)
    values = tuple(map(str, get_args(literal) if literal is not None else parts))
    return lambda _: values


WORDS: Mapping[tuple[str, str], Words] = {
    **{(asks, "grade"): _ids(CreditGrade.section) for asks in ("credit", "events")},
    **{
        (asks, "excluded"): lambda _: tuple(one.value for one in Excluded)
        for asks in ("credit", "events")
    },
    ("grounds", "grounds"): _ids(GroundRule.section),
    ("air", "primary"): lambda _: tuple(POLLUTANTS),
    ("target", "kind"): _choices(TargetRule, "kind"),
    ("target", "op"): _choices(TargetRule, "op"),
    ("target", "clause"): _ids(ClauseRule.section),
    ("parameter", "basis"): lambda _: tuple(one.value for one in Basis),
}
"""The answers that are words of a list, by what is asked."""

LISTS = frozenset({"excluded", "grounds", "arose_on", "primary", "records"})
"""The answers that are lists, in any order."""

PERCENT = re.compile(r"-?[0-9]+(\.[0-9]+)?%")
A_DAY = Text(
    "应为日期，如 2016-01-01，不加引号", "expected a date such as 2016-01-01, without quotes"
)
DAYS = frozenset({"arose_on"})


def misfits(asks: str, expect: Mapping[str, Any], book: Rulebook, place: str) -> Iterator[Problem]:
    """Yield what no answer can be (案例用词检查): words of no list, columns that no record has."""
    for name, wanted in expect.items():
        at = f"{place}.{step(name)}"
        if name in LISTS and not isinstance(wanted, list):
            yield Problem("case.expect", at, shown(wanted), A_LIST)
            continue
        each = list(enumerate(wanted)) if name in LISTS else [(None, wanted)]
        for number, one in each:
            here = at if number is None else f"{at}[{number}]"
            if name == "records":
                yield from _record(one, book, here)
            elif name in DAYS and not _is_day(one):
                yield Problem("case.expect", here, shown(one), A_DAY)
            elif (asks, name) in WORDS:
                yield from _word(one, WORDS[asks, name](book), here)


def _is_day(value: Any) -> bool:
    return value.__class__ is date


def _word(value: Any, known: Sequence[str], place: str) -> Iterator[Problem]:
    if value not in known:
        what = Text("没有此答案用词", "no answer has this word")
        yield unknown("case.expect", place, value, known, what)


def _record(row: Any, book: Rulebook, place: str) -> Iterator[Problem]:
    """What is wrong with an expected record: its columns, its kind, a severity of no such kind."""
    if not isinstance(row, Mapping):
        yield Problem("case.expect", place, shown(row), A_TABLE)
        return
    types, scales = field_types(CreditRecord), scales_of(book)
    for name, value in row.items():
        at = f"{place}.{step(name)}"
        if name not in types:
            yield unknown_field(name, types).at(place)
        elif date in (types[name], *get_args(types[name])) and not _is_day(value):
            yield Problem("case.expect", at, shown(value), A_DAY)
    if "kind" in row:
        yield from _word(row["kind"], tuple(scales), f"{place}.kind")
    kind = row.get("kind")
    kinds = [kind] if isinstance(kind, str) and kind in scales else list(scales)
    if "severity" in row:
        severities = dict.fromkeys(word for kind in kinds for word in scales[kind])
        yield from _word(row["severity"], tuple(severities), f"{place}.severity")


def differences(
    answer: Mapping[str, Any], expect: Mapping[str, Any], place: str
) -> Iterator[Problem]:
    """Yield every answer that is not the one expected (答案不符)."""
    for name, wanted in expect.items():
        at = f"{place}.{step(name)}"
        if name not in answer:
            what = Text("没有此答案", "there is no such answer")
            yield unknown("case.answer", at, name, answer.keys(), what)
        elif not _same(*_beside(name, answer, expect)):
            expected = canonical(wanted)
            text = Text(f"应为 {expected}", f"expected {expected}")
            told = _told(answer[name], wanted, SHOWN.get(name, ()))
            yield Problem("case.answer", at, step(canonical(told)), text)


BESIDE = {"arose_on": "grounds"}
"""A list that goes with another: the day on which each ground arose."""


def _beside(name: str, answer: Mapping[str, Any], expect: Mapping[str, Any]) -> tuple[Any, Any]:
    """An answer and what is expected; of a list that goes with another, both in pairs."""
    other = BESIDE.get(name)
    if other is None or other not in answer or not isinstance(expect.get(other), list):
        return answer[name], expect[name]
    return _pairs(answer[other], answer[name]), _pairs(expect[other], expect[name])


def _pairs(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[Any, Any]]:
    return list(zip_longest(first, second))


def _same(answer: Any, wanted: Any) -> bool:
    """Whether an answer is the one expected; of a row only the columns that are named."""
    if isinstance(wanted, Mapping) and isinstance(answer, Mapping):
        return all(name in answer and _same(answer[name], one) for name, one in wanted.items())
    if isinstance(wanted, (list, tuple)) and isinstance(answer, (list, tuple)):
        return len(answer) == len(wanted) and _matched(answer, wanted)
    if all(isinstance(one, str) and PERCENT.fullmatch(one) for one in (answer, wanted)):
        return plain.rate(answer) == plain.rate(wanted)
    return bool(canonical(answer) == canonical(wanted))


def _matched(answers: Sequence[Any], wanted: Sequence[Any]) -> bool:
    """Whether each wanted row is one of the answers, each of them another's (二部匹配)."""
    fits = [[at for at, one in enumerate(answers) if _same(one, row)] for row in wanted]
    taken: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for at in fits[row]:
            if at not in tried:
                tried.add(at)
                if at not in taken or place(taken[at], tried):
                    taken[at] = row
                    return True
        return False

    return all(place(row, set()) for row in range(len(wanted)))


SHOWN = {"records": ("kind", "severity", "decided_on")}
"""The columns of a row that are shown where no column is asked for."""


def _told(answer: Any, wanted: Any, shown_of_rows: Sequence[str]) -> Any:
    """An answer as it is shown beside what is wanted: of a row, the columns that are asked for."""
    if not isinstance(wanted, list) or not isinstance(answer, list):
        return answer
    asked = dict.fromkeys(name for row in wanted if isinstance(row, Mapping) for name in row)
    names = tuple(asked) or shown_of_rows
    return [
        {name: row.get(name) for name in names} if names and isinstance(row, Mapping) else row
        for row in answer
    ]
