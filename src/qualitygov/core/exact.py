"""Exact numbers (精确数): points in thousandths, rates as pairs of integers, rounding by GB/T 8170.

Nothing here is ever a float. Rounding serves display, and the one comparison of GB/T 8170 that asks
for it.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from fractions import Fraction

import attrs

from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""The one form in which a number is written as text."""

_SEVERAL = re.compile(r"[0-9][^0-9,;，；、]*[,;，；、]\s*[<>≤≥]?\s*[0-9]")

LARGEST_EXPONENT = 1000  # a number written in ten characters must not fill the memory as a fraction


def no_float(value: float) -> FieldError:
    """Return the error for a float (浮点数), with the text that would be right.

    >>> print(no_float(0.1))
    expected an exact number, not a float: write "0.1"
    """
    return bilingual(
        "exact.float",
        f'应为精确数，不接受浮点数，请写作 "{value!r}"',
        f'expected an exact number, not a float: write "{value!r}"',
    )


def as_decimal(value: int | str | Decimal) -> Decimal:
    """Return `value` as a finite Decimal (精确小数).

    A float is refused, since it has already lost its digits. A text is digits with at most a minus
    and a point; any other spelling (``"1e3"``, ``"+5"``, ``" 5"``, ``"１"``, ``"1_000"``) is
    refused.

    >>> as_decimal("0.05")
    Decimal('0.05')
    """
    if isinstance(value, float):
        raise no_float(value)
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise FieldError(
            "exact.type",
            Text(
                f"应为整数、字符串或 Decimal，实际为 {value!r}",
                f"expected an int, str or Decimal, not {value!r}",
            ),
        )
    plain = not isinstance(value, str) or PLAIN.fullmatch(value) is not None
    number = Decimal(value) if plain else Decimal("NaN")
    if not plain and _SEVERAL.search(str(value)):
        raise bilingual(
            "exact.number",
            f"像是几个数，此处应为一个数：{value!r}",
            f"several numbers, as it seems, where one is expected: {value!r}",
        )
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        raise FieldError(
            "exact.number",
            Text(
                f"不是有限的数，或大小失当：{value!r}",
                f"not a finite number of sensible size: {value!r}",
            ),
        )
    return number


def round_gbt8170(value: int | Decimal | Fraction, digits: int = 0) -> Decimal:
    """Round to `digits` decimal places, half to even (数值修约，四舍六入五成双). GB/T 8170-2008, clause 3.2.

    >>> round_gbt8170(Decimal("60.5")), round_gbt8170(Fraction(2, 3), 4)
    (Decimal('60'), Decimal('0.6667'))
    """
    exact = Fraction(value)
    rounded = round(exact * 10**digits if digits >= 0 else exact / 10**-digits)
    return Decimal((int(rounded < 0), tuple(map(int, str(abs(rounded)))), -digits))


def finite(value: Fraction) -> Decimal | None:
    """Return a fraction as a decimal (有限小数), None where it has no end.

    >>> finite(Fraction(1, 8)), finite(Fraction(1, 3))
    (Decimal('0.125'), None)
    """
    rest, digits = value.denominator, 0
    while rest > 1:
        rest, digits = rest // _common(rest), digits + 1
        if rest > 1 and _common(rest) == 1:
            return None
    scaled = value * 10**digits
    return Decimal(f"{scaled.numerator}E-{digits}") if scaled.denominator == 1 else None


def _common(number: int) -> int:
    """What a number and ten have in common: 1, 2, 5 or 10."""
    return (2 if number % 2 == 0 else 1) * (5 if number % 5 == 0 else 1)


def exceeds_full(value: Decimal, limit: Decimal) -> bool:
    """Compare all digits with the limit (全数值比较法). GB/T 8170-2008, clause 4.3.2.

    Raises `FieldError` for what is no number: nothing compares text as numbers.

    >>> exceeds_full(Decimal("0.1004"), Decimal("0.10"))
    True
    """
    return _number(value) > _number(limit)


def exceeds_rounded(value: Decimal, limit: Decimal) -> bool:
    """Round to the limit's own digits, then compare (修约值比较法). GB/T 8170-2008, clause 4.3.3.

    >>> exceeds_rounded(Decimal("0.1004"), Decimal("0.10"))
    False
    """
    bound = _number(limit)
    return round_gbt8170(_number(value), -int(bound.as_tuple().exponent)) > bound


def _number(value: object) -> Decimal:
    """The value, if it is a finite number already."""
    if isinstance(value, float):
        raise no_float(value)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise bilingual("exact.type", f"不是数：{value!r}", f"not a number: {value!r}")
    return as_decimal(value)


def _count(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    if value.__class__ is int:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        raise bilingual(
            f"{type(instance).__name__.lower()}.type",
            f"{attribute.name} 应为整数，实际为 {value!r}",
            f"{attribute.name} must be an int, not {value!r}",
        )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@functools.total_ordering
@attrs.frozen(eq=False, order=False)
class Points:
    """Points, exact to a thousandth (分值，精确到千分之一).

    They add, multiply by whole numbers and compare with whole numbers, decimals and fractions, and
    never with a float: to add what is no whole number, make points of it first, by `Points.of`.

    >>> Points.of("89.5") + Points.of(-2), 3 * Points.of("0.5"), sum([Points.of(1), Points.of(2)])
    (Points.of('87.5'), Points.of('1.5'), Points.of('3'))
    >>> Points.of("89.5") < Points.of(90), Points.of(60) == 60, Points.of(60) == 60.0
    (True, True, False)
    >>> Points.of("89.5") == Decimal("89.5"), Points.of("0.5") >= Fraction(1, 3)
    (True, True)
    """

    thousandths: int = attrs.field(validator=_count)

    @classmethod
    def of(cls, value: int | str | Decimal) -> Points:
        """Make points from a number with at most three decimals.

        Raises `FieldError` for more, or for a float.
        """
        top, bottom = as_decimal(value).as_integer_ratio()
        thousandths, rest = divmod(1000 * top, bottom)
        if rest:
            raise FieldError(
                "points.digits",
                Text(f"分值最多三位小数：{value}", f"points have at most three decimals: {value}"),
            )
        return cls(thousandths)

    @property
    def decimal(self) -> Decimal:
        """The value as a Decimal."""
        return Decimal(self.thousandths).scaleb(-3)

    def __add__(self, other: Points | int) -> Points:
        there = _thousandths(other)
        return NotImplemented if there is None else Points(self.thousandths + there)

    __radd__ = __add__

    def __sub__(self, other: Points | int) -> Points:
        there = _thousandths(other)
        return NotImplemented if there is None else Points(self.thousandths - there)

    def __rsub__(self, other: int) -> Points:
        there = _thousandths(other)
        return NotImplemented if there is None else Points(there - self.thousandths)

    def __mul__(self, times: int) -> Points:
        return Points(self.thousandths * times) if _is_whole(times) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Points:
        return Points(-self.thousandths)

    def __abs__(self) -> Points:
        return Points(abs(self.thousandths))

    def __eq__(self, other: object) -> bool:
        there = _exact_thousandths(other)
        return NotImplemented if there is None else self.thousandths == there

    def __hash__(self) -> int:
        whole, rest = divmod(self.thousandths, 1000)
        return hash(Fraction(self.thousandths, 1000)) if rest else hash(whole)

    def __lt__(self, other: Points | Decimal | Fraction | int) -> bool:
        there = _exact_thousandths(other)
        return NotImplemented if there is None else self.thousandths < there

    def __str__(self) -> str:
        whole, part = divmod(abs(self.thousandths), 1000)
        sign = "-" if self.thousandths < 0 else ""
        return f"{sign}{whole}" + (f".{part:03d}".rstrip("0") if part else "")

    def __repr__(self) -> str:
        return f"Points.of('{self}')"


def _thousandths(value: object) -> int | None:
    """The thousandths of points or of a whole number; None for anything else, a float among it."""
    if isinstance(value, Points):
        return value.thousandths
    return 1000 * value if isinstance(value, int) and not isinstance(value, bool) else None


def _exact_thousandths(value: object) -> int | Fraction | None:
    """The thousandths of any exact number, to compare with; None for anything else."""
    if isinstance(value, Decimal) and value.is_finite():
        return 1000 * Fraction(value)
    return 1000 * value if isinstance(value, Fraction) else _thousandths(value)


@functools.total_ordering
@attrs.frozen(eq=False, order=False)
class Rate:
    """A rate as two integers (率，分子/分母), never a float.

    Compared by cross-multiplication, so ``Rate(19, 20) == Rate(95, 100)``, with whole numbers and
    fractions as well. A rate with nothing under the line is undefined (``Rate(0, 0)``): it has no
    value, equals only another undefined rate and refuses to be ordered and reckoned with.

    >>> Rate(95, 100) >= Rate.of("0.95"), Rate(949, 1000) >= Rate.percent_of("95")
    (True, False)
    >>> Rate(2, 3).percent(2), sum([Rate(1, 2), Rate(1, 3)]), Rate(1, 2) == 0.5
    ('66.67%', Rate(5, 6), False)
    """

    numerator: int = attrs.field(validator=_count)
    denominator: int = attrs.field(validator=_count)

    @denominator.validator
    def _not_negative(self, _: attrs.Attribute[int], value: int) -> None:
        if value < 0 or (value == 0 and self.numerator != 0):
            raise FieldError(
                "rate.denominator",
                Text(
                    f"分母不能为 {value}（分子 {self.numerator}）",
                    f"the denominator may not be {value} under {self.numerator}",
                ),
            )

    @classmethod
    def of(cls, value: int | str | Decimal | Fraction) -> Rate:
        """Make a rate from an exact number: ``Rate.of("0.95")``."""
        fraction = value if isinstance(value, Fraction) else Fraction(as_decimal(value))
        return cls(fraction.numerator, fraction.denominator)

    @classmethod
    def percent_of(cls, value: int | str | Decimal) -> Rate:
        """Make a rate from percentage points: ``Rate.percent_of("95")`` is 0.95."""
        return cls.of(Fraction(as_decimal(value)) / 100)

    @property
    def defined(self) -> bool:
        """Whether there is anything under the line."""
        return self.denominator > 0

    @property
    def fraction(self) -> Fraction:
        """The exact value; raises `FieldError` when undefined."""
        if not self.denominator:
            raise _undefined()
        return Fraction(self.numerator, self.denominator)

    def percent(self, digits: int = 2) -> str:
        """Show as a percentage, rounded by GB/T 8170 for display; ``"–"`` when undefined."""
        return f"{round_gbt8170(self.fraction * 100, digits)}%" if self.defined else "–"

    def __add__(self, other: Rate | Fraction | int) -> Rate:
        there = _as_rate(other)
        return NotImplemented if there is None else Rate.of(self.fraction + there.fraction)

    __radd__ = __add__

    def __sub__(self, other: Rate | Fraction | int) -> Rate:
        there = _as_rate(other)
        return NotImplemented if there is None else Rate.of(self.fraction - there.fraction)

    def __rsub__(self, other: Fraction | int) -> Rate:
        there = _as_rate(other)
        return NotImplemented if there is None else Rate.of(there.fraction - self.fraction)

    def __mul__(self, other: Rate | Fraction | int) -> Rate:
        there = _as_rate(other)
        return NotImplemented if there is None else Rate.of(self.fraction * there.fraction)

    __rmul__ = __mul__

    def __neg__(self) -> Rate:
        return Rate(-self.numerator, self.denominator)

    def __eq__(self, other: object) -> bool:
        there = _as_rate(other)
        if there is None:
            return NotImplemented
        if not (self.denominator and there.denominator):
            return self.denominator == there.denominator
        return self.numerator * there.denominator == there.numerator * self.denominator

    def __hash__(self) -> int:
        return hash(Fraction(self.numerator, self.denominator)) if self.denominator else hash(Rate)

    def __lt__(self, other: Rate | Fraction | int) -> bool:
        there = _as_rate(other)
        if there is None:
            return NotImplemented
        if not (self.denominator and there.denominator):
            raise bilingual(
                "rate.undefined", "无定义的率不能比较", "an undefined rate cannot be ordered"
            )
        return self.numerator * there.denominator < there.numerator * self.denominator

    def __float__(self) -> float:
        raise TypeError("a Rate is never a float; use .fraction, or .percent() to show it")

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    def __repr__(self) -> str:
        return f"Rate({self.numerator}, {self.denominator})"


def _undefined() -> FieldError:
    return bilingual(
        "rate.undefined", "分母为零，率无定义", "nothing under the line: the rate is undefined"
    )


def _as_rate(value: object) -> Rate | None:
    """A rate of the same value; None for what is no exact number."""
    if isinstance(value, Rate):
        return value
    if isinstance(value, Fraction) or _is_whole(value):
        return Rate.of(value)  # type: ignore[arg-type]  # an int or a Fraction
    return None


def relative_change(before: Decimal, now: Decimal) -> Rate:
    """Return the change against what was before (增长率), exact.

    Negative for a fall, undefined where nothing was before.

    >>> relative_change(Decimal("50"), Decimal("60")).percent(0)
    '20%'
    >>> relative_change(Decimal("0"), Decimal("1")).defined
    False
    """
    return Rate.of(Fraction(now) / Fraction(before) - 1) if before > 0 else Rate(0, 0)
