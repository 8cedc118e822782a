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


def rounds_held(rounds: Iterable[R], context: Context) -> Iterator[tuple[str, R]]:
    """Yield the rounds held by ``context.as_of``, each with a name by its day (按日命名的轮次).

    So no round that becomes known later renames another; those of one day are counted.
    """
    seen: Counter[date] = Counter()
    for one in rounds:
        day = one.held_on
        if context.happened(day):
            seen[day] += 1
            yield day.isoformat() if seen[day] == 1 else f"{day.isoformat()}-{seen[day]}", one


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
