"""Events (事件): what happened to a unit, from which a rule may make a credit record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.fields import about


def named_by_day(days: Iterable[date]) -> list[str]:
    """Return a name for each of some acts by its day (按日命名), so that a later one renames none.

    >>> named_by_day([date(2016, 5, 1), date(2016, 6, 1), date(2016, 6, 1)])
    ['2016-05-01', '2016-06-01', '2016-06-01-2']
    """
    seen: Counter[date] = Counter()
    names = []
    for day in days:
        seen[day] += 1
        names.append(day.isoformat() if seen[day] == 1 else f"{day.isoformat()}-{seen[day]}")
    return names


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Event:
    """What happened to a unit (事件), before any rule of credit looked at it.

    A subject's kinds of event derive from this class and add the columns on which a rule's
    conditions look. `on` is the day on which it was established; a record made of it is decided on
    that day. `id` names the row, and the record's id is this and the rule's suffix.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("事件编号", "event id"))
    unit: str = attrs.field(validator=unit_code(), metadata=about("主体代码", "unit code"))
    on: date = attrs.field(validator=check.day(), metadata=about("认定日期", "established on"))
    happened_on: date = attrs.field(
        validator=check.day(), metadata=about("发生日期", "happened on")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("来源文书", "document"))
    authority: str | None = attrs.field(default=None, metadata=about("机关", "authority"))
    category: str | None = attrs.field(default=None, metadata=about("同类事项", "category"))
    measure: int | None = attrs.field(default=None, metadata=about("数值", "measure"))
    heavier_penalty: bool = attrs.field(
        default=False, metadata=about("较重行政处罚", "heavier penalty")
    )
    valid_until: date | None = attrs.field(default=None, metadata=about("有效期至", "valid until"))
    repaired_on: date | None = attrs.field(default=None, metadata=about("修复日期", "repaired on"))
    revoked_on: date | None = attrs.field(default=None, metadata=about("撤销日期", "revoked on"))
