"""Facts of testing (检测信息): laboratories with their scope, and requests for tests.

Clause 3.4.1.a.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual

__all__ = ["Laboratory", "RequestedItem", "ScopeEntry", "TestNeed", "TestRequest"]


@attrs.frozen(kw_only=True)
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
    valid_from: date = attrs.field(validator=check.day(), metadata=about("生效日期", "valid from"))
    valid_to: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("失效日期", "valid to")
    )
    rapid: bool = attrs.field(default=False, metadata=about("快速检测", "rapid test"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")

    def valid_on(self, on: date) -> bool:
        """Whether the line is in force on this day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@clauses("3.4.1.a")
@attrs.frozen(kw_only=True)
class Laboratory:
    """Laboratory (检测机构).

    Accredited for a time, for a scope; `shared` when it joined the platform, `rapid` when it runs
    rapid tests.

    `turnaround` is the working days it promises from request to report. A suspension lasts until
    `resumed_on`. Clause 3.4.1.a.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("机构编号", "laboratory id"))
    town: str = attrs.field(validator=region(), metadata=about("所在乡镇代码", "town code"))
    name: str = attrs.field(validator=check.filled(), metadata=about("机构名称", "name"))
    accredited_from: date = attrs.field(
        validator=check.day(), metadata=about("资质认定日期", "accredited from")
    )
    accredited_to: date = attrs.field(
        validator=check.day(), metadata=about("资质有效期至", "accredited to")
    )
    turnaround: int = attrs.field(
        validator=check.at_least(0),
        metadata=about("承诺检测时限", "turnaround", unit="working days"),
    )
    suspended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("暂停日期", "suspended on"),
    )
    resumed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("恢复日期", "resumed on"),
    )
    shared: bool = attrs.field(
        default=True, metadata=about("加入共享平台", "joined the sharing platform")
    )
    rapid: bool = attrs.field(default=False, metadata=about("开展快速检测", "runs rapid tests"))
    scope: tuple[ScopeEntry, ...] = attrs.field(default=(), metadata=about("能力范围", "scope"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "accredited_from", "accredited_to")
        check.in_order(self, "suspended_on", "resumed_on")
        if self.suspended_on is None and self.resumed_on is not None:
            raise bilingual(
                "laboratory.suspension",
                "没有暂停日期，却有恢复日期",
                "resumed without a suspension",
            )
        if not self.rapid and any(line.rapid for line in self.scope):
            raise bilingual(
                "laboratory.rapid",
                "能力范围含快速检测，机构却未开展",
                "a rapid test in the scope of one that runs none",
            )

    def suspended(self, on: date) -> bool:
        """Whether it is suspended on this day (是否暂停)."""
        if self.suspended_on is None or on < self.suspended_on:
            return False
        return self.resumed_on is None or on < self.resumed_on

    def valid_on(self, on: date) -> bool:
        """Whether it may issue reports on this day (资质是否有效): accredited, and not suspended."""
        return self.accredited_from <= on <= self.accredited_to and not self.suspended(on)

    def can_test(self, category: str, item: str, on: date, *, rapid: bool = False) -> bool:
        """Whether its scope holds an item on this day (有无检测能力).

        A rapid test counts only where `rapid` says that it will do.
        """
        return any(
            line.category == category
            and line.item == item
            and line.valid_on(on)
            and (rapid or not line.rapid)
            for line in self.scope
        )


@clauses("3.4.1.a")
@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class RequestedItem:
    """One item that a request asks for (委托检测项目)."""

    item: str = attrs.field(validator=check.filled(), metadata=about("检测项目", "test item"))


@clauses("3.4.1.a")
@attrs.frozen(kw_only=True)
class TestRequest:
    """Request for a test (检测委托).

    What is to be tested, by whom it was taken on, and when it was reported. Clause 3.4.1.a.
    """

    __test__: ClassVar[bool] = False  # as above

    id: str = attrs.field(validator=check.filled(), metadata=about("委托编号", "request id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    category: str = attrs.field(
        validator=check.filled(), metadata=about("产品类别", "product category")
    )
    requested_on: date = attrs.field(
        validator=check.day(), metadata=about("委托日期", "requested on")
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
        metadata=about("承检机构编号", "laboratory"),
    )
    reported_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("报告日期", "reported on"),
    )
    items: tuple[RequestedItem, ...] = attrs.field(default=(), metadata=about("检测项目", "items"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "requested_on", "due_on")
        check.in_order(self, "requested_on", "reported_on")
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
