"""``qualitygov rulebook`` (规则手册): show, check and compare rulebooks, and their JSON Schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualitygov.cli import _completing
from qualitygov.cli._console import (
    ASKED,
    DONE,
    FAILED,
    NOT_FOUND,
    Stop,
    command,
    filled,
    say_json,
    say_line,
    spoken,
    text_of,
    wrong_usage,
)
from qualitygov.cli._examples import epilog
from qualitygov.cli._options import JsonOption, LanguageOption
from qualitygov.errors import RulebookError
from qualitygov.text import Text

app = typer.Typer(help="Rulebooks (规则手册).", add_completion=False)


@app.callback()
def _root(*, language: LanguageOption = None) -> None:
    """Rulebooks (规则手册)."""
    if language is not None:
        ASKED.set(language)


BookArgument = Annotated[
    str,
    typer.Argument(
        help="a file, a folder, a county's folder, or a built-in id (规则手册)",
        autocompletion=_completing.books,
    ),
]


def _say(lines: list[str]) -> None:
    for line in lines:
        say_line(line)


@app.command("show", epilog=epilog("rulebook show"))
@command
def show(
    book: BookArgument,
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="section.id, or an id (条目编号)",
            autocompletion=_completing.entries,
        ),
    ] = None,
    *,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Show a rulebook, or one of its entries with its versions (查看规则)."""
    from qualitygov.cli import _rulebook  # noqa: PLC0415 - start-up stays quick

    try:
        if as_json:
            say_json(_rulebook.show_document(book, entry))
        else:
            _say(_rulebook.show(book, entry, spoken(language)))
    except _rulebook.NoSuchEntryError as error:
        raise Stop(NOT_FOUND, text_of(error)) from None
    return DONE


@app.command("check", epilog=epilog("rulebook check"))
@command
def check(
    book: BookArgument,
    *,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="name what is not verified (列出未核实条目)")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Check a rulebook and run the cases beside it (检查规则手册及案例)."""
    from qualitygov.cli import _rulebook  # noqa: PLC0415 - start-up stays quick

    found = _rulebook.checked(book)
    if as_json:
        say_json(found.document(uncertain=uncertain))
    elif found.book is None:  # an error, not an answer
        raise RulebookError(found.problems)
    else:
        _say(found.lines(spoken(language), uncertain=uncertain))
    return DONE if found.passed else FAILED


@app.command("diff", epilog=epilog("rulebook diff"))
@command
def diff(
    book: BookArgument,
    other: BookArgument,
    *,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Show what a second rulebook has otherwise (比较规则手册)."""
    from qualitygov.cli import _rulebook  # noqa: PLC0415 - start-up stays quick

    if as_json:
        say_json(_rulebook.differences(book, other))
    else:
        _say(_rulebook.diff(book, other, spoken(language)))
    return DONE


@app.command("booklet", epilog=epilog("rulebook booklet"))
@command
def booklet(
    book: BookArgument,
    *,
    to: Annotated[
        str, typer.Option(metavar="FILE", help="a page .html or a document .docx (输出文件)")
    ],
    language: LanguageOption = None,
) -> int:
    """Write a rulebook as a booklet, a page or a Word document (规则手册印本)."""
    from qualitygov.cli._booklet import booklet as written  # noqa: PLC0415 - start-up stays quick
    from qualitygov.interchange.office.writer import (  # noqa: PLC0415 - as above
        try_folder,
        write_new,
    )

    path = Path(str(filled(to, "--to")))
    if path.suffix not in (".html", ".docx"):
        raise wrong_usage("--to 应为 .html 或 .docx 文件", "--to takes a file .html or .docx")
    try_folder(path.parent)
    found = write_new(path, written(book, document=path.suffix == ".docx"))
    told = Text(f"印本已写入 {found}", f"the booklet is in {found}")
    say_line(told.say(spoken(language)))
    return DONE


@app.command("schema", epilog=epilog("rulebook schema"))
@command
def schema(*, language: LanguageOption = None) -> int:  # noqa: ARG001 - everywhere
    """Write the JSON Schema of rulebooks, for editors (规则手册的 JSON 模式)."""
    from qualitygov.cli import _rulebook  # noqa: PLC0415 - start-up stays quick

    say_json(_rulebook.schema())
    return DONE
