"""What a shell script holds: simple commands, files that it writes, scripts that it sources."""

from reach.records.project import EnvValue
from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a script writes from a here-document."""

    path: str
    text: str
    line: int
    """Where its first line stands in the script."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A script that another one reads into its own shell."""

    path: str
    text: str
    here: str
    """Its folder, as the process sees it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A simple command: its words after expansion, and what it inherits."""

    argv: tuple[str, ...]
    lines: tuple[int, ...]
    """Line of each word."""
    environment: tuple[EnvValue, ...]
    folder: str
    """Working folder, in the terms of the folder that the script started in."""
    body: tuple[str, int] | None = None
    """A here-document on its input, and the line where that begins."""
    files: tuple[Written, ...] = ()
    """What the script has written before."""
    path: str = ""
    """The file that the command is written in; empty: the script itself."""
    positional: tuple[str, ...] | None = ()
    """`$1`, `$2` and so on where the command stands."""
    variables: tuple[EnvValue, ...] = ()
    """What the script has assigned so far."""
    replaceable: bool = False
    """Whether the environment may say otherwise what some of its words are."""
    reached: int = 0
    """The line of the script that leads to it, where it stands in one that this sources."""
