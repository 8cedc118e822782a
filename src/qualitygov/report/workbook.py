"""The results of a run as a workbook (结果工作簿): one sheet for each table that the page shows.

Numbers are numbers, all else is text: whatever a cell begins with, it is never a formula.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from qualitygov.core.names import sheet_name
from qualitygov.interchange.office.writer import Book
from qualitygov.report.official.papers import Papers
from qualitygov.report.official.sheet import clean
from qualitygov.report.official.tables import put_cell
from qualitygov.report.page.data import page_data
from qualitygov.text import Language, Text

MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows; what is more goes to a further sheet."""
WIDE, USUAL = 50, 14

Head = tuple[Text, bool]
"""A column: what it is called, and whether its cells are numbers."""


def _text(zh: str, en: str) -> Head:
    return Text(zh, en), False


def _number(zh: str, en: str) -> Head:
    return Text(zh, en), True


TOWN, NAME, CODE = _text("乡镇", "town"), _text("名称", "name"), _text("代码", "code")
SCORE, GRADE, REASON = _number("得分", "score"), _text("等级", "grade"), _text("理由", "reason")
LOW, HIGH = _number("下限", "lowest"), _number("上限", "highest")
VERDICT, TARGET = _text("结论", "verdict"), _text("目标", "target")
CLAUSE, WHO = _text("条款", "clause"), _text("责任主体", "who answers")


class _Tables:
    """The rows of each sheet, from what the page shows."""

    def __init__(self, papers: Papers, language: Language) -> None:
        self.papers, self.language = papers, language
        self.data = page_data(papers)
        self.names = {town["code"]: self.say(town["name"]) for town in self.data["towns"]}

    def say(self, pair: Sequence[str] | str | None) -> str:
        if pair is None or isinstance(pair, str):
            return pair or ""
        return pair[0] if self.language == "zh" else pair[1]

    def word(self, kind: str, name: str) -> str:
        found: Mapping[str, Sequence[str]] = self.data["words"][kind]
        return self.say(found.get(name, name))

    def ranking(self) -> Iterator[Sequence[Any]]:
        for town in self.data["towns"]:
            before = town["before"] or {}
            best, worst = town["rank_between"] or (None, None)
            yield (
                *(town["rank"], best, worst, town["code"], self.say(town["name"])),
                *(town["score"], town["lowest"], town["highest"], town["grade"]),
                *(before.get("rank"), before.get("score"), before.get("grade")),
                self.word("readiness", town["readiness"]),
                "; ".join(self.say(text) for text, _ in town["vetoes"]),
                "; ".join(self.say(text) for text, _ in town["unsettled"]),
            )

    def qualities(self) -> Iterator[Sequence[Any]]:
        for town in self.data["towns"]:
            for name, (earned, full) in town["quality"].items():
                share = 100 * Decimal(earned) / full if full else None
                shown = None if share is None else f"{share:.2f}"
                yield self.say(town["name"]), self.word("quality", name), shown

    def items(self) -> Iterator[Sequence[Any]]:
        for town in self.data["towns"]:
            for item in town["items"]:
                who = "" if item["w"] is None else self.say(item["w"])
                yield (
                    *(self.say(town["name"]), self.say(item["l"]), item["f"], item["p"]),
                    *(item["lo"], item["hi"], item["x"], self._flag(item["b"]), who, item["by"]),
                    self.say(item["r"]),
                )

    def targets(self) -> Iterator[Sequence[Any]]:
        for town in self.data["towns"]:
            for name, one in town["results"].items():
                target = self.data["targets"][name]
                line, (low, high) = target["line"], one["e"]
                yield (
                    *(self.say(town["name"]), name, self.say(target["l"]), target["c"]),
                    self.word("quality", target["q"]),
                    self.word("responsible", target["w"]),
                    self.word("verdict", one["v"]),
                    *(_value((one["n"], one["d"])), one["n"], one["d"], _value(line)),
                    *(_value(low), _value(high), one["s"], self.say(one["t"])),
                )

    def trends(self) -> Iterator[Sequence[Any]]:
        for town, own in self.data["trends"].items():
            for name, (before, now, change) in own.items():
                label = self.data["targets"].get(name, {}).get("l", name)
                moved = "" if change is None else self.word("change", change)
                yield (
                    self.names.get(town, town),
                    self.say(label),
                    _value(before),
                    _value(now),
                    moved,
                )

    def grades(self) -> Iterator[Sequence[Any]]:
        for town, grade, count in self.data["enterprises"]["grades"]:
            yield self.names.get(town, town), grade, count

    def trades(self) -> Iterator[Sequence[Any]]:
        for trade, count, grade, reason in self.data["trades"]:
            yield self.say(trade), count, grade, self.say(reason)

    def enterprises(self) -> Iterator[Sequence[Any]]:
        for line in self.papers.run.lines("enterprises.ndjson"):
            unit = json.loads(line)
            grounds = "; ".join(one[self.language] for one in unit["grounds"])
            yield (
                *(unit["code"], unit["name"], self.names.get(unit["town"], unit["town"])),
                *(unit["industry"], unit["score"], unit["grade"], self._flag(unit["listed"])),
                *(self._flag(unit["assessed"]), grounds, len(unit["lines"])),
            )

    def _flag(self, value: object) -> str:
        words = Text("是", "yes") if value else Text("否", "no")
        return words.say(self.language)

    def cases(self) -> Iterator[Sequence[Any]]:
        for one in self.data["cases"]:
            steps = "; ".join(
                f"{day} {self.word('move', kind)} {document}"
                for kind, day, document in one["moves"]
            )
            following = "; ".join(f"{self.say(what)} {self.say(by)}" for what, by in one["next"])
            yield (
                *(one["id"], one["unit"], self.say(one["list"]), self.word("state", one["state"])),
                *(one["since"], one["until"], following, steps),
            )


def _value(pair: Sequence[int] | None) -> str | None:
    """A measurement as a number of at most six decimals; its parts stand beside it exactly."""
    if not pair or not pair[1]:
        return None
    return f"{Decimal(pair[0]) / Decimal(pair[1]):.6f}"


def _sheets(tables: _Tables) -> Iterator[tuple[Text, Sequence[Head], Iterable[Sequence[Any]]]]:
    rank = (
        *(_number("名次", "rank"), _number("最好", "best"), _number("最差", "worst")),
        *(CODE, TOWN, SCORE, LOW, HIGH, GRADE, _number("上年名次", "rank last year")),
        *(_number("上年得分", "score last year"), _text("上年等级", "grade last year")),
        *(_text("验收", "acceptance"), _text("一票否决", "vetoes"), _text("待定", "open")),
    )
    yield Text("排名", "ranking"), rank, tables.ranking()
    share = _number("得分占比（%）", "share of points (%)")
    yield Text("五大质量", "qualities"), (TOWN, _text("质量", "quality"), share), tables.qualities()
    lost = (
        *(TOWN, _text("考核指标", "item"), _number("分值", "full"), SCORE, LOW, HIGH),
        *(_number("扣分", "lost"), _text("加分项", "bonus"), _text("责任单位", "who answers")),
        *(_text("整改期限", "mend by"), REASON),
    )
    yield Text("扣分明细", "items"), lost, tables.items()
    target = (
        *(TOWN, _text("编号", "id"), TARGET, CLAUSE, _text("质量", "quality"), WHO, VERDICT),
        *(_number("数值", "value"), _number("分子", "numerator"), _number("分母", "denominator")),
        *(_number("界限", "threshold"), LOW, HIGH, _text("最迟确定", "settled by"), REASON),
    )
    yield Text("目标", "targets"), target, tables.targets()
    trend = (TOWN, TARGET, _number("上年", "last year"), _number("本年", "this year"))
    yield Text("趋势", "trends"), (*trend, _text("变化", "change")), tables.trends()
    count = _number("企业数", "enterprises")
    yield Text("等级分布", "grades"), (TOWN, GRADE, count), tables.grades()
    yield (
        Text("行业信用", "trades"),
        (_text("行业", "trade"), count, GRADE, REASON),
        tables.trades(),
    )
    unit = (
        *(CODE, NAME, TOWN, _text("行业", "trade"), SCORE, GRADE, _text("在名单", "listed")),
        *(_text("已评价", "assessed"), _text("列入事由", "grounds"), _number("明细数", "lines")),
    )
    yield Text("企业", "enterprises"), unit, tables.enterprises()
    case = (
        *(_text("案件", "case"), CODE, _text("名单", "list"), _text("状态", "state")),
        *(_text("自", "from"), _text("至", "to"), _text("下一步", "next"), _text("经过", "steps")),
    )
    yield Text("名单案件", "cases"), case, tables.cases()
    for section in tables.papers.worklists["sections"].values():
        title, heads = section["title"], section["columns"]
        columns = [_text(head["zh"], head["en"]) for head in heads]
        rows = ([_spoken(cell, tables.language) for cell in row] for row in section["rows"])
        yield Text(title["zh"], title["en"]), columns, rows


def _spoken(cell: Any, language: Language) -> Any:
    return cell[language] if isinstance(cell, Mapping) else cell


def _new_sheet(book: Book, name: str, heads: Sequence[Head], language: Language) -> Any:
    sheet = book.sheet(name)
    for column, (label, number) in enumerate(heads):
        wide = label.zh in (
            "理由",
            "目标",
            "考核指标",
            "经过",
            "下一步",
            "列入事由",
            "名称",
            "待定",
        )
        sheet.set_column(column, column, WIDE if wide and not number else USUAL)
        sheet.write_string(0, column, clean(label.say(language)), book.formats["head"])
    sheet.freeze_panes(1, 0)
    return sheet


def _name(title: str, used: set[str]) -> str:
    """A name that no other sheet has and every spreadsheet takes."""
    plain = clean(title)
    name, at = sheet_name(plain), 1
    while name.casefold() in used:
        at += 1
        name = sheet_name(plain, f"-{at}")
    used.add(name.casefold())
    return name


def workbook_of(papers: Papers, *, language: Language = "zh") -> bytes:
    """Return the workbook of a run (结果工作簿). Needs the extra ``documents`` or ``excel``."""
    tables, used = _Tables(papers, language), set[str]()
    book = Book(tables.say(tables.data["county"]["name"]))
    for title, heads, rows in _sheets(tables):
        sheet = _new_sheet(book, _name(title.say(language), used), heads, language)
        at = 0
        for at, row in enumerate(rows, 1):
            place = (at - 1) % MOST_ROWS + 1
            if at > 1 and place == 1:
                sheet = _new_sheet(book, _name(title.say(language), used), heads, language)
            for column, ((_, number), value) in enumerate(zip(heads, row, strict=True)):
                put_cell(sheet, book, (place, column), value, number=number)
        if at:
            sheet.autofilter(0, 0, (at - 1) % MOST_ROWS + 1, len(heads) - 1)
    return book.content()
