"""Whether a record counts on a day (记录是否计入).

What was known, decided, stayed, repaired, revoked or ended.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord

__all__ = ["Excluded", "Moment", "excluded"]


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


@attrs.frozen
class Moment:
    """The day of evaluation and the day of knowledge (评价日与获知日).

    Events in a record's life (repair, stay) are seen up to `horizon`, the earlier of the two.
    """

    as_of: date
    known_at: date
    horizon: date = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "horizon", min(self.as_of, self.known_at))

    @classmethod
    def of(cls, as_of: date, known_at: date | None = None) -> Moment:
        """Make the moment; what was known defaults to what was known on `as_of` itself."""
        return cls(as_of, as_of if known_at is None else known_at)


def excluded(record: CreditRecord, moment: Moment) -> Excluded | None:
    """Return why the record does not count at this moment, or None when it does (是否计入).

    Kinds, windows and measures are the rule's affair and are looked at after this.
    """
    if record.known_on > moment.known_at:
        return Excluded.NOT_KNOWN
    if record.decided_on > moment.as_of:
        return Excluded.FUTURE
    if record.revoked_on is not None and record.revoked_on <= moment.known_at:
        return Excluded.REVOKED
    if record.repaired_on is not None and record.repaired_on <= moment.horizon:
        return Excluded.REPAIRED
    if record.stayed_on is not None and record.stayed(moment.horizon):
        return Excluded.STAYED
    if record.valid_until is not None and record.valid_until < moment.as_of:
        return Excluded.ENDED
    return None
