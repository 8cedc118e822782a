"""The lines of a credit score (评分明细): what records cost, what is left out or proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar

import attrs

from qualitygov.core.exact import Points
from qualitygov.core.periods import ONE_DAY
from qualitygov.core.result import Result
from qualitygov.credit.days import day_after
from qualitygov.credit.evaluate import KindTotal, Totals, Weighed
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.standing import Excluded
from qualitygov.credit.versions import removable
from qualitygov.rulebook.entry import Basis
from qualitygov.text import Language, Text


@attrs.frozen(slots=False, repr=False)
class Part(Result):
    """One record inside a line (明细): what it weighs and until when it weighs so.

    `covers` are the lighter records of the same matter, which do not count beside it.
    """

    record_id: str
    points: Points
    repeated: bool
    under_appeal: bool
    changes_on: date | None
    covers: tuple[str, ...] = ()


@attrs.frozen(slots=False, repr=False)
class Line(Result):
    """One line of a score (评分明细行).

    `points` are signed; the lines of a score add up to it. `changes_on` is the day on which the
    line next changes by itself, None when it does not.
    """

    derived: ClassVar[tuple[str, ...]] = ("record_ids",)
    brief: ClassVar[tuple[str, ...]] = ("rule", "points", "parts")

    rule: str
    label: Text
    points: Points
    source: Text | None
    basis: Basis | None
    clause: str
    parts: tuple[Part, ...]
    changes_on: date | None
    remark: Text | None = None

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The records the line rests on."""
        return tuple(part.record_id for part in self.parts)

    def say(self, language: Language = "en") -> str:
        """Return the line as one sentence."""
        sign = "+" if self.points.thousandths > 0 else ""
        text = f"{sign}{self.points}  {self.label.say(language)}"
        if self.parts:
            text += ("：" if language == "zh" else ": ") + (
                "、" if language == "zh" else ", "
            ).join(_part_text(part, language) for part in self.parts)
        if self.remark is not None:
            text += f"（{self.remark.zh}）" if language == "zh" else f" ({self.remark.en})"
        if self.source is not None:
            text += f"  [{self.source.say(language)}]"
        if self.changes_on is not None:
            text += (
                f"，{self.changes_on} 变动"
                if language == "zh"
                else f", changes on {self.changes_on}"
            )
        return text


def _part_text(part: Part, language: Language) -> str:
    marks = []
    if part.repeated:
        marks.append({"zh": "重复", "en": "repeated"}[language])
    if part.under_appeal:
        marks.append({"zh": "申诉中", "en": "under appeal"}[language])
    if part.covers:
        zh, en = ("、".join(part.covers), ", ".join(part.covers))
        marks.append({"zh": f"含同一事项 {zh}", "en": f"covers {en}"}[language])
    told = {"zh": f"（{'，'.join(marks)}）", "en": f" ({', '.join(marks)})"}[language]
    return f"{part.record_id} {part.points}" + (told if marks else "")


@attrs.frozen
class ExcludedRecord(Result):
    """A record that was left out, and why (未计入的记录); `under` is the one that covers it."""

    record_id: str
    reason: Excluded
    under: str | None = None


@attrs.frozen
class Proposal(Result):
    """A record that a rule proposed and nobody confirmed yet (拟入档记录): what it would cost.

    `points` is the change of the score and `grade` the grade, if it were confirmed now; None for a
    unit that cannot be assessed.
    """

    record_id: str
    rule: str
    points: Points
    grade: str | None

    def say(self, language: Language = "en") -> str:
        """Return the proposal as one sentence."""
        grade = Text("", "")
        if self.grade is not None:
            grade = Text(f"，{self.grade} 级", f", grade {self.grade}")
        if language == "zh":
            lead = f"拟入档 {self.record_id}（{self.rule}，待确认）：确认后 {self.points} 分"
            return lead + grade.zh
        return (
            f"proposed {self.record_id} (by {self.rule}, not confirmed): "
            f"would be {self.points} points{grade.en}"
        )


def _step_end(weighed: Weighed, plan: CreditPlan) -> date | None:
    """The day after the step on which a record stands, remembered, since days and cells recur."""
    at = (weighed.day, weighed.cell.number, weighed.repeating)
    ends = plan.step_ends
    if at not in ends:
        coming = sorted(_steps_to_come(weighed, plan))
        ends[at] = next((day for day in coming if _weight_on(weighed, day) != weighed.points), None)
    return ends[at]


def _steps_to_come(weighed: Weighed, plan: CreditPlan) -> Iterator[date]:
    """The days to come on which a record's age may make it weigh otherwise."""
    found = (day_after(weighed.day, term) for term in weighed.cell.terms)
    yield from (day for day in found if day is not None and day > plan.context.as_of)


def _weight_on(weighed: Weighed, day: date) -> int | None:
    return weighed.cell.weight_on(weighed.day, day, weighed.repeating)


def changes_on(weighed: Weighed, plan: CreditPlan) -> date | None:
    """Return the day on which a weighed record next weighs otherwise (下次变动日).

    The end of its step or of its validity, or a repair, removal or stay that is known and still to
    come.
    None when it goes on for ever.
    """
    end, stop = _step_end(weighed, plan), _stop(weighed, plan)
    if stop is None:
        return end
    return stop if end is None else min(end, stop)


def _stop(weighed: Weighed, plan: CreditPlan) -> date | None:
    """The day on which a record ends before its steps do, or on which it is stayed."""
    record, context = weighed.record, plan.context
    if record.valid_until is None and context.known_at <= context.as_of:
        return None
    coming: list[date] = []
    if record.valid_until is not None and record.valid_until < date.max:
        coming.append(record.valid_until + ONE_DAY)
    if context.known_at > context.as_of:
        ends = record.kind in removable(context.rulebook)
        later = (record.repaired_on, record.stayed_on, record.removed_on if ends else None)
        coming += [d for d in later if d is not None and context.as_of < d <= context.known_at]
    return min(coming, default=None)


def _coming(weighed: Weighed, plan: CreditPlan) -> Iterator[date]:
    """The days to come on which a record may weigh otherwise."""
    yield from _steps_to_come(weighed, plan)
    if (stop := _stop(weighed, plan)) is not None:
        yield stop


def _later(weighed: Weighed, plan: CreditPlan, day: date) -> int:
    """What a record weighs on a day to come."""
    stop = _stop(weighed, plan)
    return 0 if stop is not None and stop <= day else _weight_on(weighed, day) or 0


def _uncapped_on(total: KindTotal, plan: CreditPlan) -> date | None:
    """The day from which a capped line is less than its cap."""
    for day in sorted({day for one in total.weighed for day in _coming(one, plan)}):
        left = sum(_later(one, plan, day) for one in total.weighed)
        if (left > total.points) if total.points < 0 else (left < total.points):
            return day
    return None


@lru_cache(maxsize=1024)
def _points(thousandths: int) -> Points:
    return Points(thousandths)


@lru_cache(maxsize=1024)
def _adjusting(rule: str, zh: str, en: str, thousandths: int) -> Line:
    return Line(
        rule=rule,
        label=Text(zh, en),
        points=_points(thousandths),
        source=None,
        basis=None,
        clause="",
        parts=(),
        changes_on=None,
    )


def _part(weighed: Weighed, plan: CreditPlan, totals: Totals) -> Part:
    record = weighed.record
    covers = (name for name, by in totals.under.items() if by == record.id)
    return Part(
        record.id,
        _points(weighed.points),
        repeated=weighed.repeated,
        under_appeal=plan.appealed(record),
        changes_on=changes_on(weighed, plan),
        covers=tuple(sorted(covers)) if totals.under else (),
    )


def _in_order(weighed: Sequence[Weighed]) -> Sequence[Weighed]:
    if len(weighed) == 1:
        return weighed
    return sorted(weighed, key=lambda w: (w.day, w.record.id))


def _kind_line(total: KindTotal, plan: CreditPlan, totals: Totals) -> Line:
    kind = total.kind
    parts = tuple([_part(w, plan, totals) for w in _in_order(total.weighed)])
    remark, changes = None, [p.changes_on for p in parts if p.changes_on is not None]
    if total.points and abs(total.before_cap) > abs(total.points):
        changes = [day for day in [_uncapped_on(total, plan)] if day is not None]
    if total.points != total.before_cap:
        remark = Text(
            f"合计 {Points(total.before_cap)}，封顶", f"{Points(total.before_cap)} in all, capped"
        )
    elif not total.points and any(part.points.thousandths for part in parts):
        remark = Text("条件未满足，不计分", "its conditions are not met, no points")
    elif kind.highest and len(parts) > 1:
        remark = Text("取最高一项", "the highest counts")
    return Line(
        rule=kind.kind,
        label=kind.label,
        points=_points(total.points),
        source=kind.source,
        basis=kind.basis,
        clause=kind.clause,
        parts=parts,
        changes_on=min(changes, default=None),
        remark=remark,
    )


def lines_of(plan: CreditPlan, totals: Totals, *, listed: bool) -> Iterator[Line]:
    """Yield the lines of a score, which add up to it (评分明细)."""
    yield _adjusting("base", "起始分", "starting score", plan.base)
    running = plan.base
    for total in totals.kinds:
        running += total.points
        yield _kind_line(total, plan, totals)
    if totals.merits != totals.bonus:
        running += totals.bonus - totals.merits
        reason = (
            ("已列入名单，不予加分", "listed: no bonus")
            if listed
            else ("加分封顶", "cap on the bonus")
        )
        yield _adjusting("bonus-cap", *reason, totals.bonus - totals.merits)
    if running != totals.score:
        reason = (
            ("不低于最低分", "not below the floor")
            if running < totals.score
            else ("不高于最高分", "not above the ceiling")
        )
        yield _adjusting("bounds", *reason, totals.score - running)
