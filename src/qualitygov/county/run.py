"""The assessment of a county (县域考核): every town's targets, items, score and rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qualitygov import subject
from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.judge import judge_all
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
from qualitygov.rulebook.context import Context
from qualitygov.text import Text

Progress = Callable[[Text, int, int], None]
"""Told of each step: what is being done, how many are done, and of how many."""


def _silent(what: Text, done: int, total: int) -> None:
    """Tell nobody."""


@clauses("2.2.a", "3.1.2.b")
def assess_facts(
    plan: AssessmentPlan,
    facts: FactTables,
    towns: Iterable[str],
    progress: Progress | None = None,
) -> tuple[TownAssessment, ...]:
    """Assess and rank towns from tables of facts (按事实表考核).

    A pure function of the plan and the facts.
    """
    codes = sorted(set(towns))
    judged: dict[str, dict[str, TargetResult]] = {code: {} for code in codes}
    for at, (name, target) in enumerate(plan.targets.items()):
        if progress is not None:
            progress(target.label, at, len(plan.targets))
        for code, result in judge_all(target, facts, codes, plan.period).items():
            judged[code][name] = result
    return ranked(assess_town(plan, facts, code, judged[code]) for code in codes)


def _plan(data: subject.CountyData, context: Context) -> AssessmentPlan:
    """Compile the year; refuse a book on tables, columns or events that no subject has."""
    wrong = check_rules(context.rulebook, data.subjects)
    if wrong:
        raise RulebookError(wrong)
    return compile_assessment(context)


@clauses("2.1.a", "2.2.a", "3.1.2.b", "4.5.c")
def assess_county(
    data: subject.CountyData,
    context: Context,
    *,
    seed: str | None = None,
    progress: Progress | None = None,
) -> CountyAssessment:
    """Assess a county's towns (县域考核): from data to ranked results with their reasons.

    `context` says by which rules, for which year, on which day and with whose knowledge. Facts,
    scores and listings are those of the period's last day, or of ``context.as_of`` where that is
    earlier; worklists are those of ``context.as_of``. `seed` is
    the published seed of the random draw, by default the county's code and the year; `progress` is
    told of each step. Raises `RulebookError` for rules that do not fit together. Clauses 2.2,
    3.1.2.b, 4.5.c.

    >>> from qualitygov import CountyData, Town, load_rulebook
    >>> town = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
    >>> county = CountyData(id="330299", name=Text("某县", "A county"), towns=[town])
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> assess_county(county, context).town("330299101").acceptance.readiness.value
    'not-ready'
    """
    told = progress or _silent
    of_type(data, subject.CountyData, "data")
    judged = of_type(context, Context, "context").judged
    plan = _plan(data, judged)
    view = subject.CountyView(data, seed=seed)
    told(Text("企业信用", "credit of enterprises"), 0, 1)
    standings = view.once(standings_of, judged)
    told(Text("生成事实表", "tables of facts"), 0, 1)
    facts = facts_of(view, judged)
    codes = [town.code for town in view.towns(judged)]
    towns = assess_facts(plan, facts, codes, told)
    return CountyAssessment(
        context=context,
        plan=plan,
        towns=towns,
        standings=standings,
        warnings=county_warnings(plan, facts, codes),
        units=assess_units(plan, view, towns),
        facts=facts,
        view=view,
    )
