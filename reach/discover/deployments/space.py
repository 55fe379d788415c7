"""Spaces of Hugging Face: the head of `README.md` names the program that the platform starts."""

import posixpath
import re

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.records.project import Skipped

_HEAD = re.compile(r"---[ \t]*\n(.{1,10000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"(\w+)[ \t]*:[ \t]*['\"]?([^'\"#\n]+?)['\"]?[ \t]*(?:#.*)?")
_STARTED = {"gradio": ("python",), "streamlit": ("streamlit", "run")}
"""What each kit is started with; `docker` builds the Dockerfile, `static` runs nothing."""


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found()
    head = _HEAD.match(text.replace("\r\n", "\n"))
    if head is None:
        return Found()
    said: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(head[1].split("\n"), start=2):
        entry = _ENTRY.fullmatch(line)
        if entry is not None:
            said.setdefault(entry[1], (entry[2], number))
    kit, at = said.get("sdk", ("", 1))
    file, line_of_file = said.get("app_file", ("app.py", at))
    program = posixpath.normpath(file)
    if kit not in _STARTED or program.startswith(("/", "..")):
        return Found()
    folder = folder_of(path)
    command = (*_STARTED[kit], program)
    place = Place(folder, context=folder)
    return Found(processes=(Process("space", path, line_of_file, command, False, place),))


READER = Reader("Space", lambda path: name_of(path) == "README.md", _read)
"""Reads the heads of Spaces."""
