"""The assessment of a county (县域考核).

Every town's targets, items, score and rank, from data to result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.plan import AssessmentPlan, compile_assessment
from qualitygov.assessment.ranking import ranked
from qualitygov.assessment.result import TargetResult
from qualitygov.assessment.town import TownAssessment, assess_town
from qualitygov.blacklist.screen import Screening
from qualitygov.comparison.analysis import QualityAnalysis
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.county.analyses import analyses_of
from qualitygov.county.data import CountyData
from qualitygov.county.enterprises import archive_of, credit_of
from qualitygov.county.gather import facts_of
from qualitygov.county.registers import Registers, registers_of
from qualitygov.county.units import UnitAssessment, assess_units
from qualitygov.county.warnings import TownWarning, county_warnings
from qualitygov.credit.result import CreditScore
from qualitygov.errors import bilingual
from qualitygov.rulebook.book import Rulebook
from qualitygov.text import Language, Text

__all__ = ["CountyAssessment", "Progress", "assess_county", "assess_facts"]

Progress = Callable[[Text, int, int], None]
"""Told of each step: what is being done, how many are done, and of how many."""


@attrs.frozen(kw_only=True)
class CountyAssessment:
    """The result of a county's assessment (县域考核结果): its towns in order of rank.

    `known_at` says whose knowledge was used; `rulebook` names book, version and digest. `credit`
    and `grounds` hold the scores of the enterprises and the screenings that found grounds for
    listing one; a ground lists nobody. `homes` are the towns of the enterprises, `facts` what was
    counted.
    """

    id: str
    name: Text
    plan: AssessmentPlan = attrs.field(repr=False, eq=False)
    known_at: date
    names: Mapping[str, Text] = attrs.field(repr=False)
    towns: tuple[TownAssessment, ...]
    credit: tuple[CreditScore, ...] = attrs.field(default=(), repr=False, eq=False)
    grounds: tuple[Screening, ...] = attrs.field(default=(), repr=False, eq=False)
    warnings: tuple[TownWarning, ...] = attrs.field(default=(), repr=False, eq=False)
    units: tuple[UnitAssessment, ...] = attrs.field(default=(), repr=False, eq=False)
    facts: FactTables = attrs.field(factory=lambda: FactTables.of({}), repr=False, eq=False)
    homes: Mapping[str, str] = attrs.field(factory=dict, repr=False, eq=False)
    registers: Registers = attrs.field(factory=Registers, repr=False, eq=False)

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.plan.as_of

    @property
    def rulebook(self) -> str:
        """The rulebook's id, version and digest."""
        rules = self.plan.rules
        return f"{rules.book} {rules.version} sha256:{rules.digest}"

    @property
    def note(self) -> Text | None:
        """A warning when the rulebook was not reviewed for this day."""
        return self.plan.rules.note

    @property
    def analyses(self) -> tuple[QualityAnalysis, ...]:
        """The analysis of each quality over the years and among the towns (质量状况分析)."""
        return analyses_of(self.facts, self.plan.rules, self.as_of)

    @property
    def grades_by_town(self) -> Mapping[str, Mapping[str, int]]:
        """How many enterprises of each town have each grade (各镇企业等级分布)."""
        counts: dict[str, Counter[str]] = {}
        for score in self.credit:
            if score.code in self.homes:
                counts.setdefault(self.homes[score.code], Counter())[score.grade] += 1
        return counts

    @property
    def have_to_report(self) -> tuple[str, ...]:
        """The last towns, which have to report (末位乡镇)."""
        return tuple(town.town for town in self.towns if town.has_to_report)

    def town(self, code: str) -> TownAssessment:
        """Return the result of one town; raises `FieldError` for one that is not there."""
        for town in self.towns:
            if town.town == code:
                return town
        raise bilingual("county.town", f"没有乡镇 {code}", f"there is no town {code}")

    def target(self, name: str) -> Mapping[str, TargetResult]:
        """Return the results of one target by town, in order of rank (某目标各镇结果)."""
        return {town.town: town.targets[name] for town in self.towns if name in town.targets}

    def say(self, language: Language = "en") -> str:
        """Return the ranking as text (文字说明)."""
        rows = [f"{self.name.say(language)} {self.plan.year} ({self.rulebook})"]
        for town in self.towns:
            score = "–" if town.score is None else str(town.score)
            readiness = town.acceptance.readiness.say(language)
            rows.append(
                f"  {town.rank or '–'}  {self.names[town.town].say(language)}  {score}  {town.grade or '–'}  {readiness}"
            )
        return "\n".join(rows)


def _silent(what: Text, done: int, total: int) -> None:
    """Tell nobody."""


@clauses("2.2.a", "3.1.2.b")
def assess_facts(
    plan: AssessmentPlan, facts: FactTables, towns: Iterable[str], progress: Progress | None = None
) -> tuple[TownAssessment, ...]:
    """Assess and rank towns from tables of facts (按事实表考核).

    A pure function of the plan and the facts.
    """
    codes = sorted(set(towns))
    judged: dict[str, dict[str, TargetResult]] = {code: {} for code in codes}
    for at, (name, target) in enumerate(plan.targets.items()):
        if progress is not None:
            progress(target.label, at, len(plan.targets))
        for code, result in target.judge_all(facts, codes, plan.window).items():
            judged[code][name] = result
    return ranked(assess_town(plan, facts, code, judged[code]) for code in codes)


@clauses("2.1.a", "2.2.a", "3.1.2.b", "4.5.c")
def assess_county(
    data: CountyData,
    rulebook: Rulebook,
    *,
    as_of: date,
    known_at: date | None = None,
    calendar: WorkCalendar | None = None,
    year: int | None = None,
    seed: str | None = None,
    progress: Progress | None = None,
) -> CountyAssessment:
    """Assess a county's towns (县域考核): from data to ranked results with their reasons.

    Clauses 2.2, 3.1.2.b, 4.5.c.

    `known_at` reproduces what was knowable then (by default `as_of`); `calendar` judges deadlines
    in working days; `year` is the assessment year, by default the one in which `as_of` lies; `seed`
    the published seed of the random draw, by default the county's code and the year; `progress` is
    told of each step.

    >>> from qualitygov.county.data import Town
    >>> from qualitygov.rulebook import load_rulebook
    >>> town = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
    >>> county = CountyData(id="330299", name=Text("某县", "A county"), towns=(town,))
    >>> result = assess_county(county, load_rulebook("strong-town"), as_of=date(2016, 12, 31))
    >>> result.town("330299101").acceptance.readiness.value
    'not-ready'
    """
    told = progress or _silent
    plan = compile_assessment(rulebook, as_of, year)
    told(Text("企业信用", "credit of enterprises"), 0, len(data.enterprises))
    archive = archive_of(data, rulebook, calendar, as_of)
    credit, grounds = credit_of(data, archive, rulebook, calendar, as_of, known_at)
    told(Text("台账", "registers"), 0, 1)
    owned = [name for name, target in plan.targets.items() if target.acceptance]
    registers = registers_of(
        data,
        archive,
        rulebook,
        calendar,
        as_of,
        credit,
        seed=seed or f"{data.id}/{plan.year}",
        targets=owned,
    )
    told(Text("生成事实表", "tables of facts"), 0, 1)
    facts = facts_of(
        data, rulebook, calendar, as_of, known_at, registers=registers, archive=archive
    )
    towns = assess_facts(plan, facts, (town.code for town in data.towns), told)
    return CountyAssessment(
        id=data.id,
        name=data.name,
        plan=plan,
        known_at=as_of if known_at is None else known_at,
        names={town.code: town.name for town in data.towns},
        towns=towns,
        credit=credit,
        grounds=grounds,
        warnings=county_warnings(plan, facts, (town.code for town in data.towns)),
        units=assess_units(plan, data, towns, registers.duties),
        facts=facts,
        homes={unit.code: unit.town for unit in data.enterprises},
        registers=registers,
    )
