"""What rests on each table of data (数据表用途), and which tables a county needs first.

Worked out from the rulebook's indicators, targets, items and vetoes, and from what the subjects say
that their facts and deeds rest on. Nothing is listed by hand but the three tables without which no
unit and no town can be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from qualitygov.assessment.indicator import Indicator
from qualitygov.assessment.plan import AssessmentPlan, Item, compile_assessment, taken_on
from qualitygov.assessment.reported import Asked
from qualitygov.assessment.target import Target
from qualitygov.core.clauses import clauses_of
from qualitygov.core.exact import Points
from qualitygov.county.behind import Behind
from qualitygov.county.subjects import SUBJECTS
from qualitygov.credit import RECORDS
from qualitygov.enterprise import ENTERPRISES
from qualitygov.returns import RETURNS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import TargetRule, VetoRule
from qualitygov.rulebook.model.duty import DutyRule, Profile
from qualitygov.subject import TOWNS, Subject, TableSpec
from qualitygov.text import Text

FIRST: Mapping[str, Text] = {
    TOWNS.name: Text("没有乡镇名单，无从考核任何乡镇", "without towns there is nobody to assess"),
    ENTERPRISES.name: Text(
        "没有企业名录，无从评定企业信用，事实也无从归到企业",
        "without enterprises no credit is rated, and no fact finds its firm",
    ),
    RECORDS.name: Text(
        "没有信用记录，企业暂不评级", "without records of credit, enterprises are not rated"
    ),
}
"""The tables by which a new county works at once (首批数据表), and what is lost without each."""


@attrs.frozen(kw_only=True, eq=False)
class TableNeed:
    """What rests on one table of data (数据表用途).

    `duties` come round and are shown by it. `points` and `bonus` hang on it in the `profile` that
    was asked for, `all_points` in the fullest one. `items` are those of all profiles, `without`
    says what is lost where it is one of the first tables.
    """

    spec: TableSpec[Any]
    profile: Profile
    facts: tuple[str, ...]
    duties: tuple[DutyRule, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    items: tuple[Item, ...]
    vetoes: tuple[VetoRule, ...]
    clauses: tuple[str, ...]
    points: Points
    bonus: Points
    all_points: Points
    without: Text | None = None

    @property
    def taken(self) -> tuple[Item, ...]:
        """The items of its profile."""
        return tuple(
            item for item in self.items if taken_on(item.target.indicator.profile, self.profile)
        )

    @property
    def decides(self) -> bool:
        """Whether the answer of the profile changes with it (是否影响考核结果)."""
        weighs = self.points.thousandths or self.bonus.thousandths
        return bool(weighs or self.vetoes or self.without is not None)


def _parts(indicator: Indicator) -> Iterator[Indicator]:
    """The indicators that are counted for one: itself, or the parts of a composite."""
    if not indicator.parts:
        yield indicator
    for part, _ in indicator.parts:
        yield from _parts(part)


class _Uses:
    """Finds what rests on tables (用途查找)."""

    def __init__(self, plan: AssessmentPlan, subjects: Iterable[Subject]) -> None:
        self.plan, self.behind = plan, Behind(subjects)
        self.duties = plan.rules.entries(DutyRule)
        self.of_duty = {n: self._named(self.behind.of_duty(r)) for n, r in self.duties.items()}
        self.of_indicator = {
            name: self._asked(Asked(one.facts, one.where) for one in _parts(indicator))
            for name, indicator in plan.indicators.items()
        }
        self.of_veto = {
            name: self._asked([Asked(veto.facts, (), veto.rests_on)])
            for name, veto in plan.rules.entries(VetoRule).items()
        }

    def _asked(self, asked: Iterable[Asked]) -> frozenset[str]:
        specs = (spec for one in asked for spec in self.behind.of(one, self.duties).all)
        return self._named(specs)

    def _named(self, specs: Iterable[TableSpec[Any]]) -> frozenset[str]:
        """The names of tables, with that of the returns which vouch for them."""
        given = tuple(specs)
        vouched = any(spec.owner != "office" for spec in given)
        returns = [RETURNS.name] if vouched and RETURNS.name in self.behind.tables else []
        return frozenset([*(spec.name for spec in given), *returns])

    def _points(self, items: Iterable[Item], *, bonus: bool, full: bool) -> Points:
        return Points(
            sum(
                item.points
                for item in items
                if item.bonus is bonus and (full or self.plan.left(item.target) is None)
            )
        )

    def of(self, spec: TableSpec[Any]) -> TableNeed:
        """Return what rests on one table."""
        plan, name = self.plan, spec.name
        targets = [t for t in plan.targets.values() if name in self.of_indicator[t.indicator.id]]
        ids = {target.id for target in targets}
        items = sorted(
            (item for item in plan.items if item.target.id in ids),
            key=lambda item: (plan.left(item.target) is not None, item.bonus, -item.points),
        )
        return TableNeed(
            spec=spec,
            profile=plan.profile,
            facts=tuple(sorted(n for n, one in self.behind.facts.items() if spec in one.rests_on)),
            duties=tuple(r for n, r in self.duties.items() if name in self.of_duty[n]),
            indicators=tuple(
                one for n, one in plan.indicators.items() if name in self.of_indicator[n]
            ),
            targets=tuple(targets),
            items=tuple(items),
            vetoes=tuple(
                v for n, v in plan.rules.entries(VetoRule).items() if name in self.of_veto[n]
            ),
            clauses=self._clauses(spec, ids),
            points=self._points(items, bonus=False, full=False),
            bonus=self._points(items, bonus=True, full=False),
            all_points=self._points(items, bonus=False, full=True),
            without=FIRST.get(name),
        )

    def _clauses(self, spec: TableSpec[Any], targets: Iterable[str]) -> tuple[str, ...]:
        """The clauses that its rows answer, and those of the targets that rest on it."""
        entities = (spec.entity, *(child.entity for child in spec.children))
        found = {clause for entity in entities for clause in clauses_of(entity)}
        rules = self.plan.rules.entries(TargetRule)
        return tuple(sorted(found.union(*(rules[name].clauses for name in targets))))


def _order(need: TableNeed) -> tuple[Any, ...]:
    """First the tables by which a county works at once, then by what hangs on each."""
    first = list(FIRST).index(need.spec.name) if need.spec.name in FIRST else len(FIRST)
    return (
        first,
        -need.points.thousandths,
        -need.bonus.thousandths,
        -need.all_points.thousandths,
        -len(need.vetoes),
        -len(need.targets),
        -len(need.duties),
        not need.facts,
    )


def needs_of(
    context: Context,
    *,
    profile: Profile | str = Profile.BRIEF,
    subjects: Iterable[Subject] = SUBJECTS,
) -> tuple[TableNeed, ...]:
    """Return what rests on each table, what is needed first first (数据表用途，按需要先后).

    >>> from qualitygov.rulebook import load_rulebook
    >>> needs = needs_of(Context.of_year(load_rulebook("strong-town"), 2016))
    >>> [need.spec.name for need in needs[:5]]
    ['towns', 'enterprises', 'records', 'returns', 'samples']
    """
    given = tuple(subjects)
    uses = _Uses(compile_assessment(context, profile), given)
    specs = [spec for subject in given for spec in subject.tables]
    return tuple(sorted(map(uses.of, specs), key=_order))


def first_profile(need: TableNeed) -> Profile | None:
    """Return the first profile in which something hangs on a table (最低适用档次); None: in none.

    It depends on the items alone, not on the profile that was asked for.
    """
    asked = [item.target.indicator.profile for item in need.items]
    return next((one for one in Profile if any(taken_on(p, one) for p in asked)), None)
