"""What a unit or area earned (单位、片区考核结果): its lines, its score with bounds, its rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

import attrs

from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.parts import OpenPart
from qualitygov.assessment.said import said_grade, said_score
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.governance import GovernanceUnit, UnitRow
from qualitygov.rulebook.model.unit import UnitItemRule
from qualitygov.text import Language, Text


@attrs.frozen(kw_only=True, repr=False)
class UnitLine(Result):
    """One item of a unit (单位考核明细).

    The share reached now, exact, with its bounds, and the points it earns; None where there is
    nothing to judge. `measured` is the indicator on the unit's facts, None for its targets;
    `remark` says what the share rests on: which targets were missed, what was counted.
    """

    brief: ClassVar[tuple[str, ...]] = ("share", "points")

    item: UnitItemRule
    share: Rate
    lowest_share: Rate
    highest_share: Rate
    points: Points | None
    lowest: Points | None
    highest: Points | None
    measured: Measurement | None = None
    remark: Text = Text("", "")

    def say(self, language: Language = "en") -> str:
        """Return the line as text."""
        colon = {"zh": "：", "en": ": "}[language]
        label, remark = self.item.label.say(language), self.remark.say(language)
        why = f"{colon}{remark}" if remark else ""
        if self.lowest is None:
            return f"–  {label}{why}"
        points = "–" if self.points is None else self.points
        bounds = "" if self.lowest == self.highest else f" [{self.lowest}–{self.highest}]"
        share = self.share.percent() if self.share.defined else "–"
        told = {"zh": f"（{share}）", "en": f" ({share})"}[language]
        if self.measured is not None and remark:
            told = ""  # the remark has the share itself
        return f"{points}/{self.item.points}{bounds}  {label}{told}{why}"


HUNDRED = 100_000  # points in thousandths


def enough(
    lines: Iterable[UnitLine], least: Rate, given: Callable[[UnitLine], Points | None]
) -> bool:
    """Return whether the lines with such points are a part of all that is no less (可评价分值足够)."""
    full = sum(line.item.points.thousandths for line in lines if given(line) is not None)
    return bool(full) and Rate(full, HUNDRED) >= least


@attrs.frozen(kw_only=True, repr=False)
class UnitAssessment(Result):
    """What a unit or area earned in a year (单位考核结果), with its bounds.

    Items that cannot be judged are left out and the rest scaled to 100. `score` and `grade` are
    None when less than the rulebook's least part can be judged; `rank` is among the town's units of
    its kind; `rank_between` and `grade_between` are the best and the worst that is still possible.
    `targets` are those of its tasks, as the town reached them; `unsettled` is what can still change
    the score. `row` says what is on record of the unit itself; `sure`,
    whether its kind is known.
    """

    derived: ClassVar[tuple[str, ...]] = ("earned", "assessable")
    brief: ClassVar[tuple[str, ...]] = ("id", "year", "score", "grade", "rank")

    unit: GovernanceUnit
    year: int
    lines: tuple[UnitLine, ...]
    score: Points | None
    lowest: Points | None
    highest: Points | None
    grade: str | None
    grade_between: tuple[str, str] | None
    remedies: Text
    rank: int | None = None
    rank_between: tuple[int, int] | None = None
    targets: tuple[str, ...] = ()
    unsettled: tuple[OpenPart, ...] = ()
    row: UnitRow = UnitRow.LISTED
    sure: bool = True

    @property
    def id(self) -> str:
        """The unit's id."""
        return self.unit.id

    @property
    def earned(self) -> Points:
        """The points of the lines."""
        return sum((line.points for line in self.lines if line.points is not None), Points(0))

    @property
    def assessable(self) -> Points:
        """The points that could be judged."""
        return sum((line.item.points for line in self.lines if line.points is not None), Points(0))

    def say(self, language: Language = "en") -> str:
        """Return the result with its lines and the remedies as text."""
        head = f"{self.unit.name}  {self.said_score}  {self.said_grade.say(language)}"
        if self.row is not UnitRow.LISTED:
            head += f"  {self.row.say(language)}"
        rows = [*(line.say(language) for line in self.lines), self.remedies.say(language)]
        return "\n".join([head, *("  " + row for row in rows)])

    @property
    def said_score(self) -> str:
        """The score as a person reads it, with its bounds while something is open."""
        return said_score(self.score, self.lowest, self.highest)

    @property
    def said_grade(self) -> Text:
        """The grade as a person reads it: alone where it is final."""
        return said_grade(self.grade, self.grade_between)
