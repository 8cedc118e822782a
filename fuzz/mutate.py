"""Mutations of texts and bytes (变异): a little damage of the kinds that happen, and some that do not."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

NASTY = (
    "", " ", "\x00", "\x07", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\u3000", "\r", "\n", '"', "'", '""', ",", ";", "、", "；",
    "\t", "=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "<script>alert(1)</script>", "&amp;", "${x}", "{{7*7}}", "%s%n",
    "../../etc/passwd", "file:///x", "NULL", "null", "None", "nan", "inf", "-inf", "1e999999", "1E-400", "0x10", "1_000", "１２３",
    "①", "〇", "一百二十", "9" * 40, "0" * 30, "-0", "0.1", "99999999999999999999", "2016-02-30", "0000-00-00", "9999-12-31", "10000-01-01",
    "2016-13-01", "2016/5/4", "2016年5月", "2016-05", "42370", "1900-02-29", "24:00", "2016-05-04T25:61", "2016-05-04T10:00+08:00",
    "true", "是", "否", "TRUE", "A", "D", "serious", "penalty", "91330299MA2837B62L", "91330299ma2837b62l", "330299101", "330299",
    "#N/A", "#REF!", "合计", "填表人：", "—", "/", "x" * 3000, "[", "]", "{", "}", "=", "#", "[[change]]", "[change]", "a.b.c", "\ud7ff",
    "𠮷", "e\u0301", "\u2028", "\x85", "'; DROP TABLE x;--",
)  # fmt: skip
"""Pieces that break programs, and pieces that offices write."""


def nasty(rng: Random) -> str:
    """Return one such piece, or some characters of anywhere."""
    if rng.random() < 0.8:
        return rng.choice(NASTY)
    return "".join(chr(_point(rng)) for _ in range(rng.randrange(1, 6)))


def _point(rng: Random) -> int:
    ranges = (
        (0, 0x7F),
        (0x80, 0x2FF),
        (0x2000, 0x206F),
        (0x4E00, 0x9FFF),
        (0xFF00, 0xFFEF),
        (0x1F600, 0x1F64F),
    )
    return rng.randint(*rng.choice(ranges))


def text(rng: Random, given: str, others: Sequence[str] = ()) -> str:
    """Return a text with a few changes: pieces put in, taken out, doubled, swapped with `others`."""
    for _ in range(rng.randrange(1, 5)):
        given = _changed(rng, given, others)
    return given


def _changed(rng: Random, given: str, others: Sequence[str]) -> str:
    at = rng.randrange(len(given) + 1)
    to = min(len(given), at + rng.choice((0, 1, 1, 2, 5, 20, 200)))
    way = rng.randrange(8)
    if way == 0:
        return given[:at] + given[to:]
    if way == 1:
        return given[:at] + nasty(rng) + given[at:]
    if way == 2:
        return given[:at] + nasty(rng) + given[to:]
    if way == 3:
        return given[:to] + given[at:]
    lines = given.split("\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    if way == 4:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 5:
        del lines[one]
    elif way == 6:
        lines.insert(one, lines[other])
    else:
        lines[one] = _token(rng, lines[one], others)
    return "\n".join(lines)


def _token(rng: Random, line: str, others: Sequence[str]) -> str:
    """A line in which one word is another one."""
    for mark in (",", " = ", " "):
        if mark in line:
            words = line.split(mark)
            at = rng.randrange(len(words))
            words[at] = rng.choice(others) if others and rng.random() < 0.5 else nasty(rng)
            return mark.join(words)
    return nasty(rng)


def data(rng: Random, given: bytes) -> bytes:
    """Return bytes with a few changed, cut off, doubled or put in."""
    found = bytearray(given)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(found) + 1)
        way = rng.randrange(5)
        if way == 0 and at < len(found):
            found[at] ^= 1 << rng.randrange(8)
        elif way == 1:
            del found[at : at + rng.choice((1, 4, 64, 4096))]
        elif way == 2:
            found[at:at] = rng.randbytes(rng.choice((1, 2, 8)))
        elif way == 3:
            found[at:at] = found[at : at + rng.choice((4, 64, 512))]
        elif rng.random() < 0.2:
            del found[at:]
    return bytes(found)


def value(rng: Random, given: object, depth: int = 0) -> object:
    """Return plain data (of JSON or TOML) in which one place holds something else."""
    if isinstance(given, dict) and given and rng.random() < 0.85:
        key = rng.choice(sorted(given, key=str))
        made = dict(given)
        way = rng.randrange(8)
        if way == 0:
            del made[key]
        elif way == 1:
            made[nasty(rng)] = made[key]
        else:
            made[key] = value(rng, given[key], depth + 1)
        return made
    if isinstance(given, list) and given and rng.random() < 0.85:
        at = rng.randrange(len(given))
        way = rng.randrange(6)
        if way == 0:
            return given[:at] + given[at + 1 :]
        if way == 1:
            return [*given[:at], given[at], *given[at:]]
        return [*given[:at], value(rng, given[at], depth + 1), *given[at + 1 :]]
    return odd(rng)


def odd(rng: Random) -> object:
    """Return a value of any type."""
    return rng.choice(
        (
            None,
            True,
            False,
            0,
            -1,
            1,
            10**30,
            0.5,
            float("nan"),
            [],
            {},
            [[]],
            {"a": {"b": 1}},
            [{"a": 1}],
            nasty(rng),
            nasty(rng),
            nasty(rng),
        )
    )
