"""``qualitygov map`` (对应): a mapping of files of offices, proposed for a person to confirm."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import attrs
import typer

from qualitygov.cli._console import (
    DONE,
    NOT_FOUND,
    REFUSED,
    Stop,
    command,
    complain,
    filled,
    say_line,
    spoken,
)
from qualitygov.cli._options import LanguageOption
from qualitygov.errors import OutputError
from qualitygov.text import Language, Text

NOTHING = Text(
    "各列的列名和内容都不能识别，没有建议；请按模板改列名，或自行编写 mapping.toml",
    "no column is known by its name or by what is in it, and nothing is proposed: name the "
    "columns as the template does, or write a mapping.toml",
)


@attrs.frozen
class _Answer:
    """The lines of a mapping, none where nothing is proposed; whether it is of all the files."""

    lines: list[str]
    whole: bool


def _answer(files: list[Path], language: Language) -> _Answer:
    from qualitygov.county.subjects import SUBJECTS  # noqa: PLC0415 - start-up stays quick
    from qualitygov.interchange.assigning import Assigner  # noqa: PLC0415 - as above
    from qualitygov.interchange.catalogue import catalogue  # noqa: PLC0415 - as above
    from qualitygov.interchange.forms.read import shipped  # noqa: PLC0415 - as above
    from qualitygov.interchange.office.proposing import (  # noqa: PLC0415 - as above
        mapping_lines,
        proposal,
    )
    from qualitygov.interchange.sheets import Failure, sheets_of  # noqa: PLC0415 - as above

    assigner = Assigner(catalogue(SUBJECTS), shipped())
    found = []
    whole = True
    for path in files:
        if not path.is_file():
            raise Stop(NOT_FOUND, Text(f"没有文件 {path}", f"there is no file {path}"))
        sheets = sheets_of(path, path.name, assigner.is_name)
        reason = sheets.reason if isinstance(sheets, Failure) else NOTHING
        own = [] if isinstance(sheets, Failure) else sheets
        looked_at = [sheet for sheet in own if not sheet.blank and not sheet.hidden]
        every = [proposal(s, assigner.forms, assigner.tables, assigner.known) for s in looked_at]
        proposed = [one for one in every if one is not None]
        if not proposed:
            whole = False
            complain(Text(f"{path}：", f"{path}: ") + reason, language)
        found += proposed
    return _Answer(list(mapping_lines(found)) if found else [], whole)


@command
def map_files(
    files: Annotated[list[Path], typer.Argument(help="files of an office (数据文件)")],
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FILE", help="write mapping.toml there (写入)")
    ] = None,
    language: LanguageOption = None,
) -> int:
    """Propose how files of an office are to be read, for a person to confirm (建议列的对应关系)."""
    from qualitygov.interchange.office.writer import write_new  # noqa: PLC0415 - quick start-up

    said = spoken(language)
    target = filled(to, "--to")
    if target is not None and Path(target).exists():
        raise OutputError(target, Text("已有此文件", "the file is there already"))
    answer = _answer(files, said)
    if not answer.lines:
        return NOT_FOUND
    ended = DONE if answer.whole else REFUSED
    if target is None:
        for line in answer.lines:
            say_line(line)
        return ended
    write_new(Path(target), ("\n".join(answer.lines) + "\n").encode())
    written = Text(f"已写入 {target}，请逐条核对", f"written to {target}; go through it")
    say_line(written.say(said))
    return ended
