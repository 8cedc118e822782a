"""What the rows of a sheet are (表格版式): title, header, data, total, signature, nothing.

Nothing here is thrown away: each row that is no data is named with what it was taken for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.sheets import Sheet, SheetRow
from qualitygov.text import Text

DEEPEST = 40
"""A header stands in one of so many first rows."""

HIGHEST = 3
"""A header has so many rows at most."""

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
_SUMS = re.compile(r"合计|总计|小计|共计|累计|本页小计|本月合计|本年累计|total|sum")

_SEALED = re.compile(
    r"[(（]?(?:加?盖(?:单位)?公?章|签字?盖章|签章|(?:单位)?(?:公|印)章)(?:处)?[)）]?[:：]?"
)
"""The place for a seal: （盖章）."""

_AMOUNT = re.compile(r"[-+]?[\d,，.]+%?(?:家|户|个|件|份|条|项|批次?|人|次|元|万元|亿元|吨|起|宗)?")
"""What stands in a row of totals: a number, perhaps with what is counted."""

SHORT = 9
"""A whole number in a row of totals has fewer digits; a code has as many, or more."""

_SIGNED = re.compile(
    r"(?:填报人|填表人|制表人|审核人|复核人|经办人|负责人|单位负责人|填报单位|填报日期|填表日期|制表日期"
    r"|填报|填表|报送人|报送|报出日期|报送单位|统计负责人|联系人|联系电话|制表|审核|填表说明|说明|注|备注|注释|数据来源|单位)"
    r"(?:[(（].*?[)）])?[:：].*"
    r"|(?:以上(?:数据|信息|名单|内容|情况)|数据截[至止]|截[至止]\d{4}年).*",
    re.DOTALL,
)
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}日?)?)?(?:00:00(?::00)?)?")
_NUMBERED = re.compile(r"[(（]?\d{1,2}[)）]?|[一二三四五六七八九十甲乙丙丁]")


_TITLED = re.compile(
    r"[(（]?[一二三四五六七八九十]+[)）、.].*|.*(?:表|册|录|名单|台账|清单|情况|统计)(?:[(（].*[)）])?"
    r"|.*第.{1,4}页.*|.*[(（]续.{0,3}[)）]"
)


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
    if cell.isascii() and cell.isalnum():
        return cell.casefold()
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).casefold()


def _filled(row: SheetRow) -> list[str]:
    return [plain for cell in row.cells if (plain := _plain(cell))]


def is_title(row: SheetRow) -> bool:
    """Whether a row is a title above a header (是否标题行): one cell alone, that reads like one."""
    filled = _filled(row)
    return len(filled) == 1 and _TITLED.fullmatch(filled[0]) is not None


def is_total(first: str, row: SheetRow, key: Sequence[int]) -> bool:
    """Whether a row is one of totals (是否合计行): its first cell says so, and it names nothing.

    `first` is its first filled cell, `key` are the columns that name a row; where something else
    stands in one of them the row is data. Where all that stands beside the word is a count or an
    amount, it is no data, in whatever columns: 合计 and 7.
    """
    if not _TOTALS.fullmatch(first):
        return False
    named = (_plain(row.cells[at]) for at in key if at < len(row.cells))
    if all(not name or _TOTALS.fullmatch(name) for name in named):
        return True
    if not _SUMS.match(first):
        return False
    return all(_TOTALS.fullmatch(cell) or _is_count(cell) for cell in _filled(row))


def _is_count(cell: str) -> bool:
    """Whether a cell of a row of totals holds a count or an amount, and no code."""
    whole = cell.replace(",", "").replace("，", "")
    return _AMOUNT.fullmatch(cell) is not None and not (whole.isdigit() and len(whole) >= SHORT)


def is_signature(first: str, row: SheetRow, width: int) -> bool:
    """Whether a row is one of signatures or notes (是否签名或说明行).

    It has few cells beside its first, or none that is not one, too: 填报人：… and 填报日期：…, or the
    day alone. The place for a seal stands alone.
    """
    if _SEALED.fullmatch(first):
        return all(_SEALED.fullmatch(cell) or _DAY.fullmatch(cell) for cell in _filled(row))
    if not _SIGNED.fullmatch(first):
        return False
    filled = _filled(row)
    return len(filled) * 2 <= max(width, 2) or all(
        _SIGNED.fullmatch(cell) or _DAY.fullmatch(cell) for cell in filled
    )


Keys = tuple[str, ...]


def row_keys(row: SheetRow) -> Keys:
    """Return the cells of a row as headers are compared (整行比较键)."""
    return _trimmed([header_key(cell) for cell in row.cells])


def _heads(sheet: Sheet, place: Place) -> dict[str, set[Keys]]:
    """The rows of a header as they are compared, by their first cells."""
    found: dict[str, set[Keys]] = {}
    for row in sheet.rows[place.at : place.at + place.height]:
        if keys := row_keys(row):
            found.setdefault(keys[0], set()).add(keys)
    return found


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
    heads = _heads(sheet, place)
    for at, row in enumerate(sheet.rows[body:]):
        again = header_key(row.cells[0]) if row.cells else ""
        if again in heads and row_keys(row) in heads[again]:
            while data and is_title(data[-1]):  # the title of the page, printed again as well
                ignored.append(Ignored(data.pop().number, TITLE))
            ignored.append(Ignored(row.number, AGAIN))
            continue
        what = _kind(row, place, key, first=at == 0)
        if what is None:
            data.append(row)
        else:
            ignored.append(Ignored(row.number, what))
    ignored += _closing(data, ignored)
    return data, ignored


def _closing(data: list[SheetRow], ignored: Sequence[Ignored]) -> list[Ignored]:
    """Take from the end of the data a day that stands alone (落款日期).

    In a column of days it may be a row of which nothing else is known; there it is no data only
    below totals or signatures.
    """
    found: list[Ignored] = []
    signed = {one.row for one in ignored if one.what in (TOTAL, SIGNATURE)}
    while len(data) > 1 and (at := _day_alone(data[-1])) is not None:
        row, above = data[-1], data[-2].cells
        of_days = at < len(above) and _DAY.fullmatch(_plain(above[at])) is not None
        if of_days and row.number - 1 not in signed:
            break
        found.append(Ignored(data.pop().number, SIGNATURE))
    return found


def _day_alone(row: SheetRow) -> int | None:
    """The column of the one day that is all that a row holds."""
    filled = [at for at, cell in enumerate(row.cells) if _plain(cell)]
    if len(filled) != 1 or _DAY.fullmatch(_plain(row.cells[filled[0]])) is None:
        return None
    return filled[0]


def _kind(row: SheetRow, place: Place, key: Sequence[int], *, first: bool) -> Text | None:
    """What a row below the header is, None for data."""
    begins = next((plain for cell in row.cells if cell and (plain := _plain(cell))), None)
    if begins is None:
        return BLANK
    if first and _counted(row):
        return SUBHEAD
    if is_total(begins, row, key):
        return TOTAL
    return SIGNATURE if is_signature(begins, row, len(place.headers)) else None


# Where the header is


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return tuple(cells[: last + 1])


def _block(sheet: Sheet, at: int) -> int:
    """How many rows the header at a row has by its merged cells: one where there are none."""
    top = sheet.rows[at].cells
    if len(_trimmed(top)) <= 1:
        return 1
    end = row = at
    while row <= end < at + HIGHEST:
        for m in (one for one in sheet.merges if one.top == row):
            cells = sheet.rows[row].cells
            if m.left >= len(cells) or not cells[m.left].strip():
                continue
            if m.bottom == row and m.right - m.left + 1 >= len(top):
                return 1  # a title over everything
            end = max(end, m.bottom if m.bottom > row else row + 1)
        row += 1
    height = end - at + 1
    return height if height <= HIGHEST and end < len(sheet.rows) else 1


def _stacks(sheet: Sheet, at: int, height: int) -> list[list[str]]:
    """What stands above each other in each column of a header, the upper ones over their groups."""
    rows = [list(row.cells) for row in sheet.rows[at : at + height]]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    wide = [m for m in sheet.merges if at <= m.top < at + height - 1 and m.right > m.left]
    for m in wide:
        low = min(m.bottom, at + height - 1) - at + 1
        for c in range(m.left + 1, min(m.right + 1, width)):
            if any(row[c].strip() for row in rows[low:]):
                rows[m.top - at][c] = rows[m.top - at][m.left]
    return [[cell for cell in column if cell.strip()] for column in zip(*rows, strict=True)]


def _named(stack: Sequence[str], known: Collection[str]) -> str:
    """The header that cells above each other make: with its group where that is its name."""
    names = ["".join(stack[at:]) for at in range(len(stack))]
    return next((one for one in names if Header.of(one).is_one_of(known)), "".join(stack))


def _high(sheet: Sheet, at: int, height: int, known: Collection[str]) -> Place:
    cells = [_named(stack, known) for stack in _stacks(sheet, at, height)]
    return Place(at, tuple(map(Header.of, _trimmed(cells))), height)


def _known(place: Place, known: Collection[str]) -> int:
    return sum(header.is_one_of(known) for header in place.headers)


def _places(sheet: Sheet, known: Collection[str]) -> Iterator[Place]:
    """Every place: of rows by themselves, of merged ones, of two that make more names as one."""
    lone: dict[int, Place] = {}
    high: list[Place] = []
    for at, row in enumerate(sheet.rows[:DEEPEST]):
        if sheet.header is not None and at != sheet.header:
            continue
        cells = _trimmed(row.cells)
        if not cells:
            continue
        lone[at] = Place(at, tuple(map(Header.of, cells)))
        if sheet.header is None and (height := _block(sheet, at)) > 1:
            high.append(_high(sheet, at, height, known))
    for at, place in lone.items():
        below = lone.get(at + 1)
        if below is None or any(one.at == at for one in high):
            continue
        most = max(counts := [_known(one, known) for one in (place, below)])
        both = _high(sheet, at, 2, known) if min(counts) else None
        if both is not None and _known(both, known) > most:
            high.append(both)
    yield from (one for one in lone.values() if not _within(one, high, sheet, known))
    yield from high


def _within(lone: Place, high: Sequence[Place], sheet: Sheet, known: Collection[str]) -> bool:
    """Whether a row is but a part of a header whose cells are merged over several rows."""
    for whole in high:
        rows = range(whole.at, whole.at + whole.height)
        tall = any(m.top in rows and m.top < m.bottom and m.bottom in rows for m in sheet.merges)
        if lone.at in rows and (tall or lone.at == whole.at):
            return _known(whole, known) * (1 + tall) >= _known(lone, known)
    return False


def places(sheet: Sheet, known: Collection[str]) -> list[Place]:
    """Return every place where the header of a sheet may be (可能的表头).

    `known` are the names of columns: of a header in several rows a column goes by its group and its
    own name, or by its own alone, whichever is known.
    """
    return list(_places(sheet, known))


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
