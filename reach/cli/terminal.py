"""What the commands say on stderr: warnings, and progress on a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

_PATIENCE = 1.0
"""Seconds before progress is worth showing."""


def printable(text: str) -> str:
    """The text on one line, with what a terminal would interpret made visible."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def warn(message: str) -> None:
    """Say something on stderr that is not an error."""
    print(f"reach: {printable(message)}", file=sys.stderr)


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
    started = time.monotonic()

    def tell(stage: str, done: int, total: int) -> None:
        if time.monotonic() - started > _PATIENCE:
            bar.start()
            bar.update(task, description=stage, completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()
