"""Scan, and compare with what was before where that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reach.cli.show import from_top
from reach.cli.terminal import Progress
from reach.config import Options
from reach.discover.roots import common_root
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.records.finding import Report
    from reach.store.database import Database


@dataclass(frozen=True, slots=True)
class Earlier:
    """What to compare with: a report, a revision, or nothing."""

    baseline: Path | None
    diff_base: str | None

    def __post_init__(self) -> None:
        if self.baseline is not None and self.diff_base is not None:
            raise UsageError("--baseline and --diff-base: give one of them")

    def scan(
        self,
        roots: Sequence[Path],
        options: Options,
        tell: Progress | None,
        store: "Database | None",
        lineage: bool = False,
    ) -> "Report":
        """The report; only what is new or worse, where there is something to compare with."""
        from reach import scan as engine

        if self.diff_base is not None:
            return engine.scan_since(self.diff_base, roots, options, tell, store, lineage)
        if self.baseline is None:
            return engine.scan(roots, options, tell, store, lineage=lineage)
        from reach.judge.comparison import compare
        from reach.output.reading import read

        before = read(self.baseline, from_top(common_root(roots)[0]))
        now = engine.scan(roots, options, tell, store, lineage=lineage)
        return compare(now, before, str(self.baseline))
