"""Suspensions (暂停): from a day on, until they end, each kept for itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.errors import bilingual


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Suspension:
    """Suspension of a certificate or an accreditation (暂停); `resumed_on` is its first day after."""

    suspended_on: date = attrs.field(
        validator=check.day(), metadata=about("暂停日期", "suspended on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    resumed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("恢复日期", "resumed on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "suspended_on", "resumed_on")

    def runs(self, day: date) -> bool:
        """Whether it runs on this day (是否暂停中)."""
        return self.suspended_on <= day and (self.resumed_on is None or day < self.resumed_on)


def check_suspensions(suspensions: Iterable[Suspension], since: date) -> None:
    """Check that suspensions stand in order of their days, none before the first day (核对暂停记录).

    Raises `FieldError`.
    """
    days = [since, *(one.suspended_on for one in suspensions)]
    if days != sorted(days):
        raise bilingual(
            "suspension.order",
            f"暂停应按日期先后，且不早于 {since}",
            f"suspensions in order of their days, none before {since}",
        )


def suspended_by(suspensions: Iterable[Suspension], day: date) -> Suspension | None:
    """Return the suspension that runs on a day (当日的暂停), None without one."""
    return next((one for one in suspensions if one.runs(day)), None)
