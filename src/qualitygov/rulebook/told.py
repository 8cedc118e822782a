"""How what is wrong with a whole book is told (问题定位): at the step that brought it, as written.

Checks across entries look at typed entries in force. What they find is told to whoever wrote the
document: with the step of his own document that it comes from, with the value as he wrote it, and
without what only follows from another mistake that is told already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.core.plain import show_decimal
from qualitygov.errors import Problem
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, entry_at, place_in
from qualitygov.rulebook.words import step
from qualitygov.text import Text

Found = tuple[date, tuple[str, ...], Problem]
"""A problem, the first day on which it is there, and the sections or entries looked at."""

Entries = Mapping[str, EntryVersions]

OF_SETS = ("band-", "credit-range", "credit-grade", "excellence")
"""Codes of what entries ask of one another as a set, so that one that is wrong makes others so."""

SUMS = ("assessment-section.", "item.*.")
"""Where sums of entries are told."""


@attrs.frozen
class Laid:
    """A step of a document, or an entry of one that extends no other (已处理的步骤)."""

    section: str
    id: str
    place: str
    retired: bool = False
    failed: bool = False

    def among(self, looked_at: tuple[str, ...]) -> bool:
        """Whether it is one of the sections or entries that a check looked at."""
        return self.section in looked_at or f"{self.section}.{self.id}" in looked_at


def told(
    found: Iterable[Found], entries: Entries, steps: Iterable[Laid], *, book: str, where: str
) -> Iterator[Problem]:
    """Yield the problems of a book, each at the step that it comes from (逐项定位).

    `steps` are those of the document that was read last, `book` and `where` its id and its file.
    What only follows from a step that failed is left out.
    """
    every = tuple(steps)
    failed = tuple(one for one in every if one.failed)
    laid = tuple(one for one in every if not one.failed)
    for one in found:
        on, sections, problem = one
        if failed and _follows(problem, sections, failed):
            continue
        placed = _placed(one, entries, laid, book)
        at = placed or attrs.evolve(problem, path=f"{where}:{problem.path}")
        yield _as_written(_in_its_time(at, one, entries), problem.path, on, entries)


def _word(problem: Problem) -> str:
    return problem.found.strip("'")


def _follows(problem: Problem, sections: tuple[str, ...], failed: tuple[Laid, ...]) -> bool:
    """Whether a problem only follows from a step that failed."""
    path = f"{problem.path}."
    if any(
        one.id == _word(problem) or path.startswith(f"{one.section}.{one.id}.") for one in failed
    ):
        return True
    code = problem.code.removeprefix("rulebook.")
    of_set = not problem.found or code.startswith(OF_SETS) or path.startswith(SUMS)
    return of_set and any(one.among(sections) for one in failed)


def _placed(found: Found, entries: Entries, laid: tuple[Laid, ...], book: str) -> Problem | None:
    """The problem at the step that brought it; None where there is neither a step nor an entry."""
    on, sections, problem = found
    shows = place_in(entries, problem.path, on)
    gone = next((one for one in laid if one.retired and one.id == _word(problem)), None)
    if gone is None and shows is not None and book in _written_by(entries, problem.path, on):
        return attrs.evolve(problem, path=shows)
    own = problem.path.partition(".")[0]
    near = sorted((one for one in laid if one.among(sections)), key=lambda one: one.section != own)
    culprit = gone or next(iter(near), None)
    if culprit is None:
        return None if shows is None else attrs.evolve(problem, path=shows)
    if gone is not None and shows is not None:
        needed = Text(
            f"仍为 {shows} 所用，不得废止", f"still needed by {shows}; it may not be retired"
        )
        return attrs.evolve(problem, path=culprit.place, found="", expected=needed)
    seen = Text("", "") if shows is None else Text(f"（见 {shows}）", f" (see {shows})")
    return attrs.evolve(problem, path=culprit.place, expected=problem.expected + seen)


def _written_by(entries: Entries, path: str, on: date) -> tuple[str, ...]:
    """The books that wrote what is in force on a day."""
    found = entry_at(entries, path)
    version = None if found is None else found[0].on(on) or found[0].versions[-1]
    return () if version is None else version.by


def _in_its_time(problem: Problem, found: Found, entries: Entries) -> Problem:
    """The problem of a word that names an entry, which is not in force on that day."""
    on, sections, _ = found
    paths = (f"{section}.{_word(problem)}" for section in sections)
    named = next((entries[path] for path in paths if path in entries), None)
    if named is None or not named.versions or named.retired or named.on(on) is not None:
        return problem
    days = [(one.first, one.last) for one in named.versions]
    zh = "、".join(
        f"{first} 至 {'' if last == LAST_DAY else last}".rstrip() for first, last in days
    )
    en = ", ".join(f"{first} – {'' if last == LAST_DAY else last}".rstrip() for first, last in days)
    said = Text(
        f"{named.path} 在 {on} 未施行（施行期：{zh}）",
        f"{named.path} is not in force on {on} (in force {en})",
    )
    return attrs.evolve(problem, expected=said)


def _as_written(problem: Problem, path: str, on: date, entries: Entries) -> Problem:
    """The problem of a share with the value as it was written: 820% is not 820.00%."""
    found = entry_at(entries, path) if problem.code == "rulebook.share" else None
    if found is None:
        return problem
    entry, rest = found
    value: Any = (entry.on(on) or entry.versions[-1]).values
    for key in rest:
        value = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(value, str):
        return attrs.evolve(problem, found=step(value))
    if isinstance(value, (int, Decimal)):
        written = show_decimal(Decimal(value))
        hint = Text(f'；百分数请写作 "{written}%"', f'; a percentage is written "{written}%"')
        return attrs.evolve(problem, found=written, expected=problem.expected + hint)
    return problem
