"""``qualitygov explain`` (说明): why a unit, a town, a department or a target came out as it did."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from qualitygov.cli import _completing
from qualitygov.cli._console import (
    DONE,
    NOT_FOUND,
    Stop,
    columns,
    command,
    opened,
    say_json,
    spoken,
    write_line,
)
from qualitygov.cli._options import JsonOption, LanguageOption
from qualitygov.codes.unit import UnitKey
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.interchange.runs import Run

MOST_NEAR = 5
MOST_LOOKED_AT = 20_000
"""Of so many units the names are compared for a near one; of more, those that hold the word."""

_HEAD = re.compile(r'\{"code": "([^"\\]*)", "name": ("(?:[^"\\]|\\.)*"), ')
Plain = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Found:
    """What an explanation is about (说明对象): all that goes by the name or code asked for."""

    units: list[Plain]
    towns: list[Plain]
    departments: list[Plain]
    areas: list[Plain]
    targets: list[Plain]

    @property
    def nothing(self) -> bool:
        """Whether nothing goes by that name."""
        return not any(attrs.astuple(self, recurse=False))


def _plain(word: str) -> str:
    """A name or an id as it is compared: neither case nor space around it matters."""
    return word.strip().casefold()


def _units(run: Run, what: str, names: dict[str, str]) -> Iterator[Plain]:
    """The units of a code or a name; each line is read, and only theirs are parsed.

    The names of the others go to `names`, each with its code.
    """
    key, wanted = UnitKey.find(what), _plain(what)
    for line in run.lines("enterprises.ndjson"):
        head = _HEAD.match(line)
        code, name = (head[1], json.loads(head[2])) if head else ("", "")
        if _plain(name) == wanted or (key is not None and UnitKey.find(code) == key):
            yield json.loads(line)
        elif len(names) < MOST_LOOKED_AT or (wanted and wanted in _plain(name)):
            names[name] = code


def _said(row: Plain) -> tuple[str, str, str]:
    return row["code"], row["name"]["zh"], row["name"]["en"]


def _named(rows: Iterable[Plain], what: str) -> list[Plain]:
    return [row for row in rows if _plain(what) in map(_plain, _said(row))]


def _labels(assessment: Plain) -> dict[str, Plain]:
    """What each target is called, by its id."""
    return {
        name: one["label"] for town in assessment["towns"] for name, one in town["targets"].items()
    }


def _clauses(assessment: Plain) -> dict[str, list[str]]:
    """The clauses of the opinion of each target, by its id."""
    return {
        name: one["clause"].split(", ")
        for town in assessment["towns"]
        for name, one in town["targets"].items()
    }


def _of_targets(assessment: Plain, what: str) -> list[Plain]:
    """The targets of an id, a name or a clause, each over all towns."""
    wanted, clauses = _plain(what), _clauses(assessment)
    found = [
        (name, label)
        for name, label in _labels(assessment).items()
        if wanted in map(_plain, (name, *label.values())) or wanted in clauses[name]
    ]
    return [
        {
            "id": name,
            "label": label,
            "towns": {
                town["code"]: {"name": town["name"], **town["targets"][name]}
                for town in assessment["towns"]
                if name in town["targets"]
            },
            "remedies": assessment["towns"][0]["remedies"],
        }
        for name, label in found
    ]


def _search(run: Run, what: str) -> Found:
    units: dict[str, str] = {}
    assessment = run.document("assessment.json")
    found = Found(
        units=list(_units(run, what, units)),
        towns=_named(assessment["towns"], what),
        departments=_named(assessment["departments"], what),
        areas=_named(assessment["areas"], what),
        targets=_of_targets(assessment, what),
    )
    if found.nothing:
        missing = Text(
            f"{run.folder} 中没有 {what}：应为单位代码或名称、乡镇、部门、片区、目标或条款",
            f"nothing in {run.folder} goes by {what}: give the code or name of a unit, a town, a"
            " department or an area, the id of a target, or a clause",
        )
        zh, en = (_near(what, assessment, units, language) for language in ("zh", "en"))
        if zh:
            missing += Text(f"；相近的有 {'、'.join(zh)}", f"; there are {', '.join(en)}")
        missing += _waiting(run)
        raise Stop(NOT_FOUND, missing)
    return found


def _waiting(run: Run) -> Text:
    """Rows of the register that were refused, or that a person must decide (未入册的行)."""
    register = run.document("reading.json")["tables"].get("enterprises", {})
    refused, review = (
        len({(one["file"], one["sheet"], one["row"]) for one in register.get(part, ())})
        for part in ("refused", "review")
    )
    if not refused + review:
        return Text("", "")
    return Text(
        f"；企业表另有拒收 {refused} 行、待核 {review} 行，所写的单位未列入，见 reading.json",
        f"; of the register {refused} rows were refused and {review} are kept for review, and "
        "their units are not here: see reading.json",
    )


def _near(what: str, assessment: Plain, units: Mapping[str, str], language: Language) -> list[str]:
    """The names and ids near to a word: those that have it inside, then those spelt alike."""
    shown: dict[str, str] = {}
    for row in (*assessment["towns"], *assessment["departments"], *assessment["areas"]):
        code, zh, en = _said(row)
        shown |= {code: f"{zh} ({code})", zh: f"{zh} ({code})", en: f"{en} ({code})"}
    for name, label in _labels(assessment).items():
        text = f"{label[language]} ({name})"
        shown |= {name: text, label["zh"]: text, label["en"]: text}
    shown |= {name: f"{name} ({code})" for name, code in units.items()}
    wanted = _plain(what)
    plain = {_plain(name): text for name, text in shown.items()}
    inside = [text for name, text in plain.items() if wanted and wanted in name]
    alike = [plain[name] for name in get_close_matches(wanted, list(plain), n=MOST_NEAR)]
    return list(dict.fromkeys([*inside, *alike]))[:MOST_NEAR]


@command
def explain(
    out: Annotated[Path, typer.Argument(help="what assess wrote, or one of its runs (结果文件夹)")],
    what: Annotated[
        str,
        typer.Argument(
            help="a unit, town, department, area or target, by code, name or clause (说明对象，代码或名称)",
            autocompletion=_completing.explained,
        ),
    ],
    *,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Explain a unit, a town, a department or a target (说明结果与理由)."""
    said, run = spoken(language), opened(out)
    found = _search(run, what.strip())
    if as_json:
        say_json(attrs.asdict(found, recurse=False))
        return DONE
    from qualitygov.report.explained import Explained  # noqa: PLC0415 - start-up stays quick

    told = Explained(write_line, columns(), said, run)
    for unit in found.units:
        told.unit(unit)
    for town in found.towns:
        told.town(town)
    for row in (*found.departments, *found.areas):
        told.place(row)
    for target in found.targets:
        told.target(target)
    return DONE
