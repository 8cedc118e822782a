"""Hypothesis strategies for every entity (测试数据策略), for our tests and for our users'.

Registered by entry point, so that ``st.from_type(Enterprise)`` works wherever this package is
installed. Those that draw by rules take a context, or a rulebook for the last day to which it was
reviewed. Each strategy is derived from the entity's fields and their validators; an entity whose
fields hang together has one of its own beside it, in the module of its subject.

Hypothesis imports this module whenever it is imported itself. So nothing here imports an entity,
or the heavier packages, before one is drawn. Needs the extra ``strategies``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualitygov.core.declared import watch

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from qualitygov.blacklist import BlacklistCase
    from qualitygov.county import CountyData
    from qualitygov.credit import CreditArchive, CreditRecord
    from qualitygov.rulebook import Context, Rulebook
    from qualitygov.strategies.procedures import CaseMachine, ComplaintMachine, ProcedureMachine

__all__ = [
    "CaseMachine",
    "ComplaintMachine",
    "ProcedureMachine",
    "archives",
    "cases",
    "counties",
    "credit_codes",
    "entities",
    "hostile_tables",
    "organization_codes",
    "records",
    "register",
    "town_codes",
    "unit_codes",
]

_MACHINES = ("CaseMachine", "ComplaintMachine", "ProcedureMachine")


def __getattr__(name: str) -> Any:
    """Return a state machine for procedures (程序状态机), loaded when it is first used."""
    if name not in _MACHINES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from qualitygov.strategies import procedures  # noqa: PLC0415 - Hypothesis is being imported

    return getattr(procedures, name)


def organization_codes() -> SearchStrategy[str]:
    """Valid organization codes (组织机构代码)."""
    from qualitygov.strategies import codes  # noqa: PLC0415 - Hypothesis is still being imported

    return codes.organization_codes()


def credit_codes(*, failing: bool = False) -> SearchStrategy[str]:
    """Valid unified social credit codes (统一社会信用代码), rural collectives among them.

    `failing` ones have a wrong last character.
    """
    from qualitygov.strategies import codes  # noqa: PLC0415 - as above

    return codes.credit_codes(failing=failing)


def unit_codes() -> SearchStrategy[str]:
    """Codes of units (主体代码) of every sort, and keys of units without one."""
    from qualitygov.strategies import codes  # noqa: PLC0415 - as above

    return codes.unit_codes()


def town_codes(county: str = "330299") -> SearchStrategy[str]:
    """Codes of towns in one county (乡镇代码)."""
    from qualitygov.strategies import codes  # noqa: PLC0415 - as above

    return codes.town_codes(county)


def entities(cls: Any) -> SearchStrategy[Any]:
    """Valid objects of an entity class (实体策略), derived from its fields.

    Raises `FieldError` for what is no class of entities, and `TypeError` for one with a field whose
    type has no form.
    """
    from qualitygov.strategies import derived  # noqa: PLC0415 - as above

    return derived.entities(cls)


def records(context: Context | Rulebook, unit: str | None = None) -> SearchStrategy[CreditRecord]:
    """Credit records by the book of a context (信用记录), of one unit or of any; most of them weigh."""
    from qualitygov.strategies import by_book  # noqa: PLC0415 - as above

    return by_book.records(by_book.context_of(context), unit)


def archives(context: Context | Rulebook, unit: str | None = None) -> SearchStrategy[CreditArchive]:
    """Archives of one unit by the book of a context (信用档案), so that every grade comes."""
    from qualitygov.strategies import by_book  # noqa: PLC0415 - as above

    return by_book.archives(by_book.context_of(context), unit)


def cases(context: Context | Rulebook, unit: str | None = None) -> SearchStrategy[BlacklistCase]:
    """Cases of listing whose moves are all legal by the book of a context (合法案件)."""
    from qualitygov.strategies import by_book  # noqa: PLC0415 - as above

    return by_book.cases(by_book.context_of(context), unit)


def counties(context: Context | Rulebook) -> SearchStrategy[CountyData]:
    """Whole counties (整县数据): towns, units with archives and cases, and rows of other tables."""
    from qualitygov.strategies import by_book, county  # noqa: PLC0415 - as above

    return county.counties(by_book.context_of(context))


def hostile_tables(cls: type[Any]) -> SearchStrategy[list[dict[str, str | None]]]:
    """Rows of text cells for an entity (不合格数据表), spoiled as tables of offices are."""
    from qualitygov.strategies import hostile  # noqa: PLC0415 - as above

    return hostile.hostile_tables(cls)


def _register(cls: type) -> None:
    from hypothesis import strategies as st  # noqa: PLC0415 - an extra

    st.register_type_strategy(cls, entities)


def register() -> None:
    """Register a strategy for every entity (注册策略), and for those whose modules come later.

    Hypothesis calls it through the entry point when it is imported.
    """
    watch(_register)
