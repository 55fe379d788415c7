"""Keys: what an answer depends on, as digests."""

import os
import sys
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reach import __version__
from reach.records.digest import digest

_PARSERS = ("tree_sitter", "tree_sitter_python")


@cache
def program() -> bytes:
    """Digest of the analyser itself: its version, its files, Python and the parser."""
    package = Path(__file__).resolve().parents[1]
    parts = [__version__, sys.version, *_listing(package)]
    for name in _PARSERS:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            parts += _stamp(spec.origin)
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


def _listing(folder: Path) -> list[str]:
    found: list[str] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            found += _stamp(os.path.join(where, name))
    return found


def _stamp(path: str) -> list[str]:
    status = os.stat(path)
    return [path, str(status.st_size), str(status.st_mtime_ns)]
