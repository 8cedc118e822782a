"""What results say of themselves: the warning of a book that was not reviewed, the annual report."""

from __future__ import annotations

import pytest
from county_samples import BOOK, counties
from hypothesis import HealthCheck, given, settings

from qualitygov import Context, CountyData, Text, Town, assess_county
from qualitygov.county import annual_report

pytestmark = pytest.mark.clause("4.1.a", "4.5.c")

TOWN = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
DATA = CountyData(id="330299", name=Text("某县", "A county"), towns=[TOWN])


def test_a_day_after_the_last_review_of_the_book_is_told():
    last = BOOK.header.reviewed_to
    assert assess_county(DATA, Context(BOOK, as_of=last)).note is None
    later = Context(BOOK, as_of=last.replace(year=last.year + 2))
    note = assess_county(DATA, later).note
    assert str(last) in note.en
    assert str(last) in note.zh


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(counties())
def test_both_languages_of_an_annual_report_have_the_same_numbers(county):
    result = assess_county(county, Context(BOOK, as_of="2016-12-31"))
    for report in annual_report(result):
        zh, en = report.say("zh").splitlines(), report.say("en").splitlines()
        assert len(zh) == len(en)
        rank = report.assessment.rank
        assert f"第 {'–' if rank is None else rank} 名" in zh[0]
        assert f"rank {'–' if rank is None else rank}" in en[0]
