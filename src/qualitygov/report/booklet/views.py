"""The booklet as a page and as a Word document (印本样式): sentences first, no file format in sight."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from qualitygov.errors import MissingExtraError
from qualitygov.report.booklet.made import Booklet, BookletRule, BookletVersion
from qualitygov.report.official.filling import EXTRA, still
from qualitygov.report.official.sheet import clean
from qualitygov.text import Text

STYLE = Path(__file__).parent / "style.css"
INTRO = Text(
    "本印本由规则数据生成。每条先列条文，再列依据、施行期间、修改权限、下级修改情况和示例。",
    "This booklet is made from the rules' data. Each rule is a sentence, with its source, its"
    " dates, who may change it, what was changed, and the cases that show it.",
)


def _when(version: BookletVersion) -> Text:
    if version.last is None:
        return Text(f"{version.first}起施行", f"in force from {version.first}")
    return Text(
        f"{version.first}至{version.last}施行", f"in force from {version.first} to {version.last}"
    )


def _about(version: BookletVersion) -> Iterator[tuple[Text, Text]]:
    """What stands below a sentence, each with its name."""
    yield Text("施行期间", "Dates"), _when(version)
    basis = Text(
        f"{version.source.zh}（{version.basis.zh}）", f"{version.source.en} ({version.basis.en})"
    )
    yield Text("依据", "Source"), basis
    if version.clauses:
        clauses = "、".join(version.clauses)
        yield Text("条款", "Clauses"), Text(f"《意见》{clauses}项", ", ".join(version.clauses))
    if version.doubts is not None:
        yield Text("核实情况", "Verified"), version.doubts
    first, *others = version.by
    if others:
        names = Text.joined(others, "、", ", ")
        told = Text(f"{first.zh}，经{names.zh}修改", f"{first.en}, changed by {names.en}")
        yield Text("制定与修改", "Written by"), told


def _rule_notes(rule: BookletRule) -> Iterator[tuple[Text, Text]]:
    yield Text("修改权限", "Who may change it"), rule.may_change
    for change in rule.changes:
        yield Text("下级修改", "Changed"), change
    for case in rule.cases:
        yield Text("示例", "Case"), case


# A page


def _both(text: Text, tag: str) -> str:
    zh, en = escape(clean(text.zh)), escape(clean(text.en))
    return f'<{tag} lang="zh-CN">{zh}</{tag}><{tag} lang="en">{en}</{tag}>'


def _notes(notes: Iterator[tuple[Text, Text]]) -> Iterator[str]:
    yield "<dl>"
    for name, text in notes:
        yield f"<div><dt>{_both(name, 'span')}</dt><dd>{_both(text, 'span')}</dd></div>"
    yield "</dl>"


def _rule_page(rule: BookletRule) -> Iterator[str]:
    yield f'<article id="{escape(rule.path)}"><h4>{_both(rule.label, "span")}</h4>'
    for version in rule.versions:
        yield f'<div class="version">{_both(version.said, "p")}'
        yield from _notes(_about(version))
        yield "</div>"
    yield from _notes(_rule_notes(rule))
    yield "</article>"


def page_pieces(booklet: Booklet) -> Iterator[str]:
    """Yield the booklet as one page that needs nothing else (印本网页)."""
    style = STYLE.read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    yield '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
    yield f"<title>{escape(booklet.title.zh)}</title><style>{style}</style></head><body><header>"
    yield f"<h1>{_both(booklet.title, 'span')}</h1>"
    levels = escape(" < ".join(booklet.levels))
    yield f'<p class="meta">{escape(booklet.version)} · {levels} · sha256:{booklet.digest}</p>'
    yield f"{_both(INTRO, 'p')}</header><nav><ul>"
    for at, (title, sections) in enumerate(booklet.chapters):
        yield f'<li><a href="#chapter-{at}">{_both(title, "span")}</a><ul>'
        for section in sections:
            name = _both(section.title, "span")
            yield f'<li><a href="#{section.name}">{name}</a> {len(section.rules)}</li>'
        yield "</ul></li>"
    yield "</ul></nav><main>"
    for at, (title, sections) in enumerate(booklet.chapters):
        yield f'<section><h2 id="chapter-{at}">{_both(title, "span")}</h2>'
        for section in sections:
            yield f'<h3 id="{section.name}">{_both(section.title, "span")}</h3>'
            for rule in section.rules:
                yield from _rule_page(rule)
        yield "</section>"
    yield "</main></body></html>\n"


# A Word document


class _Word:
    """A Word document while it is written."""

    def __init__(self) -> None:
        try:
            import docx  # noqa: PLC0415 - an extra
            from docx.oxml.ns import qn  # noqa: PLC0415 - as above
            from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - as above
        except ImportError:
            raise MissingExtraError("python-docx", EXTRA) from None
        self.document: Any = docx.Document()
        self.qn, self.pt, self.grey = qn, Pt, RGBColor(0x55, 0x5F, 0x6D)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
            style = self.document.styles[name]
            style.font.name = "Times New Roman"
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
        self.document.styles["Normal"].font.size = Pt(10.5)

    def heading(self, text: Text, level: int) -> None:
        """Add a heading in both languages."""
        self.document.add_heading(clean(f"{text.zh}  {text.en}"), level)

    def line(self, text: str, *, small: bool = False) -> None:
        """Add a paragraph; a small one is gray."""
        made = self.document.add_paragraph()
        run = made.add_run(clean(text))
        made.paragraph_format.space_after = self.pt(2)
        if small:
            run.font.size, run.font.color.rgb = self.pt(9), self.grey
            made.paragraph_format.left_indent = self.pt(14)

    def content(self) -> bytes:
        """Return the document's bytes, without the time of its making."""
        made = io.BytesIO()
        self.document.save(made)
        return still(made.getvalue())


def _both_lines(word: _Word, notes: Iterator[tuple[Text, Text]]) -> None:
    for name, text in notes:
        word.line(f"{name.zh}：{text.zh}  {name.en}: {text.en}", small=True)


def document_of(booklet: Booklet) -> bytes:
    """Return the booklet as a Word document (印本文档). Needs the extra ``documents``."""
    word = _Word()
    word.heading(booklet.title, 0)
    word.line(
        f"{booklet.version}  {' < '.join(booklet.levels)}  sha256:{booklet.digest}", small=True
    )
    word.line(INTRO.zh)
    word.line(INTRO.en)
    for title, sections in booklet.chapters:
        word.heading(title, 1)
        for section in sections:
            word.heading(section.title, 2)
            for rule in section.rules:
                word.heading(rule.label, 3)
                for version in rule.versions:
                    word.line(version.said.zh)
                    word.line(version.said.en)
                    _both_lines(word, _about(version))
                _both_lines(word, _rule_notes(rule))
    return word.content()
