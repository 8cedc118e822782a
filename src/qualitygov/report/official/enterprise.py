"""What an enterprise is told of its credit (企业信用告知): one page, every line with its document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qualitygov.report.official.papers import NO_OUTLOOK, Papers, Plain, RefusedDocumentError
from qualitygov.report.official.request import Request, begun, put_contact, put_remedies
from qualitygov.report.official.sheet import Sheet, day_zh

UNRATED = "不予评级（尚无足以评价的信息）"


def _documents(unit: Plain, line: Plain) -> str:
    """The documents of a line's records, each with its day."""
    records = {record["id"]: record for record in unit["records"]}
    told = []
    for name in line["record_ids"]:
        record = records.get(name)
        told.append(
            name
            if record is None
            else f"{record['source_document']}（{day_zh(record['decided_on'])}）"
        )
    return "；".join(dict.fromkeys(told)) or "—"


def _lines(unit: Plain) -> Iterator[dict[str, str]]:
    for at, line in enumerate(unit["lines"], 1):
        remark = line["remark"]["zh"] if line["remark"] else ""
        yield {
            "序号": str(at),
            "事项": line["label"]["zh"] + (f"（{remark}）" if remark else ""),
            "分值": f"{Decimal(line['points']):+f}" if at > 1 else line["points"],
            "文书": _documents(unit, line),
            "条款": f"《意见》{line['clause']}项" if line["clause"] else "—",
            "变动": day_zh(line["changes_on"]) if line["changes_on"] else "—",
        }


def _changes(unit: Plain) -> list[str]:
    """What changes by itself, one sentence each."""
    if unit["outlook"] is None:
        return [f"{NO_OUTLOOK.zh}。"]
    return [one["zh"] for one in unit["outlook"]] or ["近期无自然变动。"]


def credit_notice(papers: Papers, request: Request) -> Sheet:
    """The notice of an enterprise's credit (企业信用告知书): score, grade, lines, what comes next.

    Refused where a line that costs points rests on a rule that nobody has verified, and for a unit
    of which a row could not be read.
    """
    unit = papers.need_enterprise(request.unit)
    if not unit["assessed"]:
        raise RefusedDocumentError(
            f"{unit['name']}有数据无法读取，未予评价",
            f"{unit['name']} is not assessed: some of its data cannot be read",
        )
    for line in unit["lines"]:
        if line["basis"] == "unverified" and Decimal(line["points"]) < 0:
            raise RefusedDocumentError(
                f"所依规则尚未核实：credit-rule.{line['rule']}（{line['label']['zh']}）",
                f"it would rest on a rule that nobody has verified: credit-rule.{line['rule']}",
            )
    sheet = begun(request, None)
    sheet.put_all(
        当事人=unit["name"],
        当事人代码=unit["code"],
        乡镇=papers.town_name(unit["town"]),
        评价日=day_zh(papers.assessment["as_of"]),
        得分=unit["score"],
        等级=unit["grade"] or UNRATED,
    )
    sheet.put_rows("明细", _lines(unit))
    sheet.put_lines("自然变动", _changes(unit))
    sheet.put_lines("列入事由", [f"{one}。" for one in papers.grounds(unit)] or ["无。"])
    put_remedies(sheet, papers, request.day)
    put_contact(sheet)
    return sheet
