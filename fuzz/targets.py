"""What is attacked (目标): each takes a source of chance and a folder of its own, and lives or tells.

A target makes one damaged input and gives it to the library as a user would. What the library may
raise for such an input is named in `ALLOWED`; anything else is a fault.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import io
import json
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import marshmallow

import mutate
from qualitygov import (
    BlacklistScreener,
    Context,
    CreditScorer,
    assess_county,
    cli,
    load_rulebook,
    read_county,
)
from qualitygov.codes import (
    check_unit,
    credit_code,
    identify,
    keys,
    organization_code,
    region,
    registration_number,
)
from qualitygov.codes.industry_code import read_industry
from qualitygov.core import cells
from qualitygov.county.case_file import read_cases
from qualitygov.county.cases import run_cases
from qualitygov.errors import QualityGovError
from qualitygov.schemas import ENTITIES, SCHEMAS

ROOT = Path(__file__).parents[1]
SMALL, OWN = ROOT / "examples" / "town-alone", ROOT / "examples" / "river-county"
ALLOWED = (QualityGovError, marshmallow.ValidationError)
Target = Callable[[Random, Path], None]
DAYS = ("2014-01-01", "2016-12-31", "2017-03-01", "2026-11-01")


@functools.cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@functools.cache
def _book() -> Any:
    return load_rulebook("strong-town")


@functools.cache
def _words() -> tuple[str, ...]:
    """Words of the book: what an overlay may well say in a wrong place."""
    found = {word for entry in _book().source.values() for word in (entry.section, entry.id)}
    return tuple(sorted(found))


# Texts of one value


def codes(rng: Random, folder: Path) -> None:
    """Any text as a code of a unit, a region, an industry."""
    del folder
    given = mutate.text(
        rng,
        rng.choice(
            ("91330299MA2837B62L", "330299101", "330298344947287", "C1310", "MA2837B6-2", "")
        ),
    )
    calls: tuple[Callable[[str], object], ...] = (
        credit_code.validate, credit_code.format, organization_code.validate, organization_code.format, region.validate,
        region.format, region.level, region.parent, registration_number.validate, keys.compact, identify, check_unit,
        read_industry, credit_code.is_valid, organization_code.is_valid, region.is_valid, registration_number.is_valid,
    )  # fmt: skip
    for call in calls:
        with contextlib.suppress(QualityGovError):
            call(given)


def one_cell(rng: Random, folder: Path) -> None:
    """Any text as a day, a number, a flag, a measurement."""
    del folder
    given = mutate.text(
        rng,
        rng.choice(
            (
                "2016-05-04",
                "2016年5月4日至2018年5月3日",
                "1,234.5万元",
                "<0.01 mg/kg",
                "是",
                "2.5±0.1",
                "长期",
            )
        ),
    )
    for name in cells.__all__:
        call = getattr(cells, name)
        if name in ("Cleaner", "labels", "several", "several_labels", "number_in", "shown"):
            continue
        with contextlib.suppress(QualityGovError):
            call(given)
    with contextlib.suppress(QualityGovError):
        cells.number_in("yuan")(given)


# Rulebooks


def _use(book: Any, rng: Random) -> None:
    """What loads can be asked."""
    day = rng.choice(DAYS)
    with contextlib.suppress(QualityGovError):
        scorer, screener = CreditScorer(book, as_of=day), BlacklistScreener(book, as_of=day)
        assert scorer.plan
        assert screener.plan


def overlay(rng: Random, folder: Path) -> None:
    """A county's own book, damaged as text."""
    del folder
    given = mutate.text(rng, _text(OWN / "rulebook.toml"), _words())
    _use(load_rulebook(text=given, base=_book()), rng)


def overlay_data(rng: Random, folder: Path) -> None:
    """A county's own book, damaged as data."""
    del folder
    plain = tomllib.loads(_text(OWN / "rulebook.toml"))
    if rng.random() < 0.5:
        entry = rng.choice(sorted(_book().source))
        one = _book().source[entry]
        values = {
            k: v
            for k, v in one.versions[-1].values.items()
            if k not in ("id", "unknown", "source", "basis")
        }
        change = {"section": one.section, "id": one.id, "source": "县", "set": values}
        plain["change"] = [change]
    for _ in range(rng.randrange(1, 3)):
        plain = mutate.value(rng, plain)  # type: ignore[assignment]
    with contextlib.suppress(TypeError):
        if not isinstance(plain, dict):
            raise TypeError
        _use(load_rulebook(mapping=plain, base=_book()), rng)


def rule_cases(rng: Random, folder: Path) -> None:
    """Cases beside a book."""
    del folder
    given = mutate.text(rng, _text(ROOT / "examples" / "county" / "rulebook.cases.toml"), _words())
    run_cases(_book(), read_cases(given))


# Folders


def _county(rng: Random, folder: Path, book: Any = None) -> None:
    reading = read_county(folder, rulebook=book or _book())
    reading.to_dict()
    if rng.random() < 0.5:
        assess_county(reading.data, Context.of_year(reading.rulebook, 2016))


def manifest(rng: Random, folder: Path) -> None:
    """A manifest and a mapping, damaged."""
    shutil.copytree(SMALL, folder / "c")
    given = mutate.text(rng, _text(SMALL / "county.toml"), _words())
    (folder / "c" / "county.toml").write_text(given, encoding="utf-8", errors="surrogatepass")
    if rng.random() < 0.5:
        case = rng.choice(sorted((ROOT / "src/qualitygov/interchange/forms").rglob("*.toml")))
        (folder / "c" / "mapping.toml").write_text(
            mutate.text(rng, _text(case), ("towns", "samples", "columns")),
            encoding="utf-8",
            errors="replace",
        )
    read_county(folder / "c").to_dict()


def tables(rng: Random, folder: Path) -> None:
    """Tables of text, damaged as text or as bytes."""
    shutil.copytree(SMALL, folder / "c")
    for path in rng.sample(sorted((folder / "c" / "data").glob("*.csv")), rng.randrange(1, 3)):
        if rng.random() < 0.6:
            path.write_text(
                mutate.text(rng, _text(SMALL / "data" / path.name)),
                encoding="utf-8",
                errors="surrogatepass",
            )
        else:
            encoded = _text(SMALL / "data" / path.name).encode(
                rng.choice(("utf-8", "gb18030", "utf-16", "utf-8-sig"))
            )
            path.write_bytes(mutate.data(rng, encoded))
        if rng.random() < 0.1:
            path.rename(
                path.with_name(mutate.nasty(rng)[:20].strip("/\x00.").replace("/", "") + path.name)
            )
    _county(rng, folder / "c")


@functools.cache
def _workbook(name: str) -> bytes:
    import openpyxl  # noqa: PLC0415 - an extra

    book = openpyxl.Workbook()
    sheet = book.active
    for row in csv.reader(io.StringIO(_text(SMALL / "data" / name))):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(rng: Random, folder: Path) -> None:
    """A workbook with hostile cells, or damaged as bytes."""
    import openpyxl  # noqa: PLC0415 - an extra

    shutil.copytree(SMALL, folder / "c")
    path = rng.choice(sorted((folder / "c" / "data").glob("*.csv")))
    path.unlink()
    made = path.with_suffix(rng.choice((".xlsx", ".xlsx", ".xlsx", ".xls", ".ods", ".xlsb")))
    if rng.random() < 0.5:
        made.write_bytes(mutate.data(rng, _workbook(path.name)))
    else:
        book = openpyxl.load_workbook(io.BytesIO(_workbook(path.name)))
        sheet = book.active
        for _ in range(rng.randrange(1, 5)):
            cell = sheet.cell(rng.randint(1, sheet.max_row), rng.randint(1, sheet.max_column))
            with contextlib.suppress(
                ValueError, TypeError, openpyxl.utils.exceptions.IllegalCharacterError
            ):
                cell.value = rng.choice(
                    (mutate.nasty(rng), date(2016, 5, 4), True, 0.1, 1e300, None, 42370)
                )  # type: ignore[assignment]
        if rng.random() < 0.3:
            sheet.merge_cells(
                start_row=1, start_column=1, end_row=rng.randint(1, 3), end_column=rng.randint(1, 3)
            )
        if rng.random() < 0.3:
            sheet.insert_rows(1, rng.randint(1, 3))
        book.save(made)
    _county(rng, folder / "c")


# Results and the command


@functools.cache
def _run(where: Path) -> Path:
    out = where / "out"
    assert _quiet(["assess", str(SMALL), "--year", "2016", "--out", str(out)]) == 0
    return out


def _quiet(arguments: list[str]) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return cli.main(arguments)


def results(rng: Random, folder: Path) -> None:
    """A run of which a file was damaged: explained, or refused in a sentence."""
    out = folder / "out"
    shutil.copytree(_run(folder.parent), out)
    path = rng.choice([one for one in sorted(out.rglob("*")) if one.is_file()])
    if path.suffix in (".json", ".ndjson") and rng.random() < 0.5:
        lines = path.read_text(encoding="utf-8").splitlines()
        at = rng.randrange(len(lines)) if path.suffix == ".ndjson" else None
        plain = json.loads(lines[at] if at is not None else "\n".join(lines))
        made = json.dumps(mutate.value(rng, plain), ensure_ascii=False)
        if at is None:
            path.write_text(made, encoding="utf-8", errors="surrogatepass")
        else:
            lines[at] = made
            path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")
    else:
        path.write_bytes(mutate.data(rng, path.read_bytes()))
    what = rng.choice(
        (
            "520299100",
            "云溪镇",
            "91520299400000018C",
            "satisfaction",
            "云溪酒业有限公司",
            mutate.nasty(rng),
        )
    )
    code = _quiet(["explain", str(out), what, *rng.choice(([], ["--json"], ["--language", "zh"]))])
    assert code in (0, 1, 2, 3, 4, 5), code


def command(rng: Random, folder: Path) -> None:
    """Words in any order as a command line."""
    words = (
        "assess", "check", "init", "map", "template", "explain", "rulebook", "show", "diff", "schema", "draw", "--year", "2016", "--as-of",
        "2016-12-31", "--known-at", "--out", str(folder / "x"), "--json", "--language", "zh", "en", "--profile", "full", "--code", "330299",
        "--name", "示范县", "strong-town", "satisfaction", str(folder / "none"), str(SMALL / "county.toml"), "--strict", "--seed", "--help", "--version",
    )  # fmt: skip
    given = [
        rng.choice(words) if rng.random() < 0.85 else mutate.nasty(rng)
        for _ in range(rng.randrange(1, 7))
    ]
    code = _quiet(given)
    assert code in (0, 1, 2, 3, 4, 5), code


# Entities


@functools.cache
def _rows() -> dict[str, list[dict[str, str]]]:
    found = {}
    for spec, entity in _tables():
        path = ROOT / "examples" / "county" / "data" / spec
        with (
            contextlib.suppress(OSError, UnicodeDecodeError),
            path.open(encoding="utf-8", newline="") as file,
        ):
            found[entity] = list(csv.DictReader(file))[:20]
    return found


def _tables() -> list[tuple[str, str]]:
    from qualitygov.county import table_specs  # noqa: PLC0415 - the face is wide

    return [(spec.file, spec.entity.__name__) for spec in table_specs()]


def schemas(rng: Random, folder: Path) -> None:
    """A mapping for a schema, with odd values."""
    del folder
    entity = rng.choice(
        sorted(name for name in _rows() if f"{name}Schema" in SCHEMAS and _rows()[name])
    )
    row: object = {k: v for k, v in rng.choice(_rows()[entity]).items() if v}
    for _ in range(rng.randrange(1, 4)):
        row = mutate.value(rng, row)
    schema = SCHEMAS[f"{entity}Schema"]
    made = schema(language=rng.choice(("zh", "en"))).load(row)
    assert type(made) in ENTITIES.values()
    schema().dumps(made)


TARGETS: dict[str, Target] = {
    "codes": codes,
    "one_cell": one_cell,
    "overlay": overlay,
    "overlay_data": overlay_data,
    "rule_cases": rule_cases,
    "manifest": manifest,
    "tables": tables,
    "workbook": workbook,
    "results": results,
    "command": command,
    "schemas": schemas,
}
