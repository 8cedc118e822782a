"""Events (事件): what happened to a unit, from which a rule may make a credit record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.rulebook.context import Context


class Round(Protocol):
    """A round of something (轮次): a re-check, a further acceptance."""

    @property
    def held_on(self) -> date:
        """The day on which it was held (日期)."""


R = TypeVar("R", bound=Round)


def named_by_day(days: Iterable[date]) -> Iterator[str]:
    """Yield a name for each of these days (按日命名): so none that comes later renames another.

    Those of one day are counted.

    >>> list(named_by_day([date(2016, 5, 3), date(2016, 5, 3), date(2016, 6, 1)]))
    ['2016-05-03', '2016-05-03-2', '2016-06-01']
    """
    seen: Counter[date] = Counter()
    for day in days:
        seen[day] += 1
        yield day.isoformat() if seen[day] == 1 else f"{day.isoformat()}-{seen[day]}"


def rounds_held(rounds: Iterable[R], context: Context) -> Iterator[tuple[str, R]]:
    """Yield the rounds held by ``context.as_of``, each with a name by its day (按日命名的轮次)."""
    held = [one for one in rounds if context.happened(one.held_on)]
    yield from zip(named_by_day(one.held_on for one in held), held, strict=True)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Event:
    """What happened to a unit (事件), before any rule of credit looked at it.

    A subject's kinds of event derive from this class and add the columns on which a rule's
    conditions look. `on` is the day on which it was established; a record made of it is decided on
    that day. `id` names the row, and the record's id is this and the rule's suffix. Events of one
    fact name the same `matter`, so that of their records by one rule the gravest counts.
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
    matter: str | None = attrs.field(
        default=None, metadata=about("同一事项", "matter (one fact counts once)")
    )
    measure: int | None = attrs.field(default=None, metadata=about("数值", "measure"))
    heavier_penalty: bool = attrs.field(
        default=False, metadata=about("较重行政处罚", "heavier penalty")
    )
    valid_until: date | None = attrs.field(default=None, metadata=about("有效期至", "valid until"))
    repaired_on: date | None = attrs.field(default=None, metadata=about("修复日期", "repaired on"))
    revoked_on: date | None = attrs.field(default=None, metadata=about("撤销日期", "revoked on"))
