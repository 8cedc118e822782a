"""Repute and well-being in the annual report: figures and surveys, each with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qualitygov.core.exact import Rate
from qualitygov.county.repute import ReputeLine, repute_lines
from qualitygov.industry import SUBJECT as INDUSTRY
from qualitygov.industry import Figure
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.service import SUBJECT as SERVICE
from qualitygov.service import PublicSurvey, SurveySubject, public_survey_facts
from small_county import view_of

pytestmark = pytest.mark.clause("4.1.b")
BOOK = load_rulebook("strong-town")
TOWN, OTHER = "330299101", "330299102"


def at(**more):
    return Context.of_year(BOOK, 2016, **more).settled


def figure(item="visitors", year=2016, value="12", unit="万人", **more):
    return Figure(
        town=more.pop("town", TOWN), item=item, year=year, value=Decimal(value), unit=unit,
        source_document=f"{year}年统计年报", **more,
    )  # fmt: skip


def survey(subject=SurveySubject.WELL_BEING, year=2016, good=60, name="G1", **more):
    return PublicSurvey(
        id=name,
        town=TOWN,
        subject=subject,
        held_on=date(year, 10, 10),
        valid=100,
        good=good,
        **more,
    )


def lines(*rows, context=None, town=TOWN):
    figures = [row for row in rows if isinstance(row, Figure)]
    surveys = [row for row in rows if isinstance(row, PublicSurvey)]
    view = view_of(INDUSTRY, SERVICE, figures=figures, public_surveys=surveys)
    return {one.id: one for one in repute_lines(view, context or at(), town=town)}


def test_a_figure_has_its_unit_its_source_and_the_year_before():
    found = lines(figure(), figure(year=2015, value="110000", unit="人"))["visitors"]
    assert (found.value, found.before, found.year) == (12, 11, 2016)
    assert found.say("zh") == "游客人次 2016: 11 → 12 万人 (2016年统计年报)"
    assert found.share is None


def test_the_last_year_there_is_stands_and_later_ones_do_not():
    assert lines(figure(year=2014), figure(year=2013, value="9"))["visitors"].year == 2014
    assert lines(figure(year=2017)) == {}
    assert lines(figure(town=OTHER)) == {}


def test_other_figures_are_no_repute():
    assert lines(figure("output-energy", unit="百万元")) == {}


def test_a_survey_has_its_share_and_the_one_of_the_year_before():
    rows = survey(), survey(year=2015, good=50, name="G0"), survey(good=70, name="G2")
    found = lines(*rows)["well-being"]
    assert (found.share, found.share_before) == (Rate(130, 200), Rate(50, 100))
    assert found.say() == "well-being 2016: 50/100 → 130/200 (G1)"
    assert lines(survey(SurveySubject.AWARENESS)) == {}


def test_what_was_not_known_is_not_there():
    late = date(2017, 4, 10)
    rows = figure(known_on=late), survey(known_on=late)
    assert lines(*rows) == {}
    assert lines(*rows, context=at(known_at=late, as_of=late)) != {}


def test_these_surveys_are_owed_by_nobody():
    view = view_of(SERVICE, public_surveys=[survey(), survey(SurveySubject.REPUTE, name="G2")])
    assert {one.subject for one in public_survey_facts(view, at())} <= {"awareness", "quality"}


def test_a_line_travels():
    for one in lines(figure(), survey()).values():
        assert ReputeLine.from_dict(one.to_dict()) == one
