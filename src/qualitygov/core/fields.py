"""Fields of entities (字段): one definition of type, check, labels, unit, sensitivity and time.

An entity is a frozen, slotted attrs class whose fields carry ``metadata=about("中文", "English")``.
From that one definition come the marshmallow schema (`qualitygov.core.schema`), the table columns,
the Hypothesis strategies, and what of a row was known on a day (`qualitygov.core.knowledge`).
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict, Unpack

import attrs

from qualitygov.text import Text

Sensitivity = Literal["public", "internal", "personal"]
Role = Literal["own", "from", "known", "later"]
"""What a day says of its row: ``own``, the day of its event, before which nobody knew of it;
``from``, the first day of something that lasts, which may be known before it begins; ``known``, the
day it became known; ``later``, the day of something that happened to the row afterward."""

Bound = Literal["first", "last"]
"""Which day of a month is meant where only the month was said (月份取日)."""

ABOUT = "qualitygov"


def _names(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


@attrs.frozen
class About:
    """What a field is called and how it is treated (字段说明).

    `role` says what the field's day means for what is known of the row; `came_with` names the field
    of role ``later`` whose event brought this value, or several of which the first did. A day that
    `stands_in` is the row's own where that is missing. `month_of` names the day of which this field
    is the month, where only the month was said, and `bound` which day of it is meant. `runs` names
    the days on which the field's term begins and ends. A `measured` value is one of an instrument.
    A name `names` the unit whose code another field holds.
    """

    label: Text
    unit: str | None = None
    sensitivity: Sensitivity = "public"
    headers: tuple[str, ...] = ()
    role: Role | None = None
    came_with: tuple[str, ...] = attrs.field(default=(), converter=_names)
    stands_in: bool = False
    month_of: str | None = None
    bound: Bound | None = None
    runs: tuple[str, str] | None = None
    measured: bool = False
    names: str | None = None


class _More(TypedDict, total=False):
    """What few fields say of themselves; see `About`."""

    role: Role | None
    came_with: str | tuple[str, ...]
    stands_in: bool
    month_of: str | None
    bound: Bound | None
    runs: tuple[str, str] | None
    measured: bool
    names: str | None


def about(
    zh: str,
    en: str,
    *,
    unit: str | None = None,
    sensitivity: Sensitivity = "public",
    headers: tuple[str, ...] = (),
    **more: Unpack[_More],
) -> dict[str, About]:
    """Describe a field for ``attrs.field(metadata=…)`` (字段元数据).

    `headers` are further column names under which government tables carry the field.

    >>> about("复检日期", "re-inspected on", role="later")["qualitygov"].label.zh
    '复检日期'
    """
    return {
        ABOUT: About(
            Text(zh, en),
            unit=unit,
            sensitivity=sensitivity,
            headers=headers,
            **more,
        )
    }


def about_field(attribute: attrs.Attribute[Any]) -> About:
    """Return the description of an attrs field (字段说明); its plain name where it has none."""
    found = attribute.metadata.get(ABOUT)
    return found if isinstance(found, About) else About(Text(attribute.name, attribute.name))


def labels_of(cls: Any) -> dict[str, Text]:
    """Return what the fields of a class are called (字段名称), by their names."""
    return {a.name: about_field(a).label for a in attrs.fields(cls)}
