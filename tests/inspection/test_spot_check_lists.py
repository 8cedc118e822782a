"""Samples as lists publish them: parties, days that are missing, and what stands in for them."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import CountyData, assess_county
from qualitygov.assessment.reported import Asked
from qualitygov.blacklist.standing import seen_days
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.knowledge import as_known, known_day, own_day
from qualitygov.core.partial import Partial
from qualitygov.core.schema import schema_of
from qualitygov.county.facts import facts_of
from qualitygov.enterprise import Enterprise
from qualitygov.errors import FieldError
from qualitygov.inspection import (
    SUBJECT,
    Authenticity,
    Conclusion,
    Finality,
    InspectionSample,
    Party,
    Recheck,
    SampleDomain,
    SampleItem,
    Stage,
    answering,
    drafts,
    exposures,
    sample_state,
)
from qualitygov.inspection.made import made
from qualitygov.inspection.remarks import remarks
from qualitygov.interchange import read_table
from qualitygov.plan.condition import compile_checks
from qualitygov.rulebook import Context
from qualitygov.rulebook.model.condition import Condition
from qualitygov.subject import CountyView, Town
from qualitygov.supervision import QuotaScope, SupervisionQuota, quota_states
from qualitygov.text import Text
from signed_book import signed_book
from small_county import records_of, view_of

pytestmark = pytest.mark.clause("2.2.2.b", "3.1.4.b", "3.2.2.a")

BOOK = signed_book()
CALENDAR = WeekdayCalendar()
TOWN, OTHER = "330299101", "330299102"
SHOP, MAKER, THIRD = "91330299100041176W", "91330299MA2837B62L", "91110000600037341L"
PASS, FAIL = Conclusion.PASS, Conclusion.FAIL
ANNOUNCED = date(2016, 3, 1)
FINAL = date(2016, 3, 11)  # seven working days, and the next day
END = date(2016, 12, 31)


def listed(conclusion=FAIL, **more):
    """A sample as a list has it: no day but that of the announcement, no severity, no document."""
    values = {
        "id": "DC1",
        "subject": SHOP,
        "town": TOWN,
        "domain": SampleDomain.FOOD,
        "product": "泡椒脆笋",
        "announced_on": ANNOUNCED,
        "notice": "2016年第9号",
        "stated": conclusion,
        **more,
    }
    return InspectionSample(**values)


def at(as_of=END, known_at=None):
    return Context(BOOK, as_of=as_of, known_at=known_at, calendar=CALENDAR)


def records(*samples, **when):
    return records_of(view_of(SUBJECT, samples=samples), at(**when))


# What stands in


def test_the_announcement_stands_in_for_the_days_that_nobody_published():
    one = listed()
    assert (one.on, own_day(one), known_day(one), one.delivered_on) == (ANNOUNCED,) * 4
    assert sample_state(one, at(ANNOUNCED)).finality is Finality.PENDING
    before, after = (sample_state(one, at(day)) for day in (FINAL - timedelta(days=1), FINAL))
    assert (before.conclusion, after.conclusion, after.final_on) == (None, FAIL, FINAL)


def test_the_order_in_which_days_stand_in():
    days = {
        "sampled_on": date(2016, 1, 4),
        "reported_on": date(2016, 2, 1),
        "announced_on": ANNOUNCED,
    }
    for name, day in tuple(days.items()):
        assert listed(**days).on == day
        days[name] = None
    assert listed(**days).on is None


def test_before_it_was_announced_nobody_knew_of_it():
    one = listed()
    assert as_known(one, ANNOUNCED - timedelta(days=1)) is None
    assert as_known(one, ANNOUNCED) == one


def test_a_result_comes_with_its_report_or_else_with_its_announcement():
    taken = date(2016, 1, 4)
    only_announced = listed(sampled_on=taken)
    seen = as_known(only_announced, ANNOUNCED - timedelta(days=1))
    assert (seen.sampled_on, seen.announced_on, seen.stated) == (taken, None, None)
    both = listed(sampled_on=taken, reported_on=date(2016, 2, 1))
    assert as_known(both, date(2016, 2, 1)).stated is FAIL
    assert as_known(both, date(2016, 1, 31)).stated is None


def test_the_severity_that_nobody_published_is_that_of_the_book():
    (found,) = records(listed())
    assert (found.id, found.kind, found.severity) == ("DC1/fail", "sampling-fail", "general")
    assert (found.decided_on, found.happened_on, found.known_on) == (FINAL, ANNOUNCED, FINAL)
    assert found.source_document == "2016年第9号"
    (said,) = records(listed(severity="serious"))
    assert said.severity == "serious"


def test_what_stands_in_for_the_document():
    assert listed(document="检1号").paper == "检1号"
    assert listed().paper == "2016年第9号"
    assert listed(notice=None).paper == "DC1"


# A sample without any day


def undated(**more):
    return listed(announced_on=None, **more)


def reported(samples, *where, period=None):
    """What was reported behind the facts of samples, for the town."""
    town = Town(code=TOWN, name=Text("甲镇", "A"), parent="330299")
    view = CountyView(CountyData(id="330299", name=Text("县", "C"), towns=[town], samples=samples))
    context = Context.of_year(BOOK, 2016, calendar=CALENDAR)
    asked = Asked("sample", compile_checks(dict(where)))
    return view, facts_of(view, context), asked, period or context.period


def test_a_sample_without_a_day_is_in_no_period_and_open_in_every_one():
    assert sample_state(undated(), at()).finality is Finality.UNDATED
    _, facts, asked, period = reported([undated(), listed(id="DC2")])
    assert [row.id for row in facts.rows("sample", TOWN)] == ["DC2"]
    assert facts.reported(asked, TOWN, period).widened == 1
    assert facts.reported(asked, OTHER, period).widened == 0


def test_a_sample_that_says_it_is_of_another_kind_is_open_to_none_but_its_own():
    for domain, widened in (("food", 1), ("industrial", 0)):
        where = ("domain", Condition(any_of=(domain,)))
        _, facts, asked, period = reported([undated()], where)
        assert facts.reported(asked, TOWN, period).widened == widened


def test_a_sample_of_no_stage_is_open_where_a_rule_asks_for_one():
    stage = ("stage", Condition(any_of=("production",)))
    for where, one, widened in (
        ((stage,), listed(), 1),
        ((), listed(), 0),
        ((stage,), listed(stage=Stage.CIRCULATION), 0),
        ((stage,), listed(stage=Stage.PRODUCTION), 0),
        ((stage,), listed(announced_on=date(2015, 3, 1)), 0),
        ((stage,), undated(stage=Stage.CIRCULATION), 0),
        ((stage,), undated(stage=Stage.PRODUCTION), 1),
    ):
        _, facts, asked, period = reported([one], *where)
        assert facts.reported(asked, TOWN, period).widened == widened


def units():
    return [
        Enterprise(code=code, name=f"某厂{at}", town=TOWN)
        for at, code in enumerate((SHOP, MAKER, THIRD))
    ]


def assessed(*samples):
    town = Town(code=TOWN, name=Text("甲镇", "A"), parent="330299")
    data = CountyData(
        id="330299", name=Text("县", "C"), towns=[town], enterprises=units(), samples=samples
    )
    found = assess_county(data, Context.of_year(BOOK, 2016, calendar=CALENDAR))
    return {code for code in (SHOP, MAKER, THIRD) if not found.assessed(code)}


def test_a_failure_of_no_day_leaves_its_parties_without_an_assessment():
    assert assessed(listed()) == set()
    assert assessed(undated(maker=MAKER)) == {SHOP, MAKER}
    assert assessed(undated(stated=PASS)) == set()
    assert assessed(undated(maker=MAKER, authenticity_disputed=True)) == {SHOP}


def test_what_lacks_a_day_or_a_stage_is_on_a_worklist():
    view = view_of(
        SUBJECT,
        samples=[
            undated(id="A", stage=Stage.USE),
            listed(id="B"),
            listed(id="C", stage=Stage.USE),
        ],
    )
    found = [(p.path, p.code) for p in view.worklist("samples-incomplete", at())]
    assert found == [("A", "sample.day"), ("B", "sample.stage")]


def test_a_sample_without_a_day_counts_for_no_quota_and_is_no_repetition():
    quota = SupervisionQuota(
        id="Q",
        department="U",
        town=TOWN,
        scope=QuotaScope.SAMPLE,
        topic="food",
        visits=1,
        first_day=date(2016, 1, 1),
        last_day=END,
        domain=SampleDomain.FOOD,
        stage=Stage.USE,
    )
    taken = [undated(stage=Stage.USE), listed(id="DC2", stage=Stage.USE), listed(id="DC3")]
    (state,) = quota_states([quota], at(), visits=(), samples=taken)
    assert state.visits == ("DC2",)
    view = view_of(SUBJECT, samples=[listed(id=name) for name in ("A", "B")])
    assert view.worklist("sampled-again", at()) == ()


# Parties


def test_the_sampled_unit_and_the_named_maker_each_answer_for_a_failure():
    found = records(listed(maker=MAKER, importer=THIRD))
    assert {(one.id, one.subject) for one in found} == {
        ("DC1/fail", SHOP),
        ("DC1/maker/fail", MAKER),
    }
    assert {one.proposed_by for one in found} == {"sample-failed"}


def test_a_pass_is_a_merit_of_the_sampled_unit():
    assert [one.subject for one in records(listed(PASS, maker=MAKER))] == [SHOP]


def test_a_maker_outside_the_county_is_kept_by_name_and_answers_for_nothing_here():
    one = listed(maker_name="外县某厂", maker_address="外县某路1号")
    assert [found.subject for found in records(one)] == [SHOP]


def test_a_shop_outside_the_county_leaves_the_maker():
    one = listed(subject=None, sampled_name="外县某店", maker=MAKER)
    assert [(found.id, found.subject) for found in records(one)] == [("DC1/maker/fail", MAKER)]


def test_a_unit_sampled_at_its_own_premises_answers_once():
    assert [found.id for found in records(listed(maker=SHOP))] == ["DC1/fail"]


DECIDED = date(2016, 6, 1)


@pytest.mark.parametrize(
    ("answer", "as_of", "answers"),
    [
        (None, END, {SHOP}),
        (Authenticity.OWN, DECIDED - timedelta(days=1), {SHOP}),
        (Authenticity.OWN, DECIDED, {SHOP, MAKER}),
        (Authenticity.NOT_OWN, DECIDED, {SHOP}),
    ],
)
def test_a_maker_that_disputes_authenticity_answers_when_that_is_decided(answer, as_of, answers):
    one = listed(
        maker=MAKER,
        authenticity_disputed=True,
        authenticity=answer,
        authenticity_decided_on=None if answer is None else DECIDED,
    )
    assert {found.subject for found in records(one, as_of=as_of)} == answers
    context = at(as_of)
    counted = exposures(view_of(SUBJECT, samples=[one]), context, period=context.period)
    assert len(counted) == len(answers)


def test_a_decision_that_nobody_knew_of_is_none():
    one = listed(
        maker=MAKER,
        authenticity_disputed=True,
        authenticity=Authenticity.NOT_OWN,
        authenticity_decided_on=DECIDED,
    )
    seen = as_known(one, DECIDED - timedelta(days=1))
    assert (seen.authenticity, seen.authenticity_disputed) == (None, True)
    assert [found.disputed for found in answering(seen, at())] == [False, True]


def test_an_order_concerns_the_sampled_unit_and_else_the_maker():
    ordered = {
        "rectify_ordered_on": FINAL,
        "rechecks": (Recheck(held_on=date(2016, 6, 1), conclusion=FAIL),),
        "maker": MAKER,
    }
    for subject, unit in ((SHOP, SHOP), (None, MAKER)):
        one = listed(subject=subject, sampled_name="某店", **ordered)
        late = [found for found in records(one) if found.kind != "sampling-fail"]
        assert {found.subject for found in late} == {unit}
        assert {found.kind for found in late} == {"not-rectified", "recheck-fail"}


def test_a_refusal_is_the_sampled_units_own():
    one = listed(None, refused=True, maker=MAKER)
    assert [(found.subject, found.kind) for found in records(one)] == [(SHOP, "refuse")]


def test_a_maker_was_seen_when_its_product_was_sampled():
    view = view_of(SUBJECT, samples=[listed(maker=MAKER)])
    assert seen_days(view, at()) == {UnitKey.of(code): ANNOUNCED for code in (SHOP, MAKER)}
    assert [one.id for one in view.data.samples.of_unit(MAKER)] == ["DC1"]
    assert view.data.samples.of_unit(THIRD) == ()


@given(st.from_type(InspectionSample))
def test_no_unit_answers_twice_for_one_sample(sample):
    context = at(date(2018, 12, 31))
    found = list(answering(sample, context))
    assert len({one.code for one in found}) == len(found)
    assert {one.code for one in found} <= set(sample.codes.values())
    assert all(one.party is Party.MAKER for one in found if one.disputed)


@given(st.from_type(InspectionSample))
def test_every_sample_is_written_and_read_back_and_has_a_state(sample):
    schema = schema_of(InspectionSample)
    assert schema.load(schema.dump(sample)) == sample
    context = at(date(2018, 12, 31), date(2018, 12, 31))
    assert (sample.on is None) == (known_day(attrs.evolve(sample, known_on=None)) is None)
    state = sample_state(sample, context)
    if state.conclusion is not None:
        assert sample.delivered_on <= state.final_on


# Words and tables


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("不合格样品", FAIL),
        ("问题样品", FAIL),
        ("不合格", FAIL),
        ("不符合", FAIL),
        ("合格", PASS),
        ("合格样品", PASS),
        ("未见异常", PASS),
        ("符合", PASS),
    ],
)
def test_the_words_of_lists_for_a_conclusion(tmp_path, word, expected):
    path = tmp_path / "samples.csv"
    path.write_text(
        "抽样编号,被抽样单位名称,所属乡镇代码,产品领域,产品名称,生产日期,检验结论,标称生产企业代码\n"
        f"CP1,某五金店,{TOWN},工业产品,电线电缆,2024-03,{word},{MAKER}\n",
        "utf-8",
    )
    reading = read_table(path, InspectionSample)
    assert (reading.refused, reading.file_errors) == ((), ())
    (one,) = reading.rows
    assert (one.stated, one.maker, str(one.made_on)) == (expected, MAKER, "2024-03")


def test_a_misspelt_conclusion_is_refused(tmp_path):
    path = tmp_path / "samples.csv"
    path.write_text(
        f"id,subject,town,domain,product,stated\nCP1,{SHOP},{TOWN},food,x,不和格\n", "utf-8"
    )
    assert [p.code for p in read_table(path, InspectionSample).refused] == ["field.word"]


# The day of manufacture


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-02-18", {"made_on": "2024-02-18"}),
        ("20240101", {"made_on": "2024-01-01"}),
        ("45306", {"made_on": "2024-01-15"}),
        ("2024年3月", {"made_on": "2024-03"}),
        ("2023-6-1至6-5", {"made_on": "2023-06-01/2023-06-05"}),
        ("购进日期：2025/4/12", {"purchased_on": "2025-04-12"}),
        ("加工日期：2025-4-12", {"made_on": "2025-04-12"}),
        ("检疫日期:2025.4.12", {"quarantined_on": "2025-04-12"}),
        ("生产日期：2025/4/1；批号：A1", {"made_on": "2025-04-01", "batch": "A1"}),
        ("2023年4月20日/20230420A", {"made_on": "2023-04-20", "batch": "20230420A"}),
        ("2023/4/20/B12", {"made_on": "2023-04-20", "batch": "B12"}),
        ("2023-04-20/A/B", {"made_on": "2023-04-20", "batch": "A/B"}),
        ("/", {}),
        ("—", {}),
    ],
)
def test_days_of_manufacture(cell, expected):
    assert made(cell) == expected
    for name in expected.keys() & {"made_on", "purchased_on", "quarantined_on"}:
        assert Partial.parse(expected[name])


def test_a_batch_alone_in_a_column_of_both():
    assert made("20230420A", batch=True) == {"batch": "20230420A"}
    assert made("2024-03", batch=True) == {"made_on": "2024-03"}
    assert made("批号：A1", batch=True) == {"batch": "A1"}


@pytest.mark.parametrize(
    "cell", ["见包装", "2023-4-31", "3/5/2014", "过期日期：2025/4/12", "20230420A"]
)
def test_what_is_no_day_of_manufacture_is_refused(cell):
    with pytest.raises(FieldError):
        Partial.parse(made(cell)["made_on"])


@pytest.mark.parametrize(
    ("cell", "disputed"),
    [
        ("标称生产企业对产品真实性提出异议", True),
        ("标称生产企业对产品真实性有异议，正在核查处理", True),
        ("产品真实性异议", True),
        ("企业否认该批次产品为其生产", True),
        ("经核实，该批次产品不是其公司生产", True),
        ("真实性异议不成立", False),
        ("对真实性提出异议，经核实为其公司生产", False),
        ("对检验结果提出异议", False),
        ("手机APP", False),
    ],
)
def test_remarks_that_say_the_product_is_not_the_makers(cell, disputed):
    found = remarks(cell)
    assert found["remarks"] == cell
    assert ("authenticity_disputed" in found) == disputed


def test_items_of_a_cell_and_their_sample():
    found = drafts.items("苯甲酸║0.85g/kg║≤0.5g/kg", stated="不合格")
    items = [schema_of(SampleItem).load(one) for one in found]
    assert listed(items=items).conclusion is FAIL
