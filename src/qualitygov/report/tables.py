"""The report on a terminal (终端报告): the ranking first, then what is open, missed and to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.exact import Points, Rate
from qualitygov.county.places import Place
from qualitygov.county.result import NO_TOWN, CountyAssessment
from qualitygov.credit.trade import TradeCredit
from qualitygov.interchange.folder import CountyReading
from qualitygov.report.headings import (
    GRADES,
    GROUNDS,
    LOST,
    OPEN,
    SECTIONS,
    TARGETS,
    TOWN,
    TRADES,
)
from qualitygov.report.printed import Printer
from qualitygov.report.reading import open_lines, reading_lines, unread_lines
from qualitygov.text import Language, Text

MOST_ENTRIES = 12
MOST_GROUNDS = 12

LACKING = frozenset({Verdict.TOO_FEW, Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED})
MOST_LOST = 2
MOST_NAMED = 5
MOST_MISSED = 3
MOST_TARGETS = 15


def _names(assessment: CountyAssessment, language: Language) -> dict[str, str]:
    """What the units and towns of a county are called, by code."""
    found = {unit.code: unit.name for unit in assessment.view.data.enterprises}
    found |= {one.id: one.unit.name for one in assessment.units}
    return found | {code: name.say(language) for code, name in assessment.names.items()}


class Report(Printer):
    """Prints what an assessment found (考核报告)."""

    def __init__(
        self,
        assessment: CountyAssessment,
        write: Callable[[str], None],
        width: int,
        language: Language,
        *,
        details: bool,
    ) -> None:
        """Take where to print; with `details` all targets and worklists are named."""
        super().__init__(write, width, language, _names(assessment, language))
        self.found, self.details = assessment, details

    def head(self) -> None:
        """Which county, when, by which rules."""
        found = self.found
        self.line(f"{found.name.say(self.language)}  {found.as_of}  {found.rulebook}")
        self.line()
        if found.note is not None:
            self.block([found.note.say(self.language)])

    def reading(self, reading: CountyReading) -> None:
        """What was read, and what was not: row by row, in short."""
        self.block(reading_lines(reading, self.language, most=MOST_ENTRIES))

    def unread(self, reading: CountyReading) -> None:
        """What could not be read at all, and the rows for which units are not assessed."""
        self.block(unread_lines(reading, self.language))
        self.block(open_lines(reading, self.found.unassessed, self.language))

    # the towns

    def towns(self, before: Mapping[str, Place]) -> None:
        """The towns ranked: score with bounds, grade, change, what was lost most and to whom.

        `before` is how they stood in the year before.
        """
        if not self.found.towns:
            self.block([NO_TOWN.say(self.language)])
            return
        rows = [
            (
                place.said_rank,
                self._town(code),
                place.said_score,
                _grade(place),
                _change(place, before.get(code)),
            )
            for code, place in self.found.places.items()
        ]
        self.table(self._ranking(), TOWN, rows)
        self.block(self._last())
        self.block(self._vetoes())
        lost = [(self._town(town.town), self._lost(town)) for town in self.found.in_order]
        self.table(("失分最多的项目", "What cost most"), LOST, [row for row in lost if row[1]])
        self.block(self._grades())
        self.block(self._unassessed())
        self.block(self._closings())
        self.block(self._accepted())

    def _town(self, code: str) -> str:
        return self.found.names[code].say(self.language)

    def _joined(self, names: Sequence[str]) -> str:
        return self.say("、", ", ").join(names)

    def _first(self, parts: Sequence[str]) -> str:
        """The first of many, and how many more there are."""
        told = self.say("；", "; ").join(parts[:MOST_NAMED])
        left = len(parts) - MOST_NAMED
        return told + (self.say(f"；另有 {left} 项", f"; and {left} more") if left > 0 else "")

    def _ranking(self) -> tuple[str, str]:
        year, profile = self.found.year, self.found.plan.profile.label
        if self.found.closed:
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
            label = one.item.label.say(self.language)
            told.append(self.say(f"{label} -{one.lost}（{who}）", f"{label} -{one.lost} ({who})"))
        return self.say("；", "; ").join(told)

    def _last(self) -> Iterator[str]:
        """The last towns, which have to report."""
        if self.found.have_to_report:
            names = self._joined([*map(self._town, self.found.have_to_report)])
            yield self.say(f"末位须报告整改：{names}", f"last towns, to report in a month: {names}")

    def _vetoes(self) -> Iterator[str]:
        for town in self.found.towns:
            for veto in town.vetoes:
                name, told = self._town(town.town), veto.say(self.language)
                if veto.silent:
                    yield self.say(
                        f"从严定级：{name}，{told}", f"graded as the worst: {name}, {told}"
                    )
                else:
                    yield self.say(f"一票否决：{name}，{told}", f"vetoed: {name}, {told}")

    def _grades(self) -> Iterator[str]:
        """The grades that are not final, each with what would settle it and by when."""
        for code, place in self.found.places.items():
            between = place.grade_between
            if between is not None and between[0] != between[1]:
                name, grade = self._town(code), place.said_grade.say(self.language)
                what = self._first([part.say(self.language) for part in place.unsettled])
                yield self.say(
                    f"{name}：等级 {grade}，待定：{what}", f"{name}: grade {grade}, open: {what}"
                )

    def _unassessed(self) -> Iterator[str]:
        """Units that cannot be assessed, since something of theirs could not be read."""
        found = self.found
        codes = [score.code for score in found.credit if not found.assessed(score.code)]
        if codes:
            first = self._joined([self.named(code) for code in codes[:MOST_NAMED]])
            first += "…" if len(codes) > MOST_NAMED else ""
            yield self.say(
                f"有数据无法读取，未能评价的单位 {len(codes)} 家：{first}",
                f"{len(codes)} units are not assessed, since some of their data cannot be read:"
                f" {first}",
            )

    def _closings(self) -> Iterator[str]:
        """Results that were closed: they stand, whatever is computed today; and what is wrong."""
        for town, closing in self.found.closings.items():
            name, text = self._town(town), closing.say(self.language)
            yield self.say(f"{name}：{text}", f"{name}: {text}")
        for flaw in self.found.flaws:
            told = flaw.say(self.language)
            yield self.say(f"决定有误，{told}", f"a decision to look at, {told}")

    def _accepted(self) -> Iterator[str]:
        """Which towns may be accepted, and which not."""
        ready: dict[str, list[str]] = {}
        for town in self.found.in_order:
            label = town.acceptance.readiness.say(self.language)
            ready.setdefault(label, []).append(self._town(town.town))
        for label, names in ready.items():
            told = self._joined(names)
            yield self.say(f"验收：{label}：{told}", f"acceptance: {label}: {told}")

    # targets

    def open(self) -> None:
        """What is open, and by when it settles: it counts as it stands, and is told apart."""
        rows = []
        for name, target in self.found.plan.targets.items():
            unsettled = [
                result
                for result in self.found.target(name).values()
                if result.verdict is Verdict.OPEN or not result.measured.settled
            ]
            found = [result for result in unsettled if result.measured.ids.open]
            if found:
                days = [result.measured.settles_on for result in found]
                last = max((day for day in days if day is not None), default=None)
                count = sum(len(result.measured.ids.open) for result in found)
                rows.append((target.label, target.clause, len(found), count, last))
        self.table(("待定事项（附件）", "Open, told apart (annex)"), OPEN, rows)

    def targets(self) -> None:
        """The targets that some town missed or about which nothing can be said, and why."""
        rows = []
        for name, target in self.found.plan.targets.items():
            results = self.found.target(name)
            missed = [result for result in results.values() if result.verdict is Verdict.MISSED]
            lacking = [result for result in results.values() if result.verdict in LACKING]
            if target.acceptance and (missed or lacking):
                who = target.indicator.responsible.label
                why = self._why(missed, lacking)
                rows.append((target.label, who, len(missed), len(lacking), why))
        most = len(rows) if self.details else MOST_TARGETS
        worst = sorted(rows, key=lambda row: row[2] + row[3], reverse=True)[:most]
        self.table(("未达标的目标", "Targets missed, or without data"), TARGETS, worst, note=0)
        self._more(len(rows) - most, "assessment.json")

    def _why(self, missed: list[TargetResult], lacking: list[TargetResult]) -> str:
        told = [f"{self._town(one.town)} {self._shown(one)}" for one in missed[:MOST_MISSED]]
        if len(missed) > len(told):
            told.append(self.say(f"等 {len(missed)} 个", f"and {len(missed) - len(told)} more"))
        if lacking:
            names = [
                f"{self._town(one.town)} {one.verdict.say(self.language)}"
                for one in lacking[:MOST_MISSED]
            ]
            told.append(self._joined(names) + ("…" if len(lacking) > MOST_MISSED else ""))
        return self.say("；", "; ").join(told)

    def _shown(self, result: TargetResult) -> str:
        if result.rank is not None:
            return self.say(f"第 {result.rank} 名", f"rank {result.rank}")
        measured = result.measured
        parts = f"{measured.numerator}/{measured.denominator}" if measured.in_percent else ""
        return measured.show() + (self.say(f"（{parts}）", f" ({parts})") if parts else "")

    # enterprises, and what is to be done

    def enterprises(self, trades: Sequence[TradeCredit]) -> None:
        """Enterprises by grade, in all and by trade."""
        graded = (s.grade for s in self.found.credit if self.found.assessed(s.code))
        counts = Counter(grade for grade in graded if grade is not None)
        total = sum(counts.values())
        rows = [(one, counts[one], Rate(counts[one], total).percent(1)) for one in sorted(counts)]
        self.table(("企业信用等级", "Enterprises by grade"), GRADES, rows)
        by_trade = [(one.trade, one.enterprises, one.index, one.grade) for one in trades]
        self.table(("行业信用", "Credit by trade"), TRADES, by_trade)

    def grounds(self, listed: Sequence[str]) -> None:
        """Grounds for listing that were found, and the units listed."""
        found = self.found.grounds
        by_rule = Counter(
            ground.label.say(self.language) for screening in found for ground in screening.grounds
        )
        title = (
            "列入事由（由有权机关决定，筛查不等于列入）",
            "Grounds for listing (an authority decides; screening lists nobody)",
        )
        self.table(title, GROUNDS, by_rule.most_common())
        for screening in found[:MOST_GROUNDS]:
            for ground in screening.grounds:
                self.line(f"  {self.named(screening.code)}  {ground.say(self.language)}")
        self._more(len(found) - MOST_GROUNDS, "assessment.json")
        names = self._joined([self.named(one) for one in listed]) or self.say("无", "none")
        self.line()
        self.block(
            [self.say(f"名单内 {len(listed)} 家：{names}", f"{len(listed)} listed: {names}")]
        )

    def worklists(self) -> None:
        """What is to be worked through: how much in each section, or each with its first rows."""
        if not self.details:
            made = ((one.title, one.clauses, len(rows)) for one, rows in self.found.sections())
            counted = [row for row in made if row[2]]
            self.table(
                ("待办清单（--details 逐项列出）", "To do (--details names it)"),
                SECTIONS,
                counted,
            )
            return
        for section, rows in self.found.sections():
            title = (
                f"{section.title.zh}（{section.clauses}）",
                f"{section.title.en} ({section.clauses})",
            )
            columns = tuple((one.label.zh, one.label.en, one.justify) for one in section.columns)
            self.table(title, columns, rows[: section.most])
            self._more(len(rows) - section.most, "worklists.json")

    def _more(self, left: int, file: str) -> None:
        """How many more there are, and in which file of the results."""
        if left > 0:
            self.block([self.say(f"  另有 {left} 项，见 {file}", f"  and {left} more, in {file}")])


def _grade(place: Place) -> Text:
    """The grade, or between which it lies, in short."""
    between = place.grade_between
    if between is None or between[0] == between[1]:
        return place.said_grade
    return Text(f"{between[0]}–{between[1]}", f"{between[0]}–{between[1]}")


def _change(now: Place, before: Place | None) -> Text | None:
    """The rank of the year before, and how the score moved."""
    if before is None or before.score is None or now.score is None:
        return None
    moved = now.score - before.score
    sign = "+" if moved >= Points(0) else ""
    rank = before.rank or "–"
    return Text(f"第 {rank} 名，{sign}{moved}", f"rank {rank}, {sign}{moved}")
