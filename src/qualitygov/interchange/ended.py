"""Columns that say that a record is over (撤销、修复、移出): none of them is passed over.

A day of revocation, of repair or of removal is a field of its own. Another column may say it as
well, as a reason of revocation or a state of publication does. Where it says that a record is over
and no field says since when, the row is refused: it may not count as if it held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qualitygov.core.cells import is_null
from qualitygov.core.fields import about_field
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.match import Fed, Match
from qualitygov.interchange.forms.model import ColumnForm
from qualitygov.interchange.forms.remarks import remarks, says_over
from qualitygov.interchange.hygiene import tidy
from qualitygov.text import Text

FIELDS: Mapping[str, str] = {
    "revoked_on": r"撤销|撤消|撤回|作废|废止|cutreason|revok",
    "repaired_on": r"修复|repair",
    "removed_on": r"移出|移除|remov",
    "withdrawn_on": r"停止公示|终止公示",
}
"""The fields that say since when a record is over, with the words by which a column means them."""

_POSSIBLE = re.compile(r"[可应须]|条件|期限|截止|要求|方式|渠道|指南|须知|流程|联系")
"""Words of headers of what may be done, and was not."""

_STATE = re.compile(r"状态|status|是否(?:有效|公示)")
_PUBLICATION = frozenset(map(header_key, ("公示状态", "publicstatus")))
_NO = re.compile(r"[否未无不没非].*|[NnFf0]|no|No|NO|[Ff]alse|FALSE")
_HOLDS = re.compile(
    r"(?:已|正在|在|处于|待|未)?(?:公示|公开)(?:中|期内|期满|结束|到期)?|正常|有效|[是Yy]|已到期|公示期?已满"
)
_OVER = re.compile(r"撤销|撤消|撤回|作废|废止|修复|移出|移除|无效|失效|停止公示|终止公示")


@attrs.frozen
class Ending:
    """A column that may say that a record is over (可能载明已终止的列).

    `field` is the field that should say it; None where the word in the cell tells which. In a
    `remark` only what says it outright does.
    """

    at: int
    header: Header
    field: str | None
    fields: Mapping[str, str]
    remark: bool = False
    code: str = "cell.ended"

    def fed(self) -> Iterator[tuple[str, Fed]]:
        """Yield the fields of which the column speaks, each as fed by it (所涉字段)."""
        for name in (self.field,) if self.field is not None else self.fields:
            yield name, Fed(self.at, self.header, ColumnForm(field=name), None)

    def means(self, raw: str) -> str | None:
        """Return the field that a cell should fill (单元格所指字段); None where it says no end."""
        cell = tidy(raw)
        if is_null(cell) or _NO.fullmatch(cell):
            return None
        if self.field is not None:
            return self.field
        if self.remark:
            return self._of_word(cell) if says_over(cell) else None
        if _OVER.search(cell):
            return self._of_word(cell)
        closed = self.header.bare in _PUBLICATION and _HOLDS.fullmatch(cell) is None
        return next(iter(self.fields)) if closed else None

    def _of_word(self, cell: str) -> str:
        return _field_of(cell, self.fields) or next(iter(self.fields))

    def wrong(self, raw: str, plain: Mapping[str, Any]) -> tuple[str, Text] | None:
        """Return the field that lacks a day, and why the row is refused (终止日期缺失)."""
        field = self.means(raw)
        if field is None or plain.get(field) is not None:
            return None
        label, header = self.fields[field], " ".join(self.header.raw.split())
        said = tidy(raw)
        return field, Text(
            f"“{header}”为“{said}”，疑已撤销、修复或移出，但没有“{label}”，未读入；"
            "请补写日期，或在 mapping.toml 中写明此列或列入 ignore",
            f"“{header}” says “{said}”: it may be over, and no {field} says since when; not read; "
            "write the day, or say in mapping.toml what the column is, or ignore it",
        )


def _field_of(text: str, fields: Mapping[str, str]) -> str | None:
    return next(
        (one for one, words in FIELDS.items() if one in fields and re.search(words, text)), None
    )


def endings(match: Match) -> Iterator[Ending]:
    """Yield the columns that nothing reads and that may say that a record is over (终止列识别)."""
    table = match.main.table
    fields = {one: about_field(table.fields[one]).label.zh for one in FIELDS if one in table.fields}
    if not fields:
        return
    ignored = frozenset(map(header_key, match.form.ignore)) if match.form.given else frozenset()
    said = {at for at, _ in remarks(match, says_over)}
    for at, header in enumerate(match.place.headers):
        if at in match.used or not header.key or header.is_one_of(ignored):
            continue
        if _POSSIBLE.search(header.bare):
            continue
        field = _field_of(header.key, fields)
        if field is not None or _OVER.search(header.key):
            yield Ending(at, header, field or next(iter(fields)), fields)
        elif _STATE.search(header.key) or at in said:
            yield Ending(at, header, None, fields, remark=at in said)
