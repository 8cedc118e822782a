"""Whom and where a row speaks of (归户): units and towns found by the county's own lists, exactly."""

from __future__ import annotations

from qualitygov.interchange.resolve.answer import Found, Unresolved
from qualitygov.interchange.resolve.towns import TownIndex
from qualitygov.interchange.resolve.units import UnitIndex, ought_to_be_ours

__all__ = ["Found", "TownIndex", "UnitIndex", "Unresolved", "ought_to_be_ours"]
