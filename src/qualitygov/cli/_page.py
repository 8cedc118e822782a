"""The page that ``assess --report`` writes (考核网页): tried before the work, replaced at once."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from qualitygov.cli._console import wrong_usage
from qualitygov.errors import OutputError, reason_of
from qualitygov.interchange.runs import Run, write_anew
from qualitygov.report.official import Papers
from qualitygov.report.page import page_of
from qualitygov.report.page.page import MARK
from qualitygov.text import Language, Text


def _part(page: Path) -> Path:
    return page.with_name(f".{page.name}.{os.getpid()}.part")


NOT_OURS = Text(
    "已有同名文件，且不是本程序的网页，不予覆盖",
    "a file of that name is there that is no such page, and stays",
)


def _ours(page: Path) -> bool:
    """Whether a file is a page that may be replaced."""
    with page.open("rb") as file:
        return MARK.encode() in file.read(len(MARK) + 4096)


@contextmanager
def tried(page: Path) -> Iterator[None]:
    """Try to write beside a page before the work begins (试写); raises `OutputError`."""
    if page.suffix != ".html":
        raise wrong_usage("--report 应为 .html 文件", "--report takes a file .html")
    if page.is_dir():
        raise OutputError(str(page), Text("已有同名文件夹", "a folder of that name is there"))
    try:
        if page.exists() and not _ours(page):
            raise OutputError(str(page), NOT_OURS)
        page.parent.mkdir(parents=True, exist_ok=True)
        write_anew(_part(page), "")
    except OSError as error:
        raise OutputError(str(page), reason_of(error)) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            _part(page).unlink(missing_ok=True)


@contextmanager
def kept(out: Path | None, *, wanted: bool) -> Iterator[Path | None]:
    """Yield where a run is written (结果存放处): OUT, or for a page alone a folder that goes again."""
    if out is not None or not wanted:
        yield out
        return
    with TemporaryDirectory(prefix="qualitygov-") as folder:
        yield Path(folder)


def write_page(run: Path, page: Path, language: Language) -> None:
    """Write the page of a run, whole or not at all (写出网页); raises `OutputError`."""
    try:
        write_anew(_part(page), page_of(Papers(Run(run)), language=language))
        _part(page).replace(page)
    except OSError as error:
        raise OutputError(str(page), reason_of(error)) from None
