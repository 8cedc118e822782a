"""Who may win (评选资格): every requirement at once, met, barred or unknown. Clause 3.1.3.a."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import CombinedScore
from qualitygov.award.status import as_grave, counts_on
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points
from qualitygov.core.periods import term_end, within_term
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Certification, CertificationKind, Enterprise
from qualitygov.enterprise.units import operating
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.award import AwardBar
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Language, Text

__all__ = ["Candidate", "Eligibility", "Fulfillment", "Requirement", "eligibility"]


class Fulfillment(Vocabulary):
    """How a requirement stands (条件状态)."""

    MET = "met", "符合", "met"
    UNKNOWN = "unknown", "待核实", "not known"
    BARRED = "barred", "不符合", "not met"


@attrs.frozen
class Requirement:
    """One requirement (申报条件): how it stands, why, and its source."""

    name: str
    standing: Fulfillment
    text: Text
    source: str


@attrs.frozen(kw_only=True)
class Candidate:
    """What is known of a unit that applies (申报单位情况).

    `unit` is None for one that is not among the enterprises; `listed_until` the last day of a
    listing in force; `won_on` the days of earlier awards of the town; `grade` its credit grade,
    None where there is none.
    """

    subject: str
    unit: Enterprise | None
    grade: str | None = None
    listed_until: date | None = None
    records: tuple[CreditRecord, ...] = ()
    certifications: tuple[Certification, ...] = ()
    won_on: tuple[date, ...] = ()


@attrs.frozen
class Eligibility:
    """Whether a unit may win on a day (资格审查结果), with every requirement; all of them must be met."""

    application: str
    as_of: date
    requirements: tuple[Requirement, ...]

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
        """Whether it may win; None where nothing speaks against it but something is not known."""
        return False if self.bars else None if self.unknown else True

    def say(self, language: Language = "en") -> str:
        """Return what stands against it as one line, or that nothing does."""
        zh = language == "zh"
        telling = [one.text.say(language) for one in (*self.bars, *self.unknown)]
        answer = {
            True: ("符合条件", "eligible"),
            False: ("不符合条件", "not eligible"),
            None: ("待核实", "not decided"),
        }
        head = answer[self.eligible][0 if zh else 1]
        return head + (
            ("：" if zh else ": ") + ("；" if zh else "; ").join(telling) if telling else ""
        )


def _requirement(name: str, fulfilled: bool | None, text: Text, source: str) -> Requirement:
    standing = {True: Fulfillment.MET, False: Fulfillment.BARRED, None: Fulfillment.UNKNOWN}[
        fulfilled
    ]
    return Requirement(name, standing, text, source)


def _source(rules: Rules, name: str) -> str:
    return rules.entry(Parameter, name).source


def _registration(
    application: AwardApplication, one: Candidate, rules: Rules, on: date
) -> Iterator[Requirement]:
    source, length = _source(rules, "award.registered"), rules.term("award.registered")
    if one.unit is None:
        yield _requirement(
            "unit", None, Text("不在企业名录中", "not among the enterprises"), "registration"
        )
        return
    same_town = one.unit.town == application.town
    yield _requirement(
        "town",
        same_town,
        Text(f"登记在 {one.unit.town}", f"registered in {one.unit.town}"),
        "registration",
    )
    running = operating(one.unit, on)
    yield _requirement(
        "operating",
        running,
        Text("登记状态：", "registration: ") + one.unit.status.label,
        "registration",
    )
    since = one.unit.registered_on
    if since is None:
        yield _requirement(
            "registered", None, Text("成立日期不详", "day of registration not known"), source
        )
    else:
        long_enough = term_end(since, length) <= application.applied_on
        yield _requirement(
            "registered",
            long_enough,
            Text(f"成立于 {since}，须满 {length}", f"registered on {since}, {length} needed"),
            source,
        )


def _credit(one: Candidate, rules: Rules, on: date) -> Iterator[Requirement]:
    listed = one.listed_until is not None and on <= one.listed_until
    yield _requirement(
        "listing",
        not listed,
        Text(f"列入名单至 {one.listed_until}", f"listed until {one.listed_until}")
        if listed
        else Text("未列入名单", "not listed"),
        "list in force",
    )
    for name, bar in sorted(rules.entries(AwardBar).items()):
        if bar.grades:
            allowed = None if one.grade is None else one.grade not in bar.grades
            shown = one.grade or "–"
            yield _requirement(
                name, allowed, Text(f"信用等级 {shown}", f"credit grade {shown}"), bar.source
            )
            continue
        assert bar.kind is not None
        assert bar.from_severity is not None
        assert bar.within is not None
        found = sorted(
            record.id
            for record in one.records
            if as_grave(record, bar.kind, bar.from_severity, rules)
            and counts_on(record, on)
            and record.happened_on <= on
            and within_term(record.happened_on, on, bar.within)
        )
        zh, en = ("、".join(found) or "无", ", ".join(found) or "none")
        text = bar.label + Text(f"（{bar.within} 内）：{zh}", f" within {bar.within}: {en}")
        yield _requirement(name, not found, text, bar.source)


def _earlier(application: AwardApplication, one: Candidate, rules: Rules) -> Iterator[Requirement]:
    wait = rules.term("award.wait")
    last = max((won for won in one.won_on if won < application.applied_on), default=None)
    over = last is None or not within_term(last, application.applied_on, wait)
    text = (
        Text("未曾获奖", "never won before")
        if last is None
        else Text(f"曾于 {last} 获奖", f"won on {last}")
    )
    yield _requirement(
        "wait",
        over,
        text + Text(f"，间隔 {wait}", f", a wait of {wait}"),
        _source(rules, "award.wait"),
    )


def _certificate(one: Candidate, rules: Rules, on: date) -> Iterator[Requirement]:
    asked = rules.choice("award.certificate")
    if asked == "none":
        return
    kind, key = CertificationKind(asked), UnitKey.of(one.subject)
    valid = sorted(
        c.id
        for c in one.certifications
        if c.kind is kind and UnitKey.of(c.holder) == key and c.valid_on(on)
    )
    text = kind.label + (
        Text(f"有效：{valid[0]}", f" valid: {valid[0]}")
        if valid
        else Text("无效或缺失", " missing or not valid")
    )
    yield _requirement("certificate", bool(valid), text, _source(rules, "award.certificate"))


def _score(score: CombinedScore, rules: Rules) -> Requirement:
    least: Points = rules.points("award.minimum")
    source = _source(rules, "award.minimum")
    if not score.accepted or score.total is None:
        return _requirement("score", None, Text("得分：", "score: ") + score.state.label, source)
    enough = score.total * 1000 >= least.thousandths
    return _requirement(
        "score",
        enough,
        Text(f"得分 {score.shown}，至少 {least}", f"score {score.shown}, at least {least}"),
        source,
    )


@clauses("3.1.3.a")
def eligibility(
    application: AwardApplication,
    candidate: Candidate,
    score: CombinedScore,
    rules: Rules,
    as_of: date,
) -> Eligibility:
    """Return whether a unit may win (资格审查), with every requirement at once.

    A listed unit never may. How long it is registered and how long ago it won is judged on the day
    of its application, all else on `as_of`. What is not known bars nobody, but nobody wins with it
    either. Raises `FieldError` for what is known of another unit.
    """
    key = UnitKey.of(application.subject)
    if key != UnitKey.of(candidate.subject) or (
        candidate.unit is not None and key != UnitKey.of(candidate.unit.code)
    ):
        raise bilingual("award.candidate", "不是同一单位的情况", "what is known of another unit")
    found = (
        *_registration(application, candidate, rules, as_of),
        *_credit(candidate, rules, as_of),
        *_earlier(application, candidate, rules),
        *_certificate(candidate, rules, as_of),
        _score(score, rules),
    )
    return Eligibility(application.id, as_of, found)
