"""The report on a terminal (终端报告): tables by rich, in Chinese or English.

Needs the extra ``cli``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.exact import Points, Rate
from qualitygov.county.places import Place
from qualitygov.county.result import NO_TOWN, CountyAssessment
from qualitygov.credit.trade import TradeCredit
from qualitygov.errors import MissingExtraError
from qualitygov.interchange.folder import CountyReading
from qualitygov.report.headings import (
    GRADES,
    GROUNDS,
    OPEN,
    TARGETS,
    TOWN,
    TRADES,
    Headings,
    Justify,
)
from qualitygov.report.reading import open_lines, reading_lines, unread_lines
from qualitygov.text import Language, Text

try:
    from rich import box
    from rich.console import Console
    from rich.table import Table
except ImportError:
    raise MissingExtraError("rich", "cli") from None

MOST_ENTRIES = 12
MOST_GROUNDS = 12

LACKING = frozenset({Verdict.TOO_FEW, Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED})
MOST_LOST = 2
MOST_NAMED = 5


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
        """What was read, and what was not: row by row, in short."""
        self._lines(reading_lines(reading, self.language, most=MOST_ENTRIES))

    def unread(self, reading: CountyReading, assessment: CountyAssessment) -> None:
        """What could not be read at all, and the rows for which units are not assessed."""
        lines = [*unread_lines(reading, self.language)]
        lines += open_lines(reading, assessment.unassessed, self.language)
        if lines:
            self._lines(lines)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.console.print(line, highlight=False, markup=False, soft_wrap=True)
        self.console.print()

    def towns(self, assessment: CountyAssessment, before: Mapping[str, Place]) -> None:
        """The towns ranked: score with bounds, grade, change, what was lost most and to whom.

        `before` is how they stood in the year before.
        """
        if not assessment.towns:
            self.console.print(NO_TOWN.say(self.language), soft_wrap=True, end="\n\n")
            return
        rows = [
            [
                place.said_rank,
                assessment.names[town.town].say(self.language),
                place.said_score,
                place.said_grade.say(self.language),
                _change(place, before.get(town.town)),
                self._lost(town),
                town.acceptance.readiness.say(self.language),
            ]
            for town in assessment.in_order
            for place in [assessment.places[town.town]]
        ]
        self._print(self._ranking(assessment), TOWN, rows)
        self._grades(assessment)
        self._unassessed(assessment)
        self._closings(assessment)
        self._vetoes(assessment)
        if assessment.have_to_report:
            joined = self._say("、", ", ")
            names = joined.join(
                assessment.names[code].say(self.language) for code in assessment.have_to_report
            )
            self.console.print(
                self._say(f"末位须报告整改：{names}", f"last towns, to report in a month: {names}"),
                end="\n\n",
            )

    def _grades(self, assessment: CountyAssessment) -> None:
        """The grades that are not final, each with what would settle it and by when."""
        colon = self._say("：", ": ")
        for code, place in assessment.places.items():
            between = place.grade_between
            if between is not None and between[0] != between[1]:
                name = assessment.names[code].say(self.language)
                what = self._first([part.say(self.language) for part in place.unsettled])
                grade = place.said_grade.say(self.language)
                self.console.print(
                    self._say(
                        f"{name}：等级 {grade}，待定{colon}{what}",
                        f"{name}: grade {grade}, open{colon}{what}",
                    ),
                    highlight=False,
                    markup=False,
                    soft_wrap=True,
                    end="\n\n",
                )

    def _first(self, parts: Sequence[str]) -> str:
        """The first of many, and how many more there are."""
        told = self._say("；", "; ").join(parts[:MOST_NAMED])
        left = len(parts) - MOST_NAMED
        return told + (self._say(f"；另有 {left} 项", f"; and {left} more") if left > 0 else "")

    def _ranking(self, assessment: CountyAssessment) -> tuple[str, str]:
        year, profile = assessment.year, assessment.plan.profile.label
        if assessment.closed:
            return (
                f"乡镇核定名次（{year} 年度，{profile.zh}档）",
                f"Towns, ranked and closed ({year}, profile {profile.en})",
            )
        return (
            f"乡镇排名（{year} 年度，{profile.zh}档，尚未核定）",
            f"Towns, ranked ({year}, profile {profile.en}, not closed yet)",
        )

    def _lost(self, town: TownAssessment) -> str:
        """The items that cost the town most, with who answers for them."""
        told = []
        for one in town.lost_most[:MOST_LOST]:
            who = one.item.target.indicator.responsible.say(self.language)
            told.append(f"-{one.lost} {one.item.label.say(self.language)} ({who})")
        return "; ".join(told) or "–"

    def _unassessed(self, assessment: CountyAssessment) -> None:
        """Units that cannot be assessed, since something of theirs could not be read."""
        codes = [score.code for score in assessment.credit if not assessment.assessed(score.code)]
        if not codes:
            return
        first = ", ".join(codes[:MOST_NAMED]) + ("…" if len(codes) > MOST_NAMED else "")
        self.console.print(
            self._say(
                f"有数据无法读取，未能评价的单位 {len(codes)} 家：{first}",
                f"{len(codes)} units are not assessed, since some of their data cannot be read:"
                f" {first}",
            ),
            highlight=False,
            soft_wrap=True,
            end="\n\n",
        )

    def _closings(self, assessment: CountyAssessment) -> None:
        """Results that were closed: they stand, whatever is computed today; and what is wrong."""
        for town, closing in assessment.closings.items():
            name = assessment.names[town].say(self.language)
            text = closing.say(self.language)
            self.console.print(
                f"{name}: {text}" if self.language == "en" else f"{name}：{text}",
                highlight=False,
                soft_wrap=True,
            )
        for flaw in assessment.flaws:
            told = flaw.say(self.language)
            wrong = self._say(f"决定有误，{told}", f"a decision to look at, {told}")
            self.console.print(wrong, highlight=False, markup=False, soft_wrap=True)
        if assessment.closings or assessment.flaws:
            self.console.print()

    def _vetoes(self, assessment: CountyAssessment) -> None:
        for town in assessment.towns:
            for found in town.vetoes:
                name = assessment.names[town.town].say(self.language)
                veto = found.say(self.language)
                self.console.print(
                    self._say(f"一票否决：{name}，{veto}", f"vetoed: {name}, {veto}"),
                    highlight=False,
                    end="\n\n",
                )

    def open(self, assessment: CountyAssessment) -> None:
        """What is open, and by when it settles: it counts as it stands, and is told apart."""
        rows = []
        for name, target in assessment.plan.targets.items():
            unsettled = [
                result
                for result in assessment.target(name).values()
                if result.verdict is Verdict.OPEN or not result.measured.settled
            ]
            found = [result for result in unsettled if result.measured.ids.open]
            if found:
                days = [result.measured.settles_on for result in found]
                last = max((day for day in days if day is not None), default=None)
                count = sum(len(result.measured.ids.open) for result in found)
                label = target.label.say(self.language)
                rows.append([label, target.clause, len(found), count, last or "–"])
        self._print(("待定事项（附件）", "Open, told apart (annex)"), OPEN, rows)

    def targets(self, assessment: CountyAssessment) -> None:
        """The targets that some town missed or about which nothing can be said, and why."""
        rows = []
        for name, target in assessment.plan.targets.items():
            results = assessment.target(name)
            missed = [result for result in results.values() if result.verdict is Verdict.MISSED]
            lacking = [result for result in results.values() if result.verdict in LACKING]
            if target.acceptance and (missed or lacking):
                why = self._why(assessment, missed, lacking)
                who = target.indicator.responsible.say(self.language)
                label = target.label.say(self.language)
                rows.append([label, target.clause, who, len(missed), len(lacking), why])
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
                f"{assessment.names[result.town].say(self.language)}"
                f" {result.verdict.say(self.language)}"
                for result in lacking[:3]
            )
            names += "…" if len(lacking) > 3 else ""  # noqa: PLR2004 - three names are shown
            told.append(names)
        return "; ".join(told)

    def enterprises(self, assessment: CountyAssessment, trades: Sequence[TradeCredit]) -> None:
        """Enterprises by grade, in all and by trade."""
        graded = (s.grade for s in assessment.credit if assessment.assessed(s.code))
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


def _change(now: Place, before: Place | None) -> str:
    """The rank and score of the year before, and how the score moved."""
    if before is None or before.score is None or now.score is None:
        return "–"
    moved = now.score - before.score
    sign = "+" if moved >= Points(0) else ""
    return f"#{before.rank or '–'} {before.score} ({sign}{moved})"


def _shown(result: TargetResult) -> str:
    if result.rank is not None:
        return f"#{result.rank}"
    parts = (
        f" ({result.measured.numerator}/{result.measured.denominator})"
        if result.measured.in_percent
        else ""
    )
    return result.measured.show() + parts
