"""Every class of result: plain data and back, as its schema says, and the same in both languages."""

from __future__ import annotations

import copy
import functools
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from drawn_results import of_class, result_classes
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from qualitygov import CreditRecord, CreditScorer, Enterprise, load_rulebook
from qualitygov.core.calendars import Due
from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about
from qualitygov.core.part_words import COMMON, OWN
from qualitygov.core.result import Result
from qualitygov.core.said import label_of, title_of
from qualitygov.errors import FieldError, NotStoredError
from qualitygov.text import Text

CLASSES = result_classes()
ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh", "en")
OF_PERSONS = {
    "Answerable": "person",
    "ReviewScore": "reviewer",
    "Entrant": "reviewer",
    "Selection": "reviewer",
}
BASE_ONLY = {
    "Part",
    "ExcludedRecord",
    "Ground",
    "ListingStatus",
    "Change",
    "Outlook",
    "UnitLine",
}
DERIVED = {
    "Line": ("record_ids",),
    "ComplaintStatus": ("open", "overdue", "in_time"),
    "AccessDecision": ("access",),
    "Screening": ("assessed",),
    "Measurement": ("value",),
    "UnitAssessment": ("earned", "assessable"),
}
SHOWN = {
    "CreditScore": "code as_of known_at rulebook score grade rated assessed listed forced_by lines"
    " excluded proposals remedies note",
    "Target": "id label quality clause source basis kind op value acceptance",
    "Item": "id label quality source bonus",
    "Veto": "id label clause grade",
    "ItemResult": "item points lowest highest full remark why",
    "TargetResult": "target town period verdict measured reason line distance before rank peers"
    " periods proof costs",
    "TownAssessment": "town year score lowest highest grade grade_between rank rank_between"
    " front_group has_to_report earned assessable bonus lines items targets vetoes possible"
    " deductions by_quality acceptance remedies",
    "CountyAssessment": "id name year as_of known_at rulebook note names towns units places closings"
    " flaws excuses data_owners credit grounds",
}


def name_of(cls):
    return f"{cls.__module__.removeprefix('qualitygov.')}.{cls.__name__}"


@functools.cache
def validator_of(cls):
    return Draft202012Validator(cls.json_schema(), format_checker=FormatChecker())


def said(result):
    """What it says in both languages; parts that were drawn need not fit together."""
    try:
        return [result.say(language) for language in LANGUAGES]
    except (KeyError, IndexError) as error:
        return type(error)


def test_there_is_a_class_for_everything_that_is_decided():
    names = {cls.__name__ for cls in CLASSES}
    assert names >= {*BASE_ONLY, *DERIVED, *SHOWN}
    assert names >= {
        "HazardState", "SampleState", "OrderState", "Publication", "VisitDue", "QuotaState", "DutyFact",
        "AwardStatus", "TradeCredit", "AnnualReport", "Reach", "NextStep", "Stage", "UnitStanding",
    }  # fmt: skip
    assert len([cls for cls in CLASSES if cls.__name__ == "Change"]) == 2


@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
def test_the_plain_form_has_the_parts_that_it_should(cls):
    fields = tuple(a.name for a in attrs.fields(cls))
    if cls.__name__ in BASE_ONLY:
        assert cls.shown_names() == fields
    if cls.__name__ in DERIVED:
        assert cls.shown_names() == (*fields, *DERIVED[cls.__name__])
    if cls.__name__ in SHOWN:
        assert cls.shown_names() == tuple(SHOWN[cls.__name__].split())


@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
def test_the_schema_of_a_result_is_one(cls):
    schema = cls.json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == (cls.__doc__ or "").partition("\n")[0]
    assert list(schema["properties"]) == list(cls.shown_names()) == schema["required"]
    json.dumps(schema)


@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
@settings(max_examples=8)
@given(data=st.data())
def test_a_result_travels(cls, data):
    result = data.draw(of_class(cls))
    plain = result.to_dict()
    validator_of(cls).validate(plain)
    text = json.dumps(plain)
    copies = [pickle.loads(pickle.dumps(result, protocol)) for protocol in (2, 3, 4, 5)]
    for same in (*copies, copy.copy(result), copy.deepcopy(result)):
        assert same == result
    try:
        again = cls.from_dict(json.loads(text, parse_float=pytest.fail))
    except FieldError as error:
        assert all(OF_PERSONS[cls.__name__] in error.say(language) for language in LANGUAGES)
        return
    assert isinstance(again, cls)
    assert again.to_dict() == plain
    assert (repr(again), hash(json.dumps(again.to_dict()))) == (repr(result), hash(text))
    assert said(again) == said(result)


PLAIN = [cls for cls in CLASSES if cls.say is Result.say]
"""The classes that are said by their parts."""


@pytest.mark.parametrize("cls", PLAIN, ids=name_of)
def test_each_part_of_a_result_has_a_name_in_both_languages(cls):
    title = title_of(cls)
    assert re.search("[\u4e00-\u9fff]", title.zh)
    assert title.en == title.en.lower()
    for name in cls.shown_names():
        label = label_of(cls, name)
        assert re.search("[\u4e00-\u9fff]", label.zh), (cls, name)
        assert label.en.isascii(), (cls, name)
    labels = [label_of(cls, name).zh for name in cls.shown_names()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
@settings(max_examples=8)
@given(data=st.data())
def test_a_result_says_itself_in_both_languages(cls, data):
    result = data.draw(of_class(cls))
    told = said(result)
    if isinstance(told, type):
        return
    zh, en = told
    assert zh
    assert en
    if cls in PLAIN:
        assert zh.startswith(f"{title_of(cls).zh}：")
        assert en.startswith(f"{title_of(cls).en}: ")
        there = [name for name in cls.shown_names() if getattr(result, name) not in (None, ())]
        assert (
            there == []
            or label_of(cls, there[0]).zh in zh
            or isinstance(getattr(result, there[0]), (Mapping, Rate))
        )


def test_the_words_of_parts_are_all_used():
    names = {name for cls in PLAIN for name in cls.shown_names()}
    assert COMMON.keys() <= names
    assert OWN.keys() <= {f"{cls.__name__}.{name}" for cls in PLAIN for name in cls.shown_names()}


@attrs.frozen
class Told(Result):
    """A told one (所述结果), of a test."""

    labels: ClassVar = {"marks": Text("记分", "marks")}

    marks: tuple[Points, ...] = ()
    by: Due = attrs.field(default=Due(None, Text("未提供工作日历", "no calendar was given")))
    rate: Rate = Rate(0, 0)
    passed: bool | None = None
    pairs: tuple[tuple[str, Text], ...] = ()
    inner: Told | None = None
    person: str = attrs.field(
        default="张三", metadata=about("姓名", "name", sensitivity="personal")
    )


def test_a_result_in_words():
    unknown = "期限 未知（未提供工作日历）"
    assert Told().say("zh") == f"所述结果：{unknown}"
    assert Told().say("en") == "told: due by unknown (no calendar was given)"
    marks = tuple(Points.of(n) for n in range(7))
    one = Told(marks, Due(date(2016, 5, 4)), Rate(2, 3), True, (("a", Text("甲", "A")),), Told())
    assert one.say("zh") == (
        "所述结果：记分 0、1、2、3、4 等 7 项；期限 2016-05-04；比率 66.67%；合格 是；"
        f"pairs a 甲；inner （{unknown}）"
    )
    assert one.say("en") == (
        "told: marks 0, 1, 2, 3, 4 and 2 more; due by 2016-05-04; rate 66.67%; passed yes; "
        "pairs a A; inner (due by unknown (no calendar was given))"
    )
    assert "张三" not in one.say("zh") + one.say("en")


def test_an_outlook_says_each_day_on_which_the_score_changes():
    day = date(2016, 3, 1)
    unit = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
    fine = CreditRecord(
        id="R1", subject=unit.code, kind="penalty", severity="general", happened_on=day,
        decided_on=day, known_on=day, source_document="罚",
    )  # fmt: skip
    scorer = CreditScorer(load_rulebook("strong-town"), as_of="2016-12-31")
    lines = scorer.outlook(unit, [fine]).say("zh").splitlines()
    assert lines[0].startswith("91330299MA2837B62L：2016-12-31 信用分 90")
    assert lines[1].startswith("  2017-03-02  95  A")
    assert len(lines) == 3
    assert "此后不再自然变动" in scorer.outlook(unit, []).say("zh")
    assert "nothing changes by itself" in scorer.outlook(unit, []).say("en")


def test_a_repr_is_short():
    unit = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
    scorer = CreditScorer(load_rulebook("strong-town"), as_of="2016-12-31")
    found = (scorer.to_reach("A", unit, []), scorer.score(unit, []), scorer.outlook(unit, []))
    assert all(len(repr(one)) < 130 for one in found)
    assert repr(found[0]).startswith("Reach(grade='A', reached=True")


@pytest.mark.parametrize("cls", [c for c in CLASSES if c.shown], ids=name_of)
@settings(max_examples=3)
@given(data=st.data())
def test_a_result_that_was_read_back_says_what_it_does_not_hold(cls, data):
    result = data.draw(of_class(cls))
    for name in {a.name for a in attrs.fields(cls)} - {*cls.shown}:
        with pytest.raises(NotStoredError) as raised:
            getattr(result, name)
        assert cls.__name__ in raised.value.say("en")
        assert name in raised.value.say("zh")
        again = pickle.loads(pickle.dumps(raised.value))
        assert (again.code, again.say("en")) == ("result.not-stored", raised.value.say("en"))
    with pytest.raises(AttributeError):
        setattr(result, cls.shown[0], None)


@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
def test_what_does_not_fit_a_class_is_refused_by_both(cls):
    validator = Draft202012Validator(cls.json_schema())
    assert not validator.is_valid({})
    for wrong in ([], {"unheard": 1}):
        with pytest.raises(FieldError):
            cls.from_dict(wrong)
        with pytest.raises(ValidationError):
            validator.validate(wrong)


def test_the_page_lists_every_result():
    command = [sys.executable, str(ROOT / "docs" / "results.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


@attrs.frozen(repr=False)
class Long(Result):
    """A long one (长)."""

    brief = ("id", "parts")

    id: str
    parts: tuple[int, ...]
    why: str = ""


def test_a_repr_counts_what_it_holds():
    assert repr(Long("a", (1, 2, 3), "…")) == "Long(id='a', parts=3)"
