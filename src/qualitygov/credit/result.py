"""What a credit score says of itself (信用评分结果): score, grade, and lines that add up to the score."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.exact import Points
from qualitygov.core.result import Result
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.evaluate import Totals, leave_out, on_record, tally
from qualitygov.credit.lines import ExcludedRecord, Line, Proposal, lines_of
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.standing import Excluded
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.text import Language, Text

NOT_ASSESSED = Text(
    "有记录的类别或程度无法识别，不予评级", "not assessed: a record says a word that no rule knows"
)
NOT_RATED = Text("暂不评级（无监管记录）", "not rated (no authority has seen anything of it)")


@attrs.frozen(repr=False, eq=False, slots=False)
class CreditScore(Result):
    """The credit of one enterprise at one moment (信用评分结果).

    The score is made at once; `lines`, `excluded` and `proposals` are built when somebody reads
    them. `rulebook` says by which rules. `rated` is False for a unit of which no authority has seen
    anything (暂不评级、无监管记录): its score is shown, and its grade is None; it is None where nobody
    said what was seen.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "code",
        "as_of",
        "known_at",
        "rulebook",
        "score",
        "grade",
        "rated",
        "assessed",
        "listed",
        "forced_by",
        "lines",
        "excluded",
        "proposals",
        "remedies",
        "note",
    )
    brief: ClassVar[tuple[str, ...]] = ("code", "score", "grade")

    plan: CreditPlan
    code: str
    key: str
    records: tuple[CreditRecord, ...]
    listed: bool
    totals: Totals
    rated: bool | None = None

    @classmethod
    def of(
        cls,
        plan: CreditPlan,
        code: str,
        records: tuple[CreditRecord, ...],
        *,
        listed: bool,
        seen: bool | None = None,
    ) -> CreditScore:
        """Add up the records of a unit by a plan (按计划评分); `seen`: whether a visit or so was."""
        key = UnitKey.of(code)
        totals = tally(plan, key, records, listed=listed)
        rated = None if seen is None else seen or listed or on_record(plan, key, records)
        return cls(plan, code, key, records, listed=listed, totals=totals, rated=rated)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.plan, self.code, self.records, self.listed, self.rated)

    @property
    def score(self) -> Points:
        """The score."""
        return Points(self.totals.score)

    @property
    def grade(self) -> str | None:
        """The grade: by the score, or the worse one that a record or a listing forces.

        None for a unit that is not rated, and for one that cannot be assessed.
        """
        return self.totals.grade if self.rated is not False and self.assessed else None

    @cached_property
    def assessed(self) -> bool:
        """Whether the book knows the kind and severity of every record (是否可评价)."""
        return all(one.reason is not Excluded.UNKNOWN_KIND for one in self.excluded)

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
        return tuple(lines_of(self.plan, self.totals, listed=self.listed))

    @cached_property
    def excluded(self) -> tuple[ExcludedRecord, ...]:
        """The records left out, each with its reason."""
        counted = {w.record.id for total in self.totals.kinds for w in total.weighed}
        left = (self._left_out(record) for record in self.records if record.id not in counted)
        return tuple(sorted(left, key=lambda one: one.record_id))

    def _left_out(self, record: CreditRecord) -> ExcludedRecord:
        why = leave_out(self.plan, self.key, record)
        under = self.totals.under.get(record.id)
        last = Excluded.LAPSED if under is None else Excluded.SAME_MATTER
        return ExcludedRecord(record.id, why or last, under)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The records that are proposed and not confirmed, each with what it would cost (拟入档)."""
        open_ones = [
            record
            for record in self.records
            if leave_out(self.plan, self.key, record) is Excluded.PROPOSED
        ]
        return tuple(self._proposal(record) for record in sorted(open_ones, key=lambda one: one.id))

    def _proposal(self, record: CreditRecord) -> Proposal:
        confirmed = attrs.evolve(record, confirmed_on=max(record.decided_on, record.known_on))
        others = (one for one in self.records if one.id != record.id)
        then = tally(self.plan, self.key, (*others, confirmed), listed=self.listed)
        points = Points(then.score - self.totals.score)
        grade = then.grade if self.assessed else None
        return Proposal(record.id, record.proposed_by or "", points, grade)

    @property
    def remedies(self) -> Text:
        """How the unit may object (救济途径)."""
        return remedies_of(self.plan.context)

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
        graded = {"zh": f"等级 {self.grade}", "en": f"grade {self.grade}"}[language]
        if not self.assessed:
            graded = NOT_ASSESSED.say(language)
        elif self.rated is False:
            graded = NOT_RATED.say(language)
        head = {
            "zh": f"{self.code}：{self.as_of} 信用分 {self.score}，{graded}",
            "en": f"{self.code}: credit score {self.score}, {graded}, as of {self.as_of}",
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
            + (f" ({one.under})" if one.under is not None else "")
            for one in self.excluded
        ]
        rows += ["  " + one.say(language) for one in self.proposals]
        rows.append("  " + self.remedies.say(language))
        if self.note is not None:
            rows.append("  " + self.note.say(language))
        return "\n".join(rows)


def _again(
    plan: CreditPlan,
    code: str,
    records: tuple[CreditRecord, ...],
    listed: bool,
    rated: bool | None,
) -> CreditScore:
    return CreditScore.of(plan, code, records, listed=listed, seen=rated)
