"""Cells that mean nothing (空值单元格)."""

from __future__ import annotations

import re

from qualitygov.core.signs import plain

NULLS = frozenset(
    {
        "",
        "\\N",
        "\\n",
        "无",
        "NULL",
        "Null",
        "null",
        "NaN",
        "NAN",
        "NaT",
        "nan",
        "NA",
        "N/A",
        "#N/A",
        "None",
    }
)
"""Words for nothing (空值). Rows of dashes, of slashes and of underscores mean it too.

A required field refuses them, a field that may be empty takes None. They are never zero. Capitals
matter: NA is nothing, and Na is sodium.
"""

FIRSTS = frozenset("NnＮｎ无")
"""The letters with which a word for nothing begins."""

_SIGNS = re.compile(r"[-‐‑–—―−─]+|/+|_+")


def is_null(cell: str) -> bool:
    r"""Whether a cell means nothing (是否空值).

    >>> [is_null(cell) for cell in ("", " ／ ", "——", "_", "NaN", "无", r"\N", "0", "-999")]
    [True, True, True, True, True, True, True, False, False]
    """
    if cell and cell[0].isalnum() and cell[0] not in FIRSTS:
        return False
    text = plain(cell)
    return text in NULLS or _SIGNS.fullmatch(text) is not None
