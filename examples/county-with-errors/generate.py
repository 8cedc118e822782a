"""Write the tables of the county with errors.

    python examples/county-with-errors/generate.py [FOLDER]

Each row that is bad on purpose says so where it is made, in ``examples/county/generator/errors.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "county"))

from generator import errors


def main() -> None:
    """Write all tables."""
    errors.write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")


if __name__ == "__main__":
    main()
