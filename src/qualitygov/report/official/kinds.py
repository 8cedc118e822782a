"""The kinds of documents (文书种类), and how one is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import attrs

from qualitygov.core.near import nearest
from qualitygov.errors import bilingual
from qualitygov.report.official.enterprise import credit_notice
from qualitygov.report.official.filling import filled, template_path
from qualitygov.report.official.listing import listing_decision, listing_notice, repair_decision
from qualitygov.report.official.orders import (
    correction_notice,
    penalty_notice,
    rectification_order,
)
from qualitygov.report.official.papers import NotThereError, Papers, RefusedDocumentError
from qualitygov.report.official.request import Request
from qualitygov.report.official.sheet import Sheet
from qualitygov.report.official.tables import deduction_sheet, ranking
from qualitygov.report.official.towns import circular, talk_notice
from qualitygov.text import Text

_TITLED = {"listing-notice": "列入{名单}告知书", "listing-decision": "列入{名单}决定书"}
_MARKS = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
LONGEST = 60


@attrs.frozen(kw_only=True)
class DocumentKind:
    """A kind of document (文书种类): what it is called, and what fills it.

    `sheet` gives the fields of a Word document, whose template is named as the kind; `workbook`
    gives a workbook. `about` says whom it is about: ``unit`` where ``--unit`` is needed. `states`
    says whose state of affairs it tells: it exists only from the day of the ``run``, or from the
    year's ``closing``. `of_list` is the list that was
    asked for by its name.
    """

    name: str
    label: Text
    about: str
    sheet: Callable[[Papers, Request], Sheet] | None = None
    workbook: Callable[[Papers, Request], bytes] | None = None
    states: Literal["run", "closing"] | None = None
    of_list: str | None = None

    @property
    def titled(self) -> str | None:
        """How a document of a list is called, with the list's name to be put in."""
        return _TITLED.get(self.name)

    @property
    def template(self) -> str:
        """The name of its template's file."""
        return f"{self.name}.docx"


@attrs.frozen(kw_only=True)
class Made:
    """A document that was made (文书): its file's name, its content, and what is still blank."""

    file: str
    content: bytes = attrs.field(repr=False)
    missing: tuple[str, ...] = ()


def _word(
    name: str,
    zh: str,
    en: str,
    sheet: Callable[[Papers, Request], Sheet],
    *,
    about: str = "unit",
    states: Literal["run", "closing"] | None = None,
) -> DocumentKind:
    label = Text(zh, en)
    return DocumentKind(name=name, label=label, about=about, sheet=sheet, states=states)


_ALL = (
    _word(
        "circular",
        "考核通报",
        "circular of the results",
        circular,
        about="county",
        states="closing",
    ),
    DocumentKind(
        name="deduction-sheet",
        label=Text("扣分明细表", "deduction sheet"),
        about="town",
        workbook=deduction_sheet,
        states="run",
    ),
    DocumentKind(
        name="ranking",
        label=Text("排名", "ranking"),
        about="county",
        workbook=ranking,
        states="run",
    ),
    _word(
        "credit-notice",
        "企业信用告知书",
        "notice of an enterprise's credit",
        credit_notice,
        states="run",
    ),
    _word("correction-notice", "责令改正通知书", "order to put right", correction_notice),
    _word(
        "rectification-order", "责令限期整改指令书", "order to rectify in time", rectification_order
    ),
    _word("listing-notice", "列入名单告知书", "notice before a listing", listing_notice),
    _word("penalty-notice", "行政处罚告知书", "notice before a penalty", penalty_notice),
    _word("listing-decision", "列入决定书", "decision to list", listing_decision),
    _word("repair-decision", "信用修复决定书", "decision on a repair", repair_decision),
    _word("talk-notice", "约谈通知书", "notice of a talk", talk_notice, states="run"),
)
KINDS = {kind.name: kind for kind in _ALL}
"""Every kind of document, by name (文书种类)."""


def kind_named(word: str) -> DocumentKind:
    """Return the kind of a name or a Chinese label; raises `NotThereError` (文书种类).

    A document of a list goes by the name of its list, too: 列入严重违法失信名单告知书.
    """
    for name, titled in _TITLED.items():
        before, after = titled.split("{名单}")
        of_list = word.removeprefix(before).removesuffix(after)
        if word == titled.format(名单=of_list) and of_list not in ("", "名单"):
            return attrs.evolve(KINDS[name], of_list=of_list)
    by_name = {name: kind for kind in _ALL for name in (kind.label.en, kind.label.zh, kind.name)}
    if word in by_name:
        return by_name[word]
    near = nearest(word, by_name)
    zh = "、".join(near or [f"{kind.name}（{kind.label.zh}）" for kind in _ALL])
    en = ", ".join(near or [kind.name for kind in _ALL])
    raise NotThereError(f"没有文书 {word}；有 {zh}", f"no document goes by {word}; there are {en}")


def make_document(
    kind: DocumentKind, papers: Papers, request: Request, *, templates: Path | None = None
) -> Made:
    """Make a document (出具文书): from a run's results, with the number and the day that are given.

    `templates` is a folder of the county's own templates. Raises `NotThereError` where there is no
    such unit or case, `FieldError` where a unit or a fill is given that it does not take,
    `RefusedDocumentError` where the law or the rulebook does not carry it, and `InputError` for a
    template that cannot be used.
    """
    _check_day(kind, papers, request.day)
    if kind.about == "county" and request.unit is not None:
        raise bilingual(
            "document.unit",
            f"{kind.label.zh}涉及全县，不用 --unit（所给为 {request.unit}）",
            f"a {kind.label.en} is about the whole county; leave --unit {request.unit} out",
        )
    if kind.workbook is not None:
        if request.given:
            raise bilingual(
                "document.fill",
                f"{kind.label.zh}没有待填项，不用 --fill",
                f"nothing of a {kind.label.en} is to be filled; leave --fill out",
            )
        return Made(
            file=_file(kind.label.zh, request, "", "xlsx"), content=kind.workbook(papers, request)
        )
    assert kind.sheet is not None
    sheet = kind.sheet(papers, attrs.evolve(request, of_list=kind.of_list))
    sheet.check()
    content = filled(template_path(kind.template, templates), sheet)
    title = kind.label.zh if kind.titled is None else kind.titled.format(**sheet.fields)
    name = str(sheet.fields.get("当事人", ""))
    return Made(
        file=_file(title, request, name, "docx"), content=content, missing=tuple(sheet.missing)
    )


def _check_day(kind: DocumentKind, papers: Papers, day: date) -> None:
    """Refuse a document that tells what nobody could tell on its day (文书日期过早)."""
    if kind.states is None:
        return
    closing = kind.states == "closing"
    first = papers.closing_day if closing else papers.run_day
    what = ("考核数据截止日", "the cut-off") if closing else ("结果的评价日", "the day of the run")
    if day < first:
        raise RefusedDocumentError(
            f"{kind.label.zh}的日期 {day} 早于{what[0]} {first}，其时尚无此结果",
            f"the day {day} of a {kind.label.en} lies before {what[1]}, {first}:"
            " nobody had the result then",
        )


def _file(title: str, request: Request, name: str, ending: str) -> str:
    """A file's name of title, number and party that every system takes."""
    parts = (_MARKS.sub("_", part).strip("._")[:LONGEST] for part in (title, request.number, name))
    return "-".join(part for part in parts if part) + f".{ending}"
