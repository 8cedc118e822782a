"""What comes by itself and what it takes (信用展望).

The future of a score, the way to a grade, badges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from math import comb
from typing import ClassVar, Protocol

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.exact import Points
from qualitygov.core.given import of_type
from qualitygov.core.period import Period
from qualitygov.core.periods import LATEST, ONE_DAY, Term, boundary
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.days import Planner, days_of_change
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.result import NOT_ASSESSED, CreditScore
from qualitygov.enterprise import Enterprise
from qualitygov.errors import RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text

NO_CHANGE = Text("此后不再自然变动", "nothing changes by itself from here on")
NOTHING_LATER = Text(f"{LATEST} 以后不再推算", f"nothing is worked out after {LATEST}")
MOST_SETS = 2500  # of one size; each is a score
"""Up to so many weighing records every set of repairs is tried.

Beyond, they are taken by weight.
"""


class Scoring(Planner, Protocol):
    """Whoever scores an enterprise on any day (评分来源): a scorer."""

    @property
    def context(self) -> Context:
        """By which rules, on which day, with which knowledge."""

    @property
    def as_of(self) -> date:
        """The day of evaluation."""

    @property
    def plan(self) -> CreditPlan:
        """The plan of that day."""

    def score(
        self,
        enterprise: Enterprise,
        records: Iterable[CreditRecord],
        *,
        listed_until: date | None = None,
    ) -> CreditScore:
        """Score an enterprise on that day."""

    def score_on(
        self,
        day: date,
        enterprise: Enterprise,
        records: Iterable[CreditRecord],
        *,
        listed_until: date | None = None,
    ) -> CreditScore:
        """Score an enterprise on another day."""


class Badge(Vocabulary):
    """A badge on the best grade (等级标识): held two, or three years in a row."""

    AA = "AA", "AA（连续两年）", "AA (two years in a row)"
    AAA = "AAA", "AAA（连续三年）", "AAA (three years in a row)"


@attrs.frozen(repr=False)
class Change(Result):
    """A day on which the score or grade changes by itself (自然变动).

    `grade` is None from a day on which the unit cannot be assessed.
    """

    brief: ClassVar[tuple[str, ...]] = ("day", "score", "grade")

    day: date
    score: Points
    grade: str | None
    reasons: tuple[Text, ...]

    def say(self, language: Language = "en") -> str:
        """Return the change as one line."""
        why = ("；" if language == "zh" else "; ").join(
            reason.say(language) for reason in self.reasons
        )
        grade = self.grade or NOT_ASSESSED.say(language)
        return f"{self.day}  {self.score}  {grade}  {why}"


@attrs.frozen(repr=False)
class Outlook(Result):
    """How a score goes on if nothing else happens (信用展望).

    It ends: after the last change nothing moves any more.

    `note` says where the rulebook's reviewed dates, or the days that can be asked of, end inside
    the outlook.
    """

    brief: ClassVar[tuple[str, ...]] = ("now", "changes")

    now: CreditScore
    changes: tuple[Change, ...]
    note: Text | None = None

    def say(self, language: Language = "en") -> str:
        """Return the score now, and each day on which it changes by itself, line by line."""
        now, none = self.now.say(language).partition("\n")[0], NO_CHANGE.say(language)
        rows = [now, *("  " + change.say(language) for change in self.changes)]
        rows += [] if self.changes else ["  " + none]
        rows += [] if self.note is None else ["  " + self.note.say(language)]
        return "\n".join(rows)

    def when(self, grade: str) -> date | None:
        """Return the first day from `as_of` on with at least this grade.

        None when it never comes by itself, or nobody can say, since the unit is not assessed.
        Raises `NotStoredError` for an outlook that was read back: the order of the grades is the
        rulebook's.
        """
        of_type(grade, str, "grade")
        plan = self.now.plan
        coming = [(self.now.as_of, self.now.grade)]
        coming += [(change.day, change.grade) for change in self.changes]
        return next((day for day, then in coming if _at_least(plan, then, grade)), None)


def _at_least(plan: CreditPlan, grade: str | None, wanted: str) -> bool:
    """Whether a grade is the wanted one or a better one; the lack of a grade is none."""
    return plan.rank_of(wanted) >= (len(plan.grades) if grade is None else plan.rank_of(grade))


@attrs.frozen(repr=False)
class Reach(Result):
    """What it takes to reach a grade (达到某等级的条件).

    `by_itself_on` is the day it comes without anything done; `repairs` the smallest set of records
    whose repair brings it today, None when no set does; `merits` what each kind of merit not yet in
    force could add, up to the bonus cap. `reached` is None where nobody can say: the unit is not
    assessed, and no repair changes that.
    """

    brief: ClassVar[tuple[str, ...]] = ("grade", "reached", "missing", "by_itself_on")

    grade: str
    reached: bool | None
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
        short = Text(
            f"距 {self.grade} 级尚差 {self.missing} 分",
            f"{self.missing} points short of grade {self.grade}",
        )
        rows = [(NOT_ASSESSED if self.reached is None else short).say(language)]
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
    scorer: Scoring,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    listed_until: date | None,
) -> Outlook:
    """Compute the outlook (计算展望).

    Score on every day on which something may change, keep the days on which it does.
    """
    now = scorer.score(enterprise, records, listed_until=listed_until)
    days = set(days_of_change(scorer, now.key, records, scorer.as_of, date.max))
    if listed_until is not None and listed_until < date.max:
        days.add(listed_until + ONE_DAY)
    last, changes, note = now, list[Change](), now.note
    for day in sorted(day for day in days if day > scorer.as_of):
        if day > LATEST:
            note = NOTHING_LATER
            break
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
    scorer: Scoring,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    without: frozenset[str],
    until: date | None,
) -> CreditScore:
    left = tuple(record for record in records if record.id not in without)
    return scorer.score(enterprise, left, listed_until=until)


def _fewest_repairs(
    scorer: Scoring, grade: str, enterprise: Enterprise, now: CreditScore, until: date | None
) -> tuple[str, ...] | None:
    """The smallest set of weighing failings without which the grade is reached.

    Every set is tried, the small ones first, as long as there are no more than `MOST_SETS` of its
    size. Beyond that the gravest are taken until the grade is reached, and those that are not
    needed are left out again.
    """
    failings = sorted(
        (w for total in now.totals.kinds if not total.kind.merit for w in total.weighed),
        key=lambda w: (w.points, w.record.id),
    )
    ids = [w.record.id for w in failings]
    ids += sorted(now.totals.under.keys() - set(ids))

    def reached(without: Iterable[str]) -> bool:
        then = _repaired(scorer, enterprise, now.records, frozenset(without), until)
        return _at_least(then.plan, then.grade, grade)

    for size in range(1, len(ids) + 1):
        if comb(len(ids), size) > MOST_SETS:
            return _gravest(ids, reached)
        for chosen in combinations(ids, size):
            if reached(chosen):
                return tuple(sorted(chosen))
    return None


def _gravest(ids: list[str], reached: Callable[[Iterable[str]], bool]) -> tuple[str, ...] | None:
    """The gravest that are enough together, without those that are not needed."""
    enough = next((n for n in range(1, len(ids) + 1) if reached(ids[:n])), None)
    if enough is None:
        return None
    kept = ids[:enough]
    for one in reversed(ids[:enough]):
        fewer = [name for name in kept if name != one]
        if fewer and reached(fewer):
            kept = fewer
    return tuple(sorted(kept))


def reach(
    scorer: Scoring,
    grade: str,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    listed_until: date | None,
) -> Reach:
    """Compute what it takes to reach a grade (计算达到某等级的条件)."""
    now = scorer.score(enterprise, records, listed_until=listed_until)
    plan = now.plan
    reached = _at_least(plan, now.grade, grade) if now.assessed else None
    short, done = reached is False, () if reached else None
    low = plan.grades[plan.rank_of(grade)].low
    in_force = {total.kind.kind for total in now.totals.kinds if total.points}
    merits = tuple(
        (kind.kind, Points(max(found)))
        for kind in plan.kinds.values()
        if kind.merit and kind.kind not in in_force
        if (found := [c.paths[0].points[0] for c in plan.of_kind(kind.kind) if c.paths])
    )
    return Reach(
        grade=grade,
        reached=reached,
        missing=Points(max(0, low - now.totals.score)),
        by_itself_on=outlook(scorer, enterprise, records, listed_until).when(grade),
        repairs=_fewest_repairs(scorer, grade, enterprise, now, listed_until) if short else done,
        merits=() if not short or now.listed else merits,
        blocked_by_listing=short and now.listed,
    )


def badge(
    scorer: Scoring,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    listed_until: date | None,
    listings: tuple[Period, ...],
) -> Badge | None:
    """Compute the badge (计算标识): the grade held on every day of the years up to `as_of`.

    The last of them ends with `as_of`: on 31 December 2016 the years are 2014 to 2016, from 1
    January on. Without a day of registration there is no badge, and a year in which the enterprise
    was not registered from its first day does not count. Days before the rulebook begins cannot be
    judged and are passed over.
    """
    rules, registered = scorer.context.rules, enterprise.registered_on
    years = {
        Badge.AA: rules.whole("credit.badge-years-aa"),
        Badge.AAA: rules.whole("credit.badge-years-aaa"),
    }
    most = max(years.values())
    ended = scorer.as_of + ONE_DAY
    firsts = [boundary(ended, Term(years=count)) for count in range(most + 1)]
    held, begins = 0, scorer.rulebook.header.valid_from
    while held < most and registered is not None and registered <= firsts[held + 1]:
        if firsts[held] <= begins:
            break
        held += 1
    if not held:
        return None
    last_bad = _last_day_below(
        scorer,
        enterprise,
        records,
        first=max(firsts[held], begins),
        listed_until=listed_until,
        listings=listings,
    )
    while held and last_bad is not None and last_bad >= firsts[held]:
        held -= 1
    earned = [name for name, needed in years.items() if held >= needed]
    return earned[-1] if earned else None


def _last_day_below(
    scorer: Scoring,
    enterprise: Enterprise,
    records: tuple[CreditRecord, ...],
    *,
    first: date,
    listed_until: date | None,
    listings: tuple[Period, ...],
) -> date | None:
    """The last day from `first` to `as_of` that was not at the badge's grade, None if all were."""
    wanted = scorer.context.rules.choice("credit.badge-grade")
    key = UnitKey.of(enterprise.code)
    days = {first, *days_of_change(scorer, key, records, first, scorer.as_of)}
    days.update(period.first for period in listings)
    ends = (listed_until, *(period.last for period in listings))
    days.update(end + ONE_DAY for end in ends if end is not None and end < date.max)
    last = scorer.as_of
    for day in sorted((day for day in days if first <= day <= scorer.as_of), reverse=True):
        until = max((one.last for one in listings if day in one), default=listed_until)
        then = scorer.score_on(day, enterprise, records, listed_until=until)
        if not _at_least(then.plan, then.grade, wanted):
            return last
        last = day - ONE_DAY
    return None
