"""What a subject is (业务主题): tables, facts, events and worklists, declared in one value.

Each subject's ``__init__`` declares ``SUBJECT``; the county loops over them and knows none by name.
"""

from __future__ import annotations

from qualitygov.subject.checks import check_subject_rules, not_in_book, row_problems
from qualitygov.subject.county import (
    Cell,
    Column,
    CountyData,
    CountyView,
    DeedSpec,
    EventSpec,
    FactSpec,
    OwerSpec,
    RowCheck,
    RuleCheck,
    Section,
    Subject,
    Weight,
    Worklist,
)
from qualitygov.subject.deed import Deed, Ower
from qualitygov.subject.document import DOCUMENTS, Document, deeds_from
from qualitygov.subject.duty import (
    Duty,
    Standing,
    owed,
    rule_of,
    settling,
    standing_columns,
    standing_of,
    unless_unsigned,
)
from qualitygov.subject.event import Event, named_by_day, rounds_held
from qualitygov.subject.rounds import (
    DutyFact,
    cutoff_after,
    cutoff_of_year,
    deeds_of,
    duties_between,
    duties_today,
    duty_facts,
    matched,
    owers_of,
    undated,
)
from qualitygov.subject.suspension import Suspension, check_suspensions, suspended_by
from qualitygov.subject.table import Child, Owner, Table, TableSpec, Unplaced, Unread
from qualitygov.subject.town import TOWNS, Town

__all__ = [
    "DOCUMENTS",
    "TOWNS",
    "Cell",
    "Child",
    "Column",
    "CountyData",
    "CountyView",
    "Deed",
    "DeedSpec",
    "Document",
    "Duty",
    "DutyFact",
    "Event",
    "EventSpec",
    "FactSpec",
    "Ower",
    "OwerSpec",
    "Owner",
    "RowCheck",
    "RuleCheck",
    "Section",
    "Standing",
    "Subject",
    "Suspension",
    "Table",
    "TableSpec",
    "Town",
    "Unplaced",
    "Unread",
    "Weight",
    "Worklist",
    "check_subject_rules",
    "check_suspensions",
    "cutoff_after",
    "cutoff_of_year",
    "deeds_from",
    "deeds_of",
    "duties_between",
    "duties_today",
    "duty_facts",
    "matched",
    "named_by_day",
    "not_in_book",
    "owed",
    "owers_of",
    "rounds_held",
    "row_problems",
    "rule_of",
    "settling",
    "standing_columns",
    "standing_of",
    "suspended_by",
    "undated",
    "unless_unsigned",
]
