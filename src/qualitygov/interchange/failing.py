"""Columns that name what failed (不合格项目), beside a conclusion: what contradicts it is refused.

A sample of which a column names a failing item failed. Where its conclusion says that it passed, or
says nothing, nobody knows which is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qualitygov.core.cells import is_null, plain
from qualitygov.core.escaped import escaped
from qualitygov.inspection import InspectionSample
from qualitygov.inspection.words import Conclusion
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy
from qualitygov.text import Text

_FAILING = re.compile(
    r"(?:主要|全部|实测)?(?:不合格|不符合|问题)(?:检验|检测)?(?:项目|指标|项|参数|内容)(?:名称|数|个数|数量)?"
)
_NONE = re.compile(
    r"(?:无|没有)(?:不合格|问题)?(?:项目|项|指标)?|未发现.*|(?:所检项目)?(?:均|全部|全项)?(?:合格|符合(?:要求|标准)?)"
    r"|未见异常|0项?"
)


@attrs.frozen
class Failing:
    """A column that names what failed on a sample (不合格项目列)."""

    at: int
    header: Header

    def wrong(self, raw: str, stated: object) -> Text | None:
        """Return why a sample is refused (结论与不合格项目不符); None where it is not."""
        cell = tidy(raw)
        if stated not in (None, Conclusion.PASS):
            return None  # it failed, or its field refuses the word
        if is_null(cell) or _NONE.fullmatch(plain(cell)):
            return None
        header, said = " ".join(self.header.raw.split()), escaped(cell[:80])
        zh = "为空" if stated is None else "却为合格"
        en = "nothing" if stated is None else "that it passed"
        return Text(
            f"“{header}”为“{said}”，检验结论{zh}，不知以何者为准；请核对后填写结论",
            f"“{header}” names “{said}” and the conclusion says {en}: which is true? Write it",
        )


def failing(match: Match) -> Iterator[Failing]:
    """Yield the columns of a list of samples that name what failed (识别不合格项目列)."""
    if match.main.table.entity is not InspectionSample:
        return
    for at, header in enumerate(match.place.headers):
        if _FAILING.fullmatch(header.key) or _FAILING.fullmatch(header.bare):
            yield Failing(at, header)


def contradictions(
    columns: list[Failing], cells: tuple[str, ...], row: Mapping[str, Any]
) -> Iterator[Text]:
    """Yield what contradicts the conclusion of a row (一行的矛盾)."""
    for one in columns:
        if one.at < len(cells) and (found := one.wrong(cells[one.at], row.get("stated"))):
            yield found
