"""Files of rule cases (规则案例文件): reading them, and naming everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from qualitygov.core.near import near
from qualitygov.errors import InputError, Problem
from qualitygov.rulebook.document import CASES, read_toml
from qualitygov.rulebook.typed import A_TABLE, MISSING, Unreadable, day
from qualitygov.rulebook.words import shown, step, unknown
from qualitygov.text import Text

A_TEXT = Text("应为文本", "expected a text")
A_VALUE = Text("应为数", "expected a number")
TABLES = Text("应为表的列表，如 [{ … }, { … }]", "expected a list of tables such as [{ … }, { … }]")
ONE_QUESTION = Text("应恰有一项提问", "exactly one question")


@attrs.frozen
class RuleCase:
    """One case (规则案例): on this day, this question has these answers."""

    id: str
    day: date
    asks: str
    given: Any
    expect: Mapping[str, Any]
    where: str

    @property
    def place(self) -> str:
        """Where the case stands, with its id."""
        return f"{self.where}:{step(self.id)}"


# what a case may ask, and the form in which it asks


def _is_text(value: Any) -> Iterator[tuple[str, Any, Text]]:
    if not isinstance(value, str) or not value:
        yield "", value, A_TEXT


def _are_tables(value: Any) -> Iterator[tuple[str, Any, Text]]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, Mapping) for one in value):
        yield "", value, TABLES


def _of_records(known: tuple[str, ...]) -> Callable[[Any], Iterator[tuple[str, Any, Text]]]:
    def check(value: Any) -> Iterator[tuple[str, Any, Text]]:
        if not isinstance(value, Mapping):
            yield "", value, A_TABLE
            return
        for key in value.keys() - set(known):
            yield f".{step(key)}", None, Text("未定义；", "unknown; ") + near(key, known)
        for _, found, expected in _are_tables(value.get("records", [])):
            yield ".records", found, expected
        if "listed_until" in known and "listed_until" in value:
            try:
                day(value["listed_until"])
            except Unreadable as error:
                for flaw in error.flaws:
                    yield ".listed_until", value["listed_until"], flaw.expected

    return check


def _of_air(value: Any) -> Iterator[tuple[str, Any, Text]]:
    if not isinstance(value, Mapping):
        yield "", value, A_TABLE
        return
    for key, found in value.items():
        if isinstance(found, bool) or not isinstance(found, (int, Decimal)):
            yield f".{step(key)}", found, A_VALUE


FORMS: Mapping[str, Callable[[Any], Iterator[tuple[str, Any, Text]]]] = {
    "credit": _of_records(("records", "listed_until")),
    "events": _are_tables,
    "grounds": _of_records(("records",)),
    "air": _of_air,
    "target": _is_text,
    "parameter": _is_text,
}
"""What may be asked, each with what is wrong with a question: where, what was found, expected."""

KEYS = ("id", "day", "expect", *FORMS)


def cases_beside(path: Path) -> tuple[RuleCase, ...]:
    """Read the cases that stand beside a book (读取规则案例).

    In its folder, or in ``NAME.cases.toml`` beside ``NAME.toml``.

    Raises `InputError` naming everything that is wrong with any of them.
    """
    files = sorted(path.glob(f"*{CASES}")) if path.is_dir() else [path.with_name(path.stem + CASES)]
    problems: list[Problem] = []
    found: list[RuleCase] = []
    for file in files:
        if file.exists():
            try:
                content = file.read_bytes()
            except OSError as error:
                problems.append(
                    _problem("cases.file", file.name, error, Text("无法读取", "unreadable"))
                )
                continue
            found += _read(content, file.name, problems)
    if problems:
        raise InputError(problems)
    return tuple(found)


def read_cases(text: str, where: str = "cases") -> tuple[RuleCase, ...]:
    """Read cases from a text (读取规则案例).

    Raises `InputError` naming everything that is wrong with any of them.

    >>> case, = read_cases('''
    ... [[case]]
    ... id = "a"
    ... day = 2016-12-31
    ... parameter = "credit.base"
    ... expect = { value = "100" }
    ... ''')
    >>> case.asks, case.given
    ('parameter', 'credit.base')
    """
    problems: list[Problem] = []
    found = _read(text.encode("utf-8", "replace"), where, problems)
    if problems:
        raise InputError(problems)
    return tuple(found)


def _problem(code: str, place: str, found: Any, expected: Text) -> Problem:
    return Problem(code, place, shown(found), expected)


def _read(content: bytes, name: str, problems: list[Problem]) -> list[RuleCase]:
    document = read_toml(content, name, problems)
    if document is None:
        return []
    what = Text("案例文件只含 [[case]]", "a file of cases holds only [[case]]")
    problems += [
        unknown("cases.shape", f"{name}:{step(key)}", key, ("case",), what)
        for key in document
        if key != "case"
    ]
    rows = document.get("case", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        text = Text("应写作 [[case]]（双方括号）", "write [[case]], with two brackets")
        problems.append(_problem("cases.shape", f"{name}:case", rows, text))
        return []
    cases: list[RuleCase] = []
    seen: dict[str, str] = {}
    for at, row in enumerate(rows):
        where = f"{name}:case[{at}]"
        wrong = list(_wrong(row, where))
        problems += wrong
        if wrong:
            continue
        if row["id"] in seen:
            text = Text(
                f"编号已见 {seen[row['id']]}", f"the id stands at {seen[row['id']]} already"
            )
            problems.append(_problem("cases.id", f"{where}.id", row["id"], text))
        seen.setdefault(row["id"], where)
        asks = next(key for key in FORMS if key in row)
        cases.append(
            RuleCase(
                id=row["id"],
                day=day(row["day"]),
                asks=asks,
                given=row[asks],
                expect=row["expect"],
                where=where,
            )
        )
    return cases


def _wrong(row: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Everything that is wrong with the form of a case."""
    for key in row.keys() - set(KEYS):
        what = Text("未定义的字段", "an unknown field")
        yield unknown("cases.shape", f"{where}.{step(key)}", key, KEYS, what)
    for key in ("id", "day", "expect"):
        if key not in row:
            yield _problem("cases.shape", f"{where}.{key}", None, MISSING)
    for _, found, expected in _is_text(row.get("id", "-")):
        yield _problem("cases.shape", f"{where}.id", found, expected)
    try:
        day(row.get("day", date.min))
    except Unreadable as error:
        yield from (flaw.under("day").at(where) for flaw in error.flaws)
    if not isinstance(row.get("expect", {}), Mapping):
        yield _problem("cases.shape", f"{where}.expect", row["expect"], A_TABLE)
    elif not row.get("expect", {"-": 0}):
        text = Text("应写明所期望的答案", "what is expected")
        yield _problem("cases.shape", f"{where}.expect", None, text)
    asked = [key for key in FORMS if key in row]
    if len(asked) != 1:
        listed = Text("：" + "、".join(FORMS), " of " + ", ".join(FORMS))
        yield _problem("cases.shape", where, ", ".join(asked) or None, ONE_QUESTION + listed)
    for name in asked:
        for rest, found, expected in FORMS[name](row[name]):
            yield _problem("cases.shape", f"{where}.{name}{rest}", found, expected)
