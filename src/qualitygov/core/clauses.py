"""Which clauses of the opinion a class or function answers (条款对应).

A mark on the thing itself, from which the coverage is generated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_CLAUSE = re.compile(r"\d+(\.\d+){1,2}\.[a-z]|\d\.[a-z]")


def clauses(*ids: str) -> Callable[[T], T]:
    """Mark a class or function with the clauses it answers (标注条款).

    A text may hold several ids with spaces between them. Raises `ValueError` for what is no clause
    id.

    >>> @clauses("3.1.4.a 3.1.4.b")
    ... class Petition: ...
    >>> clauses_of(Petition)
    ('3.1.4.a', '3.1.4.b')
    """
    each = tuple(one for text in ids for one in text.split())
    wrong = [one for one in each if _CLAUSE.fullmatch(one) is None]
    if wrong or not each:
        msg = f"expected clause ids such as 3.1.4.a, not {wrong}"
        raise ValueError(msg)

    def mark(thing: T) -> T:
        thing.__clauses__ = each  # type: ignore[attr-defined]  # read by the coverage
        return thing

    return mark


def clauses_of(thing: object) -> tuple[str, ...]:
    """Return the clauses a class or function is itself marked with (所标条款).

    A subclass does not inherit them.
    """
    found: tuple[str, ...] = getattr(thing, "__dict__", {}).get("__clauses__", ())
    return found
