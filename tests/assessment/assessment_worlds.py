"""A county of three towns: A meets every target, B and C are there to be compared with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.assessment import FactTables, compile_assessment
from qualitygov.assessment import judge as judge_target
from qualitygov.county import fact_classes
from qualitygov.county.run import assess_facts
from qualitygov.credit.facts import RecordFact
from qualitygov.engineering.facts import ProjectFact
from qualitygov.enterprise import CertificateFact
from qualitygov.environment.facts import NoiseFact, WaterFact
from qualitygov.environment.facts_air import AirDayFact
from qualitygov.industry import EvidenceFact, FigureFact
from qualitygov.inspection.facts import MandatoryFact, SampleFact
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.rulebook.rules import Rules
from qualitygov.service import SurveyFact
from qualitygov.service.facts import PublicSurveyFact

A, B, C = "330299101", "330299102", "330299103"
TOWNS = (A, B, C)
BOOK = load_rulebook("strong-town")
AS_OF = date(2016, 12, 31)
PLAN = compile_assessment(Context(BOOK, as_of=AS_OF))
OWN_TABLES = (
    "sample",
    "mandatory",
    "project",
    "survey",
    "public-survey",
    "air-day",
    "noise",
    "water",
    "figure",
    "certificate",
    "evidence",
    "record",
)
"""The tables whose rows this module makes one by one."""

FIGURES = {
    "output-energy": (10, 11, 12),
    "output-chemicals": (10, 11, 12),
    "output-farm-products": (10, 11, 12),
    "output-branded": (10, 11, 12),
    "value-added-per-head": (10, 11, 12),
    "emission-so2": (100, 97, 94),
    "emission-cod": (100, 97, 94),
    "emission-nox": (100, 97, 94),
    "emission-ammonia": (100, 97, 94),
    "forest-cover": (60, 61, 62),
    "land-green-cover": (60, 61, 62),
    "built-up-green-cover": (40, 41, 42),
}
COVERS = ("forest-cover", "land-green-cover", "built-up-green-cover")
PRODUCTS = ("gi-national", "gi-farm", "pollution-free", "green", "organic")
HELD = (*PRODUCTS, "famous-brand", "quality-award-provincial", "quality-award-municipal")


def sample(
    number,
    town=A,
    on=date(2016, 5, 1),
    domain="food",
    stage="production",
    standing="done",
    **more,
):
    values = {"subject": "S", "product": "rice", "category": None, **more}
    return SampleFact(
        id=f"{town}/{number}",
        town=town,
        on=on,
        duty="sample-result",
        standing=standing,
        domain=domain,
        stage=stage,
        conclusion={"done": "pass", "failed": "fail"}.get(standing, "pending"),
        **values,
    )


def samples(town):
    rows = []
    for domain, stage in (
        ("food", "production"),
        ("food", "circulation"),
        ("industrial", "production"),
        ("aquatic", "circulation"),
    ):
        rows += [
            sample(f"{domain}-{stage}-{n}", town, domain=domain, stage=stage) for n in range(100)
        ]
    for quarter in range(4):
        on = date(2016, 3 * quarter + 2, 10)
        rows += [sample(f"farm-{quarter}-{n}", town, on, "farm", "production") for n in range(25)]
    return rows


def mandatory(number, town=A, on=date(2016, 5, 1), standing="done"):
    return MandatoryFact(
        id=f"{town}/m{number}",
        town=town,
        on=on,
        duty="mandatory-standards",
        standing=standing,
        domain="food",
        subject="S",
    )


def project(number, town=A, year=2016, standing="done", **more):
    values = {
        "subject": "S",
        "general_work": True,
        "acceptance": "fail" if standing == "failed" else "pass",
        "accepted_first_time": True,
        "structural_award": False,
        **more,
    }
    return ProjectFact(
        id=f"{town}/{year}/{number}",
        town=town,
        on=date(year, 6, 1),
        duty="works-accepted",
        standing=standing,
        **values,
    )


def projects(town):
    """Awards for five of twenty works in the year before, and for fifteen of twenty now."""
    return [
        project(n, town, year, structural_award=n < awarded)
        for year, awarded in ((2015, 5), (2016, 15))
        for n in range(20)
    ]


def certificate(number, kind, town, since, service=False):
    first = date(since, 3, 1)
    return CertificateFact(
        id=f"{town}/{kind}/{number}",
        town=town,
        on=first,
        kind=kind,
        holder=f"{town}-{number}",
        product=f"P{number}",
        service=service,
        valid_from=first,
        valid_to=None,
    )


def certificates():
    rows = []
    for kind in HELD:
        rows += [certificate(n, kind, A, since) for n, since in enumerate((2014, 2015, 2016))]
        rows.append(certificate(1, kind, B, 2014))
    rows += [
        certificate(n, "iso9001", A, since, service=True)
        for n, since in enumerate((2014, 2015, 2016))
    ]
    rows.append(certificate(1, "iso9001", B, 2014, service=True))
    return rows


def figure(item, value, year=2016, town=A, **more):
    return FigureFact(
        id=f"{town}/{item}/{year}",
        town=town,
        on=date(year, 12, 31),
        duty="figure",
        standing="done",
        item=item,
        value=None if value is None else Decimal(value),
        **more,
    )


SHARES = ("sector-structure", "high-tech-share", "concentration", "branded-share")


def structure(item, town, year, above, under):
    """A share of other figures: all its parts in one row."""
    parts = {"above": Decimal(above), "under": Decimal(under)}
    return figure(item, None, year, town, **parts)


def figures(town):
    rows = [
        structure(item, town, year, above, under)
        for item in SHARES
        for year, above, under in ((2015, 77, 107), (2016, 85, 113))
    ]
    for item, values in FIGURES.items():
        for year, value in zip((2013, 2015, 2016), values, strict=True):
            less = Decimal("0.5") if item in COVERS and town != A else Decimal(0)
            slow = Decimal("0.5") if item.startswith("output") and year == 2016 else Decimal(0)
            off = less + (slow if town != A else 0)
            rows.append(figure(item, Decimal(value) - off, year, town))
    return rows


def air_day(on, good, town=A, aqi=None):
    return AirDayFact(
        id=f"{town}/{on}",
        town=town,
        on=on,
        duty="air-day",
        standing="done" if good else "failed",
        aqi=(60 if good else 150) if aqi is None else aqi,
        valid=True,
        good=good,
        assessed=True,
        standard="GB 3095-2012",
        primary="PM2.5",
    )


def air(town):
    """92 good days of a hundred in the year before, and 95 now."""
    return [
        air_day(date(year, 1 + n % 12, 1 + n // 12), n >= bad, town)
        for year, bad in ((2015, 8), (2016, 5))
        for n in range(100)
    ]


def noise(town):
    days = [date(y, m, 5) for y in (2015, 2016) for m in (3, 6, 9, 12)]
    return [
        NoiseFact(
            id=f"{town}/n{on}",
            town=town,
            on=on,
            duty="noise-reading",
            standing="done",
            site="N",
            zone="2",
            part="day",
        )
        for on in days
    ]


def water(town):
    days = [date(y, m, 5) for y in (2015, 2016) for m in range(1, 13)]
    return [
        WaterFact(
            id=f"{town}/w{on}",
            town=town,
            on=on,
            duty="water-sample",
            standing="done",
            source="reservoir",
            lacking="",
            exceeding="",
            volume=10,
            compliant_volume=10,
        )
        for on in days
    ]


def survey(town, satisfied=170):
    return SurveyFact(
        id=f"{town}/v",
        town=town,
        on=date(2016, 10, 1),
        duty="trade-survey",
        standing="done",
        trade="retail",
        satisfied=satisfied,
        valid=200,
        index_sum=17000,
        weakest=True,
    )


def public_surveys(town):
    """More know of quality and praise it than in the year before, and fewer are dissatisfied."""
    return [
        PublicSurveyFact(
            id=f"{town}/{subject}/{year}",
            town=town,
            on=date(year, 10, 1),
            duty="public-survey",
            standing="done",
            subject=subject,
            valid=200,
            good=good,
            bad=bad,
        )
        for subject in ("awareness", "quality")
        for year, good, bad in ((2015, 140, 40), (2016, 160, 20))
    ]


def evidence(town):
    rows = []
    for indicator in PLAN.indicators.values():
        for item in indicator.items:
            on = date(2016, 11, 1)
            rows.append(
                EvidenceFact(
                    id=f"{town}/{indicator.checklist}/{item.id}",
                    town=town,
                    on=on,
                    checklist=indicator.checklist,
                    item=item.id,
                    valid_from=on,
                    valid_to=None,
                    document="文",
                )
            )
    return rows


OTHERS = {
    target.id: target
    for target in PLAN.targets.values()
    if target.indicator.facts not in OWN_TABLES and not target.indicator.items
}
"""The targets that count rows of the subjects' own tables, such as complaints or hazards."""


PLAIN = {"str": "x", "bool": True, "int": 1, "Decimal": Decimal(1), "date": date(2016, 6, 1)}


def plain_row(cls, number, town):
    """A row of any table that is done: every flag true, every number one."""
    values = {
        field.name: PLAIN[str(field.type).removeprefix("Annotated[").split(",")[0].split(" ")[0]]
        for field in attrs.fields(cls)
        if field.default is attrs.NOTHING
    }
    own = {"id": f"{town}/{cls.__name__}/{number}", "town": town}
    standing = {"standing": "done"} if "standing" in values else {}
    return cls(**{**values, **standing, **own})


def fulfilling(check):
    """A value that a condition takes."""
    if check.words is not None:
        return min(check.words)
    return (
        check.flag if check.flag is not None else check.low if check.low is not None else check.high
    )


def breaking(check):
    """A value that a condition refuses."""
    if check.words is not None:
        return "failed" if check.column == "standing" else "something else"
    return (
        not check.flag
        if check.flag is not None
        else check.low - 1
        if check.low is not None
        else check.high + 1
    )


def bad_if_counted(indicator):
    return indicator.kind == "count" and not indicator.higher_is_better


def other_rows(town):
    """Rows of the other tables, twenty for each target, all of them good."""
    rows = {}
    for at, target in enumerate(OTHERS.values()):
        indicator = target.indicator
        values = {check.column: fulfilling(check) for check in indicator.where}
        if not bad_if_counted(indicator):
            values |= {check.column: fulfilling(check) for check in indicator.counts}
        if indicator.kind == "share":
            values |= {indicator.sum: 4, indicator.of: 4}
        cls = fact_classes()[indicator.facts]
        made = [attrs.evolve(plain_row(cls, 100 * at + n, town), **values) for n in range(20)]
        if target.kind == "trend":  # half as many in the year before
            before = date(2015, 6, 1)
            made += [attrs.evolve(row, id=f"{row.id}/2015", on=before) for row in made[:10]]
        rows.setdefault(indicator.facts, []).extend(made)
    return rows


def drop(table, where):
    """A function that takes rows of town A away."""

    def spoil(world):
        world[table] = [row for row in world[table] if not (row.town == A and where(row))]

    return spoil


def spoil_other(target):
    """A function that turns what a target counts in town A to the bad."""
    indicator = target.indicator
    if target.kind == "trend":
        return drop(indicator.facts, lambda row: row.on.year == 2016 and row.id[-2:] != "00")
    if bad_if_counted(indicator):
        values = {check.column: fulfilling(check) for check in indicator.counts}
    elif indicator.kind == "share":
        values = {indicator.sum: 3}
    else:
        checks = indicator.counts if indicator.kind == "rate" else indicator.where
        values = {check.column: breaking(check) for check in checks}

    def spoil(world):
        world[indicator.facts] = [
            attrs.evolve(row, **values) if row.town == A else row for row in world[indicator.facts]
        ]

    return spoil


MAKERS = {
    "sample": samples,
    "mandatory": lambda town: [mandatory(n, town) for n in range(20)],
    "project": projects,
    "survey": lambda town: [survey(town)],
    "public-survey": public_surveys,
    "air-day": air,
    "noise": noise,
    "water": water,
    "figure": figures,
    "evidence": evidence,
}


def good_world():
    """Rows by table: town A meets every target."""
    others = [other_rows(town) for town in TOWNS]
    return {
        **{table: [row for own in others for row in own[table]] for table in others[0]},
        **{name: [row for town in TOWNS for row in made(town)] for name, made in MAKERS.items()},
        "certificate": certificates(),
        "record": [],
    }


def record(kind, severity, town=A, on=date(2016, 7, 1), standing="done"):
    return RecordFact(
        id=f"R/{kind}",
        town=town,
        on=on,
        subject="S",
        kind=kind,
        severity=severity,
        standing=standing,
    )


class FixedBook:
    """A rulebook that answers every day with the same rules."""

    def __init__(self, rules):
        self.rules = rules

    def at(self, day):
        return self.rules


def context_of(book, day=AS_OF):
    return Context(FixedBook(book) if isinstance(book, Rules) else book, as_of=day)


def judge(world, target, town=A, plan=PLAN):
    return judge_target(plan.targets[target], FactTables.of(world), town, plan.period, TOWNS)


def assess(world, plan=PLAN):
    return {town.town: town for town in assess_facts(plan, FactTables.of(world), TOWNS)}
