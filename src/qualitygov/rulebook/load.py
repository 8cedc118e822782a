"""Loading a rulebook (加载规则手册).

Read, stack, check everything, and say everything that is wrong at once.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import marshmallow as ma

from qualitygov.core.schema import problems_of, schema_for
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.book import Header, Rulebook, Typed
from qualitygov.rulebook.document import BOOKS, Raw, digest, read_document
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.versions import EntryVersions, change_entry, check_dates, expand
from qualitygov.text import Text

__all__ = ["built_in_books", "load_rulebook"]


def built_in_books() -> tuple[str, ...]:
    """Return the ids of the books that come with the library (内置手册)."""
    return tuple(sorted(path.name for path in BOOKS.iterdir() if (path / "book.toml").exists()))


def load_rulebook(where: str | Path) -> Rulebook:
    """Load a built-in book by its id, or a document by its path, with all it extends (加载规则手册).

    Raises `RulebookError` holding every problem of every level, each with its path in the document.

    >>> book = load_rulebook("strong-town")
    >>> book.at(date(2016, 12, 31)).whole("assessment.front-group-divisor")
    3
    """
    if isinstance(where, str) and where in built_in_books():
        return _built_in(where)
    return _load(Path(where))


@functools.cache
def _built_in(name: str) -> Rulebook:
    return _load(BOOKS / name)


def _stack(path: Path, problems: list[Problem], seen: tuple[Path, ...] = ()) -> list[Raw]:
    """Read a document and those it extends, the root first."""
    if path.resolve() in seen:
        expected = Text("手册之间不得循环引用", "books may not extend one another in a circle")
        problems.append(Problem("rulebook.circle", path.name, "", expected))
        return []
    raw = read_document(path, problems)
    if raw is None:
        return []
    parent = raw.header.get("extends")
    if parent is None:
        return [raw]
    above = BOOKS / parent if parent in built_in_books() else raw.folder / str(parent)
    return [*_stack(above, problems, (*seen, path.resolve())), raw]


def _header(stack: list[Raw], problems: list[Problem]) -> Header | None:
    merged: dict[str, Any] = {}
    for raw in stack:
        merged = {**merged, **raw.header}
        merged["extends"] = raw.header.get("extends")
        missing = Text("缺少必填项", "required, and missing")
        own = [key for key in ("id", "version", "title") if key not in raw.header]
        problems += [
            Problem("rulebook.header", f"{raw.where}:rulebook.{key}", "", missing) for key in own
        ]
    try:
        header: Header = schema_for(Header)().load(merged)
    except ma.ValidationError as error:
        problems += problems_of(error.messages, f"{stack[-1].where}:rulebook")
        return None
    return header


def _lay(entries: dict[str, EntryVersions], raw: Raw, start: date, problems: list[Problem]) -> None:
    for at, change in enumerate(raw.changes):
        path = f"{raw.where}:change[{at}]"
        target = f"{change.get('section', '?')}.{change.get('id', '?')}"
        if target not in entries:
            expected = Text(
                "只能修改上级手册已有的条目", "only an entry of the level above may be changed"
            )
            problems.append(Problem("rulebook.overlay-missing", path, target, expected))
            continue
        if not change.get("source"):
            problems.append(
                Problem(
                    "rulebook.no-source",
                    f"{path}.source",
                    "",
                    Text("每处修改须注明出处", "each change needs a source"),
                )
            )
        unknown = change.keys() - {
            "section",
            "id",
            "set",
            "source",
            "basis",
            "valid_from",
            "valid_to",
            "lock",
        }
        problems += [
            Problem("field.shape", f"{path}.{key}", "", Text("未定义的字段", "an unknown field"))
            for key in sorted(unknown)
        ]
        entries[target] = change_entry(entries[target], change, path, start, problems)


def _plain(section: str, version: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in version.items() if key != "unknown"}
    if section == "parameter" and isinstance(plain.get("value"), (int, Decimal)):
        plain["value"] = str(plain["value"])
    return plain


def _typed_entry(entry: EntryVersions, problems: list[Problem]) -> tuple[Typed, ...]:
    schema = schema_for(entry_classes()[entry.section])()
    typed: list[Typed] = []
    for at, version in enumerate(entry.versions):
        dates = (version["valid_from"], version.get("valid_to"))
        if version.get("unknown"):
            typed.append((*dates, None))
            continue
        try:
            typed.append((*dates, schema.load(_plain(entry.section, version))))
        except ma.ValidationError as error:
            path = entry.path if len(entry.versions) == 1 else f"{entry.path}[{at}]"
            problems += problems_of(error.messages, path)
    return tuple(typed)


def _dates_usable(entry: EntryVersions, problems: list[Problem]) -> bool:
    wrong = [
        Problem(
            "field.type",
            f"{entry.path}[{at}].{key}",
            repr(version[key]),
            Text("应为日期", "expected a date"),
        )
        for at, version in enumerate(entry.versions)
        for key in ("valid_from", "valid_to")
        if version.get(key) is not None and type(version[key]) is not date
    ]
    problems += wrong
    return not wrong


def _check_sets(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], problems: list[Problem]
) -> None:
    """Run each section's checks across entries.

    Once for every stretch of time in which nothing changes.
    """
    seen: set[tuple[str, str, str]] = set()
    for section, by_id in typed.items():
        check = getattr(entry_classes()[section], "check_set", None)
        if check is None:
            continue
        for day in sorted({first for versions in by_id.values() for first, _, _ in versions}):
            entries: dict[str, RuleEntry] = {
                name: entry
                for name, versions in by_id.items()
                for first, last, entry in versions
                if entry is not None and first <= day and (last is None or day <= last)
            }
            for problem in check(entries):
                key = (problem.code, problem.path, problem.found)
                if key not in seen:
                    seen.add(key)
                    problems.append(attrs.evolve(problem, path=f"{section}.{problem.path}"))


def _gather(stack: list[Raw], start: date, problems: list[Problem]) -> dict[str, EntryVersions]:
    root, *overlays = stack
    entries: dict[str, EntryVersions] = {}
    for section, by_id in root.sections.items():
        if section not in entry_classes():
            expected = Text(
                "应为下列之一：" + "、".join(sorted(entry_classes())),
                "one of: " + ", ".join(sorted(entry_classes())),
            )
            problems.append(
                Problem("rulebook.unknown-kind", f"{root.where}:{section}", section, expected)
            )
            continue
        for name, entry in by_id.items():
            made = expand(section, name, entry, start)
            if _dates_usable(made, problems):
                entries[made.path] = made
    for raw in overlays:
        for section in raw.sections:
            expected = Text("叠加手册只能含 [[change]]", "an overlay holds only [[change]] tables")
            problems.append(
                Problem("rulebook.overlay-missing", f"{raw.where}:{section}", section, expected)
            )
        _lay(entries, raw, start, problems)
    return entries


def _load(path: Path) -> Rulebook:
    problems: list[Problem] = []
    stack = _stack(path, problems)
    header = _header(stack, problems) if stack else None
    if header is None:
        raise RulebookError(problems)
    entries = _gather(stack, header.valid_from, problems)
    typed: dict[str, dict[str, tuple[Typed, ...]]] = {}
    for entry in entries.values():
        problems += check_dates(entry)
        typed.setdefault(entry.section, {})[entry.id] = _typed_entry(entry, problems)
    if not problems:
        _check_sets(typed, problems)
    if problems:
        raise RulebookError(problems)
    levels = tuple(f"{raw.header['id']} {raw.header['version']}" for raw in stack)
    content = {
        "levels": list(levels),
        "entries": {key: list(entry.versions) for key, entry in entries.items()},
    }
    return Rulebook(header, levels, digest(content), entries, typed)
