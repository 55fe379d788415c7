"""Content of scanned files: of regular files alone, and never more than is asked for.

A file may have become another one since it was listed: a pipe that nobody writes to, a device that
never ends, or a text of a terabyte.
"""

import os
import stat
from io import BufferedReader
from pathlib import Path

LIMIT = 10_000_000
"""Bytes of a file that are read, where nothing else is said."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def opened(path: str | Path) -> BufferedReader:
    """A regular file, to be read; OSError for anything else, without waiting for it."""
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "not a regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def content(path: str | Path, limit: int = LIMIT) -> bytes:
    """The content of a regular file; OSError for one that is larger than `limit`."""
    with opened(path) as stream:
        found = stream.read(limit + 1)
    if len(found) > limit:
        raise OSError(0, f"larger than the limit of {limit} bytes", str(path))
    return found
