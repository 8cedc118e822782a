"""The versions of the rules by which acts are weighed (规则各版本): the day of the act decides.

A record weighs by the rules in force on the day of the act. Where a later rule is milder, it
applies: for penalties by article 37 of the Administrative Penalty Law (in force since 2021-07-15),
for points by analogy. So each stretch of days of the act is weighed by every version in force from
it on, and the least counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

import attrs

from qualitygov.core.exact import Points, Rate
from qualitygov.core.periods import ONE_DAY, Term, boundary, within_term
from qualitygov.credit.cells import Path, Profile, RepeatPlan, Stretch
from qualitygov.credit.entities import CreditRecord
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.credit import CreditRule, CreditWindow, Repeat
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

TIME_BARS = ("credit.time-bar", "credit.time-bar-life")
"""The parameters that say after what time an act is no longer held against anybody."""


def refuse(path: str, found: object, zh: str, en: str) -> RulebookError:
    """Return the error of a rule of credit that does not fit (规则不相容)."""
    return RulebookError([Problem("rulebook.credit-rule", path, str(found), Text(zh, en))])


def _of_credit(rules: Rules) -> tuple[object, ...]:
    parameters = rules.entries(Parameter)
    bars = [parameters.get(name) for name in TIME_BARS]
    return (rules.entries(CreditRule), rules.entries(CreditWindow), bars)


def first_day_of(book: Rulebook, kind: type[RuleEntry]) -> date:
    """Return the first day that entries of a class speak of (最早适用日): the book's, or theirs.

    An overlay may begin later than the rules that it was laid over.
    """
    versions = (own for found in book.typed.get(kind.section, {}).values() for own in found)
    return min([book.header.valid_from, *(first for first, _, _ in versions)])


@lru_cache(maxsize=64)
def turns_of(book: Rulebook) -> tuple[tuple[date, Rules], ...]:
    """Return the first day of each stretch without a change (规则变动日), with the rules of it."""
    begin = first_day_of(book, CreditRule)
    last = max(book.header.reviewed_to, begin)
    found: list[tuple[date, Rules]] = []
    for day in (begin, *book.changes_between(begin, date.max)):
        if day > last and book.header.past_end == "refuse":
            break
        rules = book.of_act(day)
        if not found or _of_credit(found[-1][1]) != _of_credit(rules):
            found.append((day, rules))
    return tuple(found)


@lru_cache(maxsize=64)
def scales_of(book: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """Return every kind of record with its severities, those of all versions (记录用语)."""
    found: dict[str, dict[str, None]] = {}
    for name, versions in book.typed.get(CreditRule.section, {}).items():
        for _, _, entry in versions:
            if isinstance(entry, CreditRule):
                found.setdefault(name, {}).update(dict.fromkeys(entry.scale))
    return {name: tuple(scale) for name, scale in found.items()}


@lru_cache(maxsize=64)
def removable(book: Rulebook) -> frozenset[str]:
    """Return the kinds of record that a removal from the list ends (移出即终止的记录类别).

    By any version of the kind's rule, since the mildest holds.
    """
    versions = book.typed.get(CreditRule.section, {}).items()
    return frozenset(
        name
        for name, own in versions
        if any(isinstance(entry, CreditRule) and entry.removal_ends for _, _, entry in own)
    )


def stretches_of(context: Context) -> tuple[Stretch, ...]:
    """Return the stretches of the rules of credit up to `as_of` (适用区间), in order.

    No rule covers an act that is older than the first of them. The day is that of the rules, not of
    the book: an overlay that begins later judges older acts by the rules that it was laid over.
    """
    turns = turns_of(context.rulebook)
    return _first_stretches(context.rulebook, sum(day <= context.as_of for day, _ in turns))


@lru_cache(maxsize=256)
def _first_stretches(book: Rulebook, count: int) -> tuple[Stretch, ...]:
    """The first stretches of a book, the last without an end; the same on all their days."""
    turns = turns_of(book)[:count]
    firsts = [day for day, _ in turns]
    lasts = [*(day - ONE_DAY for day in firsts[1:]), date.max][: len(firsts)]
    return tuple(
        Stretch(first, last, rules)
        for first, last, (_, rules) in zip(firsts, lasts, turns, strict=True)
    )


@attrs.frozen
class Bar:
    """The time bar of some kinds of record (追责时效), for acts of some days, both included.

    Of several `terms` the one that ends first holds; which that is depends on the day of the act.
    """

    kinds: frozenset[str]
    first: date
    last: date
    terms: tuple[Term, ...]

    def hits(self, record: CreditRecord) -> bool:
        """Whether a record's act came to light after the bar."""
        act, found = record.happened_on, record.found_on or record.decided_on
        ours = record.kind in self.kinds and self.first <= act <= self.last
        return ours and not all(within_term(act, found, term) for term in self.terms)


def shortest(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms of which one ends first from some day on (最短期限), in order.

    Months and days are compared apart: whether 740 days are shorter than two years and ten days
    depends on the day on which they begin.

    >>> shortest([Term(years=2), Term(years=5), Term(days=740)])
    (Term(years=0, months=0, days=740), Term(years=2, months=0, days=0))
    """
    found = sorted(set(terms), key=lambda term: (term.total_months, term.days))
    return tuple(
        one
        for at, one in enumerate(found)
        if not any(other.days <= one.days for other in found[:at])
    )


@lru_cache(maxsize=64)
def bars_of(context: Context) -> tuple[Bar, ...]:
    """Return the time bars of all kinds of record (追责时效), the shortest since the act for each.

    A later rule that nobody verified bars nothing. An act that is older than all rules has the bar
    of the first of them. Administrative Penalty Law, art. 29 of 1996, art. 36 since 2021-07-15.
    """
    stretches = stretches_of(context)
    found: dict[tuple[date, date, tuple[Term, ...]], set[str]] = {}
    for at, stretch in enumerate(stretches):
        for name, rule in stretch.rules.entries(CreditRule).items():
            later = ((_rule_of(one, name), one.rules) for one in stretches[at:])
            bars = [
                _bar(one, rules)
                for one, rules in later
                if one is not None and (one == rule or not one.unsigned)
            ]
            known = shortest(bar for bar in bars if bar is not None)
            if known and not rule.merit:
                first = stretch.first if at else date.min
                found.setdefault((first, stretch.last, known), set()).add(name)
    return tuple(Bar(frozenset(kinds), *key) for key, kinds in found.items())


def _ever(book: Rulebook) -> Iterator[tuple[CreditRule, Rules]]:
    """Every rule of credit of each stretch, with the rules beside it."""
    for _, rules in turns_of(book):
        for rule in rules.entries(CreditRule).values():
            yield rule, rules


def bar_terms(book: Rulebook) -> tuple[Term, ...]:
    """Return the terms of all time bars of a book (各追责时效), of all versions."""
    found = {_bar(rule, rules) for rule, rules in _ever(book)}
    known = (term for term in found if term is not None)
    return tuple(sorted(known, key=lambda term: (term.total_months, term.days)))


def lowest_measures(book: Rulebook) -> tuple[int, ...]:
    """Return the lowest measures that rules of a book ask (各最低数值), of all versions."""
    found = {rule.min_measure for rule, _ in _ever(book)}
    return tuple(sorted(line for line in found if line is not None))


def fields_asked(book: Rulebook) -> tuple[str, ...]:
    """Return the fields of a record that only some rules ask (规则所看的其他字段), of all versions."""
    rules = [rule for rule, _ in _ever(book)]
    asked = {
        "category": any(rule.repeat is not None and rule.repeat.same_category for rule in rules),
        "measure": any(rule.min_measure is not None for rule in rules),
        "heavier_penalty": any(
            rule.forces is not None and rule.forces.heavier_penalty for rule in rules
        ),
    }
    return tuple(name for name, needed in asked.items() if needed)


def _rule_of(stretch: Stretch, name: str) -> CreditRule | None:
    return stretch.rules.entries(CreditRule).get(name)


@attrs.frozen
class Version:
    """What one version says of one severity of a kind (某程度的一个版本), as far as it decides."""

    points: int
    repeated: int | None
    repeat: RepeatPlan | None
    windows: tuple[Term, ...]
    weights: tuple[Rate, ...]
    least: int | None
    forced: str | None
    heavy: str | None
    bar: Term | None
    unsigned: bool

    def profile(self, numbers: Mapping[RepeatPlan, int], path: str) -> Profile:
        """What the version weighs a record by over time; `numbers` are those of the repetitions."""
        again = self.points if self.repeated is None else self.repeated
        steps = tuple(
            (term, _faded(self.points, weight, path), _faded(again, weight, path))
            for term, weight in zip(self.windows, self.weights, strict=True)
        )
        return Profile(None if self.repeat is None else numbers[self.repeat], steps)


def _faded(points: int, weight: Rate, path: str) -> int:
    scaled, rest = divmod(points * weight.numerator, weight.denominator)
    if rest:
        expected = Text(
            "折减后的分值应为千分之一的整数倍", "points that stay whole thousandths when faded"
        )
        raise RulebookError([Problem("rulebook.faded", path, f"{points} x {weight}", expected)])
    return scaled


def _window(rule: CreditRule, severity: str, rules: Rules) -> CreditWindow:
    name = rule.windows.get(severity, "")
    window = rules.entries(CreditWindow).get(name)
    if window is None:
        at = f"credit-rule.{rule.id}.windows.{severity}"
        raise refuse(at, name, "应为已有的期限", "a window that exists")
    return window


def _repeat(rule: CreditRule, repeat: Repeat) -> RepeatPlan:
    if repeat.severity_from not in rule.scale:
        path = f"credit-rule.{rule.id}.repeat.severity_from"
        raise refuse(path, repeat.severity_from, "应为该类的程度", "a severity of the kind")
    return RepeatPlan(
        severities=frozenset(rule.scale[rule.scale.index(repeat.severity_from) :]),
        term=repeat.term,
        same_category=repeat.same_category,
        more_than=repeat.more_than,
        among=frozenset({rule.id, *repeat.among}) if repeat.more_than else frozenset(),
    )


def _bar(rule: CreditRule, rules: Rules) -> Term | None:
    """The time bar of a failing; merits have none."""
    name = TIME_BARS[rule.life_and_health]
    found = rules.entries(Parameter).get(name)
    return None if found is None or rule.merit else found.term()


def version_of(rule: CreditRule, severity: str, rules: Rules) -> Version:
    """Read what a rule says of one of its severities (读取版本).

    Raises `RulebookError` for a rule that does not fit together.
    """
    window, forces = _window(rule, severity, rules), rule.forces
    repeat = None if rule.repeat is None else _repeat(rule, rule.repeat)
    repeats = repeat is not None and severity in repeat.severities
    again = rule.repeat.points.thousandths if rule.repeat is not None and repeats else None
    points = rule.points[severity].thousandths
    path = f"credit-rule.{rule.id}.points.{severity}"
    if any((value > 0) if not rule.merit else (value < 0) for value in (points, again or 0)):
        raise refuse(path, Points(points), "扣分应为负，加分应为正", "failings cost, merits give")
    at = rule.scale.index(severity)
    low = None if forces is None else forces.severity_from
    grave = low is not None and at >= rule.scale.index(low)
    whole = Rate(1, 1)
    return Version(
        points=points,
        repeated=again,
        repeat=repeat if repeats else None,
        windows=(window.length,) if window.full is None else (window.full, window.length),
        weights=(whole,) if window.full is None else (whole, window.faded),
        least=rule.min_measure,
        forced=forces.grade if forces is not None and grave else None,
        heavy=forces.grade if forces is not None and forces.heavier_penalty else None,
        bar=_bar(rule, rules),
        unsigned=rule.unsigned or window.unsigned,
    )


Versions = tuple[Version | None, ...]
"""What each stretch says of a severity, None where it has no such rule."""


@attrs.frozen
class Spell:
    """Days of the act that are weighed alike (同一适用区间), by these versions, the act's own first."""

    first: date
    last: date
    versions: Versions


def spells_of(name: str, severity: str, stretches: Sequence[Stretch]) -> Iterator[Spell]:
    """Yield the spells of a severity of a kind (适用区间), in order of the days of the act."""
    own = [(stretch, _in(name, severity, stretch.rules)) for stretch in stretches]
    runs = [
        (run[0][0].first, run[-1][0].last, version)
        for version, group in groupby(own, key=lambda one: one[1])
        for run in [list(group)]
    ]
    for at, (first, last, version) in enumerate(runs):
        if version is not None:
            yield Spell(first, last, tuple(found for _, _, found in runs[at:]))


def _in(name: str, severity: str, rules: Rules) -> Version | None:
    rule = rules.entries(CreditRule).get(name)
    if rule is None or severity not in rule.scale:
        return None
    return version_of(rule, severity, rules)


def merged(profiles: Sequence[Profile], as_of: date) -> tuple[tuple[date, ...], tuple[Path, ...]]:
    """Lay versions over one another (合并各版本): boundary days, and what each path weighs from them.

    A record whose window has ended by one of them weighs nothing by it, and so by none.
    """
    steps = [
        (one.repeat, [(boundary(as_of, term), once, again) for term, once, again in one.steps])
        for one in profiles
    ]
    since = max(own[-1][0] for _, own in steps)
    days = sorted({day for _, own in steps for day, _, _ in own if day >= since}, reverse=True)
    made = {
        way: [_least([own for other, own in steps if other == way], day) for day in days]
        for way, _ in steps
    }
    kept = [
        at
        for at in range(len(days))
        if at + 1 == len(days) or any(own[at] != own[at + 1] for own in made.values())
    ]
    paths = tuple(
        Path(way, tuple(own[at][0] for at in kept), tuple(own[at][1] for at in kept))
        for way, own in made.items()
    )
    return tuple(days[at] for at in kept), paths


def _least(steps: Sequence[Sequence[tuple[date, int, int]]], day: date) -> tuple[int, int]:
    """The least that a record which counts from `day` costs, once and as a repetition."""
    found = [next((once, again) for first, once, again in own if day >= first) for own in steps]
    once, again = zip(*found, strict=True)
    return min(once, key=abs), min(again, key=abs)
