"""Items of samples: what a result proves against a limit, and how laboratories write both."""

from __future__ import annotations

import itertools
from decimal import Decimal

import marshmallow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core import cells
from qualitygov.core.schema import problems_of, schema_of
from qualitygov.errors import FieldError
from qualitygov.inspection import (
    Comparison,
    Conclusion,
    Detection,
    LimitKind,
    MicrobialPlan,
    Reading,
    Results,
    SampleItem,
    Sign,
    drafts,
)
from qualitygov.inspection.own_cells import own_cells
from qualitygov.interchange import read_table

pytestmark = pytest.mark.clause("2.2.2.a")

PASS, FAIL = Conclusion.PASS, Conclusion.FAIL
NUMBERS = st.decimals(-100, 100, places=2)
BY_SIGN = {
    "<": lambda value, bound: value < bound,
    "≤": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    "≥": lambda value, bound: value >= bound,
}
SIGN_OF = {
    LimitKind.MAX: "≤",
    LimitKind.MIN: "≥",
    LimitKind.BELOW: "<",
    LimitKind.ABOVE: ">",
}


def item(result="", limit="", *, unit=None, stated=None, **more):
    """An item from the cells of its row."""
    return schema_of(SampleItem).load(
        {**drafts.item("项目", result, limit, unit=unit, stated=stated), **more}
    )


def codes(*args, **more):
    with pytest.raises(marshmallow.ValidationError) as raised:
        item(*args, **more)
    return {problem.code for problem in problems_of(raised.value.messages)}


# What a reading proves


@pytest.mark.parametrize(
    ("result", "limit", "expected"),
    [
        ("<0.01", "≤0.5", PASS),
        ("<0.5", "≤0.5", PASS),
        ("<0.51", "≤0.5", None),
        ("<1", "≤0.5", None),
        ("≤0.5", "≤0.5", PASS),
        (">0.5", "≤0.5", FAIL),
        ("≥0.5", "≤0.5", None),
        (">0.4", "≤0.5", None),
        ("<0.5", "<0.5", PASS),
        ("0.5", "<0.5", FAIL),
        ("≤0.5", "<0.5", None),
        ("≥0.5", "<0.5", FAIL),
        (">2.9", "≥2.9", PASS),
        ("<2.9", "≥2.9", FAIL),
        ("≤2.9", "≥2.9", None),
        ("2.9", ">2.9", FAIL),
        (">2.9", ">2.9", PASS),
        ("未检出", "≤0.5", PASS),
        ("未检出（<0.01）", "≤0.5", PASS),
        ("未检出（<1）", "≤0.5", None),
        ("未检出", "≥2.9", None),
        ("未检出", "6.5～8.5", None),
        ("检出", "≤0.5", None),
        ("检出", "不得检出", FAIL),
        ("未检出", "不得检出", PASS),
        ("0.01", "不得使用", FAIL),
        (">0", "不得使用", FAIL),
        ("0", "不得检出", PASS),
        ("<0.01", "不得检出", None),
        ("未检出（<0.01）", "不得检出", PASS),
        ("6.5", "6.5～8.5", PASS),
        ("6.49", "6.5～8.5", FAIL),
        ("8.51", "6.5~8.5", FAIL),
        (">6.4", "6.5-8.5", None),
        ("<6.5", "6.5-8.5", FAIL),
        ("500±15", "≤500", PASS),
        ("501±15", "≤500", FAIL),
        ("0.3；0.5", "≤0.4", FAIL),
        ("0.3；0.4", "≤0.4", PASS),
        ("0.3；<0.5", "≤0.4", None),
        ("0.5；<0.5", "≤0.4", FAIL),
        ("0.3", "应符合 GB 2762", None),
        ("0.3", "", None),
        ("", "≤0.4", None),
    ],
)
def test_what_a_result_proves_against_a_limit(result, limit, expected):
    stated = "合格" if expected is None else None
    assert item(result, limit, stated=stated).measured is expected
    if expected is None:
        assert item(result, limit, stated="不合格").conclusion is FAIL
        assert codes(result, limit) == {"sample.item"}
    else:
        other = "合格" if expected is FAIL else "不合格"
        assert codes(result, limit, stated=other) == {"sample.item"}


@given(NUMBERS, NUMBERS, st.sampled_from(list(Sign)), st.sampled_from(sorted(SIGN_OF)))
def test_a_signed_value_is_judged_only_where_all_that_it_can_be_agree(value, limit, sign, kind):
    found = (
        SampleItem(
            name="项目", value=value, sign=sign, limit=limit, limit_kind=kind, stated=None
        ).measured
        if _decided(value, limit, sign, kind) is not None
        else None
    )
    assert found is _decided(value, limit, sign, kind)


def _decided(value, limit, sign, kind):
    """By trial: values near the bound and the limit, and far from both."""
    near = [
        base + step
        for base in (value, limit)
        for step in map(Decimal, ("-1000", "-0.001", "0", "0.001", "1000"))
    ]
    possible = [one for one in near if BY_SIGN[sign.value](one, value)]
    passed = {BY_SIGN[SIGN_OF[kind]](one, limit) for one in possible}
    return None if len(passed) > 1 else PASS if passed == {True} else FAIL


@given(NUMBERS, NUMBERS, st.sampled_from(list(Comparison)))
def test_a_range_is_both_of_its_ends(value, least, comparison):
    most = least + 3

    def judged(**limit):
        return SampleItem(name="项目", value=value, comparison=comparison, **limit).measured

    both = {
        judged(limit=least, limit_kind=LimitKind.MIN),
        judged(limit=most, limit_kind=LimitKind.MAX),
    }
    between = judged(limit_least=least, limit_most=most, limit_kind=LimitKind.RANGE)
    assert between is (FAIL if FAIL in both else PASS)


def test_rounding_before_the_comparison_stays_as_gbt_8170_has_it():
    for limit, expected in (("≤0.10", PASS), ("≤0.1000", FAIL), ("<0.10", FAIL)):
        assert item("0.1004", limit, comparison="rounded").measured is expected
    # Values above 0.10 may round to it.
    assert item(">0.10", "≤0.10", comparison="rounded", stated="合格").measured is None
    assert item(">0.10", "≤0.10").measured is FAIL


# Sampling plans


def by_the_rule(values, n, c, m, most):
    """GB 4789.1: of n samples at most c above m, none above the most."""
    over = sum(value > m for value in values)
    assert len(values) == n
    return (
        FAIL if over > c or (most is not None and any(value > most for value in values)) else PASS
    )


@given(
    st.lists(st.integers(0, 30), min_size=5, max_size=5),
    st.integers(0, 4),
    st.integers(0, 15),
    st.none() | st.integers(0, 15),
)
def test_plans_of_two_and_three_classes(values, c, m, more):
    most = None if more is None else m + more
    plan = MicrobialPlan(n=5, c=c, m=Decimal(m), M=None if most is None else Decimal(most))
    readings = [Reading(value=Decimal(value)) for value in values]
    expected = by_the_rule(values, 5, c, m, most)
    assert plan.judged(readings) is expected
    # Fewer results never say the opposite, and never pass.
    for some in range(5):
        assert plan.judged(readings[:some]) in ({None, FAIL} if expected is FAIL else {None})


@given(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["", "<", ">"])), min_size=3, max_size=3),
    st.integers(0, 2),
    st.integers(0, 5),
    st.none() | st.integers(0, 5),
)
def test_signed_results_of_a_plan_decide_only_what_all_their_values_decide(results, c, m, more):
    most = None if more is None else m + more
    plan = MicrobialPlan(n=3, c=c, m=Decimal(m), M=None if most is None else Decimal(most))
    found = plan.judged(Reading.parse(f"{sign}{value}") for value, sign in results)
    scale = [Decimal(half) / 2 for half in range(-2, 40)]
    possible = [
        [
            one
            for one in scale
            if (not sign and one == value) or (sign and BY_SIGN[sign](one, value))
        ]
        for value, sign in results
    ]
    ends = [(options[0], options[-1]) for options in possible]
    judged = {by_the_rule(values, 3, c, m, most) for values in itertools.product(*ends)}
    assert found is None or judged == {found}
    if most is None and len(judged) == 1:
        assert {found} == judged


@pytest.mark.parametrize(
    ("results", "plan", "expected"),
    [
        ("3.1×10^4；2.0×10^4；1.5×10^4；8.0×10^3；5.0×10^3", "n=5,c=2,m=10^4,M=10^5", FAIL),
        ("3.1×10^4；2.0×10^4；9.0×10^3；8.0×10^3；5.0×10^3", "n=5,c=2,m=10^4,M=10^5", PASS),
        ("10^5；<10；<10；<10；<10", "n=5,c=2,m=10^4,M=10^5", PASS),
        ("100001；<10；<10；<10；<10", "n=5,c=2,m=10^4,M=10^5", FAIL),
        ("未检出；未检出；未检出；未检出；未检出", "n=5，c=0，m=0/25g", PASS),
        ("未检出；检出；未检出；未检出；未检出", "n=5,c=0,m=0/25g,M=-", FAIL),
        ("未检出；未检出；未检出；未检出；未检出", "n=5,c=0,m=0", PASS),
        ("2.0×10⁵CFU/g", "n=5,c=2,m=10⁴CFU/g,M=10⁵CFU/g", FAIL),
        ("2.0×10⁴CFU/g", "n=5,c=2,m=10⁴CFU/g,M=10⁵CFU/g", None),
        ("检出；<10；<10；<10；<10", "n=5；c=1；m=10；M=100", None),
    ],
)
def test_plans_as_lists_write_them(results, plan, expected):
    stated = "不合格" if expected is None else None
    assert item(results, plan, stated=stated).measured is expected


def test_more_results_than_samples_are_refused():
    assert codes("1；2；3", "n=2,c=1,m=10", stated="合格") == {"sample.plan"}


@pytest.mark.parametrize("text", ["n=5,c=5,m=1", "n=5,c=2,m=10,M=1", "n=5,c=2,m=-1", "n=0,c=0,m=1"])
def test_a_plan_that_cannot_be_is_refused(text):
    with pytest.raises(FieldError, match="a plan needs"):
        MicrobialPlan.parse(text)


@pytest.mark.parametrize(
    "text", ["n=5,c=2", "m=1,n=5,c=2", "n=5,n=5,c=2,m=1", "", "n=x,c=2,m=1", None]
)
def test_what_is_no_plan(text):
    with pytest.raises(FieldError, match="expected a plan"):
        MicrobialPlan.parse(text)


# Units


def test_units_that_differ_are_converted():
    found = item("0.01g/kg", "≤5mg/kg", stated="不合格")
    assert (found.value, found.unit, found.limit_unit) == (Decimal("0.01"), "g/kg", "mg/kg")
    assert found.value_in_limit_unit == 10
    assert found.measured is FAIL
    assert item("4.9×10⁻³g/kg", "≤5mg/kg").measured is PASS
    assert item("1.2×10^4CFU/g", "n=1,c=0,m=10^7CFU/kg").measured is FAIL
    assert item("300MPN/100g", "≤3MPN/g").measured is PASS


def test_units_that_cannot_be_converted_are_both_named():
    assert codes("3CFU/g", "≤5MPN/g", stated="合格") == {"unit.unlike"}
    assert codes("8%", "≥10%vol", stated="合格") == {"unit.unlike"}


def test_a_column_of_units_says_what_cells_do_not():
    found = item("0.01", "≤0.5", unit="mg/kg")
    assert (found.unit, found.limit_unit) == ("mg/kg", "mg/kg")
    assert item("0.01g/kg", "≤5", unit="mg/kg").value_in_limit_unit == 10
    assert item("ND", "≤1.0mg/kg", unit="").unit == "mg/kg"
    assert item("9.0", "6.5～8.5", unit="/").unit is None


# How laboratories write a result


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<0.01", {"sign": "<", "value": "0.01"}),
        ("＜0.01 mg/kg", {"sign": "<", "value": "0.01", "unit": "mg/kg"}),
        (">=5", {"sign": "≥", "value": "5"}),
        ("未检出", {"detection": "not-detected"}),
        ("ND", {"detection": "not-detected"}),
        ("n.d.", {"detection": "not-detected"}),
        ("阳性", {"detection": "detected"}),
        (
            "未检出（检出限：0.01mg/kg）",
            {"detection": "not-detected", "sign": "<", "value": "0.01", "unit": "mg/kg"},
        ),
        ("1.2×10^4", {"value": "12000"}),
        ("10^4CFU/g", {"value": "10000", "unit": "CFU/g"}),
        ("35μg/kg", {"value": "35", "unit": "μg/kg"}),
        ("8.2%vol", {"value": "8.2", "unit": "%vol"}),
        ("500±15", {"value": "500", "uncertainty": "15"}),
        ("符合", {"stated": "pass"}),
        ("微黄色、有异味", {"result_note": "微黄色、有异味"}),
        ("符合GB 2760的规定", {"result_note": "符合GB 2760的规定"}),
        ("0.3mg/kg；0.5mg/kg", {"results": "0.3;0.5", "unit": "mg/kg"}),
        ("", {}),
        ("/", {}),
    ],
)
def test_results(cell, expected):
    assert drafts.result(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "0.3mg/kg以下",
        "约0.3",
        "0.3-0.5",
        "1.2×104倍",
        "0.3mg/kg；0.5g/kg",
        "0.3；约1",
    ],
)
def test_a_result_that_nobody_can_read_is_refused(cell):
    assert codes(cell, "≤1", stated="合格") & {"field.type", "exact.number", "sample.results"}


# How laboratories write a limit


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("≤0.25g/100g", {"limit_kind": "max", "limit": "0.25", "limit_unit": "g/100g"}),
        ("不大于0.5", {"limit_kind": "max", "limit": "0.5"}),
        ("≤ 0.5 (mg/kg)", {"limit_kind": "max", "limit": "0.5", "limit_unit": "mg/kg"}),
        ("≤20（熟制坚果）", {"limit_kind": "max", "limit": "20", "limit_note": "熟制坚果"}),
        ("≥2.9g/100g", {"limit_kind": "min", "limit": "2.9", "limit_unit": "g/100g"}),
        ("＜0.5", {"limit_kind": "below", "limit": "0.5"}),
        ("不得检出", {"limit_kind": "absent"}),
        ("不得检出/25g", {"limit_kind": "absent", "limit_unit": "/25g"}),
        ("0/25g", {"limit_kind": "absent", "limit_unit": "/25g"}),
        ("不得使用", {"limit_kind": "absent"}),
        ("6.5～8.5", {"limit_kind": "range", "limit_least": "6.5", "limit_most": "8.5"}),
        ("6.5-8.5", {"limit_kind": "range", "limit_least": "6.5", "limit_most": "8.5"}),
        ("≥6.5且≤8.5", {"limit_kind": "range", "limit_least": "6.5", "limit_most": "8.5"}),
        (
            "10.0%vol～12.0%vol",
            {
                "limit_kind": "range",
                "limit_least": "10.0",
                "limit_most": "12.0",
                "limit_unit": "%vol",
            },
        ),
        (
            "11.0±1.0%vol",
            {
                "limit_kind": "range",
                "limit_least": "10.0",
                "limit_most": "12.0",
                "limit_unit": "%vol",
            },
        ),
        ("应符合 GB 2762", {"limit_note": "应符合 GB 2762"}),
        ("具有产品应有的色泽", {"limit_note": "具有产品应有的色泽"}),
        ("不得有异味", {"limit_note": "不得有异味"}),
        ("/", {}),
    ],
)
def test_limits(cell, expected):
    assert drafts.limit(cell) == expected


@pytest.mark.parametrize(
    "cell", ["0.5", "0.5mg/kg", "≤约5", "≤5～6", "6.5g/kg～8.5mg/kg", "第3级", "≤"]
)
def test_a_limit_that_nobody_can_read_is_refused_and_never_guessed(cell):
    assert codes("0.3", cell, stated="合格")


def test_a_conclusion_in_the_place_of_a_result_may_not_contradict_the_other():
    assert item("合格", "应符合GB 2762", stated="合格").conclusion is PASS
    assert codes("合格", "应符合GB 2762", stated="不合格") == {"field.word"}


# Several items in one cell


@pytest.mark.parametrize("bar", ["║", "|", "‖", "||", "｜", "│"])
@pytest.mark.parametrize("between", ["；", ";", "\n"])
def test_items_of_one_cell(bar, between):
    cell = between.join(
        bar.join(parts)
        for parts in (("苯甲酸", "0.85g/kg", "≤0.5g/kg"), ("脱氢乙酸", "0.6g/kg", "≤0.5g/kg"))
    )
    found = [schema_of(SampleItem).load(one) for one in drafts.items(cell, stated="不合格")]
    assert [(one.name, one.value, one.limit, one.unit) for one in found] == [
        ("苯甲酸", Decimal("0.85"), Decimal("0.5"), "g/kg"),
        ("脱氢乙酸", Decimal("0.6"), Decimal("0.5"), "g/kg"),
    ]
    assert {one.conclusion for one in found} == {FAIL}


def test_semicolons_between_results_do_not_end_an_item():
    five = "；".join(f"{value}×10⁵CFU/g" for value in ("2.0", "2.1", "1.9", "1.7", "2.3"))
    plan = "n=5；c=2；m=10⁴CFU/g；M=10⁵CFU/g"
    found = drafts.items(f"菌落总数║{five}║{plan}；霉菌║<10CFU/g║≤150CFU/g；")
    assert [one["name"] for one in found] == ["菌落总数", "霉菌"]
    assert found[0]["results"] == "200000;210000;190000;170000;230000"
    assert [schema_of(SampleItem).load(one).measured for one in found] == [FAIL, PASS]


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "苯甲酸",
        "苯甲酸║0.85",
        "苯甲酸║0.85║≤0.5║脱氢乙酸║0.6║≤0.5",
        "║0.85║≤0.5",
        "a║1║≤2 b║1║≤2",
    ],
)
def test_a_cell_of_another_form_is_refused(cell):
    with pytest.raises(FieldError) as raised:
        drafts.items(cell)
    assert raised.value.code == "cell.items"


# Parts that do not fit, and tables


@pytest.mark.parametrize(
    "parts",
    [
        {"sign": Sign.BELOW},
        {"uncertainty": Decimal(1)},
        {"value": Decimal(1), "sign": Sign.BELOW, "uncertainty": Decimal(1)},
        {"value": Decimal(1), "results": Results.parse("1;2")},
        {"detection": Detection.DETECTED, "results": Results.parse("1;2")},
        {"detection": Detection.NOT_DETECTED, "value": Decimal(1)},
        {"limit": Decimal(1), "limit_kind": LimitKind.RANGE},
        {"limit_least": Decimal(1), "limit_most": Decimal(2)},
        {"limit_least": Decimal(1), "limit_kind": LimitKind.RANGE},
        {"limit_least": Decimal(2), "limit_most": Decimal(1), "limit_kind": LimitKind.RANGE},
        {"limit": Decimal(1), "limit_kind": LimitKind.ABSENT},
        {"limit_kind": LimitKind.PLAN},
        {"plan": MicrobialPlan.parse("n=5,c=2,m=1")},
    ],
)
def test_parts_that_do_not_fit_together_are_refused(parts):
    with pytest.raises(FieldError) as raised:
        SampleItem(name="项目", stated=PASS, **parts)
    assert raised.value.code in ("sample.result", "sample.limit")


def test_a_table_carries_every_part_of_an_item(tmp_path):
    path = tmp_path / "items.csv"
    path.write_text(
        "检验项目,多个检测结果,采样方案,限值类型,计量单位,实测值,结果符号,限值下限,限值上限\n"
        "菌落总数,3.1×10^4；ND；<10,n=3；c=1；m=10⁴,采样方案,CFU/g,,,,\n"
        "pH,,,区间,,6.4,<,6.5,8.5\n",
        "utf-8",
    )
    reading = read_table(path, SampleItem)
    assert (reading.refused, reading.file_errors) == ((), ())
    first, second = reading.rows
    assert (str(first.results), str(first.plan)) == ("31000;not-detected;<10", "n=3,c=1,m=10000")
    assert (first.measured, second.measured) == (PASS, FAIL)


@given(st.from_type(SampleItem))
def test_every_item_is_written_and_read_back(one):
    schema = schema_of(SampleItem)
    assert schema.load(schema.dump(one)) == one
    assert one.conclusion in (PASS, FAIL)
    assert one.result_text
    assert one.limit_text


# Cells of an item's own columns, and requirements in words


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("应符合 GB 2760", {"limit_note": "应符合 GB 2760"}),
        ("GB 2760-2014", {"limit_note": "GB 2760-2014"}),
        ("执行GB/T 5009.12", {"limit_note": "执行GB/T 5009.12"}),
        ("Q/ABC 0001S-2020", {"limit_note": "Q/ABC 0001S-2020"}),
        (
            "符合 GB 2760 规定（≤0.1 g/kg）",
            {
                "limit_kind": "max",
                "limit": "0.1",
                "limit_unit": "g/kg",
                "limit_note": "符合 GB 2760 规定",
            },
        ),
        (
            "GB 2760-2014 ≤0.5g/kg",
            {
                "limit_kind": "max",
                "limit": "0.5",
                "limit_unit": "g/kg",
                "limit_note": "GB 2760-2014",
            },
        ),
        ("不可检出", {"limit_kind": "absent"}),
        ("未检出", {"limit_kind": "absent"}),
        ("应≤0.5", {"limit_kind": "max", "limit": "0.5"}),
        ("最大0.5mg/kg", {"limit_kind": "max", "limit": "0.5", "limit_unit": "mg/kg"}),
        ("0.5以下", {"limit_kind": "max", "limit": "0.5"}),
        ("80%以上", {"limit_kind": "min", "limit": "80", "limit_unit": "%"}),
    ],
)
def test_a_limit_in_words_is_no_number(cell, expected):
    assert drafts.limit(cell) == expected


@pytest.mark.parametrize("cell", ["依据GB2763 0.05mg/kg", "符合GB 2760（≤约5）", "0.5左右"])
def test_a_number_beside_a_standard_that_nobody_can_read_is_refused(cell):
    assert drafts.limit(cell) == {"limit_kind": cells.plain(cell)}


@pytest.mark.parametrize(
    ("cell", "results", "unit"),
    [
        ("0.1, 0.2 mg/kg", "0.1;0.2", "mg/kg"),
        ("0.1; 0.2 mg/kg", "0.1;0.2", "mg/kg"),
        ("0.1，0.2，0.3mg/kg", "0.1;0.2;0.3", "mg/kg"),
        ("0.1,0.2", "0.1;0.2", None),
        ("0.1mg/kg,0.2mg/kg", "0.1;0.2", "mg/kg"),
        ("1,234, 1,300 CFU/g", "1234;1300", "CFU/g"),
        ("<10,<10,20,30,<10 CFU/g", "<10;<10;20;30;<10", "CFU/g"),
        ("未检出,0.2mg/kg", "not-detected;0.2", "mg/kg"),
    ],
)
def test_several_results_with_commas(cell, results, unit):
    found = drafts.result(cell)
    assert (found.get("results"), found.get("unit")) == (results, unit)


@pytest.mark.parametrize(
    "cell", ["10,20", "1,23", "<10,<10,200,300", "0.1/0.2 mg/kg", "0.1, 见附页"]
)
def test_commas_that_may_be_anything_are_refused(cell):
    assert codes(cell, "≤1", stated="合格") & {"exact.number", "sample.results"}


def read_own(**row):
    plain = {"name": "铅", **row}
    own_cells(plain)
    given = {field: value for field, value in plain.items() if value is not None}
    return schema_of(SampleItem).load(given)


@pytest.mark.parametrize("column", ["limit", "limit_note"])
def test_own_columns_are_read_as_laboratories_write_them(column):
    absent = read_own(value="0.1", stated="fail", **{column: "不得检出"})
    words = read_own(value="0.1", stated="pass", **{column: "应符合 GB 2760"})
    most = read_own(value="0.1, 0.2 mg/kg", **{column: "≤0.5mg/kg"})
    assert (absent.limit_kind.value, absent.limit, absent.measured) == ("absent", None, FAIL)
    assert (words.limit_kind.value, words.limit, words.measured) == ("words", None, None)
    assert (words.limit_note, words.limit_text) == ("应符合 GB 2760", "应符合 GB 2760")
    assert (most.limit_kind.value, most.limit, most.measured) == ("max", Decimal("0.5"), PASS)
    assert str(most.results) == "0.1;0.2"


def test_a_number_in_a_column_of_numbers_takes_its_way_from_another_column():
    least = read_own(value="6", limit="5 mg/kg", limit_kind="min", unit="mg/kg")
    assert (least.limit, least.limit_unit, least.measured) == (Decimal(5), "mg/kg", PASS)
    with pytest.raises(marshmallow.ValidationError):
        read_own(value="6", limit="≤5", limit_kind="min")
    with pytest.raises(marshmallow.ValidationError):
        read_own(value="6", limit="应符合 GB 2760", limit_kind="max", stated="pass")
    with pytest.raises(marshmallow.ValidationError):
        read_own(value="6", limit_note="5 mg/kg", stated="pass")


def test_a_requirement_in_words_has_its_words():
    with pytest.raises(FieldError, match="words"):
        SampleItem(name="铅", stated=PASS, limit_kind="words")
