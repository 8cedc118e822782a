"""What the command says of rulebooks (规则手册命令): texts and data; the command prints them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from qualitygov.cli._entries import Entries, basis_of
from qualitygov.core.said import title_of
from qualitygov.errors import Problem, ProblemsError, QualityGovError, RulebookError
from qualitygov.interchange.manifest import FILE, book_named, read_manifest
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.difference import Difference
from qualitygov.rulebook.document import BOOKS
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.load import built_in_books, draft_of, load_rulebook
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.paper import Paper, paper_of
from qualitygov.rulebook.schema import document_schema
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions
from qualitygov.rulebook.words import unknown
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.county.cases import CaseResult

FAILED = 1
UNCERTAIN = (Basis.UNVERIFIED.value, Basis.DEFAULT.value)
VERSION_FIELDS = ("id", "valid_from", "valid_to", "unknown")


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


# show


def show(book: str | Path, entry_id: str | None = None, language: Language = "en") -> list[str]:
    """Return what a book says of an entry (查看条目): all its versions, and who changed it.

    `entry_id` is ``section.id``, an id, a label, or a section, whose ids it lists; without it the
    sections with their counts. Raises `RulebookError`, and `NoSuchEntryError` for what is not
    there.

    >>> show("strong-town", "credit-window.minor")[0]
    'window of a minor record (credit-window.minor)'
    """
    loaded = load_rulebook(named(book))
    told = Entries(loaded, language)
    if entry_id is None:
        return [*told.head(), *told.sections()]
    if entry_id in loaded.typed:
        return [*told.words(entry_id)]
    return [line for entry in _found(loaded, entry_id) for line in told.entry(entry)]


def _found(book: Rulebook, entry_id: str) -> list[EntryVersions]:
    found = [e for path, e in book.source.items() if entry_id in (path, e.id, *_labels(book, e))]
    if not found:
        known = [*book.typed, *book.source, *(e.id for e in book.source.values())]
        what = Text("手册中没有此条目或类别", "the book has no such entry or section")
        wrong = unknown("rulebook.no-such-entry", book.id, entry_id, set(known), what)
        raise NoSuchEntryError([wrong])
    return found


def _labels(book: Rulebook, entry: EntryVersions) -> set[str]:
    """What an entry is called in its versions, in both languages."""
    versions = book.typed.get(entry.section, {}).get(entry.id, ())
    known = [one for _, _, one in versions if one is not None]
    return {name for one in known for name in (one.label.zh, one.label.en)}


def show_document(book: str | Path, entry_id: str | None = None) -> dict[str, Any]:
    """Return what `show` says as data (查看条目数据): the sections, those of one, or an entry."""
    loaded = load_rulebook(named(book))
    head: dict[str, Any] = {"book": about(loaded)}
    if entry_id is None:
        return head | {
            "sections": [
                {"section": name, "entries": len(by_id), "title": title_of(entry_classes()[name])}
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
        book = Entries(self.book, language)
        paper = Text.joined(one.said for one in _forms(self.book))
        lines = [*book.head(), *book.counts(), f"  {paper.say(language)}"]
        if uncertain:
            lines += book.weak()
        lines += said
        if self.cases is None:
            return lines
        failed = [one for one in self.cases if not one.passed]
        lines += [problem.say(language) for one in failed for problem in one.differences]
        told = Text(
            f"  案例 {len(self.cases)} 个，不符 {len(failed)} 个",
            f"  {len(self.cases)} case{'s' * (len(self.cases) != 1)}, {len(failed)} failed",
        )
        return [*lines, told.say(language)]

    def document(self, *, uncertain: bool = False) -> dict[str, Any]:
        """Return it as data (数据)."""
        weak = () if self.book is None else self.book.uncertain()
        by_basis = Counter(basis_of(entry).value for entry in weak)
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
                    "basis": basis_of(entry).value,
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


def _forms(book: Rulebook) -> tuple[Paper, ...]:
    return paper_of(book.at(book.header.reviewed_to))


# diff and schema


def diff(a: str | Path, b: str | Path, language: Language = "en") -> list[str]:
    """Return what a second book has otherwise, value by value (比较手册).

    >>> diff("strong-town", "strong-town")
    []
    """
    told = Entries(load_rulebook(named(b)), language)
    return [told.difference(one) for one in differences(a, b)]


def differences(a: str | Path, b: str | Path) -> tuple[Difference, ...]:
    """Return the differences of two books as they are (手册差异)."""
    return load_rulebook(named(a)).diff(load_rulebook(named(b)))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a rulebook document (手册 JSON 模式)."""
    return document_schema()
