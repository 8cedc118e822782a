"""How offices write the words of a rulebook (手册用语的写法): by id, by label, and further words.

A cell that says 行政处罚 means the kind of record ``penalty``, one that says 重大 the severity that the
scale has for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from qualitygov.core.fields import about_field
from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest, words_text
from qualitygov.rulebook.book import Rulebook
from qualitygov.text import Text


@attrs.frozen(eq=False)
class Spellings:
    """The words of a section of a rulebook, of all days, with how they are written (条目写法)."""

    labels: Mapping[str, Text]
    _written: Mapping[str, tuple[str, ...]] = attrs.field(alias="written")

    def word(self, cell: str, among: Iterable[str] | None = None) -> str:
        """Return the word that a cell means (单元格所指的词), the cell itself where that is not plain.

        Of words that are written alike, the one in `among`, such as the severities of a scale.

        >>> from qualitygov.rulebook import load_rulebook
        >>> severities = spellings_of(load_rulebook("strong-town"), "severity")
        >>> severities.word("重大", ["general", "serious"]), severities.word("一搬")
        ('serious', '一搬')
        """
        found = self._written.get(plain_name(cell), ())
        own = found if among is None else tuple(set(found) & set(among)) or found
        return own[0] if len(own) == 1 else cell.strip()

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


def row_words(cls: type, cells: Mapping[str, Any], book: Rulebook) -> dict[str, Any]:
    """Return the cells of a row with the words of the rulebook in place of their labels (用语规整).

    Of the fields of `cls` that hold such words; what is not plain stays as it is, and is refused
    with the near words when the row is checked.
    """
    found = dict(cells)
    for attribute in attrs.fields(cls):
        section = about_field(attribute).words_of
        cell = found.get(attribute.name)
        if section is not None and isinstance(cell, str):
            found[attribute.name] = spellings_of(book, section).word(cell)
    return found


@lru_cache(maxsize=256)
def spellings_of(book: Rulebook, section: str) -> Spellings:
    """Return how the words of a section are written (某类条目的写法)."""
    labels: dict[str, Text] = {}
    written: dict[str, dict[str, None]] = {}
    for name, versions in book.typed.get(section, {}).items():
        for _, _, entry in versions:
            if entry is None:
                continue
            labels[name] = entry.label
            for one in (name, entry.label.zh, entry.label.en, *getattr(entry, "words", ())):
                written.setdefault(plain_name(one), {})[name] = None
    return Spellings(labels=labels, written={one: tuple(ids) for one, ids in written.items()})
