"""Removal from a list: neither repair nor revocation; it ends what the book says, on its own day."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_credit_frame import by_duckdb
from worlds import BOOK, CODES, KEYS, UNITS, record_table, unit_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditRecord, CreditScorer
from qualitygov.credit.standing import Excluded, excluded, stands
from qualitygov.credit.versions import scales_of
from qualitygov.credit.words import check_record
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.spellings import spellings_of

pytestmark = pytest.mark.clause("3.2.2.a", "3.2.2.b", "3.2.2.c")
LISTED, REMOVED, ONE = date(2014, 12, 1), date(2016, 6, 1), timedelta(days=1)
UNIT = UNITS[0]


def entry(kind="abnormal-list", severity="general", **more):
    fields = {"removed_on": REMOVED, "removal_reason": "补报年度报告", **more}
    return CreditRecord(
        id="R1",
        subject=UNIT.code,
        kind=kind,
        severity=severity,
        happened_on=LISTED,
        decided_on=LISTED,
        known_on=LISTED,
        source_document="列入决定",
        reason="未按期公示年度报告",
        **fields,
    )


def score(record, day, known_at=None):
    return CreditScorer(BOOK, as_of=day, known_at=known_at).score(UNIT, [record])


def by_frame(record, day, known_at=None):
    scorer = CreditScorer(BOOK, as_of=day, known_at=known_at)
    units, records = unit_table([UNIT]), record_table([record])
    found = scorer.score_frame(units, records)["score"].to_list()
    assert by_duckdb(scorer, units, records)[0][1] == found[0]
    return found[0]


@pytest.mark.parametrize(
    ("day", "points"), [(REMOVED - ONE, 95), (REMOVED, 100), (REMOVED + ONE, 100)]
)
def test_an_entry_counts_until_the_day_of_its_removal_in_rows_and_columns(day, points):
    assert str(score(entry(), day).score) == str(points)
    assert by_frame(entry(), day) == points * 1000
    reason = Excluded.REMOVED if points == 100 else None
    assert excluded(entry(), Context(BOOK, as_of=day)) is reason


def test_what_was_not_known_did_not_happen():
    late = score(entry(), REMOVED + ONE, known_at=REMOVED - ONE)
    assert str(late.score) == "95"
    assert by_frame(entry(), REMOVED + ONE, REMOVED - ONE) == 95_000


def test_a_removal_of_another_kind_ends_nothing():
    fine = entry("penalty")
    assert (
        score(fine, REMOVED).score
        == score(attrs.evolve(fine, removed_on=None, removal_reason=None), REMOVED).score
    )
    assert by_frame(fine, REMOVED) == score(fine, REMOVED).score.thousandths


def test_it_says_why_and_stays_a_fact():
    context = Context(BOOK, as_of=REMOVED)
    assert excluded(entry(), context) is Excluded.REMOVED
    assert stands(entry(), context)
    assert "已移出名录" in score(entry(), REMOVED).say("zh")


def test_the_outlook_knows_the_day():
    scorer = CreditScorer(BOOK, as_of=REMOVED - ONE, known_at=REMOVED)
    found = scorer.outlook(UNIT, [entry()])
    assert (found.changes[0].day, str(found.changes[0].score)) == (REMOVED, "100")
    assert score(entry(), REMOVED - ONE, REMOVED).lines[1].changes_on == REMOVED
    other = entry("penalty")
    assert score(other, REMOVED - ONE, REMOVED).lines[1].changes_on != REMOVED


def test_three_years_in_the_list_are_no_ground_once_removed():
    long = attrs.evolve(entry(), happened_on=date(2013, 1, 1), decided_on=date(2013, 1, 1))
    for day, grounds in ((REMOVED - ONE, ["abnormal-3-years"]), (REMOVED, [])):
        screener = BlacklistScreener(BOOK, as_of=day)
        assert [one.rule for one in screener.screen(UNIT, [long]).grounds] == grounds
        frame = screener.screen_frame(unit_table([UNIT]), record_table([long]))
        assert frame["ground"].to_list() == grounds


def test_a_book_may_say_otherwise(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "credit-rule"\nid = "abnormal-list"\n'
        'set = { removal_ends = false }\nsource = "x"\n',
        encoding="utf-8",
    )
    scorer = CreditScorer(load_rulebook(path), as_of=REMOVED)
    assert str(scorer.score(UNIT, [entry()]).score) == "95"
    assert scorer.score_frame(unit_table([UNIT]), record_table([entry()]))["score"][0] == 95_000


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"removed_on": LISTED - ONE}, "removed_on"), ({"removed_on": None}, "removed_on")],
)
def test_a_removal_before_the_listing_or_without_a_day_is_refused(changed, field):
    with pytest.raises(FieldError) as raised:
        entry(**changed)
    assert raised.value.field == field


def test_a_reason_without_a_day_is_refused_by_tables_too():
    frame = record_table([entry(removal_reason=None)]).with_columns(
        removed_on=pl.lit(None, pl.Date), removal_reason=pl.lit("补报")
    )
    scorer = CreditScorer(BOOK, as_of=REMOVED)
    _, rejected = scorer.checked_frame(unit_table([UNIT]), frame)
    assert rejected.select("column", "reason").rows() == [("removal_reason", "removal")]


def test_a_key_is_never_taken_for_the_code_that_stands_inside_it():
    """The third of the keys is as long as a credit code, and holds another unit's code."""
    fine = entry("penalty", removed_on=None, removal_reason=None)
    strange = attrs.evolve(fine, subject=KEYS[0])
    assert KEYS[0][8:17] == CODES[0][8:17]
    assert str(score(strange, REMOVED).score) == "100"
    assert by_frame(strange, REMOVED) == 100_000
    keyed = attrs.evolve(UNIT, code=KEYS[0])
    scorer = CreditScorer(BOOK, as_of=REMOVED)
    assert scorer.score(keyed, [fine]).score != scorer.score(keyed, [strange]).score


CONTEXT = Context(BOOK, as_of=REMOVED)


def of_the_book(kind, severity):
    """Kind and severity as the rulebook has them, a severity of the kind's own scale."""
    book = CONTEXT.rulebook
    kind = spellings_of(book, "credit-rule").word(kind)
    scale = scales_of(book).get(kind, ())
    return kind, spellings_of(book, "severity").word(severity, scale)


@pytest.mark.parametrize(
    ("kind", "severity", "expected"),
    [
        ("行政处罚", "一般", ("penalty", "general")),
        ("行政处罚", "严重", ("penalty", "serious")),
        ("行政处罚", "重大", ("penalty", "serious")),
        ("质量安全事故", "重大", ("accident", "major")),
        ("质量安全事故", "特别重大", ("accident", "extra-major")),
        ("质量安全事故", "较大", ("accident", "larger")),
        ("监督抽查不合格", "轻微", ("sampling-fail", "minor")),
        (" 环境违法 ", "严重", ("pollution", "serious")),
        ("penalty", "general", ("penalty", "general")),
        ("Penalty", "GENERAL", ("penalty", "general")),
        ("行政处分", "一般", ("行政处分", "general")),
        ("行政处罚", "一搬", ("penalty", "一搬")),
        ("行政处分", "重大", ("行政处分", "重大")),
    ],
)
def test_words_of_offices_become_the_books(kind, severity, expected):
    assert of_the_book(kind, severity) == expected


@pytest.mark.parametrize(
    ("changed", "path", "zh"),
    [
        ({"kind": "行政处分"}, "kind", "没有此记录类别；是否为 行政处罚"),
        ({"kind": "penalty", "severity": "一搬"}, "severity", "行政处罚没有此程度；是否为 一般"),
        ({"severity": "serious"}, "severity", "列入经营异常名录没有此程度；应为下列之一：一般"),
    ],
)
def test_an_unknown_word_is_refused_with_the_near_ones(changed, path, zh):
    (problem,) = check_record(attrs.evolve(entry(), **changed), CONTEXT)
    assert (problem.path, problem.expected.zh) == (path, zh)


WORDS = st.sampled_from(["行政处罚", "penalty", "x", "", "列入经营异常名录"])


@given(WORDS, st.sampled_from(["一般", "重大", "严重", "general", "", "-"]))
def test_words_are_brought_together_once(kind, severity):
    once = of_the_book(kind, severity)
    assert of_the_book(*once) == once
