"""The result of a county's assessment (县域考核结果): its towns in order of rank, and all reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.parts import Readiness
from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.town import TownAssessment
from qualitygov.blacklist.screen import Screening
from qualitygov.blacklist.standing import UnitStanding
from qualitygov.blacklist.unread import unread_units
from qualitygov.codes.unit import UnitKey
from qualitygov.core.result import Result
from qualitygov.county.places import Place, decision_flaws, places_of
from qualitygov.county.sections import own_sections
from qualitygov.county.unit_result import UnitAssessment
from qualitygov.county.warnings import TownWarning
from qualitygov.credit.result import CreditScore
from qualitygov.errors import bilingual
from qualitygov.governance import UnitRow
from qualitygov.returns import (
    Closing,
    DecisionFlaw,
    ExcuseState,
    OwnerReturns,
    closings_of,
    excuse_states,
    owners_of,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Section
from qualitygov.text import Language, Text

UNHEARD = frozenset({Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED})


NO_TOWN = Text("没有乡镇，无可排名；验收：", "there is no town, so nothing is ranked; acceptance: ")
NO_TOWN += Readiness.UNKNOWN.label
_RANKING = (
    ("名次", "rank"),
    ("乡镇", "town"),
    ("得分（上下限）", "score [bounds]"),
    ("等级", "grade"),
    ("验收", "acceptance"),
)


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class CountyAssessment(Result):
    """The result of a county's assessment (县域考核结果): its towns in order of rank.

    `context` says by which rules, on which day and with whose knowledge. `standings` hold score,
    listing and grounds of every enterprise by its key; a ground lists nobody. `facts` is what was
    counted, and `view` the county as its subjects saw it. `towns` are as computed; how they stand,
    where the year was closed, `places` says.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "id",
        "name",
        "year",
        "as_of",
        "known_at",
        "rulebook",
        "note",
        "names",
        "towns",
        "units",
        "places",
        "closings",
        "flaws",
        "excuses",
        "data_owners",
        "credit",
        "grounds",
    )
    brief: ClassVar[tuple[str, ...]] = ("id", "year", "towns")

    context: Context
    plan: AssessmentPlan
    towns: tuple[TownAssessment, ...]
    standings: Mapping[str, UnitStanding] = attrs.field(factory=dict)
    warnings: tuple[TownWarning, ...] = ()
    units: tuple[UnitAssessment, ...] = ()
    facts: FactTables
    view: CountyView

    @property
    def id(self) -> str:
        """The county's code."""
        return self.view.data.id

    @property
    def name(self) -> Text:
        """The county's name."""
        return self.view.data.name

    @property
    def year(self) -> int:
        """The assessment year."""
        return self.plan.year

    @cached_property
    def names(self) -> Mapping[str, Text]:
        """The towns' names, by code."""
        return {town.town: self.view.town_name(town.town) for town in self.towns}

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.context.as_of

    @property
    def known_at(self) -> date:
        """The day whose knowledge was used."""
        return self.context.known_at

    @property
    def rulebook(self) -> str:
        """The rulebook's id, version and digest."""
        rules = self.context.rules
        return f"{rules.book} {rules.version} sha256:{rules.digest}"

    @property
    def note(self) -> Text | None:
        """A warning when the rulebook was not reviewed for this day."""
        return self.context.rules.note

    @cached_property
    def credit(self) -> tuple[CreditScore, ...]:
        """The scores of the enterprises, in order of their codes."""
        return tuple(standing.score for standing in self.standings.values())

    @cached_property
    def grounds(self) -> tuple[Screening, ...]:
        """The screenings that found a ground for listing; a ground lists nobody."""
        found = (standing.screening for standing in self.standings.values())
        return tuple(screening for screening in found if screening.grounds)

    @cached_property
    def grades_by_town(self) -> Mapping[str, Mapping[str, int]]:
        """How many enterprises of each town have each grade (各镇企业等级分布)."""
        homes = {unit.code: unit.town for unit in self.view.data.enterprises}
        counts: dict[str, Counter[str]] = {}
        for score in self.credit:
            if score.grade is not None and self.assessed(score.code):
                counts.setdefault(homes[score.code], Counter())[score.grade] += 1
        return counts

    @cached_property
    def closings(self) -> Mapping[str, Closing]:
        """The results of the year as they were closed, by town (核定结果); they stand."""
        return closings_of(self.view, self.context)

    @property
    def closed(self) -> bool:
        """Whether the year is closed (是否已核定): past its cut-off, nothing unheard of others.

        What is open then counts as it stands, and stands in an annex. Without a town there is
        nothing to close.
        """
        if not self.towns:
            return False
        if all(town.town in self.closings for town in self.towns):
            return True
        if self.context.as_of < self.context.cutoff:
            return False
        return not any(
            one.lowest != one.highest and one.result.verdict in UNHEARD
            for town in self.towns
            for one in town.items
        )

    @cached_property
    def unassessed(self) -> frozenset[str]:
        """The keys of the units that cannot be assessed (未能评价的单位).

        Some row of theirs could not be read or placed, may be theirs or another's, or says a word
        that no rule knows.
        """
        unread = self.view.once(unread_units, self.context)
        if unread is None:
            return frozenset(self.standings)
        strange = {key for key, one in self.standings.items() if not one.score.assessed}
        return unread | strange

    def assessed(self, code: str) -> bool:
        """Whether everything on file of a unit could be read (是否可评价)."""
        return UnitKey.of(code) not in self.unassessed

    @property
    def whole(self) -> bool:
        """Whether nothing was left unassessed because it could not be read (是否全部可评价)."""
        verdicts = {r.verdict for town in self.towns for r in town.targets.values()}
        tables = self.view.data.tables
        nameless = any(
            one.row is not None and tables[one.table].spec.unit is not None and one.key is None
            for one in self.view.data.unread
        )
        unread = any(unit.row is UnitRow.UNREAD for unit in self.units)
        return not (nameless or unread or self.unassessed or Verdict.NOT_ASSESSED in verdicts)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """How each town stands (各镇名次), in order of rank: closed, else as computed."""
        return places_of(self.towns, self.closings, self.context)

    @cached_property
    def flaws(self) -> tuple[DecisionFlaw, ...]:
        """What is wrong with the decisions on the year (年度决定差错)."""
        return decision_flaws(self.view, self.plan, self.closings, self.context)

    @property
    def excuses(self) -> tuple[ExcuseState, ...]:
        """The excuses of the year (经核准免予考核), used or not: they are published with it."""
        return self.view.once(excuse_states, self.context)

    @property
    def data_owners(self) -> tuple[OwnerReturns, ...]:
        """The owners of the data with their returns (数据责任单位报送情况), bureaus among them."""
        return self.view.once(owners_of, self.context)

    @property
    def have_to_report(self) -> tuple[str, ...]:
        """The last towns, which have to report (末位乡镇), in order of rank."""
        return tuple(code for code, place in self.places.items() if place.has_to_report)

    @property
    def in_order(self) -> tuple[TownAssessment, ...]:
        """The towns in the order in which they stand: closed ranks, where the year is closed."""
        towns = {town.town: town for town in self.towns}
        return tuple(towns[code] for code in self.places if code in towns)

    def town(self, code: str) -> TownAssessment:
        """Return the result of one town; raises `FieldError` for one that is not there."""
        for town in self.towns:
            if town.town == code:
                return town
        raise bilingual("county.town", f"没有乡镇 {code}", f"there is no town {code}")

    def target(self, name: str) -> Mapping[str, TargetResult]:
        """Return the results of one target by town, in order of rank (某目标各镇结果)."""
        return {town.town: town.targets[name] for town in self.towns if name in town.targets}

    def worklists(self) -> Mapping[str, Any]:
        """Return every worklist of every subject (待办清单), by name."""
        return {
            spec.name: self.view.worklist(spec.name, self.context)
            for subject in self.view.data.subjects
            for spec in subject.worklists
        }

    def sections(self) -> tuple[tuple[Section, tuple[tuple[Any, ...], ...]], ...]:
        """Return the sections that follow the ranking in a report (报告各节), with their rows."""
        own = own_sections(
            self.view, self.plan, towns=self.towns, units=self.units, warnings=self.warnings
        )
        made: list[tuple[Section, Iterable[tuple[Any, ...]]]] = [*own]
        for subject in self.view.data.subjects:
            made += [(one, one.rows(self.view, self.context)) for one in subject.sections]
        made.sort(key=lambda pair: pair[0].order)
        return tuple((section, tuple(rows)) for section, rows in made)

    def _repr_html_(self) -> str:
        """Return the ranking as a notebook shows it (排名表)."""
        from qualitygov.core.tabled import table  # noqa: PLC0415 - for a notebook alone

        rows = [
            (
                place.said_rank,
                self.names[code],
                place.said_score,
                place.said_grade,
                self.town(code).acceptance.readiness.label,
            )
            for code, place in self.places.items()
        ]
        heads = [Text(*words) for words in _RANKING]
        title = self.name + Text(f" {self.year} 年度", f" {self.year}")
        return table(title, heads, rows, most=len(rows))

    def plot(self, language: Language = "en") -> Any:
        """Return the ranking as a chart (排名图): each town's score between its bounds.

        An Altair chart that a notebook shows, with the grades of the towns' enterprises below.
        Raises `MissingExtraError` without the extra ``charts``.
        """
        from qualitygov.core import charts  # noqa: PLC0415 - an extra

        ranked = (
            (self.names[code], place.score, place.lowest, place.highest, place.grade)
            for code, place in self.places.items()
        )
        year = Text(f"{self.year} 年度", f" {self.year}")
        above = charts.scores(self.name + year, ranked, language)
        grades = (
            (self.names[town], grade, count)
            for town, counts in self.grades_by_town.items()
            for grade, count in sorted(counts.items(), key=str)
        )
        title = Text("企业信用等级", "credit grades of enterprises")
        return above & charts.distribution(title, grades, language)

    def say(self, language: Language = "en") -> str:
        """Return the ranking as text (文字说明)."""
        rows = [f"{self.name.say(language)} {self.year} ({self.rulebook})"]
        for town in self.in_order:
            place, ready = self.places[town.town], town.acceptance.readiness
            name, grade = self.names[town.town].say(language), place.said_grade.say(language)
            cells = (place.said_rank, name, place.said_score, grade, ready.say(language))
            rows.append("  " + "  ".join(cells))
        return "\n".join(rows if self.towns else [*rows, f"  {NO_TOWN.say(language)}"])
