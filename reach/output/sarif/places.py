"""Where things are, in SARIF's terms: relative URIs and regions in UTF-16 columns."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import sarif_om as om

from reach.later import regex
from reach.output.phrases import joined, place
from reach.output.sarif.fingerprints import line_hashes
from reach.output.sarif.messages import plain_text
from reach.records.finding import Location
from reach.records.secrets import redacted_code

ROOT = "%SRCROOT%"
SNIPPET_LIMIT = 2000
CONTEXT_LINES = 2
_LINE_END = regex(r"\r\n|\n|\r")

ReadSource = Callable[[str], str | None]


class Places:
    """Regions of the scanned files; each file is read and split at most once."""

    def __init__(self, read_source: ReadSource, prefix: str = "") -> None:
        self._read = read_source
        self._prefix = prefix
        self._lines: dict[str, list[str] | None] = {}
        self._hashes: dict[str, list[str]] = {}

    def artifact(self, path: str) -> Any:
        """The file, relative to the root of the sources."""
        return om.ArtifactLocation(uri=uri(joined(self._prefix, path)), uri_base_id=ROOT)

    def label(self, where: Location) -> str:
        """The place as text, for messages."""
        return place(where, self._prefix)

    def point(self, path: str, line: int | None) -> Any:
        """A file, or the start of one of its lines."""
        region = None if line is None else om.Region(start_line=max(1, line))
        physical = om.PhysicalLocation(artifact_location=self.artifact(path), region=region)
        return om.Location(physical_location=physical)

    def physical(self, where: Location, snippet: str = "", context: bool = False) -> Any:
        """The region, with the text it holds and the lines around it where asked for."""
        return om.PhysicalLocation(
            artifact_location=self.artifact(where.path),
            region=self._region(where, snippet),
            context_region=self._context(where) if context else None,
        )

    def region(self, where: Location) -> Any:
        """The region alone, as it stands in the file."""
        return self._region(where, "")

    def line_hash(self, where: Location) -> str | None:
        """GitHub's hash of the first line of the region; None if the file cannot be read."""
        if where.path not in self._hashes:
            text = self._read(where.path)
            self._hashes[where.path] = [] if text is None else line_hashes(text)
        hashes = self._hashes[where.path]
        return hashes[where.line - 1] if 0 < where.line <= len(hashes) else None

    def _region(self, where: Location, snippet: str) -> Any:
        line = max(1, where.line)
        end_line = max(line, where.end_line)
        start, end = self._column(where, line, where.column), where.end_column
        end = self._column(where, end_line, end)
        content = om.ArtifactContent(text=plain_text_lines(snippet)) if snippet else None
        return om.Region(
            start_line=line,
            start_column=start,
            end_line=end_line,
            end_column=max(start, end) if line == end_line else end,
            snippet=content,
        )

    def _column(self, where: Location, line: int, column: int) -> int:
        before = (self._line(where.path, line) or "")[: max(1, column) - 1]
        return max(1, column) + sum(char > "\uffff" for char in before)

    def _line(self, path: str, line: int) -> str | None:
        lines = self._lines_of(path)
        return lines[line - 1] if lines is not None and line <= len(lines) else None

    def _lines_of(self, path: str) -> list[str] | None:
        if path not in self._lines:
            text = self._read(path)
            self._lines[path] = None if text is None else _split(text)
        return self._lines[path]

    def _context(self, where: Location) -> Any:
        lines = self._lines_of(where.path)
        if not lines or not 0 < where.line <= where.end_line <= len(lines):
            return None
        first = max(1, where.line - CONTEXT_LINES)
        last = min(len(lines), where.end_line + CONTEXT_LINES)
        text = redacted_code("\n".join(lines[first - 1 : last]))
        if len(text) > SNIPPET_LIMIT:
            return None
        content = om.ArtifactContent(text=plain_text_lines(text))
        return om.Region(start_line=first, end_line=last, snippet=content)


def _split(text: str) -> list[str]:
    """The lines of a file; a last line end starts no further line."""
    lines = _LINE_END.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def uri(path: str) -> str:
    """A relative URI reference; bytes of a file name that are not UTF-8 come out as they are."""
    return quote(name_bytes(path), safe="/") or "."


def name_bytes(path: str) -> bytes:
    """What a URI stands for: the bytes of a file name, without a slash before it."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "backslashreplace")
    return data.lstrip(b"/")


def plain_text_lines(text: str) -> str:
    """A snippet, line for line, its hidden characters written as escapes."""
    lines = _LINE_END.split(text[:SNIPPET_LIMIT])
    return "\n".join(plain_text(line.expandtabs(4), SNIPPET_LIMIT) for line in lines)
