"""How wide a text is on a terminal (显示宽度), and where its lines break.

A Chinese character takes two columns, by its East Asian width; Chinese breaks after any character,
other words between spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_WIDE = frozenset("WF")
_STAYS = frozenset("，。；：、！？）》”’』」】〕％·…—,.;:!?)]}%")
"""What does not begin a line."""
_OPENS = frozenset("（《“‘『「【〔([{")
"""What does not end one."""
_PIECE = re.compile(r"\s+|[!-~\u00a1-\u1fff]+|.", re.DOTALL)


def width_of(text: str) -> int:
    """Return how many columns a text takes (显示宽度).

    >>> width_of("合格率 95%")
    10
    """
    return sum(map(_width, text))


def _width(one: str) -> int:
    if unicodedata.combining(one):
        return 0
    return 2 if unicodedata.east_asian_width(one) in _WIDE else 1


def _atoms(text: str) -> Iterator[str]:
    """The parts between which a line may break: marks stay with what they close or open."""
    atom = ""
    for piece in _PIECE.findall(text):
        stays = piece[0] in _STAYS or (atom and atom[-1] in _OPENS)
        if atom and not (stays and not piece.isspace()):
            yield atom
            atom = ""
        atom += piece
    if atom:
        yield atom


def wrapped(text: str, width: int, *, further: int = 2) -> list[str]:
    """Return a line as lines of at most `width` columns (折行), further ones set in by `further`.

    A word that is longer than a line, such as a path or a digest, stays whole: it can be copied.

    >>> wrapped("  拒收：enterprises.csv 第 3 行", 20)
    ['  拒收：', '    enterprises.csv', '    第 3 行']
    >>> wrapped("", 20)
    ['']
    """
    if width_of(text) <= width:
        return [text.rstrip()]
    indent = text[: len(text) - len(text.lstrip(" "))]
    lines, line, used = list[str](), indent, len(indent)
    for atom in _atoms(text[len(indent) :]):
        if used + width_of(atom.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line, used = indent + " " * further, len(indent) + further
            if atom.isspace():
                continue
        line, used = line + atom, used + width_of(atom)
    return [*lines, line.rstrip()]


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return a text filled up with spaces (补齐), before it where it stands on the right.

    >>> padded("合格", 6) + "|", padded("95", 4, right=True)
    ('合格  |', '  95')
    """
    spaces = " " * max(0, width - width_of(text))
    return spaces + text if right else text + spaces


def columns_of(rows: Sequence[Sequence[str]], width: int, *, between: int = 2) -> list[int]:
    """Return how wide the columns of a table are (列宽), so that it fits.

    What is too wide is taken from the widest column, but no column is narrower than its widest
    word, as far as that fits.

    >>> columns_of([["目标", "原因"], ["质量奖按办法评审", "古城镇"]], 16)
    [8, 6]
    """
    columns = [*zip(*rows, strict=True)]
    widths = [max(map(width_of, column)) for column in columns]
    least = [
        max(max(map(width_of, _atoms(one)), default=1) for one in column) for column in columns
    ]
    left = width - between * (len(widths) - 1)
    while sum(widths) > left:
        free = [at for at, one in enumerate(widths) if one > least[at]]
        widest = max(free or range(len(widths)), key=lambda at: widths[at])
        widths[widest] -= 1
    return widths
