"""What is excused (免予考核情况): by the target office, with a document, before the cut-off.

Each excuse is published with the result, used or not, with the reason why it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.returns.closing import DecisionFlaw
from qualitygov.returns.entities import Excuse, ExcuseKind
from qualitygov.returns.signers import Signers
from qualitygov.returns.tables import EXCUSES
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import TargetRule
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import CountyView
from qualitygov.text import Language, Text

LATE = Text("批准不早于考核数据截止日", "not approved before the year's cut-off")
OWN = Text(
    "由被考核的乡镇、单位或企业批准，应由质量目标考核办公室批准",
    "approved by a town, unit or firm that is assessed itself; the target office approves",
)
NO_TOWN = Text(
    "目标只能免予考核到乡镇，县内无此乡镇", "targets are the towns', and it is none of them"
)
PART = Text("目标须整个考核年度免予考核", "a target is excused for the whole year only")
NOTHING = Text("无此应办事项，所指事项不存在", "it matches nothing that was due of it")
RULES = {ExcuseKind.TARGET: TargetRule, ExcuseKind.DUTY: DutyRule}


@attrs.frozen(kw_only=True, repr=False)
class ExcuseState(Result):
    """An excuse as it is published with the result (免予考核公布情况).

    `name` is whom it helps and `what` what is excused, in words; `why` says why it excuses nothing,
    None where it is used.
    """

    derived: ClassVar[tuple[str, ...]] = ("used",)
    brief: ClassVar[tuple[str, ...]] = ("name", "used")

    excuse: Excuse
    name: Text
    what: Text
    why: Text | None = None

    @property
    def used(self) -> bool:
        """Whether it excuses anything."""
        return self.why is None

    @property
    def outcome(self) -> Text:
        """Whether it is used, and why not."""
        if self.why is None:
            return Text("采用", "used")
        return Text("未采用：", "not used: ") + self.why

    def say(self, language: Language = "en") -> str:
        """Return whom it helps, what is excused, why, by whom, and whether it is used."""
        one, name, what = self.excuse, self.name.say(language), self.what.say(language)
        if one.kind is not ExcuseKind.FACT:  # which has its own day
            what += {"zh": f"（{one.period}）", "en": f" ({one.period})"}[language]
        if language == "zh":
            return (
                f"{name}：{what}免予考核，理由：{one.reason}，"
                f"{one.approved_by} {one.approved_on} 批准（{one.document}），{self.outcome.zh}"
            )
        return (
            f"{name}: {what} excused: {one.reason}; approved by {one.approved_by}"
            f" on {one.approved_on} ({one.document}); {self.outcome.en}"
        )


def excused_of(view: CountyView, context: Context) -> Excused:
    """Return what is excused in the context's period (免予考核情况).

    Excuses are approved before the cut-off, and by nobody who is assessed: no town, no department
    or area, no office of a town, no enterprise.
    """
    towns = Signers.of(view, context)
    hold = tuple(one for one in _asked(view, context) if _unusable(one, towns, context) is None)
    return Excused(hold, context.period)


def _asked(view: CountyView, context: Context) -> Iterator[Excuse]:
    """The excuses of the context's period."""
    known = sorted(view.known(EXCUSES, context), key=lambda one: (one.beneficiary, one.ref))
    return (one for one in known if one.span.touches(context.period))


def _unusable(excuse: Excuse, towns: Signers, context: Context) -> Text | None:
    """Why an excuse excuses nothing, whatever was due."""
    if excuse.approved_on >= context.cutoff:
        return LATE
    if towns.assessed(excuse.approved_by):
        return OWN
    section = RULES.get(excuse.kind)
    if section is not None and excuse.ref not in context.judged.rules.entries(section):
        return Text(f"手册中没有 {excuse.ref}", f"the book has no {excuse.ref}")
    if excuse.kind is not ExcuseKind.TARGET:
        return None
    if excuse.beneficiary not in towns.names.values():
        return NO_TOWN
    return None if excuse.span.covers(context.period) else PART


@clauses("3.1.2.b", "4.5.c")
def excuse_states(view: CountyView, context: Context) -> tuple[ExcuseState, ...]:
    """Return every excuse of the context's period as it is published (免予考核公布情况), in order.

    One that matches nothing that was due is not used; before the period is over it may still.
    """
    context = context.settled
    asked = tuple(_asked(view, context))
    towns = Signers.of(view, context)
    names, matched = _names(view, context), _matched(asked, view, context)
    found = []
    for one in asked:
        row, why = matched.get(one), _unusable(one, towns, context)
        due = one.kind is not ExcuseKind.TARGET and context.as_of >= context.period.last
        if why is None and due and row is None:
            why = NOTHING
        name = names.get(one.beneficiary, Text(one.beneficiary, one.beneficiary))
        found.append(ExcuseState(excuse=one, name=name, what=_what(one, row, context), why=why))
    return tuple(found)


def _names(view: CountyView, context: Context) -> Mapping[str, Text]:
    """What towns and their units are called, by code and id."""
    names = {town.code: town.name for town in view.towns(context)}
    if "units" in view.data.tables:
        units = view.known(view.data.tables["units"].spec, context)
        names |= {unit.id: Text(unit.name, unit.name) for unit in units}
    return names


def _matched(asked: Iterable[Excuse], view: CountyView, context: Context) -> Mapping[Excuse, Any]:
    """The first fact that each excuse of a duty, or of one thing, is of."""
    open_ = [one for one in asked if one.kind is not ExcuseKind.TARGET]
    refs = {one.ref for one in open_}
    specs = [spec for subject in view.data.subjects for spec in subject.facts] if refs else []
    rows = [
        row
        for spec in specs
        for row in view.once(spec.make, context)
        if {getattr(row, "duty", None), getattr(row, "id", None)} & refs
        and getattr(row, "standing", None) is not None
        and row.on is not None
    ]
    found = ((one, next((row for row in rows if _holds(one, row)), None)) for one in open_)
    return {one: row for one, row in found if row is not None}


def _what(excuse: Excuse, row: Any, context: Context) -> Text:
    """What is excused, in words: the target, the duty, or the duty with its day."""
    rules = context.judged.rules
    if excuse.kind is ExcuseKind.TARGET:
        target = rules.entries(TargetRule).get(excuse.ref)
        return Text(excuse.ref, excuse.ref) if target is None else target.label
    single = excuse.kind is ExcuseKind.FACT
    duty = rules.entries(DutyRule).get(row.duty if single and row is not None else excuse.ref)
    if duty is None:
        return Text(excuse.ref, excuse.ref)
    return duty.label + Text(f"（{row.on}）", f" ({row.on})") if single else duty.label


def excuse_flaws(view: CountyView, context: Context) -> tuple[DecisionFlaw, ...]:
    """Return the excuses of the period that excuse nothing, and why (无效免予考核)."""
    return tuple(
        DecisionFlaw(
            id=f"{one.excuse.beneficiary}/{one.excuse.ref}",
            town=one.excuse.beneficiary,
            why=one.why,
        )
        for one in view.once(excuse_states, context)
        if one.why is not None
    )


@attrs.frozen
class Excused:
    """Whether something that was due is excused (是否免予考核)."""

    excuses: tuple[Excuse, ...]
    period: Period

    def __call__(self, row: Any) -> bool:
        """Whether a row about something due is excused."""
        return any(_holds(one, row) for one in self.excuses)

    def targets(self, town: str) -> frozenset[str]:
        """Return the targets of a town that are excused (免予考核的目标): for the whole period."""
        return frozenset(
            one.ref
            for one in self.excuses
            if one.kind is ExcuseKind.TARGET
            and one.beneficiary == town
            and one.span.covers(self.period)
        )


def _holds(excuse: Excuse, row: Any) -> bool:
    """Whether an excuse of a duty, or of one thing, is of a fact."""
    if excuse.beneficiary not in (row.town, getattr(row, "unit", None)):
        return False
    if row.on not in excuse.span:
        return False
    if excuse.kind is ExcuseKind.DUTY:
        return bool(getattr(row, "duty", None) == excuse.ref)
    return excuse.kind is ExcuseKind.FACT and str(getattr(row, "id", "")) == excuse.ref
