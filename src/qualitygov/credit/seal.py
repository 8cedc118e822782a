"""The seal of a file (封签): the digest of all its bytes but the seal's own, written into its end.

So no byte of a Parquet file can be cut off, flipped or replaced without being noticed. Reading the
file one time is enough to check it; a file that has not changed since is not read again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

UNSEALED = "0" * 64
"""What stands in a file until it is sealed."""

_SEAL = re.compile(rb'"seal": "([0-9a-f]{64})"')
_LAST = b"PAR1"
_LENGTH = 8
"""A Parquet file ends with the length of its footer, in four bytes, and these letters."""

_CHUNK = 1 << 20


def _footer(path: Path) -> tuple[int, bytes]:
    """Where the footer of a Parquet file begins, and its bytes; none where it is no such file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - _LENGTH, 0))
        end = file.read()
        start = size - _LENGTH - int.from_bytes(end[:4], "little")
        if end[4:] != _LAST or start < len(_LAST):
            return size, b""
        file.seek(start)
        return start, file.read()


def _chunks(path: Path, until: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while until > 0 and (chunk := file.read(min(_CHUNK, until))):
            yield chunk
            until -= len(chunk)


def _digest(path: Path, start: int, footer: bytes) -> str:
    """The digest of a file, read as if it were not sealed."""
    found = hashlib.sha256()
    for chunk in _chunks(path, start):
        found.update(chunk)
    found.update(_SEAL.sub(b'"seal": "%b"' % UNSEALED.encode(), footer, count=1))
    return found.hexdigest()


def seal(path: Path) -> str:
    """Seal a Parquet file whose metadata has the seal `UNSEALED` (加封), and return its seal."""
    start, footer = _footer(path)
    found, at = _digest(path, start, footer), _SEAL.search(footer)
    assert at is not None, f"{path} has no place for a seal"
    with path.open("r+b") as file:
        file.seek(start + at.start(1))
        file.write(found.encode())
    return found


def seals_of(path: Path) -> tuple[str, str] | None:
    """Return the seal of a file and the digest of its content (封签与实际摘要); alike where it is whole.

    None for a file without a seal. Raises `OSError` where it cannot be read.
    """
    stat = path.stat()
    return _seals_of(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _seals_of(path: Path, _size: int, _changed: int) -> tuple[str, str] | None:
    start, footer = _footer(path)
    found = _SEAL.search(footer)
    return None if found is None else (found[1].decode(), _digest(path, start, footer))
