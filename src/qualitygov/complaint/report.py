"""Reports of suspected violations (举报), a track of their own beside complaints.

Clauses 3.1.4.a-b; SAMR Order 20, arts. 7, 31.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.complaint.case import Stage, span_due
from qualitygov.core import check
from qualitygov.core.calendars import Due, WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.rulebook.book import Rulebook
from qualitygov.text import Text

__all__ = ["ReportFact", "ViolationReport", "report_facts", "report_stages"]

CHECK = Text("核查并决定是否立案", "check, and decide whether to file a case")
TELL = Text("告知实名举报人", "tell the named author")


@clauses("3.1.4.a", "3.1.4.b")
@attrs.frozen(kw_only=True)
class ViolationReport:
    """Report of a suspected violation (举报).

    `named` says whether its author gave a name; the name itself is never kept.

    `extended_on` is the day on which the check was extended; `decided_on` that of the decision, and
    `filed` what it was.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("举报编号", "report id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("被举报单位代码", "unit code"))
    received_on: date = attrs.field(
        validator=check.day(), metadata=about("收到日期", "received on")
    )
    named: bool = attrs.field(default=False, metadata=about("实名举报", "author named"))
    extended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("延长日期", "extended on"),
    )
    decided_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("决定日期", "decided on"),
    )
    filed: bool = attrs.field(default=False, metadata=about("立案", "case filed"))
    told_on: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("告知日期", "told on")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "received_on", "extended_on", "decided_on")
        check.in_order(self, "decided_on", "told_on")
        if self.decided_on is None and (self.filed or self.told_on is not None):
            raise bilingual(
                "report.decided",
                "尚未决定，不得立案或告知",
                "not decided, so neither filed nor told",
            )


def _by(day_: date | None, on: date) -> date | None:
    return day_ if day_ is not None and day_ <= on else None


@clauses("3.1.4.a", "3.1.4.b")
def report_stages(
    report: ViolationReport, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> tuple[Stage, ...]:
    """Return the stages of a report with their deadlines (举报办理环节), as they stand on a day.

    An extension granted in time is counted from the end of the first term. Telling is due to a
    named author only.
    """
    by = span_due(report.received_on, "report.check", rulebook, calendar)
    extended = _by(report.extended_on, as_of)
    if extended is not None and by.day is not None and extended <= by.day:
        by = _further(by.day, report.received_on, rulebook, calendar)
    decided = _by(report.decided_on, as_of)
    stages = [Stage(CHECK, report.received_on, by, decided)]
    if decided is not None and report.named:
        told = _by(report.told_on, as_of)
        stages.append(
            Stage(TELL, decided, span_due(decided, "report.tell", rulebook, calendar), told)
        )
    return tuple(stages)


def _further(
    end: date, received_on: date, rulebook: Rulebook, calendar: WorkCalendar | None
) -> Due:
    """The extension runs from the end of the first term.

    By the rule of the day on which the report came in.
    """
    return span_due(end, "report.check-extension", rulebook, calendar, rule_of=received_on)


@attrs.frozen
class ReportFact:
    """One report as indicators see it (举报事实)."""

    id: str
    town: str
    on: date
    subject: str
    decided: bool
    filed: bool
    judged: bool
    in_time: bool | None


@clauses("3.1.4.a")
def report_facts(
    reports: Iterable[ViolationReport],
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
) -> tuple[ReportFact, ...]:
    """Return the rows of the reports received by `as_of` (举报事实行)."""
    rows = []
    for one in reports:
        if one.received_on <= as_of:
            late = [stage.late(as_of) for stage in report_stages(one, rulebook, calendar, as_of)]
            in_time = False if True in late else None if None in late else True
            decided = _by(one.decided_on, as_of) is not None
            rows.append(
                ReportFact(
                    one.id,
                    one.town,
                    one.received_on,
                    one.subject,
                    decided,
                    decided and one.filed,
                    in_time is not None,
                    in_time,
                )
            )
    return tuple(rows)
