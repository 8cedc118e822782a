"""Figures and evidence of a town (统计数字与证据材料). Clauses 2.2.1, 2.2.5.b, 2.2.5.f, 3.1."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.periods import within_term
from qualitygov.rulebook.model.industry import Checklist, Sector
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "ChecklistState",
    "Evidence",
    "EvidenceFact",
    "Figure",
    "FigureFact",
    "checklist_state",
    "evidence_facts",
    "figure_facts",
    "sector_of",
]

_SLUG = check.matching(
    r"[a-z0-9]+(-[a-z0-9]+)*", Text("小写英文编号", "a lower-case id such as output-primary")
)


@clauses("2.2.1.a", "2.2.1.b", "2.2.5.b", "2.2.5.f")
@attrs.frozen(kw_only=True)
class Figure:
    """A yearly figure of a town (统计数字): output, emission, cover.

    `item` is the id that indicators name.
    """

    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    item: str = attrs.field(validator=_SLUG, metadata=about("指标项", "item"))
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("年份", "year"))
    value: Decimal = attrs.field(metadata=about("数值", "value"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("计量单位", "unit"))
    source_document: str = attrs.field(
        validator=check.filled(), metadata=about("来源文书", "source document")
    )

    @property
    def id(self) -> str:
        """Town, item and year."""
        return f"{self.town}/{self.item}/{self.year}"


@clauses("2.2.2.g", "2.2.5.a", "3.1.2.b", "3.1.3.a", "3.1.3.d", "3.2.2.a")
@attrs.frozen(kw_only=True)
class Evidence:
    """A document that shows something was done (证据材料), filed under an item of a checklist."""

    id: str = attrs.field(validator=check.filled(), metadata=about("材料编号", "evidence id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    checklist: str = attrs.field(validator=_SLUG, metadata=about("清单", "checklist"))
    item: str = attrs.field(validator=_SLUG, metadata=about("清单项目", "item"))
    document: str = attrs.field(validator=check.filled(), metadata=about("文书", "document"))
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("生效或举行日期", "in force or held on")
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("失效日期", "in force to"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")


@attrs.frozen
class FigureFact:
    """One yearly figure as indicators see it (统计事实), placed on the last day of its year."""

    id: str
    town: str
    on: date
    item: str
    value: Decimal


@attrs.frozen
class EvidenceFact:
    """One piece of evidence as indicators see it (证据事实)."""

    id: str
    town: str
    on: date
    checklist: str
    item: str
    valid_from: date
    valid_to: date | None
    document: str


@clauses("2.2.1.a", "2.2.1.b", "2.2.5.b", "2.2.5.f")
def figure_facts(figures: Iterable[Figure], as_of: date) -> tuple[FigureFact, ...]:
    """Return the rows of the years that have ended by `as_of` (统计事实行)."""
    return tuple(
        FigureFact(f.id, f.town, date(f.year, 12, 31), f.item, f.value)
        for f in figures
        if date(f.year, 12, 31) <= as_of
    )


@clauses("2.2.2.g", "2.2.5.a", "3.1.2.b", "3.1.3.a", "3.1.3.d", "3.2.2.a")
def evidence_facts(evidence: Iterable[Evidence], as_of: date) -> tuple[EvidenceFact, ...]:
    """Return the rows of the evidence there is by `as_of` (证据事实行)."""
    return tuple(
        EvidenceFact(
            e.id, e.town, e.valid_from, e.checklist, e.item, e.valid_from, e.valid_to, e.document
        )
        for e in evidence
        if e.valid_from <= as_of
    )


@clauses("2.2.1.b")
def sector_of(industry: str, rules: Rules) -> str:
    """Return the sector of an industry code (三次产业归类): primary, secondary or tertiary."""
    sectors = rules.entries(Sector)
    named = [name for name, sector in sectors.items() if industry[:3] in sector.divisions]
    return named[0] if named else next(name for name, sector in sectors.items() if sector.rest)


@attrs.frozen
class ChecklistState:
    """What of a checklist is there on a day (清单完成情况).

    Each item with the evidence it rests on or the reason it is missing.
    """

    checklist: Checklist
    present: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, Text], ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def rate(self) -> Rate:
        """Items present over items asked for."""
        return Rate(len(self.present), len(self.checklist.items))


@clauses("2.2.2.g", "2.2.2.h", "2.2.5.a")
def checklist_state(
    checklist: Checklist, evidence: Iterable[EvidenceFact], as_of: date
) -> ChecklistState:
    """Hold evidence against a checklist (清单核对).

    In force on `as_of`, and no older than the item allows.
    """
    own = sorted(
        (e for e in evidence if e.checklist == checklist.id), key=lambda e: (e.valid_from, e.id)
    )
    present, missing = [], []
    for item in checklist.items:
        filed = [e for e in own if e.item == item.id and e.valid_from <= as_of]
        live = [e for e in filed if e.valid_to is None or as_of <= e.valid_to]
        fresh = [
            e
            for e in live
            if item.max_age is None or within_term(e.valid_from, as_of, item.max_age)
        ]
        if fresh:
            present.append((item.id, fresh[-1].id))
        elif live:
            zh, en = (
                f"{item.label.zh}：最近为 {live[-1].valid_from}，已超过时效",
                f"{item.label.en}: the latest, of {live[-1].valid_from}, is too old",
            )
            missing.append((item.id, Text(zh, en)))
        else:
            missing.append(
                (
                    item.id,
                    item.label
                    + (
                        Text("：已失效", ": no longer in force")
                        if filed
                        else Text("：无材料", ": no evidence")
                    ),
                )
            )
    return ChecklistState(checklist, tuple(present), tuple(missing))
