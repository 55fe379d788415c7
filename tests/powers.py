"""What a test process may do beside what the modes of files say; and less of it for a while."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = 0x20080522
_OVERRIDE = (1 << 1) | (1 << 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: root reads and writes whatever the modes say."""


@contextmanager
def modes_count() -> Iterator[None]:
    """Root is bound by the modes of files, like anybody, in this thread and in what it forks."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        import pytest

        pytest.skip("root may read and write everything on this system")
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    kept = (ctypes.c_uint32 * 6)()
    _checked(libc.capget(header, kept))
    less = (ctypes.c_uint32 * 6)(*kept)
    less[0] &= ~_OVERRIDE
    _checked(libc.capset(header, less))
    try:
        yield
    finally:
        _checked(libc.capset(header, kept))


def _checked(status: int) -> None:
    if status:
        raise OSError(ctypes.get_errno(), "capabilities cannot be changed")
