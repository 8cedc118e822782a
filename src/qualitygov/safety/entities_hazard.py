"""Facts of hazards (隐患信息), round by round. Clauses 3.1.3.g, 3.4.3.a."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import HAZARD_GRADES

HAZARD_DAYS = ("found_on", "ordered_on", "rectified_on", "rechecked_on", "closed_on")
"""The days of a hazard, in the order in which they come."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HazardRound:
    """A further round of putting a hazard right (隐患整改轮次), after a re-check that failed.

    Ordered, put right by `rectify_by` (by default the term of the hazard's grade), re-checked.
    """

    ordered_on: date = attrs.field(
        validator=check.day(), metadata=about("责令整改日期", "ordered on", role="own")
    )
    rectify_by: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改期限", "to be put right by"),
    )
    rectified_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改完成日期", "rectified on", role="later"),
    )
    rechecked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("复查日期", "re-checked on", role="later"),
    )
    passed: bool = attrs.field(
        default=False, metadata=about("复查通过", "re-check passed", came_with="rechecked_on")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "ordered_on", "rectified_on", "rechecked_on")
        check.in_order(self, "ordered_on", "rectify_by")
        if self.rechecked_on is None and self.passed:
            raise bilingual(
                "hazard.course", "未复查，不得复查通过", "a re-check passed that was not held"
            )


@clauses("3.1.3.g", "3.4.3.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Hazard:
    """Hazard found in screening (隐患): found, ordered, rectified, re-checked, closed.

    `grade` is a grade of the rulebook, `screening` the round that found it. The row holds the first
    round, `further` those after a re-check that failed, in order; `rounds` are all. Clauses
    3.1.3.g, 3.4.3.a.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("隐患编号", "hazard id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("隐患单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    matter: str = attrs.field(validator=check.filled(), metadata=about("隐患内容", "matter"))
    grade: Annotated[str, HAZARD_GRADES] = attrs.field(
        validator=check.filled(), metadata=about("隐患等级", "grade")
    )
    found_on: date = attrs.field(
        validator=check.day(), metadata=about("发现日期", "found on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    ordered_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("责令整改日期", "ordered on", role="later"),
    )
    rectify_by: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改期限", "to be put right by", came_with="ordered_on"),
    )
    rectified_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改完成日期", "rectified on", role="later"),
    )
    rechecked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("复查日期", "re-checked on", role="later"),
    )
    passed: bool = attrs.field(
        default=False, metadata=about("复查通过", "re-check passed", came_with="rechecked_on")
    )
    closed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("销号日期", "closed on", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("隐患文书", "document"))
    screening: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("排查编号", "screening that found it"),
    )
    further: tuple[HazardRound, ...] = attrs.field(
        default=(), metadata=about("再次整改", "further rounds")
    )

    @property
    def rounds(self) -> tuple[HazardRound, ...]:
        """All rounds in order (各轮次), the first one from the row itself; none before an order."""
        if self.ordered_on is None:
            return ()
        first = HazardRound(
            ordered_on=self.ordered_on,
            rectify_by=self.rectify_by,
            rectified_on=self.rectified_on,
            rechecked_on=self.rechecked_on,
            passed=self.passed,
        )
        return (first, *self.further)

    def __attrs_post_init__(self) -> None:
        check.in_order(self, *HAZARD_DAYS)
        check.in_order(self, "ordered_on", "rectify_by")
        if self.ordered_on is None and (self.rectified_on or self.rectify_by) is not None:
            raise bilingual("hazard.course", "未责令整改，不得已整改", "rectified without an order")
        if self.rechecked_on is None and self.passed:
            raise bilingual(
                "hazard.course", "未复查，不得复查通过", "a re-check passed that was not held"
            )
        self._check_rounds()

    def _check_rounds(self) -> None:
        rounds = self.rounds
        if self.further and not rounds:
            raise bilingual(
                "hazard.course", "未责令整改，不得再次整改", "again before a first order"
            )
        for before, after in pairwise(rounds):
            if before.passed or before.rechecked_on is None:
                raise bilingual(
                    "hazard.course",
                    "上一轮复查未通过方可再次责令整改",
                    "ordered again only after a re-check that failed",
                )
            if after.ordered_on < before.rechecked_on:
                raise bilingual(
                    "hazard.course", "各轮次应按日期先后", "rounds stand in order of their days"
                )
        if self.closed_on is not None:
            last = rounds[-1] if rounds else None
            if last is None or not last.passed or self.closed_on < (last.rechecked_on or date.max):
                raise bilingual(
                    "hazard.course",
                    "复查通过后方可销号",
                    "closed only after a re-check that passed",
                )
