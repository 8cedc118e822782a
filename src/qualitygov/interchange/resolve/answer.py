"""What a list answers when it is asked for a name (查找结果)."""

from __future__ import annotations

import attrs

from qualitygov.text import Text


@attrs.frozen
class Found:
    """The one that a name means (已找到): its code, and by what it was found."""

    code: str
    by: str = "name"


@attrs.frozen
class Unresolved:
    """A name that a person must decide (待核): why, and whom it may mean."""

    reason: Text
    candidates: tuple[str, ...] = ()
