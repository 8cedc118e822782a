"""Words that the rulebook lists (手册词语): a label in a cell becomes the entry's id.

Which columns hold such words their types say (`qualitygov.rulebook.columns`), how each is written
the book (`qualitygov.rulebook.spellings`). Degrees of gravity are read as each scale has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitygov.interchange.drafts import UNKNOWN, Draft, Wrong
from qualitygov.interchange.entry import Entry
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.columns import SEVERITIES, Listed, WordsOf, lists_of, words_of
from qualitygov.rulebook.spellings import Spellings, spellings_of

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


def translate(draft: Draft, book: Rulebook) -> tuple[Entry, ...]:
    """Bring the words of a draft to the ids of the rulebook (词语转为手册编号); returns what to tell.

    A word that its list does not know is wrong, and the near ones are named; of an open list it is
    told. A list of which the book has nothing limits nothing.
    """
    told: list[Entry] = []
    entity: type = draft.table.entity
    for column, listed in lists_of(entity).items():
        word = draft.plain.get(column)
        own = [one for one in listed if isinstance(one, WordsOf)]
        if not own or not isinstance(word, str):
            continue
        ids = _known(own, book, draft.plain)
        if not ids or word in ids:
            continue
        found = next((w for one in own if (w := _written(one, book).word(word, ids)) in ids), None)
        if found is None:
            near = _written(own[0], book).near(word, sorted(ids))
            expected = draft.meant(column) or UNKNOWN + near
            if any(one.open for one in own):
                told.append(draft.entry("field.word", expected, name=column))
            else:
                draft.wrong.append(Wrong("field.word", column, expected))
        else:
            draft.plain[column] = found
    return tuple(told)
