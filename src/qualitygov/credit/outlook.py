"""What comes by itself and what it takes (信用展望).

The future of a score, the way to a grade, badges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from qualitygov.core.exact import Points
from qualitygov.core.periods import Term, boundary, term_end
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.evaluate import counted_from, leave_out
from qualitygov.credit.result import CreditScore
from qualitygov.credit.standing import Excluded
from qualitygov.errors import RulebookError
from qualitygov.text import Language, Text

if TYPE_CHECKING:
    from qualitygov.credit.scorer import CreditScorer
    from qualitygov.enterprise.entities import Enterprise

__all__ = ["Badge", "Change", "Outlook", "Reach", "badge", "outlook", "reach"]

ONE_DAY = timedelta(days=1)
EXHAUSTIVE = 12
"""Up to so many weighing records every set of repairs is tried.

Beyond, they are taken by weight.
"""


class Badge(Vocabulary):
    """A badge on the best grade (等级标识): held two, or three years in a row."""

    AA = "AA", "AA（连续两年）", "AA (two years in a row)"
    AAA = "AAA", "AAA（连续三年）", "AAA (three years in a row)"


@attrs.frozen
class Change:
    """A day on which the score or grade changes by itself (自然变动)."""

    day: date
    score: Points
    grade: str
    reasons: tuple[Text, ...]

    def say(self, language: Language = "en") -> str:
        """Return the change as one line."""
        why = ("；" if language == "zh" else "; ").join(
            reason.say(language) for reason in self.reasons
        )
        return f"{self.day}  {self.score}  {self.grade}  {why}"


@attrs.frozen
class Outlook:
    """How a score goes on if nothing else happens (信用展望).

    It ends: after the last change nothing moves any more.

    `note` says where the rulebook's reviewed dates end inside the outlook.
    """

    now: CreditScore
    changes: tuple[Change, ...]
    note: Text | None = None

    def when(self, grade: str) -> date | None:
        """Return the first day from `as_of` on with at least this grade.

        None when it never comes by itself.
        """
        rank = self.now.plan.rank_of
        if rank(self.now.grade) <= rank(grade):
            return self.now.as_of
        return next(
            (change.day for change in self.changes if rank(change.grade) <= rank(grade)), None
        )


@attrs.frozen
class Reach:
    """What it takes to reach a grade (达到某等级的条件).

    `by_itself_on` is the day it comes without anything done; `repairs` the smallest set of records
    whose repair brings it today, None when no set does; `merits` what each kind of merit not yet in
    force could add, up to the bonus cap.
    """

    grade: str
    reached: bool
    missing: Points
    by_itself_on: date | None
    repairs: tuple[str, ...] | None
    merits: tuple[tuple[str, Points], ...]
    blocked_by_listing: bool

    def say(self, language: Language = "en") -> str:
        """Return the answer as text."""
        zh = language == "zh"
        if self.reached:
            return f"已达到 {self.grade} 级" if zh else f"grade {self.grade} is reached"
        rows = [
            f"距 {self.grade} 级尚差 {self.missing} 分"
            if zh
            else f"{self.missing} points short of grade {self.grade}"
        ]
        if self.by_itself_on is not None:
            rows.append(
                f"{self.by_itself_on} 起自然达到"
                if zh
                else f"comes by itself on {self.by_itself_on}"
            )
        if self.repairs:
            ids = ", ".join(self.repairs)
            rows.append(
                f"修复以下记录即可达到：{ids}"
                if zh
                else f"repairing these records reaches it: {ids}"
            )
        if self.blocked_by_listing:
            rows.append("名单期内不能达到" if zh else "not while the unit is listed")
        return "；".join(rows) if zh else "; ".join(rows)


def _steps_of(
    scorer: CreditScorer, key: str, records: Sequence[CreditRecord], first: date
) -> Iterator[date]:
    """Days after `first` on which some record may begin, fade or stop to weigh.

    By the rules of every later day.
    """
    book = scorer.rulebook
    latest = max((record.decided_on for record in records), default=first)
    changes = book.changes_between(
        first, max(first, latest).replace(day=1) + timedelta(days=366 * 6)
    )
    yield from changes
    plans = [scorer.plan_at(day) for day in (first, *changes)]
    for record in records:
        if leave_out(plans[0], key, record) not in (
            None,
            Excluded.FUTURE,
            Excluded.UNKNOWN_KIND,
            Excluded.TOO_LOW,
        ):
            continue
        yield record.decided_on
        if record.valid_until is not None:
            yield record.valid_until + ONE_DAY
        for plan in plans:
            found = plan.cells.get((record.kind, record.severity))
            if found is not None:
                yield from (
                    term_end(counted_from(plan, record), term) + ONE_DAY for term in found[1].terms
                )


def _reasons(before: CreditScore, after: CreditScore) -> tuple[Text, ...]:
    old = {line.rule: line for line in before.lines}
    new = {line.rule: line for line in after.lines}
    reasons = []
    for rule in sorted(old.keys() | new.keys()):
        was = old[rule].points if rule in old else Points(0)
        now = new[rule].points if rule in new else Points(0)
        if was != now:
            label = (new.get(rule) or old[rule]).label
            reasons.append(Text(f"{label.zh} {was} → {now}", f"{label.en} {was} → {now}"))
    if before.listed and not after.listed:
        reasons.append(Text("名单期满", "the listing has ended"))
    return tuple(reasons)


def outlook(
    scorer: CreditScorer,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    listed_until: date | None,
) -> Outlook:
    """Compute the outlook (计算展望).

    Score on every day on which something may change, keep the days on which it does.
    """
    now = scorer.score(enterprise, records, listed_until=listed_until)
    days = set(_steps_of(scorer, now.key, records, scorer.as_of))
    if listed_until is not None:
        days.add(listed_until + ONE_DAY)
    last, changes, note = now, list[Change](), now.note
    for day in sorted(day for day in days if day > scorer.as_of):
        try:
            then = scorer.score_on(day, enterprise, records, listed_until=listed_until)
        except RulebookError as error:
            note = error.text
            break
        note = note or then.note
        if (then.score, then.grade) != (last.score, last.grade):
            changes.append(Change(day, then.score, then.grade, _reasons(last, then)))
        last = then
    return Outlook(now, tuple(changes), note)


def _repaired(
    scorer: CreditScorer,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    without: frozenset[str],
    until: date | None,
) -> CreditScore:
    left = tuple(record for record in records if record.id not in without)
    return scorer.score(enterprise, left, listed_until=until)


def _fewest_repairs(
    scorer: CreditScorer, rank: int, enterprise: Enterprise, now: CreditScore, until: date | None
) -> tuple[str, ...] | None:
    """The smallest set of weighing failings without which the grade is reached.

    By weight when there are many.
    """
    failings = sorted(
        (w for total in now.totals.kinds if not total.kind.merit for w in total.weighed),
        key=lambda w: (w.points, w.record.id),
    )
    ids = [w.record.id for w in failings]
    sets: Iterator[tuple[str, ...]] = (
        (chosen for size in range(1, len(ids) + 1) for chosen in combinations(ids, size))
        if len(ids) <= EXHAUSTIVE
        else (tuple(ids[:size]) for size in range(1, len(ids) + 1))
    )
    for chosen in sets:
        then = _repaired(scorer, enterprise, now.records, frozenset(chosen), until)
        if then.plan.rank_of(then.grade) <= rank:
            return tuple(sorted(chosen))
    return None


def reach(
    scorer: CreditScorer,
    grade: str,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    listed_until: date | None,
) -> Reach:
    """Compute what it takes to reach a grade (计算达到某等级的条件)."""
    now = scorer.score(enterprise, records, listed_until=listed_until)
    plan, rank = now.plan, now.plan.rank_of(grade)
    reached = plan.rank_of(now.grade) <= rank
    low = plan.grades[rank].low
    in_force = {total.kind.kind for total in now.totals.kinds if total.points}
    merits = tuple(
        (kind.kind, Points(max(cell.steps[0][1] for cell in kind.cells.values())))
        for kind in plan.kinds.values()
        if kind.merit and kind.kind not in in_force
    )
    return Reach(
        grade=grade,
        reached=reached,
        missing=Points(max(0, low - now.totals.score)),
        by_itself_on=outlook(scorer, enterprise, records, listed_until).when(grade),
        repairs=() if reached else _fewest_repairs(scorer, rank, enterprise, now, listed_until),
        merits=() if reached or now.listed else merits,
        blocked_by_listing=now.listed and not reached,
    )


def badge(
    scorer: CreditScorer,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    listed_until: date | None,
) -> Badge | None:
    """Compute the badge (计算标识): the best grade on `as_of` and on the same day of each year before.

    A year in which the enterprise was not registered yet does not count; without a day of
    registration there is no badge.
    """
    rules = scorer.context.rules
    wanted = scorer.plan.rank_of(rules.choice("credit.badge-grade"))
    years = {
        Badge.AA: rules.whole("credit.badge-years-aa"),
        Badge.AAA: rules.whole("credit.badge-years-aaa"),
    }
    held = 0
    while held < max(years.values()):
        day = boundary(scorer.as_of, Term(years=held)) if held else scorer.as_of
        begun = boundary(day, Term(years=1))
        if (
            enterprise.registered_on is None
            or enterprise.registered_on > begun
            or day < scorer.rulebook.header.valid_from
        ):
            break
        then = scorer.score_on(day, enterprise, records, listed_until=listed_until)
        if then.plan.rank_of(then.grade) > wanted:
            break
        held += 1
    earned = [name for name, needed in years.items() if held >= needed]
    return earned[-1] if earned else None
