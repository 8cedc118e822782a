"""What hangs together in requests to laboratories (检测委托的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.laboratory.entities import RequestedItem, TestRequest
from qualitygov.strategies.derived import Mend, Values


def request(values: Values) -> Values:
    """It asks for each item once, and what is reported was assigned to somebody (检测委托)."""
    items = {one.item: one for one in values["items"]} or {"铅": RequestedItem(item="铅")}
    reported = values["reported_on"] if values["laboratory"] else None
    return {**values, "items": tuple(items.values()), "reported_on": reported}


MENDS: Mapping[type, Mend] = {TestRequest: request}
