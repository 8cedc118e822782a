"""Whether a record counts on a day (记录是否计入).

What was known, decided, confirmed, stayed, repaired, revoked or ended. This is the one answer to
the question: scores, grounds, frames, awards and facts all take it from here. It is one ordered
list of reasons, each with its condition: the first that holds is the reason on a row, and where
none holds the record counts, in rows and in columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from qualitygov.codes.unit import UnitKey
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.versions import bars_of, removable
from qualitygov.plan.expr import Expr, Given, all_of, any_of, columns_of, day, word
from qualitygov.plan.rows import first_reason, holds
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context


class Excluded(Vocabulary):
    """Why a record does not count (不计入的原因)."""

    NOT_KNOWN = "not-known", "当时尚不知悉", "not known then"
    FUTURE = "future", "尚未认定", "not decided yet"
    REVOKED = "revoked", "已撤销", "revoked"
    DROPPED = "dropped", "经审核不予确认", "proposed, and dropped"
    PROPOSED = "proposed", "拟入档记录，尚未确认", "proposed, not confirmed yet"
    REPAIRED = "repaired", "已修复", "repaired"
    REMOVED = "removed", "已移出名录", "removed from the list"
    STAYED = "stayed", "停止执行中", "stayed"
    ENDED = "ended", "有效期已过", "its validity has ended"
    UNKNOWN_KIND = (
        "unknown-kind",
        "规则手册无此类别或程度",
        "a kind or severity the rulebook does not know",
    )
    NO_RULE = "no-rule", "行为发生时无此规则", "no rule covered the act on its day"
    UNSIGNED = "unsigned", "所依规则尚未核实", "its rule was not verified yet"
    TIME_BARRED = "time-barred", "已过追责时效", "its act came to light too late"
    SAME_MATTER = (
        "same-matter",
        "同一事项已按较重记录计分",
        "a graver record of the same matter counts",
    )
    LAPSED = "lapsed", "计分期限已过", "its window has ended"
    TOO_LOW = "too-low", "数值未达到要求", "its measure is below the line"
    OTHER_UNIT = "other-unit", "属于其他主体", "a record of another unit"


AS_OF, KNOWN_AT, HORIZON = Given("as_of"), Given("known_at"), Given("horizon")


@lru_cache(maxsize=64)
def left_out(kinds: frozenset[str]) -> tuple[tuple[Excluded, Expr], ...]:
    """Return why a record does not count, in the order in which the reasons are looked at (不计入原因).

    A revocation voids from the beginning, so it is seen as soon as it is known; so are the
    confirmation of a proposed record, and that it was dropped. A repair, a removal and a stay take
    effect on their days. `kinds` are those of entries in a list that a removal ends.
    """
    removed = day("removed_on").until(HORIZON) & word("kind").one_of(kinds)
    return (
        (Excluded.NOT_KNOWN, ~day("known_on").until(KNOWN_AT)),
        (Excluded.FUTURE, ~day("decided_on").until(AS_OF)),
        (Excluded.REVOKED, day("revoked_on").until(KNOWN_AT)),
        (Excluded.DROPPED, day("dropped_on").until(KNOWN_AT)),
        (Excluded.PROPOSED, word("proposed_by").there() & ~day("confirmed_on").until(KNOWN_AT)),
        (Excluded.REPAIRED, day("repaired_on").until(HORIZON)),
        (Excluded.REMOVED, removed),
        (Excluded.STAYED, day("stayed_on").until(HORIZON) & ~day("appeal_ended_on").until(HORIZON)),
        (Excluded.ENDED, day("valid_until").before(AS_OF)),
    )


DECIDING = columns_of(any_of(condition for _, condition in left_out(frozenset({""}))))
"""The columns that say whether a record counts (决定是否计入的列)."""

UNDER_APPEAL = day("appealed_on").until(HORIZON) & ~day("appeal_ended_on").until(HORIZON)
"""A record under appeal counts, and is marked."""

PASSING = (Excluded.REPAIRED, Excluded.REMOVED, Excluded.ENDED)
"""What does not undo what a record says: it happened."""


def counts(context: Context) -> Expr:
    """Return whether a record counts, as a condition (记录是否计入): none of the reasons holds."""
    return counts_by(context.rulebook)


def counts_by(book: Rulebook) -> Expr:
    """Return the same for any day (任一时点是否计入); the days of the context are left open."""
    return all_of(~condition for _, condition in left_out(removable(book)))


def counts_or_ended(context: Context) -> Expr:
    """Return whether a record counts, or would but for the end of its validity (计入或仅因期满不计)."""
    reasons = left_out(removable(context.rulebook))
    return all_of(~condition for reason, condition in reasons if reason is not Excluded.ENDED)


def days_given(context: Context) -> Mapping[str, date]:
    """Return the days of a context by name, as conditions take them (评价时点的日期)."""
    return _given((context.as_of, context.known_at))


def _given(days: tuple[date, date]) -> Mapping[str, date]:
    return {"as_of": days[0], "known_at": days[1], "horizon": min(days)}


class _At:
    """The conditions at one moment, as functions of a record; made once for each moment."""

    def __init__(self, given: Mapping[str, date], kinds: frozenset[str]) -> None:
        reasons = left_out(kinds)
        undoing = [condition for reason, condition in reasons if reason not in PASSING]
        self.reason = first_reason(reasons, given)
        self.stands = holds(~any_of(undoing), given)
        self.appealed = holds(UNDER_APPEAL, given)


def _at(context: Context) -> _At:
    return _made_at((context.as_of, context.known_at), removable(context.rulebook))


@lru_cache(maxsize=1024)
def _made_at(days: tuple[date, date], kinds: frozenset[str]) -> _At:
    return _At(_given(days), kinds)


def reason_at(context: Context) -> Callable[[CreditRecord], Excluded | None]:
    """Return why a record does not count, as a function of the record (不计入的原因).

    Kinds, windows and measures are the rule's affair and are looked at after this.
    """
    return _at(context).reason


def appealed_at(context: Context) -> Callable[[CreditRecord], bool]:
    """Return whether a record is under appeal, as a function of the record (是否申诉中)."""
    return _at(context).appealed


def excluded(record: CreditRecord, context: Context) -> Excluded | None:
    """Return why the record does not count in this context, or None when it does (是否计入)."""
    return _at(context).reason(record)


def holds_against(record: CreditRecord, context: Context, *, unit: str) -> bool:
    """Whether a record can be held against a unit in this context (是否可对该单位适用).

    It is a record of the unit, it counts, and its act came to light before its time bar. `unit` is
    the unit's key or one of its codes.
    """
    return (
        UnitKey.of(record.subject) == UnitKey.of(unit)
        and excluded(record, context) is None
        and not any(bar.hits(record) for bar in bars_of(context))
    )


def stands(record: CreditRecord, context: Context) -> bool:
    """Whether what the record says holds as a fact (记录是否有效).

    A repaired record stands, and so does one that was removed from its list or whose validity has
    ended: it happened. A revoked one does not, nor does one while it is stayed.
    """
    return _at(context).stands(record)
