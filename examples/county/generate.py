"""Write the synthetic tables of the example county.

    python examples/county/generate.py [FOLDER]

The county, its towns and its enterprises are invented; only ``air_daily.csv`` is real (see data/AIR-SOURCE.md). One seed makes every
table, so the script always writes the same bytes. Rates are near those that counties publish; some targets are missed, some are open, some
units are blacklisted, some returns are late or lack rows. Rows that are bad on purpose stand in ``examples/county-with-errors``.
"""

from __future__ import annotations

from generator import (
    award,
    credit,
    enterprise,
    governance,
    laboratory,
    late,
    market,
    papers,
    returns,
    safety,
    samples,
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
    samples.projects(firms)
    samples.surveys()
    yearly.monitoring()
    yearly.figures()
    yearly.certifications(firms, market.products(firms))
    yearly.evidence()
    credit.cases(firms)
    enterprise.enterprise_duties(firms)
    governance.governance()
    safety.safety(firms)
    laboratory.foundations(firms)
    award.applications(firms)
    market.complaints(firms)
    market.supervision(firms)
    market.enforcement(firms)
    papers.papers(firms)
    late.late()
    returns.returns()


if __name__ == "__main__":
    main()
