"""Laws of knowledge over the whole county: what was not known on a day does not exist on it.

Facts, events, records, worklists, scores, units, towns and the report are compared byte for byte
in the form in which they are written, for a part of the example county and for drawn ones.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, datetime, timedelta

import attrs
import pytest
from county_plain import as_known, differences, everything
from county_samples import BOOK, COUNTY, READ, WEEK, counties, example, part_of_example
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitygov import Context, OfficialCalendar, assess_county, read_county
from qualitygov.cli import main
from qualitygov.core.fields import about_field
from qualitygov.core.knowledge import known_day
from qualitygov.county import table_specs
from qualitygov.errors import FieldError
from qualitygov.strategies import entities

pytestmark = pytest.mark.clause("2.1.a", "3.1.2.b", "4.5.c")

AS_OF, DAY, LATE = date(2016, 12, 31), date(2016, 7, 31), date(2016, 11, 11)
NEWCOMER = "91330299MA28GQ3F9A"
SOME = settings(max_examples=25, suppress_health_check=list(HealthCheck))
TIMELESS = {"towns"}
"""Tables whose rows have no day on which they became known: the map."""


SILENT = {
    "warnings",
    *("worklist accountability", "worklist closures", "worklist complaints", "worklist hazards"),
    *("worklist confirmations", "worklist draw", "worklist leads"),
    *("worklist old_editions", "worklist requests", "worklist too_often", "worklist withdrawals"),
    "worklist samples-incomplete",
    *("worklist filed-cases", "worklist incentives", "worklist works-untraced"),
    *("worklist refused_figures", "fact filed-case"),
}
"""Lists in which the part happens to have nothing; in the whole example they have.

But for samples that lack a day or a stage, of which the example has none.
"""


EMPTY = {"air_hours", "filed_cases", "later_findings", "recalls"}
"""Tables of which the part has no row; the drawn counties have some."""


def at(known_at, as_of=AS_OF, book=None):
    if book is not None:
        return Context(book, as_of=as_of, known_at=known_at, calendar=WEEK)
    book = example().rulebook
    return Context(book, as_of=as_of, known_at=known_at, calendar=OfficialCalendar())


@pytest.fixture(scope="module")
def data():
    return part_of_example()


@pytest.fixture(scope="module")
def on_the_day(data):
    return everything(data, at(DAY))


def test_the_part_has_rows_of_every_table_and_makes_something_of_each(data, on_the_day):
    assert {name for name, table in data.tables.items() if not table} == EMPTY
    silent = {name for name, text in on_the_day.items() if text in ("[]", "{}")}
    assert silent <= SILENT


# (a) what is unknown is as good as not there


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (AS_OF, DAY),
        (AS_OF, date(2016, 12, 30)),
        (AS_OF, date(2017, 2, 1)),
        (date(2016, 6, 30), date(2015, 11, 11)),
    ],
)
def test_the_result_is_that_of_the_data_cut_to_what_was_known(data, as_of, day):
    context = at(day, as_of)
    assert differences(everything(data, context), everything(as_known(data, day), context)) == {}


def test_the_whole_example_too():
    whole, context = example().data, at(date(2016, 9, 1))
    cut = everything(as_known(whole, context.known_at), context)
    assert differences(everything(whole, context), cut) == {}


DAYS = st.dates(date(2011, 6, 1), date(2018, 6, 1))


@SOME
@given(counties(), DAYS, st.dates(date(2014, 1, 1), date(2017, 12, 31)))
def test_a_drawn_county_is_told_by_what_was_known(county, known_at, as_of):
    context = at(known_at, as_of, BOOK)
    cut = everything(as_known(county, known_at), context)
    assert differences(everything(county, context), cut) == {}


# (b) what became known later changes nothing, not even a count


def _names(row):
    return {attribute.name for attribute in attrs.fields(type(row))}


def _again(row, at):
    """The row under another id, or as another unit."""
    if "id" in _names(row):
        return attrs.evolve(row, id=f"{row.id}-again-{at}")
    return attrs.evolve(row, code=NEWCOMER) if "code" in _names(row) else row


def _moved(row, days):
    """The row with all its days later, its child rows too; None where that does not hold."""
    changed = {}
    for attribute in attrs.fields(type(row)):
        value = getattr(row, attribute.name)
        if isinstance(value, date):
            changed[attribute.name] = value + days
        elif isinstance(value, tuple) and value and attrs.has(type(value[0])):
            moved = tuple(_moved(child, days) for child in value)
            if None in moved:
                return None
            changed[attribute.name] = moved
        elif attribute.name == "year" and isinstance(value, int):
            changed["year"] = value + days.days // 365
    try:
        return attrs.evolve(row, **changed)
    except FieldError:
        return None


def _known_field(row):
    known = [a.name for a in attrs.fields(type(row)) if about_field(a).role == "known"]
    return known[0] if known else None


def _told_late(row):
    """The row as if it had become known late; None where it has no such day, or does not hold."""
    name = _known_field(row)
    if name is None:
        return None
    try:
        return attrs.evolve(row, **{name: LATE})
    except FieldError:
        return None


def _late(rows):
    """Rows that became known between the day of knowledge and the day of evaluation, else later."""
    told = [late for row in rows[-9:] if (late := _told_late(row)) is not None][:3]
    late = told + [
        row for row in rows if (day := known_day(row)) is not None and DAY < day <= AS_OF
    ]
    if not late:
        moved = (_moved(row, timedelta(days=365 * years)) for row in rows for years in (1, 2, 4))
        late = [row for row in moved if row is not None and (known_day(row) or DAY) > DAY]
    few = late[:1] if late and "code" in _names(late[0]) else late[:5]
    return [_again(row, at) for at, row in enumerate(few)]


TABLES = sorted({spec.name for spec in table_specs()} - TIMELESS - EMPTY)
GROUPS = 10
"""Tables are looked at some at a time; those that are told of together are in different groups."""


@pytest.fixture(scope="module")
def years_later(data):
    return everything(data, at(date(2019, 12, 31)))


@pytest.mark.parametrize("group", [TABLES[at::GROUPS] for at in range(GROUPS)], ids=" ".join)
def test_rows_that_became_known_later_change_nothing(data, on_the_day, years_later, group):
    more = data
    for table in group:
        late = _late(data.tables[table].rows or example().data.tables[table].rows)
        assert late, f"no row of {table} can become known late"
        more = more.replace(**{table: [*late, *data.tables[table].rows]})
    assert differences(on_the_day, everything(more, at(DAY))) == {}
    counted = differences(years_later, everything(more, at(date(2019, 12, 31))))
    assert counted, "never counted at all"


def test_rows_of_all_tables_that_became_known_later_change_nothing(data, on_the_day):
    late = {name: [*data.tables[name].rows, *_late(data.tables[name].rows)] for name in TABLES}
    assert differences(on_the_day, everything(data.replace(**late), at(DAY))) == {}


def test_every_other_table_says_when_a_row_became_known():
    silent = {
        spec.name
        for spec in table_specs()
        if not any(
            about_field(a).role in ("own", "from", "known") for a in attrs.fields(spec.entity)
        )
    }
    assert silent == TIMELESS


@SOME
@given(counties(), st.data(), st.sampled_from(sorted({s.name for s in table_specs()} - TIMELESS)))
def test_adding_a_drawn_row_of_any_table_that_became_known_later_changes_nothing(
    county, drawing, table
):
    spec = next(spec for spec in table_specs() if spec.name == table)
    rows = drawing.draw(st.lists(entities(spec.entity), max_size=2))
    days = [day for row in rows if (day := known_day(row)) is not None]
    if not days:
        return
    known_at = min(days) - timedelta(days=1)
    late = [row for row in rows if known_day(row) is not None]
    more = county.replace(**{table: [*county.tables[table], *late]})
    context = at(known_at, AS_OF, BOOK)
    assert differences(everything(county, context), everything(more, context)) == {}


# (c) the order of rows never matters


def _shuffled(county, seed):
    draw = random.Random(seed)
    return county.replace(
        **{name: draw.sample(table.rows, len(table.rows)) for name, table in county.tables.items()}
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_never_matters(data, on_the_day, seed):
    assert differences(on_the_day, everything(_shuffled(data, seed), at(DAY))) == {}


@SOME
@given(counties(), st.integers())
def test_the_order_of_drawn_rows_never_matters(county, seed):
    context = at(None, AS_OF, BOOK)
    shuffled = everything(_shuffled(county, seed), context)
    assert differences(everything(county, context), shuffled) == {}


# (d) a day in the past with later knowledge differs by what became known, and by nothing else


@pytest.mark.parametrize("later", [date(2017, 1, 1), date(2019, 12, 31)])
def test_later_knowledge_of_nothing_new_changes_nothing(data, later):
    cut = as_known(data, AS_OF)
    then, now = everything(cut, at(AS_OF)), everything(cut, at(later))
    assert differences(then, now) == {}
    assert differences(then, everything(data, at(AS_OF))) == {}


@SOME
@given(counties(), st.dates(date(2014, 1, 1), date(2017, 12, 31)), st.integers(0, 900))
def test_later_knowledge_of_nothing_new_changes_nothing_in_a_drawn_county(county, as_of, more):
    cut, later = as_known(county, as_of), as_of + timedelta(days=more)
    then, now = everything(cut, at(as_of, as_of, BOOK)), everything(cut, at(later, as_of, BOOK))
    assert differences(then, now) == {}


# (e) nothing reads the clock

CLOCKS = {"today", "now", "utcnow", "time", "localtime", "gmtime", "ctime", "time_ns"}
LEFT_ALONE = ("rich", "logging", "typer", "click")
"""A progress bar may look at the clock; what is told may not depend on it."""


class Clock:
    """Notes who asks the system for the day or the time."""

    def __init__(self):
        self.asked = []

    def __call__(self, frame, event, function):
        if event != "c_call" or getattr(function, "__name__", "") not in CLOCKS:
            return
        owner = getattr(function, "__self__", None)
        asker = frame.f_globals.get("__name__", "")
        of_time = isinstance(owner, type) and issubclass(owner, date)
        if (of_time or owner is time) and asker.partition(".")[0] not in LEFT_ALONE:
            self.asked.append((asker, frame.f_code.co_name, function.__name__))

    def __enter__(self):
        sys.setprofile(self)
        return self

    def __exit__(self, *_):
        sys.setprofile(None)


def test_the_watch_would_see_somebody_ask():
    with Clock() as clock:
        date.today()  # noqa: DTZ011 - that is what is to be seen
        datetime.now()  # noqa: DTZ005 - as above
    assert [name for _, _, name in clock.asked] == ["today", "now"]


@pytest.fixture
def small_folder(tmp_path):
    """A county of few rows, in files: the manifest and the first rows of each of its tables."""
    source = COUNTY
    (tmp_path / "data").mkdir()
    text = (source / "county.toml").read_text(encoding="utf-8")
    manifest = text.replace('rulebook = "rulebook.toml"', 'rulebook = "strong-town"')
    (tmp_path / "county.toml").write_text(manifest, encoding="utf-8")
    for path in (source / "data").glob("*.csv"):
        lines = path.read_bytes().splitlines(keepends=True)[:13]
        (tmp_path / "data" / path.name).write_bytes(b"".join(lines))
    return tmp_path


def test_nothing_reads_the_clock(small_folder):
    with Clock() as clock:
        reading = read_county(small_folder, calendar=OfficialCalendar())
        context = Context(reading.rulebook, as_of=AS_OF, calendar=OfficialCalendar())
        result = assess_county(reading.data, context)
        result.worklists(), result.sections()
    assert clock.asked == []


def test_nor_does_the_command(small_folder, tmp_path, capsys):
    out = tmp_path / "out"
    with Clock() as clock:
        code = main(["assess", str(small_folder), "--as-of", "2016-12-31", "--out", str(out)])
    capsys.readouterr()
    assert code in (0, 3)
    assert (out / "latest").exists()
    assert clock.asked == []


def test_reading_knows_everything_on_file():
    assert READ.known_at == date.max
