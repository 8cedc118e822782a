"""What became of the sheets that were handed in (归表结果)."""

from __future__ import annotations

import attrs

from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.nearly import Doubtful


@attrs.define
class Assigned:
    """What became of the sheets (归表结果): matches to read, and everything told on the way.

    `stopped` are sheets of which the table is known and a deciding column is not: none of their
    rows is taken. `unread` are the tables of which some file could not be read; None among them
    means a file that may be of any table. `doubtful` are sheets of no table that are errors where
    they name units of the county.
    """

    matches: list[Match] = attrs.field(factory=list)
    stopped: list[Match] = attrs.field(factory=list)
    file_errors: list[Entry] = attrs.field(factory=list)
    named: list[Entry] = attrs.field(factory=list)
    unknown_columns: list[Entry] = attrs.field(factory=list)
    told: list[Entry] = attrs.field(factory=list)
    doubtful: list[Doubtful] = attrs.field(factory=list)
    unread: set[str | None] = attrs.field(factory=set)
