"""Words of an overlay that name nothing are refused in their place, with the words near to them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import qualitygov
from qualitygov import CreditScorer, check_rules, load_rulebook
from qualitygov.codes.industry_code import begins_code, divisions
from qualitygov.credit import CreditRecord
from qualitygov.enterprise import Enterprise
from qualitygov.errors import RulebookError
from qualitygov.rulebook.checks_assessment import AS_TERMS

BOOK = load_rulebook("strong-town")
HEAD = {"id": "own", "version": "1", "title": {"zh": "镇", "en": "Town"}}
UNIT = Enterprise(code="91330299MA2837B62L", name="某", town="330299101", industry="C1310")
IN_TERMS = "years, months or days, not working days or hours"
SHARE = "a share lies between 0% and 100%"
NOTHING = "a span above nothing"
AMONG = {"repeat": {"more_than": "1/2", "among": ["sample-pased"]}}


def overlay(section, name, values):
    step = {"section": section, "id": name, "set": values, "source": "镇1号"}
    step["basis"] = "published"  # what the law grants is changed by a law
    return load_rulebook(mapping={"rulebook": HEAD, "change": [step]}, base=BOOK)


def told(section, name, values):
    try:
        found = check_rules(overlay(section, name, values))
    except RulebookError as error:
        found = error.problems
    return [(p.path.removeprefix("mapping:change[0]:"), p.expected.en) for p in found]


@pytest.mark.parametrize(
    ("section", "name", "values", "field", "said"),
    [
        ("credit-rule", "sampling-fail", AMONG, "repeat.among",
         "no such kind of record; did you mean sample-passed?"),
        ("credit-rule", "performance-excellence", {"unless_kinds": ["penalti"]}, "unless_kinds",
         "no such kind of record; did you mean penalty?"),
        ("credit-rule", "sampling-fail", {"repeat": {"severity_from": "genral"}},
         "repeat.severity_from", "no such severity; did you mean general?"),
        ("credit-rule", "sampling-fail", {"forces": {"grade": "D", "severity_from": "genral"}},
         "forces.severity_from", "no such severity; did you mean general?"),
        ("product-limit", "cement-energy", {"product_class": "cemnet"}, "product_class",
         "no such class of products; did you mean cement?"),
        ("safety-condition", "storage", {"product_class": "hazardus-chemicals"}, "product_class",
         "no such class of products; did you mean hazardous-chemicals?"),
        ("product-class", "cement", {"to_make": ["licens"]}, "to_make",
         "no such kind of certificate; did you mean licence?"),
        ("main-trade", "retail", {"code": "F5Z2"}, "code",
         "no such code of GB/T 4754; did you mean F52?"),
        ("traced-trade", "food", {"industries": ["C13", "A13"]}, "industries",
         "no such code of GB/T 4754; did you mean C13,"),
        ("sector", "primary", {"divisions": ["A01", "A0"]}, "divisions",
         "no such division of GB/T 4754; did you mean A05, A04, A03?"),
        ("veto", "falsified-data", {"rests_on": ["recrods"]}, "rests_on",
         "a table of data; did you mean records?"),
        ("veto", "falsified-data", {"rests_on": ["credit_recrods"]}, "rests_on",
         "a table of data; did you mean records, archives?"),
        ("publication-rule", "warning", {"fields": ["id", "nmae"]}, "fields",
         "no such field; did you mean name?"),
        ("publication-rule", "listing", {"fields": ["id", "legal_bais"]}, "fields",
         "no such field; did you mean legal_basis?"),
        ("publication-rule", "warning", {"fields": ["person_in_charge"]}, "fields",
         "a field of a person is never published"),
        ("duty", "award-held", {"what": "hled"}, "what", "a kind of award; did you mean held?"),
        ("duty", "joint-meeting", {"what": "jiont"}, "what",
         "a kind of meeting; did you mean joint?"),
        ("figure-item", "sector-structure", {"above": ["output-industy"]}, "above",
         "a figure that exists and is no share; did you mean output-industry,"),
        ("risk-matrix", "main", {"rows": [["low", "moderat"]]}, "rows",
         "no such level; did you mean moderate?"),
    ],
)  # fmt: skip
def test_a_word_that_names_nothing_is_an_error_with_near_words(section, name, values, field, said):
    assert [(path, text[: len(said)]) for path, text in told(section, name, values)] == [
        (f"{section}.{name}.{field}", said)
    ]


@pytest.mark.parametrize(
    ("section", "name", "values", "field", "said"),
    [
        ("parameter", "credit.time-bar", {"value": "500 working days"}, "value", IN_TERMS),
        ("parameter", "credit.time-bar-life", {"value": "48 hours"}, "value", IN_TERMS),
        ("parameter", "credit.time-bar", {"value": "0 days"}, "value", NOTHING),
        ("parameter", "award.validity", {"value": "0 months"}, "value", NOTHING),
        ("parameter", "inspection.rectify", {"value": "0 working days"}, "value", NOTHING),
        ("credit-rule", "sampling-fail", {"repeat": {"more_than": "820%"}}, "repeat.more_than",
         SHARE),
        ("credit-rule", "sampling-fail", {"repeat": {"more_than": "-5%"}}, "repeat.more_than",
         SHARE),
        ("credit-rule", "performance-excellence", {"min_measure": 2**63}, "min_measure",
         f"between -{10**15} and {10**15}"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_meant_is_an_error(section, name, values, field, said):
    assert told(section, name, values) == [(f"{section}.{name}.{field}", said)]


@pytest.mark.parametrize(
    ("section", "name", "values"),
    [
        ("credit-rule", "sampling-fail",
         {"repeat": {"more_than": "1/2", "among": ["sample-passed"]}}),
        ("credit-rule", "sampling-fail", {"repeat": {"more_than": "0%"}}),
        ("product-limit", "cement-energy", {"product_class": "packaging"}),
        ("main-trade", "retail", {"code": "F"}),
        ("main-trade", "retail", {"code": "F5211"}),
        ("traced-trade", "food", {"industries": ["C13", "C1491"]}),
        ("veto", "falsified-data", {"rests_on": ["records", "penalties"]}),
        ("publication-rule", "listing", {"fields": ["id", "list_kind"]}),
        ("duty", "award-held", {"by": "document", "what": "any word of the book"}),
        ("parameter", "award.wait", {"value": "0 days"}),
    ],
)  # fmt: skip
def test_words_that_there_are_pass(section, name, values):
    assert not told(section, name, values)


def test_a_kind_that_is_retired_is_no_kind_to_count_among():
    steps = {
        "change": [{"section": "credit-rule", "id": "sampling-fail", "source": "镇1号",
                    "set": {"repeat": {"more_than": "1/2", "among": ["sample-passed"]}}}],
        "retire": [{"section": "credit-rule", "id": "sample-passed", "from": date(2016, 7, 1),
                    "source": "镇1号"}],
    }  # fmt: skip
    with pytest.raises(RulebookError):
        load_rulebook(mapping={"rulebook": HEAD, **steps}, base=BOOK)


def test_a_book_with_a_time_bar_of_its_own_scores():
    book = overlay("parameter", "credit.time-bar", {"value": "500 days"})
    day = date(2014, 1, 1)
    record = CreditRecord(
        id="R1", subject=UNIT.code, kind="penalty", severity="serious", happened_on=day,
        found_on=date(2015, 12, 1), decided_on=date(2016, 3, 1), known_on=date(2016, 3, 1),
        source_document="罚〔2016〕1号",
    )  # fmt: skip
    scores = [CreditScorer(one, as_of="2016-12-31").score(UNIT, [record]) for one in (book, BOOK)]
    assert scores[0].score == 100
    assert scores[1].score < 100


def test_every_parameter_that_is_read_as_a_term_is_checked_as_one():
    """What a check accepts can be evaluated: no module reads a term that is checked nowhere."""
    folder = Path(qualitygov.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    read = {name for text in texts for name in re.findall(r"\.term\(\"([a-z.-]+)\"\)", text)}
    bars = {name for text in texts for name in re.findall(r"\"(credit\.time-bar[a-z-]*)\"", text)}
    assert len(read) > 10
    assert len(bars) == 2
    assert read | bars <= AS_TERMS


def test_divisions_are_those_of_both_editions():
    assert {"A01", "C13", "F52", "N79", "O79", "T96", "T97"} <= set(divisions())
    assert all(begins_code(one) for one in (*divisions(), *"ABCDEFGHIJKLMNOPQRST"))
    assert not any(begins_code(one) for one in ("", "U", "f52", "F5", "F52111", "AB", "A13"))


def test_what_does_not_fit_is_told_at_the_step_that_brought_it():
    steps = [
        {"section": "parameter", "id": name, "set": {"value": value}, "source": "镇1号"}
        for name, value in (("credit.base", 100), ("credit.floor", -50))
    ]
    with pytest.raises(RulebookError) as raised:
        load_rulebook(mapping={"rulebook": HEAD, "change": steps}, base=BOOK)
    assert [p.path for p in raised.value.problems] == ["mapping:change[1]:parameter.credit.floor"]
