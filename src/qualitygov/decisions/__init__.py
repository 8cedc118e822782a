"""Decisions (决定): what was asked and answered, kept as a record and replayed by the same book."""

from __future__ import annotations

from qualitygov.decisions.question import Question
from qualitygov.decisions.questions import (
    QUESTIONS,
    AccessQuestion,
    ComplaintQuestion,
    CountyQuestion,
    ListingQuestion,
    OutlookQuestion,
    ScoreQuestion,
    ScreeningQuestion,
)
from qualitygov.decisions.record import BookUsed, DecisionRecord
from qualitygov.decisions.replaying import AnswerDifference, Replay, replay

__all__ = [
    "QUESTIONS",
    "AccessQuestion",
    "AnswerDifference",
    "BookUsed",
    "ComplaintQuestion",
    "CountyQuestion",
    "DecisionRecord",
    "ListingQuestion",
    "OutlookQuestion",
    "Question",
    "Replay",
    "ScoreQuestion",
    "ScreeningQuestion",
    "replay",
]
