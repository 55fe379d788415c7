"""Whole reports: a tree in which nothing changed need not be analysed again.

A report is found by what names the tree (names and sizes of its files, options, rules, the program
itself); it counts if every file that the analysis read still has the same content, and every path
that it looked for is still there, or still is not.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reach.config import Options, moment
from reach.discover.walk import listing, named, walk
from reach.lock import find as lock_of
from reach.records.codec import decode, encode
from reach.records.content import content
from reach.records.digest import digest
from reach.records.finding import Report
from reach.store.database import Database
from reach.store.keys import files, program


class Kept(NamedTuple):
    """A report and what it was made from."""

    report: Report
    contents: dict[str, bytes]
    """Digests of the files that were read; empty where a file could not be read."""
    texts: dict[str, bytes]
    """Digests of texts that the code names, empty where there are none."""
    present: dict[str, bool]
    """Paths that were looked for."""
    day: str = ""
    """The day that it is of, where it depends on one: suppressions end."""


def recall(
    database: Database,
    root: Path,
    below: Sequence[str],
    options: Options,
    tracked: frozenset[str] | None = None,
    lineage: bool = False,
) -> Report | None:
    """The report of an earlier scan of the same; None where something may have changed."""
    tree, unread = walk(root, options.exclude, tracked)
    key, last = (
        key_of(names(tree, unread), below, options, root, lineage) for names in (listing, named)
    )
    kept = find(database, key)
    if kept is None or not _holds(kept, tree.root, kept.contents):
        kept = _moved(database, last, tree.root)
        if kept is None:
            return None
        keep(database, key, last, kept)
    return replace(kept.report, root=str(root))


def _moved(database: Database, last: bytes, root: Path) -> Kept | None:
    """The last report of files of these names, where all that has changed since are comments."""
    key = database.get(last)
    kept = find(database, key) if key is not None else None
    if kept is None:
        return None
    changed = {
        path: found
        for path, known in kept.contents.items()
        if (found := _content(root / path)) != known
    }
    same = {path: known for path, known in kept.contents.items() if path not in changed}
    if not changed or not changed.keys().isdisjoint(kept.texts) or not _holds(kept, root, {}):
        return None
    from reach.store.moved import moved
    from reach.store.texts import keep_texts

    report = moved(database, kept.report, root, changed, kept.contents)
    if report is None:
        return None
    keep_texts(database, root, changed)
    return kept._replace(report=report, contents=same | changed)


def find(database: Database, key: bytes) -> Kept | None:
    """What was kept under a key."""
    found = database.get(key)
    return Kept(*decode(found)) if found is not None else None


def key_of(
    names: bytes, below: Sequence[str], options: Options, root: Path, lineage: bool = False
) -> bytes:
    """The key of a report: all that it depends on beside the content of files."""
    lock = lock_of(root)
    beside = (*options.rules, *options.feeds, *([lock] if lock is not None else []))
    below = tuple(below)
    asked = repr(
        (
            options.exclude,
            options.min_grade,
            below,
            options.ignore,
            lineage,
            options.demand,
            options.whole,
        )
    )
    return digest(b"report", program(), files(beside), asked, names)


def keep(database: Database, key: bytes, last: bytes, kept: Kept) -> None:
    """Keep a report for the next time: under what it depends on, and as the last one of files of
    these names."""
    database.put_all({key: encode(tuple(kept)), last: key})


def today() -> str:
    """The current day."""
    return moment().date().isoformat()


def _holds(kept: Kept, root: Path, contents: dict[str, bytes]) -> bool:
    """Whether all is as it was, of the files whose content is given."""
    if kept.day not in ("", today()):
        return False
    from reach.discover.reader import Reader

    read = Reader(root)
    base = root if root.is_dir() else root.parent
    return (
        all(_content(root / path) == known for path, known in contents.items())
        and all((read(path), read.contents[path])[1] == known for path, known in kept.texts.items())
        and all(_exists(base / path) is known for path, known in kept.present.items())
    )


def _content(path: Path) -> bytes:
    try:
        return digest(content(path))
    except OSError:
        return b""


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
