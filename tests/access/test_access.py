"""Market access and closure: who may make or sell what today, and who should be closed."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.access import (
    SUBJECT,
    Access,
    Activity,
    ProductOffer,
    RectificationOrder,
    RectificationStage,
    closures,
    decide,
    order_state,
)
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.enterprise import (
    CERTIFICATIONS,
    ENTERPRISES,
    Certification,
    CertificationKind,
    Enterprise,
    Licence,
    LicenceStatus,
    RegistrationStatus,
)
from qualitygov.errors import FieldError
from qualitygov.inspection import SUBJECT as INSPECTION
from qualitygov.inspection import Conclusion, InspectionSample, Recheck, SampleDomain, Stage
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.subject import Suspension
from signed_book import signed_book
from small_county import others, records_of, standing_as, view_of

pytestmark = pytest.mark.clause("3.2.2.d", "3.2.2.e")
TODAY = date(2016, 12, 31)
BOOK, WEEK = signed_book(), WeekdayCalendar()
RULES = BOOK.at(TODAY)
DAY = timedelta(days=1)
MAKER, SELLER, TOWN = "91110000600037341L", "91330299MA2837B62L", "330299101"
UNIT = Enterprise(code=MAKER, name="甲公司", town=TOWN)


def at(as_of=TODAY, known_at=TODAY):
    """A day, by default with all that ever became known."""
    return Context(BOOK, as_of=as_of, known_at=known_at, calendar=WEEK)


def offer(category="wire-and-cable", activity=Activity.MAKE, **more):
    fields = {"id": "O1", "subject": MAKER, "since": date(2014, 1, 1), **more}
    return ProductOffer(town=TOWN, activity=activity, product="电缆", category=category, **fields)


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


def answer(
    one=None,
    certifications=(LICENCE, CCC),
    grade="A",
    effects=(),
    unit=UNIT,
    context=None,
    licences=(),
    assessed=True,
):
    return decide(
        one or offer(),
        context or at(),
        unit=unit,
        certifications=certifications,
        licences=licences,
        grade=grade,
        assessed=assessed,
        effects=effects,
    )


def test_no_approval_rests_on_a_grade_that_cannot_be_assessed():
    found = answer(assessed=False)
    assert (found.access, found.access.value) == (Access.UNDECIDED, "undecided")
    assert "cannot be read" in found.said.en
    assert "D" not in found.said.en  # nor is it charged with one
    banned = answer(assessed=False, effects=(Effect.MARKET_BAN,))
    assert banned.access is Access.REFUSED
    assert answer(offer("toys-of-no-class"), assessed=False).access is Access.ALLOWED


def test_licence_certificate_and_grade_open_the_market():
    decision = answer()
    assert decision.access is Access.ALLOWED
    assert (
        decision.say() == "allowed: production licence valid: Z-licence; "
        "compulsory product certification valid: Z-ccc"
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
        ({"unit": attrs.evolve(UNIT, moved_out_on=TODAY)}, Access.REFUSED, "registration"),
        (
            {"unit": attrs.evolve(UNIT, status=RegistrationStatus.MOVED_OUT)},
            Access.REFUSED,
            "moved out",
        ),
    ],
)
def test_each_reason_alone_decides(change, access, why):
    decision = answer(**change)
    assert decision.access is access
    assert why in decision.say()


PRINTED = Licence(
    id="XK06-001-00001",
    holder=MAKER,
    name="全国工业产品生产许可证",
    scope="电线电缆；电力电缆",
    valid_from=date(2015, 1, 1),
)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"scope": "wire-and-cable"}, None),
        ({"scope": "水泥"}, "production licence missing"),
        ({"scope": None}, "production licence missing"),
        ({"name": "取水许可证"}, "production licence missing"),
        ({"holder": SELLER}, "production licence missing"),
        ({"valid_until": date(2016, 12, 30)}, "not valid on 2016-12-31 (XK06-001-00001)"),
        ({"status": LicenceStatus.CANCELLED}, "not valid on 2016-12-31 (XK06-001-00001)"),
    ],
)
def test_a_licence_of_the_exchange_table_shows_a_certificate_by_name_and_scope(change, why):
    licence = attrs.evolve(PRINTED, **change)
    decision = answer(certifications=(CCC,), licences=(licence,))
    assert (decision.access is Access.ALLOWED) == (why is None)
    assert why is None or why in decision.say()
    both = answer(licences=(licence,))
    assert both.access is Access.ALLOWED


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
    st.sampled_from(
        [
            LICENCE,
            CCC,
            attrs.evolve(CCC, id="Z0", suspensions=(Suspension(suspended_on=date(2016, 1, 1)),)),
        ]
    )
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


def test_a_certificate_opens_the_market_until_its_last_day_and_no_longer():
    ccc = attrs.evolve(CCC, expires_on=date(2016, 6, 30))
    found = [
        answer(certifications=(LICENCE, ccc), context=at(day)).access
        for day in (date(2016, 6, 30), date(2016, 7, 1))
    ]
    assert found == [Access.ALLOWED, Access.REFUSED]


def test_a_unit_is_out_of_the_market_from_the_day_of_its_deregistration():
    gone = attrs.evolve(UNIT, deregistered_on=date(2016, 6, 30))
    found = [answer(unit=gone, context=at(day)).access for day in (date(2016, 6, 29), TODAY)]
    assert found == [Access.ALLOWED, Access.REFUSED]


# The county's decisions


def county(*offers, **more):
    rows = {
        "enterprises": [UNIT],
        "certifications": [LICENCE, CCC],
        "offers": offers,
        **more,
    }
    tables = others(ENTERPRISES, CERTIFICATIONS)
    return view_of(tables, INSPECTION, SUBJECT, **rows)


@pytest.fixture(autouse=True)
def _standings(monkeypatch):
    standing_as(monkeypatch, {MAKER: ("A", ())})


def decided(view, context=None):
    (worklist,) = (one for one in SUBJECT.worklists if one.name == "access")
    return dict(worklist.make(view, context or at()))


def test_facts_hold_the_products_of_the_day():
    running, ended = offer(), offer("toys", id="O2", until=date(2016, 12, 30))
    view = county(running, ended)
    (fact,) = view.facts("access", at())
    assert (fact.id, fact.on, fact.controlled, fact.access) == ("O1", TODAY, True, "allowed")
    before = view.facts("access", at(date(2016, 12, 30)))
    assert [(one.id, one.controlled) for one in before] == [("O1", True), ("O2", False)]


def test_an_offer_is_decided_on_from_its_first_day_to_its_last():
    one = offer(since=date(2016, 3, 1), until=date(2016, 6, 30))
    view = county(one)
    days = [date(2016, 2, 29), date(2016, 3, 1), date(2016, 6, 30), date(2016, 7, 1)]
    assert [one.running(day) for day in days] == [False, True, True, False]
    assert [list(decided(view, at(day))) for day in days] == [[], ["O1"], ["O1"], []]
    assert [len(view.facts("access", at(day))) for day in days] == [0, 1, 1, 0]


def test_an_offer_its_end_and_a_certificate_known_later_do_not_exist():
    one = offer(since=date(2016, 3, 1), until=date(2016, 6, 30))
    assert decided(county(one), at(date(2016, 5, 1), date(2016, 2, 29))) == {}
    assert list(decided(county(one), at(TODAY, date(2016, 6, 29)))) == ["O1"]
    assert decided(county(one), at(TODAY, date(2016, 6, 30))) == {}
    late = attrs.evolve(CCC, issued_on=date(2016, 5, 1))
    view = county(offer(), certifications=[LICENCE, late])
    assert decided(view, at(TODAY, date(2016, 4, 30)))["O1"].access is Access.REFUSED
    assert decided(view, at(TODAY, date(2016, 5, 1)))["O1"].access is Access.ALLOWED
    alone = answer(certifications=(LICENCE, late), context=at(TODAY, date(2016, 4, 30)))
    assert alone.access is Access.REFUSED


def test_the_units_standing_decides_with_the_rest(monkeypatch):
    view = county(offer())
    assert decided(view)["O1"].access is Access.ALLOWED
    standing_as(monkeypatch, {MAKER: ("D", ())})
    assert decided(county(offer()))["O1"].said.en == "refused: credit grade D"
    standing_as(monkeypatch, {MAKER: ("A", (Effect.MORE_SUPERVISION,))})
    assert decided(county(offer()))["O1"].access is Access.CONDITIONAL
    standing_as(monkeypatch, {})
    assert decided(county(offer()))["O1"].access is Access.ALLOWED


def test_a_product_of_an_unknown_unit_is_left_out():
    view = county(offer(subject=SELLER), offer(id="O2"))
    assert list(decided(view)) == ["O2"]
    assert [one.id for one in view.facts("access", at())] == ["O2"]


def test_the_section_names_closures_and_refusals(monkeypatch):
    standing_as(monkeypatch, {MAKER: ("D", ())})
    twice = (announced(date(2016, 5, 1)), check(date(2016, 7, 1)))
    view = county(offer(), offer("toys", id="O2"), orders=[order(*twice)])
    (section,) = SUBJECT.sections
    rows = [
        tuple(cell if isinstance(cell, str) else cell.en for cell in row)
        for row in section.rows(view, at())
    ]
    assert rows == [
        (MAKER, "recommended: order to close", "G1: re-checks failed on 2016-05-01, 2016-07-01"),
        (MAKER, "wire-and-cable", "refused: credit grade D"),
    ]


# Orders


def check(day, passed=False):
    return Recheck(held_on=day, conclusion=Conclusion.PASS if passed else Conclusion.FAIL)


def announced(day):
    """A failed re-check that was announced on its own day."""
    return attrs.evolve(check(day), announced_on=day)


def order(*rechecks, **more):
    return RectificationOrder(
        id="G1",
        subject=MAKER,
        town=TOWN,
        matter="标识",
        ordered_on=date(2016, 3, 1),
        document="改〔2016〕1号",
        authority="镇所",
        rechecks=rechecks,
        **more,
    )


def test_the_course_of_an_order():
    def stage(one, on):
        return order_state(one, at(on)).stage

    plain, done = order(), order(rectified_on=date(2016, 3, 20))
    assert stage(plain, date(2016, 3, 31)) is RectificationStage.ORDERED  # 30 days to 2019
    assert stage(plain, date(2016, 4, 1)) is RectificationStage.OVERDUE
    assert stage(done, date(2016, 3, 19)) is RectificationStage.ORDERED
    assert stage(done, date(2016, 3, 20)) is RectificationStage.RECHECK_DUE
    assert order_state(done, at(date(2016, 3, 20))).recheck_by.day == date(2016, 4, 4)
    once, twice = (
        order(announced(date(2016, 5, 1))),
        order(announced(date(2016, 5, 1)), check(date(2016, 7, 1))),
    )
    assert stage(once, TODAY) is RectificationStage.FAILED
    assert order_state(once, at(TODAY)).recheck_by.day == date(2016, 8, 1)
    assert stage(twice, date(2016, 6, 30)) is RectificationStage.FAILED
    assert stage(twice, date(2016, 7, 1)) is RectificationStage.CLOSURE
    silent = order(check(date(2016, 5, 1)), check(date(2016, 7, 1)))
    assert stage(silent, TODAY) is RectificationStage.FAILED
    assert order_state(silent, at(TODAY)).recheck_by is None  # it runs from an announcement
    cured = order(check(date(2016, 5, 1)), check(date(2016, 7, 1), passed=True))
    assert stage(cured, TODAY) is RectificationStage.PASSED


def test_each_step_of_an_order_is_a_duty_of_whom_it_falls_to():
    def steps(one, on=TODAY):
        rows = county(orders=[one]).facts("order", at(on))
        return {r.duty: (r.standing, r.unit, r.by) for r in rows}

    last = date(2016, 3, 31)
    assert steps(order(), last) == {
        "order-rectified": ("open", MAKER, last),
        "order-rechecked": ("open", "镇所", date(2016, 4, 15)),  # at the latest
    }
    assert steps(order(), last + DAY)["order-rectified"] == ("missing", MAKER, last)
    failed = order(announced(date(2016, 4, 4)), rectified_on=date(2016, 3, 20))
    assert steps(failed) == {
        "order-rectified": ("failed", MAKER, last),
        "order-rechecked": ("done", "镇所", date(2016, 4, 4)),
        "order-announced": ("done", "镇所", date(2016, 4, 25)),
        "order-second-recheck": ("missing", "镇所", date(2016, 7, 4)),
    }
    assert steps(order(), order().ordered_on - DAY) == {}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (date(2016, 5, 4), "missing"),  # on the last day before the window: too early
        (date(2016, 5, 5), "done"),
        (date(2016, 7, 4), "done"),  # 90 days after the announcement, on a Sunday
        (date(2016, 7, 5), "late"),
        (date(2016, 8, 1), "late"),
    ],
)
@pytest.mark.parametrize("ending", ["passed", "failed", "announced"])
def test_a_second_recheck_is_held_in_the_window_of_the_first_whatever_it_finds(
    held, expected, ending
):
    second = {
        "passed": check(held, passed=True),
        "failed": check(held),
        "announced": announced(held),
    }[ending]
    one = order(announced(date(2016, 4, 4)), second)
    rows = {row.duty: row for row in county(orders=[one]).facts("order", at(TODAY))}
    found = rows["order-second-recheck"]
    assert (found.standing, found.by) == (expected, date(2016, 7, 4))
    open_yet = {row.duty: row for row in county(orders=[one]).facts("order", at(date(2016, 5, 4)))}
    assert open_yet["order-second-recheck"].standing == "open"


def test_a_second_recheck_held_too_early_is_held_again():
    first, early = announced(date(2016, 4, 4)), check(date(2016, 5, 4))
    for held, expected in ((date(2016, 7, 4), "done"), (date(2016, 7, 5), "late")):
        one = order(first, early, check(held))
        rows = {row.duty: row.standing for row in county(orders=[one]).facts("order", at(TODAY))}
        assert rows["order-second-recheck"] == expected
    silent = order(check(date(2016, 4, 4)), check(date(2016, 6, 1)))
    rows = {row.duty: row.standing for row in county(orders=[silent]).facts("order", at(TODAY))}
    assert rows["order-announced"] == "missing"
    assert "order-second-recheck" not in rows  # no window has begun


def test_orders_give_records():
    late = order(check(date(2016, 6, 1)), check(date(2016, 7, 1)), rectified_on=date(2016, 5, 20))
    records = records_of(county(orders=[late]), at())
    assert [(r.kind, r.severity, r.decided_on) for r in records] == [
        ("not-rectified", "general", date(2016, 4, 1)),
        ("recheck-fail", "serious", date(2016, 6, 1)),
        ("recheck-fail", "serious", date(2016, 7, 1)),
    ]
    assert [r.id for r in records] == [
        "G1/order-late",
        "G1/order-recheck-2016-06-01",
        "G1/order-recheck-2016-07-01",
    ]
    for one in records:
        assert (one.subject, one.happened_on, one.known_on) == (
            MAKER,
            one.decided_on,  # not putting right, or failing a re-check, is a new fact
            one.decided_on,
        )
        assert (one.source_document, one.authority, one.category) == (
            "改〔2016〕1号",
            "镇所",
            "标识",
        )
    assert records_of(county(orders=[late]), at(date(2016, 3, 31))) == ()
    kept = order(check(date(2016, 4, 10), passed=True), rectified_on=date(2016, 3, 31))
    view = county(orders=[kept])
    assert records_of(view, at()) == ()
    assert [(kind, event.id, event.on) for kind, event in view.events(at())] == [
        ("order-rectification", "G1", date(2016, 3, 31)),
        ("order-recheck", "G1/order-recheck-2016-04-10", date(2016, 4, 10)),
    ]


def test_an_order_and_what_followed_known_later_do_not_exist():
    one = order(
        announced(date(2016, 5, 25)), check(date(2016, 7, 1)), rectified_on=date(2016, 5, 20)
    )
    view = county(orders=[one])
    with pytest.raises(FieldError, match="nobody knew of it on 2016-02-29"):
        order_state(one, at(TODAY, one.ordered_on - DAY))
    assert records_of(view, at(TODAY, one.ordered_on - DAY)) == ()
    stages = {
        known_at: order_state(one, at(TODAY, known_at)).stage.value
        for known_at in (date(2016, 5, 19), date(2016, 5, 20), date(2016, 5, 25), date(2016, 7, 1))
    }
    assert list(stages.values()) == ["overdue", "recheck-due", "failed", "closure"]
    kinds = [
        [r.kind for r in records_of(view, at(TODAY, known_at))]
        for known_at in (date(2016, 5, 24), date(2016, 6, 30), date(2016, 7, 1))
    ]
    assert kinds == [
        ["not-rectified"],
        ["not-rectified", "recheck-fail"],
        ["not-rectified", "recheck-fail", "recheck-fail"],
    ]
    days = (one.ordered_on - DAY, one.ordered_on, TODAY)
    assert [len(closing([one], at(TODAY, day))) for day in days] == [0, 0, 1]
    failed = sample(announced(date(2016, 4, 1)), check(date(2016, 6, 1)))
    days = (failed.known_on - DAY, failed.known_on, TODAY)
    assert [len(closing([], at(TODAY, day), failed)) for day in days] == [0, 0, 1]


def test_an_order_to_come_is_no_order_yet():
    one = order()
    view = county(orders=[one])
    assert records_of(view, at(date(2016, 4, 1))) != ()
    before = at(one.ordered_on - DAY)
    assert view.events(before) == closing([one], before) == ()


def sample(*rechecks):
    return InspectionSample(
        id="S1",
        subject=SELLER,
        town=TOWN,
        domain=SampleDomain.INDUSTRIAL,
        stage=Stage.PRODUCTION,
        product="电缆",
        category="电缆",
        sampled_on=date(2016, 1, 4),
        reported_on=date(2016, 1, 11),
        known_on=date(2016, 1, 11),
        document="检1",
        stated=Conclusion.FAIL,
        severity="general",
        rectify_ordered_on=date(2016, 2, 1),
        rechecks=rechecks,
    )


LICENSED = frozenset({UnitKey.of(MAKER), UnitKey.of(SELLER)})


def closing(orders, context, *samples, licensed=LICENSED):
    return closures(orders, context, samples=samples, licensed=licensed)


def test_closure_rests_on_orders_and_on_samples():
    twice = (announced(date(2016, 4, 1)), check(date(2016, 6, 1)))
    once = attrs.evolve(order(announced(date(2016, 4, 1))), id="G2")
    found = closing([order(*twice), once], at(), sample(*twice))
    assert {(one.subject, one.basis) for one in found} == {(MAKER, "G1"), (SELLER, "S1")}
    assert "2016-04-01, 2016-06-01" in found[0].reason.en
    assert closing([order(*twice)], at(date(2016, 5, 31)), sample(*twice)) == ()
    assert closing([order(*twice)], at(TODAY, date(2016, 5, 31)), sample(*twice)) == ()
    cured = sample(*twice, check(date(2016, 7, 1), passed=True))
    assert closing([], at(), cured) == ()


def test_a_closure_is_addressed_to_whom_the_law_empowers():
    twice = (announced(date(2016, 4, 1)), check(date(2016, 6, 1)))

    def told(**more):
        found = closing([order(*twice)], at(), sample(*twice), **more)
        return {one.basis: (one.route, one.measure.zh) for one in found}

    assert told() == {
        "G1": ("licensed", "建议责令关闭"),
        "S1": ("licensed-product", "建议吊销营业执照"),
    }
    assert set(told(licensed=frozenset()).values()) == {("unlicensed", "依法取缔")}
    for one in closing([order(*twice)], at(), sample(*twice)):
        assert "县级以上" in one.authority.zh


def test_every_decision_and_recommendation_names_the_remedies():
    twice = (announced(date(2016, 4, 1)), check(date(2016, 6, 1)))
    (one,) = closing([order(*twice)], at())
    assert one.say("en").startswith(f"{one.measure.en} ({one.authority.en}): {one.reason.en}; ")
    assert one.say("zh").startswith(f"{one.measure.zh}（{one.authority.zh}）：{one.reason.zh}；")
    refused = answer(certifications=())
    assert refused.access is Access.REFUSED
    for told in (one, refused):
        assert "reconsideration within 60 days" in told.say("en")
        assert "suit within 6 months" in told.say("en")
        assert "行政复议" in told.say("zh")
        assert told.to_dict()["remedies"] == {"zh": told.remedies.zh, "en": told.remedies.en}
    allowed = answer()
    assert (allowed.access, "suit" in allowed.say("en")) == (Access.ALLOWED, False)
    assert "suit" in allowed.remedies.en


@pytest.mark.parametrize(
    ("status", "holds"),
    [
        (RegistrationStatus.IN_OPERATION, True),
        (RegistrationStatus.SUSPENDED, True),
        (RegistrationStatus.REVOKED, False),
        (RegistrationStatus.DEREGISTERED, False),
        (RegistrationStatus.MOVED_OUT, True),  # elsewhere
    ],
)
def test_a_unit_holds_a_licence_until_it_is_revoked_or_cancelled(status, holds):
    twice = (announced(date(2016, 4, 1)), check(date(2016, 6, 1)))
    unit = attrs.evolve(UNIT, status=status)
    (worklist,) = (one for one in SUBJECT.worklists if one.name == "closures")
    (found,) = worklist.make(county(enterprises=[unit], orders=[order(*twice)]), at())
    assert (found.route == "licensed") is holds


@given(st.lists(st.tuples(st.integers(0, 90), st.booleans(), st.booleans()), max_size=6))
def test_a_failed_recheck_never_helps(steps):
    day, rechecks = date(2016, 3, 1), []
    for gap, passed, told in steps:
        day += timedelta(days=gap)
        rechecks.append(announced(day) if told and not passed else check(day, passed))
    worse = [one if one.announced_on else check(one.held_on) for one in rechecks]
    assert len(closing([order(*worse)], at())) >= len(closing([order(*rechecks)], at()))


def test_rechecks_stand_in_order():
    with pytest.raises(FieldError, match="in order"):
        order(check(date(2016, 2, 1)))


def test_a_recheck_keeps_its_name_when_an_earlier_one_becomes_known():
    """So that a decision on one never moves to another; and it is known when its row is."""
    first = attrs.evolve(check(date(2016, 4, 20)), known_on=date(2016, 8, 1))
    one = order(first, check(date(2016, 6, 20)), rectified_on=date(2016, 3, 31))
    view = county(orders=[one])
    context = Context(BOOK, as_of=date(2016, 12, 31), known_at=date(2016, 7, 1))
    assert [r.id for r in records_of(view, context)] == ["G1/order-recheck-2016-06-20"]
    known = {r.id: r.known_on for r in records_of(view, at())}
    assert known == {
        "G1/order-recheck-2016-04-20": date(2016, 8, 1),
        "G1/order-recheck-2016-06-20": date(2016, 6, 20),
    }


def test_an_order_that_became_known_late_gives_a_record_known_then():
    late = order(known_on=date(2016, 6, 15))
    (record,) = records_of(county(orders=[late]), at())
    assert (record.decided_on, record.known_on) == (date(2016, 4, 1), date(2016, 6, 15))
