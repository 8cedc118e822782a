"""``qualitygov assess`` (考核): a county's folder in, towns ranked with every reason out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from qualitygov.cli._console import DONE, REFUSED, command, day_of, filled, say_json, spoken
from qualitygov.cli._options import (
    AsOfOption,
    CodeOption,
    JsonOption,
    KnownAtOption,
    LanguageOption,
    NameOption,
    ProfileOption,
    RulebookOption,
    YearOption,
)
from qualitygov.text import Language, Text

NARROWEST = 124  # columns that the table of towns needs


def _console() -> Any:
    """A console that is wide enough, and leaves a closed pipe to the command."""
    from rich.console import Console  # noqa: PLC0415 - start-up stays quick

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Plain(width=max(Console().width, NARROWEST))


@contextmanager
def _progress(language: Language) -> Iterator[Callable[[Text, int, int], None]]:
    """A progress line on the terminal, silent where there is none."""
    from rich.console import Console  # noqa: PLC0415 - start-up stays quick
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, done, total: None  # noqa: ARG005 - told, and not shown
        return
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def told(what: Text, done: int, total: int) -> None:
            bar.update(task, description=what.say(language), completed=done, total=total)

        yield told


def _folder(out: str | None) -> Path | None:
    """The folder for the results, which may not be empty."""
    return None if filled(out, "--out") is None else Path(str(out))


def _where(run: Path) -> Text:
    return Text(f"全部结果与理由已写入 {run}", f"all results and reasons are in {run}")


def _page(page: Path) -> Text:
    return Text(f"网页已写入 {page}", f"the page is in {page}")


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
    report: Annotated[
        str | None, typer.Option(metavar="FILE.html", help="the page, one file (网页)")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="refuse codes that fail a check digit (严格校验)")
    ] = False,
    profile: ProfileOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Assess the towns of a county (考核乡镇)."""
    from qualitygov.cli import _run  # noqa: PLC0415 - start-up stays quick
    from qualitygov.cli._page import kept, tried, write_page  # noqa: PLC0415 - as above
    from qualitygov.interchange.runs import output, write_run  # noqa: PLC0415 - as above

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
    if target is not None:
        _run.keep_apart(folder, target, code=code, name=name)
    page = None if filled(report, "--report") is None else Path(str(report))
    with (
        nullcontext() if target is None else output(target),
        nullcontext() if page is None else tried(page),
        _progress(said) as told,
    ):
        read = _run.read(question, told)
        reading = read.reading
        context = _run.context_of(question, reading)
        answer = _run.answer_of(
            reading,
            context,
            told,
            outlooks=target is not None or page is not None,
            profile=profile,
        )
        with kept(target, wanted=page is not None) as place:
            run = None
            if place is not None:
                about = _run.about_run(question, answer, read.digests)
                run = write_run(place, about, _run.pieces_of(answer))
                if page is not None:
                    write_page(run, page, said)
    if as_json:
        say_json(_run.as_document(answer))
    else:
        console = _console()
        _run.show(answer, console, said)
        if page is not None:
            console.print(_page(page).say(said), highlight=False, soft_wrap=True)
        if run is not None and target is not None:
            console.print(_where(run).say(said), highlight=False, soft_wrap=True)
    return DONE if answer.assessment.whole else REFUSED
