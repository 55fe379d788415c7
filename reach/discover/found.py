"""What one file of the tree contributes to the project, and how such findings add up."""

from collections.abc import Callable, Iterable

from reach.discover.tree import Tree
from reach.records.project import (
    EnvValue,
    InnerText,
    Requirement,
    ScriptDeclaration,
    Skipped,
)
from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Mount:
    """A file or folder of the repository, as a started process sees it."""

    seen: str
    """Absolute path inside the container."""
    real: str
    """Path relative to the scanned root, or that of an `InnerText`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a process runs: enough to find the repository file that a path in a command names."""

    folder: str
    """Working folder: absolute inside a container, else relative to the scanned root."""
    mounts: tuple[Mount, ...] = ()
    """Latest first: a later copy hides an earlier one."""
    context: str = ""
    """Folder of the repository to try when no mount fits."""


@dataclass(frozen=True, slots=True)
class Process:
    """A command that a deployment file runs, before it is taken apart."""

    kind: str
    path: str
    line: int
    command: tuple[str, ...]
    """The argument vector; for shell text, the one text."""
    in_shell: bool
    """The command is text for a shell, starting at `line`."""
    place: Place
    environment: tuple[EnvValue, ...] = ()
    image: str = ""
    """Container image that supplies what the command leaves out."""
    unset: tuple[EnvValue, ...] = ()
    """Build arguments that nothing gives a value."""
    listing: bool = False
    """One of many steps (a build step, a workflow step): everyday commands are left out."""
    lines: tuple[int, ...] = ()
    """Line of each word of the command, where they have several."""
    written: str = ""
    """The file that the command is written in, if not `path`."""
    variables: tuple[EnvValue, ...] = ()
    """Values that words of the command may have come from."""
    arguments_only: bool = False
    """The command is what the entry point of the image is given."""
    one_line: bool = False
    """Every launch is given `line`: the lines of the text are not those of `path`."""


@dataclass(frozen=True, slots=True)
class Found:
    """The contributions of some files."""

    scripts: tuple[ScriptDeclaration, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    environment: tuple[EnvValue, ...] = ()
    processes: tuple[Process, ...] = ()
    roots: tuple[str, ...] = ()
    """Folders that the file puts on the import path."""
    skipped: tuple[Skipped, ...] = ()
    texts: tuple[InnerText, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file: how to know it, and what reads it."""

    kind: str
    matches: Callable[[str], bool]
    """Says from the path alone whether a file may be of this kind."""
    read: Callable[[Tree, str], Found]


def merge(parts: Iterable[Found]) -> Found:
    """All contributions together, in order."""
    every = list(parts)
    return Found(
        tuple(item for part in every for item in part.scripts),
        tuple(item for part in every for item in part.requirements),
        tuple(item for part in every for item in part.environment),
        tuple(item for part in every for item in part.processes),
        tuple(item for part in every for item in part.roots),
        tuple(item for part in every for item in part.skipped),
        tuple(item for part in every for item in part.texts),
    )


def read_all(readers: tuple[Reader, ...], tree: Tree) -> Found:
    """Let every reader read the files of its kind; no file can end the scan."""
    return merge(
        _guarded(reader, tree, path)
        for path in tree.files
        for reader in readers
        if reader.matches(path)
    )


def _guarded(reader: Reader, tree: Tree, path: str) -> Found:
    try:
        return reader.read(tree, path)
    except RecursionError:
        return failed(path, f"{reader.kind}: nested too deeply")
    except Exception as error:  # a hostile file may find a fault of ours; it must not end the scan
        return failed(path, f"{reader.kind}: not understood ({type(error).__name__})")


def failed(path: str, reason: str, line: int | None = None) -> Found:
    """A contribution that consists of the reason why there is none."""
    return Found(skipped=(Skipped(path, reason, line),))
