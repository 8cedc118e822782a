"""Acceptance of works (工程质量验收), from the lots upward. GB 50300-2013, clauses 5.0.1-5.0.8."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.engineering.entities import (
    Division,
    EngineeringProject,
    InspectionLot,
    Outcome,
    Remedy,
)
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.engineering import GeneralItemTable
from qualitygov.text import Text

TABLE = "gb-50300"


@attrs.frozen(repr=False)
class Shortfall(Result):
    """What keeps a part of the works from passing (不合格原因).

    `remedy` when it was accepted all the same. One that rests on a table that nobody has verified
    is `unverified`, and keeps nothing from passing.
    """

    path: str
    reason: Text
    remedy: Remedy | None = None
    unverified: bool = False

    @property
    def refuses(self) -> bool:
        """Whether it refuses the acceptance."""
        return self.remedy is None and not self.unverified


@attrs.frozen(repr=False)
class Acceptance(Result):
    """The outcome of an acceptance with everything that fell short (验收结论).

    `first_time` is False when a lot passed only after a remedy: the two rates of the trade,
    first-time and final, differ. `in_doubt` says that only an unverified table speaks against it,
    and that nobody stated an outcome: it is neither a failure nor a proof.
    """

    outcome: Outcome
    shortfalls: tuple[Shortfall, ...]
    in_doubt: bool = False

    @property
    def first_time(self) -> bool:
        """Whether it passed without any remedy."""
        mended = any(one.refuses or one.remedy is not None for one in self.shortfalls)
        return self.outcome is Outcome.PASS and not mended


def smallest_sample(batch: int, context: Context) -> int:
    """Return the smallest sample for a batch of general items (最小抽样数量).

    A batch of one is looked at whole; past the table's end the last number holds. GB 50300-2013,
    clause 3.0.9.

    >>> from qualitygov.rulebook import load_rulebook
    >>> smallest_sample(100, Context(load_rulebook("strong-town"), as_of="2016-12-31"))
    8
    """
    table = context.rules.entry(GeneralItemTable, TABLE).batches
    wanted = next((sample for top, sample in table if batch <= top), table[-1][1])
    return min(batch, wanted)


def _allowed(sampled: int, context: Context) -> int:
    """The acceptance number for a sample.

    Between two rows of the table, that of the smaller one; below the first, none.
    """
    accept = context.rules.entry(GeneralItemTable, TABLE).accept
    fits = [int(size) for size in accept if int(size) <= sampled]
    return accept[str(max(fits))] if fits else 0


def accept_lot(lot: InspectionLot, context: Context) -> tuple[Text, ...]:
    """Return why a lot does not pass (检验批验收), by the rules of ``context.as_of``; else nothing.

    What only a table says that nobody has verified is no reason.
    """
    return tuple(reason for reason, unverified in _reasons(lot, context) if not unverified)


def _reasons(lot: InspectionLot, context: Context) -> Iterator[tuple[Text, bool]]:
    """What a lot falls short of, and whether it rests on what nobody has verified."""
    table = context.rules.entry(GeneralItemTable, TABLE)
    needed, allowed = smallest_sample(lot.batch, context), _allowed(lot.sampled, context)
    if not lot.main_items_conform:
        yield Text("主控项目不合格", "a main item does not conform"), False
    if lot.sampled < needed:
        few = Text(
            f"抽样 {lot.sampled}，少于 {needed}", f"{lot.sampled} sampled, fewer than {needed}"
        )
        yield few, not table.vouched("batches")
    if lot.nonconforming > allowed:
        many = Text(
            f"一般项目不合格 {lot.nonconforming} 点，多于 {allowed}",
            f"{lot.nonconforming} nonconforming general points, more than {allowed}",
        )
        yield many, not table.vouched("accept")
    if lot.severe_defect:
        yield Text("有严重缺陷", "a severe defect"), False
    if not lot.records_complete:
        yield Text("资料不完整", "records incomplete"), False


def _of_division(division: Division, context: Context) -> Iterator[Shortfall]:
    path = division.kind.value
    for sub_item in division.sub_items:
        for lot in sub_item.lots:
            for reason, unverified in _reasons(lot, context):
                place = f"{path}/{sub_item.name}/{lot.id}"
                yield Shortfall(place, reason, lot.remedy, unverified)
    for fits, reason in (
        (division.documents_complete, Text("质量控制资料不完整", "control documents incomplete")),
        (
            division.tests_conform,
            Text(
                "安全、节能、环保与功能检验不合格",
                "tests of safety, energy, environment or function do not conform",
            ),
        ),
        (
            division.appearance_good,
            Text("观感质量不符合要求", "appearance does not meet requirements"),
        ),
    ):
        if not fits:
            yield Shortfall(path, reason)


def _at_acceptance(project: EngineeringProject, context: Context) -> Context:
    """The day whose rules decide: that of the acceptance, or the first one that the book knows."""
    day = project.accepted_on
    if day is None:
        return context
    return context.on(max(day, context.rulebook.header.valid_from))


@clauses("2.2.3.a", "2.2.3.b")
def accept(project: EngineeringProject, context: Context) -> Acceptance:
    """Accept a project from its lots upward (工程验收), by the rules of the day of its acceptance.

    Without a hierarchy the stated outcome is taken. A lot that fell short passes by one of the four
    remedies; anything else that falls short refuses the acceptance (GB 50300-2013, clause 5.0.8).
    What only an unverified table says refuses nothing: the stated outcome stands, and without one
    the acceptance is in doubt. Raises `FieldError` when the stated outcome contradicts the
    hierarchy, naming both.
    """
    if not project.divisions:
        return Acceptance(project.stated, ())
    then = _at_acceptance(project, context)
    shortfalls = tuple(
        short for division in project.divisions for short in _of_division(division, then)
    )
    outcome = Outcome.FAIL if any(short.refuses for short in shortfalls) else Outcome.PASS
    doubted = any(short.unverified and short.remedy is None for short in shortfalls)
    if doubted and outcome is Outcome.PASS:
        return Acceptance(project.stated, shortfalls, project.stated is Outcome.PENDING)
    if project.stated not in (Outcome.PENDING, outcome):
        raise bilingual(
            "works.contradiction",
            f"工程 {project.id} 写为{project.stated.label.zh}，分部分项得出{outcome.label.zh}",
            f"project {project.id} is stated as {project.stated.value}, "
            f"its divisions make it a {outcome.value}",
        )
    return Acceptance(outcome, shortfalls)
