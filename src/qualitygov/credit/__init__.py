"""Quality credit (质量信用): records and archive, scores with reasons, outlook, the credit of a trade.

Clause 3.2.2.
"""

from __future__ import annotations

from qualitygov.credit.entities import CreditArchive, CreditRecord
from qualitygov.credit.outlook import Badge, Change, Outlook, Reach
from qualitygov.credit.result import CreditScore, ExcludedRecord, Line, Part
from qualitygov.credit.scorer import CreditScorer
from qualitygov.credit.standing import Excluded, Moment
from qualitygov.credit.trade import TradeCredit, trade_credit, trade_credits

__all__ = [
    "Badge",
    "Change",
    "CreditArchive",
    "CreditRecord",
    "CreditScore",
    "CreditScorer",
    "Excluded",
    "ExcludedRecord",
    "Line",
    "Moment",
    "Outlook",
    "Part",
    "Reach",
    "TradeCredit",
    "trade_credit",
    "trade_credits",
]
