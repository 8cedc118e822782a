"""Which table a sheet nearly is (疑似数据表): by headers that are nearly its own, by what it speaks of.

A sheet that cannot be read as any table may still be a ledger of penalties or of samples that an
office keeps in its own way. Nobody's credit is judged while such a sheet lies there unread.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualitygov.blacklist.unread import CREDIT_TABLES
from qualitygov.codes import credit_code
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.columns import columns_of, names_of, other_names_of
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

SPEAKS_OF: Mapping[str, re.Pattern[str]] = {
    "penalties": re.compile(r"处罚|违法|案由|案情|罚款|罚没"),
    "records": re.compile(r"处罚|失信|信用(?:记录|信息)|异常名录"),
    "cases": re.compile(r"黑名单|严重违法|失信名单"),
    "samples": re.compile(r"不合格|抽检|抽查|抽样|检验结[果论]"),
}
"""Words of the tables on which a unit's credit rests."""

NO_LEDGER = re.compile(r"计划|方案|通知|制度|办法|模板|说明|流程|法规|条例|依据|清单模板|裁量|值班")
"""Names of what is about these matters, and lists nobody."""


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


def _of_units(sheet: Sheet, row: SheetRow) -> bool:
    """Whether some column names units: by its header, or by the codes in it."""
    if any(UNIT.fullmatch(header.bare) for header in _headers(row)):
        return True
    body = sheet.rows[sheet.rows.index(row) + 1 :][:DEEPEST]
    for at in range(len(row.cells)):
        cells = [tidy(one.cells[at]) for one in body if at < len(one.cells) and tidy(one.cells[at])]
        if cells and sum(map(credit_code.has_shape, cells)) * 2 > len(cells):
            return True
    return False


def by_words(sheet: Sheet, tables: Iterable[TableAbout], *, contents: bool = False) -> list[str]:
    """Return the tables of units' credit of which a sheet speaks (涉及信用的台账).

    It lists units, and its name, its title or a header says that it is of penalties, of samples or
    the like; where its `contents` are looked at, a short cell may say it as well.
    """
    named = [sheet.stem, sheet.name or ""]
    if NO_LEDGER.search(sheet.stem):
        return []
    for row in header_rows(sheet):
        at = sheet.rows.index(row)
        if at + 1 == len(sheet.rows) or not _of_units(sheet, row):
            continue
        titles = [tidy(cell) for one in sheet.rows[:at] for cell in one.cells]
        body = sheet.rows[at + 1 :][:DEEPEST] if contents else ()
        words = (tidy(cell) for one in body for cell in one.cells if len(cell) <= LONGEST // 2)
        said = " ".join((*named, *titles, *words, *(header.key for header in _headers(row))))
        return [
            table.name
            for table in tables
            if table.child is None
            and table.spec.name in CREDIT_TABLES
            and SPEAKS_OF[table.spec.name].search(said)
        ]
    return []
