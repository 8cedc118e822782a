"""What laboratories can do against what is needed (技术机构能力与需求).

Which tests a town needs and nobody offers, where several offer the same, and what sharing saved.
Clause 3.4.1.d. The needs are the items that requests of the year and of the year before asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.laboratory.entities import Laboratory, TestRequest
from qualitygov.laboratory.tables import LABORATORIES, TEST_REQUESTS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.text import Language

Need = tuple[str, str, str]
"""A town, a category of products and a test item."""


@attrs.frozen(kw_only=True)
class CapabilityFact:
    """One test that a town needs (检测能力事实), on the last day judged.

    `requests` asked for it in the two years. `able` laboratories can do it for the town, `local` of
    them in the town itself; `gap` when none can, `overlap` when as many as
    ``laboratory.overlap`` can. `saved` counts the requests that a laboratory of another town did
    although none of the town could.
    """

    id: str
    town: str
    on: date
    category: str
    item: str
    requests: int
    able: int
    local: int
    gap: bool
    overlap: bool
    saved: int


@attrs.frozen(kw_only=True, repr=False)
class CapabilityGap(Result):
    """A test that some towns need and no laboratory offers them (能力缺口)."""

    brief: ClassVar[tuple[str, ...]] = ("category", "item", "towns")

    category: str
    item: str
    towns: tuple[str, ...]
    requests: int

    def say(self, language: Language = "en") -> str:
        """Return it as one line."""
        if language == "zh":
            return f"{self.category} {self.item}：{len(self.towns)} 镇需要，{self.requests} 次委托"
        return f"{self.category} {self.item}: {len(self.towns)} towns, {self.requests} requests"


def _needs(view: CountyView, context: Context) -> Mapping[Need, list[TestRequest]]:
    """The requests behind each need, of the judged year and the one before."""
    first = context.period.years_before(1).first
    found: dict[Need, list[TestRequest]] = {}
    for one in view.known(TEST_REQUESTS, context):
        if first <= one.requested_on <= context.judged.as_of:
            for asked in one.items:
                found.setdefault((one.town, one.category, asked.item), []).append(one)
    return found


def _able(
    need: Need, requests: Iterable[TestRequest], laboratories: Iterable[Laboratory], day: date
) -> Iterator[Laboratory]:
    """Who can do a test for a town on a day: shared or of the town, valid, with it in the scope.

    A rapid test will do only where every request allows it.
    """
    town, category, item = need
    rapid = all(one.rapid for one in requests)
    for one in laboratories:
        near = one.shared or one.town == town
        if near and one.valid_on(day) and one.can_test(category, item, day, rapid=rapid):
            yield one


def _fact(
    need: Need,
    requests: list[TestRequest],
    laboratories: Mapping[str, Laboratory],
    context: Context,
) -> CapabilityFact:
    town, category, item = need
    day = context.judged.as_of
    able = list(_able(need, requests, laboratories.values(), day))
    local = sum(one.town == town for one in able)
    done = [laboratories.get(one.laboratory or "") for one in requests]
    away = sum(one is not None and one.town != town for one in done)
    enough = context.rules_on(day).whole("laboratory.overlap")
    return CapabilityFact(
        id=f"{town}/{category}/{item}",
        town=town,
        on=day,
        category=category,
        item=item,
        requests=len(requests),
        able=len(able),
        local=local,
        gap=not able,
        overlap=len(able) >= enough,
        saved=0 if local else away,
    )


@clauses("3.4.1.d")
def capability_facts(view: CountyView, context: Context) -> tuple[CapabilityFact, ...]:
    """Return the tests that each town needs, with who can do them (检测能力事实行)."""
    laboratories = {one.id: one for one in view.known(LABORATORIES, context)}
    needs = view.once(_needs, context)
    return tuple(_fact(need, needs[need], laboratories, context) for need in sorted(needs))


@clauses("3.4.1.d")
def capability_gaps(view: CountyView, context: Context) -> tuple[CapabilityGap, ...]:
    """Return the tests that towns need and nobody offers (能力缺口清单), the most asked first."""
    found: dict[tuple[str, str], list[CapabilityFact]] = {}
    for fact in view.once(capability_facts, context):
        if fact.gap:
            found.setdefault((fact.category, fact.item), []).append(fact)
    gaps = (
        CapabilityGap(
            category=category,
            item=item,
            towns=tuple(sorted(fact.town for fact in facts)),
            requests=sum(fact.requests for fact in facts),
        )
        for (category, item), facts in found.items()
    )
    return tuple(sorted(gaps, key=lambda gap: (-gap.requests, gap.category, gap.item)))
