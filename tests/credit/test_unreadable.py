"""A record whose word no rule knows: nothing that rests on it is said, and it is named."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from qualitygov import BlacklistScreener, CreditRecord, CreditScorer, Enterprise, load_rulebook
from qualitygov.blacklist import Screening
from qualitygov.core.exact import Points
from qualitygov.credit import CreditScore
from qualitygov.credit.standing import Excluded

CODE, OTHER = "91330299MA2837B62L", "91110000600037341L"
UNIT = Enterprise(code=CODE, name="某厂", town="330299101", registered_on=date(2010, 1, 4))
BOOK = load_rulebook("strong-town")
SCORER = CreditScorer(BOOK, as_of="2016-12-31")
SCREENER = BlacklistScreener(BOOK, as_of="2016-12-31")


def record(kind, severity="general", on=date(2016, 6, 1), **more):
    fields = {"id": f"{kind}-{on}", "subject": CODE, "happened_on": on, "decided_on": on, **more}
    return CreditRecord(kind=kind, severity=severity, known_on=on, source_document="文", **fields)


STRANGE = record("penalti")
SHORT = date(2017, 3, 1)


def test_no_badge_no_grade_reached_and_no_day_of_one_while_a_record_cannot_be_read():
    score = SCORER.score(UNIT, [STRANGE])
    assert (score.grade, score.assessed) == (None, False)
    assert SCORER.badge(UNIT, [STRANGE]) is None
    assert SCORER.badge(UNIT, []) is not None
    reach = SCORER.to_reach("A", UNIT, [STRANGE])
    assert (reach.reached, reach.by_itself_on, reach.repairs) == (None, None, None)
    assert (reach.merits, reach.blocked_by_listing) == ((), False)
    assert (reach.say("en").startswith("not assessed"), "不予评级" in reach.say("zh")) == (
        True,
        True,
    )
    assert SCORER.outlook(UNIT, [STRANGE]).when("A") is None
    assert SCORER.outlook(UNIT, []).when("A") == date(2016, 12, 31)


def test_the_outlook_says_from_when_to_when_a_unit_is_not_assessed():
    """Until the day before it is decided, and from the day after its validity ends."""
    later = record("penalti", on=date(2017, 2, 1), valid_until=SHORT)
    scorer = CreditScorer(BOOK, as_of="2017-01-15", known_at="2017-02-01")
    found = scorer.outlook(UNIT, [later])
    assert (found.now.grade, found.when("A")) == ("A", date(2017, 1, 15))
    days = [(date(2017, 2, 1), None), (date(2017, 3, 2), "A")]
    assert [(one.day, one.grade) for one in found.changes] == days
    assert "not assessed" in found.changes[0].say("en")
    within = CreditScorer(BOOK, as_of="2017-03-01")
    assert within.outlook(UNIT, [later]).when("A") == date(2017, 3, 2)
    assert within.to_reach("A", UNIT, [later]).by_itself_on == date(2017, 3, 2)
    after = CreditScorer(BOOK, as_of="2017-03-02")
    assert after.to_reach("A", UNIT, [later]).reached is True
    assert after.badge(UNIT, [later]) is None  # a day of its years cannot be judged


def test_a_proposal_brings_no_grade_to_a_unit_that_is_not_assessed():
    proposed = record("penalty", id="P", proposed_by="event-rule")
    (found,) = SCORER.score(UNIT, [STRANGE, proposed]).proposals
    assert (found.grade, found.points) == (None, Points(-10000))
    assert "grade" not in found.say("en")
    assert "级" not in found.say("zh")
    (known,) = SCORER.score(UNIT, [proposed]).proposals
    assert known.say("en").endswith("grade A")


FAILS = [
    record("recheck-fail", "serious", on=date(2016, 3, 1)),
    record("recheck-fial", on=date(2016, 6, 1)),
]


def test_screening_names_the_record_that_it_cannot_read():
    found = SCREENER.screen(UNIT, FAILS)
    assert (found.grounds, found.unreadable) == ((), ("recheck-fial-2016-06-01",))
    assert found.assessed is False
    assert "no ground" not in found.say("en")
    assert "recheck-fial-2016-06-01" in found.say("en")
    assert "未发现" not in found.say("zh")
    assert found.to_dict()["unreadable"] == ["recheck-fial-2016-06-01"]
    assert Screening.from_dict(found.to_dict()) == found
    plain = SCREENER.screen(UNIT, FAILS[:1])
    assert (plain.unreadable, plain.assessed) == ((), True)
    assert "no ground" in plain.say("en")


@pytest.mark.parametrize(
    "more",
    [
        {"subject": OTHER},
        {"repaired_on": date(2016, 12, 31)},
        {"revoked_on": date(2016, 12, 31)},
        {"valid_until": date(2016, 12, 30)},
    ],
)
def test_an_unreadable_record_that_does_not_count_leaves_the_unit_screened(more):
    found = SCREENER.screen(UNIT, [attrs.evolve(FAILS[1], **more)])
    assert (found.unreadable, found.assessed) == ((), True)


def test_an_unknown_severity_is_named_and_a_ground_beside_it_stands():
    grave = record("accident-report", "concealed")
    mild = record("penalty", "mild")
    found = SCREENER.screen(UNIT, [grave, attrs.evolve(mild, id="M")])
    assert found.unreadable == ("M",)
    assert [one.rule for one in found.grounds] == ["concealment"]
    assert found.say("en").count("\n") >= 1
    assert ": M" in found.say("en")


def test_a_record_of_another_unit_stops_no_grade():
    other = record("penalti", subject=OTHER)
    score = SCORER.score(UNIT, [other])
    assert (score.grade, score.assessed, score.score) == ("A", True, Points.of(100))
    assert [one.reason for one in score.excluded] == [Excluded.OTHER_UNIT]
    assert CreditScore.of(SCORER.plan, OTHER, (other,), listed=False).grade is None
    late = attrs.evolve(other, revoked_on=date(2016, 7, 1))
    assert SCORER.score(UNIT, [late]).excluded[0].reason is Excluded.OTHER_UNIT
