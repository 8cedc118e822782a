"""``qualitygov report`` (报告): documents, the page and the workbook from the results of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualitygov.cli import _completing
from qualitygov.cli._console import (
    DONE,
    NOT_FOUND,
    Stop,
    command,
    day_of,
    filled,
    need_folder,
    opened,
    say_json,
    say_line,
    spoken,
    wrong_usage,
)
from qualitygov.cli._options import JsonOption, LanguageOption
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.interchange.runs import Run
    from qualitygov.report.official import Made


HtmlOption = Annotated[bool, typer.Option("--html", help="the page, one file (网页)")]
XlsxOption = Annotated[bool, typer.Option("--xlsx", help="the workbook (工作簿)")]
KindOption = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help="a document, by name (文书种类)",
        autocompletion=_completing.documents,
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(help="whom it is about: a code or a name (单位、乡镇、部门或片区的代码或名称)"),
]
CaseOption = Annotated[str | None, typer.Option(help="of several cases, which (案件编号)")]
NumberOption = Annotated[str | None, typer.Option(help="the document's number (文号)")]
DayOption = Annotated[
    str | None,
    typer.Option("--date", metavar="DAY", help="the document's day (文书日期，如 2017-03-06)"),
]
FillOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME=TEXT", help="a fact that is missing (补填事项)")
]
TemplatesOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="the county's own templates (自有模板)")
]


def _given(fills: Sequence[str]) -> dict[str, str]:
    """What the caller fills in, by the field's name."""
    found = {}
    for one in fills:
        name, equal, text = one.partition("=")
        if not (equal and name.strip() and text.strip()):
            raise wrong_usage(
                f"--fill 应为“名称=内容”，实际为 {one}", f"--fill takes NAME=TEXT, not {one}"
            )
        found[name.strip()] = text.strip()
    return found


def _need(value: str | None, option: str) -> str:
    if value is None or not value.strip():
        raise wrong_usage(f"出具文书须给出 {option}", f"a document needs {option}")
    return value.strip()


def _document(
    run: Run,
    word: str,
    *,
    number: str | None,
    day: date | None,
    unit: str | None,
    case: str | None,
    fills: Sequence[str],
    templates: Path | None,
) -> Made:
    from qualitygov.report.official import (  # noqa: PLC0415 - quick start-up
        NotThereError,
        Papers,
        Request,
        SeveralCasesError,
        kind_named,
        make_document,
    )

    if templates is not None:
        need_folder(templates)
    try:
        kind = kind_named(word)
        request = Request(
            number=_need(number, "--number"),
            day=day or date.fromisoformat(_need(None, "--date")),
            unit=_need(unit, "--unit") if kind.about == "unit" else unit,
            case=case,
            given=_given(fills),
        )
        return make_document(kind, Papers(run), request, templates=templates)
    except NotThereError as error:
        raise Stop(NOT_FOUND, error.text) from None
    except SeveralCasesError as error:
        raise wrong_usage(error.text.zh, error.text.en) from None


def _files(run: Run, *, html: bool, xlsx: bool, said: Language) -> Iterator[tuple[str, bytes]]:
    """The page and the workbook that are asked for, each with its file's name."""
    from qualitygov.report.official import Papers  # noqa: PLC0415 - quick start-up

    papers = Papers(run)
    if html:
        from qualitygov.report.page import page_of  # noqa: PLC0415 - as above

        yield f"report-{run.id}.html", page_of(papers, language=said).encode()
    if xlsx:
        from qualitygov.report.workbook import workbook_of  # noqa: PLC0415 - as above

        yield f"report-{run.id}.xlsx", workbook_of(papers, language=said)


@command
def report(  # noqa: PLR0913 - the options of a command
    out: Annotated[Path, typer.Argument(help="what assess wrote, or one of its runs (结果文件夹)")],
    *,
    to: Annotated[str, typer.Option(metavar="DIR", help="for what is written (存放的文件夹)")],
    html: HtmlOption = False,
    xlsx: XlsxOption = False,
    document: KindOption = None,
    unit: UnitOption = None,
    case: CaseOption = None,
    number: NumberOption = None,
    day: DayOption = None,
    fill: FillOption = None,
    templates: TemplatesOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> int:
    """Make documents, a page or a workbook from results (出具文书、网页与工作簿)."""
    from qualitygov.interchange.office.writer import (  # noqa: PLC0415 - quick start-up
        try_folder,
        write_new,
    )

    said = spoken(language)
    missing: Sequence[str] = ()
    if document is None and not html and not xlsx:
        raise wrong_usage(
            "请以 --html、--xlsx 或 --document 写明需要什么",
            "say what is wanted: --html, --xlsx or --document",
        )
    folder, run = Path(str(filled(to, "--to"))), opened(out)
    files: list[tuple[str, bytes]] = []
    if document is not None:
        made = _document(
            run,
            document,
            number=number,
            day=day_of(day, "--date"),
            unit=filled(unit, "--unit"),
            case=filled(case, "--case"),
            fills=fill or (),
            templates=templates,
        )
        files, missing = [(made.file, made.content)], made.missing
    try_folder(folder)
    files += _files(run, html=html, xlsx=xlsx, said=said)
    paths = [str(write_new(folder / name, content)) for name, content in files]
    if as_json:
        say_json({"files": paths, "missing": list(missing)})
        return DONE
    for path in paths:
        say_line(path)
    if missing:
        names = "、".join(missing)
        told = Text(f"待填 {len(missing)} 项：{names}", f"{len(missing)} blank: {names}")
        say_line(told.say(said))
    return DONE
