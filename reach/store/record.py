"""Keeps what a command has shown, with all that it depends on, for `reach.store.replay`.

A tree that changes during the run is not recorded: its listing has to be the one that the report is
of, before and after its folders are looked at.
"""

import marshal
import os
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from reach.config import Options
from reach.discover.ignore import CACHES
from reach.discover.reader import Reader
from reach.discover.roots import common_root
from reach.discover.tree import Tree
from reach.discover.walk import listing, walk
from reach.feed.store import bundle, own
from reach.records.record import dataclass
from reach.records.shown import Shown
from reach.store import replay
from reach.store.database import Database
from reach.store.reports import Kept, find, key_of

LARGEST = 5_000_000
"""Characters of output that are worth keeping."""

_ABOVE = ("reach.toml", "pyproject.toml", "models.lock")
"""Files that count in the folders above a tree."""


@dataclass(slots=True)
class _Known:
    """What it depends on, as `replay.unchanged` asks for it."""

    folders: dict[str, dict[str, replay.Seen]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    present: dict[str, bool] = field(default_factory=dict)


def record(
    database: Database,
    arguments: Sequence[str],
    paths: Sequence[Path],
    options: Options,
    shown: Shown,
    said: str,
) -> None:
    """Keep what was shown, and said in warnings, if the tree is still what the report is of."""
    root, below = common_root(paths)
    tree, unread = walk(root, options.exclude)
    names = listing(tree, unread)
    kept = find(database, key_of(names, below, options, root))
    if kept is None or len(shown.out) > LARGEST:
        return
    if replace(kept.report, root=shown.report.root) != shown.report:
        return
    known = _Known(files={**shown.read})
    for folder in (paths[0], root):
        _above(known, folder)
    for path in (*options.rules, *options.feeds, bundle(), own()):
        _whole(known, path)
    if not (_tree(known, tree, root) and _kept(known, kept, tree.root)):
        return
    value = (shown.status, shown.out, said, known.folders, CACHES, known.files, known.present)
    if listing(*walk(root, options.exclude)) == names:
        database.put_all({replay.key_of(list(arguments)): marshal.dumps(value)})


def _above(known: _Known, path: Path) -> None:
    """The configuration and the lock of a tree, and the top of its repository."""
    start = path.resolve()
    for folder in (start if start.is_dir() else start.parent, *start.parents):
        known.files |= {f"{folder / name}": replay.content(f"{folder / name}") for name in _ABOVE}
        top = folder / ".git"
        known.present[f"{top}"] = top.exists()
        if top.exists():
            return


def _whole(known: _Known, path: Path) -> None:
    """A file, or a folder with all that is below it."""
    known.present[f"{path}"] = path.exists()
    if path.is_dir():
        for folder in (path, *(each for each in path.rglob("*") if each.is_dir())):
            known.folders[f"{folder}"] = replay.held(f"{folder}", {}, CACHES) or {}
        files: Iterator[Path] = (each for each in path.rglob("*") if each.is_file())
        known.files |= {f"{file}": replay.content(f"{file}") for file in files}
    else:
        known.files[f"{path}"] = replay.content(f"{path}")


def _tree(known: _Known, tree: Tree, root: Path) -> bool:
    """The folders of a tree, and what decides about the files that are left out."""
    if not root.is_dir():
        known.present[f"{root}"] = True
        return True
    for folder in tree.folders:
        path = os.path.join(root, folder)
        kinds = _kinds(tree, path, folder)
        seen = None if kinds is None else replay.held(path, kinds, CACHES)
        if seen is None:
            return False
        known.folders[path] = seen
        if ".gitignore" in seen:
            ignoring = os.path.join(path, ".gitignore")
            known.files[ignoring] = replay.content(ignoring)
            index = os.path.join(root, ".git", "index")
            known.files[index] = replay.content(index)
    return True


def _kinds(tree: Tree, path: str, folder: str) -> dict[str, replay.Seen] | None:
    try:
        names = os.listdir(path)
    except OSError:
        return None
    found: dict[str, replay.Seen] = {}
    for name in names:
        inner = f"{folder}/{name}" if folder else name
        listed = inner in tree.sizes
        found[name] = ("source" if listed else "" if inner in tree.folders else "closed",)
    return found


def _kept(known: _Known, kept: Kept, base: Path) -> bool:
    """What the analysis has read and looked for."""
    read = Reader(base)
    for path, digest in kept.texts.items():
        read(path)
        if read.contents[path] != digest:
            return False
        known.files[f"{base / path}"] = replay.content(f"{base / path}")
    known.files |= {f"{base / path}": digest for path, digest in kept.contents.items()}
    known.present |= {os.path.join(base, path): there for path, there in kept.present.items()}
    return True
