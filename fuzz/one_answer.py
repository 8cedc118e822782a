"""Random archives and counties, of which every engine has to give the same answers (一致性检验).

`archives` compares the scores, grades and grounds of entities, Polars (checked, trusted, prepared),
DuckDB, and the plain second program of the tests; the days of grounds, which that program finds day
by day, of one archive in twenty-five. `counties` compares the scores and grounds of the units of
whole counties, and the indicators of their towns from the same facts.
"""

from __future__ import annotations

import functools
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import attrs
import duckdb
import polars as pl
from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.append(str(Path(__file__).parents[1] / "tests" / "credit"))

import third
from books import book_of, documents, pairs_of
from worlds import KEYS, code_of, record_table

from qualitygov.assessment import FactTables, compile_assessment
from qualitygov.assessment.frame import IN_COLUMNS
from qualitygov.assessment.sliced import Measured, Sliced
from qualitygov.blacklist import BlacklistScreener
from qualitygov.core.period import Period
from qualitygov.county.facts import facts_of
from qualitygov.credit import CreditArchive, CreditRecord, CreditScorer, prepare_archive
from qualitygov.credit.archive import archive_of
from qualitygov.enterprise import ENTERPRISES, Enterprise
from qualitygov.rulebook import Context, Rulebook, load_rulebook
from qualitygov.strategies import counties as any_county
from qualitygov.subject import CountyView

UNITS, BATCH, DAY_BY_DAY = 500, 20, 25
"""Archives of a stretch, rulebooks drawn at once, archives to one whose grounds are found by day."""

COUNTIES = 10
"""Counties of a stretch."""

FIRST, LAST = date(2011, 6, 1), date(2017, 6, 1)
EDGES = (date(2016, 2, 29), date(2016, 12, 31), date(2017, 2, 28), date(2015, 3, 31))

Rows = list[tuple[Any, ...]]


class Differs(Exception):  # noqa: N818 - what is looked for
    """Two ways that should agree do not (不一致)."""


def same(what: str, left: Rows, right: Rows) -> None:
    """Raise `Differs` with the first row that only one side has (比较)."""
    if left != right:
        only = (
            [row for row in left if row not in right][:1],
            [r for r in right if r not in left][:1],
        )
        raise Differs(f"{what}: {only[0]} against {only[1]}")


def drawn(strategy: Any, count: int, key: int) -> list[Any]:
    """So many values of a strategy, the same for the same key (按种子抽取)."""
    found: list[Any] = []

    @seed(key)
    @settings(
        max_examples=count * 3,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(value: Any) -> None:
        found.append(value)

    take()
    return found[-count:]


def _day(rng: Random, first: date = FIRST, last: date = LAST) -> date:
    edge = rng.choice(EDGES)
    if rng.random() < 0.25 and first <= edge <= last:
        return edge
    return first + timedelta(days=rng.randint(0, (last - first).days))


def random_record(
    rng: Random, number: int, pairs: Sequence[tuple[str, str]], code: str
) -> CreditRecord:
    """One record with any later events; its days never run backwards (随机信用记录)."""
    kind, severity = rng.choice(pairs)
    happened, decided, known = sorted(_day(rng) for _ in range(3))

    def later() -> date | None:
        return _day(rng, decided) if rng.random() < 0.2 else None

    appeal = sorted(day for day in (later(), later(), later()) if day is not None)
    proposed = rng.random() < 0.2
    return CreditRecord(
        id=f"R{number}",
        subject=rng.choice([code, code[8:17]]) if code.isalnum() else code,
        kind=kind,
        severity=severity,
        happened_on=happened,
        decided_on=decided,
        known_on=known,
        source_document="文号",
        category=rng.choice([None, "rice", "cement"]),
        matter=rng.choice([None, None, "m1", "m2"]),
        found_on=rng.choice([None, _day(rng, happened, decided)]),
        proposed_by="event-rule" if proposed else None,
        confirmed_on=_day(rng, decided) if rng.random() < 0.5 else None,
        dropped_on=later() if rng.random() < 0.3 else None,
        measure=rng.choice([None, -1, 0, 4, 5]),
        heavier_penalty=rng.random() < 0.3,
        judged_grave_by=rng.choice([None, "某局"]),
        valid_until=later(),
        appealed_on=appeal[0] if appeal else None,
        stayed_on=appeal[1] if len(appeal) > 1 else None,
        appeal_ended_on=appeal[2] if len(appeal) > 2 else None,
        repaired_on=later(),
        revoked_on=later(),
        removed_on=later(),
    )


@attrs.frozen
class World:
    """Archives of many units under one drawn rulebook (一组信用档案)."""

    book: Rulebook
    as_of: date
    known_at: date | None
    archives: Mapping[str, Sequence[CreditRecord]]
    listed: Mapping[str, date]
    seen: Mapping[str, date]
    document: Any = None

    @property
    def records(self) -> list[CreditRecord]:
        """All records (全部记录)."""
        return [record for found in self.archives.values() for record in found]

    @property
    def known(self) -> date:
        """Until when anything is known (知悉截止日)."""
        return self.known_at or self.as_of

    def units(self) -> pl.DataFrame:
        """The table of units, with who is listed and seen."""
        return pl.DataFrame(
            [(code, self.listed.get(code), self.seen.get(code)) for code in self.archives],
            schema={"code": pl.String, "listed_until": pl.Date, "seen_on": pl.Date},
            orient="row",
        )


@functools.lru_cache(maxsize=1)
def _books(key: int, batch: int) -> list[Any]:
    return drawn(documents(), BATCH, key * 1_000_003 + batch)


def world_of(key: int, number: int) -> World:
    """The archives of a stretch (按种子生成)."""
    document = _books(key, number // BATCH)[number % BATCH]
    rng = Random(f"archives/{key}/{number}")
    pairs = pairs_of(document)
    codes = [code_of(n) for n in range(1, UNITS + 1 - len(KEYS))] + KEYS
    archives: dict[str, list[CreditRecord]] = {}
    for n, code in enumerate(codes):
        size = rng.choice([0, 1, 1, 2, 3, 4, 6, 9])
        archives[code] = [random_record(rng, n * 100 + k, pairs, code) for k in range(size)]

    def few() -> dict[str, date]:
        return {code: _day(rng) for code in codes if rng.random() < 0.1}

    known_at = _day(rng) if rng.random() < 0.5 else None
    as_of = _day(rng, date(2014, 6, 1))
    return World(book_of(document), as_of, known_at, archives, few(), few(), document)


def _unit(code: str) -> Enterprise:
    return Enterprise(code=code, name="某企业", town="330299101")


def _scores(world: World, scorer: CreditScorer) -> Rows:
    rows = []
    for code, found in world.archives.items():
        unit = _unit(code)
        one = scorer.score(
            unit, found, listed_until=world.listed.get(code), seen_on=world.seen.get(code)
        )
        total, counted = one.totals, sum(len(kind.weighed) for kind in one.totals.kinds)
        rows.append(
            (code, total.score, one.grade, total.deductions, total.merits, total.bonus, counted)
        )
    return sorted(rows)


def _third_scores(world: World) -> Rows:
    rows = []
    for code, found in world.archives.items():
        until = world.listed.get(code)
        listed = until is not None and world.as_of <= until
        answer = third.score(world.document, found, world.as_of, world.known, listed)
        rated = third.rated(found, world.as_of, world.known, listed, world.seen.get(code))
        rows.append((code, answer[0], answer[1] if rated else None, *answer[2:]))
    return sorted(rows)


def _grounds(world: World, screener: BlacklistScreener) -> Rows:
    return sorted(
        (code, one.rule, one.arose_on, len(one.record_ids))
        for code, found in world.archives.items()
        for one in screener.screen(_unit(code), CreditArchive.of(found)).grounds
    )


def _third_grounds(world: World, codes: Sequence[str]) -> Rows:
    rows = []
    for code in codes:
        for name in world.document["blacklist-ground"]:
            found = world.archives[code]
            answer = third.ground_of(world.document, name, found, world.as_of, world.known)
            if answer is not None:
                rows.append((code, name, *answer))
    return sorted(rows)


COLUMNS = ("code", "score", "grade", "deductions", "merits", "bonus", "counted")


def _picked(frame: pl.DataFrame) -> Rows:
    return sorted(frame.select(COLUMNS).rows())


def _engines(world: World) -> tuple[Rows, Rows]:
    """Compare what entities, Polars and DuckDB say of a world; returns scores and grounds (各引擎)."""
    scorer = CreditScorer(world.book, as_of=world.as_of, known_at=world.known_at)
    screener = BlacklistScreener(world.book, as_of=world.as_of, known_at=world.known_at)
    units, table = world.units(), record_table(world.records)
    scores, grounds = _scores(world, scorer), _grounds(world, screener)
    same("polars, checked", _picked(scorer.score_frame(units, table)), scores)
    same("polars, trusted", _picked(scorer.score_frame(units, table, trusted=True)), scores)
    same("polars, grounds", sorted(screener.screen_frame(units, table).rows()), grounds)
    with tempfile.TemporaryDirectory() as folder:
        prepared, rejected = prepare_archive(units, table, world.book, Path(folder) / "a.parquet")
        same("prepared, rejected", rejected.rows(), [])
        same("prepared", _picked(scorer.score_prepared(prepared).collect()), scores)
    with duckdb.connect() as connection:
        connection.register("u", units.to_arrow())
        connection.register("r", table.to_arrow())
        held = connection.table("u"), connection.table("r")
        same("duckdb", _picked(scorer.score_frame(*held, trusted=True).pl()), scores)
        screened = screener.screen_frame(*held, trusted=True).fetchall()
        same("duckdb, grounds", sorted(screened), grounds)
    return scores, grounds


def archives(key: int, number: int) -> int:
    """Compare the archives of a stretch (信用档案); returns how many."""
    world = world_of(key, number)
    scores, grounds = _engines(world)
    same("third score", _third_scores(world), scores)
    few = list(world.archives)[::DAY_BY_DAY]
    same("third ground", _third_grounds(world, few), [row for row in grounds if row[0] in few])
    return len(world.archives)


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


def _asked(indicator: Measured) -> dict[str, Any]:
    """The columns of its facts that an indicator asks, each with its type (指标所用的列)."""
    asked: dict[str, Any] = {"town": pl.String, "on": pl.Date}
    for one in (*indicator.where, *indicator.counts, *indicator.over):
        word = pl.String if one.words is not None else pl.Int64
        asked[one.column] = pl.Boolean if one.flag is not None else word
    if indicator.distinct is not None:
        asked[indicator.distinct] = pl.String
    asked |= {one: pl.Int64 for one in (indicator.sum, indicator.of) if one is not None}
    if indicator.at == "valid-on-end":
        asked |= {"valid_from": pl.Date, "valid_to": pl.Date}
    return asked


def _measured(indicator: Measured, rows: Sequence[Any], period: Period) -> Rows:
    """What entities say of each town that has facts of the period."""
    facts = FactTables.of({indicator.facts: rows})
    found = []
    for town in facts.towns:
        one = indicator.measure(facts, town, period)
        sliced = Sliced(indicator, facts, town, period).sorted.final
        if one.defined and (indicator.kind != "count" or any(sliced)):
            found.append((town, one.numerator, one.denominator))
    return found


def _in_columns(indicator: Measured, rows: Sequence[Any], at: int) -> pl.DataFrame:
    """The facts of a county as a table, the county's number before each town (事实列表)."""
    schema = _asked(indicator)
    if rows and hasattr(rows[0], "standing"):
        schema["standing"] = pl.String
    columns = {name: [_plain(getattr(row, name)) for row in rows] for name in schema}
    frame = pl.DataFrame(columns, schema=schema)
    return frame.with_columns((pl.lit(f"{at}-") + pl.col("town")).alias("town"))


def _rates(views: Sequence[CountyView], context: Context) -> None:
    """Compare the indicators that are measured in columns, town by town (指标)."""
    plan = compile_assessment(context)
    made = [facts_of(view, context) for view in views]
    connection = duckdb.connect()
    for name, indicator in plan.indicators.items():
        if indicator.kind not in IN_COLUMNS or indicator.parts:
            continue
        expected, frames = [], []
        for at, facts in enumerate(made):
            rows = [row for town in facts.towns for row in facts.rows(indicator.facts, town)]
            found = _measured(indicator, rows, plan.period)
            expected += [(f"{at}-{town}", *numbers) for town, *numbers in found]
            frames += [_in_columns(indicator, rows, at)] if rows else []
        frame = pl.concat(frames) if frames else _in_columns(indicator, [], 0)
        same(name, sorted(indicator.measure_frame(frame, plan.period).rows()), sorted(expected))
        connection.register("f", frame.to_arrow())
        answer = indicator.measure_frame(connection.table("f"), plan.period).fetchall()
        same(f"{name}, duckdb", sorted(answer), sorted(expected))
        connection.unregister("f")


def _credit(views: Sequence[CountyView], context: Context) -> None:
    """Compare the scores and grounds of the units of counties (企业)."""
    found: dict[str, list[CreditRecord]] = {}
    for at, view in enumerate(views):
        archive = archive_of(view, context)
        for unit in view.known(ENTERPRISES, context):
            own = [attrs.evolve(one, id=f"{at}-{one.id}") for one in archive.of_unit(unit.code)]
            found.setdefault(unit.code, own)
    _engines(World(context.rulebook, context.as_of, context.known_at, found, {}, {}))


BOOK = load_rulebook("strong-town")


def counties(key: int, number: int) -> int:
    """Compare the counties of a stretch (县), all on one day; returns how many."""
    rng = Random(f"counties/{key}/{number}")
    as_of = _day(rng, date(2016, 1, 1))
    known = _day(rng, as_of) if rng.random() < 0.3 else None
    context = Context(BOOK, as_of=as_of, known_at=known)
    some = drawn(any_county(Context.of_year(BOOK, 2016)), COUNTIES, key * 1_000_003 + number)
    views = [CountyView(data) for data in some]
    _credit(views, context)
    _rates(views, context)
    return len(views)
