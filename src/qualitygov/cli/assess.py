"""``qualitygov assess`` (考核): a county's folder in, towns ranked with every reason out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualitygov.cli._console import (
    DONE,
    REFUSED,
    command,
    day_of,
    filled,
    say_json,
    say_line,
    spoken,
)
from qualitygov.cli._options import (
    AsOfOption,
    CodeOption,
    JsonOption,
    KnownAtOption,
    LanguageOption,
    NameOption,
    OutlooksOption,
    PageOption,
    ProfileOption,
    RulebookOption,
    StrictOption,
    YearOption,
)
from qualitygov.cli._progress import READING, Told, progress
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.cli._run import Question
    from qualitygov.report.documents import Answer


def _folder(out: str | None) -> Path | None:
    """The folder for the results, which may not be empty."""
    return None if filled(out, "--out") is None else Path(str(out))


def _where(run: Path) -> Text:
    return Text(f"全部结果与理由已写入 {run}", f"all results and reasons are in {run}")


def _page(page: Path) -> Text:
    return Text(f"网页已写入 {page}", f"the page is in {page}")


def _written(
    question: Question,
    answer: Answer,
    digests: Mapping[str, str],
    told: Told,
    *,
    target: Path | None,
    page: Path | None,
    language: Language,
) -> Path | None:
    """Write the run and the page that are asked for; returns the run's folder, if it is kept."""
    from qualitygov.cli._page import kept, write_page  # noqa: PLC0415 - start-up stays quick
    from qualitygov.cli._run import about_run, pieces_of  # noqa: PLC0415 - as above
    from qualitygov.interchange.runs import write_run  # noqa: PLC0415 - as above

    with kept(target, wanted=page is not None) as place:
        if place is None:
            return None
        run = write_run(place, about_run(question, answer, digests), pieces_of(answer, told))
        if page is not None:
            write_page(run, page, language)
        return run if target is not None else None


def _shown(
    answer: Answer, language: Language, *, page: Path | None, run: Path | None, details: bool
) -> None:
    """Show the answer on the terminal, and where it was written."""
    from qualitygov.cli._run import show  # noqa: PLC0415 - start-up stays quick

    show(answer, language, details=details)
    if page is not None:
        say_line(_page(page).say(language))
    if run is not None:
        say_line(_where(run).say(language))


@command
def assess(  # noqa: PLR0913 - the options of a command
    folder: Annotated[Path, typer.Argument(help="with county.toml and data/ (县域文件夹)")],
    *,
    code: CodeOption = None,
    name: NameOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    rulebook: RulebookOption = None,
    out: Annotated[
        str | None, typer.Option(metavar="PATH", help="a folder for the results (结果文件夹)")
    ] = None,
    report: PageOption = None,
    strict: StrictOption = False,
    profile: ProfileOption = None,
    outlooks: OutlooksOption = None,
    details: Annotated[
        bool, typer.Option("--details", help="show all targets and worklists (逐项列出)")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Assess the towns of a county (考核乡镇)."""
    from qualitygov.cli import _run  # noqa: PLC0415 - start-up stays quick
    from qualitygov.cli._page import tried  # noqa: PLC0415 - as above
    from qualitygov.interchange.runs import output  # noqa: PLC0415 - as above

    said = spoken(language)
    question = _run.Question(
        folder=folder,
        code=code,
        name=name,
        year=year,
        as_of=day_of(as_of, "--as-of"),
        known_at=day_of(known_at, "--known-at"),
        rulebook=filled(rulebook, "--rulebook"),
        strict=strict,
        profile=profile,
    )
    target = _folder(out)
    page = None if filled(report, "--report") is None else Path(str(report))
    with (
        nullcontext() if target is None else output(target),
        nullcontext() if page is None else tried(page),
        progress(said, READING) as told,
    ):
        read = _run.read(question, told, apart=(target, page))
        context = _run.context_of(question, read.reading)
        answer = _run.answer_of(read.reading, context, told, outlooks=outlooks, profile=profile)
        run = _written(
            question, answer, read.digests, told, target=target, page=page, language=said
        )
    if as_json:
        say_json(_run.as_document(answer))
    else:
        _shown(answer, said, page=page, run=run, details=details)
    return DONE if answer.assessment.whole else REFUSED
