"""Repairs a tree in memory: scan, edit, and scan what came out, until nothing is left to edit."""

from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path

from reach.config import Options
from reach.discover.roots import common_root
from reach.records.finding import Finding, Report
from reach.records.record import dataclass
from reach.records.repair import CallInstead, Edit, Fix, SetArgument, Span
from reach.repair.apply import by_path, collide, moved, unmoved, written
from reach.repair.errors import CannotEdit
from reach.repair.fixes import Fixer, reader
from reach.repair.pins import Pins
from reach.repair.texts import Text
from reach.scan import Progress, scan

MAX_ROUNDS = 6
"""Scans after which no more is changed. Calls inside of each other take one each."""

Wanted = Callable[[Finding, Fix], bool]


@dataclass(slots=True)
class Done:
    """A fix that was made."""

    finding: Finding
    """As it was when it was repaired."""
    fix: Fix
    line: int
    """Of the call, in the file as it was at first."""
    at: int
    """Where the call stands by now, in code points."""
    gone: bool = True
    """The last scan does not find it any more."""


@dataclass(slots=True)
class Repaired:
    """A tree after its repairs."""

    root: Path
    before: Report
    """The first scan."""
    after: Report
    """The last one."""
    done: list[Done] = field(default_factory=list)
    left: list[tuple[Finding, Fix | str]] = field(default_factory=list)
    """Findings that could be repaired but were not: the fix that nobody wanted, or the reason."""
    files: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """What each changed file was and is."""


def repair(
    paths: Sequence[Path],
    options: Options,
    pins: Pins,
    wanted: Wanted,
    progress: Progress | None = None,
) -> Repaired:
    """Repair what is wanted. Nothing is written; the last scan proves what it is worth."""
    root, _ = common_root(paths)
    before = report = scan(paths, options, progress)
    state = _Repairs(root, pins, wanted)
    for _ in range(MAX_ROUNDS):
        if not state.edit(report):
            break
        report = scan(paths, options, progress, overlay=state.overlay)
    state.prove(report)
    files = {path: (state.original[path], new) for path, new in state.overlay.items()}
    return Repaired(root, before, report, state.done, state.left, files)


class _Repairs:
    def __init__(self, root: Path, pins: Pins, wanted: Wanted) -> None:
        self.disk = reader(root)
        self.pins = pins
        self.wanted = wanted
        self.overlay: dict[str, bytes] = {}
        self.original: dict[str, bytes] = {}
        self.done: list[Done] = []
        self.left: list[tuple[Finding, Fix | str]] = []
        self.rounds: list[dict[str, list[Edit]]] = []
        self.refused: dict[str, str] = {}
        """Files that cannot be changed, and why."""

    def read(self, path: str) -> bytes | None:
        return self.overlay[path] if path in self.overlay else self.disk(path)

    def edit(self, report: Report) -> bool:
        """Make the edits of one round; whether there are any."""
        self.left = []
        fixer = Fixer(self.read, self.pins)
        chosen: list[tuple[list[Finding], Fix]] = []
        for group in _groups(self.asked(report, fixer)):
            fix = fixer.fix(*(f.plan for f in group if f.plan is not None))
            if not collide(fix, (other for _, other in chosen)):
                chosen.append((group, fix))
        return self.write(fixer, chosen)

    def asked(self, report: Report, fixer: Fixer) -> list[Finding]:
        """The findings that can be repaired, and shall be."""
        found = []
        for finding in report.findings:
            fix = self.fix(finding, fixer)
            if isinstance(fix, Fix) and self.wanted(finding, fix):
                found.append(finding)
            elif fix is not None:
                self.left.append((finding, fix))
        return found

    def fix(self, finding: Finding, fixer: Fixer) -> Fix | str | None:
        if finding.plan is None:
            return finding.unrepaired
        try:
            fix = fixer.fix(finding.plan)
        except CannotEdit as reason:
            return str(reason)
        refused = [self.refused[path] for path in by_path([fix]) if path in self.refused]
        return refused[0] if refused else fix if fix.edits else None

    def write(self, fixer: Fixer, chosen: list[tuple[list[Finding], Fix]]) -> bool:
        edits = by_path(fix for _, fix in chosen)
        new: dict[str, bytes] = {}
        for path, mine in edits.items():
            try:
                new[path] = written(fixer, path, mine)
            except CannotEdit as reason:
                self.refused[path] = str(reason)
        if any(path in self.refused for path in edits):
            kept = [(g, fix) for g, fix in chosen if not set(by_path([fix])) & set(self.refused)]
            return self.write(fixer, kept)
        for path, content in new.items():
            self.original.setdefault(path, self.read(path) or b"")
            self.overlay[path] = content
        for each in self.done:
            each.at = moved(each.at, edits.get(each.finding.location.path, ()))
        for group, fix in chosen:
            for finding in group:
                path = finding.location.path
                at = _place(finding, fixer)
                line = self.line(finding, at)
                self.done.append(Done(finding, fix, line, moved(at, edits.get(path, ()))))
        self.rounds.append(edits)
        return bool(edits)

    def line(self, finding: Finding, at: int) -> int:
        """The line of a finding before the edits of all rounds."""
        path = finding.location.path
        if finding.location.cell is not None or path not in self.original:
            return finding.location.line
        for edits in reversed(self.rounds):
            at = unmoved(at, edits.get(path, ()))
        return Text(path, self.original[path]).text.count("\n", 0, at) + 1

    def prove(self, report: Report) -> None:
        """Say of each fix whether its finding is gone."""
        fixer = Fixer(self.read, self.pins)
        still = {
            (f.rule, f.location.path, f.location.cell, _place(f, fixer)) for f in report.findings
        }
        for each in self.done:
            where = each.finding.location
            each.gone = (each.finding.rule, where.path, where.cell, each.at) not in still


def _place(finding: Finding, fixer: Fixer) -> int:
    """The code point at which the sink call begins; for notebooks, its line does."""
    try:
        file = fixer.text(finding.location.path)
    except CannotEdit:
        return 0
    where = finding.location
    before = where.column - 1 if where.cell is None else 0
    return file.line_start(where.line) + before


def _groups(findings: list[Finding]) -> list[list[Finding]]:
    """The findings of one call together: its changes are made at once."""
    groups: list[tuple[set[Span], list[Finding]]] = []
    for finding in findings:
        assert finding.plan is not None
        calls = {
            change.call
            for change in finding.plan.changes
            if isinstance(change, (SetArgument, CallInstead))
        }
        same = [group for group in groups if group[0] & calls]
        for group in same:
            groups.remove(group)
        joined = [f for _, group in same for f in group]
        groups.append((calls.union(*(spans for spans, _ in same)), [*joined, finding]))
    return [group for _, group in groups]
