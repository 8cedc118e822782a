"""The commands under one name (命令入口)."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from qualitygov.cli import (
    assess,
    check,
    draw,
    explain,
    init,
    map,  # noqa: A004 - a command
    report,
    rulebook,
    template,
    vectors,
)
from qualitygov.cli._console import ASKED, USAGE, complain, ended, language_of, say_line
from qualitygov.cli._examples import epilog
from qualitygov.cli._help import said_in
from qualitygov.cli._options import LanguageOption
from qualitygov.core.version import __version__
from qualitygov.text import Language, Text

SELDOM = 100_000, 20, 100
"""How many objects are made before the collector looks at them, as `gc.set_threshold` takes it."""

app = typer.Typer(
    name="qualitygov",
    help="Quality governance of towns and counties (质量强镇).",
    pretty_exceptions_enable=False,
)
app.command("assess", epilog=epilog("assess"))(assess.assess)
app.command("check", epilog=epilog("check"))(check.check)
app.command("init", epilog=epilog("init"))(init.init)
app.command("template", epilog=epilog("template"))(template.template)
app.command("explain", epilog=epilog("explain"))(explain.explain)
app.command("map", epilog=epilog("map"))(map.map_files)
app.command("report", epilog=epilog("report"))(report.report)
app.command("draw", epilog=epilog("draw"))(draw.draw)
app.command("vectors", epilog=epilog("vectors"))(vectors.vectors)
app.add_typer(rulebook.app, name="rulebook")


def _version(wanted: bool) -> None:
    if wanted:
        say_line(f"qualitygov {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="show the version (版本)"),
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Quality governance of towns and counties (质量强镇)."""
    ASKED.set(language)


def _wrong(error: Any, said: str) -> str:
    """What is wrong with a command line, in Chinese."""
    parameter = getattr(error, "param", None)
    named = "、".join(getattr(parameter, "opts", None) or ("",))
    kinds = {
        "MissingParameter": f"缺少 {named}",
        "NoSuchOption": f"没有选项 {getattr(error, 'option_name', '')}",
        "BadParameter": f"{named} 的取值不合要求",
    }
    return kinds.get(type(error).__name__, f"用法有误（{said}）")


def _misused(error: Any, language: Language) -> int:
    """Say what is wrong with a command line, in one sentence."""
    said = " ".join(error.format_message().split()).rstrip(".")
    path = getattr(getattr(error, "ctx", None), "command_path", "qualitygov")
    complain(
        Text(
            f"{_wrong(error, said)}；用法见 {path} --help",
            f"{said}; for the usage see {path} --help",
        ),
        language,
    )
    return USAGE


@contextlib.contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for garbage less often: nearly all that a command makes lives until its end."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def run(arguments: Sequence[str]) -> int:
    """Run one command line (运行命令行); returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character shows another
            stream.reconfigure(errors="replace")
    language = language_of(arguments)
    try:
        command = said_in(typer.main.get_command(app), language)
        with _seldom_collected():
            code = command(args=list(arguments), prog_name="qualitygov", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit:  # how the libraries below end when the pipe is closed
        return ended(BrokenPipeError(), language)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - raised again if ours
        if hasattr(error, "format_message"):
            return _misused(error, language)
        if type(error).__name__ == "Abort":
            return ended(KeyboardInterrupt(), language)
        return ended(error, language)
    return code if isinstance(code, int) else 0
