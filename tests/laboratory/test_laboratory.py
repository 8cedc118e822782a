"""Testing and metrology: who can test what, promises kept, instruments due, standards in use."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import OfficialCalendar, TableCalendar
from qualitygov.core.exact import Rate
from qualitygov.core.knowledge import as_known
from qualitygov.core.schema import schema_for
from qualitygov.errors import FieldError, RulebookError
from qualitygov.laboratory import (
    SUBJECT,
    AdoptedStandard,
    Instrument,
    Laboratory,
    RequestedItem,
    ScopeEntry,
    StandardLevel,
    TestNeed,
    TestRequest,
    Verification,
    failings,
    instrument_facts,
    laboratory_facts,
    lapsed,
    match,
    old_editions,
    overdue_instruments,
    platform_rate,
    request_facts,
    request_state,
    requests_behind,
    sharing_rate,
    standard_coverage,
    standard_facts,
    standards_of,
    verification_list,
    verification_rate,
    verification_state,
    working_days_taken,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.laboratory import InstrumentKind
from qualitygov.subject import CountyData, CountyView, Suspension
from qualitygov.text import Text
from signed_book import signed_book

pytestmark = pytest.mark.clause("3.4.1.a", "3.4.1.c")
END = date(2016, 12, 31)
PLAIN, BOOK = load_rulebook("strong-town"), signed_book()
CALENDAR = OfficialCalendar()
AT_END = Context(BOOK, as_of=END, calendar=CALENDAR)
ON2017 = date(2017, 12, 31)
TOWN, OTHER = "330299101", "330299102"
UNIT, UNIT2 = "91330299MA2837B62L", "91110000600037341L"
ON = date(2016, 5, 3)
AT_ON = Context(BOOK, as_of=ON, known_at=END, calendar=CALENDAR)
ITEMS = ("铅", "菌落总数", "农药残留")


def line(item, **more):
    return ScopeEntry(
        category="food", item=item, method="GB", **{"valid_from": date(2014, 1, 1), **more}
    )


def stopped(suspended_on, resumed_on=None):
    return (Suspension(suspended_on=suspended_on, resumed_on=resumed_on),)


def lab(name="L1", **more):
    fields = {
        "town": TOWN,
        "accredited_from": date(2014, 1, 1),
        "accredited_to": date(2016, 12, 31),
        "turnaround": 5,
        "scope": tuple(map(line, ITEMS)),
        **more,
    }
    return Laboratory(id=name, name=f"检测所{name}", **fields)


def need(*items, **more):
    return TestNeed(**{"town": TOWN, "category": "food", "items": items or ("铅",), **more})


def request(name="R1", **more):
    fields = {
        "town": TOWN,
        "requested_on": ON,
        "laboratory": "L1",
        "items": (RequestedItem(item="铅"),),
        **more,
    }
    return TestRequest(id=name, category="food", **fields)


def county(**rows):
    """A county of these rows alone."""
    name = Text("试县", "Test County")
    return CountyView(CountyData(id="330299", name=name, subjects=(SUBJECT,), **rows))


def matched(wanted, laboratories, context=AT_ON):
    return match(wanted, context, laboratories=laboratories)


def state_of(one, laboratories, context=AT_END):
    return request_state(one, context, laboratories=laboratories)


@pytest.mark.parametrize(
    ("laboratory", "wanted", "reason"),
    [
        (lab(accredited_from=date(2016, 5, 4)), need(), "accredited only from 2016-05-04"),
        (lab(accredited_to=date(2016, 5, 2)), need(), "accreditation ended on 2016-05-02"),
        (lab(suspensions=stopped(date(2016, 5, 3))), need(), "suspended since 2016-05-03"),
        (lab(town=OTHER, shared=False), need(), "tests for its own town alone"),
        (lab(), need("铅", "汞"), "汞: not in its scope"),
        (
            lab(scope=(line("铅", valid_to=date(2016, 5, 2)),)),
            need(),
            "铅: in its scope, but not on that day",
        ),
        (lab(rapid=True, scope=(line("铅", rapid=True),)), need(), "铅: a rapid test only"),
        (lab(), need(due_on=date(2016, 5, 9)), "promises a report by 2016-05-10, after 2016-05-09"),
        (lab(accredited_to=date(2016, 5, 9)), need(), "accreditation ends before the report"),
    ],
)
def test_each_reason_to_refuse(laboratory, wanted, reason):
    found = matched(wanted, [laboratory])
    assert not found.offers
    assert reason in found.refused[0].say()
    assert found.refused[0].say("zh") != found.refused[0].say()


@pytest.mark.parametrize(
    ("laboratory", "wanted"),
    [
        (
            lab(accredited_from=ON, accredited_to=date(2016, 5, 10)),
            need(*ITEMS, due_on=date(2016, 5, 10)),
        ),
        (lab(suspensions=stopped(date(2016, 4, 1), ON)), need()),
        (lab(suspensions=stopped(date(2016, 5, 4))), need()),
        (lab(shared=False), need()),
        (lab(town=OTHER), need()),
        (lab(scope=(line("铅", valid_to=ON),)), need()),
        (lab(rapid=True, scope=(line("铅", rapid=True),)), need(rapid=True)),
    ],
)
def test_on_the_edge_it_may(laboratory, wanted):
    found = matched(wanted, [laboratory])
    assert [offer.laboratory for offer in found.offers] == ["L1"]
    assert not found.refused


def test_every_reason_comes_at_once():
    wrong = lab(accredited_to=date(2015, 1, 1), suspensions=stopped(date(2014, 6, 1)), scope=())
    assert len(matched(need("铅", "汞"), [wrong]).refused[0].reasons) == 5


@pytest.fixture
def nearest_first(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "parameter"\nid = "laboratory.rank"\n'
        'set = { value = "nearest" }\nsource = "县文件"\n',
        encoding="utf-8",
    )
    return load_rulebook(path)


def test_the_soonest_comes_first_and_equals_share_a_rank(nearest_first):
    labs = [
        lab("L1"),
        lab("L2", turnaround=2, town=OTHER),
        lab("L3"),
        lab("L4", town=OTHER),
        lab("L5", turnaround=8),
    ]
    found = matched(need(), labs)
    assert [(o.rank, o.laboratory) for o in found.offers] == [
        (1, "L2"),
        (2, "L1"),
        (2, "L3"),
        (4, "L4"),
        (5, "L5"),
    ]
    nearest = Context(nearest_first, as_of=ON, calendar=CALENDAR)
    found = matched(need(), labs, nearest)
    assert [(o.rank, o.laboratory) for o in found.offers] == [
        (1, "L1"),
        (1, "L3"),
        (3, "L5"),
        (4, "L2"),
        (5, "L4"),
    ]


def test_without_a_calendar_the_report_is_promised_for_an_unknown_day():
    found = matched(need(due_on=date(2016, 5, 9)), [lab()], Context(BOOK, as_of=ON))
    assert [(offer.ready.day, offer.ready.reason.en) for offer in found.offers] == [
        (None, "no working-day calendar was given")
    ]


def test_items_that_several_must_share_out():
    labs = [
        lab("L1", scope=(line("铅"),)),
        lab("L2", scope=(line("汞"), line("铅")), suspensions=stopped(ON)),
    ]
    found = matched(need("铅", "汞"), labs)
    assert not found.offers
    assert found.by_item == {"铅": ("L1",), "汞": ()}
    assert found.uncovered == ("汞",)


LABS = st.lists(
    st.builds(
        lab,
        st.sampled_from(["L1", "L2", "L3", "L4", "L5"]),
        town=st.sampled_from([TOWN, OTHER]),
        turnaround=st.integers(0, 9),
        shared=st.booleans(),
        suspensions=st.just(()) | st.just(stopped(date(2016, 5, 1))),
        scope=st.lists(st.sampled_from(ITEMS), unique=True).map(
            lambda items: tuple(map(line, items))
        ),
    ),
    unique_by=lambda one: one.id,
)


@given(LABS, st.lists(st.sampled_from(ITEMS), unique=True, min_size=1), st.randoms())
def test_each_laboratory_is_offered_or_refused_and_order_plays_no_part(labs, items, shuffler):
    found = matched(need(*items), labs)
    named = [offer.laboratory for offer in found.offers] + [one.laboratory for one in found.refused]
    assert sorted(named) == sorted(one.id for one in labs)
    assert all(one.reasons for one in found.refused)
    by_id = {one.id: one for one in labs}
    able = [by_id[offer.laboratory] for offer in found.offers]
    assert all(not failings(one, AT_ON, need=need(*items)) for one in able)
    again = list(labs)
    shuffler.shuffle(again)
    assert matched(need(*items), again) == found


@given(LABS, st.lists(st.sampled_from(ITEMS), unique=True, min_size=1), st.sampled_from(ITEMS))
def test_asking_for_more_never_adds_a_laboratory(labs, items, more):
    wider = need(*dict.fromkeys([*items, more]))
    few, many = ({o.laboratory for o in matched(n, labs).offers} for n in (wider, need(*items)))
    assert few <= many


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2016, 9, 30), date(2016, 9, 30), 0),
        (date(2016, 9, 30), date(2016, 10, 8), 1),  # seven days off, then a Saturday that is worked
        (date(2016, 9, 30), date(2016, 10, 14), 7),
    ],
)
def test_working_days_taken(start, end, days):
    assert working_days_taken(start, AT_END, end=end) == (days, None)


def test_working_days_that_nobody_knows():
    known = Context(BOOK, as_of=END, calendar=TableCalendar(frozenset({2016}), {}))
    count, reason = working_days_taken(date(2016, 12, 30), known, end=date(2017, 1, 4))
    assert (count, reason.en) == (
        None,
        "whether 2017-01-01 is a working day has not been published",
    )
    assert (
        working_days_taken(ON, Context(BOOK, as_of=END), end=ON)[1].en
        == "no working-day calendar was given"
    )


def test_a_request_in_time_and_late():
    labs = {"L1": lab()}
    done = state_of(request(reported_on=date(2016, 5, 10)), labs)
    assert (done.promised.day, done.taken, done.late, done.overdue) == (
        date(2016, 5, 10),
        5,
        False,
        False,
    )
    late = state_of(request(reported_on=date(2016, 5, 11), due_on=date(2016, 5, 10)), labs)
    assert (late.taken, late.late, late.overdue) == (6, True, True)
    assert late.say() == "R1 L1; reported on 2016-05-11; promised by 2016-05-10"
    before = state_of(request(reported_on=date(2016, 5, 11)), labs, AT_END.on(date(2016, 5, 10)))
    assert (before.reported_on, before.taken, before.late) == (None, 5, False)
    assert state_of(request(), labs, Context(BOOK, as_of=END)).late is None


def test_a_test_outside_the_scope_is_said_to_be_so():
    out = state_of(request(items=(RequestedItem(item="汞"),)), {"L1": lab()})
    assert [reason.en for reason in out.out_of_scope] == ["汞: not in its scope"]
    unknown = state_of(request(laboratory="L9"), {"L1": lab()})
    assert (unknown.late, unknown.shared, len(unknown.out_of_scope)) == (None, None, 1)
    nobody = state_of(request(laboratory=None), {})
    assert (nobody.assigned, nobody.late, nobody.promised.reason.en) == (
        False,
        None,
        "no laboratory was assigned",
    )
    assert nobody.say() == "R1 not assigned"


def test_requests_behind_and_rates_of_sharing():
    labs = [
        lab(),
        lab("L2", town=OTHER),
        lab("L3", shared=False),
        lab("L4", shared=False, accredited_to=date(2015, 1, 1)),
    ]
    requests = [
        request("R1", reported_on=date(2016, 5, 10)),
        request("R2", requested_on=date(2016, 5, 2)),
        request("R3", laboratory=None),
        request("R4", laboratory="L2"),
        request("R5", requested_on=date(2017, 1, 4)),
        request("R6", laboratory="L9", due_on=date(2016, 6, 1)),
    ]
    behind = requests_behind(requests, AT_END, laboratories=labs)
    assert [one.request.id for one in behind] == ["R2", "R3", "R4", "R6"]
    earlier = requests_behind(requests, AT_END.on(date(2016, 5, 10)), laboratories=labs)
    assert [one.request.id for one in earlier] == ["R2", "R3"]
    assert sharing_rate(requests, AT_END, laboratories=labs) == Rate(1, 3)
    assert sharing_rate([], AT_END, laboratories=labs) == Rate(0, 0)
    later = Context.of_year(BOOK, 2017, as_of=date(2017, 3, 1))
    assert sharing_rate(requests, later, laboratories=labs) == Rate(0, 1)
    assert platform_rate(labs, AT_ON) == Rate(2, 3)
    view = county(test_requests=requests, laboratories=labs)
    rows = request_facts(view, AT_END)
    matched = [row for row in rows if row.duty == "request-matched"]
    reported = [row for row in rows if row.duty == "request-reported"]
    assert [(row.id.partition("/")[2], row.standing) for row in matched] == [
        ("R1", "done"),
        ("R2", "done"),
        ("R3", "missing"),
        ("R4", "done"),
        ("R6", "done"),
    ]
    assert [(row.unit, row.standing, row.in_scope, row.shared) for row in reported] == [
        ("L1", "done", True, False),
        ("L1", "missing", True, False),
        ("L2", "missing", True, True),
        ("L9", "open", False, None),  # nobody knows what it promised
    ]
    assert [(row.valid, row.items) for row in laboratory_facts(view, AT_END)] == [
        *[(True, 3)] * 3,
        (False, 3),
    ]


def verified(on, **more):
    return Verification(verified_on=on, **more)


def instrument(name="I1", *days, **more):
    """An instrument verified on these days, by default on one."""
    fields = {
        "kind": "fuel-dispenser",
        "in_use_from": date(2014, 1, 1),
        "verifications": tuple(map(verified, days or (date(2016, 6, 30),))),
        **more,
    }
    return Instrument(id=name, holder=UNIT, town=TOWN, **fields)


KNOWN_LATER = Context(BOOK, as_of=END, known_at=date(2017, 12, 31))


@pytest.mark.parametrize(
    ("one", "due", "overdue"),
    [
        (instrument(), date(2016, 12, 30), True),
        (instrument("I1", date(2016, 7, 1)), date(2017, 1, 1), False),
        (instrument("I1", date(2016, 8, 31)), date(2017, 2, 28), False),
        (instrument("I1", date(2016, 1, 4), date(2016, 8, 31)), date(2017, 2, 28), False),
        (instrument(kind="electronic-scale"), date(2017, 6, 30), False),
        (instrument(verifications=(), in_use_from=END), date(2016, 12, 30), True),
        (instrument("I1", date(2017, 1, 2)), date(2013, 12, 31), True),
        (
            instrument(verifications=(verified(date(2016, 12, 1), passed=False),)),
            date(2017, 6, 1),
            True,
        ),
        (instrument(kind="no-such"), None, None),
    ],
)
def test_when_a_verification_is_due(one, due, overdue):
    state = verification_state(one, KNOWN_LATER)
    assert (state.due.day, state.overdue) == (due, overdue)
    assert (state.due.reason is None) == (due is not None and one.verified(END) is not None)


def test_an_interval_that_nobody_verified_makes_no_verification_due():
    unsigned = Context(PLAIN, as_of=END, known_at=date(2017, 12, 31))
    state = verification_state(instrument(), unsigned)
    assert (state.due.day, state.overdue) == (None, None)
    assert "instrument-kind." in state.due.reason.en
    since = date(2016, 7, 1)
    assert lapsed(instrument(), KNOWN_LATER, since=since)
    assert not lapsed(instrument(), unsigned, since=since)
    never = verification_state(instrument(verifications=(), in_use_from=END), unsigned)
    assert never.overdue  # in use without any verification
    failed = instrument(verifications=(verified(date(2016, 12, 1), passed=False),))
    assert verification_state(failed, unsigned).overdue


def test_nobody_is_late_by_an_interval_that_nobody_has_verified():
    old = instrument("I1", date(2013, 1, 1))
    plain = Context(PLAIN, as_of=END)
    assert verification_state(old, KNOWN_LATER).overdue is True
    state = verification_state(old, plain)
    assert (state.due.day, state.overdue) == (None, None)
    assert "not verified yet: instrument-kind.fuel-dispenser" in state.due.reason.en
    assert overdue_instruments([old], plain) == ()


def test_lists_and_rate_of_verification():
    instruments = [
        instrument("I1"),
        instrument("I2", date(2015, 8, 2), date(2016, 2, 1), date(2016, 7, 31)),
        instrument("I3", date(2016, 1, 4), date(2016, 8, 1)),
        instrument("I4", date(2015, 1, 1), mandatory=False),
        instrument("I5", date(2015, 1, 1), in_use_to=date(2016, 12, 30)),
        instrument("I6", verifications=()),
        instrument("I7", kind="no-such"),
        instrument("I8", in_use_from=date(2017, 1, 1)),
    ]
    assert [one.instrument.id for one in verification_list(instruments, AT_END)] == ["I2"]
    overdue = overdue_instruments(instruments, AT_END)
    assert [one.instrument.id for one in overdue] == ["I6", "I1"]
    assert verification_rate(instruments, AT_END) == Rate(2, 4)
    assert verification_rate(instruments, AT_END, mandatory_only=False) == Rate(2, 5)
    rows = instrument_facts(county(instruments=instruments), AT_END)
    assert {row.id: row.standing for row in rows} == {
        "I1": "missing",
        "I2": "done",
        "I3": "late",
        "I4": "missing",
        "I6": "missing",
        "I7": "open",
    }
    assert {row.unit for row in rows} == {UNIT}
    failed = instrument("I9", verifications=(verified(END, passed=False),))
    (row,) = instrument_facts(county(instruments=[failed]), AT_END)
    assert row.standing == "failed"


@pytest.mark.parametrize(
    ("days", "since", "gap"),
    [
        ((date(2016, 1, 4), date(2016, 7, 4)), date(2016, 1, 4), False),
        ((date(2016, 1, 4), date(2016, 7, 5)), date(2016, 1, 4), False),  # the day after its last
        ((date(2016, 1, 4), date(2016, 7, 6)), date(2016, 1, 4), True),
        ((date(2016, 1, 4), date(2016, 7, 6)), date(2016, 7, 6), False),
        ((date(2016, 7, 6),), date(2016, 7, 5), True),
        ((), date(2016, 1, 1), True),
    ],
)
def test_a_lapse_is_a_day_in_use_without_a_verification(days, since, gap):
    one = instrument(verifications=tuple(map(verified, days)))
    assert lapsed(one, AT_END, since=since) is gap


@given(st.lists(st.dates(date(2014, 1, 1), END), max_size=6).map(sorted), st.data())
def test_taking_a_verification_away_never_makes_good(days, data):
    """But for a failed one, which only its return can bring back."""
    left = [day for day in days if data.draw(st.booleans())]
    standings = [
        instrument_facts(
            county(instruments=[instrument(verifications=tuple(map(verified, some)))]), AT_END
        )[0].standing
        for some in (days, left)
    ]
    better = ("done", "late", "missing")
    assert better.index(standings[1]) >= better.index(standings[0])


@pytest.mark.parametrize(
    ("assigned", "standing"), [(date(2016, 5, 5), "done"), (date(2016, 5, 6), "late")]
)
def test_a_request_is_matched_in_two_working_days(assigned, standing):
    one = request(assigned_on=assigned, reported_on=date(2016, 5, 10))
    view = county(test_requests=[one], laboratories=[lab()])
    matched, reported = request_facts(view, AT_END)
    assert (matched.standing, matched.by, reported.standing) == (
        standing,
        date(2016, 5, 5),
        "done",
    )
    early = Context(BOOK, as_of=date(2016, 5, 4), calendar=CALENDAR)
    assert [row.standing for row in request_facts(view, early)] == ["open"]


def test_a_requests_laboratory_is_known_with_its_day():
    one = request(assigned_on=date(2016, 5, 5))
    assert as_known(one, date(2016, 5, 4)).laboratory is None
    assert as_known(one, date(2016, 5, 5)) == one


@given(
    st.sampled_from(sorted(AT_END.rules.entries(InstrumentKind))),
    st.dates(date(2014, 1, 1), END),
    st.integers(0, 400),
)
def test_a_later_verification_is_never_due_earlier(kind, verified, later):
    late = Context(BOOK, as_of=date(2018, 12, 31))
    first, second = (
        verification_state(instrument("I1", on, kind=kind), late).due.day
        for on in (verified, verified + timedelta(days=later))
    )
    assert first <= second


def test_an_instrument_that_makes_no_sense():
    with pytest.raises(FieldError, match="order of their days"):
        instrument("I1", END, ON)
    with pytest.raises(FieldError, match="in order of their days"):
        lab(suspensions=(*stopped(ON), *stopped(date(2016, 1, 4))))
    with pytest.raises(FieldError, match="rapid test in the scope"):
        lab(scope=(line("铅", rapid=True),))
    with pytest.raises(FieldError, match="by no laboratory"):
        request(laboratory=None, reported_on=ON)
    for items in ((), (RequestedItem(item="铅"), RequestedItem(item="铅"))):
        with pytest.raises(FieldError, match="each once"):
            request(items=items)
    with pytest.raises(FieldError, match="each once"):
        TestNeed(town=TOWN, category="food", items=())


def standard(name, number, kind, unit=UNIT, **more):
    return AdoptedStandard(
        id=name,
        enterprise=unit,
        town=TOWN,
        number=number,
        kind=StandardLevel(kind),
        **{"adopted_on": date(2015, 1, 1), **more},
    )


def test_standards_in_use():
    adopted = [
        standard("S1", "GB 2760-2011", "national"),
        standard("S2", "GB 2760-2014", "national", UNIT2),
        standard("S3", "Q/HXS 001-2013", "enterprise", withdrawn_on=date(2016, 1, 1)),
        standard("S4", "JB/T 9162-2011", "trade", adopted_on=date(2017, 1, 1)),
        standard("S5", "企标甲", "enterprise"),
    ]
    assert [one.id for one in standards_of(UNIT[8:17], AT_END, adopted=adopted)] == ["S1", "S5"]
    before = standards_of(UNIT, AT_END.on(date(2015, 12, 31)), adopted=adopted)
    assert [one.id for one in before] == ["S1", "S3", "S5"]
    assert [(old.standard.id, old.newer) for old in old_editions(adopted, AT_END)] == [
        ("S1", "GB 2760-2014")
    ]
    assert standard_coverage([UNIT, UNIT2, "600037342"], AT_END, adopted=adopted) == Rate(2, 3)
    rows = standard_facts(county(adopted=adopted), AT_END)
    assert [(row.id, row.in_force, row.old_edition) for row in rows] == [
        ("S1", True, True), ("S2", True, False), ("S3", False, False), ("S5", True, False),
    ]  # fmt: skip
    assert not old_editions(
        [attrs.evolve(adopted[1], adopted_on=date(2017, 1, 1)), adopted[0]], AT_END
    )


def test_worklists_and_section_name_the_same_rows():
    view = county(
        instruments=[instrument("I1"), instrument("I2", date(2016, 8, 1))],
        test_requests=[request("R1", laboratory=None), request("R2", reported_on=ON)],
        laboratories=[lab()],
        adopted=[
            standard("S1", "GB 2760-2011", "national"),
            standard("S2", "GB 2760-2014", "national", UNIT2),
        ],
    )
    made = {one.name: one.make(view, AT_END) for one in SUBJECT.worklists}
    assert list(made) == ["instruments", "requests", "old_editions", "capability_gaps"]
    assert [one.instrument.id for one in made["instruments"]] == ["I1"]
    assert [one.request.id for one in made["requests"]] == ["R1"]
    assert [one.standard.id for one in made["old_editions"]] == ["S1"]
    [section] = SUBJECT.sections
    assert (section.order, section.title.en, section.most) == (120, "Foundations", 10)
    assert list(section.rows(view, AT_END)) == [
        (Text("超期未检器具", "instruments overdue"), 1, Text("I1", "I1")),
        (Text("逾期检测委托", "test requests behind"), 1, Text("R1", "R1")),
        (Text("检测能力缺口", "tests that nobody offers"), 0, Text("", "")),
        (Text("执行旧版标准", "old editions of standards"), 1, Text("S1", "S1")),
    ]
    assert [row[1:] for row in section.rows(county(), AT_END)] == [(0, Text("", ""))] * 4
    many = county(instruments=[instrument(f"I{at}") for at in range(8)])
    named = Text("I0、I1、I2、I3、I4、I5", "I0, I1, I2, I3, I4, I5")
    assert next(iter(section.rows(many, AT_END)))[1:] == (8, named)


def test_a_year_asked_for_later_judges_its_last_day():
    view = county(
        instruments=[
            instrument("I1", date(2016, 3, 1), date(2016, 8, 1)),
            instrument("I2", in_use_from=date(2017, 1, 4)),
        ],
        laboratories=[lab(), lab("L2", accredited_from=date(2017, 1, 4), accredited_to=ON2017)],
        adopted=[standard("S1", "GB 2760-2011", "national", withdrawn_on=date(2017, 1, 4))],
    )
    later = Context.of_year(BOOK, 2016)
    assert later.as_of == date(2017, 3, 1)
    assert [(row.id, row.on, row.standing) for row in instrument_facts(view, later)] == [
        ("I1", END, "late")
    ]
    assert [(row.id, row.on, row.valid) for row in laboratory_facts(view, later)] == [
        ("L1", END, True)
    ]
    assert [(row.id, row.in_force) for row in standard_facts(view, later)] == [("S1", True)]


def test_a_test_by_a_laboratory_nobody_knew_of_is_out_of_scope():
    late = {"L1": lab(accredited_from=date(2016, 8, 1))}
    asked = request(requested_on=date(2016, 9, 1))
    assert state_of(asked, late).out_of_scope == ()
    before = Context(BOOK, as_of=END, known_at=date(2016, 7, 31))
    [why] = state_of(request(), late, before).out_of_scope
    assert why.en == "L1 is no known laboratory"
    with pytest.raises(FieldError, match="nobody knew of it"):
        state_of(asked, late, before)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("GB/T 19580-2012", "trade"),
        ("DB33/T 2016-2016", "national"),
        ("T/ZZB 0001-2016", "enterprise"),
        ("Q/HXS 1-2013", "group"),
    ],
)
def test_a_number_that_shows_another_kind_is_refused(number, kind):
    with pytest.raises(FieldError, match="but is stated as"):
        standard("S1", number, kind)


def test_entities_load_from_plain_data():
    for cls, one in ((Laboratory, lab()), (TestRequest, request()), (Instrument, instrument())):
        schema = schema_for(cls)()
        assert schema.load(schema.dump(one)) == one


def test_an_interval_of_nothing_is_refused(tmp_path):
    text = (
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'valid_from = 2014-01-01\nreviewed_to = 2016-12-31\npast_end = "warn"\n'
        '[instrument-kind.scale]\nlabel = { zh = "秤", en = "scale" }\nclauses = ["3.4.1.c"]\n'
        'source = "x"\nbasis = "default"\nevery = "0 days"\n'
    )
    path = tmp_path / "book.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError, match="an interval above 0"):
        load_rulebook(path)
