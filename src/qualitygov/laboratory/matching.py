"""Who can test this (检测需求匹配): laboratories in a declared order, and why each other one is refused.

Clause 3.4.1.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import WorkingDays
from qualitygov.core.result import Result
from qualitygov.laboratory.entities import Laboratory, TestNeed
from qualitygov.rulebook.context import Context
from qualitygov.subject import suspended_by
from qualitygov.text import Language, Text


@attrs.frozen
class LaboratoryOffer(Result):
    """A laboratory that can do all of it (可承检机构).

    Its rank, shared by equals, and the day on which the report is promised.
    """

    rank: int
    laboratory: str
    same_town: bool
    ready: Due


@attrs.frozen(repr=False)
class LaboratoryRefusal(Result):
    """A laboratory that cannot (不可承检机构), with every reason."""

    laboratory: str
    reasons: tuple[Text, ...]

    def say(self, language: Language = "en") -> str:
        """Return the refusal as one line."""
        zh = language == "zh"
        return (
            self.laboratory
            + ("：" if zh else ": ")
            + ("；" if zh else "; ").join(reason.say(language) for reason in self.reasons)
        )


@attrs.frozen(repr=False)
class Match(Result):
    """Who can test a need (匹配结果).

    Offers in order of rank, refusals, and for each item those that could test it alone.

    Where no laboratory can do all of it, `by_item` shows how the platform could still share it out,
    and `uncovered` what nobody tests.
    """

    need: TestNeed
    on: date
    offers: tuple[LaboratoryOffer, ...]
    refused: tuple[LaboratoryRefusal, ...]
    by_item: Mapping[str, tuple[str, ...]]

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The items that no laboratory can test on that day."""
        return tuple(item for item, laboratories in self.by_item.items() if not laboratories)


def _standing(laboratory: Laboratory, need: TestNeed, day: date) -> Iterator[Text]:
    if day < laboratory.accredited_from:
        yield Text(
            f"资质自 {laboratory.accredited_from} 起",
            f"accredited only from {laboratory.accredited_from}",
        )
    if day > laboratory.accredited_to:
        yield Text(
            f"资质已于 {laboratory.accredited_to} 到期",
            f"accreditation ended on {laboratory.accredited_to}",
        )
    stopped = suspended_by(laboratory.suspensions, day)
    if stopped is not None:
        yield Text(f"自 {stopped.suspended_on} 起暂停", f"suspended since {stopped.suspended_on}")
    if not laboratory.shared and laboratory.town != need.town:
        yield Text(
            "未加入共享平台，只为本镇检测",
            "has not joined the platform, and tests for its own town alone",
        )


def _scope(laboratory: Laboratory, need: TestNeed, day: date) -> Iterator[Text]:
    for item in need.items:
        if laboratory.can_test(need.category, item, day, rapid=need.rapid):
            continue
        if laboratory.can_test(need.category, item, day, rapid=True):
            yield Text(f"{item}：只有快速检测", f"{item}: a rapid test only")
        elif any(line.category == need.category and line.item == item for line in laboratory.scope):
            yield Text(f"{item}：能力项不在有效期内", f"{item}: in its scope, but not on that day")
        else:
            yield Text(f"{item}：不在能力范围", f"{item}: not in its scope")


@clauses("3.4.1.a")
def failings(laboratory: Laboratory, context: Context, *, need: TestNeed) -> tuple[Text, ...]:
    """Return why a laboratory may not test a need on `as_of` (不可承检理由), all of it.

    Empty when it may.
    """
    seen, day = context.seen(laboratory), context.as_of
    return (*_standing(seen, need, day), *_scope(seen, need, day))


def _promise(laboratory: Laboratory, need: TestNeed, ready: Due) -> Iterator[Text]:
    if ready.day is None:
        return
    if need.due_on is not None and ready.day > need.due_on:
        yield Text(
            f"承诺 {ready.day} 出报告，晚于 {need.due_on}",
            f"promises a report by {ready.day}, after {need.due_on}",
        )
    if ready.day > laboratory.accredited_to:
        yield Text(
            f"出报告前资质到期（{laboratory.accredited_to}）",
            f"accreditation ends before the report ({laboratory.accredited_to})",
        )


def _key(first: str, *, same_town: bool, ready: Due) -> tuple[int, int]:
    day = (ready.day or date.max).toordinal()  # an unknown day stands last
    return (not same_town, day) if first == "nearest" else (day, not same_town)


def _ranked(
    first: str, able: Iterable[tuple[Laboratory, Due]], town: str
) -> tuple[LaboratoryOffer, ...]:
    keyed = [
        (_key(first, same_town=one.town == town, ready=ready), one, ready) for one, ready in able
    ]
    keys = sorted(key for key, *_ in keyed)
    offers = [
        LaboratoryOffer(keys.index(key) + 1, one.id, one.town == town, ready)
        for key, one, ready in keyed
    ]
    return tuple(sorted(offers, key=lambda offer: (offer.rank, offer.laboratory)))


def _by_item(
    need: TestNeed, laboratories: Sequence[Laboratory], day: date
) -> dict[str, tuple[str, ...]]:
    return {
        item: tuple(
            one.id
            for one in laboratories
            if one.can_test(need.category, item, day, rapid=need.rapid)
        )
        for item in need.items
    }


@clauses("3.4.1.a")
def match(need: TestNeed, context: Context, *, laboratories: Iterable[Laboratory]) -> Match:
    """Return who can test a need on `as_of` (检测需求匹配), ranked.

    And why each other laboratory is refused.

    A laboratory is accredited and not suspended, has every item in its scope, shares its services
    or is of the same town, and promises the report in time and before its accreditation ends. Where
    the calendar cannot say when that is, it stands after those that can be relied on. The rulebook
    says whether the soonest or the nearest comes first; equals share a rank.
    """
    day = context.as_of
    able, refused, fit = [], [], []
    for one in sorted(context.known(laboratories), key=lambda one: one.id):
        ready = context.due(day, WorkingDays(one.turnaround))
        standing = tuple(_standing(one, need, day))
        reasons = (*standing, *_scope(one, need, day), *_promise(one, need, ready))
        if not standing:
            fit.append(one)
        if reasons:
            refused.append(LaboratoryRefusal(one.id, reasons))
        else:
            able.append((one, ready))
    offers = _ranked(context.rules.choice("laboratory.rank"), able, need.town)
    return Match(need, day, offers, tuple(refused), _by_item(need, fit, day))
