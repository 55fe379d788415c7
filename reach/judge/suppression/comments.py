"""Comments `# reach: ignore[rules] until DATE reason`, in Python and in deployment files."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from reach.extract.files import Extracted
from reach.identify.places import Places
from reach.later import regex
from reach.records.code import FileFacts
from reach.records.finding import Location
from reach.records.record import dataclass

_WRITTEN = regex(
    r"#\s*reach:\s*ignore\s*(?:\[([^\]]*)\])?\s*(?:until\s+([^\s:]+))?[\s:-]*(.*)", re.DOTALL
)
_IN_TEXT = regex(r"(?:^|(?<=\s))#\s*reach:\s*ignore\b.*$")
_MAX_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, the code that it speaks of, and what it says."""

    location: Location
    covers: Location
    rules: tuple[str, ...]
    until: str
    reason: str

    @property
    def day(self) -> date | None:
        """The last day on which it counts; ValueError where that is no date."""
        return date.fromisoformat(self.until) if self.until else None

    def speaks_of(self, place: Location) -> bool:
        """Whether the place is in the code that it speaks of, or the other way round."""
        covers = self.covers
        if (covers.path, covers.cell) != (place.path, place.cell):
            return False
        return (covers.line, covers.column) < (place.end_line, place.end_column) and (
            place.line,
            place.column,
        ) < (covers.end_line, covers.end_column)


def comments_of(
    facts: Collection[Extracted], others: Iterable[str], places: Places
) -> list[Comment]:
    """The comments of the Python files, and of these other files."""
    found = list(_of_python(facts, places))
    seen = {(comment.location.path, comment.location.line) for comment in found}
    python = {file.path for file in facts if isinstance(file, FileFacts)}
    for path in sorted(set(others) - python):
        found += (c for c in _of_text(path, places) if (path, c.location.line) not in seen)
    return found


def _of_python(facts: Iterable[Extracted], places: Places) -> Iterator[Comment]:
    for file in facts:
        if not isinstance(file, FileFacts) or not file.ignores:
            continue
        source = places.source(file.path)
        if source is None:
            continue
        for start, end, first, last in file.ignores:
            text = source.text[start:end].decode("utf-8", "replace")
            where, covers = (
                places.region(file.path, start, end),
                places.region(file.path, first, last),
            )
            yield _comment(text, where, covers)


def _of_text(path: str, places: Places) -> Iterator[Comment]:
    """Those of a file in which `#` begins a comment: after a command, or above it."""
    lines = places.lines(path)
    for number, line in enumerate(lines[:_MAX_LINES], start=1):
        match = _IN_TEXT.search(line) if "reach:" in line else None
        if match is None:
            continue
        where = Location(path, number, match.start() + 1, number, len(line) + 1)
        target = number
        if not line[: match.start()].strip():
            below = enumerate(lines[number:], start=number + 1)
            target = next((n for n, text in below if _is_code(text)), number)
        yield _comment(match[0], where, Location(path, target, 1, target, 1 << 30))


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _comment(text: str, where: Location, covers: Location) -> Comment:
    match = _WRITTEN.match(text)
    assert match is not None
    rules = tuple(rule.strip() for rule in (match[1] or "").split(",") if rule.strip())
    return Comment(where, covers, rules, match[2] or "", " ".join(match[3].split()))
