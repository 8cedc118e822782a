"""The blacklist (质量诚信黑名单): grounds, and the procedure by which an authority decides.

Clause 3.2.2.c.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualitygov.blacklist.case import BlacklistCase, ListingStatus, NextStep, listed_until
from qualitygov.blacklist.entities import CaseState, Move, MoveKind
from qualitygov.blacklist.screen import BlacklistScreener, Ground, Screening
from qualitygov.blacklist.standing import UnitStanding, scores_of, standings_of
from qualitygov.blacklist.tables import CASES
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import Subject
from qualitygov.text import Text

__all__ = [
    "CASES",
    "SUBJECT",
    "BlacklistCase",
    "BlacklistScreener",
    "CaseState",
    "Ground",
    "ListingStatus",
    "Move",
    "MoveKind",
    "NextStep",
    "Screening",
    "UnitStanding",
    "listed_until",
    "scores_of",
    "standings_of",
]


def _illegal_moves(case: BlacklistCase, context: Context) -> Iterable[Problem]:
    return case.problems(context)


SUBJECT = Subject(
    name="blacklist",
    label=Text("质量诚信黑名单", "blacklist"),
    tables=(CASES,),
    checks=((BlacklistCase, _illegal_moves),),
)
