"""The kinds of documents (文书种类), and how one is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

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
from qualitygov.report.official.papers import NotThereError, Papers
from qualitygov.report.official.request import Request
from qualitygov.report.official.sheet import Sheet
from qualitygov.report.official.tables import deduction_sheet, ranking
from qualitygov.report.official.towns import circular, talk_notice
from qualitygov.text import Text

_MARKS = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
LONGEST = 60


@attrs.frozen(kw_only=True)
class DocumentKind:
    """A kind of document (文书种类): what it is called, and what fills it.

    `sheet` gives the fields of a Word document, whose template is named as the kind; `workbook`
    gives a workbook. `about` says whom it is about: ``unit`` where ``--unit`` is needed.
    """

    name: str
    label: Text
    about: str
    sheet: Callable[[Papers, Request], Sheet] | None = None
    workbook: Callable[[Papers, Request], bytes] | None = None

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
    name: str, zh: str, en: str, sheet: Callable[[Papers, Request], Sheet], about: str = "unit"
) -> DocumentKind:
    return DocumentKind(name=name, label=Text(zh, en), about=about, sheet=sheet)


_ALL = (
    _word("circular", "考核通报", "circular of the results", circular, "county"),
    DocumentKind(
        name="deduction-sheet",
        label=Text("扣分明细表", "deduction sheet"),
        about="town",
        workbook=deduction_sheet,
    ),
    DocumentKind(name="ranking", label=Text("排名", "ranking"), about="county", workbook=ranking),
    _word("credit-notice", "企业信用告知书", "notice of an enterprise's credit", credit_notice),
    _word("correction-notice", "责令改正通知书", "order to put right", correction_notice),
    _word(
        "rectification-order", "责令限期整改指令书", "order to rectify in time", rectification_order
    ),
    _word(
        "listing-notice", "列入严重违法失信名单告知书", "notice before a listing", listing_notice
    ),
    _word("penalty-notice", "行政处罚告知书", "notice before a penalty", penalty_notice),
    _word("listing-decision", "列入决定书", "decision to list", listing_decision),
    _word("repair-decision", "信用修复决定书", "decision on a repair", repair_decision),
    _word("talk-notice", "约谈通知书", "notice of a talk", talk_notice),
)
KINDS = {kind.name: kind for kind in _ALL}
"""Every kind of document, by name (文书种类)."""


def kind_named(word: str) -> DocumentKind:
    """Return the kind of a name or a Chinese label; raises `NotThereError` (文书种类)."""
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
        return Made(file=_file(kind, request, "", "xlsx"), content=kind.workbook(papers, request))
    assert kind.sheet is not None
    sheet = kind.sheet(papers, request)
    sheet.check()
    content = filled(template_path(kind.template, templates), sheet)
    name = str(sheet.fields.get("当事人", ""))
    return Made(
        file=_file(kind, request, name, "docx"), content=content, missing=tuple(sheet.missing)
    )


def _file(kind: DocumentKind, request: Request, name: str, ending: str) -> str:
    """A file's name of kind, number and party that every system takes."""
    parts = (
        _MARKS.sub("_", part).strip("._")[:LONGEST]
        for part in (kind.label.zh, request.number, name)
    )
    return "-".join(part for part in parts if part) + f".{ending}"
