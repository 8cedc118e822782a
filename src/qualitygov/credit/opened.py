"""Archives that were opened (信用档案建档): one for each registered unit. Clause 3.2.2.a."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import UnitKey, unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.enterprise import ENTERPRISES, Enterprise
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import CountyView
from qualitygov.subject.duty import Duty, Standing, owed, standing_columns
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text

OPENED = "archive-opened"
"""The duty to open an archive of a unit."""


@clauses("3.2.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OpenedArchive:
    """Credit archive that a department opened of a unit (信用档案建档). Clause 3.2.2.a."""

    id: str = attrs.field(validator=check.filled(), metadata=about("档案编号", "archive number"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("主体代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    opened_on: date = attrs.field(
        validator=check.day(), metadata=about("建档日期", "opened on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )


ARCHIVES = TableSpec(
    name="archives",
    entity=OpenedArchive,
    label=Text("信用档案建档", "credit archives opened"),
    file="credit_archives.csv",
    owner="bureau",
    unit="subject",
    stock=True,
)


@attrs.frozen(kw_only=True)
class ArchiveFact(Duty):
    """The archive of one registered unit (信用档案事实), placed on the last day judged."""

    subject: str


def _opened(view: CountyView, context: Context) -> Mapping[str, date]:
    """The day on which each unit's archive was opened, by the unit's key."""
    found: dict[str, date] = {}
    for one in view.known(ARCHIVES, context):
        key = UnitKey.of(one.subject)
        found[key] = min(found.get(key, one.opened_on), one.opened_on)
    return found


def _fact(one: Enterprise, opened_on: date | None, context: Context) -> ArchiveFact | None:
    """What is owed of a unit: from its registration, or from when the book began to ask it."""
    first = context.rulebook.header.valid_from
    start = first if one.registered_on is None else max(one.registered_on, first)
    by = owed(OPENED, start, context)
    if by is None:
        return None
    at = context.judged.as_of
    return ArchiveFact(
        id=f"{UnitKey.of(one.code)}/archive",
        town=one.town,
        on=at,
        duty=OPENED,
        subject=one.code,
        **standing_columns(by, opened_on, context),
    )


@clauses("3.2.2.a")
def archive_facts(view: CountyView, context: Context) -> tuple[ArchiveFact, ...]:
    """Return whether each unit in operation has an archive (信用档案事实行), by the day judged."""
    opened, at = _opened(view, context), context.judged
    made = (
        _fact(one, opened.get(UnitKey.of(one.code)), context)
        for one in view.known(ENTERPRISES, context)
        if one.operating(at.as_of)
    )
    return tuple(fact for fact in made if fact is not None)


@clauses("3.2.2.a")
def without_archive(view: CountyView, context: Context) -> tuple[ArchiveFact, ...]:
    """Return the units of which no archive was opened in time (未建档单位), by town and code."""
    lacking = (
        one for one in view.once(archive_facts, context) if one.standing == Standing.MISSING.value
    )
    return tuple(sorted(lacking, key=lambda one: (one.town, one.id)))
