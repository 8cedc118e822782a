"""One decision may punish several units: each has its record, and no two records have one id."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import attrs
import pytest

from qualitygov import Context, CountyData, Text, load_rulebook
from qualitygov.credit.archive import archive_of
from qualitygov.publication import EnforcementCase
from qualitygov.subject import CountyView

FIRST, SECOND, THIRD = "91330299MA28A0010E", "91330299MA28A0029B", "91330299MA28A00376"
CASE = EnforcementCase(
    id="罚〔2016〕7号",
    subject=FIRST,
    name="甲公司",
    town="330299101",
    case_name="销售不合格电缆案",
    facts="销售不合格电缆",
    legal_basis="产品质量法第四十九条",
    penalty="warning",
    authority="县局",
    decided_on=date(2016, 5, 1),
    known_on=date(2016, 5, 1),
)
OTHERS = [
    attrs.evolve(CASE, subject=SECOND, known_on=date(2016, 5, 3)),
    attrs.evolve(CASE, subject=THIRD, known_on=date(2016, 5, 2)),
]


def records(cases, known_at="2016-12-31"):
    context = Context(load_rulebook("strong-town"), as_of="2016-12-31", known_at=known_at)
    county = CountyData(id="330299", name=Text("某县", "A county"), penalties=cases)
    return {one.subject: one for one in archive_of(CountyView(county), context)}


@pytest.mark.parametrize("cases", list(permutations([CASE, *OTHERS])))
def test_each_unit_has_its_record_and_the_first_that_was_known_keeps_the_name(cases):
    found = records(cases)
    assert {subject: one.id for subject, one in found.items()} == {
        FIRST: "罚〔2016〕7号/penalty",
        SECOND: "罚〔2016〕7号/MA28A0029/penalty",
        THIRD: "罚〔2016〕7号/MA28A0037/penalty",
    }
    assert {one.source_document for one in found.values()} == {CASE.id}


@pytest.mark.parametrize("day", ["2016-05-01", "2016-05-02", "2016-05-03"])
def test_what_is_known_later_renames_nothing(day):
    now = records([*OTHERS, CASE], known_at=day)
    assert now
    later = records([*OTHERS, CASE])
    assert {one.id for one in now.values()} == {later[subject].id for subject in now}
