"""Certificates: valid on a day, and the stretches that indicators count, say the same."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from enterprise_views import view_of
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.enterprise import (
    CertificateFact,
    Certification,
    CertificationKind,
    Enterprise,
    RegistrationStatus,
    certificate_facts,
)
from qualitygov.errors import CodeError, FieldError
from qualitygov.interchange import read_table
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import Suspension

pytestmark = pytest.mark.clause("2.2.1.c", "2.2.1.d", "2.2.4.a", "3.3.1.a")

CODE = "91330299100041176W"
ISSUED = date(2014, 5, 10)
DAY = timedelta(days=1)
BOOK = load_rulebook("strong-town")
LATER = Context(BOOK, as_of=date(2020, 1, 1))


def stopped(suspended_on, resumed_on=None):
    """The suspensions of a certificate that was suspended one time."""
    return {"suspensions": (Suspension(suspended_on=suspended_on, resumed_on=resumed_on),)}


def certificate(**more):
    values = {
        "id": "Z1",
        "kind": CertificationKind.GREEN,
        "holder": CODE,
        "town": "330299101",
        "issued_on": ISSUED,
    }
    return Certification(**{**values, **more})


def covers(row, on):
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def facts(*certificates, context=LATER, enterprises=()):
    view = view_of(certifications=certificates, enterprises=enterprises)
    return certificate_facts(view, context)


def stretches(one, context=LATER):
    return [(row.id, row.valid_from, row.valid_to) for row in facts(one, context=context)]


# Known lives


def test_three_years_of_green_food_count_both_ends():
    one = certificate(expires_on=date(2017, 5, 9))
    days = (ISSUED - DAY, ISSUED, date(2017, 5, 9), date(2017, 5, 10))
    assert [one.valid_on(on) for on in days] == [False, True, True, False]
    assert stretches(one) == [("Z1", ISSUED, date(2017, 5, 9))]


def test_a_geographical_indication_has_no_end():
    one = certificate(kind=CertificationKind.GI_FARM)
    assert one.valid_on(date(2099, 1, 1))
    assert not one.valid_on(ISSUED - DAY)
    assert stretches(one) == [("Z1", ISSUED, None)]


def test_a_certificate_is_not_valid_on_the_day_of_its_withdrawal():
    one = certificate(expires_on=date(2017, 5, 9), withdrawn_on=date(2016, 1, 1))
    assert [one.valid_on(date(2015, 12, 31)), one.valid_on(date(2016, 1, 1))] == [True, False]
    assert stretches(one) == [("Z1", ISSUED, date(2015, 12, 31))]


def test_a_suspension_cuts_the_life_in_two():
    one = certificate(expires_on=date(2017, 5, 9), **stopped(date(2015, 3, 1), date(2015, 6, 1)))
    days = (
        date(2015, 2, 28),
        date(2015, 3, 1),
        date(2015, 5, 31),
        date(2015, 6, 1),
        date(2017, 5, 9),
    )
    assert [one.valid_on(on) for on in days] == [True, False, False, True, True]
    assert stretches(one) == [
        ("Z1", ISSUED, date(2015, 2, 28)),
        ("Z1+1", date(2015, 6, 1), date(2017, 5, 9)),
    ]


def test_a_suspension_without_an_end_lasts():
    one = certificate(**stopped(date(2015, 3, 1)))
    assert not one.valid_on(date(2030, 1, 1))
    assert stretches(one) == [("Z1", ISSUED, date(2015, 2, 28))]


@pytest.mark.parametrize("end", [{"withdrawn_on": ISSUED}, stopped(ISSUED)])
def test_a_certificate_ended_on_its_first_day_never_was_valid(end):
    one = certificate(**end)
    assert not one.valid_on(ISSUED)
    assert facts(one) == ()


def test_a_resumption_after_the_end_gives_no_second_stretch():
    one = certificate(expires_on=date(2015, 5, 9), **stopped(date(2015, 3, 1), date(2015, 6, 1)))
    assert stretches(one) == [("Z1", ISSUED, date(2015, 2, 28))]


def test_a_certificate_may_be_suspended_again():
    one = certificate(
        suspensions=(
            Suspension(suspended_on=date(2015, 3, 1), resumed_on=date(2015, 6, 1)),
            Suspension(suspended_on=date(2016, 3, 1), resumed_on=date(2016, 6, 1)),
        )
    )
    assert [row[1:] for row in stretches(one)] == [
        (ISSUED, date(2015, 2, 28)),
        (date(2015, 6, 1), date(2016, 2, 29)),
        (date(2016, 6, 1), None),
    ]
    with pytest.raises(FieldError, match="in order of their days"):
        attrs.evolve(one, suspensions=one.suspensions[::-1])
    with pytest.raises(FieldError, match="resumed_on 2015-02-01 lies before suspended_on"):
        stopped(date(2015, 3, 1), date(2015, 2, 1))


# Laws

AFTER = st.integers(0, 60).map(lambda n: ISSUED + timedelta(days=n))
MAYBE = st.none() | AFTER


@st.composite
def certificates(draw, name="Z1"):
    spells = draw(st.lists(st.tuples(AFTER, AFTER, st.booleans()), max_size=3))
    suspensions = [
        Suspension(suspended_on=min(a, b), resumed_on=max(a, b) if ends else None)
        for a, b, ends in spells
    ]
    return certificate(
        id=name,
        kind=draw(st.sampled_from(CertificationKind)),
        expires_on=draw(MAYBE),
        suspensions=tuple(sorted(suspensions, key=lambda one: one.suspended_on)),
        withdrawn_on=draw(MAYBE),
    )


@settings(max_examples=400)
@given(certificates())
def test_valid_on_a_day_is_to_lie_in_a_stretch(one):
    rows = facts(one)
    for n in range(-2, 64):
        on = ISSUED + timedelta(days=n)
        assert one.valid_on(on) == any(covers(row, on) for row in rows), on
        assert sum(covers(row, on) for row in rows) <= 1


@given(certificates(), st.integers(-2, 70))
def test_each_end_takes_validity_away_and_gives_none(one, n):
    on = ISSUED + timedelta(days=n)
    if one.valid_on(on):
        for never in ({"expires_on": None}, {"suspensions": ()}, {"withdrawn_on": None}):
            assert attrs.evolve(one, **never).valid_on(on)
        assert not attrs.evolve(one, withdrawn_on=max(ISSUED, on)).valid_on(on)
    if one.withdrawn_on is not None and on >= one.withdrawn_on:
        assert not one.valid_on(on)
    if one.expires_on is not None and on > one.expires_on:
        assert not one.valid_on(on)


@given(
    st.integers(0, 6).flatmap(
        lambda n: st.tuples(*(certificates(name=f"Z{at}") for at in range(n)))
    ),
    st.randoms(),
)
def test_the_order_of_certificates_never_matters_and_ids_stay_apart(many, luck):
    shuffled = list(many)
    luck.shuffle(shuffled)
    rows = facts(*many)
    assert set(facts(*shuffled)) == set(rows)
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.valid_to is None or row.valid_from <= row.valid_to


# Rows


def test_a_row_is_placed_on_the_day_of_issue_and_says_whether_its_holder_serves():
    one = certificate(
        kind=CertificationKind.FAMOUS_BRAND,
        product="大米",
        **stopped(date(2015, 3, 1), date(2015, 6, 1)),
    )
    serving = Enterprise(code=CODE[8:17], name="茶社", town="330299101", industry="H6291")
    making = attrs.evolve(serving, industry="C1310")
    first, second = facts(one, enterprises=[serving])
    row = CertificateFact(
        id="Z1",
        town="330299101",
        on=ISSUED,
        kind="famous-brand",
        holder=CODE,
        product="大米",
        service=True,
        valid_from=ISSUED,
        valid_to=date(2015, 2, 28),
    )
    assert first == row
    assert second == attrs.evolve(row, id="Z1+1", valid_from=date(2015, 6, 1), valid_to=None)
    assert [r.service for r in facts(one, enterprises=[making])] == [False, False]


def test_what_happens_to_a_certificate_after_the_day_has_not_happened():
    one = certificate(withdrawn_on=date(2016, 1, 1), **stopped(date(2015, 3, 1), date(2015, 6, 1)))
    before = Context(BOOK, as_of=date(2015, 2, 28), known_at=date(2019, 1, 1))
    assert stretches(one, before) == [("Z1", ISSUED, None)]
    between = Context(BOOK, as_of=date(2015, 12, 31), known_at=date(2019, 1, 1))
    assert [row[2] for row in stretches(one, between)] == [date(2015, 2, 28), None]
    assert facts(one, context=Context(BOOK, as_of=ISSUED - DAY, known_at=ISSUED)) == ()


def test_a_count_of_two_days_is_of_what_is_valid_and_not_of_what_was_issued():
    many = [
        certificate(id="a", expires_on=date(2015, 12, 31)),
        certificate(id="b", **stopped(date(2015, 6, 1), date(2016, 2, 1))),
        certificate(id="c", issued_on=date(2016, 3, 1)),
    ]
    rows = facts(*many)
    counted = [
        sum(covers(row, on) for row in rows)
        for on in (date(2014, 12, 31), date(2015, 12, 31), date(2016, 12, 31))
    ]
    assert counted == [2, 1, 2]


# Entities


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"expires_on": ISSUED - DAY}, "expires_on 2014-05-09 lies before issued_on"),
        (stopped(ISSUED - DAY), "none before 2014-05-10"),
        ({"withdrawn_on": ISSUED - DAY}, "withdrawn_on 2014-05-09 lies before issued_on"),
        ({"id": " "}, "a text, not empty"),
        ({"product": ""}, "a text, not empty"),
        ({"issued_on": "10.5.2014"}, "issued_on: expected a day such as"),
        ({"holder": "12345"}, "credit code of 18 or an organization code of 9"),
    ],
)
def test_certificates_that_cannot_be_are_refused(changes, words):
    with pytest.raises(FieldError, match=words):
        certificate(**changes)


def test_an_enterprise_exists_from_its_registration_until_it_is_struck_off():
    one = Enterprise(code=CODE, name="米厂", town="330299101")
    assert one.operating(ISSUED)
    born = attrs.evolve(one, registered_on=ISSUED, deregistered_on=ISSUED + 9 * DAY)
    days = (ISSUED - DAY, ISSUED, ISSUED + 8 * DAY, ISSUED + 9 * DAY)
    assert [born.operating(day) for day in days] == [False, True, True, False]
    for status in RegistrationStatus:
        here = status in (RegistrationStatus.IN_OPERATION, RegistrationStatus.SUSPENDED)
        assert attrs.evolve(one, status=status).operating(ISSUED) == here
    moved = attrs.evolve(one, status=RegistrationStatus.MOVED_OUT, moved_out_on=ISSUED)
    assert [moved.operating(day) for day in (ISSUED - DAY, ISSUED)] == [True, False]
    with pytest.raises(FieldError, match="moved_out_on"):
        attrs.evolve(born, moved_out_on=ISSUED - DAY)
    with pytest.raises(FieldError, match="operates_until"):
        attrs.evolve(one, operates_from=ISSUED, operates_until=ISSUED - DAY)


def test_an_industry_shows_its_section_and_division():
    one = Enterprise(code=CODE, name="米厂", town="330299101", industry="C1310")
    assert (one.section, one.division) == ("C", "C13")
    bare = attrs.evolve(one, industry=None)
    assert (bare.section, bare.division) == (None, None)
    assert one.status is RegistrationStatus.IN_OPERATION
    for wrong in ("1310", "U13", "C1", "C13101", "c13"):
        with pytest.raises(FieldError, match="an industry code"):
            attrs.evolve(one, industry=wrong)
    with pytest.raises(FieldError, match="deregistered_on 2014-01-01 lies before registered_on"):
        attrs.evolve(one, registered_on=date(2015, 1, 1), deregistered_on=date(2014, 1, 1))
    with pytest.raises((FieldError, CodeError)):
        attrs.evolve(one, town="33029")


# Months and terms


@pytest.mark.parametrize(
    ("issued", "expires", "held"),
    [
        ("2016-01-08", "2019-02", ("2016-01-08", None, "2019-02-28", "2019-02", None)),
        ("2019年3月", "2020年2月", ("2019-03-01", "2019-03", "2020-02-29", "2020-02", None)),
        ("2014-02-25", "5年", ("2014-02-25", None, "2019-02-25", None, "5 years")),
        ("2010-12-15", "长期", ("2010-12-15", None, None, None, None)),
        ("2015-07", "", ("2015-07-01", "2015-07", None, None, None)),
    ],
)
def test_months_and_terms_in_a_table_of_certificates(tmp_path, issued, expires, held):
    header = "证书编号,证书类别,持证单位代码,所属乡镇代码,发证日期,有效期至"
    row = f"NP-1,绿色食品,91330298MAL0DPMJXT,330298201,{issued},{expires}"
    (tmp_path / "certifications.csv").write_text(f"{header}\n{row}\n", "utf-8")
    reading = read_table(tmp_path / "certifications.csv", Certification)
    (found,) = reading.rows
    days = (found.issued_on, found.issued_on_month, found.expires_on, found.expires_on_month)
    assert tuple(one if one is None else str(one) for one in (*days, found.term)) == held


def test_a_certificate_of_a_month_is_valid_to_its_last_day(tmp_path):
    header = "id,kind,holder,town,issued_on,expires_on"
    row = "NP-1,green,91330298MAL0DPMJXT,330298201,2016-01-08,2019-02"
    (tmp_path / "certifications.csv").write_text(f"{header}\n{row}\n", "utf-8")
    (found,) = read_table(tmp_path / "certifications.csv", Certification).rows
    days = (date(2019, 2, 28), date(2019, 3, 1))
    assert [found.valid_on(day) for day in days] == [True, False]


def test_a_month_that_ends_before_it_begins_is_refused(tmp_path):
    header = "id,kind,holder,town,issued_on,expires_on"
    row = "NP-1,green,91330298MAL0DPMJXT,330298201,2018-06,2018-05"
    (tmp_path / "certifications.csv").write_text(f"{header}\n{row}\n", "utf-8")
    (entry,) = read_table(tmp_path / "certifications.csv", Certification).refused
    assert (entry.code, entry.field) == ("field.order", "expires_on")
