"""Ends that nobody wrote (未写明的截止日期): a blank cell is told, 长期 is an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualitygov.core.cells import is_null
from qualitygov.core.fields import about_field
from qualitygov.interchange.drafts import cell_at
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.sheets import SheetRow
from qualitygov.text import Text

CODE = "table.no-end"


def _ends(match: Match) -> Iterator[tuple[str, set[str]]]:
    """The fields that end a term, each with those that may say it: its month, a length of time."""
    abouts = {name: about_field(one) for name, one in match.main.table.fields.items()}
    for month, about in abouts.items():
        field = about.month_of
        if field is not None and about.bound == "last":
            terms = {name for name, one in abouts.items() if one.runs and one.runs[-1] == field}
            yield field, {field, month, *terms}


def blank_ends(match: Match, rows: Iterable[SheetRow]) -> Iterator[Entry]:
    """Yield what is told of rows whose last day is blank (截止日期为空), once a column.

    Such a row counts as one without an end, which it does not say.
    """
    own = list(rows)
    for field, names in _ends(match):
        fed = [one for one in match.main.fed if one.form.field in names]
        if not fed:
            continue
        blank = [row for row in own if all(is_null(tidy(cell_at(row, one.at))) for one in fed)]
        if blank:
            yield Entry(
                code=CODE,
                file=match.sheet.file,
                sheet=match.sheet.name,
                row=blank[0].number,
                column=fed[0].header.raw,
                field=field,
                expected=Text(
                    f"共 {len(blank)} 行此列为空：未读到截止日期，暂按长期有效计；请补填，确为长期的请写“长期”",
                    f"blank in {len(blank)} rows: no last day was read, and they count as without "
                    "an end; write it, or 长期 where there is none",
                ),
            )
