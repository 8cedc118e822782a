"""What documents are made from (文书所据): a run's results, its facts of cases, and its rulebook."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.periods import term_end
from qualitygov.errors import QualityGovError
from qualitygov.interchange.runs import Run
from qualitygov.report.identifiers import Identifiers
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.load import load_rulebook
from qualitygov.text import Text

Plain = Mapping[str, Any]
R = TypeVar("R", bound=RuleEntry)

NO_OUTLOOK = Text("今后自然变动未推算", "what changes by itself was not worked out")


class NotThereError(QualityGovError):
    """A unit, a case or a kind of document that is not there (没有此项); the command ends with 4."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__("document.not-there", Text(zh, en))

    def __reduce__(self) -> tuple[type[NotThereError], tuple[str, str]]:
        return type(self), (self.text.zh, self.text.en)


class RefusedDocumentError(QualityGovError):
    """A document that may not be made (不予出具), with the reason."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__("document.refused", Text(f"不予出具：{zh}", f"not made: {en}"))
        self.said = (zh, en)

    def __reduce__(self) -> tuple[type[RefusedDocumentError], tuple[str, str]]:
        return type(self), self.said


class SeveralCasesError(QualityGovError):
    """Several cases fit, and the caller has to choose one (有多个案件); the command ends with 2."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(
            "document.several",
            Text(
                f"有多个案件，请以 --case 指定：{'、'.join(ids)}",
                f"several cases fit; choose one with --case: {', '.join(ids)}",
            ),
        )

    def __reduce__(self) -> tuple[type[SeveralCasesError], tuple[tuple[str, ...]]]:
        return type(self), (self.ids,)


def key_of(code: str) -> str:
    """Return the key of a unit's code, or what was given where it is none (主体键)."""
    return UnitKey.find(code) or code.strip().casefold()


@attrs.frozen(slots=False)
class Papers:
    """The files of one run, read as they are needed (运行结果材料)."""

    run: Run

    @functools.cached_property
    def assessment(self) -> Plain:
        """The result of towns, departments and areas."""
        found: Plain = self.identifiers.all_said(self.run.document("assessment.json"))
        return found

    @functools.cached_property
    def cases(self) -> Plain:
        """The facts of cases, orders, failed samples and penalties."""
        found: Plain = self.run.document("cases.json")
        return found

    @functools.cached_property
    def worklists(self) -> Plain:
        """What is to be worked through."""
        found: Plain = self.identifiers.all_said(self.run.document("worklists.json"))
        return found

    @functools.cached_property
    def reading(self) -> Plain:
        """What was read, and what could not be."""
        found: Plain = self.run.document("reading.json")
        return found

    def unread(self) -> list[tuple[str, str]]:
        """Return the files that could not be read (未能读入的文件), each with the reason."""
        return [(one["file"], one["expected"]["zh"]) for one in self.reading["file_errors"]]

    @property
    def refused(self) -> int:
        """How many rows were refused, or wait for a person to decide."""
        tables = self.reading["tables"].values()
        entries = [one for table in tables for one in (*table["refused"], *table["review"])]
        return len({(one["file"], one["sheet"], one["row"]) for one in entries})

    @functools.cached_property
    def book(self) -> Rulebook:
        """The rulebook of the run, with all its levels."""
        return load_rulebook(self.run.path("rulebook.toml"))

    @functools.cached_property
    def identifiers(self) -> Identifiers:
        """What says the ids of facts in Chinese texts."""
        return Identifiers.of(self.book)

    def context(self, day: date, *, known_at: date | None = None) -> Context:
        """Return the rules and the knowledge of a document's day (文书日期的规则与所知)."""
        return Context(self.book, as_of=day, known_at=known_at, calendar=OfficialCalendar())

    @property
    def run_day(self) -> date:
        """The day of the run, before which nobody can state its results."""
        return date.fromisoformat(self.assessment["as_of"])

    @property
    def closing_day(self) -> date:
        """The day of the year's closing, before which its results are no circular's."""
        last = date.fromisoformat(self.assessment["period"]["last"])
        return max(self.run_day, term_end(last, self.book.at(last).term("assessment.closes")))

    def entry(self, kind: type[R], name: str, day: date) -> R | None:
        """Return a rule in force on a day, None where there is none (某日施行的规则)."""
        return self.book.at(day).entries(kind).get(name)

    @property
    def county(self) -> str:
        """The county's name in Chinese."""
        name: str = self.assessment["county"]["name"]["zh"]
        return name

    @property
    def rules_zh(self) -> str:
        """The rulebook's title with its version in Chinese."""
        return f"《{self.book.header.title.zh}》{self.book.version}版"

    def town_name(self, code: str | None) -> str | None:
        """Return the name of a town in Chinese (乡镇名称)."""
        names = {town["code"]: town["name"]["zh"] for town in self.assessment["towns"]}
        return names.get(code) if code is not None else None

    def enterprise(self, what: str) -> Plain | None:
        """Return an enterprise by its code or its whole name (企业), None where there is none."""
        key, name = key_of(what), what.strip()
        for line in self.run.lines("enterprises.ndjson"):
            row: Plain = json.loads(line)
            if row["name"] == name or key_of(row["code"]) == key:
                found: Plain = self.identifiers.all_said(row)
                return found
        return None

    def need_enterprise(self, what: str | None) -> Plain:
        """Return an enterprise; raises `NotThereError` (须有企业)."""
        found = None if what is None else self.enterprise(what)
        if found is None:
            raise NotThereError(
                f"结果中没有单位 {what}：请以 --unit 给出统一社会信用代码或全称",
                f"no unit of the results goes by {what}: give its code or whole name with --unit",
            )
        return found

    def places(self) -> Iterator[Plain]:
        """Yield the towns, departments and areas (考核对象)."""
        for kind in ("towns", "departments", "areas"):
            yield from self.assessment[kind]

    def place(self, what: str) -> Plain | None:
        """Return a town, a department or an area by code or name (考核对象)."""
        wanted = what.strip().casefold()
        for row in self.places():
            names = (row["code"], row["name"]["zh"], row["name"]["en"])
            if wanted in (name.casefold() for name in names):
                return row
        return None

    def need_place(self, what: str | None, *, towns_only: bool = False) -> Plain:
        """Return a town, a department or an area; raises `NotThereError` (须有考核对象)."""
        found = None if what is None else self.place(what)
        if found is None or (towns_only and found not in self.assessment["towns"]):
            raise NotThereError(
                f"结果中没有考核对象 {what}：请以 --unit 给出名称或代码",
                f"nothing in the results goes by {what}: give a name or a code with --unit",
            )
        return found

    def rows(self, table: str, unit: Plain, case: str | None) -> list[dict[str, Any]]:
        """Return a unit's rows of a table of facts (该单位的案件), of one id where it is named."""
        key = key_of(unit["code"])
        own = [row for row in self.cases[table] if key_of(row["subject"]) == key]
        return [row for row in own if case is None or row["id"] == case]
