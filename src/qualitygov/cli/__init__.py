"""The command ``qualitygov`` (命令行): a thin skin over the library.

Exit codes: 0 done; 1 the rulebook or manifest cannot be used, or a rule case fails; 2 wrong usage;
3 rows were refused and ``--fail-on-refused`` was given; 4 no such enterprise.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.errors import CodeError, MissingExtraError, QualityGovError
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualitygov.county.run import CountyAssessment
    from qualitygov.credit.outlook import Outlook
    from qualitygov.interchange.folder import CountyReading

__all__ = ["main"]

FAILED, REFUSED, NOT_FOUND = 1, 3, 4
NARROWEST = 124  # columns that the table of towns needs
Progress = Callable[[Text, int, int], None]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"expected a day such as 2016-12-31, not {text!r}"
        raise argparse.ArgumentTypeError(msg) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qualitygov", description="Quality governance of towns and counties (质量强镇)."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    assess = commands.add_parser("assess", help="assess a county's folder")
    assess.add_argument("folder", type=Path, help="a folder with county.toml and data/")
    assess.add_argument(
        "--as-of", type=_day, required=True, help="the day of evaluation, YYYY-MM-DD"
    )
    assess.add_argument(
        "--known-at", type=_day, help="the day whose knowledge is used (default: --as-of)"
    )
    assess.add_argument("--out", type=Path, help="a folder for the results as JSON")
    assess.add_argument(
        "--rulebook", help="a rulebook instead of the county's: a file, or a built-in id"
    )
    assess.add_argument("--language", choices=("zh", "en"), default="en")
    assess.add_argument(
        "--strict", action="store_true", help="refuse codes that fail a check digit"
    )
    assess.add_argument(
        "--fail-on-refused", action="store_true", help="exit with 3 when rows were refused"
    )
    explain = commands.add_parser("explain", help="tell one enterprise its score, line by line")
    explain.add_argument("folder", type=Path, help="the folder that assess wrote")
    explain.add_argument("code", help="its credit code or organization code")
    explain.add_argument("--language", choices=("zh", "en"), default="en")
    rulebook = commands.add_parser("rulebook", help="check and compare rulebooks").add_subparsers(
        dest="action", required=True
    )
    check = rulebook.add_parser("check", help="check a rulebook and run the cases beside it")
    check.add_argument("book", help="a file, a folder, or a built-in id")
    check.add_argument("--language", choices=("zh", "en"), default="en")
    diff = rulebook.add_parser("diff", help="show what a second book has otherwise")
    diff.add_argument("book")
    diff.add_argument("other")
    diff.add_argument("--language", choices=("zh", "en"), default="en")
    return parser


@contextmanager
def _progress(console: Any, language: Language) -> Iterator[Progress]:
    """A progress line on the terminal, silent where there is none."""
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 - an extra

    with Progress(
        TextColumn("{task.description}"), BarColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task("", total=None)

        def told(what: Text, done: int, total: int) -> None:
            bar.update(task, description=what.say(language), completed=done, total=total)

        yield told


def _outlooks(
    reading: CountyReading, assessment: CountyAssessment, until: dict[str, date], told: Progress
) -> dict[str, Outlook]:
    """The outlook of every enterprise that some record weighs on."""
    from qualitygov.credit.scorer import CreditScorer  # noqa: PLC0415 - start-up stays quick

    scorer = CreditScorer(reading.rulebook, as_of=assessment.as_of, known_at=assessment.known_at)
    units = {unit.code: unit for unit in reading.data.enterprises}
    weighed = [score for score in assessment.credit if score.totals.deductions or score.listed]
    found = {}
    for at, score in enumerate(weighed):
        if at % 50 == 0:
            told(Text("信用展望", "outlooks"), at, len(weighed))
        found[score.code] = scorer.outlook(
            units[score.code], score.records, listed_until=until.get(score.code)
        )
    return found


def _assess(options: argparse.Namespace) -> int:
    from rich.console import Console  # noqa: PLC0415 - an extra

    from qualitygov.blacklist.case import listed_until  # noqa: PLC0415 - as above
    from qualitygov.county.run import assess_county  # noqa: PLC0415 - start-up stays quick
    from qualitygov.interchange.folder import read_county  # noqa: PLC0415 - as above
    from qualitygov.report.documents import trades_of  # noqa: PLC0415 - as above
    from qualitygov.report.tables import Report  # noqa: PLC0415 - an extra
    from qualitygov.rulebook.load import load_rulebook  # noqa: PLC0415 - as above

    console, calendar = Console(width=max(Console().width, NARROWEST)), OfficialCalendar()
    book = load_rulebook(options.rulebook) if options.rulebook else None
    with _progress(Console(stderr=True), options.language) as told:
        reading = read_county(
            options.folder, rulebook=book, calendar=calendar, strict=options.strict, progress=told
        )
        assessment = assess_county(
            reading.data,
            reading.rulebook,
            as_of=options.as_of,
            known_at=options.known_at,
            calendar=calendar,
            progress=told,
        )
        until = {
            score.code: day
            for score in assessment.credit
            if score.listed
            and (
                day := listed_until(
                    reading.data.cases,
                    score.code,
                    options.as_of,
                    reading.rulebook,
                    calendar,
                    known_at=options.known_at,
                )
            )
        }
        if options.out is not None:
            _write(options.out, reading, assessment, _outlooks(reading, assessment, until, told))
    report = Report(console, options.language)
    head = f"{assessment.name.say(options.language)}  {assessment.as_of}  {assessment.rulebook}"
    console.print(head, highlight=False, soft_wrap=True, end="\n\n")
    if assessment.note is not None:
        console.print(assessment.note.say(options.language), end="\n\n")
    report.reading(reading)
    report.towns(assessment)
    report.targets(assessment)
    report.enterprises(assessment, trades_of(reading, assessment))
    report.grounds(assessment, sorted(until))
    report.sections(assessment)
    if options.out is not None:
        console.print(
            Text(
                f"全部结果与理由已写入 {options.out}",
                f"all results and reasons are in {options.out}",
            ).say(options.language)
        )
    return REFUSED if options.fail_on_refused and reading.refusals else 0


def _write(
    folder: Path, reading: CountyReading, assessment: CountyAssessment, outlooks: dict[str, Outlook]
) -> None:
    from qualitygov.interchange.results import write_json  # noqa: PLC0415 - start-up stays quick
    from qualitygov.report.documents import (  # noqa: PLC0415 - as above
        annual_document,
        assessment_document,
        enterprises_document,
        reading_document,
        registers_document,
    )

    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "reading.json", reading_document(reading))
    write_json(folder / "assessment.json", assessment_document(reading, assessment))
    write_json(folder / "registers.json", registers_document(assessment))
    write_json(folder / "annual.json", annual_document(assessment))
    write_json(
        folder / "enterprises.json",
        enterprises_document(reading, assessment, outlooks, OfficialCalendar()),
    )


def _explain(options: argparse.Namespace) -> int:
    from qualitygov.interchange.results import read_json  # noqa: PLC0415 - start-up stays quick

    language: Language = options.language
    path = options.folder / "enterprises.json"
    if not path.exists():
        _complain(
            Text(
                f"{path} 不存在，请先运行 qualitygov assess … --out",
                f"there is no {path}; run qualitygov assess … --out first",
            ),
            language,
        )
        return FAILED
    found = read_json(path)
    key = UnitKey.of(options.code)
    matching = [code for code in found["enterprises"] if UnitKey.of(code) == key]
    if not matching:
        _complain(
            Text(
                f"没有代码为 {options.code} 的企业",
                f"there is no enterprise with the code {options.code}",
            ),
            language,
        )
        return NOT_FOUND
    for code in matching:
        _tell(found["enterprises"][code], found["rulebook"], language)
    return 0


def _tell(unit: dict[str, Any], rulebook: str, language: Language) -> None:
    zh = language == "zh"
    print(f"{unit['name']}  {rulebook}")
    print(unit["explanation"][language])
    for title, name in (
        (("今后自然变动", "what changes by itself"), "outlook"),
        (("列入事由", "grounds for listing"), "grounds"),
    ):
        if unit[name]:
            print(f"  {title[0] if zh else title[1]}")
            for line in unit[name]:
                print(f"    {line[language]}")
    for case in unit["cases"]:
        print(f"  {'案件' if zh else 'case'} {case['id']}: {case['status'][language]}")


def _complain(text: Text, language: Language) -> None:
    print(text.say(language), file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    from qualitygov.county.cases import cases_beside, run_cases  # noqa: PLC0415 - start-up stays quick
    from qualitygov.rulebook.document import BOOKS  # noqa: PLC0415 - as above
    from qualitygov.rulebook.load import built_in_books, load_rulebook  # noqa: PLC0415 - as above

    language: Language = options.language
    book = load_rulebook(options.book)
    path = BOOKS / options.book if options.book in built_in_books() else Path(options.book)
    print(f"{book.id} {book.version}  sha256:{book.digest}")
    print("  " + " < ".join(book.levels))
    for entry in book.uncertain():
        print(
            f"  {entry.basis.say(language)}: {entry.section}.{entry.id} {entry.valid_from}  [{entry.source}]"
        )
    results = run_cases(book, cases_beside(path))
    for result in results:
        for problem in result.differences:
            _complain(Text(problem.say("zh"), problem.say("en")), language)
    failed = sum(not result.passed for result in results)
    print(
        Text(
            f"  案例 {len(results)} 个，不符 {failed} 个",
            f"  {len(results)} cases, {failed} failed",
        ).say(language)
    )
    return FAILED if failed else 0


def _diff(options: argparse.Namespace) -> int:
    from qualitygov.rulebook.load import load_rulebook  # noqa: PLC0415 - start-up stays quick

    for difference in load_rulebook(options.book).diff(load_rulebook(options.other)):
        print(difference.say(options.language))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command (运行命令); returns its exit code."""
    options = _parser().parse_args(arguments)
    actions = {
        "assess": _assess,
        "explain": _explain,
        "rulebook": _check if getattr(options, "action", "") == "check" else _diff,
    }
    try:
        return actions[options.command](options)
    except (QualityGovError, CodeError, MissingExtraError) as error:
        _complain(error.text, options.language)
        return FAILED
    except ImportError as error:
        if error.name is None or error.name.startswith("qualitygov"):
            raise
        _complain(MissingExtraError(error.name, "cli").text, options.language)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
