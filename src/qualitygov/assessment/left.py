"""Why an item leaves the scale (不计分原因)."""

from __future__ import annotations

from qualitygov.core.vocabulary import Vocabulary


class Left(Vocabulary):
    """Why an item leaves the scale (不计分原因)."""

    EXCUSED = "excused", "经核准免予考核", "excused"
    NOT_IN_HAND = "not-in-hand", "非本镇可控", "not in the town's hands"
    PROFILE = "profile", "不在本档次", "not in this profile"
    NOT_APPLICABLE = "not-applicable", "不适用", "not applicable"
    NOT_IN_FORCE = "not-in-force", "未施行", "not in force"
    TOO_FEW = "too-few", "样本不足", "too few"
