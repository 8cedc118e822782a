"""Publication: lawful fields only, by when, until when, and when it is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.blacklist import CASES, BlacklistCase, Move, MoveKind
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.fields import about_field
from qualitygov.enterprise import ENTERPRISES, Enterprise
from qualitygov.errors import FieldError, RulebookError
from qualitygov.interchange import read_table
from qualitygov.publication import (
    SUBJECT,
    EnforcementCase,
    Penalty,
    PublicationState,
    case_view,
    gravest,
    listing_view,
    publication_problems,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.model.publication import PublicationRule
from signed_book import signed_book
from small_county import others, records_of, view_of

pytestmark = pytest.mark.clause("3.2.2.f", "3.1.4.b")
BOOK, WEEK = load_rulebook("strong-town"), WeekdayCalendar()
EVERYTHING = date(2030, 12, 31)
DECIDED, PUBLISHED = date(2022, 3, 1), date(2022, 3, 21)
ONE_DAY = timedelta(days=1)
S = PublicationState


def case(penalty=Penalty.FINE, **more):
    fields = {
        "fine": Decimal(20000),
        "decided_on": DECIDED,
        "known_on": more.get("decided_on", DECIDED),
        **more,
    }
    return EnforcementCase(
        id="甬市监罚〔2022〕7号",
        subject="91330299MA2837B62L",
        name="甲公司",
        town="330299101",
        case_name="销售不合格电缆案",
        facts="销售不合格电缆",
        legal_basis="产品质量法第四十九条",
        penalty=penalty,
        authority="县市场监督管理局",
        person_in_charge="张三",
        **fields,
    )


def at(on, known_at=EVERYTHING, calendar=WEEK):
    """A day, by default with all that ever became known."""
    return Context(BOOK, as_of=on, known_at=known_at, calendar=calendar)


def view(one, on, known_at=EVERYTHING):
    return case_view(one, at(on, known_at))


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
        case_view(case(), at(date(2023, 1, 1), calendar=None)).state is S.DUE
    )  # without a calendar nobody can say


@pytest.mark.parametrize(
    ("fine", "decided", "until"),
    [
        (20000, date(2022, 3, 1), date(2025, 3, 1)),
        (3000, date(2022, 3, 1), date(2022, 6, 1)),
        (20000, date(2025, 7, 1), date(2026, 7, 1)),
        (3001, date(2025, 6, 21), date(2028, 6, 21)),
    ],
)
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
    signed = Context(signed_book(), as_of=EVERYTHING, calendar=WEEK)
    assert publication_problems(case(repaired_on=date(2022, 9, 21), **paid), signed) == ()
    (early,) = publication_problems(case(repaired_on=date(2022, 9, 20), **paid), signed)
    assert (early.code, early.path, early.expected.en) == (
        "publication.too-early",
        "repaired_on",
        "not before 2022-09-21",
    )
    (never,) = publication_problems(
        case(Penalty.REVOKED, repaired_on=date(2024, 9, 20), **paid), at(EVERYTHING)
    )
    assert never.code == "publication.never-early"


def test_a_shortest_term_that_nobody_verified_keeps_no_unit_waiting():
    """The terms of 国市监信规〔2021〕3号 are from memory; those since 2025-06-22 are not."""
    paid = {"published_on": PUBLISHED, "performed_on": date(2022, 4, 1)}
    assert publication_problems(case(repaired_on=date(2022, 4, 1), **paid), at(EVERYTHING)) == ()
    late = {"decided_on": date(2025, 7, 1), "published_on": date(2025, 7, 2)}
    late |= {"performed_on": date(2025, 7, 3)}
    (early,) = publication_problems(case(repaired_on=date(2025, 8, 1), **late), at(EVERYTHING))
    assert early.code == "publication.too-early"


def test_nobody_is_late_to_publish_a_listing_by_a_rule_that_nobody_verified():
    """publication-rule.listing since 2021-09-01 is from memory."""
    rule = BOOK.at(date(2022, 1, 1)).entry(PublicationRule, "listing")
    assert rule.unsigned
    moves = [
        Move(
            kind=kind, day=day, authority="县局", document="x", states_facts=True,
            states_reasons=True, states_basis=True, states_rights=True, consent_by="市局",
        )
        for kind, day in (
            (MoveKind.GROUND_FOUND, date(2022, 3, 1)),
            (MoveKind.NOTICE_GIVEN, date(2022, 3, 2)),
            (MoveKind.DECIDED_TO_LIST, date(2022, 4, 1)),
        )
    ]  # fmt: skip
    one = BlacklistCase(
        id="C2", subject="91330299MA2837B62L", list_kind="statutory", legal_basis="x",
        ground="order-44", moves=moves,
    )  # fmt: skip
    waiting = listing_view(one, at(date(2022, 12, 1)))
    assert (waiting.state, waiting.publish_by.day) == (S.DUE, None)
    signed = Context(signed_book(), as_of=date(2022, 12, 1), calendar=WEEK)
    assert listing_view(one, signed).state is S.LATE


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
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "publication-rule"\nid = "fine"\n'
        f'set = {{ fields = ["id", "{field}"] }}\nsource = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(RulebookError) as raised:
        case_view(case(), Context(load_rulebook(path), as_of=PUBLISHED, calendar=WEEK))
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


def facts_of(*cases, as_of=date(2022, 12, 31), known_at=EVERYTHING):
    return view_of(SUBJECT, penalties=cases).facts("publication", at(as_of, known_at))


def records(*cases, as_of=date(2022, 12, 31), known_at=EVERYTHING):
    return records_of(view_of(SUBJECT, penalties=cases), at(as_of, known_at))


def test_facts_and_records():
    cases = [
        case(published_on=PUBLISHED),
        attrs.evolve(case(), id="B"),
        case(Penalty.WARNING, fine=None),
    ]
    facts = facts_of(*cases)
    assert [(f.duty, f.state, f.standing) for f in facts] == [
        ("penalty-published", "published", "done"),
        ("penalty-published", "late", "missing"),
    ]
    late = attrs.evolve(cases[0], known_on=date(2022, 5, 1))
    assert facts_of(late, as_of=date(2022, 4, 1), known_at=date(2022, 4, 1)) == ()
    assert facts_of(late, known_at=date(2022, 4, 30)) == ()
    assert len(facts_of(late, as_of=date(2022, 4, 1), known_at=date(2022, 5, 1))) == 1
    (record,) = records(cases[0])
    assert (record.id, record.kind, record.severity, record.decided_on) == (
        "甬市监罚〔2022〕7号/penalty",
        "penalty",
        "general",
        DECIDED,
    )
    assert (record.source_document, record.authority) == (cases[0].id, "县市场监督管理局")
    assert records(*cases, as_of=date(2022, 2, 28)) == ()


def test_a_case_is_open_until_its_last_day_and_excused_once_revoked():
    """Decided on 1 March 2022; 20 working days later is the 29th."""
    (by,) = [f.by for f in facts_of(case(), as_of=DECIDED)]
    for day, standing in ((DECIDED, "open"), (by, "open"), (by + timedelta(days=1), "missing")):
        (fact,) = facts_of(case(), as_of=day)
        assert (fact.standing, fact.settles_on) == (standing, by if standing == "open" else None)
    for day, standing in ((by, "done"), (by + timedelta(days=1), "late")):
        (fact,) = facts_of(case(published_on=day))
        assert fact.standing == standing
    (fact,) = facts_of(case(revoked_on=by - timedelta(days=1)))
    assert fact.standing == "excused"


def test_what_a_case_became_later_is_in_its_record_once_known():
    paid = {"published_on": PUBLISHED, "performed_on": date(2022, 4, 1)}
    one = case(repaired_on=date(2022, 10, 1), revoked_on=date(2022, 11, 1), **paid)
    one = attrs.evolve(one, heavier_penalty=True, known_on=date(2022, 3, 4))
    assert records(one, known_at=date(2022, 3, 3)) == ()
    (first,) = records(one, known_at=date(2022, 9, 30))
    assert (first.known_on, first.heavier_penalty) == (date(2022, 3, 4), True)
    assert (first.repaired_on, first.revoked_on) == (None, None)
    (second,) = records(one, known_at=date(2022, 10, 31))
    assert (second.repaired_on, second.revoked_on) == (date(2022, 10, 1), None)
    (third,) = records(one)
    assert (third.repaired_on, third.revoked_on) == (date(2022, 10, 1), date(2022, 11, 1))


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("published_on", S.LATE, S.PUBLISHED),
        ("repaired_on", S.PUBLISHED, S.WITHDRAWN),
        ("revoked_on", S.PUBLISHED, S.WITHDRAWN),
    ],
)
def test_what_became_known_later_does_not_exist(what, before, after):
    day = date(2022, 12, 1)
    fields = {"published_on": PUBLISHED, "performed_on": date(2022, 4, 1), what: day}
    if what == "published_on":
        del fields["performed_on"]
    one = case(**fields)
    assert [view(one, day, known).state for known in (day - ONE_DAY, day)] == [before, after]
    with pytest.raises(FieldError, match="nobody knew of it"):
        view(one, day, DECIDED - ONE_DAY)


SEVERITIES = {
    "warning": "minor",
    "criticism": "minor",
    "fine": "general",
    "confiscation": "general",
    "qualification-lowered": "serious",
    "business-restricted": "serious",
    "stopped": "serious",
    "closed": "serious",
    "licence-revoked": "serious",
    "banned": "serious",
}


@pytest.mark.parametrize("penalty", list(Penalty))
def test_every_penalty_has_a_rule_and_a_severity_of_the_credit_rule(penalty):
    scale = BOOK.at(DECIDED).entry(CreditRule, "penalty").scale
    (record,) = records(case(penalty), as_of=DECIDED)
    assert record.severity in scale
    assert record.severity == SEVERITIES[penalty.value]


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ({"fine": Decimal(3000)}, "minor"),
        ({"fine": Decimal("3000.01")}, "general"),
        ({"fine": Decimal(100), "confiscated": Decimal(1)}, "general"),
        ({"fine": Decimal(100), "heavier_penalty": True}, "general"),
    ],
)
def test_a_low_fine_is_a_minor_penalty(more, severity):
    (record,) = records(case(**more))
    assert record.severity == severity


def test_a_case_that_does_not_hold_together():
    with pytest.raises(FieldError, match="amount"):
        case(fine=None)
    with pytest.raises(FieldError, match="performed"):
        case(published_on=PUBLISHED, repaired_on=date(2023, 1, 1))


def listing(*steps):
    moves = tuple(
        Move(
            kind=kind,
            day=day,
            authority="县局",
            document="x",
            states_facts=True,
            states_reasons=True,
            states_basis=True,
            states_rights=True,
            consent_by="市局",
            duties_performed=True,
            harm_removed=True,
            no_new_penalty=True,
        )
        for kind, day in steps
    )
    return BlacklistCase(
        id="C1",
        subject="91330299MA2837B62L",
        list_kind="quality",
        legal_basis="x",
        ground="failures-3",
        moves=moves,
    )


STEPS = [
    (MoveKind.GROUND_FOUND, date(2014, 3, 3)),
    (MoveKind.NOTICE_GIVEN, date(2014, 3, 4)),
    (MoveKind.STATEMENT_MADE, date(2014, 3, 6)),
    (MoveKind.DECIDED_TO_LIST, date(2014, 4, 1)),
]
REPAIR = [
    (MoveKind.REPAIR_APPLIED, date(2015, 6, 1)),
    (MoveKind.REPAIR_ACCEPTED, date(2015, 6, 2)),
    (MoveKind.REPAIR_GRANTED, date(2015, 6, 8)),
]


def seen(one, on, known_at=EVERYTHING):
    return listing_view(one, at(on, known_at))


def test_a_listing_is_shown_while_it_lasts():
    assert seen(listing(*STEPS[:3]), date(2014, 5, 1)).state is S.WITHHELD
    unpublished = listing(*STEPS)
    assert seen(unpublished, date(2014, 4, 29)).state is S.DUE
    assert seen(unpublished, date(2014, 4, 30)).state is S.LATE
    shown = listing(*STEPS, (MoveKind.PUBLISHED, date(2014, 4, 10)))
    assert seen(shown, date(2014, 4, 30)).state is S.PUBLISHED
    assert len(seen(shown, date(2014, 4, 30)).fields) == 5
    assert seen(shown, date(2020, 1, 1)).state is S.WITHDRAWN
    repaired = listing(*STEPS, (MoveKind.PUBLISHED, date(2014, 4, 10)), *REPAIR)
    gone = seen(repaired, date(2015, 6, 9))
    assert (gone.state, gone.fields, gone.withdraw_by.day) == (S.WITHDRAWN, (), date(2015, 6, 11))


def test_a_publication_known_later_is_not_seen():
    shown = listing(*STEPS, (MoveKind.PUBLISHED, date(2014, 5, 10)))
    assert seen(shown, date(2014, 5, 10), known_at=date(2014, 5, 9)).state is S.LATE
    assert seen(shown, date(2014, 5, 10), known_at=date(2014, 5, 10)).state is S.PUBLISHED


# The county's publications


def test_the_worklist_and_the_section_hold_cases_and_listings():
    view = view_of(
        others(CASES),
        SUBJECT,
        penalties=[
            case(published_on=PUBLISHED),
            attrs.evolve(case(), id="B"),
            case(Penalty.WARNING, fine=None, decided_on=date(2023, 1, 1)),
        ],
        cases=[listing(*STEPS)],
    )
    when = at(date(2022, 12, 31))
    (worklist, _), (section,) = SUBJECT.worklists, SUBJECT.sections
    found = worklist.make(view, when)
    assert [(one.id, one.state) for one in found] == [
        ("B", S.LATE),
        ("甬市监罚〔2022〕7号", S.PUBLISHED),
        ("C1", S.WITHDRAWN),
    ]
    rows = [
        (getattr(name, "en", name), getattr(n, "en", n)) for name, n in section.rows(view, when)
    ]
    assert rows == [
        ("not published in time", 1),
        ("published", 1),
        ("withdrawn", 1),
        ("B", "not published in time"),
    ]


P = Penalty


@pytest.mark.parametrize(
    ("penalties", "worst"),
    [
        ((P.WARNING, P.FINE), P.FINE),
        ((P.FINE, P.WARNING), P.FINE),
        ((P.FINE, P.CONFISCATION), P.CONFISCATION),
        ((P.FINE, P.STOPPED, P.WARNING), P.STOPPED),
        ((P.REVOKED, P.CLOSED), P.REVOKED),
        ((P.WARNING,), P.WARNING),
    ],
)
def test_the_gravest_of_several_penalties_is_the_books(penalties, worst):
    assert gravest(penalties, at(DECIDED)) is worst
    one = case(penalties[0], penalties=penalties)
    (record,) = records(one)
    assert record.severity == SEVERITIES[worst.value]


def test_a_book_may_say_otherwise_which_is_the_gravest(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "publication-rule"\nid = "warning"\n'
        'set = { gravity = 99 }\nsource = "x"\n',
        encoding="utf-8",
    )
    context = Context(load_rulebook(path), as_of=DECIDED, calendar=WEEK)
    assert gravest((P.WARNING, P.FINE), context) is P.WARNING
    path.write_text(path.read_text(encoding="utf-8").replace("99", "2"), encoding="utf-8")
    with pytest.raises(RulebookError, match="another than"):
        load_rulebook(path)


def test_all_penalties_are_kept_and_shown_and_one_alone_is_all():
    one = case(P.FINE, penalties=(P.WARNING, P.FINE), published_on=PUBLISHED)
    assert one.penalties == (P.WARNING, P.FINE)
    assert case().penalties == (P.FINE,)
    shown = dict(view(one, PUBLISHED).fields)
    assert "警告、罚款" in shown.values()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"penalties": (P.WARNING,)}, "penalty"),
        ({"penalties": ()}, None),
        ({"penalty": P.WARNING, "penalties": (P.WARNING, P.FINE), "fine": None}, "fine"),
        ({"fine": None}, "fine"),
        ({"publication_ends_on": DECIDED - ONE_DAY}, "publication_ends_on"),
        (
            {"published_on": PUBLISHED, "publication_ends_on": PUBLISHED - ONE_DAY},
            "publication_ends_on",
        ),
    ],
)
def test_penalties_that_do_not_hold_together_name_the_field(more, field):
    with pytest.raises(FieldError) as raised:
        case(**more)
    assert raised.value.field == field


def test_a_low_fine_beside_a_warning_stays_low_and_beside_goods_does_not():
    small = {"fine": Decimal(100)}
    (low,) = records(case(P.FINE, penalties=(P.WARNING, P.FINE), **small))
    (not_low,) = records(case(P.FINE, penalties=(P.FINE, P.CONFISCATION), **small))
    assert (low.severity, not_low.severity) == ("minor", "general")


def test_the_authority_may_end_a_publication_before_the_rules_term():
    ends = date(2023, 1, 28)
    one = case(published_on=PUBLISHED, publication_ends_on=ends)
    assert view(one, ends).until == ends
    assert view(one, ends + ONE_DAY).state is S.WITHDRAWN
    assert publication_problems(one, at(EVERYTHING)) == ()
    late = case(published_on=PUBLISHED, publication_ends_on=date(2030, 1, 1))
    assert view(late, PUBLISHED).until == date(2025, 3, 21)
    (problem,) = publication_problems(late, at(EVERYTHING))
    assert (problem.code, problem.severity) == ("publication.too-long", "warning")


def test_what_is_never_published_is_not_needed():
    bare = attrs.evolve(case(), case_name=None, town=None, known_on=None)
    assert view(bare, PUBLISHED).state is S.DUE
    (record,) = records(bare)
    assert record.known_on == DECIDED
    assert facts_of(bare) == ()
    unit = Enterprise(code=bare.subject, name="甲公司", town="330299102")
    county = view_of(others(ENTERPRISES), SUBJECT, penalties=[bare], enterprises=[unit])
    (fact,) = county.facts("publication", at(date(2022, 12, 31)))
    assert fact.town == "330299102"


def test_a_double_publicity_form_is_read(tmp_path):
    path = tmp_path / "penalties.csv"
    path.write_text(
        "行政处罚决定书文号,当事人代码,企业名称,违法事实,处罚依据,处罚类别,全部处罚种类,罚款,decided_on,"
        "authority,公示截止期\n"
        "1号,91330299MA2837B62L,甲,x,y,罚款,罚款、没收违法所得,1.2万元,20230411,县局,2024/3/28\n"
        "2号,91330299MA2837B62L,甲,x,y,罚歀,,1,20230411,县局,\n"
        "3号,91330299MA2837B62L,甲,x,y,罚款,,,20230411,县局,\n",
        encoding="utf-8",
    )
    reading = read_table(path, EnforcementCase)
    (row,) = reading.rows
    assert row.penalties == (P.FINE, P.CONFISCATION)
    assert (row.fine, row.publication_ends_on) == (Decimal(12000), date(2024, 3, 28))
    told = {(entry.row, entry.field): entry.expected.zh for entry in reading.refused}
    assert told[3, "penalty"] == "没有此词；是否为 罚款"
    assert told[4, "fine"] == "罚款案件须有罚款金额，且大于 0"


def test_a_listing_of_a_published_list_is_published_with_it():
    one = BlacklistCase(
        id="C1",
        subject="91330299MA2837B62L",
        list_kind="statutory",
        listed_on=date(2022, 3, 1),
        authority="县局",
    )
    shown = seen(one, date(2022, 6, 1))
    assert (shown.state, shown.published_on) == (S.PUBLISHED, date(2022, 3, 1))
    worklist = next(one for one in SUBJECT.worklists if one.name == "publications")
    county = view_of(others(CASES), SUBJECT, cases=[one])
    assert [found.id for found in worklist.make(county, at(date(2022, 6, 1)))] == ["C1"]
