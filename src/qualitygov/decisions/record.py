"""Decision records (决定记录): what was asked and answered, by which rules, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

import attrs

from qualitygov.core import check
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.form import to_plain
from qualitygov.core.frozen import frozen
from qualitygov.core.given import of_type
from qualitygov.core.period import Period
from qualitygov.core.periods import CHINA
from qualitygov.core.plain import moment
from qualitygov.core.result import Result
from qualitygov.core.version import __version__
from qualitygov.decisions.question import Question
from qualitygov.decisions.questions import QUESTIONS
from qualitygov.decisions.schema import record_schema
from qualitygov.errors import FieldError, bilingual
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text

SHORT = 12
"""So many characters of a digest name a book to a reader."""

NO_CALENDAR = Text("无", "none")


@attrs.frozen(kw_only=True, repr=False)
class BookUsed(Result):
    """The rulebook by which something was decided (所依规则手册): its id, version and digest."""

    id: str
    version: str
    digest: str

    @classmethod
    def of(cls, rulebook: Rulebook) -> Self:
        """Name a book (指明手册)."""
        return cls(id=rulebook.id, version=rulebook.version, digest=rulebook.digest)

    def say(self, language: Language = "en") -> str:
        """Return the book's id and version, and the beginning of its digest."""
        return f"{self.id} {self.version} sha256:{self.digest[:SHORT]}"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class DecisionRecord(Result):
    """A decision as it was made (决定记录), to be kept, shown and replayed.

    `asks` names the question. `asked` has its parts by value, None where only their `digests` are
    kept; it has nothing of a person but that a field is filled. The rulebook with its digest, the
    days, the period and the calendar are the context. `answer` is the result's plain form, and
    `text` what it said. `by` and `at` are the caller's word: an office or an account, and a moment
    in China. `library` is the version of this library that answered.

    >>> from qualitygov import Enterprise, load_rulebook
    >>> from qualitygov.decisions import ScoreQuestion
    >>> unit = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> record = DecisionRecord.of(
    ...     ScoreQuestion(unit=unit), context,
    ...     id="D-1", by="县质强办", at="2017-01-03T09:00:00+08:00",
    ... )
    >>> record.answer["grade"], record.at.isoformat(), record.asked["unit"]["town"]
    ('A', '2017-01-03T09:00:00', '330299101')
    """

    brief: ClassVar[tuple[str, ...]] = ("id", "asks", "as_of", "by")

    id: str = attrs.field(validator=check.filled())
    asks: str = attrs.field(validator=check.filled())
    asked: Mapping[str, Any] | None = attrs.field(converter=frozen)
    digests: Mapping[str, str] = attrs.field(converter=frozen)
    rulebook: BookUsed
    as_of: date
    known_at: date
    period: Period
    calendar: Text | None
    library: str
    answer: Mapping[str, Any] = attrs.field(converter=frozen)
    text: Text
    by: str = attrs.field(validator=check.filled())
    at: datetime

    @classmethod
    def of(
        cls,
        question: Question,
        context: Context,
        *,
        id: str,  # noqa: A002 - a decision has an id, as every row has
        by: str,
        at: datetime | str,
    ) -> Self:
        """Answer a question in a context, and record it (作出并记录决定).

        `by` says who decides and `at` when, a moment with its zone. Raises `FieldError` for a
        moment without one, and what the question's own answer raises.
        """
        of_type(question, Question, "question")  # type: ignore[type-abstract]  # a check
        of_type(context, Context, "context")
        answer, calendar = question.answer(context), context.calendar
        return cls(
            id=id,
            asks=question.asks,
            asked=question.parts() if question.by_value else None,
            digests=question.digests(),
            rulebook=BookUsed.of(context.rulebook),
            as_of=context.as_of,
            known_at=context.known_at,
            period=context.period,
            calendar=None if calendar is None else calendar.name,
            library=__version__,
            answer=answer.to_dict(),
            text=Text(answer.say("zh"), answer.say("en")),
            by=by,
            at=_in_china(at),
        )

    def by_digest(self) -> Self:
        """Return the record without what was asked, of which the digests stay (仅留摘要)."""
        return attrs.evolve(self, asked=None)

    def context(self, rulebook: Rulebook, *, calendar: WorkCalendar | None = None) -> Context:
        """Return the context of the decision by its own book (还原评价时点与依据).

        Raises `FieldError` for a book of another digest, and for another calendar.
        """
        self._check_book(of_type(rulebook, Rulebook, "rulebook"))
        first = max(self.as_of, self.period.first)
        made = Context(
            rulebook, as_of=first, known_at=self.known_at, period=self.period, calendar=calendar
        ).on(self.as_of)
        self.check_context(made)
        return made

    def check_context(self, context: Context) -> None:
        """Raise `FieldError` unless a context is that of the decision (核对评价时点与依据)."""
        self._check_book(of_type(context, Context, "context").rulebook)
        days = (
            ("as_of", "评价时点", "day"),
            ("known_at", "获知日期", "day of knowledge"),
            ("period", "考核期", "period"),
        )
        for name, zh, en in days:
            then, now = getattr(self, name), getattr(context, name)
            if then != now:
                raise self._refused("context", zh, en, _in_words(then), _in_words(now))
        calendar = None if context.calendar is None else context.calendar.name
        if calendar != self.calendar:
            then, now = self.calendar or NO_CALENDAR, calendar or NO_CALENDAR
            raise self._refused("calendar", "工作日历", "calendar of working days", then, now)

    def result(self, questions: Iterable[type[Question]] = QUESTIONS) -> Result:
        """Return the answer as a result that was read back (还原结果).

        `questions` are those that a program knows. Raises `FieldError` for a record of another.
        """
        return question_of(self, questions).answers.from_dict(to_plain(self.answer))

    def say(self, language: Language = "en") -> str:
        """Return who decided what, when and by which rules, and what was answered."""
        book = self.rulebook.say(language)
        head = {
            "zh": f"{self.id}：{self.by} 于 {self.at:%Y-%m-%d %H:%M} 作出，依据 {book}",
            "en": f"{self.id}: by {self.by} at {self.at:%Y-%m-%d %H:%M}, under {book}",
        }[language]
        return f"{head}\n{self.text.say(language)}"

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the plain form (JSON 模式), with the answer of each question."""
        return record_schema(super().json_schema(), QUESTIONS)

    def _check_book(self, rulebook: Rulebook) -> None:
        found = BookUsed.of(rulebook)
        if found.digest != self.rulebook.digest:
            raise self._refused("rulebook", "规则手册", "rulebook", self.rulebook, found)

    def _refused(self, code: str, zh: str, en: str, then: Any, now: Any) -> FieldError:
        """The error for a context of another book, day or calendar."""
        return bilingual(
            f"decision.{code}",
            f"决定 {self.id} 的{zh}为 {then.say('zh')}，不能按 {now.say('zh')} 复算",
            f"the {en} of decision {self.id} is {then.say('en')}; it cannot be replayed with "
            f"{now.say('en')}",
        )


def question_of(record: DecisionRecord, questions: Iterable[type[Question]]) -> type[Question]:
    """Return the class of a record's question (所问事项类别); raises `FieldError` for an unknown one."""
    known = {one.asks: one for one in questions}
    if record.asks not in known:
        names = sorted(known)
        raise bilingual(
            "decision.question",
            f"决定 {record.id} 的事项 {record.asks} 未知，应为：{'、'.join(names)}",
            f"decision {record.id} asks {record.asks!r}, which is unknown; there are "
            + ", ".join(names),
        )
    return known[record.asks]


def _in_words(value: object) -> Text:
    return Text(str(value), str(value))


def _in_china(at: datetime | str) -> datetime:
    """A moment as results carry it: in China, without its zone."""
    try:
        said = moment(at)
    except (TypeError, ValueError):
        said = None
    if said is None or said.utcoffset() is None:
        raise bilingual(
            "decision.at",
            f"时间应带时区，如 2017-01-03T09:00:00+08:00，实际为 {at!r}",
            f"at should be a moment with its zone, such as 2017-01-03T09:00:00+08:00, not {at!r}",
        )
    return said.astimezone(ZoneInfo(CHINA)).replace(tzinfo=None, fold=0)
