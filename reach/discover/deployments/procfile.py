"""`Procfile`: one process on a line."""

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.later import regex
from reach.records.project import Skipped

_LINE = regex(r"([\w.-]+)[ \t]*:[ \t]*(.+)")


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    folder = folder_of(path)
    processes: list[Process] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.fullmatch(line.strip())
        if match is not None:
            place = Place(folder, context=folder)
            processes.append(Process("procfile", path, number, (match[2],), True, place))
        elif line.strip() and not line.lstrip().startswith("#"):
            skipped.append(Skipped(path, "not name: command", number))
    return Found(processes=tuple(processes), skipped=tuple(skipped))


READER = Reader(
    "Procfile", lambda path: name_of(path) == "Procfile" or path.startswith("Procfile."), _read
)
"""Reads Procfiles."""
