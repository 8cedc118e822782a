"""Screening for grounds (列入事由筛查): the library proposes, an authority decides. Clause 3.2.2.c."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan, Sight, compile_screen
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.given import of_type
from qualitygov.core.periods import boundary
from qualitygov.core.result import Result
from qualitygov.credit.days import day_after, events_of
from qualitygov.credit.entities import CreditArchive, CreditRecord, unrepeated
from qualitygov.credit.standing import appealed_at, reason_at
from qualitygov.credit.versions import scales_of
from qualitygov.enterprise import Enterprise
from qualitygov.plan.rows import holds
from qualitygov.rulebook.context import Context, InContext
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT


NOT_SCREENED = Text(
    "有记录的类别或程度无法识别，不能断定有无列入事由",
    "not assessed: nobody can say whether a record is a ground, since no rule knows its word",
)


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
    source: Text
    record_ids: tuple[str, ...]
    arose_on: date
    under_appeal: tuple[str, ...]

    def say(self, language: Language = "en") -> str:
        """Return the ground as one sentence."""
        ids = ("、" if language == "zh" else ", ").join(self.record_ids)
        if language == "zh":
            appeal = f"（申诉中：{'、'.join(self.under_appeal)}）" if self.under_appeal else ""
            return (
                f"{self.label.zh}：{self.arose_on} 成立，依据记录 {ids}{appeal}  [{self.source.zh}]"
            )
        appeal = f" (under appeal: {', '.join(self.under_appeal)})" if self.under_appeal else ""
        return f"{self.label.en}: arose on {self.arose_on} from {ids}{appeal}  [{self.source.en}]"


@attrs.frozen(repr=False)
class Screening(Result):
    """What screening found for one unit (筛查结果).

    `left_out` names the grounds whose rule nobody verified yet. They stand in no notice.
    `unreadable` names the records that count and whose kind or severity no rule knows. Nobody can
    say whether they are a ground, so the unit is not assessed by what was found alone.
    """

    derived: ClassVar[tuple[str, ...]] = ("assessed",)
    brief: ClassVar[tuple[str, ...]] = ("code", "as_of", "grounds")

    code: str
    as_of: date
    grounds: tuple[Ground, ...]
    rulebook: str
    note: Text | None
    left_out: tuple[str, ...] = ()
    remedies: Text | None = None
    unreadable: tuple[str, ...] = ()

    @property
    def assessed(self) -> bool:
        """Whether the book knows the kind and severity of every record that counts (是否可评价)."""
        return not self.unreadable

    def say(self, language: Language = "en") -> str:
        """Return all grounds as text."""
        none = {"zh": "未发现列入事由", "en": "no ground for listing"}[language]
        rows = [ground.say(language) for ground in self.grounds]
        if self.unreadable:
            ids = ", ".join(self.unreadable)
            rows.append((NOT_SCREENED + Text(f"：{ids}", f": {ids}")).say(language))
        rows = rows or [none]
        if self.left_out:
            lead = {"zh": "依据尚未核实，未适用：", "en": "not verified, left out: "}[language]
            rows.append(lead + ", ".join(self.left_out))
        more = (self.note, self.remedies if self.grounds else None)
        return "\n".join([*rows, *(text.say(language) for text in more if text is not None)])


def _once(matching: Sequence[CreditRecord]) -> list[CreditRecord]:
    """Records of one matter but the earliest left out (同一事项只计一次); in order of decisions."""
    first: dict[str, str] = {}
    for record in matching:
        if record.matter is not None:
            first.setdefault(record.matter, record.id)
    return [one for one in matching if one.matter is None or first[one.matter] == one.id]


def _runs(sight: Sight, counted: Sequence[CreditRecord]) -> list[list[CreditRecord]]:
    """Runs of matching records with none between them, in the order of decisions."""
    assert sight.in_sequence is not None
    in_sequence, matches = holds(sight.in_sequence), holds(sight.matches)
    sequence = [record for record in counted if in_sequence(record)]
    runs = [list(run) for matching, run in groupby(sequence, key=matches) if matching]
    kept = {record.id for record in _once([record for run in runs for record in run])}
    return [[record for record in run if record.id in kept] for run in runs]


def _series(sight: Sight, counted: Sequence[CreditRecord]) -> list[list[CreditRecord]]:
    """The series of records among which the ground counts.

    All, those of one category, or those in a row.
    """
    if sight.in_sequence is not None:
        return _runs(sight, counted)
    matching = list(filter(holds(sight.matches), counted))
    if not sight.same_category:
        return [_once(matching)]
    by_category: dict[str, list[CreditRecord]] = {}
    for record in _once([record for record in matching if record.category is not None]):
        by_category.setdefault(record.category or "", []).append(record)
    return list(by_category.values())


def _seen(sight: Sight, counted: Sequence[CreditRecord], since: date) -> list[CreditRecord]:
    """The records on which the ground rests by one version; none when it is not there."""
    series = _series(sight, counted)
    if sight.within is None:
        return [record for record in series[0] if record.decided_on < since]
    near = ([record for record in one if record.decided_on >= since] for one in series)
    return [record for one in near if len(one) >= sight.at_least for record in one]


def _resting(plan: GroundPlan, counted: Sequence[CreditRecord], day: date) -> list[CreditRecord]:
    """The records on which the ground rests on a day, none where it is not there."""
    for tier in plan.tiers:
        found = [_seen(sight, counted, boundary(day, sight.term)) for sight in tier.sights]
        if all(found):
            return found[-1]
    return []


def _counted(key: str, records: Iterable[CreditRecord], context: Context) -> list[CreditRecord]:
    """The unit's records that count, in the order of decisions.

    One whose kind or severity no rule knows never counts.
    """
    reason, scales = reason_at(context), scales_of(context.rulebook)
    found = [
        record
        for record in records
        if reason(record) is None
        and record.severity in scales.get(record.kind, ())
        and UnitKey.of(record.subject) == key
    ]
    return sorted(found, key=lambda r: (r.decided_on, r.id))


def _unreadable(plan: ScreenPlan, key: str, records: Iterable[CreditRecord]) -> tuple[str, ...]:
    """The ids of the unit's records that count and say a word that no rule knows."""
    words, reason = plan.words, reason_at(plan.context)
    return tuple(
        sorted(
            record.id
            for record in records
            if not _known(words, record)
            and reason(record) is None
            and UnitKey.of(record.subject) == key
        )
    )


def _known(words: Mapping[str, frozenset[str] | None], record: CreditRecord) -> bool:
    scale = words.get(record.kind, frozenset())
    return scale is None or record.severity in scale


def _days(plan: GroundPlan, records: Iterable[CreditRecord], as_of: date) -> list[date]:
    """The days up to `as_of` on which the ground may begin or end, the last first."""
    days: set[date | None] = set()
    terms = {sight.term for sight in plan.sights}
    for record in records:
        days.update(events_of(record))
        days.update(day_after(record.decided_on, term) for term in terms)
    return sorted((day for day in days if day is not None and day <= as_of), reverse=True)


def _began(plan: GroundPlan, key: str, records: Sequence[CreditRecord], context: Context) -> date:
    """The first day of the stretch without a gap, up to now, on whose days the ground stood.

    Each day is judged by the records that counted on it, with the same knowledge.
    """
    looked_at = plan.looked_at
    own = [r for r in records if r.kind in looked_at and UnitKey.of(r.subject) == key]
    began = context.as_of
    for day in _days(plan, own, context.as_of):
        if not _resting(plan, _counted(key, own, context.on(day)), day):
            break
        began = day
    return began


Found = tuple[GroundPlan, date, list[CreditRecord]]


def screen_records(plan: ScreenPlan, key: str, records: Iterable[CreditRecord]) -> Iterator[Found]:
    """Yield each ground found, its day and its records (筛查).

    The order of `records` does not matter; those of one matter count once. What came to light
    after its time bar makes no ground.
    """
    context, bars = plan.context, plan.bars
    every = [r for r in records if not any(bar.hits(r) for bar in bars)]
    counted = _counted(key, every, context)
    there = {record.kind for record in counted}
    for ground, kinds in plan.by_kinds:
        if there.isdisjoint(kinds):
            continue
        found = _resting(ground, counted, context.as_of)
        if found:
            yield ground, _began(ground, key, every, context), found


def _ground(found: Found, context: Context) -> Ground:
    plan, arose_on, records = found
    lasting = plan.rule.standing_for is not None
    act = arose_on if lasting else min(record.happened_on for record in records)
    appealed = appealed_at(context)
    return Ground(
        rule=plan.id,
        label=plan.rule.label,
        list_kind=plan.rule.list_kind,
        clause=plan.rule.clause,
        source=plan.source_on(act),
        record_ids=tuple(sorted(record.id for record in records)),
        arose_on=arose_on,
        under_appeal=tuple(sorted(record.id for record in records if appealed(record))),
    )


@clauses("3.2.2.c")
@attrs.frozen(init=False, slots=False)
class BlacklistScreener(InContext):
    """Finds grounds for listing as of a day (黑名单筛查器).

    The grounds in force on the day of the act decide, as far as they still are on `as_of`; where a
    version changed, the milder one.

    Records count as for credit: known, decided, not revoked, repaired or stayed; those under appeal
    count and are marked.
    """

    @cached_property
    def plan(self) -> ScreenPlan:
        """The compiled grounds."""
        return compile_screen(self.context)

    @cached_property
    def _shared(self) -> Mapping[str, Any]:
        """What all screenings of this context say."""
        context, rules = self.plan.context, self.plan.context.rules
        return {
            "as_of": context.as_of,
            "rulebook": f"{rules.book} {rules.version} sha256:{rules.digest}",
            "note": rules.note,
            "left_out": self.plan.unsigned,
            "remedies": remedies_of(context),
        }

    def screen(
        self, enterprise: Enterprise, records: CreditArchive | Iterable[CreditRecord]
    ) -> Screening:
        """Return the grounds against one enterprise (筛查).

        Each with its records and the day it arose.
        """
        code = of_type(enterprise, Enterprise, "enterprise").code
        own = records.of_unit(code) if isinstance(records, CreditArchive) else unrepeated(records)
        plan, key = self.plan, UnitKey.of(code)
        grounds = tuple(_ground(one, plan.context) for one in screen_records(plan, key, own))
        unreadable = _unreadable(plan, key, own)
        return Screening(code=code, grounds=grounds, unreadable=unreadable, **self._shared)

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
