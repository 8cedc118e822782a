"""Hooks for cattrs (cattrs 钩子): every entity, result and value of ours, in its own plain form."""

from __future__ import annotations

from typing import Any, TypeVar

from qualitygov.core.given import of_type
from qualitygov.errors import InputError, MissingExtraError, QualityGovError
from qualitygov.interop.carried import Misfits, read, sort_of, write
from qualitygov.text import Language

try:
    from cattrs import BaseConverter, ClassValidationError
    from cattrs import v as shown
    from cattrs.errors import AttributeValidationNote
except ImportError:
    raise MissingExtraError("cattrs", "cattrs") from None

C = TypeVar("C", bound=BaseConverter)


def configure_converter(converter: C) -> C:
    """Teach a converter our entities, results and values (配置转换器); returns the converter.

    They are read and written as their schemas and ``to_dict`` do, with the same checks; options of
    the converter, such as ``omit_if_default``, change nothing in them. Everything wrong comes at
    once, in cattrs' `ClassValidationError`, each with its place; a converter made with
    ``detailed_validation=False`` raises our `InputError`.

    >>> import cattrs
    >>> from qualitygov import Enterprise
    >>> converter = configure_converter(cattrs.Converter())
    >>> plain = [{"code": "91330299MA2837B62L", "name": "某厂", "town": "330299101"}]
    >>> unit = converter.structure(plain, list[Enterprise])[0]
    >>> unit.name, converter.unstructure(unit)["status"]
    ('某厂', 'in-operation')
    """
    of_type(converter, BaseConverter, "converter")

    def structure(value: Any, cls: Any) -> Any:
        made, misfits = read(cls, value)
        if misfits:
            raise _error(cls, misfits, detailed=converter.detailed_validation)
        return made

    def unstructure(value: Any) -> Any:
        return write(type(value), value)

    converter.register_structure_hook_func(_is_ours, structure)
    converter.register_unstructure_hook_func(_is_ours, unstructure)
    return converter


def _is_ours(cls: Any) -> bool:
    return sort_of(cls) is not None


def _error(cls: Any, misfits: Misfits, *, detailed: bool) -> Exception:
    if not detailed:
        return InputError(problem for _, problem in misfits)
    errors = []
    for _, problem in misfits:
        error = QualityGovError(problem.code, problem.expected)
        if problem.path:
            told = f"Structuring class {cls.__name__} @ attribute {problem.path}"
            error.__notes__ = [AttributeValidationNote(told, problem.path, cls)]
        errors.append(error)
    return ClassValidationError(f"While structuring {cls.__name__}", errors, cls)


def format_exception(
    exc: BaseException,
    kind: type | None,
    *,
    language: Language = "en",
) -> str:
    """Say what is wrong in our words (错误说明), for cattrs' ``transform_error``; others as cattrs do.

    >>> import cattrs
    >>> from qualitygov import Enterprise
    >>> converter = configure_converter(cattrs.Converter())
    >>> try:
    ...     converter.structure({"code": "91330299MA2837B62L", "name": "某厂"}, Enterprise)
    ... except cattrs.ClassValidationError as error:
    ...     cattrs.transform_error(error, format_exception=format_exception)
    ['required, and missing @ $.town']
    """
    if isinstance(exc, QualityGovError):
        return exc.say(language)
    return shown.format_exception(exc, kind)
