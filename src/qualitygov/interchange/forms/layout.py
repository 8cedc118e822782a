"""What the rows of a sheet are (表格版式): title, header, data, total, signature, nothing.

Nothing here is thrown away: each row that is no data is named with what it was taken for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import attrs

from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.sheets import Sheet, SheetRow
from qualitygov.text import Text

DEEPEST = 40
"""A header stands in one of so many first rows."""

TITLE = Text("标题行", "a title row")
BLANK = Text("空行", "a blank row")
TOTAL = Text("合计行", "a row of totals")
SIGNATURE = Text("签名、填报或说明行", "a row of signatures or notes")
AGAIN = Text("重复的表头", "the header again")
SUBHEAD = Text("表头第二行", "the second row of the header")

_TOTALS = re.compile(
    r"(?:合计|总计|小计|共计|累计|总数|平均|平均值|本页小计|本月合计|本年累计|total|sum|average)"
    r"(?:[:：(（].*)?"
)
_SIGNED = re.compile(
    r"(?:填报人|填表人|制表人|审核人|复核人|经办人|负责人|单位负责人|填报单位|填报日期|填表日期|制表日期"
    r"|报出日期|报送单位|统计负责人|联系人|联系电话|制表|审核|填表说明|说明|注|备注|注释|数据来源|单位)"
    r"(?:[(（].*?[)）])?[:：].*",
    re.DOTALL,
)
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}日?)?)?(?:00:00(?::00)?)?")
_NUMBERED = re.compile(r"[(（]?\d{1,2}[)）]?|[一二三四五六七八九十甲乙丙丁]")


@attrs.frozen
class Ignored:
    """A row that is no data (非数据行), and what it was taken for."""

    row: int
    what: Text


@attrs.frozen
class Place:
    """Where the header of a sheet is (表头位置): the index of its first row, its cells, its height."""

    at: int
    headers: tuple[Header, ...]
    height: int = 1


def _plain(cell: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).casefold()


def _filled(row: SheetRow) -> list[str]:
    return [plain for cell in row.cells if (plain := _plain(cell))]


def is_total(first: str, row: SheetRow, key: Sequence[int]) -> bool:
    """Whether a row is one of totals (是否合计行): its first cell says so, and it names nothing.

    `first` is its first filled cell, `key` are the columns that name a row; where something else
    stands in one of them the row is data.
    """
    if not _TOTALS.fullmatch(first):
        return False
    named = (_plain(row.cells[at]) for at in key if at < len(row.cells))
    return all(not name or _TOTALS.fullmatch(name) for name in named)


def is_signature(first: str, row: SheetRow, width: int) -> bool:
    """Whether a row is one of signatures or notes (是否签名或说明行).

    It has few cells beside its first, or none that is not one, too: 填报人：… and 填报日期：…, or the
    day alone.
    """
    if not _SIGNED.fullmatch(first):
        return False
    filled = _filled(row)
    return len(filled) * 2 <= max(width, 2) or all(
        _SIGNED.fullmatch(cell) or _DAY.fullmatch(cell) for cell in filled
    )


def _again(row: SheetRow, place: Place) -> bool:
    keys = [header_key(cell) for cell in row.cells[: len(place.headers)]]
    return keys == [header.key for header in place.headers]


def _counted(row: SheetRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or 甲, 1, 2 under a header."""
    filled = _filled(row)
    if len(filled) <= 2 or not all(_NUMBERED.fullmatch(one) for one in filled):  # noqa: PLR2004
        return False
    numbers = [int(digits) for one in filled if (digits := one.strip("()（）")).isdigit()]
    return numbers == list(range(1, len(numbers) + 1))


def sorted_rows(
    sheet: Sheet, place: Place, key: Sequence[int]
) -> tuple[list[SheetRow], list[Ignored]]:
    """Return the rows of data, and the others with what they are (数据行与非数据行).

    `key` are the columns that name a row.
    """
    data: list[SheetRow] = []
    ignored = [Ignored(row.number, BLANK if row.blank else TITLE) for row in sheet.rows[: place.at]]
    body = place.at + place.height
    ignored += [Ignored(row.number, SUBHEAD) for row in sheet.rows[place.at + 1 : body]]
    for at, row in enumerate(sheet.rows[body:]):
        what = _kind(row, place, key, first=at == 0)
        if what is None:
            data.append(row)
        else:
            ignored.append(Ignored(row.number, what))
    return data, ignored


def _kind(row: SheetRow, place: Place, key: Sequence[int], *, first: bool) -> Text | None:
    """What a row below the header is, None for data."""
    begins = next((plain for cell in row.cells if cell and (plain := _plain(cell))), None)
    if begins is None:
        return BLANK
    head = place.headers[0]
    if header_key(row.cells[0]) == head.key and _again(row, place):
        return AGAIN
    if first and _counted(row):
        return SUBHEAD
    if is_total(begins, row, key):
        return TOTAL
    return SIGNATURE if is_signature(begins, row, len(place.headers)) else None


# Where the header is


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return tuple(cells[: last + 1])


def _joined(sheet: Sheet, at: int) -> tuple[str, ...] | None:
    """The headers of two rows as one, where cells of the first are merged above several."""
    wide = [m for m in sheet.merges if m.top == m.bottom == at and m.right > m.left]
    if not wide or at + 1 >= len(sheet.rows):
        return None
    top, low = sheet.rows[at].cells, sheet.rows[at + 1].cells
    if len(_trimmed(top)) <= 1 or max(m.right - m.left + 1 for m in wide) >= len(top):
        return None
    above = {c: top[m.left] for m in wide for c in range(m.left, m.right + 1)}
    return tuple(
        (above[c] + below if c in above and below.strip() else below or cell)
        for c, (cell, below) in enumerate(zip(top, low, strict=True))
    )


def _places(sheet: Sheet) -> Iterator[Place]:
    for at, row in enumerate(sheet.rows[:DEEPEST]):
        if sheet.header is not None and at != sheet.header:
            continue
        cells = _trimmed(row.cells)
        if not cells:
            continue
        yield Place(at, tuple(map(Header.of, cells)))
        both = _joined(sheet, at)
        if both is not None:
            yield Place(at, tuple(map(Header.of, _trimmed(both))), 2)


def places(sheet: Sheet) -> list[Place]:
    """Return every place where the header of a sheet may be (可能的表头)."""
    return list(_places(sheet))


def filled_down(sheet: Sheet) -> Sheet:
    """Return a sheet in which what was merged over several rows stands in each (合并单元格展开)."""
    tall = [merge for merge in sheet.merges if merge.bottom > merge.top]
    if not tall:
        return sheet
    cells = {row: list(sheet.rows[row].cells) for m in tall for row in range(m.top, m.bottom + 1)}
    for merge in tall:
        for row in range(merge.top, merge.bottom + 1):
            for column in range(merge.left, merge.right + 1):
                cells[row][column] = sheet.rows[merge.top].cells[merge.left]
    rows: Mapping[int, list[str]] = cells
    made = (
        attrs.evolve(row, cells=tuple(rows[at])) if at in rows else row
        for at, row in enumerate(sheet.rows)
    )
    return attrs.evolve(sheet, rows=tuple(made))
