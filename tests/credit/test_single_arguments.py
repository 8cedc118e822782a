"""Days and records given one by one: every spelling of a day, no id twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_door import GOOD, SCORER, SCREENER
from worlds import UNITS

from qualitygov.credit import CreditArchive
from qualitygov.errors import FieldError

LAST = date(2017, 3, 31)
UNIT, OTHER = UNITS[:2]
WAYS = [
    lambda day: SCORER.score(UNIT, [GOOD], listed_until=day).to_dict(),
    lambda day: SCORER.score_on("2017-03-31", UNIT, [GOOD], listed_until=day).to_dict(),
    lambda day: SCORER.outlook(UNIT, [GOOD], listed_until=day).to_dict(),
    lambda day: SCORER.to_reach("A", UNIT, [GOOD], listed_until=day).to_dict(),
    lambda day: SCORER.badge(UNIT, [GOOD], listed_until=day),
]


@pytest.mark.parametrize("way", WAYS)
def test_the_end_of_a_listing_is_a_day_in_any_spelling(way):
    same = way(LAST)
    assert way("2017-03-31") == same
    assert way(datetime(2017, 3, 30, 20, tzinfo=UTC)) == same
    for wrong in (datetime(2017, 3, 31), "31.3.2017", 20170331):  # noqa: DTZ001
        with pytest.raises(FieldError):
            way(wrong)


def test_the_day_of_a_score_is_a_day_in_any_spelling():
    assert SCORER.score_on("2017-03-31", UNIT, [GOOD]).as_of == LAST
    with pytest.raises(FieldError):
        SCORER.score_on(datetime(2017, 3, 31), UNIT, [GOOD])  # noqa: DTZ001


@pytest.mark.parametrize(
    "way",
    [
        lambda records: SCORER.score(UNIT, records),
        lambda records: SCORER.outlook(UNIT, records),
        lambda records: SCREENER.screen(UNIT, records),
        CreditArchive.of,
    ],
)
def test_a_record_that_is_there_twice_is_refused(way):
    with pytest.raises(FieldError, match="the record id R1 is there twice") as raised:
        way(iter([GOOD, GOOD]))
    assert raised.value.code == "record.id"


def test_archives_with_the_same_records_hash_alike():
    one, same, none = CreditArchive.of([GOOD]), CreditArchive.of([GOOD]), CreditArchive.of([])
    assert one == same
    assert len({one, same, none}) == 2


@given(st.permutations(range(6)))
def test_archives_are_equal_in_whatever_order_the_records_came(order):
    """Also where several records are of one unit, and where units come in another order."""
    other = {"subject": OTHER.code}
    records = [
        attrs.evolve(GOOD, id=f"R{n}", **(other if n % 2 else {})) for n in range(len(order))
    ]
    one, again = CreditArchive.of(records), CreditArchive.of(records[n] for n in order)
    assert one == again
    assert hash(one) == hash(again)
    assert list(one) == list(again)
    assert one.of_unit(UNIT.code) == again.of_unit(UNIT.code)
    assert one != CreditArchive.of(records[:5])
