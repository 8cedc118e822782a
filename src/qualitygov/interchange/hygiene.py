"""What may not stand in a cell (单元格卫生): control, escape and direction characters.

White space at the edges is stripped, zero-width characters are taken out and told; what could
write to a terminal, or turn a line around, is refused. Mark-up is text like any other.
"""

from __future__ import annotations

import re

from qualitygov.text import Text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")

CONTROL = Text("含有控制字符，不予读入", "control characters, not read")
TURNING = Text("含有改变文字方向的字符，不予读入", "characters that turn the text around, not read")
BROKEN = Text("公式有误，单元格没有值", "a formula went wrong, and the cell has no value")
UNSEEN = Text("含有看不见的零宽字符，已去除", "zero-width characters, which were taken out")


def tidy(cell: str) -> str:
    r"""Return a cell without white space at its edges and without zero-width characters (规整).

    >>> tidy(" 某\u200b厂\t")
    '某厂'
    """
    return cell.strip() if cell.isprintable() else _UNSEEN.sub("", cell).strip()


def unseen(cell: str) -> bool:
    """Whether zero-width characters stand in a cell (是否含零宽字符)."""
    return not cell.isprintable() and bool(_UNSEEN.search(cell))


def refusal(cell: str) -> tuple[str, Text] | None:
    r"""Return why a cell may not be read (拒收理由): a code and a sentence; None for a clean one.

    >>> refusal("\x1b[31mred")[0], refusal("plain")
    ('cell.control', None)
    """
    if cell.isprintable():
        return ("cell.formula", BROKEN) if cell.startswith("#") and _BROKEN.match(cell) else None
    if _CONTROL.search(cell):
        return "cell.control", CONTROL
    return ("cell.turning", TURNING) if _TURNING.search(cell) else None


def escaped(text: str) -> str:
    r"""Return a text that can be shown anywhere (转义): what controls is written out.

    >>> escaped("\x1b[31mred")
    '\\x1b[31mred'
    """
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or one in "\n\u3000\u00a0" else ascii(one)[1:-1] for one in text
    )
