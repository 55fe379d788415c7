"""Notebooks: edits of a cell as edits of the JSON text, which otherwise stays as it is."""

import bisect
import json
import re
from collections.abc import Iterator
from dataclasses import field
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from reach.extract.sources import notebook
from reach.later import regex
from reach.records.record import dataclass
from reach.records.repair import Edit
from reach.repair.errors import CannotEdit
from reach.repair.texts import location

_ESCAPE = regex(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
"""What stands for one character in JSON."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a code cell: the code point of the JSON text at which each character begins."""

    text: str
    at: tuple[int, ...]
    """One more than the characters: the last one is where the line ends."""
    end: int
    """Where the string that holds the line ends: at its quote."""
    listed: bool
    """The string is an item of a list of lines."""


@dataclass(slots=True)
class Notebook:
    """A notebook, as `Text` is a Python file."""

    path: str
    raw: bytes
    text: str = field(init=False)
    code: bytes = field(init=False)
    encoding: str = "utf-8"
    newline: str = "\n"
    _lines: list[_Line] = field(init=False)
    _plain: list[str] = field(init=False)
    """The lines of the code, in which magics are comments."""
    _starts: list[int] = field(init=False)
    """Of the code, in code points."""

    def __post_init__(self) -> None:
        self.text = self.raw.decode("utf-8-sig")
        self.code = notebook(self.raw, self.path).text
        self._lines = list(_lines(self.text))
        self._plain = self.code.decode("utf-8").split("\n")
        if len(self._plain) != len(self._lines) and self._plain != [""]:
            raise CannotEdit("its cells cannot be told apart")
        self._starts = [0]
        for line in self._plain:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def bytes_of(self, text: str) -> bytes:
        """The bytes of the notebook with this text."""
        mark = self.raw[: len(self.raw) - len(self.raw.decode("utf-8-sig").encode())]
        return mark + text.encode("utf-8")

    def slice(self, start: int, end: int) -> str:
        """The code between two offsets of the analysis."""
        return self.code[start:end].decode("utf-8")

    def at(self, offset: int) -> int:
        """The code point at an offset of the analysis."""
        return len(self.code[:offset].decode("utf-8", "replace"))

    def line_start(self, number: int) -> int:
        """The code point of the JSON text at which a 1-based line begins."""
        starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        return starts[min(number, len(starts)) - 1]

    def edits(self, start: int, end: int, text: str) -> list[Edit]:
        """The edits of the JSON text that replace a piece of the code."""
        first, last = self._line(start), self._line(end)
        for plain, line in zip(self._plain[first : last + 1], self._lines[first:], strict=False):
            if plain != line.text:
                raise CannotEdit("a magic of the notebook stands in the way")
        here = self._lines[first].at[start - self._starts[first]]
        there = self._lines[last].at[end - self._starts[last]]
        inserted = self._encoded(text, self._lines[first])
        starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        return [Edit(location(self.path, starts, here, there), here, there, inserted)]

    def _line(self, at: int) -> int:
        return bisect.bisect_right(self._starts, at) - 1

    def _encoded(self, text: str, line: _Line) -> str:
        """A text as it stands in the strings of a cell."""
        ascii_only = self.text.isascii()
        parts = [json.dumps(part, ensure_ascii=ascii_only)[1:-1] for part in text.split("\n")]
        if not line.listed:
            return "\\n".join(parts)
        begin = self.text.rfind("\n", 0, line.at[0])
        indent = re.match(r"[ \t]*", self.text[begin + 1 :])
        end = "\r\n" if "\r\n" in self.text else "\n"
        joint = f'\\n",{end}{indent[0]}"' if begin >= 0 and indent else '\\n", "'
        return joint.join(parts)


def _lines(text: str) -> Iterator[_Line]:
    """The lines of all code cells, in the order in which the analysis reads them."""
    for strings in _sources(text):
        for start, end, listed in strings:
            characters: list[tuple[str, int]] = []
            for found in _ESCAPE.finditer(text, start, end):
                decoded = json.loads(f'"{found[0]}"', strict=False)
                characters.append((decoded, found.start()))
            yield from _split(characters, end, listed)


def _split(characters: list[tuple[str, int]], end: int, listed: bool) -> Iterator[_Line]:
    whole = "".join(c for c, _ in characters)
    at = [p for _, p in characters]
    position = 0
    for piece in whole.splitlines(keepends=True) or [""] * listed:
        line = piece.splitlines()[0] if piece else ""
        ends = at[position + len(line)] if position + len(line) < len(at) else end
        yield _Line(line, (*at[position : position + len(line)], ends), end, listed)
        position += len(piece)


class _Placed(str):
    """A string of the JSON text, and where it stands there, without its quotes."""

    start: int
    end: int


def _scan(text: str, at: int, strict: bool = True) -> tuple[_Placed, int]:
    value, end = scanstring(text, at, strict)
    placed = _Placed(value)
    placed.start, placed.end = at, end - 1
    return placed, end


def _document(text: str) -> Any:
    decoder: Any = json.JSONDecoder()
    decoder.parse_string = _scan
    decoder.scan_once = py_make_scanner(decoder)
    return decoder.decode(text)


def _sources(text: str) -> Iterator[list[tuple[int, int, bool]]]:
    """Of each code cell, where the strings of its source stand."""
    document = _document(text)
    cells = document.get("cells")
    if cells is None:
        sheets = document.get("worksheets")
        cells = sheets[0].get("cells") if isinstance(sheets, list) and sheets else None
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", cell.get("input", ""))
        if isinstance(source, _Placed):
            yield [(source.start, source.end, False)]
        elif isinstance(source, list):
            yield [(item.start, item.end, True) for item in source if isinstance(item, _Placed)]
