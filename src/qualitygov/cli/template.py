"""``qualitygov template`` (模板): workbooks to fill, and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualitygov.cli._console import (
    DONE,
    NOT_FOUND,
    Stop,
    command,
    filled,
    say_json,
    say_line,
    spoken,
    wrong_usage,
)
from qualitygov.cli._options import JsonOption, LanguageOption
from qualitygov.text import Text

if TYPE_CHECKING:
    from qualitygov.interchange.catalogue import TableAbout
    from qualitygov.rulebook.book import Rulebook


def _unknown(word: str, known: Sequence[str], zh: str, en: str) -> Stop:
    """Say that nothing goes by a name, and which names are near."""
    from qualitygov.core.near import nearest  # noqa: PLC0415 - for an error alone

    found = nearest(word, known)
    if not found:
        return Stop(
            NOT_FOUND,
            Text(
                f"没有{zh} {word}；名称见数据字典（--dictionary）",
                f"there is no {en} {word}; the data dictionary has their names (--dictionary)",
            ),
        )
    return Stop(
        NOT_FOUND,
        Text(
            f"没有{zh} {word}；是否为 {'、'.join(found)}？",
            f"there is no {en} {word}; did you mean {', '.join(found)}?",
        ),
    )


def _named(names: Sequence[str], tables: Sequence[TableAbout]) -> Iterator[TableAbout]:
    """The tables of these names: a file's name, or what it is called in either language."""
    by_name = {
        name: table
        for table in tables
        for name in (f"{table.name}.csv", table.label.en, table.label.zh, table.name)
    }
    for name in names:
        if name not in by_name:
            known = [name for table in tables for name in (table.label.zh, table.name)]
            raise _unknown(name, known, "数据表", "table")
        yield by_name[name]


def _of_subject(name: str, tables: Sequence[TableAbout]) -> list[TableAbout]:
    """The tables of one subject, by its name or what it is called."""
    from qualitygov.county.subjects import SUBJECTS  # noqa: PLC0415 - start-up stays quick

    found = next((one for one in SUBJECTS if name in (one.name, one.label.zh, one.label.en)), None)
    if found is None:
        known = [word for one in SUBJECTS for word in (one.label.zh, one.name)]
        raise _unknown(name, known, "业务主题", "subject")
    return [table for table in tables if table.spec in found.tables and table.child is None]


def _write_tables(to: Path, tables: Sequence[TableAbout], book: Rulebook) -> Iterator[Path]:
    from qualitygov.interchange.office.template import (  # noqa: PLC0415 - start-up stays quick
        template_file,
        template_workbook,
    )
    from qualitygov.interchange.office.writer import write_new  # noqa: PLC0415 - as above

    for file, table in {template_file(table): table for table in tables}.items():
        yield write_new(to / file, template_workbook(table, book))


def _write_dictionary(to: Path, book: Rulebook) -> Iterator[Path]:
    from qualitygov.interchange.office import dictionary_views as views  # noqa: PLC0415 - as above
    from qualitygov.interchange.office.dictionary import dictionary_of  # noqa: PLC0415 - as above
    from qualitygov.interchange.office.writer import write_new  # noqa: PLC0415 - as above
    from qualitygov.rulebook.context import Context  # noqa: PLC0415 - as above

    found = dictionary_of(Context.of_reading(book))
    yield write_new(to / f"{views.NAME}.xlsx", views.dictionary_workbook(found))
    yield write_new(to / f"{views.NAME}.html", views.dictionary_page(found).encode())


@command
def template(
    tables: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TABLE]...", help="by name or Chinese label (数据表)"),
    ] = None,
    *,
    to: Annotated[str, typer.Option(metavar="DIR", help="for the workbooks (存放的文件夹)")],
    subject: Annotated[
        str | None, typer.Option(help="all tables of a subject (业务主题的全部表)")
    ] = None,
    dictionary: Annotated[
        bool, typer.Option("--dictionary", help="the data dictionary (数据字典)")
    ] = False,
    rulebook: Annotated[
        str, typer.Option(help="whose words are offered: a file or an id (规则手册)")
    ] = "strong-town",
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Write workbooks to fill, and the data dictionary (填报模板与数据字典)."""
    from qualitygov.county.subjects import SUBJECTS  # noqa: PLC0415 - start-up stays quick
    from qualitygov.interchange.catalogue import catalogue  # noqa: PLC0415 - as above
    from qualitygov.interchange.office.writer import try_folder  # noqa: PLC0415 - as above
    from qualitygov.rulebook.load import load_rulebook  # noqa: PLC0415 - as above

    known = list(catalogue(SUBJECTS).values())
    asked = list(_named(tables or (), known))
    if subject is not None:
        asked += _of_subject(subject, known)
    if not asked and not dictionary:
        raise wrong_usage(
            "请写明数据表，或用 --subject、--dictionary",
            "name some tables, or give --subject or --dictionary",
        )
    folder = Path(str(filled(to, "--to")))
    book = load_rulebook(rulebook)
    try_folder(folder)
    files = list(_write_tables(folder, asked, book))
    if dictionary:
        files += _write_dictionary(folder, book)
    if as_json:
        say_json({"files": [str(file) for file in files]})
        return DONE
    for file in files:
        say_line(str(file))
    told = Text(f"共写出 {len(files)} 个文件", f"{len(files)} files written")
    say_line(told.say(spoken(language)))
    return DONE
