"""What the command says of rulebooks (规则手册命令): texts and data; the command prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from qualitygov.core.fields import labels_of
from qualitygov.errors import Problem, ProblemsError, QualityGovError, RulebookError
from qualitygov.interchange.manifest import FILE, book_named, read_manifest
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.difference import Difference
from qualitygov.rulebook.document import BOOKS, canonical
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.load import built_in_books, draft_of, load_rulebook
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.paper import Paper, paper_of
from qualitygov.rulebook.schema import document_schema
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, Version
from qualitygov.rulebook.words import unknown
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.county.cases import CaseResult

FAILED = 1
UNCERTAIN = (Basis.UNVERIFIED.value, Basis.DEFAULT.value)
VERSION_FIELDS = ("id", "valid_from", "valid_to", "unknown")
HEAD_FIELDS = ("label", "source", "basis", "clauses", "verified_by")
OWN_FIELDS = ("id", "valid_from", "valid_to", *HEAD_FIELDS)


class NoSuchEntryError(RulebookError):
    """An entry or section that a book does not have (没有此条目); the command ends with 4."""


def named(book: str | Path) -> str | Path:
    """Return the book that is meant (所指手册): of a county's folder the one that its manifest names.

    Raises `InputError` and `RulebookError` for a manifest that cannot be used.
    """
    folder = Path(book)
    if book not in built_in_books() and (folder / FILE).is_file():
        return book_named(folder, read_manifest(folder))
    return book


def path_of(book: str | Path) -> Path:
    """Return where a book is (手册位置): a built-in one by its id."""
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
    loaded = load_rulebook(named(book))
    if entry_id is None:
        return [*_head(loaded), *_sections(loaded, language)]
    if entry_id in loaded.typed:
        return [
            f"{entry_id}.{one.id}  {one.label.say(language)}"
            + (f"  ({', '.join(one.severities)})" if one.severities else "")
            for one in loaded.words(entry_id)
        ]
    return [line for entry in _found(loaded, entry_id) for line in _entry(entry, language)]


def _found(book: Rulebook, entry_id: str) -> list[EntryVersions]:
    found = [e for path, e in book.source.items() if entry_id in (path, e.id)]
    if not found:
        known = [*book.typed, *book.source, *(e.id for e in book.source.values())]
        what = Text("手册中没有此条目或类别", "the book has no such entry or section")
        wrong = unknown("rulebook.no-such-entry", book.id, entry_id, set(known), what)
        raise NoSuchEntryError([wrong])
    return found


def show_document(book: str | Path, entry_id: str | None = None) -> dict[str, Any]:
    """Return what `show` says as data (查看条目数据): the sections, those of one, or an entry."""
    loaded = load_rulebook(named(book))
    head: dict[str, Any] = {"book": about(loaded)}
    if entry_id is None:
        return head | {
            "sections": [
                {"section": name, "entries": len(by_id), "title": _title(entry_classes()[name])}
                for name, by_id in sorted(loaded.typed.items())
            ]
        }
    if entry_id in loaded.typed:
        return head | {"section": entry_id, "entries": list(loaded.words(entry_id))}
    return head | {"entries": [_entry_document(one) for one in _found(loaded, entry_id)]}


def about(book: Rulebook) -> dict[str, Any]:
    """Return which book it is, as data (手册标识)."""
    return {
        "id": book.id,
        "version": book.version,
        "digest": book.digest,
        "levels": list(book.levels),
    }


def _entry_document(entry: EntryVersions) -> dict[str, Any]:
    versions = [
        {
            "valid_from": one.first,
            "valid_to": None if one.last == LAST_DAY else one.last,
            "unknown": one.unknown,
            "by": one.by,
            "place": one.place,
            "values": {k: v for k, v in one.values.items() if k not in VERSION_FIELDS},
        }
        for one in entry.versions
    ]
    locked = entry.locked if isinstance(entry.locked, bool) else sorted(entry.locked)
    return {
        "section": entry.section,
        "id": entry.id,
        "locked": locked,
        "versions": versions,
        "retired": entry.retired,
    }


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
    if (gone := entry.retired) is not None:
        told = Text(f"自 {gone.day} 起由 {gone.by} 废止", f"retired from {gone.day} by {gone.by}")
        yield f"  {told.say(language)}  [{gone.source.say(language)}]"


def _version(section: str, version: Version, language: Language) -> Iterator[str]:
    values = version.values
    last = "" if version.last == LAST_DAY else str(version.last)
    yield f"  {version.first} – {last}".rstrip()
    if version.unknown:
        yield "    " + Text("规则未知", "the rule is unknown").say(language)
    label = values.get("label")
    if isinstance(label, Mapping):
        yield f"    {label.get(language, '')}"
    basis = Basis(values["basis"]) if "basis" in values else None
    signed = values.get("verified_by") and basis in (Basis.UNVERIFIED, Basis.DEFAULT)
    rests = Text("已核实", "verified") if signed else basis
    yield f"    {'' if rests is None else rests.say(language)}: {version.source.say(language)}"
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
    labels = labels_of(entry_classes()[section])
    hidden = {*OWN_FIELDS, "unknown"} | ({"unverified"} if values.get("verified_by") else set())
    for name, value in values.items():
        if name not in hidden:
            known = labels.get(name, Text(name, name))
            yield f"      {name} ({known.say(language)}) = {_said(value)}"


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_said(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_said, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(canonical(value))


# check


@attrs.frozen(kw_only=True)
class Checked:
    """What came out of checking a book (检查结果).

    `book` is None for one that cannot be used, `cases` for cases that cannot be run.
    """

    asked: str
    book: Rulebook | None
    problems: tuple[Problem, ...] = ()
    cases: tuple[CaseResult, ...] | None = None

    @property
    def passed(self) -> bool:
        """Whether the book can be used, and every case holds."""
        return not self.problems and all(one.passed for one in self.cases or ())

    def lines(self, language: Language, *, uncertain: bool = False) -> list[str]:
        """Return what to print (文字)."""
        said = [problem.say(language) for problem in self.problems]
        if self.book is None:
            return said
        lines = [*_head(self.book), *_counts(self.book, language), *_paper(self.book, language)]
        if uncertain:
            lines += _weak(self.book, language)
        lines += said
        if self.cases is None:
            return lines
        failed = [one for one in self.cases if not one.passed]
        lines += [problem.say(language) for one in failed for problem in one.differences]
        told = Text(
            f"  案例 {len(self.cases)} 个，不符 {len(failed)} 个",
            f"  {_count(len(self.cases), 'case', 'cases')}, {len(failed)} failed",
        )
        return [*lines, told.say(language)]

    def document(self, *, uncertain: bool = False) -> dict[str, Any]:
        """Return it as data (数据)."""
        weak = () if self.book is None else self.book.uncertain()
        by_basis = Counter(_basis(entry).value for entry in weak)
        document: dict[str, Any] = {
            "asked": self.asked,
            "book": None if self.book is None else about(self.book),
            "passed": self.passed,
            "problems": list(self.problems),
            "uncertain": {name: by_basis[name] for name in UNCERTAIN},
            "forms": [] if self.book is None else list(_forms(self.book)),
            "cases": [
                {
                    "id": one.case.id,
                    "place": one.case.where,
                    "passed": one.passed,
                    "differences": list(one.differences),
                }
                for one in self.cases or ()
            ],
        }
        if uncertain:
            document["entries"] = [
                {
                    "section": entry.section,
                    "id": entry.id,
                    "valid_from": entry.valid_from,
                    "basis": _basis(entry).value,
                    "parts": list(entry.unsigned_parts),
                    "source": entry.source,
                }
                for entry in weak
            ]
        return document


def checked(asked: str | Path) -> Checked:
    """Check a book and run the cases beside it (检查手册).

    A book that passes can be assessed. What is wrong with one that cannot be loaded is said at
    once, also what it asks of subjects that they do not have.
    """
    from qualitygov.county.case_file import cases_beside  # noqa: PLC0415 - start-up is quick
    from qualitygov.county.cases import run_cases  # noqa: PLC0415 - start-up is quick
    from qualitygov.county.check import check_rules  # noqa: PLC0415 - start-up is quick

    name = str(asked)
    try:
        book = named(asked)
        loaded = load_rulebook(book)
    except ProblemsError as error:
        return Checked(asked=name, book=None, problems=(*error.problems, *_besides(asked)))
    problems = list(check_rules(loaded))
    cases: tuple[CaseResult, ...] | None = None
    try:
        cases = run_cases(loaded, cases_beside(path_of(book)))
    except ProblemsError as error:
        problems += error.problems
    return Checked(asked=name, book=loaded, problems=tuple(problems), cases=cases)


def _besides(asked: str | Path) -> tuple[Problem, ...]:
    """What else is wrong with a book that cannot be used: what no subject of a county has."""
    from qualitygov.county.check import check_draft  # noqa: PLC0415 - start-up is quick

    try:
        draft = draft_of(named(asked))
        return () if draft is None else check_draft(draft)
    except QualityGovError:  # what is wrong is told already
        return ()


def check(
    book: str | Path, language: Language = "en", *, uncertain: bool = False
) -> tuple[list[str], int]:
    """Check a book and run the cases beside it (检查手册); returns what to print, and an exit code.

    Short: how many entries rest on what, how many cases were run, and every problem.
    """
    found = checked(book)
    return found.lines(language, uncertain=uncertain), 0 if found.passed else FAILED


def _paper(book: Rulebook, language: Language) -> Iterator[str]:
    """How many forms a town files in a year, in one line."""
    yield "  " + Text.joined(one.said for one in _forms(book)).say(language)


def _forms(book: Rulebook) -> tuple[Paper, ...]:
    return paper_of(book.at(book.header.reviewed_to))


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
        yield f"  {unknown}: {path} {version.first}  [{version.source.say(language)}]"
    yield from (_uncertain(entry, language) for entry in weak if not entry.doubted)


def _basis(entry: RuleEntry) -> Basis:
    """On what an entry rests; one with a part that nobody verified is not verified."""
    return Basis.UNVERIFIED if entry.doubted else entry.basis


def _uncertain(entry: RuleEntry, language: Language) -> str:
    basis = _basis(entry).say(language)
    parts = f" ({', '.join(entry.unsigned_parts)})" if entry.unsigned_parts else ""
    return f"  {basis}: {entry.section}.{entry.id}{parts} {entry.valid_from}  [{entry.source.say(language)}]"


# diff and schema


def diff(a: str | Path, b: str | Path, language: Language = "en") -> list[str]:
    """Return what a second book has otherwise, value by value (比较手册).

    >>> diff("strong-town", "strong-town")
    []
    """
    return [one.say(language) for one in differences(a, b)]


def differences(a: str | Path, b: str | Path) -> tuple[Difference, ...]:
    """Return the differences of two books as they are (手册差异)."""
    return load_rulebook(named(a)).diff(load_rulebook(named(b)))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a rulebook document (手册 JSON 模式)."""
    return document_schema()
