"""What the files of enterprises give to indicators and to credit."""

from __future__ import annotations

import typing
from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points
from qualitygov.credit import CreditScorer
from qualitygov.credit.merits_enterprise import enterprise_merits
from qualitygov.enterprise import (
    Appointment,
    Batch,
    BatchLink,
    Certification,
    CertificationKind,
    Direction,
    Enterprise,
    EnterpriseFiles,
    EnterpriseYearFact,
    ExcellenceAssessment,
    KeyPost,
    PostAssessment,
    PostResult,
    ResearchSpending,
    Role,
    StandardLevel,
    StandardPart,
    StandardRole,
    Training,
    enterprise_year_facts,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.credit import CreditRule

pytestmark = pytest.mark.clause(
    "3.3.1.b", "3.3.1.e", "3.3.1.f", "3.3.2.a", "3.3.2.b", "3.3.3.a", "3.3.3.b"
)
BOOK = load_rulebook("strong-town")
UNIT, OTHER = "91330299MA2837B62L", "91110000600037341L"
END = date(2016, 12, 31)
FIRM = Enterprise(code=UNIT, name="甲厂", town="330299101", key_enterprise=True, high_tech=True)


def appointment(role, name, unit=UNIT, until=None):
    return Appointment(
        id=name,
        enterprise=unit,
        role=role,
        person="甲",
        valid_from=date(2015, 5, 1),
        valid_to=until,
        known_on=date(2015, 5, 10),
        document="任命书",
    )


def batch(name, made, *links, unit=UNIT):
    return Batch(
        id=name,
        enterprise=unit,
        product="果酱",
        made_on=made,
        shipped_on=made,
        end_use=True,
        links=links,
    )


def link(other, on):
    return BatchLink(direction=Direction.UP, batch=other, unit=OTHER, recorded_on=on)


FILES = EnterpriseFiles(
    appointments=(
        appointment(Role.CHIEF_QUALITY_OFFICER, "P1"),
        appointment(Role.LEGAL_REPRESENTATIVE, "P2", until=date(2016, 6, 30)),
        appointment(Role.QUALITY_MANAGER, "P3", until=date(2016, 6, 30)),
    ),
    key_posts=(
        KeyPost(
            id="K1",
            enterprise=UNIT,
            post="检验",
            valid_from=date(2014, 1, 1),
            assessments=(
                PostAssessment(
                    person="乙",
                    year=2015,
                    assessed_on=date(2015, 12, 1),
                    result=PostResult.PASS,
                    document="考核表",
                ),
            ),
        ),
    ),
    trainings=(
        Training(
            id="T1",
            enterprise=UNIT,
            held_on=date(2015, 4, 1),
            topic="标准",
            hours=Decimal(9),
            headcount=4,
            document="签到表",
        ),
    ),
    excellence=(
        ExcellenceAssessment(
            id="X1",
            enterprise=UNIT,
            year=2016,
            assessed_on=date(2016, 4, 1),
            known_on=date(2016, 4, 20),
            score=Points.of("612.25"),
            document="自评报告",
        ),
    ),
    standards=(
        StandardPart(
            id="S1",
            enterprise=UNIT,
            number="JB/T 1-2016",
            level=StandardLevel.TRADE,
            role=StandardRole.LEAD,
            issued_on=date(2016, 3, 1),
            known_on=date(2016, 3, 9),
        ),
        StandardPart(
            id="S2",
            enterprise=UNIT,
            number="DB33/T 1-2016",
            level=StandardLevel.LOCAL,
            role=StandardRole.LEAD,
            issued_on=date(2016, 3, 1),
            known_on=date(2016, 3, 9),
        ),
    ),
    spendings=tuple(
        ResearchSpending(
            id=f"R{year}",
            enterprise=UNIT,
            year=year,
            amount=Decimal(amount),
            main_revenue=Decimal(1000),
            known_on=date(year + 1, 3, 31),
            document=f"{year}年报",
        )
        for year, amount in ((2014, 30), (2015, 31), (2016, 29))
    ),
    batches=tuple(
        batch(f"B{n}", date(2015, n, 1), link(f"L{n}", date(2015, n, 3))) for n in (1, 2, 3)
    ),
    certifications=(
        Certification(
            id="Z1",
            kind=CertificationKind.LICENCE,
            holder=UNIT[8:17],
            town="330299101",
            issued_on=date(2016, 1, 1),
        ),
    ),
)


def test_one_row_for_each_enterprise_and_year():
    rows = {
        row.year: row
        for row in enterprise_year_facts([FIRM], FILES, BOOK, (2014, 2015, 2016, 2017), END)
    }
    assert sorted(rows) == [2014, 2015, 2016]
    one, two = rows[2015], rows[2016]
    assert (one.id, one.town, one.on) == (f"{UNIT}/2015", "330299101", date(2015, 12, 31))
    assert (one.officer, one.answerable, one.roles_missing, one.licensed) == (True, True, 0, False)
    assert (one.assessed, one.trained, one.training_hours, one.traceable, one.batches) == (
        True,
        True,
        9,
        True,
        3,
    )
    assert (one.research_share_up, one.research_amount, one.main_revenue) == (True, 31, 1000)
    assert (two.answerable, two.roles_missing, two.licensed, two.assessed, two.trained) == (
        False,
        2,
        True,
        False,
        False,
    )
    assert (two.research_share_up, two.traceable, two.excellence) == (None, None, Decimal("612.25"))
    assert (two.standards, two.standards_led, one.standards) == (2, 2, 0)
    assert (rows[2014].officer, rows[2014].research_share_up) == (False, None)
    later = enterprise_year_facts([FIRM], FILES, BOOK, (2016,), date(2017, 4, 1))[0]
    assert (later.on, later.research_share_up) == (END, False)
    running = enterprise_year_facts([FIRM], FILES, BOOK, (2016,), date(2016, 6, 30))[0]
    assert (running.on, running.answerable, running.assessed, running.trained) == (
        date(2016, 6, 30),
        True,
        None,
        None,
    )


def test_an_enterprise_has_rows_only_while_it_exists():
    one = attrs.evolve(FIRM, registered_on=date(2015, 6, 1), deregistered_on=date(2016, 10, 1))
    assert [
        row.year for row in enterprise_year_facts([one], FILES, BOOK, (2014, 2015, 2016), END)
    ] == [2015]


def test_rows_are_flat():
    hints = typing.get_type_hints(EnterpriseYearFact)
    plain = {str, bool, int, Decimal, date, type(None)}
    assert all(set(typing.get_args(kind) or (kind,)) <= plain for kind in hints.values())


def kinds(files, as_of):
    return {
        record.id: (record.kind, record.severity)
        for record in enterprise_merits(files, BOOK.at(as_of), as_of)
    }


def test_merits_follow_from_the_files():
    assert kinds(FILES, END) == {
        "P1/officer": ("chief-quality-officer", "in-post"),
        "X1/excellence": ("performance-excellence", "scored"),
        "S1/standard": ("trade-standard", "lead"),
        "MA2837B62/research/2015": ("research-share-up", "risen"),
        "MA2837B62/traceability/2015": ("traceability-complete", "complete"),
    }
    assert kinds(FILES, date(2015, 5, 9)) == {}
    assert set(kinds(FILES, date(2015, 12, 31))) == {"P1/officer", "MA2837B62/traceability/2015"}


def test_every_merit_is_one_the_rulebook_knows():
    rules = BOOK.at(END).entries(CreditRule)
    for record in enterprise_merits(FILES, BOOK.at(END), END):
        assert rules[record.kind].merit
        assert record.severity in rules[record.kind].scale


@pytest.mark.parametrize(("score", "points"), [("549.999", 0), ("550", 2)])
def test_merits_weigh_as_the_credit_rules_say(score, points):
    files = EnterpriseFiles(excellence=(attrs.evolve(FILES.excellence[0], score=Points.of(score)),))
    records = enterprise_merits(files, BOOK.at(END), END)
    assert records[0].measure == int(Decimal(score))
    days = (END, date(2017, 4, 1), date(2017, 4, 2))
    scores = [CreditScorer(BOOK, as_of=day).score(FIRM, records).score for day in days]
    assert scores == [Points.of(100 + points), Points.of(100 + points), Points.of(100)]


def test_a_link_recorded_after_the_year_brings_no_merit_and_too_few_batches_neither():
    late = attrs.evolve(FILES.batches[0], links=(link("L1", date(2016, 1, 2)),))
    assert "traceability-complete" not in {
        kind
        for kind, _ in kinds(attrs.evolve(FILES, batches=(late, *FILES.batches[1:])), END).values()
    }
    few = attrs.evolve(FILES, batches=FILES.batches[:2])
    assert "traceability-complete" not in {kind for kind, _ in kinds(few, END).values()}


@given(st.randoms(use_true_random=False))
def test_order_never_matters(random):
    def mixed(rows):
        return tuple(random.sample(rows, len(rows)))

    names = [a.name for a in attrs.fields(EnterpriseFiles)]
    files = EnterpriseFiles(**{name: mixed(getattr(FILES, name)) for name in names})
    assert enterprise_merits(files, BOOK.at(END), END) == enterprise_merits(
        FILES, BOOK.at(END), END
    )
    years = (2014, 2015, 2016)
    assert enterprise_year_facts([FIRM], files, BOOK, years, END) == enterprise_year_facts(
        [FIRM], FILES, BOOK, years, END
    )


@given(
    st.dates(date(2015, 1, 1), date(2018, 12, 31)), st.dates(date(2015, 1, 1), date(2018, 12, 31))
)
def test_no_merit_was_known_before_its_day(one, two):
    early, late = sorted((one, two))
    then = set(kinds(FILES, early))
    assert all(
        record.known_on <= early for record in enterprise_merits(FILES, BOOK.at(early), early)
    )
    assert then <= set(kinds(FILES, late))
