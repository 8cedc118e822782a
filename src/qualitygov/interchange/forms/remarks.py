"""Remarks that say that something is over (备注): a unit that is gone, a record that was revoked.

No field reads such a column. What it says at once, and no column of a state or of a day does, is
not passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from qualitygov.core.escaped import escaped
from qualitygov.interchange.forms.deciding import states
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.match import Fed, Match
from qualitygov.interchange.forms.model import ColumnForm
from qualitygov.interchange.hygiene import tidy
from qualitygov.text import Text

_REMARK = re.compile(
    r"(?:其他|有关|其它)?(?:备注|附注|备考|说明|情况)(?:说明|信息|内容)?\d*|其[他它]|remarks?|notes?"
)
LONGEST = 80
"""So many characters of a remark a message repeats."""

_NOT = r"(?<![未无非不没曾拟可])"
_GONE = re.compile(
    _NOT + r"(?:注销|吊销|迁出|外迁|迁往|搬离|倒闭|关闭|关停|停业|歇业|解散|破产|取缔|失联|查无)"
)
_NOT_THE_UNIT = re.compile(r"许可|资质|证书|商标|分公司|分店|恢复|重新|复工|复业|申请|如[果需]")
_OVER = re.compile(
    _NOT
    + r"(?:撤销|撤消|撤回|作废|废止|移出|移除|停止公示|终止公示)(?!.{0,4}(?:许可|资质|证|执照))"
    r"|已.{0,6}修复(?!期|条件)|修复(?:完成|成功|完毕)"
)
_NOT_YET = re.compile(r"申请|可[以在]|应当?|如[果需]|期满|条件|办法")


def is_remark(header: Header) -> bool:
    """Whether a column holds remarks (是否备注列)."""
    return _REMARK.fullmatch(header.bare) is not None


def says_gone(cell: str) -> bool:
    """Whether a remark says that a unit is gone (备注是否载明主体已终止).

    >>> [says_gone(cell) for cell in ("已注销", "2015年吊销执照", "未注销", "卫生许可证注销后重新办理")]
    [True, True, False, False]
    """
    return _GONE.search(cell) is not None and _NOT_THE_UNIT.search(cell) is None


def says_over(cell: str) -> bool:
    """Whether a remark says that a record is over (备注是否载明记录已终止).

    >>> [says_over(cell) for cell in ("已撤销", "经复议撤销", "未撤销", "可以申请信用修复", "已修复")]
    [True, True, False, False, True]
    """
    return _OVER.search(cell) is not None and _NOT_YET.search(cell) is None


def remarks(match: Match, says: Callable[[str], bool]) -> Iterator[tuple[int, Header]]:
    """Yield the columns of remarks in which some cell says it (有此记载的备注列)."""
    used = match.used
    for at, header in enumerate(match.place.headers):
        if at not in used and is_remark(header):
            cells = {row.cells[at] for row in match.body if at < len(row.cells)}
            if any(says(tidy(cell)) for cell in cells):
                yield at, header


@attrs.frozen
class Gone:
    """A column of remarks in which a unit may be said to be gone (载明主体已终止的备注列).

    `assumed` is the state in which nobody says that it is.
    """

    at: int
    header: Header
    field: str
    assumed: str
    code: str = "cell.rival"

    def fed(self) -> Iterator[tuple[str, Fed]]:
        """Yield the field of which the column speaks, as fed by it (所涉字段)."""
        yield self.field, Fed(self.at, self.header, ColumnForm(field=self.field), None)

    def wrong(self, raw: str, plain: Mapping[str, Any]) -> tuple[str, Text] | None:
        """Return the field of the state, and why the row is refused (备注与状态不一致)."""
        said = plain.get(self.field)
        if (said is not None and str(said) != self.assumed) or not says_gone(tidy(raw)):
            return None
        header, cell = " ".join(self.header.raw.split()), escaped(tidy(raw)[:LONGEST])
        return self.field, Text(
            f"“{header}”为“{cell}”，与状态不一致，未读入；请改正状态，或在 mapping.toml 中将该列列入 ignore",
            f"“{header}” says “{cell}”, and the state does not: not read; correct the state, or "
            "ignore that column in mapping.toml",
        )


def gone(match: Match) -> Iterator[Gone]:
    """Yield the columns of remarks in which a unit of a register is said to be gone (识别)."""
    table, spare = match.main.table, set(match.spare)
    if not table.by_unit:
        return
    for field in states(table):
        for at, header in remarks(match, says_gone):
            if header in spare:
                yield Gone(at, header, field, str(table.fields[field].default))
