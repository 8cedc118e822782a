"""Check the Python of README and docs with pyright, as it is shown to those who copy it.

python tools/typed_docs.py    # the blocks of each page together, at the page's own lines
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def pages() -> Iterator[Path]:
    """Yield the pages with Python."""
    for page in (*ROOT.glob("README*.md"), *sorted((ROOT / "docs").glob("*.md"))):
        if "```python" in page.read_text(encoding="utf-8"):
            yield page


def program(page: Path) -> str:
    """Return the Python of a page, each line where the page has it."""
    lines, inside = [], False
    for line in page.read_text(encoding="utf-8").splitlines():
        begins, ends = line.startswith("```python"), line.startswith("```")
        lines.append(line if inside and not ends else "")
        inside = begins or (inside and not ends)
    return "\n".join(lines) + "\n"


def main() -> int:
    """Check all pages; what is wrong is printed by pyright."""
    with tempfile.TemporaryDirectory() as folder:
        for page in pages():
            name = page.name.removesuffix(".md").replace("-", "_").replace(".", "_")
            Path(folder, f"page_{name}.py").write_text(program(page), encoding="utf-8")
        checker = (sys.executable, "-m", "pyright", "--pythonpath", sys.executable)
        return subprocess.run([*checker, folder], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
