"""Rules as sentences (规则条文): one sentence for each version of a rule, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qualitygov.core.exact import Rate
from qualitygov.report.booklet.spoken import Speaker
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

HEAD = frozenset(
    {
        "id",
        "label",
        "source",
        "basis",
        "clauses",
        "valid_from",
        "valid_to",
        "verified_by",
        "unverified",
    }
)
Made = tuple[Text, frozenset[str]]
"""What a rule says, and the fields that are said with it."""


def sentence(speaker: Speaker, rule: RuleEntry) -> Text:
    """Return a rule as a sentence (条文): its own form where its kind has one, then what is left.

    >>> from qualitygov.rulebook import load_rulebook
    >>> book = load_rulebook("strong-town")
    >>> rule = book.typed["target"]["food-production"][0][2]
    >>> sentence(Speaker(book), rule).zh.partition("；")[0]
    '“生产环节食品监督抽查合格率”应不低于95%'
    """
    made = _MAKERS.get(rule.section)
    if made is not None:
        said, told = made(speaker, rule)
        more = list(speaker.fields(rule, skip=HEAD | told))
        return _ended(Text.joined((said, *more)))
    more = list(speaker.fields(rule, skip=HEAD))
    if not more:
        return _ended(rule.label)
    first, *others = more
    joint = "的" if "为" in first.zh else "，"
    head = Text(f"“{rule.label.zh}”{joint}{first.zh}", f"for {rule.label.en}, {first.en}")
    return _ended(Text.joined((head, *others)))


def _ended(text: Text) -> Text:
    en = text.en[:1].upper() + text.en[1:]
    return Text(text.zh.rstrip("。") + "。", en.rstrip(".") + ".")


def _parameter(speaker: Speaker, rule: Any) -> Made:
    said = speaker.value(_choice(rule), rule.read())
    text = Text(f"{rule.label.zh}为{said.zh}", f"{rule.label.en}: {said.en}")
    return text, frozenset({"kind", "value", "choices"})


def _choice(rule: Any) -> str:
    return "grade" if rule.kind == "choice" else ""


def _target(speaker: Speaker, rule: Any) -> Made:
    told = frozenset({"indicator", "kind", "op", "value"})
    what = speaker.value("indicator", rule.indicator)
    if rule.value is None or rule.op is None:
        kind = speaker.value("kind", rule.kind)
        zh = f"“{rule.label.zh}”按指标“{what.zh}”考核{kind.zh}"
        return Text(zh, f"{rule.label.en}: the indicator “{what.en}”, {kind.en}"), told - {
            "op",
            "value",
        }
    op, value = speaker.value("op", rule.op), speaker.value("value", rule.value)
    limit = _rank(rule, value)
    zh = f"“{rule.label.zh}”应{op.zh}{limit.zh}"
    if what != rule.label:
        zh += f"（指标为{what.zh}）"
    return Text(zh, f"{rule.label.en}: {what.en} {op.en} {limit.en}"), told


def _rank(rule: Any, value: Text) -> Text:
    if rule.kind == "rank" and not isinstance(rule.value, Rate):
        return Text(f"第{value.zh}名", f"rank {value.en}")
    return value


def _indicator(speaker: Speaker, rule: Any) -> Made:
    facts, kind = speaker.value("facts", rule.facts), speaker.value("kind", rule.kind)
    at = speaker.value("at", rule.at)
    zh = f"“{rule.label.zh}”按{facts.zh}计算，取{at.zh}的{kind.zh}"
    en = f"{rule.label.en}: {kind.en} over {facts.en[:1].lower()}{facts.en[1:]}, {at.en}"
    return Text(zh, en), frozenset({"facts", "kind", "at"})


def _item(speaker: Speaker, rule: Any) -> Made:
    target, part = speaker.value("target", rule.target), rule.quality.label
    bonus = Text("作为加分项", "as a bonus, ") if rule.bonus else Text("", "")
    zh = f"{part.zh}板块中，目标“{target.zh}”{bonus.zh}计{rule.points}分"
    en = f"{part.en}: {bonus.en}{rule.points} points for the target “{target.en}”"
    return Text(zh, en), frozenset({"target", "quality", "points", "bonus"})


def _credit(speaker: Speaker, rule: Any) -> Made:
    said = []
    for severity, points in rule.points.items():
        level = speaker.word("severity", severity)
        window = speaker.word("windows", rule.windows.get(severity, "until-end"))
        said.append(
            Text(
                f"程度为“{level.zh}”的计{points}分，计分期限为{window.zh}",
                f"{level.en}: {points} points, weighing {window.en}",
            )
        )
    parts = Text.joined(said)
    act = Text("取得", "for") if rule.merit else Text("发生", "for")
    zh = f"{act.zh}“{rule.label.zh}”的，{parts.zh}"
    return Text(zh, f"{rule.label.en}: {parts.en}"), frozenset(
        {"points", "windows", "scale", "merit"}
    )


def _ground(speaker: Speaker, rule: Any) -> Made:
    kinds, listed = speaker.value("kinds", rule.kinds), speaker.value("list_kind", rule.list_kind)
    span = rule.standing_for or rule.within
    said = speaker.value("within", span)
    if rule.standing_for is not None:
        zh = f"“{kinds.zh}”持续满{said.zh}的，构成列入“{listed.zh}”的事由（{rule.label.zh}）"
        en = f"{kinds.en} standing for {said.en} is a ground for the {listed.en}"
    else:
        zh = (
            f"{said.zh}内有“{kinds.zh}”记录{rule.at_least}次以上的，构成列入“{listed.zh}”的事由"
            f"（{rule.label.zh}）"
        )
        en = f"{rule.at_least} or more of {kinds.en} within {said.en}: a ground for the {listed.en}"
    return Text(zh, en), frozenset({"list_kind", "kinds", "at_least", "within", "standing_for"})


def _event(speaker: Speaker, rule: Any) -> Made:
    event = speaker.value("event", rule.event)
    kind = Text("信用记录", "a record") if rule.kind is None else speaker.value("kind", rule.kind)
    where = speaker.conditions(rule, rule.where) if rule.where else None
    zh = f"发生{event.zh}" + (f"，且{where.zh}" if where else "") + f"的，记入“{kind.zh}”"
    en = (
        f"{event.en}" + (f", where {where.en}" if where else "") + f", gives the record “{kind.en}”"
    )
    if rule.confirm:
        zh, en = zh + "，经有权机关确认后生效", en + ", once an authority confirms it"
    told = {"event", "where", "kind", "confirm", "suffix", "decided"}
    return Text(zh, en), frozenset(told)


def _duty(speaker: Speaker, rule: Any) -> Made:
    who = rule.responsible.label
    zh, en, told = (
        f"“{rule.label.zh}”由{who.zh}办理",
        f"{rule.label.en}: by the {who.en}",
        {"responsible"},
    )
    if rule.every is not None:
        every = speaker.value("every", rule.every)
        zh, en, told = f"{zh}，{every.zh}一次", f"{en}, {every.en}", told | {"every"}
    if rule.within is not None:
        within, start = (
            speaker.value("within", rule.within),
            speaker.value("runs_from", rule.runs_from),
        )
        zh, en = f"{zh}，自{start.zh}起{within.zh}内完成", f"{en}, within {within.en} of {start.en}"
        told |= {"within", "runs_from"}
    return Text(zh, en), frozenset({*told, "by", "what", "unit_kinds"})


def _veto(speaker: Speaker, rule: Any) -> Made:
    facts, grade = speaker.value("facts", rule.facts), speaker.value("grade", rule.grade)
    where = speaker.conditions(rule, rule.where) if rule.where else None
    zh = f"有{facts.zh}" + (f"，{where.zh}" if where else "")
    en = f"where there are {facts.en}" + (f" with {where.en}" if where else "")
    return (
        Text(
            f"{zh}的，一票否决（{rule.label.zh}），等级定为{grade.zh}",
            f"{en}: vetoed ({rule.label.en}), {grade.en}",
        ),
        frozenset({"facts", "where", "grade"}),
    )


def _clause(_: Speaker, rule: Any) -> Made:
    zh = f"《意见》{rule.id}项：{rule.label.zh}"
    return Text(zh, f"opinion {rule.id}: {rule.label.en}"), frozenset[str]()


def _grade(_: Speaker, rule: Any) -> Made:
    top = (
        Text("", "")
        if rule.below is None
        else Text(f"、低于{rule.below}分", f" and below {rule.below}")
    )
    zh = f"得分不低于{rule.low}分{top.zh}的，为{rule.label.zh}（{rule.id}级）"
    en = f"a score of at least {rule.low}{top.en}: grade {rule.id} ({rule.label.en})"
    return Text(zh, en), frozenset({"low", "below"})


def _window(speaker: Speaker, rule: Any) -> Made:
    length = speaker.value("length", rule.length)
    zh, en = f"“{rule.label.zh}”的计分期限为{length.zh}", f"{rule.label.en}: weighs {length.en}"
    return Text(zh, en), frozenset({"length"})


_MAKERS: Mapping[str, Callable[[Speaker, Any], Made]] = {
    "parameter": _parameter,
    "target": _target,
    "indicator": _indicator,
    "item": _item,
    "credit-rule": _credit,
    "blacklist-ground": _ground,
    "event-rule": _event,
    "duty": _duty,
    "veto": _veto,
    "clause": _clause,
    "credit-grade": _grade,
    "assessment-grade": _grade,
    "credit-window": _window,
}
