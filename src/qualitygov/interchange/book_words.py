"""Words that the rulebook lists (手册词语): a label in a cell becomes the entry's id.

Which columns hold such words their types say (`qualitygov.rulebook.columns`), how each is written
the book (`qualitygov.rulebook.spellings`). Degrees of gravity are read as each scale has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from qualitygov.errors import Problem
from qualitygov.interchange.drafts import UNKNOWN, Draft, Wrong
from qualitygov.interchange.entry import Entry
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.columns import SEVERITIES, Listed, WordsOf, lists_of, words_of
from qualitygov.rulebook.spellings import Spellings, spellings_of
from qualitygov.rulebook.words import shown
from qualitygov.text import Text

SCALE = (SEVERITIES.section, SEVERITIES.part)


def _written(words: WordsOf, book: Rulebook) -> Spellings:
    """How the words of a list are written; degrees of gravity have a section of their own."""
    if (words.section, words.part) == SCALE:
        return spellings_of(book, "severity")
    return spellings_of(book, words.section, words.part)


def words_shown(listed: Listed, book: Rulebook) -> Mapping[str, str]:
    """Return the words of lists of the rulebook as people write them (手册词语写法), with their ids.

    A label that could mean two entries gives way to the id.

    >>> from qualitygov.rulebook.columns import LISTS
    >>> from qualitygov.rulebook.load import load_rulebook
    >>> words_shown((LISTS,), load_rulebook("strong-town"))["重点监管名单"]
    'local'
    """
    shown: dict[str, str] = {}
    for words in (one for one in listed if isinstance(one, WordsOf)):
        ids, spelled = words_of(words, book), _written(words, book)
        for label, id_ in spelled.chinese.items():
            if id_ in ids and spelled.word(label) == id_:
                shown.setdefault(label, id_)
        shown |= {id_: id_ for id_ in sorted(ids - set(shown.values()))}
    return shown


def _known(words: Iterable[WordsOf], book: Rulebook, plain: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for one in words:
        own = None if one.by is None else (str(plain.get(one.by)),)
        found |= words_of(one, book, own)
    return found


@attrs.frozen
class _Column:
    """A column whose words the rulebook lists, as a row of it is read."""

    own: tuple[WordsOf, ...]
    ids: set[str]
    book: Rulebook

    @property
    def open(self) -> bool:
        """Whether any other word may stand there too."""
        return any(one.open for one in self.own)

    def near(self, word: str) -> Text:
        """That there is no such word, and which are near."""
        return UNKNOWN + _written(self.own[0], self.book).near(word, sorted(self.ids))


def _columns(
    entity: type, book: Rulebook, row: Mapping[str, Any]
) -> Iterator[tuple[str, str, _Column]]:
    """The columns of a row that hold a word which none of their lists has, and that word."""
    for column, listed in lists_of(entity).items():
        word = row.get(column)
        own = tuple(one for one in listed if isinstance(one, WordsOf))
        if not own or not isinstance(word, str):
            continue
        ids = _known(own, book, row)
        if ids and word not in ids:
            yield column, word, _Column(own, ids, book)


def word_problems(row: Any, book: Rulebook) -> Iterator[Problem]:
    """Yield the words of a row that no list of the rulebook has (手册未列的词), its child rows' too."""
    entity: Any = type(row)
    plain = {a.name: getattr(row, a.name) for a in attrs.fields(entity)}
    for column, word, of in _columns(entity, book, plain):
        if not of.open:
            yield Problem("field.word", column, shown(word), of.near(word))
    for name, value in plain.items():
        for at, child in enumerate(value if isinstance(value, tuple) else ()):
            if attrs.has(type(child)):
                for one in word_problems(child, book):
                    yield attrs.evolve(one, path=f"{name}[{at}].{one.path}")


def translate(draft: Draft, book: Rulebook) -> tuple[Entry, ...]:
    """Bring the words of a draft to the ids of the rulebook (词语转为手册编号); returns what to tell.

    A word that its list does not know is wrong, and the near ones are named; of an open list it is
    told. A list of which the book has nothing limits nothing.
    """
    told: list[Entry] = []
    for column, word, of in _columns(draft.table.entity, book, draft.plain):
        found = next(
            (w for one in of.own if (w := _written(one, book).word(word, of.ids)) in of.ids), None
        )
        if found is not None:
            draft.plain[column] = found
        elif of.open:
            expected = draft.meant(column) or of.near(word)
            told.append(draft.entry("field.word", expected, name=column))
        else:
            draft.wrong.append(Wrong("field.word", column, draft.meant(column) or of.near(word)))
    return tuple(told)
