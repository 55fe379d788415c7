"""Shows again what a command has shown, where nothing that it depends on has changed.

This is what runs before every commit, so it loads next to nothing. What was shown is found by the
words of the command, the folder it runs in, the variables and the terminal that decide about its
form, the day, and the program itself. It counts if every folder that was listed holds the same, and
every file that was read has the same content. `reach.store.record` writes it.
"""

import marshal
import os
import sys
import time

from reach.records.content import content as read
from reach.records.digest import digest
from reach.store import place
from reach.store.entries import opened
from reach.store.keys import program

_VARIABLES = ("COLORTERM", "COLUMNS", "HOME", "LINES", "LOCALAPPDATA", "SOURCE_DATE_EPOCH")
_PREFIXES = (
    *("DOMTERM", "FORCE_", "JUPYTER_", "KITTY_", "KONSOLE_", "LC_", "NO_COLOR", "REACH_"),
    *("TERM", "TTY_", "VTE_", "WT_", "XDG_"),
)

Seen = tuple[object, ...]
"""What a folder holds under a name: its kind, and what counts of it."""


def replay(arguments: list[str]) -> int | None:
    """Show what these words have shown before, and return its status; None if it has to be done."""
    if arguments[:1] != ["scan"]:
        return None
    folder = place.folder(_given(arguments))
    if folder is None or not os.path.isfile(place.file(folder)):
        return None
    content = _kept(place.file(folder), key_of(arguments))
    if content is None:
        return None
    status, out, said, *known = marshal.loads(content)  # noqa: S302  (its checksum is right)
    if not unchanged(*known):
        return None
    sys.stderr.write(said)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(out.encode(encoding, "backslashreplace").decode(encoding))
    return int(status)


def key_of(arguments: list[str]) -> bytes:
    """What decides about the words that are shown, beside the files."""
    variables = [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _VARIABLES or name.startswith(_PREFIXES)
    ]
    streams = [(stream.isatty(), stream.encoding) for stream in (sys.stdout, sys.stderr)]
    day = "" if "SOURCE_DATE_EPOCH" in os.environ else time.strftime("%Y-%m-%d", time.gmtime())
    place_now = (os.getcwd(), sys.executable, day, repr(streams), repr(_terminal()))
    lists = (*arguments, "", *variables, "", *_libraries())
    return digest(b"shown", program(), *place_now, *lists)


def unchanged(
    folders: dict[str, dict[str, Seen]],
    left_out: frozenset[str],
    files: dict[str, bytes],
    present: dict[str, bool],
) -> bool:
    """Whether all is as it was when it was recorded."""
    return (
        all(held(path, known, left_out) == known for path, known in folders.items())
        and all(os.path.exists(path) is known for path, known in present.items())
        and all(content(path) == known for path, known in files.items())
    )


def held(path: str, known: dict[str, Seen], left_out: frozenset[str]) -> dict[str, Seen] | None:
    """What a folder holds, as it is described in `known`; None where it cannot be read."""
    try:
        with os.scandir(path) as entries:
            return {
                entry.name: seen(entry, known.get(entry.name, ("",))[0])
                for entry in entries
                if entry.name not in left_out
            }
    except OSError:
        return None


def seen(entry: "os.DirEntry[str]", kind: object) -> Seen:
    """What counts of an entry: of a `source` its size, of a `closed` folder why it is."""
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        return ("link", target, os.path.lexists(target), os.path.isdir(target))
    if entry.is_dir(follow_symlinks=False):
        if kind != "closed":
            return ("folder",)
        names = os.listdir(entry.path) if entry.name == "build" else []
        built = any(name == "lib" or name.startswith(("bdist.", "lib.")) for name in names)
        marks = [os.path.lexists(os.path.join(entry.path, n)) for n in ("pyvenv.cfg", "conda-meta")]
        return ("closed", built, *marks)
    if kind != "source":
        return ("file", entry.is_file(follow_symlinks=False))
    return ("source", entry.stat(follow_symlinks=False).st_size)


def content(path: str) -> bytes:
    """Digest of a file; empty where it cannot be read."""
    try:
        return digest(read(path))
    except OSError:
        return b""


def _given(arguments: list[str]) -> str | None:
    """The folder of the store, if the words name one."""
    for number, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if name == "--cache-dir":
            return value if equals else (*arguments, "")[number + 1] or None
    return None


def _kept(path: str, key: bytes) -> bytes | None:
    """An entry of the store; trouble with it is left to those who write it."""
    import sqlite3

    try:
        connection = sqlite3.connect(path, 0.1)
        try:
            rows = connection.execute("SELECT value FROM entries WHERE key = ?", [key]).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return opened(key, rows[0][0]) if rows else None


def _terminal() -> tuple[int, ...]:
    try:
        return tuple(os.get_terminal_size(sys.__stdout__.fileno()))  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        return ()


def _libraries() -> list[str]:
    """When something was last installed where Python looks for libraries."""
    found = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            try:
                found.append(f"{folder} {os.stat(folder).st_mtime_ns}")
            except OSError:
                continue
    return found
