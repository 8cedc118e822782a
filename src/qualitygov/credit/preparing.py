"""Preparing an archive (预制信用档案): the door to what needs the engines of tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitygov.credit.prepared import PreparedArchive
from qualitygov.rulebook.book import Rulebook

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame


def prepare_archive(
    enterprises: IntoFrame, records: IntoFrame, book: Rulebook, path: Path | str
) -> tuple[PreparedArchive, Any]:
    """Prepare credit records for scoring (预制信用档案), and return the rejected rows beside them.

    Does once what does not depend on the day of asking, and writes it to `path` as one Parquet
    file, whole or not at all. The tables are those of `CreditScorer.score_frame`, with every column
    that some version of the rules asks; other fields of a record are kept as they are. Rows that
    are not plainly good come back as with `CreditScorer.checked_frame`, and the units whose records
    they are have no grade. Raises `FieldError` for a table that cannot be read, and `OutputError`
    where the file cannot be written.

    >>> import polars as pl, tempfile
    >>> from datetime import date
    >>> from qualitygov import CreditScorer, load_rulebook
    >>> book = load_rulebook("strong-town")
    >>> units = pl.DataFrame({"code": ["91330299MA2837B62L"]})
    >>> records = pl.DataFrame({
    ...     "id": ["R1"], "subject": ["91330299MA2837B62L"], "kind": ["sampling-fail"],
    ...     "severity": ["general"], "category": ["rice"], "happened_on": [date(2016, 5, 3)],
    ...     "decided_on": [date(2016, 6, 1)], "known_on": [date(2016, 6, 2)],
    ...     "source_document": ["抽检〔2016〕5号"], "measure": [None], "heavier_penalty": [False],
    ... })
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive, rejected = prepare_archive(units, records, book, f"{folder}/credit.parquet")
    ...     found = CreditScorer(book, as_of="2016-12-31").score_prepared(archive).collect()
    >>> found.rows(), len(rejected)
    ([('91330299MA2837B62L', 95000, 'A', -5000, 0, 0, 1)], 0)
    """
    from qualitygov.credit.prepare import prepare  # noqa: PLC0415 - narwhals is an extra

    return prepare(enterprises, records, book, path)
