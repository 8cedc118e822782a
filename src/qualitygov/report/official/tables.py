"""Tables that an office hands over (考核表格): the deduction sheet and the ranking, as workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from qualitygov.core.names import sheet_name
from qualitygov.interchange.office.writer import Book
from qualitygov.report.losses import added_up, answers, bounds, lost, mend_by, until
from qualitygov.report.official.papers import Papers, Plain
from qualitygov.report.official.request import Request
from qualitygov.report.official.sheet import clean, day_zh
from qualitygov.report.official.towns import as_row, fact_zh, grade_zh, rank_zh, score_zh, veto_zh

NUMBERS = frozenset({"得分", "下限", "上限", "分值", "扣分", "上年得分"})
WIDTHS = {
    "序号": 6, "考核指标": 34, "扣分原因": 60, "责任单位": 20, "整改期限": 16, "上下限": 12, "待定事项": 60, "一票否决": 24,
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


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _row(name: str, **cells: str | None) -> dict[str, str | None]:
    """A row of the sheet: its name, and those of the other cells that have something in them."""
    return {**dict.fromkeys(DEDUCTION_HEADS, ""), "考核指标": name, **cells}


def _scored(found: Plain, place: Plain, item: Plain) -> dict[str, str | None]:
    """The cells that an item and a bonus have alike: points, bounds, and who answers."""
    points, ends = item["points"], bounds(item)
    who = answers(found, place, item)
    return {
        "分值": item["full"],
        "得分": points if points is not None else (OPEN if item["lowest"] else NOT_SCORED),
        "上下限": "" if ends is None else f"{ends[0]}—{ends[1]}",
        "责任单位": None if who is None else who.zh,
    }


def _item_rows(found: Plain, place: Plain) -> Iterator[dict[str, str | None]]:
    items = [item for item in place["items"] if not item.get("bonus")]
    for at, item in enumerate(items, 1):
        cost, day = lost(item), until(found, place, item)
        told = bool(cost is None or cost > 0 or bounds(item))
        yield _row(
            item["label"]["zh"],
            序号=str(at),
            扣分=_text(cost),
            扣分原因=item["remark"]["zh"] if told else "",
            整改期限="" if day is None else f"{day_zh(day)}前",
            **_scored(found, place, item),
        )


def _bonus_rows(found: Plain, place: Plain) -> Iterator[dict[str, str | None]]:
    bonus = [item for item in place["items"] if item.get("bonus")]
    for at, item in enumerate(bonus, 1):
        name = f"加分项目：{item['label']['zh'].removeprefix('加分：')}"
        yield _row(
            name,
            序号=f"加{at}",
            扣分原因=item["remark"]["zh"],
            **_scored(found, place, item),
        )


def _sum_rows(place: Plain) -> Iterator[dict[str, str | None]]:
    """What the items come to: the score, with its bounds, its rank and its grade."""
    total = added_up(place)
    cost = total.full - total.earned
    yield _row(SUBTOTAL, 分值=_text(total.full), 得分=_text(total.earned), 扣分=_text(cost))
    for label, points in total.lines:
        yield _row(label.zh.replace(" ", ""), 得分=_text(points))
    for veto in place.get("vetoes", ()):
        yield _row(veto_zh(veto), 扣分原因=fact_zh(veto))
    for veto in place.get("possible_vetoes", ()):
        yield _row("可能的一票否决", 扣分原因=fact_zh(veto))
    low, high = (place.get("computed", place)[end] for end in ("lowest", "highest"))
    yield _row(
        TOTAL,
        得分=_text(total.score),
        上下限="" if low == high else f"{low}—{high}",
        扣分原因=f"名次：{rank_zh(place)}；等级：{grade_zh(place)}",
    )
    if place.get("closed_result"):
        yield _row("核定得分", 得分=place["score"], 扣分原因=place["closed_result"]["text"]["zh"])


def _deductions(found: Plain, place: Plain) -> Iterator[dict[str, str | None]]:
    yield from _item_rows(found, place)
    yield from _bonus_rows(found, place)
    yield from _sum_rows(place)


SUBTOTAL, TOTAL = "小计（计分项目）", "考核得分"
DEDUCTION_HEADS = (
    "序号", "考核指标", "分值", "得分", "上下限", "扣分", "扣分原因", "责任单位", "整改期限",
)  # fmt: skip
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
        notes.append(_standing(papers, place))
        rows = list(_deductions(papers.assessment, place))
        put_table(
            book,
            sheet_name(clean(place["name"]["zh"]), place["code"]),
            DEDUCTION_HEADS,
            rows,
            notes,
        )
    return book.content()


def _standing(papers: Papers, place: Plain) -> str:
    """How the place stands, and until when it is to mend what it lost."""
    day = day_zh(mend_by(papers.assessment))
    told = f"得分：{score_zh(place)}　名次：{rank_zh(place)}　等级：{grade_zh(place)}"
    told += f"　整改：失分项目在下一考核期末（{day}）再次考核，待定项目见各行期限"
    if place.get("has_to_report"):
        told += "；排名末位，须另行提交书面整改报告，期限见考核通报"
    return told


def ranking(papers: Papers, request: Request) -> bytes:
    """The ranking of the towns (排名), with bounds and the place of the year before."""
    book = Book("排名")
    rows = [as_row(town) for town in papers.assessment["towns"]]
    put_table(book, "排名", RANKING_HEADS, rows, _titled(papers, request, "排名"))
    return book.content()
