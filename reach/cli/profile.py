"""Time and memory of each stage, for people who report slowness."""

import os
import sys
from time import perf_counter
from types import TracebackType
from typing import NamedTuple

from reach.cli.terminal import Progress

_MIB = 1024 * 1024


class Stage(NamedTuple):
    """What one stage took: seconds on the clock and of all processes, and peak memory so far."""

    name: str
    seconds: float
    cpu: float
    peak: float
    """MiB; of this process, and of its largest worker."""


class Profile:
    """Hears of the stages as progress does, and passes it on."""

    def __init__(self, tell: Progress | None, wanted: bool) -> None:
        self.tell = tell
        self.wanted = wanted
        self.stages: list[Stage] = []
        self._name = ""
        self._began = (perf_counter(), _cpu())

    def __call__(self, stage: str, done: int, total: int) -> None:
        """A stage is at work."""
        if stage != self._name:
            self._end()
            self._name = stage
        if self.tell is not None and total:
            self.tell(stage, done, total)

    def __enter__(self) -> "Profile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        if self.wanted:
            print(self.table(), file=sys.stderr)

    def _end(self) -> None:
        now = (perf_counter(), _cpu())
        if self._name:
            clock, cpu = (b - a for a, b in zip(self._began, now, strict=True))
            self.stages.append(Stage(self._name, clock, cpu, _peak()))
        self._began = now

    def table(self) -> str:
        """All stages, one on a line."""
        rows = [f"{'stage':<24}{'seconds':>9}{'CPU':>9}{'peak MiB':>10}"]
        rows += [f"{s.name:<24}{s.seconds:>9.2f}{s.cpu:>9.2f}{s.peak:>10.0f}" for s in self.stages]
        total, cpu = sum(s.seconds for s in self.stages), sum(s.cpu for s in self.stages)
        rows.append(f"{'all':<24}{total:>9.2f}{cpu:>9.2f}{_peak():>10.0f}")
        return "\n".join(rows)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak() -> float:
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    unit = _MIB if sys.platform == "darwin" else 1024
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / unit
