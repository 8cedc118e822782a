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

    Raises `ValueError` for what is no clause id.

    >>> @clauses("3.1.4.a")
    ... class Petition: ...
    >>> clauses_of(Petition)
    ('3.1.4.a',)
    """
    wrong = [one for one in ids if _CLAUSE.fullmatch(one) is None]
    if wrong or not ids:
        msg = f"expected clause ids such as 3.1.4.a, not {wrong}"
        raise ValueError(msg)

    def mark(thing: T) -> T:
        thing.__clauses__ = ids  # type: ignore[attr-defined]  # a mark that only the coverage reads
        return thing

    return mark


def clauses_of(thing: object) -> tuple[str, ...]:
    """Return the clauses a class or function is itself marked with (所标条款).

    A subclass does not inherit them.
    """
    found: tuple[str, ...] = getattr(thing, "__dict__", {}).get("__clauses__", ())
    return found
