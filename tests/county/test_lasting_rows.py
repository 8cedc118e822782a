"""Small counties as folders: rows that still count after their year, and decisions that do not."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from qualitygov import (
    Context,
    CreditRecord,
    CreditScorer,
    Enterprise,
    OfficialCalendar,
    assess_county,
    load_rulebook,
    read_county,
)
from qualitygov.core.period import Period
from qualitygov.returns import prefilled

pytestmark = pytest.mark.clause("3.1.2.b", "3.2.2.a")
CALENDAR = OfficialCalendar()
TOWN, OTHER, UNIT = "330299101", "330299102", "91330299100000016T"
QUARTERS = [
    Period(date(year, first, 1), date(year, last, day))
    for year in (2015, 2016)
    for first, last, day in ((1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31))
]
TOWNS = [
    {"code": code, "name.zh": name, "name.en": name, "parent": "330299"}
    for code, name in ((TOWN, "甲镇"), (OTHER, "乙镇"))
]
FIRMS = [
    {
        "uni_social_crd_cd": UNIT,
        "comp_nm": "甲厂",
        "town": TOWN,
        "indv_code": "C2611",
        "kind": "企业",
        "est_dt": "2010-04-02",
        "骨干企业": "是",
        "高新技术企业": "是",
    }
]
NOTHING = {"towns": TOWNS, "enterprises": FIRMS}


@pytest.fixture
def read(tmp_path):
    made = iter(range(99))

    def folder(tables):
        """The reading of a county of these tables, with NOTHING else."""
        path = tmp_path / str(next(made))
        (path / "data").mkdir(parents=True)
        name = 'name = { zh = "县", en = "C" }'
        text = f'rulebook = "strong-town"\ndata = "data"\n[county]\ncode = "330299"\n{name}\n'
        (path / "county.toml").write_text(text, encoding="utf-8")
        for table, rows in {**NOTHING, **tables}.items():
            if rows:
                target = path / "data" / f"{table}.csv"
                with target.open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(rows[0]))
                    writer.writeheader()
                    writer.writerows(rows)
        return read_county(path, calendar=CALENDAR)

    return folder


def returns_of(reading):
    context = Context.of_year(reading.rulebook, 2016, calendar=CALENDAR)
    names = ("owner", "table", "town", "period", "rows", "filed_on", "filed_by")
    filed = [
        one
        for part in QUARTERS
        for one in prefilled(
            reading.data,
            context,
            part,
            filed_on=date(part.last.year + (part.last.month == 12), part.last.month % 12 + 1, 8),
        )
    ]
    return [
        {name: getattr(one, name) or "" for name in names} | {"rows": one.rows} for one in filed
    ]


def assessed(reading, **day):
    context = Context.of_year(reading.rulebook, 2016, calendar=CALENDAR, **day)
    return assess_county(reading.data, context, profile="full")


SOURCE = {
    "id": "S", "town": TOWN, "level": "rural", "kind": "lake", "population": "20000", "tons": "",
    "items": "ph", "in_use_from": "2015-01-01",
}  # fmt: skip
MONITORED = {
    "water_sources": [SOURCE],
    "water": [{"id": "W1", "town": TOWN, "source": "S", "kind": "lake", "measured_on": "2016-01-08",
               "volume": "17万", "items.ph": "7.3"}],
    "noise_points": [{"id": "N1", "town": TOWN, "zone": "2", "in_use_from": "2015-01-01"}],
    "noise": [{"id": "Z1", "town": TOWN, "site": "N1", "zone": "2", "part": "day",
               "measured_on": "2016-02-10", "level": "50", "valid": "是"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "without",
    [
        {"water_sources": [], "noise_points": []},
        {"water_sources": []},
        {"water_sources": [{**SOURCE, "items": "ph;xyz"}]},
        {"noise_points": []},
    ],
    ids=["both", "source", "source refused", "point"],
)
def test_a_point_of_an_earlier_year_that_is_not_on_file_helps_nobody(read, without):
    filed = returns_of(read(MONITORED))
    there = assessed(read({**MONITORED, "returns": filed})).town(TOWN)
    gone = assessed(read({**MONITORED, **without, "returns": filed})).town(TOWN)
    assert gone.lowest <= there.lowest
    for name in ("water-source-compliance", "noise-compliance", "environment-monitoring"):
        assert gone.targets[name].verdict.value in ("missed", "open"), name


def test_spending_that_is_not_on_file_is_no_rise(read):
    tables = {
        "incentives": [{"id": "I1", "enterprise": UNIT, "kind": "subsidy", "amount": "10",
                        "granted_on": "2015-06-01", "authority": "局", "document": "d"}],
        "research_spendings": [
            {"id": f"R{year}", "enterprise": UNIT, "year": year, "amount": amount,
             "main_revenue": "20000", "known_on": f"{year}-12-20", "document": "表"}
            for year, amount in ((2013, 700), (2014, 700), (2015, 1))
        ],
    }  # fmt: skip
    whole = read(tables)
    assert whole.refused == ()
    filed = returns_of(whole)
    for kept in (3, 2):
        rows = {"research_spendings": tables["research_spendings"][:kept]}
        town = assessed(read({**tables, **rows, "returns": filed})).town(TOWN)
        assert town.targets["incentive-effect"].verdict.value == "missed", kept


SAMPLE = {
    "id": "S1", "subject": UNIT, "town": TOWN, "domain": "industrial", "stage": "production",
    "product": "电线", "category": "电线", "sampled_on": "2016-02-01", "reported_on": "2016-03-01",
    "received_on": "2016-03-05", "known_on": "2016-03-01", "document": "d", "stated": "不合格",
    "severity": "general",
}  # fmt: skip


def confirmed(record, day):
    return {"record": record, "decision": "confirmed", "decided_on": day, "authority": "局",
            "document": "d", "reason": ""}  # fmt: skip


def test_a_confirmation_before_its_record_or_of_none_is_named_and_done_by_nobody(read):
    rows = [confirmed("S1/fail", "2016-03-10"), confirmed("S9999/fail", "2016-04-12")]
    result = assessed(read({"samples": [SAMPLE], "confirmations": rows}))
    assert [(one.id, one.standing) for one in result.facts.rows("confirmation", TOWN)] == [
        ("S1/fail", "missing")
    ]
    assert {one.id for one in result.flaws} == {"S1/fail", "S9999/fail"}
    good = assessed(
        read({"samples": [SAMPLE], "confirmations": [confirmed("S1/fail", "2016-03-25")]})
    )
    assert good.flaws == ()
    assert [one.standing for one in good.facts.rows("confirmation", TOWN)] == ["done"]


def test_an_excuse_that_excuses_nothing_is_named(read):
    cases = (
        ("industrial-products", "甲镇人民政府", "2016-12-01"),  # whom it helps
        ("aquatic-products", "县质强办", "2017-03-05"),  # after the cut-off
        ("no-such-target", "县质强办", "2016-03-05"),
        ("satisfaction", "县质强办", "2016-12-01"),  # this one holds
    )
    rows = [
        {"for": TOWN, "kind": "target", "ref": ref, "period": "2016", "reason": "r",
         "approved_by": by, "approved_on": day, "document": "d"}
        for ref, by, day in cases
    ]  # fmt: skip
    flaws = assessed(read({"excuses": rows}), as_of="2018-03-01").flaws
    assert {one.id for one in flaws} == {f"{TOWN}/{ref}" for ref, *_ in cases[:3]}
    assert all(one.say("zh").endswith("（未采用）") for one in flaws)


def test_a_growth_is_not_compared_with_itself(read):
    figures = [
        {"town": town, "item": "output-energy", "year": year, "value": value, "unit": "万元",
         "source_document": "年报"}
        for town, values in ((TOWN, (90000, 120000)), (OTHER, (50000, 60000)))
        for year, value in zip((2015, 2016), values, strict=True)
    ]  # fmt: skip
    for kept, said in ((figures, "met"), (figures[:2], "too-few")):
        tables = {"figures": kept}
        full = {**tables, "returns": returns_of(read(tables))}
        found = assessed(read(full)).town(TOWN).targets["industry-energy"]
        assert found.verdict.value == said


@pytest.mark.parametrize("field", ["kind", "severity"])
def test_a_record_of_an_unknown_word_is_never_a_good_grade(field):
    unit = Enterprise(code=UNIT, name="甲厂", town=TOWN, industry="C1310")
    day = date(2016, 3, 1)
    said = {"kind": "penalty", "severity": "general", field: "grave"}
    record = CreditRecord(
        id="R",
        subject=UNIT,
        happened_on=day,
        decided_on=day,
        known_on=day,
        source_document="d",
        **said,
    )
    scorer = CreditScorer(load_rulebook("strong-town"), as_of="2016-06-01")
    score = scorer.score(unit, [record], seen_on="2016-03-01")
    assert (score.grade, score.assessed) == (None, False)
    assert "not assessed" in score.say()
    assert "A" not in score.say("zh").splitlines()[0].split("：", 1)[1]
    assert scorer.score(unit, [], seen_on="2016-03-01").grade == "A"
