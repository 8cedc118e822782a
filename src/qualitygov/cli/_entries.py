"""What a rulebook says of its entries, in lines (条目说明): names first, their codes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.compounds import EntityKind, Kind, ListKind, TableKind
from qualitygov.core.fields import labels_of
from qualitygov.core.kinds import kinds_of
from qualitygov.core.periods import Span
from qualitygov.core.said import title_of
from qualitygov.errors import FieldError
from qualitygov.report.booklet.sentences import sentence
from qualitygov.report.booklet.spoken import NOTHING, Speaker
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.difference import SAID, Difference
from qualitygov.rulebook.document import canonical
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.remedies import said_span
from qualitygov.rulebook.versions import LAST_DAY, EntryVersions, Version, entry_at
from qualitygov.text import Language, Text

HEAD_FIELDS = ("label", "source", "basis", "clauses", "verified_by")
OWN_FIELDS = ("id", "valid_from", "valid_to", "unknown", *HEAD_FIELDS)
BY_SEVERITY = ("points", "windows")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


def basis_of(entry: RuleEntry) -> Basis:
    """Return on what an entry rests (依据类别); with a part that nobody verified, unverified."""
    return Basis.UNVERIFIED if entry.doubted else entry.basis


def _part_of(kind: Kind | None) -> EntityKind | None:
    """The class within a field, of a list or a table the class of each."""
    while isinstance(kind, (ListKind, TableKind)):
        kind = kind.item
    return kind if isinstance(kind, EntityKind) and kind.entity is not Text else None


@attrs.frozen
class Entries:
    """Says the entries of a book in one language (条目说明)."""

    book: Rulebook
    language: Language

    @property
    def speaker(self) -> Speaker:
        """What says values in words."""
        return Speaker(self.book)

    def _say(self, zh: str, en: str) -> str:
        return Text(zh, en).say(self.language)

    def _coded(self, name: Text | None, code: str) -> str:
        """A name with its code beside it."""
        if name is None or name.say(self.language) == code:
            return code
        said = name.say(self.language)
        return self._say(f"{said}（{code}）", f"{said} ({code})")

    # the book

    def head(self) -> Iterator[str]:
        """Yield which book it is, on what it stands, and its digest."""
        titles = {level: self.speaker.title(level.partition(" ")[0]) for level in self.book.levels}
        *below, own = self.book.levels
        yield self._coded(titles[own], own)
        for level in reversed(below):
            yield "  " + self._say("叠加于 ", "over ") + self._coded(titles[level], level)
        yield "  " + self._say("摘要 ", "") + f"sha256:{self.book.digest}"

    def sections(self) -> Iterator[str]:
        """Yield each section of the book, with how many entries it has."""
        for section, by_id in sorted(self.book.typed.items()):
            title = self._coded(title_of(entry_classes()[section]), section)
            yield f"  {len(by_id):4}  {title}"

    def words(self, section: str) -> Iterator[str]:
        """Yield each entry of a section, with the severities that it knows."""
        for one in self.book.words(section):
            said = [self._value(section, "severities", word) for word in one.severities]
            more = "  " + self._say("、", ", ").join(said) if said else ""
            yield self._coded(one.label, f"{section}.{one.id}") + more

    # one entry

    def entry(self, entry: EntryVersions) -> Iterator[str]:
        """Yield what the book says of an entry: all its versions, and who changed it."""
        yield self._coded(self.speaker.label(entry.section, entry.id), entry.path)
        if entry.locked:
            labels = labels_of(entry_classes()[entry.section])
            fields = () if entry.locked is True else sorted(entry.locked)
            names = self._say("、", ", ").join(self._coded(labels.get(f), f) for f in fields)
            yield (
                "  "
                + self._say("已锁定", "locked")
                + (self._say("：", ": ") if names else "")
                + names
            )
        typed = self.book.typed.get(entry.section, {}).get(entry.id, ())
        rules = {first: rule for first, _, rule in typed}
        for version in entry.versions:
            yield from self._version(entry.section, version, rules.get(version.first))
        if (gone := entry.retired) is not None:
            source = gone.source.say(self.language)
            yield self._say(
                f"  自 {gone.day} 起由 {gone.by} 废止（{source}）",
                f"  retired from {gone.day} by {gone.by}  [{source}]",
            )

    def _version(self, section: str, version: Version, rule: RuleEntry | None) -> Iterator[str]:
        values = version.values
        last = "" if version.last == LAST_DAY else str(version.last)
        yield f"  {version.first} – {last}".rstrip()
        if version.unknown:
            yield "    " + self._say("规则未知", "the rule is unknown")
        if rule is not None:
            yield f"    {sentence(self.speaker, rule).say(self.language)}"
        yield f"    {self._rests(version)}"
        if values.get("clauses"):
            yield "    " + self._say("条款 ", "clauses ") + self._list(values["clauses"])
        if values.get("verified_by"):
            yield "    " + self._say("核实：", "verified by ") + str(values["verified_by"])
        yield f"    {self._by(version)}"
        cls: type = entry_classes()[section]
        labels, fields = labels_of(cls), kinds_of(cls)
        hidden = {*OWN_FIELDS} | ({"unverified"} if values.get("verified_by") else set())
        for name, value in values.items():
            if name not in hidden:
                kind = fields[name][0] if name in fields else None
                label = self._coded(labels.get(name), name)
                if name == "unverified":
                    said = self._parts(labels, value)
                else:
                    said = self._value(section, name, value, kind)
                yield f"      {label}{self._say('：', ': ')}{said}"

    def _list(self, parts: Any) -> str:
        return self._say("、", ", ").join(parts)

    def _parts(self, labels: Mapping[str, Text], parts: Iterable[str]) -> str:
        """Parts of a rule, each by the field that it is of; in English by its key, too."""
        own = [labels.get(one.partition(".")[0]) for one in parts]
        if self.language == "zh" and None not in own:
            return self._list(dict.fromkeys(one.zh for one in own if one is not None))
        return self._list(self._coded(labels.get(one.partition(".")[0]), one) for one in parts)

    def _rests(self, version: Version) -> str:
        """On what a version rests, and its source."""
        basis = Basis(version.values["basis"]) if "basis" in version.values else None
        weak = basis in (Basis.UNVERIFIED, Basis.DEFAULT)
        verified = Text("已核实", "verified")
        rests = verified if version.values.get("verified_by") and weak else basis and basis.label
        said = "" if rests is None else rests.say(self.language) + self._say("：", ": ")
        return said + version.source.say(self.language)

    def _by(self, version: Version) -> str:
        """Which books made and changed a version, and where it was last written."""
        first, *others = version.by
        text = self._say(f"见 {first}", f"from {first}")
        if others:
            text += self._say("，经 ", ", changed by ") + self._list(dict.fromkeys(others))
            text += self._say(" 修改", "")
        return text + self._say(f"（{version.place}）", f"  ({version.place})")

    # values

    def _value(self, section: str, field: str, value: Any, kind: Kind | None = None) -> str:
        """A value in words, the codes in it beside their names."""
        if isinstance(value, bool):
            return self.speaker.value(field, value).say(self.language)
        if isinstance(value, Mapping) and value.keys() == {"zh", "en"}:
            return str(value[self.language])
        if isinstance(value, Mapping):
            return self._pairs(section, field, value, kind)
        if isinstance(value, (list, tuple)):
            said = [self._value(section, field, one, kind) for one in value]
            return self._list(said) or NOTHING.say(self.language)
        return self._word(field, value) if isinstance(value, str) else self._number(value)

    def _pairs(self, section: str, field: str, value: Mapping[str, Any], kind: Kind | None) -> str:
        part = None if isinstance(kind, TableKind) else _part_of(kind)
        labels = {} if part is None else labels_of(part.entity)
        kinds = {} if part is None else dict(part.kinds(part.entity))
        inside = kind.item if isinstance(kind, TableKind) else None
        keyed = "severity" if field in BY_SEVERITY else field
        told = []
        for key, inner in value.items():
            name = self._coded(labels[key], key) if key in labels else self._word(keyed, str(key))
            of = kinds[key][0] if key in kinds else inside
            said = self._value(section, key if key in labels else field, inner, of)
            told.append(f"{name}{self._say('：', ': ')}{said}")
        return self._say("，", ", ").join(told)

    def _number(self, value: Any) -> str:
        return str(value) if isinstance(value, date) else str(canonical(value))

    def _word(self, field: str, value: str) -> str:
        """A word with its code, a span in words; what is neither stands as it is."""
        try:
            return said_span(Span.parse(value)).say(self.language)
        except FieldError:
            if not _WORD.fullmatch(value):
                return value
        label = self.speaker.word(field, value)
        quoted = label.zh == f"“{value}”"
        return self._say(f"“{value}”", value) if quoted else self._coded(label, value)

    # what is weak, and what differs

    def counts(self) -> Iterator[str]:
        """Yield on what the entries rest, in numbers."""
        weak = self.book.uncertain()
        unverified = sum(entry.doubted for entry in weak)
        default, unknown = len(weak) - unverified, len(self.book.unknown())
        yield self._say(
            f"  尚未核实 {unverified} 条，规则未知 {unknown} 条，本库默认 {default} 条"
            "（--uncertain 列出）",
            f"  {unverified} not verified yet, {unknown} unknown, {default} by default of this"
            " library (--uncertain names them)",
        )

    def weak(self) -> Iterator[str]:
        """Yield each version that is not verified, unknown or by default."""
        weak = self.book.uncertain()
        yield from (self._uncertain(entry) for entry in weak if entry.doubted)
        unknown = Text("规则未知", "unknown")
        for path, version in self.book.unknown():
            section, _, name = path.partition(".")
            label = self._placed(self.speaker.label(section, name), section, path)
            yield self._doubt(unknown, label, version.first, version.source)
        yield from (self._uncertain(entry) for entry in weak if not entry.doubted)

    def _uncertain(self, entry: RuleEntry) -> str:
        labels = labels_of(type(entry))
        label = self._placed(entry.label, entry.section, f"{entry.section}.{entry.id}")
        label += (
            self._say("的", ": ") + self._parts(labels, entry.unsigned_parts)
            if entry.unsigned_parts
            else ""
        )
        return self._doubt(basis_of(entry).label, label, entry.valid_from, entry.source)

    def _placed(self, label: Text | None, section: str, path: str) -> str:
        """A rule by its name and its kind; in English by its id."""
        if label is None or self.language == "en":
            return self._coded(label, path)
        return f"{label.zh}（{title_of(entry_classes()[section]).zh}）"

    def _doubt(self, what: Text, label: str, first: date, source: Text) -> str:
        zh = f"  {what.zh}：{label}，自 {first} 起；{source.zh}"
        return self._say(zh, f"  {what.en}: {label} {first}  [{source.en}]")

    def difference(self, one: Difference) -> str:
        """Return what differs of one value, as one line (规则差异)."""
        found = entry_at(self.book.source, one.path)
        section, field = ("", "") if found is None else (found[0].section, ".".join(found[1]))
        label = Text(one.path, one.path)
        if found is not None:
            first = field.partition(".")[0]
            names = labels_of(entry_classes()[section])
            label = self.speaker.label(section, found[0].id) or label
            label += Text("：", ": ") + names[first] if first in names else Text("", "")
        until = "" if one.valid_to is None else f" – {one.valid_to}"
        head = self._coded(label, one.path)
        head += self._say(
            f"自 {one.valid_from}{until or ' 起'}：", f" from {one.valid_from}{until}: "
        )
        source = one.source.say(self.language)
        if one.what != "value":
            what = SAID[one.what].say(self.language)
        else:
            what = " → ".join(
                self._change(section, field, each) for each in (one.before, one.after)
            )
        return head + what + self._say(f"（{source}）", f" ({source})")

    def _change(self, section: str, field: str, value: Any) -> str:
        if value is None:
            return self._say("无", "nothing")
        return self._value(section, field.partition(".")[0], value)
