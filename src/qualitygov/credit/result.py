"""What a credit score says of itself (信用评分结果): score, grade, and lines that add up to the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.exact import Points
from qualitygov.core.result import Result
from qualitygov.credit.days import ONE_DAY, day_after
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.evaluate import KindTotal, Totals, Weighed, leave_out, tally
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.standing import Excluded
from qualitygov.rulebook.entry import Basis
from qualitygov.text import Language, Text

CREDIT_CODE = 18


@attrs.frozen(slots=False)
class Part(Result):
    """One record inside a line (明细): what it weighs and until when it weighs so."""

    record_id: str
    points: Points
    repeated: bool
    under_appeal: bool
    changes_on: date | None


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
    source: str
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
            text += ("：" if language == "zh" else ": ") + ", ".join(
                _part_text(part, language) for part in self.parts
            )
        if self.remark is not None:
            text += f"（{self.remark.zh}）" if language == "zh" else f" ({self.remark.en})"
        if self.source:
            text += f"  [{self.source}]"
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
    return f"{part.record_id} {part.points}" + (f" ({', '.join(marks)})" if marks else "")


@attrs.frozen
class ExcludedRecord(Result):
    """A record that was left out, and why (未计入的记录)."""

    record_id: str
    reason: Excluded


def _step_end(weighed: Weighed, plan: CreditPlan) -> date | None:
    """The day after the step on which a record stands, remembered, since days and cells recur."""
    at = (weighed.day, weighed.cell.number, weighed.step)
    ends = plan.step_ends
    if at not in ends:
        ends[at] = day_after(weighed.day, weighed.cell.terms[weighed.step])
    return ends[at]


def changes_on(weighed: Weighed, plan: CreditPlan) -> date | None:
    """Return the day on which a weighed record next weighs otherwise (下次变动日).

    The end of its step or of its validity, or a repair or stay that is known and still to come.
    None when it goes on for ever.
    """
    record, context, end = weighed.record, plan.context, _step_end(weighed, plan)
    if record.valid_until is None and context.known_at <= context.as_of:
        return end
    coming: list[date] = []
    if record.valid_until is not None and record.valid_until < date.max:
        coming.append(record.valid_until + ONE_DAY)
    if context.known_at > context.as_of:
        later = (record.repaired_on, record.stayed_on)
        coming += [d for d in later if d is not None and context.as_of < d <= context.known_at]
    if not coming:
        return end
    return min(coming) if end is None else min(end, *coming)


@attrs.frozen(repr=False, eq=False, slots=False)
class CreditScore(Result):
    """The credit of one enterprise at one moment (信用评分结果).

    The score is made at once; `lines` and `excluded` are built when somebody reads them.
    `rulebook`, `version` and `digest` say by which rules.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "code",
        "as_of",
        "known_at",
        "rulebook",
        "score",
        "grade",
        "listed",
        "forced_by",
        "lines",
        "excluded",
        "note",
    )
    brief: ClassVar[tuple[str, ...]] = ("code", "score", "grade")

    plan: CreditPlan
    code: str
    key: str
    records: tuple[CreditRecord, ...]
    listed: bool
    totals: Totals

    @classmethod
    def of(
        cls, plan: CreditPlan, code: str, records: tuple[CreditRecord, ...], *, listed: bool
    ) -> CreditScore:
        """Add up the records of a unit by a plan (按计划评分)."""
        key = code[8:17] if len(code) == CREDIT_CODE else UnitKey.of(code)
        totals = tally(plan, key, records, listed=listed)
        return cls(plan, code, key, records, listed=listed, totals=totals)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.plan, self.code, self.records, self.listed)

    @property
    def score(self) -> Points:
        """The score."""
        return Points(self.totals.score)

    @property
    def grade(self) -> str:
        """The grade: by the score, or the worse one that a record or a listing forces."""
        return self.totals.grade

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.plan.context.as_of

    @property
    def known_at(self) -> date:
        """The day whose knowledge was used."""
        return self.plan.context.known_at

    @property
    def rulebook(self) -> str:
        """The rulebook's id, version and digest."""
        rules = self.plan.context.rules
        return f"{rules.book} {rules.version} sha256:{rules.digest}"

    @property
    def note(self) -> Text | None:
        """A warning when the rulebook was not reviewed for this day."""
        return self.plan.context.rules.note

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines, which add up to the score."""
        return tuple(_lines(self))

    @cached_property
    def excluded(self) -> tuple[ExcludedRecord, ...]:
        """The records left out, each with its reason."""
        counted = {w.record.id for total in self.totals.kinds for w in total.weighed}
        left = ((r, leave_out(self.plan, self.key, r)) for r in self.records if r.id not in counted)
        return tuple(
            sorted(
                (ExcludedRecord(r.id, why or Excluded.LAPSED) for r, why in left),
                key=lambda e: e.record_id,
            )
        )

    @property
    def under_appeal(self) -> tuple[str, ...]:
        """The records that count and are under appeal."""
        return tuple(
            part.record_id for line in self.lines for part in line.parts if part.under_appeal
        )

    @property
    def forced_by(self) -> tuple[str, ...]:
        """The records that force the grade whatever the score."""
        return self.totals.forced_by

    def say(self, language: Language = "en") -> str:
        """Return score, grade and all lines as text (文字说明)."""
        head = {
            "zh": f"{self.code}：{self.as_of} 信用分 {self.score}，等级 {self.grade}",
            "en": f"{self.code}: credit score {self.score}, grade {self.grade}, as of {self.as_of}",
        }[language]
        rows = [head, *("  " + line.say(language) for line in self.lines)]
        if self.forced_by:
            why = {"zh": "  直接定级的记录：", "en": "  grade forced by: "}[language]
            rows.append(why + ", ".join(self.forced_by))
        if self.listed:
            rows.append(
                {
                    "zh": "  已列入名单，等级按名单确定",
                    "en": "  listed: the grade follows from the list",
                }[language]
            )
        rows += [
            {"zh": f"  未计入 {one.record_id}：", "en": f"  left out {one.record_id}: "}[language]
            + one.reason.say(language)
            for one in self.excluded
        ]
        if self.note is not None:
            rows.append("  " + self.note.say(language))
        return "\n".join(rows)


def _again(
    plan: CreditPlan,
    code: str,
    records: tuple[CreditRecord, ...],
    listed: bool,
) -> CreditScore:
    return CreditScore.of(plan, code, records, listed=listed)


@lru_cache(maxsize=1024)
def _points(thousandths: int) -> Points:
    return Points(thousandths)


@lru_cache(maxsize=1024)
def _adjusting(rule: str, zh: str, en: str, thousandths: int) -> Line:
    return Line(
        rule=rule,
        label=Text(zh, en),
        points=_points(thousandths),
        source="",
        basis=None,
        clause="",
        parts=(),
        changes_on=None,
    )


def _part(weighed: Weighed, plan: CreditPlan) -> Part:
    record = weighed.record
    return Part(
        record.id,
        _points(weighed.points),
        weighed.repeated,
        plan.appealed(record),
        changes_on(weighed, plan),
    )


def _in_order(weighed: Sequence[Weighed]) -> Sequence[Weighed]:
    if len(weighed) == 1:
        return weighed
    return sorted(weighed, key=lambda w: (w.day, w.record.id))


def _kind_line(total: KindTotal, plan: CreditPlan) -> Line:
    kind = total.kind
    parts = tuple([_part(w, plan) for w in _in_order(total.weighed)])
    remark = None
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
        changes_on=min([p.changes_on for p in parts if p.changes_on is not None], default=None),
        remark=remark,
    )


def _lines(result: CreditScore) -> Iterator[Line]:
    plan, totals = result.plan, result.totals
    yield _adjusting("base", "起始分", "starting score", plan.base)
    running = plan.base
    for total in totals.kinds:
        running += total.points
        yield _kind_line(total, plan)
    if totals.merits != totals.bonus:
        running += totals.bonus - totals.merits
        reason = (
            ("已列入名单，不予加分", "listed: no bonus")
            if result.listed
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
