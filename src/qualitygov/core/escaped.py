"""Texts that can be shown anywhere (可显示文字): what would steer a terminal is written out."""

from __future__ import annotations

_KEPT = "\n\u3000\u00a0"


def escaped(text: str) -> str:
    r"""Return a text that can be shown anywhere (转义): what controls is written out.

    Control and escape characters, those that turn a line around, and halves of characters.

    >>> escaped("\x1b[31mred"), escaped("a\u202eb")
    ('\\x1b[31mred', 'a\\u202eb')
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in _KEPT else ascii(one)[1:-1] for one in text)


def escaped_json(text: str) -> str:
    r"""Return JSON that can be shown anywhere (JSON 转义): the same document, what controls escaped.

    >>> escaped_json('"a\u202eb"')
    '"a\\u202eb"'
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in _KEPT else _units(one) for one in text)


def _units(one: str) -> str:
    raw = one.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at] << 8 | raw[at + 1]:04x}" for at in range(0, len(raw), 2))
