"""The town quality award: exact scores, who may win, who wins, validity, withdrawal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from award_views import NAMES, OTHER, TOWN, Archive, Standing, view_of
from hypothesis import assume, given
from hypothesis import strategies as st

from qualitygov.award import (
    SUBJECT,
    AwardApplication,
    AwardState,
    Candidate,
    Entrant,
    Fulfillment,
    ReviewMark,
    ScoreState,
    WithdrawalGround,
    award_facts,
    award_problems,
    award_status,
    candidate_of,
    combined_score,
    eligibility,
    entrants,
    review_score,
    select,
    selections,
    selections_due,
    withdrawal_grounds,
    withdrawals_due,
)
from qualitygov.award.score import mark_faults
from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import OfficialCalendar, TableCalendar
from qualitygov.core.exact import Points
from qualitygov.core.knowledge import as_known
from qualitygov.core.period import whole_year
from qualitygov.core.schema import schema_for
from qualitygov.credit import CreditScorer
from qualitygov.credit.derive import records_from
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise import (
    CategoryScore,
    Certification,
    CertificationKind,
    Enterprise,
    ExcellenceAssessment,
    RegistrationStatus,
    assessment_problems,
)
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.award import AwardBar, AwardWithdrawal, ExcellenceCategory
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule
from qualitygov.strategies import entities
from qualitygov.subject import Unread
from signed_book import signed_book

pytestmark = pytest.mark.clause("3.1.3.a", "3.3.1.f")
PLAIN, BOOK = load_rulebook("strong-town"), signed_book()
ON = date(2016, 6, 30)
RULES = BOOK.at(ON)
CALENDAR = OfficialCalendar()
UNIT, UNIT2 = "91330299MA2837B62L", "91110000600037341L"
ITEMS = {
    item.id: item.points for one in RULES.entries(ExcellenceCategory).values() for item in one.items
}
STEPS = st.integers(0, 20).map(lambda n: 5 * n)
PERCENTS = st.fixed_dictionaries(dict.fromkeys(ITEMS, STEPS))


def at(day, known=None, calendar=CALENDAR, year=None):
    period = None if year is None else whole_year(year, "calendar")
    return Context(BOOK, as_of=day, known_at=known, calendar=calendar, period=period)


CONTEXT = at(ON)
RECORDED = at(date(2020, 12, 31))


def marks(percent, reviewer="甲", on=date(2016, 5, 20), number=1, **items):
    percents = dict.fromkeys(ITEMS, percent) | {
        name.replace("_", "."): value for name, value in items.items()
    }
    return tuple(
        ReviewMark(reviewer=reviewer, item=item, percent=value, reviewed_on=on, round=number)
        for item, value in percents.items()
    )


def reviews(*percents, **more):
    return tuple(
        mark
        for percent, who in zip(percents, "甲乙丙丁", strict=False)
        for mark in marks(percent, who, **more)
    )


def application(name="A1", subject=UNIT, **more):
    fields = {
        "town": TOWN,
        "year": 2016,
        "applied_on": date(2016, 4, 1),
        "reviews": reviews(60, 60, 65),
        **more,
    }
    return AwardApplication(id=name, subject=subject, document="申报书", **fields)


def certificate(holder=UNIT, kind="iso9001", **more):
    fields = {"issued_on": date(2015, 1, 1), "expires_on": date(2017, 12, 31), **more}
    return Certification(
        id=f"Z-{holder}", kind=CertificationKind(kind), holder=holder, town=TOWN, **fields
    )


def record(kind, severity, on, subject=UNIT, **more):
    return CreditRecord(
        id=f"{kind}-{on}", subject=subject, kind=kind, severity=severity, happened_on=on,
        **{"decided_on": on, "known_on": on, "source_document": "决定书", **more},
    )  # fmt: skip


def unit(code=UNIT, **more):
    return Enterprise(
        code=code, name="甲厂", **{"town": TOWN, "registered_on": date(2010, 5, 6), **more}
    )


def candidate(subject=UNIT, **more):
    fields = {
        "unit": unit(subject),
        "grade": "A",
        "certifications": (certificate(subject),),
        **more,
    }
    return Candidate(code=subject, **fields)


def judged(one=None, known=None, context=CONTEXT):
    one, known = one or application(), known or candidate()
    score = combined_score(one, context)
    return eligibility(one, context, candidate=known, score=score)


def test_the_criteria_add_up_to_1000():
    categories = RULES.entries(ExcellenceCategory)
    assert {name: one.points for name, one in categories.items()} == {
        "4.1": 110, "4.2": 90, "4.3": 90, "4.4": 130, "4.5": 100, "4.6": 80, "4.7": 400,
    }  # fmt: skip
    assert sum(ITEMS.values()) == 1000
    assert len(ITEMS) == 23


HEAD = (
    '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
    "valid_from = 2014-01-01\nreviewed_to = 2016-12-31\n"
    'past_end = "warn"\n'
)
COMMON = 'label = { zh = "甲", en = "a" }\nclauses = ["3.1.3.a"]\nsource = "x"\nbasis = "default"\n'
ITEM = '{{ id = "{}", label = {{ zh = "甲", en = "a" }}, points = {} }}'
HALF = ITEM.format("1", 500)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"[excellence-category.a]\n{COMMON}points = 999\nitems = [{ITEM.format('1', 999)}]\n",
            "categories that add up to 1000",
        ),
        (
            f"[excellence-category.a]\n{COMMON}points = 1000\nitems = [{ITEM.format('1', 900)}]\n",
            "items that add up to 1000",
        ),
        (
            f"[excellence-category.a]\n{COMMON}points = 1000\nitems = [{HALF}, {HALF}]\n",
            "each item once",
        ),
        (f'[award-bar.a]\n{COMMON}kind = "accident"\n', "either grades, or a kind of record"),
        (
            f'[award-bar.a]\n{COMMON}grades = ["D"]\nwithin = "1 year"\n',
            "either grades, or a kind of record",
        ),
        (f"[award-bar.a]\n{COMMON}", "either grades, or a kind of record"),
    ],
)
def test_criteria_and_bars_that_make_no_sense_are_refused_at_load(tmp_path, text, found):
    path = tmp_path / "book.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(RulebookError, match=found):
        load_rulebook(path)


def test_bars_and_withdrawals_name_records_and_grades_that_exist():
    for bar in RULES.entries(AwardBar).values():
        assert set(bar.grades) <= set(RULES.entries(CreditGrade))
        if bar.kind is not None:
            assert bar.from_severity in RULES.entry(CreditRule, bar.kind).scale
    for ground in RULES.entries(AwardWithdrawal).values():
        assert ground.from_severity in RULES.entry(CreditRule, ground.kind).scale


def test_points_are_the_items_points_by_percentage():
    score = review_score(dict.fromkeys(ITEMS, 50) | {"4.4.3": 5, "4.7.2": 100}, CONTEXT)
    assert score.categories["4.4"] == Points.of("58.25")  # half of 130, less 45 % of 15
    assert score.categories["4.7"] == Points.of(240)
    assert score.total == Points.of("533.25")


@given(PERCENTS)
def test_a_score_lies_within_the_scale_and_is_the_sum_by_hand(percents):
    score = review_score(percents, CONTEXT)
    assert Points(0) <= score.total <= Points.of(1000)
    assert Fraction(score.total.thousandths, 1000) == sum(
        Fraction(ITEMS[item] * p, 100) for item, p in percents.items()
    )
    assert all(
        points <= Points.of(RULES.entry(ExcellenceCategory, name).points)
        for name, points in score.categories.items()
    )


@given(PERCENTS, st.sampled_from(sorted(ITEMS)), STEPS)
def test_a_higher_percentage_never_lowers_the_score(percents, item, percent):
    higher = percents | {item: max(percent, percents[item])}
    before, after = review_score(percents, CONTEXT), review_score(higher, CONTEXT)
    assert before.total <= after.total
    assert (before.total < after.total) == (higher != percents)
    mine, theirs = (
        application(reviews=as_marks(p) + reviews(50, 50, 50)[: 2 * len(ITEMS)])
        for p in (percents, higher)
    )
    assert combined_score(mine, CONTEXT).total <= combined_score(theirs, CONTEXT).total


def as_marks(percents, reviewer="戊"):
    on = date(2016, 5, 20)
    return tuple(
        ReviewMark(reviewer=reviewer, item=i, percent=p, reviewed_on=on)
        for i, p in percents.items()
    )


def test_marks_that_cannot_be_used_are_named_all_at_once():
    wrong = dict.fromkeys(ITEMS, 50) | {"4.9.9": 50, "4.1.2": 52}
    del wrong["4.7.7"]
    with pytest.raises(FieldError) as raised:
        review_score(wrong, CONTEXT)
    assert all(
        part in str(raised.value)
        for part in ("no items of the criteria: 4.9.9", "without a mark: 4.7.7", "4.1.2 52%")
    )
    with pytest.raises(FieldError, match="no criteria are in force"):
        review_score({}, at(date(2012, 7, 31)))


def test_the_mean_of_several_reviewers_is_exact():
    score = combined_score(application(), CONTEXT)
    assert (score.state, score.total) == (ScoreState.ACCEPTED, Fraction(1850, 3))
    assert (score.shown, score.spread, score.accepted) == ("616.67", Points.of(50), True)
    assert sum(score.categories.values()) == score.total
    assert score.categories["4.1"] == Fraction(185 * 110, 300)


@pytest.mark.parametrize(
    ("given_marks", "state", "reason"),
    [
        ((), ScoreState.TOO_FEW, "0 reviewers, 3 needed"),
        (reviews(60, 60), ScoreState.TOO_FEW, "2 reviewers, 3 needed"),
        (reviews(60, 60, 75), ScoreState.RE_REVIEW, "a spread of 150, more than 100"),
        (reviews(60, 60, 70), ScoreState.ACCEPTED, None),  # just as wide as allowed
        (reviews(60, 60, 60)[1:], ScoreState.INCOMPLETE, "reviewer 3: without a mark: 4.1.2"),
        (
            reviews(60, 60, 75) + reviews(60, 60, 65, number=2, on=date(2016, 6, 9)),
            ScoreState.ACCEPTED,
            None,
        ),
        (
            reviews(60, 60, 65) + reviews(60, number=2, on=date(2016, 6, 9)),
            ScoreState.TOO_FEW,
            "1 reviewers, 3 needed",
        ),
    ],
)
def test_whether_a_score_may_be_used(given_marks, state, reason):
    score = combined_score(application(reviews=given_marks), CONTEXT)
    assert score.state is state
    assert [one.en for one in score.reasons] == ([] if reason is None else [reason])
    assert (score.total is None) == (not score.reviews)


def test_reviews_that_come_later_are_not_seen():
    twice = application(
        reviews=reviews(60, 60, 75) + reviews(70, 70, 70, number=2, on=date(2016, 7, 1))
    )
    later = date(2016, 7, 1)
    days = ((ON, ON), (later, later), (ON, later), (later, ON))
    assert [combined_score(twice, at(*pair)).round for pair in days] == [1, 2, 1, 1]


def test_a_sound_application_is_eligible():
    found = judged()
    assert found.eligible is True
    assert found.say() == "eligible"
    assert {one.name for one in found.requirements} == {
        "town",
        "operating",
        "registered",
        "listing",
        "grade",
        "accident",
        "wait",
        "certificate",
        "score",
    }
    assert all(one.source for one in found.requirements)


LISTED = candidate(listed_until=ON)
BARS = {
    "listing": LISTED,
    "grade": candidate(grade="D"),
    "accident": candidate(records=(record("accident", "larger", date(2013, 6, 30)),)),
    "wait": candidate(won_on=(date(2011, 4, 1),)),
    "certificate": candidate(certifications=()),
    "registered": candidate(unit=unit(registered_on=date(2013, 4, 2))),
    "operating": candidate(unit=unit(status=RegistrationStatus.REVOKED)),
    "town": candidate(unit=unit(town=OTHER)),
}


@pytest.mark.parametrize("name", sorted(BARS))
def test_each_bar(name):
    found = judged(known=BARS[name])
    assert found.eligible is False
    assert [one.name for one in found.bars] == [name]
    assert found.say().startswith("not eligible: ")
    assert found.say("zh").startswith("不符合条件：")


@pytest.mark.parametrize(
    "known",
    [
        candidate(listed_until=date(2016, 6, 29)),
        candidate(grade="C"),
        candidate(records=(record("accident", "larger", date(2013, 6, 29)),)),
        candidate(records=(record("accident", "general", date(2016, 6, 1)),)),
        candidate(
            records=(record("accident", "major", date(2016, 6, 1), known_on=date(2016, 7, 1)),)
        ),
        candidate(
            records=(record("accident", "major", date(2016, 5, 1), revoked_on=date(2016, 6, 1)),)
        ),
        candidate(won_on=(date(2011, 3, 31),)),
        candidate(unit=unit(registered_on=date(2013, 4, 1))),
        candidate(certifications=(certificate(expires_on=ON),)),
    ],
)
def test_on_the_edge_it_may_still_win(known):
    assert judged(known=known).eligible is True


@pytest.mark.parametrize("won", [date(2011, 4, 1), date(2016, 4, 1), date(2016, 5, 3)])
def test_a_winner_waits_also_for_what_was_granted_after_the_application(won):
    found = judged(known=candidate(won_on=(won,)))
    assert (found.eligible, [one.name for one in found.bars]) == (False, ["wait"])


@pytest.mark.parametrize(
    ("one", "known", "name"),
    [
        (application(), candidate(grade=None), "grade"),
        (application(), candidate(unit=unit(registered_on=None)), "registered"),
        (application(), candidate(unit=None), "unit"),
        (application(reviews=reviews(60, 60)), candidate(), "score"),
        (application(reviews=reviews(60, 60, 90)), candidate(), "score"),
    ],
)
def test_what_is_not_known_decides_nothing(one, known, name):
    found = judged(one, known)
    assert found.eligible is None
    assert [each.name for each in found.unknown] == [name]
    assert found.say().startswith("not decided: ")


def test_the_lowest_score_is_exact():
    just, below = (application(reviews=reviews(55, 55, percent)) for percent in (55, 50))
    assert judged(just).eligible is True
    assert [one.text.en for one in judged(below).bars] == ["score 533.33, at least 550"]


def test_what_is_known_of_another_unit_is_refused():
    with pytest.raises(FieldError, match="another unit"):
        judged(known=candidate(UNIT2))


def merged(bars):
    known = candidate()
    for name in bars:
        other = BARS[name]
        known = attrs.evolve(
            known,
            unit=other.unit if other.unit != candidate().unit else known.unit,
            grade="D" if other.grade == "D" else known.grade,
            listed_until=other.listed_until or known.listed_until,
            records=known.records + other.records,
            certifications=() if not other.certifications else known.certifications,
            won_on=known.won_on + other.won_on,
        )
    return known


@given(st.lists(st.sampled_from(sorted(BARS)), unique=True), st.sampled_from(sorted(BARS)))
def test_adding_a_bar_never_makes_eligible(bars, more):
    units = {"town", "operating", "registered"}
    assume(more not in units and len(units & set(bars)) <= 1)  # a unit has one registration
    before, after = judged(known=merged(bars)), judged(known=merged([*bars, more]))
    assert {one.name for one in before.bars} <= {one.name for one in after.bars}
    assert after.eligible is False
    assert (before.eligible is True) == (not bars)


@given(
    st.dates(ON, date(2020, 1, 1)),
    st.sampled_from(["A", "B", "C", "D", None]),
    st.integers(11, 20).map(lambda n: 5 * n),
    st.booleans(),
)
def test_a_listed_unit_is_never_eligible(until, grade, percent, has_certificate):
    known = candidate(
        listed_until=until, grade=grade, certifications=(certificate(),) if has_certificate else ()
    )
    found = judged(application(reviews=reviews(percent, percent, percent)), known)
    assert found.eligible is False
    assert "listing" in {one.name for one in found.bars}


def entrant(number, percent, *, year=2016, town=TOWN, listed=False, subject=None, grade="A"):
    code = subject or f"9133029910000{number:04d}0"
    one = application(
        f"A{number}", code, year=year, town=town, reviews=reviews(percent, percent, percent)
    )
    known = candidate(
        code, unit=unit(code, town=town), listed_until=ON if listed else None, grade=grade
    )
    score = combined_score(one, CONTEXT)
    return Entrant(one, score, eligibility(one, CONTEXT, candidate=known, score=score))


@pytest.mark.parametrize(
    ("percents", "winners", "tied", "others"),
    [
        ((60, 80, 70), ["A1", "A2"], [], ["A0"]),
        ((60,), ["A0"], [], []),
        ((50, 50), [], [], []),
        ((60, 80, 60), ["A1"], ["A0", "A2"], []),
        ((60, 60, 60), [], ["A0", "A1", "A2"], []),
        ((80, 80, 60, 60), ["A0", "A1"], [], ["A2", "A3"]),
        ((80, 60, 60, 55), ["A0"], ["A1", "A2"], ["A3"]),
    ],
)
def test_places_ties_and_empty_places(percents, winners, tied, others):
    found = select([entrant(number, percent) for number, percent in enumerate(percents)], CONTEXT)
    assert [[one.id for one in group] for group in (found.winners, found.tied, found.others)] == [
        winners,
        tied,
        others,
    ]
    assert found.open_places == 2 - len(winners)
    assert found.final == (not tied)


ENTRANTS = st.lists(
    st.tuples(st.integers(10, 20), st.booleans(), st.sampled_from(["A", "D", None])),
    min_size=1,
    max_size=8,
).map(
    lambda drawn: [
        entrant(number, 5 * n, listed=listed, grade=grade)
        for number, (n, listed, grade) in enumerate(drawn)
    ]
)


@given(ENTRANTS, st.randoms())
def test_the_order_of_applications_plays_no_part_and_the_quota_is_kept(found, shuffler):
    chosen = select(found, CONTEXT)
    again = list(found)
    shuffler.shuffle(again)
    assert select(again, CONTEXT) == chosen
    assert len(chosen.winners) <= chosen.places == RULES.whole("award.quota")
    assert chosen.open_places >= 0
    assert all(
        one.eligibility.eligible is True for one in (*chosen.winners, *chosen.tied, *chosen.others)
    )
    parts = (
        chosen.winners,
        chosen.tied,
        chosen.others,
        chosen.pending,
        chosen.refused,
        chosen.repeated,
    )
    assert sorted(one.id for group in parts for one in group) == sorted(one.id for one in found)
    worst = min((one.total for one in chosen.winners), default=Fraction(1001))
    assert all(one.total < worst for one in (*chosen.tied, *chosen.others))
    assert not chosen.tied or len(chosen.tied) > chosen.open_places > 0
    assert bool(chosen.others) <= (not chosen.open_places or bool(chosen.tied))


def test_selections_by_town_and_year():
    found = [
        entrant(0, 60),
        entrant(1, 60, town=OTHER),
        entrant(2, 60, year=2015),
        entrant(3, 70, listed=True),
        entrant(4, 80, grade=None),
    ]
    chosen = selections(found, CONTEXT)
    assert [(one.town, one.year, [w.id for w in one.winners]) for one in chosen] == [
        (TOWN, 2015, ["A2"]), (TOWN, 2016, ["A0"]), (OTHER, 2016, ["A1"]),
    ]  # fmt: skip
    assert [one.id for one in chosen[1].refused] == ["A3"]
    assert [one.id for one in chosen[1].pending] == ["A4"]
    assert not chosen[1].final
    assert chosen[1].say() == f"{TOWN} 2016 proposed: A0 600.00; pending: A4; 1 of 2 places open"
    assert "名额 2，空余 1" in chosen[1].say("zh")
    for wrong in (found, []):
        with pytest.raises(FieldError, match="one town and year"):
            select(wrong, CONTEXT)


def test_a_unit_is_considered_once():
    found = select([entrant(1, 60, subject=UNIT), entrant(2, 90, subject=UNIT)], CONTEXT)
    assert [one.id for one in found.winners] == ["A1"]
    assert [one.id for one in found.repeated] == ["A2"]


PUBLISHED = {"published_on": date(2016, 7, 1)}  # a Friday: five working days end on Friday, 8 July


@pytest.mark.parametrize(
    ("more", "on", "state"),
    [
        ({}, ON, AwardState.APPLIED),
        (PUBLISHED, ON, AwardState.APPLIED),
        (PUBLISHED, date(2016, 7, 8), AwardState.PUBLISHED),
        (PUBLISHED, date(2016, 7, 9), AwardState.CLEARED),
        (
            {**PUBLISHED, "objection_upheld_on": date(2016, 7, 7)},
            date(2016, 7, 9),
            AwardState.OBJECTED,
        ),
        ({**PUBLISHED, "granted_on": date(2016, 7, 8)}, date(2016, 7, 9), AwardState.INVALID),
        ({"granted_on": date(2016, 7, 9)}, date(2016, 7, 9), AwardState.INVALID),
        (
            {**PUBLISHED, "objection_upheld_on": date(2016, 7, 7), "granted_on": date(2016, 7, 9)},
            date(2016, 7, 9),
            AwardState.INVALID,
        ),
        ({**PUBLISHED, "granted_on": date(2016, 7, 9)}, date(2016, 7, 9), AwardState.IN_VALIDITY),
        ({**PUBLISHED, "granted_on": date(2016, 7, 9)}, date(2019, 7, 9), AwardState.IN_VALIDITY),
        ({**PUBLISHED, "granted_on": date(2016, 7, 9)}, date(2019, 7, 10), AwardState.EXPIRED),
        (
            {
                **PUBLISHED,
                "granted_on": date(2016, 7, 9),
                "withdrawn_on": date(2017, 1, 4),
                "withdrawal_ground": WithdrawalGround.FRAUD,
            },
            date(2017, 1, 4),
            AwardState.WITHDRAWN,
        ),
    ],
)
def test_where_an_award_stands(more, on, state):
    one = application(**more)
    for context in (at(on), at(on, date(2020, 12, 31))):
        found = award_status(one, context)
        assert found.state is state
        assert bool(found.against) == (state is AwardState.INVALID)
    merits = records_from(view_of(applications=[one]).events(at(on)), at(on))
    assert bool(merits) == (state is AwardState.IN_VALIDITY)
    assert bool(award_problems(one, RECORDED)) == (state is AwardState.INVALID)


def test_a_term_that_nobody_knows_is_said_to_be_so():
    table = TableCalendar(frozenset({2015}), {})
    one = application(**PUBLISHED)
    context = at(date(2016, 9, 1), calendar=table)
    found = award_status(one, context)
    assert (found.state, found.objections_until.day) == (AwardState.PUBLISHED, None)
    granted = award_status(attrs.evolve(one, granted_on=date(2016, 7, 2)), context)
    assert (granted.state, granted.won) == (AwardState.IN_VALIDITY, True)
    early = {
        "applied_on": date(2010, 1, 4),
        "published_on": date(2010, 2, 1),
        "granted_on": date(2010, 3, 1),
        "reviews": (),
    }
    old = award_status(application(**early), CONTEXT)
    assert (old.state, old.valid_until, len(old.against)) == (AwardState.UNKNOWN, None, 1)
    assert award_problems(application(**early), RECORDED)


def test_marks_are_told_when_the_table_is_read():
    wrong = application(reviews=marks(50, **{"4_1_2": 51}))
    assert [problem.code for problem in award_problems(wrong, RECORDED)] == ["award.marks"]
    assert award_problems(wrong, RECORDED)[0].severity == "warning"


def test_an_award_in_validity_brings_a_merit():
    one = application(**PUBLISHED, granted_on=date(2016, 7, 11))
    context = at(date(2016, 12, 31))
    view = view_of(applications=[one, application("A2", UNIT2)])
    (event,) = [event for _, event in view.events(context)]
    assert (event.id, event.unit, event.state, event.year) == (
        "A1/award",
        UNIT,
        "in-validity",
        2016,
    )
    (merit,) = records_from(view.events(context), context)
    assert (merit.id, merit.subject, merit.source_document) == (
        "A1/award/award-merit",
        UNIT,
        "A1/award",
    )
    assert (merit.kind, merit.severity) == ("quality-award", "town")
    days = (merit.happened_on, merit.decided_on, merit.known_on, merit.valid_until)
    assert days == (*3 * (date(2016, 7, 11),), date(2019, 7, 11))


@pytest.mark.parametrize(
    ("one", "proposed"),
    [
        (record("accident", "major", date(2016, 9, 1)), True),
        (record("accident", "larger", date(2016, 9, 1)), False),
        (
            record("accident", "extra-major", date(2016, 7, 8)),
            False,
        ),  # decided before the grant: a bar, no ground
        (
            record(
                "false-document",
                "serious",
                date(2016, 3, 1),
                decided_on=date(2016, 9, 1),
                known_on=date(2016, 9, 1),
            ),
            True,
        ),
        (record("accident", "major", date(2016, 9, 1), subject=UNIT2), False),
        (record("accident", "major", date(2016, 9, 1), known_on=date(2017, 1, 1)), False),
        (record("accident", "major", date(2016, 9, 1), revoked_on=date(2016, 10, 1)), False),
    ],
)
def test_when_an_award_is_to_be_withdrawn(one, proposed):
    granted = application(**PUBLISHED, granted_on=date(2016, 7, 11))
    context = at(date(2016, 12, 31))
    assert withdrawal_grounds(application("A2"), context, records=[one]) == ()
    found = withdrawal_grounds(granted, context, records=[one])
    assert [(each.application, each.record) for each in found] == (
        [("A1", one.id)] if proposed else []
    )


def test_a_refusal_and_a_withdrawal_name_the_remedies():
    refused = judged(known=candidate(grade="D"))
    assert refused.eligible is False
    assert "reconsideration within 60 days" in refused.say("en")
    assert "行政复议" in refused.say("zh")
    fit = judged()
    assert (fit.eligible, fit.say("en")) == (True, "eligible")
    granted = application(**PUBLISHED, granted_on=date(2016, 7, 11))
    one = record("accident", "major", date(2016, 9, 1))
    (found,) = withdrawal_grounds(granted, at(date(2016, 12, 31)), records=[one])
    assert found.say("en").startswith(f"A1: {found.reason.en}, from {one.id}")
    assert "suit within 6 months" in found.say("en")
    assert found.to_dict()["remedies"]["zh"] == found.remedies.zh


def test_a_rule_that_nobody_verified_takes_no_award_away():
    granted = application(**PUBLISHED, granted_on=date(2016, 7, 11))
    one = record("accident", "major", date(2016, 9, 1))
    plain = Context(PLAIN, as_of="2016-12-31", calendar=OfficialCalendar())
    assert all(rule.unsigned for rule in plain.rules.entries(AwardWithdrawal).values())
    assert withdrawal_grounds(granted, plain, records=[one]) == ()


def test_steps_that_nobody_verified_refuse_no_mark():
    first = next(iter(ITEMS))
    odd = dict.fromkeys(ITEMS, 50) | {first: 52}
    assert [text.en for text in mark_faults(odd, at(date(2016, 12, 31)))] == [
        f"{first} 52%: expected steps of 5%, from 0% to 100%"
    ]
    plain = Context(PLAIN, as_of="2016-12-31")
    assert list(mark_faults(odd, plain)) == []
    assert len(list(mark_faults({**odd, first: 101}, plain))) == 1


def test_a_bar_that_nobody_verified_bars_nobody():
    text = """[rulebook]
id = "t"
version = "1"
title = { zh = "县", en = "county" }
extends = "strong-town"

[[change]]
section = "award-bar"
id = "accident"
source = "县文"
basis = "unverified"
set = { within = "36 months" }
"""
    grave = candidate(records=(record("accident", "major", date(2016, 3, 1)),))
    weak = Context(load_rulebook(text=text), as_of=ON, calendar=CALENDAR)
    assert judged(known=grave).eligible is False
    assert "accident" not in [one.name for one in judged(known=grave, context=weak).bars]


FIRST = {
    "year": 2011,
    "applied_on": date(2011, 2, 1),
    "published_on": date(2011, 3, 1),
    "granted_on": date(2011, 6, 1),
    "reviews": (),
}


def county(**more):
    rows = {
        "applications": [
            application("A1", **FIRST),
            application("A2"),
            application("A3", UNIT2),
            application("A4", applied_on=date(2016, 7, 1)),
        ],
        "enterprises": [unit(), unit(UNIT2)],
        "certifications": [certificate(), certificate(UNIT2)],
        **more,
    }
    return view_of(**rows)


@pytest.fixture
def credit(monkeypatch):
    """Let a test say what the credit of each unit is, and which records there are."""

    def given_credit(standings, records=()):
        archive = Archive(records)
        for module in ("selection", "worklist"):
            monkeypatch.setattr(f"qualitygov.award.{module}.archive_of", lambda *_: archive)
        found = {UnitKey.of(code): standing for code, standing in standings.items()}
        monkeypatch.setattr("qualitygov.award.selection.standings_of", lambda *_: found)
        return archive

    return given_credit


BOTH = {UNIT: Standing("A"), UNIT2: Standing("B")}


def test_from_files_to_winners(credit):
    credit(BOTH)
    view = county()
    found = entrants(view, CONTEXT)
    assert [(one.id, one.eligibility.eligible) for one in found] == [("A2", False), ("A3", True)]
    assert [one.name for one in found[0].eligibility.bars] == [
        "wait"
    ]  # it won in 2011, less than five years before it applied
    assert [one.id for one in select(found, CONTEXT).winners] == ["A3"]
    assert [one.id for one in entrants(view, at(ON, year=2011))] == ["A1"]
    rows = award_facts(view, CONTEXT)
    assert [(row.id, row.state, row.eligible, row.won) for row in rows] == [
        ("A1", "expired", None, True),
        ("A2", "applied", False, False),
        ("A3", "applied", True, False),
    ]
    assert (rows[1].score, rows[0].score) == (Decimal("616.667"), None)
    certified = county(
        certifications=[
            certificate(),
            certificate(UNIT2),
            attrs.evolve(certificate(UNIT2, "quality-award-town"), id="Z9"),
        ]
    )
    assert [one.name for one in entrants(certified, CONTEXT)[1].eligibility.bars] == ["wait"]


def test_a_listed_unit_does_not_win(credit):
    credit({UNIT: Standing("A"), UNIT2: Standing("B", date(2016, 12, 31))})
    assert not select(entrants(county(), CONTEXT), CONTEXT).winners


NOTICE = {"states_facts": True, "states_reasons": True, "states_basis": True, "states_rights": True}
LISTING = (
    (MoveKind.GROUND_FOUND, date(2015, 3, 2), {}),
    (MoveKind.NOTICE_GIVEN, date(2015, 3, 3), NOTICE),
    (MoveKind.STATEMENT_MADE, date(2015, 3, 6), {}),
    (MoveKind.DECIDED_TO_LIST, date(2015, 3, 20), {}),
    (MoveKind.PUBLISHED, date(2015, 3, 25), {}),
)


@pytest.mark.parametrize("among", [True, False], ids=["an enterprise", "another unit"])
def test_a_unit_listed_in_the_county_does_not_win(among):
    moves = tuple(
        Move(kind=kind, day=day, authority="县市场监管局", document="文号", **more)
        for kind, day, more in LISTING
    )
    case = BlacklistCase(
        id="C1",
        subject=UNIT2[8:17],
        list_kind="quality",
        legal_basis="依据",
        ground="failures-3",
        moves=moves,
    )
    view = county(cases=[case], enterprises=[unit(UNIT2)] if among else [])
    assert candidate_of(view, CONTEXT, unit=UNIT2).listed_until == date(2018, 3, 20)
    found = next(one for one in entrants(view, CONTEXT) if one.id == "A3")
    assert "listing" in {bar.name for bar in found.eligibility.bars}
    before = at(date(2016, 6, 30), date(2015, 3, 19))
    assert candidate_of(view, before, unit=UNIT2).listed_until is None


def test_grades_records_and_listings_come_from_the_county_itself():
    grave = record("accident", "larger", date(2016, 5, 3), subject=UNIT2[8:17])
    view = county(records=[grave])
    known = candidate_of(view, CONTEXT, unit=UNIT2)
    assert {one.id for one in known.records} == {grave.id, f"Z-{UNIT2}/merit"}
    assert (known.grade, known.listed_until) == ("D", None)
    assert candidate_of(view, CONTEXT, unit=UNIT).grade == "A"
    found = entrants(view, CONTEXT)[1]
    assert [one.name for one in found.eligibility.bars] == ["accident", "grade"]
    assert candidate_of(view, CONTEXT, unit="91330299100000117T") == Candidate(
        code="91330299100000117T", unit=None
    )


UNREAD = [
    {"records": [record("recheck-fial", "general", date(2016, 5, 3), subject=UNIT2)]},
    {"unread": [Unread(table="records", unit=UNIT2, row=3)]},
    {"unread": [Unread(table="records", among=(UNIT2, UNIT), row=3)]},
    {"unread": [Unread(table="records")]},
]


@pytest.mark.parametrize("rows", UNREAD, ids=["a word", "a row", "one of two", "a table"])
def test_a_unit_that_is_not_assessed_is_no_winner_and_not_refused_either(rows):
    found = entrants(county(**rows), CONTEXT)[1]
    assert [one.name for one in found.eligibility.bars] == []
    assert [one.name for one in found.eligibility.unknown] == ["grade"]
    assert "cannot be read" in found.eligibility.unknown[0].text.en
    assert (found.eligibility.eligible, select([found], CONTEXT).winners) == (None, ())
    assert select([found], CONTEXT).pending == (found,)
    assert entrants(county(), CONTEXT)[1].eligibility.eligible is True


def test_a_row_of_another_unit_or_of_a_later_day_leaves_the_applicant_assessed():
    other = Unread(table="records", unit=UNIT, row=3)
    later = Unread(table="records", unit=UNIT2, row=3, cells={"decided_on": "2016-07-01"})
    now = Unread(table="records", unit=UNIT2, row=3, cells={"decided_on": "2016-06-30"})
    for unread, eligible in ((other, True), (later, True), (now, None)):
        found = entrants(county(unread=[unread]), CONTEXT)[1]
        assert found.eligibility.eligible is eligible


def test_the_archive_is_asked_by_unit_once_for_each_application(credit):
    codes = [f"9133029910000{number:04d}0" for number in range(40)]
    archive = credit({code: Standing("A") for code in codes})
    granted = {**PUBLISHED, "granted_on": date(2016, 7, 11)}
    view = view_of(
        applications=[
            application(f"A{number:02d}", code, reviews=(), **granted)
            for number, code in enumerate(codes)
        ],
        enterprises=[unit(code) for code in codes],
    )
    assert len(entrants(view, CONTEXT)) == len(codes)
    assert archive.asked == [UnitKey.of(code) for code in codes]
    archive.asked.clear()
    assert withdrawals_due(view, at(date(2016, 12, 31))) == ()
    assert archive.asked == [UnitKey.of(code) for code in codes]


def stays(**more):
    on = date(2016, 5, 3)
    return record(
        "accident", "major", on, **{"appealed_on": on, "stayed_on": date(2016, 5, 10), **more}
    )


COUNTS = [
    (record("accident", "major", date(2016, 5, 3)), True),
    (stays(), False),
    (stays(appeal_ended_on=date(2016, 6, 1)), True),
    (stays(appeal_ended_on=date(2016, 7, 1)), False),
    (stays(stayed_on=date(2016, 7, 1)), True),
    (record("accident", "major", date(2016, 5, 3), repaired_on=ON), False),
    (record("accident", "major", date(2016, 5, 3), repaired_on=ON + timedelta(days=1)), True),
    (record("accident", "major", date(2016, 5, 3), revoked_on=ON), False),
    (record("accident", "major", date(2016, 5, 3), valid_until=date(2016, 6, 29)), False),
    (record("accident", "major", date(2016, 5, 3), valid_until=ON), True),
    (record("accident", "major", date(2016, 5, 3), known_on=ON + timedelta(days=1)), False),
]


@pytest.mark.parametrize(("one", "counts"), COUNTS)
def test_only_a_record_that_counts_bars_and_takes_an_award_away(one, counts):
    assert (judged(known=candidate(records=(one,))).eligible is False) == counts
    early = {"applied_on": date(2015, 1, 5), "published_on": date(2015, 3, 2)}
    winner = application(**early, granted_on=date(2015, 4, 1))
    assert bool(withdrawal_grounds(winner, CONTEXT, records=[one])) == counts


def late_act(found):
    """An accident of 2014-05-03 that came to light on a day; the bar of lives is two years here."""
    made = record("accident", "major", date(2016, 6, 1))
    return attrs.evolve(made, happened_on=date(2014, 5, 3), found_on=found)


BARRED = [
    (late_act(date(2016, 5, 3)), True),
    (late_act(date(2016, 5, 4)), False),
    (record("accident", "major", date(2016, 5, 3), subject=UNIT[8:17]), True),
    (record("accident", "major", date(2016, 5, 3), subject=UNIT2), False),
]


@pytest.mark.parametrize(("one", "holds"), BARRED)
def test_only_an_act_of_the_unit_before_its_time_bar_bars_and_withdraws(one, holds):
    context = at(date(2016, 12, 31))
    scored = CreditScorer.of(context).score(unit(), [one])
    assert (scored.grade == "A") != holds
    found = judged(known=candidate(records=(one,)), context=context)
    assert ("accident" in {bar.name for bar in found.bars}) == holds
    early = {"applied_on": date(2015, 1, 5), "published_on": date(2015, 3, 2)}
    winner = application(**early, granted_on=date(2015, 4, 1))
    assert bool(withdrawal_grounds(winner, context, records=[one])) == holds


def test_a_stayed_record_bars_nobody_in_the_county():
    assert entrants(county(records=[stays(subject=UNIT2)]), CONTEXT)[1].eligibility.eligible
    grave = record("accident", "major", date(2016, 5, 3), subject=UNIT2)
    assert entrants(county(records=[grave]), CONTEXT)[1].eligibility.eligible is False


def test_an_application_and_what_was_decided_on_it_are_absent_until_they_are_known(credit):
    credit(BOTH)
    one = application(
        "A3",
        UNIT2,
        **PUBLISHED,
        granted_on=date(2016, 7, 11),
        withdrawn_on=date(2016, 9, 1),
        withdrawal_ground=WithdrawalGround.FRAUD,
    )
    view, end = view_of(applications=[one]), date(2016, 12, 31)

    def rows(known):
        return [(row.state, row.score_state, row.won) for row in award_facts(view, at(end, known))]

    assert rows(date(2016, 3, 31)) == []
    assert rows(date(2016, 4, 1)) == [("applied", "too-few", False)]
    assert rows(date(2016, 5, 20)) == [("applied", "accepted", False)]
    assert rows(date(2016, 7, 1)) == [("cleared", "accepted", False)]
    assert rows(date(2016, 7, 11)) == [("in-validity", "accepted", True)]
    assert rows(date(2016, 9, 1)) == [("withdrawn", "accepted", True)]
    made = {
        known: [event.state for _, event in view.events(at(end, known))]
        for known in (date(2016, 7, 10), date(2016, 8, 31), date(2016, 9, 1))
    }
    assert list(made.values()) == [[], ["in-validity"], ["withdrawn"]]


def test_who_enters_is_asked_of_the_day_however_much_is_known(credit):
    credit(BOTH)
    prize = attrs.evolve(
        certificate(UNIT2, "quality-award-town"), id="Z9", issued_on=date(2016, 7, 5)
    )
    view = county(certifications=[prize, certificate(UNIT2)])
    context = at(ON, date(2016, 12, 31))
    assert [one.id for one in entrants(view, context)] == ["A2", "A3"]
    assert candidate_of(view, context, unit=UNIT2).won_on == ()
    assert candidate_of(view, at(date(2016, 12, 31)), unit=UNIT2).won_on == (prize.issued_on,)


def test_its_own_award_keeps_nobody_from_it_and_another_does(credit):
    """Also when both are granted on one day, with a certificate of that day."""
    credit(BOTH)
    day = date(2016, 7, 11)
    held = attrs.evolve(certificate(UNIT, "quality-award-town"), id="Z9", issued_on=day)
    own = application("Q1", subject=UNIT, **PUBLISHED, granted_on=day)
    context = at(date(2016, 7, 20))

    def won(*others):
        view = county(applications=[own, *others], certifications=[held, certificate(UNIT)])
        return candidate_of(view, context, unit=UNIT, application="Q1").won_on

    assert won() == ()
    before = attrs.evolve(own, id="Q0", year=2015)
    assert won(before) == (day,)
    assert won(attrs.evolve(before, granted_on=date(2016, 7, 12))) == (date(2016, 7, 12),)


def test_the_state_of_an_application_is_that_which_was_known():
    one = application(**PUBLISHED, granted_on=date(2016, 7, 11))
    end = date(2016, 12, 31)
    states = [award_status(one, at(end, known)).state for known in (ON, date(2016, 7, 10), end)]
    assert states == [AwardState.APPLIED, AwardState.CLEARED, AwardState.IN_VALIDITY]


def test_what_was_decided_after_the_day_has_not_happened_however_much_is_known(credit):
    credit(BOTH)
    one = application("A3", UNIT2, **PUBLISHED, granted_on=date(2016, 7, 11))
    view, late = view_of(applications=[one]), date(2020, 1, 1)
    (row,) = award_facts(view, at(ON, late))
    assert (row.state, row.score_state, row.in_validity) == ("applied", "accepted", False)
    assert view.events(at(ON, late)) == ()
    assert award_facts(view, at(date(2016, 3, 31), late)) == ()


DAYS = st.dates(date(2011, 1, 1), date(2019, 12, 31))


@given(entities(AwardApplication), DAYS, DAYS)
def test_knowledge_only_grows(one, first, second):
    early, late = sorted((first, second))
    before, after = as_known(one, early), as_known(one, late)
    assert as_known(one, date.max) == one
    assert before is None or after is not None
    if after is not None:
        assert as_known(after, early) == before


def test_the_section_of_the_report_names_winners_and_withdrawals(credit):
    grave = record("accident", "major", date(2016, 6, 1), subject=UNIT)
    credit(BOTH, [grave])
    early = {**FIRST, "year": 2014, "applied_on": date(2014, 2, 3), "granted_on": date(2014, 6, 3)}
    rows = [
        application("A1", **{**early, "published_on": date(2014, 3, 3)}),
        application("A3", UNIT2),
    ]
    view = county(applications=rows)
    (section,) = SUBJECT.sections
    shown = [tuple(row) for row in section.rows(view, CONTEXT)]
    reason = RULES.entry(AwardWithdrawal, "accident").label
    assert shown == [
        (NAMES[TOWN], 2016, 2, "A3 616.67", 0, 0, 0),
        (NAMES[TOWN], UNIT, shown[1][2], reason, "", "", ""),
    ]
    assert shown[1][2].zh == "建议撤销"
    assert all(len(row) == len(section.columns) for row in shown)
    assert (section.order, section.clauses) == (130, "3.1.3.a")
    lists = {work.name: work.make(view, CONTEXT) for work in SUBJECT.worklists}
    assert [one.id for one in lists["entrants"]] == ["A3"]
    assert lists["selections"] == selections_due(view, CONTEXT)
    assert [one.record for one in lists["withdrawals"]] == [grave.id]


def test_applications_that_make_no_sense():
    wrong = {
        "names its ground": {"granted_on": date(2016, 7, 9), "withdrawn_on": date(2016, 8, 1)},
        "never granted": {
            "withdrawn_on": date(2016, 8, 1),
            "withdrawal_ground": WithdrawalGround.FRAUD,
        },
        "without publication": {"objection_upheld_on": date(2016, 8, 1)},
        "lies before": {"published_on": date(2016, 3, 1)},
        "two marks": {"reviews": marks(50) + marks(50)},
    }
    for message, more in wrong.items():
        with pytest.raises(FieldError, match=message):
            application(**more)
    schema = schema_for(AwardApplication)()
    one = application(**PUBLISHED)
    assert schema.load(schema.dump(one)) == one


def test_an_excellence_assessment_is_held_against_the_criteria():
    def assessment(category, points, item=None):
        return ExcellenceAssessment(
            id="X1",
            enterprise=UNIT,
            year=2016,
            assessed_on=ON,
            known_on=ON + timedelta(days=1),
            score=Points.of(points),
            document="报告",
            categories=(CategoryScore(category=category, item=item, points=Points.of(points)),),
        )

    assert assessment_problems(assessment("4.1", 110), CONTEXT) == ()
    assert [p.code for p in assessment_problems(assessment("4.1", "110.5"), CONTEXT)] == [
        "excellence.points"
    ]
    assert [p.code for p in assessment_problems(assessment("4.8", 10), CONTEXT)] == [
        "excellence.category"
    ]
    assert assessment_problems(assessment("4.1", 50, "4.1.2"), CONTEXT) == ()
    assert [p.code for p in assessment_problems(assessment("4.1", 51, "4.1.2"), CONTEXT)] == [
        "excellence.points"
    ]
    assert [p.code for p in assessment_problems(assessment("4.1", 5, "4.2.2"), CONTEXT)] == [
        "excellence.item"
    ]


def test_a_requirement_says_how_it_stands():
    standings = {one.name: one.standing for one in judged(known=LISTED).requirements}
    assert standings["listing"] is Fulfillment.BARRED
    assert standings["score"] is Fulfillment.MET
