"""What a county has not handed in yet (缺少的数据表), and what it would change, first things first."""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.core.exact import Points
from qualitygov.county.needs import TableNeed, needs_of
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.folder import CountyReading
from qualitygov.interchange.office.dictionary import OWNERS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import Profile
from qualitygov.text import Language, Text

SHOWN = 5
"""So many items are named in a sentence."""


@attrs.frozen(kw_only=True, eq=False)
class MissingTable:
    """A table of which nothing was read (缺少的数据表), and what would change with it.

    `table` is the name of its file. `points` and `bonus` of the assessment hang on it in the
    profile that was asked for; `need` has everything that rests on it.
    """

    table: str
    label: Text
    owner: Text
    points: Points
    bonus: Points
    need: TableNeed

    @property
    def decides(self) -> bool:
        """Whether the answer changes with it (是否影响考核结果)."""
        return self.need.decides

    @property
    def items(self) -> tuple[Text, ...]:
        """The items of the assessment that rest on it, each with its points."""
        return tuple(
            item.label + Text(f" {Points(item.points)} 分", f" {Points(item.points)}")
            for item in self.need.taken
        )

    @property
    def effect(self) -> Text:
        """What it would change, in words."""
        need = self.need
        parts = [] if need.without is None else [need.without]
        if need.points.thousandths:
            parts.append(
                Text(f"涉及考核 {need.points} 分", f"{need.points} points of the assessment")
            )
        if need.bonus.thousandths:
            parts.append(Text(f"加分 {need.bonus} 分", f"{need.bonus} of bonus"))
        if need.vetoes:
            count = len(need.vetoes)
            parts.append(Text(f"一票否决 {count} 项无从排除", f"{count} vetoes not ruled out"))
        if not parts:
            parts.append(Text("不影响本档考核得分", "no points of this profile"))
        named = self.items[:SHOWN]
        told = Text.joined(parts, "；", "; ")
        if not named:
            return told
        more = len(self.items) - len(named)
        rest = Text(f"等 {more + SHOWN} 项", f" and {more} more") if more else Text("", "")
        return told + Text("：", ": ") + Text.joined(named, "、", ", ") + rest

    def say(self, language: Language = "en") -> str:
        """Return it as one sentence (说明)."""
        if language == "zh":
            return f"缺少“{self.label.zh}”（{self.owner.zh}报送）：{self.effect.zh}"
        return f"{self.table} is missing ({self.owner.en}): {self.effect.en}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data (导出)."""
        return {
            "table": self.table,
            "label": {"zh": self.label.zh, "en": self.label.en},
            "owner": {"zh": self.owner.zh, "en": self.owner.en},
            "points": str(self.points),
            "bonus": str(self.bonus),
            "targets": [target.id for target in self.need.targets],
            "items": [item.id for item in self.need.taken],
            "vetoes": [veto.id for veto in self.need.vetoes],
            "duties": [duty.id for duty in self.need.duties],
            "clauses": list(self.need.clauses),
            "effect": {"zh": self.effect.zh, "en": self.effect.en},
        }


def missing_tables(
    reading: CountyReading,
    context: Context | None = None,
    *,
    profile: Profile | str | None = None,
) -> tuple[MissingTable, ...]:
    """Return the tables of which nothing was handed in (缺少的数据表), what changes most first.

    A table is missing where no row of it was read, and no return states that there is none; one
    that could not be read is an error and not missing. `context` says by which rules of which year,
    by default those for which the book was last reviewed; `profile` is by default the county's own.
    """
    data = reading.data
    asked = context or Context.of_reading(reading.rulebook)
    level = profile or reading.manifest.profile or Profile.BRIEF
    reported = (
        {one.table for one in data.tables["returns"].rows} if "returns" in data.tables else ()
    )
    found = []
    for need in needs_of(asked, profile=level, subjects=data.subjects):
        about = TableAbout(need.spec)
        table = reading.tables[about.name]
        if table.read or not table.usable or need.spec.name in reported:
            continue
        found.append(
            MissingTable(
                table=about.name,
                label=about.label,
                owner=OWNERS[need.spec.owner],
                points=need.points,
                bonus=need.bonus,
                need=need,
            )
        )
    return tuple(found)
