"""``qualitygov assess`` (考核): a county's folder in, towns ranked with every reason out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualitygov.cli._console import DONE, REFUSED, command, day_of, filled, say_json, shown, spoken
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
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.cli._run import Question
    from qualitygov.report.documents import Answer

NARROWEST = 124  # columns that the table of towns needs


def _console() -> Any:
    """A console that is wide enough, steered by no text, that leaves a closed pipe to the command."""
    from rich.console import Console  # noqa: PLC0415 - start-up stays quick

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

        def render_str(self, text: str, **options: Any) -> Any:
            return super().render_str(shown(text), **options)

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
            bar.update(task, description=shown(what.say(language)), completed=done, total=total)

        yield told


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
    told: Callable[[Text, int, int], None],
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


def _shown(answer: Answer, language: Language, *, page: Path | None, run: Path | None) -> None:
    """Show the answer on the terminal, and where it was written."""
    from qualitygov.cli._run import show  # noqa: PLC0415 - start-up stays quick

    console = _console()
    show(answer, console, language)
    if page is not None:
        console.print(_page(page).say(language), highlight=False, soft_wrap=True)
    if run is not None:
        console.print(_where(run).say(language), highlight=False, soft_wrap=True)


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
        _progress(said) as told,
    ):
        _run.keep_apart(folder, target, page, code=code, name=name)
        read = _run.read(question, told)
        context = _run.context_of(question, read.reading)
        answer = _run.answer_of(read.reading, context, told, outlooks=outlooks, profile=profile)
        run = _written(
            question, answer, read.digests, told, target=target, page=page, language=said
        )
    if as_json:
        say_json(_run.as_document(answer))
    else:
        _shown(answer, said, page=page, run=run)
    return DONE if answer.assessment.whole else REFUSED
