"""How offices write the words of a rulebook (手册用语的写法): by id, by label, and further words.

A cell that says 行政处罚 means the kind of record ``penalty``, one that says 重大 the severity that the
scale has for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import attrs

from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest, words_text
from qualitygov.rulebook.book import Rulebook
from qualitygov.text import Text

_BRACKET = re.compile(r"(?<=.)[（(][^（）()]*[）)]$")
"""What a label says in brackets at its end: 2 类（商业混合区）."""


@attrs.frozen(eq=False)
class Spellings:
    """The words of a section of a rulebook, of all days, with how they are written (条目写法).

    `labels` has the last label of each word, `chinese` the word of each Chinese label there was.
    """

    labels: Mapping[str, Text]
    chinese: Mapping[str, str]
    _own: Mapping[str, tuple[str, ...]] = attrs.field(alias="own")
    _written: Mapping[str, tuple[str, ...]] = attrs.field(alias="written")

    def word(self, cell: str, among: Iterable[str] | None = None) -> str:
        """Return the word that a cell means (单元格所指的词), the cell itself where that is not plain.

        Of words that are written alike, the one in `among`, such as the severities of a scale; a
        word's own label goes before what another one may also be called.

        >>> from qualitygov.rulebook import load_rulebook
        >>> severities = spellings_of(load_rulebook("strong-town"), "severity")
        >>> severities.word("重大", ["general", "serious"]), severities.word("一搬")
        ('serious', '一搬')
        """
        text = plain_name(cell)
        for spelled in (self._own, self._written):
            found = spelled.get(text, ())
            meant = found if among is None else tuple(set(found) & set(among))
            if len(meant) == 1:
                return meant[0]
        found = self._written.get(text, ())
        return found[0] if len(found) == 1 else cell.strip()

    def near(self, word: str, among: Iterable[str] | None = None) -> Text:
        """Return the words that are near to one that is not known, by label and id (相近词)."""
        ids = list(self.labels if among is None else among)
        spelled = {written: name for written, names in self._written.items() for name in names} | {
            plain_name(name): name for name in ids
        }
        known = {written: name for written, name in spelled.items() if name in ids}
        found = list(dict.fromkeys(known[one] for one in nearest(plain_name(word), known)))
        return words_text([(self._label(name), name) for name in found or ids], meant=bool(found))

    def _label(self, name: str) -> str:
        label = self.labels.get(name)
        return name if label is None else label.zh


def _named(name: str, entry: Any, part: str | None) -> Iterator[tuple[str, Any]]:
    """The ids of an entry, or of a part of it, each with what carries its label."""
    if part is None:
        yield name, entry
        return
    for one in getattr(entry, part):
        if hasattr(one, "label"):
            yield getattr(one, "id", None) or one.name, one


@lru_cache(maxsize=256)
def spellings_of(book: Rulebook, section: str, part: str | None = None) -> Spellings:
    """Return how the words of a section are written (某类条目的写法), or those of a part of its entries.

    >>> from qualitygov.rulebook import load_rulebook
    >>> spellings_of(load_rulebook("strong-town"), "credit-rule").word("行政处罚")
    'penalty'
    """
    labels: dict[str, Text] = {}
    chinese: dict[str, str] = {}
    own: dict[str, dict[str, None]] = {}
    written: dict[str, dict[str, None]] = {}
    for name, versions in book.typed.get(section, {}).items():
        for _, _, entry in versions:
            for id_, one in _named(name, entry, part) if entry is not None else ():
                labels[id_] = one.label
                chinese.setdefault(one.label.zh, id_)
                names = (id_, one.label.zh, one.label.en)
                for text in names:
                    own.setdefault(plain_name(text), {})[id_] = None
                bare = _BRACKET.sub("", one.label.zh)
                for text in (*names, bare, *getattr(one, "words", ())):
                    written.setdefault(plain_name(text), {})[id_] = None
    return Spellings(
        labels=labels,
        chinese=chinese,
        own={one: tuple(ids) for one, ids in own.items()},
        written={one: tuple(ids) for one, ids in written.items()},
    )
