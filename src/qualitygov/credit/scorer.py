"""The credit scorer (信用评分器).

The same plan for one enterprise, for its future, and for tables of millions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.given import of_type, rows_of
from qualitygov.core.period import Period
from qualitygov.core.periods import as_day, optional_day
from qualitygov.credit.entities import CreditArchive, CreditRecord, unrepeated
from qualitygov.credit.outlook import Badge, Outlook, Reach, badge, outlook, reach
from qualitygov.credit.plan import CreditPlan, compile_credit
from qualitygov.credit.prepared import PreparedArchive
from qualitygov.credit.result import CreditScore
from qualitygov.enterprise import Enterprise
from qualitygov.rulebook.context import InContext

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from qualitygov.credit.sql import Dialect

PLANS_KEPT = 4096


@clauses("3.2.2.b")
@attrs.frozen(init=False, slots=False)
class CreditScorer(InContext):
    """Scores the credit of enterprises as of a day (信用评分器). Clauses 3.2.2.a-b.

    Days are dates or ISO text. `known_at` reproduces what was known then; it defaults to `as_of`.
    `listed_until`, where a method takes it, is the last day of the unit's listing in force, None
    when it is not listed.

    >>> from qualitygov.rulebook import load_rulebook
    >>> scorer = CreditScorer(load_rulebook("strong-town"), as_of=date(2016, 12, 31))
    >>> unit = Enterprise(
    ...     code="91330299MA2837B62L", name="某厂", town="330299101", industry="C1310"
    ... )
    >>> failed = CreditRecord(
    ...     id="R1", subject="91330299MA2837B62L", kind="sampling-fail", severity="general",
    ...     category="rice", happened_on=date(2016, 5, 3), decided_on=date(2016, 6, 1),
    ...     known_on=date(2016, 6, 2), source_document="抽检〔2016〕5号",
    ... )
    >>> result = scorer.score(unit, [failed])
    >>> result.score, result.grade
    (Points.of('95'), 'A')
    """

    @cached_property
    def _plans(self) -> Any:
        def compiled(day: date) -> CreditPlan:
            return compile_credit(self.context.on(day))

        return lru_cache(maxsize=PLANS_KEPT)(compiled)

    @cached_property
    def plan(self) -> CreditPlan:
        """The compiled plan for `as_of`."""
        return self.plan_at(self.as_of)

    def plan_at(self, day: date) -> CreditPlan:
        """Return the plan for another day, with the same knowledge (某日的评分计划)."""
        plan: CreditPlan = self._plans(day)
        return plan

    @property
    def left_out(self) -> tuple[str, ...]:
        """The rules that cost no points, since nobody verified them yet (尚未核实的规则)."""
        return self.plan.unsigned

    def score(
        self,
        enterprise: Enterprise,
        records: CreditArchive | Iterable[CreditRecord],
        *,
        listed_until: date | str | None = None,
        seen_on: date | str | attrs.NothingType | None = attrs.NOTHING,
    ) -> CreditScore:
        """Score one enterprise (评分): score, grade and lines that add up to the score.

        `records` is the archive, or this unit's records in any order; records of another unit are
        left out and named. `seen_on` is the first day on which an authority saw anything of the
        unit (a visit, a sample, a complaint, a record), None where none did: it is then not rated
        (暂不评级). Without it nobody knows whether the unit is rated, and the grade is that of the
        score. Raises `FieldError` for two records with one id.
        """
        return self._score(self.plan, enterprise, records, listed_until, seen_on)

    def _score(
        self,
        plan: CreditPlan,
        enterprise: Enterprise,
        records: CreditArchive | Iterable[CreditRecord],
        listed_until: date | str | None,
        seen_on: date | str | attrs.NothingType | None,
    ) -> CreditScore:
        until = optional_day(listed_until)
        listed = until is not None and plan.context.as_of <= until
        code = of_type(enterprise, Enterprise, "enterprise").code
        seen = None
        if seen_on is not attrs.NOTHING:
            day = optional_day(seen_on)
            seen = day is not None and day <= plan.context.horizon
        return CreditScore.of(plan, code, _own(enterprise, records), listed=listed, seen=seen)

    def score_on(
        self,
        day: date | str,
        enterprise: Enterprise,
        records: CreditArchive | Iterable[CreditRecord],
        *,
        listed_until: date | str | None = None,
        seen_on: date | str | attrs.NothingType | None = attrs.NOTHING,
    ) -> CreditScore:
        """Score the enterprise as of another day.

        By the rules of that day and with the same knowledge (某日评分).
        """
        return self._score(self.plan_at(as_day(day)), enterprise, records, listed_until, seen_on)

    def outlook(
        self,
        enterprise: Enterprise,
        records: CreditArchive | Iterable[CreditRecord],
        *,
        listed_until: date | str | None = None,
    ) -> Outlook:
        """Say when and how the score changes by itself as windows end.

        If nothing else happens (展望).
        """
        return outlook(self, enterprise, _own(enterprise, records), optional_day(listed_until))

    def to_reach(
        self,
        grade: str,
        enterprise: Enterprise,
        records: CreditArchive | Iterable[CreditRecord],
        *,
        listed_until: date | str | None = None,
    ) -> Reach:
        """Say what would have to happen for the enterprise to reach `grade` (达到某等级的条件).

        Raises `RulebookError` for a grade that the rulebook has not.
        """
        of_type(grade, str, "grade")
        return reach(self, grade, enterprise, _own(enterprise, records), optional_day(listed_until))

    def badge(
        self,
        enterprise: Enterprise,
        records: CreditArchive | Iterable[CreditRecord],
        *,
        listed_until: date | str | None = None,
        listings: Iterable[Period] = (),
    ) -> Badge | None:
        """Return AA or AAA for a grade A held on every day of two or three years (AA、AAA 标识).

        None for an enterprise that did not hold it. `listings` are the periods in which it was
        listed before.
        """
        own, until = _own(enterprise, records), optional_day(listed_until)
        return badge(self, enterprise, own, until, tuple(rows_of(listings, Period, "listings")))

    def score_frame(
        self, enterprises: IntoFrameT, records: Any, *, trusted: bool = False
    ) -> IntoFrameT:
        """Score whole tables on the engine that holds them (批量评分), by the same plan.

        `enterprises` has a column ``code`` and may have ``listed_until``; `records` has the columns
        of `CreditRecord`. Both are frames of one engine (Polars, DuckDB, PySpark, Ibis, pandas,
        PyArrow); so is the answer, with the columns
        ``code, score, grade, deductions, merits, bonus, counted``: score, deductions, merits and
        bonus in thousandths of a point, one row for each row of `enterprises`, in no promised
        order.

        Raises `FieldError` for a table that lacks a column or holds another kind of value in it,
        and `InputError`, which names the first ten flaws and counts the others, for rows that are
        not plainly good: another spelling of a code, an unknown kind or severity, an empty value, a
        text with space around it, days out of order, an id that is there twice. A record of a unit
        that is not among `enterprises` is no mistake.
        `trusted` leaves out the look at rows, for tables that this library has checked.
        """
        from qualitygov.credit.frame import frame_of  # noqa: PLC0415 - narwhals is an extra

        answer: IntoFrameT = frame_of(self.plan, enterprises, records, trusted=trusted)
        return answer

    def checked_frame(self, enterprises: IntoFrameT, records: Any) -> tuple[IntoFrameT, IntoFrameT]:
        """Score the good rows of whole tables, and return the others beside them (批量评分与退回).

        The answer is that of `score_frame` without the rows that are not plainly good. These are
        the second table: ``table, row, column, reason, value``, `row` being a record's id or a
        unit's code.
        """
        from qualitygov.credit.frame import checked_frame  # noqa: PLC0415 - narwhals is an extra

        answer: tuple[IntoFrameT, IntoFrameT] = checked_frame(self.plan, enterprises, records)
        return answer

    def score_prepared(self, archive: PreparedArchive, connection: Any = None) -> Any:
        """Score every unit of a prepared archive (由预制档案批量评分), by the same plan.

        What `prepare_archive` laid down is not worked out again. The answer is what `checked_frame`
        says of the tables of which the archive was prepared, on whatever day and with whatever
        knowledge: a lazy frame of Polars, or a relation of the DuckDB `connection`. Raises
        `FieldError` for an archive that was prepared by another rulebook.
        """
        from qualitygov.credit.stored import scores_of  # noqa: PLC0415 - narwhals is an extra

        return scores_of(self.plan, archive, connection)

    def to_sql(
        self,
        dialect: Dialect,
        *,
        enterprises: Collection[str] = ("code",),
        records: Collection[str] | None = None,
    ) -> str:
        """Return the plan as one statement of SQL (评分语句) for DuckDB, PostgreSQL or Spark.

        It reads the tables ``enterprises`` and ``records`` and gives what `score_frame` gives. The
        columns that these tables have are named by `enterprises` (``code``, and ``listed_until`` or
        ``seen_on`` where they are there) and `records` (by default all that decide). It holds for
        this moment and this rulebook, and looks at no row: write only what was checked into the
        tables. Raises `FieldError` for another dialect or a column that is missing.
        """
        from qualitygov.credit.sql import sql_of  # noqa: PLC0415 - ibis is an extra

        return sql_of(self.plan, dialect, enterprises, records)


def _own(
    enterprise: Enterprise, records: CreditArchive | Iterable[CreditRecord]
) -> tuple[CreditRecord, ...]:
    code = of_type(enterprise, Enterprise, "enterprise").code
    if isinstance(records, CreditArchive):
        return records.of_unit(code)
    return unrepeated(records)
