"""Use an installed qualitygov as a new user would: a script for `tools/release.py`.

python tools/smoke.py core    # the library alone, with its three dependencies
python tools/smoke.py all     # with every extra of `all`, and pandas

It imports nothing of this repository, and fails at the first thing that does not work.
"""

from __future__ import annotations

import csv
import importlib.metadata
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

CODE = "91330299MA2837B62L"
PENALTY = {
    "id": "R1",
    "subject": CODE,
    "kind": "penalty",
    "severity": "general",
    "happened_on": date(2016, 6, 1),
    "decided_on": date(2016, 6, 1),
    "known_on": date(2016, 6, 1),
}
TABLES = {
    "towns.csv": [
        ("code", "name.zh", "name.en", "parent"),
        ("330299101", "清溪镇", "Qingxi", "330299"),
    ],
    "enterprises.csv": [("code", "name", "town"), (CODE, "清溪食品厂", "330299101")],
}
COUNTY = '[county]\ncode = "330299"\nname = { zh = "示范县", en = "Example County" }\n'


def demand(holds: object, what: str) -> None:
    """Fail, naming what does not hold."""
    if not holds:
        sys.exit(f"smoke: {what}")


def command(*words: str) -> str:
    """Return what the installed command prints; fail where it does not end with 0."""
    beside = Path(sys.executable).with_name("qualitygov")
    done = subprocess.run([beside, *words], capture_output=True, text=True, check=False)
    demand(done.returncode == 0, f"{words}: {done.returncode} {done.stdout[-500:]}{done.stderr}")
    return done.stdout


def filled(folder: Path) -> None:
    """Make a tiny county of a folder; a manifest that is there stays."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, rows in TABLES.items():
        with (folder / "data" / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    if not (folder / "county.toml").exists():
        (folder / "county.toml").write_text(COUNTY, encoding="utf-8")


def library(folder: Path) -> None:
    """Score, screen, load by a schema and assess a tiny county, in Python."""
    import qualitygov as qg  # noqa: PLC0415 - what is tried here
    from qualitygov.schemas import EnterpriseSchema  # noqa: PLC0415 - as above

    home = Path(qg.__file__)
    demand(Path(sys.prefix) in home.parents, f"{home} is not the installed one")
    demand(qg.__version__ == importlib.metadata.version("qualitygov"), "two versions")
    context = qg.Context.of_year(qg.load_rulebook("strong-town"), 2016)
    unit = EnterpriseSchema().load({"code": CODE, "name": "清溪食品厂", "town": "330299101"})
    record = qg.CreditRecord(**PENALTY, source_document="罚〔2016〕5号")
    score = qg.CreditScorer.of(context).score(unit, [record])
    demand(score.grade and score.say("zh") and score.lines, "no score")
    demand(qg.CreditScore.from_dict(score.to_dict()).score == score.score, "JSON and back")
    filled(folder)
    reading = qg.read_county(folder)
    demand(reading.whole, reading.refused or reading.file_errors)
    (town,) = qg.assess_county(reading.data, context).towns
    demand(town.targets["food-production"].verdict.value == "not-reported", "the tiny county")


def line(folder: Path) -> None:
    """Run the command from an empty folder to a page, a workbook and a document."""
    county, out = folder / "new", folder / "out"
    demand(command("--version").split()[-1] == importlib.metadata.version("qualitygov"), "version")
    command("init", str(county), "--code", "330299", "--name", "示范县")
    filled(county)
    command("check", str(county), "--out", str(folder / "checked"))
    command("assess", str(county), "--year", "2016", "--out", str(out))
    demand("清溪食品厂" in command("explain", str(out), CODE, "--language", "zh"), "explain")
    papers = ["--document", "考核通报", "--number", "示〔2017〕1号", "--date", "2017-03-06"]
    command("report", str(out), "--to", str(folder / "papers"), "--html", "--xlsx", *papers)
    made = {path.suffix for path in (folder / "papers").iterdir()}
    demand(made >= {".html", ".xlsx", ".docx"}, made)
    command("template", "samples", "--to", str(folder / "templates"))


def frames(folder: Path) -> None:
    """Score frames of three kinds; read a frame, a query and a workbook."""
    import openpyxl  # noqa: PLC0415 - what is tried here
    import polars as pl  # noqa: PLC0415 - as above

    import qualitygov as qg  # noqa: PLC0415 - as above
    from qualitygov.interchange import (  # noqa: PLC0415 - as above
        frame_sheet,
        read_table,
        sql_sheet,
    )

    scorer = qg.CreditScorer(qg.load_rulebook("strong-town"), as_of="2016-12-31")
    types = {"category": pl.String, "measure": pl.Int64, "judged_grave_by": pl.String}
    row = {**PENALTY, "heavier_penalty": False, **dict.fromkeys(types)}
    records = pl.DataFrame([row], schema_overrides=types)
    units = pl.DataFrame({"code": [CODE]})
    for turned in (lambda frame: frame, pl.DataFrame.to_arrow, pl.DataFrame.to_pandas):
        scored = scorer.score_frame(turned(units), turned(records))
        demand([int(str(one)) for one in scored["score"]] == [90_000], scored)
    header, *rows = TABLES["enterprises.csv"]
    frame = pl.DataFrame(rows, schema=list(header), orient="row")
    demand(read_table(frame_sheet(frame, "enterprises"), qg.Enterprise).rows, "a frame")
    asked = sql_sheet("sqlite://", "select 'A1' as id", "returns")
    demand(asked.rows[1].cells == ("A1",), "a query")
    filled(folder)
    (folder / "data" / "enterprises.csv").unlink()
    book = openpyxl.Workbook()
    for cells in (header, *rows):
        book.active.append(cells)
    book.save(folder / "data" / "enterprises.xlsx")
    read = qg.read_county(folder).data.enterprises.rows
    demand([one.name for one in read] == ["清溪食品厂"], "a workbook")


def others() -> None:
    """Draw an enterprise, describe one for OpenAPI, ask for a working day."""
    from apispec import APISpec  # noqa: PLC0415 - what is tried here
    from apispec.ext.marshmallow import MarshmallowPlugin  # noqa: PLC0415 - as above
    from hypothesis import find  # noqa: PLC0415 - as above

    import qualitygov as qg  # noqa: PLC0415 - as above
    from qualitygov.schemas import EnterpriseSchema  # noqa: PLC0415 - as above
    from qualitygov.strategies import entities  # noqa: PLC0415 - as above

    demand(find(entities(qg.Enterprise), lambda _: True).code, "a drawn enterprise")
    spec = APISpec("t", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Enterprise", schema=EnterpriseSchema)
    described = spec.to_dict()["components"]["schemas"]["Enterprise"]
    demand("code" in described["properties"], "OpenAPI")
    demand(qg.OfficialCalendar().is_working_day(date(2016, 10, 3)) is False, "the calendar")


def main() -> None:
    """Run what the first argument asks for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library(folder / "tiny")
        if sys.argv[1:] == ["all"]:
            line(folder)
            frames(folder / "workbook")
            others()
    print(f"smoke: {sys.argv[1]} ok")


if __name__ == "__main__":
    main()
