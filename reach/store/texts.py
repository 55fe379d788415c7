"""Texts of files by their digest, to compare what they become with."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from reach.records.content import content
from reach.records.digest import digest
from reach.store.database import Database

SUFFIXES = (".py", ".pyi")


def keep_texts(database: Database, root: Path, contents: Mapping[str, bytes]) -> None:
    """Keep the Python files of a tree whose content has these digests."""
    keys = {_key(known): (path, known) for path, known in contents.items() if _counts(path)}
    missing = database.missing(keys)
    for start in range(0, len(missing), _TOGETHER):
        found: dict[bytes, bytes] = {}
        for key in missing[start : start + _TOGETHER]:
            path, known = keys[key]
            text = _read(root / path)
            if text is not None and digest(text) == known:
                found[key] = text
        database.put_all(found)


def texts_of(database: Database, contents: Iterable[bytes]) -> list[bytes | None]:
    """The text of each digest; None where it is not known."""
    keys = [_key(known) for known in contents]
    found = database.get_all(keys)
    return [found.get(key) for key in keys]


_TOGETHER = 200
"""Files that are written together."""


def _counts(path: str) -> bool:
    return path.endswith(SUFFIXES)


def _key(known: bytes) -> bytes:
    return digest(b"text", known)


def _read(path: Path) -> bytes | None:
    try:
        return content(path)
    except OSError:
        return None
