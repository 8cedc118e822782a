"""The subjects of a county (县域业务主题): one entry each, and nothing else names them all."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from qualitygov import (
    access,
    award,
    blacklist,
    comparison,
    complaint,
    credit,
    engineering,
    enterprise,
    environment,
    equipment,
    governance,
    industry,
    inspection,
    laboratory,
    publication,
    returns,
    safety,
    service,
    supervision,
)
from qualitygov.subject import TOWNS, Event, Subject, TableSpec
from qualitygov.text import Text

TOWN_SUBJECT = Subject(name="town", label=Text("乡镇", "towns"), tables=(TOWNS,))

SUBJECTS: tuple[Subject, ...] = (
    TOWN_SUBJECT,
    *enterprise.SUBJECTS,
    credit.SUBJECT,
    blacklist.SUBJECT,
    inspection.SUBJECT,
    engineering.SUBJECT,
    service.SUBJECT,
    environment.SUBJECT,
    industry.SUBJECT,
    complaint.SUBJECT,
    supervision.SUBJECT,
    access.SUBJECT,
    publication.SUBJECT,
    governance.SUBJECT,
    equipment.SUBJECT,
    safety.SUBJECT,
    laboratory.SUBJECT,
    comparison.SUBJECT,
    award.SUBJECT,
    returns.SUBJECT,
)
"""Every subject of this library, in the order in which their tables are read."""


def table_specs(subjects: tuple[Subject, ...] = SUBJECTS) -> tuple[TableSpec[object], ...]:
    """Return the tables of a county's folder (数据表清单), in the order in which they are read."""
    return tuple(spec for subject in subjects for spec in subject.tables)


def entity_classes(subjects: tuple[Subject, ...] = SUBJECTS) -> tuple[type, ...]:
    """Return every entity that files carry (实体清单), those of child tables among them, by name."""
    found: set[type] = set()
    for spec in table_specs(subjects):
        found.add(spec.entity)
        found |= {child.entity for child in spec.children}
    return tuple(sorted(found, key=lambda cls: cls.__name__))


@functools.cache
def fact_classes(subjects: tuple[Subject, ...] = SUBJECTS) -> Mapping[str, type]:
    """Return the class of the rows of each table of facts (事实表清单)."""
    return {spec.name: spec.row for subject in subjects for spec in subject.facts}


@functools.cache
def event_classes(subjects: tuple[Subject, ...] = SUBJECTS) -> Mapping[str, type[Event]]:
    """Return the class of each kind of event (事件类别清单)."""
    return {spec.name: spec.row for subject in subjects for spec in subject.events}
