"""Parts of a town's assessment (乡镇考核结果的组成): lines, vetoes, deductions, acceptance."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from qualitygov.assessment.plan import Veto
from qualitygov.core.exact import Points
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Language, Text


class Readiness(Vocabulary):
    """Whether a town is ready for acceptance (验收结论). Clause 2.2.a."""

    READY = "ready", "达到验收条件", "ready"
    NOT_READY = "not-ready", "未达到验收条件", "not ready"
    UNKNOWN = "cannot-say", "数据不足，无法判断", "cannot say"


@attrs.frozen
class ScoreLine(Result):
    """One line of a town's score (得分明细行); the lines add up to the score."""

    id: str
    label: Text
    points: Points


@attrs.frozen
class VetoFound(Result):
    """A veto (一票否决), and the facts it rests on.

    `silent` says that it rests on a table that the town did not report in full: what is not
    reported counts as the worst that could have been. `settles_on` is the day by which one that may
    still apply is settled, where it is known.
    """

    veto: Veto
    facts: tuple[str, ...]
    count: int
    silent: bool = False
    settles_on: date | None = None

    @property
    def grade(self) -> str:
        """The grade it forces."""
        return self.veto.grade

    def say(self, language: Language = "en") -> str:
        """Return the veto as one sentence."""
        label = self.veto.label
        if self.silent:
            said = Text(
                f"报表未报或短缺，不能排除“{label.zh}”，按规则从严计入；补报后重新认定",
                f"its tables are not reported in full, so that “{label.en}” cannot be ruled out: "
                "counted as the worst until they are",
            )
        elif self.facts:
            facts = Text("、".join(self.facts), ", ".join(self.facts))
            said = Text(f"{label.zh}：{facts.zh}", f"{label.en}: {facts.en}")
        elif self.count:
            said = Text(f"{label.zh}：{self.count} 项", f"{label.en}: {self.count}")
        else:
            said = label + Text("：有关报表待报或无法读取", ": its tables are awaited, or not read")
        return said.say(language)


@attrs.frozen(repr=False)
class OpenPart(Result):
    """Something that can still change a score, a rank or a grade (待定事项): what, and until when.

    `settles_on` is None where nobody can say; `awaits` are the tables of other owners whose returns
    it waits for.
    """

    brief: ClassVar[tuple[str, ...]] = ("id", "settles_on")

    id: str
    label: Text
    settles_on: date | None
    awaits: tuple[Text, ...] = ()

    def say(self, language: Language = "en") -> str:
        """Return what it is, by when it is settled, and what it waits for."""
        tables = ("、" if language == "zh" else ", ").join(one.say(language) for one in self.awaits)
        told = []
        if self.awaits:
            told.append({"zh": f"待报 {tables}", "en": f"when reported: {tables}"}[language])
        if self.settles_on is not None:
            told.append(
                {"zh": f"{self.settles_on} 前确定", "en": f"by {self.settles_on}"}[language]
            )
        label = self.label.say(language)
        if not told:
            return label
        return (
            f"{label}（{'，'.join(told)}）" if language == "zh" else f"{label} ({', '.join(told)})"
        )


@attrs.frozen
class Deduction(Result):
    """Points taken off in the year in which something was found (追加扣分)."""

    id: str
    label: Text
    points: Points
    of_year: int


@attrs.frozen(repr=False)
class Acceptance(Result):
    """The overall acceptance verdict (验收结论), with the targets met, missed and lacking data.

    Clause 2.2.a.
    """

    brief: ClassVar[tuple[str, ...]] = ("readiness", "met", "missed", "lacking")

    readiness: Readiness
    met: tuple[str, ...]
    missed: tuple[str, ...]
    lacking: tuple[str, ...]
