"""The scalar path in microseconds an enterprise, beside a naive interpretation of the same rules.

    python benchmarks/scalar.py [ENTERPRISES]

Five records an enterprise on average. The naive way looks every rule up in the rulebook for every
record and does its date arithmetic there. Rounds are interleaved; medians of CPU time and their
ratios are printed, after the answers were compared.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from qualitygov import CreditRecord, CreditScorer, Enterprise, Rulebook, load_rulebook
from qualitygov.core.periods import within_term
from qualitygov.credit.standing import excluded
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule, CreditWindow

AS_OF = date(2016, 12, 31)
KINDS = [("order-on-spot", "minor"), ("notice", "general"), ("penalty", "minor"), ("penalty", "general"), ("penalty", "serious"),
         ("hazard-overdue", "general"), ("pollution", "general"), ("abnormal-list", "general"), ("certificate-quality", "in-force")]  # fmt: skip
Unit = tuple[Enterprise, tuple[CreditRecord, ...]]


def make(count: int) -> list[Unit]:
    """Make enterprises with their records."""
    rng = random.Random(7)
    units = []
    for n in range(count):
        code = f"91330299{n:08d}0A"
        records = []
        for at in range(rng.randrange(11)):
            kind, severity = rng.choice(KINDS)
            on = date(2012, 1, 1) + timedelta(days=rng.randrange(1826))
            records.append(
                CreditRecord(
                    id=f"R{n}-{at}",
                    subject=code,
                    kind=kind,
                    severity=severity,
                    happened_on=on,
                    decided_on=on,
                    known_on=on,
                    source_document="x",
                )
            )
        units.append((Enterprise(code=code, name="x", town="330299101"), tuple(records)))
    return units


def naive(book: Rulebook, records: tuple[CreditRecord, ...]) -> tuple[int, str]:
    """Interpret the rules record by record, as a program without a plan would."""
    rules, context = book.at(AS_OF), Context(book, as_of=AS_OF)
    sums: dict[str, list[int]] = {}
    for record in records:
        rule = rules.entry(CreditRule, record.kind)
        window = rules.entry(CreditWindow, rule.windows[record.severity])
        if excluded(record, context) is None and within_term(
            record.decided_on, AS_OF, window.length
        ):
            points = rule.points[record.severity].thousandths
            if window.full is not None and not within_term(record.decided_on, AS_OF, window.full):
                points = points * window.faded.numerator // window.faded.denominator
            sums.setdefault(record.kind, []).append(points)
    deductions = merits = 0
    for kind, points_of_kind in sums.items():
        rule = rules.entry(CreditRule, kind)
        if rule.merit:
            merits += max(points_of_kind) if rule.combine == "highest" else sum(points_of_kind)
        else:
            total = sum(points_of_kind)
            deductions += total if rule.cap is None else max(total, rule.cap.thousandths)
    bonus = min(merits, rules.points("credit.bonus-cap").thousandths)
    score = rules.points("credit.base").thousandths + deductions + bonus
    score = min(
        max(score, rules.points("credit.floor").thousandths),
        rules.points("credit.ceiling").thousandths,
    )
    grades = sorted(rules.entries(CreditGrade).values(), key=lambda grade: grade.low, reverse=True)
    return score, next(grade.id for grade in grades if score >= grade.low.thousandths)


def timed(work: Callable[[Unit], object], units: list[Unit]) -> float:
    """Return microseconds an enterprise."""
    begun = time.process_time()
    for unit in units:
        work(unit)
    return (time.process_time() - begun) / len(units) * 1e6


def main() -> int:
    """Measure and print."""
    units = make(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    book = load_rulebook("strong-town")
    scorer = CreditScorer(book, as_of=AS_OF)
    for unit, records in units[:2000]:
        result = scorer.score(unit, records)
        assert (result.totals.score, result.grade) == naive(book, records), unit.code
    ways: dict[str, Callable[[Unit], object]] = {
        "score": lambda pair: scorer.score(pair[0], pair[1]).totals.score,
        "score with reasons": lambda pair: scorer.score(pair[0], pair[1]).lines,
        "naive": lambda pair: naive(book, pair[1]),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(5):
        for name, work in ways.items():
            taken[name].append(timed(work, units))
    for name, rounds in taken.items():
        ratios = [one / other for one, other in zip(rounds, taken["naive"], strict=True)]
        print(
            f"{name:20} {statistics.median(rounds):6.1f} µs   ratio to naive {statistics.median(ratios):.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
