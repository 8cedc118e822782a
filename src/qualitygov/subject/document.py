"""Documents that show that something was done (履职材料): one table for many kinds of duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.subject.deed import Deed
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text


@clauses("2.2.a 3.1.1.e 3.1.3.c 4.2.b 4.4.b 4.5.c 4.5.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Document:
    """Dated document that shows that something was done (履职材料).

    `kind` says what, in the words of the rulebook: a duty with ``by = "document"`` names it in its
    `what`. `unit` is the unit that did it, where it is owed by one, and `ref` the thing for which
    it was done, such as a firm. `covers_to` is the last day of the period for which it was done;
    without it, its own day decides.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("材料编号", "document id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: str = attrs.field(validator=check.filled(), metadata=about("事项", "kind"))
    unit: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("单位编号", "unit"),
    )
    ref: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("涉及对象", "for what"),
    )
    covers_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("所属期末", "covers to"),
    )
    on: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文号", "document"))


DOCUMENTS = TableSpec(
    name="documents",
    entity=Document,
    label=Text("履职材料", "documents of duties"),
    file="documents.csv",
    day="on",
    department="unit",
)
"""What towns and their units file."""


def deeds_from(documents: Iterable[Document], by: str) -> Iterator[Deed]:
    """Yield the deeds that documents show (材料证明的履职事实)."""
    for one in documents:
        yield Deed(
            id=one.id,
            town=one.town,
            by=by,
            what=one.kind,
            on=one.on,
            unit=one.unit,
            ref=one.ref,
            for_period=one.covers_to,
        )
