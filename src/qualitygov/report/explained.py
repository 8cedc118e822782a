"""What a run says of one unit, town, department, area or target (逐项说明), on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from qualitygov.assessment.said import said_grade, said_rank, said_score
from qualitygov.interchange.runs import Run
from qualitygov.report.headings import BY_TOWN, DEDUCTIONS
from qualitygov.report.losses import added_up, answers, mend_by, until
from qualitygov.report.official.papers import NO_OUTLOOK, Papers
from qualitygov.report.printed import Printer
from qualitygov.text import Language, Text

Plain = Mapping[str, Any]
ASK_FOR_IT = Text("；需要时用 assess --outlooks 重新运行", "; run assess --outlooks for it")


class Explained(Printer):
    """Prints why something came out as it did (逐项说明), from the documents of a run."""

    def __init__(
        self, write: Callable[[str], None], width: int, language: Language, run: Run
    ) -> None:
        super().__init__(write, width, language)
        self.papers = Papers(run)
        self.run = run

    def _both(self, text: Plain) -> str:
        said: str = text[self.language]
        return self.papers.identifiers.said(said) if self.language == "zh" else said

    def _coded(self, name: str, code: str) -> str:
        return self.say(f"{name}（{code}）", f"{name} ({code})")

    # an enterprise

    def unit(self, unit: Plain) -> None:
        """One enterprise: its score line by line, what changes by itself, grounds and cases."""
        rulebook = self.run.manifest()["rulebook"]
        book = f"{rulebook['id']} {rulebook['version']} sha256:{rulebook['digest']}"
        self.line(f"{unit['name']}  {book}")
        self.line(self._both(unit["explanation"]))
        titles = (
            ("outlook", ("今后自然变动", "what changes by itself")),
            ("grounds", ("列入事由", "grounds for listing")),
        )
        for name, title in titles:
            if unit[name]:
                self.line(f"  {self.say(*title)}")
                self._lines(unit[name])
        if unit["outlook"] is None:
            self.line(f"  {(NO_OUTLOOK + ASK_FOR_IT).say(self.language)}")
        for case in unit["cases"]:
            status = self._both(case["status"])
            self.line(self.say(f"  案件 {case['id']}：{status}", f"  case {case['id']}: {status}"))

    def _lines(self, lines: list[Plain]) -> None:
        for one in lines:
            self.line(f"    {self._both(one)}")

    # a town, a department, an area

    def _head(self, row: Plain) -> Iterator[str]:
        """Score, grade and rank, those of the year before, and what would settle them."""
        score = said_score(row["score"], row["lowest"], row["highest"])
        grade = said_grade(row["grade"], row["grade_between"]).say(self.language)
        rank = said_rank(row["rank"], row["rank_between"])
        name = self._coded(self._both(row["name"]), row["code"])
        yield name + self.say(
            f"  {score} 分，等级 {grade}，第 {rank} 名",
            f"  {score} points, grade {grade}, rank {rank}",
        )
        before = row.get("before")
        if before and before["score"] is not None:
            was, ranked = before["score"], before["rank"] or "–"
            yield self.say(
                f"  上年 {was} 分，第 {ranked} 名",
                f"  the year before: {was} points, rank {ranked}",
            )
        if row["unsettled"]:
            parts = self.say("；", "; ").join(self._both(one["text"]) for one in row["unsettled"])
            yield self.say(f"  待定：{parts}", f"  open: {parts}")

    def place(self, row: Plain) -> None:
        """A department or an area: its lines, as they were counted."""
        for line in (*self._head(row), *self._both(row["text"]).split("\n")[1:]):
            self.line(line)

    def town(self, town: Plain) -> None:
        """A town: its deduction sheet, what it kept, and how it may object (扣分明细表)."""
        for line in self._head(town):
            self.line(line)
        for veto in town["vetoes"]:
            told, silent = self._both(veto), veto["silent"]
            name = ("从严定级", "graded as the worst") if silent else ("一票否决", "vetoed")
            self.line(self.say(f"  {name[0]}：{told}", f"  {name[1]}: {told}"))
        for one in town["deductions"]:
            label, points = self._both(one["label"]), one["points"]
            self.line(self.say(f"  另行扣分：{label} -{points}", f"  taken off: {label} -{points}"))
        assessment = self.run.document("assessment.json")
        self.line(self._until(assessment))
        self.line()
        short = sorted(filter(_short, town["items"]), key=lambda item: (-_lost(item), item["id"]))
        rows = (self._deduction(at, item, town, assessment) for at, item in enumerate(short, 1))
        self.table(("扣分明细表", "What was lost"), DEDUCTIONS, rows, note=1)
        self._rest(town)
        self._sum(town)
        self.line(self._both(town["remedies"]))

    def _until(self, assessment: Plain) -> str:
        """Until when what was lost is to be mended."""
        day = mend_by(assessment)
        return self.say(
            f"  整改：失分项目在下一考核期末（{day}）再次考核",
            f"  to be mended: measured again at the end of the next period, {day}",
        )

    def _sum(self, town: Plain) -> None:
        """How the score comes of the items."""
        total = added_up(town)
        parts = [self.say(f"计分项目得 {total.earned}", f"items {total.earned}")]
        parts += [f"{label.say(self.language)} {points:+f}" for label, points in total.lines]
        joined = self.say("；", "; ").join(parts)
        score = "–" if total.score is None else total.score
        self.line(self.say(f"得分合计 {score}：{joined}", f"score {score}: {joined}"))

    def _deduction(self, at: int, item: Plain, town: Plain, assessment: Plain) -> tuple[Any, ...]:
        who = answers(assessment, town, item)
        points, full = item["points"], item["full"]
        lost = None if points is None else f"{_lost(item):f}"
        between = "" if item["lowest"] == item["highest"] else self._between(item)
        day = until(assessment, town, item)
        if between and day is not None:
            between += self.say(f"，{day} 前确定", f", settled by {day}")
        label, remark = self._both(item["label"]), self._both(item["remark"])
        return at, label, full, points, lost, who, remark + between

    def _between(self, item: Plain) -> str:
        low, high = item["lowest"], item["highest"]
        return self.say(f"；得分在 {low} 至 {high} 之间", f"; from {low} to {high} points")

    def _rest(self, town: Plain) -> None:
        """The items that cost nothing, and those that are not scored, by name."""
        items = town["items"]
        rest = [item for item in items if not _short(item)]
        bonus = [item for item in rest if item["bonus"]]
        won = [item for item in bonus if Decimal(item["points"] or 0) > 0]
        lacked = [item for item in bonus if item not in won]
        kept = [item for item in rest if not item["bonus"] and item["left"] is None]
        out = [item for item in rest if not item["bonus"] and item["left"] is not None]
        for title, found in (
            (("加分", "bonus earned"), won),
            (("未获加分", "bonus not earned"), lacked),
            (("未失分", "nothing lost"), kept),
            (("不计分", "not scored"), out),
        ):
            if found:
                joined = self.say("、", "; ").join(self._both(item["label"]) for item in found)
                count, colon = len(found), self.say("：", ": ")
                self.line(
                    f"{self.say(*title)} {self.say(f'{count} 项', str(count))}{colon}{joined}"
                )

    # a target

    def target(self, target: Plain) -> None:
        """One target, town by town, with its clause and source."""
        first = next(iter(target["towns"].values()))
        self.line(self._coded(self._both(target["label"]), target["id"]))
        clause, source = first["clause"], self._both(first["source"])
        self.line(self.say(f"  条款 {clause}；依据：{source}", f"  clauses {clause}; {source}"))
        self.line()
        label = self._both(target["label"])
        rows = [
            (self._both(one["name"]), self._without(self._both(one["text"]), label))
            for one in target["towns"].values()
        ]
        self.table(("各乡镇", "town by town"), BY_TOWN, rows)
        self.line(self._both(target["remedies"]))

    def _without(self, text: str, label: str) -> str:
        """What is said of a town, without the target's name and clause, which stand above."""
        return text.removeprefix(label).lstrip("：: ").rpartition(" [")[0] or text


def _lost(item: Plain) -> Decimal:
    """What an item cost so far."""
    return Decimal(item["full"]) - Decimal(item["points"] or 0)


def _short(item: Plain) -> bool:
    """Whether an item cost something, or still may."""
    if item["lowest"] is None or item["bonus"]:
        return False
    full = Decimal(item["full"])
    return any(item[name] is None or Decimal(item[name]) < full for name in ("points", "lowest"))
