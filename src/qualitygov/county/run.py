"""The assessment of a county (县域考核): every town's targets, items, score and rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from qualitygov import subject
from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.judge import judge_all
from qualitygov.assessment.parts import Deduction
from qualitygov.assessment.plan import AssessmentPlan, compile_assessment
from qualitygov.assessment.ranking import ranked
from qualitygov.assessment.result import TargetResult
from qualitygov.assessment.town import TownAssessment, assess_town
from qualitygov.blacklist.standing import standings_of
from qualitygov.core.clauses import clauses
from qualitygov.core.given import of_type
from qualitygov.county.check import check_rules
from qualitygov.county.facts import facts_of
from qualitygov.county.result import CountyAssessment
from qualitygov.county.units import assess_units
from qualitygov.county.warnings import county_warnings
from qualitygov.errors import RulebookError
from qualitygov.returns import FINDINGS, excused_of, finding_flaws
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import Profile
from qualitygov.text import Text

Progress = Callable[[Text, int, int], None]
"""Told of each step: what is being done, how many are done, and of how many."""


def _silent(what: Text, done: int, total: int) -> None:
    """Tell nobody."""


@attrs.frozen(kw_only=True)
class Decided:
    """What the target office decided of a year besides the facts (考核办决定事项).

    `excused` names each town's excused targets, `deductions` what was found later.
    """

    excused: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    deductions: Mapping[str, tuple[Deduction, ...]] = attrs.field(factory=dict)


NOTHING_DECIDED = Decided()


@clauses("2.2.a", "3.1.2.b")
def assess_facts(
    plan: AssessmentPlan,
    facts: FactTables,
    towns: Iterable[str],
    *,
    decided: Decided = NOTHING_DECIDED,
    progress: Progress | None = None,
) -> tuple[TownAssessment, ...]:
    """Assess and rank towns from tables of facts (按事实表考核).

    A pure function of the plan, the facts and what was decided.
    """
    codes = sorted(set(towns))
    judged: dict[str, dict[str, TargetResult]] = {code: {} for code in codes}
    ends = plan.context.period.last
    everything = {**plan.targets, **plan.dormant}
    for at, (name, target) in enumerate(everything.items()):
        if progress is not None:
            progress(target.label, at, len(everything))
        for code, result in judge_all(target, facts, codes, plan.period, ends=ends).items():
            judged[code][name] = result
    return ranked(
        assess_town(
            plan,
            facts,
            code,
            judged[code],
            excused=decided.excused.get(code, frozenset()),
            deductions=decided.deductions.get(code, ()),
        )
        for code in codes
    )


def _plan(data: subject.CountyData, context: Context, profile: Profile | str) -> AssessmentPlan:
    """Compile the year; refuse a book on tables, columns or events that no subject has."""
    wrong = check_rules(context.rulebook, data.subjects)
    if wrong:
        raise RulebookError(wrong)
    return compile_assessment(context, profile)


def _decided(view: subject.CountyView, context: Context, codes: Iterable[str]) -> Decided:
    excused = view.once(excused_of, context)
    deductions: dict[str, tuple[Deduction, ...]] = {}
    wrong = {flaw.id for flaw in finding_flaws(view, context)}
    for found in view.known(FINDINGS, context):
        if found.found_on in context.period and found.id not in wrong:
            line = Deduction(
                found.id, Text(found.reason, found.reason), found.points, found.of_year
            )
            deductions[found.town] = (*deductions.get(found.town, ()), line)
    return Decided(excused={code: excused.targets(code) for code in codes}, deductions=deductions)


def _towns(
    plan: AssessmentPlan,
    view: subject.CountyView,
    context: Context,
    facts: FactTables,
    told: Progress,
) -> tuple[TownAssessment, ...]:
    codes = [town.code for town in view.towns(context.judged)]
    decided = _decided(view, context.settled, codes)
    return assess_facts(plan, facts, codes, decided=decided, progress=told)


def assess_towns(
    data: subject.CountyData, context: Context, *, profile: Profile | str = Profile.BRIEF
) -> tuple[TownAssessment, ...]:
    """Assess and rank a county's towns alone (乡镇考核排名), as `assess_county` does."""
    plan = _plan(data, context.judged, profile)
    view = subject.CountyView(data)
    return _towns(plan, view, context, facts_of(view, context), _silent)


@clauses("2.1.a", "2.2.a", "3.1.2.b", "4.5.c")
def assess_county(
    data: subject.CountyData,
    context: Context,
    *,
    profile: Profile | str = Profile.BRIEF,
    seed: str | None = None,
    progress: Progress | None = None,
) -> CountyAssessment:
    """Assess a county's towns (县域考核): from data to ranked results with their reasons.

    `context` says by which rules, for which year, on which day and with whose knowledge. What was
    done by the year's cut-off counts; what is in force, scores and listings are those of the
    period's last day, or of ``context.as_of`` where that is earlier; worklists are those of
    ``context.as_of``. `profile` says how much paper the towns take on. `seed` is
    the published seed of the random draw, by default the county's code and the year; `progress` is
    told of each step. Raises `RulebookError` for rules that do not fit together. Clauses 2.2,
    3.1.2.b, 4.5.c.

    >>> from qualitygov import CountyData, Town, load_rulebook
    >>> town = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
    >>> county = CountyData(id="330299", name=Text("某县", "A county"), towns=[town])
    >>> context = Context.of_year(load_rulebook("strong-town"), 2016)
    >>> assess_county(county, context).town("330299101").acceptance.readiness.value
    'cannot-say'
    """
    told = progress or _silent
    of_type(data, subject.CountyData, "data")
    asked = of_type(context, Context, "context")
    judged = asked.judged
    plan = _plan(data, judged, profile)
    view = subject.CountyView(data, seed=seed)
    told(Text("企业信用", "credit of enterprises"), 0, 1)
    standings = view.once(standings_of, judged)
    told(Text("生成事实表", "tables of facts"), 0, 1)
    facts = facts_of(view, asked)
    towns = _towns(plan, view, asked, facts, told)
    codes = [town.code for town in view.towns(judged)]
    return CountyAssessment(
        context=context,
        plan=plan,
        towns=towns,
        standings=standings,
        warnings=county_warnings(plan, facts, codes),
        units=assess_units(plan, view, facts, towns),
        facts=facts,
        view=view,
    )
