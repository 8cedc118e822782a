"""Credit records as rows of facts (信用记录事实): what vetoes look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.credit.archive import archive_of
from qualitygov.credit.standing import stands
from qualitygov.enterprise import ENTERPRISES
from qualitygov.rulebook.columns import KINDS, SEVERITIES_OF_KIND
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import CountyView


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RecordFact:
    """A credit record of one of the town's units, as a row (信用记录事实).

    `standing` is False once the record is revoked, and while it is stayed.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    town: str = attrs.field(validator=check.filled(), metadata=about("乡镇代码", "town code"))
    on: date = attrs.field(validator=check.day(), metadata=about("认定日期", "decided on"))
    subject: str = attrs.field(validator=check.filled(), metadata=about("主体代码", "unit code"))
    kind: Annotated[str, KINDS] = attrs.field(
        validator=check.filled(), metadata=about("记录类别", "kind")
    )
    severity: Annotated[str, SEVERITIES_OF_KIND] = attrs.field(
        validator=check.filled(), metadata=about("程度", "severity")
    )
    standing: bool = attrs.field(metadata=about("是否有效", "stands"))


def record_facts(view: CountyView, context: Context) -> tuple[RecordFact, ...]:
    """Return the county's credit records as rows, each in the town of its unit (信用记录事实行).

    Records decided after `as_of`, or of a unit that is not among the enterprises, are left out. A
    repaired record keeps standing: the accident happened.
    """
    return tuple(_facts(view, context))


def _facts(view: CountyView, context: Context) -> Iterator[RecordFact]:

    towns = {UnitKey.of(u.code): u.town for u in view.known(ENTERPRISES, context)}
    for record in archive_of(view, context):
        town = towns.get(UnitKey.of(record.subject))
        if town is None or not context.happened(record.decided_on) or not context.knows(record):
            continue
        yield RecordFact(
            id=record.id,
            town=town,
            on=record.decided_on,
            subject=record.subject,
            kind=record.kind,
            severity=record.severity,
            standing=stands(record, context),
        )
