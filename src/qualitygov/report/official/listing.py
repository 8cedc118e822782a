"""Documents of a listing (列入名单文书): the notice, the decision, the decision on a repair.

Clause 3.2.2.c. Each is a move of the procedure, and is made only where the move is legal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qualitygov.blacklist import BlacklistCase, BlacklistScreener, Ground, Move, MoveKind
from qualitygov.codes.unit import UnitKey
from qualitygov.core.form import from_plain
from qualitygov.core.periods import term_end
from qualitygov.credit import CreditRecord
from qualitygov.enterprise import Enterprise
from qualitygov.errors import IllegalMoveError, InputError
from qualitygov.report.official.papers import (
    NotThereError,
    Papers,
    Plain,
    RefusedDocumentError,
    SeveralCasesError,
)
from qualitygov.report.official.request import (
    Request,
    begun,
    need_signed,
    put_contact,
    put_party,
    put_remedies,
)
from qualitygov.report.official.sheet import (
    Sheet,
    chinese_source,
    day_zh,
    due_zh,
    span_zh,
)
from qualitygov.rulebook.model.blacklist import Effect, GroundRule, ListKind
from qualitygov.rulebook.model.credit import CreditRule

BEFORE_DECIDING = "在本机关作出决定之前"


@attrs.frozen(kw_only=True)
class Step:
    """A case at one step of its procedure (案件步骤): recorded, or legal on the document's day."""

    unit: Plain
    case: BlacklistCase
    move: Move
    recorded: bool


def _move(kind: MoveKind, request: Request, authority: str) -> Move:
    """The move that a document would be, as far as the law lets its maker vouch for it.

    What a person has to find (consent, duties performed) is asked for in the document itself.
    """
    notice = kind is MoveKind.NOTICE_GIVEN
    repaired = kind is MoveKind.REPAIR_GRANTED
    return Move(
        kind=kind,
        day=request.day,
        authority=authority,
        document=request.number,
        states_facts=notice,
        states_reasons=notice,
        states_basis=notice,
        states_rights=notice,
        consent_by="—" if kind is MoveKind.DECIDED_TO_LIST else None,
        duties_performed=repaired,
        harm_removed=repaired,
        no_new_penalty=repaired,
    )


def _step(
    unit: Plain, case: BlacklistCase, kinds: Sequence[MoveKind], request: Request, papers: Papers
) -> Step:
    """The step that a document is; raises `RefusedDocumentError` where it is not legal."""
    done = [move for move in case.moves if move.kind in kinds]
    if done and done[-1].day == request.day:
        earlier = tuple(case.moves[: case.moves.index(done[-1])])
        move, recorded = done[-1], True
    elif done:
        raise RefusedDocumentError(
            f"案件 {case.id} 已于 {done[-1].day} {done[-1].kind.label.zh}，文书日期应为该日",
            f"the case {case.id}: {done[-1].kind.label.en} on {done[-1].day} already;"
            " a copy has that day",
        )
    else:
        earlier = tuple(move for move in case.moves if move.day <= request.day)
        move, recorded = _move(kinds[0], request, _authority(case) or "—"), False
    begun_case = attrs.evolve(case, moves=earlier)
    try:
        begun_case.move(move, papers.context(request.day))
    except IllegalMoveError as error:
        raise RefusedDocumentError(error.text.zh, error.text.en) from None
    except InputError as error:
        first = error.problems[0]
        raise RefusedDocumentError(first.say("zh"), first.say("en")) from None
    return Step(unit=unit, case=begun_case, move=move, recorded=recorded)


def _authority(case: BlacklistCase) -> str | None:
    return case.moves[-1].authority if case.moves else case.authority


def _of_ground(papers: Papers, unit: Plain, name: str, day: date) -> BlacklistCase:
    """The case that could begin with a ground: it stands on the day, by what was known then."""
    standing = _standing(papers, unit, day).get(name)
    if standing is None:
        known = papers.entry(GroundRule, name, day)
        label = name if known is None else known.label.zh
        raise RefusedDocumentError(
            f"在 {day}，事由“{label}”不成立", f"on {day} the ground {name} does not stand"
        )
    law = _day_of_law(papers, unit, name, standing.arose_on, standing.record_ids)
    rule = papers.entry(GroundRule, name, law)
    need_signed(rule, named=f"blacklist-ground.{name}")
    assert rule is not None
    found = Move(kind=MoveKind.GROUND_FOUND, day=law, authority="—", document=papers.run.id)
    return BlacklistCase(
        id=name,
        subject=unit["code"],
        list_kind=standing.list_kind,
        legal_basis=chinese_source(rule) or "—",
        ground=name,
        moves=(found,),
    )


def _own_records(papers: Papers, unit: Plain) -> Iterator[CreditRecord]:
    key = UnitKey.of(unit["code"])
    for row in papers.cases["records"]:
        if UnitKey.of(row["subject"]) == key:
            yield from_plain(CreditRecord, row)


def _standing(papers: Papers, unit: Plain, day: date) -> Mapping[str, Ground]:
    """The grounds that stand on a day, by their rules' names."""
    whom = Enterprise(code=unit["code"], name=unit["name"], town=unit["town"])
    screener = BlacklistScreener.of(papers.context(day))
    found = screener.screen(whom, _own_records(papers, unit))
    return {one.rule: one for one in found.grounds}


def _new_grounds(
    papers: Papers,
    unit: Plain,
    request: Request,
    kinds: Sequence[MoveKind],
    cases: Sequence[BlacklistCase],
) -> Iterator[str]:
    """The grounds that the screening found and no case is about yet: a notice may begin one."""
    if kinds[0] is not MoveKind.NOTICE_GIVEN:
        return
    begun_already = {case.ground for case in cases}
    for ground in papers.assessment["grounds"].get(unit["code"], ()):
        name: str = ground["rule"]
        arose = date.fromisoformat(ground["arose_on"])
        if request.case in (None, name) and name not in begun_already and arose <= request.day:
            yield name


def _day_of_law(
    papers: Papers, unit: Plain, name: str, arose_on: date, record_ids: Sequence[str]
) -> date:
    """The day whose rules decide on a ground: of its first act, or on which a lasting one arose."""
    rule = papers.entry(GroundRule, name, arose_on)
    if rule is not None and rule.standing_for is not None:
        return arose_on
    acts = (one.happened_on for one in _own_records(papers, unit) if one.id in record_ids)
    return min([arose_on, *acts])


def _found(papers: Papers, request: Request, kinds: Sequence[MoveKind]) -> Step:
    """The step of the one case of the unit that a document can be made for."""
    unit = papers.need_enterprise(request.unit)
    cases = [from_plain(BlacklistCase, row) for row in papers.rows("listings", unit, request.case)]
    steps, refused = [], []
    for found in [*cases, *_new_grounds(papers, unit, request, kinds, cases)]:
        try:
            case = _of_ground(papers, unit, found, request.day) if isinstance(found, str) else found
            if request.of_list in (None, _list_name(papers, case, request.day)):
                steps.append(_step(unit, case, kinds, request, papers))
        except RefusedDocumentError as error:
            refused.append(error)
    steps = [one for one in steps if one.recorded] or steps
    if not steps and refused:
        raise refused[0]
    if not steps:
        what = "".join(f" {one}" for one in (request.case, request.of_list) if one is not None)
        raise NotThereError(
            f"{unit['name']}（{unit['code']}）没有可出具此文书的案件{what}",
            f"{unit['name']} ({unit['code']}) has no case{what} for this document",
        )
    if len(steps) > 1:
        raise SeveralCasesError([one.case.id for one in steps])
    return steps[0]


def _list_name(papers: Papers, case: BlacklistCase, day: date) -> str | None:
    kind = papers.entry(ListKind, case.list_kind, day)
    return None if kind is None else kind.label.zh


def _fact(papers: Papers, record: CreditRecord, day: date) -> str:
    """A record that a ground rests on, as one sentence."""
    known = papers.entry(CreditRule, record.kind, day)
    label = record.kind if known is None else known.label.zh
    by = f"，由{record.authority}认定" if record.authority else ""
    what = f"（{record.category}）" if record.category else ""
    return (
        f"{day_zh(record.happened_on)}，{label}{what}，{day_zh(record.decided_on)}认定{by}"
        f"（{record.source_document}）"
    )


def _filled(papers: Papers, request: Request, kinds: Sequence[MoveKind]) -> tuple[Sheet, Step]:
    """A document with what all three have: parties, list, ground, facts, basis."""
    step = _found(papers, request, kinds)
    case, day = step.case, request.day
    kind = papers.entry(ListKind, case.list_kind, day)
    need_signed(kind, named=f"list-kind.{case.list_kind}")
    assert kind is not None
    authority = step.move.authority if step.recorded else _authority(case)
    sheet = begun(request, None if authority == "—" else authority)
    put_party(sheet, step.unit)
    sheet.put("名单", kind.label.zh)
    sheet.put("案件编号", None if _only_screened(case) else case.id)
    _put_ground(sheet, papers, step.unit, case)
    sheet.put("依据", None if case.legal_basis == "—" else case.legal_basis)
    return sheet, step


def _only_screened(case: BlacklistCase) -> bool:
    """Whether the case is one that the screening proposes and nobody has opened yet."""
    return case.id == case.ground


def _rule(papers: Papers, unit: Plain, case: BlacklistCase) -> GroundRule | None:
    """The ground by the law of its act, as far as it was screened; else as the case began."""
    screened = papers.assessment["grounds"].get(unit["code"], ())
    days = [
        _day_of_law(
            papers, unit, one["rule"], date.fromisoformat(one["arose_on"]), one["record_ids"]
        )
        for one in screened
        if one["rule"] == case.ground
    ]
    began = case.moves[0].day if case.moves else case.listed_on
    day = days[0] if days else began
    return None if day is None else papers.entry(GroundRule, case.ground or "", day)


def _put_ground(sheet: Sheet, papers: Papers, unit: Plain, case: BlacklistCase) -> None:
    rule = _rule(papers, unit, case)
    sheet.put("事由", case.reason if rule is None else rule.label.zh)


def _put_facts(sheet: Sheet, papers: Papers, step: Step, day: date) -> None:
    """Set the facts on record that the ground rests on, as far as the results have them."""
    ground = _standing(papers, step.unit, day).get(step.case.ground or "")
    ids = () if ground is None else ground.record_ids
    facts = [one for one in _own_records(papers, step.unit) if one.id in ids]
    facts.sort(key=lambda one: (one.decided_on, one.id))
    told = [_fact(papers, one, day) for one in facts]
    sheet.put_lines("事实", told, needed="违法失信事实及证据")


def _term(papers: Papers, case: BlacklistCase, day: date) -> tuple[ListKind, Any]:
    """The list's rule and how long a listing runs."""
    kind = papers.entry(ListKind, case.list_kind, day)
    need_signed(kind, "term", "effects", named=f"list-kind.{case.list_kind}")
    assert kind is not None
    again = case.earlier_listings > 0 and kind.second_term is not None
    return kind, kind.second_term if again else kind.term


def _within(kind: ListKind, part: str) -> str:
    """How long the unit may be heard; a term that nobody verified ends for nobody."""
    if not kind.vouched(part):
        return BEFORE_DECIDING
    return f"自收到本告知书之日起{span_zh(getattr(kind, part))}内"


def listing_notice(papers: Papers, request: Request) -> Sheet:
    """The notice before a listing (列入名单告知书): facts, reasons, basis, rights and terms."""
    sheet, step = _filled(papers, request, (MoveKind.NOTICE_GIVEN,))
    kind, term = _term(papers, step.case, request.day)
    _put_facts(sheet, papers, step, request.day)
    sheet.put_all(列入期限=span_zh(term), 措施=_effects(kind.brought))
    spoken = kind.statement_within is not None
    sheet.put("陈述申辩期限", _within(kind, "statement_within") if spoken else BEFORE_DECIDING)
    heard = kind.hearing_within is not None
    sheet.fields["有听证"] = heard
    sheet.put("听证期限", _within(kind, "hearing_within") if heard else "无")
    put_contact(sheet)
    return sheet


def _effects(effects: Sequence[Effect]) -> str:
    return "、".join(effect.label.zh for effect in effects)


def _heard(case: BlacklistCase) -> Iterator[str]:
    """What was done before the decision, each with its day and document."""
    for move in case.moves:
        yield f"{day_zh(move.day)}，{move.kind.label.zh}（{move.document}）"


def listing_decision(papers: Papers, request: Request) -> Sheet:
    """The decision to list (列入决定书), with term, effects, repair and remedies."""
    sheet, step = _filled(papers, request, (MoveKind.DECIDED_TO_LIST,))
    case, day = step.case, request.day
    kind, term = _term(papers, case, day)
    _put_facts(sheet, papers, step, day)
    sheet.put_all(
        列入期限=span_zh(term),
        期满日=day_zh(term_end(day, term)),
        措施=_effects(kind.brought),
        申请修复条件=span_zh(kind.repair_after),
        公示截止=due_zh(papers.context(day).due_by(day, kind, "publish_within")),
    )
    sheet.put_lines("经过", _heard(case))
    sheet.fields["须经同意"] = kind.needs_consent
    if kind.needs_consent:
        consent = step.move.consent_by
        sheet.put("同意机关", None if consent == "—" else consent)
    put_remedies(sheet, papers, day)
    return sheet


_FOUND = {
    "duties_performed": ("义务履行情况", "已履行行政处罚决定及其他法定义务"),
    "harm_removed": ("危害消除情况", "已主动消除危害后果和不良影响"),
    "no_new_penalty": ("无新的较重处罚情况", "未再受到较重行政处罚"),
}


def repair_decision(papers: Papers, request: Request) -> Sheet:
    """The decision on a repair (信用修复决定书): granted, or denied where the case records that."""
    kinds = (MoveKind.REPAIR_GRANTED, MoveKind.REPAIR_DENIED)
    sheet, step = _filled(papers, request, kinds)
    case, granted = step.case, step.move.kind is MoveKind.REPAIR_GRANTED
    sheet.fields["准予"] = granted
    days = {move.kind: move for move in case.moves}
    for field, kind in (
        ("列入日期", MoveKind.DECIDED_TO_LIST),
        ("申请日期", MoveKind.REPAIR_APPLIED),
        ("受理日期", MoveKind.REPAIR_ACCEPTED),
    ):
        sheet.put(field, day_zh(days[kind].day) if kind in days else None)
    listed = days.get(MoveKind.DECIDED_TO_LIST)
    sheet.put("列入文书", None if listed is None else listed.document)
    for part, (field, said) in _FOUND.items():
        known = step.recorded and getattr(step.move, part)
        sheet.put(field, said if known else None)
    sheet.ask("修复依据")
    if not granted:
        sheet.ask("不予修复的理由")
    put_remedies(sheet, papers, request.day)
    return sheet
