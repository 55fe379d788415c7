"""Files as they are on disk, and the offsets of the analysis in them."""

import bisect
import codecs
import re
from dataclasses import field

from reach.extract.sources import declared_encoding, decode
from reach.records.finding import Location
from reach.records.record import dataclass
from reach.records.repair import Edit
from reach.repair.errors import CannotEdit


@dataclass(slots=True)
class Text:
    """A Python file: its bytes, and the text they stand for."""

    path: str
    raw: bytes
    text: str = field(init=False)
    code: bytes = field(init=False)
    """The text as it was analysed, in UTF-8."""
    encoding: str = field(init=False)
    _lines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.code = decode(self.raw)
        self.text = self.code.decode("utf-8")
        self.encoding = "utf-8"
        if not self.raw.startswith(codecs.BOM_UTF8):
            self.encoding = declared_encoding(self.raw)
        if self.bytes_of(self.text) != self.raw:
            raise CannotEdit(f"its encoding {self.encoding} does not lead back to the same bytes")
        self._lines = [0, *(found.end() for found in re.finditer("\n", self.text))]

    @property
    def newline(self) -> str:
        """How the file ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def bytes_of(self, text: str) -> bytes:
        """The bytes of a text in the encoding of the file."""
        mark = codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""
        try:
            return mark + text.encode(self.encoding)
        except UnicodeEncodeError:
            raise CannotEdit(f"its encoding {self.encoding} has not all letters") from None

    def slice(self, start: int, end: int) -> str:
        """The text between two offsets of the analysis."""
        return self.code[start:end].decode("utf-8")

    def at(self, offset: int) -> int:
        """The code point at an offset of the analysis."""
        return len(self.code[:offset].decode("utf-8", "replace"))

    def line_start(self, number: int) -> int:
        """The code point at which a 1-based line begins."""
        return self._lines[min(number, len(self._lines)) - 1]

    def edits(self, start: int, end: int, text: str) -> list[Edit]:
        """The edits that put a text in place of what stands between two code points."""
        return [Edit(location(self.path, self._lines, start, end), start, end, text)]


def location(path: str, lines: list[int], start: int, end: int) -> Location:
    """Where two code points stand, by the starts of all lines."""
    first = bisect.bisect_right(lines, start) - 1
    last = bisect.bisect_right(lines, end) - 1
    return Location(path, first + 1, start - lines[first] + 1, last + 1, end - lines[last] + 1)
