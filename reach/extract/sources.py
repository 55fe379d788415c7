"""Read a source file, and turn byte offsets of it into places people can look at."""

import bisect
import codecs
import json
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TypeVar

from reach.extract.cells import LineFinder, plain_lines
from reach.extract.embedded import Mark, marks
from reach.extract.marimo import cells_in_turn
from reach.later import regex
from reach.records.content import content
from reach.records.finding import Location
from reach.records.project import SourceFile
from reach.records.record import dataclass

Where = TypeVar("Where")

_CODING = regex(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)

_TOKEN = regex(
    rb"""[A-Za-z]{0,2}(?:\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3})"""
    rb"""|[A-Za-z]{0,2}(?:"(?:[^"\\\n]|\\.)*(?:"|$)|'(?:[^'\\\n]|\\.)*(?:'|$))"""
    rb"""|(?:\w|[\x80-\xff])+""",
    re.DOTALL | re.MULTILINE,
)
"""A text literal with its prefix, or a name or number."""


@dataclass(slots=True)
class Source:
    """Python text of a file. For a notebook, its code cells one after the other."""

    path: str
    text: bytes
    """UTF-8."""
    lines: list[int]
    """Byte offset of the start of each line."""
    places: list[tuple[int, int, int]] | None = None
    """For notebooks, one per line: cell, line in the file, characters before the text there."""
    marks: list[Mark] | None = None
    """For code that stands in another file, which `path` then names: where it does."""

    def line(self, offset: int) -> int:
        """0-based line of a byte offset."""
        return bisect.bisect_right(self.lines, offset) - 1

    def location(self, start: int, end: int) -> Location:
        """The region between two byte offsets."""
        if self.marks is not None:
            line, column = self._marked(max(start, end - 1))
            return Location(self.path, *self._marked(start), line, column + 1)
        first, last = self.line(start), self.line(max(start, end))
        return Location(
            path=self.path,
            line=self.places[first][1] if self.places else first + 1,
            column=self._column(first, start),
            end_line=self.places[last][1] if self.places else last + 1,
            end_column=self._column(last, end),
            cell=self.places[first][0] if self.places else None,
        )

    def _column(self, line: int, offset: int) -> int:
        before = self.text[self.lines[line] : offset].decode("utf-8", "replace")
        return len(before) + 1 + (self.places[line][2] if self.places else 0)

    def _marked(self, offset: int) -> tuple[int, int]:
        """Line and column, in the file around it, of an offset of embedded code."""
        assert self.marks is not None
        at = bisect.bisect_right(self.marks, (offset, 1 << 60, 0)) - 1
        mark, line, column = self.marks[at]
        between = self.text[mark:offset].decode("utf-8", "replace")
        return line + 1, column + len(between.partition("\n")[0]) + 1

    def token_end(self, start: int) -> int:
        """Where the name or text literal that begins at an offset ends; after one character of
        anything else, and on the same line for a text that is never closed."""
        token = _TOKEN.match(self.text, start)
        return token.end() if token else min(start + 1, len(self.text))

    def line_bounds(self, offset: int) -> tuple[int, int]:
        """Where the text on the line of an offset begins and ends, blanks left out."""
        first = self.lines[self.line(offset)]
        line_end = self.text.find(b"\n", first)
        text = self.text[first : line_end if line_end >= 0 else len(self.text)]
        begin = first + len(text) - len(text.lstrip())
        return begin, max(begin, first + len(text.rstrip()))

    def snippet(self, start: int, end: int, limit: int = 400) -> str:
        """Source text of a region, cut after `limit` characters."""
        text = self.text[start:end].decode("utf-8", "replace")
        return text if len(text) <= limit else text[:limit] + "…"


def load(file: SourceFile) -> Source:
    """Read a file. Raises OSError when unreadable and ValueError when its form is wrong."""
    raw = file.content if file.content is not None else content(file.absolute)
    if file.kind == "notebook":
        return notebook(raw, file.path)
    if file.inside:
        text = file.text.encode("utf-8", "replace")
        around = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return Source(
            file.inside, text, line_starts(text), marks=marks(file.text, around, file.line)
        )
    text = cells_in_turn(decode(raw))
    return Source(file.path, text, line_starts(text))


def python_of(file: SourceFile) -> bytes:
    """The text of a file as `load` reads it, without its places, which take most of the time for a
    notebook. Raises as `load` does."""
    if file.kind != "notebook":
        return load(file).text
    raw = file.content if file.content is not None else content(file.absolute)
    cells = _code_cells(raw.decode("utf-8-sig"))
    lines = (_as_python((part, None) for part in plain_lines(source)) for _, source in cells)
    return "\n".join(line for cell in lines for line, _ in cell).encode("utf-8", "replace")


def decode(raw: bytes) -> bytes:
    """UTF-8 bytes of a source file in any declared encoding, without byte order mark."""
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[3:]
    try:
        raw.decode("utf-8")
        return raw
    except UnicodeDecodeError as error:
        name = declared_encoding(raw)
        if name == "utf-8":
            raise ValueError(f"not UTF-8 (byte {error.start})") from None
        try:
            return raw.decode(name).encode()
        except (LookupError, UnicodeDecodeError):
            raise ValueError(f"not in its declared encoding {name}") from None


def declared_encoding(raw: bytes) -> str:
    """The encoding of a source file: UTF-8, unless its bytes are not and it says another one."""
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        declared = _CODING.search(b"\n".join(raw.split(b"\n", 2)[:2]))
        return declared.group(1).decode("ascii", "replace") if declared else "utf-8"


def line_starts(text: bytes) -> list[int]:
    """Offsets at which lines begin."""
    lengths = (len(line) + 1 for line in text.split(b"\n"))
    return [*accumulate(lengths, initial=0)][:-1]


def notebook(raw: bytes, path: str) -> Source:
    """Python of the code cells of a notebook; shell and magic lines become comments."""
    text = raw.decode("utf-8-sig")
    cells = list(_code_cells(text))
    finder = LineFinder(text)
    lines: list[str] = []
    places: list[tuple[int, int, int]] = []
    for number, source in cells:
        for line, place in _as_python(finder.lines(source)):
            lines.append(line)
            places.append((number, *place))
    encoded = "\n".join(lines).encode("utf-8", "replace")
    return Source(path, encoded, line_starts(encoded), places or [(1, 1, 0)])


def _code_cells(text: str) -> Iterator[tuple[int, object]]:
    """Number and source of each code cell."""
    try:
        document = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    cells = document.get("cells") if isinstance(document, dict) else None
    if cells is None and isinstance(document, dict):
        sheets = document.get("worksheets")
        first = sheets[0] if isinstance(sheets, list) and sheets else None
        cells = first.get("cells") if isinstance(first, dict) else None
    if not isinstance(cells, list):
        raise ValueError("no cells in notebook")
    for number, cell in enumerate(cells, 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            yield number, cell.get("source", cell.get("input", ""))


def _as_python(parts: Iterable[tuple[str, Where]]) -> Iterator[tuple[str, Where]]:
    """The lines of a cell as Python, each with its place."""
    in_magic = continued = False
    for index, (part, place) in enumerate(parts):
        if index == 0:
            in_magic = part.startswith("%%") and not _TIMED.match(part)
        for piece in part.splitlines() or [""]:
            yield _plain(piece, in_magic, continued), place
            shell = continued or piece.lstrip().startswith(("!", "%")) or _TOLD.match(piece)
            continued = bool(shell) and piece.rstrip().endswith("\\")


_TIMED = regex(r"%%?(time|timeit|capture|prun|memit|python3?)\b")
"""Magics that run the Python that follows them."""


_TOLD = regex(r"([ \t]*[A-Za-z_][\w, ]*=[ \t]*)[!%]")
"""What a command or a magic says is kept in a variable."""


_VARIABLE = regex(r"%(?:env|set_env)\s+(\w+)\s*[=\s]\s*([^\s${}][^${}]*)$")
"""What a magic puts into the environment."""


_RUN = regex(
    r"%run\s+(?:-i\s+)?[\"']?(?:\./)?((?:[A-Za-z_]\w*/)*[A-Za-z_]\w*)\.py[\"']?\s*(?:#.*)?$"
)
"""A script that is run in the namespace of the notebook."""


def _plain(line: str, magic: bool, continued: bool = False) -> str:
    """A line as Python; `continued`: the one before is a command that goes on here."""
    stripped = line.lstrip()
    if continued:
        return f"# {stripped[:80]}"
    if (told := _TOLD.match(line)) is not None:
        return f"{told[1]}get_ipython()  # {stripped[:80]}"
    if not magic and (variable := _VARIABLE.match(stripped)) is not None:
        indent = line[: len(line) - len(stripped)]
        return f"{indent}__import__('os').environ[{variable[1]!r}] = {variable[2].strip()!r}"
    if not magic and (run := _RUN.match(stripped)) is not None:
        indent, module = line[: len(line) - len(stripped)], run[1].replace("/", ".")
        return f"{indent}from {module} import *  # {stripped[:80]}"
    timed = _TIMED.match(stripped) if not magic and not stripped.startswith("%%") else None
    if timed is not None and not stripped[timed.end() :].lstrip().startswith("-"):
        return line[: len(line) - len(stripped)] + stripped[timed.end() :].lstrip()
    if magic or stripped.startswith(("%", "!", "?")) or line.rstrip().endswith("?"):
        indent = line[: len(line) - len(stripped)]
        return f"{indent}pass  # {stripped[:80]}"
    return line
