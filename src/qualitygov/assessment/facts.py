"""Tables of facts (事实表): the flat rows from which every indicator counts, by table and town.

A row has ``town`` and ``on`` (the day that places it in a period) and plain columns. `TABLES` names
the columns that each table must have; the compiler checks every indicator against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from qualitygov.access.decision import AccessFact
from qualitygov.award.facts import AwardFact
from qualitygov.comparison.analysis import ComparisonFact, MeasureFact
from qualitygov.complaint.records import ComplaintFact
from qualitygov.complaint.report import ReportFact
from qualitygov.county.record import RecordFact
from qualitygov.engineering.facts import ProjectFact
from qualitygov.enterprise.facts import CertificateFact
from qualitygov.enterprise.yearfacts import EnterpriseYearFact
from qualitygov.environment.facts import AirDayFact, NoiseFact, WaterFact
from qualitygov.errors import bilingual
from qualitygov.governance.duties import DutyFact
from qualitygov.governance.facts import (
    AreaFact,
    BudgetFact,
    CampaignFact,
    GroupFact,
    LeadFact,
    TaskFact,
)
from qualitygov.industry.figures import EvidenceFact, FigureFact
from qualitygov.inspection.facts import SampleFact
from qualitygov.laboratory.facts import (
    AdoptedStandardFact,
    InstrumentFact,
    LaboratoryFact,
    RequestFact,
)
from qualitygov.publication.view import PublicationFact
from qualitygov.safety.accidents import AccidentFact
from qualitygov.safety.hazards import HazardFact
from qualitygov.safety.preparedness import AccountabilityFact, NoticeFact, PlanFact, RiskFact
from qualitygov.service.satisfaction import SurveyFact
from qualitygov.supervision.records import QuotaFact, VisitFact

__all__ = ["ROWS", "TABLES", "FactTables"]

NO_ROWS: tuple[Any, ...] = ()


ROWS: Mapping[str, type] = {
    "sample": SampleFact,
    "project": ProjectFact,
    "survey": SurveyFact,
    "air-day": AirDayFact,
    "noise": NoiseFact,
    "water": WaterFact,
    "figure": FigureFact,
    "certificate": CertificateFact,
    "evidence": EvidenceFact,
    "record": RecordFact,
    "complaint": ComplaintFact,
    "report": ReportFact,
    "visit": VisitFact,
    "quota": QuotaFact,
    "access": AccessFact,
    "publication": PublicationFact,
    "enterprise": EnterpriseYearFact,
    "laboratory": LaboratoryFact,
    "request": RequestFact,
    "instrument": InstrumentFact,
    "standard": AdoptedStandardFact,
    "comparison": ComparisonFact,
    "improvement": MeasureFact,
    "award": AwardFact,
    "hazard": HazardFact,
    "accident": AccidentFact,
    "plan": PlanFact,
    "notice": NoticeFact,
    "risk": RiskFact,
    "accountability": AccountabilityFact,
    "group": GroupFact,
    "task": TaskFact,
    "duty": DutyFact,
    "area": AreaFact,
    "lead": LeadFact,
    "budget": BudgetFact,
    "campaign": CampaignFact,
}
"""The class of the rows of each table of facts."""

TABLES: Mapping[str, frozenset[str]] = {
    name: frozenset(attribute.name for attribute in attrs.fields(cls)) for name, cls in ROWS.items()
}
"""The columns of each table of facts."""


@attrs.frozen(eq=False)
class FactTables:
    """All facts of a county, found by table and town (事实表集合).

    >>> FactTables.of({"sample": ()}).rows("sample", "330299101")
    ()
    """

    _rows: Mapping[tuple[str, str], tuple[Any, ...]] = attrs.field(alias="rows")

    @classmethod
    def of(cls, tables: Mapping[str, Iterable[Any]]) -> FactTables:
        """Sort rows by table and town; raises `FieldError` for a table that is not known.

        A row without a town or a day belongs to no town and no period, and is left out.
        """
        grouped: dict[tuple[str, str], list[Any]] = {}
        for name, rows in tables.items():
            if name not in TABLES:
                raise bilingual(
                    "facts.table",
                    f"没有名为 {name} 的事实表",
                    f"no table of facts is called {name}",
                )
            for row in rows:
                if row.town is not None and row.on is not None:
                    grouped.setdefault((name, row.town), []).append(row)
        return cls({key: tuple(rows) for key, rows in grouped.items()})

    def rows(self, table: str, town: str) -> tuple[Any, ...]:
        """Return the rows of one table and town; empty when there are none."""
        return self._rows.get((table, town), NO_ROWS)

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns of which anything is known, in order of their codes."""
        return tuple(sorted({town for _, town in self._rows}))
