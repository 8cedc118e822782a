"""Quality credit (质量信用): records and archive, scores with reasons, outlook, the credit of a trade.

Clause 3.2.2.
"""

from __future__ import annotations

from qualitygov.credit.archive import archive_of
from qualitygov.credit.confirmation import Confirmation, Decision
from qualitygov.credit.derive import check_event_rules, records_from
from qualitygov.credit.entities import CreditArchive, CreditRecord
from qualitygov.credit.facts import (
    ConfirmationFact,
    RecordFact,
    confirmation_facts,
    confirmations_of_nothing,
    record_facts,
    unconfirmed,
)
from qualitygov.credit.lines import ExcludedRecord, Line, Part, Proposal
from qualitygov.credit.opened import (
    ARCHIVES,
    ArchiveFact,
    OpenedArchive,
    archive_facts,
    without_archive,
)
from qualitygov.credit.outlook import Badge, Change, Outlook, Reach
from qualitygov.credit.prepared import PreparedArchive
from qualitygov.credit.preparing import prepare_archive
from qualitygov.credit.result import CreditScore
from qualitygov.credit.scorer import CreditScorer
from qualitygov.credit.standing import Excluded, excluded, stands
from qualitygov.credit.tables import CONFIRMATIONS, RECORDS
from qualitygov.credit.trade import TradeCredit, trade_credit, trade_credits
from qualitygov.credit.words import check_record
from qualitygov.enterprise import ENTERPRISES
from qualitygov.subject.county import FactSpec, Subject, Worklist
from qualitygov.text import Text

__all__ = [
    "ARCHIVES",
    "CONFIRMATIONS",
    "RECORDS",
    "SUBJECT",
    "ArchiveFact",
    "Badge",
    "Change",
    "Confirmation",
    "ConfirmationFact",
    "CreditArchive",
    "CreditRecord",
    "CreditScore",
    "CreditScorer",
    "Decision",
    "Excluded",
    "ExcludedRecord",
    "Line",
    "OpenedArchive",
    "Outlook",
    "Part",
    "PreparedArchive",
    "Proposal",
    "Reach",
    "RecordFact",
    "TradeCredit",
    "archive_facts",
    "archive_of",
    "check_event_rules",
    "check_record",
    "confirmation_facts",
    "confirmations_of_nothing",
    "excluded",
    "prepare_archive",
    "record_facts",
    "records_from",
    "stands",
    "trade_credit",
    "trade_credits",
    "unconfirmed",
    "without_archive",
]

SUBJECT = Subject(
    name="credit",
    label=Text("质量信用", "quality credit"),
    tables=(RECORDS, CONFIRMATIONS, ARCHIVES),
    facts=(
        FactSpec(
            name="record",
            row=RecordFact,
            make=record_facts,
            rests_on=(RECORDS, CONFIRMATIONS, ENTERPRISES),
        ),
        FactSpec(
            name="confirmation",
            row=ConfirmationFact,
            make=confirmation_facts,
            rests_on=(CONFIRMATIONS, RECORDS, ENTERPRISES),
        ),
        FactSpec(
            name="archive",
            row=ArchiveFact,
            make=archive_facts,
            rests_on=(ARCHIVES, ENTERPRISES),
            shown_by=(ARCHIVES,),
        ),
    ),
    worklists=(
        Worklist(
            name="confirmations",
            label=Text("待确认的拟入档记录", "proposed records to confirm"),
            make=unconfirmed,
        ),
        Worklist(
            name="archives",
            label=Text("未建档单位", "units without an archive"),
            make=without_archive,
        ),
    ),
    checks=((CreditRecord, check_record),),
)
