"""Rows of an enterprise (企业数据归集): found by either code of the unit, and what a rule asks of whom.

Clause 3.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from qualitygov.codes.unit import UnitKey
from qualitygov.enterprise.unit.entities import CertificationKind, Enterprise
from qualitygov.enterprise.unit.licences import LICENCES, holding
from qualitygov.enterprise.unit.tables import CERTIFICATIONS, ENTERPRISES
from qualitygov.errors import RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import OwedBy
from qualitygov.subject import CountyView
from qualitygov.text import Text


class _OfEnterprise(Protocol):
    @property
    def enterprise(self) -> str: ...


R = TypeVar("R", bound=_OfEnterprise)
V = TypeVar("V")


def of_unit(rows: Iterable[R], code: str) -> tuple[R, ...]:
    """Return the rows of one enterprise (某企业的数据), under whichever code each was filed."""
    key = UnitKey.of(code)
    return tuple(row for row in rows if UnitKey.of(row.enterprise) == key)


def by_unit(rows: Iterable[R]) -> dict[str, tuple[R, ...]]:
    """Sort rows by the key of their enterprise (按企业归集)."""
    grouped: dict[str, list[R]] = {}
    for row in rows:
        grouped.setdefault(UnitKey.of(row.enterprise), []).append(row)
    return {key: tuple(found) for key, found in grouped.items()}


def is_owed(owed_by: OwedBy, enterprise: Enterprise, day: date, *, licensed: bool = False) -> bool:
    """Whether a duty of this reach falls on the enterprise on a day (义务是否适用).

    `licensed`: it holds a license or a compulsory certificate.
    """
    reached = {"all": True, "key": enterprise.key_on(day), "licensed": licensed, "none": False}
    return reached[owed_by]


LICENCE_KINDS = (CertificationKind.LICENCE, CertificationKind.COMPULSORY)


def license_holders(view: CountyView, context: Context, day: date) -> frozenset[str]:
    """Return the keys of the units with a license or a compulsory certificate on a day (持证单位).

    By the certificates that are on file, or by a licence whose name the book has.
    """
    certified = frozenset(
        UnitKey.of(one.holder)
        for one in view.known(CERTIFICATIONS, context)
        if one.kind in LICENCE_KINDS and one.valid_on(day)
    )
    licences, then = view.known(LICENCES, context), context.on(day)
    return certified.union(*(holding(licences, kind.value, then) for kind in LICENCE_KINDS))


def towns_by_key(view: CountyView, context: Context) -> Mapping[str, str]:
    """Return the towns of the county's enterprises, by their keys (企业所属乡镇)."""
    return {UnitKey.of(one.code): one.town for one in view.known(ENTERPRISES, context)}


def years_begun(context: Context) -> tuple[int, ...]:
    """Return the years of the period and the one before, as far as they have begun (已开始的年度)."""
    return tuple(year for year in context.period.years_and_before() if year <= context.as_of.year)


def closing(year: int, day: date) -> date:
    """Return the year's last day, or the day given while the year runs (截止日).

    >>> closing(2015, date(2016, 6, 30)), closing(2016, date(2016, 6, 30))
    (datetime.date(2015, 12, 31), datetime.date(2016, 6, 30))
    """
    return min(date(year, 12, 31), day)


def value_or_reason(read: Callable[[str], V], name: str) -> tuple[V | None, Text | None]:
    """Read a number of the rulebook (读取规则参数), or None with the reason why nobody knows it."""
    try:
        return read(name), None
    except RulebookError as error:
        first = error.problems[0]
        if first.code != "rulebook.unknown":
            raise
        return None, first.expected
