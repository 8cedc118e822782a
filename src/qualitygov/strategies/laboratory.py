"""What hangs together in requests to laboratories (检测委托的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.codes.standard import level_of
from qualitygov.laboratory.entities import AdoptedStandard, RequestedItem, TestRequest
from qualitygov.strategies.derived import Mend, Values


def request(values: Values) -> Values:
    """It asks for each item once, and what is reported was assigned to somebody (检测委托)."""
    items = {one.item: one for one in values["items"]} or {"铅": RequestedItem(item="铅")}
    reported = values["reported_on"] if values["laboratory"] else None
    return {**values, "items": tuple(items.values()), "reported_on": reported}


def adopted(values: Values) -> Values:
    """A number that shows the level of its standard is of that level (采用标准)."""
    return {**values, "kind": level_of(values["number"]) or values["kind"]}


MENDS: Mapping[type, Mend] = {AdoptedStandard: adopted, TestRequest: request}
