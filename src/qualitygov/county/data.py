"""The data of a county (县域数据), with the tables of all subjects of this library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualitygov import subject
from qualitygov.core import declared
from qualitygov.county.subjects import SUBJECTS
from qualitygov.text import Text


class CountyData(subject.CountyData):
    """Everything that is known of a county (县域数据): towns, enterprises and the facts about them.

    Each table is a keyword and an attribute: ``CountyData(id=…, name=…, towns=[…]).towns.rows``.
    `subjects` are by default all of this library; a program with a subject of its own adds it.
    """

    __declared__ = declared.Mark()

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - a county has an id, as every row has
        name: Text,
        subjects: Iterable[subject.Subject] = SUBJECTS,
        unread: Iterable[subject.Unread] = (),
        **rows: Iterable[Any],
    ) -> None:
        super().__init__(id=id, name=name, subjects=subjects, unread=unread, **rows)
