"""Rules that mean nothing, or something else than they say, are refused where they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import Context, load_rulebook
from qualitygov.cli import main
from qualitygov.core.periods import LATEST, Term, as_day, term_end
from qualitygov.errors import FieldError, InputError, RulebookError
from qualitygov.interchange.manifest import read_manifest
from qualitygov.interchange.toml import rulebook_toml
from qualitygov.rulebook.model.condition import Condition
from qualitygov.rulebook.sizes import lead

BOOK = load_rulebook("strong-town")
HEAD = '[rulebook]\nid = "own"\nversion = "1"\ntitle = { zh = "县", en = "County" }\n'


def load(text, head=HEAD):
    return load_rulebook(text=head + text, base=BOOK)


def said(text, head=HEAD):
    with pytest.raises(RulebookError) as raised:
        load(text, head)
    return [problem.say("en") for problem in raised.value.problems]


def step(kind, section, name, more):
    fixed = f'[[{kind}]]\nsection = "{section}"\nid = "{name}"\nsource = "县"\n'
    return f"{fixed}{more}\n"


def change(section, name, values, more=""):
    sets = f"set = {{ {values} }}\n" if values else ""
    return step("change", section, name, sets + more)


def retire(section, name, day):
    return step("retire", section, name, f"from = {day}")


def add(section, more, name="own.x"):
    return step("add", section, name, f'label = {{ zh = "新", en = "new" }}\n{more}')


KIND = """scale = ["general"]
points = { general = -3 }
windows = { general = "general" }
"""
RULE = 'event = "hazard"\nkind = "penalty"\nseverity = "general"\nsuffix = "x"\n'
LOCAL = 'list_kind = "local"\nwithin = "12 months"\n'
AGAIN = 'set = { repeat = { within = "WITHIN", points = -30, severity_from = "minor" } }\n'


def repeat(within):
    return step("change", "credit-rule", "penalty", AGAIN.replace("WITHIN", within))


def window(more):
    return add("credit-window", more)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        # conditions
        (add("event-rule", RULE + "where = { grade = { any_of = [] } }"), "where.grade", "one word"),
        (add("event-rule", RULE + "where = { days_late = { at_least = 3, at_most = 2 } }"),
         "where.days_late", "at_least 3 lies above at_most 2"),
        (add("event-rule", RULE + "where = { overdue = { flag = 1 } }"), "overdue.flag", "true or"),
        (add("event-rule", RULE + 'where = { overdue = { flag = "true" } }'), "flag", "true or"),
        (add("event-rule", RULE + 'where = { days_late = { at_least = "30" } }'), "at_least",
         "a whole number"),
        (add("event-rule", RULE + "where = { days_late = { at_least = true } }"), "at_least",
         "a whole number"),
        (change("credit-rule", "penalty", 'merit = "1"'), "penalty.merit", "true or false"),
        (change("credit-rule", "penalty", 'min_count = "2"'), "min_count", "a whole number"),
        # terms of nothing, and too long ones
        (repeat("0 months"), "penalty.repeat", "above nothing"),
        (repeat("201 years"), "penalty.repeat", "no longer than 200 years"),
        (window('length = "0 days"'), "own.x.length", "above nothing"),
        (window('length = "12 months"\nfull = "366 days"'), "own.x.full", "shorter than"),
        (window('length = "30 days"\nfull = "1 month"'), "own.x.full", "shorter than"),
        (add("event-rule", RULE + 'valid_for = "0 months"'), "own.x.valid_for", "above nothing"),
        (add("event-rule", RULE + 'valid_for = "0 working days"'), "valid_for", "above nothing"),
        (add("event-rule", RULE + 'valid_for = "201 years"'), "valid_for", "200 years"),
        (add("blacklist-ground", 'list_kind = "local"\nkinds = ["penalty"]\nwithin = "0 days"'),
         "own.x.within", "above nothing"),
        (add("blacklist-ground", 'list_kind = "local"\nkinds = ["penalty"]\nstanding_for="0 days"'),
         "own.x.standing_for", "above nothing"),
        (add("award-bar", 'kind = "penalty"\nfrom_severity = "minor"\nwithin = "0 years"'),
         "own.x.within", "above nothing"),
        # the same word twice
        (add("blacklist-ground", LOCAL + 'kinds = ["penalty", "penalty"]'), "kinds[1]",
         "each word once"),
        (add("credit-rule", KIND + 'unless_kinds = ["penalty", "accident", "penalty"]'),
         "unless_kinds[2]", "each word once"),
        (add("event-rule", RULE + 'where = { grade = { any_of = ["general", "general"] } }'),
         "any_of[1]", "each word once"),
        # numbers that go together
        (change("parameter", "credit.badge-years-aa", "value = 0"), "aa.value", "at least 1"),
        (change("parameter", "credit.badge-years-aaa", "value = 2"), "aaa.value", "above 2"),
        (change("parameter", "credit.badge-years-aaa", "value = 1"), "aaa.value", "above 2"),
        (add("credit-rule", KIND + 'forces = { grade = "D" }'), "own.x.forces",
         "severity_from or heavier_penalty"),
        (change("trade-grade", "good", "rank = 7"), "trade-grade", "each once"),
        # names
        (add("credit-rule", KIND, name="own.a b"), "own.a b", "without spaces"),
        (add("credit-rule", KIND + 'clauses = ["3.2.2.z"]'), "clauses", "did you mean 3.2.2."),
        (change("credit-rule", "penalty", 'clauses = ["9.9.9.a"]'), "clauses", "no such clause"),
        # changes that undo each other, or lie where nothing is asked
        (change("credit-rule", "penalty", "cap = -9", 'unset = ["cap"]'), "penalty.cap",
         "the same change sets it"),
        (change("credit-rule", "penalty", "points = { general = -9 }",
                'unset = ["points.general"]'), "points.general", "the same change sets it"),
        (change("credit-rule", "penalty", "", 'unset = ["repeat", "repeat"]'), "penalty.repeat",
         "unsets it twice"),
        (change("credit-rule", "penalty", "cap = -90", "valid_from = 2010-12-31"), ".valid_from",
         "not before the book's first day, 2011-01-01"),
        (retire("event-rule", "penalty", "2010-12-31"), "penalty.from", "not before the book's"),
    ],
)  # fmt: skip
def test_it_is_refused_in_one_line_with_its_place(text, place, words):
    if "trade-grade" in place:
        name = min(BOOK.typed["trade-grade"])
        text = text.replace('"good"', f'"{name}"')
    assert BOOK.header.valid_from == date(2011, 1, 1)
    (line,) = said(text)
    assert place in line
    assert words in line


@pytest.mark.parametrize(
    "text",
    [
        repeat("1 day"),
        repeat("200 years"),
        repeat("calendar-year"),
        window('length = "12 months"\nfull = "364 days"'),
        window('length = "31 days"\nfull = "30 days"'),
        add("event-rule", RULE + 'valid_for = "1 day"'),
        add("event-rule", RULE + "where = { days_late = { at_least = 3, at_most = 3 } }"),
        change("parameter", "credit.badge-years-aa", "value = 1"),
        change("credit-rule", "penalty", 'forces = { grade = "D", heavier_penalty = true }'),
        change("credit-rule", "penalty", 'clauses = ["3.2.2.b"]'),
        change("credit-rule", "penalty", "cap = -90", "valid_from = 2011-01-01"),
        retire("event-rule", "penalty", "2011-01-01"),
        change(
            "credit-rule", "penalty", "cap = -90",
            "valid_from = 2015-01-01\nvalid_to = 2015-12-31",
        ) + retire("event-rule", "penalty", "2016-01-01"),
    ],
)  # fmt: skip
def test_what_lies_on_the_edge_is_a_rule(text):
    load(text)


CHANGED = change("event-rule", "penalty", 'suffix = "y"', "valid_from = 2016-07-01")


@pytest.mark.parametrize(
    ("day", "wrong"), [("2016-06-30", True), ("2016-07-01", True), ("2016-07-02", False)]
)
@pytest.mark.parametrize("first", ["change", "retire"])
def test_an_entry_is_not_changed_in_its_retired_time(day, wrong, first):
    steps = CHANGED, retire("event-rule", "penalty", day)
    text = "".join(steps if first == "change" else reversed(steps))
    if not wrong:
        load(text)
        return
    (line,) = said(text)
    assert "retire[0]:event-rule.penalty.from" in line
    assert "change[0] changes it in the retired time" in line


def test_a_table_may_be_taken_away_and_written_anew():
    entry = load(
        change("event-rule", "hazard-overdue", "where = { days_late = { at_least = 9 } }",
               'unset = ["where"]')
    ).typed["event-rule"]["hazard-overdue"][0][2]  # fmt: skip
    assert dict(entry.where) == {"days_late": Condition(at_least=9)}


# heads


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "own"', 'id = "strong-town"', "a built-in book has this one"),
        ('id = "own"', 'id = "my own"', "an id without spaces"),
        ('id = "own"', 'id = "my\\town"', "an id without spaces"),
        ("title", "reviewed_to = 9999-12-31\ntitle", "not after 9899-12-31"),
        ("title", "valid_from = 2027-01-01\nreviewed_to = 2026-12-31\ntitle", "not after 2026"),
        ("title", 'levels = ["own 2"]\ntitle', "its own id and version the last"),
    ],
)
def test_a_head_that_cannot_be_used(old, new, words):
    (line,) = said("", HEAD.replace(old, new))
    assert words in line
    assert line.startswith("text:rulebook.")


def test_a_book_written_whole_is_the_same_book(tmp_path):
    book = load(retire("event-rule", "penalty", "2011-01-01") + change(
        "target", "satisfaction", 'value = "82%"', "valid_from = 2016-07-01"))  # fmt: skip
    path = tmp_path / "rulebook.toml"
    for one in (book, BOOK):
        path.write_text(rulebook_toml(one), encoding="utf-8")
        again = load_rulebook(path)
        assert (again, again.digest, again.levels) == (one, one.digest, one.levels)
        assert again.diff(one) == one.diff(again) == ()
        first, last = one.header.valid_from, one.header.reviewed_to
        assert again.changes_between(first, last) == one.changes_between(first, last)
        for day in (first, *one.changes_between(first, last)):
            assert again.at(day) == one.at(day)


def test_a_saved_book_is_one_level_for_those_above_it(tmp_path):
    path = tmp_path / "saved.toml"
    path.write_text(rulebook_toml(BOOK), encoding="utf-8")
    text = change("target", "satisfaction", 'value = "82%"')
    over_saved = load_rulebook(text=HEAD + text, base=path)
    assert over_saved.levels == (*BOOK.levels, "own 1")
    assert over_saved == load(text)


@pytest.mark.parametrize(
    "given", [{"where": 5}, {"mapping": 5}, {"text": 5}, {"text": "", "base": 5}]
)
def test_what_is_no_document_is_a_field_error(given):
    with pytest.raises(FieldError):
        load_rulebook(**given)


# days


@pytest.mark.parametrize(
    "text",
    ["20161231", "2016-W52-6", "2016W526", "2016-366", "2016-12-31T08", " 2016-12-31",
     "2016-12-31 08:00:00Z", "20161231T080000Z", "２０１６-12-31", "2016-13-01"],
)  # fmt: skip
def test_a_day_is_written_in_one_way(text):
    with pytest.raises(FieldError):
        as_day(text)
    with pytest.raises(FieldError):
        Context(BOOK, as_of=text)


@pytest.mark.parametrize("day", ["9899-12-31", "9899-12-30"])
def test_the_last_day_that_can_be_asked_of(day):
    assert Context(BOOK, as_of=day).as_of == as_day(day)


@pytest.mark.parametrize("day", ["9900-01-01", "9999-12-31", date.max])
def test_a_day_after_it_is_a_field_error(day):
    with pytest.raises(FieldError, match=f"after {LATEST}"):
        Context(BOOK, as_of=day)


TERMS = st.builds(Term, months=st.integers(0, 70), days=st.integers(0, 70))


@given(TERMS, TERMS, st.dates(date(2016, 1, 1), date(2019, 12, 31)))
def test_which_of_two_terms_may_be_longer(one, other, day):
    found = lead(one, other)
    ends = term_end(day, one), term_end(day, other)
    assert found >= (ends[0] > ends[1]) - (ends[0] < ends[1])
    assert (found, lead(other, one)) != (-1, -1)


# what the command says


def test_show_says_what_was_not_found(capsys):
    assert main(["rulebook", "show", "strong-town", "penalti", "--language", "en"]) == 4
    text = capsys.readouterr().err
    assert "no such entry" in text
    assert "penalti" in text


def test_assess_says_that_a_folder_is_not_there(capsys):
    assert main(["assess", "nowhere", "--year", "2016", "--language", "en"]) != 0
    assert "there is no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["20161231", "2016-W52-6"])
def test_the_command_takes_days_in_one_way(day, capsys):
    assert main(["assess", "nowhere", "--as-of", day, "--language", "en"]) == 2
    assert "a day such as 2016-12-31" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["330299101", "33029", "abcdef", "330299"])
def test_a_countys_code_is_one_of_a_county(code, tmp_path):
    (tmp_path / "data").mkdir()
    text = f'[county]\ncode = "{code}"\nname = {{ zh = "县", en = "County" }}\n'
    (tmp_path / "county.toml").write_text(text, encoding="utf-8")
    if code == "330299":
        assert read_manifest(tmp_path).code == code
        return
    with pytest.raises(InputError, match="the code of a county, six digits"):
        read_manifest(tmp_path)
