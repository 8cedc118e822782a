"""Reading one table by itself (读取单张表): a file, an upload, a frame; checked as a county's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import attrs

from qualitygov.errors import bilingual
from qualitygov.interchange.assigned import Assigned
from qualitygov.interchange.assigning import Assigner
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.model import Form
from qualitygov.interchange.forms.read import shipped
from qualitygov.interchange.making import RowCheck
from qualitygov.interchange.sheets import Failure, Sheet, sheets_of
from qualitygov.interchange.tables import TableReading
from qualitygov.interchange.whole import read_all
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import TableSpec
from qualitygov.subject.table import Child
from qualitygov.text import Text

T = TypeVar("T")
Source = str | Path | Sheet


@attrs.frozen
class Children:
    """A second table whose rows belong to those of the first (子表).

    Read into `field`, joined by the column `key`.
    """

    field: str
    source: Source
    entity: type
    key: str


def _sheets(source: Source, known: Callable[[str], bool]) -> list[Sheet] | Failure:
    if isinstance(source, Sheet):
        return [source]
    return sheets_of(Path(source), Path(source).name, known)


def _file(source: Source) -> str:
    if isinstance(source, Sheet):
        return source.file
    given: object = source
    if not isinstance(given, (str, Path)):
        kind = type(given).__name__
        raise bilingual(
            "source.type",
            f"应为文件路径或 Sheet，实际为 {kind}；上传的内容请先存为文件，或用 sheet_of、frame_sheet",
            f"expected a path or a Sheet, not {kind}: write an upload to a file, "
            "or use sheet_of or frame_sheet",
        )
    return Path(given).name


def _tables(source: Source, cls: type, children: Sequence[Children]) -> dict[str, TableAbout]:
    """The tables as a catalogue of their own, each under its file's name."""
    own = tuple(
        Child(file=f"{_stem(one.source)}.csv", field=one.field, entity=one.entity, key=one.key)
        for one in children
    )
    stem = _stem(source)
    spec = TableSpec[Any](
        name=stem, entity=cls, label=Text(stem, stem), file=f"{stem}.csv", town=None, more=own
    )
    about = (TableAbout(spec), *(TableAbout(spec, child) for child in own))
    return {table.name: table for table in about}


def _stem(source: Source) -> str:
    return Path(_file(source)).stem


def _take(assigner: Assigner, source: Source) -> None:
    found = _sheets(source, assigner.is_name)
    if isinstance(found, Failure):
        assigner.unreadable(_file(source), found.code, found.reason)
        return
    assigner.take_file(_file(source), found)


def read_table(
    source: Source,
    cls: type[T],
    *,
    strict: bool = False,
    children: Sequence[Children] = (),
    check: RowCheck | None = None,
    rulebook: Rulebook | None = None,
    forms: Sequence[Form] = (),
) -> TableReading[T]:
    """Read one table into entities (读取单张表): a file of any form, or a `Sheet` of rows in memory.

    Headers may be field names, Chinese or English labels, or the column names of government tables,
    in any order; unknown columns are named. A unit code that fails a check digit is kept with a
    remark, and refused when `strict`. Of two rows with one id, or of one unit by either of its
    codes, the second is refused. Children are read from their own tables. `check` looks at each
    entity and yields problems whose path is the field; an error refuses the row. With a `rulebook`
    its words are read by their labels.

    >>> from qualitygov.enterprise import Enterprise
    >>> from qualitygov.interchange import read_table, sheet_of
    >>> upload = sheet_of("upload", ["统一社会信用代码", "企业名称", "所属乡镇代码"],
    ...                   [["91330299MA2837B62L", "清溪食品厂", 330299101]])
    >>> read_table(upload, Enterprise).rows[0].town
    '330299101'
    """
    tables = _tables(source, cls, children)
    assigner = Assigner(tables, (*forms, *shipped()))
    for one in (source, *(child.source for child in children)):
        _take(assigner, one)
    found: Assigned = assigner.found
    context = None if rulebook is None else Context.of_reading(rulebook)
    reading = read_all(found, tables, context, check=check, strict=strict)
    main: TableReading[T] = reading.tables[_stem(source)]
    others = [reading.tables[_stem(child.source)] for child in children]
    return attrs.evolve(
        main,
        refused=(*main.refused, *(entry for one in others for entry in one.refused)),
        told=(*found.told, *main.told, *(entry for one in others for entry in one.told)),
        file_errors=tuple(found.file_errors),
        unknown_columns=tuple(found.unknown_columns),
    )
