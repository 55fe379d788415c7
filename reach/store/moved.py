"""A report after changes that say nothing to the analysis: the same, a few lines away.

Where only comments, blank lines and documentation of some files have changed, what was found is
still there. Only places have moved: they are set anew, and so are those that sentences name.
"""

import bisect
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from reach.extract.bare import Bare
from reach.extract.same import moves
from reach.extract.sources import decode, line_starts
from reach.later import regex
from reach.records.finding import Finding, Guarded, Notice, Report, Suppression, Unknown
from reach.records.location import Location
from reach.records.repair import Plan, Span
from reach.store.database import Database
from reach.store.texts import SUFFIXES, Known, known_of, read, texts_of

MOST = 200
"""Files that may have changed; reading more than these takes longer than it saves."""

_READ_AS_TEXT = ("setup.py",)
"""Files that say something to others than Python."""

_LINE = regex(r"\b(on|in) line (\d+)\b")


class _LostError(Exception):
    """A place is no longer there."""


def moved(
    database: Database,
    report: Report,
    root: Path,
    changed: Mapping[str, bytes],
    known: Mapping[str, bytes],
) -> Report | None:
    """What a report says now that some files have other content, by its digests and by those that
    it was made of; None where more than comments, blank lines and documentation may differ."""
    if len(changed) > MOST or not all(map(_may_have_moved, changed)):
        return None
    files: dict[str, _File] = {}
    before = texts_of(database, (known[path] for path in changed))
    for path, earlier in zip(changed, before, strict=True):
        file = _compared(path, earlier, root) if earlier is not None else None
        if file is None:
            return None
        files[path] = file
    try:
        found: Report = _Move(files).of(report)
    except _LostError:
        return None
    return found


def _may_have_moved(path: str) -> bool:
    return path.endswith(SUFFIXES) and path.rpartition("/")[2] not in _READ_AS_TEXT


def _compared(path: str, earlier: Known, root: Path) -> "_File | None":
    raw = read(root / path)
    if raw is not None and b"marimo.App(" in raw:  # where a cell begins is read from its lines
        return None
    now = known_of(raw) if raw is not None else None
    if raw is None or now is None or earlier.imports != now.imports:
        return None
    lines = moves(earlier.bare, now.bare, decode(raw))
    return _File(path, earlier.bare, now.bare, lines) if lines is not None else None


class _File:
    """Where the lines of a file are now."""

    def __init__(self, path: str, before: Bare, after: Bare, lines: dict[int, int]) -> None:
        self._lines = lines
        self._before, self._after = line_starts(before.text), line_starts(after.text)
        tops = [[Location(path, 1, 1, *end) for end in each.first] for each in (before, after)]
        whole = list(zip(tops[0], tops[1], strict=True))
        self._top = {} if whole[0][0] == whole[1][0] and whole[0] != whole[1] else dict(whole)

    def place(self, place: Location) -> Location:
        """Where a region is now. The first line of a file may stand for all of it."""
        if place.line == place.column == 1 and self._lines.get(1) != 1:
            if 1 in self._lines or place not in self._top:
                raise _LostError
            return self._top[place]
        line = self.line(place.line)
        end = line if place.end_line == place.line else self.line(place.end_line)
        return replace(place, line=line, end_line=end)

    def line(self, line: int) -> int:
        """Where a line is now."""
        found = self._lines.get(line)
        if found is None:
            raise _LostError
        return found

    def offset(self, offset: int) -> int:
        """Where a byte is now."""
        line = bisect.bisect_right(self._before, offset)
        return offset - self._before[line - 1] + self._after[self.line(line) - 1]


class _Move:
    """Sets the places in a report anew."""

    def __init__(self, files: dict[str, _File]) -> None:
        self._files = files
        longest_first = sorted(files, key=len, reverse=True)
        self._named = re.compile(rf"(?<![\w./-])({'|'.join(map(re.escape, longest_first))}):(\d+)")
        self._made: dict[int, tuple[object, Any]] = {}
        self._here: _File | None = None

    def of(self, value: Any) -> Any:
        """A record, or a tuple of them, with its places as they are now."""
        if isinstance(value, tuple):
            return tuple([self.of(each) for each in value])
        if not is_dataclass(value) or isinstance(value, type):
            return value
        if isinstance(value, (Finding, Guarded)):
            self._here = self._files.get(value.location.path)
        elif id(value) in self._made and not isinstance(value, _TELLING):
            return self._made[id(value)][1]
        made = self._record(value)
        self._made[id(value)] = value, made
        return made

    def _record(self, value: Any) -> Any:
        if isinstance(value, Location):
            return self._location(value)
        if isinstance(value, Span):
            return self._span(value)
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        found = {name: self.of(part) for name, part in parts.items()}
        if isinstance(value, _TELLING):
            found |= {name: self._told(part) for name, part in found.items() if name not in _EXACT}
        if isinstance(value, (Notice, Suppression)):
            found["line"] = self._line(value.path, value.line)
        if isinstance(value, Report):
            skipped = ((p, self._line(p, line), reason) for p, line, reason in value.skipped)
            found["skipped"] = tuple(skipped)
        return type(value)(**found)

    def _location(self, place: Location) -> Location:
        file = self._files.get(place.path)
        return place if file is None else file.place(place)

    def _span(self, span: Span) -> Span:
        file = self._files.get(span.path)
        if file is None:
            return span
        start, end = (file.offset(offset) for offset in (span.start, span.end))
        return Span(span.path, start, end)

    def _line(self, path: str, line: int | None) -> int | None:
        file = self._files.get(path)
        return line if file is None or line is None else file.line(line)

    def _told(self, text: Any) -> Any:
        """A sentence that may name places."""
        if isinstance(text, tuple):
            return tuple([self._told(each) for each in text])
        if not isinstance(text, str):
            return text
        text = self._named.sub(lambda m: f"{m[1]}:{self._files[m[1]].line(int(m[2]))}", text)
        here = self._here
        if here is None:
            return text
        return _LINE.sub(lambda m: f"{m[1]} line {here.line(int(m[2]))}", text)


_TELLING = (Finding, Guarded, Notice, Plan, Unknown)
"""Records with sentences."""

_EXACT = frozenset("fingerprint rule grade function sink snippet path kind about".split())
"""Texts of theirs that are none."""
