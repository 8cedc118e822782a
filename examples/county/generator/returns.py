"""Returns of all owners, and the confirmations of proposed records (报表、拟入档记录确认).

Both rest on the rows of all other tables, so they are written last, from what the library reads.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs

from generator.common import CODES, DATA, OUT, YEARS, write
from generator.late import AFTER_CUTOFF, BEFORE_CUTOFF
from qualitygov import Context, CountyData, OfficialCalendar, load_rulebook, read_county
from qualitygov.core.calendars import working_days_after
from qualitygov.core.period import part_of_year
from qualitygov.county import SUBJECTS
from qualitygov.credit import Confirmation, confirmation_facts
from qualitygov.credit.confirmation import Decision
from qualitygov.returns import prefilled
from qualitygov.returns.states import counts_of
from qualitygov.subject import CountyView, Standing
from qualitygov.supervision import DrawList
from qualitygov.supervision.public_draw import list_digest, listed

CALENDAR = OfficialCalendar()
COUNTY = Path(__file__).parents[1]
KNOWN = date(2017, 3, 1)
CLERK = "报表员"
DRAWS = ((date(2016, 3, 10), date(2016, 3, 15), None), (date(2016, 9, 8), date(2016, 9, 13), AFTER_CUTOFF))  # fmt: skip
"""The days on which a list was published, its seed came, and it became known."""
SPECS = {
    spec.name: (subject.name, spec)
    for subject in SUBJECTS
    for own in subject.tables
    for spec in (own, *own.subtables)
}
"""Every table by name, child tables among them, with its subject."""
BUREAUS = {
    "enterprise": "县市场监督管理局",
    "inspection": "县市场监督管理局",
    "engineering": "县住房和城乡建设局",
    "environment": "县环境保护局",
    "industry": "县统计局",
    "safety": "县安全生产监督管理局",
    "equipment": "县质量技术监督局",
    "laboratory": "县质量技术监督所",
}
BUREAU_OF = {name: BUREAUS.get(subject, "县市场监督管理局") for name, (subject, _) in SPECS.items()}
MORE = {  # rows that a return states, more or fewer than there are
    ("campaigns", CODES[6], "2016-Q3"): 1,  # short: a campaign is on the return, and not on file
    ("meetings", CODES[3], "2016-Q2"): -1,  # in excess: a meeting that the return does not state
}
LATE = {("trainings", CODES[1], "2016-Q4"): 20, ("meetings", CODES[5], "2016-Q4"): 9}
LATE_RETURNS = {("activities", CODES[7], "2016-Q4"): AFTER_CUTOFF, ("leads", CODES[2], "2016-Q4"): BEFORE_CUTOFF}  # fmt: skip
"""When some returns became known: one of them after the data were cut off."""
ABSENT = {("leads", CODES[11], "2016-Q4"), ("samples", CODES[9], "2016-Q4")}


def _read() -> CountyData:
    """What the library reads of the tables written so far, with the real air."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("county.toml", "rulebook.toml"):
            shutil.copy(COUNTY / file, folder)
        (folder / "data").mkdir()
        written = ("returns.csv", "confirmations.csv", "draw_lists.csv")
        air = [DATA / f"air_{name}.csv" for name in ("daily", "hourly")]
        for path in [*air, *OUT.glob("*.csv")]:
            if path.name not in written:
                shutil.copy(path, folder / "data")
        reading = read_county(folder, calendar=CALENDAR)
    assert not reading.refused, [entry.say() for entry in reading.refused[:5]]
    return reading.data


def _context() -> Context:
    book = load_rulebook(COUNTY / "rulebook.toml")
    return Context.of_year(book, YEARS[-1], known_at=KNOWN, calendar=CALENDAR)


def confirmations(data: CountyData, context: Context) -> CountyData:
    """Write what authorities decided of proposed records, and return the county with it.

    Most are confirmed, some late, some dropped after the unit was heard; some nobody decides.
    """
    made: list[Confirmation] = []
    for number, fact in enumerate(confirmation_facts(CountyView(data), context)):
        if fact.standing not in (Standing.OPEN, Standing.MISSING) or number % 29 == 28:
            continue  # on file already, or nobody decides
        wait = 16 + number % 9 if number % 23 == 5 else 3 + number % 11
        decided, dropped = working_days_after(fact.on, wait, CALENDAR), number % 17 == 4
        if decided < KNOWN:
            made.append(
                Confirmation(
                    record=fact.id.removeprefix("record-confirmed/"),
                    decision=Decision.DROPPED if dropped else Decision.CONFIRMED,
                    decided_on=decided,
                    authority=fact.unit or "县市场监督管理局",
                    document=f"确认〔{decided.year}〕{len(made) + 1}号",
                    reason="当事人陈述申辩成立，证据不足" if dropped else None,
                )
            )
    last = max(n for n, one in enumerate(made) if one.decided_on.year == YEARS[-1])
    made[last] = attrs.evolve(made[last], known_on=AFTER_CUTOFF)
    header = ["record", "decision", "decided_on", "authority", "document", "reason", "known_on"]
    rows = [[getattr(one, name) for name in header] for one in made]
    write("confirmations.csv", header, rows)
    return data.replace(confirmations=made)


def draw_lists(data: CountyData) -> CountyData:
    """Write the lists of the year's two draws, each committed before its seed, and return the county.

    That of autumn became known after the data were cut off.
    """
    made = []
    for number, (on, seed_on, known) in enumerate(DRAWS, start=1):
        context = Context(_context().rulebook, as_of=on, calendar=CALENDAR)
        made.append(
            DrawList(
                id=f"CC2016-{number}",
                digest=list_digest(listed(CountyView(data), context)),
                published_on=on,
                seed_event=f"双色球 {seed_on} 开奖号码",
                seed_on=seed_on,
                known_on=known,
            )
        )
    header = ["id", "digest", "published_on", "seed_event", "seed_on", "known_on"]
    write("draw_lists.csv", header, [[getattr(one, name) for name in header] for one in made])
    return data.replace(draw_lists=made)


def _sheet(data: CountyData, year: int, month: int, context: Context) -> list[list[Any]]:
    """The returns of one quarter: one for each town and table of towns, one for each of bureaus."""
    period = part_of_year(date(year, month, 1), 3)
    filed, of_bureaus = [], set()
    for one in prefilled(data, context, period, filed_on=period.last + timedelta(days=8)):
        key = one.table, one.town, one.period
        if key in ABSENT:
            continue
        rows = one.rows + MORE.get(key, 0)
        on = one.filed_on + timedelta(days=LATE.get(key, 0))
        spec = SPECS[one.table][1]
        by_town = one.table == "samples" and one.period == "2016-Q4"
        if spec.owner == "town" or by_town:
            owner = one.owner if spec.owner == "town" else BUREAU_OF[one.table]
            filed.append(
                [owner, one.table, one.town, one.period, rows, on, CLERK, LATE_RETURNS.get(key)]
            )
        else:
            of_bureaus.add(one.table)
    on = period.last + timedelta(days=8)
    name = f"{year}-Q{(month + 2) // 3}"
    counts = counts_of(CountyView(data), context)
    for table in sorted(of_bureaus):
        rows = counts[table].within(None, period, stock=SPECS[table][1].stock)
        filed.append([BUREAU_OF[table], table, None, name, rows, on, CLERK, None])
    return filed


def returns() -> None:
    """Write confirmations and returns."""
    context = _context()
    data = draw_lists(confirmations(_read(), context))
    rows: list[list[Any]] = []
    for year in YEARS:
        for month in (1, 4, 7, 10):
            rows += _sheet(data, year, month, context)
    of_2013 = sum(figure.year == YEARS[0] - 1 for figure in data.figures)
    rows.insert(
        0, [BUREAU_OF["figures"], "figures", None, "2013", of_2013, date(2014, 1, 9), CLERK, None]
    )
    header = ["owner", "table", "town", "period", "rows", "filed_on", "filed_by", "known_on"]
    write("returns.csv", header, rows)
