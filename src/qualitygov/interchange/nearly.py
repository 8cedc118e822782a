"""Which table a sheet nearly is (疑似数据表): by headers that are nearly its own, by what it speaks of.

A sheet that cannot be read as any table may still be a ledger of penalties or of samples that an
office keeps in its own way. Nobody's credit is judged while such a sheet lies there unread.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from qualitygov.blacklist.unread import CREDIT_TABLES
from qualitygov.codes import credit_code
from qualitygov.core.names import plain_name
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.columns import columns_of, names_of, other_names_of
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.layout import DEEPEST
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.sheets import Sheet, SheetRow

LIKE = 0.6
"""So much a header is like the name of a column that it may mean it (difflib's ratio)."""

FEWEST, SHARE, LONGEST = 4, 0.5, 24
"""So many of a table's columns, and such a share of those it needs, has a sheet that is like it."""

GENERAL = frozenset(
    {"日期", "时间", "名称", "单位", "类型", "类别", "编号", "序号", "备注", "地址", "内容", "数量",
     "状态", "结果", "年度", "说明", "机关", "依据", "情况", "代码", "date", "name", "code", "type"}
)  # fmt: skip
"""Words that stand in headers of any table, and by themselves mean none."""

UNIT = re.compile(
    r".*(?:当事人|相对人|信用代码|主体代码|主体名称|企业名称|单位名称|公司名称|被抽样|受检|生产企业|经营者)"
    r".*|企业|单位|商户"
)
"""Headers of a column that names units (主体列名)."""

FIRM = re.compile(
    r".{2,}(?:公司|集团|[工总分]?厂|店|[店商]铺|餐?馆|商行|[车洗]行|经营部|门市部|加工部|合作社|超市|商场|酒楼|餐厅|农场"
    r"|[作工加]坊|工作室|药房|诊所|个体户|养殖场|屠宰场)(?:\(.*\))?"
)
"""How the names of most firms end (主体名称)."""

MOSTLY = 0.5
"""Such a share of the cells of a column are codes or names of firms where it lists units."""

SPEAKS_OF: Mapping[str, re.Pattern[str]] = {
    "penalties": re.compile(
        r"处罚|违法|案由|案情|罚款|罚没|查处|\bfines?\b|penalt|violation|offence"
    ),
    "records": re.compile(r"处罚|失信|信用(?:记录|信息)|异常名录"),
    "cases": re.compile(r"黑名单|严重违法|失信名单"),
    "samples": re.compile(r"不合格|抽检|抽查|抽样|检验结[果论]|\bsampl(?:es?|ing)\b|unqualified"),
}
"""Words of the tables on which a unit's credit rests."""

NO_LEDGER = re.compile(r"计划|方案|通知|制度|办法|模板|说明|流程|法规|条例|依据|清单模板|裁量|值班")
"""Names of what is about these matters, and lists nobody to whom they happened."""

OUTCOME = re.compile(
    r"完成|结果|结论|判定|情况|落实|通报|公示|台账|明细|处罚|违法|案由|案情|罚|查处|不合格|失信|黑名单|异常名录"
)
"""Words of what happened: a list of units with one of them is no mere plan (结果用语)."""


def _names(table: TableAbout) -> list[frozenset[str]]:
    """The names of each column that a table needs."""
    return [
        frozenset(
            Header.of(name).key
            for name in (*names_of(table.entity, one), *other_names_of(table.entity, one))
        )
        for one in columns_of(table.entity, ())
        if one.required and one.part != "en"
    ]


def is_like(header: Header, name: str) -> bool:
    """Whether a header is nearly the name of a column (列名近似).

    >>> is_like(Header.of("严重程度"), "程度"), is_like(Header.of("发生日"), "发生日期")
    (True, True)
    >>> is_like(Header.of("日期"), "发生日期")
    False
    """
    own = header.bare
    if own == name:
        return True
    if own in GENERAL or name in GENERAL or len(own) < 2:  # noqa: PLR2004 - one sign says nothing
        return False
    short, long = sorted((own, name), key=len)
    within = short in long and len(short) * 2 >= len(long)
    return within or difflib.SequenceMatcher(None, own, name).ratio() >= LIKE


def header_rows(sheet: Sheet) -> Iterator[SheetRow]:
    """Yield the rows that may be the header of a table (可能的表头行): several short cells."""
    for row in sheet.rows[:DEEPEST]:
        cells = [tidy(cell) for cell in row.cells if tidy(cell)]
        if len(cells) >= FEWEST - 1 and all(len(one) <= LONGEST for one in cells):
            yield row


def _headers(row: SheetRow) -> list[Header]:
    return [Header.of(cell) for cell in row.cells if tidy(cell)]


def _fits(headers: Sequence[Header], names: Iterable[frozenset[str]]) -> int:
    """How many columns of a table have a header of their own that is nearly their name."""
    left = list(headers)
    count = 0
    for own in names:
        found = next((one for one in left if one.is_one_of(own)), None) or next(
            (one for one in left if any(is_like(one, name) for name in own)), None
        )
        if found is not None:
            left.remove(found)
            count += 1
    return count


def by_headers(sheet: Sheet, tables: Iterable[TableAbout]) -> list[str]:
    """Return the tables whose columns a sheet nearly has (表头近似), the nearest alone."""
    needed = {table.name: _names(table) for table in tables}
    found: dict[str, float] = {}
    for row in header_rows(sheet):
        headers = _headers(row)
        for name, columns in needed.items():
            count = _fits(headers, columns) if len(columns) >= FEWEST else 0
            if count >= FEWEST and count >= SHARE * len(columns):
                found[name] = max(found.get(name, 0), count / len(columns))
        if found:
            break
    most = max(found.values(), default=0)
    return [name for name, share in found.items() if share == most]


def _is_unit(cell: str) -> bool:
    return credit_code.has_shape(cell) or FIRM.fullmatch(plain_name(cell)) is not None


def _of_units(sheet: Sheet, row: SheetRow) -> bool:
    """Whether some column names units: by its header, or by what is in it."""
    if any(UNIT.fullmatch(header.bare) for header in _headers(row)):
        return True
    body = sheet.rows[sheet.rows.index(row) + 1 :][:DEEPEST]
    for at in range(len(row.cells)):
        cells = [tidy(one.cells[at]) for one in body if at < len(one.cells) and tidy(one.cells[at])]
        if cells and sum(map(_is_unit, cells)) >= MOSTLY * len(cells):
            return True
    return False


def _spoken(said: str, tables: Iterable[TableAbout]) -> list[str]:
    return [
        table.name
        for table in tables
        if table.child is None
        and table.spec.name in CREDIT_TABLES
        and SPEAKS_OF[table.spec.name].search(said)
    ]


def _said(sheet: Sheet, row: SheetRow, *, contents: bool) -> str:
    """What the names, the titles and the headers of a sheet say; its short cells, too."""
    at = sheet.rows.index(row)
    titles = (tidy(cell) for one in sheet.rows[:at] for cell in one.cells)
    body = sheet.rows[at + 1 :][:DEEPEST] if contents else ()
    words = (tidy(cell) for one in body for cell in one.cells if len(cell) <= LONGEST // 2)
    named = (sheet.stem, sheet.name or "")
    return " ".join((*named, *titles, *words, *(header.key for header in _headers(row))))


def _plans(sheet: Sheet, said: str) -> bool:
    """Whether a sheet is about these matters, and none has happened yet (是否计划、方案)."""
    return bool(NO_LEDGER.search(sheet.stem)) and not OUTCOME.search(NO_LEDGER.sub("", said))


def by_words(sheet: Sheet, tables: Iterable[TableAbout], *, contents: bool = False) -> list[str]:
    """Return the tables of units' credit of which a sheet speaks (涉及信用的台账).

    It lists units, and its name, its title or a header says that it is of penalties, of samples or
    the like; where its `contents` are looked at, a short cell may say it as well.
    """
    for row in header_rows(sheet):
        if row is not sheet.rows[-1] and _of_units(sheet, row):
            said = _said(sheet, row, contents=contents)
            return [] if _plans(sheet, said) else _spoken(said, tables)
    return []


@attrs.frozen
class Doubtful:
    """A sheet of no table that speaks of units' credit (待查的台账): it may name units all the same.

    `entry` says that it is of no table, `tables` of which it speaks.
    """

    sheet: Sheet
    entry: Entry
    tables: tuple[str, ...]

    def names(self, is_ours: Callable[[str], bool]) -> bool:
        """Whether some cell is a code or a name of a unit of the county (是否列有本县主体)."""
        cells = {tidy(cell) for row in self.sheet.rows for cell in row.cells}
        return any(map(is_ours, cells - {""}))


def doubtful(sheet: Sheet, tables: Iterable[TableAbout], entry: Entry) -> Doubtful | None:
    """Return a sheet that nobody can assign, if it speaks of units' credit (待查的台账)."""
    row = next(header_rows(sheet), None)
    said = "" if row is None else _said(sheet, row, contents=True)
    spoken = [] if _plans(sheet, said) else _spoken(said, tables)
    return Doubtful(sheet, entry, tuple(spoken)) if spoken else None
