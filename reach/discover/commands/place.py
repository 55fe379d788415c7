"""From a path that a command names to the file of the repository that it means."""

import posixpath

from reach.discover.found import Place
from reach.discover.tree import Tree, join

MAX_PATH = 1_000
"""Longest path of a working folder; where it would be longer, `cd` is taken to fail."""


def move(folder: str, target: str) -> str:
    """Where `cd target` leads to: an absolute target stays one, whatever the folder is."""
    moved = posixpath.normpath(posixpath.join(folder or ".", target))
    if len(moved) > MAX_PATH:
        return folder
    return "" if moved == "." else moved


def find_file(tree: Tree, place: Place, path: str, *, guess: bool = True) -> str | None:
    """The file of the tree that `path` means to a process in `place`; None when there is none.

    What was copied into a container decides first. Then, as a guess, the folders above the working
    folder are looked into, as a script may be meant to be run from there; then the end of the path
    is looked for below the build context and the root, longest first: sources may be mounted.
    """
    for candidate in _candidates(place, path):
        if candidate is not None and candidate in tree.sizes:
            return candidate
    if not guess:
        return None
    for folder in _above(place.folder) if not path.startswith("/") else ():
        if join(folder, path) in tree.sizes:
            return join(folder, path)
    parts = [part for part in _absolute(place, path).split("/") if part not in ("", ".", "..")]
    for start in range(min(len(parts), 12)):
        tail = "/".join(parts[start:])
        for base in dict.fromkeys((place.context, "")):
            if join(base, tail) in tree.sizes:
                return join(base, tail)
    return None


def _above(folder: str) -> list[str]:
    """The folders above one of the tree, the nearest first."""
    inside = folder if folder and not folder.startswith(("/", "..")) else ""
    parts = [part for part in inside.split("/") if part not in ("", ".")]
    return ["/".join(parts[:end]) for end in range(len(parts) - 1, -1, -1)]


def find_folder(tree: Tree, place: Place, path: str) -> str | None:
    """The folder of the tree that `path` means to a process in `place`."""
    for candidate in _candidates(place, path):
        if candidate is not None and candidate in tree.folders:
            return candidate
    return None


def _candidates(place: Place, path: str) -> list[str | None]:
    seen = _absolute(place, path)
    if not seen.startswith("/"):
        return [join("", seen), join(place.context, path)]
    found = []
    for mount in place.mounts:
        base = mount.seen.rstrip("/")
        if seen == base or seen.startswith(base + "/"):
            found.append(join(mount.real, seen[len(base) :].lstrip("/")))
    if not place.mounts and not path.startswith("/"):
        found.append(join(place.context, path))
    return found


def _absolute(place: Place, path: str) -> str:
    """The path as seen from the working folder of the process."""
    return posixpath.normpath(posixpath.join(place.folder or ".", path))
