"""What a process that makes one report and ends need not take apart.

Freeing the values of a large program takes as long as a stage; the end of the process frees them at
once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_kept: list[object] = []
_ends = False


def ends_soon() -> None:
    """Say that the process will end after what it is about to do."""
    global _ends
    _ends = True


def goes_on() -> None:
    """Say that the process will go on, and make more reports."""
    global _ends
    _ends = False


def keep(*things: object) -> None:
    """Keep these until the end, if the end is near; nobody looks for garbage among them then."""
    if _ends:
        _kept.extend(things)
        gc.freeze()


@contextmanager
def without_collector() -> Iterator[None]:
    """Nothing that a scan makes dies before its end: looking for garbage is wasted time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
