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

from qualitygov.cli._console import (
    DONE,
    NOT_FOUND,
    Stop,
    command,
    opened,
    say_json,
    say_line,
    spoken,
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
ASK_FOR_IT = Text("；需要时用 assess --outlooks 重新运行", "; run assess --outlooks for it")


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


def _of_target(assessment: Plain, what: str) -> list[Plain]:
    """One target over all towns."""
    known = {_plain(name): name for town in assessment["towns"] for name in town["targets"]}
    name = known.get(_plain(what))
    towns = {
        town["code"]: {"name": town["name"], **town["targets"][name]}
        for town in assessment["towns"]
        if name in town["targets"]
    }
    remedies = assessment["towns"][0]["remedies"] if towns else None
    return [{"id": name, "towns": towns, "remedies": remedies}] if towns else []


def _search(run: Run, what: str) -> Found:
    units: dict[str, str] = {}
    assessment = run.document("assessment.json")
    found = Found(
        units=list(_units(run, what, units)),
        towns=_named(assessment["towns"], what),
        departments=_named(assessment["departments"], what),
        areas=_named(assessment["areas"], what),
        targets=_of_target(assessment, what),
    )
    if found.nothing:
        missing = Text(
            f"{run.folder} 中没有 {what}：应为单位代码或名称、乡镇、部门、片区或目标编号",
            f"nothing in {run.folder} goes by {what}: give the code or name of a unit, a town, a"
            " department or an area, or the id of a target",
        )
        if near := _near(what, assessment, units):
            missing += Text(f"；相近的有 {'、'.join(near)}", f"; there are {', '.join(near)}")
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


def _near(what: str, assessment: Plain, units: Mapping[str, str]) -> list[str]:
    """The names and ids near to a word: those that have it inside, then those spelt alike."""
    shown: dict[str, str] = {}
    for row in (*assessment["towns"], *assessment["departments"], *assessment["areas"]):
        code, zh, en = _said(row)
        shown |= {code: f"{zh} ({code})", zh: f"{zh} ({code})", en: f"{en} ({code})"}
    shown |= {name: name for town in assessment["towns"] for name in town["targets"]}
    shown |= {name: f"{name} ({code})" for name, code in units.items()}
    wanted = _plain(what)
    plain = {_plain(name): text for name, text in shown.items()}
    inside = [text for name, text in plain.items() if wanted and wanted in name]
    alike = [plain[name] for name in get_close_matches(wanted, list(plain), n=MOST_NEAR)]
    return list(dict.fromkeys([*inside, *alike]))[:MOST_NEAR]


def _tell_unit(unit: Plain, language: Language) -> Iterator[str]:
    yield unit["explanation"][language]
    titles = (
        ("outlook", Text("今后自然变动", "what changes by itself")),
        ("grounds", Text("列入事由", "grounds for listing")),
    )
    for name, title in titles:
        if unit[name]:
            yield f"  {title.say(language)}"
            yield from (f"    {line[language]}" for line in unit[name])
    if unit["outlook"] is None:
        from qualitygov.report.official.papers import NO_OUTLOOK  # noqa: PLC0415 - for it alone

        yield f"  {(NO_OUTLOOK + ASK_FOR_IT).say(language)}"
    for case in unit["cases"]:
        yield f"  {'案件' if language == 'zh' else 'case'} {case['id']}: {case['status'][language]}"


def _place(row: Plain, language: Language) -> Iterator[str]:
    """Score, grade and rank of a town, a department or an area, and what would settle them."""
    from qualitygov.assessment.said import (  # noqa: PLC0415 - quick start-up
        said_grade,
        said_rank,
        said_score,
    )

    score = said_score(row["score"], row["lowest"], row["highest"])
    grade = said_grade(row["grade"], row["grade_between"]).say(language)
    rank, zh = said_rank(row["rank"], row["rank_between"]), language == "zh"
    name = f"{row['name'][language]} ({row['code']})"
    if zh:
        yield f"{name}  {score} 分，等级 {grade}，第 {rank} 名"
    else:
        yield f"{name}  {score} points, grade {grade}, rank {rank}"
    if row["unsettled"]:
        parts = ("；" if zh else "; ").join(one["text"][language] for one in row["unsettled"])
        yield f"  {'待定：' if zh else 'open: '}{parts}"


def _earned(item: Plain, *, zh: bool) -> str:
    """What an item earned, with its bounds while something is open."""
    if item["lowest"] is None:
        return "不计分" if zh else "not scored"
    earned = ("待定" if zh else "open") if item["points"] is None else item["points"]
    text = f"{earned}/{item['full']}"
    same = item["lowest"] == item["highest"]
    return text if same else f"{text} [{item['lowest']}–{item['highest']}]"


def _tell_town(town: Plain, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield from _place(town, language)
    yield f"  {'考核项目' if zh else 'items'}"
    for item in town["items"]:
        earned = _earned(item, zh=zh)
        yield f"    {earned}  {item['label'][language]}  {item['remark'][language]}"
    yield f"  {'目标' if zh else 'targets'}"
    yield from (f"    {one['text'][language]}" for one in town["targets"].values())
    yield from (f"  {veto[language]}" for veto in town["vetoes"])
    yield f"  {town['remedies'][language]}"


def _tell_target(target: Plain, language: Language) -> Iterator[str]:
    yield target["id"]
    yield from (
        f"  {one['name'][language]}  {one['text'][language]}" for one in target["towns"].values()
    )
    yield f"  {target['remedies'][language]}"


@command
def explain(
    out: Annotated[Path, typer.Argument(help="what assess wrote, or one of its runs (结果文件夹)")],
    what: Annotated[
        str, typer.Argument(help="a unit, town, department or area, or a target's id (说明对象)")
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
    rulebook = run.manifest()["rulebook"]
    levels = f"{rulebook['id']} {rulebook['version']} sha256:{rulebook['digest']}"
    for unit in found.units:
        say_line(f"{unit['name']}  {levels}")
        _say(_tell_unit(unit, said))
    for town in found.towns:
        _say(_tell_town(town, said))
    for row in (*found.departments, *found.areas):
        _say(_place(row, said))
        _say(f"  {line}" for line in row["text"][said].splitlines()[1:])
    for target in found.targets:
        _say(_tell_target(target, said))
    return DONE


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        say_line(line)
