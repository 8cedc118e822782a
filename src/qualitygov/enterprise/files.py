"""The tables of enterprises' own duties (企业自身履职数据表), looked up once for all rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs

from qualitygov.enterprise.innovation import (
    PATENTS,
    SPENDINGS,
    STANDARDS,
    Patent,
    ResearchSpending,
    StandardPart,
)
from qualitygov.enterprise.people import (
    ACTIVITIES,
    APPOINTMENTS,
    EXCELLENCE,
    KEY_POSTS,
    RESPONSIBILITY_REPORTS,
    SYSTEMS,
    TRAININGS,
    Appointment,
    ExcellenceAssessment,
    KeyPost,
    QualityActivity,
    ResponsibilityReport,
    SystemRecord,
    Training,
)
from qualitygov.enterprise.tracing import BATCHES, BatchGraph
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Table


@attrs.frozen(kw_only=True, slots=False)
class Files:
    """What was known of enterprises' own duties (企业自身履职数据), each table as it was known."""

    appointments: Table[Appointment]
    key_posts: Table[KeyPost]
    trainings: Table[Training]
    activities: Table[QualityActivity]
    systems: Table[SystemRecord]
    excellence: Table[ExcellenceAssessment]
    reports: Table[ResponsibilityReport]
    standards: Table[StandardPart]
    spendings: Table[ResearchSpending]
    patents: Table[Patent]
    graph: BatchGraph

    @cached_property
    def with_work(self) -> frozenset[str]:
        """The keys of the units with posts, work or innovation on file (有履职数据的主体)."""
        tables: tuple[Table[Any], ...] = (
            self.key_posts,
            self.trainings,
            self.activities,
            self.excellence,
            self.standards,
            self.spendings,
            self.patents,
        )
        return frozenset(key for table in tables for key in table.keys)


def files_of(view: CountyView, context: Context) -> Files:
    """Return the tables as they were known (当时所知的数据表), with the graph of batches."""
    return Files(
        appointments=view.known(APPOINTMENTS, context),
        key_posts=view.known(KEY_POSTS, context),
        trainings=view.known(TRAININGS, context),
        activities=view.known(ACTIVITIES, context),
        systems=view.known(SYSTEMS, context),
        excellence=view.known(EXCELLENCE, context),
        reports=view.known(RESPONSIBILITY_REPORTS, context),
        standards=view.known(STANDARDS, context),
        spendings=view.known(SPENDINGS, context),
        patents=view.known(PATENTS, context),
        graph=BatchGraph.of(view.known(BATCHES, context), context),
    )
