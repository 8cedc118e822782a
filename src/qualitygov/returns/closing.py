"""Closed results (核定结果): they stand, and are corrected by a recorded decision alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.returns.entities import ClosedResult
from qualitygov.returns.tables import CLOSED, FINDINGS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import AssessmentGrade
from qualitygov.subject import CountyView, cutoff_of_year
from qualitygov.text import Language, Text


@attrs.frozen(kw_only=True)
class Closing(Result):
    """How a town's year was closed (核定): the first result, and its corrections in order."""

    first: ClosedResult
    corrections: tuple[ClosedResult, ...] = ()

    @property
    def standing(self) -> ClosedResult:
        """The result that stands: the last correction, else the first."""
        return self.corrections[-1] if self.corrections else self.first

    def say(self, language: Language = "en") -> str:
        """Return the result that stands, with what it corrects, as one sentence."""
        now, first = self.standing, self.first
        if language == "zh":
            text = f"核定 {now.score} 分，等级 {now.grade}，第 {now.rank} 名（{now.document}）"
            if self.corrections:
                text += f"，原核定 {first.score} 分，更正理由：{now.reason}"
            return text
        text = f"closed at {now.score} points, grade {now.grade}, rank {now.rank} ({now.document})"
        if self.corrections:
            text += f", corrected from {first.score} points: {now.reason}"
        return text


@attrs.frozen(kw_only=True)
class DecisionFlaw(Result):
    """What is wrong with a decision on a year (决定差错): a closed result, or a later finding.

    `counts` says that it stands all the same, until it is corrected.
    """

    id: str
    town: str
    why: Text
    counts: bool = False

    def say(self, language: Language = "en") -> str:
        """Return the decision and what is wrong with it."""
        held = {"zh": "（未采用）", "en": " (not used)"}[language]
        colon = {"zh": "：", "en": ": "}[language]
        return f"{self.id}{colon}{self.why.say(language)}{'' if self.counts else held}"


NO_TOWN = Text("县内无此乡镇", "there is no such town in the county")
NO_REASON = Text(
    "该镇年度结果已核定，更正须写明理由",
    "the town's year is closed already, and a correction needs its reason",
)


def _too_early(one: ClosedResult, context: Context) -> Text | None:
    if one.decided_on >= context.cutoff:
        return None
    return Text(
        f"核定于 {one.decided_on}，早于考核数据截止日 {context.cutoff}",
        f"closed on {one.decided_on}, before the year's cut-off on {context.cutoff}",
    )


def _impossible(one: ClosedResult, context: Context, towns: frozenset[str]) -> Text | None:
    """Why a result cannot be one of its year, None where it can."""
    if one.town not in towns:
        return NO_TOWN
    grades = context.rules_on(context.period.last).entries(AssessmentGrade)
    if one.grade not in grades:
        known = "、".join(grades)
        return Text(
            f"没有等级 {one.grade}，可为 {known}",
            f"there is no grade {one.grade}, only {known.replace('、', ', ')}",
        )
    if one.rank > len(towns):
        return Text(
            f"全县 {len(towns)} 个乡镇，没有第 {one.rank} 名",
            f"there is no rank {one.rank} among {len(towns)} towns",
        )
    return _too_early(one, context)


def _towns(view: CountyView, context: Context) -> frozenset[str]:
    return frozenset(town.code for town in view.towns(context))


def _results(view: CountyView, context: Context) -> list[tuple[ClosedResult, Text | None]]:
    """The results of the context's year in order, each with what is wrong with it."""
    towns = _towns(view, context)
    known = [one for one in view.known(CLOSED, context) if one.year == context.year]
    found, closed = [], set[str]()
    for one in sorted(known, key=lambda one: (one.town, one.decided_on, one.id)):
        why = _impossible(one, context, towns)
        if why is None and one.town in closed and one.reason is None:
            why = NO_REASON
        if why is None:
            closed.add(one.town)
        found.append((one, why))
    return found


@clauses("4.5.c", "4.5.e")
def closings_of(view: CountyView, context: Context) -> Mapping[str, Closing]:
    """Return how the context's year was closed, by town (各镇核定结果), as it was known.

    The first result of a town and a year stands, if it was decided at the cut-off or later and is
    one that the year can have. A later one corrects it where it gives its reason. `closing_flaws`
    names the others. Before its cut-off no year is closed.
    """
    if context.as_of < context.cutoff:
        return {}
    rows: dict[str, list[ClosedResult]] = {}
    for one, why in view.once(_results, context):
        if why is None:
            rows.setdefault(one.town, []).append(one)
    return {
        town: Closing(first=first, corrections=tuple(later))
        for town, (first, *later) in rows.items()
    }


@clauses("4.5.c", "4.5.e")
def closing_flaws(view: CountyView, context: Context) -> Iterator[DecisionFlaw]:
    """Yield the results of the context's year that cannot stand (核定结果差错), with the reason."""
    for one, why in view.once(_results, context):
        if why is not None:
            yield DecisionFlaw(id=one.id, town=one.town, why=why)


@clauses("4.5.c")
def finding_flaws(view: CountyView, context: Context) -> Iterator[DecisionFlaw]:
    """Yield the findings of the context's period that are no later findings (追加扣分差错).

    Such a finding is about a year that was closed before it was found.
    """
    towns = _towns(view, context)
    for one in view.known(FINDINGS, context):
        if one.found_on not in context.period:
            continue
        if one.town not in towns:
            yield DecisionFlaw(id=one.id, town=one.town, why=NO_TOWN)
        cutoff = cutoff_of_year(one.of_year, context)
        if cutoff is not None and one.found_on <= cutoff:
            why = Text(
                f"发现于 {one.found_on}，{one.of_year} 年度尚未核定（截止日 {cutoff}），应计入该年度",
                f"found on {one.found_on}, before {one.of_year} was closed (cut-off {cutoff}):"
                " it counts in that year itself",
            )
            yield DecisionFlaw(id=one.id, town=one.town, why=why)
