"""Tables that an office hands over (考核表格): the deduction sheet and the ranking, as workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from qualitygov.core.names import sheet_name
from qualitygov.interchange.office.writer import Book
from qualitygov.report.official.papers import Papers, Plain
from qualitygov.report.official.request import Request
from qualitygov.report.official.sheet import clean, day_zh
from qualitygov.report.official.towns import as_row, lost
from qualitygov.rulebook.model.duty import Responsible

NUMBERS = frozenset({"得分", "下限", "上限", "分值", "扣分", "上年得分"})
WIDTHS = {
    "序号": 6, "考核指标": 34, "扣分原因": 60, "责任单位": 12, "待定事项": 60, "一票否决": 24,
    "乡镇": 12, "代码": 12, "名次": 12,
}  # fmt: skip
USUAL = 10
LONGEST_CELL = 32_000
OPEN, NOT_SCORED = "待定", "不计分"


def put_cell(
    sheet: Any, book: Book, at: tuple[int, int], value: Any, *, number: bool, style: str = "text"
) -> None:
    """Write a cell (写单元格): what is a number as one, all else as text that is never a formula."""
    text = "" if value is None else clean(str(value))[:LONGEST_CELL]
    if number and text:
        try:
            found = float(Decimal(text))
        except ArithmeticError:
            pass
        else:
            sheet.write_number(*at, found, book.formats["number"])
            return
    sheet.write_string(*at, text, book.formats[style])


def put_table(
    book: Book, name: str, heads: Sequence[str], rows: Sequence[Plain], notes: Sequence[str]
) -> None:
    """Add a sheet with a title, its notes, a header that stays and its rows (新增表格)."""
    sheet = book.sheet(name)
    title, *more = notes
    sheet.write_string(0, 0, clean(title), book.formats["title"])
    for at, note in enumerate(more, 1):
        sheet.write_string(at, 0, clean(note), book.formats["text"])
    top = len(notes)
    for column, head in enumerate(heads):
        sheet.set_column(column, column, WIDTHS.get(head, USUAL))
        sheet.write_string(top, column, head, book.formats["head"])
    for at, row in enumerate(rows, top + 1):
        for column, head in enumerate(heads):
            value, number = row[head], head in NUMBERS
            put_cell(sheet, book, (at, column), value, number=number, style="wrap")
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _deductions(place: Plain) -> Iterator[dict[str, str | None]]:
    for at, item in enumerate(place["items"], 1):
        cost = lost(item)
        target = place["targets"].get(item.get("target", ""), {})
        who = target.get("responsible")
        points = item["points"]
        yield {
            "序号": str(at),
            "考核指标": item["label"]["zh"],
            "分值": item["full"],
            "得分": points if points is not None else (OPEN if item["lowest"] else NOT_SCORED),
            "扣分": None if cost is None else f"{cost:f}",
            "扣分原因": item.get("remark", {}).get("zh", "") if cost is None or cost > 0 else "",
            "责任单位": Responsible(who).label.zh if who else place["name"]["zh"],
        }


DEDUCTION_HEADS = ("序号", "考核指标", "分值", "得分", "扣分", "扣分原因", "责任单位")
RANKING_HEADS = (
    "名次", "乡镇", "代码", "得分", "下限", "上限", "等级", "上年名次", "上年得分", "增减", "一票否决",
    "待定事项",
)  # fmt: skip


def _titled(papers: Papers, request: Request, title: str) -> list[str]:
    found = papers.assessment
    year = found["year"]
    state = "核定" if found["closed"] else "尚未核定"
    return [
        f"{papers.county}{year}年度质量强镇考核{title}",
        f"文号：{request.number}　日期：{day_zh(request.day)}　考核状态：{state}",
        f"评价日：{found['as_of']}　数据截至：{found['known_at']}　规则：{papers.rules_zh}",
    ]


def deduction_sheet(papers: Papers, request: Request) -> bytes:
    """The deduction sheet (扣分明细表): of one town, department or area, or of every town."""
    chosen = (
        papers.assessment["towns"] if request.unit is None else [papers.need_place(request.unit)]
    )
    book = Book("扣分明细表")
    for place in chosen:
        notes = _titled(papers, request, f"扣分明细表（{place['name']['zh']}）")
        put_table(
            book,
            sheet_name(clean(place["name"]["zh"]), place["code"]),
            DEDUCTION_HEADS,
            list(_deductions(place)),
            notes,
        )
    return book.content()


def ranking(papers: Papers, request: Request) -> bytes:
    """The ranking of the towns (排名), with bounds and the place of the year before."""
    book = Book("排名")
    rows = [as_row(town) for town in papers.assessment["towns"]]
    put_table(book, "排名", RANKING_HEADS, rows, _titled(papers, request, "排名"))
    return book.content()
