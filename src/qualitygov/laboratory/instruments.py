"""Measuring instruments (计量器具): due for verification by a day, overdue, and the rate in time.

Clause 3.4.1.c.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.periods import term_end
from qualitygov.errors import RulebookError, bilingual
from qualitygov.rulebook.model.laboratory import InstrumentKind
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "Instrument",
    "VerificationState",
    "overdue_instruments",
    "verification_list",
    "verification_rate",
    "verification_state",
]


@clauses("3.4.1.c")
@attrs.frozen(kw_only=True)
class Instrument:
    """Measuring instrument in use (计量器具).

    `kind` is an id of the rulebook's section ``instrument-kind``.

    `mandatory` when its verification is, since it serves trade, safety, medicine or the
    environment. `passed` is the result of the last verification; without a verification the
    instrument was due when it was put to use. Metrology Law, art. 9; clause 3.4.1.c.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("器具编号", "instrument id"))
    holder: str = attrs.field(validator=unit_code(), metadata=about("使用单位代码", "holder"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: str = attrs.field(validator=check.filled(), metadata=about("器具类别", "kind"))
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("启用日期", "in use from")
    )
    in_use_to: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("停用日期", "in use to")
    )
    verified_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("检定日期", "verified on"),
    )
    passed: bool = attrs.field(default=True, metadata=about("检定合格", "passed"))
    mandatory: bool = attrs.field(default=True, metadata=about("强制检定", "mandatory"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")
        if self.verified_on is None and not self.passed:
            raise bilingual(
                "instrument.passed", "未经检定，不得写不合格", "failed without a verification"
            )

    def in_use(self, on: date) -> bool:
        """Whether it is in use on this day (是否在用)."""
        return self.in_use_from <= on and (self.in_use_to is None or on <= self.in_use_to)


@attrs.frozen
class VerificationState:
    """How an instrument stands on a day (检定状态).

    The last day on which it may be used unverified, or why nobody knows.

    One that failed may not be used at all: it is overdue from the day of the verification on.
    """

    instrument: Instrument
    as_of: date
    due: Due

    @property
    def overdue(self) -> bool | None:
        """Whether it is in use without a verification in force.

        None where the rulebook does not say how often.
        """
        one = self.instrument
        if one.verified_on is not None and one.verified_on <= self.as_of and not one.passed:
            return True
        return self.due.passed(self.as_of)


@clauses("3.4.1.c")
def verification_state(instrument: Instrument, rules: Rules, as_of: date) -> VerificationState:
    """Return when an instrument is due for verification (检定到期日), by the interval of its kind.

    A verification after `as_of` is not seen. The first one is due before the instrument is put to
    use.
    """
    verified = instrument.verified_on
    if verified is None or verified > as_of:
        before = date.fromordinal(max(instrument.in_use_from.toordinal() - 1, 1))
        return VerificationState(
            instrument, as_of, Due(before, Text("未经检定即启用", "in use without a verification"))
        )
    try:
        every = rules.entry(InstrumentKind, instrument.kind).every
    except RulebookError as error:
        return VerificationState(instrument, as_of, Due(None, error.problems[0].expected))
    return VerificationState(instrument, as_of, Due(term_end(verified, every)))


def _states(
    instruments: Iterable[Instrument], rules: Rules, as_of: date, *, mandatory_only: bool
) -> tuple[VerificationState, ...]:
    used = (
        one for one in instruments if one.in_use(as_of) and (one.mandatory or not mandatory_only)
    )
    states = (verification_state(one, rules, as_of) for one in used)
    return tuple(sorted(states, key=lambda state: (state.due.day or date.max, state.instrument.id)))


@clauses("3.4.1.c")
def verification_list(
    instruments: Iterable[Instrument], rules: Rules, as_of: date, *, mandatory_only: bool = True
) -> tuple[VerificationState, ...]:
    """Return the instruments in use whose verification comes due within the notice of the rule (待检清单), the earliest first.

    Those overdue already are not among them.
    """
    until = term_end(as_of, rules.term("instrument.notice"))
    states = _states(instruments, rules, as_of, mandatory_only=mandatory_only)
    return tuple(
        one
        for one in states
        if one.due.day is not None and one.due.day <= until and one.overdue is False
    )


@clauses("3.4.1.c")
def overdue_instruments(
    instruments: Iterable[Instrument], rules: Rules, as_of: date, *, mandatory_only: bool = True
) -> tuple[VerificationState, ...]:
    """Return the instruments in use without a verification in force (超期未检清单).

    Those overdue longest first.
    """
    return tuple(
        one
        for one in _states(instruments, rules, as_of, mandatory_only=mandatory_only)
        if one.overdue
    )


@clauses("3.4.1.c")
def verification_rate(
    instruments: Iterable[Instrument], rules: Rules, as_of: date, *, mandatory_only: bool = True
) -> Rate:
    """Return how many instruments in use have a verification in force (受检率).

    Among those of which it can be said.
    """
    told = [
        one.overdue
        for one in _states(instruments, rules, as_of, mandatory_only=mandatory_only)
        if one.overdue is not None
    ]
    return Rate(len(told) - sum(told), len(told))
