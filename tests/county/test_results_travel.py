"""The results of a county travel: as plain data, as pickles, into another process, and back."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from example_county import assessed, year
from qualitygov import CreditScorer, assess_county
from qualitygov.assessment import TownAssessment
from qualitygov.blacklist import CASES, BlacklistScreener
from qualitygov.comparison.change import compare
from qualitygov.complaint.tables import COMPLAINTS
from qualitygov.core.exact import Points, Rate
from qualitygov.core.form import to_plain
from qualitygov.core.result import Result
from qualitygov.county import CountyAssessment, annual_report
from qualitygov.credit import CreditScore
from qualitygov.credit.archive import archive_of
from qualitygov.credit.outlook import Outlook
from qualitygov.credit.trade import trade_credits
from qualitygov.errors import FieldError, NotStoredError

COUNTY = Path(__file__).parents[2] / "examples" / "county"
MOST, LONGEST = 25, 200
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def context():
    return year()


@pytest.fixture(scope="module")
def assessment():
    return assessed()


@pytest.fixture(scope="module")
def units(assessment):
    return {unit.code: unit for unit in assessment.view.data.enterprises}


@pytest.fixture(scope="module")
def archive(assessment, context):
    return archive_of(assessment.view, context)


@pytest.fixture(scope="module")
def plain(assessment):
    return json.loads(json.dumps(assessment.to_dict()), parse_float=pytest.fail)


@pytest.fixture(scope="module")
def again(plain):
    return CountyAssessment.from_dict(plain)


def _scored(units, assessment):
    """The units that were known, each of which has a score."""
    codes = {score.code for score in assessment.credit}
    return [unit for unit in units.values() if unit.code in codes]


def _gathered(assessment, units, archive, context):
    scorer = CreditScorer.of(context)
    weighed = [score for score in assessment.credit if score.totals.deductions][:MOST]
    cases = assessment.view.known(CASES, context)
    complaints = assessment.view.known(COMPLAINTS, context)
    return [
        assessment,
        assessment.standings,
        assessment.warnings,
        annual_report(assessment),
        trade_credits(_scored(units, assessment), {s.code: s for s in assessment.credit}, context),
        [scorer.outlook(units[score.code], archive) for score in weighed],
        [scorer.to_reach("A", units[score.code], archive) for score in weighed],
        [case.status(context) for case in cases],
        [complaint.status(context) for complaint in complaints],
        compare(Rate(57, 60), context, before=Rate(45, 60)),
        assessment.worklists(),
    ]


def _walk(value, found):
    """Gather results by class, those inside others too."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, (tuple, list, frozenset)):
        for one in value:
            _walk(one, found)
    elif isinstance(value, Result):
        found.setdefault(type(value), []).append(value)
        for name in type(value).shown_names():
            _walk(getattr(value, name), found)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            _walk(getattr(value, field.name), found)


@pytest.fixture(scope="module")
def results(assessment, units, archive, context):
    found = {}
    _walk(_gathered(assessment, units, archive, context), found)
    return found


def _spread(values):
    """Some of many, from the first to the last."""
    return values[:: max(1, len(values) // MOST)]


def test_the_example_has_results_of_most_classes(results):
    names = {cls.__name__ for cls in results}
    assert names >= {
        "AccessDecision", "AnnualReport", "Change", "ComplaintStatus", "CountyAssessment", "CreditScore", "DutyFact",
        "ExcludedRecord", "Ground", "ItemResult", "Line", "ListingStatus", "Measurement", "Outlook",
        "Part", "Publication", "QuotaState", "Reach", "Screening", "Target", "TargetResult", "TownAssessment",
        "TradeCredit", "UnitAssessment", "UnitLine", "UnitStanding", "Veto", "VisitDue",
    }  # fmt: skip


def test_every_result_is_read_back_and_says_the_same(results):
    for cls, values in results.items():
        validator = Draft202012Validator(cls.json_schema(), format_checker=FormatChecker())
        for one in islice(_spread(values), 1 if cls is CountyAssessment else None):
            made = one.to_dict()
            if cls is not CountyAssessment:
                validator.validate(made)
            try:
                back = cls.from_dict(json.loads(json.dumps(made)))
            except FieldError as error:
                assert "reviewer" in error.say("en")
                continue
            assert (back, back.to_dict()) == (one, made)
            assert repr(back) == repr(one)
            if hasattr(one, "say"):
                assert [back.say(n) for n in LANGUAGES] == [one.say(n) for n in LANGUAGES]


def test_every_result_shows_itself_shortly(results):
    long = {cls.__name__: max(len(repr(one)) for one in values) for cls, values in results.items()}
    assert {name: length for name, length in long.items() if length > LONGEST} == {}


def test_every_result_pickles_and_copies(results):
    for cls, values in results.items():
        for one in _spread(values)[:3] if cls is not CountyAssessment else ():
            copies = [pickle.loads(pickle.dumps(one, protocol)) for protocol in (2, 3, 4, 5)]
            for same in (*copies, copy.deepcopy(one), copy.copy(one)):
                assert (same, repr(same)) == (one, repr(one))


def test_a_county_read_back_is_the_same_county(assessment, again, plain):
    assert (again, again.to_dict()) == (assessment, plain)
    assert repr(again) == repr(assessment) == "CountyAssessment(id='330299', year=2016, towns=12)"
    assert [again.say(n) for n in LANGUAGES] == [assessment.say(n) for n in LANGUAGES]
    for one, other in zip(assessment.towns, again.towns, strict=True):
        assert isinstance(other, TownAssessment)
        assert [other.say(n) for n in LANGUAGES] == [one.say(n) for n in LANGUAGES]
        assert (other.year, other.rate) == (one.year, one.rate)
        assert {n: r.say("zh") for n, r in other.targets.items()} == {
            n: r.say("zh") for n, r in one.targets.items()
        }
    code = again.towns[-1].town
    assert again.town(code) == assessment.town(code)
    assert again.have_to_report == assessment.have_to_report
    assert again.target("food-production") == assessment.target("food-production")
    assert [s.say("zh") for s in again.credit] == [s.say("zh") for s in assessment.credit]


def test_a_county_fits_its_schema_and_one_that_was_changed_does_not(plain):
    schema = CountyAssessment.json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    short = {**plain, "credit": plain["credit"][:MOST], "towns": plain["towns"][:2]}
    validator.validate(short)
    town = {**plain["towns"][0], "score": 89.5}
    for wrong in ({"year": "2016"}, {"towns": [town]}, {"as_of": "31.12.2016"}, {"extra": 1}):
        assert not validator.is_valid({**short, **wrong})
        with pytest.raises(FieldError):
            CountyAssessment.from_dict({**short, **wrong})


def test_what_rests_on_rules_or_data_is_refused_clearly_after_reading_back(again):
    asked = {
        "view": again.worklists,
        "standings": lambda: again.standings,
        "ends": lambda: again.towns[0].targets["food-production"].ends,
        "context": lambda: again.context,
    }
    for part, ask in asked.items():
        with pytest.raises(NotStoredError) as raised:
            ask()
        assert raised.value.part == part
        assert part in raised.value.say("zh")
    assert not hasattr(again, "view")
    assert again.towns[0].targets["food-production"].target.line == Rate(19, 20)


def test_an_outlook_read_back_says_all_but_when_a_grade_comes(results):
    for outlook in results[Outlook]:
        back = Outlook.from_dict(outlook.to_dict())
        assert [change.say("zh") for change in back.changes] == [
            change.say("zh") for change in outlook.changes
        ]
        with pytest.raises(NotStoredError) as raised:
            back.when("A")
        assert (raised.value.result, raised.value.part) == ("CreditScore", "plan")


def test_scores_survive_pickling_after_their_lines_were_read(assessment):
    for score in _spread(assessment.credit)[:5]:
        lines, excluded = score.lines, score.excluded
        for protocol in (2, 3, 4, 5):
            same = pickle.loads(pickle.dumps(score, protocol))
            assert (same.lines, same.excluded, same.say("zh")) == (lines, excluded, score.say("zh"))
        assert repr(score).startswith(f"CreditScore(code='{score.code}', score=Points.of('")
        assert repr(score).endswith(f", grade='{score.grade}')")


def test_two_results_made_alike_are_equal_and_two_made_otherwise_are_not(
    assessment, context, units, archive
):
    other = assess_county(assessment.view.data, context, profile="full")
    assert other == assessment
    assert hash(other.towns[0]) == hash(assessment.towns[0])
    code = next(score.code for score in assessment.credit if score.totals.deductions)
    one, two = (CreditScorer.of(context).score(units[code], archive) for _ in range(2))
    assert (one, hash(one)) == (two, hash(two))
    assert CreditScorer.of(context).score(units[code], []) != one
    town = assessment.towns[0]
    assert attrs.evolve(town, rank=99) != town
    assert one != town
    assert Points(0) != one


def test_a_county_pickles_and_copies_whole(assessment, context):
    same = pickle.loads(pickle.dumps(assessment, 2))
    assert same == assessment
    assert to_plain(same.worklists()["visits"]) == to_plain(assessment.worklists()["visits"])
    assert same.context == context
    for protocol in (3, 4, 5):
        towns = pickle.loads(pickle.dumps(assessment.towns, protocol))
        assert towns == assessment.towns
    assert copy.deepcopy(assessment).towns == assessment.towns


def test_every_worklist_has_a_plain_form_that_json_can_carry(assessment):
    for name, rows in assessment.worklists().items():
        text = json.dumps(to_plain(rows))
        assert text, name
        for row in rows if isinstance(rows, (list, tuple)) else ():
            if isinstance(row, Result):
                assert row.to_dict() == to_plain(row)


def _answers(sent):
    """What a process answers that got context, book, scorer and screener from another."""
    context, book, scorer, screener, asked = sent
    return {
        "rules": (context.rules.digest, book.at(context.as_of).digest, str(context.elapsed)),
        "due": context.due(context.as_of, "complaint.accept").day,
        "scores": [scorer.score(unit, records).to_dict() for unit, records in asked],
        "later": [scorer.outlook(unit, records).to_dict() for unit, records in asked[:3]],
        "grounds": [screener.screen(unit, records).to_dict() for unit, records in asked],
        "same": (context == scorer.context, book == context.rulebook, screener.context == context),
    }


def test_contexts_books_and_scorers_answer_alike_in_a_spawned_process(
    assessment, units, archive, context
):
    codes = [one.code for one in assessment.credit if one.totals.deductions][:MOST]
    asked = [(units[code], archive.of_unit(code)) for code in codes]
    scorer, screener = CreditScorer.of(context), BlacklistScreener.of(context)
    scorer.score(*asked[0])
    sent = (context, context.rulebook, scorer, screener, asked)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        answered = pool.apply(_answers, (sent,))
        score = pool.apply(CreditScore.to_dict, (assessment.credit[0],))
    assert answered == _answers(sent)
    assert answered["same"] == (True, True, True)
    assert any(one["grounds"] for one in answered["grounds"])
    assert score == assessment.credit[0].to_dict()
