"""Loading a rulebook (加载规则手册).

Read, stack, check everything, and say everything that is wrong at once. What was loaded is kept by
the digest of its content: the same content gives the same book, a changed file a new one.
"""

from __future__ import annotations

import functools
import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs

from qualitygov.core.near import near
from qualitygov.core.periods import LATEST
from qualitygov.errors import Problem, RulebookError, bilingual
from qualitygov.rulebook.book import Header, Rulebook
from qualitygov.rulebook.checks import check_book
from qualitygov.rulebook.document import (
    BOOKS,
    CASES,
    STEP_KEYS,
    Raw,
    canonical,
    digest,
    document_of,
    parts_of,
    read_document,
)
from qualitygov.rulebook.law import Typed
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.overlay import Layer
from qualitygov.rulebook.told import Laid, told
from qualitygov.rulebook.typed import MISSING, Unreadable, reader
from qualitygov.rulebook.typed_versions import read_versions
from qualitygov.rulebook.versions import EntryVersions, check_dates, expand
from qualitygov.rulebook.words import shown, step, unknown, usable_id
from qualitygov.text import Text

KEPT = 32
"""How many documents and books stay in memory."""

OWN = ("id", "version", "title", "levels")
"""What a head says for itself, and takes from no level above."""

UNREADABLE = Text("规则手册无法读取", "a rulebook that can be read")
NOT_NAMED = Text("未指明手册", "no book is named")
Base = str | Path | Rulebook
_READ: OrderedDict[str, Raw] = OrderedDict()
_MADE: OrderedDict[tuple[str, str], Rulebook] = OrderedDict()


def built_in_books() -> tuple[str, ...]:
    """Return the ids of the books that come with the library (内置手册)."""
    return tuple(sorted(path.name for path in BOOKS.iterdir() if (path / "book.toml").exists()))


def book_missing(path: Path) -> Text:
    """Return what is said of a book that is not there (找不到手册), with the names near to it."""
    files = [one.name for one in path.parent.glob("*.toml") if not one.name.endswith(CASES)]
    hint = get_close_matches(path.name, [*built_in_books(), *files], n=3)
    named = near(path.name, hint or built_in_books())
    return Text("找不到规则手册；", "no rulebook there; ") + named


def load_rulebook(
    where: str | Path | None = None,
    *,
    text: str | None = None,
    mapping: Mapping[str, Any] | None = None,
    base: Base | None = None,
) -> Rulebook:
    """Load a built-in book by its id, or a document by its path, with all it extends (加载规则手册).

    Instead of a path, a document may be given as TOML `text` or as a plain `mapping`; `base` is
    then the book that it extends (an id, a path or a book), whatever its header says. Raises
    `RulebookError` holding every problem of every level, each with its place, `FieldError` for what
    is no path, text or mapping, and `TypeError` when not exactly one document is given.

    >>> book = load_rulebook("strong-town")
    >>> book.at(date(2016, 12, 31)).whole("assessment.front-group-divisor")
    3
    >>> own = {"rulebook": {"id": "own", "version": "1", "title": {"zh": "镇", "en": "Town"}},
    ...        "change": [{"section": "target", "id": "satisfaction", "set": {"value": "82%"},
    ...                    "source": "镇质强办〔2016〕1号"}]}
    >>> load_rulebook(mapping=own, base=book).levels
    ('strong-town 2026.11', 'own 1')
    """
    if sum(given is not None for given in (where, text, mapping)) != 1:
        msg = "load_rulebook takes one document: a path or id, text=… or mapping=…"
        raise TypeError(msg)
    for given, kinds, name in (
        (where, (str, Path), "path or id"),
        (text, (str,), "text"),
        (mapping, (Mapping,), "mapping"),
        (base, (str, Path, Rulebook), "base"),
    ):
        if given is not None and not isinstance(given, kinds):
            raise bilingual(
                "rulebook.given", f"{name} 的类型不符：{given!r}", f"no {name}: {given!r}"
            )
    if where is None:
        return _given(text, mapping, base)
    if base is not None:
        msg = "base goes with text=… or mapping=…; a file names what it extends"
        raise TypeError(msg)
    if isinstance(where, str) and not where.strip():
        raise RulebookError([Problem("rulebook.missing", "rulebook", "", NOT_NAMED)])
    if isinstance(where, str) and where in built_in_books():
        return _built_in(where)
    return _finished(lambda problems: _from_path(Path(where), (), problems))


def draft_of(where: str | Path) -> Rulebook | None:
    """Return what can be read of a book that has problems (手册草稿), None where nothing can.

    It has no digest, and is there to say what else is wrong; nothing is decided by it.
    """
    path = BOOKS / where if where in built_in_books() else Path(where)
    return _from_path(path, (), [])


@functools.cache
def _built_in(name: str) -> Rulebook:
    return _finished(lambda problems: _from_path(BOOKS / name, (), problems))


def _finished(load: Any) -> Rulebook:
    problems: list[Problem] = []
    book: Rulebook | None = load(problems)
    if problems or book is None:
        raise RulebookError(_each_once(problems))
    return book


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetition: a change may be wrong in several versions alike."""
    return list({(p.code, p.path, p.found): _on_one_line(p) for p in problems}.values())


def _on_one_line(problem: Problem) -> Problem:
    text = problem.expected
    return attrs.evolve(
        problem,
        path=step(problem.path),
        found=step(problem.found),
        expected=Text(step(text.zh), step(text.en)),
    )


def _given(text: str | None, mapping: Mapping[str, Any] | None, base: Base | None) -> Rulebook:
    def load(problems: list[Problem]) -> Rulebook | None:
        if text is not None:
            key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            content = text.encode("utf-8", "replace")
            raw = read_document({"text": content}, "text", Path(), problems)
        else:
            raw = document_of(mapping or {}, "mapping", problems)
            key = "" if raw is None else digest(mapping)
        if raw is None:
            return None
        if base is None:
            return _stacked(raw, key, (), problems)
        above = base if isinstance(base, Rulebook) else load_rulebook(base)
        return _over(raw, key, above, problems)

    return _finished(load)


def _keep(cache: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    cache[key] = value
    while len(cache) > KEPT:
        cache.popitem(last=False)


def _contents(path: Path, problems: list[Problem], place: str) -> dict[str, bytes] | None:
    """The bytes of a document's files by name, None when they cannot be read.

    `place` is where the path is named, empty for a path of the caller's.
    """
    found = {}
    for part in parts_of(path):
        try:
            found[part.name] = part.read_bytes()
        except (OSError, ValueError) as error:
            missing = isinstance(error, FileNotFoundError)
            expected = book_missing(path) if missing else UNREADABLE
            named = shown(str(path)) if place else ""
            told = named if missing else step(error)
            problems.append(Problem("rulebook.missing", place or step(path), told, expected))
            return None
    if not found:
        text = Text("文件夹中没有规则手册（*.toml）", "no rulebook (*.toml) in this folder")
        problems.append(Problem("rulebook.missing", place or step(path), "", text))
        return None
    return found


def _from_path(
    path: Path, seen: tuple[Path, ...], problems: list[Problem], place: str = ""
) -> Rulebook | None:
    try:
        here = path.resolve()
    except (OSError, ValueError, RuntimeError):
        here = path
    if here in seen:
        expected = Text("手册之间不得循环引用", "books may not extend one another in a circle")
        problems.append(Problem("rulebook.circle", path.name, "", expected))
        return None
    contents = _contents(path, problems, place)
    if contents is None:
        return None
    key = hashlib.sha256(repr([str(path.parent), *sorted(contents.items())]).encode()).hexdigest()
    raw = _READ.get(key)
    if raw is None:
        before = len(problems)
        folder = path if path.is_dir() else path.parent
        raw = read_document(contents, path.name, folder, problems)
        if raw is None:
            return None
        if len(problems) == before:
            _keep(_READ, key, raw)
    return _stacked(raw, key, (*seen, here), problems)


def _stacked(
    raw: Raw, key: str, seen: tuple[Path, ...], problems: list[Problem]
) -> Rulebook | None:
    """Make the book of a document over the one that its header names."""
    parent = raw.header.get("extends")
    if parent is None:
        return _over(raw, key, None, problems)
    if not isinstance(parent, str) or not parent.strip() or "\0" in parent:
        expected = Text("应为手册编号或路径", "expected the id or the path of a book")
        if isinstance(parent, str) and not parent.strip():
            expected = NOT_NAMED
        place = f"{raw.where}:rulebook.extends"
        problems.append(Problem("rulebook.header", place, shown(parent), expected))
        return None
    if parent in built_in_books():
        above: Rulebook | None = _built_in(parent)
    else:
        place = f"{raw.where}:rulebook.extends"
        above = _from_path(raw.folder / parent, seen, problems, place)
    return None if above is None else _over(raw, key, above, problems)


def _over(raw: Raw, key: str, above: Rulebook | None, problems: list[Problem]) -> Rulebook | None:
    """Make the book of a document over another, or take the one that was made before."""
    cached = (key, "" if above is None else above.digest)
    if cached in _MADE and not problems:
        return _MADE[cached]
    book = _made(raw, above, problems)
    if book is not None and not problems:
        book = book.known()
        _keep(_MADE, cached, book)
    return book


def _header(raw: Raw, above: Rulebook | None, problems: list[Problem]) -> Header | None:
    place = f"{raw.where}:rulebook"
    own = [name for name in OWN[:3] if name not in raw.header]
    problems += [Problem("rulebook.header", f"{place}.{name}", "", MISSING) for name in own]
    inherited = {} if above is None else attrs.asdict(above.header, recurse=False)
    inherited = {k: v for k, v in inherited.items() if k not in OWN}
    merged = {**inherited, **raw.header}
    if "title" not in merged:
        merged["title"] = {"zh": "?", "en": "?"}
    merged.setdefault("id", "?")
    merged.setdefault("version", "?")
    merged["extends"] = raw.header.get("extends", None if above is None else above.id)
    try:
        header: Header = reader(Header)(merged)
    except Unreadable as error:
        problems += [flaw.at(place) for flaw in error.flaws]
        return None
    problems += _wrong_header(header, raw.folder, place)
    levels = () if above is None else above.levels
    told = header.id in built_in_books()
    if not told and any(level.rpartition(" ")[0] == header.id for level in levels):
        taken = Text("上级手册已用此编号", "another id: a book above has this one")
        problems.append(Problem("rulebook.header", f"{place}.id", shown(header.id), taken))
    return header


def _wrong_header(header: Header, folder: Path, place: str) -> Iterator[Problem]:
    """What is wrong with a head: its id, its dates, or the levels that it says it was made of."""

    def wrong(field: str, found: object, zh: str, en: str) -> Problem:
        return Problem("rulebook.header", f"{place}.{field}", shown(found), Text(zh, en))

    if not usable_id(header.id):
        yield wrong("id", header.id, "编号不得含空格", "an id without spaces")
    if header.levels:
        if header.extends is not None or header.levels[-1] != f"{header.id} {header.version}":
            en = "the levels of a book that extends no other, its own id and version the last"
            yield wrong("levels", header.levels, "仅独立成册的手册可写，末项为本册编号和版本", en)
    elif header.id in built_in_books() and folder != BOOKS / header.id:
        yield wrong(
            "id", header.id, "已是内置手册的编号", "another id: a built-in book has this one"
        )
    if header.reviewed_to > LATEST:
        yield wrong("reviewed_to", header.reviewed_to, f"不晚于 {LATEST}", f"not after {LATEST}")
    if header.valid_from > header.reviewed_to:
        zh, en = f"不晚于 {header.reviewed_to}", f"not after {header.reviewed_to}, its reviewed_to"
        yield wrong("valid_from", header.valid_from, zh, en)


def _own_entries(
    raw: Raw, start: date, by: str, problems: list[Problem]
) -> Iterator[tuple[Laid, EntryVersions | None, tuple[Typed, ...]]]:
    """The entries of a document that extends no other; None for one that cannot be read."""
    for name in STEP_KEYS:
        for one in raw.steps[name]:
            expected = Text(
                "此手册不叠加于他册，没有可修改的条目",
                "this book extends no other; nothing to change",
            )
            problems.append(Problem("rulebook.overlay-missing", one.place, "", expected))
    for section, by_id in raw.sections.items():
        if section not in entry_classes():
            what = Text("没有此类别", "there is no such section")
            known, place = (*entry_classes(), *STEP_KEYS), f"{raw.where}:{step(section)}"
            problems.append(unknown("rulebook.unknown-kind", place, section, known, what))
            continue
        for name, entry in by_id.items():
            before, file = len(problems), raw.files[f"{section}.{name}"]
            made = expand(section, name, entry, start, file=file, by=by, problems=problems)
            typed: tuple[Typed, ...] = ()
            if made is not None:
                problems += check_dates(made)
                typed = read_versions(made, problems)
            failed = len(problems) > before
            laid = Laid(section, name, f"{file}:{section}.{step(name)}", failed=failed)
            yield laid, None if failed else made, typed


def _grouped(
    entries: Mapping[str, EntryVersions], typed: Mapping[str, tuple[Typed, ...]]
) -> dict[str, dict[str, tuple[Typed, ...]]]:
    grouped: dict[str, dict[str, tuple[Typed, ...]]] = {}
    for path, entry in entries.items():
        grouped.setdefault(entry.section, {})[entry.id] = typed[path]
    return grouped


def _made(raw: Raw, above: Rulebook | None, problems: list[Problem]) -> Rulebook | None:
    """The book of a document; where something is wrong, a draft of what can be read, undigested."""
    header = _header(raw, above, problems) or _stand_in(raw, above)
    if header is None:
        return None
    if above is None:
        own = list(_own_entries(raw, header.valid_from, header.id, problems))
        steps = [laid for laid, _, _ in own]
        entries = {entry.path: entry for _, entry, _ in own if entry is not None}
        typed = {entry.path: found for _, entry, found in own if entry is not None}
    else:
        entries = dict(above.source)
        typed = {path: above.typed[e.section][e.id] for path, e in entries.items()}
        layer = Layer(header.id, header.valid_from, entries, typed, problems)
        layer.lay(raw)
        steps = layer.steps
    grouped = _grouped(entries, typed)
    if above is None or above.digest:
        found = check_book(grouped, header.valid_from)
        problems += told(found, entries, steps, book=header.id, where=raw.where)
    level = f"{header.id} {header.version}"
    levels = header.levels or ((level,) if above is None else (*above.levels, level))
    whole = "" if problems else _digest(header, levels, entries)
    return Rulebook(header, levels, whole, entries, grouped)


def _stand_in(raw: Raw, above: Rulebook | None) -> Header | None:
    """A head to read the rest of a document by, whose own head cannot be read."""
    if above is None:
        return None
    name = raw.header.get("id")
    name = name if isinstance(name, str) and usable_id(name) else "?"
    return attrs.evolve(above.header, id=name, version="?", levels=())


def _digest(header: Header, levels: tuple[str, ...], entries: Mapping[str, EntryVersions]) -> str:
    head = attrs.asdict(header)
    del head["extends"], head["levels"]
    written = sorted(entry.digest for entry in entries.values() if entry.versions)
    return digest([canonical(head), list(levels), written])
