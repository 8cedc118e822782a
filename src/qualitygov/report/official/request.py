"""What is asked for, and what every document begins and ends with (文书请求)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from qualitygov.report.official.papers import Papers, Plain, RefusedDocumentError
from qualitygov.report.official.sheet import Sheet, day_zh, span_zh
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.remedies import RECONSIDERATION, SUIT

IN_LAW = "法律规定的期限"


@attrs.frozen(kw_only=True)
class Request:
    """A document that is asked for (文书请求): for whom, by which number, of which day.

    `unit` is a code or a name, `case` the id of a case where several fit, and `given` what the
    caller fills in of the facts that are missing. `of_list` is the list that a document of a
    listing was asked for by name.
    """

    number: str
    day: date
    unit: str | None = None
    case: str | None = None
    of_list: str | None = None
    given: Mapping[str, str] = attrs.field(factory=dict)


def begun(request: Request, authority: str | None) -> Sheet:
    """Return a document with its head (文书首部): the authority, the number and the day."""
    sheet = Sheet(given=request.given)
    sheet.put_all(机关名称=authority, 文号=request.number, 日期=day_zh(request.day))
    return sheet


def put_party(sheet: Sheet, unit: Plain) -> None:
    """Set who is addressed (当事人信息); what the results have of no unit is asked for."""
    sheet.put_all(当事人=unit["name"], 当事人代码=unit["code"])
    sheet.ask("住所", "法定代表人")


def put_contact(sheet: Sheet) -> None:
    """Ask for whom to turn to (联系方式)."""
    sheet.ask("联系人", "联系电话", "联系地址")


def known_span(papers: Papers, name: str, day: date) -> str | None:
    """Return a term of the rulebook in Chinese (已核实的期限), None where nobody has verified it."""
    rule = papers.entry(Parameter, name, day)
    known = rule is not None and not rule.unsigned
    return span_zh(papers.book.at(day).span(name)) if known else None


def put_remedies(sheet: Sheet, papers: Papers, day: date) -> None:
    """Set the remedies against a decision (救济途径), each with its term.

    Where nobody has verified a term, the document says the term of the law and names no number.
    """
    for field, name in (("复议期限", RECONSIDERATION), ("诉讼期限", SUIT)):
        sheet.put(field, known_span(papers, name, day) or IN_LAW)
    sheet.ask("复议机关", "管辖法院")


def need_signed(rule: RuleEntry | None, *parts: str, named: str) -> None:
    """Refuse a document that would rest on a rule that nobody has verified (须已核实)."""
    if rule is None:
        raise RefusedDocumentError(
            f"文书日期无施行的规则 {named}", f"no rule {named} is in force on its day"
        )
    wrong = [part for part in parts if not rule.vouched(part)]
    if rule.unsigned or wrong:
        what = "、".join(f"{named}.{part}" for part in wrong) or named
        raise RefusedDocumentError(
            f"所依规则尚未核实：{what}（{rule.source.zh}）；由有权人员核实并在手册中签注后再出具",
            f"it would rest on a rule that nobody has verified: {what} ({rule.source.en});"
            " have it verified and signed in the book first",
        )
