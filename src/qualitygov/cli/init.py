"""``qualitygov init`` (新建): a new county's folder, with templates and a data dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualitygov.cli._console import DONE, USAGE, Stop, command, say_json, say_line, spoken, text_of
from qualitygov.cli._options import JsonOption, LanguageOption
from qualitygov.text import Text


@command
def init(
    folder: Annotated[Path, typer.Argument(help="empty, or not there yet (新文件夹)")],
    *,
    code: Annotated[str, typer.Option(help="of the county, six digits (县级区划代码)")],
    name: Annotated[str, typer.Option(help="of the county, in Chinese (县名)")],
    en: Annotated[
        str | None, typer.Option(help="its English name; default --name (英文名)")
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Begin a county's folder (新建县域文件夹)."""
    from qualitygov.errors import InputError  # noqa: PLC0415 - start-up stays quick
    from qualitygov.interchange.office.county import BEGIN, new_county  # noqa: PLC0415 - as above

    said = spoken(language)
    try:
        files = new_county(folder, code=code, name=Text(name, name if en is None else en))
    except InputError as error:
        raise Stop(USAGE, text_of(error)) from None
    if as_json:
        say_json({"folder": str(folder), "files": [str(file) for file in files]})
        return DONE
    for file in files:
        say_line(str(file))
    begin = folder / BEGIN
    told = Text(f"已新建 {folder}；步骤见 {begin}", f"{folder} is ready; the steps are in {begin}")
    say_line(told.say(said))
    return DONE
