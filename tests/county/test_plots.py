"""The charts of results: those of the page, in a notebook, with Altair as an extra."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qualitygov import Context, OfficialCalendar, assess_county, read_county
from qualitygov.core.charts import COLORS
from qualitygov.county import annual_report
from qualitygov.errors import MissingExtraError

COUNTY = Path(__file__).parents[2] / "examples" / "county"
STYLE = Path(__file__).parents[2] / "src" / "qualitygov" / "report" / "page" / "style.css"


@pytest.fixture(scope="module")
def assessment():
    reading = read_county(COUNTY, calendar=OfficialCalendar())
    context = Context.of_year(reading.rulebook, 2016, calendar=OfficialCalendar())
    return assess_county(reading.data, context)


def rows(chart):
    return chart.to_dict()["data"]["values"]


def test_the_ranking_is_drawn_with_its_bounds_and_the_grades(assessment):
    ranked, grades = assessment.plot("zh").to_dict()["vconcat"]
    shown = ranked["data"]["values"]
    assert [one["name"] for one in shown] == [
        assessment.names[code].zh for code in assessment.places
    ]
    for one, place in zip(shown, assessment.places.values(), strict=True):
        assert one["lowest"] <= one["score"] <= one["highest"]
        assert one["score"] == pytest.approx(float(str(place.score)))
    assert "得分" in str(ranked)
    counted = sum(one["count"] for one in grades["data"]["values"])
    assert counted == sum(sum(own.values()) for own in assessment.grades_by_town.values())


def test_a_town_shows_its_qualities_and_a_year_how_it_moved(assessment):
    town = assessment.in_order[0]
    shown = {one["name"]: one["share"] for one in rows(town.plot("zh"))}
    assert set(shown) == {quality.label.zh for quality in town.by_quality}
    assert all(share is None or 0 <= share <= 1 for share in shown.values())
    report = next(one for one in annual_report(assessment) if one.town == town.town)
    moved = rows(report.plot())
    assert moved
    assert all(isinstance(one["then"], float) and isinstance(one["now"], float) for one in moved)
    assert "last year → this year" in str(report.plot().to_dict())


def test_what_a_notebook_shows_of_a_result_stays_a_table(assessment):
    town = assessment.in_order[0]
    assert "<table" in assessment._repr_html_()
    assert "<table" in town._repr_html_()


def test_without_the_extra_it_is_named(assessment, monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match=r"qualitygov\[charts\]"):
        assessment.plot()


def test_the_grades_have_the_colors_of_the_page():
    style = STYLE.read_text(encoding="utf-8").partition("}")[0]
    names = {"A": "good", "B": "accent", "C": "fair", "D": "poor"}
    assert {grade: f"--{names[grade]}: {color}" in style for grade, color in COLORS.items()} == (
        dict.fromkeys(COLORS, True)
    )
