"""May this unit make or sell this product on this day (市场准入判定)? Clause 3.2.2.d."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.access.entities import Activity, ProductOffer
from qualitygov.access.entities_limits import ResourceUse
from qualitygov.access.limits import limit_states
from qualitygov.access.tables import OFFERS, RESOURCE_USES
from qualitygov.blacklist.standing import standings_of
from qualitygov.blacklist.unread import GRADE_NOT_ASSESSED
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise import (
    CERTIFICATIONS,
    ENTERPRISES,
    LICENCES,
    Certification,
    CertificationKind,
    Enterprise,
    Licence,
    RegistrationStatus,
)
from qualitygov.enterprise.unit.licences import shows
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.subject import CountyView
from qualitygov.text import Language, Text


class Access(Vocabulary):
    """The answer (准入结论)."""

    ALLOWED = "allowed", "准予", "allowed"
    CONDITIONAL = "conditional", "准予，须加强监管", "allowed under more supervision"
    UNDECIDED = "undecided", "待核实，暂不作出准入结论", "not decided"
    REFUSED = "refused", "不予准入", "refused"


REGISTER = Text("登记信息", "registration")
LISTED = Text("现行名单", "list in force")


@attrs.frozen(repr=False)
class AccessReason(Result):
    """One reason (准入理由): what it does to the answer, why, and its source."""

    brief: ClassVar[tuple[str, ...]] = ("weight", "source")

    weight: Access
    text: Text
    source: Text


@attrs.frozen(kw_only=True, repr=False)
class AccessDecision(Result):
    """The answer with all its reasons (准入判定); the gravest of them decides.

    The library proposes, an authority decides. `remedies` says how the unit may object.
    """

    derived: ClassVar[tuple[str, ...]] = ("access",)
    brief: ClassVar[tuple[str, ...]] = ("subject", "category", "activity", "access")

    subject: str
    category: str
    activity: Activity
    as_of: date
    reasons: tuple[AccessReason, ...]
    remedies: Text

    @property
    def access(self) -> Access:
        """The gravest reason's weight; allowed when nothing speaks against it."""
        return max(
            (reason.weight for reason in self.reasons),
            key=list(Access).index,
            default=Access.ALLOWED,
        )

    @property
    def said(self) -> Text:
        """The answer with the reasons that made it so."""
        telling = [reason.text for reason in self.reasons if reason.weight is self.access]
        return self.access.label + Text("：", ": ") + Text.joined(telling)

    def say(self, language: Language = "en") -> str:
        """Return the answer with the reasons that made it so, and how to object to it."""
        if self.access is Access.ALLOWED:
            return self.said.say(language)
        return (self.said + Text("；", "; ") + self.remedies).say(language)


def _needed(rule: ProductClass, activity: Activity) -> tuple[str, ...]:
    return rule.to_make if activity is Activity.MAKE else rule.to_sell


def _certificate(
    kind: CertificationKind, rule: ProductClass, own: Mapping[str, bool], context: Context
) -> AccessReason:
    """The reason that one kind of certificate gives: valid, lapsed or missing."""
    valid = sorted(name for name, holds in own.items() if holds)
    if valid:
        said = Text(f"有效：{valid[0]}", f" valid: {valid[0]}")
        return AccessReason(Access.ALLOWED, kind.label + said, rule.source)
    said = Text("缺失", " missing")
    if own:
        lapsed = ", ".join(sorted(own))
        said = Text(f"已失效（{lapsed}）", f" not valid on {context.as_of} ({lapsed})")
    return AccessReason(Access.REFUSED, kind.label + said, rule.source)


def _papers(
    offer: ProductOffer,
    context: Context,
    *,
    certifications: Iterable[Certification],
    licences: Iterable[Licence],
) -> Iterator[tuple[str, str, bool]]:
    """The maker's papers for a product: what each shows, its number, and whether it is valid.

    Those are certificates for the product or its class, and licences whose scope names one of them.
    """
    holder = UnitKey.of(offer.maker or offer.subject)
    rule = context.rules.entries(ProductClass)[offer.category]
    for one in context.known(certifications):
        if UnitKey.of(one.holder) == holder and one.product in (rule.id, offer.product):
            yield one.kind.value, one.id, one.valid_on(context.as_of)
    for licence in context.known(licences):
        if UnitKey.of(licence.holder) == holder and licence.allows(
            offer.product, rule.id, rule.label.zh
        ):
            for kind in _needed(rule, offer.activity):
                if shows(licence, kind, context):
                    yield kind, licence.id, licence.valid_on(context.as_of)


def _certificates(
    offer: ProductOffer,
    rule: ProductClass,
    papers: Iterable[tuple[str, str, bool]],
    context: Context,
) -> Iterator[AccessReason]:
    own = tuple(papers)
    for kind in _needed(rule, offer.activity):
        found = {name: valid for shown, name, valid in own if shown == kind}
        yield _certificate(CertificationKind(kind), rule, found, context)


def _grade(rule: ProductClass, grade: str | None, *, assessed: bool) -> Iterator[AccessReason]:
    """What the credit grade says; where the class asks for it, none rests on what is not known."""
    if not assessed:
        if rule.barred_grades or rule.conditional_grades:
            yield AccessReason(Access.UNDECIDED, GRADE_NOT_ASSESSED, rule.source)
    elif grade in rule.barred_grades:
        yield AccessReason(
            Access.REFUSED, Text(f"信用等级 {grade}", f"credit grade {grade}"), rule.source
        )
    elif grade in rule.conditional_grades:
        yield AccessReason(
            Access.CONDITIONAL, Text(f"信用等级 {grade}", f"credit grade {grade}"), rule.source
        )


def _limits(
    offer: ProductOffer, rule: ProductClass, uses: Iterable[ResourceUse], context: Context
) -> Iterator[AccessReason]:
    """What energy, emission and waste say: refused above a limit, watched without figures."""
    told = [one for one in uses if context.happened(one.known_on)]
    for state in limit_states(offer, context, uses=told):
        if state.unsigned or state.within:
            yield AccessReason(Access.ALLOWED, state.text, rule.source)
        else:
            weight = Access.CONDITIONAL if state.use is None else Access.REFUSED
            yield AccessReason(weight, state.text, rule.source)


def _standing(unit: Enterprise, context: Context) -> Iterator[AccessReason]:
    gone = context.happened(unit.deregistered_on) or context.happened(unit.moved_out_on)
    if gone or unit.status is not RegistrationStatus.IN_OPERATION:
        yield AccessReason(
            Access.REFUSED, Text("登记状态：", "registration: ") + unit.status.label, REGISTER
        )


def _listing(effects: Collection[Effect]) -> Iterator[AccessReason]:
    if Effect.MARKET_BAN in effects:
        yield AccessReason(
            Access.REFUSED,
            Text("列入名单：", "listed: ") + Effect.MARKET_BAN.label,
            LISTED,
        )
    elif Effect.MORE_SUPERVISION in effects:
        yield AccessReason(
            Access.CONDITIONAL,
            Text("列入名单：", "listed: ") + Effect.MORE_SUPERVISION.label,
            LISTED,
        )


@clauses("3.2.2.d", "3.2.2.h")
def decide(  # noqa: PLR0913 - what is known of a unit, each by its name
    offer: ProductOffer,
    context: Context,
    *,
    unit: Enterprise,
    certifications: Iterable[Certification],
    licences: Iterable[Licence] = (),
    grade: str | None,
    assessed: bool = True,
    effects: Collection[Effect] = (),
    uses: Iterable[ResourceUse] = (),
) -> AccessDecision:
    """Decide on one product of one unit (市场准入判定), with every reason for and against.

    A certificate for which the class of products asks may also be shown by a licence, whose name
    the book has and whose scope names the product. `grade` is the unit's credit grade, None where
    it has none; `effects` are those of the lists on which it stands that day, `uses` what its
    making used and discharged. `assessed` is False where something on file of the unit cannot be
    read: where the class looks at grades, nothing is then decided. A product of no class in the
    rulebook has no threshold of its own; registration and listings hold for it all the same. Raises
    `FieldError` for a unit that was not known yet.
    """
    unit = context.seen(unit)
    reasons = [*_standing(unit, context), *_listing(effects)]
    rule = context.rules.entries(ProductClass).get(offer.category)
    if rule is not None:
        papers = _papers(offer, context, certifications=certifications, licences=licences)
        reasons += _certificates(offer, rule, papers, context)
        reasons += _grade(rule, grade, assessed=assessed)
        reasons += _limits(offer, rule, uses, context)
    return AccessDecision(
        subject=unit.code,
        category=offer.category,
        activity=offer.activity,
        as_of=context.as_of,
        reasons=tuple(reasons),
        remedies=remedies_of(context),
    )


def running_offers(view: CountyView, context: Context) -> tuple[ProductOffer, ...]:
    """Return the products made or sold on ``context.as_of`` (在营产品), in order of their ids."""
    known = view.known(OFFERS, context)
    running = (offer for offer in known if offer.running(context.as_of))
    return tuple(sorted(running, key=lambda offer: offer.id))


@clauses("3.2.2.d")
def access_decisions(view: CountyView, context: Context) -> Mapping[str, AccessDecision]:
    """Decide on every product that a known unit makes or sells (全部准入判定), by the offer's id."""
    units = view.known(ENTERPRISES, context)
    held, licences = view.known(CERTIFICATIONS, context), view.known(LICENCES, context)
    uses = view.known(RESOURCE_USES, context)
    standings = standings_of(view, context)
    decided = {}
    for offer in view.once(running_offers, context):
        unit = next(iter(units.of_unit(offer.subject)), None)
        if unit is None:
            continue
        standing = standings.get(UnitKey.of(offer.subject))
        decided[offer.id] = decide(
            offer,
            context,
            unit=unit,
            certifications=held.of_unit(offer.maker or offer.subject),
            licences=licences.of_unit(offer.maker or offer.subject),
            grade=None if standing is None else standing.grade,
            assessed=standing is None or standing.assessed,
            effects=() if standing is None else standing.effects,
            uses=uses.of_unit(offer.subject),
        )
    return decided
