"""Generated worlds of credit: rulebooks, units and records, as entities and as tables."""

from __future__ import annotations

from datetime import date

import attrs
import polars as pl
from hypothesis import strategies as st

from qualitygov.codes import credit_code, organization_code
from qualitygov.credit import CreditRecord
from qualitygov.enterprise import Enterprise
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.credit import CreditRule

AS_OF = date(2016, 12, 31)
BOOK = load_rulebook("strong-town")
RULES = BOOK.at(AS_OF).entries(CreditRule)
PAIRS = [(name, severity) for name, rule in sorted(RULES.items()) for severity in rule.scale]
MERITS = {name for name, rule in RULES.items() if rule.merit}


def code_of(number: int) -> str:
    body = f"{number:08d}"
    inner = "91330299" + body + organization_code.calc_check_digit(body)
    return inner + credit_code.calc_check_digit(inner)


CODES = [code_of(n) for n in range(1, 6)]
KEYS = [
    f"foreign:{CODES[0][8:17]}K",  # as long as a credit code, and cut it would be the first unit
    f"reg:3302{CODES[1][8:17]}10"[:19],
    "name:豆腐摊@农贸市场12号",
]
UNITS = [
    Enterprise(code=code, name=f"企业{n}", town="330299101", industry="C1310")
    for n, code in enumerate([*CODES[:4], *KEYS])
]
DAYS = st.dates(date(2012, 6, 1), date(2017, 3, 31))
EDGE_DAYS = st.sampled_from(
    [
        date(2016, 12, 31),
        date(2015, 12, 31),
        date(2015, 12, 30),
        date(2014, 12, 31),
        date(2013, 12, 31),
        date(2016, 2, 29),
        date(2017, 1, 1),
    ]
)
LATER = st.none() | DAYS


@st.composite
def records(draw, number=None, pairs=PAIRS, codes=(*CODES, *KEYS)):
    """One record with every kind of later event; its days never run backwards."""
    kind, severity = draw(st.sampled_from(pairs))
    happened, decided, known = sorted(draw(st.tuples(*[DAYS | EDGE_DAYS] * 3)))
    after = [day for day in draw(st.lists(DAYS, min_size=6, max_size=6)) if day >= decided]
    pick = st.none() | st.sampled_from(after) if after else st.none()
    found = draw(st.sampled_from([None, happened, decided]) | st.dates(happened, decided))
    appeal = sorted(day for day in (draw(pick), draw(pick), draw(pick)) if day is not None)
    code = draw(st.sampled_from(codes))
    return CreditRecord(
        id=f"R{draw(st.integers(0, 10**9)) if number is None else number}",
        subject=draw(st.sampled_from([code, code[8:17]])) if code.isalnum() else code,
        kind=kind,
        severity=severity,
        happened_on=happened,
        decided_on=decided,
        known_on=known,
        source_document="文号",
        category=draw(st.sampled_from([None, "rice", "cement"])),
        matter=draw(st.sampled_from([None, None, "m1", "m2"])),
        found_on=found,
        proposed_by=draw(st.sampled_from([None, None, None, "event-rule"])),
        confirmed_on=draw(pick),
        dropped_on=draw(pick) if draw(st.integers(0, 3)) == 0 else None,
        measure=draw(st.none() | st.integers(540, 560)),
        heavier_penalty=draw(st.booleans()),
        judged_grave_by=draw(st.none() | st.just("某局")),
        valid_until=draw(pick),
        appealed_on=appeal[0] if appeal else None,
        stayed_on=appeal[1] if len(appeal) > 1 else None,
        appeal_ended_on=appeal[2] if len(appeal) > 2 else None,
        repaired_on=draw(pick),
        revoked_on=draw(pick),
        removed_on=draw(pick),
    )


@st.composite
def many_records(draw, most=25):
    """Several records with ids of their own."""
    found = draw(st.lists(records(number=0), max_size=most))
    return [attrs.evolve(record, id=f"R{at}") for at, record in enumerate(found)]


SCHEMA = {
    "id": pl.String,
    "subject": pl.String,
    "kind": pl.String,
    "severity": pl.String,
    "happened_on": pl.Date,
    "decided_on": pl.Date,
    "known_on": pl.Date,
    "category": pl.String,
    "matter": pl.String,
    "found_on": pl.Date,
    "proposed_by": pl.String,
    "confirmed_on": pl.Date,
    "dropped_on": pl.Date,
    "measure": pl.Int64,
    "heavier_penalty": pl.Boolean,
    "judged_grave_by": pl.String,
    "valid_until": pl.Date,
    "appealed_on": pl.Date,
    "stayed_on": pl.Date,
    "appeal_ended_on": pl.Date,
    "repaired_on": pl.Date,
    "revoked_on": pl.Date,
    "removed_on": pl.Date,
}


def record_table(found):
    return pl.DataFrame([{name: getattr(r, name) for name in SCHEMA} for r in found], schema=SCHEMA)


def unit_table(units, listed=None, seen=None):
    listed = listed or {}
    schema = {"code": pl.String, "listed_until": pl.Date}
    rows = [{"code": u.code, "listed_until": listed.get(u.code)} for u in units]
    if seen is not None:
        schema |= {"seen_on": pl.Date}
        rows = [row | {"seen_on": seen.get(row["code"])} for row in rows]
    return pl.DataFrame(rows, schema=schema)
