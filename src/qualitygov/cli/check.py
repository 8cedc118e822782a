"""``qualitygov check`` (核对): a county's folder is read; what is wrong goes back to its office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualitygov.cli._console import DONE, REFUSED, command, filled, say_json, say_line, spoken
from qualitygov.cli._options import (
    CodeOption,
    JsonOption,
    LanguageOption,
    NameOption,
    RulebookOption,
    StrictOption,
)
from qualitygov.cli._progress import READING, progress
from qualitygov.text import Text


@command
def check(
    folder: Annotated[Path, typer.Argument(help="with county.toml and data/ (县域文件夹)")],
    *,
    code: CodeOption = None,
    name: NameOption = None,
    out: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="for what was read and what goes back (核对结果文件夹)"),
    ] = None,
    rulebook: RulebookOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Read a county's folder, and say what cannot be read and why, and what is missing (核对数据)."""
    from qualitygov.cli import _run  # noqa: PLC0415 - start-up stays quick
    from qualitygov.interchange.checked import try_check, write_check  # noqa: PLC0415 - as above
    from qualitygov.interchange.missing import missing_tables  # noqa: PLC0415 - as above
    from qualitygov.report.reading import (  # noqa: PLC0415 - as above
        missing_lines,
        reading_lines,
        unread_lines,
    )

    said = spoken(language)
    target = filled(out, "--out")
    place = None if target is None else Path(target)
    manifest = _run.manifest_of(folder, code=code, name=name, apart=(place,))
    if place is not None:
        try_check(place)
    with progress(said, READING) as told:
        reading = _run.read_folder(
            folder, manifest, filled(rulebook, "--rulebook"), strict=strict, progress=told
        ).reading
    written = None
    if place is not None:
        written = write_check(reading, manifest.data, place)
    missing = missing_tables(reading)
    if as_json:
        say_json({**reading.to_dict(), "missing": [one.to_dict() for one in missing]})
    else:
        for line in (
            *unread_lines(reading, said),
            *reading_lines(reading, said),
            *missing_lines(missing, said),
        ):
            say_line(line)
        if written is not None:
            for one in written.returned:
                back = Text(
                    f"退回表：{one.path}（{one.rows} 行已标注，改好后放回数据文件夹）",
                    f"to go back: {one.path} ({one.rows} rows marked; mended, put it in data/)",
                )
                say_line(back.say(said))
    return DONE if reading.whole else REFUSED
