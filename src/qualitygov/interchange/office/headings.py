"""Columns as offices see them (列说明): title, form, unit, words, whether required, an example.

Made from the classes and the rulebook alone: what a template asks, what the data dictionary says
and what the reader takes are one definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from qualitygov.codes.region import RegionLevel, region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.compounds import Kind, ListKind
from qualitygov.core.fields import About, about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.core.partial import Partial
from qualitygov.core.periods import Term
from qualitygov.core.placed import months_of, terms_of
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.book_words import words_shown
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.columns import Column, columns_of, names_of
from qualitygov.interchange.forms.deciding import states
from qualitygov.interchange.office import examples
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.columns import WordsOf, keys_of, lists_of

UNITS: Mapping[str, str] = {
    "yuan": "元",
    "10,000 yuan": "万元",
    "h": "小时",
    "t": "吨",
    "working days": "工作日",
}
"""The Chinese names of units that fields have in English (计量单位)."""

SEPARATOR = "；"


@attrs.frozen
class Word:
    """One word of a list (词): how it is written, its value in files, and other spellings."""

    label: str
    value: str
    others: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Heading:
    """One column as an office sees it (列说明).

    `name` is the column's own header, `title` the official one. `kind` is text, day, moment, month,
    term, whole, decimal, points, flag or word; `several` says that a cell may hold more than one.
    Of an `open` list any other word may stand, too. `loose` days may be given as a month, a term or
    without end. `low` and `high` bound numbers.
    `names` are the other headers under which the column is known.
    """

    name: str
    title: str
    required: bool
    kind: str
    form: str
    meaning: str
    example: str
    unit: str | None = None
    words: tuple[Word, ...] = ()
    several: bool = False
    open: bool = False
    loose: bool = False
    low: int | None = None
    high: int | None = None
    names: tuple[str, ...] = ()
    personal: bool = False

    @property
    def header(self) -> str:
        """The title with its unit, and a star where it must be filled (模板表头)."""
        unit = f"（{self.unit}）" if self.unit else ""
        return f"{self.title}{unit}{'*' if self.required else ''}"


@attrs.frozen
class _Told:
    """What is known of one column while its heading is made."""

    table: TableAbout
    column: Column
    kind: Kind
    book: Rulebook
    county: str

    @property
    def entity(self) -> type:
        return self.table.entity

    @property
    def attribute(self) -> attrs.Attribute[Any]:
        return self.table.fields[self.column.field]

    @property
    def about(self) -> About:
        return about_field(self.attribute)

    @property
    def checks(self) -> tuple[Any, ...]:
        return tuple(check.parts(self.attribute.validator))

    @property
    def several(self) -> bool:
        return isinstance(self.kind, ListKind)

    @property
    def type(self) -> Any:
        """The plain type of a value, of a list that of its items."""
        inner = self.kind.item if isinstance(self.kind, ListKind) else self.kind
        return getattr(inner, "type", str)

    @property
    def name_of_kind(self) -> str:
        if self.words:
            return "word"
        if self.type in (Partial, Term):
            return "month" if self.type is Partial else "term"
        inner = self.kind.item if isinstance(self.kind, ListKind) else self.kind
        return inner.column if self.column.part is None and inner.column else "text"

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that may stand in its cells; none where any text may."""
        kind = self.type
        if isinstance(kind, type) and issubclass(kind, Vocabulary):
            return tuple(_members(kind))
        listed = lists_of(self.entity).get(self.column.field, ())
        if any(isinstance(one, WordsOf) for one in listed):
            shown = words_shown(listed, self.book)
            return tuple(Word(label, value) for label, value in shown.items())
        return ()

    @property
    def open(self) -> bool:
        """Whether words that are not listed may stand in its cells, too."""
        listed = lists_of(self.entity).get(self.column.field, ())
        return any(isinstance(one, WordsOf) and one.open for one in listed)

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        for part in self.checks:
            if isinstance(part, check.within):
                return part.low, part.high
            if isinstance(part, check.at_least):
                return part.bound, None
        return None, None


def _members(kind: type[Vocabulary]) -> Iterator[Word]:
    """The members of a list, each by its label unless another one has it, too."""
    labels = [member.label.zh for member in kind]
    for member in kind:
        label = member.label.zh
        shown = label if label and labels.count(label) == 1 else member.value
        yield Word(shown, member.value, member.words)


# How it is filled


_FORMS: Mapping[str, str] = {
    "text": "文本",
    "day": "日期，如 2024-03-05",
    "moment": "时间，如 2024-03-05 09:30",
    "month": "月份，如 2024-03",
    "term": "期限，如 5年、6个月",
    "whole": "整数",
    "decimal": "数字",
    "points": "分值，如 1.5",
    "flag": "是 或 否",
    "word": "从下拉列表选择",
}


def _form(told: _Told) -> str:
    for part in told.checks:
        if isinstance(part, unit_code):
            return "18 位统一社会信用代码；没有的填组织机构代码或 15 位注册号"
        if isinstance(part, region):
            town = part.level is RegionLevel.TOWN
            return "9 位乡镇代码，或本县乡镇名称" if town else "6 位县级区划代码"
        if isinstance(part, check.matching):
            return part.form.zh
    own = told.type is not str and told.name_of_kind == "text" and told.column.part is None
    form = told.kind.form.zh if own else _FORMS.get(told.name_of_kind, "文本")
    form += "；列表中没有的可另填" if told.open else _bounds(*told.bounds)
    if told.several:
        return f"{form}；可填多项，以“{SEPARATOR}”分隔"
    return form + _loose(told)


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"，{low} 至 {high}"
    return "" if low is None else f"，不小于 {low}"


def _loose(told: _Told) -> str:
    """How a day may be given in part: as a month, by a term, or without end."""
    entity, field = told.entity, told.column.field
    month = any(one.day == field for one in months_of(entity))
    term = any(one.last == field for one in terms_of(entity))
    parts = (month and "只知月份的填月份", term and "有期限的可填期限，长期有效的填“长期”")
    return "".join(f"；{part}" for part in parts if part)


# What it means


_ROLES: Mapping[str, str] = {
    "own": "所记事项的日期，据以归入所属期",
    "from": "持续事项的起始日期",
    "known": "获知之日",
    "later": "其后发生的日期，未发生的不填",
}


def _meaning(told: _Told) -> str:
    return "".join(f"{part}。" for part in (*_asked(told), *_meanings(told)))


def _asked(told: _Told) -> Iterator[str]:
    """What becomes of a row in which a state is not said."""
    if told.column.name in states(told.table):
        yield "不填的行不予读入，状态不作推定"


def _meanings(told: _Told) -> Iterator[str]:
    about, table, field = told.about, told.table, told.column.field
    if table.child is None and table.key == (field,):
        yield "每行一个，不得重复"
    if told.column.part == "en":
        yield "可不填，不填与中文相同"
    if about.role is not None:
        yield _ROLES[about.role]
    if about.role == "known" and not told.column.required:
        yield "不填视为事项当日"
    if about.stands_in:
        yield "缺少事项日期时以此代替"
    for month in months_of(told.entity):
        if month.name == field:
            yield f"“{_label(table, month.day)}”只知月份时的月份，一般不填"
    for runs in terms_of(told.entity):
        if runs.name == field:
            yield f"自“{_label(table, runs.first)}”起算的期限，一般不填"
    if about.measured:
        yield "监测值，未测得的不填，不得填 0"
    if about.sensitivity == "personal":
        yield "个人信息，只供核对，不予导出"


def _label(table: TableAbout, field: str) -> str:
    return about_field(table.fields[field]).label.zh


def _example(told: _Told, title: str) -> str:
    kind = told.name_of_kind
    for part in told.checks:
        if isinstance(part, unit_code):
            return examples.UNIT_CODE
        if isinstance(part, region):
            return told.county + ("101" if part.level is RegionLevel.TOWN else "")
    if kind == "word":
        return told.words[0].label
    if kind in ("whole", "decimal"):
        return examples.example_number(*told.bounds)
    return examples.OF_KIND.get(kind) or examples.example_text(title)


# All of them


def _title(told: _Told) -> str:
    label = told.about.label.zh
    return f"{label}（英文）" if told.column.part == "en" else label


def _heading(told: _Told) -> Heading:
    title, column, about = _title(told), told.column, told.about
    low, high = told.bounds
    told_already = (title, about.label.en)
    known = (name for name in names_of(told.table.entity, column) if name not in told_already)
    return Heading(
        name=column.name,
        title=title,
        required=column.required or column.name in states(told.table),
        kind=told.name_of_kind,
        form=_form(told),
        meaning=_meaning(told),
        example=_example(told, title),
        unit=None if about.unit is None else UNITS.get(about.unit, about.unit),
        words=told.words,
        several=told.several,
        open=told.open,
        loose=bool(_loose(told)),
        low=low,
        high=high,
        names=tuple(dict.fromkeys(known)),
        personal=about.sensitivity == "personal",
    )


def _keys(table: TableAbout, field: str, book: Rulebook) -> Iterator[Heading]:
    """The columns of a field that takes one for each of its names."""
    label = _label(table, field)
    entity: type = table.entity
    titles: dict[str, str] = {}
    for title, id_ in words_shown(keys_of(entity)[field], book).items():
        titles.setdefault(id_, title)
    for id_, title in titles.items():
        yield Heading(
            name=f"{field}.{id_}",
            title=f"{title}（{field}.{id_}）",
            required=False,
            kind="decimal",
            form=_FORMS["decimal"],
            meaning=f"{label}之一；监测值，未测得的不填，不得填 0。",
            example="0.05",
        )


def _parent(table: TableAbout, columns: Sequence[Heading]) -> Heading:
    """The column of a child table that names the row it belongs to."""
    assert table.child is not None  # asked of child tables alone
    key = next(one for one in columns if one.name in ("id", "code"))
    return Heading(
        name=table.child.key,
        title=key.title,
        required=True,
        kind="text",
        form=key.form,
        meaning=f"所属{table.spec.label.zh}的{key.title}，与其工作表一致。",
        example=key.example,
        names=(table.child.key,),
    )


def headings_of(
    table: TableAbout, book: Rulebook, county: str = examples.COUNTY
) -> tuple[Heading, ...]:
    """Return the columns of a table as offices see them (表的各列说明).

    `book` gives the words of its lists, `county` the code that examples begin with. A child table
    begins with the column that names the row to which its own belong.

    >>> from qualitygov.county.subjects import SUBJECTS
    >>> from qualitygov.interchange.catalogue import catalogue
    >>> from qualitygov.rulebook.load import load_rulebook
    >>> towns = catalogue(SUBJECTS)["towns"]
    >>> [one.header for one in headings_of(towns, load_rulebook("strong-town"))]
    ['乡镇代码*', '名称*', '名称（英文）', '县代码', '曾用名']
    """
    entity: type = table.entity
    kinds = kinds_of(entity)
    made = [
        _heading(_Told(table, column, kinds[column.field][0], book, county))
        for column in columns_of(entity, ())
    ]
    for field in sorted(table.mappings):
        made += _keys(table, field, book)
    if table.child is None:
        return tuple(made)
    parent = TableAbout(table.spec)
    return (_parent(table, headings_of(parent, book, county)), *made)
