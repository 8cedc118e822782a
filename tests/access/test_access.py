"""Market access and closure: may this unit make or sell this product today, and who should be closed."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.access import (
    Access,
    Activity,
    ProductOffer,
    RectificationOrder,
    RectificationStage,
    access_facts,
    closures,
    credit_records,
    decide,
    order_state,
)
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.enterprise import Certification, CertificationKind, Enterprise
from qualitygov.enterprise.entities import RegistrationStatus
from qualitygov.errors import FieldError
from qualitygov.inspection import InspectionSample
from qualitygov.inspection.entities import Conclusion, Recheck, SampleDomain, Stage
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.blacklist import Effect

pytestmark = pytest.mark.clause("3.2.2.d", "3.2.2.e")
TODAY = date(2016, 12, 31)
RULES, WEEK = load_rulebook("strong-town").at(TODAY), WeekdayCalendar()
MAKER, SELLER, TOWN = "91110000600037341L", "91330299MA2837B62L", "330299101"
UNIT = Enterprise(code=MAKER, name="甲公司", town=TOWN)


def offer(category="wire-and-cable", activity=Activity.MAKE, **more):
    fields = {"subject": MAKER, **more}
    return ProductOffer(
        id="O1",
        town=TOWN,
        activity=activity,
        product="电缆",
        category=category,
        since=date(2014, 1, 1),
        **fields,
    )


def certificate(kind, product="wire-and-cable", holder=MAKER, **more):
    return Certification(
        id=f"Z-{kind.value}",
        kind=kind,
        holder=holder,
        town=TOWN,
        issued_on=date(2015, 1, 1),
        product=product,
        **more,
    )


LICENCE, CCC = certificate(CertificationKind.LICENCE), certificate(CertificationKind.COMPULSORY)


def answer(one=None, certifications=(LICENCE, CCC), grade="A", effects=(), unit=UNIT):
    return decide(
        unit,
        one or offer(),
        RULES,
        certifications=certifications,
        grade=grade,
        effects=effects,
        as_of=TODAY,
    )


def test_licence_certificate_and_grade_open_the_market():
    decision = answer()
    assert decision.access is Access.ALLOWED
    assert (
        decision.say()
        == "allowed: production licence valid: Z-licence; compulsory product certification valid: Z-ccc"
    )
    assert decision.say("zh").startswith("准予：")


@pytest.mark.parametrize(
    ("change", "access", "why"),
    [
        (
            {"certifications": (LICENCE,)},
            Access.REFUSED,
            "compulsory product certification missing",
        ),
        (
            {"certifications": (LICENCE, attrs.evolve(CCC, expires_on=date(2016, 12, 30)))},
            Access.REFUSED,
            "not valid on 2016-12-31 (Z-ccc)",
        ),
        (
            {"certifications": (LICENCE, attrs.evolve(CCC, product="cement"))},
            Access.REFUSED,
            "missing",
        ),
        (
            {"certifications": (LICENCE, attrs.evolve(CCC, holder=SELLER))},
            Access.REFUSED,
            "missing",
        ),
        ({"grade": "C"}, Access.CONDITIONAL, "credit grade C"),
        ({"grade": "D"}, Access.REFUSED, "credit grade D"),
        ({"grade": None}, Access.ALLOWED, "valid"),
        ({"effects": (Effect.MORE_SUPERVISION,)}, Access.CONDITIONAL, "more supervision"),
        ({"effects": (Effect.MARKET_BAN, Effect.MORE_SUPERVISION)}, Access.REFUSED, "market ban"),
        (
            {"unit": attrs.evolve(UNIT, status=RegistrationStatus.REVOKED)},
            Access.REFUSED,
            "licence revoked",
        ),
        ({"unit": attrs.evolve(UNIT, deregistered_on=TODAY)}, Access.REFUSED, "registration"),
    ],
)
def test_each_reason_alone_decides(change, access, why):
    decision = answer(**change)
    assert decision.access is access
    assert why in decision.say()


def test_all_reasons_are_told_at_once():
    decision = answer(
        certifications=(), grade="D", unit=attrs.evolve(UNIT, status=RegistrationStatus.SUSPENDED)
    )
    assert len([reason for reason in decision.reasons if reason.weight is Access.REFUSED]) == 4


def test_a_seller_needs_the_makers_certificate():
    shop = attrs.evolve(UNIT, code=SELLER)
    sold = offer(activity=Activity.SELL, subject=SELLER, maker=MAKER)
    assert answer(sold, certifications=(CCC,), unit=shop).access is Access.ALLOWED
    assert (
        answer(attrs.evolve(sold, maker=None), certifications=(CCC,), unit=shop).access
        is Access.REFUSED
    )


def test_a_product_of_no_class_has_no_threshold_of_its_own():
    assert answer(offer("toys"), certifications=(), grade="D").access is Access.ALLOWED
    assert (
        answer(offer("toys"), certifications=(), effects=(Effect.MARKET_BAN,)).access
        is Access.REFUSED
    )


GRADES = st.sampled_from([None, "A", "B", "C", "D"])
EFFECTS = st.sets(st.sampled_from([Effect.MARKET_BAN, Effect.MORE_SUPERVISION]))
HELD = st.sets(
    st.sampled_from([LICENCE, CCC, attrs.evolve(CCC, id="Z0", suspended_on=date(2016, 1, 1))])
)


@given(
    st.sampled_from(sorted(RULES.entries(ProductClass))),
    GRADES,
    EFFECTS,
    HELD,
    st.sampled_from(list(Activity)),
)
def test_one_more_certificate_never_closes_the_market_and_one_more_effect_never_opens_it(
    category, grade, effects, held, activity
):
    own = [attrs.evolve(one, product=category) for one in held]
    rank = list(Access).index
    before = rank(answer(offer(category, activity), own, grade, effects).access)
    more = [*own, certificate(CertificationKind.LICENCE, category)]
    assert rank(answer(offer(category, activity), more, grade, effects).access) <= before
    assert (
        rank(answer(offer(category, activity), own, grade, effects | {Effect.MARKET_BAN}).access)
        >= before
    )
    assert (
        answer(offer(category, activity), own[::-1], grade, effects).access
        == answer(offer(category, activity), own, grade, effects).access
    )


def test_facts_hold_the_products_of_the_day():
    running, ended = offer(), attrs.evolve(offer("toys"), id="O2", until=date(2016, 12, 30))
    decisions = {one.id: answer(one) for one in (running, ended)}
    (fact,) = access_facts([running, ended], decisions, RULES, TODAY)
    assert (fact.id, fact.controlled, fact.access) == ("O1", True, "allowed")
    assert not access_facts([ended], decisions, RULES, date(2016, 12, 30))[0].controlled


def check(day, passed=False):
    return Recheck(held_on=day, conclusion=Conclusion.PASS if passed else Conclusion.FAIL)


def order(*rechecks, **more):
    return RectificationOrder(
        id="G1", subject=MAKER, town=TOWN, matter="标识", ordered_on=date(2016, 3, 1), document="改〔2016〕1号", authority="镇所",
        rechecks=rechecks, **more,
    )  # fmt: skip


def test_the_course_of_an_order():
    def stage(one, on):
        return order_state(one, RULES, WEEK, on).stage

    plain, done = order(), order(rectified_on=date(2016, 4, 1))
    assert (
        stage(plain, date(2016, 5, 2)) is RectificationStage.ORDERED
    )  # 60 days end on Saturday 30 April
    assert stage(plain, date(2016, 5, 3)) is RectificationStage.OVERDUE
    assert stage(done, date(2016, 3, 31)) is RectificationStage.ORDERED
    assert stage(done, date(2016, 4, 1)) is RectificationStage.RECHECK_DUE
    assert order_state(done, RULES, WEEK, date(2016, 4, 1)).recheck_by.day == date(2016, 5, 16)
    once, twice = (
        order(check(date(2016, 5, 1))),
        order(check(date(2016, 5, 1)), check(date(2016, 7, 1))),
    )
    assert stage(once, TODAY) is RectificationStage.FAILED
    assert order_state(once, RULES, WEEK, TODAY).recheck_by.day == date(2016, 8, 1)
    assert stage(twice, date(2016, 6, 30)) is RectificationStage.FAILED
    assert stage(twice, date(2016, 7, 1)) is RectificationStage.CLOSURE
    cured = order(check(date(2016, 5, 1)), check(date(2016, 7, 1), passed=True))
    assert stage(cured, TODAY) is RectificationStage.PASSED


def test_orders_give_records():
    late = order(check(date(2016, 6, 1)), check(date(2016, 7, 1)), rectified_on=date(2016, 5, 20))
    records = credit_records([late], RULES, WEEK, TODAY)
    assert [(r.kind, r.severity, r.decided_on) for r in records] == [
        ("not-rectified", "general", date(2016, 5, 3)),
        ("recheck-fail", "serious", date(2016, 6, 1)),
        ("recheck-fail", "serious", date(2016, 7, 1)),
    ]
    assert credit_records([late], RULES, WEEK, date(2016, 5, 2)) == ()
    assert credit_records([order(rectified_on=date(2016, 4, 1))], RULES, WEEK, TODAY) == ()


def sample(*rechecks):
    return InspectionSample(
        id="S1", subject=SELLER, town=TOWN, domain=SampleDomain.INDUSTRIAL, stage=Stage.PRODUCTION, product="电缆", category="电缆",
        sampled_on=date(2016, 1, 4), reported_on=date(2016, 1, 11), known_on=date(2016, 1, 11), document="检1", stated=Conclusion.FAIL,
        severity="general", rectify_ordered_on=date(2016, 2, 1), rechecks=rechecks,
    )  # fmt: skip


def test_closure_rests_on_orders_and_on_samples():
    twice = (check(date(2016, 4, 1)), check(date(2016, 6, 1)))
    found = closures(
        [order(*twice), attrs.evolve(order(check(date(2016, 4, 1))), id="G2")],
        [sample(*twice)],
        RULES,
        WEEK,
        TODAY,
    )
    assert {(one.subject, one.basis) for one in found} == {(MAKER, "G1"), (SELLER, "S1")}
    assert "2016-04-01, 2016-06-01" in found[0].reason.en
    assert closures([order(*twice)], [sample(*twice)], RULES, WEEK, date(2016, 5, 31)) == ()
    assert (
        closures([], [sample(*twice, check(date(2016, 7, 1), passed=True))], RULES, WEEK, TODAY)
        == ()
    )


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=5))
def test_a_failed_recheck_never_helps(steps):
    day, rechecks = date(2016, 3, 1), []
    for gap, passed in steps:
        day += timedelta(days=gap)
        rechecks.append(check(day, passed))
    worse = [check(one.held_on) for one in rechecks]
    assert len(closures([order(*worse)], [], RULES, WEEK, TODAY)) >= len(
        closures([order(*rechecks)], [], RULES, WEEK, TODAY)
    )


def test_rechecks_stand_in_order():
    with pytest.raises(FieldError, match="in order"):
        order(check(date(2016, 2, 1)))
