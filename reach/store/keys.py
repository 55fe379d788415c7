"""Keys: what an answer depends on, as digests."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reach import __version__
from reach.records.digest import digest
from reach.rules.home import home

_PARSERS = ("tree_sitter", "tree_sitter_python")


@cache
def program() -> bytes:
    """Digest of the analyser itself: its version, its files and rulesets, Python and the parser."""
    package = str(Path(__file__).resolve().parents[1])
    parts = [__version__, sys.version, *_stamps(package)]
    if home().parent != Path(package):
        parts += _stamps(str(home()))
    for name in _PARSERS:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            parts += _stamp(spec.origin, os.stat(spec.origin))
    return digest(*parts)


def files(paths: Iterable[Path]) -> bytes:
    """Digest of the names and content of files, and of all below folders: rulesets. Where they
    lie does not count."""
    parts: list[bytes | str] = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in below:
            name = file.relative_to(path.parent).as_posix()
            parts += [name, file.read_bytes() if file.is_file() else b""]
    return digest(*parts)


def _stamps(folder: str) -> Iterator[str]:
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
