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
from qualitygov.core.periods import Term, within_term
from qualitygov.core.result import Result
from qualitygov.credit.days import ONE_DAY, day_after
from qualitygov.credit.entities import CreditArchive, CreditRecord, unrepeated
from qualitygov.credit.standing import appealed_at, excluded
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
    the day as long as it stood without a gap. A ground lists nobody: only a recorded decision of a
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


Found = tuple[date, list[CreditRecord]]


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


def _stood(term: Term, series: list[CreditRecord], as_of: date) -> Found | None:
    """The day on which the first record had stood for the term, and those that have by now."""
    ends = [(day_after(record.decided_on, term), record) for record in series]
    ripe = [(day, record) for day, record in ends if day is not None and day <= as_of]
    return (min(day for day, _ in ripe), [record for _, record in ripe]) if ripe else None


def _began(days: Sequence[date], least: int, within: Term) -> date:
    """The first day of the stretch without a gap, up to now, in which `least` days lie in a term.

    `days` are in order, and the last `least` of them lie within the term now.
    """
    began = days[-1]
    for at in range(len(days) - 2, least - 2, -1):
        oldest = days[at - least + 1]
        if not within_term(oldest, began - ONE_DAY, within):
            break
        if within_term(oldest, days[at], within):
            began = days[at]
    return began


def _reached(plan: GroundPlan, within: Term, series: list[CreditRecord]) -> Found | None:
    """The day on which the ground that stands now began, and the records it rests on."""
    now = [record for record in series if record.decided_on >= plan.since]
    if len(now) < plan.at_least:
        return None
    return _began([record.decided_on for record in series], plan.at_least, within), now


def _found(plan: GroundPlan, counted: Sequence[CreditRecord], as_of: date) -> Found | None:
    """The day the ground arose and the records it rests on, None when it is not there."""
    series = _series(plan, counted)
    if plan.standing_for is not None:
        return _stood(plan.standing_for, series[0], as_of)
    assert plan.within is not None
    within = plan.within
    reached = [found for one in series if (found := _reached(plan, within, one)) is not None]
    if not reached:
        return None
    return min(day for day, _ in reached), [record for _, found in reached for record in found]


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
    found = ((ground, _found(ground, counted, context.as_of)) for ground in plan.grounds)
    return [(ground, *result) for ground, result in found if result is not None]


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
        code = enterprise.code
        own = records.of_unit(code) if isinstance(records, CreditArchive) else unrepeated(records)
        plan = self.plan
        context = plan.context
        grounds = tuple(
            _ground(ground, arose_on, found, context)
            for ground, arose_on, found in screen_records(plan, UnitKey.of(enterprise.code), own)
        )
        rules = context.rules
        return Screening(
            code=enterprise.code,
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
