"""Classes that the server of a platform finds in a folder which it is told: Triton's models."""

from collections.abc import Iterable
from itertools import pairwise
from posixpath import basename

from reach.discover.tree import folder_of
from reach.graph.entry import Entry
from reach.records.project import Launch

_DEPTH = 3
"""Parts of a path below such a folder: name, version and file of a model."""


def told(launch: Launch, handlers: Iterable[Entry]) -> list[Entry]:
    """What a server serves that a deployment starts: what is in a folder of the name that it is
    told; where the project has none, as it is filled or mounted later, what is in any below the
    file that starts the server."""
    hosted = [e for e in handlers if e.server and _starts(launch, e.server)]
    if not hosted:
        return []
    folders = [basename(f) for e in hosted for f in _folders(launch, e.server)]
    named = [e for e in hosted if basename(_folder(e)) in folders]
    above = {folder_of(path) for path in (launch.path, launch.written) if path}
    return named or [e for e in hosted if any(_is_below(_folder(e), each) for each in above)]


def _starts(launch: Launch, server: str) -> bool:
    return bool(launch.command) and basename(launch.command[0]) == server.partition(" ")[0]


def _folders(launch: Launch, server: str) -> list[str]:
    """The folders that a server is told, without a slash at their end."""
    option = server.partition(" ")[2]
    found = [w.partition("=")[2] for w in launch.command if w.startswith(f"{option}=")]
    found += [after for word, after in pairwise(launch.command) if word == option]
    return [folder.rstrip("/") for folder in found]


def _folder(entry: Entry) -> str:
    """The folder that holds all models, one of which this is."""
    path = entry.body.facts.path
    for _ in range(_DEPTH):
        path = folder_of(path)
    return path


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")
