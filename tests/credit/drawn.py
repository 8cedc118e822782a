"""Drawn worlds: a rulebook drawn at random, records of its kinds, the day, who is listed."""

from __future__ import annotations

from datetime import date

import attrs
from books import documents, pairs_of
from hypothesis import strategies as st
from worlds import CODES, KEYS, UNITS, records

TWO = UNITS[:2]
DAYS = st.dates(date(2014, 6, 1), date(2017, 6, 1)) | st.sampled_from(
    [date(2016, 2, 29), date(2016, 12, 31), date(2017, 2, 28), date(2015, 3, 31)]
)


@st.composite
def worlds(draw):
    """A rulebook, records of its kinds, the day, the knowledge, who is listed."""
    document = draw(documents())
    found = draw(
        st.lists(
            records(number=0, pairs=pairs_of(document), codes=(*CODES[:2], KEYS[0])), max_size=16
        )
    )
    found = [
        attrs.evolve(r, id=f"R{at:02}", measure=draw(st.sampled_from([None, 0, 4, 5, -1])))
        for at, r in enumerate(found)
    ]
    as_of = draw(DAYS)
    known_at = draw(st.none() | DAYS)
    listed = {CODES[0]: draw(DAYS)} if draw(st.booleans()) else {}
    return document, found, as_of, known_at, listed
