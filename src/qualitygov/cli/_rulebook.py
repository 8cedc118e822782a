"""What the command says of rulebooks (规则手册命令): texts and data; the command prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qualitygov.core.fields import about_field
from qualitygov.errors import ProblemsError, RulebookError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.document import BOOKS, canonical
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.load import built_in_books, load_rulebook
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.paper import paper_of
from qualitygov.rulebook.schema import document_schema
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, Version
from qualitygov.rulebook.words import unknown
from qualitygov.text import Language, Text

FAILED = 1
HEAD_FIELDS = ("label", "source", "basis", "clauses", "verified_by")
OWN_FIELDS = ("id", "valid_from", "valid_to", *HEAD_FIELDS)


class NoSuchEntryError(RulebookError):
    """An entry or section that a book does not have (没有此条目); the command ends with 4."""


def _path(book: str | Path) -> Path:
    return BOOKS / book if book in built_in_books() else Path(book)


def _head(book: Rulebook) -> list[str]:
    return [f"{book.id} {book.version}  sha256:{book.digest}", "  " + " < ".join(book.levels)]


# show


def show(book: str | Path, entry_id: str | None = None, language: Language = "en") -> list[str]:
    """Return what a book says of an entry (查看条目): all its versions, and who changed it.

    `entry_id` is ``section.id``, an id, or a section, whose ids it lists; without it the sections
    with their counts. Raises `RulebookError`, and `NoSuchEntryError` for what is not there.

    >>> show("strong-town", "credit-window.minor")[0]
    'credit-window.minor'
    """
    loaded = load_rulebook(book)
    if entry_id is None:
        return [*_head(loaded), *_sections(loaded, language)]
    if entry_id in loaded.typed:
        return [
            f"{entry_id}.{one.id}  {one.label.say(language)}"
            + (f"  ({', '.join(one.severities)})" if one.severities else "")
            for one in loaded.words(entry_id)
        ]
    found = [e for path, e in loaded.source.items() if entry_id in (path, e.id)]
    if not found:
        known = [*loaded.typed, *loaded.source, *(e.id for e in loaded.source.values())]
        what = Text("手册中没有此条目或类别", "the book has no such entry or section")
        wrong = unknown("rulebook.no-such-entry", loaded.id, entry_id, set(known), what)
        raise NoSuchEntryError([wrong])
    return [line for entry in found for line in _entry(entry, language)]


def _sections(book: Rulebook, language: Language) -> Iterator[str]:
    for section, by_id in sorted(book.typed.items()):
        title = _title(entry_classes()[section]).say(language)
        yield f"  {section:24} {len(by_id):4}  {title}"


def _title(cls: type[RuleEntry]) -> Text:
    """What a section holds, by the first line of its class: "English (中文)"."""
    first = (cls.__doc__ or cls.__name__).partition("\n")[0]
    en, _, rest = first.partition(" (")
    return Text(rest.partition(")")[0] or en, en)


def _entry(entry: EntryVersions, language: Language) -> Iterator[str]:
    yield entry.path
    if entry.locked:
        names = "" if entry.locked is True else ": " + ", ".join(sorted(entry.locked))
        yield "  " + Text("已锁定", "locked").say(language) + names
    for version in entry.versions:
        yield from _version(entry.section, version, language)
    if entry.retired is not None:
        gone = entry.retired
        told = Text(f"自 {gone.day} 起由 {gone.by} 废止", f"retired from {gone.day} by {gone.by}")
        yield f"  {told.say(language)}  [{gone.source}]"


def _version(section: str, version: Version, language: Language) -> Iterator[str]:
    values = version.values
    last = "" if version.last == LAST_DAY else str(version.last)
    yield f"  {version.first} – {last}".rstrip()
    if version.unknown:
        yield "    " + Text("规则未知", "the rule is unknown").say(language)
    label = values.get("label")
    if isinstance(label, Mapping):
        yield f"    {label.get(language, '')}"
    basis = Basis(values["basis"]).say(language) if "basis" in values else ""
    yield f"    {basis}: {values.get('source', '')}"
    if values.get("clauses"):
        yield "    " + Text("条款 ", "clauses ").say(language) + ", ".join(values["clauses"])
    if values.get("verified_by"):
        yield "    " + Text("核实：", "verified by ").say(language) + str(values["verified_by"])
    first, *others = version.by
    by = Text(f"见 {first}", f"from {first}").say(language)
    if others:
        changed = Text("，经 {0} 修改", ", changed by {0}").say(language)
        by += changed.format(", ".join(dict.fromkeys(others)))
    yield f"    {by}  ({version.place})"
    labels = {a.name: about_field(a).label for a in _fields(section)}
    for name, value in values.items():
        if name not in OWN_FIELDS and name != "unknown":
            known = labels.get(name, Text(name, name))
            yield f"      {name} ({known.say(language)}) = {_said(value)}"


def _fields(section: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = entry_classes()[section].__attrs_attrs__
    return found


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_said(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_said, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(canonical(value))


# check


def check(
    book: str | Path, language: Language = "en", *, uncertain: bool = False
) -> tuple[list[str], int]:
    """Check a book and run the cases beside it (检查手册); returns what to print, and an exit code.

    A book that passes can be assessed. Short: how many versions are not verified, unknown, or by
    default, how many cases were run, and every problem. With `uncertain`, each of them is named, in
    this order, with the parts that nobody verified.
    """
    from qualitygov.county.case_file import cases_beside  # noqa: PLC0415 - start-up is quick
    from qualitygov.county.cases import run_cases  # noqa: PLC0415 - start-up is quick
    from qualitygov.county.check import check_rules  # noqa: PLC0415 - start-up is quick

    try:
        loaded = load_rulebook(book)
        wrong = check_rules(loaded)
        results = run_cases(loaded, cases_beside(_path(book)))
    except ProblemsError as error:
        return [problem.say(language) for problem in error.problems], FAILED
    lines = [*_head(loaded), *_counts(loaded, language), *_paper(loaded, language)]
    if uncertain:
        lines += _weak(loaded, language)
    failed = [result for result in results if not result.passed]
    lines += [problem.say(language) for problem in wrong]
    lines += [problem.say(language) for one in failed for problem in one.differences]
    told = Text(
        f"  案例 {len(results)} 个，不符 {len(failed)} 个",
        f"  {_count(len(results), 'case', 'cases')}, {len(failed)} failed",
    )
    return [*lines, told.say(language)], FAILED if failed or wrong else 0


def _paper(book: Rulebook, language: Language) -> Iterator[str]:
    """How many forms a town files in a year, in one line."""
    last = book.at(book.header.reviewed_to)
    yield "  " + Text.joined(one.said for one in paper_of(last)).say(language)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _counts(book: Rulebook, language: Language) -> Iterator[str]:
    weak = book.uncertain()
    unverified = sum(entry.doubted for entry in weak)
    default = len(weak) - unverified
    unknown = len(book.unknown())
    told = Text(
        f"  尚未核实 {unverified} 条，规则未知 {unknown} 条，本库默认 {default} 条"
        "（--uncertain 列出）",
        f"  {unverified} not verified yet, {unknown} unknown, {default} by default of this library "
        "(--uncertain names them)",
    )
    yield told.say(language)


def _weak(book: Rulebook, language: Language) -> Iterator[str]:
    """Each version that is not verified, unknown or by default, one a line."""
    weak = book.uncertain()
    yield from (_uncertain(entry, language) for entry in weak if entry.doubted)
    unknown = Text("规则未知", "unknown").say(language)
    for path, version in book.unknown():
        yield f"  {unknown}: {path} {version.first}  [{version.values.get('source', '')}]"
    yield from (_uncertain(entry, language) for entry in weak if not entry.doubted)


def _uncertain(entry: RuleEntry, language: Language) -> str:
    basis = (Basis.UNVERIFIED if entry.doubted else entry.basis).say(language)
    parts = f" ({', '.join(entry.unsigned_parts)})" if entry.unsigned_parts else ""
    return f"  {basis}: {entry.section}.{entry.id}{parts} {entry.valid_from}  [{entry.source}]"


# diff and schema


def diff(a: str | Path, b: str | Path, language: Language = "en") -> list[str]:
    """Return what a second book has otherwise, value by value (比较手册).

    >>> diff("strong-town", "strong-town")
    []
    """
    return [one.say(language) for one in load_rulebook(a).diff(load_rulebook(b))]


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a rulebook document (手册 JSON 模式)."""
    return document_schema()
