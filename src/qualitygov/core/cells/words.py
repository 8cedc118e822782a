"""Words of lists in cells (词表单元格), and yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qualitygov.core.names import plain_name
from qualitygov.core.signs import plain
from qualitygov.core.vocabulary import Vocabulary

Cleaner = Callable[[str], Any]
"""What brings a cell to plain data; it leaves what it cannot read as it is, and raises nothing."""

_LINE = re.compile(r"[\r\n]+")
_PARTS = re.compile(r"[;；、|，\r\n]+")
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


def labels(kind: type[Vocabulary]) -> Cleaner:
    """Return the cleaner of a vocabulary (词表单元格): every spelling of a member becomes its value.

    Width, brackets, spaces and capitals do not matter. A spelling that two members share is left as
    it is.
    """
    known: dict[str, str | None] = {}
    for member in kind:
        for spelling in map(plain_name, member.spellings):
            same = known.get(spelling, member.value) == member.value
            known[spelling] = member.value if same else None
    return lambda cell: known.get(plain_name(cell)) or cell.strip()


def several(clean: Cleaner) -> Cleaner:
    """Return the cleaner of a list in one cell (一格多项): its parts, each brought to its form.

    >>> several(str.strip)("城关镇； 老街镇")
    ['城关镇', '老街镇']
    """
    return lambda cell: [clean(part) for part in _PARTS.split(cell) if part.strip()]


def several_labels(kind: type[Vocabulary]) -> Cleaner:
    """Return the cleaner of a list of words in one cell (一格多词), each word once.

    A word of the list may itself hold a sign that parts stand between (没收违法所得、非法财物): the
    longest that fits is taken.
    """
    clean = labels(kind)
    words = {plain_name(spelling) for member in kind for spelling in member.spellings}
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    part = re.compile(rf"(?:{longest})(?=[;、|,]|$)|[^;、|,]+")
    return lambda cell: list(
        dict.fromkeys(map(clean, part.findall(plain_name(_LINE.sub(";", cell)))))
    )
