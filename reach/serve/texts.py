"""Places of a report <-> positions in documents, in the units that the client counts."""

from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from reach.records.finding import Location


class Texts:
    """The texts that an answer is about: open documents, and files."""

    def __init__(self, root: Path, overlay: Mapping[str, bytes], codec: PositionCodec) -> None:
        self._root = root
        self._overlay = overlay
        self._codec = codec
        self._lines: dict[str, list[str]] = {}

    def read(self, path: str) -> bytes | None:
        """The bytes of a file as they were scanned."""
        if path in self._overlay:
            return self._overlay[path]
        try:
            return (self._root / path).read_bytes()
        except OSError:
            return None

    def uri(self, path: str) -> str:
        """The address of a file."""
        return uris.from_fs_path(str(self._root / path)) or ""

    def range(self, where: Location) -> types.Range:
        """A region of a file."""
        return types.Range(
            self.position(where.path, where.line, where.column),
            self.position(where.path, where.end_line, where.end_column),
        )

    def location(self, where: Location) -> types.Location:
        """A region with its file."""
        return types.Location(self.uri(where.path), self.range(where))

    def position(self, path: str, line: int, column: int) -> types.Position:
        """A 1-based line and column of a file."""
        before = self._line(path, line)[: max(column - 1, 0)]
        return types.Position(max(line - 1, 0), self._codec.client_num_units(before))

    def holds(self, where: Location, at: types.Position) -> bool:
        """Whether a position lies in a region."""
        found = self.range(where)
        start, end = ((position.line, position.character) for position in (found.start, found.end))
        return start <= (at.line, at.character) <= end

    def _line(self, path: str, number: int) -> str:
        if path not in self._lines:
            raw = self.read(path) or b""
            self._lines[path] = raw.decode("utf-8-sig", "replace").split("\n")
        lines = self._lines[path]
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""
