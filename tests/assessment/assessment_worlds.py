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
from qualitygov.environment.facts import AirDayFact, NoiseFact, WaterFact
from qualitygov.industry import EvidenceFact, FigureFact
from qualitygov.inspection.facts import SampleFact
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.rulebook.rules import Rules
from qualitygov.service import SurveyFact

A, B, C = "330299101", "330299102", "330299103"
TOWNS = (A, B, C)
BOOK = load_rulebook("strong-town")
AS_OF = date(2016, 12, 31)
PLAN = compile_assessment(Context(BOOK, as_of=AS_OF))
OLD_TABLES = (
    "sample",
    "project",
    "survey",
    "air-day",
    "noise",
    "water",
    "figure",
    "certificate",
    "evidence",
    "record",
)

FIGURES = {
    "output-primary": (30, 30, 28),
    "output-secondary": (40, 42, 45),
    "output-tertiary": (30, 35, 40),
    "output-energy": (10, 11, 12),
    "output-chemicals": (10, 11, 12),
    "output-farm-products": (10, 11, 12),
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
    conclusion="pass",
    **more,
):
    values = {
        "subject": "S",
        "product": "rice",
        "category": None,
        "mandatory_failed": False,
        "outstanding": False,
        **more,
    }
    return SampleFact(
        id=f"{town}/{number}",
        town=town,
        on=on,
        domain=domain,
        stage=stage,
        conclusion=conclusion,
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


def project(number, town=A, year=2016, **more):
    values = {
        "subject": "S",
        "kind": "general",
        "general_work": True,
        "handover": "pass",
        "acceptance": "pass",
        "accepted_first_time": True,
        "affordable": False,
        "dwellings": 0,
        "household_done": 0,
        "household_carried_out": False,
        "new_civil": False,
        "energy_standard": True,
        "structural_award": False,
        "four_systems": True,
        **more,
    }
    return ProjectFact(id=f"{town}/{year}/{number}", town=town, on=date(year, 6, 1), **values)


def projects(town):
    return [
        project(1, town, 2015, structural_award=True),
        project(2, town, 2015),
        project(3, town, 2015),
        project(1, town, structural_award=True),
        project(
            2, town, affordable=True, dwellings=80, household_done=80, household_carried_out=True
        ),
        project(3, town, new_civil=True, structural_award=True),
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
        rows += [certificate(n, kind, A, since) for n, since in enumerate((2014, 2014, 2016))]
        rows.append(certificate(1, kind, B, 2014))
    rows += [
        certificate(n, "iso9001", A, since, service=True)
        for n, since in enumerate((2014, 2014, 2016))
    ]
    rows.append(certificate(1, "iso9001", B, 2014, service=True))
    return rows


def figures(town):
    rows = []
    for item, values in FIGURES.items():
        for year, value in zip((2013, 2015, 2016), values, strict=True):
            less = Decimal("0.5") if item in COVERS and town != A else Decimal(0)
            rows.append(
                row(
                    FigureFact,
                    f"{town}/{item}/{year}",
                    town,
                    date(year, 12, 31),
                    item,
                    Decimal(value) - less,
                )
            )
    return rows


def air(town):
    def day(year, number, good):
        on = date(year, 1 + number % 12, 1 + number // 12)
        return row(
            AirDayFact,
            f"{town}/{on}",
            town,
            on,
            60 if good else 150,
            True,
            good,
            "GB 3095-2012",
            "PM2.5",
        )

    return [day(2015, n, n >= 8) for n in range(100)] + [day(2016, n, n >= 5) for n in range(100)]


def noise(town):
    days = [date(y, m, 5) for y in (2015, 2016) for m in (3, 6, 9, 12)]
    return [row(NoiseFact, f"{town}/n{on}", town, on, "2", "day", True, True) for on in days]


def water(town):
    days = [date(y, m, 5) for y in (2015, 2016) for m in range(1, 13)]
    return [row(WaterFact, f"{town}/w{on}", town, on, "reservoir", True, 10, 10) for on in days]


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
    if target.indicator.facts not in OLD_TABLES and not target.indicator.items
}
"""The targets that count rows of the subjects' own tables, such as complaints or hazards."""


def plain_row(cls, number, town, on=date(2016, 6, 1)):
    """A row of any table: every flag true, every number one."""
    plain = {"str": "x", "bool": True, "int": 1, "date": on, "Decimal": Decimal(1)}
    values = {
        field.name: plain[str(field.type).removesuffix(" | None")] for field in attrs.fields(cls)
    }
    return cls(**{**values, "id": f"{town}/{cls.__name__}/{number}", "town": town})


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
        return "something else"
    return (
        not check.flag
        if check.flag is not None
        else check.low - 1
        if check.low is not None
        else check.high + 1
    )


def other_rows(town):
    """Rows of the other tables, twenty for each target, all of them good."""
    rows = {}
    for at, target in enumerate(OTHERS.values()):
        indicator = target.indicator
        wanted = (
            () if indicator.kind == "count" and not indicator.higher_is_better else indicator.where
        )
        values = {check.column: fulfilling(check) for check in (*wanted, *indicator.counts)}
        cls = fact_classes()[indicator.facts]
        made = [attrs.evolve(plain_row(cls, 100 * at + n, town), **values) for n in range(20)]
        rows.setdefault(indicator.facts, []).extend(made)
    return rows


def spoil_other(target):
    """A function that turns what a target counts in town A to the bad."""
    indicator = target.indicator
    checks = indicator.counts if indicator.kind == "rate" else indicator.where
    bad = fulfilling if indicator.kind == "count" and not indicator.higher_is_better else breaking
    values = {check.column: bad(check) for check in checks}

    def spoil(world):
        world[indicator.facts] = [
            attrs.evolve(row, **values) if row.town == A else row for row in world[indicator.facts]
        ]

    return spoil


def good_world():
    """Rows by table: town A meets every target."""
    others = [other_rows(town) for town in TOWNS]
    return {
        **{table: [row for own in others for row in own[table]] for table in others[0]},
        "sample": [row for town in TOWNS for row in samples(town)],
        "project": [row for town in TOWNS for row in projects(town)],
        "survey": [
            row(SurveyFact, f"{t}/v", t, date(2016, 10, 1), "retail", 170, 200, 17000)
            for t in TOWNS
        ],
        "air-day": [row for town in TOWNS for row in air(town)],
        "noise": [row for town in TOWNS for row in noise(town)],
        "water": [row for town in TOWNS for row in water(town)],
        "figure": [row for town in TOWNS for row in figures(town)],
        "certificate": certificates(),
        "evidence": [row for town in TOWNS for row in evidence(town)],
        "record": [],
    }


def record(kind, severity, town=A, on=date(2016, 7, 1), standing=True):
    return RecordFact(
        id=f"R/{kind}",
        town=town,
        on=on,
        subject="S",
        kind=kind,
        severity=severity,
        standing=standing,
    )


def row(cls, *values):
    """A row of facts from its values, in the order of its columns."""
    names = [attribute.name for attribute in attrs.fields(cls)]
    return cls(**dict(zip(names, values, strict=False)))


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
