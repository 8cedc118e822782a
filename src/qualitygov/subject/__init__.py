"""What a subject is (业务主题): tables, facts, events and worklists, declared in one value.

Each subject's ``__init__`` declares ``SUBJECT``; the county loops over them and knows none by name.
"""

from __future__ import annotations

from qualitygov.subject.checks import row_problems
from qualitygov.subject.county import (
    Cell,
    Column,
    CountyData,
    CountyView,
    EventSpec,
    FactSpec,
    RowCheck,
    Section,
    Subject,
    Worklist,
)
from qualitygov.subject.duty import Duty, Standing, owed, settling, standing_of
from qualitygov.subject.event import Event
from qualitygov.subject.table import Child, Owner, Table, TableSpec, Unread
from qualitygov.subject.town import TOWNS, Town

__all__ = [
    "TOWNS",
    "Cell",
    "Child",
    "Column",
    "CountyData",
    "CountyView",
    "Duty",
    "Event",
    "EventSpec",
    "FactSpec",
    "Owner",
    "RowCheck",
    "Section",
    "Standing",
    "Subject",
    "Table",
    "TableSpec",
    "Town",
    "Unread",
    "Worklist",
    "owed",
    "row_problems",
    "settling",
    "standing_of",
]
