"""What followed a failed sample (复检与复查): further tests of the sample, checks of what was put right.

Clauses 2.2.2, 3.2.2.e.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.inspection.words import Conclusion


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Recheck:
    """A re-check after rectification (复查): one round. A failure may be announced (公告)."""

    held_on: date = attrs.field(
        validator=check.day(), metadata=about("复查日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    conclusion: Conclusion = attrs.field(metadata=about("复查结论", "conclusion"))
    announced_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("不合格公告日期", "failure announced on", role="later"),
    )
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("复查文书", "document"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "held_on", "announced_on")
        if self.announced_on is not None and self.conclusion is Conclusion.PASS:
            raise bilingual(
                "recheck.announced", "复查合格不公告", "only a failed re-check is announced"
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Reinspection:
    """A further re-inspection of a sample (再次复检), after the first one."""

    reported_on: date = attrs.field(
        validator=check.day(), metadata=about("复检报告日期", "reported on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    conclusion: Conclusion = attrs.field(metadata=about("复检结论", "conclusion"))
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("复检报告编号", "report number"),
    )
