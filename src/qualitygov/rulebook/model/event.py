"""Rule entries of events (事件入档规则): which event gives which credit record. Clauses 3.2.2.a-b."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import ClassVar, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Span
from qualitygov.errors import Problem, bilingual
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.condition import Condition
from qualitygov.rulebook.sizes import longer_than_nothing
from qualitygov.text import Text

NO_CONDITIONS: Mapping[str, Condition] = {}
NO_WORDS: Mapping[str, str] = {}


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EventRule(RuleEntry):
    """A rule by which an event gives a credit record (事件入档规则).

    `event` is the kind of event, `where` the conditions on its columns, all of which have to hold.
    The record's kind is `kind`, or stands in the column `kind_from`; its severity is `severity`, or
    stands in the column `severity_from`, translated by `severities` where that is given (a word
    that is not in it gives no record). The record's id is the event's and `suffix`. `decided` names
    the column with the day of decision (by default ``on``), and `valid_for` the term for which a
    merit counts from that day, where the event itself does not say until when. `void_from` names
    the column with the day of a decision that voids the record from its beginning. The record is a
    proposal, and counts for nothing until an authority has confirmed it, unless the rule says
    ``confirm = false``: for what an authority has decided already, and for merits.
    """

    section: ClassVar[str] = "event-rule"

    event: str = attrs.field(validator=check.filled(), metadata=about("事件类别", "kind of event"))
    where: Mapping[str, Condition] = attrs.field(
        default=NO_CONDITIONS, metadata=about("条件", "conditions")
    )
    kind: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("记录类别", "kind of record"),
    )
    kind_from: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("类别取自", "column of the kind"),
    )
    severity: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("程度", "severity")
    )
    severity_from: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("程度取自", "column of the severity"),
    )
    severities: Mapping[str, str] = attrs.field(
        default=NO_WORDS, metadata=about("程度对照", "words to severities")
    )
    suffix: str = attrs.field(default="", metadata=about("编号后缀", "suffix of the record's id"))
    decided: str = attrs.field(
        default="on",
        validator=check.filled(),
        metadata=about("认定日期取自", "column of the day of decision"),
    )
    void_from: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("撤销日期取自", "column of the day that voids it"),
    )
    valid_for: Span | None = attrs.field(default=None, metadata=about("有效期", "valid for"))
    confirm: bool = attrs.field(
        default=True, metadata=about("须经确认", "an authority has to confirm the record")
    )

    def __attrs_post_init__(self) -> None:
        if (self.kind is None) == (self.kind_from is None):
            raise bilingual(
                "event-rule.kind", "应恰有 kind 或 kind_from", "exactly one of kind and kind_from"
            )
        if (self.severity is None) == (self.severity_from is None):
            raise bilingual(
                "event-rule.severity",
                "应恰有 severity 或 severity_from",
                "exactly one of severity and severity_from",
            )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Words are translated only where the severity stands in a column.

        No two rules give records of one id: for the same event, or for rows of two tables that have
        the same id.
        """
        for name, rule in entries.items():
            yield from longer_than_nothing("event-rule", f"{name}.valid_for", rule.valid_for)
            if rule.severities and rule.severity_from is None:
                expected = Text("须有 severity_from", "severity_from is needed")
                yield Problem("rulebook.event-rule", f"{name}.severities", "", expected)
        for (one, first), (two, second) in combinations(entries.items(), 2):
            if first.suffix != second.suffix:
                continue
            if first.event != second.event:
                if first.suffix:
                    yield _one_suffix(one, two, first.suffix)
            elif not _apart(first, second):
                yield _one_id(one, two, second.suffix)


def _demands(rule: EventRule) -> list[tuple[str, Condition]]:
    """The conditions of a rule, that its column of severity holds a word it knows among them."""
    found = list(rule.where.items())
    if rule.severity_from is not None and rule.severities:
        found.append((rule.severity_from, Condition(any_of=tuple(rule.severities))))
    return found


def _apart(one: EventRule, two: EventRule) -> bool:
    """Whether no event fulfills both rules."""
    return any(
        column == other and first.excludes(second)
        for column, first in _demands(one)
        for other, second in _demands(two)
    )


def _one_suffix(one: str, two: str, suffix: str) -> Problem:
    expected = Text(
        f"与 {one}（另一类事件）的后缀相同，两表编号相同时记录编号会重复；请另写 suffix",
        f"another suffix than {one}, which is about other events: rows of two tables may have the "
        "same id",
    )
    return Problem("rulebook.event-rule", f"{two}.suffix", suffix, expected)


def _one_id(one: str, two: str, suffix: str) -> Problem:
    expected = Text(
        f"与 {one} 生成同一编号的记录；请另写 suffix 或互斥的 where",
        f"gives records with the same id as {one}; say another suffix, "
        "or conditions that exclude one another",
    )
    return Problem("rulebook.event-rule", f"{two}.suffix", suffix, expected)
