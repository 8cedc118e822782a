"""The report on a terminal (终端报告): tables by rich, in Chinese or English.

Needs the extra ``cli``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.core.exact import Rate
from qualitygov.county.result import CountyAssessment
from qualitygov.credit.trade import TradeCredit
from qualitygov.errors import MissingExtraError
from qualitygov.interchange.folder import CountyReading
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Language, Text

try:
    from rich import box
    from rich.console import Console
    from rich.table import Table
except ImportError:
    raise MissingExtraError("rich", "cli") from None

MOST_PROBLEMS = 40
MOST_GROUNDS = 12

Justify = Literal["left", "right"]
Headings = tuple[tuple[str, str, Justify], ...]
"""The columns of a table: in Chinese, in English, and on which side their cells begin."""

READ: Headings = (
    ("文件", "file", "left"),
    ("读取", "read", "right"),
    ("拒绝", "refused", "right"),
    ("警告", "warned", "right"),
)
TOWN: Headings = (
    ("名次", "rank", "right"),
    ("乡镇", "town", "left"),
    ("得分", "score", "right"),
    ("等级", "grade", "left"),
)
ACCEPTED: Headings = (
    ("达标", "met", "right"),
    ("未达标", "missed", "right"),
    ("缺数据", "lacking", "right"),
    ("验收", "accepted", "left"),
)
TARGETS: Headings = (
    ("目标", "target", "left"),
    ("条款", "clause", "left"),
    ("未达标", "missed", "right"),
    ("缺数据", "no data", "right"),
    ("为什么", "why, town by town", "left"),
)
GRADES: Headings = (
    ("等级", "grade", "left"),
    ("企业", "enterprises", "right"),
    ("占比", "share", "right"),
)
TRADES: Headings = (
    ("行业", "trade", "left"),
    ("企业", "enterprises", "right"),
    ("指数", "index", "right"),
    ("等级", "grade", "left"),
)
GROUNDS: Headings = (("事由", "ground", "left"), ("企业", "enterprises", "right"))


def _table(columns: Sequence[tuple[str, Justify]], rows: Iterable[Sequence[Any]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, justify in columns:
        table.add_column(name, justify=justify, no_wrap=False, overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    return table


class Report:
    """Prints what an assessment found (考核报告)."""

    def __init__(self, console: Console, language: Language) -> None:
        self.console, self.language = console, language

    def _say(self, zh: str, en: str) -> str:
        return Text(zh, en).say(self.language)

    def _print(
        self,
        title: tuple[str, str],
        columns: Headings,
        rows: Iterable[Sequence[Any]],
    ) -> None:
        named = [(self._say(zh, en), justify) for zh, en, justify in columns]
        self.console.print(self._say(*title), soft_wrap=True)
        self.console.print(_table(named, rows))

    def reading(self, reading: CountyReading) -> None:
        """What was read, and what was refused: file, row, field, reason."""
        self._print(
            ("读取情况", "What was read"),
            READ,
            [(f.file, f.read, f.refused, f.warned) for f in reading.files],
        )
        problems = sorted(reading.problems, key=lambda p: p.severity)
        kinds = {"error": self._say("拒绝", "refused"), "warning": self._say("警告", "warning")}
        for problem in problems[:MOST_PROBLEMS]:
            self.console.print(
                f"  {kinds[problem.severity]}  {problem.say(self.language)}",
                highlight=False,
                markup=False,
                soft_wrap=True,
            )
        if len(problems) > MOST_PROBLEMS:
            left = len(problems) - MOST_PROBLEMS
            self.console.print(
                self._say(
                    f"  另有 {left} 处，见 reading.json", f"  and {left} more, in reading.json"
                )
            )
        self.console.print()

    def towns(self, assessment: CountyAssessment) -> None:
        """The towns ranked, with their five qualities."""
        qualities = list(assessment.towns[0].by_quality) if assessment.towns else []
        columns = (*TOWN, *map(_of_quality, qualities), *ACCEPTED)
        rows = []
        for town in assessment.towns:
            verdict = town.acceptance
            shares = [town.by_quality[quality].percent(0) for quality in qualities]
            counts = [len(verdict.met), len(verdict.missed), len(verdict.lacking)]
            name = assessment.names[town.town].say(self.language)
            readiness = verdict.readiness.say(self.language)
            rows.append(
                [
                    town.rank or "–",
                    name,
                    town.score or "–",
                    town.grade or "–",
                    *shares,
                    *counts,
                    readiness,
                ]
            )
        self._print(("乡镇排名", "Towns, ranked"), columns, rows)
        for town in assessment.towns:
            for found in town.vetoes:
                name = assessment.names[town.town].say(self.language)
                veto = found.say(self.language)
                self.console.print(
                    self._say(f"一票否决：{name}，{veto}", f"vetoed: {name}, {veto}"),
                    highlight=False,
                    end="\n\n",
                )
        if assessment.have_to_report:
            joined = self._say("、", ", ")
            names = joined.join(
                assessment.names[code].say(self.language) for code in assessment.have_to_report
            )
            self.console.print(
                self._say(f"末位须报告整改：{names}", f"last towns, to report in a month: {names}"),
                end="\n\n",
            )

    def targets(self, assessment: CountyAssessment) -> None:
        """The targets that some town missed or has no data for, and why."""
        rows = []
        for name, target in assessment.plan.targets.items():
            results = assessment.target(name)
            missed = [result for result in results.values() if result.verdict is Verdict.MISSED]
            lacking = [
                result for result in results.values() if result.verdict is Verdict.INSUFFICIENT
            ]
            if target.acceptance and (missed or lacking):
                why = self._why(assessment, missed, lacking)
                rows.append(
                    [target.label.say(self.language), target.clause, len(missed), len(lacking), why]
                )
        self._print(("未达标的目标", "Targets missed, or without data"), TARGETS, rows)

    def _why(
        self, assessment: CountyAssessment, missed: list[TargetResult], lacking: list[TargetResult]
    ) -> str:
        told = [
            f"{assessment.names[result.town].say(self.language)} {_shown(result)}"
            for result in missed[:4]
        ]
        if len(missed) > len(told):
            told.append(self._say(f"等 {len(missed)} 个", f"and {len(missed) - len(told)} more"))
        if lacking:
            names = ", ".join(
                assessment.names[result.town].say(self.language) for result in lacking[:3]
            )
            names += "…" if len(lacking) > 3 else ""  # noqa: PLR2004 - three names are shown
            told.append(self._say(f"缺数据：{names}", f"no data: {names}"))
        return "; ".join(told)

    def enterprises(self, assessment: CountyAssessment, trades: Sequence[TradeCredit]) -> None:
        """Enterprises by grade, in all and by trade."""
        graded = (score.grade for score in assessment.credit)
        counts = Counter(grade for grade in graded if grade is not None)
        grades = sorted(counts)
        total = sum(counts.values())
        rows = [(grade, counts[grade], Rate(counts[grade], total).percent(1)) for grade in grades]
        self._print(("企业信用等级", "Enterprises by grade"), GRADES, rows)
        self._print(
            ("行业信用", "Credit by trade"),
            TRADES,
            [(t.trade, t.enterprises, t.index, t.grade or "–") for t in trades],
        )

    def sections(self, assessment: CountyAssessment) -> None:
        """What is to be worked through, section by section."""
        for section, rows in assessment.sections():
            title = (
                f"{section.title.zh}（{section.clauses}）",
                f"{section.title.en} ({section.clauses})",
            )
            columns = tuple((one.label.zh, one.label.en, one.justify) for one in section.columns)
            shown = [[self._cell(cell) for cell in row] for row in rows[: section.most]]
            self._print(title, columns, shown)
            left = len(rows) - section.most
            if left > 0:
                self.console.print(
                    self._say(
                        f"  另有 {left} 项，见 worklists.json",
                        f"  and {left} more, in worklists.json",
                    ),
                    end="\n\n",
                )

    def _cell(self, cell: Any) -> str:
        if isinstance(cell, Text):
            return cell.say(self.language)
        return "–" if cell is None else str(cell)

    def grounds(self, assessment: CountyAssessment, listed: Sequence[str]) -> None:
        """Grounds for listing that were found, and the units listed."""
        by_rule = Counter(
            ground.label.say(self.language)
            for screening in assessment.grounds
            for ground in screening.grounds
        )
        title = (
            "列入事由（由有权机关决定，筛查不等于列入）",
            "Grounds for listing (an authority decides; screening lists nobody)",
        )
        self._print(title, GROUNDS, by_rule.most_common())
        for screening in assessment.grounds[:MOST_GROUNDS]:
            for ground in screening.grounds:
                self.console.print(
                    f"  {screening.code}  {ground.say(self.language)}",
                    highlight=False,
                    markup=False,
                    soft_wrap=True,
                )
        if len(assessment.grounds) > MOST_GROUNDS:
            left = len(assessment.grounds) - MOST_GROUNDS
            self.console.print(
                self._say(
                    f"  另有 {left} 家，见 assessment.json",
                    f"  and {left} more enterprises, in assessment.json",
                )
            )
        names = ", ".join(listed) or self._say("无", "none")
        self.console.print(
            "\n" + self._say(f"名单内 {len(listed)} 家：{names}", f"{len(listed)} listed: {names}"),
            end="\n\n",
        )


def _of_quality(quality: Quality) -> tuple[str, str, Justify]:
    zh = quality.label.zh.removeprefix("质量").removesuffix("质量")
    return zh, quality.label.en[:4] + ".", "right"


def _shown(result: TargetResult) -> str:
    if result.rank is not None:
        return f"#{result.rank}"
    parts = (
        f" ({result.measured.numerator}/{result.measured.denominator})"
        if result.measured.in_percent
        else ""
    )
    return result.measured.show() + parts
