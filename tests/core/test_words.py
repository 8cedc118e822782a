"""Words and names: further spellings of a list's words, near words, plain names, lists in a cell."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualitygov
from qualitygov.core import cells
from qualitygov.core.kinds import kind_of
from qualitygov.core.names import plain_name
from qualitygov.core.near import near, near_member, nearest
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError


class Size(Vocabulary):
    SMALL = "small", "小", "small", "小型", "小（型）"
    LARGE = "large", "大", "large"
    BOTH = "both", "大、小", "both", "大和小"


class Twins(Vocabulary):
    ONE = "one", "甲", "first", "同"
    TWO = "two", "乙", "second", "同"


def test_a_member_has_further_words_and_each_spelling_once():
    assert Size.SMALL.words == ("小型", "小（型）")
    assert Size.SMALL.spellings == ("small", "小", "小型", "小（型）")
    assert Size("small") is Size.SMALL
    assert Size.LARGE.words == ()


@pytest.mark.parametrize(
    "cell", ["小", "小型", "小(型)", "小（型）", " small ", "ＳＭＡＬＬ", "Small"]
)
def test_every_spelling_is_the_value(cell):
    assert cells.labels(Size)(cell) == "small"


def test_a_word_that_two_members_share_is_neither():
    assert cells.labels(Twins)("同") == "同"
    with pytest.raises(FieldError):
        kind_of(Twins).parse(cells.labels(Twins)("同"))


def vocabularies():
    for module in pkgutil.walk_packages(qualitygov.__path__, "qualitygov."):
        if "__main__" not in module.name:
            importlib.import_module(module.name)
    found = [Vocabulary]
    for cls in found:
        found += cls.__subclasses__()
    return [cls for cls in found if list(cls) and cls.__module__.startswith("qualitygov.")]


def test_no_list_of_ours_has_one_spelling_for_two_words():
    for kind in vocabularies():
        for member in kind:
            for spelling in member.spellings:
                assert cells.labels(kind)(spelling) == member.value, (kind, spelling)


def test_an_unknown_word_says_which_it_may_be():
    with pytest.raises(FieldError) as raised:
        kind_of(Size).parse("samll")
    assert raised.value.code == "field.word"
    assert raised.value.text.en == "no such word; did you mean small (小)?"
    assert raised.value.text.zh == "没有此词；是否为 小"
    assert near_member("中", Size).zh == "应为下列之一：小、大、大、小"


def test_near_words_of_two_characters_may_have_one_wrong():
    assert nearest("罚歀", ["警告", "罚款"]) == ("罚款",)
    assert nearest("一搬", ["一般", "严重"]) == ("一般",)
    assert nearest("行政处分", ["行政处罚", "监督意见"]) == ("行政处罚",)
    assert nearest("x", ["罚款"]) == ()
    assert near("x", []).en == "there is none here"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("小", ["small"]),
        ("小、大", ["small", "large"]),
        ("大、小", ["both"]),
        ("大、小、大", ["both", "large"]),
        ("小型；大\n大和小", ["small", "large", "both"]),
        ("大，小", ["large", "small"]),
        ("小,小", ["small"]),
        ("小、中", ["small", "中"]),
        ("", []),
    ],
)
def test_several_words_in_a_cell_the_longest_first(cell, found):
    assert kind_of(tuple[Size, ...]).clean(cell) == found


def test_several_texts_in_a_cell_stay_as_they_are():
    clean = kind_of(tuple[str, ...]).clean
    assert clean("城关镇； 老 街镇、") == ["城关镇", "老 街镇"]
    assert clean("A, B Ltd;Ｃ") == ["A, B Ltd", "Ｃ"]


NAMES = st.text(max_size=12)


@given(NAMES)
def test_a_plain_name_stays_as_it_is(name):
    plain = plain_name(name)
    assert plain_name(plain) == plain
    assert not any(char.isspace() for char in plain)


@given(st.text("甲乙（）()【】“”· \u200bＡa", max_size=10), st.integers(0, 9))
def test_width_brackets_and_spaces_do_not_matter(name, at):
    assert plain_name(name[:at] + "　" + name[at:]) == plain_name(name)
    assert plain_name(name.replace("（", "(").replace("】", ")")) == plain_name(name)
    assert plain_name(name + "甲") != plain_name(name)
