"""Reading, assessing and gathering what is shown and written (考核全过程).

The only module of the command that knows how a county is read and assessed.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from qualitygov.blacklist import CASES, CaseState
from qualitygov.cli._console import (
    REFUSED,
    Stop,
    columns,
    need_folder,
    unreadable,
    write_line,
    wrong_usage,
)
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import OfficialCalendar, WorkCalendar
from qualitygov.core.form import to_plain
from qualitygov.core.periods import LATEST
from qualitygov.county.annual import annual_report
from qualitygov.county.places import Place, places_of
from qualitygov.county.result import CountyAssessment
from qualitygov.county.run import assess_county, assess_towns
from qualitygov.credit.outlook import Outlook
from qualitygov.credit.scorer import CreditScorer
from qualitygov.credit.trade import trade_credits
from qualitygov.enterprise import ENTERPRISES
from qualitygov.errors import FieldError, OutputError, RulebookError
from qualitygov.interchange.folder import CountyReading, read_county
from qualitygov.interchange.forms.read import FILE as MAPPING
from qualitygov.interchange.manifest import FILE as MANIFEST
from qualitygov.interchange.manifest import Manifest, book_named, read_manifest
from qualitygov.interchange.results import json_line, json_pieces
from qualitygov.interchange.runs import Pieces, sha256_of
from qualitygov.interchange.toml import rulebook_toml
from qualitygov.report.annual import annual_document
from qualitygov.report.cases import cases_document
from qualitygov.report.documents import (
    Answer,
    assessment_document,
    worklists_document,
)
from qualitygov.report.enterprises import enterprise_documents
from qualitygov.report.tables import Report
from qualitygov.returns import closings_of
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.document import files_of
from qualitygov.rulebook.load import load_rulebook
from qualitygov.rulebook.model.duty import Profile
from qualitygov.text import Language, Text

Progress = Callable[[Text, int, int], None]
CALENDAR: WorkCalendar = OfficialCalendar()

MANY = 20_000
"""Of more enterprises the outlooks are worked out only where they are asked for."""


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of a county (考核请求)."""

    folder: Path
    code: str | None = None
    name: str | None = None
    year: int | None = None
    as_of: date | None = None
    known_at: date | None = None
    rulebook: str | None = None
    strict: bool = False
    profile: Profile | None = None

    def __attrs_post_init__(self) -> None:
        if self.year is None and self.as_of is None:
            raise wrong_usage(
                "请给出考核年度 --year 或评价日 --as-of",
                "give the year to assess with --year, or the day with --as-of",
            )
        if self.as_of is not None and self.as_of > LATEST:
            raise wrong_usage(f"--as-of 不得晚于 {LATEST}", f"--as-of may not lie after {LATEST}")
        if self.year is not None and not 1 <= self.year < LATEST.year:
            raise wrong_usage(
                f"--year 应为年份，实际为 {self.year}", f"--year takes a year, not {self.year}"
            )


@attrs.frozen(kw_only=True)
class Read:
    """A county's folder that was read, with the digests of its files (已读取的县域文件夹)."""

    reading: CountyReading
    digests: Mapping[str, str]


def need_both(code: str | None, name: str | None) -> None:
    """End the command where only one of the county's code and name is given (代码与县名须同时给出)."""
    if (code is None) != (name is None):
        raise wrong_usage("--code 和 --name 须同时给出", "--code and --name go together")


def _keep_apart(data: Path, places: Iterable[Path | None]) -> None:
    """End the command where results would lie among the data.

    The next time they would be read as data themselves.
    """
    for place in places:
        if place is not None and place.resolve().is_relative_to(data.resolve()):
            why = Text(
                "在数据文件夹之内，会被当作数据读取", "within the data, and would be read as data"
            )
            raise OutputError(str(place), why)


def manifest_of(
    folder: Path,
    *,
    code: str | None = None,
    name: str | None = None,
    apart: Iterable[Path | None] = (),
) -> Manifest:
    """Return the manifest of a county's folder (县域清单).

    A folder of tables alone needs the code and the name of its county. `apart` are the places of
    results, which may not lie among the data.
    """
    need_folder(folder)
    need_both(code, name)
    try:
        manifest = read_manifest(folder, code=code, name=name)
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error, folder) from None
    _keep_apart(manifest.data, apart)
    return manifest


def read(question: Question, progress: Progress, apart: Iterable[Path | None] = ()) -> Read:
    """Read the county of a question (读取县域数据); `apart` as in `manifest_of`."""
    folder = question.folder
    manifest = manifest_of(folder, code=question.code, name=question.name, apart=apart)
    return read_folder(
        folder, manifest, question.rulebook, strict=question.strict, progress=progress
    )


def read_folder(
    folder: Path,
    manifest: Manifest,
    rulebook: str | None = None,
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> Read:
    """Read a county's folder (读取县域文件夹), by another rulebook where one is named.

    A file that changes while the folder is read ends the command: half of it old and half of it new
    would be no county's.
    """
    try:
        book = rulebook or book_named(folder, manifest)
        before = _stamps(folder, manifest.data, book)
        digests = {_placed(path, folder): sha256_of(path) for path in before}
        reading = read_county(
            folder,
            manifest=manifest,
            rulebook=load_rulebook(book),
            calendar=CALENDAR,
            strict=strict,
            progress=progress,
        )
        _same(before, _stamps(folder, manifest.data, book))
        return Read(reading=reading, digests=digests)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise unreadable(error, folder) from None


def context_of(question: Question, reading: CountyReading) -> Context:
    """Return by which rules, on which day and with which knowledge is answered (评价时点与依据)."""
    book, known_at = reading.rulebook, question.known_at
    if question.year is None:
        assert question.as_of is not None
        return Context(book, as_of=question.as_of, known_at=known_at, calendar=CALENDAR)
    try:
        return Context.of_year(
            book, question.year, as_of=question.as_of, known_at=known_at, calendar=CALENDAR
        )
    except FieldError as error:
        if error.code != "context.early":
            raise
        raise wrong_usage(error.text.zh, error.text.en) from None


def answer_of(
    reading: CountyReading,
    context: Context,
    progress: Progress,
    *,
    outlooks: bool | None = None,
    profile: Profile | None = None,
) -> Answer:
    """Assess the county and gather what is shown and written (考核并汇总).

    The outlooks of enterprises, which take a while, are worked out when they are written: where
    they are asked for, and by default in a county of up to `MANY` enterprises. The profile is the
    one asked for, else the county's own, else brief.
    """
    profile = profile or reading.manifest.profile or Profile.BRIEF
    assessment = assess_county(reading.data, context, profile=profile, progress=progress)
    standings = assessment.standings.values()
    scores = {score.code: score for score in assessment.credit}
    known = assessment.view.known(ENTERPRISES, context).rows
    units = tuple(unit for unit in known if unit.code in scores)
    asked = len(units) <= MANY if outlooks is None else outlooks
    return Answer(
        reading=reading,
        context=context,
        assessment=assessment,
        enterprises=units,
        outlook_of=_outlook_of(assessment) if asked else None,
        cases=_cases(assessment),
        listed=tuple(one.code for one in standings if one.listed_until is not None),
        trades=trade_credits(
            tuple(unit for unit in units if assessment.assessed(unit.code)),
            scores,
            context,
            by="division",
        ),
        worklists=assessment.worklists(),
        sections=assessment.sections(),
        annual=annual_report(assessment),
        before=_year_before(assessment, profile),
    )


def _year_before(assessment: CountyAssessment, profile: Profile) -> Mapping[str, Place]:
    """How the towns stood in the year before: as it was closed, by what is known now.

    Without a closed result, as known at that year's own cut-off, or before it where less is known,
    by the rules of that year.
    """
    context, view = assessment.context, assessment.view
    year, calendar = context.year - 1, context.calendar
    try:
        then = Context.of_year(context.rulebook, year, calendar=calendar)
        known = then.on(then.as_of, known_at=min(then.known_at, context.known_at))
        closings = closings_of(view, then.on(then.as_of, known_at=context.known_at))
        if closings.keys() >= assessment.places.keys():
            return {code: Place.of_closed(one.standing) for code, one in closings.items()}
        towns = assess_towns(view.data, known, profile=profile)
    except (RulebookError, FieldError):
        return {}  # the book does not reach back so far
    return places_of(towns, closings, then)


def _outlook_of(assessment: CountyAssessment) -> Callable[[str], Outlook | None]:
    """What works out the outlook of an enterprise that some record or listing weighs on."""
    scorer = CreditScorer.of(assessment.context)
    units = {unit.code: unit for unit in assessment.view.data.enterprises}

    def outlook_of(code: str) -> Outlook | None:
        one = assessment.standings[UnitKey.of(code)]
        if not (one.score.totals.deductions or one.score.listed):
            return None
        until = one.listed_until if one.score.listed else None
        return scorer.outlook(units[code], one.score.records, listed_until=until)

    return outlook_of


def _cases(assessment: CountyAssessment) -> dict[str, tuple[tuple[str, Text], ...]]:
    """The cases of each unit with their status."""
    found: dict[str, list[tuple[str, Text]]] = {}
    for case in assessment.view.known(CASES, assessment.context):
        status = case.status(assessment.context)
        if status.state is CaseState.OPEN:
            continue  # nothing of it had happened yet
        text = Text(status.say("zh"), status.say("en"))
        found.setdefault(UnitKey.of(case.subject), []).append((case.id, text))
    return {key: tuple(own) for key, own in found.items()}


# What is written, and what is shown


def about_run(question: Question, answer: Answer, digests: Mapping[str, str]) -> dict[str, Any]:
    """What a run's manifest says of rules, time and input (清单内容)."""
    book, context = answer.reading.rulebook, answer.context
    return {
        "county": answer.assessment.id,
        "rulebook": {
            "id": book.id,
            "version": book.version,
            "levels": list(book.levels),
            "digest": book.digest,
        },
        "calendar": None if context.calendar is None else to_plain(context.calendar.name),
        "period": to_plain(context.period),
        "as_of": to_plain(context.as_of),
        "known_at": to_plain(context.known_at),
        "profile": answer.assessment.plan.profile.value,
        "strict": question.strict,
        "inputs": dict(digests),
    }


def _inputs(folder: Path, data: Path, book: str | Path) -> list[Path]:
    """The manifest and the mapping, if they are there, the rulebook, and the files of data."""
    own = [path for name in (MANIFEST, MAPPING) if (path := folder / name).exists()]
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return list(dict.fromkeys((*own, *files_of(book), *files)))


def _placed(path: Path, folder: Path) -> str:
    """A file as the run's manifest names it: by its place from the county's folder."""
    return Path(os.path.relpath(path, folder)).as_posix()


def _stamps(folder: Path, data: Path, book: str | Path) -> dict[Path, tuple[int, int]]:
    """The size of each file, and when it was last written."""
    found = ((path, path.stat()) for path in _inputs(folder, data, book))
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in found}


def _same(before: Mapping[Path, tuple[int, int]], after: Mapping[Path, tuple[int, int]]) -> None:
    """End the command where a file was written, added or taken away in between."""
    changed = sorted(path.name for path in {*before, *after} if before.get(path) != after.get(path))
    if changed:
        names = "、".join(changed)
        raise Stop(
            REFUSED,
            Text(
                f"读取期间文件有改动（{names}），请待其写完后重新运行",
                f"changed while it was read: {names.replace('、', ', ')}; run again when it is done",
            ),
        )


def pieces_of(answer: Answer, progress: Progress) -> Pieces:
    """The files of a run, each made when it is written (结果文件)."""
    read = answer.reading.to_dict()
    return {
        "assessment.json": lambda: json_pieces(assessment_document(answer)),
        "reading.json": lambda: json_pieces(read),
        "worklists.json": lambda: json_pieces(worklists_document(answer)),
        "annual.json": lambda: json_pieces(annual_document(answer)),
        "cases.json": lambda: json_pieces(cases_document(answer)),
        "enterprises.ndjson": lambda: _lines(answer, progress),
        "rulebook.toml": lambda: [rulebook_toml(answer.reading.rulebook)],
    }


def _lines(answer: Answer, progress: Progress) -> Iterator[str]:
    """The lines of the enterprises, one after the other."""
    for at, one in enumerate(enterprise_documents(answer)):
        progress(Text("写出企业明细", "writing enterprises"), at, len(answer.enterprises))
        yield json_line(one)


def as_document(answer: Answer) -> dict[str, Any]:
    """Return the answer for a program (供程序读取的结果)."""
    return assessment_document(answer)


def show(answer: Answer, language: Language, *, details: bool) -> None:
    """Show what was found, on a terminal (终端显示), with `details` all of it."""
    report = Report(answer.assessment, write_line, columns(), language, details=details)
    report.head()
    report.unread(answer.reading)
    report.towns(answer.before)
    if not any(len(table) for table in answer.reading.data.tables.values()):
        report.reading(answer.reading)
        return
    report.open()
    report.targets()
    report.enterprises(answer.trades)
    report.grounds(answer.listed)
    report.worklists()
    report.reading(answer.reading)
