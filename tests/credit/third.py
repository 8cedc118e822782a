"""The rules of credit and of grounds once more, plainly, from `spec/rules.md` and nothing else.

Reads the drawn document itself, works day by day, and shares no code with the library.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
FIRST = date(2012, 12, 1)
"""The first day of a drawn book: its rules cover no act that is older."""


def last_day(start, term):
    """The last day of a term that begins with `start`: the same day, or the month's last."""
    parts = term.split()
    counts = dict(zip((unit.rstrip("s") for unit in parts[1::2]), parts[::2], strict=True))
    months = 12 * int(counts.get("year", 0)) + int(counts.get("month", 0))
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest)) + timedelta(int(counts.get("day", 0)))


def ends_on_removal(document, kind):
    """Whether any version of the kind's rule says that a removal from the list ends the record."""
    entry = document["credit-rule"].get(kind, {})
    return any(version.get("removal_ends") for version in entry.get("in_force", [entry]))


def counts(document, record, as_of, known_at):
    """Known, decided and confirmed; not revoked, repaired, removed, stayed or ended."""
    ended = record.valid_until is not None and record.valid_until < as_of
    return not ended and counts_or_ended(document, record, as_of, known_at)


def counts_or_ended(document, record, as_of, known_at):
    """Known, decided and confirmed; not revoked, repaired, removed or stayed."""
    seen = min(as_of, known_at)
    if record.known_on > known_at or record.decided_on > as_of:
        return False
    if record.revoked_on is not None and record.revoked_on <= known_at:
        return False
    if record.dropped_on is not None and record.dropped_on <= known_at:
        return False
    confirmed = record.confirmed_on is not None and record.confirmed_on <= known_at
    if record.proposed_by is not None and not confirmed:
        return False
    if record.repaired_on is not None and record.repaired_on <= seen:
        return False
    removed = record.removed_on is not None and record.removed_on <= seen
    if removed and ends_on_removal(document, record.kind):
        return False
    if record.stayed_on is not None and record.stayed_on <= seen:
        over = record.appeal_ended_on is not None and record.appeal_ended_on <= seen
        if not over:
            return False
    return True


def in_force(document, day):
    """The document as it was in force on a day."""

    def on(entry):
        for version in entry.get("in_force", [entry]):
            if version.get("valid_from", FIRST) <= day <= version.get("valid_to", date.max):
                return version
        return None

    return {
        section: {name: found for name, entry in entries.items() if (found := on(entry))}
        for section, entries in document.items()
    }


def every_version(document, act, as_of):
    """The documents in force since the act, that of its own day first."""
    firsts = {
        version.get("valid_from", FIRST)
        for entries in document.values()
        for entry in entries.values()
        for version in entry.get("in_force", [entry])
    }
    days = [act, *sorted(day for day in firsts if act < day <= as_of)]
    return [in_force(document, day) for day in days]


def value(document, name):
    return document["parameter"][name]["value"]


def starts(document, record):
    return getattr(record, value(document, "credit.counts-from") + "_on")


def signed(entry):
    return entry.get("basis") != "unverified" or "verified_by" in entry


def verified(pair):
    """Whether somebody verified a rule and its window."""
    return all(map(signed, pair))


def verified_rules(document, as_of):
    """The rules of the day; where nobody verified one, its last version that somebody did."""
    found = in_force(document, as_of)["credit-rule"]
    for name in [name for name, rule in found.items() if not signed(rule)]:
        entry = document["credit-rule"][name]
        past = [v for v in entry.get("in_force", [entry]) if v.get("valid_from", FIRST) <= as_of]
        found[name] = next((v for v in reversed(past) if signed(v)), found[name])
    return found


def ruled(document, record):
    """The rule and the window of a record, None where there are none."""
    rule = document["credit-rule"].get(record.kind)
    if rule is None or record.severity not in rule["scale"]:
        return None
    return rule, document["credit-window"][rule["windows"][record.severity]]


def deciding(document, record, as_of):
    """The versions that decide what the record weighs, None where it weighs nothing."""
    now = in_force(document, as_of)
    if record.kind not in now["credit-rule"]:
        return None
    versions = every_version(document, record.happened_on, as_of)
    if now["credit-rule"][record.kind]["merit"]:
        versions = versions[:1]
    found = [ruled(version, record) for version in versions]
    if None in found or not verified(found[0]):
        return None
    both = [pair for pair in zip(versions, found, strict=True) if verified(pair[1])]
    versions, found = [version for version, _ in both], [own for _, own in both]
    leasts = [rule["min_measure"] for rule, _ in found if "min_measure" in rule]
    if leasts and (record.measure is None or record.measure < max(leasts)):
        return None
    seen = record.found_on or record.decided_on
    for version, (rule, _) in zip(versions, found, strict=True):
        name = "credit.time-bar-life" if rule.get("life_and_health") else "credit.time-bar"
        bar = version["parameter"].get(name)
        if not rule["merit"] and bar and seen > last_day(record.happened_on, bar["value"]):
            return None
    return versions


def is_repeat(document, counts_from, record, records, all_records):
    """Whether the record before it, of the same kind (and category), lies near enough."""
    rule = document["credit-rule"][record.kind]
    repeat = rule.get("repeat")
    if repeat is None:
        return False
    grave = rule["scale"][rule["scale"].index(repeat["severity_from"]) :]

    def day(other):
        return getattr(other, counts_from + "_on")

    def in_series(other):
        same = not repeat["same_category"] or (
            other.category is not None and other.category == record.category
        )
        return other.kind == record.kind and other.severity in grave and same

    def near(earlier, later):
        if repeat["within"] == "calendar-year":
            return earlier.year == later.year
        return later <= last_day(earlier, repeat["within"])

    if not in_series(record):
        return False
    when = (day(record), record.id)
    before = [day(o) for o in records if in_series(o) and (day(o), o.id) < when]
    if not before or not near(max(before), when[0]):
        return False
    if "more_than" not in repeat:
        return True
    bad = 1 + sum(near(one, when[0]) for one in before)
    kinds = {record.kind, *repeat["among"]}
    looked_at = [o for o in all_records if o.kind in kinds and day(o) <= when[0]]
    looked_at = [o for o in looked_at if near(day(o), when[0])]
    return bad > Fraction(int(repeat["more_than"][:-1]), 100) * len(looked_at)


def weight(document, counts_from, record, as_of, again):
    """What the record weighs by one version, None when its window has ended."""
    rule, window = ruled(document, record)
    start = getattr(record, counts_from + "_on")
    points = Fraction(rule["repeat"]["points"] if again else rule["points"][record.severity])
    if "full" in window and as_of <= last_day(start, window["full"]):
        return points
    if as_of > last_day(start, window["length"]):
        return None
    return points * Fraction(int(window["faded"][:-1]), 100) if "full" in window else points


def covered(document, records, as_of):
    """The records of a matter but the gravest, which may have ended by time."""
    now = in_force(document, as_of)["credit-rule"]
    failing = [r for r in records if r.matter is not None and not now[r.kind]["merit"]]

    def gravity(record):
        own = in_force(document, record.happened_on)["credit-rule"][record.kind]
        return (own["points"][record.severity], record.happened_on, record.id)

    tops = {
        matter: min((r for r in failings if r.matter == matter), key=gravity).id
        for failings in [failing]
        for matter in {r.matter for r in failings}
    }
    return {r.id for r in failing if tops[r.matter] != r.id}


def forced(versions, record, ranks):
    """The place of the grade that the record brings by each version, the mildest of them."""
    places = []
    for document in versions:
        rule = document["credit-rule"][record.kind]
        forces, scale = rule.get("forces"), rule["scale"]
        low = None if forces is None else forces.get("severity_from")
        grave = low is not None and scale.index(record.severity) >= scale.index(low)
        brings = grave or (forces and forces["heavier_penalty"] and record.heavier_penalty)
        places.append(ranks[forces["grade"]] if brings else 0)
    return min(places)


def runs_for(document, kind, start, as_of):
    """Whether a record of a kind that starts on a day would still weigh, whatever its act's day."""
    firsts = sorted(
        version.get("valid_from", FIRST)
        for section in ("credit-rule", "credit-window")
        for entry in document[section].values()
        for version in entry.get("in_force", [entry])
    )
    for act in (day for day in firsts if day <= as_of):
        versions = every_version(document, act, as_of)
        if in_force(document, as_of)["credit-rule"][kind]["merit"]:
            versions = versions[:1]
        found = [(v["credit-rule"].get(kind), v["credit-window"]) for v in versions]
        if any(rule is None for rule, _ in found):
            continue
        for severity in found[0][0]["scale"]:
            each = [(r, w[r["windows"][severity]]) for r, w in found if severity in r["scale"]]
            if len(each) < len(found) or not verified(each[0]):
                continue
            own = [window for rule, window in each if verified((rule, window))]
            if all(as_of <= last_day(start, window["length"]) for window in own):
                return True
    return False


def rated(records, as_of, known_at, listed, seen_on):
    """Whether an authority has seen anything of the unit."""
    seen = seen_on is not None and seen_on <= min(as_of, known_at)
    return bool(
        seen or listed or any(r.known_on <= known_at and r.decided_on <= as_of for r in records)
    )


def score(document, records, as_of, known_at, listed):
    """(score, grade, deductions, merits, bonus, counted), in thousandths."""
    now = in_force(document, as_of)
    kinds, grades = verified_rules(document, as_of), now["credit-grade"]
    counts_from = value(now, "credit.counts-from")
    best_first = sorted(grades, key=lambda g: -grades[g]["low"])
    ranks = {name: place for place, name in enumerate(best_first)}
    standing = [r for r in records if counts_or_ended(document, r, as_of, known_at)]
    weighed = [(r, found) for r in standing if (found := deciding(document, r, as_of))]
    live = {r.id: (r, v) for r, v in weighed if counts(document, r, as_of, known_at)}
    everything = [r for r, _ in live.values()]
    under = covered(document, [r for r, _ in weighed], as_of)
    series = [r for r in everything if r.id not in under]
    deductions = merits = Fraction(0)
    counted, worst = 0, 0
    for kind, rule in kinds.items():
        weights = []
        for record, versions in (pair for pair in live.values() if pair[0].kind == kind):
            found = [
                weight(
                    v,
                    counts_from,
                    record,
                    as_of,
                    is_repeat(v, counts_from, record, series, everything),
                )
                for v in versions
            ]
            if None in found:
                continue
            worst = max(worst, forced(versions, record, ranks))
            if record.id not in under:
                weights.append(min(map(abs, found)))
        counted += len(weights)
        if not weights or len(weights) < rule["min_count"]:
            continue
        if any(
            other.kind in rule.get("unless_kinds", ())
            and runs_for(document, kind, starts(now, other), as_of)
            for other in everything
        ):
            continue
        total = max(weights) if rule["combine"] == "highest" else sum(weights)
        if "cap" in rule:
            total = min(total, abs(rule["cap"]))
        if rule["merit"]:
            merits += total
        else:
            deductions -= total
    bonus = Fraction(0) if listed else min(merits, Fraction(value(now, "credit.bonus-cap")))
    points = value(now, "credit.base") + deductions + bonus
    points = max(points, value(now, "credit.floor"))
    points = min(points, value(now, "credit.ceiling"))
    by_score = next((g for g in best_first if points >= grades[g]["low"]), best_first[-1])
    worst = max(worst, ranks[by_score])
    if listed:
        worst = max(worst, ranks[value(now, "credit.listed-grade")])
    whole = [int(n * 1000) for n in (points, deductions, merits, bonus)]
    return (whole[0], best_first[worst], *whole[1:], counted)


def matches(ground, record):
    return (
        record.kind in ground["kinds"]
        and record.severity in ground.get("severities", [record.severity])
        and (record.heavier_penalty or not ground["heavier_penalty"])
        and (record.judged_grave_by is not None or not ground["judged_grave"])
        and ("standing_for" in ground or act_counts(ground, record.happened_on))
    )


def act_counts(ground, act):
    """Whether the act is not older than the tier, and of no day whose rule nobody verified."""
    return act >= ground["acts_from"] and not any(
        first <= act <= last for first, last in ground["unverified"]
    )


def once(records):
    """Of each matter the record that was decided first."""
    ordered = sorted(records, key=lambda r: (r.decided_on, r.id))
    firsts = {}
    for record in ordered:
        firsts.setdefault(record.matter or f"/{record.id}", record.id)
    return {r.id for r in ordered if r.id in firsts.values()}


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
        runs = [one for one in [*runs, run] if one]
        kept = once(r for one in runs for r in one)
        return [[r for r in one if r.id in kept] for one in runs]
    own = [r for r in ordered if matches(ground, r)]
    if ground.get("same_category"):
        own = [r for r in own if r.category is not None]
    kept = once(own)
    own = [r for r in own if r.id in kept]
    if ground.get("same_category"):
        names = {r.category for r in own}
        return [[r for r in own if r.category == name] for name in sorted(names)]
    return [own]


def there_on(ground, series, day):
    """Whether so many records of the series, decided by this day, lie within the term."""
    near = [r for r in series if r.decided_on <= day <= last_day(r.decided_on, ground["within"])]
    return len(near) >= ground["at_least"]


def near_on(ground, live, day):
    """How many records the ground rests on by one version, on a day."""
    if "standing_for" in ground:
        (own,) = series_of({**ground, "same_category": False}, live)
        return sum(last_day(r.decided_on, ground["standing_for"]) < day for r in own)
    reached = [series for series in series_of(ground, live) if there_on(ground, series, day)]
    return sum(day <= last_day(r.decided_on, ground["within"]) for s in reached for r in s)


def number_on(document, versions, records, day, known_at):
    """How many records the ground rests on, on a day: by all versions since some act."""
    live = [r for r in records if counts(document, r, day, known_at)]
    unverified = [
        (v.get("valid_from", FIRST), v.get("valid_to", date.max)) for v in versions if not signed(v)
    ]
    for at, first in enumerate(versions):
        more = {"acts_from": first.get("valid_from", FIRST), "unverified": unverified}
        later = [{**v, **more} for v in versions[at:] if signed(v)]
        if not signed(first):
            continue
        if not signed(versions[-1]) and any("standing_for" in v for v in later):
            continue
        found = [near_on(version, live, day) for version in later]
        if all(found):
            return found[-1]
    return 0


def in_time(document, record, as_of):
    """Whether the act came to light before the time bar of every version since."""
    seen = record.found_on or record.decided_on
    act = max(record.happened_on, FIRST)
    for version in every_version(document, act, as_of):
        rule = version["credit-rule"].get(record.kind)
        own = in_force(document, act)["credit-rule"].get(record.kind)
        if rule is None or rule["merit"] or own is None or not (signed(rule) or rule == own):
            continue
        name = "credit.time-bar-life" if rule.get("life_and_health") else "credit.time-bar"
        bar = version["parameter"].get(name)
        if bar and seen > last_day(record.happened_on, bar["value"]):
            return False
    return True


def ground_of(document, name, records, as_of, known_at):
    """(day it arose, number of records), None when it is not there."""
    entry = document["blacklist-ground"][name]
    versions = [
        version
        for version in entry.get("in_force", [entry])
        if version.get("valid_from", FIRST) <= as_of
    ]
    records = [r for r in records if in_time(document, r, as_of)]
    now = number_on(document, versions, records, as_of, known_at)
    if not now:
        return None
    day = as_of
    while number_on(document, versions, records, day - DAY, known_at):
        day -= DAY
    return day, now
