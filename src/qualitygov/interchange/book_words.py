"""Words that the rulebook lists (手册词语): a label in a cell becomes the entry's id.

Which columns hold such words their types say (`qualitygov.rulebook.columns`). Degrees of gravity
are read as each scale has them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.interchange.drafts import Draft, Wrong
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.columns import WordsOf, held_by, lists_of
from qualitygov.text import Text

GRAVITY: Mapping[str, tuple[str, ...]] = {
    "轻微": ("minor",),
    "较轻": ("minor",),
    "一般": ("general",),
    "较大": ("larger",),
    "较重": ("serious", "larger"),
    "严重": ("serious", "major"),
    "重大": ("major", "serious"),
    "特别重大": ("extra-major", "serious"),
    "特别严重": ("extra-major", "serious"),
}
"""The words of gravity (程度用词), each with the degrees that it may mean, the first of a scale."""

LABELS = {degree: word for word, (degree, *_) in reversed(GRAVITY.items())}
MOST = 12


@functools.lru_cache(maxsize=256)
def _labels(book: Rulebook, words: WordsOf) -> Mapping[str, str]:
    """The ids of a list by the plain form of their labels, those that mean one id alone."""
    found: dict[str, set[str]] = {}
    for name, versions in book.typed.get(words.section, {}).items():
        for *_, entry in versions:
            for id_, label in _named(name, entry, words.part):
                for spelling in (label.zh, label.en):
                    found.setdefault(plain_name(spelling), set()).add(id_)
    return {label: next(iter(ids)) for label, ids in found.items() if len(ids) == 1 and label}


def _named(name: str, entry: Any, part: str | None) -> Iterator[tuple[str, Text]]:
    if entry is None:
        return
    if part is None:
        yield name, entry.label
        return
    for one in getattr(entry, part):
        label = getattr(one, "label", None)
        if isinstance(label, Text):
            yield getattr(one, "id", None) or one.name, label


def _known(words: WordsOf, book: Rulebook, plain: Mapping[str, Any]) -> set[str]:
    row = {words.by: (str(plain.get(words.by)),)} if words.by is not None else {}
    return held_by((words,), book, row) or set()


def _label_of(word: str, labels: Mapping[str, str], ids: set[str]) -> str | None:
    text = plain_name(word)
    found = labels.get(text)
    if found in ids:
        return found
    return next((one for one in GRAVITY.get(text, ()) if one in ids), None)


@functools.lru_cache(maxsize=256)
def _shown(book: Rulebook, words: WordsOf) -> Mapping[str, Text]:
    """The label of each id of a list, as it is written; degrees of gravity have their own words."""
    found: dict[str, Text] = {}
    for name, versions in book.typed.get(words.section, {}).items():
        for *_, entry in versions:
            found.update(_named(name, entry, words.part))
    return found


def _wrong(column: str, word: str, ids: set[str], labels: Mapping[str, Text]) -> Wrong:
    """A word that no list knows, with those that are near."""
    said = {
        id_: labels.get(id_) or Text(LABELS.get(id_, id_), id_.replace("-", " "))
        for id_ in sorted(ids)
    }
    spellings = {
        spelling: id_ for id_, label in said.items() for spelling in (label.zh, label.en, id_)
    }
    near = list(dict.fromkeys(spellings[one] for one in nearest(word, spellings)))
    meant = near or list(said)[:MOST]
    zh = "、".join(said[one].zh for one in meant)
    en = ", ".join(meant)
    expected = (
        Text(f"没有此词；是否为 {zh}", f"no such word; did you mean {en}?")
        if near
        else Text(f"没有此词；应为下列之一：{zh}", f"no such word; one of: {en}")
    )
    return Wrong("field.word", column, expected)


def translate(draft: Draft, book: Rulebook) -> None:
    """Bring the words of a draft to the ids of the rulebook (词语转为手册编号).

    A word that its list does not know is wrong; a list of which the book has nothing limits
    nothing.
    """
    for column, listed in lists_of(draft.table.entity).items():
        word = draft.plain.get(column)
        own = [one for one in listed if isinstance(one, WordsOf)]
        if not own or not isinstance(word, str):
            continue
        ids = {one for words in own for one in _known(words, book, draft.plain)}
        if not ids or word in ids:
            continue
        labels = {k: v for words in own for k, v in _labels(book, words).items()}
        found = _label_of(word, labels, ids)
        if found is None:
            said = {k: v for words in own for k, v in _shown(book, words).items()}
            draft.wrong.append(_wrong(column, word, ids, said))
        else:
            draft.plain[column] = found
