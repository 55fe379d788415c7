"""Command lines in notebooks: `!command`, `%pip`, `%run` of a file, and cells that begin with
`%%bash`."""

import json
from collections.abc import Iterator

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_SOURCE_BYTES
from reach.discover.tree import Tree, folder_of
from reach.later import regex
from reach.records.project import Skipped

KIND = "notebook-command"

_HINT = regex(r"(?:\"|\\n)[ \t]*!|%(?:pip|conda|mamba|micromamba|uv|run) |%%(?:bash|sh|script)\b")
_COMMAND = regex(
    r"[ \t]*(?:(?:[A-Za-z_]\w*[ \t]*=[ \t]*)?!{1,2}(?=[^!=])"
    r"|%(?=(?:pip|conda|mamba|micromamba|uv) ))"
)
_RUN = regex(r"[ \t]*%run[ \t]+(?:-[in][ \t]+)*(?=\S+\.py[\"']?[ \t]+[^#\s])")
"""What is run with the words that follow, as if by `python`."""
_CELL = regex(r"%%(?:bash|sh|script +(?:/\S+/)?(?:ba)?sh)\b")
_VALUE = regex(r"(?<![\\${])\{[ ]*([A-Za-z_]\w*)[^{}'\"]*\}")
_MAX_COMMANDS = 500


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_SOURCE_BYTES)
    if isinstance(text, Skipped) or _HINT.search(text) is None:
        return Found()  # what reads the Python of notebooks says why one cannot be read
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return Found()
    cells = document.get("cells") if isinstance(document, dict) else None
    folder = folder_of(path)
    place = Place(folder, context=folder)
    finder = _Finder(text)
    processes = [
        Process(KIND, path, line, (command,), True, place, listing=True, one_line=flat)
        for cell in (cells if isinstance(cells, list) else [])
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
        for command, line, flat in _commands(cell.get("source"), finder)
    ]
    return Found(processes=tuple(processes[:_MAX_COMMANDS]))


def _commands(source: object, finder: "_Finder") -> Iterator[tuple[str, int, bool]]:
    """The commands of a cell: text, its line, and whether all of it stands on that line."""
    flat = isinstance(source, str)
    parts = source.splitlines(keepends=True) if isinstance(source, str) else source
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return
    first = finder.line(source) if flat else 0
    lines = [first if flat else finder.line(part) for part in parts]
    if parts and _CELL.match(parts[0]):
        yield "".join(parts[1:]), lines[1] if len(lines) > 1 else lines[0], flat
        return
    at = 0
    while at < len(parts):
        run = _RUN.match(parts[at])
        match = run or _COMMAND.match(parts[at])
        begin = at
        while parts[at].rstrip("\n").endswith("\\") and match is not None and at + 1 < len(parts):
            at += 1
        at += 1
        if match is not None:
            words = ("python " if run else "") + "".join(
                (parts[begin][match.end() :], *parts[begin + 1 : at])
            )
            yield _VALUE.sub(r"${\1}", words), lines[begin], flat


class _Finder:
    """Finds the lines of strings in the text of a document, in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def line(self, part: object) -> int:
        """1-based line; that of the one before, for a string that is written unusually."""
        for plain in (False, True):
            found = self._text.find(json.dumps(part, ensure_ascii=plain), self._at)
            if found >= 0:
                self._line += self._text.count("\n", self._at, found)
                self._at = found
                break
        return self._line


READER = Reader("notebook", lambda path: path.endswith(".ipynb"), _read)
"""Reads the command lines of notebooks."""
