"""Training, key posts and quality activities of enterprises (培训、关键岗位考核、质量攻关).

Clauses 3.3.1.a, 3.3.1.c, 3.3.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import Span, Term, within_term
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.units import closing, of_unit, told
from qualitygov.errors import bilingual
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "ActivityKind",
    "KeyPost",
    "PostAssessment",
    "PostResult",
    "PostYear",
    "QualityActivity",
    "QualityMethod",
    "Training",
    "TrainingYear",
    "activities_of_year",
    "post_gaps",
    "post_year",
    "training_year",
]


@clauses("3.3.2.a")
@attrs.frozen(kw_only=True)
class Training:
    """Training held in an enterprise (质量教育培训): `hours` long, for `headcount` persons."""

    id: str = attrs.field(validator=check.filled(), metadata=about("培训编号", "training id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    held_on: date = attrs.field(validator=check.day(), metadata=about("培训日期", "held on"))
    topic: str = attrs.field(validator=check.filled(), metadata=about("培训内容", "topic"))
    hours: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("学时", "hours", unit="h")
    )
    headcount: int = attrs.field(validator=check.at_least(0), metadata=about("人数", "headcount"))
    document: str = attrs.field(validator=check.filled(), metadata=about("记录文件", "document"))


@attrs.frozen
class TrainingYear:
    """Training of an enterprise in one year (年度培训情况).

    `met` is None while the year still runs below the minimum, or where the minimum is unknown;
    `reason` says why.
    """

    subject: str
    year: int
    sessions: int
    hours: Decimal
    person_hours: Decimal
    required: Decimal | None
    met: bool | None
    reason: Text | None


@clauses("3.3.2.a")
def training_year(
    trainings: Iterable[Training], subject: str, year: int, rules: Rules, as_of: date
) -> TrainingYear:
    """Return the hours of training in a year against the rulebook's minimum (年度培训学时).

    Sessions without anybody do not count.
    """
    held = [
        one
        for one in of_unit(trainings, subject)
        if one.held_on.year == year and one.held_on <= as_of and one.headcount > 0
    ]
    hours = sum((one.hours for one in held), Decimal(0))
    person_hours = sum((one.hours * one.headcount for one in held), Decimal(0))
    required, reason = told(rules.number, "enterprise.training-hours")
    met: bool | None = None
    if required is not None:
        met = True if hours >= required else False if as_of >= date(year, 12, 31) else None
        reason = Text("年度未结束", "the year has not ended") if met is None else None
    return TrainingYear(subject, year, len(held), hours, person_hours, required, met, reason)


class PostResult(Vocabulary):
    """Result of the assessment of a key post (考核结果)."""

    PASS = "pass", "合格", "pass"
    FAIL = "fail", "不合格", "fail"


@clauses("3.3.1.c")
@attrs.frozen(kw_only=True)
class PostAssessment:
    """Assessment of the person who holds a key post (关键岗位考核), for a year.

    It may be held after the year's end.
    """

    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("考核年度", "year"))
    assessed_on: date = attrs.field(
        validator=check.day(), metadata=about("考核日期", "assessed on")
    )
    result: PostResult = attrs.field(metadata=about("考核结果", "result"))
    document: str = attrs.field(validator=check.filled(), metadata=about("考核文件", "document"))

    def __attrs_post_init__(self) -> None:
        if self.assessed_on.year < self.year:
            raise bilingual(
                "post.year",
                f"考核日期 {self.assessed_on} 早于考核年度 {self.year}",
                f"assessed on {self.assessed_on}, before the year {self.year} began",
            )


@clauses("3.3.1.c")
@attrs.frozen(kw_only=True)
class KeyPost:
    """Key post of an enterprise (关键岗位) with its assessments, in any order.

    `valid_to` is its last day.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("岗位编号", "post id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    post: str = attrs.field(validator=check.filled(), metadata=about("岗位名称", "post"))
    valid_from: date = attrs.field(validator=check.day(), metadata=about("设立日期", "set up on"))
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "abolished after"),
    )
    assessments: tuple[PostAssessment, ...] = attrs.field(
        default=(), metadata=about("考核", "assessments")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")


@attrs.frozen
class PostYear:
    """A key post in one year (岗位年度考核情况).

    `passed` is the last result, None without one. `gap` says what is wanting on the day: too few
    assessments, or a last one failed; `reason` why nobody can say.
    """

    post: str
    year: int
    due: bool
    held: int
    passed: bool | None
    gap: Text | None
    reason: Text | None


@clauses("3.3.1.c")
def post_year(post: KeyPost, year: int, rules: Rules, as_of: date) -> PostYear:
    """Return how a key post stands for a year (岗位年度考核情况), by what was assessed up to `as_of`.

    An assessment is due of a post that exists at the year's end, once its first months have passed;
    a missing one is a gap from the year's last day on, a failed one from the day of its result.
    Source: clause 3.3.1.c; number and first months from the rulebook.
    """
    held = [one for one in post.assessments if one.year == year and one.assessed_on <= as_of]
    last = max((one.assessed_on for one in held), default=None)
    # Of two results of one day the worse one stands, so that the order of rows never matters.
    passed = (
        None
        if last is None
        else all(one.result is PostResult.PASS for one in held if one.assessed_on == last)
    )
    times, unknown = told(rules.whole, "enterprise.post-assessments")
    grace, unsaid = told(rules.span, "enterprise.post-grace")
    reason = unknown or unsaid
    due = _due(post, closing(year, as_of), grace)
    gap = None
    if passed is False:
        gap = Text("最近一次考核不合格", "the last assessment was failed")
    elif due and times is not None and len(held) < times and as_of >= date(year, 12, 31):
        gap = Text(f"应考核 {times} 次，实有 {len(held)} 次", f"{times} due, {len(held)} held")
    return PostYear(post.id, year, due, len(held), passed, gap, reason)


def _due(post: KeyPost, end: date, grace: Span | None) -> bool:
    exists = post.valid_from <= end and (post.valid_to is None or end <= post.valid_to)
    return exists and isinstance(grace, Term) and not within_term(post.valid_from, end, grace)


@clauses("3.3.1.c")
def post_gaps(
    posts: Iterable[KeyPost], subject: str, year: int, rules: Rules, as_of: date
) -> tuple[PostYear, ...]:
    """Return the key posts of an enterprise in which something is wanting for a year (考核缺口).

    By id.
    """
    found = (post_year(one, year, rules, as_of) for one in of_unit(posts, subject))
    return tuple(sorted((one for one in found if one.gap is not None), key=lambda one: one.post))


class ActivityKind(Vocabulary):
    """Kind of quality activity (质量活动类别)."""

    QC_CIRCLE = "qc-circle", "质量管理小组活动", "quality-control circle"
    TACKLING = "tackling", "质量攻关", "work on a quality problem"
    METHOD = "method", "先进质量管理方法", "advanced quality method"
    SUGGESTION = "suggestion", "质量改进建议", "suggestions for improvement"


class QualityMethod(Vocabulary):
    """Advanced method of quality management (先进质量管理方法)."""

    EXCELLENCE = "excellence", "卓越绩效模式", "performance excellence"
    SIX_SIGMA = "six-sigma", "六西格玛", "six sigma"
    LEAN = "lean", "精益生产", "lean production"
    FIVE_S = "5s", "5S 现场管理", "5S"
    SPC = "spc", "统计过程控制", "statistical process control"
    OTHER = "other", "其他方法", "another method"


@clauses("3.3.1.a")
@attrs.frozen(kw_only=True)
class QualityActivity:
    """Quality activity of an enterprise (质量攻关与质量管理小组活动); a method introduced names which one."""

    id: str = attrs.field(validator=check.filled(), metadata=about("活动编号", "activity id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    kind: ActivityKind = attrs.field(metadata=about("活动类别", "kind"))
    method: QualityMethod | None = attrs.field(default=None, metadata=about("质量方法", "method"))
    topic: str = attrs.field(validator=check.filled(), metadata=about("课题", "topic"))
    begun_on: date = attrs.field(validator=check.day(), metadata=about("开始日期", "begun on"))
    ended_on: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("完成日期", "ended on")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("成果文件", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "begun_on", "ended_on")
        if self.kind is ActivityKind.METHOD and self.method is None:
            raise bilingual(
                "activity.method",
                "推行先进方法的，应写明方法",
                "a method introduced names which one",
            )


@clauses("3.3.1.a")
def activities_of_year(
    activities: Iterable[QualityActivity], subject: str, year: int, as_of: date
) -> tuple[QualityActivity, ...]:
    """Return the activities that an enterprise finished in a year.

    By `as_of` (年度完成的质量活动), in order of their end.
    """
    done = [
        (one.ended_on, one.id, one)
        for one in of_unit(activities, subject)
        if one.ended_on is not None and one.ended_on.year == year and one.ended_on <= as_of
    ]
    return tuple(one for _, _, one in sorted(done, key=lambda row: row[:2]))
