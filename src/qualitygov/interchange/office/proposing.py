"""A mapping for a person to confirm (对应关系建议): from the names of columns and from what is in them.

What is certain is written as it will be read; what is only likely stands as a remark, with the
reason, and does nothing until somebody takes the sign before it away.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from qualitygov.core import cells
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import field_types, without_none
from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise import UnitKind
from qualitygov.enterprise.unit.company_types import read_company_type
from qualitygov.errors import FieldError
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.columns import Column, columns_of, names_of, other_names_of
from qualitygov.interchange.forms.deciding import states
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.layout import Place, places
from qualitygov.interchange.forms.match import (
    Match,
    likely_places,
    match_table,
    matches,
    own_form,
)
from qualitygov.interchange.forms.model import Form
from qualitygov.interchange.forms.rivals import ENDED
from qualitygov.interchange.hygiene import tidy
from qualitygov.interchange.likeness import alike, of_patterns
from qualitygov.interchange.nearly import SPEAKS_OF, header_rows
from qualitygov.interchange.office.contents import SURE, Content, content_of, share
from qualitygov.interchange.sheets import Sheet
from qualitygov.interchange.toml import toml_value
from qualitygov.text import Text

LOOKED_AT = 300
LIKELY = 0.5


@attrs.frozen
class Proposed:
    """One column with the field that it may feed (列建议): certain, or likely and why."""

    header: str
    field: str
    label: Text
    why: Text | None = None


@attrs.frozen
class SheetProposal:
    """What a sheet may be (工作表建议): its table, its columns, and words that no list knows.

    `words` has for a field each unknown word with the near ones; `spare` are the columns that feed
    nothing.
    """

    file: str
    sheet: str | None
    table: TableAbout
    columns: tuple[Proposed, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    missing: tuple[Text, ...]
    spare: tuple[str, ...]


def _values(match: Match, at: int) -> list[str]:
    body = match.body[:LOOKED_AT]
    found = (tidy(row.cells[at]) for row in body if at < len(row.cells))
    return list(dict.fromkeys(cell for cell in found if not cells.is_null(cell)))


def _vocabulary(table: TableAbout, field: str) -> type[Vocabulary] | None:
    try:
        entity: type = table.entity
        inner, _ = without_none(field_types(entity)[field])
    except (TypeError, KeyError):
        return None
    return inner if isinstance(inner, type) and issubclass(inner, Vocabulary) else None


def _spellings(kind: type[Vocabulary]) -> dict[str, str]:
    return {plain_name(one): member.value for member in kind for one in member.spellings}


@functools.cache
def _name_score(bare: str, names: tuple[str, ...]) -> float:
    """How near a header is to the nearest of the names of a column."""
    ratios = (difflib.SequenceMatcher(None, bare, header_key(name)).ratio() for name in names)
    return max(ratios, default=0.0)


def _states(table: TableAbout) -> tuple[type[Vocabulary], ...]:
    kinds = (_vocabulary(table, field) for field in states(table))
    return tuple(kind for kind in kinds if kind is not None)


NAME_OF = Text("列名相近", "its name is near")
DAYS = frozenset({"day", "moment"})


def _by_content(content: Content, table: TableAbout, column: Column, near: float) -> float | None:
    """How likely a column of such contents feeds a field; None where only its name may say."""
    state = column.field in states(table)
    fits = {
        Content.DAYS: column.kind in DAYS,
        Content.TOWNS: column.region and column.field == table.spec.town,
        Content.CODES: column.unit_code and column.field == (table.spec.unit or "code"),
        Content.STATES: state,
    }
    if content is Content.OTHER:
        return 0.0 if state or column.kind in DAYS else None
    if not fits[content]:
        return 0.0
    return 0.3 + near / 2 if content is Content.DAYS else 0.9 + near / 10


def _score(
    header: Header, values: Sequence[str], table: TableAbout, column: Column
) -> tuple[float, Text]:
    """How likely a column feeds a field, and why: what is in it goes before what it is called."""
    entity: type = table.entity
    near = _name_score(header.bare, (*names_of(entity, column), *other_names_of(entity, column)))
    kind = _vocabulary(table, column.field)
    words = "、".join(values[:4])
    held = Text(f"内容为 {words}", f"it holds {words}")
    if kind is not None:
        known = _spellings(kind)
        of_list = share(values, lambda one: plain_name(one) in known)
        if of_list >= SURE:
            return 0.5 + of_list / 2, held
    content = content_of(header, values, _states(table))
    by_content = _by_content(content, table, column, near)
    if by_content is None:
        return near, NAME_OF
    if content is Content.DAYS:
        return by_content, Text("内容为日期", "it holds days")
    return by_content, held


def _likely(match: Match) -> Iterator[Proposed]:
    """Columns that feed nothing by their names, with the fields that they may mean."""
    table = match.main.table
    fed = {one.column.name for one in match.main.fed if one.column is not None}
    free = [one for one in columns_of(table.entity, ()) if one.name not in fed]
    indices = {header: at for at, header in enumerate(match.place.headers)}
    held = {header: _values(match, indices[header]) for header in match.spare}
    scored = sorted(
        (
            (*_score(header, held[header], table, column), header, column)
            for header in match.spare
            for column in free
        ),
        key=lambda one: one[0],
        reverse=True,
    )
    taken: set[str] = set()
    for score, why, header, column in scored:
        if score >= LIKELY and header.raw not in taken and column.name not in taken:
            taken |= {header.raw, column.name}
            label = about_field(table.fields[column.field]).label
            yield Proposed(header.raw, column.name, label, why)


def _certain(match: Match) -> Iterator[Proposed]:
    for fed in match.main.fed:
        name = fed.form.field if fed.column is None else fed.column.name
        label = match.main.table.label_of(fed.form.field) or Text(name, name)
        yield Proposed(fed.header.raw, name, label)


def _is_type(word: str) -> bool:
    """Whether a word is one of the types of companies, which the reader knows besides the list."""
    try:
        read_company_type(word)
    except FieldError:
        return False
    return True


def _unknown_words(match: Match, proposed: Iterable[Proposed]) -> dict[str, Any]:
    indices = {header.raw: at for at, header in enumerate(match.place.headers)}
    found = {}
    for one in proposed:
        kind = _vocabulary(match.main.table, one.field)
        if kind is None:
            continue
        known = _spellings(kind)
        said = [w for w in _values(match, indices[one.header]) if plain_name(w) not in known]
        words = [w for w in said if kind is not UnitKind or not _is_type(w)]
        if words:
            found[one.field] = {
                word: tuple(_meant(match.main.table, one.field, word, known)) for word in words
            }
    return found


def _meant(table: TableAbout, field: str, word: str, known: Mapping[str, str]) -> Iterator[str]:
    """What an unknown word may mean; one that ends something is never the state assumed."""
    assumed = table.fields[field].default if field in states(table) else None
    for near in nearest(plain_name(word), known):
        if known[near] != assumed or not ENDED.search(word):
            yield known[near]


def _headings(sheet: Sheet, known: frozenset[str]) -> list[Place]:
    """Where the header may be of which no name is known: the first row of several short cells."""
    rows = (sheet.rows.index(row) for row in header_rows(sheet))
    first = next((at for at in rows if at + 1 < len(sheet.rows)), None)
    return [place for place in places(sheet, known) if place.at == first][:1]


def _candidates(
    sheet: Sheet, found: Sequence[Match], tables: Mapping[str, TableAbout], known: frozenset[str]
) -> Iterator[Match]:
    """What a sheet may be: by the names of its columns, and each table by what is in them."""
    yield from found
    where = list({id(match.place): match.place for match in found}.values())
    for place in where or likely_places(sheet, known) or _headings(sheet, known):
        for table in tables.values():
            if table.child is None:
                form = own_form(table)
                own = match_table(table, form.main, form.main, place.headers)
                yield Match(sheet, form, place, (own,))


def _spoken(
    sheet: Sheet, forms: Sequence[Form], tables: Mapping[str, TableAbout]
) -> frozenset[str]:
    """The tables of which the names of a file and its sheet speak, or a title or a header."""
    named = [sheet.stem, *([sheet.name] if sheet.name else [])]
    found = {
        name for one in named for name in (*of_patterns(one, forms), *alike(one, tables.values()))
    }
    head = next((sheet.rows.index(row) for row in header_rows(sheet)), -1)
    said = " ".join((*named, *(cell for row in sheet.rows[: head + 1] for cell in row.cells)))
    return frozenset(found).union(
        name
        for name, table in tables.items()
        if table.child is None
        and (words := SPEAKS_OF.get(table.spec.name)) is not None
        and words.search(said)
    )


Fit = tuple[bool, bool, float, int, bool]


def _fit(match: Match, spoken: Collection[str]) -> Fit:
    """How well a table fits: whole by its names; else by what it needs, and by what it takes.

    Of tables of which something is known those go first of which the sheet speaks.
    """
    likely = list(_likely(match))
    there = {one.field.partition(".")[0] for one in likely}
    lacking = [name for name in match.main.missing if name not in there]
    needed = {name for name, one in match.main.table.fields.items() if one.default is attrs.NOTHING}
    covered = 1 - len(lacking) / (len(needed) or 1)
    of_it = match.main.table.name in spoken and (bool(match.used) or any(map(_told, likely)))
    return match.whole, of_it, covered, len(match.used) + len(likely), bool(match.used)


def _told(one: Proposed) -> bool:
    """Whether what is in a column says what it is, and not a name that is near alone."""
    return one.why is not None and one.why != NAME_OF


def proposal(
    sheet: Sheet,
    forms: Sequence[Form],
    tables: Mapping[str, TableAbout],
    known: frozenset[str],
) -> SheetProposal | None:
    """Return what a sheet may be (工作表建议); None where nothing of it is known.

    Something is known where a column goes by its name, or by what is in it.
    """
    found = matches(sheet, forms, tables, likely_places(sheet, known))
    whole = max((one for one in found if one.whole), key=lambda one: one.rank, default=None)
    spoken = _spoken(sheet, forms, tables)
    every = _candidates(sheet, found, tables, known) if whole is None else ()
    best = whole or max(every, key=lambda one: _fit(one, spoken), default=None)
    if best is None:
        return None
    certain, likely = tuple(_certain(best)), tuple(_likely(best))
    if not certain and not any(map(_told, likely)):
        return None
    guessed = {one.field for one in likely}
    return SheetProposal(
        file=sheet.file,
        sheet=sheet.name,
        table=best.main.table,
        columns=(*certain, *likely),
        words=_unknown_words(best, (*certain, *likely)),
        missing=tuple(
            about_field(best.main.table.fields[name]).label
            for name in best.main.missing
            if name not in guessed and name in best.main.table.fields
        ),
        spare=tuple(h.raw for h in best.spare if h.raw not in {one.header for one in likely}),
    )


# As a document


def _quoted(text: str) -> str:
    return toml_value(text)


def _column_lines(one: Proposed, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    sign = "" if one.why is None else "# "
    told = f"  # {one.label.zh}" + ("" if one.why is None else f"？{one.why.zh}，请确认")
    if not words:
        yield f"{sign}{one.field} = {_quoted(one.header)}{told}"
        return
    yield f"# {one.field}：下列词语不在词表中，请逐一写明"
    pairs = ", ".join(
        f"{_quoted(word)} = {_quoted(near[0] if near else '')}" for word, near in words.items()
    )
    yield f"# {one.field} = {{ headers = [{_quoted(one.header)}], words = {{ {pairs} }} }}{told}"
    if one.why is None:
        yield f"{one.field} = {_quoted(one.header)}{told}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def mapping_lines(proposals: Iterable[SheetProposal]) -> Iterator[str]:
    """Yield a ``mapping.toml`` of proposals (对应关系文件), line by line."""
    yield "# 由 qualitygov map 生成。以 # 开头的行是待确认的建议：核对后去掉 # 即可生效。"
    for at, one in enumerate(proposals, 1):
        stem = one.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        id_ = f"sheet-{at}"
        where = one.file if one.sheet is None else f"{one.file}“{one.sheet}”"
        yield ""
        yield f"# {_flat(where)} → {one.table.label.zh}"
        for label in one.missing:
            yield f"# 缺少必需的列：{label.zh}"
        yield f"[form.{id_}]"
        yield f"files = [{_quoted(stem)}]"
        if one.spare:
            yield "# 以下各列没有对应：每列都须答复，或在下面写明对应的字段，或确认不需要后去掉 #"
            yield f"# ignore = [{', '.join(map(_quoted, one.spare))}]"
        yield f"[[form.{id_}.table]]"
        yield f"to = {_quoted(one.table.name)}"
        yield f"[form.{id_}.table.columns]"
        for column in one.columns:
            yield from _column_lines(column, one.words.get(column.field, {}))
