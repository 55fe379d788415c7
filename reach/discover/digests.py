"""SHA-256 digests of the files of a tree that a path names; Git LFS pointers know their own."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from reach.later import regex
from reach.records.content import opened

MAX_FILES = 200
"""Files of a folder that are read."""
MAX_BYTES = 20_000_000_000
"""A file larger than this is not read."""

_POINTER = regex(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n"
)
_POINTER_BYTES = 1024


def digests(root: Path, name: str) -> Iterator[str]:
    """Digests of the file, or of the files in the folder, that `name` is below the root. What
    leaves the root, or cannot be read, has none."""
    base = (root if root.is_dir() else root.parent).resolve()
    if "\0" in name or name.startswith("~"):
        return
    try:
        target = (base / name).resolve()
        inside = target.is_relative_to(base) and target != base and target.exists()
    except (OSError, RuntimeError):
        return
    if not inside:
        return
    files = sorted(target.rglob("*")) if target.is_dir() else [target]
    for file in [f for f in files if f.is_file() and not f.is_symlink()][:MAX_FILES]:
        found = _digest(file)
        if found is not None:
            yield found


def _digest(file: Path) -> str | None:
    try:
        with opened(file) as stream:
            if file.stat().st_size <= _POINTER_BYTES:
                pointer = _POINTER.match(stream.read())
                if pointer is not None:
                    return pointer[1].decode()
                stream.seek(0)
            if file.stat().st_size > MAX_BYTES:
                return None
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
