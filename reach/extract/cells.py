"""Where the lines of a notebook's cells stand in its JSON text."""

import bisect
import json
import re
from collections.abc import Iterator
from itertools import accumulate

from reach.later import regex

_STRING = regex(r'"((?:[^"\\]++|\\.)*+)"')
_CHARACTER = regex(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\.|[^\\]", re.DOTALL
)
"""What stands for one character in a JSON string."""

Place = tuple[int, int]
"""1-based line, and characters before the text on it."""


def plain_lines(source: object) -> Iterator[str]:
    """The lines of a cell, which are a list or one text."""
    if isinstance(source, str):
        yield from source.splitlines(keepends=True)
    elif isinstance(source, list):
        yield from (part for part in source if isinstance(part, str))


class LineFinder:
    """Goes through the strings of a valid document once, in the order in which cells are asked for;
    text that is somewhere else is not found, and is then where the last one was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [*accumulate((len(line) + 1 for line in text.split("\n")), initial=0)][:-1]
        self.strings = _STRING.finditer(text)
        self.at = 0

    def lines(self, source: object) -> Iterator[tuple[str, Place]]:
        """The lines of a cell, which are a list or one text."""
        if isinstance(source, str):
            yield from self._of_text(source)
        elif isinstance(source, list):
            for part in source:
                if isinstance(part, str):
                    self._find(part)
                    yield part, self._place(self.at)

    def _of_text(self, source: str) -> Iterator[tuple[str, Place]]:
        found = self._find(source)
        written = _CHARACTER.finditer(found[1] if found is not None else "")
        start = self.at + 1
        before = 0
        for part in source.splitlines(keepends=True):
            line, column = self._place(start + before)
            yield part, (line, column - 1)  # as if a quote stood before it
            for _ in part:
                character = next(written, None)
                before += len(character[0]) if character is not None else 0

    def _find(self, part: str) -> re.Match[str] | None:
        """Move on to a string with this content."""
        encoded = json.dumps(part), json.dumps(part, ensure_ascii=False)
        for found in self.strings:
            if found[0] in encoded or (
                "\\" in found[1]
                and part.startswith(found[1].partition("\\")[0])
                and json.loads(found[0], strict=False) == part
            ):
                self.at = found.start()
                return found
        return None

    def _place(self, at: int) -> Place:
        line = bisect.bisect_right(self.starts, at) - 1
        return line + 1, at - self.starts[line] + 1
