"""Files that have another name in one tree than in another."""

import os
from collections import Counter
from pathlib import Path

from reach.discover.ignore import CACHES
from reach.discover.limits import MAX_DEPTH, MAX_FILES

SUFFIXES = (".py", ".pyi", ".ipynb")
ALIKE = 0.6
"""The part of its lines that a renamed file must have kept."""

_MAX_BYTES = 1_000_000
_MAX_COMPARED = 500
"""Files of one tree that the other lacks; where there are more, only equal ones are found."""


def renamed(before: Path, now: Path) -> dict[str, str]:
    """The earlier paths of Python files that were renamed, by their paths now."""
    old, new = _files(before), _files(now)
    gone = {path: _lines(before / path) for path in sorted(old - new)}
    come = {path: _lines(now / path) for path in sorted(new - old)} if gone else {}
    found: dict[str, str] = {}
    exact: dict[tuple[tuple[bytes, int], ...], list[str]] = {}
    for path, lines in gone.items():
        if lines:
            exact.setdefault(tuple(sorted(lines.items())), []).append(path)
    for path, lines in come.items():
        same = exact.get(tuple(sorted(lines.items())))
        if same:
            found[path] = same.pop(0)
            del gone[found[path]]
    come = {path: lines for path, lines in come.items() if path not in found}
    if max(len(gone), len(come)) <= _MAX_COMPARED:
        found |= _similar(gone, come)
    return found


def _similar(gone: dict[str, Counter[bytes]], come: dict[str, Counter[bytes]]) -> dict[str, str]:
    pairs = sorted(
        (-_likeness(lines, others), path, other)
        for path, lines in come.items()
        for other, others in gone.items()
        if _likeness(lines, others) >= ALIKE
    )
    found: dict[str, str] = {}
    for _, path, other in pairs:
        if path not in found and other not in found.values():
            found[path] = other
    return found


def _likeness(one: Counter[bytes], other: Counter[bytes]) -> float:
    """The part of the lines that both have, of those of the longer one."""
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 0.0


def _files(root: Path) -> set[str]:
    """Python files below the root, caches left out."""
    found: set[str] = set()
    for folder, folders, files in os.walk(root):
        below = Path(folder).relative_to(root)
        if len(below.parts) >= MAX_DEPTH or len(found) >= MAX_FILES:
            folders.clear()
        folders[:] = [name for name in folders if name not in CACHES]
        found |= {(below / name).as_posix() for name in files if name.endswith(SUFFIXES)}
    return found


def _lines(file: Path) -> Counter[bytes]:
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
            return Counter()
        return Counter(line.strip() for line in file.read_bytes().splitlines() if line.strip())
    except OSError:
        return Counter()
