"""From a draft to an entity (由草稿成实体): one way for good rows and bad ones, with every reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs
import marshmallow as ma

from qualitygov.codes.identity import identify
from qualitygov.codes.unit import UnitKey, check_unit
from qualitygov.core.kinds import kinds_of
from qualitygov.core.schema import problems_of, schema_of
from qualitygov.errors import CodeError, Problem, QualityGovError
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.drafts import Draft
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.hygiene import tidy
from qualitygov.text import Text

RowCheck = Callable[[Any], Iterable[Problem]]
Nested = Mapping[str, tuple[Any, ...]]
UNREADABLE = Text("无法读取的行", "a row that cannot be read")


def _made(draft: Draft, nested: Nested) -> Any:
    entity: type = draft.table.entity
    kinds = kinds_of(entity)
    values = {
        field: None if value is None else kinds[field][0].parse(value)
        for field, value in draft.plain.items()
    }
    return entity(**values, **nested)


def _dumped(row: Any) -> Any:
    cls: type = type(row)
    return schema_of(cls).dump(row)


def _told(draft: Draft, nested: Nested) -> Iterator[Problem]:
    """Everything wrong with a row, as its schema says it."""
    shown = {field: [_dumped(one) for one in value] for field, value in nested.items()}
    plain = {
        field: {"zh": value.zh, "en": value.en} if isinstance(value, Text) else value
        for field, value in draft.plain.items()
        if field in draft.table.fields
    }
    entity: type = draft.table.entity
    try:
        schema_of(entity).load({**plain, **shown})
    except ma.ValidationError as error:
        problems = tuple(problems_of(error.messages))
        said = {problem.path for problem in problems}
        for problem in problems:
            field, _, part = problem.path.rpartition(".")
            if part != "en" or f"{field}.zh" not in said:  # a name is missing once
                yield problem


def wrong_of(draft: Draft, nested: Nested, error: Exception | None) -> list[Entry]:
    """Return everything wrong with a row that is refused (拒收理由), each with its column."""
    entries = [draft.entry(w.code, w.expected, name=w.name, found=w.found) for w in draft.wrong]
    if any(wrong.name is None for wrong in draft.wrong):
        return entries  # the row as a whole is wrong, and its cells may be of other columns
    unread = {wrong.name for wrong in draft.wrong}
    problems = [
        _of_word(draft, _of_code(draft, problem))
        for problem in _told(draft, nested)
        if problem.path not in unread and problem.path.partition(".")[0] not in unread
    ]
    made = (*draft.table.spec.derived, *draft.joined)
    derived = {name for name in made if not draft.knows(name)}
    problems = _by_parts(draft, problems)
    first = [one for one in problems if one.path not in derived]  # what others derive from
    entries += [
        draft.entry(one.code, one.expected, name=one.path or None, found=_found(draft, one))
        for one in (first if first or entries else problems)
    ]
    if not entries:
        entries.append(draft.entry("table.row", UNREADABLE, found=str(error or "")))
    return entries


def _of_code(draft: Draft, problem: Problem) -> Problem:
    """Why a cell is no code of a unit, where its spelling says it: a spreadsheet destroyed it."""
    if problem.path not in draft.table.codes or not draft.knows(problem.path):
        return problem
    try:
        identify(tidy(draft.written(problem.path)) or None)
    except CodeError as error:
        if error.code != "code.missing":
            return attrs.evolve(problem, code=error.code, expected=error.text)
    return problem


def _of_word(draft: Draft, problem: Problem) -> Problem:
    """What a word that no list knows may mean in a column that has words of its form."""
    meant = draft.meant(problem.path) if problem.code == "field.word" else None
    return problem if meant is None else attrs.evolve(problem, expected=meant)


def also_wrong(draft: Draft, nested: Nested, undecided: Collection[str]) -> list[Entry]:
    """Return what else is wrong with a row of which a person must decide some fields (其他问题).

    What is missing may follow from what is decided; only what stands in a cell is told.
    """
    return [
        entry
        for entry in wrong_of(draft, nested, None)
        if entry.found and entry.column and str(entry.field).partition(".")[0] not in undecided
    ]


def _by_parts(draft: Draft, problems: Iterable[Problem]) -> list[Problem]:
    """What a field lacks that is made of others, or takes the value of another: each once.

    What could not be read is told already.
    """
    unread = {wrong.name for wrong in draft.wrong}
    found: dict[tuple[str, str], Problem] = {}
    form = draft.form
    for one in problems:
        field = one.path
        parts: tuple[str, ...] = ()
        if form is not None and draft.plain.get(field) is None:
            parts = (*form.made_of.get(field, ()), *form.stands_in.get(field, ()))
        lacking = [
            part
            for part in parts
            if draft.plain.get(part) is None and draft.knows(part) and part not in unread
        ]
        for path in lacking or (field,):
            found.setdefault((path, one.code), attrs.evolve(one, path=path))
    return list(found.values())


def _found(draft: Draft, problem: Problem) -> str | None:
    """What was found: the cell as written, else what the schema saw."""
    return None if problem.path and draft.knows(problem.path) else problem.found


def key_of(table: TableAbout, entity: Any) -> Any:
    """Return what names a row (行的键): None where nothing does."""
    if not table.key:
        return getattr(entity, "id", None)
    values = tuple(getattr(entity, name) for name in table.key)
    if table.by_unit:
        return UnitKey.of(values[0])
    return values[0] if len(values) == 1 else values


@attrs.frozen
class Made:
    """What became of a draft (成行结果): an entity, or what refuses it; warnings in both cases."""

    entity: Any | None
    refused: tuple[Entry, ...] = ()
    told: tuple[Entry, ...] = ()


def _codes(draft: Draft, entity: Any) -> Iterator[Entry]:
    """Codes of units whose check characters fail."""
    for name in draft.table.codes:
        code = getattr(entity, name)
        for failure in check_unit(code) if code is not None else ():
            yield draft.entry("code.check", failure, name=name, found=code)


def entity_of(draft: Draft, nested: Nested, check: RowCheck | None, *, strict: bool) -> Made:
    """Make the entity of a draft (成行), or say everything that is wrong with it."""
    error: Exception | None = None
    entity = None
    if not draft.wrong:
        try:
            entity = _made(draft, nested)
        except (QualityGovError, ValueError, TypeError, ArithmeticError, KeyError) as wrong:
            error = wrong
    if entity is None:
        return Made(None, tuple(wrong_of(draft, nested, error)))
    refused: list[Entry] = []
    told: list[Entry] = []
    for problem in check(entity) if check is not None else ():
        name = problem.path.removeprefix(f"{getattr(entity, 'id', '')}.") or None
        entry = draft.entry(problem.code, problem.expected, name=name, found=_found(draft, problem))
        (refused if problem.severity == "error" else told).append(entry)
    (refused if strict else told).extend(_codes(draft, entity))
    return Made(None if refused else entity, tuple(refused), tuple(told))
