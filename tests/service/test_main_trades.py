"""Each main trade by itself; a trade that nobody asked; surveys of the public and their trends."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.trend import Trend, trend_verdict
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import MainTrade
from qualitygov.service import (
    SUBJECT,
    PublicSurvey,
    SatisfactionSurvey,
    public_survey_facts,
    survey_facts,
)
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town
from qualitygov.text import Text

pytestmark = pytest.mark.clause("2.2.4.b", "2.2.b", "3.1.4.c")

BOOK = load_rulebook("strong-town")
TOWN, DAY = "330299101", timedelta(days=1)
DUE = date(2016, 11, 30)
YEAR = Context.of_year(BOOK, 2016)
TRADES = {name: trade.code for name, trade in YEAR.rules.entries(MainTrade).items()}


def survey(trade="F52", satisfied=90, dissatisfied=10, held_on=date(2016, 10, 1), **more):
    values = {"very_satisfied": 0, "fair": 0, "very_dissatisfied": 0, "id": trade, **more}
    return SatisfactionSurvey(
        town=TOWN, trade=trade, held_on=held_on, satisfied=satisfied, dissatisfied=dissatisfied,
        **values,
    )  # fmt: skip


def public(subject="quality", *, valid=100, good=60, bad=10, held_on=date(2016, 10, 1), **more):
    values = {"id": f"{subject}/{held_on}", **more}
    return PublicSurvey(
        town=TOWN, subject=subject, held_on=held_on, valid=valid, good=good, bad=bad, **values
    )


def view(**rows):
    towns = Subject(name="towns", label=Text("乡镇", "towns"), tables=(TOWNS,))
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    name = Text("试县", "Test County")
    subjects = (towns, SUBJECT)
    return CountyView(CountyData(id="330299", name=name, subjects=subjects, towns=[town], **rows))


def trades(surveys, context=YEAR, year=2016):
    facts = survey_facts(view(surveys=surveys), context.settled)
    return {fact.trade: fact for fact in facts if fact.on.year == year}


def judged(found):
    """What the town is judged by: above, and under the line."""
    [weakest] = [fact for fact in found.values() if fact.weakest]
    return weakest.trade, Fraction(weakest.satisfied, weakest.valid)


ALL = [survey(code) for code in TRADES.values()]


def test_one_trade_below_the_line_is_a_miss_however_large_the_others_are():
    bad = survey("H62", satisfied=70, dissatisfied=30)
    huge = [survey(code, 9500, 500) for code in TRADES.values() if code != "H62"]
    found = trades([*huge, bad])
    assert judged(found) == ("H62", Fraction(7, 10))
    assert {fact.standing for fact in found.values()} == {"done"}


@pytest.mark.parametrize("code", sorted(TRADES.values()))
def test_a_main_trade_without_a_survey_is_missing(code):
    found = trades([one for one in ALL if one.trade != code])
    assert (found[code].standing, judged(found)) == ("missing", (code, 0))
    assert found[code].valid == YEAR.rules.whole("service.survey-size")


def test_a_trade_is_open_until_its_day_and_the_weakest_is_not_known_before():
    for as_of, standing in ((DUE, "open"), (DUE + DAY, "missing")):
        found = trades(ALL[1:], Context(BOOK, as_of=as_of))
        one = found[ALL[0].trade]
        assert (one.standing, one.weakest, one.by) == (standing, True, DUE)
        assert one.settles_on == (DUE if standing == "open" else None)


@pytest.mark.parametrize(
    ("held_on", "standing"), [(DUE, "done"), (DUE + DAY, "late"), (date(2016, 12, 31), "late")]
)
def test_a_survey_in_time_and_late_counts_with_its_answers(held_on, standing):
    found = trades([attrs.evolve(ALL[0], held_on=held_on), *ALL[1:]])
    one = found[ALL[0].trade]
    assert (one.standing, one.satisfied, one.valid, one.index_sum) == (standing, 90, 100, 7600)


def test_too_few_answers_are_no_survey():
    size = YEAR.rules.whole("service.survey-size")
    enough, few = survey("F52", size, 0), survey("F52", size - 1, 0)
    assert trades([enough, *ALL[1:]])["F52"].standing == "done"
    assert trades([few, *ALL[1:]])["F52"].standing == "missing"
    both = [few, attrs.evolve(few, id="again")]
    assert trades([*both, *ALL[1:]])["F52"].valid == 2 * (size - 1)


def test_a_class_belongs_to_its_division_and_other_trades_are_not_judged():
    found = trades([survey("H6210", 50, 50), survey("K70", 0, 100), *ALL])
    assert found.keys() == set(TRADES.values())
    assert found["H62"].satisfied == 140
    assert judged(found)[0] == "H62"


def test_known_on_decides_what_is_seen():
    late = attrs.evolve(ALL[0], known_on=date(2017, 2, 1))
    known = Context.of_year(BOOK, 2016, known_at=date(2017, 1, 31))
    assert trades([late, *ALL[1:]], known)["F52"].standing == "missing"
    assert trades([late, *ALL[1:]])["F52"].standing == "done"


COUNTS = st.tuples(st.integers(0, 300), st.integers(0, 300))


@given(st.dictionaries(st.sampled_from(sorted(TRADES.values())), COUNTS), st.randoms())
def test_the_town_is_judged_by_its_weakest_trade_and_silence_never_helps(counts, luck):
    surveys = [survey(code, *answers) for code, answers in counts.items()]
    luck.shuffle(surveys)
    _, value = judged(trades(surveys))
    shares = [
        Fraction(good, good + bad) if good + bad >= 30 else 0 for good, bad in counts.values()
    ]
    assert value == (min(shares) if len(counts) == len(TRADES) else 0)
    for at in range(len(surveys)):
        assert judged(trades(surveys[:at] + surveys[at + 1 :]))[1] <= value


def test_trades_do_not_lie_within_one_another():
    entries = YEAR.rules.entries(MainTrade)
    assert list(MainTrade.check_set(entries)) == []
    inside = attrs.evolve(entries["retail"], id="inside", code="F5211")
    [problem] = MainTrade.check_set({**entries, "inside": inside})
    assert (problem.path, problem.found) == ("retail.code", "F52")


def test_each_trade_is_shown():
    [section] = SUBJECT.sections
    rows = list(section.rows(view(surveys=ALL[1:]), YEAR))
    assert len(rows) == len(TRADES)
    shown = {trade.en: (share, said.en) for _, trade, share, said in rows}
    assert shown["retail"] == ("–", "missing, the weakest")
    assert shown["catering"] == ("90.0%", "done in time")


# The public


def answers(surveys, context=YEAR, subject="quality", year=2016):
    facts = public_survey_facts(view(public_surveys=surveys), context.settled)
    [found] = [f for f in facts if (f.subject, f.on.year) == (subject, year)]
    return found


def test_the_public_is_asked_each_year():
    found = answers([public()])
    assert (found.standing, found.valid, found.good, found.bad) == ("done", 100, 60, 10)
    nobody = answers([public()], subject="awareness")
    assert (nobody.standing, nobody.valid, nobody.duty) == ("missing", 0, "awareness-survey")
    for as_of, standing in ((DUE, "open"), (DUE + DAY, "missing")):
        assert answers([], Context(BOOK, as_of=as_of)).standing == standing


def test_nothing_rises_from_a_survey_that_was_not_held():
    before = answers([public()], year=2016)
    assert answers([public()], Context.of_year(BOOK, 2017), year=2017).valid == 0
    level = {"minimum": 10, "confidence": "0.95"}
    assert trend_verdict((0, 0), (before.good, before.valid), **level) is Trend.UNDECIDED


def test_more_answers_than_valid_ones_are_refused():
    with pytest.raises(FieldError, match="more answers than valid ones"):
        public(valid=69, good=60, bad=10)
    assert public(valid=70, good=60, bad=10).bad == 10
