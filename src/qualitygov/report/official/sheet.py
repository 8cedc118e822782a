"""The fields of a document (文书内容): what is known, and what stays visibly blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.near import nearest
from qualitygov.core.periods import Span
from qualitygov.errors import bilingual
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.remedies import said_span

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CITED = re.compile(
    "《|[一-龥]{2,12}令(?:[0-9]{4}年)?第|[一-龥]{2,6}〔|(?:江苏省)?(?:GB|HJ|JJG|DB)"
)
"""How a part of a source begins that names a law, a paper or a standard."""


def blank(name: str) -> str:
    """Return what stands where a fact is missing (待填处).

    >>> blank("联系电话")
    '＿＿＿＿（待填：联系电话）'
    """
    return f"＿＿＿＿（待填：{name}）"


def day_zh(day: date | str) -> str:
    """Return a day as official texts write it (公文日期).

    >>> day_zh("2017-03-06")
    '2017年3月6日'
    """
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.year}年{found.month}月{found.day}日"


_ISO_DAY = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


def days_zh(text: str) -> str:
    """Return a sentence with its days as official texts write them (公文日期).

    >>> days_zh("证书 2016-09-30 到期")
    '证书2016年9月30日到期'
    """
    return re.sub(
        rf" ?{_ISO_DAY.pattern} ?",
        lambda found: f"{int(found[1])}年{int(found[2])}月{int(found[3])}日",
        text,
    )


def clean(text: str) -> str:
    """Return a text that a document can hold (可打印文本): what cannot be printed is shown as �."""
    return _UNPRINTABLE.sub("�", text)


def chinese_source(rule: RuleEntry) -> str | None:
    """Return what a rule rests on, in Chinese (依据), None for what no law or paper says.

    An own rule of the opinion is one, a default of the reference book is none.
    """
    parts = (one.partition("：")[0] for one in rule.source.zh.split("；"))
    cited = [one for one in parts if _CITED.match(one) and "默认" not in one]
    own = rule.source.zh if rule.basis is Basis.LOCAL else None
    return "、".join(dict.fromkeys(cited)) or own


def span_zh(span: Span | None) -> str | None:
    """Return a span in Chinese without spaces (期限)."""
    return None if span is None else said_span(span).zh.replace(" ", "")


def due_zh(due: Due | None) -> str | None:
    """Return the day of a deadline (到期日), None for one that is unknown."""
    return None if due is None or due.day is None else day_zh(due.day)


@attrs.frozen(kw_only=True)
class Sheet:
    """The fields of one document by their Chinese names (文书内容), with what is missing.

    `given` is what the caller fills in: it may fill what is missing and nothing else.
    """

    given: Mapping[str, str]
    fields: dict[str, Any] = attrs.field(factory=dict)
    missing: list[str] = attrs.field(factory=list)
    filled: set[str] = attrs.field(factory=set)

    def put(self, name: str, value: str | None) -> None:
        """Set a field (填写): a fact that is missing is the caller's, or stays blank."""
        if value is not None and value.strip():
            self.fields[name] = clean(value)
        elif name in self.given:
            self.filled.add(name)
            self.fields[name] = clean(self.given[name])
        else:
            self.missing.append(name)
            self.fields[name] = blank(name)

    def part(self, name: str, value: str | None) -> str:
        """Return what stands in the middle of a sentence (句中事项): the value, or its blank."""
        if value is not None and value.strip():
            return value
        self.put(name, None)
        text: str = self.fields[name]
        return text

    def put_all(self, **values: str | None) -> None:
        """Set several fields (批量填写)."""
        for name, value in values.items():
            self.put(name, value)

    def ask(self, *names: str) -> None:
        """Set fields that only the caller can fill (由出具机关填写)."""
        for name in names:
            self.put(name, None)

    def put_rows(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Set a list of rows (填写明细)."""
        found = [{key: clean(text) for key, text in row.items()} for row in rows]
        self.fields[name] = found

    def put_lines(self, name: str, lines: Iterable[str], *, needed: str | None = None) -> None:
        """Set a list of sentences (填写条目); where none is there and one is needed, a blank."""
        found = [clean(line) for line in lines]
        if not found and needed is not None:
            self.put(needed, None)
            found = [self.fields[needed]]
        self.fields[name] = found

    def check(self) -> None:
        """Refuse what the caller fills in and no field is missing for (核对所填); `FieldError`."""
        for name in self.given:
            if name in self.filled:
                continue
            if name in self.fields:
                raise bilingual(
                    "document.fill",
                    f"“{name}”已由数据填写，不得以 --fill 改写",
                    f"{name} is filled from the data, and --fill may not change it",
                )
            near = nearest(name, self.missing) or self.missing
            zh, en = "、".join(near) or "无", ", ".join(near) or "none"
            raise bilingual(
                "document.fill",
                f"此文书没有待填项“{name}”；待填的有 {zh}",
                f"nothing of this document is to be filled as {name}; to be filled: {en}",
            )
