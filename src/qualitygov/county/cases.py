"""Rule cases (规则案例).

What a rulebook must answer, written as data that a lawyer can read, and run on any book.

A file ``*.cases.toml`` beside a book holds tables ``[[case]]``: an `id`, a `day`, what is asked
(`credit`, `grounds`, `air`, `target`, `parameter`) and what is expected. A town runs its own on its
overlay with ``qualitygov rulebook check FILE``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import marshmallow as ma

from qualitygov.assessment.plan import compile_assessment
from qualitygov.blacklist.screen import BlacklistScreener
from qualitygov.core.schema import problems_of, schema_for
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.scorer import CreditScorer
from qualitygov.enterprise import Enterprise
from qualitygov.environment.air import air_quality_index
from qualitygov.errors import InputError, Problem, QualityGovError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.document import CASES, canonical
from qualitygov.text import Text

__all__ = ["CaseResult", "RuleCase", "cases_beside", "run_cases"]

UNIT = Enterprise(
    code="91330299MA2837B62L",
    name="案例企业",
    town="330299101",
    industry="C1310",
    registered_on=date(2000, 1, 4),
)
_PLAIN = {"source_document": "案例", "subject": UNIT.code}


@attrs.frozen
class RuleCase:
    """One case (规则案例): on this day, this question has these answers."""

    id: str
    day: date
    asks: str
    given: Any
    expect: Mapping[str, Any]
    where: str


@attrs.frozen
class CaseResult:
    """How a case came out (案例结果); `differences` is empty when the book answers as expected."""

    case: RuleCase
    differences: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether the book answers as expected."""
        return not self.differences


def cases_beside(path: Path) -> tuple[RuleCase, ...]:
    """Read the cases that stand beside a book (读取规则案例).

    In its folder, or in ``NAME.cases.toml`` beside ``NAME.toml``.

    Raises `InputError` naming every case that cannot be read.
    """
    files = sorted(path.glob(f"*{CASES}")) if path.is_dir() else [path.with_name(path.stem + CASES)]
    problems: list[Problem] = []
    found = [case for file in files if file.exists() for case in _read(file, problems)]
    if problems:
        raise InputError(problems)
    return tuple(found)


def _read(file: Path, problems: list[Problem]) -> list[RuleCase]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        problems.append(
            Problem("cases.toml", file.name, str(error), Text("应为 TOML", "expected TOML"))
        )
        return []
    cases = []
    for at, raw in enumerate(document.get("case", ())):
        where = f"{file.name}:case[{at}]"
        asked = [name for name in _ANSWERS if name in raw]
        if len(asked) != 1 or not {"id", "day", "expect"} <= raw.keys():
            known = "、".join(_ANSWERS)
            expected = Text(
                f"应有 id、day、expect 和一项提问（{known}）",
                f"expected id, day, expect and one question of {', '.join(_ANSWERS)}",
            )
            problems.append(Problem("cases.shape", where, ", ".join(raw), expected))
        else:
            cases.append(
                RuleCase(raw["id"], raw["day"], asked[0], raw[asked[0]], raw["expect"], where)
            )
    return cases


def _records(given: list[dict[str, Any]]) -> list[CreditRecord]:
    schema = schema_for(CreditRecord)()
    records, problems = [], list[Problem]()
    for at, raw in enumerate(given):
        on = raw.get("decided_on")
        plain = {"id": f"R{at + 1}", "happened_on": on, "known_on": on, **_PLAIN, **raw}
        try:
            records.append(schema.load(plain))
        except ma.ValidationError as error:
            problems += problems_of(error.messages, f"records[{at}]")
    if problems:
        raise InputError(problems)
    return records


def _credit(book: Rulebook, case: RuleCase) -> dict[str, Any]:
    given = dict(case.given)
    listed = given.pop("listed_until", None)
    result = CreditScorer(book, as_of=case.day).score(
        UNIT, _records(given.get("records", [])), listed_until=listed
    )
    return {
        "score": result.score.decimal,
        "grade": result.grade,
        "excluded": [e.reason.value for e in result.excluded],
    }


def _grounds(book: Rulebook, case: RuleCase) -> dict[str, Any]:
    screening = BlacklistScreener(book, as_of=case.day).screen(
        UNIT, _records(case.given.get("records", []))
    )
    return {
        "grounds": [g.rule for g in screening.grounds],
        "arose_on": [g.arose_on for g in screening.grounds],
    }


def _air(book: Rulebook, case: RuleCase) -> dict[str, Any]:
    values = {name: str(value) for name, value in case.given.items()}
    result = air_quality_index(values, on=case.day, rules=book.at(case.day))
    return {
        "aqi": result.aqi,
        "level": result.level,
        "good": result.good,
        "primary": list(result.primary),
    }


def _target(book: Rulebook, case: RuleCase) -> dict[str, Any]:
    target = compile_assessment(book, case.day).targets[case.given]
    return {
        "kind": target.kind,
        "op": target.op,
        "value": None if target.value is None else target.value.percent(2),
        "clause": target.clause,
    }


def _parameter(book: Rulebook, case: RuleCase) -> dict[str, Any]:
    from qualitygov.rulebook.model.parameter import Parameter  # noqa: PLC0415 - only here

    entry = book.at(case.day).entry(Parameter, case.given)
    return {"value": entry.value, "basis": entry.basis.value}


_ANSWERS: Mapping[str, Callable[[Rulebook, RuleCase], dict[str, Any]]] = {
    "credit": _credit,
    "grounds": _grounds,
    "air": _air,
    "target": _target,
    "parameter": _parameter,
}


def _held_against(case: RuleCase, answer: Mapping[str, Any]) -> tuple[Problem, ...]:
    wrong = []
    for name, wanted in case.expect.items():
        if name not in answer:
            known = ", ".join(answer)
            wrong.append(
                Problem(
                    "case.answer",
                    f"{case.where}.{case.id}.{name}",
                    "",
                    Text(f"可比较的有 {known}", f"one of {known}"),
                )
            )
        elif canonical(answer[name]) != canonical(wanted):
            shown = Text(f"应为 {canonical(wanted)}", f"expected {canonical(wanted)}")
            wrong.append(
                Problem(
                    "case.answer",
                    f"{case.where}.{case.id}.{name}",
                    str(canonical(answer[name])),
                    shown,
                )
            )
    return tuple(wrong)


def run_cases(book: Rulebook, cases: tuple[RuleCase, ...]) -> tuple[CaseResult, ...]:
    """Run cases on a book (运行规则案例): each with everything in which the book answers otherwise."""
    results = []
    for case in cases:
        try:
            differences = _held_against(case, _ANSWERS[case.asks](book, case))
        except (QualityGovError, KeyError) as error:
            text = (
                error.text
                if isinstance(error, QualityGovError)
                else Text(f"没有 {error}", f"there is no {error}")
            )
            differences = (Problem("case.error", f"{case.where}.{case.id}", "", text),)
        results.append(CaseResult(case, differences))
    return tuple(results)
