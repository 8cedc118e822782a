"""The prepared archive (预制信用档案): credit records in one Parquet file, ready to be scored.

The file holds first the units, then the records as they came, sorted by unit, day and id, with what
does not depend on the day of asking beside them: the unit as a number, the class that says what the
rules see in a record, from when until when it counts. `preparing` writes it, `stored` asks it.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.given import of_type, path_of
from qualitygov.credit.cells import RecordClass
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.seal import UNSEALED, seals_of
from qualitygov.errors import FieldError, bilingual, reason_of
from qualitygov.rulebook.book import Rulebook

if TYPE_CHECKING:
    import polars as pl

FORMAT = 2
"""Raised when the file holds anything else than before, or other classes."""

MARK = "qualitygov.prepared-archive"
"""The entry of the file's metadata that says what it is."""

NONSENSE = (KeyError, TypeError, AttributeError)
"""What a text that says something else leads to."""

UNIT, UNIT_KEY, REGISTERED = "_unit", "_unit_key", "_registered"
"""The unit's number in every row; in rows of units the key of its code, and whether the unit was in
the table of enterprises or only in that of records."""


def _no_archive(path: Path) -> FieldError:
    return bilingual(
        "prepared.file",
        f"{path} 不是预制信用档案，或已残缺；请重新预制",
        f"{path} is no prepared credit archive, or only a part of one; prepare the archive again",
    )


def _unreadable(path: Path, error: OSError) -> FieldError:
    zh, en = reason_of(error).zh, reason_of(error).en
    return bilingual(
        "prepared.unreadable",
        f"无法读取预制信用档案 {path}：{zh}",
        f"cannot read the prepared credit archive {path}: {en}",
    )


def _seals(path: Path) -> tuple[str, str] | None:
    """The seal of a file, if it has one; raises `FieldError` where its content is another."""
    try:
        seals = seals_of(path)
    except OSError as error:
        raise _unreadable(path, error) from None
    if seals is not None and seals[0] != seals[1]:
        raise bilingual(
            "prepared.damaged",
            f"{path} 已损坏或被改动：内容摘要为 sha256:{seals[1]}，应为 {seals[0]}；请重新预制",
            f"{path} is damaged or was changed: its content has sha256:{seals[1]}, not"
            f" {seals[0]}; prepare the archive again",
        )
    return seals


def _told(path: Path) -> dict[str, Any]:
    """What a file says of itself; raises `FieldError` for one that is no archive of this format."""
    from qualitygov.plan.engines import polars  # noqa: PLC0415 - polars is an extra

    pl = polars()
    try:
        told: dict[str, Any] = json.loads(pl.read_parquet_metadata(path).get(MARK) or "")
        version = told.pop("format")
    except (OSError, pl.exceptions.PolarsError, ValueError, *NONSENSE):
        raise _no_archive(path) from None
    if version != FORMAT:
        raise bilingual(
            "prepared.format",
            f"{path} 的格式版本为 {version}，应为 {FORMAT}，请重新预制",
            f"{path} has format {version}, not {FORMAT}; prepare the archive again",
        )
    return told


@attrs.frozen(kw_only=True, slots=False)
class PreparedArchive:
    """Credit records that were prepared for scoring (预制信用档案), in a Parquet file.

    `CreditScorer.score_prepared` scores all its units on any day, `of_unit` reads the records of
    one unit. It holds for the rulebook of this `digest` alone: a class of records is one by its
    rules. `units` and `records` are how many there are; of `doubted` units some record was
    rejected, so that they have no grade. Rows are read when they are asked for. `seal` is the
    digest of the file, by which one that was damaged or replaced is known.
    """

    path: Path
    rulebook: str
    digest: str
    units: int
    records: int
    doubted: int
    unregistered: int
    fields: tuple[str, ...]
    classes: tuple[RecordClass, ...]
    seal: str = UNSEALED

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """Open the file of an archive (打开预制档案), and look whether it is whole.

        Raises `FieldError` for a file that is no such archive, has another format, cannot be read,
        or is not what was written.
        """
        place = path_of(path, "path")
        sealed, told = _seals(place), _told(place)
        if sealed is None:
            raise _no_archive(place)
        try:
            classes = tuple(map(RecordClass.read, told.pop("classes")))
            more = {**told, "fields": tuple(told["fields"]), "seal": sealed[0]}
            return cls(path=place, classes=classes, **more)
        except (ValueError, *NONSENSE):
            raise _no_archive(place) from None

    def about(self) -> str:
        """Return what the file says of itself (档案说明), as the text of its metadata."""
        told = {**attrs.asdict(self, filter=attrs.filters.exclude("path")), "seal": UNSEALED}
        return json.dumps({"format": FORMAT, **told}, ensure_ascii=False, default=str)

    def check_book(self, book: Rulebook) -> None:
        """Raise `FieldError` for another rulebook than the archive was prepared by (核对规则手册)."""
        if of_type(book, Rulebook, "book").digest != self.digest:
            raise bilingual(
                "prepared.rulebook",
                f"{self.path} 按规则手册 {self.rulebook} 预制，不能按 {book.id} {book.version}"
                f"（sha256:{book.digest}）评分，请重新预制",
                f"{self.path} was prepared by the rulebook {self.rulebook}, and is not scored by"
                f" {book.id} {book.version} sha256:{book.digest}; prepare it again",
            )

    def check_file(self) -> None:
        """Raise `FieldError` for a file that is no longer the one that was opened (核对档案文件)."""
        sealed = _seals(self.path)
        if sealed is None:
            raise _no_archive(self.path)
        if sealed[0] != self.seal:
            raise bilingual(
                "prepared.replaced",
                f"{self.path} 打开后已被另一档案替换；请用 PreparedArchive.read 重新打开",
                f"{self.path} has been replaced by another archive since it was opened; open it"
                " again with PreparedArchive.read",
            )

    @cached_property
    def _rows(self) -> pl.LazyFrame:
        import polars as pl  # noqa: PLC0415 - an extra, and here since the file could be opened

        return pl.scan_parquet(self.path)

    def of_unit(self, code: str) -> tuple[CreditRecord, ...]:
        """Return the records of the unit with this code or key (某主体的记录), in order of day and id.

        They lie in one row group of the file. Empty where the archive has no record of the unit.
        Raises `FieldError` where the records of the table lacked what a record needs, and for a
        unit of which some record was rejected: its reasons would not be whole. So it does for a
        file that is damaged, or is another one since.
        """
        key = UnitKey.of(code)
        self.check_file()
        import polars as pl  # noqa: PLC0415 - as above

        needed = [one.name for one in attrs.fields(CreditRecord) if one.default is attrs.NOTHING]
        missing = [name for name in needed if name not in self.fields]
        if missing or self._rows.collect_schema()["subject"] != pl.String:
            names = ", ".join(missing or ["subject"])
            raise bilingual(
                "prepared.fields",
                f"{self.path} 缺少构成记录所需的列：{names}",
                f"{self.path} lacks columns that a record needs: {names}",
            )
        units = self._rows.filter(pl.col(UNIT_KEY) == key).select(UNIT, "_sure").collect().rows()
        if not units:
            return ()
        ((number, sure),) = units
        if not sure:
            raise bilingual(
                "prepared.doubted",
                f"{code} 有记录在预制时被退回，其记录不完整",
                f"records of {code} were rejected when the archive was prepared, so that it has"
                " not all of them",
            )
        own = self._rows.filter(pl.col("_class").is_not_null(), pl.col(UNIT) == number)
        rows = own.select(self.fields).collect().sort("decided_on", "id").to_dicts()
        return tuple(CreditRecord(**row) for row in rows)
