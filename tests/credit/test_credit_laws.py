"""The laws of a credit score, over generated worlds."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, MERITS, RULES, UNITS, many_records, records

from qualitygov.core.exact import Points
from qualitygov.credit import CreditScorer

pytestmark = pytest.mark.clause("3.2.2.b")

SCORER = CreditScorer(BOOK, as_of=AS_OF)
UNIT = UNITS[0]
OWN = many_records().map(lambda found: [attrs.evolve(r, subject=UNIT.code) for r in found])
APART = OWN.map(lambda found: [attrs.evolve(r, matter=None) for r in found])
"""Records of which no two are of one matter: beside a graver one, a lighter one does not count."""
FAILINGS = [(name, s) for name, rule in RULES.items() if not rule.merit for s in rule.scale]


@given(OWN, st.sampled_from([None, AS_OF, date(2020, 1, 1)]))
def test_lines_add_up_to_the_score(found, listed_until):
    result = SCORER.score(UNIT, found, listed_until=listed_until)
    assert sum((line.points for line in result.lines), Points(0)) == result.score


@given(OWN, st.randoms(use_true_random=False))
def test_the_order_of_records_never_matters(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    one, two = SCORER.score(UNIT, found), SCORER.score(UNIT, shuffled)
    assert (one.score, one.grade, one.lines, one.excluded) == (
        two.score,
        two.grade,
        two.lines,
        two.excluded,
    )


@given(APART, records(number=999, pairs=FAILINGS))
def test_one_failing_more_never_raises_the_score_or_the_grade(found, extra):
    before = SCORER.score(UNIT, found)
    after = SCORER.score(UNIT, [*found, attrs.evolve(extra, subject=UNIT.code)])
    rank = SCORER.plan.rank_of
    assert after.score <= before.score
    assert rank(after.grade) >= rank(before.grade)


@given(APART, records(number=999), st.data())
def test_a_graver_record_never_raises_the_score(found, extra, data):
    rule = RULES[extra.kind]
    assume(not rule.merit and len(rule.scale) > 1)
    at = rule.scale.index(extra.severity)
    graver = data.draw(st.sampled_from(rule.scale[at:]))
    light = SCORER.score(UNIT, [*found, attrs.evolve(extra, subject=UNIT.code)])
    grave = SCORER.score(UNIT, [*found, attrs.evolve(extra, subject=UNIT.code, severity=graver)])
    assert grave.score <= light.score


@given(OWN)
def test_every_record_is_in_a_line_or_left_out_with_a_reason(found):
    result = SCORER.score(UNIT, found)
    told = [name for line in result.lines for name in line.record_ids] + [
        e.record_id for e in result.excluded
    ]
    assert sorted(told) == sorted(r.id for r in found)


@given(OWN, st.sampled_from([None, date(2018, 1, 1)]))
def test_score_and_bonus_stay_in_bounds(found, listed_until):
    result = SCORER.score(UNIT, found, listed_until=listed_until)
    assert Points(0) <= result.score <= Points.of(110)
    assert 0 <= result.totals.bonus <= 10_000
    if listed_until:
        assert result.grade == "D"
        assert result.totals.bonus == 0


@settings(max_examples=25, deadline=None)
@given(many_records(most=6).map(lambda found: [attrs.evolve(r, subject=UNIT.code) for r in found]))
def test_the_outlook_is_what_scoring_on_each_later_day_gives(found):
    outlook = SCORER.outlook(UNIT, found)
    days = {change.day: change for change in outlook.changes}
    state = (outlook.now.score, outlook.now.grade)
    day = AS_OF
    for _ in range(120):
        following = day + timedelta(days=17)
        for changed in sorted(d for d in days if day < d <= following):
            state = (days[changed].score, days[changed].grade)
        then = SCORER.score_on(following, UNIT, found)
        assert (then.score, then.grade) == state
        day = following


@settings(max_examples=25, deadline=None)
@given(OWN)
def test_nothing_weighs_longer_than_the_longest_window(found):
    assume(not any(r.kind in MERITS for r in found))
    far = max([AS_OF, *(r.known_on for r in found), *(r.decided_on for r in found)]).replace(
        day=1
    ) + timedelta(days=366 * 5 + 40)
    late = CreditScorer(BOOK, as_of=far)
    assert late.score(UNIT, found).score == Points.of(100)


@given(OWN)
def test_repairing_everything_brings_back_the_base(found):
    repaired = [
        attrs.evolve(r, repaired_on=max(r.decided_on, AS_OF))
        for r in found
        if r.decided_on <= AS_OF
    ]
    assert SCORER.score(UNIT, repaired).score == Points.of(100)


@settings(max_examples=40, deadline=None)
@given(
    many_records(most=6).map(lambda found: [attrs.evolve(r, subject=UNIT.code) for r in found]),
    st.sampled_from("ABC"),
)
def test_what_it_takes_to_reach_a_grade_reaches_it(found, grade):
    answer = SCORER.to_reach(grade, UNIT, found)
    rank = SCORER.plan.rank_of
    if answer.repairs is not None:
        left = [r for r in found if r.id not in answer.repairs]
        assert rank(SCORER.score(UNIT, left).grade) <= rank(grade)
    assert answer.reached == (rank(SCORER.score(UNIT, found).grade) <= rank(grade))


@given(OWN, st.dates(date(2013, 1, 1), AS_OF))
def test_what_was_not_known_does_not_exist(found, known_at):
    scorer = CreditScorer(BOOK, as_of=AS_OF, known_at=known_at)
    known = [r for r in found if r.known_on <= known_at]
    assert scorer.score(UNIT, found).score == scorer.score(UNIT, known).score
