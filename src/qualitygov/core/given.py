"""What a caller gives (调用参数): of the type that is asked for, or an error in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import attrs

from qualitygov.errors import bilingual
from qualitygov.text import Text

T = TypeVar("T")


def of_type(value: object, kind: type[T], name: str) -> T:
    """Return a value that is of a type (类型核对); raises `FieldError` for any other.

    >>> of_type(5, int, "count")
    5
    """
    if isinstance(value, type) or not isinstance(value, kind):
        found = _found(value)
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        made = f"{kind.__name__}(…)" if attrs.has(kind) else None
        meant = INSTEAD.get(kind.__name__, made)
        told = Text("", "") if meant is None else Text(f"；请传入 {meant}", f"; pass {meant}")
        raise bilingual(
            "argument.type",
            f"{name} 应为 {kind.__name__}，实际为 {found}{told.zh}",
            f"{name} should be {article} {kind.__name__}, not {found}{told.en}",
        )
    return value


def entity_class(cls: object) -> type:
    """Return a class of entities (实体类核对); raises `FieldError` for anything else."""
    if isinstance(cls, type) and attrs.has(cls):
        return cls
    raise bilingual(
        "argument.type",
        f"应为实体类，如 Enterprise，实际为 {cls!r}",
        f"expected a class of entities, such as Enterprise, not {cls!r}",
    )


def _found(value: object) -> str:
    """What was given instead; a class is one for which the parentheses were left out."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "None" if value is None else type(value).__name__


INSTEAD: Mapping[str, str] = {
    "BaseConverter": "cattrs.Converter()",
    "BlacklistCase": "BlacklistCase(id=…, subject=…, list_kind=…, legal_basis=…, ground=…)",
    "Context": 'Context(load_rulebook("strong-town"), as_of="2016-12-31")',
    "CountyData": "read_county(folder).data, or CountyData(id=…, name=…, towns=[…])",
    "CreditRecord": "CreditRecord(id=…, subject=…, kind=…, …)",
    "Enterprise": "Enterprise(code=…, name=…, town=…)",
    "Path": "a path as text, or Path(…)",
    "PreparedArchive": 'PreparedArchive.read("credit.parquet"), or the first of prepare_archive(…)',
    "DuckDBPyConnection": "duckdb.connect()",
    "Manifest": "read_manifest(folder)",
    "Period": 'Context.of_year(rulebook, 2016).period, or Period("2016-01-01", "2016-12-31")',
    "Rulebook": 'load_rulebook("strong-town")',
    "RuleCase": "read_cases(…)",
    "Subject": "one of SUBJECTS, or Subject(name=…, label=…)",
    "TableSpec": 'KeptRow.spec_of("towns"), or a table of qualitygov.enterprise and the like',
    "Text": 'Text("中文", "English")',
    "WorkCalendar": "OfficialCalendar() or WeekdayCalendar()",
    "list": "[…]",
}
"""What a caller may pass, by the name of the type that is asked for."""


def path_of(path: object, name: str) -> Path:
    """Return a path that was given as one or as text (路径); raises `FieldError` for anything else.

    >>> path_of("county", "folder").name
    'county'
    """
    return Path(path) if isinstance(path, str) else of_type(path, Path, name)


def rows_of(rows: Iterable[T], kind: type[T], name: str) -> Iterator[T]:
    """Yield rows, each of a type (各行类型核对); raises `FieldError` for any other.

    >>> list(rows_of([1, 2], int, "counts"))
    [1, 2]
    """
    if isinstance(rows, (str, bytes)) or not isinstance(rows, Iterable):
        of_type(rows, list, name)
    for row in rows:
        yield row if row.__class__ is kind else of_type(row, kind, name)
