"""The day a ground arose, when records did not count for a while: judged day by day."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import duckdb
from hypothesis import given, settings
from test_blacklist_mended import ground
from test_screening import dense_worlds, rec
from worlds import AS_OF, BOOK, UNITS, record_table, unit_table

from qualitygov.blacklist import BlacklistScreener

D = date
FAILURES = [
    rec("sampling-fail", "minor", on, category="rice")
    for on in (D(2014, 7, 1), D(2015, 1, 1), D(2016, 7, 1))
]
STAY = {
    "appealed_on": D(2015, 2, 1),
    "stayed_on": D(2015, 2, 1),
    "appeal_ended_on": D(2016, 10, 1),
}


def with_second(**changed):
    return [FAILURES[0], attrs.evolve(FAILURES[1], **changed), FAILURES[2]]


def test_a_ground_that_stood_again_after_a_stay_began_again():
    stayed = with_second(**STAY)
    assert ground("failures-3", stayed, D(2016, 9, 30)) is None
    assert ground("failures-3", stayed, D(2016, 10, 1)) == (D(2016, 10, 1), 3)
    assert ground("failures-3", stayed, D(2016, 12, 31)) == (D(2016, 10, 1), 3)
    assert ground("failures-3", FAILURES, D(2016, 12, 31)) == (D(2016, 7, 1), 3)


def test_a_database_of_its_own_connection_says_the_same():
    connection = duckdb.connect()
    connection.register("u", unit_table(UNITS[:1]).to_arrow())
    connection.register("r", record_table(with_second(**STAY)).to_arrow())
    screener = BlacklistScreener(BOOK, as_of=AS_OF)
    answer = screener.screen_frame(connection.table("u"), connection.table("r")).fetchall()
    assert [row[1:] for row in answer] == [("failures-3", D(2016, 10, 1), 3)]


def test_a_ground_that_stood_again_after_a_repair_began_again():
    fourth = rec("sampling-fail", "minor", D(2016, 11, 1), category="rice")
    repaired = [*with_second(repaired_on=D(2016, 8, 1)), fourth]
    assert ground("failures-3", repaired, D(2016, 10, 31)) is None
    assert ground("failures-3", repaired, D(2016, 12, 31)) == (D(2016, 11, 1), 3)
    in_time = [*with_second(repaired_on=D(2016, 11, 1)), fourth]
    assert ground("failures-3", in_time, D(2016, 12, 31)) == (D(2016, 7, 1), 3)


def test_a_record_that_is_ripe_while_stayed_is_a_ground_when_the_stay_ends():
    found = [rec("abnormal-list", "general", D(2013, 6, 1), **STAY)]
    assert ground("abnormal-3-years", found, D(2016, 9, 30)) is None
    assert ground("abnormal-3-years", found, D(2016, 12, 31)) == (D(2016, 10, 1), 1)


def test_a_run_begins_when_what_broke_it_no_longer_counts():
    found = [rec("sampling-fail", "serious", D(2016, n, 1)) for n in (1, 3)]
    passed = rec("sample-passed", "passed", D(2016, 2, 1), repaired_on=D(2016, 6, 1))
    assert ground("serious-2-in-a-row", [*found, passed], D(2016, 5, 31)) is None
    assert ground("serious-2-in-a-row", [*found, passed], AS_OF) == (D(2016, 6, 1), 2)


@settings(max_examples=10, deadline=None)
@given(dense_worlds())
def test_it_was_there_on_every_day_since_and_not_on_the_day_before(found):
    screener = BlacklistScreener(BOOK, as_of=AS_OF)
    for one in screener.screen(UNITS[0], found).grounds:
        before = one.arose_on - timedelta(days=1)
        days = {before, one.arose_on, AS_OF, *(r.repaired_on for r in found)}
        for day in sorted(d for d in days if d and before <= d <= AS_OF and d > D(2016, 4, 1)):
            then = BlacklistScreener(BOOK, as_of=day, known_at=AS_OF).screen(UNITS[0], found)
            assert (one.rule in {g.rule for g in then.grounds}) == (day > before)
    columns = screener.screen_frame(unit_table(UNITS), record_table(found)).rows()
    assert len(columns) == len(set(columns))


def test_records_of_one_matter_count_once_in_a_ground():
    one, two, three = (attrs.evolve(record, matter="M") for record in FAILURES)
    assert ground("failures-3", FAILURES, AS_OF) == (D(2016, 7, 1), 3)
    assert ground("failures-3", [one, two, FAILURES[2]], AS_OF) is None  # one fact and another
    other = rec("sampling-fail", "minor", D(2016, 8, 1), category="rice", matter="N")
    assert ground("failures-3", [one, FAILURES[1], three, other], AS_OF) == (D(2016, 8, 1), 3)
    gone = attrs.evolve(one, repaired_on=D(2016, 9, 1))  # then the next of its matter counts
    assert ground("failures-3", [gone, FAILURES[1], three, other], AS_OF) == (D(2016, 8, 1), 3)
    row = [rec("sampling-fail", "serious", D(2016, n, 1), matter="M") for n in (1, 3)]
    assert ground("serious-2-in-a-row", row, AS_OF) is None
    apart = [row[0], attrs.evolve(row[1], matter="N")]
    assert ground("serious-2-in-a-row", apart, AS_OF) == (D(2016, 3, 1), 2)
