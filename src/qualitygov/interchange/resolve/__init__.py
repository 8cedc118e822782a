"""Towns, units and parties by what tables say of them (乡镇、主体、当事人的识别).

Pure functions over the county's own lists: no file is read here. What is exact is found; what is
only near is proposed, and a person decides.
"""

from __future__ import annotations

from qualitygov.interchange.resolve.answers import Found, Unresolved
from qualitygov.interchange.resolve.parties import PartyKind, is_person, ought_to_be_ours
from qualitygov.interchange.resolve.places import County
from qualitygov.interchange.resolve.towns import TownIndex
from qualitygov.interchange.resolve.units import UnitIndex

__all__ = [
    "County",
    "Found",
    "PartyKind",
    "TownIndex",
    "UnitIndex",
    "Unresolved",
    "is_person",
    "ought_to_be_ours",
]
