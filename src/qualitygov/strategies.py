"""Hypothesis strategies for every entity (测试数据策略), for our tests and for our users'.

Registered by entry point, so that ``st.from_type(Enterprise)`` works wherever this package is
installed. Each strategy is derived from the entity's fields; checks across fields are kept by
building the days in order, then by falling back on the defaults of what does not fit.

Needs the extra ``strategies``.
"""

from __future__ import annotations

import functools
import re
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["credit_codes", "entities", "organization_codes", "register", "town_codes"]

FIRST, LAST = date(2012, 1, 1), date(2017, 12, 31)


def _st() -> Any:
    from hypothesis import strategies  # noqa: PLC0415 - an extra

    return strategies


def organization_codes() -> SearchStrategy[str]:
    """Valid organization codes (组织机构代码)."""
    from qualitygov.codes import organization_code as code  # noqa: PLC0415 - no entity before it is drawn

    body = _st().text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
    return typing.cast(
        "SearchStrategy[str]", body.map(lambda text: text + code.calc_check_digit(text))
    )


def credit_codes(*, failing: bool = False) -> SearchStrategy[str]:
    """Valid unified social credit codes (统一社会信用代码), rural collectives among them.

    `failing` ones have a wrong last character.
    """
    from qualitygov.codes import credit_code as code  # noqa: PLC0415 - no entity before it is drawn

    st = _st()
    heads = st.sampled_from(["91", "92", "93", "N1", "N2", "N3", "51", "12", "Y1", "A1"])
    made = st.tuples(heads, st.integers(110101, 659004), organization_codes()).map(
        lambda parts: f"{parts[0]}{parts[1]}{parts[2]}"
    )

    def finished(body: str) -> str:
        right = code.calc_check_digit(body)
        return body + (
            code.ALPHABET[(code.ALPHABET.index(right) + 7) % len(code.ALPHABET)]
            if failing
            else right
        )

    return typing.cast("SearchStrategy[str]", made.map(finished))


def town_codes(county: str = "330299") -> SearchStrategy[str]:
    """Codes of towns in one county (乡镇代码)."""
    return typing.cast(
        "SearchStrategy[str]", _st().integers(1, 599).map(lambda number: f"{county}{number:03d}")
    )


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _bounds(validators: str) -> tuple[int, int]:
    """The bounds that a whole number's validators name; years within a few of today's."""
    found = re.search(r"within\(low=(-?\d+), high=(-?\d+)\)", validators)
    if found is not None:
        low, high = int(found[1]), int(found[2])
        return (1990, 2020) if low <= 1990 and high >= 2020 else (low, high)  # noqa: PLR2004 - years
    least = re.search(r"at_least\(bound=(\d+)\)", validators)
    return (int(least[1]) if least is not None else 0, 500)


def _scalar(kind: Any, validators: str) -> SearchStrategy[Any]:
    from qualitygov.core.exact import Points, Rate  # noqa: PLC0415 - no entity before it is drawn
    from qualitygov.core.vocabulary import Vocabulary  # noqa: PLC0415 - as above
    from qualitygov.text import Text  # noqa: PLC0415 - as above

    st = _st()
    words = st.text("甲乙丙丁戊己庚辛abcXYZ0123456789", min_size=1, max_size=8)
    if kind is str:
        if "unit_code" in validators:
            return typing.cast("SearchStrategy[Any]", credit_codes() | organization_codes())
        if "region(level=" in validators:
            county = "RegionLevel.COUNTY" in validators
            return typing.cast("SearchStrategy[Any]", st.just("330299") if county else town_codes())
        if "matching" in validators:
            return typing.cast(
                "SearchStrategy[Any]",
                st.sampled_from(["C1310", "A01", "F5211", "H62"])
                if "A-T" in validators
                else st.sampled_from(["output-primary", "plan"]),
            )
        return typing.cast("SearchStrategy[Any]", words)
    if isinstance(kind, type) and issubclass(kind, Vocabulary):
        return typing.cast("SearchStrategy[Any]", st.sampled_from(list(kind)))
    plain: dict[Any, Any] = {
        bool: st.booleans(),
        int: st.integers(*_bounds(validators)),
        Decimal: st.decimals(0, 500, places=2),
        date: st.dates(FIRST, LAST),
        datetime: st.datetimes(datetime.combine(FIRST, time()), datetime.combine(LAST, time())).map(
            _to_the_minute
        ),
        Points: st.integers(-100_000, 100_000).map(Points),
        Rate: st.integers(1, 99).map(lambda n: Rate(n, 100)),
        Text: st.tuples(words, words).map(lambda pair: Text(*pair)),
    }
    return typing.cast("SearchStrategy[Any]", plain[kind])


def _field(kind: Any, validators: str) -> SearchStrategy[Any]:
    import attrs  # noqa: PLC0415 - no entity before it is drawn

    from qualitygov.core.schema import without_none  # noqa: PLC0415 - as above
    from qualitygov.text import Text  # noqa: PLC0415 - as above

    st = _st()
    inner, optional = without_none(kind)
    if optional:
        return typing.cast("SearchStrategy[Any]", st.none() | _field(inner, validators))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return typing.cast(
            "SearchStrategy[Any]",
            st.lists(_field(arguments[0], ""), min_size="some()" in validators, max_size=2).map(
                tuple
            ),
        )
    if origin is not None and issubclass(origin, Mapping):
        keys = st.sampled_from(["ammonia", "cod", "phosphorus"])
        return typing.cast(
            "SearchStrategy[Any]",
            st.dictionaries(keys, _field(arguments[1], ""), min_size=1, max_size=3),
        )
    if (
        isinstance(kind, type)
        and attrs.has(kind)
        and kind is not Text
        and not hasattr(kind, "thousandths")
    ):
        return entities(kind)
    return _scalar(kind, validators)


def _ordered(cls: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Put the days of an entity in the order of its fields.

    And mend what its own checks ask for.
    """
    from qualitygov.core.schema import field_types  # noqa: PLC0415 - no entity before it is drawn

    names = [name for name in field_types(cls) if type(values.get(name)) is date]
    values.update(zip(names, sorted(values[name] for name in names), strict=True))
    mend = _MENDERS.get(cls.__name__)
    return mend(values) if mend is not None else values


def _mend_record(values: dict[str, Any]) -> dict[str, Any]:
    if values["appealed_on"] is None:
        values.update(stayed_on=None, appeal_ended_on=None)
    return values


def _mend_sample(values: dict[str, Any]) -> dict[str, Any]:
    from qualitygov.inspection.entities import Conclusion  # noqa: PLC0415 - no entity before it is drawn

    items = values["items"]
    failed = (
        any(item.conclusion is Conclusion.FAIL for item in items)
        if items
        else values["stated"] is Conclusion.FAIL
    )
    values["refused"] = not items and values["stated"] is None
    values["stated"] = None if items else values["stated"]
    values["severity"] = "general" if failed else None
    if values["refused"]:
        values["reported_on"] = None
    else:
        values["reported_on"] = values["reported_on"] or values["sampled_on"]
    if not failed:
        values.update(objected_on=None, reinspected_on=None, rectify_ordered_on=None, rechecks=())
    if values["objected_on"] is None:
        values.update(objection_rejected_on=None)
    values["rectified_on"] = values["rectified_on"] if values["rectify_ordered_on"] else None
    values["reinspection"] = (
        None if values["reinspected_on"] is None else values["reinspection"] or Conclusion.PASS
    )
    ordered = values["rectify_ordered_on"]
    kept = [
        check for check in values["rechecks"] if ordered is not None and check.held_on >= ordered
    ]
    values["rechecks"] = tuple(sorted(kept, key=lambda check: check.held_on))
    values["known_on"] = max(values["known_on"], values["sampled_on"])
    return values


def _mend_item(values: dict[str, Any]) -> dict[str, Any]:
    from qualitygov.inspection.entities import Conclusion  # noqa: PLC0415 - no entity before it is drawn

    measured = values["value"] is not None and values["limit"] is not None
    values["stated"] = None if measured else values["stated"] or Conclusion.PASS
    return values


def _mend_project(values: dict[str, Any]) -> dict[str, Any]:
    from qualitygov.engineering.entities import Outcome  # noqa: PLC0415 - no entity before it is drawn

    values["dwellings"], values["dwellings_accepted"] = (
        max(values["dwellings"], values["dwellings_accepted"]),
        min(values["dwellings"], values["dwellings_accepted"]),
    )
    if values["accepted_on"] is None:
        values.update(stated=Outcome.PENDING, filed_on=None, divisions=())
    elif values["divisions"]:
        values["stated"] = Outcome.PENDING
    elif values["stated"] is Outcome.PENDING:
        values["stated"] = Outcome.PASS
    return values


def _mend_lot(values: dict[str, Any]) -> dict[str, Any]:
    low, middle, high = sorted(values[name] for name in ("nonconforming", "sampled", "batch"))
    values.update(nonconforming=low, sampled=max(middle, 1), batch=max(high, 1))
    return values


def _mend_case(values: dict[str, Any]) -> dict[str, Any]:
    values["moves"] = tuple(sorted(values["moves"], key=lambda move: move.day))
    return values


def _mend_certification(values: dict[str, Any]) -> dict[str, Any]:
    values["resumed_on"] = values["resumed_on"] if values["suspended_on"] else None
    return values


def _mend_visit(values: dict[str, Any]) -> dict[str, Any]:
    from qualitygov.supervision.entities import Finding  # noqa: PLC0415 - no entity before it is drawn

    values["severity"] = (
        None if values["finding"] is Finding.NOTHING else values["severity"] or "general"
    )
    return values


def _mend_complaint_move(values: dict[str, Any]) -> dict[str, Any]:
    from qualitygov.complaint.entities import ComplaintMoveKind, RefusalGround  # noqa: PLC0415 - no entity before it is drawn

    refused = values["kind"] is ComplaintMoveKind.REFUSED
    values["ground"] = (values["ground"] or RefusalGround.HANDLED) if refused else None
    return values


def _mend_assessed(values: dict[str, Any]) -> dict[str, Any]:
    values["year"] = values["assessed_on"].year
    return values


_MENDERS: dict[str, Any] = {
    "ComplaintMove": _mend_complaint_move,
    "PostAssessment": _mend_assessed,
    "SupervisionVisit": _mend_visit,
    "BlacklistCase": _mend_case,
    "Certification": _mend_certification,
    "CreditRecord": _mend_record,
    "EngineeringProject": _mend_project,
    "InspectionLot": _mend_lot,
    "InspectionSample": _mend_sample,
    "SampleItem": _mend_item,
}


def _first_day(name: str, child: Any) -> date:
    found = getattr(child, name)
    return found if isinstance(found, date) else date.min


def _sorted_children(values: dict[str, Any]) -> None:
    """Put the rows of child tables in the order of their first days."""
    import attrs  # noqa: PLC0415 - no entity before it is drawn

    for name, value in values.items():
        if isinstance(value, tuple) and value and attrs.has(type(value[0])):
            days = [
                a.name
                for a in attrs.fields(type(value[0]))
                if isinstance(getattr(value[0], a.name), date)
            ]
            if days:
                values[name] = tuple(sorted(value, key=functools.partial(_first_day, days[0])))


def _made(cls: Any, values: dict[str, Any]) -> Any:
    """The entity; with its defaults where what was drawn for the other fields does not fit together; None where nothing does."""
    import attrs  # noqa: PLC0415 - no entity before it is drawn

    from qualitygov.errors import FieldError  # noqa: PLC0415 - as above

    ordered = _ordered(cls, dict(values))
    _sorted_children(ordered)
    required = {
        a.name: ordered[a.name] for a in attrs.fields(cls) if a.init and a.default is attrs.NOTHING
    }
    for tried in (ordered, required):
        try:
            return cls(**tried)
        except FieldError:
            continue
    return None


@functools.cache
def entities(cls: Any) -> SearchStrategy[Any]:
    """Valid objects of an entity class (实体策略), derived from its fields."""
    import attrs  # noqa: PLC0415 - no entity before it is drawn

    from qualitygov.core.schema import field_types  # noqa: PLC0415 - as above

    kinds = field_types(cls)
    fields = {a.name: _field(kinds[a.name], repr(a.validator)) for a in attrs.fields(cls) if a.init}
    made = _st().fixed_dictionaries(fields).map(functools.partial(_made, cls))
    return typing.cast("SearchStrategy[Any]", made.filter(lambda one: one is not None))


def register() -> None:
    """Register a strategy for every entity (注册策略).

    Hypothesis calls it through the entry point when it is imported.
    """
    from qualitygov.county.subjects import entity_classes  # noqa: PLC0415 - no entity before it is drawn

    for cls in entity_classes():
        _st().register_type_strategy(cls, entities(cls))
