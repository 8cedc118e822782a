"""``python -m qualitygov`` (以模块方式运行命令)."""

from __future__ import annotations

import sys

from qualitygov.cli import main

if __name__ == "__main__":
    sys.exit(main())
