"""Duties that come round (例行事项): one mechanism for every subject.

The rulebook says what is due in which periods and of whom. Subjects say who owes it (`OwerSpec`)
and what was done (`DeedSpec`). Each duty of each ower in each period is one row, whether or not
anything was done.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.due import Instead
from qualitygov.core.period import Period, end_of_week, whole_year, year_of
from qualitygov.core.periods import Term, term_end
from qualitygov.core.result import Result
from qualitygov.errors import RulebookError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject.county import CountyView
from qualitygov.subject.deed import Deed, Ower
from qualitygov.subject.duty import Duty, Standing, standing_of
from qualitygov.text import Language, Text

MONTHS = range(1, 13)
A_YEAR = Term(years=1)
Deeds = Mapping[tuple[str | None, ...], list[Deed]]
Owers = Mapping[str, tuple[Ower, ...]]


@attrs.frozen(kw_only=True, repr=False)
class DutyFact(Duty, Result):
    """One duty that comes round, in one period, of one who owes it (例行事项事实).

    `on` is the last day of its reference period, `first` the first; `ref` names the thing for which
    it is owed, `deed` what fulfilled it and `done_on` when.
    """

    brief: ClassVar[tuple[str, ...]] = ("id", "standing")

    first: date
    ref: str | None = None
    deed: Annotated[str | None, OUTCOME] = None
    done_on: date | None = None

    __repr__ = Result.__repr__

    def say(self, language: Language = "en") -> str:
        """Return the duty as one sentence: of whom, for which period, how it stands, by when."""
        words = {member.value: member.label.say(language) for member in Standing}
        told = words.get(self.standing, self.standing)
        whom = " ".join(word for word in (self.town, self.unit, self.ref) if word)
        period = f"{self.first}–{self.on}"
        by = Text(f"，期限 {self.by}", f", due by {self.by}") if self.by else Text("", "")
        done = Text(f"，{self.done_on} 办结", f", done on {self.done_on}")
        more = by + (done if self.done_on else Text("", ""))
        return f"{self.duty}  {whom}  {period}  {told}{more.say(language)}"


def cutoff_after(day: date, context: Context) -> date | None:
    """Return the cut-off of the assessment year in which a day lies (考核数据截止日).

    None where the rules of that day do not set one.
    """
    try:
        style = context.rules_on(day).choice("assessment.year")
    except RulebookError:
        return None
    return cutoff_of_year(year_of(day, style), context)


def cutoff_of_year(year: int, context: Context) -> date | None:
    """Return the cut-off of an assessment year (年度考核数据截止日).

    None where the rules of its end do not set one.
    """
    return _cutoff(context.rulebook, year)


@functools.lru_cache(maxsize=1024)
def _cutoff(book: Rulebook, year: int) -> date | None:
    try:
        style = book.at(date(year, 12, 31)).choice("assessment.year")
        last = whole_year(year, style).last
        return term_end(last, book.at(last).term("assessment.closes"))
    except RulebookError:
        return None


def undated(by: Due, start: date, context: Context) -> tuple[Standing, Due]:
    """Return how something stands that was done, nobody says when (未注明日期的办理情形).

    Open until the cut-off of the year in which it began, for its day may still be told; then late,
    for nobody can say that it was in time. With it comes the day by which that is settled.
    """
    cutoff = None if by.day is None else cutoff_after(start, context)
    if cutoff is None or context.as_of < cutoff:
        return Standing.OPEN, Due(cutoff)
    return Standing.LATE, by


def due_day(rule: DutyRule, last: date, context: Context) -> Due:
    """Return the day by which a duty is due whose period ends on `last` (办理期限).

    Without a grace it is the period's last day, be it a day off, or the Sunday of a week in its
    last month; a grace ends on a working day, but never after the cut-off of the year for which the
    duty counts.
    """
    if rule.in_week_of is not None:
        return Due(end_of_week(last.replace(day=rule.in_week_of)))
    if rule.grace is None:
        return Due(last)
    cutoff = cutoff_after(last, context)
    start = cutoff if cutoff is not None and rule.counted_from == "cut-off" else last
    found = context.due(start, rule.grace)
    if rule.stands_in or cutoff is None or found.day is None:
        return found
    return Due(min(found.day, cutoff))


@attrs.frozen(kw_only=True)
class _Round:
    """One period of one rule."""

    rule: DutyRule
    first: date
    last: date
    on: date
    by: Due
    cutoff: date | None


def _rules_of(day: date, context: Context) -> Mapping[str, DutyRule]:
    """The duties by the rules of a day; none on a day for which the book does not answer."""
    try:
        return context.rules_on(day).entries(DutyRule)
    except RulebookError:
        return {}


def _rounds(year: int, context: Context) -> Iterator[_Round]:
    """The periods that end in a year, each by the rule in force on its last day."""
    for month in MONTHS:
        end = date(year, month, calendar.monthrange(year, month)[1])
        for rule in _rules_of(end, context).values():
            for first, last in rule.periods(year):
                if last == end:
                    on = term_end(last, A_YEAR) if rule.stands_in else last
                    yield _Round(
                        rule=rule,
                        first=first,
                        last=last,
                        on=on,
                        by=due_day(rule, last, context),
                        cutoff=cutoff_after(on, context),
                    )


def rounds_within(rule: DutyRule, period: Period) -> int:
    """Return how many rounds of a duty count in a period (期内期数).

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context.of_year(load_rulebook("strong-town"), 2016)
    >>> rounds_within(context.rules.entry(DutyRule, "unit-report"), context.period)
    4
    """
    years = range(period.first.year - 1, period.last.year + 1)
    ends = (last for year in years for _, last in rule.periods(year))
    return sum((term_end(last, A_YEAR) if rule.stands_in else last) in period for last in ends)


@functools.lru_cache(maxsize=65536)
def _plain(name: str | None) -> str | None:
    """The key of a firm under whichever of its codes; any other name as it is."""
    return UnitKey.find(name) or name


def _keys(deed: Deed) -> Iterator[tuple[str | None, ...]]:
    """Under which keys a deed is found: a duty of the town asks for no unit, most for no thing."""
    for unit in {None, _plain(deed.unit)}:
        for ref in {None, _plain(deed.ref)}:
            yield deed.by, deed.what, deed.town, unit, ref


def matched(deeds: Iterable[Deed]) -> Deeds:
    """Sort deeds under the keys by which duties find them (归集履职事实), the good ones first."""
    found: dict[tuple[str | None, ...], list[Deed]] = {}
    for deed in sorted(deeds, key=lambda one: (not one.good, one.on, one.id)):
        for key in _keys(deed):
            found.setdefault(key, []).append(deed)
    return found


def deeds_of(view: CountyView, context: Context) -> Deeds:
    """Return what was done in the county by `as_of` (履职事实), of every kind of every subject."""
    return matched(
        deed
        for subject in view.data.subjects
        for spec in subject.duties
        for deed in view.once(spec.make, context)
        if context.happened(deed.on)
    )


def owers_of(view: CountyView, context: Context) -> Owers:
    """Return who owes duties in the county (应办主体), by kind; each town owes what no kind does."""
    found: dict[str, tuple[Ower, ...]] = {
        "town": tuple(Ower(town=town.code) for town in view.towns(context))
    }
    for subject in view.data.subjects:
        for spec in subject.owers:
            found[spec.name] = tuple(view.once(spec.make, context))
    return found


def _fulfills(deed: Deed, one: _Round) -> bool:
    """Whether a deed was done for a period, or in it where it does not say for which.

    What is due in the first months of a year is done late in the rest of it. What has a season of
    its own, as Quality Month, is not held in another.
    """
    day = deed.on if deed.for_period is None else deed.for_period
    seasonal = one.first.month > 1 and deed.for_period is None
    if one.rule.every == "year" and not seasonal:
        return one.first <= day <= date(one.last.year, 12, 31)
    if deed.for_period is None:
        return one.first <= day <= one.last
    return day == one.last


def _standing(one: _Round, ower: Ower, deed: Deed | None, context: Context) -> Standing:
    """How it stands; excused where it is not asked, as by a rule that nobody has verified yet."""
    found = _as_done(one, deed, context)
    unasked = ower.excused or one.rule.unsigned
    return Standing.EXCUSED if unasked and found is not Standing.DONE else found


def _as_done(one: _Round, deed: Deed | None, context: Context) -> Standing:
    """How it stands by what was done.

    What is not done on the cut-off is missing, for nothing after it counts for the year.
    """
    if deed is not None and not deed.good:
        return Standing.OPEN if one.by.passed(context.as_of) is False else Standing.FAILED
    by = one.last if one.by.day is None else min(one.last, one.by.day)
    if deed is not None and deed.on <= by:
        return Standing.DONE
    found = standing_of(one.by, None if deed is None else deed.on, context)
    closed = one.cutoff is not None and one.cutoff <= context.as_of
    if found is Standing.OPEN and closed and one.by.day is not None:
        return Standing.MISSING
    return found


def _fact(one: _Round, ower: Ower, deeds: Deeds, context: Context) -> DutyFact:
    key = (one.rule.by, one.rule.what, ower.town, _plain(ower.unit), _plain(ower.ref))
    deed = next((found for found in deeds.get(key, ()) if _fulfills(found, one)), None)
    standing = _standing(one, ower, deed, context)
    names = (one.rule.id, ower.unit or ower.town, ower.ref, str(one.last))
    return DutyFact(
        id="/".join(name for name in names if name is not None),
        town=ower.town,
        on=one.on,
        duty=one.rule.id,
        standing=standing.value,
        unit=ower.unit,
        by=one.by.day,
        settles_on=one.by.day if standing is Standing.OPEN else None,
        first=one.first,
        ref=ower.ref,
        deed=None if deed is None else deed.id,
        done_on=None if deed is None else deed.on,
        figure_year=one.last.year if one.rule.stands_in else None,
        instead=Instead.DUE_LATER.value if one.rule.stands_in else "",
    )


def duties_between(
    years: range, context: Context, *, owers: Owers, deeds: Deeds
) -> tuple[DutyFact, ...]:
    """Return every duty whose reference period lies in these years (各年例行事项), in order.

    Each by the rule in force on the last day of its period. An ower owes what falls due while it
    exists. Of several deeds for one period the first good one counts, and no deed counts for two
    periods of one duty.
    """
    found = [
        _fact(one, ower, deeds, context)
        for year in range(years.start - 1, years.stop)
        for one in _rounds(year, context)
        if one.on.year in years
        for kind in one.rule.unit_kinds or ("town",)
        for ower in owers.get(kind, ())
        if ower.there(one.last)
    ]
    return tuple(sorted(found, key=lambda fact: (fact.on, fact.id)))


def _of_years(view: CountyView, context: Context, years: range) -> tuple[DutyFact, ...]:
    owers, deeds = view.once(owers_of, context), view.once(deeds_of, context)
    return duties_between(years, context, owers=owers, deeds=deeds)


@clauses("3.1.1.d", "3.1.2.a", "3.2.1.a", "4.5.a", "4.5.b")
def duty_facts(view: CountyView, context: Context) -> tuple[DutyFact, ...]:
    """Return the duties of the context's year and of the one before (例行事项事实行).

    Those that are not due yet are among them, and open.
    """
    first, last = context.period.first.year, context.period.last.year
    return _of_years(view, context, range(first - 1, last + 1))


@clauses("3.1.1.d", "3.1.2.a", "3.2.1.a", "4.5.a", "4.5.b")
def duties_today(view: CountyView, context: Context) -> tuple[DutyFact, ...]:
    """Return the duties of the year of `as_of` and of the one before (例行事项清单)."""
    year = context.as_of.year
    return _of_years(view, context, range(year - 1, year + 1))
