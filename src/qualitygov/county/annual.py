"""The annual report of a town (年度报告).

What it reached, what changed, what is at risk, how it stands among its peers, and what is known of
its repute. Clauses 2.2.c, 3.1.3.c, 4.1.a-b, 4.5.c.

Data for publication: every number with its numerator and denominator, the year before, and whether
a change is more than chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from qualitygov.assessment.forecast import Forecast, Prospect, forecast
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import TargetResult
from qualitygov.assessment.target import Target
from qualitygov.assessment.town import TownAssessment
from qualitygov.comparison.change import Change, compare
from qualitygov.comparison.peers import PeerComparison, compare_peers
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.county.places import Place
from qualitygov.county.repute import ReputeLine, repute_lines
from qualitygov.county.result import CountyAssessment
from qualitygov.county.unit_result import UnitAssessment
from qualitygov.county.warnings import TownWarning
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Language, Text


@attrs.frozen(repr=False)
class TargetYear(Result):
    """One target of a town over two years (年度目标对比).

    `change` compares the two by an exact test where they are rates of counted things; `peers` holds
    the town against all others together, where that can be tested; `forecast` says of a target of
    the acceptance whether it will be reached by its last day.
    """

    brief: ClassVar[tuple[str, ...]] = ("result",)

    result: TargetResult
    before: Measurement
    change: Change | None
    peers: PeerComparison | None
    forecast: Forecast | None = None

    @property
    def target(self) -> Target:
        """The target."""
        return self.result.target

    def say(self, language: Language = "en") -> str:
        """Return both years and the comparison as one line."""
        now, then = self.result.measured.say(language), self.before.say(language)
        label, verdict = self.target.label.say(language), self.result.verdict.say(language)
        text = f"{label}: {verdict}; {then} → {now}"
        if self.change is not None:
            text += f"; {self.change.verdict.say(language)}"
        at_risk = self.forecast is not None and self.forecast.prospect is Prospect.AT_RISK
        return text + (f"; {Prospect.AT_RISK.say(language)}" if at_risk else "")


@attrs.frozen(kw_only=True, repr=False)
class AnnualReport(Result):
    """What a town can publish of its year (年度报告).

    By quality, with its units, warnings and grades of enterprises. `place` is how the town stands,
    as it was closed where the year was; `assessment` is what is computed.
    """

    brief: ClassVar[tuple[str, ...]] = ("town", "year", "targets", "units", "warnings")

    town: str
    name: Text
    year: int
    rulebook: str
    place: Place
    assessment: TownAssessment
    targets: tuple[TargetYear, ...]
    units: tuple[UnitAssessment, ...]
    warnings: tuple[TownWarning, ...]
    grades: Mapping[str, int]
    repute: tuple[ReputeLine, ...] = ()

    @property
    def at_risk(self) -> tuple[str, ...]:
        """The targets of the acceptance that are at risk by their last day."""
        return tuple(
            one.target.id
            for one in self.targets
            if one.forecast is not None and one.forecast.prospect is Prospect.AT_RISK
        )

    def of(self, quality: Quality) -> tuple[TargetYear, ...]:
        """Return the targets of one quality (某类质量)."""
        return tuple(one for one in self.targets if one.target.quality is quality)

    def plot(self, language: Language = "en") -> Any:
        """Return how each target moved since the year before as a chart (变化趋势图).

        An Altair chart that a notebook shows, of the targets in percent. Raises `MissingExtraError`
        without the extra ``charts``.
        """
        from qualitygov.core import charts  # noqa: PLC0415 - an extra

        rows = (
            (one.target.label, _rate(one.before), _rate(one.result.measured))
            for one in self.targets
            if one.result.measured.in_percent and one.before.defined and one.result.measured.defined
        )
        return charts.changes(
            self.name + Text(f"{self.year} 年度", f" {self.year}"), rows, language
        )

    def say(self, language: Language = "en") -> str:
        """Return the report as text, section by section (文字报告)."""
        rows = [
            f"{self.name.say(language)} {self.year}  {self.place.say(language)}",
            f"  {self.assessment.acceptance.readiness.say(language)}",
        ]
        for quality in Quality:
            own = self.of(quality)
            if own:
                rows.append(f"  {quality.label.say(language)}")
                rows += [f"    {one.say(language)}" for one in own]
        rows += [
            f"  {unit.unit.name}  {unit.said_score}  {unit.said_grade.say(language)}"
            for unit in self.units
        ]
        rows += [f"  {one.say(language)}" for one in self.warnings]
        rows += [f"  {one.say(language)}" for one in self.repute]
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


FURTHER_BACK = 2
"""Years before the judged one through which a forecast draws its line."""


def _forecast(
    assessment: CountyAssessment, result: TargetResult, before: Measurement
) -> Forecast | None:
    """Whether a target of the acceptance will be reached; None for any other."""
    if not result.target.acceptance:
        return None
    plan = assessment.plan
    further = plan.period.years_before(FURTHER_BACK)
    first = result.target.indicator.measure(assessment.facts, result.town, further)
    return forecast(
        result,
        {plan.year - 1: before.value, plan.year - FURTHER_BACK: first.value},
        year=plan.year,
        last_year=assessment.context.judged.rules.whole("programme.last-year"),
    )


def _target_year(
    assessment: CountyAssessment, result: TargetResult, peers: Mapping[str, PeerComparison]
) -> TargetYear:
    before = assessment.plan.period.years_before(1)
    earlier = result.target.indicator.measure(assessment.facts, result.town, before)
    change = None
    if _counted(result.target):
        change = compare(
            _rate(result.measured),
            assessment.context,
            before=_rate(earlier),
            higher_is_better=result.target.indicator.higher_is_better,
        )
    expected = _forecast(assessment, result, earlier)
    return TargetYear(result, earlier, change, peers.get(result.town), expected)


@clauses("2.2.c 4.1.a 4.1.b 4.5.c 3.1.3.c 3.4.2.a")
def annual_report(assessment: CountyAssessment) -> tuple[AnnualReport, ...]:
    """Return the annual report of every town, in order of rank (年度报告)."""
    plan, peers = assessment.plan, _peers(assessment)
    grades, settled = assessment.grades_by_town, assessment.context.settled
    return tuple(
        AnnualReport(
            town=town.town,
            name=assessment.names[town.town],
            year=plan.year,
            rulebook=assessment.rulebook,
            place=assessment.places[town.town],
            assessment=town,
            targets=tuple(
                _target_year(assessment, result, peers.get(name, {}))
                for name, result in town.targets.items()
            ),
            units=tuple(unit for unit in assessment.units if unit.unit.town == town.town),
            warnings=tuple(one for one in assessment.warnings if one.town == town.town),
            grades=grades.get(town.town, {}),
            repute=repute_lines(assessment.view, settled, town=town.town),
        )
        for town in assessment.in_order
    )
