"""Ids of facts as people read them (事项编号文字): the keys in them by their labels.

An id such as ``S00210/pass`` is a row's own id and a key of the library or the book. Chinese texts
show the id, and the key in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.report.booklet.spoken import vocabulary
from qualitygov.rulebook.book import Rulebook

SUFFIXES = {
    "accident": "事故", "system": "制度", "report": "事故报告", "fail": "不合格", "pass": "合格",
    "serious": "情节严重", "overdue": "逾期未消除", "order-late": "逾期未整改",
    "order-recheck": "整改复查", "upheld": "查实", "officer": "首席质量官", "late": "逾期未整改",
    "penalty": "行政处罚", "finding": "检查发现", "award-merit": "获质量奖", "award": "质量奖",
    "excellence": "卓越绩效", "merit": "认证", "standard": "参与制修订标准", "refused": "拒绝抽查",
    "research": "研发投入", "traceability": "可追溯", "visit-finding": "检查发现",
    "liability": "属地履职", "group": "领导小组", "spending": "研发投入", "remedied": "整改",
    "registered": "登记为隐患", "published": "公示", "withdrawn": "停止公示", "granted": "授奖",
    "reviewed": "评审", "announced": "公告", "tell": "告知", "accept": "受理", "handle": "办结",
    "archive": "建档", "recall": "召回", "day": "昼间", "night": "夜间",
    "roof": "屋面", "foundation": "地基与基础", "structure": "主体结构", "reported": "上报",
    "effect": "成效", "measure": "措施", "plan": "计划", "check": "检查", "second": "再次",
    "total": "合计", "result": "结果",
}  # fmt: skip
"""The keys that are no entry of a book and no word of a vocabulary, in Chinese."""
PREFIXES = ("recall-", "hazard-", "condition-", "complaint-", "sample-", "order-", "accident-",
            "equipment-", "lift-")  # fmt: skip
SECTIONS = ("duty", "figure-item", "risk-kind", "works-part", "works-system", "budget-head",
            "target", "indicator", "product-class")  # fmt: skip
_ID = re.compile(r"[^\s、，；：（）()“”\[\]]*/[^\s、，；：（）()“”\[\]]+")
_KEY = re.compile(r"((?:[0-9]+-)?)([a-z][a-z0-9-]*?)((?:-[0-9]+)*)")


@attrs.frozen
class Identifiers:
    """Says the ids in Chinese texts (编号说明), by the labels of a run's rulebook."""

    labels: Mapping[str, str] = attrs.field(repr=False)

    @classmethod
    def of(cls, book: Rulebook) -> Identifiers:
        """Return those of a rulebook (由规则手册生成)."""
        found: dict[str, str] = {}
        for word, labels in vocabulary().items():
            if len({zh for zh, _ in labels}) == 1:
                found[word] = next(iter(labels))[0]
        others = [name for name in book.typed if name not in SECTIONS]
        for section in (*others, *reversed(SECTIONS)):
            for name, versions in book.typed.get(section, {}).items():
                known = [entry for _, _, entry in versions if entry is not None]
                if known:
                    found[name] = known[-1].label.zh
        for name, label in [*found.items()]:
            for prefix in PREFIXES:
                if name.startswith(prefix):
                    found.setdefault(name.removeprefix(prefix), label)
        return cls({**found, **SUFFIXES})

    def said(self, text: str) -> str:
        """Return a Chinese text, the keys of its ids in words (编号转文字).

        >>> Identifiers({"pass": "合格"}).said("依据记录 S00210/pass、S9/mg")
        '依据记录 S00210（合格）、S9/mg'
        """
        return _ID.sub(self._whole, text)

    def _whole(self, found: re.Match[str]) -> str:
        """An id: the keys in it by their labels, the last one in brackets."""
        *before, last = found[0].split("/")
        said = [self._key(part) for part in (*before, last)]
        if all(one is None for one in said):
            return found[0]
        front = "/".join(one or part for one, part in zip(said, before, strict=False))
        return f"{front}/{last}" if said[-1] is None else f"{front}（{said[-1]}）"

    def _key(self, part: str) -> str | None:
        """A part of an id in words, None where it is no key."""
        found = _KEY.fullmatch(part)
        label = None if found is None else self.labels.get(found[2])
        if found is None or label is None:
            return None
        number = " ".join(one.strip("-") for one in (found[1], found[3]) if one)
        return f"{label} {number}" if number else label

    def all_said(self, value: Any) -> Any:
        """Return plain data, every Chinese text of it so (整体转文字): a pair, or under ``zh``."""
        if isinstance(value, Mapping):
            return {
                name: self.said(inner)
                if name == "zh" and isinstance(inner, str)
                else self.all_said(inner)
                for name, inner in value.items()
            }
        return [self.all_said(one) for one in value] if isinstance(value, list) else value
