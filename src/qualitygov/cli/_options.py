"""Options that several commands have (公用选项)."""

from __future__ import annotations

from typing import Annotated

import typer

from qualitygov.cli._console import Speech
from qualitygov.rulebook.model.duty import Profile

LanguageOption = Annotated[
    Speech | None, typer.Option("--language", help="of the answer; default by LANG (语言)")
]
JsonOption = Annotated[bool, typer.Option("--json", help="answer as JSON (输出 JSON)")]
CodeOption = Annotated[
    str | None,
    typer.Option("--code", help="of the county, where there is no county.toml (县级区划代码)"),
]
NameOption = Annotated[str | None, typer.Option("--name", help="of the county, with --code (县名)")]
YearOption = Annotated[
    int | None,
    typer.Option(help="the year to assess, at its cut-off (考核年度，以该年数据截止日为评价日)"),
]
AsOfOption = Annotated[
    str | None, typer.Option(help="the day of evaluation, YYYY-MM-DD (评价日，如 2016-12-31)")
]
KnownAtOption = Annotated[
    str | None,
    typer.Option(help="the day whose knowledge is used; default --as-of (知悉日，默认同评价日)"),
]
RulebookOption = Annotated[
    str | None, typer.Option(help="instead of the county's: a file or an id (规则手册)")
]
ProfileOption = Annotated[
    Profile | None,
    typer.Option(help="how much paper; default the county's own, else brief (考核档次)"),
]
OutlooksOption = Annotated[
    bool | None,
    typer.Option(
        "--outlooks/--no-outlooks",
        help="what comes by itself, of each enterprise; by default of up to 20000 (信用展望)",
    ),
]
PageOption = Annotated[
    str | None, typer.Option(metavar="FILE.html", help="the page, one file (网页)")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="refuse codes that fail a check digit (严格校验)")
]
