"""The booklet that ``rulebook booklet`` writes (规则手册印本): a book with the cases beside it."""

from __future__ import annotations

from pathlib import Path

from qualitygov.cli._rulebook import named, path_of
from qualitygov.county.case_file import cases_beside
from qualitygov.report.booklet import booklet_of, document_of, page_pieces
from qualitygov.rulebook.load import built_in_books, load_rulebook


def booklet(book: str | Path, *, document: bool) -> bytes:
    """Return the booklet of a book, as a Word document or a page (印本).

    Raises `RulebookError` for a book and `InputError` for cases that cannot be used.
    """
    meant = named(book)
    loaded = load_rulebook(meant)
    cases = list(cases_beside(path_of(meant)))
    base = loaded.levels[0].partition(" ")[0]
    if len(loaded.levels) > 1 and base in built_in_books():
        cases += cases_beside(path_of(base))
    made = booklet_of(loaded, cases)
    return document_of(made) if document else "\n".join(page_pieces(made)).encode()
