"""Whether a record counts on a day (记录是否计入).

What was known, decided, stayed, repaired, revoked or ended. This is the one answer to the question:
scores, grounds, frames, awards and facts all take it from here.
"""

from __future__ import annotations

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.rulebook.context import Context

__all__ = ["Excluded", "excluded", "stands"]


class Excluded(Vocabulary):
    """Why a record does not count (不计入的原因)."""

    NOT_KNOWN = "not-known", "当时尚不知悉", "not known then"
    FUTURE = "future", "尚未认定", "not decided yet"
    REVOKED = "revoked", "已撤销", "revoked"
    REPAIRED = "repaired", "已修复", "repaired"
    STAYED = "stayed", "停止执行中", "stayed"
    ENDED = "ended", "有效期已过", "its validity has ended"
    UNKNOWN_KIND = (
        "unknown-kind",
        "规则手册无此类别或程度",
        "a kind or severity the rulebook does not know",
    )
    LAPSED = "lapsed", "计分期限已过", "its window has ended"
    TOO_LOW = "too-low", "数值未达到要求", "its measure is below the line"
    OTHER_UNIT = "other-unit", "属于其他主体", "a record of another unit"


def excluded(record: CreditRecord, context: Context) -> Excluded | None:
    """Return why the record does not count in this context, or None when it does (是否计入).

    Kinds, windows and measures are the rule's affair and are looked at after this.
    """
    if record.known_on > context.known_at:
        return Excluded.NOT_KNOWN
    if record.decided_on > context.as_of:
        return Excluded.FUTURE
    if record.revoked_on is not None and record.revoked_on <= context.known_at:
        return Excluded.REVOKED
    if record.repaired_on is not None and record.repaired_on <= context.horizon:
        return Excluded.REPAIRED
    if record.stayed_on is not None and record.stayed(context.horizon):
        return Excluded.STAYED
    if record.valid_until is not None and record.valid_until < context.as_of:
        return Excluded.ENDED
    return None


def stands(record: CreditRecord, context: Context) -> bool:
    """Whether what the record says still holds as a fact (记录是否有效).

    A repaired record stands, and so does one whose validity has ended: it happened. A revoked one
    does not, nor does one while it is stayed.
    """
    horizon = context.horizon
    if record.known_on > context.known_at or record.decided_on > context.as_of:
        return False
    revoked = record.revoked_on is not None and record.revoked_on <= context.known_at
    return not revoked and not record.stayed(horizon)
