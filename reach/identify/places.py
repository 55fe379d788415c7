"""Byte offsets of bodies -> places in files."""

from pathlib import Path

from reach.extract import Source, load
from reach.flow.bodies import Body
from reach.records import code as ir
from reach.records.content import content
from reach.records.finding import Location
from reach.records.project import SourceFile


class Places:
    """Reads each file that is reported on once."""

    def __init__(self, root: Path, sources: tuple[SourceFile, ...]) -> None:
        self.root = root
        self._files = {s.path: s for s in sources}
        self._read: dict[str, Source | None] = {}
        self._lines: dict[str, list[str]] = {}
        self._tokens: dict[tuple[str, int], Location] = {}
        """Words asked for: the same ones stand in many chains and origins."""
        self.asked: dict[str, bool] = {}
        """Which paths were looked for in the tree, and whether they are there."""
        self.hashed = False
        """Whether files were read that no digest in the store stands for."""

    def source(self, path: str) -> Source | None:
        """The text of a file; None when it is gone since it was analysed."""
        if path not in self._read:
            file = self._files.get(path)
            try:
                self._read[path] = load(file) if file else None
            except (OSError, ValueError):
                self._read[path] = None
        return self._read[path]

    def line(self, path: str, number: int) -> str:
        """A line of any file of the tree; empty where it cannot be read."""
        lines = self.lines(path)
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def lines(self, path: str) -> list[str]:
        """The lines of any file of the tree; one empty line where it cannot be read."""
        if path not in self._lines:
            try:
                text = content(self.root / path).decode("utf-8-sig", "replace")
            except (OSError, ValueError):
                text = ""
            self._lines[path] = text.replace("\r\n", "\n").split("\n")
        return self._lines[path]

    def exists(self, path: str) -> bool:
        """Whether the tree has such a file or folder, ignored ones among them."""
        known = self.asked.get(path)
        if known is not None:
            return known
        base = self.root if self.root.is_dir() else self.root.parent
        try:
            found = (base / path).exists()
        except (OSError, ValueError):
            found = False
        self.asked[path] = found
        return found

    def region(self, path: str, start: int, end: int) -> Location:
        """The region between two offsets of a file."""
        source = self.source(path)
        if source is None or start > len(source.text):
            return Location(path, 1, 1, 1, 1)
        return source.location(start, min(end, len(source.text)))

    def operation(self, body: Body, vid: int) -> Location:
        """Where an operation stands: the whole call for a CALL."""
        op = body.ops[vid]
        if op[0] == ir.CALL:
            return self.region(body.facts.path, op[4], op[5])
        position = _POSITION.get(op[0])
        start = op[position] if position is not None else body.code.start
        return self.token(body.facts.path, start)

    def token(self, path: str, start: int) -> Location:
        """The word or literal that begins at an offset."""
        known = self._tokens.get((path, start))
        if known is None:
            source = self.source(path)
            if source is None:
                known = Location(path, 1, 1, 1, 1)
            else:
                known = source.location(start, source.token_end(start))
            self._tokens[path, start] = known
        return known

    def code_line(self, path: str, offset: int) -> Location:
        """The code on the line of an offset, without its indentation."""
        source = self.source(path)
        if source is None:
            return Location(path, 1, 1, 1, 1)
        return source.location(*source.line_bounds(offset))

    def whole_line(self, path: str, number: int) -> Location:
        """A line of any file of the tree."""
        return Location(path, number, 1, number, len(self.line(path, number)) + 1)

    def snippet(self, body: Body, vid: int) -> str:
        """Source text of a call."""
        op = body.ops[vid]
        source = self.source(body.facts.path)
        if source is None or op[0] != ir.CALL:
            return ""
        return source.snippet(op[4], op[5])


_POSITION = {
    ir.GLOBAL: 2,
    ir.CONST: 2,
    ir.ATTR: 3,
    ir.ITEM: 3,
    ir.SETATTR: 4,
    ir.SETITEM: 4,
    ir.BINOP: 4,
    ir.COMPARE: 4,
    ir.FSTRING: 2,
    ir.FUNC: 2,
    ir.CLASS: 4,
    ir.ITER: 2,
    ir.ENTER: 2,
    ir.IMPORT: 2,
    ir.FROM: 4,
}
"""Where in an operation its offset stands."""
