"""What comes before a listing, and after it: time to speak, remedies, stay, repair, local lists."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from books import book_of
from test_credit_mended import document, rec
from test_procedure import BOOK, LISTED, NOTICE, K, case_of, move, status
from worlds import UNITS

from qualitygov.access import decide
from qualitygov.access.entities import Activity, ProductOffer
from qualitygov.blacklist import BlacklistCase, listed_until
from qualitygov.blacklist.standing import standings_of
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import IllegalMoveError, RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text
from signed_book import signed_book

pytestmark = pytest.mark.clause("3.2.2.c")

CALENDAR = OfficialCalendar()
TODAY = Context(BOOK, as_of=date(2024, 1, 1), calendar=CALENDAR)
D = date


def noticed(day, list_kind="quality"):
    found = move(K.GROUND_FOUND, day)
    return case_of(found, move(K.NOTICE_GIVEN, day, **NOTICE), list_kind=list_kind)


def decision(case, day, **more):
    return case.move(move(K.DECIDED_TO_LIST, day, **more), TODAY)


def test_nobody_is_listed_on_the_day_of_notice_even_after_a_statement():
    case = noticed(D(2015, 3, 3)).move(move(K.STATEMENT_MADE, D(2015, 3, 3)), TODAY)
    with pytest.raises(IllegalMoveError, match="not on the day of notice"):
        decision(case, D(2015, 3, 3))
    local = noticed(D(2015, 3, 3), "local").move(move(K.STATEMENT_MADE, D(2015, 3, 3)), TODAY)
    with pytest.raises(IllegalMoveError, match="not on the day of notice"):
        decision(local, D(2015, 3, 3))
    assert decision(local, D(2015, 3, 4)).moves[-1].kind is K.DECIDED_TO_LIST


def test_the_time_to_ask_for_a_hearing_runs_out_although_a_statement_was_made():
    """Notice on 2015-03-03: to 2015-03-06 the unit may still ask for a hearing."""
    case = noticed(D(2015, 3, 3)).move(move(K.STATEMENT_MADE, D(2015, 3, 4)), TODAY)
    signed = Context(signed_book(), as_of=D(2024, 1, 1), calendar=CALENDAR)
    with pytest.raises(IllegalMoveError, match="ended on 2015-03-06"):
        case.move(move(K.HEARING_REQUESTED, D(2015, 3, 9)), signed)
    assert case.move(move(K.HEARING_REQUESTED, D(2015, 3, 6)), signed)
    with pytest.raises(IllegalMoveError, match="until 2015-03-06"):
        decision(case, D(2015, 3, 6))
    decision(case, D(2015, 3, 7))
    asked = case.move(move(K.HEARING_REQUESTED, D(2015, 3, 5)), TODAY)
    held = asked.move(move(K.HEARING_HELD, D(2015, 3, 6)), TODAY)
    decision(held, D(2015, 3, 6))


def test_since_july_2021_it_is_five_working_days():
    """Notice on Thursday 2021-07-15 and on the day before."""
    last = {}
    for day in (D(2021, 7, 14), D(2021, 7, 15)):
        steps = noticed(day).status(Context(signed_book(), as_of=day, calendar=CALENDAR)).next_steps
        last[day] = steps[1].by.day
    assert last == {D(2021, 7, 14): D(2021, 7, 19), D(2021, 7, 15): D(2021, 7, 22)}


@pytest.mark.parametrize("list_kind", ["quality", "safety"])
def test_a_term_that_nobody_verified_refuses_no_hearing(list_kind):
    """The three days before 2021-07-15 are from memory: they protect the unit, and end nothing."""
    day = D(2015, 3, 3)
    case = noticed(day, list_kind)
    step = status(case, day).next_steps[1]
    assert (step.by.day, "not verified" in step.by.reason.en) == (None, True)
    assert "尚未核实" in step.by.reason.zh
    asked = case.move(move(K.HEARING_REQUESTED, D(2015, 3, 20)), TODAY)
    with pytest.raises(IllegalMoveError, match="hearing-held"):
        decision(asked, D(2015, 3, 21))
    since = noticed(D(2021, 7, 15), list_kind)
    with pytest.raises(IllegalMoveError, match="ended on 2021-07-22"):
        since.move(move(K.HEARING_REQUESTED, D(2021, 7, 23)), TODAY)


def test_days_of_repair_that_nobody_verified_make_no_authority_late():
    """Two and fifteen working days of the statutory list are from memory."""
    found = [move(K.GROUND_FOUND, D(2022, 3, 1)), move(K.NOTICE_GIVEN, D(2022, 3, 2), **NOTICE)]
    found += [move(K.DECIDED_TO_LIST, D(2022, 4, 1), consent_by="市局")]
    found += [move(K.PUBLISHED, D(2022, 4, 2)), move(K.REPAIR_APPLIED, D(2023, 4, 3))]
    case = case_of(*found, list_kind="statutory")
    (step,) = status(case, D(2023, 4, 3)).next_steps
    assert (step.by.day, "list-kind.statutory.accept_within" in step.by.reason.en) == (None, True)
    signed = Context(signed_book(), as_of=D(2023, 4, 3), calendar=CALENDAR)
    (step,) = case.status(signed).next_steps
    assert step.by.day == D(2023, 4, 6)


def test_there_is_a_hearing_only_where_the_book_says_so():
    case = noticed(D(2015, 3, 3), "local")
    with pytest.raises(IllegalMoveError, match="has no hearing"):
        case.move(move(K.HEARING_REQUESTED, D(2015, 3, 4)), TODAY)
    with pytest.raises(IllegalMoveError, match="until 2015-03-09"):
        decision(case, D(2015, 3, 9))
    decision(case, D(2015, 3, 10))


@pytest.mark.parametrize(
    ("kind", "last"), [(K.RECONSIDERATION_ASKED, D(2016, 5, 19)), (K.SUIT_FILED, D(2016, 9, 20))]
)
def test_remedies_have_their_terms(kind, last):
    """Listed on 2016-03-20: sixty days, and six months."""
    case = case_of(*(attrs.evolve(m, day=m.day.replace(year=2016)) for m in LISTED))
    assert case.move(move(kind, last), TODAY)
    with pytest.raises(IllegalMoveError, match=f"ended on {last}"):
        case.move(move(kind, last + timedelta(days=1)), TODAY)


def test_a_term_that_nobody_verified_takes_no_remedy_from_the_unit():
    """The suit's three months before 2015-05-01 are not verified in the book."""
    case = case_of(*LISTED)
    assert case.move(move(K.SUIT_FILED, D(2015, 9, 1)), TODAY)
    assert "suit within the term that the law sets" in status(case, D(2015, 4, 1)).say("en")


def test_a_stay_suspends_the_listing_until_it_is_upheld():
    case = case_of(*LISTED)
    with pytest.raises(IllegalMoveError, match="no reconsideration or suit"):
        case.move(move(K.STAYED, D(2015, 4, 1)), TODAY)
    stayed = case.move(move(K.RECONSIDERATION_ASKED, D(2015, 4, 1)), TODAY)
    stayed = stayed.move(move(K.STAYED, D(2015, 4, 10)), TODAY)
    assert status(stayed, D(2015, 4, 9)).listed
    during = status(stayed, D(2015, 4, 10))
    assert (during.listed, during.stayed, during.effects) == (False, True, ())
    assert "stayed" in during.say("en")
    over = stayed.move(move(K.UPHELD, D(2015, 6, 1)), TODAY)
    assert [status(over, day).listed for day in (D(2015, 5, 31), D(2015, 6, 1))] == [False, True]
    gone = stayed.move(move(K.REVOKED, D(2015, 6, 1)), TODAY)
    assert not status(gone, D(2015, 4, 9), known_at=D(2015, 6, 1)).listed
    sued = over.move(move(K.SUIT_FILED, D(2015, 6, 2)), TODAY)
    assert status(sued, D(2015, 6, 2)).listed


def test_a_listing_names_the_remedies():
    listed = (attrs.evolve(m, day=m.day.replace(year=2016)) for m in LISTED)
    said = status(case_of(*listed), D(2016, 4, 1)).say("en")
    assert "reconsideration within 60 days" in said
    assert "suit within 6 months" in said


def test_the_book_says_whether_repair_counts_from_decision_or_publication():
    kind = {
        "statutory": True, "rank": "central-policy", "term": "36 months",
        "repair_after": "12 months", "repair_from": "published", "statement_within": "3 days",
        "publish_within": "20 days", "accept_within": "2 days", "decide_within": "15 days",
        "effects": ["publication"],
    }  # fmt: skip
    ground = {"list_kind": "x", "kinds": ["k"], "within": "12 months"}
    book = book_of(document() | {"list-kind": {"x": kind}, "blacklist-ground": {"g": ground}})
    context = Context(book, as_of=D(2022, 1, 1))
    case = BlacklistCase(
        id="C", subject=UNITS[0].code, list_kind="x", legal_basis="依据", ground="g"
    )
    for one in (
        move(K.GROUND_FOUND, D(2020, 3, 1)),
        move(K.NOTICE_GIVEN, D(2020, 3, 2), **NOTICE),
        move(K.DECIDED_TO_LIST, D(2020, 3, 6)),
    ):
        case = case.move(one, context)
    with pytest.raises(IllegalMoveError, match="not published"):
        case.move(move(K.REPAIR_APPLIED, D(2021, 3, 7)), context)
    case = case.move(move(K.PUBLISHED, D(2020, 3, 15)), context)
    with pytest.raises(IllegalMoveError, match="from 2021-03-16"):
        case.move(move(K.REPAIR_APPLIED, D(2021, 3, 15)), context)
    assert case.move(move(K.REPAIR_APPLIED, D(2021, 3, 16)), context)


def test_a_notice_does_not_rest_on_what_nobody_verified():
    kind = document()
    ground = {"list_kind": "x", "kinds": ["k"], "within": "12 months", "basis": "unverified"}
    listed = {
        "statutory": True, "rank": "central-policy", "term": "36 months",
        "repair_after": "12 months", "statement_within": "3 days", "publish_within": "20 days",
        "accept_within": "2 days", "decide_within": "15 days", "effects": ["publication"],
    }  # fmt: skip
    for more, legal in (({}, False), ({"verified_by": "法制审核"}, True)):
        sections = {"list-kind": {"x": listed}, "blacklist-ground": {"g": ground | more}}
        context = Context(book_of(kind | sections), as_of=D(2022, 1, 1))
        case = BlacklistCase(
            id="C", subject=UNITS[0].code, list_kind="x", legal_basis="依据", ground="g"
        ).move(move(K.GROUND_FOUND, D(2020, 3, 1)), context)
        notice = move(K.NOTICE_GIVEN, D(2020, 3, 2), **NOTICE)
        assert (K.NOTICE_GIVEN in case.status(context.on(D(2020, 3, 2))).legal_moves) is legal
        if legal:
            case.move(notice, context)
        else:
            with pytest.raises(IllegalMoveError, match="not verified"):
                case.move(notice, context)


@pytest.mark.parametrize(
    ("bases", "legal"), [(("default", "unverified"), True), (("unverified", "default"), False)]
)
def test_a_listing_rests_on_the_ground_as_it_was_when_it_was_found(bases, legal):
    """What follows the rule of that day, verified or not, changes nothing of it."""
    ground = {"list_kind": "x", "kinds": ["k"], "label": {"zh": "名", "en": "name"}}
    ground |= {"within": "12 months", "source": "drawn"}
    versions = [
        {"valid_from": D(2000, 1, 1), "valid_to": D(2020, 3, 9), "basis": bases[0]},
        {"valid_from": D(2020, 3, 10), "basis": bases[1]},
    ]
    listed = {
        "statutory": True, "rank": "central-policy", "term": "36 months",
        "repair_after": "12 months", "statement_within": "3 days", "publish_within": "20 days",
        "accept_within": "2 days", "decide_within": "15 days", "effects": ["publication"],
    }  # fmt: skip
    grounds = {"g": ground | {"in_force": versions}}
    sections = document() | {"list-kind": {"x": listed}, "blacklist-ground": grounds}
    context = Context(book_of(sections), as_of=D(2022, 1, 1))
    case = BlacklistCase(
        id="C", subject=UNITS[0].code, list_kind="x", legal_basis="依据", ground="g"
    )
    case = case.move(move(K.GROUND_FOUND, D(2020, 3, 1)), context)
    notice = move(K.NOTICE_GIVEN, D(2020, 3, 10), **NOTICE)
    if legal:
        assert case.move(notice, context).move(move(K.DECIDED_TO_LIST, D(2020, 3, 14)), context)
    else:
        with pytest.raises(IllegalMoveError, match="not verified"):
            case.move(notice, context)


def test_a_local_list_brings_more_supervision_and_nothing_else():
    """From the list to the grade, to access and to the award, before 2020-12-07 and after."""
    listed = [attrs.evolve(m, day=m.day.replace(year=2016)) for m in LISTED]
    case = case_of(*listed, list_kind="local")
    context = Context(BOOK, as_of="2016-12-31", calendar=CALENDAR)
    one = case.status(context)
    assert (one.listed, one.effects, one.lowers_grade) == (
        True,
        (Effect.MORE_SUPERVISION,),
        False,
    )
    assert listed_until([case], case.subject, context) is None
    data = CountyData(
        id="330299",
        name=Text("县", "county"),
        subjects=SUBJECTS,
        enterprises=UNITS[:1],
        cases=[case],
    )
    standing = standings_of(CountyView(data), context)[UNITS[0].code[8:17]]
    assert (standing.grade, standing.listed_until, standing.effects) == ("A", None, ())
    assert standing.supervised_until == D(2017, 3, 20)
    offer = ProductOffer(
        id="O", subject=UNITS[0].code, town=UNITS[0].town, product="茶", category="tea",
        activity=Activity.SELL, since=D(2015, 1, 1),
    )  # fmt: skip
    answer = decide(
        offer, context, unit=UNITS[0], certifications=(), grade=standing.grade,
        effects=standing.effects,
    )  # fmt: skip
    assert answer.access.value == "allowed"


def test_a_local_list_lowers_no_grade():
    """Nor may a book say that it does: what would be without effect is refused."""
    kind = {
        "statutory": False, "rank": "local", "term": "36 months", "repair_after": "12 months",
        "statement_within": "3 days", "publish_within": "20 days", "accept_within": "2 days",
        "decide_within": "15 days", "effects": ["more-supervision"],
        "valid_from": D(2012, 1, 1), "valid_to": D(2019, 12, 31),
    }  # fmt: skip
    ground = {"list_kind": "x", "kinds": ["k"], "within": "12 months", "valid_from": D(2012, 1, 1)}
    ground |= {"valid_to": D(2019, 12, 31)}
    sections = {
        "list-kind": {"x": kind | {"ends": True}},
        "blacklist-ground": {"g": ground | {"ends": True}},
    }
    for said in ({"lowers_grade": True}, {"effects": ["more-supervision", "no-honors"]}):
        wrong = {"list-kind": {"x": kind | said | {"ends": True}}}
        with pytest.raises(RulebookError, match="a local list"):
            book_of(document() | wrong)
    context = Context(book_of(document() | sections), as_of=D(2016, 12, 31))
    case = BlacklistCase(
        id="C", subject=UNITS[0].code, list_kind="x", legal_basis="依据", ground="g"
    )
    for found in (
        move(K.GROUND_FOUND, D(2016, 3, 1)),
        move(K.NOTICE_GIVEN, D(2016, 3, 2), **NOTICE),
        move(K.DECIDED_TO_LIST, D(2016, 3, 7)),
    ):
        case = case.move(found, context)
    one = case.status(context)
    assert (one.listed, one.effects, one.lowers_grade) == (True, (Effect.MORE_SUPERVISION,), False)


def test_a_list_without_a_term_for_a_statement_is_refused():
    kind = {
        "statutory": True, "rank": "central-policy", "term": "36 months",
        "repair_after": "12 months", "publish_within": "20 days", "accept_within": "2 days",
        "decide_within": "15 days", "effects": ["publication"],
    }  # fmt: skip
    with pytest.raises(RulebookError, match="term for a statement"):
        book_of(document() | {"list-kind": {"x": kind}})


def test_a_repair_of_a_record_takes_effect_on_its_day_and_not_before():
    from qualitygov.credit import CreditScorer

    found = [rec("penalty", "general", D(2016, 3, 1), repaired_on=D(2016, 9, 1))]
    for day, points in ((D(2016, 8, 31), "90"), (D(2016, 9, 1), "100")):
        scorer = CreditScorer(BOOK, as_of=day, known_at=D(2017, 1, 1))
        assert str(scorer.score(UNITS[0], found).score) == points


def test_a_remedy_that_was_decided_is_not_asked_a_second_time():
    """One reconsideration, after it a suit, and after a suit neither."""
    case = case_of(*LISTED).move(move(K.RECONSIDERATION_ASKED, D(2015, 4, 1)), TODAY)
    over = case.move(move(K.UPHELD, D(2015, 4, 20)), TODAY)
    with pytest.raises(IllegalMoveError, match="not asked twice"):
        over.move(move(K.RECONSIDERATION_ASKED, D(2015, 4, 21)), TODAY)
    sued = over.move(move(K.SUIT_FILED, D(2015, 4, 21)), TODAY)
    lost = sued.move(move(K.UPHELD, D(2015, 6, 1)), TODAY)
    for kind in (K.RECONSIDERATION_ASKED, K.SUIT_FILED):
        with pytest.raises(IllegalMoveError, match="not asked twice"):
            lost.move(move(kind, D(2015, 6, 2)), TODAY)
