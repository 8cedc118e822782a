"""What a laboratory measured (检测结果), and what it proves against a limit.

A reading is a number, a number with a sign (``<0.01``), or the word that something was found or
not. So it is known to lie between two bounds, and it passes or fails only where all values between
them do; where some pass and some fail, the reading decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, ClassVar, Self

import attrs

from qualitygov.core import cells, units
from qualitygov.core.exact import as_decimal, exceeds_full, exceeds_rounded, round_gbt8170
from qualitygov.errors import FieldError, bilingual
from qualitygov.inspection.words import Comparison, Conclusion, Detection, Sign
from qualitygov.text import Text

PASS, FAIL = Conclusion.PASS, Conclusion.FAIL
_NOT_DETECTED = Detection.NOT_DETECTED
_SIGNS = frozenset(one.value for one in Sign)
_DETECTIONS = frozenset(one.value for one in Detection)
_word = cells.labels(Detection)


@attrs.frozen(kw_only=True)
class Reading:
    """One measured value (检测值).

    A value of something not detected is the limit of detection, with the sign ``<``.

    >>> str(Reading.parse("<0.01")), str(Reading.parse("not-detected"))
    ('<0.01', 'not-detected')
    """

    value: Decimal | None = None
    sign: Sign | None = None
    detection: Detection | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number with or without a sign, or a word; raises `ValueError` or `FieldError`."""
        if text in _DETECTIONS:
            return cls(detection=Detection(text))
        sign = Sign(text[0]) if text[:1] in _SIGNS else None
        return cls(value=as_decimal(text[1:] if sign else text), sign=sign)

    def __str__(self) -> str:
        if self.value is None:
            return "" if self.detection is None else self.detection.value
        return f"{self.sign or ''}{self.value:f}"

    @property
    def absent(self) -> bool | None:
        """Whether nothing was found; None where the reading does not say it."""
        if self.detection is not None:
            return self.detection is _NOT_DETECTED
        if self.value is None or self.sign in (Sign.BELOW, Sign.AT_MOST):
            return None
        if self.sign is Sign.ABOVE or self.value > 0:
            return False
        return True if self.sign is None else None

    @property
    def least(self) -> tuple[Decimal, bool] | None:
        """The bound below, and whether the value lies above it; None without one."""
        if self.value is None or self.sign in (Sign.BELOW, Sign.AT_MOST):
            return None
        return self.value, self.sign is Sign.ABOVE

    @property
    def most(self) -> tuple[Decimal, bool] | None:
        """The bound above, and whether the value lies below it; None without one."""
        if self.value is None or self.sign in (Sign.ABOVE, Sign.AT_LEAST):
            return None
        return self.value, self.sign is Sign.BELOW

    def converted(self, unit: str, to: str) -> Reading:
        """Return it in another unit (换算); raises `FieldError` where that cannot be done."""
        if self.value is None:
            return self
        return attrs.evolve(self, value=units.converted(self.value, unit, to))


def _clean_results(cell: str) -> str:
    """Results of a cell in plain form (多个结果单元格): 3.1×10^4；ND is ``31000;not-detected``."""
    found = []
    for part in (part.strip() for part in cells.plain(cell).split(";")):
        sign = part[:1] if part[:1] in _SIGNS else ""
        found.append(sign + cells.number(_word(part.removeprefix(sign))))
    return ";".join(found)


def _clean_plan(cell: str) -> str:
    """A plan of a cell in plain form (采样方案单元格): n=5；c=2；m=10⁴ is ``n=5,c=2,m=10000``."""
    parts = [part.partition("=") for part in re.split("[,;、]", cells.plain(cell).replace(" ", ""))]
    return ",".join(f"{name}{sign}{cells.number(value)}" for name, sign, value in parts)


@attrs.frozen
class Results:
    """Several results of one item (多个检测结果), as five samples of a lot have them.

    >>> str(Results.parse("31000;<10;not-detected")), len(Results.parse("1;2").readings)
    ('31000;<10;not-detected', 2)
    """

    form: ClassVar[Text] = Text(
        '以分号分隔的结果，如 "31000；<10；未检出"',
        'results with semicolons between them, such as "31000;<10;not-detected"',
    )
    clean: ClassVar[Callable[[str], str]] = staticmethod(_clean_results)
    example: ClassVar[str] = "31000;<10;not-detected"

    readings: tuple[Reading, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read results in plain form; raises `FieldError` for anything else."""
        try:
            return cls(tuple(Reading.parse(one.strip()) for one in text.split(";")))
        except (ValueError, AttributeError):
            raise FieldError("sample.results", Text("应为", "expected ") + cls.form) from None

    @classmethod
    def drawn(cls, st: Any, _: Any) -> Any:
        """Return a Hypothesis strategy (测试数据策略)."""
        numbers = st.integers(0, 500).map(lambda number: Reading(value=Decimal(number)))
        return st.lists(numbers, min_size=2, max_size=5).map(lambda found: cls(tuple(found)))

    def __str__(self) -> str:
        return ";".join(map(str, self.readings))


@attrs.frozen(kw_only=True)
class MicrobialPlan:
    """A sampling plan of microbes (微生物采样方案): two or three classes, by `n`, `c`, `m` and `M`.

    Of `n` samples of a lot at most `c` may lie above `m`, and none above `M`. A plan of two classes
    has no `M`. GB 4789.1-2016; limits of food in GB 29921.

    >>> str(MicrobialPlan.parse("n=5,c=2,m=10000,M=100000"))
    'n=5,c=2,m=10000,M=100000'
    """

    form: ClassVar[Text] = Text(
        '采样方案，如 "n=5,c=2,m=10000,M=100000"', 'a plan such as "n=5,c=2,m=10000,M=100000"'
    )
    clean: ClassVar[Callable[[str], str]] = staticmethod(_clean_plan)
    example: ClassVar[str] = "n=5,c=2,m=10000,M=100000"

    n: int
    c: int
    m: Decimal
    M: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.c < self.n or self.m < 0 or (self.M is not None and self.m > self.M):
            raise bilingual(
                "sample.plan",
                f"采样方案应有 0 ≤ c < n，0 ≤ m ≤ M，实际为 {self}",
                f"a plan needs 0 <= c < n and 0 <= m <= M, not {self}",
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a plan in plain form; raises `FieldError` for anything else."""
        parts = [part.partition("=") for part in text.split(",")] if isinstance(text, str) else []
        values = {name: value for name, _, value in parts}
        if list(values) not in (["n", "c", "m", "M"], ["n", "c", "m"]) or len(parts) > len(values):
            raise FieldError("sample.plan", Text("应为", "expected ") + cls.form)
        most = values.get("M")
        try:
            return cls(
                n=int(values["n"]),
                c=int(values["c"]),
                m=as_decimal(values["m"]),
                M=None if most is None else as_decimal(most),
            )
        except ValueError as error:
            if isinstance(error, FieldError):
                raise
            raise FieldError("sample.plan", Text("应为", "expected ") + cls.form) from None

    @classmethod
    def drawn(cls, st: Any, _: Any) -> Any:
        """Return a Hypothesis strategy (测试数据策略)."""
        return st.builds(
            lambda c, n, m, most: cls(n=c + n, c=c, m=Decimal(m), M=most and Decimal(m + most)),
            st.integers(0, 3),
            st.integers(1, 5),
            st.integers(0, 100),
            st.none() | st.integers(1, 100),
        )

    def __str__(self) -> str:
        most = "" if self.M is None else f",M={self.M:f}"
        return f"n={self.n},c={self.c},m={self.m:f}{most}"

    def judged(self, readings: Iterable[Reading]) -> Conclusion | None:
        """Judge the results of a lot (按采样方案判定); None where they do not decide it.

        Raises `FieldError` for more results than the plan takes.
        """
        found = tuple(readings)
        if len(found) > self.n:
            raise bilingual(
                "sample.plan",
                f"采样方案取 {self.n} 个样品，却有 {len(found)} 个结果",
                f"the plan takes {self.n} samples, and there are {len(found)} results",
            )
        over = [_over(reading, self.m) for reading in found]
        far = [] if self.M is None else [_over(reading, self.M) for reading in found]
        if True in far or over.count(True) > self.c:
            return FAIL
        decided = len(found) == self.n and None not in far
        return PASS if decided and over.count(True) + over.count(None) <= self.c else None


def _over(reading: Reading, bound: Decimal) -> bool | None:
    """Whether a reading lies above a bound; None where it may."""
    if reading.value is None:
        if reading.absent:
            return False
        return True if bound == 0 and reading.absent is False else None
    found = at_most(reading, bound)
    return None if found is None else found is FAIL


Exceeds = Callable[[Decimal, Decimal], bool]
"""Whether a value fails against a limit, for values that grow worse."""


def _beyond(comparison: Comparison, *, strict: bool) -> Exceeds:
    """How a value fails: above the limit, or (strict) where it does not lie below it."""
    if not strict:
        return exceeds_full if comparison is Comparison.FULL else exceeds_rounded
    if comparison is Comparison.FULL:
        return lambda value, limit: value >= limit
    return lambda value, limit: round_gbt8170(value, -int(limit.as_tuple().exponent)) >= limit


def at_most(
    reading: Reading,
    limit: Decimal,
    comparison: Comparison = Comparison.FULL,
    *,
    strict: bool = False,
) -> Conclusion | None:
    """Judge a reading against what may not be exceeded (不大于限值); None where it is not decided.

    What was not detected passes, where no limit of detection says that it may lie above.

    >>> def judged(text): return at_most(Reading.parse(text), Decimal("0.5"))
    >>> judged("<0.01"), judged("<1"), judged(">0.5"), judged("not-detected"), judged("detected")
    (<Conclusion.PASS: 'pass'>, None, <Conclusion.FAIL: 'fail'>, <Conclusion.PASS: 'pass'>, None)
    """
    if reading.value is None:
        return PASS if reading.absent else None
    return _judged(reading.least, reading.most, limit, comparison, strict=strict)


def at_least(
    reading: Reading,
    limit: Decimal,
    comparison: Comparison = Comparison.FULL,
    *,
    strict: bool = False,
) -> Conclusion | None:
    """Judge a reading against what has to be reached (不小于限值); None where it is not decided.

    >>> [str(at_least(Reading.parse(text), Decimal("2.9"))) for text in ("2.7", ">3")]
    ['fail', 'pass']
    """
    if reading.value is None:
        return None
    least, most = _negated(reading.most), _negated(reading.least)
    return _judged(least, most, limit.copy_negate(), comparison, strict=strict)


Bound = tuple[Decimal, bool] | None


def _negated(bound: Bound) -> Bound:
    return None if bound is None else (bound[0].copy_negate(), bound[1])


def _judged(
    least: Bound, most: Bound, limit: Decimal, comparison: Comparison, *, strict: bool
) -> Conclusion | None:
    """Whether every value between two bounds passes, or every one fails."""
    beyond = _beyond(comparison, strict=strict)
    # All values below the limit pass, and all above it fail, where they are not rounded before.
    aside = (limit, True) if comparison is Comparison.FULL else None
    if most is not None and (most == aside or not beyond(most[0], limit)):
        return PASS
    if least is not None and (least == aside or beyond(least[0], limit)):
        return FAIL
    return None


def absent(reading: Reading) -> Conclusion | None:
    """Judge a reading of what must be absent (不得检出、不得使用): any detected value fails.

    >>> absent(Reading.parse("0.01")), absent(Reading.parse("<0.01"))
    (<Conclusion.FAIL: 'fail'>, None)
    """
    found = reading.absent
    return None if found is None else PASS if found else FAIL


def together(found: Iterable[Conclusion | None]) -> Conclusion | None:
    """Judge several (综合判定): one failure fails; all pass where each does."""
    all_of_them = tuple(found)
    if FAIL in all_of_them:
        return FAIL
    return None if None in all_of_them or not all_of_them else PASS
