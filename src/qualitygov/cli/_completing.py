"""What the shell may offer for an argument (命令补全): books, entries, kinds of documents, names.

A shell that asks gets no error: what cannot be read offers nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from qualitygov.errors import QualityGovError
from qualitygov.text import Text

Offer = tuple[str, str]
"""A word and what it means."""


def _meaning(text: Text) -> str:
    return f"{text.zh} / {text.en}"


def _offered(found: Callable[[], Iterable[Offer]], incomplete: str) -> list[Offer]:
    """What begins with the letters that are there already."""
    with contextlib.suppress(QualityGovError, OSError, KeyError, ValueError):
        return [offer for offer in found() if offer[0].startswith(incomplete)]
    return []


def books(incomplete: str) -> list[Offer]:
    """Offer the built-in rulebooks (内置手册)."""

    def found() -> Iterator[Offer]:
        from qualitygov.rulebook.load import built_in_books  # noqa: PLC0415 - quick start-up

        yield from ((name, "内置规则手册 / built-in rulebook") for name in built_in_books())

    return _offered(found, incomplete)


def entries(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the sections of the book that was named, and its entries (类别与条目)."""

    def found() -> Iterator[Offer]:
        from qualitygov.cli._rulebook import named  # noqa: PLC0415 - quick start-up
        from qualitygov.core.said import title_of  # noqa: PLC0415 - as above
        from qualitygov.rulebook.load import load_rulebook  # noqa: PLC0415 - as above
        from qualitygov.rulebook.model import entry_classes  # noqa: PLC0415 - as above

        book = load_rulebook(named(ctx.params["book"]))
        for section in book.typed:
            yield section, _meaning(title_of(entry_classes()[section]))
        for rule in (one for *_, one in book.versions() if one is not None):
            yield f"{rule.section}.{rule.id}", _meaning(rule.label)

    return list(dict(_offered(found, incomplete)).items())


def documents(incomplete: str) -> list[Offer]:
    """Offer the kinds of documents (文书种类)."""

    def found() -> Iterator[Offer]:
        from qualitygov.report.official.kinds import KINDS  # noqa: PLC0415 - quick start-up

        yield from ((kind.name, _meaning(kind.label)) for kind in KINDS.values())

    return _offered(found, incomplete)


def explained(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the towns, departments, areas and targets of results (可说明的对象), by name and code.

    Enterprises are too many to offer.
    """

    def found() -> Iterator[Offer]:
        from qualitygov.interchange.runs import open_run  # noqa: PLC0415 - quick start-up

        assessment: Any = open_run(Path(ctx.params["out"])).document("assessment.json")
        for part in ("towns", "departments", "areas"):
            for row in assessment[part]:
                name = Text(**row["name"])
                yield from ((word, _meaning(name)) for word in (name.zh, row["code"]))
        for town in assessment["towns"][:1]:
            for name, target in town["targets"].items():
                yield name, _meaning(Text(**target["label"]))

    return _offered(found, incomplete)
