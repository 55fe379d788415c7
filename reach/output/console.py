"""A console in memory, of the widths that reports are made for."""

import io

from rich.console import Console

MINIMUM_WIDTH, MAXIMUM_WIDTH = 60, 160


def buffered(width: int, color: bool) -> Console:
    """A console that keeps what is printed."""
    return Console(
        file=io.StringIO(),
        width=min(MAXIMUM_WIDTH, max(MINIMUM_WIDTH, width)),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def printed(console: Console) -> str:
    """What was printed, without blanks at the ends of lines."""
    file = console.file
    text = file.getvalue() if isinstance(file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
