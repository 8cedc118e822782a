"""``qualitygov map`` (对应): a mapping of files of offices, proposed for a person to confirm."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualitygov.cli._console import (
    DONE,
    NOT_FOUND,
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


def _lines(files: list[Path], language: Language) -> list[str]:
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
    for path in files:
        if not path.is_file():
            raise Stop(NOT_FOUND, Text(f"没有文件 {path}", f"there is no file {path}"))
        sheets = sheets_of(path, path.name, assigner.is_name)
        if isinstance(sheets, Failure):
            complain(Text(f"{path}：", f"{path}: ") + sheets.reason, language)
            continue
        for sheet in sheets:
            if not sheet.blank and not sheet.hidden:
                one = proposal(sheet, assigner.forms, assigner.tables, assigner.known)
                if one is not None:
                    found.append(one)
    return list(mapping_lines(found))


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
    lines = _lines(files, said)
    if target is None:
        for line in lines:
            say_line(line)
        return DONE
    write_new(Path(target), ("\n".join(lines) + "\n").encode())
    written = Text(f"已写入 {target}，请逐条核对", f"written to {target}; go through it")
    say_line(written.say(said))
    return DONE
