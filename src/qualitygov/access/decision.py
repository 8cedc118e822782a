"""May this unit make or sell this product on this day (市场准入判定)? Clause 3.2.2.d."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import attrs

from qualitygov.access.entities import Activity, ProductOffer
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.entities import (
    Certification,
    CertificationKind,
    Enterprise,
    RegistrationStatus,
)
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Language, Text

__all__ = ["Access", "AccessDecision", "AccessFact", "AccessReason", "access_facts", "decide"]


class Access(Vocabulary):
    """The answer (准入结论)."""

    ALLOWED = "allowed", "准予", "allowed"
    CONDITIONAL = "conditional", "准予，须加强监管", "allowed under more supervision"
    REFUSED = "refused", "不予准入", "refused"


@attrs.frozen
class AccessReason:
    """One reason (准入理由): what it does to the answer, why, and its source."""

    weight: Access
    text: Text
    source: str


@attrs.frozen
class AccessDecision:
    """The answer with all its reasons (准入判定); the gravest of them decides.

    The library proposes, an authority decides.
    """

    subject: str
    category: str
    activity: Activity
    as_of: date
    reasons: tuple[AccessReason, ...]

    @property
    def access(self) -> Access:
        """The gravest reason's weight; allowed when nothing speaks against it."""
        return max(
            (reason.weight for reason in self.reasons),
            key=list(Access).index,
            default=Access.ALLOWED,
        )

    def say(self, language: Language = "en") -> str:
        """Return the answer with the reasons that made it so."""
        telling = [r.text.say(language) for r in self.reasons if r.weight is self.access]
        return (
            self.access.say(language)
            + ("：" if language == "zh" else ": ")
            + ("；" if language == "zh" else "; ").join(telling)
        )


def _needed(rule: ProductClass, activity: Activity) -> tuple[str, ...]:
    return rule.to_make if activity is Activity.MAKE else rule.to_sell


def _certificates(
    offer: ProductOffer, rule: ProductClass, certifications: Iterable[Certification], on: date
) -> Iterable[AccessReason]:
    holder = UnitKey.of(offer.maker or offer.subject)
    own = [
        c
        for c in certifications
        if UnitKey.of(c.holder) == holder and c.product in (rule.id, offer.product)
    ]
    for kind in _needed(rule, offer.activity):
        label = CertificationKind(kind).label
        filed = [c for c in own if c.kind.value == kind]
        valid = sorted(c.id for c in filed if c.valid_on(on))
        if valid:
            yield AccessReason(
                Access.ALLOWED,
                label + Text(f"有效：{valid[0]}", f" valid: {valid[0]}"),
                rule.source,
            )
        else:
            lapsed = ", ".join(sorted(c.id for c in filed))
            zh, en = (
                (f"已失效（{lapsed}）", f" not valid on {on} ({lapsed})")
                if filed
                else ("缺失", " missing")
            )
            yield AccessReason(Access.REFUSED, label + Text(zh, en), rule.source)


def _grade(rule: ProductClass, grade: str | None) -> Iterable[AccessReason]:
    if grade in rule.barred_grades:
        yield AccessReason(
            Access.REFUSED, Text(f"信用等级 {grade}", f"credit grade {grade}"), rule.source
        )
    elif grade in rule.conditional_grades:
        yield AccessReason(
            Access.CONDITIONAL, Text(f"信用等级 {grade}", f"credit grade {grade}"), rule.source
        )


def _standing(unit: Enterprise, on: date) -> Iterable[AccessReason]:
    gone = unit.deregistered_on is not None and unit.deregistered_on <= on
    if gone or unit.status is not RegistrationStatus.IN_OPERATION:
        yield AccessReason(
            Access.REFUSED, Text("登记状态：", "registration: ") + unit.status.label, "registration"
        )


def _listing(effects: Collection[Effect]) -> Iterable[AccessReason]:
    if Effect.MARKET_BAN in effects:
        yield AccessReason(
            Access.REFUSED,
            Text("列入名单：", "listed: ") + Effect.MARKET_BAN.label,
            "list in force",
        )
    elif Effect.MORE_SUPERVISION in effects:
        yield AccessReason(
            Access.CONDITIONAL,
            Text("列入名单：", "listed: ") + Effect.MORE_SUPERVISION.label,
            "list in force",
        )


@clauses("3.2.2.d")
def decide(
    unit: Enterprise,
    offer: ProductOffer,
    rules: Rules,
    *,
    certifications: Iterable[Certification],
    grade: str | None,
    effects: Collection[Effect] = (),
    as_of: date,
) -> AccessDecision:
    """Decide on one product of one unit (市场准入判定), with every reason for and against.

    `grade` is its credit grade, None where it has none; `effects` are those of the lists it stands
    on that day. A product of no class in the rulebook has no threshold of its own; registration and
    listings hold for it all the same.
    """
    reasons = [*_standing(unit, as_of), *_listing(effects)]
    rule = rules.entries(ProductClass).get(offer.category)
    if rule is not None:
        reasons += [*_certificates(offer, rule, certifications, as_of), *_grade(rule, grade)]
    return AccessDecision(unit.code, offer.category, offer.activity, as_of, tuple(reasons))


@attrs.frozen
class AccessFact:
    """One product of one unit as indicators see it (准入事实), on the day of evaluation."""

    id: str
    town: str
    on: date
    subject: str
    category: str
    activity: str
    controlled: bool
    access: str


@clauses("3.2.2.d")
def access_facts(
    offers: Iterable[ProductOffer],
    decisions: Mapping[str, AccessDecision],
    rules: Rules,
    as_of: date,
) -> tuple[AccessFact, ...]:
    """Return the rows of the products made or sold on `as_of` (准入事实行).

    `decisions` by the offer's id.
    """
    classes = rules.entries(ProductClass)
    return tuple(
        AccessFact(
            o.id,
            o.town,
            as_of,
            o.subject,
            o.category,
            o.activity.value,
            o.category in classes,
            decisions[o.id].access.value,
        )
        for o in offers
        if o.running(as_of) and o.id in decisions
    )
