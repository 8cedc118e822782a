"""Options that several commands have (公用选项)."""

from __future__ import annotations

from typing import Annotated

import typer

from qualitygov.cli._console import Speech

LanguageOption = Annotated[
    Speech | None, typer.Option("--language", help="of the answer; default by LANG (语言)")
]
JsonOption = Annotated[bool, typer.Option("--json", help="answer as JSON (输出 JSON)")]
