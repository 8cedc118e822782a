"""Screening for grounds (列入事由筛查): the library proposes, an authority decides. Clause 3.2.2.c."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any, Self

import attrs

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan, compile_screen
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end
from qualitygov.credit.entities import CreditArchive, CreditRecord
from qualitygov.credit.standing import excluded
from qualitygov.enterprise import Enterprise
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text

__all__ = ["BlacklistScreener", "Ground", "Screening"]

ONE_DAY = timedelta(days=1)


@attrs.frozen
class Ground:
    """A ground for listing that was found (列入事由): the records it rests on, and the day it arose.

    A ground lists nobody: only a recorded decision of a named authority does.
    """

    rule: str
    label: Text
    list_kind: str
    clause: str
    source: str
    record_ids: tuple[str, ...]
    arose_on: date
    under_appeal: tuple[str, ...]

    def say(self, language: Language = "en") -> str:
        """Return the ground as one sentence."""
        ids = ", ".join(self.record_ids)
        if language == "zh":
            appeal = f"（申诉中：{', '.join(self.under_appeal)}）" if self.under_appeal else ""
            return f"{self.label.zh}：{self.arose_on} 成立，依据记录 {ids}{appeal}  [{self.source}]"
        appeal = f" (under appeal: {', '.join(self.under_appeal)})" if self.under_appeal else ""
        return f"{self.label.en}: arose on {self.arose_on} from {ids}{appeal}  [{self.source}]"


@attrs.frozen(eq=False)
class Screening:
    """What screening found for one unit (筛查结果)."""

    code: str
    as_of: date
    grounds: tuple[Ground, ...]
    rulebook: str
    note: Text | None

    def say(self, language: Language = "en") -> str:
        """Return all grounds as text."""
        none = {"zh": "未发现列入事由", "en": "no ground for listing"}[language]
        rows = [ground.say(language) for ground in self.grounds] or [none]
        return "\n".join([*rows, *([self.note.say(language)] if self.note else [])])


def _matches(plan: GroundPlan, record: CreditRecord) -> bool:
    return (
        record.kind in plan.kinds
        and (not plan.severities or record.severity in plan.severities)
        and (record.heavier_penalty or not plan.heavier_penalty)
        and (record.judged_grave_by is not None or not plan.judged_grave)
    )


def _longest_runs(plan: GroundPlan, counted: Sequence[CreditRecord]) -> list[list[CreditRecord]]:
    """Runs of matching records with none between them, in the order of decisions."""
    sequence = [record for record in counted if record.kind in plan.sequence]
    return [
        list(run)
        for matching, run in groupby(sequence, key=lambda r: _matches(plan, r))
        if matching
    ]


def _series(plan: GroundPlan, counted: Sequence[CreditRecord]) -> list[list[CreditRecord]]:
    """The series of records among which the ground counts.

    All, those of one category, or those in a row.
    """
    if plan.sequence:
        return _longest_runs(plan, counted)
    matching = [record for record in counted if _matches(plan, record)]
    if not plan.same_category:
        return [matching]
    by_category: dict[str, list[CreditRecord]] = {}
    for record in matching:
        if record.category is not None:
            by_category.setdefault(record.category, []).append(record)
    return list(by_category.values())


def _stood(
    plan: GroundPlan, series: list[CreditRecord], as_of: date
) -> tuple[date, list[CreditRecord]] | None:
    assert plan.standing_for is not None
    ends = [(term_end(record.decided_on, plan.standing_for) + ONE_DAY, record) for record in series]
    ripe = [(day, record) for day, record in ends if day <= as_of]
    return (min(day for day, _ in ripe), [record for _, record in ripe]) if ripe else None


def _found(
    plan: GroundPlan, counted: Sequence[CreditRecord], as_of: date
) -> tuple[date, list[CreditRecord]] | None:
    """The day the ground arose and the records it rests on, None when it is not there."""
    if plan.standing_for is not None:
        return _stood(plan, _series(plan, counted)[0], as_of)
    reached = [series for series in _series(plan, counted) if len(series) >= plan.at_least]
    if not reached:
        return None
    return min(series[plan.at_least - 1].decided_on for series in reached), [
        record for series in reached for record in series
    ]


def screen_records(
    plan: ScreenPlan, key: str, records: Iterable[CreditRecord]
) -> list[tuple[GroundPlan, date, list[CreditRecord]]]:
    """Return each ground found, its day and its records (筛查).

    The order of `records` does not matter.
    """
    context = plan.context
    counted = sorted(
        (r for r in records if excluded(r, context) is None and UnitKey.of(r.subject) == key),
        key=lambda r: (r.decided_on, r.id),
    )
    found = []
    for ground in plan.grounds:
        result = _found(ground, [r for r in counted if r.decided_on >= ground.since], context.as_of)
        if result is not None:
            found.append((ground, *result))
    return found


@clauses("3.2.2.c")
@attrs.frozen(init=False, slots=False)
class BlacklistScreener:
    """Finds grounds for listing as of a day (黑名单筛查器).

    The set of grounds in force on `as_of` decides.

    Records count as for credit: known, decided, not revoked, repaired or stayed; those under appeal
    count and are marked.
    """

    context: Context

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        as_of: date | str,
        known_at: date | str | None = None,
        calendar: WorkCalendar | None = None,
    ) -> None:
        context = Context(rulebook, as_of=as_of, known_at=known_at, calendar=calendar)
        self.__attrs_init__(context)  # type: ignore[attr-defined]  # attrs makes it

    @classmethod
    def of(cls, context: Context) -> Self:
        """Return the screener of a context (由评价时点建立)."""
        made = cls.__new__(cls)
        made.__attrs_init__(context)  # type: ignore[attr-defined]  # as above
        return made

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook."""
        return self.context.rulebook

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.context.as_of

    @property
    def known_at(self) -> date:
        """The day whose knowledge is used."""
        return self.context.known_at

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.context,)

    @cached_property
    def plan(self) -> ScreenPlan:
        """The compiled grounds."""
        return compile_screen(self.context)

    def screen(
        self, enterprise: Enterprise, records: CreditArchive | Iterable[CreditRecord]
    ) -> Screening:
        """Return the grounds against one enterprise (筛查).

        Each with its records and the day it arose.
        """
        own = records.of_unit(enterprise.code) if isinstance(records, CreditArchive) else records
        plan = self.plan
        grounds = tuple(
            Ground(
                rule=ground.id,
                label=ground.rule.label,
                list_kind=ground.rule.list_kind,
                clause=ground.rule.clause,
                source=ground.rule.source,
                record_ids=tuple(sorted(r.id for r in found)),
                arose_on=arose_on,
                under_appeal=tuple(
                    sorted(r.id for r in found if r.under_appeal(plan.context.horizon))
                ),
            )
            for ground, arose_on, found in screen_records(plan, UnitKey.of(enterprise.code), own)
        )
        rules = plan.context.rules
        return Screening(
            enterprise.code,
            self.as_of,
            grounds,
            f"{rules.book} {rules.version} sha256:{rules.digest}",
            rules.note,
        )

    def screen_frame(self, enterprises: Any, records: Any) -> Any:
        """Screen whole tables on the engine that holds them (批量筛查), by the same plan.

        Takes frames as `CreditScorer.score_frame` does; the answer has a row for each ground found:
        ``code, ground, arose_on, records`` (the number of records the ground rests on), in no
        promised order.
        """
        from qualitygov.blacklist.frame import screen_frame  # noqa: PLC0415 - narwhals is an extra

        return screen_frame(self.plan, enterprises, records)
