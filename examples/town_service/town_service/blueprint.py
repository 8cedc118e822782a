"""Blueprints that read hostile requests as well as good ones (蓝图与请求解析)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import g
from flask_smorest import Blueprint
from flask_smorest.pagination import PaginationMetadataSchema
from webargs.flaskparser import FlaskParser

from qualitygov import Text
from town_service.messages import language, refuse

DEEPEST = 20
"""No body has more objects and lists within one another; the library's own have at most six."""

UNFIT = Text("文本含有不能存储的字符", "a text with a character that cannot be kept")


def _parts(body: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every part of a body with its place, without any recursion; names of fields among them."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), body)]
    while waiting:
        place, part = waiting.pop()
        yield place, part
        if isinstance(part, Mapping):
            yield from (((*place, name), name) for name in part)
            waiting += [((*place, name), inner) for name, inner in part.items()]
        elif isinstance(part, list):
            waiting += [((*place, str(at)), inner) for at, inner in enumerate(part)]


def _fit(text: str) -> bool:
    """Whether every database can keep a text: no NUL, and no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= mark <= "\udfff" for mark in text)


def _refuse_text(where: str, place: tuple[str, ...]) -> None:
    said = UNFIT.say(language())
    path = ".".join(place).encode("utf-8", "replace").decode().replace("\0", "?")
    refuse(422, UNFIT.zh, UNFIT.en, errors={where: {path or "_schema": [said]}})


class RequestParser(FlaskParser):
    """Reads bodies and queries (请求解析): what cannot be read or kept is refused in words."""

    def load_json(self, req: Any, schema: Any) -> Any:
        """Return the body, 400 for what is no JSON, or nested without end; 422 for unfit texts."""
        try:
            body = self._raw_load_json(req)
        except (ValueError, RecursionError):
            refuse(400, "请求体不是可读的 JSON", "the body is no JSON that can be read")
        for place, part in _parts(body):
            if len(place) > DEEPEST:
                refuse(400, f"嵌套超过 {DEEPEST} 层", f"nested more than {DEEPEST} deep")
            if isinstance(part, str) and not _fit(part):
                _refuse_text("json", place)
        g.sent = body
        return body

    def load_querystring(self, req: Any, schema: Any) -> Any:
        """Return the query, 422 for unfit texts."""
        for name, value in req.args.items(multi=True):
            if not (_fit(name) and _fit(value)):
                _refuse_text("query", (name,))
        return super().load_querystring(req, schema)


class TownBlueprint(Blueprint):
    """A blueprint of this service (蓝图)."""

    ARGUMENTS_PARSER = PAGINATION_ARGUMENTS_PARSER = RequestParser()

    def _document_pagination_metadata(self, spec: Any, resp_doc: Any) -> None:
        """Document the header as what it is: a text of JSON."""
        content = {"application/json": {"schema": PaginationMetadataSchema}}
        header = {"description": "how many there are, and on which pages", "content": content}
        resp_doc.setdefault("headers", {})[self.PAGINATION_HEADER_NAME] = header
