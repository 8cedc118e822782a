"""What is said of columns that nobody reads (未读列的说明), and of those that a sheet has not."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.deciding import Suspect, suspects, untitled
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.forms.passed import STATED, failures, unsaid
from qualitygov.interchange.saying import UNSAID, may_decide, untitled_column
from qualitygov.text import Text

UNKNOWN = Text("未识别的列，未读入", "an unknown column, not read")
NOT_READ = Text("未读入", "not read")


def _entry(match: Match, code: str, expected: Text, **where: object) -> Entry:
    sheet = match.sheet
    return Entry(
        code=code,
        file=sheet.file,
        sheet=sheet.name,
        row=sheet.rows[match.place.at].number,
        expected=expected,
        **where,  # type: ignore[arg-type]
    )


def undecided(match: Match) -> tuple[list[Entry], set[int]]:
    """Return why a sheet cannot be read as the table that it is (关键列不明), and of which columns.

    A column may decide that nobody knows, or nothing says what decides.
    """
    found = {one.at: one for one in (*failures(match), *suspects(match))}
    entries = [_suspected(match, found[at]) for at in sorted(found)]
    if not entries and unsaid(match):
        label = match.main.table.label_of(STATED)
        entries = [_entry(match, "table.column", UNSAID, field=STATED, label=label)]
    return entries, set(found)


def _suspected(match: Match, suspect: Suspect) -> Entry:
    return _entry(
        match,
        "table.deciding",
        may_decide(suspect),
        column=suspect.header.raw or None,
        field=suspect.field,
        found=suspect.words[0],
    )


def unknown_columns(match: Match, deciding: set[int]) -> Iterator[Entry]:
    """Yield the columns of a sheet that nobody reads (未识别的列), but those that may decide."""
    headers = match.place.headers
    for at in untitled(match):
        if at not in deciding:
            yield _entry(match, "table.column", untitled_column(at) + NOT_READ)
    named = {headers[at] for at in deciding if at < len(headers)}
    for header in match.spare:
        if header not in named:
            yield _entry(match, "table.column", UNKNOWN, column=header.raw, found=header.raw)
