"""The parts of documents that say how a town stands (名次文档): its place, and how it was closed."""

from __future__ import annotations

from typing import Any

from qualitygov.assessment.parts import OpenPart, VetoFound
from qualitygov.core.form import to_plain
from qualitygov.county.places import Place
from qualitygov.returns import Closing
from qualitygov.text import Text

CLOSED_FIELDS = ("score", "grade", "rank", "decided_on", "authority", "document", "reason")


Document = dict[str, Any]


def said(thing: Any) -> Text:
    """Return what a result says, in both languages (双语文本)."""
    return Text(thing.say("zh"), thing.say("en"))


def closing_document(closing: Closing) -> Document:
    """The result that stands, with the first one where it was corrected."""
    now, first = closing.standing, closing.first
    return {
        **{name: to_plain(getattr(now, name)) for name in CLOSED_FIELDS},
        "first": None if now is first else {n: to_plain(getattr(first, n)) for n in CLOSED_FIELDS},
        "text": to_plain(said(closing)),
    }


def place_document(place: Place) -> Document:
    """How a town stands: as closed, where the year was; else as computed."""
    return {
        "rank": place.rank,
        "rank_between": pair_or_null(place.rank_between),
        "score": to_plain(place.score),
        "lowest": to_plain(place.lowest),
        "highest": to_plain(place.highest),
        "grade": place.grade,
        "grade_between": pair_or_null(place.grade_between),
        "settles_on": to_plain(place.settles_on),
        "unsettled": [open_part(one) for one in place.unsettled],
        "front_group": place.front_group,
        "has_to_report": place.has_to_report,
    }


def veto_document(found: VetoFound) -> Document:
    """Return a veto as people read it (一票否决文档), and whether it rests on what was not reported."""
    label, grade = to_plain(found.veto.label), found.grade
    return {
        "id": found.veto.id,
        "label": label,
        "grade": grade,
        "silent": found.silent,
        **to_plain(said(found)),
    }


def pair_or_null(between: tuple[Any, Any] | None) -> list[Any] | None:
    """Return the best and the worst of something as a list, None where there are none."""
    return None if between is None else list(between)


def open_part(one: OpenPart) -> Document:
    """Something that can still change a place, with the day by which it is settled."""
    return {
        "id": one.id,
        "label": to_plain(one.label),
        "settles_on": to_plain(one.settles_on),
        "text": to_plain(said(one)),
    }
