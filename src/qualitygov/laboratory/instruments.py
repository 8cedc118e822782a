"""Measuring instruments, many of them (计量器具): due for verification, overdue, the rate in time.

Clause 3.4.1.c.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.periods import term_end
from qualitygov.laboratory.entities import Instrument
from qualitygov.laboratory.states import VerificationState, verification_state
from qualitygov.rulebook.context import Context


def _states(
    instruments: Iterable[Instrument], context: Context, *, mandatory_only: bool
) -> tuple[VerificationState, ...]:
    used = (one for one in context.known(instruments) if one.in_use(context.as_of))
    asked = (one for one in used if one.mandatory or not mandatory_only)
    states = (verification_state(one, context) for one in asked)
    return tuple(sorted(states, key=lambda state: (state.due.day or date.max, state.instrument.id)))


@clauses("3.4.1.c")
def verification_list(
    instruments: Iterable[Instrument], context: Context, *, mandatory_only: bool = True
) -> tuple[VerificationState, ...]:
    """Return the instruments in use that come due within the rule's notice (待检清单), in order.

    Those overdue already are not among them.
    """
    until = term_end(context.as_of, context.rules.term("instrument.notice"))
    return tuple(
        state
        for state in _states(instruments, context, mandatory_only=mandatory_only)
        if state.due.day is not None and state.due.day <= until and state.overdue is False
    )


@clauses("3.4.1.c")
def overdue_instruments(
    instruments: Iterable[Instrument], context: Context, *, mandatory_only: bool = True
) -> tuple[VerificationState, ...]:
    """Return the instruments in use without a verification in force (超期未检清单).

    Those overdue longest first.
    """
    states = _states(instruments, context, mandatory_only=mandatory_only)
    return tuple(state for state in states if state.overdue)


@clauses("3.4.1.c")
def verification_rate(
    instruments: Iterable[Instrument], context: Context, *, mandatory_only: bool = True
) -> Rate:
    """Return how many instruments in use have a verification in force (受检率).

    Among those of which it can be said.
    """
    states = _states(instruments, context, mandatory_only=mandatory_only)
    judged = [state.overdue for state in states if state.overdue is not None]
    return Rate(len(judged) - sum(judged), len(judged))
