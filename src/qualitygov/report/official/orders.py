"""Orders to put right, and notices of a penalty (责令与处罚文书). Clauses 3.1.4.b, 3.2.2.e."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from qualitygov.access.entities import RectificationOrder
from qualitygov.core.calendars import Due
from qualitygov.core.form import from_plain
from qualitygov.core.knowledge import as_known
from qualitygov.inspection import InspectionSample, sample_state
from qualitygov.inspection.rectify import rectify_due
from qualitygov.inspection.words import Conclusion
from qualitygov.publication import FiledCase, Penalty
from qualitygov.report.official.papers import (
    NotThereError,
    Papers,
    Plain,
    RefusedDocumentError,
    SeveralCasesError,
)
from qualitygov.report.official.request import (
    Request,
    begun,
    known_span,
    put_contact,
    put_party,
    put_remedies,
)
from qualitygov.report.official.sheet import Sheet, chinese_source, day_zh, due_zh
from qualitygov.rulebook.model.inspection import OrderBasis
from qualitygov.rulebook.model.publication import HearingRight

RECHECK = "inspection.recheck"
HEARING = "penalty.hearing"
BEFORE_PENALTY = "在本机关作出行政处罚决定之前"


def _none(unit: Plain, what: str, english: str) -> NotThereError:
    return NotThereError(
        f"{unit['name']}（{unit['code']}）没有{what}", f"{unit['name']} has no {english}"
    )


def _put_basis(sheet: Sheet, papers: Papers, day: date, fits: Callable[[OrderBasis], bool]) -> None:
    """Set the law that an order rests on, as the book has it for its domain or its matter.

    One that nobody verified stands in no order: it stays blank, as where the book has none.
    """
    rules = papers.book.at(day).entries(OrderBasis).values()
    laws = [chinese_source(rule) for rule in rules if fits(rule) and not rule.unsigned]
    sheet.put("依据", "、".join(dict.fromkeys(law for law in laws if law)) or None)


def _put_term(sheet: Sheet, by: Due, papers: Papers, day: date) -> None:
    """Set by when it is to be put right; a term that nobody verified stays to be filled."""
    sheet.put("整改期限", due_zh(by))
    within = known_span(papers, RECHECK, day)
    sheet.put("复查安排", f"本机关将在{within}内组织复查" if within else "期满后由本机关组织复查")


def correction_notice(papers: Papers, request: Request) -> Sheet:
    """The order to put something right (责令改正通知书), of an order on record."""
    unit, day = papers.need_enterprise(request.unit), request.day
    rows = papers.rows("orders", unit, request.case)
    own = [from_plain(RectificationOrder, row) for row in rows]
    if not own:
        raise _none(unit, "责令整改记录", "order to put right on record")
    fitting = [one for one in own if one.ordered_on == day]
    if not fitting:
        days = "、".join(f"{one.id}（{one.ordered_on}）" for one in own)
        raise RefusedDocumentError(
            f"没有 {day} 责令的事项；已有 {days}，文书日期应为责令之日",
            f"nothing was ordered on {day}; there are {days}: the document has that day",
        )
    if len(fitting) > 1:
        raise SeveralCasesError([one.id for one in fitting])
    (order,) = fitting
    sheet = begun(request, order.authority)
    put_party(sheet, unit)
    sheet.put_all(案件编号=order.id, 整改事项=order.matter)
    sheet.ask("违法事实及证据", "改正要求")
    _put_basis(sheet, papers, day, lambda rule: order.matter in rule.matters)
    _put_term(sheet, rectify_due(day, papers.context(day)), papers, day)
    put_remedies(sheet, papers, day)
    put_contact(sheet)
    return sheet


def _failed(papers: Papers, unit: Plain, request: Request) -> Iterator[InspectionSample]:
    """Samples that failed for good by the day, and that no other day's order is about."""
    context = papers.context(request.day)
    for row in papers.rows("samples", unit, request.case):
        sample = from_plain(InspectionSample, row)
        if sample.rectify_ordered_on not in (None, request.day):
            continue
        if sample_state(sample, context).conclusion is Conclusion.FAIL:
            yield sample


NO_TEXT = "–"


def _items(sheet: Sheet, sample: InspectionSample) -> Iterator[dict[str, str]]:
    """The items that failed; what nobody wrote down of one stays blank."""
    for item in sample.items:
        if item.conclusion is Conclusion.FAIL:
            texts = {"实测值": item.result_text, "标准值": item.limit_text}
            yield {
                "项目": item.name,
                **{
                    field: sheet.part(f"{item.name}{field}", None if text == NO_TEXT else text)
                    for field, text in texts.items()
                },
            }


def rectification_order(papers: Papers, request: Request) -> Sheet:
    """The order to put right in time after a failed sample (责令限期整改指令书)."""
    unit, day = papers.need_enterprise(request.unit), request.day
    own = list(_failed(papers, unit, request))
    own = [one for one in own if one.rectify_ordered_on == day] or own
    if not own:
        raise _none(
            unit,
            f"截至 {day} 结论确定、尚未责令整改的不合格样品",
            f"sample that had failed for good by {day} without an order",
        )
    if len(own) > 1:
        raise SeveralCasesError([one.id for one in own])
    (sample,) = own
    received = sample.received_on or sample.reported_on
    sheet = begun(request, sample.authority)
    put_party(sheet, unit)
    sheet.put_all(
        样品编号=sample.id,
        产品=sample.product,
        抽样日期=None if sample.sampled_on is None else day_zh(sample.sampled_on),
        送达日期=None if received is None else day_zh(received),
        报告编号=sample.document,
        检验机构=sample.laboratory,
    )
    failed = list(_items(sheet, sample))
    sheet.put_rows("项目", failed)
    sheet.put("不合格项目", "、".join(one["项目"] for one in failed) or None)
    _put_basis(sheet, papers, day, lambda rule: sample.domain.value in rule.domains)
    by = rectify_due(day, papers.context(day), term=sample.rectify_by)
    _put_term(sheet, by, papers, day)
    put_remedies(sheet, papers, day)
    put_contact(sheet)
    return sheet


AMOUNTS = {Penalty.FINE: "proposed_fine", Penalty.CONFISCATION: "proposed_confiscation"}


def _amount(case: FiledCase, penalty: Penalty) -> Decimal | None:
    """The amount of a proposed penalty, None for one that has none."""
    name = AMOUNTS.get(penalty)
    return None if name is None else getattr(case, name)


def _proposed(case: FiledCase) -> Iterator[str]:
    """The penalties that are proposed, with their amounts."""
    for penalty in case.proposed:
        amount = _amount(case, penalty)
        yield penalty.label.zh + ("" if amount is None else f"{amount.normalize():f}元")


def _pending(papers: Papers, unit: Plain, request: Request) -> Iterator[FiledCase]:
    """The cases that were filed and not decided on the document's day, as they were known then."""
    for row in papers.rows("filed", unit, request.case):
        case = as_known(from_plain(FiledCase, row), request.day)
        if case is not None and case.filed_on <= request.day and case.decided_on is None:
            yield case


def _need_investigated(case: FiledCase, day: date) -> None:
    """Refuse a notice before the investigation is over and a penalty is proposed (须有拟处罚意见)."""
    there = (
        (case.investigated_on, "调查终结日期", "the day on which the investigation was over"),
        (case.proposed, "拟处罚种类", "the proposed penalty"),
    )
    lacking = [(zh, en) for value, zh, en in there if not value]
    if lacking:
        zh, en = "、".join(zh for zh, _ in lacking), " and ".join(en for _, en in lacking)
        raise RefusedDocumentError(
            f"截至 {day}，案件 {case.id} 的立案记录缺少{zh}，不能告知拟作出的处罚",
            f"the filed case {case.id} lacks {en} on {day}: there is no penalty to give notice of",
        )


def _heard(papers: Papers, case: FiledCase, day: date) -> bool:
    """Whether a hearing may be asked for, by the kind of a proposed penalty and its amount."""
    rights = papers.book.at(day).entries(HearingRight)
    return any(
        penalty.value in rights and rights[penalty.value].heard(_amount(case, penalty))
        for penalty in case.proposed
    )


def penalty_notice(papers: Papers, request: Request) -> Sheet:
    """The notice before a penalty (行政处罚告知书), with the rights to state the case and be heard.

    Refused while the investigation is not over, or no penalty is proposed.
    """
    unit, day = papers.need_enterprise(request.unit), request.day
    cases = list(_pending(papers, unit, request))
    if not cases:
        raise _none(
            unit,
            f"在 {day} 已立案而尚未作出处罚决定的案件",
            f"case that was filed by {day} and not decided then",
        )
    if len(cases) > 1:
        raise SeveralCasesError([case.id for case in cases])
    (case,) = cases
    _need_investigated(case, day)
    assert case.investigated_on is not None
    sheet = begun(request, case.authority)
    put_party(sheet, unit)
    sheet.put_all(
        案件编号=case.id,
        案由=case.matter.removesuffix("案"),
        调查终结日期=day_zh(case.investigated_on),
        违法事实=case.facts,
        依据=case.legal_basis,
        拟处罚="；".join(_proposed(case)),
    )
    sheet.ask("证据", "裁量理由")
    sheet.put("陈述申辩期限", BEFORE_PENALTY)
    heard = _heard(papers, case, day)
    sheet.fields["有听证"] = heard
    within = known_span(papers, HEARING, day)
    term = f"自收到本告知书之日起{within}内" if within else BEFORE_PENALTY
    sheet.put("听证期限", term if heard else "无")
    put_contact(sheet)
    return sheet
