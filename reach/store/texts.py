"""What Python files say but for their literals and comments, by their digest: to compare them with
what they become."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from reach.discover.sources import import_lines
from reach.extract.bare import Bare, Piece, bare
from reach.extract.sources import decode as decoded
from reach.records.codec import decode, encode
from reach.records.content import content
from reach.records.digest import digest
from reach.store.database import Database
from reach.store.keys import program

SUFFIXES = (".py", ".pyi")

LARGEST = 500_000
"""Bytes of a file from which reading it anew is no slower than comparing it."""

_TOGETHER = 200
"""Files that are written together."""


class Known(NamedTuple):
    """What is known of a text."""

    bare: Bare
    imports: bytes
    """Digest of the lines that look like imports."""


def keep_texts(database: Database, root: Path, contents: Mapping[str, bytes]) -> None:
    """Keep what is to be known of the Python files of a tree whose content has these digests."""
    keys = {_key(each): (path, each) for path, each in contents.items() if path.endswith(SUFFIXES)}
    missing = database.missing(keys)
    for start in range(0, len(missing), _TOGETHER):
        entries: dict[bytes, bytes] = {}
        for key in missing[start : start + _TOGETHER]:
            path, expected = keys[key]
            raw = read(root / path)
            found = known_of(raw) if raw is not None and digest(raw) == expected else None
            if found is not None:
                entries[key] = _packed(found)
        database.put_all(entries)


def texts_of(database: Database, contents: Iterable[bytes]) -> list[Known | None]:
    """What is known of the text of each digest."""
    keys = [_key(known) for known in contents]
    found = database.get_all(keys)
    return [_restored(found[key]) if key in found else None for key in keys]


def known_of(raw: bytes) -> Known | None:
    """What is to be known of a file; None where it is too large, or no text."""
    if len(raw) > LARGEST:
        return None
    try:
        text = decoded(raw)
    except ValueError:
        return None
    lines = sorted({head + b" import " + tail for head, tail in import_lines(raw)})
    return Known(bare(text), digest(*lines))


def read(path: Path) -> bytes | None:
    """The content of a file; None where it cannot be read."""
    try:
        return content(path)
    except OSError:
        return None


def _packed(known: Known) -> bytes:
    text, pieces, counts, first = known.bare
    plain = {offset: tuple(piece) for offset, piece in pieces.items()}
    return encode((text, plain, counts, first, known.imports))


def _restored(packed: bytes) -> Known:
    text, pieces, counts, first, imports = decode(packed)
    known = {offset: Piece(*piece) for offset, piece in pieces.items()}
    return Known(Bare(text, known, counts, first), imports)


def _key(known: bytes) -> bytes:
    return digest(b"text", program(), known)
