"""Write the synthetic tables of the example county.

    python examples/county/generate.py [FOLDER]

The county, its towns and its enterprises are invented; only ``air_daily.csv`` and ``air_hourly.csv`` are real (see data/AIR-SOURCE.md). One seed makes every
table, so the script always writes the same bytes. Rates are near those that counties publish; some targets are missed, some are open, some
units are blacklisted, some returns are late or lack rows. Rows that are bad on purpose stand in ``examples/county-with-errors``.
"""

from __future__ import annotations

from generator import (
    award,
    credit,
    enterprise,
    equipment,
    filed,
    governance,
    laboratory,
    late,
    limits,
    market,
    papers,
    recalls,
    returns,
    safety,
    samples,
    screening,
    support,
    tracing,
    units,
    yearly,
)


def main() -> None:
    """Write all tables."""
    units.towns()
    firms = units.enterprises()
    units.register(firms)
    credit.records(firms)
    samples.samples(firms)
    recalls.recalls()
    samples.projects(firms)
    tracing.tracing(firms)
    samples.surveys()
    yearly.monitoring()
    yearly.figures()
    yearly.certifications(firms, market.products(firms))
    limits.limits()
    yearly.evidence()
    credit.cases(firms)
    credit.archives(firms)
    enterprise.enterprise_duties(firms)
    support.support(firms)
    governance.governance()
    safety.safety(firms)
    screening.screening(firms)
    laboratory.foundations(firms)
    award.applications(firms)
    market.complaints(firms)
    market.supervision(firms)
    market.enforcement(firms)
    filed.filed(firms)
    papers.papers(firms)
    equipment.equipment(firms)
    late.late()
    returns.returns()


if __name__ == "__main__":
    main()
