"""Quality governance of towns and counties (质量强镇).

Entities, scorers and blacklist rules with their reasons.

The names below are what most programs need. Each is loaded when it is first used, so that ``import
qualitygov`` stays quick.

>>> from qualitygov import load_rulebook
>>> load_rulebook("strong-town").id
'strong-town'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from qualitygov.core.version import __version__ as __version__

if TYPE_CHECKING:
    from qualitygov.assessment import (
        FactTables,
        Indicator,
        Measurement,
        Target,
        TargetResult,
        TownAssessment,
        Verdict,
        compile_assessment,
    )
    from qualitygov.blacklist import (
        BlacklistCase,
        BlacklistScreener,
        Ground,
        Move,
        MoveKind,
        Screening,
    )
    from qualitygov.core.calendars import OfficialCalendar, WeekdayCalendar, WorkCalendar
    from qualitygov.core.exact import Points, Rate
    from qualitygov.core.period import Period
    from qualitygov.core.periods import Term
    from qualitygov.core.result import Result
    from qualitygov.core.schema import schema_for
    from qualitygov.county import (
        SUBJECTS,
        CountyAssessment,
        CountyData,
        assess_county,
        check_rules,
        run_cases,
    )
    from qualitygov.credit import (
        Badge,
        CreditArchive,
        CreditRecord,
        CreditScore,
        CreditScorer,
        Excluded,
        Outlook,
        Reach,
        TradeCredit,
        check_record,
        records_from,
        trade_credit,
        trade_credits,
    )
    from qualitygov.engineering import EngineeringProject
    from qualitygov.enterprise import Certification, Enterprise
    from qualitygov.errors import (
        FieldError,
        InputError,
        MissingExtraError,
        OutputError,
        Problem,
        QualityGovError,
        RulebookError,
    )
    from qualitygov.inspection import InspectionSample
    from qualitygov.interchange import CountyReading, read_county
    from qualitygov.rulebook import Context, Rulebook, Rules, built_in_books, load_rulebook
    from qualitygov.schemas import json_schema
    from qualitygov.subject import (
        Child,
        Column,
        CountyView,
        Event,
        EventSpec,
        FactSpec,
        Section,
        Subject,
        Table,
        TableSpec,
        Town,
        Worklist,
    )
    from qualitygov.text import Text

__all__ = [
    "SUBJECTS",
    "Badge",
    "BlacklistCase",
    "BlacklistScreener",
    "Certification",
    "Child",
    "Column",
    "Context",
    "CountyAssessment",
    "CountyData",
    "CountyReading",
    "CountyView",
    "CreditArchive",
    "CreditRecord",
    "CreditScore",
    "CreditScorer",
    "EngineeringProject",
    "Enterprise",
    "Event",
    "EventSpec",
    "Excluded",
    "FactSpec",
    "FactTables",
    "FieldError",
    "Ground",
    "Indicator",
    "InputError",
    "InspectionSample",
    "Measurement",
    "MissingExtraError",
    "Move",
    "MoveKind",
    "OfficialCalendar",
    "Outlook",
    "OutputError",
    "Period",
    "Points",
    "Problem",
    "QualityGovError",
    "Rate",
    "Reach",
    "Result",
    "Rulebook",
    "RulebookError",
    "Rules",
    "Screening",
    "Section",
    "Subject",
    "Table",
    "TableSpec",
    "Target",
    "TargetResult",
    "Term",
    "Text",
    "Town",
    "TownAssessment",
    "TradeCredit",
    "Verdict",
    "WeekdayCalendar",
    "WorkCalendar",
    "Worklist",
    "assess_county",
    "built_in_books",
    "check_record",
    "check_rules",
    "compile_assessment",
    "json_schema",
    "load_rulebook",
    "read_county",
    "records_from",
    "run_cases",
    "schema_for",
    "trade_credit",
    "trade_credits",
]

_HOMES = {
    # rules, and the context in which something is decided
    "rulebook": "Context Rulebook Rules built_in_books load_rulebook",
    "core.calendars": "OfficialCalendar WeekdayCalendar WorkCalendar",
    # a county: its subjects, its data, its assessment
    "county": "SUBJECTS CountyAssessment CountyData assess_county check_rules run_cases",
    "interchange": "CountyReading read_county",
    "assessment": (
        "FactTables Indicator Measurement Target TargetResult TownAssessment Verdict "
        "compile_assessment"
    ),
    # a subject of one's own
    "subject": (
        "Child Column CountyView Event EventSpec FactSpec Section Subject Table TableSpec "
        "Town Worklist"
    ),
    # credit and the blacklist
    "credit": (
        "Badge CreditArchive CreditRecord CreditScore CreditScorer Excluded Outlook Reach "
        "TradeCredit check_record records_from trade_credit trade_credits"
    ),
    "blacklist": "BlacklistCase BlacklistScreener Ground Move MoveKind Screening",
    # rows that most programs make
    "enterprise": "Certification Enterprise",
    "inspection": "InspectionSample",
    "engineering": "EngineeringProject",
    # values, schemas, results and errors
    "core.exact": "Points Rate",
    "core.period": "Period",
    "core.periods": "Term",
    "text": "Text",
    "core.schema": "schema_for",
    "schemas": "json_schema",
    "core.result": "Result",
    "errors": (
        "FieldError InputError MissingExtraError OutputError Problem QualityGovError RulebookError"
    ),
}
"""Where each name is at home, by what it is for."""

_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
