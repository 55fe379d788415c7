"""The order of the stages: the one place that knows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reach import feed
from reach.config import Options
from reach.discover import discover
from reach.discover.digests import digests
from reach.discover.reader import Reader
from reach.discover.spawned import Spawner
from reach.discover.weights import Weights
from reach.extract.files import Extracted, extract_all
from reach.feed import Matcher
from reach.flow.library import keep_origins
from reach.graph.build import CallGraph
from reach.graph.entries import STRENGTH, Entry, find_entries
from reach.graph.handed import hand_over
from reach.graph.paths import Paths
from reach.graph.related import wanted
from reach.graph.sinks import SinkCall, find_sinks
from reach.graph.spawned import Spawned
from reach.identify.places import Places
from reach.judge.commands import CommandJudge
from reach.judge.committed import committed
from reach.judge.compromised import Known, compromised
from reach.judge.fetched import Fetched
from reach.judge.findings import Judge, worst_first
from reach.judge.spawned import SpawnedJudge
from reach.judge.suppression import Comment, Sorted, comments_of, suppress
from reach.lasting import keep as keep_until_the_end
from reach.lasting import without_collector
from reach.linking import Extract, Progress, link, relevant
from reach.lock import locked
from reach.records.code import FileFacts
from reach.records.finding import Artifact, Finding, Load, Notice, Report
from reach.records.lock import Lock
from reach.records.project import Project
from reach.records.rule import Ruleset
from reach.records.secrets import without_secrets
from reach.store.database import Database
from reach.store.facts import extracted
from reach.store.reports import Kept, keep, key_of, today
from reach.store.rulesets import known
from reach.store.texts import keep_texts

if TYPE_CHECKING:
    from reach.records.draft import Draft


@without_collector()
def scan_tree(
    root: Path,
    below: list[str],
    options: Options,
    progress: Progress | None = None,
    store: Database | None = None,
    tracked: frozenset[str] | None = None,
    overlay: Mapping[str, bytes] | None = None,
    extract: Extract | None = None,
    lineage: bool = False,
    project: Project | None = None,
) -> Report:
    """Scan a tree, and report what is found below some parts of it, or anywhere. `tracked` are
    the files that git tracks; None asks the index. `lineage`: the models
    that the project makes are asked for. `project` is what was discovered already.

    With a store, files that it knows are not read anew, and it keeps the report."""
    tell = progress or _silent
    ruleset = known(store, options.rules)
    matcher = Matcher(feed.load(options.feeds))
    tell("Finding files", 0, 0)
    if project is None:
        project = discover(root, options.exclude, ruleset.commands, tracked, overlay)
    before = dict(project.contents)
    read = extract or _reader(project, store)
    texts = Reader(project.root, project.texts)
    if lineage and ruleset.training is not None:
        keep_origins(ruleset.training.names)
    if options.demand and not lineage:
        facts = read(project.sources, options.jobs, partial(tell, "Reading"))
        graph = link(project, facts, partial(tell, "Resolving calls"), texts, ruleset)
    else:
        facts, graph = relevant(project, read, tell, texts, wanted(ruleset, lineage), options)
    places = Places(project.root, project.sources)
    spawner = Spawner(root, options.exclude, project, ruleset.commands, tracked)
    sinks, entries, judge, commands, findings = _judged(
        graph, project, ruleset, places, spawner, tell
    )
    loads = _once((*judge.loads, *commands.loads))
    lock, unread = locked(root)
    findings += reported(loads, matcher, lock, places)
    weights = Weights(project.root)
    findings += committed(loads, weights.of)
    comments = _comments(findings, facts, project, places, below)
    kept = kept_of(findings, comments, options, ruleset)
    chosen = select(kept.findings, below, options)
    found = report(root, project, facts, graph, chosen, len(entries))
    made = _made(judge, ruleset, sinks, below) if lineage else ()
    found = replace(found, notices=(*found.notices, *unread), lock=lock, made=made)
    found = without_secrets(_with_the_rest(found, judge, loads, kept, below))
    keep_until_the_end(graph, judge, facts)
    fresh = project.contents == before and not places.hashed and not weights.read
    if store is not None and fresh:
        day = today() if comments or options.ignore else ""
        kept_now = Kept(found, project.contents, texts.contents, places.asked, day)
        names = project.listing, project.named
        key, last = (key_of(each, below, options, root, lineage) for each in names)
        keep(store, key, last, kept_now)
        keep_texts(store, project.root, project.contents)
    return found


MAX_JUDGED = 6
"""Times that results are judged because what they were judged by was not complete."""


def _judged(
    graph: CallGraph,
    project: Project,
    ruleset: Ruleset,
    places: Places,
    spawner: Spawner,
    tell: Progress,
) -> tuple[list[SinkCall], list[Entry], Judge, CommandJudge, list[Finding]]:
    """Sinks, entry points and findings; judged again while that asks for more of the graph."""
    for _ in range(MAX_JUDGED):
        spawned = Spawned(graph, project, ruleset, spawner, places.operation)
        spawned.link()
        tell("Finding entry points", 0, 0)
        sinks = find_sinks(graph, ruleset)
        entries = find_entries(graph, project, ruleset)
        graph.evaluator.max_depth = 12
        hand_over(graph, entries, sinks)
        if graph.evaluator.wishes is None:
            graph.evaluator.conclude(graph.evaluator.memos())
        judge = Judge(graph, Paths(graph, entries), places, project, ruleset)
        commands = CommandJudge(graph.evaluator, places, project, ruleset)
        judge.fetched = Fetched(commands, project.launches).held
        findings = [
            *judge.findings(sinks, partial(tell, "Judging")),
            *commands.findings(project.launches),
            *SpawnedJudge(judge, commands, spawned).findings(),
        ]
        if not graph.more():
            break
    return sinks, entries, judge, commands, findings


def _made(
    judge: Judge, ruleset: Ruleset, sinks: list[SinkCall], below: list[str]
) -> tuple["Draft", ...]:
    """The models that the project makes."""
    from reach.inventory.lineage import Lineage

    drafts = Lineage(judge, ruleset, sinks).drafts()
    return tuple(each for each in drafts if _asked(each.location.path, below))


def _once(loads: Iterable[Load]) -> list[Load]:
    """The loads, each once."""
    return list({(each.location, each.sink, each.role): each for each in loads}.values())


def _comments(
    findings: Iterable[Finding],
    facts: Sequence[Extracted],
    project: Project,
    places: Places,
    below: list[str],
) -> list[Comment]:
    """Suppressions in the files that have findings, and in those that start programs."""
    paths = {f.location.path for f in findings} | {launch.written for launch in project.launches}
    found = comments_of(facts, paths, places)
    return [comment for comment in found if _asked(comment.location.path, below)]


def _with_the_rest(
    found: Report, judge: Judge, loads: Iterable[Load], kept: Sorted, below: list[str]
) -> Report:
    """What is no finding, in the order of its places: guarded, suppressed, loaded safely."""
    guarded = [g for g in judge.guarded if _asked(g.location.path, below)]
    loaded = [each for each in loads if _asked(each.location.path, below)]
    return replace(
        found,
        guarded=tuple(sorted(guarded, key=lambda g: (g.location, g.rule))),
        suppressed=tuple(s for s in kept.suppressed if _asked(s.finding.location.path, below)),
        idle=tuple(n for n in kept.idle if n.line is not None or not below),
        loads=tuple(sorted(loaded, key=lambda load: (load.location, load.sink, load.role))),
    )


def _reader(project: Project, store: Database | None) -> Extract:
    return partial(extracted, store, project.contents) if store is not None else extract_all


def kept_of(
    findings: list[Finding], comments: Sequence[Comment], options: Options, ruleset: Ruleset
) -> Sorted:
    """The findings, worst first, without those that the project lives with."""
    rules = {rule.id for rule in ruleset.rules}
    return suppress(sorted(findings, key=worst_first), comments, options.ignore, rules)


def reported(
    loads: Iterable[Load], matcher: Matcher, lock: Lock, places: Places
) -> Iterator[Finding]:
    """The loads of what the feed knows to be malicious."""

    def digests_of(artifact: Artifact) -> Known:
        if artifact.hub == "local":
            places.hashed = places.hashed or matcher.wants_digests
            return digests(places.root, artifact.id) if matcher.wants_digests else (), None, None
        kind = artifact.type if artifact.type in ("dataset", "code") else "model"
        entry = lock.entry(artifact.id, kind, artifact.revision)
        if artifact.hub != "huggingface" or entry is None:
            return (), None, None
        known = [file.sha256 for file in entry.files if file.sha256]
        return known, entry.commit, entry

    return compromised(loads, matcher, digests_of)


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
        Notice("", f"{name}: nested too deep to be followed to the end", about=name)
        for name in sorted(graph.evaluator.too_deep)
    ]
    notices += [
        Notice("", f"{name}: too many alternatives to tell apart", about=name)
        for name in sorted(graph.evaluator.exhausted)
    ]
    notices += [
        Notice("", f"{name}: too many subclasses to look at all their methods", about=name)
        for name in sorted(cls.name for cls in graph.cut)
    ]
    if graph.unfinished:
        notices.append(Notice("", "too many calls to follow them all: some callers are missing"))
    return Report(
        root=str(root),
        findings=tuple(findings),
        skipped=tuple(sorted(skipped, key=lambda s: (s[0], s[1] or 0, s[2]))),
        notices=tuple(notices),
        files=sum(isinstance(f, FileFacts) and f.path not in around for f in facts),
        entry_points=entries,
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""
