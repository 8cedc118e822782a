"""Replays (复算): a decision worked out again under the same book, and whether it is the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

import attrs

from qualitygov.core.form import to_plain
from qualitygov.core.frozen import frozen
from qualitygov.core.given import of_type
from qualitygov.core.result import Result
from qualitygov.core.version import __version__
from qualitygov.decisions.question import Question, digest_of
from qualitygov.decisions.questions import QUESTIONS
from qualitygov.decisions.record import BookUsed, DecisionRecord, question_of
from qualitygov.errors import FieldError, bilingual
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text

ABSENT = Text("无", "nothing")
LONGEST = 80
"""So many characters of a value are shown in a difference."""

What = Literal["changed", "added", "gone"]


@attrs.frozen(repr=False, eq=False)
class AnswerDifference(Result):
    """What differs at one place of an answer (不一致之处).

    `path` is its place, such as ``lines[1].points``; `then` what was recorded and `now` what is
    found. A part that is `added` was not there then, one that is `gone` is not there now.
    """

    path: str
    what: What
    then: Any = attrs.field(converter=frozen)
    now: Any = attrs.field(converter=frozen)

    def say(self, language: Language = "en") -> str:
        """Return the difference as one line."""
        then = ABSENT.say(language) if self.what == "added" else _shown(self.then)
        now = ABSENT.say(language) if self.what == "gone" else _shown(self.now)
        return f"{self.path}: {then} → {now}"


def _shown(value: Any) -> str:
    """A value as JSON writes it, the beginning of a long one."""
    text = json.dumps(to_plain(value), ensure_ascii=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Replay(Result):
    """A decision worked out again (复算结果): the `same` answer, or what differs.

    It was done under the same rulebook and with the same data. So a difference comes from the
    library (`library_then` and `library` are the versions that answered), from the calendar's days,
    or from a record whose answer was changed. `answer` is the answer now.
    """

    derived: ClassVar[tuple[str, ...]] = ("same",)
    brief: ClassVar[tuple[str, ...]] = ("decision", "same", "differences")

    decision: str
    asks: str
    rulebook: BookUsed
    library_then: str
    library: str
    answer: Mapping[str, Any] = attrs.field(converter=frozen)
    differences: tuple[AnswerDifference, ...]

    @property
    def same(self) -> bool:
        """Whether the answer is the recorded one."""
        return not self.differences

    def say(self, language: Language = "en") -> str:
        """Return whether the answer is the same, and each difference."""
        book, zh = self.rulebook.say(language), language == "zh"
        if self.same:
            told = "与原决定一致" if zh else "the same answer"
        else:
            count = len(self.differences)
            plural = "" if count == 1 else "s"
            told = f"与原决定有 {count} 处不一致" if zh else f"{count} difference{plural}"
        head = (
            f"复算 {self.decision}（{book}）：" if zh else f"replay of {self.decision} ({book}): "
        )
        return "\n".join([head + told, *("  " + one.say(language) for one in self.differences)])


def replay(
    record: DecisionRecord,
    context: Context,
    *,
    question: Question | None = None,
    questions: Iterable[type[Question]] = QUESTIONS,
) -> Replay:
    """Work a decision out again, and compare (复算).

    `context` is that of the decision (`DecisionRecord.context`). `question` brings what was asked
    where the record has only its digests. A program with questions of its own names them all in
    `questions`. Raises `FieldError` for another book, day, period or calendar, for a question that
    is unknown or missing, and for data whose digests are not those of the record.

    >>> from qualitygov import Enterprise, load_rulebook
    >>> from qualitygov.decisions import ScoreQuestion
    >>> book = load_rulebook("strong-town")
    >>> unit = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
    >>> record = DecisionRecord.of(
    ...     ScoreQuestion(unit=unit), Context(book, as_of="2016-12-31"),
    ...     id="D-1", by="县质强办", at="2017-01-03T09:00:00+08:00",
    ... )
    >>> replay(record, record.context(book)).same
    True
    """
    of_type(record, DecisionRecord, "record").check_context(context)
    asked = _asked(record, questions) if question is None else _given(record, question)
    answer = asked.answer(context).to_dict()
    return Replay(
        decision=record.id,
        asks=record.asks,
        rulebook=record.rulebook,
        library_then=record.library,
        library=__version__,
        answer=answer,
        differences=tuple(_differences(record.answer, frozen(answer), "")),
    )


def _asked(record: DecisionRecord, questions: Iterable[type[Question]]) -> Question:
    """The question as the record has it, by value."""
    cls = question_of(record, questions)
    if record.asked is None:
        raise bilingual(
            "decision.asked",
            f"决定 {record.id} 仅留摘要，复算须提供所问事项（question=）",
            f"decision {record.id} has only digests of what was asked; pass question=",
        )
    _check_digests(record, {name: digest_of(part) for name, part in record.asked.items()})
    return cls.read(to_plain(record.asked))


def _given(record: DecisionRecord, question: Question) -> Question:
    """The question that the caller brings, if it is that of the record."""
    of_type(question, Question, "question")  # type: ignore[type-abstract]  # a check
    if question.asks != record.asks:
        raise bilingual(
            "decision.question",
            f"决定 {record.id} 的事项为 {record.asks}，不是 {question.asks}",
            f"decision {record.id} asks {record.asks}, not {question.asks}",
        )
    _check_digests(record, question.digests())
    return question


def _check_digests(record: DecisionRecord, found: Mapping[str, str]) -> None:
    names = sorted(record.digests.keys() | found.keys())
    other = [name for name in names if record.digests.get(name) != found.get(name)]
    if other:
        raise _other_data(record.id, other)


def _other_data(decision: str, names: list[str]) -> FieldError:
    return bilingual(
        "decision.data",
        f"决定 {decision} 所依数据已不同（摘要不符）：{'、'.join(names)}",
        f"the data of decision {decision} are others now (their digests differ): "
        + ", ".join(names),
    )


_MISSING = object()


def _differences(then: Any, now: Any, path: str) -> Iterator[AnswerDifference]:
    """What differs of two plain forms, place by place."""
    if then is _MISSING:
        yield AnswerDifference(path, "added", None, now)
    elif now is _MISSING:
        yield AnswerDifference(path, "gone", then, None)
    elif isinstance(then, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*then, *now)):
            place = f"{path}.{name}" if path else name
            yield from _differences(then.get(name, _MISSING), now.get(name, _MISSING), place)
    elif isinstance(then, tuple) and isinstance(now, tuple):
        for at in range(max(len(then), len(now))):
            yield from _differences(_at(then, at), _at(now, at), f"{path}[{at}]")
    elif then != now or type(then) is not type(now):
        yield AnswerDifference(path, "changed", then, now)


def _at(rows: Sequence[Any], at: int) -> Any:
    return rows[at] if at < len(rows) else _MISSING
