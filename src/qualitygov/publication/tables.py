"""Tables of publication (公示数据表)."""

from __future__ import annotations

from typing import Any

from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.entities_filed import FiledCase
from qualitygov.publication.gravity import gravest
from qualitygov.rulebook.context import Context
from qualitygov.subject import TableSpec
from qualitygov.text import Text


def _gravest(plain: dict[str, Any], context: Context) -> None:
    """The penalty of a decision that lists several is the gravest of them, by the book."""
    words = plain.get("penalties")
    known = {member.value: member for member in Penalty}
    if plain.get("penalty") is not None or not words or not all(one in known for one in words):
        return
    plain["penalty"] = gravest([known[one] for one in words], context).value


PENALTIES = TableSpec(
    name="penalties",
    entity=EnforcementCase,
    label=Text("行政处罚", "cases of enforcement"),
    file="enforcement_cases.csv",
    key=("subject", "id"),
    derived=("penalty",),
    complete=_gravest,
    owner="bureau",
    unit="subject",
)
"""Cases in which a penalty was decided (行政处罚)."""

FILED_CASES = TableSpec(
    name="filed_cases",
    entity=FiledCase,
    label=Text("立案案件", "filed cases"),
    file="filed_cases.csv",
    owner="bureau",
    unit="subject",
)
"""Cases that were filed, decided or not (立案案件)."""
