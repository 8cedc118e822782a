"""Reading tables (读取表格).

CSV in any of the spellings towns use, into entities, with every bad row named and no good one lost.

Good rows take a short way: each cell is brought to its plain form, parsed, and the entity is made.
A row that fails anywhere goes through the entity's schema, which says everything that is wrong with
it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs
import marshmallow as ma

from qualitygov.codes.unit import UnitKey, check_unit, unit_code
from qualitygov.core import cells, check
from qualitygov.core.kinds import kinds_of
from qualitygov.core.placed import placed
from qualitygov.core.schema import problems_of, schema_of
from qualitygov.errors import Problem, QualityGovError
from qualitygov.interchange.columns import Column
from qualitygov.interchange.rows import Row, matched_columns, rows_of
from qualitygov.text import Text

T = TypeVar("T")
RowCheck = Callable[[Any], Iterable[Problem]]


@attrs.frozen
class Lost:
    """A row that was refused (拒收行): its line, and its cells in their plain form."""

    line: int
    plain: Mapping[str, Any]


@attrs.frozen
class TableReading(Generic[T]):
    """What was read of one table (读取结果).

    The good rows, what is wrong, and how many rows there were. `lost` are the rows that were
    refused; a table that is not `usable` could not be read at all.
    """

    name: str
    rows: tuple[T, ...]
    problems: tuple[Problem, ...]
    read: int
    lost: tuple[Lost, ...] = ()
    usable: bool = True

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return self.read - len(self.rows)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that refused no row."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


@attrs.frozen
class Children:
    """A second table whose rows belong to those of the first (子表).

    Read into `field`, joined by the column `key`.
    """

    field: str
    path: Path
    entity: type
    key: str


def _plain_row(cls: type, row: Row, matched: Mapping[str, Column]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    required = {column.field for column in matched.values() if column.required}
    for title, column in matched.items():
        value = column.cleaned(row.cells[title])
        if column.part is not None:
            part = plain.setdefault(column.field, {})
            if value is not None:
                part[column.part] = value
        elif value is not None or (column.optional and not column.required):
            plain[column.field] = value
    read = {field: value for field, value in plain.items() if value != {} or field in required}
    return placed(cls, read)


def _made(
    cls: type[T], plain: dict[str, Any], parsers: Mapping[str, Any], nested: Mapping[str, Any]
) -> T:
    values = {
        field: parsers[field](value) if value is not None else None
        for field, value in plain.items()
    }
    return cls(**values, **nested)


def _parsers(cls: type) -> dict[str, Any]:
    return {field: kind.parse for field, (kind, _) in kinds_of(cls).items()}


def _dumped(row: Any) -> Any:
    cls: type = type(row)
    return schema_of(cls).dump(row)


def _told(
    cls: type, plain: dict[str, Any], where: str, nested: Mapping[str, Any], raw: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Everything wrong with a row, as its schema says it.

    What was found is the cell as it was written.
    """
    schema = schema_of(cls)
    shown = {field: [_dumped(one) for one in value] for field, value in nested.items()}
    try:
        schema.load({**plain, **shown})
    except ma.ValidationError as error:
        return tuple(
            attrs.evolve(
                p,
                path=f"{where}:{p.path}" if p.path else where,
                found=repr(raw[p.path]) if p.path in raw else p.found,
            )
            for p in problems_of(error.messages)
        )
    return ()


def _by_unit(cls: type) -> bool:
    """Whether rows go by the code of a unit, of which a unit may have two."""
    fields = {attribute.name: attribute for attribute in attrs.fields(cls)}
    if "id" in fields or "code" not in fields:
        return False
    return any(isinstance(part, unit_code) for part in check.parts(fields["code"].validator))


class _Reader(Generic[T]):
    """Reads the rows of one table, one after the other (逐行读取)."""

    def __init__(
        self,
        path: Path,
        cls: type[T],
        *,
        strict: bool,
        children: tuple[Children, ...] = (),
        check: RowCheck | None = None,
    ) -> None:
        self.path, self.cls, self.strict, self.check = path, cls, strict, check
        self.problems: list[Problem] = []
        self.nested = {
            child.field: _read_children(child, self.problems, strict=strict) for child in children
        }
        self.seen: dict[str, int] = {}
        self.lost: list[Lost] = []
        self.usable = True
        self.by_unit = _by_unit(cls)

    def read(self, reserved: set[str] | None = None) -> tuple[list[tuple[Row, T]], int]:
        header, rows, misshapen = rows_of(self.path, self.problems)
        count = len(rows) + len(misshapen)
        matched = (
            matched_columns(self.cls, header, self.path.name, reserved or set(), self.problems)
            if header
            else None
        )
        if matched is None:
            self.usable = False
            return [], count
        parsers = _parsers(self.cls)
        good = []
        for row in rows:
            entity = self._entity(row, matched, parsers)
            if entity is None:
                self.lost.append(Lost(row.line, _plain_row(self.cls, row, matched)))
            else:
                good.append((row, entity))
        self.lost += [Lost(line, {}) for line in misshapen]
        return good, count

    def _entity(
        self, row: Row, matched: Mapping[str, Column], parsers: Mapping[str, Any]
    ) -> T | None:
        where = f"{self.path.name}:{row.line}"
        plain = _plain_row(self.cls, row, matched)
        nested = self._children_of(plain, where)
        if nested is None:
            return None
        try:
            entity = _made(self.cls, plain, parsers, nested)
        except (QualityGovError, ValueError, TypeError, ArithmeticError, KeyError) as error:
            unread = Problem(
                "table.row", where, str(error), Text("无法读取的行", "a row that cannot be read")
            )
            raw = {
                column.name: row.cells[title]
                for title, column in matched.items()
                if not cells.is_null(row.cells[title])
            }
            self.problems += _told(self.cls, plain, where, nested, raw) or (unread,)
            return None
        told = [
            attrs.evolve(p, path=f"{where}:{p.path}" if p.path else where)
            for p in (self.check(entity) if self.check is not None else ())
        ]
        self.problems += told
        if any(problem.severity == "error" for problem in told):
            return None
        passed = self._codes_pass(entity, matched, where) and self._unique(entity, row, where)
        return entity if passed else None

    def _children_of(self, plain: dict[str, Any], where: str) -> dict[str, Any] | None:
        nested = {}
        for field, (by_key, refused) in self.nested.items():
            key = str(plain.get("id"))
            if key in refused:
                expected = Text(
                    "其子表有误，整行不予读入", "refused, since rows that belong to it were"
                )
                self.problems.append(
                    Problem("table.children", f"{where}:{field}", refused[key], expected)
                )
                by_key.pop(key, None)
                return None
            nested[field] = tuple(by_key.pop(key, ()))
        return nested

    def _unique(self, entity: T, row: Row, where: str) -> bool:
        named = getattr(entity, "id", None) or getattr(entity, "code", None)
        if named is None:
            return True
        key = UnitKey.of(named) if self.by_unit else named
        if key in self.seen:
            expected = Text(
                f"与第 {self.seen[key]} 行重复", f"the same as in line {self.seen[key]}"
            )
            self.problems.append(Problem("table.duplicate", where, str(named), expected))
            return False
        self.seen[key] = row.line
        return True

    def _codes_pass(self, entity: T, matched: Mapping[str, Column], where: str) -> bool:
        passed = True
        for column in matched.values():
            code = getattr(entity, column.field) if column.unit_code else None
            for failure in check_unit(code) if code is not None else ():
                severity: Any = "error" if self.strict else "warning"
                self.problems.append(
                    Problem("code.check", f"{where}:{column.field}", code or "", failure, severity)
                )
                passed = passed and not self.strict
        return passed

    def orphans(self) -> Iterator[Problem]:
        for field, (by_key, _) in self.nested.items():
            for key, left in by_key.items():
                expected = Text(
                    f"{len(left)} 行子表没有对应的主表行",
                    f"{len(left)} rows belong to no row that was read",
                )
                yield Problem("table.orphan", f"{self.path.name}:{field}", key, expected)


def _read_children(
    child: Children, problems: list[Problem], *, strict: bool
) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """The rows of a child table by key, and the keys of which some row was refused.

    With the place of one.
    """
    reader: _Reader[Any] = _Reader(child.path, child.entity, strict=strict)
    _, rows, _ = rows_of(child.path, [])
    made, _ = reader.read({child.key})
    problems += reader.problems
    if rows and child.key not in rows[0].cells:
        problems.append(
            Problem(
                "table.column",
                f"{child.path.name}:1",
                child.key,
                Text("缺少必需的列", "a required column is missing"),
            )
        )
        return {}, {}
    by_key: dict[str, list[Any]] = {}
    for row, entity in made:
        by_key.setdefault(row.cells[child.key].strip(), []).append(entity)
    good = {row.line for row, _ in made}
    refused = {
        row.cells[child.key].strip(): f"{child.path.name}:{row.line}"
        for row in rows
        if row.line not in good
    }
    return by_key, refused


def read_table(
    path: Path,
    cls: type[T],
    *,
    strict: bool = False,
    children: tuple[Children, ...] = (),
    check: RowCheck | None = None,
) -> TableReading[T]:
    """Read a CSV table into entities (读取表格).

    Headers may be field names, Chinese or English labels, or the column names of government tables,
    in any order; unknown columns are named in a warning. A problem's path is ``file:line:field``. A
    unit code that fails a check digit is kept with a warning, and refused when `strict`. Of two
    rows with one id, or of one unit by either of its codes, the second is refused. Children are
    read from their own tables. `check` looks at each entity and yields problems whose path is the
    field; an error refuses the row.
    """
    reader: _Reader[T] = _Reader(path, cls, strict=strict, children=children, check=check)
    made, count = reader.read()
    problems = (*reader.problems, *reader.orphans())
    return TableReading(
        name=path.name,
        rows=tuple(entity for _, entity in made),
        problems=problems,
        read=count,
        lost=tuple(reader.lost),
        usable=reader.usable,
    )
