"""Cases that show a rule (规则案例), in words: on a day, what is given, and what the book answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualitygov.core.fields import labels_of
from qualitygov.county.case_file import RuleCase
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.standing import Excluded
from qualitygov.report.booklet.spoken import Speaker
from qualitygov.text import Text

LABELS = {
    "score": Text("得分", "score"),
    "grade": Text("等级", "grade"),
    "value": Text("取值", "value"),
    "op": Text("比较方式", "compared"),
    "clause": Text("条款", "clause"),
    "records": Text("信用记录", "records"),
    "grounds": Text("列入事由", "grounds"),
    "arose_on": Text("成立日期", "arose on"),
    "listed_until": Text("名单期满日", "listed until"),
    "events": Text("事件", "events"),
    "aqi": Text("空气质量指数", "AQI"),
    "level": Text("级别", "level"),
    "good": Text("优良", "good"),
    "excluded": Text("未计入记录的原因", "left out, since"),
    "primary": Text("首要污染物", "primary pollutants"),
    **labels_of(CreditRecord),
}
GROUNDS = "blacklist-ground"
EXCLUSIONS = {reason.value: reason.label for reason in Excluded}
CATEGORIES = {"rice": Text("大米", "rice"), "cement": Text("水泥", "cement")}
"""The categories of the cases that are no class of products."""


def shown_by(case: RuleCase) -> Iterator[str]:
    """Yield the paths of the rules that a case shows (案例所示规则)."""
    given = case.given if isinstance(case.given, Mapping) else {}
    if case.asks in ("target", "parameter"):
        yield f"{case.asks}.{case.given}"
    for record in (*given.get("records", ()), *_made(case)):
        if "kind" in record:
            yield f"credit-rule.{record['kind']}"
    for ground in case.expect.get("grounds", ()):
        yield f"{GROUNDS}.{ground}"
    if case.asks == "air":
        yield "air-index.daily"


def _made(case: RuleCase) -> tuple[Mapping[str, Any], ...]:
    """The records that a case expects to be made."""
    found = case.expect.get("records", ())
    return tuple(one for one in found if isinstance(one, Mapping))


def said_case(speaker: Speaker, case: RuleCase) -> Text:
    """Return a case as a sentence (案例文字)."""
    given, answer = _given(speaker, case), _said(speaker, "", case.expect)
    zh = f"{case.day}，{given.zh}：{answer.zh}。"
    return Text(zh, f"{case.day}, {given.en}: {answer.en}.")


def _given(speaker: Speaker, case: RuleCase) -> Text:
    if isinstance(case.given, str):
        label = speaker.label(case.asks, case.given) or Text(case.given, case.given)
        return Text(f"“{label.zh}”", label.en)
    if not case.given:
        return Text("没有任何记录", "with no record at all")
    return _said(speaker, "", case.given)


def _said(speaker: Speaker, field: str, value: Any) -> Text:
    if isinstance(value, Mapping):
        return Text.joined((_pair(speaker, key, inner) for key, inner in value.items()), "，", ", ")
    if isinstance(value, (list, tuple)):
        return Text.joined((_said(speaker, field, one) for one in value), "；", "; ")
    if field == "grounds" and not value:
        return Text("未产生", "none arises")
    if isinstance(value, str) and field == "category":
        return speaker.label("product-class", value) or CATEGORIES.get(value) or Text(value, value)
    if isinstance(value, str) and field in ("excluded", "reason"):
        return EXCLUSIONS.get(value) or Text(value, value)
    if isinstance(value, str) and field == "grounds":
        return speaker.label(GROUNDS, value) or Text(value, value)
    if isinstance(value, str) and field in ("kind", "severity", "grade", "op"):
        return speaker.word(field, value)
    if isinstance(value, str):
        return Text(value, value)
    return speaker.value(field, value)


def _pair(speaker: Speaker, key: str, value: Any) -> Text:
    label, said = LABELS.get(key, Text(key, key)), _said(speaker, key, value)
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
        return Text(
            f"{label.zh}{len(value)}条（{said.zh}）", f"{len(value)} {label.en} ({said.en})"
        )
    return Text(f"{label.zh}{said.zh}", f"{label.en} {said.en}")
