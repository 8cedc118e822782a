"""What was read, in lines for people (读取情况说明): what could not be read first, then row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from qualitygov.codes import UnitKey
from qualitygov.core.escaped import escaped
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.folder import CountyReading
from qualitygov.interchange.joined import ORPHANED
from qualitygov.interchange.missing import MissingTable
from qualitygov.interchange.quotes import CODE as SWALLOWED
from qualitygov.interchange.quotes import rows_of
from qualitygov.subject import TableSpec, Unread
from qualitygov.text import Language, Text

MOST = 20
"""So many entries of a kind are shown; the others stand in ``reading.json``."""


def _more(left: int) -> Text:
    return Text(f"  另有 {left} 处，见 reading.json", f"  and {left} more, in reading.json")


def _shown(entries: Sequence[Entry], language: Language, most: int = MOST) -> Iterator[str]:
    for entry in entries[:most]:
        yield f"  {entry.say(language)}"
    if len(entries) > most:
        yield _more(len(entries) - most).say(language)


def _block(
    title: Text, entries: Sequence[Entry], language: Language, most: int = MOST
) -> Iterator[str]:
    if entries:
        yield title.say(language)
        yield from _shown(entries, language, most)


def unread_lines(reading: CountyReading, language: Language) -> Iterator[str]:
    """Yield what could not be read at all (未能读入): no verdict that rests on it is made.

    Files, and rows that do not say of which unit they are.
    """
    count = len({entry.file for entry in reading.file_errors})
    yield from _block(
        Text(
            f"有 {count} 个文件未能读入，相关结论不予评价：",
            f"{count} file(s) could not be read; verdicts that rest on them are not made:",
        ),
        reading.file_errors,
        language,
    )
    yield from _nobodys(reading, language)


Place = tuple[str, str | None, int | None]


def _place(one: Unread | Entry) -> Place:
    return one.file, one.sheet, one.row


def _first_of_rows(reading: CountyReading) -> dict[Place, list[Entry]]:
    """What is said first of each row that was not taken; several may have gone in one place."""
    found: dict[Place, list[Entry]] = {}
    for entry in (*reading.refused, *reading.review):
        own = found.setdefault(_place(entry), [])
        if not own or entry.code == own[0].code == SWALLOWED:
            own.append(entry)
    return found


def _entries(
    reading: CountyReading, rows: Iterable[Unread], more: Iterable[Place] = ()
) -> list[Entry]:
    said = _first_of_rows(reading)
    places = dict.fromkeys((*map(_place, rows), *more))
    return [entry for place in places for entry in said.get(place, ())]


def _of_one_key(
    reading: CountyReading, spec: TableSpec[Any], rows: Iterable[Unread]
) -> Iterator[Place]:
    """The places of all child rows that name the same missing row as some of these do."""
    places = set(map(_place, rows))
    for child in spec.children:
        table = reading.tables[child.file.removesuffix(".csv")]
        orphans = [one for one in table.refused if one.code == ORPHANED]
        keys = {one.found for one in orphans if _place(one) in places} - {""}
        yield from (_place(one) for one in orphans if one.found in keys)


def _nobodys(reading: CountyReading, language: Language) -> Iterator[str]:
    """Rows of which nobody knows the unit, nor between which it is, table by table."""
    unread = reading.data.unread
    rows = [one for one in unread if one.row is not None and one.key is None and not one.among]
    for name in dict.fromkeys(one.table for one in rows):
        spec = reading.data.tables[name].spec
        nobodys = [one for one in rows if one.table == name]
        alone = (one for one in nobodys if not one.parent)
        own = _entries(reading, nobodys, _of_one_key(reading, spec, alone))
        if spec.unit is None or not own:
            continue
        zh, en = spec.label.zh, spec.label.en
        title = Text(
            f"{zh}有 {len(own)} 行不知属于哪个单位，未计入任何单位：",
            f"{len(own)} row(s) of {en} belong to nobody, and count for no unit:",
        )
        yield from _block(title, own, language)


def open_lines(
    reading: CountyReading, open_units: Collection[str], language: Language
) -> Iterator[str]:
    """Yield the rows for which units are not assessed (不予评价的缘由); `open_units` are their keys."""
    units: set[str] = set()
    rows = []
    for one in reading.data.unread:
        concerned = {key for key in (one.key, *map(UnitKey.find, one.among)) if key in open_units}
        if one.row is not None and concerned:
            rows.append(one)
            units |= {key for key in concerned if key is not None}
    own = _entries(reading, rows)
    title = Text(
        f"有 {len(own)} 行未能读入或待核，所涉 {len(units)} 个单位不予评价：",
        f"{len(own)} row(s) could not be read, or wait for a person to decide; "
        f"{len(units)} unit(s) that they may concern are not assessed:",
    )
    yield from _block(title, own, language)


def count_line(reading: CountyReading, language: Language) -> str:
    """Return how much was read in one line (读取统计).

    It counts rows: refused ones, and those that a person must look at.
    """
    tables = reading.tables.values()
    files = len({file for table in tables for file in table.files})
    read = sum(table.read for table in tables)
    refused = rows_of(reading.refused)
    review = len({(e.file, e.sheet, e.row) for e in reading.review})
    return Text(
        f"读入 {files} 个文件、{read} 行：拒收 {refused} 行，待核 {review} 行",
        f"{files} files, {read} rows read: {refused} refused, {review} kept for review",
    ).say(language)


def _columns(entries: Iterable[Entry], language: Language) -> Iterator[str]:
    """Columns that nobody reads, in one line for each sheet."""
    yield Text("未识别的列（未读入）：", "columns that nobody reads:").say(language)
    sheets: dict[tuple[str, str | None], list[str]] = {}
    for entry in entries:
        column = " ".join((entry.column or "").split())
        name = escaped(column) or entry.expected.say(language)
        sheets.setdefault((entry.file, entry.sheet), []).append(name)
    for (file, sheet), names in sheets.items():
        where = escaped(file if sheet is None else f"{file}“{sheet}”")
        yield Text(
            f"  {where}：{'、'.join(names)}",
            f"  {where}: {', '.join(names)}",
        ).say(language)


def reading_lines(reading: CountyReading, language: Language, *, most: int = MOST) -> Iterator[str]:
    """Yield what was read and what was not, for a terminal (读取情况), the gravest first."""
    yield count_line(reading, language)
    refused, review = reading.refused, reading.review
    yield from _block(Text("拒收：", "refused:"), refused, language, most)
    yield from _block(Text("待核：", "for a person to decide:"), review, language, most)
    if reading.unknown_columns:
        yield from _columns(reading.unknown_columns, language)
    yield from _block(Text("不属于数据表：", "of no table:"), reading.named, language, most)
    yield from _block(Text("说明：", "told:"), reading.told, language, most)


def missing_lines(missing: Sequence[MissingTable], language: Language) -> Iterator[str]:
    """Yield the tables of which nothing was handed in (缺少的数据表), what changes most first."""
    if missing:
        yield Text("尚缺：", "missing:").say(language)
        yield from (f"  {one.say(language)}" for one in missing)
