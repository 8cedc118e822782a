"""Child rows whose parent's row was refused are on file: they are not lacking a second time."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov import Context, OfficialCalendar, read_county
from qualitygov.core.period import Period
from qualitygov.returns import returns_of
from qualitygov.subject import CountyView

pytestmark = pytest.mark.clause("4.5.a")
TOWN, YEAR = "330299101", Period(date(2016, 1, 1), date(2016, 12, 31))
CALENDAR = OfficialCalendar()
GOOD = "V1,330299101,U1,inspection,2016-05-05,通报"
BAD = "V2,330299101,U1,inspection,2016-99-05,通报"
ISSUES = ("V1,通道", "V2,台账", "V2,标签")
TABLES = {
    "towns": "code,name.zh,name.en,parent\n330299101,甲镇,A,330299\n",
    "returns": "owner,table,town,period,rows,filed_on,filed_by\n"
    "330299101,inspections,330299101,2016,2,2017-01-09,甲\n"
    "330299101,inspection_issues,330299101,2016,3,2017-01-09,甲\n",
}


@pytest.fixture
def short(tmp_path):
    def of(visits, issues):
        """How many visits and issues are short of their returns, and refused."""
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "county.toml").write_text(
            'rulebook = "strong-town"\ndata = "data"\n[county]\ncode = "330299"\n'
            'name = { zh = "县", en = "C" }\n',
            encoding="utf-8",
        )
        tables = {
            **TABLES,
            "inspection_visits": "\n".join(["id,town,unit,kind,held_on,document", *visits]),
            "inspection_issues": "\n".join(
                ["visit,matter,answers", *(f"{issue},U1" for issue in issues)]
            ),
        }
        for name, text in tables.items():
            (tmp_path / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
        reading = read_county(tmp_path, calendar=CALENDAR)
        context = Context.of_year(reading.rulebook, 2016, calendar=CALENDAR).settled
        view = CountyView(reading.data)
        told = [
            returns_of(view, context).report(view.specs[name], TOWN, YEAR)
            for name in ("inspections", "inspection_issues")
        ]
        return [(one.short, one.refused) for one in told]

    return of


def test_children_of_a_refused_row_are_not_lacking(short):
    assert short([GOOD, GOOD.replace("V1", "V2")], ISSUES) == [(0, 0), (0, 0)]
    assert short([GOOD, BAD], ISSUES) == [(0, 1), (0, 0)]
    assert short([GOOD, BAD], ISSUES[:2]) == [(0, 1), (1, 0)]


def test_children_of_a_row_that_is_gone_are_lacking_with_it(short):
    assert short([GOOD], ISSUES) == [(1, 0), (2, 0)]


def test_a_second_row_of_one_id_takes_no_children_along(short):
    """The second row is refused; the child rows belong to the first."""
    assert short([GOOD, GOOD], ISSUES[:1]) == [(0, 1), (2, 0)]
