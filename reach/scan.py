"""The order of the stages: the one place that knows it."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from reach import feed
from reach.config import Options
from reach.discover import discover
from reach.discover.digests import digests
from reach.discover.reader import reader
from reach.errors import LockError, UsageError
from reach.extract.files import Extracted, extract_all
from reach.feed import Matcher
from reach.flow.evaluator import Evaluator
from reach.flow.program import Program
from reach.graph.build import CallGraph, build
from reach.graph.entries import STRENGTH, find_entries
from reach.graph.export import named
from reach.graph.launches import launches
from reach.graph.paths import Paths
from reach.graph.sinks import find_sinks
from reach.identify.places import Places
from reach.inventory import collect
from reach.judge.commands import CommandJudge
from reach.judge.comparison import compare
from reach.judge.compromised import compromised
from reach.judge.findings import Judge, worst_first
from reach.lock import NAME
from reach.lock import find as find_lock
from reach.lock import read as read_lock
from reach.records.code import FileFacts
from reach.records.finding import Artifact, Finding, Load, Notice, Report
from reach.records.inventory import Inventory
from reach.records.lock import Lock
from reach.records.project import EnvValue, Project
from reach.rules import load

DEFAULTS = Options()

RECURSION_LIMIT = 20_000
"""Python frames the evaluator may need; its own limits end it long before."""

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


@contextmanager
def without_collector() -> Iterator[None]:
    """Nothing that a scan makes dies before its end: looking for garbage is wasted time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def scan(
    paths: Sequence[Path], options: Options = DEFAULTS, progress: Progress | None = None
) -> Report:
    """Scan a tree, or several that share a root, and report what is found."""
    root, below = common_root(paths)
    return _scan(root, below, options, progress)


def scan_since(
    revision: str,
    paths: Sequence[Path],
    options: Options = DEFAULTS,
    progress: Progress | None = None,
) -> Report:
    """Scan a tree, and report what is new or worse than where it parted from a revision."""
    before = scan_before(revision, paths, options, progress)
    now = scan(paths, options, progress)
    now = replace(now, notices=(*now.notices, *before.report.notices))
    return compare(now, before.report, before.name, before.renamed)


def scan_before(
    revision: str,
    paths: Sequence[Path],
    options: Options = DEFAULTS,
    progress: Progress | None = None,
) -> Earlier:
    """Scan the commit that a tree and a revision have in common, at all grades. Its notices are
    what is not known of it."""
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
        report = _scan_then(top / inside, options, progress, tracked)
        renamed = history.renamed(top / inside, root)
    notices = tuple(Notice(s.path, f"{revision}: {s.reason}") for s in laid_out.skipped)
    return Earlier(base.name, replace(report, root=str(root), notices=notices), renamed)


def _scan_then(
    root: Path, options: Options, progress: Progress | None, tracked: Iterable[str]
) -> Report:
    """Scan what was laid out, whatever grades are asked for today."""
    if not root.exists():
        return Report(str(root), (), (), (), 0, 0)
    every = replace(options, min_grade="dormant")
    return _scan(root, [], every, progress, frozenset(tracked))


@without_collector()
def _scan(
    root: Path,
    below: list[str],
    options: Options,
    progress: Progress | None,
    tracked: frozenset[str] | None = None,
) -> Report:
    ruleset = load(options.rules)
    matcher = Matcher(feed.load(options.feeds))
    project = discover(root, options.exclude, ruleset.commands, tracked)
    facts = extract_all(project.sources, options.jobs, _stage(progress, "Reading"))
    graph = link(project, facts, _stage(progress, "Resolving calls"))
    sinks = find_sinks(graph, ruleset)
    entries = find_entries(graph, project, ruleset)
    graph.evaluator.max_depth = 12
    places = Places(project.root, project.sources)
    judge = Judge(graph, Paths(graph, entries), places, project, ruleset)
    commands = CommandJudge(graph.evaluator, places, project, ruleset)
    findings = [
        *judge.findings(sinks, _stage(progress, "Judging")),
        *commands.findings(project.launches),
    ]
    loads = {
        (each.location, each.sink, each.role): each for each in (*judge.loads, *commands.loads)
    }
    lock, unread = locked(root)
    findings += reported(loads.values(), matcher, lock, places)
    chosen = select(sorted(findings, key=worst_first), below, options)
    found = report(root, project, facts, graph, chosen, len(entries))
    guarded = [g for g in judge.guarded if _asked(g.location.path, below)]
    return replace(
        found,
        notices=(*found.notices, *unread),
        lock=lock,
        guarded=tuple(sorted(guarded, key=lambda g: (g.location, g.rule))),
        loads=tuple(loads[key] for key in sorted(loads) if _asked(key[0].path, below)),
    )


def locked(root: Path) -> tuple[Lock, tuple[Notice, ...]]:
    """What `models.lock` says about the hub; nothing, and why, where it cannot be read."""
    path = find_lock(root)
    try:
        return (read_lock(path) if path is not None else Lock()), ()
    except LockError as error:
        _, _, why = str(error).partition(": ")
        return Lock(), (Notice("", f"{NAME}: {why}"),)


def reported(
    loads: Iterable[Load], matcher: Matcher, lock: Lock, places: Places
) -> Iterator[Finding]:
    """The loads of what the feed knows to be malicious."""

    def known(artifact: Artifact) -> tuple[Iterable[str], str | None]:
        if artifact.hub == "local":
            return digests(places.root, artifact.id) if matcher.wants_digests else (), None
        kind = artifact.type if artifact.type in ("dataset", "code") else "model"
        entry = lock.entry(artifact.id, kind, artifact.revision)
        if artifact.hub != "huggingface" or entry is None:
            return (), None
        return [file.sha256 for file in entry.files if file.sha256], entry.commit

    return compromised(loads, matcher, known)


def models(
    paths: Sequence[Path], options: Options = DEFAULTS, progress: Progress | None = None
) -> Inventory:
    """What a tree loads: every artifact, with everybody who loads it."""
    return collect(scan(paths, replace(options, min_grade="dormant"), progress))


@without_collector()
def callgraph(path: Path, options: Options) -> dict[str, list[str]]:
    """The call graph of a tree: callers with their callees, by fully qualified name."""
    project = discover(path, options.exclude)
    files = [source for source in project.sources if not source.inside]
    return named(link(project, extract_all(files, options.jobs)))


def link(
    project: Project,
    facts: Sequence[Extracted],
    progress: Callable[[int, int], None] | None = None,
) -> CallGraph:
    """The call graph of the files that could be read."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    program = Program([f for f in facts if isinstance(f, FileFacts)], project.roots)
    environment: dict[str, list[EnvValue]] = {}
    for value in project.environment:
        environment.setdefault(value.name, []).append(value)
    evaluator = Evaluator(program, environment, reader(project.root))
    evaluator.launches = launches(program, project)
    return build(program, evaluator, progress)


def select(findings: list[Finding], below: list[str], options: Options) -> list[Finding]:
    """The findings that were asked for: under the given paths, of the given grades."""
    weakest = STRENGTH[options.min_grade]
    return [f for f in findings if STRENGTH[f.grade] >= weakest and _asked(f.location.path, below)]


def _asked(path: str, below: list[str]) -> bool:
    return not below or any(path == part or path.startswith(part + "/") for part in below)


def report(
    root: Path,
    project: Project,
    facts: Sequence[Extracted],
    graph: CallGraph,
    findings: list[Finding],
    entries: int,
) -> Report:
    """Everything that is to be said about a scan."""
    skipped = {(s.path, s.line, s.reason) for s in project.skipped}
    around = {s.path: s.inside for s in project.sources if s.inside}
    for file in facts:
        if isinstance(file, FileFacts):
            path = around.get(file.path, file.path)
            skipped |= {(path, line, reason) for line, reason in file.problems}
        else:
            skipped.add((file.path, file.line, file.reason))
    notices = [
        Notice("", f"{name}: nested too deep to be followed to the end")
        for name in sorted(graph.evaluator.too_deep)
    ]
    notices += [
        Notice("", f"{name}: too many alternatives to tell apart")
        for name in sorted(graph.evaluator.exhausted)
    ]
    return Report(
        root=str(root),
        findings=tuple(findings),
        skipped=tuple(sorted(skipped, key=lambda s: (s[0], s[1] or 0, s[2]))),
        notices=tuple(notices),
        files=sum(isinstance(f, FileFacts) and f.path not in around for f in facts),
        entry_points=entries,
    )


def common_root(paths: Sequence[Path]) -> tuple[Path, list[str]]:
    """The root to analyse; and, when several paths share it, the parts of it asked for."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or directory")
    if len(paths) == 1:
        return paths[0], []
    resolved = [p.resolve() for p in paths]
    root = Path(os.path.commonpath(resolved))
    return root, [p.relative_to(root).as_posix() for p in resolved]


def _stage(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    return partial(progress, name) if progress is not None else None
