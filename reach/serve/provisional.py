"""A report, brought up to an edit of one file by what that file says when it is looked at alone.

A finding that the file alone has lost is dropped, one that it has gained is added, without a way
to it; all others stay, and their places move with the text. What the edit means for other files,
only a scan can tell."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from reach.records.finding import Finding, Location, Report

Pair = tuple[tuple[Finding, ...], tuple[Finding, ...]]

_Key = tuple[str, str, str, int]


def provisional(report: Report, path: str, texts: tuple[bytes, bytes], alone: Pair) -> Report:
    """The report after an edit. `alone` are the findings of the file alone, before and after."""
    before, after = (dict(_numbered(found)) for found in alone)
    calls = {f.location: after[key].location for key, f in before.items() if key in after}
    moved = Moved(path, *texts, calls)
    places = {(f.rule, f.sink, f.location): key for key, f in before.items()}
    kept = []
    for finding in report.findings:
        key = places.get((finding.rule, finding.sink, finding.location))
        if key is not None and key not in after:
            continue
        now = moved.shifted(finding)
        if key is not None:
            now = _as_now(now, after[key])
        elif finding.location.path == path:
            now = replace(now, plan=None)
        kept.append(now)
    known = {(f.rule, f.sink, f.location) for f in kept}
    new = [
        _without_way(f)
        for key, f in after.items()
        if key not in before and (f.rule, f.sink, f.location) not in known
    ]
    loads = tuple(moved.shifted(load) for load in report.loads)
    return replace(report, findings=(*kept, *new), loads=loads)


def _as_now(finding: Finding, alone: Finding) -> Finding:
    """A finding with the place and the text that it has now."""
    plan = alone.plan if finding.plan is not None else None
    return replace(finding, location=alone.location, snippet=alone.snippet, plan=plan)


def _without_way(finding: Finding) -> Finding:
    """A new finding: nobody has looked for who gets there."""
    message = finding.message.replace(", reached by no entry point", "", 1)
    return replace(finding, message=message)


def _numbered(findings: Iterable[Finding]) -> list[tuple[_Key, Finding]]:
    """Findings by rule, sink and function, and by their order there."""
    counts: Counter[tuple[str, str, str]] = Counter()
    found = []
    for finding in sorted(findings, key=lambda f: f.location):
        key = (finding.rule, finding.sink, finding.function)
        found.append(((*key, counts[key]), finding))
        counts[key] += 1
    return found


class Moved:
    """Moves places of a file with its text; those of calls that are known go where these are."""

    def __init__(
        self, path: str, old: bytes, new: bytes, calls: Mapping[Location, Location]
    ) -> None:
        self._path = path
        self._calls = calls
        self._lines = _line_map(old.split(b"\n"), new.split(b"\n"))
        self._memo: dict[int, tuple[Any, Any]] = {}

    def shifted(self, record: Any) -> Any:
        """A record in which all places of the file are where they are now."""
        if isinstance(record, Location):
            return self._location(record) if record.path == self._path else record
        known = self._memo.get(id(record))
        if known is not None:
            return known[1]
        result = record
        if isinstance(record, tuple):
            items = tuple(self.shifted(item) for item in record)
            if any(a is not b for a, b in zip(items, record, strict=True)):
                result = items
        elif is_dataclass(record) and not isinstance(record, type):
            values = {f.name: getattr(record, f.name) for f in fields(record)}
            changed = {name: self.shifted(value) for name, value in values.items()}
            new = {name: value for name, value in changed.items() if value is not values[name]}
            result = replace(record, **new) if new else record
        self._memo[id(record)] = (record, result)
        return result

    def _location(self, where: Location) -> Location:
        if where in self._calls:
            return self._calls[where]
        line, end = self._line(where.line), self._line(where.end_line)
        return replace(where, line=line, end_line=max(line, end))

    def _line(self, line: int) -> int:
        at = min(line, len(self._lines)) - 1
        return self._lines[at] if at >= 0 else line


def _line_map(old: list[bytes], new: list[bytes]) -> list[int]:
    """For each old line, the 1-based line where it is now; the one before, where it is gone."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    found = list(range(1, head + 1))
    middle = difflib.SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    inside = {
        block.a + n: block.b + n
        for block in middle.get_matching_blocks()
        for n in range(block.size)
    }
    for n in range(len(old) - tail - head):
        found.append(head + inside[n] + 1 if n in inside else max(found[-1] if found else 1, 1))
    found += range(len(new) - tail + 1, len(new) + 1)
    return found
