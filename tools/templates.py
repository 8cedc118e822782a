"""Write the Word templates of the documents (文书模板) into src/qualitygov/report/templates.

python tools/templates.py            # write them
python tools/templates.py --check    # fail when one is not what this script makes

A county changes a copy in Word and gives its folder with ``--templates``; the fields are listed in
docs/documents.md. The page is that of GB/T 9704-2012: A4, its margins, title, body and signature.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from typing import Any

import attrs
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from qualitygov.report.official.filling import TEMPLATES, still
from qualitygov.report.official.kinds import KINDS

BODY, HEAD, TITLE = "仿宋", "黑体", "宋体"
TO, HAS = "{{ 当事人 }}（统一社会信用代码：{{ 当事人代码 }}）", "{%p endif %}"
PARTY = ("住所：{{ 住所 }}", "法定代表人（负责人）：{{ 法定代表人 }}")
CONTACT = "联系人：{{ 联系人 }}；联系电话：{{ 联系电话 }}；联系地址：{{ 联系地址 }}。"
REMEDY = (
    "如不服本{what}，可以自收到之日起{{{{ 复议期限 }}}}内向{{{{ 复议机关 }}}}申请行政复议，或者在"
    "{{{{ 诉讼期限 }}}}内依法向{{{{ 管辖法院 }}}}提起行政诉讼。复议、诉讼期间，除法律另有规定外，本{what}"
    "不停止执行。"
)


@attrs.frozen
class Table:
    """A table of a template: its name, and its columns with their share of the width."""

    name: str
    columns: Sequence[tuple[str, str, int]]


@attrs.frozen
class Lines:
    """A numbered list of sentences."""

    name: str


@attrs.frozen
class Heading:
    """A heading of the first level (一、)."""

    text: str


@attrs.frozen
class Plain:
    """A paragraph without an indent, or a mark of the template's language."""

    text: str


Part = str | Table | Lines | Heading | Plain
Look = dict[str, Any]
USUAL: Look = {"size": 16, "line": 28}
CLOSE: Look = {"size": 14, "line": 24}
"""The body of a document with long lists."""
ONE_PAGE: Look = {"size": 10.5, "line": 15}
"""The body of a document that has to fit one page."""


def _font(run: Any, name: str, size: float, *, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)  # noqa: SLF001 - python-docx has no other way


def _paragraph(where: Any, text: str, *, size: float = 16, font: str = BODY, **form: Any) -> Any:
    made = where.add_paragraph()
    made.paragraph_format.keep_with_next = form.get("keep", False)
    _font(made.add_run(text), font, size, bold=form.get("bold", False))
    made.alignment = form.get("align", WD_ALIGN_PARAGRAPH.JUSTIFY)
    look = made.paragraph_format
    look.line_spacing = Pt(form.get("line", 28))
    look.space_after = Pt(form.get("after", 0))
    look.space_before = Pt(form.get("before", 0))
    if form.get("indent", True):
        look.first_line_indent = Pt(2 * size)
    look.widow_control = True
    return made


def _cell(cell: Any, text: str, *, font: str = BODY, size: float = 10.5) -> None:
    made = cell.paragraphs[0]
    _font(made.add_run(text), font, size)
    made.alignment = WD_ALIGN_PARAGRAPH.LEFT
    look = made.paragraph_format
    look.line_spacing, look.space_after, look.space_before = Pt(1.4 * size), Pt(1), Pt(1)


def _borders(table: Any) -> None:
    found = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        found.append(line)
    table._tbl.tblPr.append(found)  # noqa: SLF001 - as above


def _repeat_head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - as above


def _whole_row(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above


def _table(document: Any, table: Table, size: float) -> None:
    made = document.add_table(rows=4, cols=len(table.columns))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _borders(made)
    _repeat_head(made.rows[0])
    whole = sum(share for _, _, share in table.columns)
    for row in made.rows:
        _whole_row(row)
    for at, (head, field, share) in enumerate(table.columns):
        made.columns[at].width = Mm(156 * share / whole)
        for row in made.rows:
            row.cells[at].width = Mm(156 * share / whole)
        _cell(made.rows[0].cells[at], head, font=HEAD, size=size)
        _cell(made.rows[2].cells[at], f"{{{{ 行.{field} }}}}", size=size)
    _cell(made.rows[1].cells[0], f"{{%tr for 行 in {table.name} %}}")
    _cell(made.rows[3].cells[0], "{%tr endfor %}")
    _paragraph(document, "", size=8, line=10, indent=False)


def _lines(document: Any, name: str, look: Look) -> None:
    _mark(document, f"{{%p for 条 in {name} %}}")
    left = WD_ALIGN_PARAGRAPH.LEFT
    _paragraph(document, "{{ loop.index }}. {{ 条 }}", **{**look, "align": left})
    _mark(document, "{%p endfor %}")


def _mark(document: Any, text: str) -> None:
    _paragraph(document, text, size=8, line=10, indent=False)


def _part(document: Any, part: Part, look: Look) -> None:
    if isinstance(part, Table):
        _table(document, part, min(10.5, look["size"] - 1))
    elif isinstance(part, Lines):
        _lines(document, part.name, look)
    elif isinstance(part, Heading):
        _paragraph(document, part.text, font=HEAD, **{**look, "keep": True})
    elif isinstance(part, Plain) and part.text.startswith("{%p"):
        _mark(document, part.text)
    elif isinstance(part, Plain):
        _paragraph(document, part.text, indent=False, align=WD_ALIGN_PARAGRAPH.LEFT, **look)
    else:
        _paragraph(document, part, **look)


def _page(document: Any, *, narrow: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    if narrow:
        section.top_margin, section.bottom_margin, section.footer_distance = Mm(25), Mm(25), Mm(15)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = foot.add_run()
        _font(run, TITLE, 12)
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        made.text = text
        run._element.append(made)  # noqa: SLF001 - as above


def _signature(document: Any, look: Look) -> None:
    for text, before in (("{{ 机关名称 }}（盖章）", 2 * look["size"]), ("{{ 日期 }}", 0)):
        right = WD_ALIGN_PARAGRAPH.RIGHT
        _paragraph(
            document, text, align=right, indent=False, before=before, **{**look, "keep": True}
        )


def _blanks(document: Any) -> None:
    """The list of what is still blank, to be taken out once it is filled."""
    _mark(document, "{%p if 待填事项 %}")
    _paragraph(
        document,
        "【待填事项，填妥后删去本段】{{ 待填事项 | join('、') }}",
        size=10.5, line=16, before=24, indent=False,
    )  # fmt: skip
    _mark(document, "{%p endif %}")


def built(title: str, parts: Sequence[Part], *, county: bool = False, look: Look = USUAL) -> bytes:
    """Return a template's content (模板内容)."""
    document = Document()
    document.core_properties.title = title.replace("\n", "")
    document.core_properties.author = ""
    _page(document, narrow=look is ONE_PAGE)
    middle: Look = {"align": WD_ALIGN_PARAGRAPH.CENTER, "indent": False}
    titles = title.split("\n") if county else ["{{ 机关名称 }}", title]
    for line in titles:
        _paragraph(document, line, font=TITLE, size=22, line=34, bold=True, **middle)
    _paragraph(document, "{{ 文号 }}", after=14, before=6, **middle, **look)
    *first, last = parts
    for part in first:
        _part(document, part, look)
    _part(document, last, {**look, "keep": True})  # the signature stands on no page alone
    _signature(document, look)
    _blanks(document)
    made = io.BytesIO()
    document.save(made)
    return still(made.getvalue())


def _circular() -> bytes:
    columns = (
        ("名次", "名次", 14), ("乡镇", "名称", 16), ("得分（上下限）", "得分", 32), ("等级", "等级", 12),
        ("上年名次", "上年名次", 14), ("得分增减", "增减", 16),
    )  # fmt: skip
    parts: tuple[Part, ...] = (
        Plain("{{ 主送单位 }}："),
        (
            "根据质量强镇考核工作安排和考核规则（{{ 考核规则 }}），对{{ 县名 }}{{ 乡镇数 }}个乡镇{{ 年度 }}年度"
            "质量工作进行了考核，评价日为{{ 评价日 }}，考核结果{{ 考核状态 }}。现将有关情况通报如下："
        ),
        Heading("一、总体情况"),
        "{{ 总体情况 }}。等级分布为：{{ 等级分布 }}。",
        Heading("二、考核结果"),
        Table("乡镇", columns),
        Heading("三、经核准免予考核事项"),
        Lines("免予考核"),
        Heading("四、主要问题"),
        Lines("问题"),
        Heading("五、下一步工作要求"),
        Lines("工作要求"),
    )
    title = "关于{{ 县名 }}{{ 年度 }}年度\n质量强镇考核情况的通报"
    return built(title, parts, county=True)


def _credit_notice() -> bytes:
    columns = (
        ("序号", "序号", 9), ("事项", "事项", 21), ("分值", "分值", 9), ("记录文书及日期", "文书", 44),
        ("《意见》条款", "条款", 13), ("变动日期", "变动", 22),
    )  # fmt: skip
    parts: tuple[Part, ...] = (
        Plain(TO + "："),
        (
            "经评价，截至{{ 评价日 }}，你单位（所在乡镇：{{ 乡镇 }}）质量信用得分为{{ 得分 }}分，{{ 等级 }}。"
            "现将有关事项告知如下："
        ),
        Heading("一、得分明细"),
        Table("明细", columns),
        Plain("{%p if 拟入档 %}"),
        "尚有下列记录待确认：",
        Lines("拟入档"),
        Plain(HAS),
        Heading("二、今后自然变动"),
        Lines("自然变动"),
        Heading("三、名单与列入事由"),
        Lines("名单"),
        Heading("四、修复与异议"),
        (
            "已履行法定义务、消除不良影响的，可以向作出认定的机关申请信用修复；对记录有异议的，可以向作出认定的机关"
            "申请复核。"
        ),
        (
            "对作为记录依据的行政决定不服的，可以自知道该决定之日起{{ 复议期限 }}内向{{ 复议机关 }}申请行政复议，"
            "或者在{{ 诉讼期限 }}内依法向{{ 管辖法院 }}提起行政诉讼。"
        ),
        CONTACT,
    )
    return built("企业质量信用告知书", parts, look=ONE_PAGE)


def _order(parts: Sequence[Part], title: str, what: str) -> bytes:
    after = (
        (
            "请于{{ 整改期限 }}以前（含当日）完成整改，并将整改情况书面报告本机关。{{ 复查安排 }}；逾期不改正或者经复查仍不合格"
            "的，将依法处理。"
        ),
        REMEDY.format(what=what),
        CONTACT,
    )
    return built(title, (Plain(TO + "："), *PARTY, *parts, *after))


def _correction_notice() -> bytes:
    parts = (
        "经查，你单位存在需要改正的事项：{{ 整改事项 }}（编号：{{ 案件编号 }}）。",
        "违法事实及证据：{{ 违法事实及证据 }}。",
        "根据{{ 依据 }}的规定，责令你单位改正上述行为。改正要求：{{ 改正要求 }}。",
    )
    return _order(parts, "责令改正通知书", "通知")


def _rectification_order() -> bytes:
    columns = (("不合格项目", "项目", 4), ("实测值", "实测值", 3), ("标准要求", "标准值", 3))
    parts: tuple[Part, ...] = (
        (
            "在质量监督抽查中，你单位的{{ 产品 }}（样品编号：{{ 样品编号 }}，抽样日期：{{ 抽样日期 }}）经{{ 检验机构 }}"
            "检验，{{ 不合格项目 }}不合格，检验报告编号为{{ 报告编号 }}，于{{ 送达日期 }}送达，该结论已经确定。"
        ),
        Table("项目", columns),
        (
            "根据{{ 依据 }}的规定，责令你单位限期整改：立即停止生产、销售同批次不合格产品，查明不合格原因，落实整改"
            "措施。"
        ),
    )
    return _order(parts, "责令限期整改指令书", "指令")


def _facts(intro: str) -> tuple[Part, ...]:
    return (Plain(TO + "："), *PARTY, intro, Lines("事实"))


def _listing_notice() -> bytes:
    parts: tuple[Part, ...] = (
        *_facts(
            "经查，你单位存在列入{{ 名单 }}的事由：{{ 事由 }}（案件编号：{{ 案件编号 }}）。具体事实如下："
        ),
        (
            "根据{{ 依据 }}的规定，本机关拟将你单位列入{{ 名单 }}，列入期限为{{ 列入期限 }}；列入后的管理措施为："
            "{{ 措施 }}。"
        ),
        Heading("你单位享有的权利"),
        (
            "对拟列入的事实、理由和依据，你单位有权陈述和申辩，请{{ 陈述申辩期限 }}向本机关提出；逾期未提出的，视为"
            "放弃陈述、申辩。"
        ),
        Plain("{%p if 有听证 %}"),
        "你单位有权要求举行听证，请{{ 听证期限 }}向本机关提出；逾期未提出的，视为放弃听证。",
        Plain(HAS),
        CONTACT,
    )
    return built("列入{{ 名单 }}告知书", parts)


def _penalty_notice() -> bytes:
    parts: tuple[Part, ...] = (
        Plain(TO + "："),
        *PARTY,
        (
            "本机关对你单位{{ 案由 }}一案（案件编号：{{ 案件编号 }}）的调查已于{{ 调查终结日期 }}终结。现将拟作出行政"
            "处罚的内容及事实、理由、依据和你单位依法享有的权利告知如下："
        ),
        Heading("一、违法事实和证据"),
        "违法事实：{{ 违法事实 }}。",
        "证据：{{ 证据 }}。",
        Heading("二、处罚依据和理由"),
        "处罚依据：{{ 依据 }}。裁量理由：{{ 裁量理由 }}。",
        Heading("三、拟作出的行政处罚"),
        "{{ 拟处罚 }}。",
        Heading("四、陈述、申辩的权利"),
        (
            "你单位有权对上述内容进行陈述和申辩，请{{ 陈述申辩期限 }}向本机关提出。本机关不因陈述、申辩而给予更重的"
            "处罚。"
        ),
        Plain("{%p if 有听证 %}"),
        Heading("五、听证的权利"),
        (
            "拟作出的处罚属于可以要求听证的范围，你单位有权要求举行听证，听证不收取费用。要求听证的，请{{ 听证期限 }}"
            "向本机关提出。"
        ),
        Plain(HAS),
        CONTACT,
    )
    return built("行政处罚告知书", parts)


def _listing_decision() -> bytes:
    parts: tuple[Part, ...] = (
        *_facts(
            "经查，你单位存在列入{{ 名单 }}的事由：{{ 事由 }}（案件编号：{{ 案件编号 }}）。认定的事实如下："
        ),
        Plain("本案经过："),
        Lines("经过"),
        Plain("{%p if 须经同意 %}"),
        "本决定已经{{ 同意机关 }}同意。",
        Plain(HAS),
        (
            "根据{{ 依据 }}的规定，本机关决定将你单位列入{{ 名单 }}，列入期限为{{ 列入期限 }}，自本决定作出之日起至"
            "{{ 期满日 }}止。列入期间的管理措施为：{{ 措施 }}。"
        ),
        (
            "本决定应于{{ 公示截止 }}前公示。自列入之日起满{{ 申请修复条件 }}，已履行义务、消除危害后果且未再受到较重"
            "行政处罚的，可以申请信用修复、提前移出。"
        ),
        REMEDY.format(what="决定"),
    )
    return built("列入{{ 名单 }}决定书", parts)


def _repair_decision() -> bytes:
    found = "{{ 义务履行情况 }}；{{ 危害消除情况 }}；{{ 无新的较重处罚情况 }}"
    parts: tuple[Part, ...] = (
        Plain(TO + "："),
        *PARTY,
        (
            "你单位因{{ 事由 }}，于{{ 列入日期 }}被列入{{ 名单 }}（{{ 列入文书 }}，案件编号：{{ 案件编号 }}），于"
            "{{ 申请日期 }}申请信用修复，本机关于{{ 受理日期 }}受理。经审查："
        ),
        f"{found}。",
        Plain("{%p if 准予 %}"),
        (
            "根据{{ 修复依据 }}的规定，本机关决定：准予信用修复，自本决定作出之日起将你单位移出{{ 名单 }}，停止公示"
            "有关信息，解除相应管理措施。"
        ),
        Plain("{%p else %}"),
        "根据{{ 修复依据 }}的规定，本机关决定：不予信用修复。理由：{{ 不予修复的理由 }}。",
        Plain(HAS),
        REMEDY.format(what="决定"),
    )
    return built("信用修复决定书", parts)


def _talk_notice() -> bytes:
    parts: tuple[Part, ...] = (
        Plain("{{ 当事人 }}（{{ 当事人代码 }}）："),
        "根据{{ 依据 }}和质量工作需要，决定就下列事项对你单位主要负责人进行约谈：",
        Lines("事由"),
        "约谈时间：{{ 约谈时间 }}。",
        "约谈地点：{{ 约谈地点 }}。",
        "约谈人：{{ 约谈人 }}。",
        (
            "你单位对上述事项有权陈述意见、提出异议，可以在约谈前书面提出，也可以在约谈时当面提出；本机关予以核实并"
            "答复。"
        ),
        Plain("{%p if 考核对象 %}"),
        "对考核结果有异议的，可以在考核通报载明的期限内向考核机关申请复核。",
        Plain(HAS),
        "请携带：{{ 应携带的材料 }}。请准备对上述事项的原因说明和整改措施；因故不能参加的，请事先书面说明理由。",
        CONTACT,
    )
    return built("约谈通知书", parts, look=CLOSE)


MAKERS: dict[str, Callable[[], bytes]] = {
    "circular": _circular,
    "credit-notice": _credit_notice,
    "correction-notice": _correction_notice,
    "rectification-order": _rectification_order,
    "listing-notice": _listing_notice,
    "penalty-notice": _penalty_notice,
    "listing-decision": _listing_decision,
    "repair-decision": _repair_decision,
    "talk-notice": _talk_notice,
}


def main() -> int:
    """Write the templates, or check them."""
    wrong = []
    for name, make in MAKERS.items():
        path, content = TEMPLATES / KINDS[name].template, make()
        if "--check" in sys.argv:
            wrong += [name] if not path.is_file() or path.read_bytes() != content else []
        else:
            path.write_bytes(content)
    print(
        f"not what the script makes: {', '.join(wrong)}"
        if wrong
        else "the templates are up to date"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
