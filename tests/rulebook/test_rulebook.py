"""Rulebooks: what is refused when loading, with its path, all at once.

And stacking, dates, digests, differences.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Points, Rate
from qualitygov.core.periods import Term
from qualitygov.errors import RulebookError
from qualitygov.rulebook import Basis, built_in_books, load_rulebook
from qualitygov.rulebook.bands import Band, check_bands
from qualitygov.rulebook.document import canonical, digest
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule, CreditWindow

BOOK = load_rulebook("strong-town")
HEAD = '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
TOWN = HEAD.replace('"t"', '"town"')
ROOT = HEAD + 'valid_from = 2014-01-01\nreviewed_to = 2016-12-31\npast_end = "refuse"\n'
OVER = HEAD + 'extends = "strong-town"\n'


def write(folder: Path, text: str, name: str = "book.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder, text):
    with pytest.raises(RulebookError) as raised:
        load_rulebook(write(folder, text))
    return raised.value.problems


def refused(folder, text):
    return {p.path: p for p in problems(folder, text)}


def codes(folder, text):
    return {p.code for p in problems(folder, text)}


def parameter(name, extra="", value='"5"', kind="whole"):
    head = f'[parameter."{name}"]\nlabel = {{ zh = "数", en = "n" }}\nsource = "x"\n'
    return f'{head}basis = "default"\nkind = "{kind}"\nvalue = {value}\n{extra}'


def test_the_built_in_book_loads_and_each_number_has_a_source():
    assert built_in_books() == ("strong-town",)
    for by_id in BOOK.typed.values():
        for versions in by_id.values():
            for _, _, entry in versions:
                if entry is not None:
                    assert entry.source
                    assert entry.label.zh
                    assert entry.label.en


def test_each_section_of_the_book_has_a_class_of_entries():
    assert set(BOOK.typed) <= set(entry_classes())


def test_everything_wrong_is_said_at_once_with_its_path(tmp_path):
    text = ROOT + parameter("a", value='"x"') + "[oddities.b]\nx = 1\n"
    text += '[credit-grade.A]\nlabel = { zh = "甲", en = "A" }\nlow = 90\n'
    text += '[credit-window.w]\nlabel = { zh = "窗", en = "w" }\nsource = "x"\n'
    text += 'basis = "guess"\nlength = "soon"\nextra = 1\n'
    found = refused(tmp_path, text)
    assert "unknown" not in found
    grade, window = "book.toml:credit-grade.A", "book.toml:credit-window.w"
    assert "book.toml:oddities" in found
    assert "book.toml:parameter.a" in found
    assert {f"{grade}.source", f"{grade}.basis"} <= found.keys()
    assert {f"{window}.basis", f"{window}.length", f"{window}.extra"} <= found.keys()
    assert "required" in found[f"{grade}.source"].say("en")
    assert "缺少必填项" in found[f"{grade}.source"].say("zh")


GRADE = """
[credit-grade.{0}]
label = {{ zh = "{0}", en = "{0}" }}
source = "x"
basis = "default"
low = {1}
{2}
"""
WHOLE = """
[parameter.a]
label = { zh = "数", en = "n" }
source = "x"
basis = "default"
kind = "whole"
"""


@pytest.mark.parametrize(
    ("bands", "code"),
    [
        ([("A", 90, ""), ("B", 80, "below = 89.5"), ("D", 0, "below = 80")], "rulebook.band-gap"),
        ([("A", 90, ""), ("B", 80, "below = 91"), ("D", 0, "below = 80")], "rulebook.band-overlap"),
        ([("A", 90, "below = 100"), ("D", 0, "below = 90")], "rulebook.band-top"),
        ([("A", 90, ""), ("B", 90, "below = 90"), ("D", 0, "below = 90")], "rulebook.band-empty"),
    ],
)
def test_bands_with_gaps_or_overlaps_are_refused(tmp_path, bands, code):
    found = problems(tmp_path, ROOT + "".join(GRADE.format(*band) for band in bands))
    assert code in {p.code for p in found}
    assert all(p.path.startswith("book.toml:credit-grade.") for p in found)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=6, unique=True))
def test_bands_side_by_side_are_always_right(cuts):
    cuts = sorted(cuts)
    ends = [*map(Points, cuts[1:]), None]
    assert (
        list(
            check_bands(
                [Band(str(low), Points(low), below) for low, below in zip(cuts, ends, strict=True)]
            )
        )
        == []
    )


def dated(*spans):
    rows = "".join(
        f"[[parameter.a.in_force]]\nvalid_from = {one}\n"
        + (f"valid_to = {two}\n" if two else "")
        + f'value = "{n}"\n'
        for n, (one, two) in enumerate(spans)
    )
    return WHOLE + rows


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([("2014-01-01", "2014-12-31"), ("2015-02-01", None)], "rulebook.dates-hole"),
        ([("2014-01-01", "2014-12-31"), ("2014-12-31", None)], "rulebook.dates-overlap"),
        ([("2014-01-01", None), ("2015-01-01", None)], "rulebook.dates-overlap"),
        ([("2014-01-01", "2014-12-31")], "rulebook.dates-end"),
        ([("2014-01-01", "2013-12-31")], "rulebook.dates"),
        ([("2014-01-01", '"soon"')], "field.type"),
    ],
)
def test_dates_that_leave_holes_or_overlap_are_refused(tmp_path, spans, code):
    assert code in codes(tmp_path, ROOT + dated(*spans))


def test_versions_follow_one_another(tmp_path):
    book = load_rulebook(
        write(tmp_path, ROOT + dated(("2014-01-01", "2014-12-31"), ("2015-01-01", None)))
    )
    assert [book.at(date(2014, 12, 31)).whole("a"), book.at(date(2015, 1, 1)).whole("a")] == [0, 1]
    assert book.changes_between(date(2014, 6, 1), date(2016, 1, 1)) == (date(2015, 1, 1),)


def test_what_ends_and_what_is_unknown_say_so(tmp_path):
    text = ROOT + WHOLE
    text += "[[parameter.a.in_force]]\nvalid_from = 2014-01-01\nvalid_to = 2014-12-31\n"
    text += 'value = "1"\n[[parameter.a.in_force]]\nvalid_from = 2015-01-01\nunknown = true\n'
    book = load_rulebook(write(tmp_path, text))
    with pytest.raises(RulebookError, match="unknown from 2015-01-01"):
        book.at(date(2015, 6, 1)).whole("a")
    with pytest.raises(RulebookError, match="in force on this day"):
        book.at(date(2015, 6, 1)).whole("b")
    over = (
        TOWN
        + 'extends = "book.toml"\n[[change]]\nsection = "parameter"\nid = "a"\n'
        + "valid_from = 2015-01-01\n"
    )
    over += (
        'source = "县"\nset = { value = "7", label = { zh = "数", en = "n" }, kind = "whole" }\n'
    )
    assert load_rulebook(write(tmp_path, over, "county.toml")).at(date(2015, 6, 1)).whole("a") == 7


def test_a_book_answers_for_its_days_only(tmp_path):
    book = load_rulebook(write(tmp_path, ROOT + parameter("a")))
    with pytest.raises(RulebookError, match="answers only to 2016-12-31"):
        book.at(date(2017, 1, 1))
    with pytest.raises(RulebookError, match="answers from 2014-01-01"):
        book.at(date(2013, 12, 31))
    warned = BOOK.at(date(2030, 1, 1)).note
    assert warned is not None
    assert "2026-11-23" in warned.zh


CHANGE = '[[change]]\nsection = "{0}"\nid = "{1}"\nset = {{ {2} }}\nsource = "县"\n{3}\n'


def test_an_overlay_changes_values_for_its_days(tmp_path):
    text = OVER
    text += CHANGE.format("target", "satisfaction", 'value = "82%"', "")
    text += CHANGE.format(
        "credit-rule",
        "penalty",
        "points = { general = -12 }",
        "valid_from = 2016-01-01\nvalid_to = 2016-12-31",
    )
    book = load_rulebook(write(tmp_path, text))
    points = [
        book.at(date(year, 6, 1)).entry(CreditRule, "penalty").points["general"]
        for year in (2015, 2016, 2017)
    ]
    assert points == [Points.of(-10), Points.of(-12), Points.of(-10)]
    assert book.at(date(2016, 6, 1)).entry(CreditRule, "penalty").basis is Basis.LOCAL
    assert book.levels == ("strong-town 2026.11", "t 1")
    changed = BOOK.diff(book)
    assert [(d.path, str(d.valid_from), str(d.valid_to), d.after) for d in changed] == [
        ("credit-rule.penalty.points.general", "2016-01-01", "2016-12-31", -12),
        ("target.satisfaction.value", "2014-01-01", "None", "82%"),
    ]
    assert "县" in changed[0].say("zh")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (CHANGE.format("target", "no-such", 'value = "1%"', ""), "rulebook.overlay-missing"),
        (
            CHANGE.format("credit-rule", "penalty", "points = { giant = -12 }", ""),
            "rulebook.credit-rule",
        ),
        (
            CHANGE.format("credit-rule", "refuse", "repeat = { points = -12 }", ""),
            "field.shape",
        ),
        (
            CHANGE.format("credit-window", "longest", 'length = "90 months"', ""),
            "rulebook.overlay-locked",
        ),
        (
            CHANGE.format("target", "satisfaction", 'value = "1%"', "").replace(
                'source = "县"\n', ""
            ),
            "rulebook.no-source",
        ),
        (CHANGE.format("target", "satisfaction", 'value = "1%"', "odd = 1"), "field.shape"),
        (parameter("new.number"), "rulebook.overlay-missing"),
        (
            CHANGE.format("credit-rule", "penalty", "points = { serious = -1 }", ""),
            "rulebook.credit-rule",
        ),
        (CHANGE.format("credit-grade", "B", "below = 85", ""), "rulebook.band-gap"),
        (CHANGE.format("list-kind", "local", 'effects = ["market-ban"]', ""), "rulebook.list-rank"),
    ],
)
def test_an_overlay_that_goes_too_far_is_refused(tmp_path, change, code):
    assert code in codes(tmp_path, OVER + change)


def test_a_town_may_not_change_what_its_county_locked(tmp_path):
    write(
        tmp_path,
        OVER + CHANGE.format("target", "satisfaction", 'value = "82%"', "lock = true"),
        "county.toml",
    )
    town = (
        TOWN
        + 'extends = "county.toml"\n'
        + CHANGE.format("target", "satisfaction", 'value = "70%"', "")
    )
    found = refused(tmp_path, town)
    assert [p.code for p in found.values()] == ["rulebook.overlay-locked"]


def _of_satisfaction(lock: str) -> str:
    return OVER + CHANGE.format("target", "satisfaction", 'value = "82%"', f"lock = {lock}")


@pytest.mark.parametrize("lock", ["true", '["indicator"]'])
def test_the_lock_of_a_target_holds_its_indicator(tmp_path, lock):
    measured = load_rulebook(write(tmp_path, OVER)).typed["target"]["satisfaction"][0][2]
    town = TOWN + 'extends = "county.toml"\n'
    write(tmp_path, _of_satisfaction(lock), "county.toml")
    change = CHANGE.format("indicator", measured.indicator, "minimum = 1", "")
    found = refused(tmp_path, town + change)
    assert [p.code for p in found.values()] == ["rulebook.overlay-locked"]
    assert "target satisfaction" in next(iter(found.values())).expected.en
    retire = f"""[[retire]]
section = "indicator"
id = "{measured.indicator}"
from = 2017-01-01
source = "镇"
"""
    assert "rulebook.overlay-locked" in [p.code for p in refused(tmp_path, town + retire).values()]
    named = CHANGE.format("indicator", measured.indicator, 'label = { zh = "满意", en = "S" }', "")
    assert load_rulebook(write(tmp_path, town + named)).id == "town"
    write(tmp_path, _of_satisfaction('["value"]'), "county.toml")
    assert load_rulebook(write(tmp_path, town + change)).id == "town"


def test_a_lock_binds_the_levels_below_and_not_the_overlay_that_sets_it(tmp_path):
    measured = load_rulebook(write(tmp_path, OVER)).typed["target"]["satisfaction"][0][2]
    change = CHANGE.format("indicator", measured.indicator, "minimum = 1", "")
    assert load_rulebook(write(tmp_path, _of_satisfaction("true") + change)).id == "t"


def test_single_fields_may_be_locked(tmp_path):
    write(
        tmp_path,
        OVER + CHANGE.format("credit-rule", "penalty", "cap = -50", 'lock = ["cap"]'),
        "county.toml",
    )
    good = (
        TOWN
        + 'extends = "county.toml"\n'
        + CHANGE.format("credit-rule", "penalty", "points = { general = -11 }", "")
    )
    assert load_rulebook(write(tmp_path, good)).id == "town"
    bad = (
        TOWN
        + 'extends = "county.toml"\n'
        + CHANGE.format("credit-rule", "penalty", "cap = -40", "")
    )
    assert [p.code for p in refused(tmp_path, bad).values()] == ["rulebook.overlay-locked"]


def test_books_that_cannot_be_read_at_all(tmp_path):
    assert "rulebook.toml" in codes(tmp_path, "x = [")
    assert "rulebook.header" in codes(tmp_path, "[parameter.a]\nx = 1\n")
    assert "rulebook.circle" in codes(tmp_path, HEAD + 'extends = "book.toml"\n')
    assert "rulebook.missing" in codes(tmp_path, HEAD + 'extends = "none.toml"\n')
    assert "rulebook.shape" in codes(tmp_path, ROOT + "[parameter]\na = 1\n")
    with pytest.raises(RulebookError, match="no rulebook there"):
        load_rulebook(tmp_path / "nothing.toml")


def test_an_entry_stands_once_in_a_folder_of_files(tmp_path):
    write(tmp_path, ROOT + parameter("a"), "one.toml")
    write(tmp_path, parameter("a"), "two.toml")
    with pytest.raises(RulebookError, match="only once"):
        load_rulebook(tmp_path)


def test_the_digest_is_that_of_what_is_decided(tmp_path):
    one = load_rulebook(write(tmp_path, ROOT + parameter("a", value="5")))
    two = load_rulebook(
        write(tmp_path, "# a comment\n" + ROOT + parameter("a", value="5  # the same\n"))
    )
    three = load_rulebook(write(tmp_path, ROOT + parameter("a", value="6")))
    assert one.digest == two.digest != three.digest
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert canonical({"x": [date(2016, 1, 1), 1.0 and True, None]}) == {
        "x": ["2016-01-01", True, None]
    }


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("whole", "5", 5),
        ("points", '"2.5"', Points.of("2.5")),
        ("rate", '"95%"', Rate(19, 20)),
        ("span", '"3 months"', Term(months=3)),
    ],
)
def test_a_parameter_is_read_as_its_kind_says(tmp_path, kind, value, read):
    rules = load_rulebook(write(tmp_path, ROOT + parameter("a", value=value, kind=kind))).at(
        date(2015, 1, 1)
    )
    getter = {"whole": rules.whole, "points": rules.points, "rate": rules.rate, "span": rules.span}[
        kind
    ]
    assert getter("a") == read
    others = {"whole": rules.span, "points": rules.rate, "rate": rules.whole, "span": rules.choice}[
        kind
    ]
    with pytest.raises(RulebookError):
        others("a")


def test_a_choice_is_one_of_its_choices(tmp_path):
    text = ROOT + parameter("a", 'choices = ["x", "y"]\n', '"x"', "choice")
    assert load_rulebook(write(tmp_path, text)).at(date(2015, 1, 1)).choice("a") == "x"
    wrong = refused(tmp_path, text.replace('value = "x"', 'value = "z"'))
    assert "book.toml:parameter.a" in wrong


def test_uncertain_numbers_are_listed():
    weak = BOOK.uncertain()
    assert {entry.basis for entry in weak if not entry.unverified} == {
        Basis.DEFAULT,
        Basis.UNVERIFIED,
    }
    assert {entry.basis for entry in weak if entry.unsigned_parts} == {
        Basis.DEFAULT,
        Basis.PUBLISHED,
    }
    assert any(entry.id == "credit.bonus-cap" for entry in weak)


def test_entries_are_found_by_their_class():
    rules = BOOK.at(date(2016, 12, 31))
    assert set(rules.entries(CreditGrade)) == set("ABCD")
    assert rules.entry(CreditWindow, "minor").length == Term(months=12)
    for day, months in ((date(2025, 6, 21), 12), (date(2025, 6, 22), 3)):  # 国办发〔2025〕22号
        assert BOOK.at(day).entry(CreditWindow, "minor").length == Term(months=months)
