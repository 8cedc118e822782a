"""Ctrl-C while the command is being loaded (加载期间的中断): a quiet end, and no traceback.

Imported before anything else of the command. Once that is loaded, an interrupt is an exception
again, as it is in every program.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

INTERRUPTED = 130


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form of a handler
    os._exit(INTERRUPTED)


def quietly() -> None:
    """Let an interrupt end the process at once, where nobody else deals with it (静默中断)."""
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _end)
    except ValueError:  # not in the main thread, which alone is interrupted
        return


def as_usual() -> None:
    """Let an interrupt be an exception again (恢复中断)."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


quietly()
