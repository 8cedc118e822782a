"""Results as plain data and back: equal again, described by a schema, and no person in them."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about
from qualitygov.core.form import from_plain, plain_schema, to_plain
from qualitygov.core.periods import Term
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError
from qualitygov.text import Text


class Answer(Vocabulary):
    """An answer (答复)."""

    YES = "yes", "是", "yes"
    NO = "no", "否", "no"


@attrs.frozen
class Part(Result):
    """A part (部分)."""

    id: str
    points: Points
    label: Text
    why: Text | None = None


@attrs.frozen(kw_only=True)
class Whole(Result):
    """A whole (整体)."""

    derived: ClassVar[tuple[str, ...]] = ("total", "best")

    on: date
    until: date | None
    answer: Answer
    rate: Rate
    share: Fraction
    measured: Decimal
    term: Term
    basis: Literal["law", "habit"]
    parts: tuple[Part, ...]
    pair: tuple[str, Points]
    named: Mapping[Answer, Rate]
    words: frozenset[str] = frozenset()
    many: bool = False
    extra: Any = None

    @property
    def total(self) -> Points:
        """The sum."""
        return sum((part.points for part in self.parts), Points(0))

    @property
    def best(self) -> Part | None:
        """The best part."""
        return max(self.parts, key=lambda part: part.points, default=None)


POINTS = st.integers(-9999, 9999).map(Points)
RATES = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: Rate(*pair))
TEXTS = st.builds(Text, st.text(max_size=3), st.text(max_size=3))
PARTS = st.builds(Part, id=st.text(max_size=3), points=POINTS, label=TEXTS, why=st.none() | TEXTS)
WHOLES = st.builds(
    Whole,
    on=st.dates(),
    until=st.none() | st.dates(),
    answer=st.sampled_from(Answer),
    rate=RATES | st.just(Rate(0, 0)),
    share=st.fractions(-1, 1),
    measured=st.decimals(-99, 99, places=3),
    term=st.integers(1, 9).map(lambda months: Term(months=months)),
    basis=st.sampled_from(["law", "habit"]),
    parts=st.lists(PARTS, max_size=3).map(tuple),
    pair=st.tuples(st.text(max_size=3), POINTS),
    named=st.dictionaries(st.sampled_from(Answer), RATES),
    words=st.frozensets(st.text(max_size=3)),
    many=st.booleans(),
    extra=st.none() | st.integers(),
)


@given(WHOLES)
def test_a_result_read_back_is_equal(whole):
    text = json.dumps(whole.to_dict())
    again = Whole.from_dict(json.loads(text, parse_float=pytest.fail))
    assert again == whole
    assert again.to_dict() == whole.to_dict()
    assert (again.total, again.best) == (whole.total, whole.best)
    assert type(again.parts) is tuple


def fits(schema, value, defs=None):
    """Whether a value fits a schema: as much of JSON Schema as results use."""
    defs = schema["$defs"] if defs is None else defs
    if "$ref" in schema:
        return fits(defs[schema["$ref"].removeprefix("#/$defs/")], value, defs)
    if "anyOf" in schema:
        return any(fits(one, value, defs) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kind = schema.get("type")
    if isinstance(kind, list):
        return any(fits({**schema, "type": one}, value, defs) for one in kind)
    if kind == "object":
        if not isinstance(value, dict):
            return False
        properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        extra = [value[name] for name in value if name not in properties]
        return (
            set(schema.get("required", ())) <= set(value)
            and all(
                fits(properties[name], value[name], defs) for name in value if name in properties
            )
            and (
                not extra
                if more is False
                else more is True or all(fits(more, e, defs) for e in extra)
            )
        )
    if kind == "array":
        parts = schema.get("prefixItems", [])
        if not isinstance(value, list) or (parts and len(value) != len(parts)):
            return False
        return all(fits(part, e, defs) for part, e in zip(parts, value, strict=False)) and (
            parts or all(fits(schema.get("items", {}), e, defs) for e in value)
        )
    known = {"string": str, "integer": int, "boolean": bool, "null": type(None)}
    return kind is None or type(value) is known[kind]


@given(WHOLES)
def test_a_result_fits_its_schema(whole):
    schema, plain = Whole.json_schema(), whole.to_dict()
    assert set(plain) == set(schema["properties"]) == set(schema["required"])
    assert fits(schema, plain)
    assert schema["title"] == "A whole (整体)."
    assert not fits(schema, {**plain, "rate": "1/2"})
    assert not fits(schema, {**plain, "parts": [{}]})


WHOLE = Whole(
    on=date(2016, 1, 1),
    until=None,
    answer=Answer.YES,
    rate=Rate(1, 2),
    share=Fraction(1, 3),
    measured=Decimal("0.50"),
    term=Term(months=3),
    basis="law",
    parts=(Part("a", Points(1), Text("甲", "A")),),
    pair=("x", Points(2)),
    named={Answer.NO: Rate(1, 4)},
)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"on": "2016-02-30"}, "on"),
        ({"on": None}, "on"),
        ({"answer": "perhaps"}, "answer"),
        ({"rate": "1/2"}, "rate"),
        ({"rate": {"numerator": 1, "denominator": 0}}, "rate"),
        ({"parts": {"id": "a"}}, "parts"),
        ({"parts": [{"id": "a", "label": {"zh": "甲", "en": "A"}}]}, "parts[0]"),
        ({"parts": [{**WHOLE.parts[0].to_dict(), "points": 1.5}]}, "parts[0].points"),
        ({"parts": [{**WHOLE.parts[0].to_dict(), "label": {"zh": "甲"}}]}, "parts[0].label"),
        ({"parts": [7]}, "parts[0]"),
        ({"pair": ["x"]}, "pair"),
        ({"named": {"no": "1/4"}}, "named.no"),
        ({"named": {"perhaps": {"numerator": 1, "denominator": 4}}}, "named"),
        ({"unheard": 1}, "unheard"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(change, path):
    with pytest.raises(FieldError) as raised:
        Whole.from_dict({**WHOLE.to_dict(), **change})
    assert path in raised.value.say("en")
    assert path in raised.value.say("zh")


def test_what_is_missing_is_refused_unless_it_has_a_default():
    plain = WHOLE.to_dict()
    for name in ("words", "many", "extra", "total"):
        del plain[name]
    assert Whole.from_dict(plain) == WHOLE
    del plain["answer"]
    with pytest.raises(FieldError, match="answer"):
        Whole.from_dict(plain)
    with pytest.raises(FieldError):
        Whole.from_dict([plain])


@attrs.frozen
class Person(Result):
    id: str
    name: str = attrs.field(default="", metadata=about("姓名", "name", sensitivity="personal"))
    _secret: int = 0


def test_no_person_is_in_a_plain_form():
    person = Person("1", "王五", 7)
    assert person.to_dict() == {"id": "1"}
    assert to_plain([person]) == [{"id": "1"}]
    assert set(Person.json_schema()["properties"]) == {"id"}
    assert Person.from_dict({"id": "1"}) == Person("1")
    with pytest.raises(FieldError, match="name"):
        Person.from_dict({"id": "1", "name": "王五"})


@attrs.frozen
class Tree(Result):
    """A tree (树)."""

    name: str
    before: Tree | None = None
    others: tuple[Tree, ...] = ()


def test_a_result_may_hold_results_of_its_own_class():
    tree = Tree("a", Tree("b"), (Tree("c", None, (Tree("d"),)),))
    assert Tree.from_dict(json.loads(json.dumps(tree.to_dict()))) == tree
    schema = Tree.json_schema()
    assert len(schema["$defs"]) == 1
    assert fits(schema, tree.to_dict())
    assert not fits(schema, {**tree.to_dict(), "before": {"name": "b"}})


class Rules:
    """Stands for what a result holds and does not pass on."""

    base = Points.of(100)


@attrs.frozen(eq=False, slots=False)
class Score(Result):
    """A score (分数)."""

    shown: ClassVar[tuple[str, ...]] = ("code", "score", "grade", "parts")

    rules: Rules = attrs.field(repr=False)
    code: str
    lost: tuple[int, ...] = attrs.field(repr=False)

    @property
    def score(self) -> Points:
        """The score."""
        return self.rules.base - sum(map(Points, self.lost), Points(0))

    @property
    def grade(self) -> str:
        """The grade."""
        return "A" if self.score >= Points.of(90) else "B"

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts."""
        return tuple(Part(str(lost), Points(-lost), Text("扣", "lost")) for lost in self.lost)

    def say(self) -> str:
        return f"{self.code} {self.score} {self.grade} {len(self.parts)}"


@attrs.frozen
class Board(Result):
    scores: tuple[Score, ...]


SCORES = st.builds(
    Score,
    st.just(Rules()),
    st.text(max_size=3),
    st.lists(st.integers(0, 9999), max_size=3).map(tuple),
)


@given(SCORES)
def test_a_result_that_holds_rules_is_read_back_without_them(score):
    again = Score.from_dict(json.loads(json.dumps(score.to_dict())))
    assert isinstance(again, Score)
    assert again == score
    assert score == again
    assert hash(again) == hash(score)
    assert again.say() == score.say()
    assert again.parts == score.parts
    assert type(again).from_dict(again.to_dict()) == score
    assert again.json_schema() == Score.json_schema()
    for same in (pickle.loads(pickle.dumps(again)), copy.deepcopy(again), copy.copy(again)):
        assert same == score
        assert repr(same) == repr(again)
    assert Board.from_dict(Board((score,)).to_dict()) == Board((score,))


def test_results_that_hold_rules_differ_where_their_plain_forms_do():
    one, two = Score(Rules(), "x", (1,)), Score(Rules(), "x", (2,))
    assert one != two
    assert Score.from_dict(one.to_dict()) != two
    assert one != Part("x", Points(1), Text("甲", "A"))
    assert one == Score(Rules(), "x", (1,))
    assert (
        repr(Score.from_dict(two.to_dict()))
        == "Score(code='x', score=Points.of('99.998'), grade='A')"
    )


def test_a_result_that_holds_rules_is_read_back_whole_or_not_at_all():
    plain = Score(Rules(), "x", (1,)).to_dict()
    with pytest.raises(FieldError, match="grade"):
        Score.from_dict({name: value for name, value in plain.items() if name != "grade"})
    with pytest.raises(FieldError, match="lost"):
        Score.from_dict({**plain, "lost": [1]})
    again = Score.from_dict(plain)
    with pytest.raises(AttributeError):
        again.score = Points(0)
    with pytest.raises(AttributeError):
        _ = again.rules
    schema = Score.json_schema()
    assert list(schema["properties"]) == list(Score.shown)
    assert fits(schema, plain)


def test_types_without_a_plain_form():
    with pytest.raises(NotImplementedError):
        from_plain(Rules, {})
    with pytest.raises(TypeError):
        to_plain({"rules": Rules()})
    with pytest.raises(TypeError):
        to_plain(1.5)
    whatever = ["array", "boolean", "integer", "null", "object", "string"]
    assert plain_schema(Any, {}) == {"type": whatever}  # of numbers only whole ones
    assert from_plain(Any, [1]) == [1]
    assert from_plain(int | None, None) is None
