"""The version of this library (本库版本): the package's metadata has it from here."""

from __future__ import annotations

__version__ = "0.1.0"
