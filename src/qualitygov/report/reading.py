"""What was read, in lines for people (读取情况说明): what could not be read first, then row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualitygov.interchange.entry import Entry
from qualitygov.interchange.folder import CountyReading
from qualitygov.interchange.missing import MissingTable
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
    """Yield what could not be read at all (未能读入): no verdict that rests on it is made."""
    count = len({entry.file for entry in reading.file_errors})
    yield from _block(
        Text(
            f"有 {count} 个文件未能读入，相关结论不予评价：",
            f"{count} file(s) could not be read; verdicts that rest on them are not made:",
        ),
        reading.file_errors,
        language,
    )


def count_line(reading: CountyReading, language: Language) -> str:
    """Return how much was read in one line (读取统计).

    It counts rows: refused ones, and those that a person must look at.
    """
    tables = reading.tables.values()
    files = len({file for table in tables for file in table.files})
    read = sum(table.read for table in tables)
    refused = len({(e.file, e.sheet, e.row) for e in reading.refused})
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
        name = " ".join((entry.column or "").split()) or entry.expected.say(language)
        sheets.setdefault((entry.file, entry.sheet), []).append(name)
    for (file, sheet), names in sheets.items():
        where = file if sheet is None else f"{file}“{sheet}”"
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
