"""What the commands say on stderr: warnings, and progress on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

_PATIENCE = 1.0
"""Seconds before progress is worth showing."""


said: list[str] = []
"""Lines that this process has said on stderr."""


def warn(message: str) -> None:
    """Say something on stderr, on one line; it may hold text of the scanned tree."""
    from reach.output.escape import terminal

    line = f"reach: {terminal(message)}"
    said.append(line)
    print(line, file=sys.stderr)


@contextmanager
def progress(wanted: bool) -> Iterator[Progress | None]:
    """Something to report progress to, or None where nobody would see it."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("")
    started = monotonic()

    def tell(stage: str, done: int, total: int) -> None:
        if monotonic() - started > _PATIENCE:
            bar.start()
            bar.update(task, description=stage, completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()
