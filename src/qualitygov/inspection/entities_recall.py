"""Facts of recalls (召回信息): of a failed batch, ordered or begun by the maker. Clause 3.1.4.b."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import RECALL_LEVELS


class RecallMoveKind(Vocabulary):
    """A step of a recall (召回步骤)."""

    BEGUN = "begun", "启动召回", "begun"
    FINISHED = "finished", "召回完成", "carried out"
    REPORTED = "reported", "召回总结报告", "reported"
    EFFECTIVE = "effective", "评估有效", "judged effective"
    INEFFECTIVE = "ineffective", "评估无效，继续召回", "judged not effective, to be done again"


AFTER = {
    RecallMoveKind.BEGUN: (None,),
    RecallMoveKind.FINISHED: (RecallMoveKind.BEGUN, RecallMoveKind.INEFFECTIVE),
    RecallMoveKind.REPORTED: (RecallMoveKind.FINISHED,),
    RecallMoveKind.EFFECTIVE: (RecallMoveKind.REPORTED,),
    RecallMoveKind.INEFFECTIVE: (RecallMoveKind.REPORTED,),
}
"""After which step each may come; the first is that it began."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RecallMove:
    """One step of a recall, with its day (召回步骤)."""

    in_sequence: ClassVar[bool] = True

    kind: RecallMoveKind = attrs.field(metadata=about("步骤", "step"))
    on: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("文书", "document"),
    )


@clauses("3.1.4.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Recall:
    """Recall of a batch (召回): ordered by an authority, or begun by the maker itself.

    `sample` is the failed sample for which it is, `level` a level of the rulebook, and `moves` the
    steps in their order: begun, carried out, reported, judged; carried out again after a judgement
    that it was not effective. Clause 3.1.4.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("召回编号", "recall id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("生产者代码", "maker"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    product: str = attrs.field(validator=check.filled(), metadata=about("产品名称", "product"))
    batch: str = attrs.field(validator=check.filled(), metadata=about("批次", "batch"))
    sample: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("不合格样品编号", "failed sample"),
    )
    level: Annotated[str, RECALL_LEVELS] = attrs.field(
        validator=check.filled(), metadata=about("召回级别", "level")
    )
    voluntary: bool = attrs.field(
        default=False, metadata=about("主动召回", "begun by the maker itself")
    )
    decided_on: date = attrs.field(
        validator=check.day(), metadata=about("责令或决定日期", "ordered or decided on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    authority: str = attrs.field(validator=check.filled(), metadata=about("责令机关", "authority"))
    document: str = attrs.field(validator=check.filled(), metadata=about("召回文书", "document"))
    moves: tuple[RecallMove, ...] = attrs.field(default=(), metadata=about("步骤", "steps"))

    def __attrs_post_init__(self) -> None:
        days = [self.decided_on, *(move.on for move in self.moves)]
        before: RecallMoveKind | None = None
        for move in self.moves:
            if before not in AFTER[move.kind]:
                raise bilingual(
                    "recall.course",
                    f"“{move.kind.label.zh}”不得在此步骤之后",
                    f"'{move.kind.label.en}' does not come after this step",
                )
            before = move.kind
        if days != sorted(days):
            raise bilingual(
                "recall.course", "召回各步骤应按日期先后", "steps stand in order of their days"
            )
