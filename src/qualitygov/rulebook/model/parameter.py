"""Single numbers and choices of a rulebook (参数)."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import attrs

from qualitygov.core import check, kinds, plain
from qualitygov.core.exact import Points, as_decimal
from qualitygov.core.fields import about
from qualitygov.core.periods import Span, Term
from qualitygov.errors import bilingual
from qualitygov.rulebook.entry import RuleEntry


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Parameter(RuleEntry):
    """A single number, span of time or choice (参数).

    Kept as it was written and read as its `kind` says.
    """

    section: ClassVar[str] = "parameter"

    kind: Literal["whole", "number", "points", "rate", "span", "choice"] = attrs.field(
        metadata=about("类型", "kind")
    )
    value: str = attrs.field(validator=check.filled(), metadata=about("取值", "value"))
    choices: tuple[str, ...] = attrs.field(default=(), metadata=about("可选值", "choices"))

    def __attrs_post_init__(self) -> None:
        try:
            self.read()
        except (ValueError, KeyError):
            raise bilingual(
                "parameter.value",
                f"取值 {self.value!r} 不符合类型 {self.kind}",
                f"the value {self.value!r} is no {self.kind}",
            ) from None

    def read(self) -> Any:
        """Return the value as its kind says: int, Decimal, Points, Rate, Span or str."""
        if self.kind == "choice":
            return {choice: choice for choice in self.choices}[self.value]
        if self.kind == "rate":
            return plain.rate(self.value)
        if self.kind == "span":
            return Span.parse(self.value)
        if self.kind == "points":
            return Points.of(self.value)
        return plain.whole(self.value) if self.kind == "whole" else as_decimal(self.value)

    def term(self) -> Term:
        """Return the value as a calendar term.

        Raises `FieldError` when it is in working days or hours.
        """
        value = self.read()
        if not isinstance(value, Term):
            raise bilingual(
                "parameter.term",
                f"{self.id} 应为年月日期限",
                f"{self.id} should be years, months or days",
            )
        return value
