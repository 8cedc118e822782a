from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.frozen import FrozenDict

ENTRIES = st.dictionaries(st.text(max_size=3), st.integers(), max_size=4)


@given(ENTRIES, ENTRIES)
def test_it_equals_what_has_the_same_entries(one, other):
    frozen = FrozenDict(one)
    assert frozen == one == frozen
    assert (frozen == FrozenDict(other)) == (one == other)
    assert (frozen == other) == (one == other)
    if one == other:
        assert hash(frozen) == hash(FrozenDict(other))
    assert (list(frozen), len(frozen), repr(frozen)) == (list(one), len(one), repr(one))
    assert frozen != 3


@given(ENTRIES)
def test_copies_are_equal_and_of_its_class(entries):
    frozen = FrozenDict(entries)
    for same in (pickle.loads(pickle.dumps(frozen)), copy.deepcopy(frozen), copy.copy(frozen)):
        assert type(same) is FrozenDict
        assert same == frozen
    assert json.dumps(dict(frozen)) == json.dumps(entries)


def test_nothing_in_it_can_be_changed():
    entries = {"a": 1}
    frozen = FrozenDict(entries)
    entries["a"] = 2
    assert frozen["a"] == 1
    with pytest.raises(TypeError):
        frozen["a"] = 3
    for change in (lambda: setattr(frozen, "_entries", {}), lambda: delattr(frozen, "_entries")):
        with pytest.raises(AttributeError):
            change()
    with pytest.raises(TypeError, match="unhashable"):
        hash(FrozenDict({"a": []}))
