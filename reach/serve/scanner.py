"""Scans of one folder: the whole of it, or only what changed since.

A scan of the whole is right, and takes seconds where there is much code. So that an edit is
answered at once, the edited file is first looked at alone, as it was in the last whole scan and as
it is: what that changes is changed in the last report."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from reach.config import Options
from reach.discover import discover
from reach.extract.files import Extracted, extract_file
from reach.lock import locked
from reach.records.finding import Finding
from reach.records.project import Project, SourceFile
from reach.records.record import dataclass
from reach.repair.pins import Pins
from reach.serve.memory import Memory
from reach.serve.provisional import provisional
from reach.serve.worker import Answer, Check, Job
from reach.stages import scan_tree
from reach.store.rulesets import known

MOST_FILES = 4
"""Edited files that are looked at one by one."""

_KEPT = 16


@dataclass(frozen=True, slots=True)
class _Base:
    """The last whole scan."""

    answer: Answer
    project: Project


class Scanner:
    """Knows the last whole scan, and the facts of all files."""

    def __init__(
        self, root: Path, options: Options, progress: Callable[[str, int, int], None]
    ) -> None:
        # Processes are not forked from a program with threads: locks of theirs would stay shut.
        self._root, self._options, self._progress = root, replace(options, jobs=1), progress
        self._memory = Memory()
        self._base: _Base | None = None
        self._alone: dict[tuple[str, bytes], tuple[Finding, ...]] = {}

    def whole(self, job: Job, check: Check) -> Answer | None:
        """Scan everything. The first scan is not given up: there is nothing to show before."""
        base = self._base
        if base is not None and not job.disk and not self._changed(base, job):
            return replace(base.answer, job=job)

        def tell(stage: str, done: int, total: int) -> None:
            if base is not None:
                check()
            self._progress(stage, done, total)

        ruleset = known(None, self._options.rules)
        project = discover(self._root, self._options.exclude, ruleset.commands, overlay=job.overlay)
        report = scan_tree(
            self._root,
            [],
            self._options,
            tell,
            overlay=job.overlay,
            extract=self._memory.extract,
            project=project,
        )
        answer = Answer(job, report, Pins(locked(self._root)[0]))
        self._base = _Base(answer, project)
        return answer

    def at_once(self, job: Job, check: Check) -> Answer | None:
        """What the edited files change in the last report; None where only a scan can tell."""
        base = self._base
        if base is None:
            return None
        changed = self._changed(base, job)
        if len(changed) > MOST_FILES or not all(path.endswith(".py") for path in changed):
            return None
        report = base.answer.report
        for path, (old, new) in changed.items():
            check()
            before, after = self._look(base, path, old), self._look(base, path, new)
            if before is None or after is None:
                return None
            report = provisional(report, path, (old, new), (before, after))
        return Answer(job, report, base.answer.pins, whole=not (changed or job.disk))

    def _changed(self, base: _Base, job: Job) -> dict[str, tuple[bytes, bytes]]:
        """The files with another text than in the last whole scan, before and after."""
        last = base.answer.job.overlay
        found = {}
        for path in sorted({*last, *job.overlay}):
            old, new = self._text(path, last), self._text(path, job.overlay)
            if old is not None and new is not None and old != new:
                found[path] = (old, new)
        return found

    def _text(self, path: str, overlay: Mapping[str, bytes]) -> bytes | None:
        if path in overlay:
            return overlay[path]
        try:
            return (self._root / path).read_bytes()
        except OSError:
            return None

    def _look(self, base: _Base, path: str, content: bytes) -> tuple[Finding, ...] | None:
        """The findings of a file that is looked at alone, with the versions and settings of the
        project around it."""
        key = (path, content)
        if key not in self._alone:
            source = next((s for s in base.project.sources if s.path == path), None)
            if source is None:
                return None
            found = self._scan_alone(base.project, replace(source, content=content))
            while len(self._alone) >= _KEPT:
                del self._alone[next(iter(self._alone))]
            self._alone[key] = found
        return self._alone[key]

    def _scan_alone(self, project: Project, source: SourceFile) -> tuple[Finding, ...]:
        def extract(sources: object, jobs: int, progress: object) -> list[Extracted]:
            return [extract_file(source)]

        alone = replace(project, sources=(source,), launches=(), scripts=())
        every = replace(self._options, min_grade="dormant")
        report = scan_tree(self._root, [], every, extract=extract, project=alone)
        return tuple(f for f in report.findings if f.location.path == source.path)
