"""Which file is which table (文件归表): by its mapping, its name, its headers; never passed over.

A file whose name or headers nearly match a table but cannot be assigned is an error; a file of no
table is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import attrs

from qualitygov.core.near import words_text
from qualitygov.interchange.assigned import Assigned
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.known import known_names
from qualitygov.interchange.forms.match import (
    NEARLY,
    Match,
    likely_places,
    matches,
    named_by,
    own_form,
)
from qualitygov.interchange.forms.model import Form
from qualitygov.interchange.forms.sections import sections
from qualitygov.interchange.likeness import (
    NOTES,
    alike,
    deep_header,
    is_garbled,
    like_of_other,
    of_patterns,
    says_rows,
)
from qualitygov.interchange.nearly import by_headers, by_words, doubtful
from qualitygov.interchange.open_headers import open_header
from qualitygov.interchange.quotes import CODE as QUOTES
from qualitygov.interchange.quotes import swallowed_header, unclosed_text
from qualitygov.interchange.saying import (
    BESIDE,
    DEEP,
    FOREIGN,
    FORMAT,
    HIDDEN,
    IN_FOLDER,
    MOJIBAKE,
    NOTHING,
    OTHER,
    TOLD,
    ambiguous,
    lacking,
    misnamed,
    nearly,
    same_as,
)
from qualitygov.interchange.sheets import Sheet
from qualitygov.interchange.unread_columns import undecided, unknown_columns
from qualitygov.text import Text

HALF = 0.5
"""So much of the columns it needs a sheet has at least that is nearly of a table."""


class Assigner:
    """Finds the table of each sheet (归表器)."""

    def __init__(self, tables: Mapping[str, TableAbout], forms: Sequence[Form]) -> None:
        self.tables = tables
        known = [form for form in forms if any(one.to in tables for one in form.tables)]
        self.forms = [*known, *(own_form(table) for table in tables.values())]
        self.known = known_names(self.forms, tables)
        self.found = Assigned()

    def is_name(self, cell: str) -> bool:
        """Whether a cell is the name of some column (是否为列名)."""
        return Header.of(cell).is_one_of(self.known)

    # By name

    def _meant(self, file: str, sheet: str | None = None) -> str | None:
        """The table that the name of a sheet, its file, or its folder says outright."""
        path = PurePosixPath(file)
        names = [*([sheet] if sheet else []), path.stem, *reversed(path.parts[:-1])]
        keys = {
            header_key(name): table.name
            for table in self.tables.values()
            for name in (table.name, table.label.zh, table.sheet_name)
        }
        return next((keys[k] for name in names if (k := header_key(name)) in keys), None)

    def may_be(self, file: str) -> set[str]:
        """Return the tables that a file's name may mean (文件名可能所指的表)."""
        stem = PurePosixPath(file).stem
        meant = self._meant(file)
        if meant is not None:
            return {meant}
        return self._may_mean(stem)

    def _may_mean(self, name: str) -> set[str]:
        """The tables that the name of a file or a sheet may mean, by itself."""
        return of_patterns(name, self.forms) or set(alike(name, self.tables.values()))

    def of_another_format(self, file: str) -> None:
        """Take a file that holds no tables (其他格式文件): an error where it is named after one.

        It is one, too, in the folder of a table, whatever its name.
        """
        meant = like_of_other(file, self.tables.values(), self.forms)
        own = self._meant(PurePosixPath(file).parent.as_posix()) if says_rows(file) else None
        if meant or own is not None:
            expected = FORMAT if meant else IN_FOLDER
            self.found.file_errors.append(Entry(code="file.format", file=file, expected=expected))
            self.found.unread |= meant or {own}
        else:
            self.found.named.append(Entry(code="file.foreign", file=file, expected=OTHER))

    def unreadable(self, file: str, code: str, reason: Text) -> None:
        """Say that a file cannot be read (文件无法读取): the tables that it may carry are not whole."""
        self.found.file_errors.append(Entry(code=code, file=file, expected=reason))
        self.found.unread |= self.may_be(file) or {None}

    # By headers

    def take_file(self, file: str, sheets: Sequence[Sheet]) -> None:
        """Find the tables of the sheets of one file (为文件归表).

        A file that by its name is a table, or nearly, of which no sheet is one, is an error.
        """
        found = self.found
        before, named = (len(found.matches), len(found.file_errors)), len(found.named)
        for sheet in sheets:
            self.take(sheet)
        if before != (len(found.matches), len(found.file_errors)):
            return
        meant = self._meant(file)
        foreign = [entry for entry in found.named[named:] if entry.expected == FOREIGN]
        if all(sheet.blank and sheet.unclosed is None for sheet in sheets):
            return  # told already, as is a table with a header alone
        if meant is not None:
            self._headless(file, meant)
        elif foreign and (near_to := self.may_be(file)):
            self._misnamed(attrs.evolve(sheets[0], name=None), near_to)
        else:
            return
        found.named[named:] = [entry for entry in found.named[named:] if entry not in foreign]

    def take(self, sheet: Sheet) -> None:
        """Find the table of a sheet (为工作表归表)."""
        if (sheet.blank and sheet.unclosed is None) or sheet.hidden:
            self._name(sheet, NOTHING if sheet.blank else HIDDEN)
            return
        meant = self._meant(sheet.file, sheet.name)
        notes = sheet.name is not None and header_key(sheet.name) in NOTES
        parts = [sheet] if notes else sections(sheet, self.is_name)
        found = [self._matches(part, meant, alone=len(parts) == 1) for part in parts]
        if not any(match.whole for one in found for match in one):
            parts, found = [sheet], [self._matches(sheet, meant, alone=True)]
        for part, own in zip(parts, found, strict=True):
            if len(parts) > 1 and not any(match.whole for match in own):
                self._none(part, own, None, beside=True)
            else:
                self._settle(part, own, meant)

    def _matches(self, sheet: Sheet, meant: str | None, *, alone: bool) -> list[Match]:
        """How a sheet may be read; one of several tables in it may be another than it is meant."""
        where = likely_places(sheet, self.known)
        forms = [form for form in self.forms if meant in (None, form.main.to)]
        found = matches(sheet, forms, self.tables, where)
        if alone or any(match.whole for match in found):
            return found
        every = matches(sheet, self.forms, self.tables, where)
        return [match for match in every if match.whole] or every

    def _settle(self, sheet: Sheet, found: Sequence[Match], meant: str | None) -> None:
        best = next((match for match in found if match.whole), None)
        if best is None:
            self._none(sheet, found, meant)
        elif (other := self._rival(best, found)) is not None and meant is None:
            self._two(sheet, best, other)
        elif meant is None and (spoken := self._guessed(best)):
            self._nearly(sheet, spoken, ())
        else:
            self._accept(best, meant)

    def _rival(self, best: Match, found: Iterable[Match]) -> Match | None:
        """Another table that the sheet fits just as well."""
        if named_by(best.form, best.sheet):
            return None
        return next(
            (
                match
                for match in found
                if match.rank == best.rank and match.main.table.name != best.main.table.name
            ),
            None,
        )

    def _guessed(self, match: Match) -> list[str]:
        """The tables of credit of which a sheet speaks that by few of its columns is of another."""
        table = match.main.table
        few = match.form.id == table.name and len(match.spare) > len(match.used)
        spoken = by_words(match.sheet, self.tables.values()) if few else []
        return [] if table.name in spoken else spoken

    def _error(self, sheet: Sheet, code: str, expected: Text, **where: object) -> None:
        self.found.file_errors.append(
            Entry(
                code=code,
                file=sheet.file,
                sheet=sheet.name,
                expected=expected,
                **where,  # type: ignore[arg-type]
            )
        )

    def _name(self, sheet: Sheet, why: Text) -> None:
        entry = Entry(
            code="file.foreign",
            file=sheet.file,
            sheet=sheet.name,
            row=sheet.rows[0].number if sheet.rows and sheet.rows[0].number > 1 else None,
            expected=why,
        )
        self.found.named.append(entry)
        if why == FOREIGN and (one := doubtful(sheet, self.tables.values(), entry)) is not None:
            self.found.doubtful.append(one)

    def _two(self, sheet: Sheet, one: Match, other: Match) -> None:
        labels = [match.main.table.label for match in (one, other)]
        self._error(sheet, "file.ambiguous", ambiguous(*labels))
        self.found.unread |= {one.main.table.name, other.main.table.name}

    def _none(
        self, sheet: Sheet, found: Sequence[Match], meant: str | None, *, beside: bool = False
    ) -> None:
        """No table can be read of a sheet: an error where it was meant to be one, or nearly is.

        It may stand `beside` another table in its sheet; then somebody meant it to be one.
        """
        if sheet.unclosed is not None or self._header_swallowed(sheet):
            self._unclosed(sheet)
            self.found.unread |= ({meant} if meant else self.may_be(sheet.file)) or {None}
            return
        if sheet.name is not None and header_key(sheet.name) in NOTES:
            self._name(sheet, TOLD)
            return
        best = max(found, key=lambda match: (match.covered, match.rank), default=None)
        own = self._may_mean(sheet.name) if sheet.name is not None else set()
        spoken = by_words(sheet, self.tables.values(), contents=True)
        if is_garbled(sheet):
            self._error(sheet, "file.mojibake", MOJIBAKE)
            self.found.unread |= ({meant} if meant else own or self.may_be(sheet.file)) or {None}
        elif best is not None and meant is not None:
            self._lacking(best)
        elif likely := by_headers(sheet, self.tables.values()):
            nearest = [match for match in found if match.main.table.name in likely]
            self._nearly(sheet, likely, nearest)
        elif (
            best is not None and self._near(best) and (not spoken or best.main.table.name in spoken)
        ):
            self._lacking(best)
        elif own:
            self._misnamed(sheet, own | set(spoken))
        elif spoken:
            self._nearly(sheet, spoken, ())
        elif beside and sum(not row.blank for row in sheet.rows) > 1:
            self._error(sheet, "file.unassigned", BESIDE, row=sheet.first_row)
            self.found.unread |= {m.main.table.name for m in found} or {None}
        elif (row := deep_header(sheet, self.is_name)) is not None:
            self._error(sheet, "table.header", DEEP, row=row)
            self.found.unread |= ({meant} if meant else self.may_be(sheet.file)) or {None}
        else:
            self._name(sheet, FOREIGN)

    def _near(self, match: Match) -> bool:
        return len(match.used) >= NEARLY and match.covered >= HALF

    def _lacking(self, match: Match) -> None:
        """What a sheet lacks, or has twice, to be read as a table."""
        sheet, row = match.sheet, match.sheet.rows[match.place.at].number
        self._spare(match, set())
        for table in match.tables:
            for name in table.missing:
                label = table.table.label_of(name) or Text(name, name)
                own = table.form.column(name) if match.form.given else None
                expected = lacking(table.table.label, label, name, own.headers if own else ())
                self._error(sheet, "table.column", expected, row=row, field=name, label=label)
            for header, name in table.twice:
                expected = same_as(table.table.label_of(name) or Text(name, name), name)
                place = {"row": row, "column": header.raw, "field": name, "found": header.raw}
                self._error(sheet, "table.column", expected, **place)
            self.found.unread.add(table.table.name)

    def _nearly(self, sheet: Sheet, likely: Sequence[str], found: Sequence[Match]) -> None:
        """A sheet that is nearly of some table: what it lacks, where its columns say it."""
        lacking = next((match for match in found if self._near(match)), None)
        if lacking is not None:
            self._lacking(lacking)
        else:
            expected = nearly([self.tables[name].label for name in likely])
            self._error(sheet, "file.unassigned", expected, row=sheet.first_row)
        self.found.unread |= set(likely)

    def _headless(self, file: str, meant: str) -> None:
        label = self.tables[meant].label
        expected = Text(f"找不到{label.zh}的表头", f"no header of {label.en} is found")
        self.found.file_errors.append(Entry(code="table.header", file=file, expected=expected))
        self.found.unread.add(meant)

    def _misnamed(self, sheet: Sheet, meant: set[str]) -> None:
        name = sheet.stem if sheet.name is None else sheet.name
        labels = [(self.tables[one].label.zh, one) for one in sorted(meant)]
        expected = misnamed(words_text(labels, meant=True))
        self._error(sheet, "file.unassigned", expected, found=name)
        self.found.unread |= meant

    def _unclosed(self, sheet: Sheet) -> None:
        row = sheet.unclosed or self._header_swallowed(sheet)
        self._error(sheet, QUOTES, unclosed_text(sheet.lost), row=row)

    def _header_swallowed(self, sheet: Sheet) -> int | None:
        """The row that swallowed the header of a text file, if one did."""
        if sheet.delimiter is None:
            return None
        asked = sheet.rows, self.is_name, sheet.delimiter
        row = swallowed_header(*asked) or open_header(*asked)
        return None if row is None else row.number

    def _accept(self, match: Match, meant: str | None) -> None:
        sheet, name = match.sheet, match.main.table.name
        if sheet.unclosed is not None:
            self._unclosed(sheet)
            self.found.unread |= {table.table.name for table in match.tables}
        wrong, deciding = undecided(match)
        self.found.file_errors += wrong
        self._spare(match, deciding)
        if wrong:
            self.found.unread |= {table.table.name for table in match.tables}
            self.found.stopped.append(match)
            return
        if meant is None and not named_by(match.form, sheet):
            label = match.main.table.label
            expected = Text(
                f"按表头识别为“{label.zh}”", f"by its headers read as {label.en} ({name})"
            )
            told = Entry(code="file.known", file=sheet.file, sheet=sheet.name, expected=expected)
            if told not in self.found.told:
                self.found.told.append(told)
        self.found.matches.append(match)

    def _spare(self, match: Match, deciding: set[int]) -> None:
        """The columns that nobody reads: each is named once."""
        told = self.found.unknown_columns
        places = {(one.file, one.sheet, one.column) for one in told if one.column is not None}
        told += [
            one
            for one in unknown_columns(match, deciding)
            if (one.file, one.sheet, one.column) not in places
        ]
