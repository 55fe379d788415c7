"""The files that git tracks: they are part of the project, whatever `.gitignore` says."""

import struct
from pathlib import Path

_MAX_BYTES = 100_000_000
_HEADER = struct.Struct(">4sII")
_FLAGS = struct.Struct(">H")
_MAX_NAME = 4_096
_FIXED = 60
"""Bytes of an entry before its flags, with SHA-1 object names."""


def tracked_files(root: Path) -> frozenset[str]:
    """Paths in the index of the repository whose top is `root`, and the folders above them.

    Empty without an index, and for one that is not understood (other hash functions, damage).
    """
    file = root / ".git" / "index"
    try:
        if not file.is_file() or file.is_symlink() or file.stat().st_size > _MAX_BYTES:
            return frozenset()
        content = file.read_bytes()
        names = _names(content)
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()
    paths = set(names)
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in paths:
            paths.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(paths)


def _names(content: bytes) -> list[str]:
    signature, version, count = _HEADER.unpack_from(content)
    if signature != b"DIRC" or version not in (2, 3, 4):
        return []
    names: list[str] = []
    previous = b""
    at = _HEADER.size
    for _ in range(count):
        (flags,) = _FLAGS.unpack_from(content, at + _FIXED)
        start = at + _FIXED + (4 if flags & 0x4000 else 2)
        if version == 4:
            dropped, start = _number(content, start)
            end = content.index(b"\0", start)
            name = previous[: len(previous) - dropped] + content[start:end]
            at = end + 1
        else:
            end = content.index(b"\0", start)
            name = content[start:end]
            at += (end - at + 8) // 8 * 8
        if len(name) > _MAX_NAME:
            raise ValueError("name too long")
        previous = name
        names.append(name.decode("utf-8", "surrogateescape"))
    return names


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number of variable width, and the position after it."""
    value = content[at] & 0x7F
    while content[at] & 0x80:
        at += 1
        if value > 1 << 20:
            raise ValueError("prefix too long")
        value = ((value + 1) << 7) | (content[at] & 0x7F)
    return value, at + 1
