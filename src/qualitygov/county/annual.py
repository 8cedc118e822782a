"""The annual report of a town (年度报告).

What it reached, what changed, and how it stands among its peers. Clauses 4.1.a, 4.5.c, 3.1.3.c.

Data for publication: every number with its numerator and denominator, the year before, and whether
a change is more than chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import TargetResult
from qualitygov.assessment.target import Target
from qualitygov.assessment.town import TownAssessment
from qualitygov.comparison.change import Change, compare
from qualitygov.comparison.peers import PeerComparison, compare_peers
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.county.result import CountyAssessment
from qualitygov.county.unit_result import UnitAssessment
from qualitygov.county.warnings import TownWarning
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Language, Text


@attrs.frozen(repr=False)
class TargetYear(Result):
    """One target of a town over two years (年度目标对比).

    `change` compares the two by an exact test where they are rates of counted things; `peers` holds
    the town against all others together, where that can be tested.
    """

    brief: ClassVar[tuple[str, ...]] = ("result",)

    result: TargetResult
    before: Measurement
    change: Change | None
    peers: PeerComparison | None

    @property
    def target(self) -> Target:
        """The target."""
        return self.result.target

    def say(self, language: Language = "en") -> str:
        """Return both years and the comparison as one line."""
        now, then = self.result.measured.say(language), self.before.say(language)
        label, verdict = self.target.label.say(language), self.result.verdict.say(language)
        text = f"{label}: {verdict}; {then} → {now}"
        return text + (f"; {self.change.verdict.say(language)}" if self.change is not None else "")


@attrs.frozen(kw_only=True, repr=False)
class AnnualReport(Result):
    """What a town can publish of its year (年度报告).

    By quality, with its units, warnings and grades of enterprises.
    """

    brief: ClassVar[tuple[str, ...]] = ("town", "year", "targets", "units", "warnings")

    town: str
    name: Text
    year: int
    rulebook: str
    assessment: TownAssessment
    targets: tuple[TargetYear, ...]
    units: tuple[UnitAssessment, ...]
    warnings: tuple[TownWarning, ...]
    grades: Mapping[str, int]

    def of(self, quality: Quality) -> tuple[TargetYear, ...]:
        """Return the targets of one quality (某类质量)."""
        return tuple(one for one in self.targets if one.target.quality is quality)

    def say(self, language: Language = "en") -> str:
        """Return the report as text, section by section (文字报告)."""
        zh = language == "zh"
        town = self.assessment
        rows = [
            f"{self.name.say(language)} {self.year}  {town.score or '–'}  {town.grade or '–'}  "
            + (f"第 {town.rank} 名" if zh else f"rank {town.rank}"),
            f"  {town.acceptance.readiness.say(language)}",
        ]
        for quality in Quality:
            own = self.of(quality)
            if own:
                rows.append(f"  {quality.label.say(language)}")
                rows += [f"    {one.say(language)}" for one in own]
        rows += [
            f"  {unit.unit.name}  {unit.score or '–'}  {unit.grade or '–'}" for unit in self.units
        ]
        rows += [f"  {one.say(language)}" for one in self.warnings]
        rows.append(
            "  " + ", ".join(f"{grade} {count}" for grade, count in sorted(self.grades.items()))
        )
        return "\n".join(rows)


def _counted(target: Target) -> bool:
    """Whether a target's rate is one of counted things, which an exact test may compare."""
    return target.indicator.kind == "rate" and target.kind in ("threshold", "every-period")


def _rate(measured: Measurement) -> Rate:
    return Rate(measured.numerator, measured.denominator)


def _peers(assessment: CountyAssessment) -> dict[str, dict[str, PeerComparison]]:
    found = {}
    for name, target in assessment.plan.targets.items():
        if _counted(target) and target.indicator.sampled:
            rates = {
                town: _rate(result.measured) for town, result in assessment.target(name).items()
            }
            compared = compare_peers(
                rates, assessment.context, higher_is_better=target.indicator.higher_is_better
            )
            found[name] = {one.town: one for one in compared}
    return found


@clauses("4.1.a", "4.5.c", "3.1.3.c", "3.4.2.a")
def annual_report(assessment: CountyAssessment) -> tuple[AnnualReport, ...]:
    """Return the annual report of every town, in order of rank (年度报告)."""
    plan, peers = assessment.plan, _peers(assessment)
    before = plan.period.years_before(1)
    grades = assessment.grades_by_town
    reports = []
    for town in assessment.towns:
        years = []
        for name, result in town.targets.items():
            earlier = result.target.indicator.measure(assessment.facts, town.town, before)
            change = None
            if _counted(result.target):
                better = result.target.indicator.higher_is_better
                change = compare(
                    _rate(result.measured),
                    assessment.context,
                    before=_rate(earlier),
                    higher_is_better=better,
                )
            years.append(TargetYear(result, earlier, change, peers.get(name, {}).get(town.town)))
        reports.append(
            AnnualReport(
                town=town.town,
                name=assessment.names[town.town],
                year=plan.year,
                rulebook=assessment.rulebook,
                assessment=town,
                targets=tuple(years),
                units=tuple(unit for unit in assessment.units if unit.unit.town == town.town),
                warnings=tuple(one for one in assessment.warnings if one.town == town.town),
                grades=grades.get(town.town, {}),
            )
        )
    return tuple(reports)
