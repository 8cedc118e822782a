"""The rules of credit and of grounds once more, plainly, from `spec/rules.md` and nothing else.

Reads the drawn document itself, works day by day, and shares no code with the library.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


def last_day(start, term):
    """The last day of a term that begins with `start`: the same day, or the month's last."""
    parts = term.split()
    counts = dict(zip((unit.rstrip("s") for unit in parts[1::2]), parts[::2], strict=True))
    months = 12 * int(counts.get("year", 0)) + int(counts.get("month", 0))
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest)) + timedelta(int(counts.get("day", 0)))


def counts(record, as_of, known_at):
    """Known and decided; not revoked, repaired, stayed or ended."""
    seen = min(as_of, known_at)
    if record.known_on > known_at or record.decided_on > as_of:
        return False
    if record.revoked_on is not None and record.revoked_on <= known_at:
        return False
    if record.repaired_on is not None and record.repaired_on <= seen:
        return False
    if record.stayed_on is not None and record.stayed_on <= seen:
        over = record.appeal_ended_on is not None and record.appeal_ended_on <= seen
        if not over:
            return False
    return record.valid_until is None or as_of <= record.valid_until


def value(document, name):
    return document["parameter"][name]["value"]


def starts(document, record):
    return getattr(record, value(document, "credit.counts-from") + "_on")


def known_kind(document, record):
    rule = document["credit-rule"].get(record.kind)
    if rule is None or record.severity not in rule["scale"]:
        return False
    least = rule.get("min_measure")
    return least is None or (record.measure is not None and record.measure >= least)


def is_repeat(document, record, records):
    """Whether the record before it, of the same kind (and category), lies near enough."""
    rule = document["credit-rule"][record.kind]
    repeat = rule.get("repeat")
    if repeat is None:
        return False
    grave = rule["scale"][rule["scale"].index(repeat["severity_from"]) :]

    def in_series(other):
        same = not repeat["same_category"] or (
            other.category is not None and other.category == record.category
        )
        return other.kind == record.kind and other.severity in grave and same

    if not in_series(record):
        return False
    when = (starts(document, record), record.id)
    before = [
        starts(document, other)
        for other in records
        if in_series(other) and (starts(document, other), other.id) < when
    ]
    if not before:
        return False
    if repeat["within"] == "calendar-year":
        return max(before).year == when[0].year
    return when[0] <= last_day(max(before), repeat["within"])


def weight(document, record, records, as_of):
    """What the record weighs in points, None when its window has ended."""
    rule = document["credit-rule"][record.kind]
    window = document["credit-window"][rule["windows"][record.severity]]
    start = starts(document, record)
    repeats = is_repeat(document, record, records)
    points = Fraction(rule["repeat"]["points"] if repeats else rule["points"][record.severity])
    if "full" in window and as_of <= last_day(start, window["full"]):
        return points
    if as_of > last_day(start, window["length"]):
        return None
    return points * Fraction(int(window["faded"][:-1]), 100) if "full" in window else points


def score(document, records, as_of, known_at, listed):
    """(score, grade, deductions, merits, bonus, counted), in thousandths."""
    kinds, grades = document["credit-rule"], document["credit-grade"]
    best_first = sorted(grades, key=lambda g: -grades[g]["low"])
    live = [r for r in records if counts(r, as_of, known_at) and known_kind(document, r)]
    deductions = merits = Fraction(0)
    counted, worst = 0, 0
    for kind, rule in kinds.items():
        own = [r for r in live if r.kind == kind]
        weights = [(r, weight(document, r, live, as_of)) for r in own]
        weights = [(r, w) for r, w in weights if w is not None]
        counted += len(weights)
        forces = rule.get("forces")
        for record, _ in weights:
            if forces is None:
                continue
            low = forces.get("severity_from")
            scale = rule["scale"]
            forced = low is not None and scale.index(record.severity) >= scale.index(low)
            if forced or (forces["heavier_penalty"] and record.heavier_penalty):
                worst = max(worst, best_first.index(forces["grade"]))
        if not weights or len(weights) < rule["min_count"]:
            continue
        longest = [document["credit-window"][rule["windows"][s]] for s in rule["scale"]]
        if any(
            other.kind in rule.get("unless_kinds", ())
            and any(as_of <= last_day(starts(document, other), w["length"]) for w in longest)
            for other in live
        ):
            continue
        sizes = [abs(w) for _, w in weights]
        total = max(sizes) if rule["combine"] == "highest" else sum(sizes)
        if "cap" in rule:
            total = min(total, abs(rule["cap"]))
        if rule["merit"]:
            merits += total
        else:
            deductions -= total
    bonus = Fraction(0) if listed else min(merits, Fraction(value(document, "credit.bonus-cap")))
    points = value(document, "credit.base") + deductions + bonus
    points = max(points, value(document, "credit.floor"))
    points = min(points, value(document, "credit.ceiling"))
    by_score = next((g for g in best_first if points >= grades[g]["low"]), best_first[-1])
    worst = max(worst, best_first.index(by_score))
    if listed:
        worst = max(worst, best_first.index(value(document, "credit.listed-grade")))
    whole = [int(n * 1000) for n in (points, deductions, merits, bonus)]
    return (whole[0], best_first[worst], *whole[1:], counted)


def matches(ground, record):
    return (
        record.kind in ground["kinds"]
        and record.severity in ground.get("severities", [record.severity])
        and (record.heavier_penalty or not ground["heavier_penalty"])
        and (record.judged_grave_by is not None or not ground["judged_grave"])
    )


def series_of(ground, records):
    """The series in which the ground counts: all, one category each, or runs."""
    ordered = sorted(records, key=lambda r: (r.decided_on, r.id))
    if "sequence" in ground:
        runs, run = [], []
        for record in (r for r in ordered if r.kind in ground["sequence"]):
            if matches(ground, record):
                run.append(record)
            else:
                runs.append(run)
                run = []
        return [one for one in [*runs, run] if one]
    own = [r for r in ordered if matches(ground, r)]
    if ground.get("same_category"):
        names = {r.category for r in own if r.category is not None}
        return [[r for r in own if r.category == name] for name in sorted(names)]
    return [own]


def there_on(ground, series, day):
    """Whether so many records of the series, decided by this day, lie within the term."""
    near = [r for r in series if r.decided_on <= day <= last_day(r.decided_on, ground["within"])]
    return len(near) >= ground["at_least"]


def near_on(ground, records, day, known_at):
    """How many records the ground rests on, on a day."""
    live = [r for r in records if counts(r, day, known_at)]
    if "standing_for" in ground:
        own = [r for r in live if matches(ground, r)]
        return sum(last_day(r.decided_on, ground["standing_for"]) < day for r in own)
    reached = [series for series in series_of(ground, live) if there_on(ground, series, day)]
    return sum(day <= last_day(r.decided_on, ground["within"]) for s in reached for r in s)


def ground_of(ground, records, as_of, known_at):
    """(day it arose, number of records), None when it is not there."""
    now = near_on(ground, records, as_of, known_at)
    if not now:
        return None
    day = as_of
    while near_on(ground, records, day - DAY, known_at):
        day -= DAY
    return day, now
