"""JSON Schemas of the documents of a run (结果文件的 JSON 模式), draft 2020-12.

What another program may rely on when it reads a file of a run, or a line of
``enterprises.ndjson``. A document may hold more than its schema names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qualitygov.access import RectificationOrder
from qualitygov.assessment.left import Left
from qualitygov.assessment.parts import Readiness
from qualitygov.assessment.result import Verdict
from qualitygov.blacklist import BlacklistCase
from qualitygov.core.due import Instead
from qualitygov.core.form import plain_schema
from qualitygov.core.result import DRAFT, schema_id
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.governance import UnitRow
from qualitygov.inspection import InspectionSample
from qualitygov.publication import EnforcementCase, FiledCase
from qualitygov.returns import ExcuseKind
from qualitygov.rulebook.model.duty import Control, Profile, Responsible
from qualitygov.safety.warning import WarningLevel
from qualitygov.subject import Standing

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d{1,3})?$"}


def _object(**properties: Any) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _word(words: Iterable[Vocabulary]) -> Schema:
    return {"enum": [word.value for word in words]}


BOTH = _object(zh=TEXT, en=TEXT)
PAIR = _object(numerator=WHOLE, denominator={"type": "integer", "minimum": 0})
BETWEEN: Schema = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
GRADES: Schema = {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}


def _ids(*names: str) -> Mapping[str, Schema]:
    """Lists of ids, the first 50 of each, with how many there are."""
    lists = {name: {**_list(TEXT), "maxItems": 50} for name in names}
    return {**lists, **{f"{name}_count": WHOLE for name in names}}


def _target() -> Schema:
    return _object(
        label=BOTH,
        verdict=_word(Verdict),
        clause=TEXT,
        source=BOTH,
        basis=TEXT,
        numerator=WHOLE,
        denominator=WHOLE,
        due=WHOLE,
        in_percent=FLAG,
        lowest=_or_null(PAIR),
        highest=_or_null(PAIR),
        settles_on=_or_null(DAY),
        responsible=_word(Responsible),
        controllable=_word(Control),
        profile=_word(Profile),
        **_ids("open", "missing", "excused", "against"),
        by_duty=_map(
            {
                "type": "object",
                "propertyNames": _word(Standing),
                "additionalProperties": WHOLE,
            }
        ),
        stand_ins={
            **_list(_object(id=TEXT, year=WHOLE, how=_word(Instead))),
            "maxItems": 50,
        },
        stand_ins_count=WHOLE,
        text=BOTH,
    )


def _item() -> Schema:
    return _object(
        id=TEXT,
        label=BOTH,
        points=_or_null(DECIMAL),
        lowest=_or_null(DECIMAL),
        highest=_or_null(DECIMAL),
        full=DECIMAL,
        remark=BOTH,
    )


def _place() -> Mapping[str, Schema]:
    """What towns, departments and areas have alike."""
    return {
        "code": TEXT,
        "name": BOTH,
        "rank": _or_null(WHOLE),
        "rank_between": _or_null(BETWEEN),
        "score": _or_null(DECIMAL),
        "lowest": _or_null(DECIMAL),
        "highest": _or_null(DECIMAL),
        "grade": _or_null(TEXT),
        "grade_between": _or_null(GRADES),
        "unsettled": _list(_object(id=TEXT, label=BOTH, settles_on=_or_null(DAY), text=BOTH)),
        "remedies": BOTH,
        "targets": _map(_target()),
        "items": _list(_item()),
    }


def _excuse() -> Schema:
    words = {"for": TEXT, "name": BOTH, "kind": _word(ExcuseKind), "ref": TEXT, "what": BOTH}
    return _object(
        **words,
        period=TEXT,
        reason=TEXT,
        approved_by=TEXT,
        approved_on=DAY,
        document=TEXT,
        used=FLAG,
        why=_or_null(BOTH),
        text=BOTH,
    )


def _owner() -> Schema:
    counts = dict.fromkeys(("due", "done", "late", "missing", "open"), WHOLE)
    return _object(
        owner=_or_null(TEXT),
        kind={"enum": ["town", "bureau"]},
        name=BOTH,
        **counts,
        tables=_list(_object(table=TEXT, label=BOTH, **counts)),
        text=BOTH,
    )


def _assessment() -> Schema:
    town_item = _item()
    town_item["properties"] |= {
        "left": _or_null(_word(Left)),
        "target": TEXT,
        "bonus": FLAG,
    }
    veto = _object(id=TEXT, label=BOTH, grade=TEXT, silent=FLAG, zh=TEXT, en=TEXT)
    town = _object(
        **{**_place(), "items": _list(town_item)},
        settles_on=_or_null(DAY),
        before=_or_null(
            _object(rank=_or_null(WHOLE), score=_or_null(DECIMAL), grade=_or_null(TEXT))
        ),
        acceptance={
            "type": "object",
            "properties": {"readiness": _word(Readiness)},
            "required": ["readiness", "met", "missed", "lacking"],
        },
        vetoes=_list(veto),
        possible_vetoes=_list(veto),
    )
    unit = _object(**_place(), town=TEXT, row=_word(UnitRow), text=BOTH)
    return _object(
        county=_object(code=TEXT, name=BOTH),
        year=WHOLE,
        period=_object(first=DAY, last=DAY),
        as_of=DAY,
        known_at=DAY,
        closed=FLAG,
        profile=_word(Profile),
        rulebook=TEXT,
        towns=_list(town),
        decision_flaws=_list(_object(id=TEXT, town=TEXT, counts=FLAG, text=BOTH)),
        excuses=_list(_excuse()),
        data_owners=_list(_owner()),
        departments=_list(unit),
        areas=_list(unit),
    )


def _enterprise() -> Schema:
    moment = {"day": DAY, "score": DECIMAL, "grade": _or_null(TEXT)}
    return _object(
        code=TEXT,
        name=TEXT,
        town=_or_null(TEXT),
        industry=_or_null(TEXT),
        as_of=DAY,
        score=_or_null(DECIMAL),
        grade=_or_null(TEXT),
        rated=_or_null(FLAG),
        assessed=FLAG,
        listed=FLAG,
        lines={"type": "array"},
        excluded={"type": "array"},
        proposals={"type": "array"},
        outlook=_or_null(_list(_object(**moment, reasons=_list(BOTH), zh=TEXT, en=TEXT))),
        outlook_from=_or_null(_object(**moment)),
        grounds=_list(BOTH),
        cases={"type": "array"},
        records=_list(
            _object(id=TEXT, kind=TEXT, happened_on=DAY, decided_on=DAY, source_document=TEXT)
        ),
        explanation=BOTH,
    )


def _reading() -> Schema:
    entry = _object(
        file=TEXT,
        sheet=_or_null(TEXT),
        row=_or_null(WHOLE),
        column=_or_null(TEXT),
        field=_or_null(TEXT),
        code=TEXT,
        found=_or_null(TEXT),
        expected=BOTH,
    )
    more = {"candidates": _list(TEXT), "choices": _list(TEXT)}
    entry["properties"] |= more
    entries = _list(entry)
    review = _list({**entry, "required": [*entry["required"], "candidates", "choices"]})
    table = _object(files=_list(TEXT), read=WHOLE, refused=entries, review=review, ignored=entries)
    return _object(
        tables=_map(table),
        file_errors=entries,
        named=entries,
        unknown_columns=entries,
        told=entries,
    )


def _warning() -> Schema:
    level = _word(WarningLevel)
    return _object(town=TEXT, target=TEXT, rule=TEXT, level=level, reasons=_list(BOTH))


def _worklists() -> Schema:
    return _object(
        as_of=DAY,
        known_at=DAY,
        rulebook=TEXT,
        sections=_map(_object(title=BOTH, clauses=TEXT)),
        warnings=_list(_warning()),
        worklists=_map({"type": ["array", "object"]}),
    )


def _annual() -> Schema:
    year = _object(
        target=TEXT,
        quality=TEXT,
        verdict=_word(Verdict),
        now=PAIR,
        before=PAIR,
        change=_or_null(_object(verdict=TEXT, p=_or_null(TEXT))),
        peers=_or_null(TEXT),
        forecast=_or_null({"type": "object"}),
        text=BOTH,
    )
    own = {name: made for name, made in _place().items() if name in _STANDS}
    town = _object(
        town=TEXT,
        name=BOTH,
        year=WHOLE,
        **own,
        closed=FLAG,
        acceptance=_word(Readiness),
        targets=_list(year),
        units=_list(_object(unit=TEXT, score=_or_null(DECIMAL), grade=_or_null(TEXT))),
        warnings=_list(_warning()),
        enterprises={"type": "object"},
        at_risk=_list(TEXT),
        repute=_list(_object(id=TEXT, label=BOTH, year=WHOLE, source=TEXT, text=BOTH)),
        text=BOTH,
    )
    return _object(rulebook=TEXT, towns=_list(town))


_STANDS = (
    "rank",
    "rank_between",
    "score",
    "lowest",
    "highest",
    "grade",
    "grade_between",
)


def _manifest() -> Schema:
    digest: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return _object(
        format=WHOLE,
        library=TEXT,
        county=TEXT,
        rulebook=_object(id=TEXT, version=TEXT, levels=_list(TEXT), digest=TEXT),
        calendar=_or_null(BOTH),
        period=_object(first=DAY, last=DAY),
        as_of=DAY,
        known_at=DAY,
        profile=_word(Profile),
        strict=FLAG,
        inputs=_map(digest),
        files=_map(digest),
    )


def _cases() -> Schema:
    inside: Schema = {}
    rows = {
        "listings": BlacklistCase,
        "orders": RectificationOrder,
        "samples": InspectionSample,
        "penalties": EnforcementCase,
        "filed": FiledCase,
    }
    lists = {name: _list(plain_schema(cls, inside)) for name, cls in rows.items()}
    return {**_object(as_of=DAY, known_at=DAY, **lists), "$defs": inside}


_DOCUMENTS: Mapping[str, Callable[[], Schema]] = {
    "annual.json": _annual,
    "assessment.json": _assessment,
    "cases.json": _cases,
    "enterprises.ndjson": _enterprise,
    "manifest.json": _manifest,
    "reading.json": _reading,
    "worklists.json": _worklists,
}


def document_names() -> tuple[str, ...]:
    """Return the names of the files of a run that have a schema (有模式的结果文件)."""
    return tuple(_DOCUMENTS)


def document_schema(name: str) -> Schema:
    """Return the JSON Schema of a file of a run (结果文件的 JSON 模式).

    `name` is one of `document_names`, ``enterprises.ndjson`` (of each line) among them; raises
    `FieldError` for another.

    >>> schema = document_schema("assessment.json")
    >>> schema["properties"]["closed"]
    {'type': 'boolean'}
    """
    if name not in _DOCUMENTS:
        raise bilingual(
            "document.name",
            f"没有 {name} 的模式，可选 {'、'.join(_DOCUMENTS)}",
            f"no schema of {name}; there are {', '.join(_DOCUMENTS)}",
        )
    head = {"$schema": DRAFT, "$id": schema_id("document", name), "title": name}
    return {**head, **_DOCUMENTS[name]()}
