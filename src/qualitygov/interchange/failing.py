"""Columns that name what failed (不合格项目), beside a conclusion: what contradicts it is refused.

A sample of which a column names a failing item failed. Where its conclusion says that it passed, or
says nothing, nobody knows which is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from qualitygov.core.cells import is_null, plain
from qualitygov.core.escaped import escaped
from qualitygov.inspection import InspectionSample
from qualitygov.inspection.words import Conclusion
from qualitygov.interchange.forms.headers import ITEMS, Header
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.forms.passed import STATED, gives_pass, speaks_of_failure
from qualitygov.interchange.hygiene import tidy
from qualitygov.text import Text

REMARKS = frozenset({"remarks", "more_remarks"})
_FAILING = re.compile(
    r"(?:主要|全部|实测|存在的?)?(?:不合格|不符合|不达标|超标|问题)(?:检验|检测)?"
    rf"(?:项目|指标|项|参数|内容|情况|原因|描述|说明)?(?:名称|数|个数|数量)?|{ITEMS}"
)
_NONE = re.compile(
    r"(?:无|没有)(?:不合格|问题)?(?:项目|项|指标)?|未发现.*|(?:所检项目)?(?:均|全部|全项)?(?:合格|符合(?:要求|标准)?)"
    r"|未见异常|未超标|否|0项?"
)


@attrs.frozen
class Failing:
    """A column that names what failed on a sample (不合格项目列)."""

    at: int
    header: Header
    says: Callable[[str], bool]

    def wrong(self, raw: str, stated: object) -> Text | None:
        """Return why a sample is refused (结论与不合格项目不符); None where it is not."""
        cell = tidy(raw)
        if stated not in (None, Conclusion.PASS):
            return None  # it failed, or its field refuses the word
        if is_null(cell) or not self.says(cell):
            return None
        header, said = " ".join(self.header.raw.split()), escaped(cell[:80])
        zh = "为空" if stated is None else "却为合格"
        en = "nothing" if stated is None else "that it passed"
        return Text(
            f"“{header}”为“{said}”，检验结论{zh}，不知以何者为准；请核对后填写结论",
            f"“{header}” names “{said}” and the conclusion says {en}: which is true? Write it",
        )


@attrs.frozen
class Unsaid:
    """The conclusions of a list whose form gives them (合格名单的结论列): none is given for a blank."""

    at: int
    header: Header

    def wrong(self, raw: str, stated: object) -> Text | None:
        """Return why a sample is refused (结论为空); None where its conclusion is written."""
        if not is_null(tidy(raw)):
            return None
        header = " ".join(self.header.raw.split())
        return Text(
            f"“{header}”为空，不知是否合格，不作推定；请填写结论",
            f"“{header}” is blank: whether it passed is not known; write the conclusion",
        )


def _names_something(cell: str) -> bool:
    return not _NONE.fullmatch(plain(cell))


def failing(match: Match) -> Iterator[Failing | Unsaid]:
    """Yield the columns of a list of samples that name what failed (识别不合格项目列).

    In a list of what passed, so may its remarks, and its conclusions may be blank.
    """
    if match.main.table.entity is not InspectionSample:
        return
    for at, header in enumerate(match.place.headers):
        if _FAILING.fullmatch(header.key) or _FAILING.fullmatch(header.bare):
            yield Failing(at, header, _names_something)
    for fed in match.main.fed if gives_pass(match) else ():
        if fed.form.field in REMARKS:
            yield Failing(fed.at, fed.header, speaks_of_failure)
        elif fed.form.field == STATED:
            yield Unsaid(fed.at, fed.header)


def contradictions(
    columns: list[Failing | Unsaid], cells: tuple[str, ...], row: Mapping[str, Any]
) -> Iterator[Text]:
    """Yield what contradicts the conclusion of a row (一行的矛盾)."""
    for one in columns:
        cell = cells[one.at] if one.at < len(cells) else ""
        if (found := one.wrong(cell, row.get(STATED))) is not None:
            yield found
