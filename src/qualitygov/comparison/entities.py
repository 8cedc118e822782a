"""Facts of continuous improvement (持续改进信息): measures with their effect, regular analyses.

Clauses 3.1.3.c, 3.4.2.a-b.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.assessment import Quality


@clauses("3.4.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ImprovementMeasure:
    """Improvement measure (改进措施): how many were good of all, before it was taken and after.

    Without `known_on` it becomes known when its effect is measured. Clause 3.4.2.a.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("措施编号", "measure id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    quality: Quality = attrs.field(metadata=about("质量类别", "quality"))
    matter: str = attrs.field(validator=check.filled(), metadata=about("改进事项", "matter"))
    taken_on: date = attrs.field(validator=check.day(), metadata=about("实施日期", "taken on"))
    measured_on: date = attrs.field(
        validator=check.day(), metadata=about("评价日期", "measured on", role="own")
    )
    good_before: int = attrs.field(
        validator=check.at_least(0), metadata=about("改进前合格数", "good before")
    )
    all_before: int = attrs.field(
        validator=check.at_least(0), metadata=about("改进前总数", "all before")
    )
    good_after: int = attrs.field(
        validator=check.at_least(0), metadata=about("改进后合格数", "good after")
    )
    all_after: int = attrs.field(
        validator=check.at_least(0), metadata=about("改进后总数", "all after")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("评价报告", "document"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "taken_on", "measured_on")
        if self.good_before > self.all_before or self.good_after > self.all_after:
            raise bilingual("measure.counts", "合格数多于总数", "more good ones than there are")

    @property
    def before(self) -> Rate:
        """The rate before."""
        return Rate(self.good_before, self.all_before)

    @property
    def after(self) -> Rate:
        """The rate after."""
        return Rate(self.good_after, self.all_after)


@clauses("3.1.3.c", "3.4.2.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RegularAnalysis:
    """Regular analysis of one quality (定期质量分析): for which period, by whom, and when.

    `covers_to` is the last day of the half-year that it looks at, against the same part of the year
    before.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("分析编号", "analysis id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    department: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("责任单位", "department"),
    )
    quality: Quality = attrs.field(metadata=about("质量类别", "quality"))
    covers_to: date = attrs.field(
        validator=check.day(), metadata=about("分析期末日", "covers the period to")
    )
    done_on: date = attrs.field(
        validator=check.day(), metadata=about("完成日期", "done on", role="own")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("分析报告", "document"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
