"""Returns: what was reported, what is short, silent, refused or excused, and whom it costs."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov import CountyData, Text, Town, load_rulebook
from qualitygov.assessment import Verdict
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.exact import Points
from qualitygov.core.period import Period
from qualitygov.county import assess_county
from qualitygov.credit import Confirmation, CreditRecord
from qualitygov.enterprise import Enterprise
from qualitygov.errors import FieldError
from qualitygov.governance import GovernanceUnit, Meeting, MeetingKind
from qualitygov.returns import (
    ClosedResult,
    Excuse,
    ExcuseKind,
    LaterFinding,
    Return,
    closing_flaws,
    closings_of,
    period_of,
    prefilled,
    quarters,
    return_facts,
    returns_of,
    returns_to_chase,
)
from qualitygov.returns.excused import excuse_flaws
from qualitygov.rulebook import Context
from qualitygov.safety import HAZARDS
from qualitygov.subject import CountyView, Unread

BOOK = load_rulebook("strong-town")
A, B = "330299101", "330299102"
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
CLOSE = Context.of_year(BOOK, 2016, calendar=OfficialCalendar())


def a_return(table="meetings", town=A, period="2016", rows=0, filed_on=date(2017, 1, 5), **more):
    return Return(
        owner=town, table=table, town=town, period=period, rows=rows, filed_on=filed_on,
        filed_by="张三", **more,
    )  # fmt: skip


def meeting(number, on, town=A):
    return Meeting(
        id=f"M{town}{number}", town=town, kind=MeetingKind.JOINT, held_on=on, minutes="纪要"
    )


def county(**rows):
    towns = [Town(code=code, name=Text(code, code), parent="330299") for code in (A, B)]
    return CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows)


def report(data, table="meetings", context=CLOSE, period=YEAR, town=A):
    view = CountyView(data)
    return returns_of(view, context.settled).report(view.data.tables[table].spec, town, period)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-Q4", date(2016, 10, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
    ],
)
def test_periods_of_returns(text, first, last):
    assert period_of(text) == Period(first, last)


@pytest.mark.parametrize("text", ["16", "2016-Q5", "2016-13", "2016Q1", "2016-1", "", "2016-00"])
def test_other_periods_are_refused(text):
    with pytest.raises(FieldError):
        a_return(period=text)


def test_without_a_return_each_quarter_is_lacking():
    told = report(county())
    assert [part.name for part in told.lacking] == ["2016Q1", "2016Q2", "2016Q3", "2016Q4"]
    assert told.silent
    assert "2016Q3" in told.label.zh


def test_a_nil_return_reports_the_year():
    told = report(county(returns=[a_return()]))
    assert (told.lacking, told.short, told.excess) == ((), 0, 0)


def test_quarters_may_be_reported_apart():
    filed = [a_return(period=f"2016-Q{n}") for n in (1, 2, 4)]
    told = report(county(returns=filed))
    assert [part.name for part in told.lacking] == ["2016Q3"]
    months = [a_return(period=f"2016-{n:02d}") for n in (7, 8, 9)]
    assert report(county(returns=[*filed, *months])).lacking == ()


@pytest.mark.parametrize(
    ("day", "lacking"), [(date(2016, 4, 10), []), (date(2016, 4, 11), []), (date(2016, 4, 12), ["2016Q1"])]
)  # fmt: skip
def test_a_return_is_lacking_after_its_day_alone(day, lacking):
    """Due 10 days after the quarter; 10 April 2016 is a Sunday, so on Monday the 11th."""
    context = Context(BOOK, as_of=day, calendar=OfficialCalendar())
    told = report(county(), context=context, period=context.elapsed)
    assert [part.name for part in told.lacking] == lacking
    assert told.pending


def test_rows_fewer_than_the_return_says_are_short_and_more_are_named():
    held = [meeting(1, date(2016, 2, 1)), meeting(2, date(2016, 5, 1))]
    assert report(county(meetings=held, returns=[a_return(rows=5)])).short == 3
    assert report(county(meetings=held, returns=[a_return(rows=2)])).short == 0
    assert report(county(meetings=held, returns=[a_return(rows=1)])).excess == 1


def test_quarters_do_not_make_up_for_one_another():
    held = [meeting(1, date(2016, 2, 1)), meeting(2, date(2016, 5, 1))]
    filed = [a_return(period="2016-Q1", rows=2), a_return(period="2016-Q2", rows=0)]
    told = report(county(meetings=held, returns=filed))
    assert (told.short, told.excess) == (1, 1)


def test_a_later_return_that_states_fewer_does_not_make_rows_disappear():
    filed = [a_return(rows=3), a_return(rows=0, filed_on=date(2017, 2, 1))]
    assert report(county(returns=filed)).short == 3
    more = [a_return(rows=0), a_return(rows=3, filed_on=date(2017, 2, 1))]
    assert report(county(returns=more)).short == 3
    early = Context.of_year(BOOK, 2016, known_at="2017-01-31", calendar=OfficialCalendar())
    assert report(county(returns=more), context=early).short == 0


@pytest.mark.parametrize(
    ("owner", "there"),
    [(A, True), ("甲镇", True), ("甲镇人民政府", True), (B, False), ("安监局", False)],
)
def test_only_the_owner_of_a_table_files_its_return(owner, there):
    towns = [
        Town(code=A, name=Text("甲镇", "Town A"), parent="330299"),
        Town(code=B, name=Text("乙镇", "Town B"), parent="330299"),
    ]
    data = CountyData(
        id="330299",
        name=Text("县", "County"),
        towns=towns,
        returns=[attrs.evolve(a_return(), owner=owner)],
    )
    assert report(data).silent is not there


def test_a_town_cannot_file_for_a_bureau():
    assert report(county(returns=[a_return("samples")]), "samples").silent


@pytest.mark.parametrize(("filed", "lacking"), [
    (date(2016, 1, 5), ["2016Q1", "2016Q2", "2016Q3", "2016Q4"]),
    (date(2016, 12, 30), ["2016Q4"]),
    (date(2016, 12, 31), []),
])  # fmt: skip
def test_a_return_vouches_for_nothing_that_comes_after_it(filed, lacking):
    told = report(county(returns=[a_return(filed_on=filed)]))
    assert [part.name for part in told.lacking] == lacking


def test_a_town_files_no_return_after_the_cut_off():
    later = Context.of_year(BOOK, 2016, as_of="2018-01-01", calendar=OfficialCalendar())
    assert not report(county(returns=[a_return(filed_on=date(2017, 3, 1))]), context=later).silent
    assert report(county(returns=[a_return(filed_on=date(2017, 3, 2))]), context=later).silent


def test_a_return_filed_after_the_day_of_knowledge_is_not_there():
    data = county(returns=[a_return(filed_on=date(2017, 2, 2))])
    assert not report(data).silent
    early = Context.of_year(BOOK, 2016, known_at="2017-02-01", calendar=OfficialCalendar())
    assert report(data, context=early).silent


def test_another_towns_return_is_not_ours():
    assert report(county(returns=[a_return(town=B)])).silent


def test_a_bureau_may_report_for_the_whole_county():
    filed = Return(owner="市场监管局", table="samples", period="2016", rows=0,
                   filed_on=date(2017, 1, 5), filed_by="李四")  # fmt: skip
    assert not report(county(returns=[filed]), "samples").silent
    assert report(county(returns=[attrs.evolve(filed, table="meetings")])).silent


def test_refused_rows_and_rows_of_nobody():
    unread = [
        Unread(table="meetings", town=A, row=3),
        Unread(table="meetings", row=4),
        Unread(table="samples", town=A, row=5),
    ]
    told = report(county(returns=[a_return()], unread=unread))
    assert (told.refused, told.homeless, told.unreadable) == (1, 1, False)
    assert report(county(unread=[Unread(table="meetings")])).unreadable


def test_a_refused_row_explains_a_return_that_is_short():
    filed = [a_return(rows=1)]
    unread = [Unread(table="meetings", town=A, row=3)]
    told = report(county(returns=filed, unread=unread))
    assert (told.refused, told.short) == (1, 0)


def test_a_row_that_left_its_child_rows_behind_is_lacking_all_the_same():
    filed = [a_return(rows=2)]
    unread = [Unread(table="meetings", row=row, parent=False) for row in (2, 3, 4)]
    told = report(county(returns=filed, unread=unread))
    assert (told.short, told.homeless) == (2, 3)
    told = report(county(returns=[a_return(rows=0)], unread=unread))
    assert (told.short, told.homeless) == (0, 3)


def test_a_refused_row_is_missing_only_where_it_may_belong():
    cells = {"domain": "food", "sampled_on": "2016-05-03"}
    unread = [Unread(table="samples", town=A, row=3, cells=cells)]
    data = full(county(unread=unread))
    found = assess_county(data, CLOSE, profile="full").town(A).targets
    assert found["food-production"].measured.reported.refused == 1
    assert found["industrial-products"].measured.reported.refused == 0
    earlier = [Unread(table="samples", town=A, row=3, cells={**cells, "sampled_on": "2015-05-03"})]
    found = assess_county(full(county(unread=earlier)), CLOSE, profile="full").town(A).targets
    assert found["food-production"].measured.reported.refused == 0


def test_prefilled_returns_fit_what_they_were_made_from():
    held = [meeting(1, date(2016, 2, 1)), meeting(2, date(2016, 5, 1), B)]
    data = county(meetings=held)
    sheet = [one for part in quarters(YEAR) for one in prefilled(data, CLOSE, part)]
    whole = data.replace(returns=sheet)
    assert returns_to_chase(CountyView(whole), CLOSE.settled) == ()
    gone = whole.replace(meetings=held[1:])
    (told,) = returns_to_chase(CountyView(gone), CLOSE.settled)
    assert (told.town, told.table, told.short) == (A, "meetings", 1)


QUARTER = Period(date(2016, 4, 1), date(2016, 6, 30))
STRANGER = "91330299MA2837B62L"


def stated(data, table):
    sheet = prefilled(data, CLOSE, QUARTER)
    return {one.town: one.rows for one in sheet if one.table == table}


def a_record(number, subject=STRANGER):
    return CreditRecord(
        id=f"R{number}", subject=subject, kind="penalty", severity="general",
        happened_on=date(2016, 5, 1), decided_on=date(2016, 5, 2), known_on=date(2016, 5, 2), source_document="罚",
    )  # fmt: skip


def test_rows_of_no_town_are_stated_for_the_whole_county():
    """Two records of a unit that nobody knows, and a decision, which has no town at all."""
    one = Confirmation(
        record="R1", decision="confirmed", decided_on=date(2016, 5, 3), authority="市场监管局",
        document="确〔2016〕1号",
    )  # fmt: skip
    data = county(records=[a_record(1), a_record(2)], confirmations=[one])
    assert stated(data, "records") == {A: 0, B: 0, None: 2}
    assert stated(data, "confirmations") == {None: 1}
    assert stated(county(), "records") == {A: 0, B: 0}
    assert stated(county(), "confirmations") == {None: 0}
    assert stated(county(), "meetings") == {A: 0, B: 0}
    sheet = prefilled(data, CLOSE, QUARTER)
    assert {one.owner for one in sheet if one.town is None} == {"county bureau"}


def test_what_the_countys_return_lacks_widens_every_town_one_time():
    unit = Enterprise(code=STRANGER, name="某厂", town=A, registered_on=date(2010, 1, 1))
    other = "91330299100001908A"
    rows = [a_record(1), a_record(2, other), a_record(3, other)]
    data = county(enterprises=[unit], records=rows)
    whole = data.replace(
        returns=[s for part in quarters(YEAR) for s in prefilled(data, CLOSE, part)]
    )
    assert stated(data, "records") == {A: 1, B: 0, None: 3}

    def short(*left):
        changed = whole.replace(records=[one for one in rows if one.id not in left])
        return [report(changed, "records", town=town).short for town in (A, B)]

    assert short() == [0, 0]
    assert short("R1") == [1, 0]  # the town's own return says so, and the county's no second time
    assert short("R2") == [1, 1]
    assert short("R2", "R3") == [2, 2]
    assert short("R1", "R2") == [2, 1]


def test_returns_are_duties_of_each_quarter():
    data = county(returns=[a_return(period="2016-Q1", filed_on=date(2016, 4, 11)),
                           a_return(period="2016-Q2", filed_on=date(2016, 7, 12))])  # fmt: skip
    facts = [f for f in return_facts(CountyView(data), CLOSE.settled) if f.table == "meetings"]
    assert [(f.on.month, f.standing) for f in facts if f.town == A] == [
        (3, "done"), (6, "late"), (9, "missing"), (12, "missing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "standing", "rows"),
    [
        ([(8, 4, 0)], "done", 0),
        ([(8, 4, 0), (20, 4, 0)], "done", 0),  # the same again after its day
        ([(8, 4, 0), (20, 4, 2)], "done", 2),  # corrected upward
        ([(8, 4, 2), (20, 4, 1)], "done", 2),  # no row disappears
        ([(12, 4, 2), (20, 4, 2)], "late", 2),
        ([(30, 3, 0)], "missing", None),  # before the quarter had ended
        ([(31, 3, 0)], "done", 0),
        ([(30, 3, 5), (8, 4, 2)], "done", 5),
        ([(30, 3, 5), (12, 4, 2)], "late", 5),
    ],
)
def test_a_return_is_filed_when_it_first_reports_the_whole_quarter(filed, standing, rows):
    sheets = [
        a_return(period="2016-Q1", filed_on=date(2016, month, day), rows=n)
        for day, month, n in filed
    ]
    for returns in (sheets, sheets[::-1]):
        data = county(returns=returns)
        facts = return_facts(CountyView(data), CLOSE.settled)
        (found,) = [
            f for f in facts if (f.table, f.town, f.on) == ("meetings", A, date(2016, 3, 31))
        ]
        assert (found.standing, found.rows, found.by) == (standing, rows, date(2016, 4, 11))
        lacking = report(data, "meetings", town=A).lacking
        assert any(part.name == "2016Q1" for part in lacking) is (standing == "missing")


@pytest.mark.parametrize(
    ("filed", "standing"),
    [
        ({1: (5, 2), 2: (5, 3), 3: (8, 4)}, "done"),
        ({1: (5, 2), 2: (5, 3), 3: (12, 4)}, "late"),
        ({1: (12, 4), 2: (5, 3), 3: (8, 4)}, "late"),  # the last of them to come
        ({1: (5, 2), 3: (8, 4)}, "missing"),
        ({1: (30, 1), 2: (5, 3), 3: (8, 4)}, "missing"),  # one had not ended when it was filed
    ],
)
def test_three_months_make_a_quarter(filed, standing):
    sheets = [
        a_return(period=f"2016-{of:02}", filed_on=date(2016, month, day))
        for of, (day, month) in filed.items()
    ]
    data = county(returns=sheets)
    (found,) = [
        fact
        for fact in return_facts(CountyView(data), CLOSE.settled)
        if (fact.table, fact.town, fact.on) == ("meetings", A, date(2016, 3, 31))
    ]
    assert found.standing == standing
    lacking = {part.name for part in report(data, "meetings", town=A).lacking}
    assert ("2016Q1" in lacking) is (standing == "missing")


def excuse(**more):
    values = {
        "beneficiary": A, "kind": ExcuseKind.TARGET, "ref": "yearly-assessment", "period": "2016",
        "reason": "无此事项", "approved_by": "县质量办", "approved_on": date(2017, 2, 1),
        "document": "县质办〔2017〕3号", **more,
    }  # fmt: skip
    return Excuse(**values)


def test_nobody_excuses_himself():
    with pytest.raises(FieldError, match="excuse itself"):
        excuse(approved_by=A)


def item_of(data, name="yearly-assessment", context=CLOSE):
    found = assess_county(data, context, profile="full")
    return next(one for one in found.town(A).items if one.item.target.id == name)


def full(data):
    """The county with returns of everything there is, for this year and the one before."""
    sheets = []
    for year in (2015, 2016):
        for part in quarters(Period(date(year, 1, 1), date(year, 12, 31))):
            sheets += prefilled(data, CLOSE, part)
    return data.replace(returns=sheets)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({}, "excused"),
        ({"approved_on": date(2017, 2, 28)}, "excused"),
        ({"approved_on": date(2017, 3, 1)}, None),  # on the cut-off
        ({"period": "2016-Q1"}, None),  # a part of the year
        ({"approved_by": B}, None),  # another town
        ({"period": "2015"}, None),
        ({"beneficiary": B}, None),
        ({"ref": "award-rules"}, None),
    ],
)
def test_an_excuse_approved_by_the_cut_off_takes_the_item_from_the_scale(change, left):
    later = Context.of_year(BOOK, 2016, as_of="2017-12-31", calendar=OfficialCalendar())
    found = item_of(full(county(excuses=[excuse(**change)])), context=later)
    assert (found.why.value if found.why is not None else None) == left
    assert (found.points is None) == (left is not None)


@pytest.mark.parametrize(
    ("approver", "left"),
    [
        ("示范县质量强县办公室", "excused"),
        ("甲镇质量强镇领导小组办公室", None),
        ("乙镇人民政府", None),
        ("镇质量办", None),
        ("U1", None),
        ("甲厂", None),
        ("91330299MA2837B62L", None),
    ],
)
def test_nobody_who_is_assessed_approves_an_excuse(approver, left):
    unit = GovernanceUnit(
        id="U1", town=A, name="镇质量办", kind="department", role="cooperates",
        since=date(2014, 1, 1),
    )  # fmt: skip
    firm = Enterprise(
        code="91330299MA2837B62L", name="甲厂", town=A, registered_on=date(2010, 1, 4)
    )
    names = {A: Text("甲镇", "Town A"), B: Text("乙镇", "Town B")}
    towns = [Town(code=code, name=name, parent="330299") for code, name in names.items()]
    rows = {"units": [unit], "enterprises": [firm], "excuses": [excuse(approved_by=approver)]}
    data = full(CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows))
    found = item_of(data)
    assert (found.why.value if found.why is not None else None) == left
    flaws = excuse_flaws(CountyView(data), CLOSE)
    assert [flaw.why.en[:18] for flaw in flaws] == ([] if left else ["approved by a town"])


def test_an_excused_duty_counts_neither_way():
    held = [meeting(n, date(2016, 3 * n, 1)) for n in (1, 2, 3)]
    data = full(county(meetings=held))
    name = "joint-meetings"
    before = item_of(data, name).result.measured
    excused = data.replace(
        excuses=[excuse(kind=ExcuseKind.DUTY, ref="joint-meeting", period="2016-Q4")]
    )
    after = item_of(excused, name).result.measured
    assert after.due == before.due - 1
    assert len(after.ids.excused) == 1
    assert len(after.ids.missing) == len(before.ids.missing) - 1


def test_a_county_without_any_data_is_not_reported():
    found = assess_county(county(), CLOSE, profile="full")
    for town in found.towns:
        assert {result.verdict for result in town.targets.values()} == {Verdict.NOT_REPORTED}
        assert town.acceptance.readiness.value == "cannot-say"
    assert not found.closed


def test_later_findings_are_taken_off_in_the_year_when_they_were_found():
    later = finding()
    data = full(county())
    plain = assess_county(data, CLOSE, profile="full").town(A)
    less = assess_county(data.replace(later_findings=[later]), CLOSE, profile="full").town(A)
    assert less.deducted == Points.of(2)
    assert less.score == max(plain.score - Points.of(2), Points(0))
    assert sum((line.points for line in less.lines), Points(0)) == less.score


def finding(**more):
    values = {
        "id": "L1", "town": A, "of_year": 2015, "found_on": date(2016, 5, 1),
        "points": Points.of(2), "reason": "2015年数据不实", "decided_by": "县质量办",
        "document": "县质办〔2016〕9号", **more,
    }  # fmt: skip
    return LaterFinding(**values)


@pytest.mark.parametrize("of_year", [2016, 2017, 2018])
def test_a_later_finding_is_about_an_earlier_year(of_year):
    """What was found on 1 June 2016 is of no year that ends on 30 June 2016 or later."""
    finding(found_on=date(2016, 6, 1))
    with pytest.raises(FieldError, match="about an earlier, closed year"):
        finding(of_year=of_year, found_on=date(2016, 6, 1))


@pytest.mark.parametrize(
    ("found_on", "of_year", "counts"),
    [
        (date(2016, 2, 29), 2015, False),
        (date(2016, 3, 1), 2015, False),  # the cut-off of 2015
        (date(2016, 3, 2), 2015, True),
        (date(2016, 9, 1), 2016, False),  # its own year
        (date(2016, 1, 15), 2014, True),
    ],
)
def test_a_later_finding_was_found_after_its_year_was_closed(found_on, of_year, counts):
    one = finding(found_on=found_on, of_year=of_year)
    found = assess_county(full(county(later_findings=[one])), CLOSE, profile="full")
    assert (found.town(A).deducted == Points.of(2)) == counts
    assert [flaw.id for flaw in found.flaws] == ([] if counts else ["L1"])
    if not counts:
        assert f"cut-off {of_year + 1}-03-01" in found.flaws[0].say()


def test_a_finding_of_no_town_is_named():
    one = finding(town="330299199")
    found = assess_county(full(county(later_findings=[one])), CLOSE, profile="full")
    assert "no such town" in found.flaws[0].say()


def closed(number, score, on, **more):
    return ClosedResult(
        id=f"K{number}", year=2016, town=A, score=Points.of(score), grade="B", rank=2,
        decided_on=on, authority="镇政府", document=f"镇发〔2017〕{number}号", **more,
    )  # fmt: skip


def test_a_closed_result_stands_whatever_is_computed():
    first = closed(1, 80, date(2017, 3, 10))
    other = attrs.evolve(first, id="K9", town=B, rank=1, score=Points.of(90), grade="A")
    later = Context.of_year(BOOK, 2016, as_of="2018-01-01", calendar=OfficialCalendar())
    found = assess_county(full(county(closed_results=[first, other])), later, profile="full")
    assert found.closed
    assert [town.town for town in found.in_order] == [B, A]
    place = found.places[A]
    assert (place.said_rank, place.said_score, place.said_grade.en) == ("2", "80", "B")
    assert found.flaws == ()


def closing(context, *results):
    return closings_of(CountyView(county(closed_results=results)), context).get(A)


def test_a_closed_result_stands_and_is_corrected_by_a_decision_with_its_reason():
    later = Context.of_year(BOOK, 2016, as_of="2018-01-01")
    first = closed(1, 80, date(2017, 3, 10))
    silent = closed(2, 90, date(2017, 4, 1))
    corrected = closed(3, 85, date(2017, 5, 1), reason="计算有误")
    found = closing(later, corrected, silent, first)
    assert (found.first, found.standing) == (first, corrected)
    flaws = list(
        closing_flaws(CountyView(county(closed_results=[corrected, silent, first])), later)
    )
    assert [(flaw.id, flaw.counts) for flaw in flaws] == [("K2", False)]
    assert "80" in found.say("zh")
    assert closing(later, silent, first).standing == first
    early = Context.of_year(BOOK, 2016, known_at="2017-03-09")
    assert closing(early, first) is None
    assert closing(Context.of_year(BOOK, 2015, as_of="2018-01-01"), first) is None


FLAWS = st.sampled_from(["row", "return", "both"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(date(2016, 1, 1), date(2016, 12, 31)), min_size=1, max_size=6), FLAWS)
def test_silence_never_helps_meetings(days, flaw):
    """Law of silence, for one table: what is taken away never raises a verdict or a score."""
    data = full(county(meetings=[meeting(n, on) for n, on in enumerate(days)]))
    before = assess_county(data, CLOSE, profile="full").town(A)
    changed = data
    if flaw in ("row", "both"):
        changed = changed.replace(meetings=data.meetings.rows[1:])
    if flaw in ("return", "both"):
        kept = [r for r in data.returns if (r.table, r.town) != ("meetings", A)]
        changed = changed.replace(returns=kept)
    after = assess_county(changed, CLOSE, profile="full").town(A)
    assert after.lowest <= before.lowest
    assert after.score <= before.score
    assert after.highest <= before.highest
    if flaw in ("return", "both"):
        assert after.targets["joint-meetings"].verdict is Verdict.NOT_REPORTED


def test_hazards_belong_to_the_town():
    assert HAZARDS.owner == "town"


# A year that still runs


@pytest.mark.parametrize("day", ["2016-12-01", "2016-12-30", "2016-12-31", "2017-03-01"])
def test_what_is_done_before_its_day_counts_while_the_year_runs(day):
    held = [meeting(n, date(2016, 3 * n, 1)) for n in (2, 3, 4)]
    context = Context.of_year(BOOK, 2016, as_of=day, calendar=OfficialCalendar())
    data = county(meetings=held)
    told = assess_county(data, context, profile="full").town(A)
    measured = told.targets["joint-meetings"].measured
    by_duty = measured.by_duty["joint-meeting"]
    assert by_duty == {"done": 3, "missing": 1}
    assert measured.numerator == 3
