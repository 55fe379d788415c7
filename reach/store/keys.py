"""Keys: what an answer depends on, as digests. Loads nothing, for what is shown again at once."""

import os
import sys

from reach import __version__
from reach.records.digest import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PARSERS = ("tree_sitter", "tree_sitter_python")
_known: list[bytes] = []


def program() -> bytes:
    """Digest of the analyser itself: its version, its files and rulesets, Python and the parser."""
    if not _known:
        package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
        parts = [__version__, sys.version, *_stamps(package)]
        beside = os.path.join(os.path.dirname(package), "rulesets")
        if not os.path.isdir(os.path.join(package, "_rulesets")) and os.path.isdir(beside):
            parts += _stamps(beside)
        for name in _PARSERS:
            parts += _installed(name)
        _known.append(digest(*parts))
    return _known[0]


def files(paths: "Iterable[Path]") -> bytes:
    """Digest of the names and content of files, and of all below folders: rulesets. Where they
    lie does not count."""
    parts: list[bytes | str] = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in below:
            name = file.relative_to(path.parent).as_posix()
            parts += [name, file.read_bytes() if file.is_file() else b""]
    return digest(*parts)


def _installed(name: str) -> list[str]:
    for folder in sys.path:
        path = os.path.join(folder, name, "__init__.py")
        try:
            return _stamp(path, os.stat(path))
        except OSError:
            continue
    return []


def _stamps(folder: str) -> "Iterator[str]":
    """What tells versions of the files below a folder apart."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _stamps(entry.path)
        else:
            yield from _stamp(entry.path, entry.stat())


def _stamp(path: str, status: os.stat_result) -> list[str]:
    return [path, str(status.st_size), str(status.st_mtime_ns)]
