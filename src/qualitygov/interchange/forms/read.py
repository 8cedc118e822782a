"""Forms in TOML (表样文件): read and judged as a whole, each problem with its key."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from qualitygov.errors import InputError, Problem
from qualitygov.interchange.forms.model import ColumnForm, Form, TableForm
from qualitygov.interchange.toml import toml_fault
from qualitygov.rulebook.words import shown, step, unknown
from qualitygov.text import Text

CODE = "mapping"
FILE = "mapping.toml"
_TOP = ("form", "sql")
_SQL = ("url", "query", "table")
_FORM = ("name", "files", "needs", "ignore", "source", "table")
_TABLE = ("to", "columns", "constants", "stands_in", "made_of", "continues", "own")
_COLUMN = ("headers", "reads", "words", "unit")


@functools.cache
def _reader_names() -> tuple[str, ...]:
    from qualitygov.interchange.readers import READERS  # noqa: PLC0415 - which knows the forms

    return tuple(READERS)


class _Judge:
    """Gathers what is wrong with a document of forms."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, path: str, value: Any, zh: str, en: str) -> None:
        self.problems.append(Problem(CODE, f"{self.file}:{path}", shown(value), Text(zh, en)))

    def keys(self, path: str, table: Mapping[str, Any], known: Collection[str]) -> None:
        for key in table:
            if key not in known:
                what = Text("未知的键", "an unknown key")
                place = f"{self.file}:{path}.{step(key)}"
                self.problems.append(unknown(CODE, place, key, known, what))

    def table(self, path: str, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.wrong(path, value, "应为表", "expected a table")
        return {}

    def texts(self, path: str, value: Any) -> tuple[str, ...]:
        given = [value] if isinstance(value, str) else value
        if isinstance(given, list) and all(isinstance(one, str) and one.strip() for one in given):
            return tuple(given)
        self.wrong(path, value, "应为文本或文本列表", "expected a text or a list of texts")
        return ()

    def text(self, path: str, value: Any) -> str | None:
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.wrong(path, value, "应为非空文本", "expected a text that is not empty")
        return None

    def words(self, path: str, value: Any) -> dict[str, str]:
        found = self.table(path, value)
        for key, word in found.items():
            if not isinstance(word, str):
                self.wrong(f"{path}.{step(key)}", word, "应为文本", "expected a text")
        return {key: word for key, word in found.items() if isinstance(word, str)}


def _columns(judge: _Judge, path: str, value: Any) -> Iterator[ColumnForm]:
    """The columns of a table; of one whose reader is not known nobody knows what it feeds."""
    for field, one in judge.table(path, value).items():
        before = len(judge.problems)
        column = _column(judge, f"{path}.{step(field)}", field, one)
        if not any(each.path.endswith(".reads") for each in judge.problems[before:]):
            yield column


def _column(judge: _Judge, path: str, field: str, value: Any) -> ColumnForm:
    if isinstance(value, (str, list)):
        return ColumnForm(field=field, headers=judge.texts(path, value))
    table = judge.table(path, value)
    judge.keys(path, table, _COLUMN)
    reads = judge.text(f"{path}.reads", table.get("reads"))
    if reads is not None and reads not in _reader_names():
        what = Text("未知的读法", "an unknown reader of cells")
        judge.problems.append(
            unknown(CODE, f"{judge.file}:{path}.reads", reads, _reader_names(), what)
        )
        reads = None
    return ColumnForm(
        field=field,
        headers=judge.texts(f"{path}.headers", table.get("headers", [])),
        reads=reads,
        words=judge.words(f"{path}.words", table.get("words", {})),
        unit=judge.text(f"{path}.unit", table.get("unit")),
    )


def _fields(judge: _Judge, path: str, value: Any) -> dict[str, tuple[str, ...]]:
    return {
        field: judge.texts(f"{path}.{step(field)}", names)
        for field, names in judge.table(path, value).items()
    }


def _table(judge: _Judge, path: str, value: Any) -> TableForm:
    table = judge.table(path, value)
    judge.keys(path, table, _TABLE)
    to = judge.text(f"{path}.to", table.get("to"))
    if "to" not in table:
        judge.wrong(f"{path}.to", None, "应写明对应的表", "expected the name of a table")
    own = table.get("own", True)
    if not isinstance(own, bool):
        judge.wrong(f"{path}.own", own, "应为 true 或 false", "expected true or false")
        own = True
    return TableForm(
        to=to or "",
        columns=tuple(_columns(judge, f"{path}.columns", table.get("columns", {}))),
        constants=judge.words(f"{path}.constants", table.get("constants", {})),
        stands_in=_fields(judge, f"{path}.stands_in", table.get("stands_in", {})),
        made_of=_fields(judge, f"{path}.made_of", table.get("made_of", {})),
        continues=judge.text(f"{path}.continues", table.get("continues")),
        own=own,
    )


def _name(judge: _Judge, path: str, value: Any, id_: str) -> Text:
    if value is None:
        return Text(id_, id_)
    found = judge.words(path, value)
    judge.keys(path, found, ("zh", "en"))
    return Text(found.get("zh", id_), found.get("en", id_))


def _form(judge: _Judge, id_: str, value: Any, *, given: bool) -> Form:
    path = f"form.{step(id_)}"
    table = judge.table(path, value)
    judge.keys(path, table, _FORM)
    tables = table.get("table", [])
    if not isinstance(tables, list) or not tables:
        judge.wrong(f"{path}.table", tables, "应有 [[…table]]", "expected [[…table]] entries")
        tables = []
    return Form(
        id=id_,
        name=_name(judge, f"{path}.name", table.get("name"), id_),
        tables=tuple(_table(judge, f"{path}.table[{at}]", one) for at, one in enumerate(tables)),
        files=judge.texts(f"{path}.files", table.get("files", [])),
        needs=judge.texts(f"{path}.needs", table.get("needs", [])),
        ignore=judge.texts(f"{path}.ignore", table.get("ignore", [])),
        source=judge.text(f"{path}.source", table.get("source")) or "",
        given=given,
    )


@attrs.frozen
class Query:
    """A query of a database whose answer is a table (数据库查询): it is read like a file of its name."""

    name: str
    url: str
    query: str


@attrs.frozen
class Mapped:
    """What a county's mapping says (县域对应关系): its forms, and its queries."""

    forms: tuple[Form, ...] = ()
    queries: tuple[Query, ...] = ()


def _query(judge: _Judge, name: str, value: Any) -> Query:
    path = f"sql.{step(name)}"
    table = judge.table(path, value)
    judge.keys(path, table, _SQL)
    for key in ("url", "query"):
        if key not in table:
            judge.wrong(f"{path}.{key}", None, "缺少必填项", "required, and missing")
    return Query(
        judge.text(f"{path}.table", table.get("table")) or name,
        judge.text(f"{path}.url", table.get("url")) or "",
        judge.text(f"{path}.query", table.get("query")) or "",
    )


def _forms(judge: _Judge, document: Mapping[str, Any], *, given: bool) -> Iterator[Form]:
    for id_, value in judge.table("form", document.get("form", {})).items():
        yield _form(judge, id_, value, given=given)


More = Callable[[Sequence[Form]], Iterable[Problem]]
"""What else may be wrong with forms: they name a table or a field that there is not."""


def mapping_from(
    text: str, file: str = FILE, *, given: bool = True, more: More = lambda _: ()
) -> Mapped:
    r"""Read forms and queries from TOML (读取对应关系); `given` are those of a county.

    A county's forms go before the shipped ones. Raises `InputError` with everything that is wrong,
    each with its key, and with what `more` finds.

    >>> mapping_from('[form.a]\n[[form.a.table]]\nto = "enterprises"\n').forms[0].main.to
    'enterprises'
    """
    judge = _Judge(file)
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError([Problem(CODE, file, "", toml_fault(error))]) from None
    for key in document:
        if key not in _TOP:
            what = Text("未知的键", "an unknown key")
            judge.problems.append(unknown(CODE, f"{file}:{step(key)}", key, _TOP, what))
    forms = tuple(_forms(judge, document, given=given))
    queries = tuple(
        _query(judge, name, one)
        for name, one in judge.table("sql", document.get("sql", {})).items()
    )
    judge.problems += more(forms)
    if judge.problems:
        raise InputError(judge.problems)
    return Mapped(forms, queries)


def mapping_of(path: Path, more: More) -> Mapped:
    """Read a county's own ``mapping.toml`` (县域对应关系); nothing where there is none.

    Raises `InputError` with everything that is wrong, and with what `more` finds.
    """
    if not path.exists():
        return Mapped()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        expected = Text("应为 UTF-8 文本", "expected text in UTF-8")
        raise InputError([Problem(CODE, path.name, "", expected)]) from None
    return mapping_from(text, path.name, more=more)


@functools.cache
def shipped() -> tuple[Form, ...]:
    """Return the forms that come with this library (内置表样)."""
    folder = resources.files("qualitygov.interchange.forms") / "shipped"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=_by_name)
    return tuple(
        form
        for file in files
        for form in mapping_from(file.read_text("utf-8"), file.name, given=False).forms
    )


def _by_name(file: Any) -> str:
    return str(file.name)
