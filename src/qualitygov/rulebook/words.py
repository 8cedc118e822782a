"""Words of an error (错误用语): what was found, and the words that are near to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from qualitygov.core.near import LONGEST, near
from qualitygov.errors import Problem
from qualitygov.text import Text


def step(key: object) -> str:
    """Return a key as a step of a path, on one line: what cannot be printed is escaped."""
    text = str(key)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def shown(value: Any) -> str:
    """Return a value as an error shows it (所见值): on one line, cut when it is long.

    >>> shown("82 %"), shown({"a": 1}), shown(None)
    ("'82 %'", 'a table', '')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = repr(value) if isinstance(value, str) else step(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def usable_id(name: str) -> bool:
    """Whether a text can name a book or an entry (编号可用): it can be printed, without spaces."""
    return bool(name) and name.isprintable() and not any(one.isspace() for one in name)


def wrong_shape(place: str, value: Any, zh: str, en: str) -> Problem:
    """Return the problem of a value of another shape (形式不符), with what is expected."""
    return Problem("rulebook.shape", place, shown(value), Text(zh, en))


def unknown(code: str, path: str, word: object, known: Collection[str], what: Text) -> Problem:
    """Return the problem of a word that is not known (未知的词), with the words near to it."""
    return Problem(
        code,
        path,
        shown(word),
        Text(f"{what.zh}；{near(word, known).zh}", f"{what.en}; {near(word, known).en}"),
    )
