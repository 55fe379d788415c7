"""Scans: of a tree, of a tree against what it was, and what a tree loads.

A tree in which nothing changed is not analysed again; the analysis, which takes longer to load than
to look for changes, is then not even loaded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reach.config import Options
from reach.discover.roots import common_root
from reach.errors import UsageError
from reach.records.finding import Notice, Report
from reach.records.record import dataclass

if TYPE_CHECKING:
    from reach.linking import Extract
    from reach.records.inventory import Inventory
    from reach.store.database import Database

DEFAULTS = Options()

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, what is done and what there is to do."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commit of the scanned tree."""

    name: str
    """The revision as it was given, and the commit."""
    report: Report
    renamed: dict[str, str]
    """Earlier paths of files, by their paths now."""


def scan(
    paths: Sequence[Path],
    options: Options = DEFAULTS,
    progress: Progress | None = None,
    store: "Database | None" = None,
    overlay: Mapping[str, bytes] | None = None,
    extract: "Extract | None" = None,
    tracked: frozenset[str] | None = None,
    lineage: bool = False,
) -> Report:
    """Scan a tree, or several that share a root, and report what is found. `overlay` stands in
    place of the content of some files, by their path below the root; `extract` may know the facts
    of some files already. `tracked` are the files that git tracks; None asks the index. `lineage`:
    also the models that the project makes."""
    root, below = common_root(paths)
    if overlay is not None or extract is not None:
        from reach import stages

        return stages.scan_tree(root, below, options, progress, overlay=overlay, extract=extract)
    return _scan(root, below, options, progress, store, tracked, lineage)


def scan_since(
    revision: str,
    paths: Sequence[Path],
    options: Options = DEFAULTS,
    progress: Progress | None = None,
    store: "Database | None" = None,
    lineage: bool = False,
) -> Report:
    """Scan a tree, and report what is new or worse than where it parted from a revision."""
    before = scan_before(revision, paths, options, progress, store)
    now = scan(paths, options, progress, store, lineage=lineage)
    from reach.judge.comparison import compare

    now = replace(now, notices=(*now.notices, *before.report.notices))
    return compare(now, before.report, before.name, before.renamed)


def scan_before(
    revision: str,
    paths: Sequence[Path],
    options: Options = DEFAULTS,
    progress: Progress | None = None,
    store: "Database | None" = None,
) -> Earlier:
    """Scan the commit that a tree and a revision have in common, at all grades. Its notices are
    what is not known of it."""
    from tempfile import TemporaryDirectory

    from reach.discover import history

    root, _ = common_root(paths)
    repository = history.find(root)
    if repository is None:
        raise UsageError(f"{root}: not in a git repository, so it has no revision {revision}")
    base = history.base_of(repository, revision)
    with TemporaryDirectory(prefix="reach-") as scratch:
        top = Path(scratch) / (repository.top.name or "root")
        laid_out = history.lay_out(repository, base, top)
        inside = root.resolve().relative_to(repository.top)
        tracked = laid_out.paths if inside == Path() else ()
        report = _scan_then(top / inside, options, progress, store, tracked)
        renamed = history.renamed(top / inside, root)
    notices = tuple(Notice(s.path, f"{revision}: {s.reason}") for s in laid_out.skipped)
    return Earlier(base.name, replace(report, root=str(root), notices=notices), renamed)


def _scan_then(
    root: Path,
    options: Options,
    progress: Progress | None,
    store: "Database | None",
    tracked: Iterable[str],
) -> Report:
    """Scan what was laid out, whatever grades are asked for today."""
    if not root.exists():
        return Report(str(root), (), (), (), 0, 0)
    every = replace(options, min_grade="dormant")
    return _scan(root, [], every, progress, store, frozenset(tracked))


def models(
    paths: Sequence[Path],
    options: Options = DEFAULTS,
    progress: Progress | None = None,
    store: "Database | None" = None,
) -> "Inventory":
    """What a tree loads, and what it makes of that: every artifact, with everybody who loads it."""
    every = replace(options, min_grade="dormant")
    return inventory(scan(paths, every, progress, store, lineage=True), options)


def inventory(report: Report, options: Options) -> "Inventory":
    """What a scanned tree loads: with the files of the tree that it loads, and what is publicly
    reported about it."""
    from reach.discover.weights import Weights
    from reach.inventory import collect
    from reach.inventory.reports import Reports

    files = Weights(Path(report.root)).whole
    return collect(report, files, Reports(options.feeds, report.lock))


def _scan(
    root: Path,
    below: list[str],
    options: Options,
    progress: Progress | None,
    store: "Database | None",
    tracked: frozenset[str] | None = None,
    lineage: bool = False,
) -> Report:
    """The report of an earlier scan where nothing has changed; otherwise a new one."""
    if store is not None:
        from reach.store.reports import recall

        if progress is not None:
            progress("Looking for changes", 0, 0)
        known = recall(store, root, below, options, tracked, lineage)
        if known is not None:
            return known
    if progress is not None:
        progress("Starting", 0, 0)
    from reach import stages

    return stages.scan_tree(root, below, options, progress, store, tracked, lineage=lineage)


def callgraph(path: Path, options: Options) -> dict[str, list[str]]:
    """The call graph of a tree: callers with their callees, by fully qualified name."""
    from reach import linking

    return linking.callgraph(path, options)
