"""The data dictionary (数据字典): every table, column, unit and word, what is needed first first.

Made from the classes, the subjects and the rulebook. `dictionary_workbook` and `dictionary_page`
show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from qualitygov.county.needs import TableNeed, first_profile, needs_of
from qualitygov.county.subjects import SUBJECTS
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.office import examples
from qualitygov.interchange.office.headings import Heading, Word, headings_of
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.clause import ClauseRule
from qualitygov.rulebook.model.duty import Responsible
from qualitygov.rulebook.model.industry import MeasuringUnit
from qualitygov.subject import Owner, Subject
from qualitygov.text import Text

OWNERS: Mapping[Owner, Text] = {
    "town": Responsible.TOWN.label,
    "bureau": Responsible.BUREAU.label,
    "office": Responsible.OFFICE.label,
}
"""Who owes the data of a table, and files its returns (报送责任单位)."""


@attrs.frozen(eq=False)
class DictionarySheet:
    """The columns of one sheet (列说明): of a table, or of rows that belong to it."""

    about: TableAbout
    headings: tuple[Heading, ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return self.about.label.zh


@attrs.frozen(kw_only=True, eq=False)
class DictionaryTable:
    """One table with what rests on it (数据表说明).

    `order` says how soon it is needed, `sheets` are its own columns and those of its child tables.
    """

    order: int
    about: TableAbout
    subject: Text
    need: TableNeed
    sheets: tuple[DictionarySheet, ...]

    @property
    def owner(self) -> str:
        """Who files it."""
        return OWNERS[self.need.spec.owner].zh

    @property
    def profile(self) -> str:
        """The first profile in which something hangs on it."""
        found = first_profile(self.need)
        return "不计分" if found is None else f"{found.label.zh}档起"

    @property
    def why(self) -> str:
        """Why it is needed, in one line."""
        need = self.need
        counts = (
            (f"考核 {need.points} 分", need.points.thousandths),
            (f"加分 {need.bonus} 分", need.bonus.thousandths),
            (f"一票否决 {len(need.vetoes)} 项", need.vetoes),
            (f"例行事项 {len(need.duties)} 项", need.duties),
        )
        told = "，".join(text for text, any_ in counts if any_)
        if need.without is not None:
            return f"首批必备：{need.without.zh}" + (f"；{told}" if told else "")
        return told or ("其他考核档次或验收使用" if need.targets else "台账、公示和预警使用")


@attrs.frozen
class WordList:
    """The words of a list (词表), and the columns that hold them."""

    columns: tuple[str, ...]
    words: tuple[Word, ...]


@attrs.frozen
class UnitUse:
    """A unit of measure (计量单位), how it may be written, and where it is used."""

    name: str
    written: tuple[str, ...]
    used_by: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False)
class Dictionary:
    """The data dictionary of a county (数据字典)."""

    county: str
    rulebook: str
    tables: tuple[DictionaryTable, ...]
    lists: tuple[WordList, ...]
    units: tuple[UnitUse, ...]
    clauses: Mapping[str, str]

    @property
    def title(self) -> str:
        """Its title."""
        return f"{self.county}质量强镇考核数据字典"

    def clause(self, name: str) -> str:
        """Return a clause with its title (条款)."""
        return f"{name} {self.clauses.get(name, '')}".strip()


def _tables(
    context: Context, subjects: Sequence[Subject], county: str
) -> Iterator[DictionaryTable]:
    of_subject = {spec.name: subject.label for subject in subjects for spec in subject.tables}
    for order, need in enumerate(needs_of(context, subjects=subjects), 1):
        about = TableAbout(need.spec)
        every = (about, *(TableAbout(need.spec, child) for child in need.spec.children))
        yield DictionaryTable(
            order=order,
            about=about,
            subject=of_subject[need.spec.name],
            need=need,
            sheets=tuple(
                DictionarySheet(one, headings_of(one, context.rulebook, county)) for one in every
            ),
        )


def _columns(tables: Iterable[DictionaryTable]) -> Iterator[tuple[str, Heading]]:
    """Every column with its name: the sheet's and its own."""
    for table in tables:
        for sheet in table.sheets:
            for heading in sheet.headings:
                yield f"{sheet.label}·{heading.title}", heading


def _lists(tables: Iterable[DictionaryTable]) -> tuple[WordList, ...]:
    """Every list once, with all columns that hold its words."""
    found: dict[tuple[Word, ...], list[str]] = {}
    for name, heading in _columns(tables):
        if heading.words:
            found.setdefault(heading.words, []).append(name)
    return tuple(WordList(tuple(columns), words) for words, columns in found.items())


def _units(tables: Iterable[DictionaryTable], context: Context) -> tuple[UnitUse, ...]:
    """The units of columns, and those in which figures are given."""
    used: dict[str, list[str]] = {}
    for name, heading in _columns(tables):
        if heading.unit:
            used.setdefault(heading.unit, []).append(name)
    written: dict[str, tuple[str, ...]] = {}
    for rule in context.rules.entries(MeasuringUnit).values():
        written[rule.label.zh] = rule.names
        used.setdefault(rule.label.zh, []).append("统计数字")
    return tuple(
        UnitUse(name, written.get(name, ()), tuple(columns)) for name, columns in used.items()
    )


def dictionary_of(
    context: Context,
    *,
    county: str = "",
    code: str = examples.COUNTY,
    subjects: Iterable[Subject] = SUBJECTS,
) -> Dictionary:
    """Return the data dictionary by the rules of a context (数据字典).

    `county` is the name in its title, `code` that with which examples begin.

    >>> from qualitygov.rulebook import load_rulebook
    >>> found = dictionary_of(Context.of_reading(load_rulebook("strong-town")))
    >>> [table.about.name for table in found.tables[:3]]
    ['towns', 'enterprises', 'credit_records']
    """
    given = tuple(subjects)
    tables = tuple(_tables(context, given, code))
    header = context.rulebook.header
    return Dictionary(
        county=county,
        rulebook=f"{header.title.zh}（{header.id} {header.version}）",
        tables=tables,
        lists=_lists(tables),
        units=_units(tables, context),
        clauses={n: rule.label.zh for n, rule in context.rules.entries(ClauseRule).items()},
    )
