"""Orders to put right, and notices of a penalty (责令与处罚文书). Clauses 3.1.4.b, 3.2.2.e."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qualitygov.access.entities import RectificationOrder
from qualitygov.core.calendars import Due
from qualitygov.core.form import from_plain
from qualitygov.inspection import InspectionSample, sample_state
from qualitygov.inspection.rectify import rectify_due
from qualitygov.inspection.words import Conclusion
from qualitygov.publication.entities import Penalty
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
    need_signed,
    put_contact,
    put_party,
    put_remedies,
)
from qualitygov.report.official.sheet import Sheet, chinese_source, day_zh, due_zh
from qualitygov.rulebook.model.duty import DutyRule

ORDER, SAMPLE = "order-rectified", "sample-rectified"
RECHECK = "inspection.recheck"
HEARING = "penalty.hearing"
BEFORE_PENALTY = "在本机关作出行政处罚决定之前"


def _none(unit: Plain, what: str, english: str) -> NotThereError:
    return NotThereError(
        f"{unit['name']}（{unit['code']}）没有{what}", f"{unit['name']} has no {english}"
    )


def _put_basis(sheet: Sheet, papers: Papers, duty: str, day: date) -> None:
    """Set the article that an order rests on; it may not be one that nobody verified."""
    rule = papers.entry(DutyRule, duty, day)
    need_signed(rule, named=f"duty.{duty}")
    assert rule is not None
    sheet.put("依据", chinese_source(rule))


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
    _put_basis(sheet, papers, ORDER, day)
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


def _items(sample: InspectionSample) -> Iterator[dict[str, str]]:
    for item in sample.items:
        if item.conclusion is Conclusion.FAIL:
            yield {"项目": item.name, "实测值": item.result_text, "标准值": item.limit_text}


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
    sheet = begun(request, sample.authority)
    put_party(sheet, unit)
    sheet.put_all(
        样品编号=sample.id,
        产品=sample.product,
        抽样日期=None if sample.sampled_on is None else day_zh(sample.sampled_on),
        送达日期=None if sample.reported_on is None else day_zh(sample.reported_on),
        报告编号=sample.document,
        检验机构=sample.laboratory,
    )
    failed = list(_items(sample))
    sheet.put_rows("项目", failed)
    sheet.put("不合格项目", "、".join(one["项目"] for one in failed) or None)
    _put_basis(sheet, papers, SAMPLE, day)
    by = rectify_due(day, papers.context(day), term=sample.rectify_by)
    _put_term(sheet, by, papers, day)
    put_remedies(sheet, papers, day)
    put_contact(sheet)
    return sheet


def _intended(row: Plain) -> str:
    """The penalties that are intended, with their amounts."""
    told = []
    for word in row["penalties"]:
        amount = {"fine": row["fine"], "confiscation": row["confiscated"]}.get(word)
        label = Penalty(word).label.zh
        told.append(label if amount is None else f"{label}{amount}元")
    return "；".join(told)


def _penalties(papers: Papers, unit: Plain, request: Request) -> Iterator[dict[str, Any]]:
    """Penalties that were not decided yet on the day, and filed cases that were pending then."""
    day = request.day.isoformat()
    for row in papers.rows("penalties", unit, request.case):
        if row["decided_on"] > day:
            yield row
    for row in papers.rows("filed", unit, request.case):
        if row["filed_on"] <= day and (row["decided_on"] is None or row["decided_on"] > day):
            yield row


def _put_hearing(sheet: Sheet, papers: Papers, day: date) -> None:
    """Set by when a hearing may be asked for; a term that nobody verified ends for nobody."""
    within = known_span(papers, HEARING, day)
    sheet.put("听证期限", f"自收到本告知书之日起{within}内" if within else BEFORE_PENALTY)


def penalty_notice(papers: Papers, request: Request) -> Sheet:
    """The notice before a penalty (行政处罚告知书), with the rights to state the case and be heard."""
    unit, day = papers.need_enterprise(request.unit), request.day
    rows = list(_penalties(papers, unit, request))
    if not rows:
        raise _none(
            unit,
            f"在 {day} 已立案而尚未作出处罚决定的案件",
            f"case that was filed by {day} and not decided then",
        )
    if len(rows) > 1:
        raise SeveralCasesError([row["id"] for row in rows])
    (row,) = rows
    decided = "penalties" in row
    sheet = begun(request, row["authority"])
    put_party(sheet, unit)
    sheet.put_all(
        案件编号=None if decided else row["id"],
        案由=row["case_name"] if decided else row["matter"],
        违法事实=row["facts"] if decided else None,
        依据=row["legal_basis"] if decided else None,
        拟处罚=_intended(row) if decided else None,
    )
    sheet.ask("证据", "裁量理由")
    sheet.put("陈述申辩期限", BEFORE_PENALTY)
    _put_hearing(sheet, papers, day)
    put_contact(sheet)
    return sheet
