"""Returns, excuses, closed results and what is found later (报表、免予考核、核定结果、追加扣分)."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.exact import Points
from qualitygov.core.fields import about
from qualitygov.core.period import Period, part_of_year
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.text import Text

EARLIEST_END = (6, 30)
"""No assessment year ends before this day (month and day) of the year by which it is called."""
_PERIOD = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{2}))?")


@functools.cache
def period_of(text: str) -> Period:
    """Return the period that a text names (所属期): ``2016``, ``2016-Q1`` or ``2016-01``.

    >>> period_of("2016-Q1").name, str(period_of("2016-02").last)
    ('2016Q1', '2016-02-29')
    """
    found = _PERIOD.fullmatch(text)
    if found is not None:
        year, quarter, month = found.groups()
        if quarter is not None:
            return part_of_year(date(int(year), 3 * int(quarter), 1), 3)
        if month is None:
            return part_of_year(date(int(year), 1, 1), 12)
        if 1 <= int(month) <= 12:  # noqa: PLR2004 - months of a year
            return part_of_year(date(int(year), int(month), 1), 1)
    raise bilingual(
        "return.period",
        f"应为 2016、2016-Q1 或 2016-01，实际为 {text!r}",
        f"expected 2016, 2016-Q1 or 2016-01, not {text!r}",
    )


@attrs.frozen
class _NamesAPeriod:
    """A text that names a period (所属期)."""

    form: ClassVar[Text] = Text(
        "期间，如 2016、2016-Q1、2016-01", "a period such as 2016, 2016-Q1 or 2016-01"
    )
    example: ClassVar[str] = "2016-Q1"
    described: ClassVar[Mapping[str, Any]] = {"pattern": "^[0-9]{4}(?:-(?:Q[1-4]|0[1-9]|1[0-2]))?$"}

    @staticmethod
    def drawn(st: Any) -> Any:
        """Return a Hypothesis strategy (测试数据策略): years, quarters and months."""
        parts = ["", *(f"-Q{n}" for n in range(1, 5)), *(f"-{n:02}" for n in range(1, 13))]
        return st.builds("{}{}".format, st.integers(2012, 2017), st.sampled_from(parts))

    def __call__(self, _instance: Any, _attribute: Any, value: str) -> None:
        period_of(value)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Return:
    """A return (报表): how many rows of a table an owner of data has for a period.

    A nil return (零报告) states none. `owner` is the code of a town, or the name of a county
    bureau; a bureau files one for each town, or one without a town for the whole county. Of several
    returns of one owner for one table, town and period the one that states most rows counts, and it
    was filed when the first was that came after the period.
    """

    owner: str = attrs.field(validator=check.filled(), metadata=about("数据责任单位", "owner"))
    table: str = attrs.field(validator=check.filled(), metadata=about("数据表", "table"))
    town: str | None = attrs.field(
        default=None, validator=check.optional(region()), metadata=about("乡镇", "town")
    )
    period: str = attrs.field(validator=_NamesAPeriod(), metadata=about("所属期", "period"))
    rows: int = attrs.field(validator=check.at_least(0), metadata=about("行数", "rows"))
    filed_on: date = attrs.field(
        validator=check.day(), metadata=about("报送日期", "filed on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    filed_by: str = attrs.field(
        validator=check.filled(),
        metadata=about("报送人", "filed by", sensitivity="personal"),
    )

    @property
    def span(self) -> Period:
        """The period it is for."""
        return period_of(self.period)


class ExcuseKind(Vocabulary):
    """What is excused (免予考核对象)."""

    TARGET = "target", "目标", "a target"
    DUTY = "duty", "应办事项类别", "all duties of a kind"
    FACT = "fact", "单项应办事项", "one thing that was due"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Excuse:
    """An excuse (经核准免予考核): what need not be done, approved by the target office.

    `beneficiary` is the town or unit that it helps, and may not be its approver. It holds when it
    was approved before the cut-off of its period.
    """

    beneficiary: str = attrs.field(
        validator=check.filled(), metadata=about("适用对象", "whom it helps", headers=("for",))
    )
    kind: ExcuseKind = attrs.field(metadata=about("类别", "kind"))
    ref: str = attrs.field(validator=check.filled(), metadata=about("所指事项", "what is excused"))
    period: str = attrs.field(validator=_NamesAPeriod(), metadata=about("所属期", "period"))
    reason: str = attrs.field(validator=check.filled(), metadata=about("理由", "reason"))
    approved_by: str = attrs.field(
        validator=check.filled(), metadata=about("批准单位", "approved by")
    )
    approved_on: date = attrs.field(
        validator=check.day(), metadata=about("批准日期", "approved on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("批准文件", "document"))

    @property
    def span(self) -> Period:
        """The period it is for."""
        return period_of(self.period)

    def __attrs_post_init__(self) -> None:
        if self.approved_by == self.beneficiary:
            raise bilingual(
                "excuse.approver",
                f"{self.beneficiary} 不得批准本单位免予考核，应由质量目标考核办公室批准",
                f"{self.beneficiary} may not excuse itself; the target office approves",
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ClosedResult:
    """A result as it was closed, or corrected by a decision (核定结果、更正决定).

    The first one of a year and a town stands. A later one needs the reason of the correction; both
    are kept.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("考核年度", "year"))
    town: str = attrs.field(validator=region(), metadata=about("乡镇", "town"))
    score: Points = attrs.field(metadata=about("核定得分", "score"))
    grade: str = attrs.field(validator=check.filled(), metadata=about("核定等级", "grade"))
    rank: int = attrs.field(validator=check.at_least(1), metadata=about("核定名次", "rank"))
    decided_on: date = attrs.field(
        validator=check.day(), metadata=about("核定日期", "decided on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    authority: str = attrs.field(validator=check.filled(), metadata=about("核定单位", "authority"))
    document: str = attrs.field(validator=check.filled(), metadata=about("文件", "document"))
    reason: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("更正理由", "reason of the correction"),
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class LaterFinding:
    """Something found after a year was closed (追加扣分): taken off in the year when it was found.

    `of_year` is the earlier, closed year that the matter is of.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    town: str = attrs.field(validator=region(), metadata=about("乡镇", "town"))
    of_year: int = attrs.field(
        validator=check.within(1990, 2100), metadata=about("事项所属年度", "year of the matter")
    )
    found_on: date = attrs.field(
        validator=check.day(), metadata=about("发现日期", "found on", role="own")
    )
    points: Points = attrs.field(metadata=about("追加扣分", "points taken off"))
    reason: str = attrs.field(validator=check.filled(), metadata=about("事项", "what was found"))
    decided_by: str = attrs.field(
        validator=check.filled(), metadata=about("决定单位", "decided by")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文件", "document"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        if self.found_on <= date(self.of_year, *EARLIEST_END):
            raise bilingual(
                "finding.year",
                f"追加扣分针对已核定的以前年度，{self.found_on} 发现的事项不能属于 {self.of_year} 年度",
                f"a later finding is about an earlier, closed year: what was found on"
                f" {self.found_on} cannot be of {self.of_year}",
            )
        if self.points <= Points(0):
            raise bilingual(
                "finding.points",
                f"追加扣分应为正数，实际为 {self.points}",
                f"points taken off are above 0, not {self.points}",
            )
