"""The booklet of a rulebook (规则手册印本): what it says of each rule, gathered from the book's data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.fields import labels_of
from qualitygov.core.periods import Span
from qualitygov.core.said import title_of
from qualitygov.county.case_file import RuleCase
from qualitygov.errors import FieldError
from qualitygov.report.booklet.cases import said_case, shown_by
from qualitygov.report.booklet.sentences import sentence
from qualitygov.report.booklet.spoken import NOTHING, Speaker
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.load import built_in_books, load_rulebook
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, Version
from qualitygov.text import Language, Text

CHAPTERS = (
    (Text("考核", "Assessment"), ("target", "item", "indicator", "veto", "unit-item", "duty")),
    (Text("信用", "Credit"), ("credit-rule", "credit-window", "event-rule", "severity")),
    (Text("名单与公示", "Lists and publication"), ("blacklist-ground", "list-kind")),
    (Text("参数", "Numbers and terms"), ("parameter",)),
)
FIRST = {"assessment": 0, "credit": 1, "trade": 1, "publication": 2}
"""The chapter of other sections, by how their names begin."""
OTHERS = Text("专业规则", "Rules of the subjects")
CLAUSES = Text("意见条款", "Clauses of the opinion")


@attrs.frozen(kw_only=True)
class BookletVersion:
    """A rule in one stretch of time (条文版本): its sentence, its source, and who wrote it."""

    first: date
    last: date | None
    said: Text
    source: Text
    basis: Text
    doubts: Text | None
    by: tuple[Text, ...]
    clauses: tuple[str, ...]


@attrs.frozen(kw_only=True)
class BookletRule:
    """A rule of the booklet (条文): every version, who may change it, what changed, what shows it."""

    path: str
    label: Text
    versions: tuple[BookletVersion, ...]
    may_change: Text
    changes: tuple[Text, ...]
    cases: tuple[Text, ...]


@attrs.frozen(kw_only=True)
class BookletSection:
    """Rules of one kind (类别)."""

    name: str
    title: Text
    rules: tuple[BookletRule, ...]


@attrs.frozen(kw_only=True)
class Booklet:
    """A rulebook as people read it (规则手册印本)."""

    title: Text
    version: str
    digest: str
    levels: tuple[str, ...]
    chapters: tuple[tuple[Text, tuple[BookletSection, ...]], ...]


def booklet_of(book: Rulebook, cases: Iterable[RuleCase] = ()) -> Booklet:
    """Return the booklet of a book with the cases beside it (规则手册印本).

    What overlays changed is told against the built-in book that they stand on.
    """
    speaker = Speaker(book)
    shown: dict[str, list[Text]] = defaultdict(list)
    for case in cases:
        for path in shown_by(case):
            shown[path].append(said_case(speaker, case))
    changes = _changes(speaker)
    sections = [_section(speaker, name, changes, shown) for name in book.typed]
    return Booklet(
        title=book.header.title,
        version=book.version,
        digest=book.digest,
        levels=tuple(book.levels),
        chapters=tuple(_chapters(sections)),
    )


def _chapter_of(section: str) -> int:
    for at, (_, names) in enumerate(CHAPTERS):
        if section in names:
            return at
    if section == "clause":
        return len(CHAPTERS) + 1
    return FIRST.get(section.partition("-")[0], len(CHAPTERS))


def _chapters(
    sections: list[BookletSection],
) -> Iterator[tuple[Text, tuple[BookletSection, ...]]]:
    titles = [title for title, _ in CHAPTERS] + [OTHERS, CLAUSES]
    order = {name: at for _, names in CHAPTERS for at, name in enumerate(names)}
    for at, title in enumerate(titles):
        own = [section for section in sections if _chapter_of(section.name) == at]
        if own:
            yield title, tuple(sorted(own, key=lambda one: (order.get(one.name, 99), one.name)))


def _section(
    speaker: Speaker,
    name: str,
    changes: Mapping[str, list[Text]],
    shown: Mapping[str, list[Text]],
) -> BookletSection:
    book = speaker.book
    rules = [
        _rule(speaker, entry, changes.get(entry.path, []), shown.get(entry.path, []))
        for entry in book.source.values()
        if entry.section == name
    ]
    return BookletSection(name=name, title=title_of(entry_classes()[name]), rules=tuple(rules))


def _rule(
    speaker: Speaker, entry: EntryVersions, changes: list[Text], cases: list[Text]
) -> BookletRule:
    typed = speaker.book.typed[entry.section][entry.id]
    by_day = {version.first: version for version in entry.versions}
    versions = [
        _version(speaker, first, last, rule, by_day.get(first) or entry.versions[-1])
        for first, last, rule in typed
    ]
    label = speaker.label(entry.section, entry.id) or Text(entry.id, entry.id)
    if entry.retired is not None:
        gone = entry.retired
        by, source = speaker.title(gone.by), gone.source
        told = Text(
            f"自{gone.day}起由{by.zh}废止（依据：{source.zh}）",
            f"retired from {gone.day} by {by.en} (source: {source.en})",
        )
        changes = [*changes, told]
    return BookletRule(
        path=entry.path,
        label=label,
        versions=tuple(versions),
        may_change=_may_change(entry),
        changes=tuple(changes),
        cases=tuple(cases),
    )


_ID = re.compile(r"[a-z-]+(?:\.[a-z-]+)+")
UNKNOWN = Text(
    "此期间的规则未知，不据以处理。", "The rule of this time is unknown; nothing rests on it."
)


def _version(
    speaker: Speaker, first: date, last: date | None, rule: RuleEntry | None, version: Version
) -> BookletVersion:
    return BookletVersion(
        first=first,
        last=None if last in (None, LAST_DAY) else last,
        said=UNKNOWN if rule is None else sentence(speaker, rule),
        source=_source(speaker, version.source),
        basis=NOTHING if rule is None else rule.basis.label,
        doubts=None if rule is None else _doubts(rule),
        by=tuple(speaker.title(one) for one in dict.fromkeys(version.by)),
        clauses=() if rule is None else rule.clauses,
    )


def _source(speaker: Speaker, source: Text) -> Text:
    """A source, in which a rule that is named by its id goes by what it is called."""

    def named(language: Language) -> str:
        def label(found: re.Match[str]) -> str:
            known = speaker.label("parameter", found[0])
            return found[0] if known is None else f"“{known.say(language)}”"

        return _ID.sub(label, source.say(language))

    return Text(named("zh"), named("en"))


def _doubts(rule: RuleEntry) -> Text | None:
    """What nobody has verified, or who did."""
    if rule.verified_by is not None:
        return Text(f"已核实：{rule.verified_by}", f"verified by {rule.verified_by}")
    if rule.unsigned:
        return Text("尚未核实，不得据以作出不利处理", "not verified yet: it works to nobody's cost")
    if not rule.unsigned_parts:
        return None
    labels = labels_of(type(rule))
    parts = [labels.get(part.partition(".")[0], Text(part, part)) for part in rule.unsigned_parts]
    named = Text.joined(parts, "、", ", ")
    return Text(f"尚未核实的内容：{named.zh}", f"not verified yet: {named.en}")


def _may_change(entry: EntryVersions) -> Text:
    """Who may change a rule: whoever stands below, unless it is locked."""
    if entry.locked is True:
        return Text("已锁定，下级不得修改", "locked: nobody below may change it")
    if entry.locked:
        labels = labels_of(entry_classes()[entry.section])
        found = [labels.get(one, Text(one, one)) for one in sorted(entry.locked)]
        named = Text.joined(found, "、", ", ")
        return Text(
            f"{named.zh}已锁定，其余内容下级可以叠加修改",
            f"locked: {named.en}; the rest may be changed below",
        )
    return Text(
        "县、镇可以在叠加手册中修改，须注明依据和施行日期",
        "a county or town may change it in an overlay, with a source and a day",
    )


# What overlays changed


def _changes(speaker: Speaker) -> dict[str, list[Text]]:
    """What the overlays changed, by the path of the entry, against the built-in book below."""
    book = speaker.book
    base = book.levels[0].partition(" ")[0]
    found: dict[str, list[Text]] = defaultdict(list)
    if len(book.levels) == 1 or base not in built_in_books():
        return found
    paths = {
        entry.path: entry for entry in (*load_rulebook(base).source.values(), *book.source.values())
    }
    for one in load_rulebook(base).diff(book):
        path = _longest(one.path, paths)
        if path is None or one.what == "retired":
            continue
        entry = paths[path]
        said = _added(one) if one.what == "added" else _changed(speaker, entry, path, one)
        found[path].append(said)
    return found


def _longest(path: str, known: Mapping[str, Any]) -> str | None:
    parts = path.split(".")
    for at in range(len(parts), 1, -1):
        if ".".join(parts[:at]) in known:
            return ".".join(parts[:at])
    return None


def _added(one: Any) -> Text:
    return Text(
        f"自{one.valid_from}起新增（依据：{one.source.zh}）",
        f"added from {one.valid_from} (source: {one.source.en})",
    )


def _changed(speaker: Speaker, entry: EntryVersions, path: str, one: Any) -> Text:
    field, _, rest = one.path[len(path) + 1 :].partition(".")
    label = labels_of(entry_classes()[entry.section]).get(field, Text(field, field))
    if rest:
        part = speaker.word(field, rest.split(".")[0])
        label = Text(f"{label.zh}（{part.zh}）", f"{label.en} ({part.en})")
    before, after = (_raw(speaker, field, value) for value in (one.before, one.after))
    zh = f"自{one.valid_from}起，{label.zh}由“{before.zh}”改为“{after.zh}”"
    en = f"from {one.valid_from}: {label.en} {before.en} → {after.en}"
    return Text(f"{zh}（依据：{one.source.zh}）", f"{en} (source: {one.source.en})")


def _raw(speaker: Speaker, field: str, value: Any) -> Text:
    """A value as the book's document has it, in words."""
    if isinstance(value, str):
        try:
            return speaker.value(field, Span.parse(value))
        except FieldError:
            number = value.rstrip("%").lstrip("-").replace(".", "", 1).isdecimal()
            return (
                Text(value, value)
                if number or field == "verified_by"
                else speaker.word(field, value)
            )
    if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
        return Text(str(value["zh"]), str(value["en"]))
    return speaker.value(field, value)
