"""The procedure as legal states only (列入程序): which move is legal when, and why another is not.

Ground found → notice → statement, or hearing if asked for in time → decision → publication →
repair, expiry or revocation. Nobody is listed on the day of notice: the term for a statement, and
for asking for a hearing where the list has one, has been used or has passed (Administrative Penalty
Law, arts. 44-45 and 63-64). Its ground is in force, and one of its list, when it is found, in the
notice and in the decision. Against a listing there is reconsideration and suit; a stay suspends
what the listing brings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from qualitygov.blacklist.course import LISTED_STATES, Course
from qualitygov.blacklist.entities import CaseFacts, CaseState, Move, MoveKind
from qualitygov.core.calendars import Due
from qualitygov.core.periods import ONE_DAY, Term, term_end
from qualitygov.errors import RulebookError
from qualitygov.procedure import not_now
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.remedies import RECONSIDERATION, SUIT
from qualitygov.text import Text

M, S = MoveKind, CaseState
_DECISIONS = {M.DECIDED_TO_LIST: S.LISTED, M.DECIDED_NOT_TO_LIST: S.NOT_LISTED}

_ON_A_GROUND = (M.GROUND_FOUND, M.NOTICE_GIVEN, M.DECIDED_TO_LIST)
"""The moves on whose days the ground is in force."""

_REMEDIES = (M.RECONSIDERATION_ASKED, M.SUIT_FILED, M.STAYED, M.UPHELD)


def _standing(state: CaseState) -> dict[MoveKind, CaseState]:
    """What a unit and its judges may do while a decision stands, whatever else happens."""
    return dict.fromkeys(_REMEDIES, state)


NEXT: Mapping[CaseState, Mapping[MoveKind, CaseState]] = {
    S.OPEN: {M.GROUND_FOUND: S.GROUND},
    S.GROUND: {M.NOTICE_GIVEN: S.NOTIFIED, M.DECIDED_NOT_TO_LIST: S.NOT_LISTED},
    S.NOTIFIED: {M.STATEMENT_MADE: S.HEARD, M.HEARING_REQUESTED: S.HEARING_PENDING, **_DECISIONS},
    S.HEARD: {M.HEARING_REQUESTED: S.HEARING_PENDING, **_DECISIONS},
    S.HEARING_PENDING: {M.HEARING_HELD: S.HEARD},
    S.LISTED: {
        M.PUBLISHED: S.LISTED,
        M.REPAIR_APPLIED: S.REPAIR_APPLIED,
        M.REVOKED: S.REVOKED,
        **_standing(S.LISTED),
    },
    S.REPAIR_APPLIED: {
        M.PUBLISHED: S.REPAIR_APPLIED,
        M.REPAIR_ACCEPTED: S.REPAIR_ACCEPTED,
        M.REPAIR_REFUSED: S.LISTED,
        M.REVOKED: S.REVOKED,
        **_standing(S.REPAIR_APPLIED),
    },
    S.REPAIR_ACCEPTED: {
        M.PUBLISHED: S.REPAIR_ACCEPTED,
        M.REPAIR_GRANTED: S.REMOVED,
        M.REPAIR_DENIED: S.LISTED,
        M.REVOKED: S.REVOKED,
        **_standing(S.REPAIR_ACCEPTED),
    },
    S.REMOVED: {M.FRAUD_FOUND: S.LISTED, M.REVOKED: S.REVOKED},
    S.EXPIRED: {M.REVOKED: S.REVOKED},
    S.NOT_LISTED: {},
    S.REVOKED: {},
}
"""The legal moves of each state and where they lead."""


def begin(facts: CaseFacts, context: Context) -> Course:
    """Return the course before the first move (案件起点): that of a published list begins listed.

    Raises `RulebookError` where the book has no such list on its day.
    """
    listed_on = facts.listed_on
    if listed_on is None:
        return Course(facts)
    course = Course(facts, state=S.LISTED, listed_on=listed_on, published_on=listed_on)
    until = term_end(listed_on, listing_term(course, context, listed_on))
    return attrs.evolve(course, until=until, last_day=listed_on)


def removed(course: Course, context: Context) -> Course:
    """Return the course with a recorded removal, once it is known and its day has come (移出)."""
    day = course.facts.removed_on
    if day is None or day > context.horizon or course.state not in LISTED_STATES:
        return course
    return attrs.evolve(course, state=S.REMOVED, removed_on=day)


def _rule(course: Course, context: Context, on: date) -> ListKind:
    return context.rules_on(on).entry(ListKind, course.facts.list_kind)


def listing_term(course: Course, context: Context, on: date) -> Term:
    """Return how long a listing of this day lasts (列入期限); a second one may last longer."""
    rule = _rule(course, context, on)
    again = course.facts.earlier_listings > 0 and rule.second_term is not None
    return rule.second_term if again and rule.second_term is not None else rule.term


def _refuse_notice(move: Move) -> Text | None:
    if not (move.states_facts and move.states_reasons and move.states_basis and move.states_rights):
        return Text(
            "告知书应写明事实、理由、依据和权利", "a notice states facts, reasons, basis and rights"
        )
    return None


def _refuse_ground(course: Course, on: date, context: Context) -> Text | None:
    """No listing rests on a ground before or after its time, nor on one of another list."""
    ground, list_kind = course.facts.ground, course.facts.list_kind
    rule = _rules(context, on).get(ground or "")
    if rule is None:
        return Text(f"{on} 无施行的事由 {ground}", f"no ground {ground} is in force on {on}")
    if rule.list_kind != list_kind:
        return Text(
            f"{on} 的事由 {ground} 属于名单 {rule.list_kind}，不属于 {list_kind}",
            f"on {on} the ground {ground} is one of the list {rule.list_kind}, not of {list_kind}",
        )
    return None


def _rules(context: Context, on: date) -> Mapping[str, GroundRule]:
    """The grounds in force on a day, none on a day that the book does not answer for."""
    try:
        return context.rules_on(on).entries(GroundRule)
    except RulebookError:
        return {}


def _refuse_unsigned(course: Course, on: date, context: Context) -> Text | None:
    """No rule that nobody verified is in a notice or decision, a ground or a list.

    The ground is one by the rule of the day on which it was found, whatever followed that rule.
    """
    found_on = course.found_on or on
    named = (
        _rules(context, found_on).get(course.facts.ground or ""),
        context.rules_on(on).entries(ListKind).get(course.facts.list_kind),
    )
    unsigned = [rule.id for rule in named if rule is not None and rule.unsigned]
    if not unsigned:
        return None
    return Text(
        f"所依规则尚未核实：{'、'.join(unsigned)}",
        f"its rule was not verified yet: {', '.join(unsigned)}",
    )


def _refuse_rules(course: Course, kind: MoveKind, on: date, context: Context) -> Text | None:
    """Why the rules of a day carry no step towards a listing."""
    ground = _refuse_ground(course, on, context)
    if ground is not None or kind is M.GROUND_FOUND:
        return ground
    return _refuse_unsigned(course, on, context)


def _refuse_hearing(course: Course, on: date) -> Text | None:
    if course.hearing_until is None:
        return Text("此类名单不举行听证", "this list has no hearing")
    if course.hearing_held:
        return Text("听证已举行", "the hearing has been held")
    if course.hearing_ends and course.hearing_until.passed(on):
        return Text(
            f"申请听证的期限已于 {course.hearing_until.day} 届满",
            f"the time to ask for a hearing ended on {course.hearing_until.day}",
        )
    return None


def _refuse_listing(course: Course, on: date) -> Text | None:
    if course.notice_on is not None and on <= course.notice_on:
        return Text("告知当日不得作出列入决定", "not on the day of notice")
    if not course.heard and (why := _may_still(course.statement_until, on)) is not None:
        return why
    if course.hearing_until is None or course.hearing_held:
        return None
    return _may_still(course.hearing_until, on)


def _may_still(until: Due | None, on: date) -> Text | None:
    """Why an authority may not decide yet: the unit may still speak."""
    if until is None or until.day is None:
        return Text(
            "陈述申辩、申请听证的期限未知，且尚未使用",
            "the end of the time to be heard is unknown, and nobody was heard",
        )
    if on <= until.day:
        return Text(
            f"{until.day} 前当事人仍可陈述申辩或申请听证",
            f"until {until.day} the unit may still ask to be heard",
        )
    return None


def repairable_from(course: Course, context: Context, on: date) -> date | None:
    """Return the first day on which a repair may be applied for (可申请修复日), by the rules of `on`.

    None where it runs from a publication that is still to come.
    """
    rule = _rule(course, context, on)
    start = course.listed_on if rule.repair_from == "decided" else course.published_on
    return None if start is None else term_end(start, rule.repair_after) + ONE_DAY


def _refuse_application(course: Course, on: date, context: Context) -> Text | None:
    earliest = repairable_from(course, context, on)
    if earliest is None:
        return Text("尚未公示", "not published yet")
    if on < earliest:
        return Text(f"{earliest} 起方可申请修复", f"repair may be applied for from {earliest}")
    return None


REMEDIES = {M.RECONSIDERATION_ASKED: RECONSIDERATION, M.SUIT_FILED: SUIT}
"""The remedies of a unit against a listing, each with the parameter of its term."""


def _refuse_remedy(course: Course, kind: MoveKind, on: date, context: Context) -> Text | None:
    """Why a remedy may not be used: it was, or its term is over, or nothing is pending."""
    pending = course.asked_on is not None or course.sued_on is not None
    if kind in (M.STAYED, M.UPHELD) and not pending:
        return Text("没有复议或诉讼", "no reconsideration or suit is pending")
    if kind is M.STAYED and course.stayed_on is not None:
        return Text("已停止执行", "stayed already")
    if kind not in REMEDIES:
        return None
    if kind in course.used:
        return Text(
            "已有复议决定或裁判，不得再次提起", "it was decided already, and is not asked twice"
        )
    if (course.asked_on if kind is M.RECONSIDERATION_ASKED else course.sued_on) is not None:
        return Text("已提出", "it is pending already")
    assert course.told_on is not None
    rule = context.rules_on(course.told_on).entries(Parameter).get(REMEDIES[kind])
    if rule is None or rule.unsigned:
        return None  # a term that nobody verified takes nothing from the unit
    until = context.due(course.told_on, REMEDIES[kind])
    if until.passed(on):
        return Text(f"期限已于 {until.day} 届满", f"its term ended on {until.day}")
    return None


def _refuse_repair(move: Move) -> Text | None:
    if not (move.duties_performed and move.harm_removed and move.no_new_penalty):
        return Text(
            "准予修复须义务已履行、危害已消除、无新的较重处罚",
            "repair is granted when duties are performed, harm is removed and no new heavier "
            "penalty was imposed",
        )
    return None


def _refuse_on(course: Course, kind: MoveKind, on: date, context: Context) -> Text | None:
    """Why no move of a kind is legal on a day, whatever it says."""
    state = course.state_on(on)
    if course.last_day is not None and on < course.last_day:
        return Text(
            f"早于上一步骤的日期 {course.last_day}",
            f"before the day of the last move, {course.last_day}",
        )
    if kind not in NEXT[state]:
        return not_now(state, kind)
    if kind in _ON_A_GROUND and (why := _refuse_rules(course, kind, on, context)) is not None:
        return why
    if kind is M.HEARING_REQUESTED:
        return _refuse_hearing(course, on)
    if kind is M.DECIDED_TO_LIST:
        return _refuse_listing(course, on)
    if kind is M.REPAIR_APPLIED:
        return _refuse_application(course, on, context)
    if kind in _REMEDIES:
        return _refuse_remedy(course, kind, on, context)
    if kind is M.PUBLISHED and course.published_on is not None:
        return Text(
            f"已于 {course.published_on} 公示", f"published already, on {course.published_on}"
        )
    return None


def legal_on(course: Course, on: date, context: Context) -> Iterator[MoveKind]:
    """Yield the kinds of move that are legal on a day, if they say what they must (现可步骤)."""
    for kind in NEXT[course.state_on(on)]:
        if _refuse_on(course, kind, on, context) is None:
            yield kind


def refusal(course: Course, move: Move, context: Context) -> Text | None:
    """Return why a move is not legal now (不合法的理由), None when it is."""
    reason = _refuse_on(course, move.kind, move.day, context)
    if reason is not None:
        return reason
    if move.kind is M.NOTICE_GIVEN:
        return _refuse_notice(move)
    if move.kind is M.REPAIR_GRANTED:
        return _refuse_repair(move)
    unconsented = move.kind is M.DECIDED_TO_LIST and move.consent_by is None
    if unconsented and _rule(course, context, move.day).needs_consent:
        return Text("须经上一级机关同意", "the consent of the next level is needed")
    return None


def advance(course: Course, move: Move, context: Context) -> Course:
    """Take a move that was found legal (推进程序)."""
    state = NEXT[course.state_on(move.day)][move.kind]
    course = attrs.evolve(course, state=state, last_day=move.day)
    if move.kind is M.GROUND_FOUND:
        return attrs.evolve(course, found_on=move.day)
    if move.kind is M.NOTICE_GIVEN:
        rule = _rule(course, context, move.day)
        hearing, statement = rule.hearing_within, rule.statement_within or rule.hearing_within
        return attrs.evolve(
            course,
            notice_on=move.day,
            statement_until=None if statement is None else context.due(move.day, statement),
            hearing_until=None if hearing is None else context.due(move.day, hearing),
            hearing_ends=rule.vouched("hearing_within"),
        )
    if move.kind in (M.STATEMENT_MADE, M.HEARING_HELD):
        return attrs.evolve(
            course, heard=True, hearing_held=course.hearing_held or move.kind is M.HEARING_HELD
        )
    if move.kind is M.DECIDED_TO_LIST:
        until = term_end(move.day, listing_term(course, context, move.day))
        return attrs.evolve(course, listed_on=move.day, until=until)
    return _noted(course, move)


def _noted(course: Course, move: Move) -> Course:
    """Note the day of a move that comes after the listing."""
    if move.kind in _REMEDIES:
        return _remedied(course, move)
    if move.kind is M.PUBLISHED:
        return attrs.evolve(course, published_on=move.day)
    if move.kind is M.REPAIR_APPLIED:
        return attrs.evolve(course, applied_on=move.day, accepted_on=None)
    if move.kind is M.REPAIR_ACCEPTED:
        return attrs.evolve(course, accepted_on=move.day)
    if move.kind is M.REPAIR_GRANTED:
        return attrs.evolve(course, removed_on=move.day)
    if move.kind is M.FRAUD_FOUND:
        assert course.removed_on is not None
        return attrs.evolve(
            course, removed_on=None, gaps=(*course.gaps, (course.removed_on, move.day))
        )
    return course


def _remedied(course: Course, move: Move) -> Course:
    """Note a remedy; when the decision is upheld, its stay ends."""
    if move.kind is M.RECONSIDERATION_ASKED:
        return attrs.evolve(course, asked_on=move.day)
    if move.kind is M.SUIT_FILED:
        return attrs.evolve(course, sued_on=move.day)
    if move.kind is M.STAYED:
        return attrs.evolve(course, stayed_on=move.day)
    gaps = course.gaps
    if course.stayed_on is not None:
        gaps = (*gaps, (course.stayed_on, move.day))
    used = {M.RECONSIDERATION_ASKED} if course.sued_on is None else set(REMEDIES)
    return attrs.evolve(
        course,
        asked_on=None,
        sued_on=None,
        stayed_on=None,
        upheld_on=move.day,
        used=course.used | used,
        gaps=gaps,
    )
