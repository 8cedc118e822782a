"""The blacklist (质量诚信黑名单): grounds, and the procedure by which an authority decides.

Clause 3.2.2.c.
"""

from __future__ import annotations

from qualitygov.blacklist.case import BlacklistCase, ListingStatus, NextStep, listed_until
from qualitygov.blacklist.entities import CaseState, Move, MoveKind
from qualitygov.blacklist.screen import BlacklistScreener, Ground, Screening

__all__ = [
    "BlacklistCase",
    "BlacklistScreener",
    "CaseState",
    "Ground",
    "ListingStatus",
    "Move",
    "MoveKind",
    "NextStep",
    "Screening",
    "listed_until",
]
