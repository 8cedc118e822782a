"""Columns that may decide and that nobody knows (未识别的关键列): an error until a mapping says more.

A column that no field knows is only named. But where its words are those of a list, or its name is
nearly that of a column, of which nothing was read, it may be the very column that decides: then no
default may stand for it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping

import attrs

from qualitygov.core.cells import is_null
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import field_types, without_none
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy

LIKE = 0.78
"""So much a header is like the name of a column that it may mean it (difflib's ratio)."""

SHARE = 0.6
"""The share of the different words of a column that a list knows where it may be of that list."""

LOOKED_AT = 500


@attrs.frozen
class Suspect:
    """A column that may decide (疑似关键列): its header, and the field that it may feed."""

    header: Header
    field: str
    label: str
    words: tuple[str, ...]


def _words_of(kind: type[Vocabulary]) -> frozenset[str]:
    return frozenset(spelling for member in kind for spelling in member.spellings)


def _cells(match: Match, at: int) -> list[str]:
    body = match.sheet.rows[match.place.at + match.place.height :][:LOOKED_AT]
    cells = (tidy(row.cells[at]) for row in body if at < len(row.cells))
    return list(dict.fromkeys(cell for cell in cells if not is_null(cell)))


def _unfed(match: Match) -> dict[str, str]:
    """The fields of the main table that nothing feeds, with their labels."""
    table, form = match.main.table, match.main.form
    fed = {fed.form.field for fed in match.main.fed} | {
        fed.column.field for fed in match.main.fed if fed.column is not None
    }
    fed |= {*form.constants, *form.made_of, *form.stands_in}
    return {
        name: about_field(attribute).label.zh
        for name, attribute in table.fields.items()
        if name not in fed
    }


def _lists(match: Match, unfed: Mapping[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The fields that hold words of a list, and nothing feeds."""
    entity: type = match.main.table.entity
    for name, hint in field_types(entity).items():
        if name in unfed:
            inner, _ = _inner(hint)
            if isinstance(inner, type) and issubclass(inner, Vocabulary):
                yield name, _words_of(inner)


def _inner(hint: object) -> tuple[object, bool]:
    try:
        return without_none(hint)
    except TypeError:
        return hint, False


Known = Callable[[str], bool]


def suspects(match: Match) -> Iterator[Suspect]:
    """Yield the columns of a sheet that may decide, and that nothing reads (疑似关键列)."""
    unfed = _unfed(match)
    lists = list(_lists(match, unfed))
    indices = {header: at for at, header in enumerate(match.place.headers)}
    for header in match.spare:
        words = _cells(match, indices[header])
        if not words:
            continue
        field = _by_words(words, lists) or _by_name(header, unfed)
        if field is not None:
            yield Suspect(header, field, unfed[field], tuple(words[:5]))


def _by_words(words: list[str], lists: list[tuple[str, frozenset[str]]]) -> str | None:
    shares = {name: sum(w in known for w in words) / len(words) for name, known in lists}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= SHARE else None


def _by_name(header: Header, unfed: Mapping[str, str]) -> str | None:
    likeness = {
        name: difflib.SequenceMatcher(None, header.bare, header_key(label)).ratio()
        for name, label in unfed.items()
    }
    best = max(likeness, key=lambda name: likeness[name], default=None)
    return best if best is not None and likeness[best] >= LIKE else None
