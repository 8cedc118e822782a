"""Days that were said in part: months, spans and terms, and the day that an entity holds."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import marshmallow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core import kinds
from qualitygov.core.fields import about
from qualitygov.core.partial import Partial
from qualitygov.core.periods import Term, term_end
from qualitygov.core.placed import check_placed, placed
from qualitygov.core.schema import problems_of, schema_for
from qualitygov.errors import FieldError
from qualitygov.interchange import read_table

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Paper:
    """A paper of which only months may be known."""

    id: str = "A"
    issued_on: date = attrs.field(metadata=about("发证日期", "issued on", role="own"))
    issued_on_month: Partial | None = attrs.field(
        default=None,
        metadata=about("发证月份", "issued in", month_of="issued_on", bound="first"),
    )
    expires_on: date | None = attrs.field(default=None, metadata=about("有效期至", "valid until"))
    expires_on_month: Partial | None = attrs.field(
        default=None,
        metadata=about("有效期至月份", "valid to the end of", month_of="expires_on", bound="last"),
    )
    term: Term | None = attrs.field(
        default=None, metadata=about("有效期", "term", runs=("issued_on", "expires_on"))
    )
    withdrawn_on: date | None = attrs.field(default=None, metadata=about("撤销日期", "withdrawn"))
    made_on: Partial | None = attrs.field(default=None, metadata=about("生产日期", "made on"))

    def __attrs_post_init__(self) -> None:
        check_placed(self)


def read(folder, **cells):
    path = folder / "papers.csv"
    path.write_text("id," + ",".join(cells) + "\nA," + ",".join(cells.values()) + "\n", "utf-8")
    return read_table(path, Paper)


def one(folder, **cells):
    reading = read(folder, **cells)
    assert reading.refused == ()
    return reading.rows[0]


@pytest.mark.parametrize(
    ("text", "first", "last", "again"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "2024-02-29"),
        ("2023-06-01/2023-06-05", date(2023, 6, 1), date(2023, 6, 5), "2023-06-01/2023-06-05"),
        ("2023-06-01/2023-06-30", date(2023, 6, 1), date(2023, 6, 30), "2023-06"),
    ],
)
def test_what_was_said_is_kept(text, first, last, again):
    found = Partial.parse(text)
    assert (found.first, found.last, str(found)) == (first, last, again)
    assert first in found
    assert last + timedelta(days=1) not in found
    assert first - timedelta(days=1) not in found


@pytest.mark.parametrize(
    "text",
    ["2024-13", "2023-02-29", "24-02", "2024/02", "2024-02/2024-03", "", "2024-2", None, 2024],
)
def test_what_is_no_partial_day(text):
    with pytest.raises(FieldError):
        Partial.parse(text)


def test_a_span_does_not_run_backward():
    with pytest.raises(FieldError, match="before it begins"):
        Partial.parse("2023-06-05/2023-06-01")


@given(DAYS, st.integers(0, 800))
def test_what_is_written_is_read_back(first, length):
    whole = Partial(first, first + timedelta(days=length))
    assert Partial.parse(str(whole)) == whole
    month = Partial.month_of(first)
    assert month.is_month
    assert first in month
    assert month.first.day == (month.last + timedelta(days=1)).day == 1
    assert (whole.day is None) == (length > 0)


def test_a_month_is_its_last_day_where_a_last_day_is_asked_and_its_first_where_a_first_is(tmp_path):
    paper = one(tmp_path, 发证日期="2019年3月", 有效期至="2020-02")
    assert (paper.issued_on, paper.expires_on) == (date(2019, 3, 1), date(2020, 2, 29))
    assert (str(paper.issued_on_month), str(paper.expires_on_month)) == ("2019-03", "2020-02")
    dumped = schema_for(Paper)().dump(paper)
    assert (dumped["expires_on"], dumped["expires_on_month"]) == ("2020-02-29", "2020-02")
    assert schema_for(Paper)().load(dumped) == paper


def test_a_whole_day_has_no_month_beside_it(tmp_path):
    paper = one(tmp_path, 发证日期="2019-03-01", 有效期至="2020-02-29")
    assert (paper.issued_on_month, paper.expires_on_month) == (None, None)


def test_a_day_that_asks_for_neither_refuses_a_month_and_a_term(tmp_path):
    for cell, code in (("2019年2月", "cell.month"), ("5年", "cell.term")):
        (entry,) = read(tmp_path, 发证日期="2019-01-01", 撤销日期=cell).refused
        assert (entry.code, entry.row, entry.field) == (code, 2, "withdrawn_on")
        assert entry.expected.zh != entry.expected.en


def test_a_descriptive_day_keeps_what_was_said(tmp_path):
    cells = {"2024-03": "2024-03", "2023-6-1至6-5": "2023-06-01/2023-06-05", "41703": "2014-03-05"}
    for cell, expected in cells.items():
        assert str(one(tmp_path, 发证日期="2019-01-01", 生产日期=cell).made_on) == expected


@pytest.mark.parametrize(
    ("issued", "term", "expires", "month"),
    [
        ("2014-02-25", "5年", date(2019, 2, 25), None),
        ("2016-02-29", "1年", date(2017, 2, 28), None),
        ("2016-01-31", "1个月", date(2016, 2, 29), None),
        ("2014-02-25", "18个月", date(2015, 8, 25), None),
        ("2014-02-25", "90天", date(2014, 5, 26), None),
        ("2014-02", "5年", date(2019, 2, 28), "2019-02"),
    ],
)
def test_a_term_runs_from_the_issue_to_the_corresponding_day(
    tmp_path, issued, term, expires, month
):
    for header in ("有效期至", "有效期"):
        paper = one(tmp_path, 发证日期=issued, **{header: term})
        assert paper.expires_on == expires
        assert (paper.expires_on_month and str(paper.expires_on_month)) == month
        assert paper.term is not None


@pytest.mark.parametrize(
    ("issued", "term"), [("", "5年"), ("2014-02", "90天"), ("2014-13-01", "5年")]
)
def test_a_term_whose_beginning_nobody_knows_is_refused(tmp_path, issued, term):
    reading = read(tmp_path, 发证日期=issued, 有效期至=term)
    assert reading.refused_rows == 1
    assert "cell.term" in {entry.code for entry in reading.refused}


def test_a_term_beside_its_last_day_agrees_with_it(tmp_path):
    # A paper that counts its first day ends a day earlier than the corresponding day.
    for last in ("2017-11-02", "2017-11-01"):
        assert one(tmp_path, 发证日期="2014-11-02", 有效期至=last, 有效期="3年").term == Term(3)
    (entry,) = read(tmp_path, 发证日期="2014-11-02", 有效期至="2018-11-02", 有效期="3年").refused
    assert entry.code == "field.term"


@pytest.mark.parametrize(
    ("day", "month"),
    [("2020-02-28", "2020-02"), ("2020-02-29", "2020-03"), ("2020-02-29", "2020-02-29")],
)
def test_a_month_that_is_not_that_of_its_day_is_refused(day, month):
    row = {"issued_on": "2019-03-01", "expires_on": day, "expires_on_month": month}
    with pytest.raises(marshmallow.ValidationError) as raised:
        schema_for(Paper)().load(row)
    assert [problem.code for problem in problems_of(raised.value.messages)] == ["field.month"]


def test_what_is_placed_already_stays():
    row = {"issued_on": "2019-03-01", "issued_on_month": "2019-03", "expires_on": None}
    assert placed(Paper, placed(Paper, row)) == placed(Paper, row) == row


@given(DAYS, st.integers(0, 30), st.integers(1, 11))
def test_every_term_ends_by_the_civil_code(start, years, months):
    row = placed(Paper, {"issued_on": str(start), "expires_on": str(Term(years, months))})
    assert row["expires_on"] == str(term_end(start, Term(years, months)))


@given(st.from_type(Paper))
def test_drawn_papers_are_written_and_read_back(paper):
    schema = schema_for(Paper)()
    assert schema.load(schema.dump(paper)) == paper
