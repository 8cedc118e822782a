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

if TYPE_CHECKING:
    from qualitygov.assessment import Indicator, Target, TownAssessment
    from qualitygov.blacklist import BlacklistCase, BlacklistScreener, Move, MoveKind
    from qualitygov.core.calendars import OfficialCalendar
    from qualitygov.core.exact import Points, Rate
    from qualitygov.core.periods import Term
    from qualitygov.county import CountyAssessment, CountyData, Town, assess_county
    from qualitygov.credit import CreditArchive, CreditRecord, CreditScorer
    from qualitygov.engineering import EngineeringProject
    from qualitygov.enterprise import Certification, Enterprise
    from qualitygov.errors import QualityGovError
    from qualitygov.inspection import InspectionSample
    from qualitygov.interchange import read_county
    from qualitygov.rulebook import Context, Rulebook, load_rulebook
    from qualitygov.text import Text

__all__ = [
    "BlacklistCase",
    "BlacklistScreener",
    "Certification",
    "Context",
    "CountyAssessment",
    "CountyData",
    "CreditArchive",
    "CreditRecord",
    "CreditScorer",
    "EngineeringProject",
    "Enterprise",
    "Indicator",
    "InspectionSample",
    "Move",
    "MoveKind",
    "OfficialCalendar",
    "Points",
    "QualityGovError",
    "Rate",
    "Rulebook",
    "Target",
    "Term",
    "Text",
    "Town",
    "TownAssessment",
    "assess_county",
    "load_rulebook",
    "read_county",
]

_HOMES = {
    "assessment": "Indicator Target TownAssessment",
    "county": "CountyAssessment CountyData Town assess_county",
    "blacklist": "BlacklistCase BlacklistScreener Move MoveKind",
    "core.calendars": "OfficialCalendar",
    "core.exact": "Points Rate",
    "core.periods": "Term",
    "credit": "CreditArchive CreditRecord CreditScorer",
    "engineering": "EngineeringProject",
    "enterprise": "Certification Enterprise",
    "errors": "QualityGovError",
    "inspection": "InspectionSample",
    "interchange": "read_county",
    "rulebook": "Context Rulebook load_rulebook",
    "text": "Text",
}
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
