"""The data dictionary as people read it (数据字典成品): a workbook, and one page by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from qualitygov.core.exact import Points
from qualitygov.interchange.office.dictionary import (
    Dictionary,
    DictionarySheet,
    DictionaryTable,
)
from qualitygov.interchange.office.headings import Heading
from qualitygov.interchange.office.writer import Book

NAME = "数据字典"
Row = tuple[str, ...]
Table = tuple[Row, Sequence[Row], tuple[int, ...]]
"""A header, rows, and the widths of columns."""

_INTRO = (
    "本字典由程序依据数据表定义和规则手册生成，列出全部数据表、列、计量单位和词语。",
    "数据表按需要先后排列：先是使新县即可运行的三张表，再按“简”档考核中所涉分值由多到少排列。",
    "带 * 的列必须填写。列名之外，其他可识别的列名同样可以读入。",
    "报送责任单位应按期报送各表行数（报表），没有数据的报零；未报的表不视为没有。",
)


def _items(table: DictionaryTable) -> Iterator[str]:
    for item in table.need.items:
        profile = item.target.indicator.profile.label.zh
        points = f"{'加' if item.bonus else ''}{Points(item.points)} 分"
        yield f"{item.label.zh} {points}（{profile}）"


def _names(table: DictionaryTable) -> tuple[str, str, str]:
    """Duties, vetoes and clauses of a table, each as one text."""
    need = table.need
    return (
        "、".join(one.label.zh for one in need.duties),
        "、".join(one.label.zh for one in need.vetoes),
        "、".join(need.clauses),
    )


def _children(table: DictionaryTable) -> Iterator[str]:
    """The tables of rows that belong to its own, each with the name of its file."""
    for sheet in table.sheets[1:]:
        yield f"{sheet.label}（{sheet.about.name}.csv）"


def _overview(found: Dictionary) -> Table:
    head = (
        "次序",
        "数据表",
        "文件名",
        "报送责任单位",
        "归属",
        "为何需要",
        "计分档次",
        "考核项目",
        "例行事项",
        "一票否决",
        "意见条款",
        "子表（文件名）",
    )
    rows = []
    for table in found.tables:
        duties, vetoes, clauses = _names(table)
        rows.append(
            (
                str(table.order),
                table.about.label.zh,
                f"{table.about.name}.csv",
                table.owner,
                table.subject.zh,
                table.why,
                table.profile,
                "；".join(_items(table)),
                duties,
                vetoes,
                clauses,
                "；".join(_children(table)),
            )
        )
    return head, rows, (6, 18, 26, 14, 16, 36, 10, 60, 40, 30, 30, 44)


def _column(heading: Heading) -> Row:
    words = "、".join(word.label for word in heading.words)
    return (
        heading.header,
        heading.name,
        "必填" if heading.required else "选填",
        heading.form,
        heading.unit or "",
        words,
        heading.example,
        heading.meaning,
        "、".join(name for name in heading.names if name != heading.name),
    )


_COLUMN = (
    "列名",
    "字段名",
    "是否必填",
    "填写形式",
    "计量单位",
    "可选的词",
    "示例",
    "说明",
    "其他可识别的列名",
)
_COLUMN_WIDTHS = (30, 26, 10, 36, 10, 44, 24, 44, 50)


def _columns(found: Dictionary) -> Table:
    rows = [
        (sheet.label, *_column(heading))
        for table in found.tables
        for sheet in table.sheets
        for heading in sheet.headings
    ]
    return ("数据表", *_COLUMN), rows, (24, *_COLUMN_WIDTHS)


def _words(found: Dictionary) -> Table:
    rows = [
        ("、".join(listed.columns), word.label, word.value, "、".join(word.others))
        for listed in found.lists
        for word in listed.words
    ]
    return ("所在的列", "词语", "代码", "其他写法"), rows, (60, 30, 26, 44)


def _units(found: Dictionary) -> Table:
    rows = [(unit.name, "、".join(unit.written), "、".join(unit.used_by)) for unit in found.units]
    return ("计量单位", "可用的写法", "使用的列"), rows, (14, 30, 90)


def _uses(found: Dictionary) -> Table:
    rows = []
    for table in found.tables:
        for item in table.need.items:
            target = item.target
            rows.append(
                (
                    table.about.label.zh,
                    item.label.zh,
                    str(Points(item.points)),
                    "加分" if item.bonus else "计分",
                    target.indicator.profile.label.zh,
                    target.label.zh,
                    target.indicator.label.zh,
                    "；".join(map(found.clause, filter(None, target.clause.split(", ")))),
                )
            )
    head = ("数据表", "考核项目", "分值", "性质", "档次", "目标", "指标", "意见条款")
    return head, rows, (18, 30, 8, 8, 8, 34, 34, 60)


PARTS = (
    ("数据表", _overview),
    ("列", _columns),
    ("词语", _words),
    ("计量单位", _units),
    ("用途", _uses),
)


def dictionary_workbook(found: Dictionary) -> bytes:
    """Return the data dictionary as a workbook (数据字典工作簿).

    Raises `MissingExtraError` without the extra ``excel``.
    """
    book = Book(found.title)
    lines = [(found.title,), *((line,) for line in _INTRO), (f"规则手册：{found.rulebook}",)]
    book.table("说明", (NAME,), lines, (110,))
    for name, part in PARTS:
        head, rows, widths = part(found)
        book.table(name, head, rows, widths)
    return book.content()


# The page


_STYLE = """
body { font: 15px/1.7 "Songti SC", "SimSun", "Noto Serif CJK SC", serif; color: #222;
  max-width: 1180px; margin: 0 auto; padding: 1rem; }
h1 { text-align: center; font-size: 1.6rem; }
h2 { border-bottom: 2px solid #9db7d5; margin-top: 2rem; }
h3 { margin: 1.2rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: 13px; }
th, td { border: 1px solid #bbb; padding: .25rem .45rem; text-align: left; vertical-align: top; }
th { background: #dce6f1; }
td:first-child { white-space: nowrap; }
summary { cursor: pointer; padding: .3rem 0; }
summary b { font-size: 1.05rem; }
.wide { overflow-x: auto; }
.why { color: #555; }
@media print { details > * { display: block; } }
"""


def _html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield '<div class="wide"><table><thead><tr>'
    yield "".join(f"<th>{escape(cell)}</th>" for cell in head)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></div>"


def _page_sheet(sheet: DictionarySheet) -> Iterator[str]:
    yield f"<h3>{escape(sheet.label)}（{escape(sheet.about.name)}.csv）</h3>"
    yield from _html_table(_COLUMN, map(_column, sheet.headings))


def _page_table(found: Dictionary, table: DictionaryTable) -> Iterator[str]:
    duties, vetoes, _ = _names(table)
    clauses = "；".join(map(found.clause, table.need.clauses))
    told = (
        ("报送责任单位", table.owner),
        ("归属", table.subject.zh),
        ("计分档次", table.profile),
        ("考核项目", "；".join(_items(table))),
        ("指标", "、".join(one.label.zh for one in table.need.indicators)),
        ("例行事项", duties),
        ("一票否决", vetoes),
        ("意见条款", clauses),
        ("子表（文件名）", "；".join(_children(table))),
    )
    label = escape(table.about.label.zh)
    yield f'<details id="{escape(table.about.name)}"><summary><b>{table.order}. {label}</b> '
    yield f'<span class="why">{escape(table.why)}</span></summary>'
    yield from _html_table(("项目", "内容"), [row for row in told if row[1]])
    for sheet in table.sheets:
        yield from _page_sheet(sheet)
    yield "</details>"


def _page(found: Dictionary) -> Iterator[str]:
    title = escape(found.title)
    yield '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
    for line in (*_INTRO, f"规则手册：{found.rulebook}"):
        yield f"<p>{escape(line)}</p>"
    yield "<h2>一、数据表（按需要先后）</h2>"
    for table in found.tables:
        yield from _page_table(found, table)
    for number, (name, part) in zip("二三四", PARTS[2:], strict=True):
        head, rows, _ = part(found)
        yield f"<h2>{number}、{name}</h2>"
        yield from _html_table(head, rows)
    yield "</body></html>"


def dictionary_page(found: Dictionary) -> str:
    """Return the data dictionary as one page that needs nothing else (数据字典网页)."""
    return "\n".join(_page(found)) + "\n"
