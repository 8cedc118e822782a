"""Who may win (评选资格): every requirement at once, met, not met or unknown. Clause 3.1.3.a."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import CombinedScore
from qualitygov.award.states import as_grave
from qualitygov.blacklist.unread import GRADE_NOT_ASSESSED
from qualitygov.codes.unit import UnitKey
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end, within_term
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.standing import holds_against
from qualitygov.enterprise import Certification, CertificationKind, Enterprise
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.award import AwardBar
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.remedies import remedies_of, said_span
from qualitygov.text import Language, Text


class Fulfillment(Vocabulary):
    """Whether a requirement is met (条件状态)."""

    MET = "met", "符合", "met"
    UNKNOWN = "unknown", "待核实", "not known"
    BARRED = "barred", "不符合", "not met"


REGISTER = Text("登记信息", "registration")
LISTED = Text("现行名单", "list in force")


@attrs.frozen(repr=False)
class Requirement(Result):
    """One requirement (申报条件): whether it is met, why, and its source."""

    brief: ClassVar[tuple[str, ...]] = ("name", "standing")

    name: str
    standing: Fulfillment
    text: Text
    source: Text


REGISTER = Text("登记信息", "registration")
LISTED = Text("现行名单", "list in force")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Candidate:
    """What is known of a unit that applies (申报单位情况).

    `code` is the unit's; `unit` is None for one that is not among the enterprises; `listed_until`
    the last day of a listing in force, a local list aside; `won_on` the days of other awards of
    the town than the one it applies for; `grade` its credit grade, None where there is none.
    `assessed` is False where something on file of it cannot be read: its grade is then not known,
    whatever `grade` says.
    """

    code: str
    unit: Enterprise | None
    grade: str | None = None
    listed_until: date | None = None
    records: tuple[CreditRecord, ...] = ()
    certifications: tuple[Certification, ...] = ()
    won_on: tuple[date, ...] = ()
    assessed: bool = True


REGISTER = Text("登记信息", "registration")
LISTED = Text("现行名单", "list in force")


@attrs.frozen(repr=False)
class Eligibility(Result):
    """Whether a unit may win on a day (资格审查结果), with every requirement; all of them must be met.

    `remedies` says how the unit may object.
    """

    brief: ClassVar[tuple[str, ...]] = ("application", "as_of", "eligible")

    application: str
    as_of: date
    requirements: tuple[Requirement, ...]
    remedies: Text

    @property
    def bars(self) -> tuple[Requirement, ...]:
        """The requirements that are not met."""
        return tuple(one for one in self.requirements if one.standing is Fulfillment.BARRED)

    @property
    def unknown(self) -> tuple[Requirement, ...]:
        """The requirements of which nobody knows."""
        return tuple(one for one in self.requirements if one.standing is Fulfillment.UNKNOWN)

    @property
    def eligible(self) -> bool | None:
        """Whether it may win; None where no requirement bars it but some are not known."""
        return False if self.bars else None if self.unknown else True

    def say(self, language: Language = "en") -> str:
        """Return what bars it as one line, and how to object to it, or that nothing does."""
        zh = language == "zh"
        telling = [one.text.say(language) for one in (*self.bars, *self.unknown)]
        answer = {
            True: ("符合条件", "eligible"),
            False: ("不符合条件", "not eligible"),
            None: ("待核实", "not decided"),
        }
        head = answer[self.eligible][0 if zh else 1]
        if not telling:
            return head
        between = "；" if zh else "; "
        return head + ("：" if zh else ": ") + between.join([*telling, self.remedies.say(language)])


def _requirement(name: str, fulfilled: bool | None, text: Text, source: Text) -> Requirement:
    standing = {True: Fulfillment.MET, False: Fulfillment.BARRED, None: Fulfillment.UNKNOWN}[
        fulfilled
    ]
    return Requirement(name, standing, text, source)


def _source(name: str, context: Context) -> Text:
    return context.rules.entry(Parameter, name).source


def _registration(
    application: AwardApplication, context: Context, candidate: Candidate
) -> Iterator[Requirement]:
    unit = candidate.unit
    if unit is None:
        text = Text("不在企业名录中", "not among the enterprises")
        yield _requirement("unit", None, text, REGISTER)
        return
    yield _requirement(
        "town",
        unit.town == application.town,
        Text(f"登记在 {unit.town}", f"registered in {unit.town}"),
        REGISTER,
    )
    yield _requirement(
        "operating",
        unit.operating(context.as_of),
        Text("登记状态：", "registration: ") + unit.status.label,
        REGISTER,
    )
    yield _registered(application, context, unit.registered_on)


def _registered(application: AwardApplication, context: Context, since: date | None) -> Requirement:
    source = _source("award.registered", context)
    length = context.rules.term("award.registered")
    if since is None:
        text = Text("成立日期不详", "day of registration not known")
        return _requirement("registered", None, text, source)
    long_enough = term_end(since, length) <= application.applied_on
    needed = said_span(length)
    text = Text(f"成立于 {since}，须满{needed.zh}", f"registered on {since}, {needed.en} needed")
    return _requirement("registered", long_enough, text, source)


def _credit(candidate: Candidate, context: Context) -> Iterator[Requirement]:
    until = candidate.listed_until
    listed = until is not None and context.as_of <= until
    text = (
        Text(f"列入名单至 {until}", f"listed until {until}")
        if listed
        else Text("未列入名单", "not listed")
    )
    yield _requirement("listing", not listed, text, LISTED)
    for _, bar in sorted(context.rules.entries(AwardBar).items()):
        if bar.unsigned:
            continue  # a rule that nobody verified bars nobody
        if bar.grades:
            yield _grade_bar(bar, candidate)
        else:
            yield _records_bar(bar, candidate, context)


def _grade_bar(bar: AwardBar, candidate: Candidate) -> Requirement:
    """A bar by the credit grade; of a unit that is not assessed nobody knows the grade."""
    if not candidate.assessed:
        return _requirement(bar.id, None, GRADE_NOT_ASSESSED, bar.source)
    grade = candidate.grade
    allowed = None if grade is None else grade not in bar.grades
    shown = grade or "–"
    text = Text(f"信用等级 {shown}", f"credit grade {shown}")
    return _requirement(bar.id, allowed, text, bar.source)


def _records_bar(bar: AwardBar, candidate: Candidate, context: Context) -> Requirement:
    """A bar by records: one of the unit's, of this kind, grave enough, that happened not long ago.

    It has to count, and its act to have come to light before its time bar.
    """
    assert bar.kind is not None
    assert bar.from_severity is not None
    assert bar.within is not None
    found = sorted(
        record.id
        for record in candidate.records
        if as_grave(record, context, kind=bar.kind, severity=bar.from_severity)
        and holds_against(record, context, unit=candidate.code)
        and within_term(record.happened_on, context.as_of, bar.within)
    )
    zh, en = ("、".join(found) or "无", ", ".join(found) or "none")
    span = said_span(bar.within)
    text = bar.label + Text(f"（{span.zh}内）：{zh}", f" within {span.en}: {en}")
    return _requirement(bar.id, not found, text, bar.source)


def _earlier(application: AwardApplication, context: Context, candidate: Candidate) -> Requirement:
    wait = context.rules.term("award.wait")
    last = max(candidate.won_on, default=None)
    over = last is None or not within_term(last, application.applied_on, wait)
    text = (
        Text("未曾获奖", "never won before")
        if last is None
        else Text(f"曾于 {last} 获奖", f"won on {last}")
    )
    asked = Text(f"，间隔 {wait}", f", a wait of {wait}")
    return _requirement("wait", over, text + asked, _source("award.wait", context))


def _certificate(candidate: Candidate, context: Context) -> Iterator[Requirement]:
    asked = context.rules.choice("award.certificate")
    if asked == "none":
        return
    kind, key = CertificationKind(asked), UnitKey.of(candidate.code)
    valid = sorted(
        certificate.id
        for certificate in candidate.certifications
        if certificate.kind is kind
        and UnitKey.of(certificate.holder) == key
        and certificate.valid_on(context.as_of)
    )
    text = kind.label + (
        Text(f"有效：{valid[0]}", f" valid: {valid[0]}")
        if valid
        else Text("无效或缺失", " missing or not valid")
    )
    yield _requirement("certificate", bool(valid), text, _source("award.certificate", context))


def _score(score: CombinedScore, context: Context) -> Requirement:
    least = context.rules.points("award.minimum")
    source = _source("award.minimum", context)
    if not score.accepted or score.total is None:
        return _requirement("score", None, Text("得分：", "score: ") + score.state.label, source)
    enough = score.total * 1000 >= least.thousandths
    text = Text(f"得分 {score.shown}，至少 {least}", f"score {score.shown}, at least {least}")
    return _requirement("score", enough, text, source)


@clauses("3.1.3.a")
def eligibility(
    application: AwardApplication,
    context: Context,
    *,
    candidate: Candidate,
    score: CombinedScore,
) -> Eligibility:
    """Return whether a unit may win (资格审查), with every requirement at once.

    A listed unit never may. How long it is registered and how long ago it won is judged on the day
    of its application, all else on `as_of`. An unknown requirement never bars a unit, but a winner
    needs every requirement to be known. Raises `FieldError` for a candidate of another unit.
    """
    key = UnitKey.of(application.subject)
    if key != UnitKey.of(candidate.code) or (
        candidate.unit is not None and key != UnitKey.of(candidate.unit.code)
    ):
        raise bilingual("award.candidate", "不是同一单位的情况", "what is known of another unit")
    requirements = (
        *_registration(application, context, candidate),
        *_credit(candidate, context),
        _earlier(application, context, candidate),
        *_certificate(candidate, context),
        _score(score, context),
    )
    return Eligibility(application.id, context.as_of, requirements, remedies_of(context))
