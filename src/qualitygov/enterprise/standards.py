"""Part in standards (标准制修订): who led or took part, at which level, in which year.

Clauses 3.3.1.f, 3.3.3.b.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.standard import StandardLevel, level_of
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.units import of_unit
from qualitygov.errors import bilingual

__all__ = ["StandardPart", "StandardRole", "StandardYear", "standards_by_year"]


class StandardRole(Vocabulary):
    """Part taken in a standard (参与方式)."""

    LEAD = "lead", "主导", "lead"
    PARTICIPANT = "participant", "参与", "participant"


@clauses("3.3.1.f", "3.3.3.b")
@attrs.frozen(kw_only=True)
class StandardPart:
    """Part of an enterprise in a standard (参与制修订标准).

    A number that shows another level is refused.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    number: str = attrs.field(validator=check.filled(), metadata=about("标准号", "standard number"))
    level: StandardLevel = attrs.field(metadata=about("标准层级", "level"))
    role: StandardRole = attrs.field(metadata=about("参与方式", "part"))
    issued_on: date = attrs.field(validator=check.day(), metadata=about("发布日期", "issued on"))
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "issued_on", "known_on")
        shown = level_of(self.number)
        if shown is not None and shown is not self.level:
            raise bilingual(
                "standard.level",
                f"{self.number} 是{shown.label.zh}，却写为{self.level.label.zh}",
                f"{self.number} is a {shown.label.en}, but stated as a {self.level.label.en}",
            )


@attrs.frozen
class StandardYear:
    """Standards of one level issued in a year with the enterprise's part in them (年度参与标准数)."""

    year: int
    level: StandardLevel
    led: int
    took_part: int


@clauses("3.3.1.f", "3.3.3.b")
def standards_by_year(
    parts: Iterable[StandardPart], subject: str, as_of: date
) -> tuple[StandardYear, ...]:
    """Return how many standards the enterprise led and took part in, by year and level (年度参与标准数).

    A standard counts once, by the greater part, however often it is filed; what became known after
    `as_of` does not exist.
    """
    led: dict[tuple[int, StandardLevel, str], bool] = {}
    for one in of_unit(parts, subject):
        if one.known_on <= as_of:
            key = (one.issued_on.year, one.level, one.number)
            led[key] = led.get(key, False) or one.role is StandardRole.LEAD
    groups = sorted({key[:2] for key in led}, key=lambda key: (key[0], key[1].value))
    made = []
    for group in groups:
        own = [lead for key, lead in led.items() if key[:2] == group]
        made.append(StandardYear(*group, sum(own), len(own) - sum(own)))
    return tuple(made)
