"""Whole rulebooks drawn at random, as documents: kinds, windows, caps, repeats, grades, grounds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from qualitygov.rulebook import Rulebook, load_rulebook

FIRST_DAY = date(2012, 12, 1)
"""The first day of a drawn book: some acts are older, and no rule of it covers them."""
COMMON = {"label": {"zh": "名", "en": "name"}, "source": "drawn", "basis": "default"}
HEAD = {
    "id": "drawn",
    "version": "1",
    "title": {"zh": "随机", "en": "drawn"},
    "valid_from": FIRST_DAY,
    "reviewed_to": date(2040, 12, 31),
    "past_end": "warn",
}


LOCAL_LIST = {
    "statutory": False,
    "rank": "local",
    "term": "12 months",
    "repair_after": "6 months",
    "hearing_within": "5 days",
    "publish_within": "20 working days",
    "accept_within": "2 working days",
    "decide_within": "15 working days",
    "effects": ["more-supervision"],
}


def book_of(document) -> Rulebook:
    """The rulebook of a document, whose entries need not repeat what all have in common."""
    full = {
        section: {name: {**COMMON, **entry} for name, entry in entries.items()}
        for section, entries in document.items()
    }
    return load_rulebook(mapping={"rulebook": HEAD, **full})


def parameter(kind, value, choices=()):
    return {"kind": kind, "value": value, **({"choices": list(choices)} if choices else {})}


@st.composite
def terms(draw, most_months=60):
    """A term in days, in months, in years, or in months and days."""
    form = draw(st.sampled_from(["days", "months", "years", "both"]))
    if form == "days":
        return f"{draw(st.integers(1, most_months * 30))} days"
    if form == "years":
        return f"{draw(st.integers(1, max(1, most_months // 12)))} years"
    months = draw(st.integers(1, most_months))
    return f"{months} months" + (f" {draw(st.integers(1, 40))} days" if form == "both" else "")


def size(term, month):
    """The days of a term whose months are that long."""
    parts = term.split()
    counts = dict(zip(parts[1::2], map(int, parts[::2]), strict=True))
    months = 12 * counts.get("years", 0) + counts.get("months", 0)
    return months * month + counts.get("days", 0)


@st.composite
def windows(draw):
    length = draw(terms())
    window = {"length": length}
    full = draw(st.none() | terms(24))
    if full is not None and size(full, 31) < size(length, 28):
        window |= {"full": full, "faded": draw(st.sampled_from(["0%", "25%", "50%", "100%"]))}
    return window


TURNS = st.dates(date(2013, 1, 1), date(2017, 1, 1)) | st.just(date(2016, 1, 1))


def dated(first, then, turn):
    """An entry that was one thing up to a day, and another from it on."""
    last = turn - timedelta(days=1)
    return {"in_force": [{**first, "valid_to": last}, {**then, "valid_from": turn}]}


@st.composite
def signed(draw, entry):
    """An entry that rests now and then on what nobody verified, or somebody did."""
    basis = draw(st.sampled_from([*[{}] * 8, {"basis": "unverified"}, VERIFIED]))
    return entry | basis


VERIFIED = {"basis": "unverified", "verified_by": "法制审核〔2016〕1号"}


@st.composite
def versions(draw, strategy):
    """An entry in one version or in two."""
    first = draw(signed(draw(strategy)))
    if draw(st.integers(0, 2)):
        return first
    return dated(first, draw(signed(draw(strategy))), draw(TURNS))


@st.composite
def rules(draw, names, grades, merit, kinds):
    """One kind of record, which costs points or gives them."""
    scale = [f"s{n}" for n in range(draw(st.integers(1, 4) | st.just(19)))]
    sizes = sorted(draw(st.lists(st.integers(0, 30), min_size=len(scale), max_size=len(scale))))
    sign = 1 if merit else -1
    rule = {
        "merit": merit,
        "scale": scale,
        "points": {s: sign * n for s, n in zip(scale, sizes, strict=True)},
        "windows": {s: draw(st.sampled_from(names)) for s in scale},
        "combine": draw(st.sampled_from(["sum", "sum", "highest"])),
        "min_count": draw(st.sampled_from([1, 1, 1, 2, 3])),
    }
    if draw(st.booleans()):
        rule["cap"] = sign * draw(st.integers(0, 50))
    if draw(st.integers(0, 3)) == 0:
        rule["min_measure"] = draw(st.sampled_from([0, 5]))
    if not merit and draw(st.booleans()):
        rule["repeat"] = {
            "points": -(sizes[-1] + draw(st.integers(0, 20))),
            "within": draw(st.just("calendar-year") | terms(40)),
            "severity_from": draw(st.sampled_from(scale)),
            "same_category": draw(st.booleans()),
        }
        if draw(st.integers(0, 2)) == 0:
            rule["repeat"]["more_than"] = draw(st.sampled_from(["0%", "25%", "50%", "75%"]))
            rule["repeat"]["among"] = [draw(st.sampled_from(kinds))]
    if not merit:
        rule["life_and_health"] = draw(st.booleans())
        rule["removal_ends"] = draw(st.booleans())
    if draw(st.booleans()):
        forces = {"grade": draw(st.sampled_from(grades)), "heavier_penalty": draw(st.booleans())}
        if draw(st.booleans()) or not forces["heavier_penalty"]:
            forces["severity_from"] = draw(st.sampled_from(scale))
        rule["forces"] = forces
    return rule


@st.composite
def grounds(draw, kinds):
    """One ground, of every form."""
    pick = st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=2, unique=True)
    chosen = draw(pick)
    ground = {"list_kind": "local", "kinds": chosen}
    if draw(st.booleans()):
        known = sorted({severity for kind in chosen for severity in lasting(kinds[kind])})
        ground["severities"] = draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
    ground["heavier_penalty"] = draw(st.booleans())
    ground["judged_grave"] = draw(st.integers(0, 3)) == 0
    form = draw(st.sampled_from(["count", "category", "sequence", "standing"]))
    if form == "standing":
        return ground | {"standing_for": draw(terms(36))}
    ground |= {"within": draw(terms(36)), "at_least": draw(st.integers(1, 3))}
    if form == "category":
        ground["same_category"] = True
    if form == "sequence":
        ground["sequence"] = sorted({*chosen, *draw(pick)})
    return ground


@st.composite
def documents(draw):
    """A whole document: bounds, grades, windows, kinds and grounds."""
    floor = draw(st.sampled_from([0, -50, 30]))
    lows = draw(st.lists(st.integers(40, 95), min_size=1, max_size=3, unique=True))
    steps = [floor, *sorted(lows)]
    grades = {}
    for at, low in enumerate(steps):
        below = {"below": steps[at + 1]} if at + 1 < len(steps) else {}
        grades[f"G{len(steps) - at}"] = {"low": low, **below}
    names = [f"w{n}" for n in range(draw(st.integers(1, 3)))]
    ids = [f"k{n}" for n in range(draw(st.integers(1, 4)))]
    merits = {name: draw(st.booleans()) for name in ids}
    kinds = {name: draw(versions(rules(names, sorted(grades), merits[name], ids))) for name in ids}
    failings = sorted(name for name in ids if not merits[name])
    for rule in (version for entry in kinds.values() for version in entry.get("in_force", [entry])):
        if failings and draw(st.integers(0, 2)) == 0:
            rule["unless_kinds"] = [draw(st.sampled_from(failings))]
    bars = {}
    if draw(st.booleans()):
        bars["credit.time-bar"] = parameter("span", draw(terms(30)))
        if draw(st.booleans()):
            bars["credit.time-bar-life"] = dated(
                parameter("span", draw(terms(30))), parameter("span", draw(terms(60))), draw(TURNS)
            )
    choices = ["decided", "happened", "known"]
    return {
        "parameter": {
            "assessment.year": parameter("choice", "calendar", ["calendar", "july-june"]),
            "credit.base": parameter("points", 100),
            "credit.floor": parameter("points", floor),
            "credit.ceiling": parameter("points", draw(st.sampled_from([100, 110, 130]))),
            "credit.bonus-cap": parameter("points", draw(st.sampled_from([0, 10, 100]))),
            "credit.listed-grade": parameter("choice", "G1", sorted({"G1", *grades})),
            "credit.counts-from": parameter("choice", draw(st.sampled_from(choices)), choices),
            "credit.badge-grade": parameter("choice", "G1", sorted({"G1", *grades})),
            "credit.badge-years-aa": parameter("whole", 2),
            "credit.badge-years-aaa": parameter("whole", 3),
            "credit.trade-minimum": parameter("whole", 10),
            **bars,
        },
        "credit-grade": grades,
        "credit-window": {name: draw(versions(windows())) for name in names},
        "credit-rule": kinds,
        "list-kind": {"local": LOCAL_LIST},
        "blacklist-ground": {
            f"g{n}": draw(versions(grounds(kinds))) for n in range(draw(st.integers(1, 3)))
        },
    }


def scales(entry):
    """The severities of a kind in all its versions."""
    found = [version["scale"] for version in entry.get("in_force", [entry])]
    return list(dict.fromkeys(severity for scale in found for severity in scale))


def lasting(entry):
    """The severities that a kind has in each of its versions."""
    found = [set(version["scale"]) for version in entry.get("in_force", [entry])]
    return set.intersection(*found)


def pairs_of(document):
    """Every kind with each of its severities."""
    return [
        (kind, severity)
        for kind, entry in document["credit-rule"].items()
        for severity in scales(entry)
    ]
