"""Screening for grounds (列入事由筛查): the library proposes, an authority decides. Clause 3.2.2.c."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan, compile_screen
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.given import of_type
from qualitygov.core.periods import boundary
from qualitygov.core.result import Result
from qualitygov.credit.days import day_after, events_of
from qualitygov.credit.entities import CreditArchive, CreditRecord, unrepeated
from qualitygov.credit.standing import appealed_at, reason_at
from qualitygov.enterprise import Enterprise
from qualitygov.plan.rows import holds
from qualitygov.rulebook.context import Context, InContext
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT


@attrs.frozen(repr=False)
class Ground(Result):
    """A ground for listing that was found (列入事由): the records it rests on, and the day it arose.

    It arose when the ground that stands now began: older records that leave its term do not move
    the day as long as it stood without a gap. A gap is a day on which too few records counted, one
    of them being stayed, say. A ground lists nobody: only a recorded decision of a
    named authority does.
    """

    brief: ClassVar[tuple[str, ...]] = ("rule", "arose_on", "record_ids")

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


@attrs.frozen(repr=False)
class Screening(Result):
    """What screening found for one unit (筛查结果)."""

    brief: ClassVar[tuple[str, ...]] = ("code", "as_of", "grounds")

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


def _runs(plan: GroundPlan, counted: Sequence[CreditRecord]) -> list[list[CreditRecord]]:
    """Runs of matching records with none between them, in the order of decisions."""
    assert plan.in_sequence is not None
    in_sequence, matches = holds(plan.in_sequence), holds(plan.matches)
    sequence = [record for record in counted if in_sequence(record)]
    return [list(run) for matching, run in groupby(sequence, key=matches) if matching]


def _series(plan: GroundPlan, counted: Sequence[CreditRecord]) -> list[list[CreditRecord]]:
    """The series of records among which the ground counts.

    All, those of one category, or those in a row.
    """
    if plan.in_sequence is not None:
        return _runs(plan, counted)
    matching = list(filter(holds(plan.matches), counted))
    if not plan.same_category:
        return [matching]
    by_category: dict[str, list[CreditRecord]] = {}
    for record in matching:
        if record.category is not None:
            by_category.setdefault(record.category, []).append(record)
    return list(by_category.values())


def _resting(plan: GroundPlan, counted: Sequence[CreditRecord], since: date) -> list[CreditRecord]:
    """The records on which the ground rests, of those that count; none when it is not there."""
    series = _series(plan, counted)
    if plan.within is None:
        return [record for record in series[0] if record.decided_on < since]
    near = ([record for record in one if record.decided_on >= since] for one in series)
    return [record for one in near if len(one) >= plan.at_least for record in one]


def _counted(key: str, records: Iterable[CreditRecord], context: Context) -> list[CreditRecord]:
    """The unit's records that count, in the order of decisions."""
    reason = reason_at(context)
    found = [r for r in records if reason(r) is None and UnitKey.of(r.subject) == key]
    return sorted(found, key=lambda r: (r.decided_on, r.id))


def _days(plan: GroundPlan, records: Iterable[CreditRecord], as_of: date) -> list[date]:
    """The days up to `as_of` on which the ground may begin or end, the last first."""
    days: set[date | None] = set()
    for record in records:
        days.update((*events_of(record), day_after(record.decided_on, plan.term)))
    return sorted((day for day in days if day is not None and day <= as_of), reverse=True)


def _began(plan: GroundPlan, key: str, records: Sequence[CreditRecord], context: Context) -> date:
    """The first day of the stretch without a gap, up to now, on whose days the ground stood.

    Each day is judged by the records that counted on it, with the same knowledge.
    """
    looked_at = plan.rule.sequence or plan.rule.kinds
    own = [r for r in records if r.kind in looked_at and UnitKey.of(r.subject) == key]
    began = context.as_of
    for day in _days(plan, own, context.as_of):
        counted = _counted(key, own, context.on(day))
        if not _resting(plan, counted, boundary(day, plan.term)):
            break
        began = day
    return began


def screen_records(
    plan: ScreenPlan, key: str, records: Iterable[CreditRecord]
) -> list[tuple[GroundPlan, date, list[CreditRecord]]]:
    """Return each ground found, its day and its records (筛查).

    The order of `records` does not matter.
    """
    context, every = plan.context, tuple(records)
    counted = _counted(key, every, context)
    found = ((ground, _resting(ground, counted, ground.since)) for ground in plan.grounds)
    return [(ground, _began(ground, key, every, context), own) for ground, own in found if own]


def _ground(
    plan: GroundPlan, arose_on: date, found: Sequence[CreditRecord], context: Context
) -> Ground:
    appealed = appealed_at(context)
    return Ground(
        rule=plan.id,
        label=plan.rule.label,
        list_kind=plan.rule.list_kind,
        clause=plan.rule.clause,
        source=plan.rule.source,
        record_ids=tuple(sorted(record.id for record in found)),
        arose_on=arose_on,
        under_appeal=tuple(sorted(record.id for record in found if appealed(record))),
    )


@clauses("3.2.2.c")
@attrs.frozen(init=False, slots=False)
class BlacklistScreener(InContext):
    """Finds grounds for listing as of a day (黑名单筛查器).

    The set of grounds in force on `as_of` decides.

    Records count as for credit: known, decided, not revoked, repaired or stayed; those under appeal
    count and are marked.
    """

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
        code = of_type(enterprise, Enterprise, "enterprise").code
        own = records.of_unit(code) if isinstance(records, CreditArchive) else unrepeated(records)
        plan = self.plan
        context = plan.context
        grounds = tuple(
            _ground(ground, arose_on, found, context)
            for ground, arose_on, found in screen_records(plan, UnitKey.of(code), own)
        )
        rules = context.rules
        return Screening(
            code=code,
            as_of=context.as_of,
            grounds=grounds,
            rulebook=f"{rules.book} {rules.version} sha256:{rules.digest}",
            note=rules.note,
        )

    def screen_frame(
        self, enterprises: IntoFrameT, records: Any, *, trusted: bool = False
    ) -> IntoFrameT:
        """Screen whole tables on the engine that holds them (批量筛查), by the same plan.

        Takes frames, and refuses them, as `CreditScorer.score_frame` does; the answer has a row for
        each ground found: ``code, ground, arose_on, records`` (the number of records the ground
        rests on), in no promised order.
        """
        from qualitygov.blacklist.frame import screen_frame  # noqa: PLC0415 - narwhals is an extra

        answer: IntoFrameT = screen_frame(self.plan, enterprises, records, trusted=trusted)
        return answer

    def checked_frame(self, enterprises: IntoFrameT, records: Any) -> tuple[IntoFrameT, IntoFrameT]:
        """Screen the good rows of whole tables, and return the others beside them (批量筛查与退回).

        The second table is that of `CreditScorer.checked_frame`.
        """
        from qualitygov.blacklist.frame import checked_frame  # noqa: PLC0415 - narwhals is an extra

        answer: tuple[IntoFrameT, IntoFrameT] = checked_frame(self.plan, enterprises, records)
        return answer
