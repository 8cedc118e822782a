"""Facts of testing and metrology (检测与计量信息).

Laboratories with their scope, requests for tests, instruments, adopted standards. Clause 3.4.1.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.standard import StandardLevel, level_of
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import INSTRUMENTS
from qualitygov.subject import Suspension, check_suspensions, suspended_by

_EDITION = re.compile(r"(?P<stem>.+?)\s?[-—](?P<year>(19|20)\d{2})")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ScopeEntry:
    """One line of a laboratory's accredited scope (资质认定能力项).

    An item of a product category, by a method.

    `valid_to` is its last day, None for as long as the accreditation lasts; `rapid` says that it is
    a rapid test, which screens and does not decide.
    """

    category: str = attrs.field(
        validator=check.filled(), metadata=about("产品类别", "product category")
    )
    item: str = attrs.field(validator=check.filled(), metadata=about("检测项目", "test item"))
    method: str = attrs.field(validator=check.filled(), metadata=about("检测方法", "method"))
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("生效日期", "valid from", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    valid_to: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("失效日期", "valid to")
    )
    rapid: bool = attrs.field(default=False, metadata=about("快速检测", "rapid test"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")

    def valid_on(self, day: date) -> bool:
        """Whether the line is in force on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@clauses("3.4.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Laboratory:
    """Laboratory (检测机构).

    Accredited for a time, for a scope; `shared` when it joined the platform, `rapid` when it runs
    rapid tests.

    `turnaround` is the working days it promises from request to report. `suspensions`
    are in order of their days. Clause 3.4.1.a.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("机构编号", "laboratory id"))
    town: str = attrs.field(validator=region(), metadata=about("所在乡镇代码", "town code"))
    name: str = attrs.field(validator=check.filled(), metadata=about("机构名称", "name"))
    accredited_from: date = attrs.field(
        validator=check.day(), metadata=about("资质认定日期", "accredited from", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    accredited_to: date = attrs.field(
        validator=check.day(), metadata=about("资质有效期至", "accredited to")
    )
    turnaround: int = attrs.field(
        validator=check.at_least(0),
        metadata=about("承诺检测时限", "turnaround", unit="working days"),
    )
    suspensions: tuple[Suspension, ...] = attrs.field(
        default=(), metadata=about("暂停记录", "suspensions")
    )
    shared: bool = attrs.field(
        default=True, metadata=about("加入共享平台", "joined the sharing platform")
    )
    rapid: bool = attrs.field(default=False, metadata=about("开展快速检测", "runs rapid tests"))
    scope: tuple[ScopeEntry, ...] = attrs.field(default=(), metadata=about("能力范围", "scope"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "accredited_from", "accredited_to")
        check_suspensions(self.suspensions, self.accredited_from)
        if not self.rapid and any(line.rapid for line in self.scope):
            raise bilingual(
                "laboratory.rapid",
                "能力范围含快速检测，机构却未开展",
                "a rapid test in the scope of one that runs none",
            )

    def valid_on(self, day: date) -> bool:
        """Whether it may issue reports on this day (资质是否有效): accredited, and not suspended."""
        if suspended_by(self.suspensions, day) is not None:
            return False
        return self.accredited_from <= day <= self.accredited_to

    def can_test(self, category: str, item: str, day: date, *, rapid: bool = False) -> bool:
        """Whether its scope holds an item on this day (有无检测能力).

        A rapid test counts only where `rapid` says that it will do.
        """
        return any(
            line.category == category
            and line.item == item
            and line.valid_on(day)
            and (rapid or not line.rapid)
            for line in self.scope
        )


@clauses("3.4.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TestNeed:
    """Something to be tested (检测需求).

    Items of a product, for a town; `rapid` when a rapid test will do, `due_on` the last day of use.
    """

    __test__: ClassVar[bool] = (
        False  # no test case, although a test runner would take the name for one
    )

    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    category: str = attrs.field(
        validator=check.filled(), metadata=about("产品类别", "product category")
    )
    items: tuple[str, ...] = attrs.field(metadata=about("检测项目", "test items"))
    due_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("要求完成日期", "due on"),
    )
    rapid: bool = attrs.field(default=False, metadata=about("可用快速检测", "a rapid test will do"))

    def __attrs_post_init__(self) -> None:
        if not self.items or len(set(self.items)) != len(self.items):
            raise bilingual("need.items", "应有检测项目且不重复", "test items, each once")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RequestedItem:
    """One item that a request asks for (委托检测项目)."""

    item: str = attrs.field(validator=check.filled(), metadata=about("检测项目", "test item"))


@clauses("3.4.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TestRequest:
    """Request for a test (检测委托).

    What is to be tested, by whom and when it was taken on, and when it was reported. Without
    `assigned_on` it was taken on with the request. Clause 3.4.1.a.
    """

    __test__: ClassVar[bool] = False  # as above

    id: str = attrs.field(validator=check.filled(), metadata=about("委托编号", "request id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    category: str = attrs.field(
        validator=check.filled(), metadata=about("产品类别", "product category")
    )
    requested_on: date = attrs.field(
        validator=check.day(), metadata=about("委托日期", "requested on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    subject: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("被检测单位代码", "unit code"),
    )
    due_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("要求完成日期", "due on"),
    )
    rapid: bool = attrs.field(default=False, metadata=about("可用快速检测", "a rapid test will do"))
    laboratory: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("承检机构编号", "laboratory", came_with="assigned_on"),
    )
    assigned_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("指派日期", "assigned on", role="later"),
    )
    reported_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("报告日期", "reported on", role="later"),
    )
    items: tuple[RequestedItem, ...] = attrs.field(default=(), metadata=about("检测项目", "items"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "requested_on", "due_on")
        check.in_order(self, "requested_on", "assigned_on", "reported_on")
        if self.reported_on is not None and self.laboratory is None:
            raise bilingual(
                "request.laboratory", "有报告日期，却没有承检机构", "reported, but by no laboratory"
            )
        names = [one.item for one in self.items]
        if not names or len(set(names)) != len(names):
            raise bilingual("request.items", "应有检测项目且不重复", "test items, each once")

    @property
    def need(self) -> TestNeed:
        """What it asks for, to be matched with laboratories."""
        items = tuple(one.item for one in self.items)
        return TestNeed(
            town=self.town,
            category=self.category,
            items=items,
            due_on=self.due_on,
            rapid=self.rapid,
        )


@clauses("3.4.1.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Verification:
    """Verification of an instrument, with its result (检定)."""

    verified_on: date = attrs.field(
        validator=check.day(), metadata=about("检定日期", "verified on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    passed: bool = attrs.field(default=True, metadata=about("检定合格", "passed"))


@clauses("3.4.1.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Instrument:
    """Measuring instrument in use (计量器具).

    `kind` is an id of the rulebook's section ``instrument-kind``.

    `mandatory` when its verification is, since it serves trade, safety, medicine or the
    environment. `verifications` are in order of their days; without one the instrument was due when
    it was put to use. Metrology Law, art. 9; clause 3.4.1.c.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("器具编号", "instrument id"))
    holder: str = attrs.field(validator=unit_code(), metadata=about("使用单位代码", "holder"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: Annotated[str, INSTRUMENTS] = attrs.field(
        validator=check.filled(), metadata=about("器具类别", "kind")
    )
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("启用日期", "in use from", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    in_use_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "in use to", role="later"),
    )
    mandatory: bool = attrs.field(default=True, metadata=about("强制检定", "mandatory"))
    verifications: tuple[Verification, ...] = attrs.field(
        default=(), metadata=about("检定记录", "verifications")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")
        days = [one.verified_on for one in self.verifications]
        if days != sorted(days):
            raise bilingual(
                "instrument.verifications",
                "检定应按日期先后",
                "verifications in order of their days",
            )

    def verified(self, day: date) -> Verification | None:
        """Return the last verification by a day (最近一次检定), None without one."""
        return max(
            (one for one in self.verifications if one.verified_on <= day),
            key=lambda one: (one.verified_on, not one.passed),
            default=None,
        )

    def in_use(self, day: date) -> bool:
        """Whether it is in use on this day (是否在用)."""
        return self.in_use_from <= day and (self.in_use_to is None or day <= self.in_use_to)


@clauses("3.4.1.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AdoptedStandard:
    """Standard that an enterprise works by (采用标准).

    `withdrawn_on` is the first day on which it does not. A number that shows another kind is
    refused. Clause 3.4.1.c.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    number: str = attrs.field(validator=check.filled(), metadata=about("标准号", "standard number"))
    kind: StandardLevel = attrs.field(metadata=about("标准类别", "kind"))
    adopted_on: date = attrs.field(
        validator=check.day(), metadata=about("采用日期", "adopted on", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    withdrawn_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "withdrawn on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "adopted_on", "withdrawn_on")
        shown = level_of(self.number)
        if shown is not None and shown is not self.kind:
            raise bilingual(
                "standard.kind",
                f"{self.number} 是{shown.label.zh}，却写为{self.kind.label.zh}",
                f"{self.number} shows: {shown.label.en}, but is stated as: {self.kind.label.en}",
            )

    def in_force(self, day: date) -> bool:
        """Whether the enterprise works by it on this day (是否采用)."""
        return self.adopted_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)

    @property
    def edition(self) -> tuple[str, int] | None:
        """The number without its year, and the year; None for a number that shows none.

        >>> from qualitygov.laboratory import AdoptedStandard, StandardLevel
        >>> AdoptedStandard(
        ...     id="1", enterprise="91110000600037341L", town="330299101",
        ...     number="GB 2760-2014", kind=StandardLevel.NATIONAL, adopted_on=date(2016, 1, 1),
        ... ).edition
        ('GB 2760', 2014)
        """
        found = _EDITION.fullmatch(self.number)
        return None if found is None else (found["stem"], int(found["year"]))
