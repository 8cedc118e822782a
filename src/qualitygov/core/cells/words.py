"""Words of lists in cells (词表单元格), and yes and no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qualitygov.core.signs import plain
from qualitygov.core.vocabulary import Vocabulary

Cleaner = Callable[[str], Any]
"""What brings a cell to plain data; it leaves what it cannot read as it is, and raises nothing."""

_BOOLS = {
    "y": "true",
    "n": "false",
    "yes": "true",
    "no": "false",
    "t": "true",
    "f": "false",
    "有": "true",
}


def flag(cell: str) -> str:
    """Yes and no in their spellings (是否)."""
    text = plain(cell).lower()
    return _BOOLS.get(text, text)


def _written(word: str) -> str:
    """A word as it is compared: width, spaces and capitals do not matter."""
    return "".join(plain(word).split()).casefold()


def labels(kind: type[Vocabulary]) -> Cleaner:
    """Return the cleaner of a vocabulary (词表单元格): every spelling of a member becomes its value.

    Raises `TypeError` for a vocabulary in which one spelling means two members.
    """
    known: dict[str, str] = {}
    for member in kind:
        for spelling in member.spellings:
            if known.setdefault(_written(spelling), member.value) != member.value:
                msg = f"{spelling!r} means two members of {kind.__name__}"
                raise TypeError(msg)
    return lambda cell: known.get(_written(cell), cell.strip())
