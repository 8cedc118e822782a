"""Publication: lawful fields only, by when, until when, and when it is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.fields import about_field
from qualitygov.errors import FieldError, RulebookError
from qualitygov.publication import (
    EnforcementCase,
    Penalty,
    PublicationState,
    case_view,
    credit_records,
    listing_view,
    publication_facts,
    publication_problems,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.model.publication import PublicationRule

pytestmark = pytest.mark.clause("3.2.2.f", "3.1.4.b")
BOOK, WEEK = load_rulebook("strong-town"), WeekdayCalendar()
DECIDED, PUBLISHED = date(2022, 3, 1), date(2022, 3, 21)
S = PublicationState


def case(penalty=Penalty.FINE, **more):
    fields = {
        "fine": Decimal(20000),
        "decided_on": DECIDED,
        "known_on": more.get("decided_on", DECIDED),
        **more,
    }
    return EnforcementCase(
        id="甬市监罚〔2022〕7号", subject="91330299MA2837B62L", name="甲公司", town="330299101", case_name="销售不合格电缆案",
        facts="销售不合格电缆", legal_basis="产品质量法第四十九条", penalty=penalty, authority="县市场监督管理局",
        person_in_charge="张三", **fields,
    )  # fmt: skip


def view(one, on):
    return case_view(one, BOOK, WEEK, on)


def test_from_decision_to_the_end_of_the_term():
    one = case(published_on=PUBLISHED)
    assert view(one, date(2022, 3, 20)).state is S.DUE
    assert view(one, PUBLISHED).state is S.PUBLISHED
    shown = view(one, date(2025, 3, 21))
    assert (shown.state, shown.until, shown.publish_by.day) == (
        S.PUBLISHED,
        date(2025, 3, 21),
        date(2022, 3, 29),
    )
    ended = view(one, date(2025, 3, 22))
    assert (ended.state, ended.fields, ended.reason.en) == (S.WITHDRAWN, (), "the term has ended")
    assert ended.withdraw_by.day == date(2025, 3, 26)


def test_a_case_not_published_in_time_is_late():
    assert view(case(), date(2022, 3, 29)).state is S.DUE
    late = view(case(), date(2022, 3, 30))
    assert (late.state, late.published_on) == (S.LATE, None)
    assert (
        case_view(case(), BOOK, None, date(2023, 1, 1)).state is S.DUE
    )  # without a calendar nobody can say


@pytest.mark.parametrize(
    ("fine", "decided", "until"),
    [(20000, date(2022, 3, 1), date(2025, 3, 1)), (3000, date(2022, 3, 1), date(2022, 6, 1)), (20000, date(2025, 7, 1), date(2026, 7, 1)),
     (3001, date(2025, 6, 21), date(2028, 6, 21))],
)  # fmt: skip
def test_the_term_is_that_of_the_penalty_and_of_the_day(fine, decided, until):
    one = case(fine=Decimal(fine), decided_on=decided, published_on=decided)
    assert view(one, decided).until == until


def test_a_heavier_or_second_penalty_makes_a_low_fine_an_ordinary_one():
    for more in ({"heavier_penalty": True}, {"confiscated": Decimal(1)}):
        assert view(
            case(fine=Decimal(100), published_on=PUBLISHED, **more), PUBLISHED
        ).until == date(2025, 3, 21)


def test_secret_cases_and_bare_warnings_are_withheld():
    for one in (
        case(secret=True, published_on=PUBLISHED),
        case(Penalty.WARNING, fine=None, published_on=PUBLISHED),
    ):
        found = view(one, PUBLISHED)
        assert (found.state, found.fields, found.published_on) == (S.WITHHELD, (), None)
    assert (
        view(case(revoked_on=date(2022, 3, 10)), PUBLISHED).reason.en == "the decision was revoked"
    )


@pytest.mark.parametrize("what", ["repaired_on", "revoked_on"])
def test_repair_and_revocation_take_the_publication_back(what):
    day = date(2022, 12, 1)
    one = case(published_on=PUBLISHED, performed_on=date(2022, 4, 1), **{what: day})
    assert view(one, date(2022, 11, 30)).state is S.PUBLISHED
    gone = view(one, day)
    assert (gone.state, gone.until, gone.withdraw_by.day, gone.fields) == (
        S.WITHDRAWN,
        day,
        date(2022, 12, 6),
        (),
    )


def test_a_repair_may_come_too_early_or_never():
    paid = {"published_on": PUBLISHED, "performed_on": date(2022, 4, 1)}
    assert publication_problems(case(repaired_on=date(2022, 9, 21), **paid), BOOK) == ()
    (early,) = publication_problems(case(repaired_on=date(2022, 9, 20), **paid), BOOK)
    assert (early.code, early.path, early.expected.en) == (
        "publication.too-early",
        "repaired_on",
        "not before 2022-09-21",
    )
    (never,) = publication_problems(
        case(Penalty.REVOKED, repaired_on=date(2024, 9, 20), **paid), BOOK
    )
    assert never.code == "publication.never-early"


PERSONAL = {
    a.name for a in attrs.fields(EnforcementCase) if about_field(a).sensitivity == "personal"
}


def test_no_rule_shows_a_field_of_a_person():
    assert {"person_in_charge"} == PERSONAL
    for day in (date(2016, 1, 1), date(2022, 1, 1), date(2026, 1, 1)):
        for rule in BOOK.at(day).entries(PublicationRule).values():
            assert not PERSONAL & set(rule.fields)
    shown = view(case(published_on=PUBLISHED), PUBLISHED).fields
    assert "张三" not in [value for _, value in shown]
    assert ("罚款金额", "20000") in [(label.zh, value) for label, value in shown]


@pytest.mark.parametrize(
    ("field", "code"),
    [("person_in_charge", "publication.personal"), ("shoe_size", "publication.field")],
)
def test_an_overlay_that_names_a_person_or_an_unknown_field_is_refused(field, code, tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\nextends = "strong-town"\n'
        f'[[change]]\nsection = "publication-rule"\nid = "fine"\nset = {{ fields = ["id", "{field}"] }}\nsource = "x"\n'
    )
    with pytest.raises(RulebookError) as raised:
        case_view(case(), load_rulebook(path), WEEK, PUBLISHED)
    assert [(p.code, p.found) for p in raised.value.problems] == [(code, field)]


DAYS = st.dates(date(2021, 9, 1), date(2029, 1, 1))


@given(st.sampled_from(list(Penalty)), st.integers(0, 60), st.integers(0, 1500), DAYS)
def test_nothing_is_shown_outside_the_publication(penalty, wait, repaired_after, on):
    published = DECIDED + timedelta(days=wait)
    one = case(
        penalty,
        published_on=published,
        performed_on=published,
        repaired_on=published + timedelta(days=repaired_after),
    )
    found = view(one, on)
    if found.fields and on >= published:
        assert found.state is S.PUBLISHED
        assert on <= found.until
        assert on < one.repaired_on
    if on >= one.repaired_on:
        assert found.fields == ()


def test_facts_and_records():
    cases = [
        case(published_on=PUBLISHED),
        attrs.evolve(case(), id="B"),
        case(Penalty.WARNING, fine=None),
    ]
    facts = publication_facts(cases, BOOK, WEEK, date(2022, 12, 31))
    assert [(f.state, f.in_time) for f in facts] == [("published", True), ("late", False)]
    assert (
        publication_facts(
            [attrs.evolve(cases[0], known_on=date(2022, 5, 1))], BOOK, WEEK, date(2022, 4, 1)
        )
        == ()
    )
    records = credit_records(cases[:1], BOOK, date(2022, 12, 31))
    assert [(r.kind, r.severity, r.decided_on) for r in records] == [
        ("penalty", "general", DECIDED)
    ]
    assert credit_records(cases, BOOK, date(2022, 2, 28)) == ()


@pytest.mark.parametrize("penalty", list(Penalty))
def test_every_penalty_has_a_rule_and_a_severity_of_the_credit_rule(penalty):
    scale = BOOK.at(DECIDED).entry(CreditRule, "penalty").scale
    (record,) = credit_records([case(penalty)], BOOK, DECIDED)
    assert record.severity in scale


def test_a_case_that_does_not_hold_together():
    with pytest.raises(FieldError, match="amount"):
        case(fine=None)
    with pytest.raises(FieldError, match="performed"):
        case(published_on=PUBLISHED, repaired_on=date(2023, 1, 1))


def listing(*steps):
    moves = tuple(
        Move(kind=kind, day=day, authority="县局", document="x", states_facts=True, states_reasons=True, states_basis=True,
             states_rights=True, consent_by="市局", duties_performed=True, harm_removed=True, no_new_penalty=True)
        for kind, day in steps
    )  # fmt: skip
    return BlacklistCase(
        id="C1",
        subject="91330299MA2837B62L",
        list_kind="quality",
        legal_basis="x",
        ground="failures-3",
        moves=moves,
    )


def test_a_listing_is_shown_while_it_lasts():
    steps = [(MoveKind.GROUND_FOUND, date(2014, 3, 3)), (MoveKind.NOTICE_GIVEN, date(2014, 3, 4)), (MoveKind.STATEMENT_MADE, date(2014, 3, 6)),
             (MoveKind.DECIDED_TO_LIST, date(2014, 4, 1))]  # fmt: skip
    assert listing_view(listing(*steps[:3]), BOOK, WEEK, date(2014, 5, 1)).state is S.WITHHELD
    unpublished = listing(*steps)
    assert listing_view(unpublished, BOOK, WEEK, date(2014, 4, 29)).state is S.DUE
    assert listing_view(unpublished, BOOK, WEEK, date(2014, 4, 30)).state is S.LATE
    shown = listing(*steps, (MoveKind.PUBLISHED, date(2014, 4, 10)))
    assert listing_view(shown, BOOK, WEEK, date(2014, 4, 30)).state is S.PUBLISHED
    assert len(listing_view(shown, BOOK, WEEK, date(2014, 4, 30)).fields) == 5
    assert listing_view(shown, BOOK, WEEK, date(2020, 1, 1)).state is S.WITHDRAWN
    repaired = listing(*steps, (MoveKind.PUBLISHED, date(2014, 4, 10)), (MoveKind.REPAIR_APPLIED, date(2015, 6, 1)),
                       (MoveKind.REPAIR_ACCEPTED, date(2015, 6, 2)), (MoveKind.REPAIR_GRANTED, date(2015, 6, 8)))  # fmt: skip
    gone = listing_view(repaired, BOOK, WEEK, date(2015, 6, 9))
    assert (gone.state, gone.fields, gone.withdraw_by.day) == (S.WITHDRAWN, (), date(2015, 6, 11))
