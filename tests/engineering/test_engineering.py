"""Works: lots by sampling, acceptance from the lots upward, and what projects give to others."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.core.periods import Hours, Term
from qualitygov.credit import CreditArchive
from qualitygov.engineering import (
    SUBJECT,
    Division,
    DivisionKind,
    EngineeringProject,
    InspectionLot,
    Outcome,
    Remedy,
    SubItem,
    accept,
    accept_lot,
    project_state,
    smallest_sample,
)
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.model.engineering import GeneralItemTable
from signed_book import signed_book
from small_county import records_of, view_of

pytestmark = pytest.mark.clause("2.2.3.a", "2.2.3.b", "2.2.3.c", "2.2.3.d", "2.2.3.e", "2.2.3.f")

PLAIN, BOOK = load_rulebook("strong-town"), signed_book()
CONTEXT = Context(BOOK, as_of="2016-12-31")
RULES = CONTEXT.rules
CODE = "91330299100041176W"
COMPLETED, ACCEPTED = date(2016, 3, 1), date(2016, 3, 20)
END = date(2016, 12, 31)
EVERYTHING = date(2018, 12, 31)
DAY = timedelta(days=1)
APPENDIX_D = {5: 1, 8: 2, 13: 3, 20: 5, 32: 7, 50: 10, 80: 14, 125: 21}
SYSTEMS = ("legal_person_system", "bidding_system", "supervision_system", "contract_system")


def lot(**more):
    return InspectionLot(
        **{"id": "L1", "main_items_conform": True, "batch": 100, "sampled": 8, **more}
    )


def division(*lots, **more):
    return Division(
        **{"kind": DivisionKind.STRUCTURE, "sub_items": (SubItem(name="钢筋", lots=lots),), **more}
    )


def project(*divisions, **more):
    values = {
        "id": "P1",
        "name": "1号工程",
        "town": "330299101",
        "subject": CODE,
        "completed_on": COMPLETED,
        "accepted_on": ACCEPTED if divisions or "stated" in more else None,
        "known_on": COMPLETED,
        "document": "验〔2016〕1",
        "divisions": divisions,
        **dict.fromkeys(SYSTEMS, True),
        **more,
    }
    return EngineeringProject(**values)


def reasons(one):
    return [text.en for text in accept_lot(one, CONTEXT)]


# Lots


@pytest.mark.parametrize(("sampled", "most"), sorted(APPENDIX_D.items()))
def test_appendix_d(sampled, most):
    assert reasons(lot(batch=sampled, sampled=sampled, nonconforming=most)) == []
    assert reasons(lot(batch=sampled, sampled=sampled, nonconforming=most + 1)) == [
        f"{most + 1} nonconforming general points, more than {most}"
    ]


@pytest.mark.parametrize(
    ("sampled", "most"), [(2, 0), (4, 0), (7, 1), (12, 2), (19, 3), (49, 7), (124, 14), (500, 21)]
)
def test_between_two_rows_the_smaller_one_holds(sampled, most):
    assert reasons(lot(batch=sampled, sampled=sampled, nonconforming=most)) == []
    assert len(reasons(lot(batch=sampled, sampled=sampled, nonconforming=most + 1))) == 1


SMALLEST = """2-15: 2; 16-25: 3; 26-50: 5; 51-90: 6; 91-150: 8; 151-280: 13; 281-500: 20;
501-1200: 32; 1201-3200: 50; 3201-10000: 80"""


@pytest.mark.parametrize("row", SMALLEST.replace("\n", " ").split("; "))
def test_smallest_samples(row):
    ends, wanted = row.split(": ")
    for batch in map(int, ends.split("-")):
        assert smallest_sample(batch, CONTEXT) == int(wanted)
        assert reasons(lot(batch=batch, sampled=int(wanted))) == []
        assert reasons(lot(batch=batch, sampled=int(wanted) - 1)) == [
            f"{int(wanted) - 1} sampled, fewer than {wanted}"
        ]


def test_a_batch_of_one_is_looked_at_whole_and_past_the_table_the_last_number_holds():
    assert smallest_sample(1, CONTEXT) == 1
    assert smallest_sample(10_001, CONTEXT) == smallest_sample(10**6, CONTEXT) == 80


@pytest.mark.parametrize("stated", list(Outcome))
@pytest.mark.parametrize("changes", [{"sampled": 7}, {"nonconforming": 3}])
def test_a_number_that_nobody_has_verified_refuses_no_works(changes, stated):
    plain = Context(PLAIN, as_of=CONTEXT.as_of)
    one = project(division(lot(**changes)), stated=stated)
    found = accept(one, plain)
    assert (found.outcome, [s.unverified for s in found.shortfalls]) == (stated, [True])
    assert found.first_time is (stated is Outcome.PASS)
    bad = project(division(lot(severe_defect=True, **changes)))
    assert accept(bad, plain).outcome is Outcome.FAIL


@given(st.integers(1, 20_000), st.integers(1, 500))
def test_a_greater_batch_never_asks_for_less(batch, more):
    assert smallest_sample(batch, CONTEXT) <= smallest_sample(batch + more, CONTEXT) <= batch + more


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"main_items_conform": False}, "a main item does not conform"),
        ({"severe_defect": True}, "a severe defect"),
        ({"records_complete": False}, "records incomplete"),
        ({"sampled": 7}, "7 sampled, fewer than 8"),
        ({"nonconforming": 3}, "3 nonconforming general points, more than 2"),
    ],
)
def test_each_shortfall_of_a_lot_refuses_the_works(changes, reason):
    assert reasons(lot()) == []
    assert reasons(lot(**changes)) == [reason]
    found = accept(project(division(lot(**changes))), CONTEXT)
    assert found.outcome is Outcome.FAIL
    assert [(s.path, s.reason.en) for s in found.shortfalls] == [("structure/钢筋/L1", reason)]


def test_all_reasons_of_a_lot_are_named_at_once():
    bad = lot(
        main_items_conform=False,
        sampled=6,
        nonconforming=6,
        severe_defect=True,
        records_complete=False,
    )
    assert len(reasons(bad)) == 5


@pytest.mark.parametrize("changes", [{"sampled": 101}, {"nonconforming": 9}])
def test_a_lot_that_cannot_be_is_refused(changes):
    with pytest.raises(FieldError, match="nonconforming <= sampled <= batch"):
        lot(**changes)


# The hierarchy


@pytest.mark.parametrize("part", ["documents_complete", "tests_conform", "appearance_good"])
def test_a_division_needs_more_than_its_lots(part):
    assert accept(project(division(lot())), CONTEXT).outcome is Outcome.PASS
    found = accept(project(division(lot(), **{part: False})), CONTEXT)
    assert (found.outcome, [s.path for s in found.shortfalls]) == (Outcome.FAIL, ["structure"])


@pytest.mark.parametrize("remedy", list(Remedy))
def test_a_remedy_lets_a_lot_pass_but_not_at_first_time(remedy):
    bad = lot(main_items_conform=False)
    assert accept(project(division(lot())), CONTEXT).first_time
    mended = accept(project(division(attrs.evolve(bad, remedy=remedy))), CONTEXT)
    assert (mended.outcome, mended.first_time, mended.shortfalls[0].remedy) == (
        Outcome.PASS,
        False,
        remedy,
    )
    assert (
        accept(project(division(attrs.evolve(bad, remedy=remedy), bad)), CONTEXT).outcome
        is Outcome.FAIL
    )
    # A remedy of a lot mends nothing of its division.
    assert (
        accept(
            project(division(attrs.evolve(bad, remedy=remedy), tests_conform=False)), CONTEXT
        ).outcome
        is Outcome.FAIL
    )


def test_without_divisions_the_stated_outcome_stands():
    for outcome in Outcome:
        more = {} if outcome is Outcome.PENDING else {"stated": outcome}
        assert accept(project(**more), CONTEXT).outcome is outcome
    assert not accept(project(), CONTEXT).first_time
    assert accept(project(stated=Outcome.PASS), CONTEXT).first_time


def test_an_outcome_that_the_divisions_contradict_is_refused():
    good, bad = division(lot()), division(lot(severe_defect=True))
    assert accept(project(good, stated=Outcome.PASS), CONTEXT).outcome is Outcome.PASS
    assert accept(project(bad, stated=Outcome.FAIL), CONTEXT).outcome is Outcome.FAIL
    with pytest.raises(
        FieldError, match="project P1 is stated as pass, its divisions make it a fail"
    ):
        accept(project(good, bad, stated=Outcome.PASS), CONTEXT)
    with pytest.raises(FieldError, match="stated as fail, its divisions make it a pass"):
        accept(project(good, stated=Outcome.FAIL), CONTEXT)


@st.composite
def lots(draw):
    batch = draw(st.integers(1, 400))
    sampled = draw(st.integers(1, batch))
    return InspectionLot(
        id=f"L{draw(st.integers(1, 99))}",
        main_items_conform=draw(st.sampled_from([True, True, True, False])),
        batch=batch,
        sampled=sampled,
        nonconforming=draw(st.integers(0, min(sampled, 5))),
        severe_defect=draw(st.sampled_from([False, False, False, True])),
        records_complete=draw(st.sampled_from([True, True, True, False])),
        remedy=draw(st.none() | st.sampled_from(list(Remedy))),
    )


def worse(one):
    """Every way in which a lot gets worse by one step."""
    found = [
        attrs.evolve(one, main_items_conform=False),
        attrs.evolve(one, severe_defect=True),
        attrs.evolve(one, records_complete=False),
        attrs.evolve(one, remedy=None),
    ]
    if one.nonconforming < one.sampled:
        found.append(attrs.evolve(one, nonconforming=one.nonconforming + 1))
        found.append(attrs.evolve(one, sampled=max(one.sampled - 1, 1)))
    return found


GOOD = {Outcome.FAIL: 0, Outcome.PASS: 1}


@settings(max_examples=200)
@given(
    st.lists(lots(), min_size=1, max_size=3), lots(), st.sampled_from(range(6)), st.integers(0, 3)
)
def test_a_worse_lot_never_improves_the_project(others, one, way, at):
    changes = worse(one)
    changed = changes[way % len(changes)]
    at = min(at, len(others))

    def taken(which):
        return accept(project(division(*others[:at], which, *others[at:])), CONTEXT)

    before, after = taken(one), taken(changed)
    assert GOOD[after.outcome] <= GOOD[before.outcome]
    assert after.first_time <= before.first_time
    # No change takes a shortfall away, that of a remedy among them.
    assert len(after.shortfalls) >= len(before.shortfalls)


@pytest.mark.parametrize("empty", [{"lots": ()}, {"sub_items": ()}])
def test_nothing_that_was_looked_at_passes_nothing(empty):
    with pytest.raises(FieldError, match="at least one"):
        SubItem(name="x", **empty) if "lots" in empty else Division(kind=DivisionKind.ROOF, **empty)


@given(st.lists(lots(), min_size=2, max_size=4), st.randoms())
def test_a_project_passes_when_each_of_its_lots_would_and_in_any_order(several, luck):
    alone = [accept(project(division(one)), CONTEXT).outcome for one in several]
    shuffled = list(several)
    luck.shuffle(shuffled)
    together = accept(
        project(division(*several[:1]), division(*several[1:], kind=DivisionKind.ROOF)), CONTEXT
    )
    assert together.outcome is (Outcome.FAIL if Outcome.FAIL in alone else Outcome.PASS)
    assert accept(project(division(*shuffled)), CONTEXT).outcome is together.outcome


# Projects as they are filed


def test_the_four_systems_stand_in_order():
    for at, name in enumerate(SYSTEMS):
        assert list(project(**{name: False}).systems.values()) == [n != at for n in range(4)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dwellings": 3, "dwellings_accepted": 4}, "4 dwellings accepted of 3"),
        ({"stated": Outcome.PASS, "accepted_on": None}, "both an outcome and a day"),
        ({"accepted_on": ACCEPTED}, "both an outcome and a day"),
        (
            {"stated": Outcome.PASS, "accepted_on": COMPLETED - DAY},
            "accepted_on 2016-02-29 lies before completed_on",
        ),
        (
            {"stated": Outcome.PASS, "filed_on": ACCEPTED - DAY},
            "filed_on 2016-03-19 lies before accepted_on",
        ),
    ],
)
def test_projects_that_contradict_themselves_are_refused(changes, words):
    with pytest.raises(FieldError, match=words):
        project(**changes)


# Credit records


def at(as_of=END, known_at=EVERYTHING):
    """A day, by default with all that ever became known."""
    return Context(BOOK, as_of=as_of, known_at=known_at)


def records(*projects, **when):
    return records_of(view_of(SUBJECT, projects=projects), at(**when))


def facts(*projects, as_of=END, known_at=None):
    return view_of(SUBJECT, projects=projects).facts("project", at(as_of, known_at))


def short(*projects, as_of=END):
    return [(r.id, r.kind, r.severity, r.decided_on) for r in records(*projects, as_of=as_of)]


def test_works_not_accepted_are_a_serious_failing_of_the_day_of_acceptance():
    for one in (project(stated=Outcome.FAIL), project(division(lot(severe_defect=True)))):
        assert records(one, as_of=ACCEPTED - DAY) == ()
        (found,) = records(one, as_of=ACCEPTED)
        assert (found.id, found.subject, found.kind, found.severity) == (
            "P1/serious",
            CODE,
            "project-fail",
            "serious",
        )
        assert (found.happened_on, found.decided_on, found.known_on) == (
            ACCEPTED,
            ACCEPTED,
            ACCEPTED,
        )
        assert found.source_document == "验〔2016〕1"


def test_accepted_works_with_all_systems_give_nothing():
    mended = project(division(lot(main_items_conform=False, remedy=Remedy.REWORKED)))
    assert (
        records(
            project(),
            project(stated=Outcome.PASS),
            mended,
            project(completed_on=None, bidding_system=False),
        )
        == ()
    )


@st.composite
def projects(draw, name="P1"):
    completed = COMPLETED + timedelta(days=draw(st.integers(0, 60)))
    accepted = completed + timedelta(days=draw(st.integers(0, 60)))
    outcome = draw(st.sampled_from(Outcome))
    hierarchy = (division(draw(lots())),) if draw(st.booleans()) else ()
    decided = bool(hierarchy) or outcome is not Outcome.PENDING
    return project(
        *hierarchy,
        id=name,
        stated=Outcome.PENDING if hierarchy else outcome,
        completed_on=draw(st.just(completed) | st.none()),
        accepted_on=accepted if decided else None,
        known_on=COMPLETED + timedelta(days=draw(st.integers(0, 200))),
        **{system: draw(st.sampled_from([True, True, True, False])) for system in SYSTEMS},
    )


MANY = st.integers(0, 5).flatmap(lambda n: st.tuples(*(projects(name=f"P{at}") for at in range(n))))
DAYS = st.integers(-10, 250).map(lambda n: COMPLETED + timedelta(days=n))


@settings(max_examples=200)
@given(MANY, DAYS)
def test_the_credit_rules_know_every_record(many, as_of):
    found = records(*many, as_of=as_of)
    scales = RULES.entries(CreditRule)
    assert all(one.severity in scales[one.kind].scale for one in found)
    assert all(one.happened_on == one.decided_on <= min(one.known_on, as_of) for one in found)
    assert len(CreditArchive.of(found)) == len(found)


@given(MANY, st.randoms(), DAYS)
def test_the_order_of_projects_never_matters(many, luck, as_of):
    shuffled = list(many)
    luck.shuffle(shuffled)
    assert set(records(*shuffled, as_of=as_of)) == set(records(*many, as_of=as_of))
    assert set(facts(*shuffled, as_of=as_of)) == set(facts(*many, as_of=as_of))


@settings(max_examples=200)
@given(projects(), DAYS)
def test_an_acceptance_to_come_is_not_seen(one, as_of):
    if one.accepted_on is None or one.accepted_on <= as_of:
        return
    before = attrs.evolve(one, stated=Outcome.PENDING, accepted_on=None, divisions=())
    assert records(one, as_of=as_of) == records(before, as_of=as_of)
    assert facts(one, as_of=as_of, known_at=EVERYTHING) == facts(
        before, as_of=as_of, known_at=EVERYTHING
    )


# Fact rows


def fact(one, as_of=END, known_at=None):
    (row,) = facts(one, as_of=as_of, known_at=known_at)
    return row


def test_a_row_is_placed_on_the_day_of_completion():
    row = fact(project(stated=Outcome.PASS, key_project=True))
    assert (row.id, row.town, row.on, row.subject) == ("P1", "330299101", COMPLETED, CODE)
    assert (row.general_work, row.acceptance, row.standing) == (False, "pass", "done")
    general = fact(project())
    assert (general.general_work, general.acceptance, general.accepted_first_time) == (
        True,
        "pending",
        False,
    )


def test_an_acceptance_is_seen_from_its_day():
    one = project(stated=Outcome.PASS)
    assert [
        (fact(one, on).acceptance, fact(one, on).accepted_first_time)
        for on in (ACCEPTED - DAY, ACCEPTED)
    ] == [
        ("pending", False),
        ("pass", True),
    ]
    mended = fact(project(division(lot(severe_defect=True, remedy=Remedy.TESTED))))
    assert (mended.acceptance, mended.accepted_first_time) == ("pass", False)


def test_rows_are_of_what_was_completed_and_known_by_the_day():
    one = project(known_on=date(2016, 6, 1))
    assert facts(one, project(completed_on=None, id="P2"), as_of=date(2016, 5, 31)) == ()
    assert len(facts(one, as_of=date(2016, 6, 1))) == 1
    assert len(facts(one, as_of=COMPLETED, known_at=END)) == 1
    assert facts(one, as_of=COMPLETED - DAY, known_at=END) == ()
    assert facts(one, as_of=END, known_at=date(2016, 5, 31)) == ()
    assert records(attrs.evolve(one, contract_system=False), known_at=date(2016, 5, 31)) == ()


def test_a_completion_and_an_acceptance_known_later_do_not_exist():
    one = project(stated=Outcome.FAIL, known_on=date(2016, 1, 5), contract_system=False)
    assert facts(one, known_at=COMPLETED - DAY) == records(one, known_at=COMPLETED - DAY) == ()
    assert [r.severity for r in records(one, known_at=ACCEPTED - DAY)] == ["general"]
    assert fact(one, known_at=ACCEPTED - DAY).acceptance == "pending"
    assert [r.severity for r in records(one, known_at=ACCEPTED)] == ["general", "serious"]
    assert fact(one, known_at=ACCEPTED).acceptance == "fail"
    with pytest.raises(FieldError, match="nobody knew of it"):
        project_state(one, at(END, date(2016, 1, 4)))


def test_a_project_is_accepted_by_the_rules_of_the_day_of_its_acceptance(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "general-items"\nid = "gb-50300"\n'
        'valid_from = 2016-06-01\nset = { accept = { 5 = 0, 8 = 0 } }\nsource = "x"\n',
        encoding="utf-8",
    )
    context = Context(load_rulebook(path), as_of=END)
    one = project(division(lot(nonconforming=2)))
    assert accept(one, context).outcome is Outcome.PASS
    late = attrs.evolve(one, accepted_on=date(2016, 6, 1))
    assert accept(late, context).outcome is Outcome.FAIL
    old = attrs.evolve(one, completed_on=date(2009, 1, 1), accepted_on=date(2009, 2, 1))
    assert accept(old, context).outcome is Outcome.PASS  # by the first rules of the book


def test_events_say_what_was_accepted_and_which_systems_there_are():
    one, two = project(stated=Outcome.PASS), project(id="P2")
    view = view_of(SUBJECT, projects=[one, two])
    found = [(kind, e.id, e.on) for kind, e in view.events(at())]
    assert found == [
        ("works-system", "P1/contract", COMPLETED),  # the owner of neither is known
        ("works-system", "P2/contract", COMPLETED),
        ("acceptance", "P1", ACCEPTED),
    ]
    assert [e.missing for _, e in view.events(at())[:2]] == [False, False]


def test_a_structural_award_is_in_the_row():
    assert [fact(project(structural_award=award)).structural_award for award in (True, False)] == [
        True,
        False,
    ]
    later = project(structural_award=True, awarded_on=date(2016, 6, 1))
    assert [fact(later, date(2016, 6, day)).structural_award for day in (1, 2)] == [True, True]
    assert not fact(later, date(2016, 5, 31), END).structural_award
    assert not fact(later, END, date(2016, 5, 31)).structural_award


# The rule entries


def test_periods_of_filing_and_report():
    assert RULES.entry(DutyRule, "works-filed").within == Term(days=15)
    assert RULES.span("engineering.accident-report") == Hours(24)


def test_the_table_is_the_printed_one():
    table = RULES.entry(GeneralItemTable, "gb-50300")
    assert {int(size): most for size, most in table.accept.items()} == APPENDIX_D
    assert list(GeneralItemTable.check_set({"own": table})) == []
    for wrong in (
        attrs.evolve(table, accept={**table.accept, "50": 6}),
        attrs.evolve(table, batches=tuple(reversed(table.batches))),
    ):
        assert [p.path for p in GeneralItemTable.check_set({"own": wrong})] == ["own"]


def test_a_county_whose_table_falls_is_told_where(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'valid_from = 2014-01-01\nreviewed_to = 2016-12-31\npast_end = "refuse"\n'
        '[general-items.own]\nlabel = { zh = "表", en = "t" }\nsource = "x"\n'
        'basis = "default"\naccept = { 5 = 2, 8 = 1 }\nbatches = [[15, 2]]\n',
        encoding="utf-8",
    )
    with pytest.raises(RulebookError) as raised:
        load_rulebook(path)
    assert "book.toml:general-items.own" in {p.path for p in raised.value.problems}
