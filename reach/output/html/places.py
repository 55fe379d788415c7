"""Places of a report with the code that stands there, each once."""

from collections.abc import Callable
from typing import Any

from reach.later import regex
from reach.output.escape import ELLIPSIS, visible
from reach.records.finding import Location
from reach.records.secrets import redacted_code

ReadSource = Callable[[str], str | None]

CONTEXT = 2
"""Lines shown around a sink call."""
CALL_LINES = 12
"""Lines of a sink call that are shown; longer calls are cut."""
WIDTH = 240
"""Characters of a line that are shown."""
LEAD = 60
"""Characters kept before the marked part of a line that is too long."""
_LINE_END = regex(r"\r\n|\n|\r")

_WORD = regex(r"[\w.]*")

Marked = list[str]
"""A line in three parts: before what is meant, what is meant, after it."""


class Places:
    """A table of places; what refers to one gives its number."""

    def __init__(self, read_source: ReadSource) -> None:
        self._read = read_source
        self._numbers: dict[Location, int] = {}
        self._lines: dict[str, list[str]] = {}
        self.table: list[list[Any]] = []
        """Of each place: path, line, column, notebook cell, and its first line of code."""

    def number(self, where: Location | None) -> int | None:
        """The number of a place in the table."""
        if where is None:
            return None
        if where not in self._numbers:
            self._numbers[where] = len(self.table)
            self.table.append(
                [
                    visible(where.path),
                    where.line,
                    where.column,
                    where.cell,
                    self._marked(where, where.line, dedent=None),
                ]
            )
        return self._numbers[where]

    def excerpt(self, where: Location) -> list[list[Any]]:
        """The call and the lines around it: number and marked parts of each line."""
        lines = self._of(where.path)
        if where.cell is not None or not 0 < where.line <= len(lines):
            return []
        first = max(1, where.line - CONTEXT)
        last = min(len(lines), where.end_line, where.line + CALL_LINES)
        last = min(len(lines), last + CONTEXT)
        texts = [lines[n - 1] for n in range(first, last + 1)]
        margin = min((_margin(text) for text in texts if text.strip()), default=0)
        numbers = range(first, last + 1)
        return [[n, *(self._marked(where, n, dedent=margin) or ["", "", ""])] for n in numbers]

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            text = self._read(path)
            self._lines[path] = [] if text is None else _LINE_END.split(text)
        return self._lines[path]

    def _marked(self, where: Location, line: int, *, dedent: int | None) -> Marked | None:
        lines = self._of(where.path)
        if where.cell is not None or not 0 < line <= len(lines) or _is_whole_file(where):
            return None
        text = lines[line - 1]
        margin = _margin(text)
        start, end = margin, len(text)
        if line == where.line:
            start = max(margin, where.column - 1)
        if line == where.end_line:
            end = max(start, where.end_column - 1)
            end = max(end, _word_end(text, max(start, end - 1)))  # no name is cut in two
        if not where.line <= line <= where.end_line:
            start = end = len(text)
        cut = margin if dedent is None else min(dedent, margin)
        parts = text[cut:start], text[start:end], text[end:]
        return _shortened(*(redacted_code(part) for part in parts))


def _is_whole_file(where: Location) -> bool:
    return (where.line, where.column, where.end_line, where.end_column) == (1, 1, 1, 1)


def _word_end(text: str, start: int) -> int:
    word = _WORD.match(text, start)
    return start if word is None else word.end()


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip(" \t\f"))


def _shortened(before: str, marked: str, after: str) -> Marked:
    if len(before) + len(marked) + len(after) > WIDTH and len(before) > LEAD:
        before = ELLIPSIS + before[-LEAD:]
    room = max(0, WIDTH - len(before))
    if len(marked) > room:
        marked, after = marked[:room] + ELLIPSIS, ""
    room -= len(marked)
    if len(after) > max(0, room):
        after = after[: max(0, room)] + ELLIPSIS
    return [_shown(part) for part in (before, marked, after)]


def _shown(text: str) -> str:
    """Hidden characters as escapes; tabs as spaces, for they are ordinary in code."""
    return visible(text.replace("\t", "    "))
