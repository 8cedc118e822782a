"""Score, rank and grade as a person reads them (得分、名次、等级的表述).

What is final is told alone, what is not with its bounds. Values may be read from a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualitygov.text import Text

NOTHING = Text("–", "–")


def said_score(score: Any, lowest: Any, highest: Any) -> str:
    """Return a score with its bounds while something is open (得分及上下限).

    >>> said_score("80", "80", "80"), said_score("80", "75.5", "81"), said_score(None, None, None)
    ('80', '80 [75.5–81]', '–')
    """
    if lowest is None or highest is None:
        return "–"
    now = "–" if score is None else str(score)
    return now if lowest == highest else f"{now} [{lowest}–{highest}]"


def said_rank(rank: int | None, between: Sequence[int] | None) -> str:
    """Return a rank with the best and the worst that is still possible (名次).

    >>> said_rank(2, (2, 2)), said_rank(2, (1, 3)), said_rank(None, None)
    ('2', '2 [1–3]', '–')
    """
    if rank is None or between is None:
        return "–"
    best, worst = between
    return str(rank) if best == worst else f"{rank} [{best}–{worst}]"


def said_grade(grade: str | None, between: Sequence[str] | None) -> Text:
    """Return a grade where it is final, else between which grades it lies (等级).

    >>> said_grade("B", ("B", "B")).en, said_grade("B", ("B", "D")).en, said_grade(None, None).en
    ('B', 'between B and D', '–')
    """
    if between is None:
        return NOTHING if grade is None else Text(grade, grade)
    best, worst = between
    if best == worst:
        return Text(best, best)
    return Text(f"{best} 至 {worst} 之间", f"between {best} and {worst}")
