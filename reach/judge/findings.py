"""Sink calls and their witnesses -> findings."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from reach.flow.assumptions import of_closures
from reach.flow.contexts import Context
from reach.flow.trials import NOTHING_PASSES
from reach.graph.build import CallGraph, Edge
from reach.graph.entries import STRENGTH, Entry
from reach.graph.inside import as_called
from reach.graph.paths import Path as Way
from reach.graph.paths import Paths
from reach.graph.sinks import SinkCall, called_in
from reach.identify.artifacts import Identified
from reach.identify.in_force import as_started, without_tests
from reach.identify.places import Places
from reach.judge.checks import Call, broken
from reach.judge.guards import Guards
from reach.judge.kept import Kept
from reach.judge.loads import load_of
from reach.judge.made import Made
from reach.judge.message import message
from reach.judge.named import Named
from reach.judge.processes import Processes
from reach.judge.recognise import Fact
from reach.judge.repairs import Repairs
from reach.judge.replaced import Replaced
from reach.judge.saved import Held, Saved
from reach.judge.severity import NAME_ONLY, severity
from reach.judge.variables import Variables
from reach.judge.versions import Versions
from reach.judge.ways import (
    Judged,
    as_launched,
    development,
    not_only_tests,
    outermost,
    strays,
    without_mixtures,
)
from reach.records import code as ir
from reach.records.finding import (
    CERTAINTIES,
    GRADES,
    UNSURE,
    Artifact,
    EntryPoint,
    Finding,
    Guarded,
    Load,
    Location,
    Step,
    Witness,
)
from reach.records.project import Project
from reach.records.repair import Plan
from reach.records.rule import Check, Rule, Ruleset
from reach.records.training import TrainingRules

Item = TypeVar("Item")

MAX_WITNESSES = 8
"""Witnesses reported for one finding."""

MAX_CLOSER = 5_000
"""Operations evaluated for one sink call to tell what the conditions on its ways leave."""


class Judge:
    """Turns sink calls into findings."""

    def __init__(
        self, graph: CallGraph, paths: Paths, places: Places, project: Project, ruleset: Ruleset
    ) -> None:
        self.graph = graph
        self.paths = paths
        self.places = places
        self.rules: dict[str, Rule] = {rule.id: rule for rule in ruleset.rules}
        self.versions = Versions(project.requirements)
        self.guards = Guards(graph, ruleset)
        self.repairs = Repairs(graph, places)
        self.saved: Saved | None = None
        self.kept = Kept(graph, ruleset.training or TrainingRules(), places, project.launches)
        self.fetched: Held | None = None
        self.guarded: list[Guarded] = []
        """Sink calls that are no finding because of a guard."""
        self.loads: list[Load] = []
        """Every sink call with what it loads."""
        self.left = 0
        """Operations that may be evaluated for the ways of the sink call at work to be told more
        closely."""
        self.processes = Processes(
            project, graph.program, paths.loading, places, graph.evaluator, ruleset.commands
        )
        self.variables = Variables(graph.evaluator, places, project, ruleset)
        self.made = Made(graph)
        self.replaced = Replaced(graph, places, ruleset.sinks)
        self.named = Named(graph, places, self.replaced)

    def findings(
        self, sinks: list[SinkCall], progress: Callable[[int, int], None] | None = None
    ) -> list[Finding]:
        """Every rule that every sink call breaks, worst first."""
        self.saved = Saved(self.graph, self.paths, sinks, self.named.identified, self.fetched)
        found: list[Finding] = []
        for number, sink in enumerate(sinks):
            if progress is not None:
                progress(number, len(sinks))
            try:
                with self.graph.evaluator.together():
                    found += self.judge(sink)
            except RecursionError:
                self.graph.evaluator.recover(sink.body.name)
        unique = {(f.rule, f.location, f.sink): f for f in found}
        return sorted(unique.values(), key=worst_first)

    def judge(self, sink: SinkCall) -> list[Finding]:
        """The findings of one sink call."""
        found = self.paths.witnesses(sink)
        ways = [way for way in found if not strays(way)] or found
        begun = [each for way in ways for each in self.processes.started(way)]
        apart = [self.paths.alone(each, sink) for each in begun]
        taken = [each for each in apart if each is not None] or begun
        self.left = MAX_CLOSER
        taken = [as_called(self.paths, each, sink) for each in taken]
        contexts = [(w, c) for w in taken for c in of_closures(self.graph.evaluator, w.context)]
        judged = [self.closest(sink, self.on_way(sink, way, context)) for way, context in contexts]
        judged = [j for j in judged if not j.identified.impossible] or judged
        judged = without_mixtures(judged) or [self.on_way(sink, None, None)]
        judged = [j for j in judged if not (j.identified.held or j.identified.elsewhere)]
        return self.settle(sink, judged) if judged else []

    def closest(self, sink: SinkCall, judged: Judged) -> Judged:
        """What was judged on a way; where several things may be loaded on it, what is under the
        conditions on it."""
        way = judged.way
        several = len(judged.identified.artifacts) > 1
        if way is None or not several or sink.sink.unlisted and not judged.checks:
            return judged
        if judged.call is None or judged.call.context is not way.context or self.left <= 0:
            return judged
        before = self.graph.evaluator.steps
        closely = self.paths.closely(way, sink)
        closer = self.on_way(sink, closely, closely.context) if closely is not way else judged
        self.left -= self.graph.evaluator.steps - before
        return closer if closer.identified.artifacts else judged

    def settle(self, sink: SinkCall, judged: list[Judged]) -> list[Finding]:
        """The findings of one sink call, from what was judged on the ways to it."""
        self.graph.evaluator.begin()
        if not sink.sink.unlisted or any(each.checks for each in judged):
            place = self.places.operation(sink.body, sink.vid)
            snippet = self.places.snippet(sink.body, sink.vid)
            self.loads.append(load_of(sink, place, snippet, judged, self))
        broken: dict[str, Check] = {}
        for each in judged:
            for check in each.checks:
                known = broken.get(check.rule)
                if known is None or _position(sink, check) < _position(sink, known):
                    broken[check.rule] = check
        found_here = [self.finding(sink, check, judged) for check in broken.values()]
        return [finding for finding in found_here if finding is not None]

    def on_way(self, sink: SinkCall, way: Way | None, context: Context | None) -> Judged:
        """What a sink call loads, and which checks apply, with the arguments of one way."""
        self.graph.evaluator.begin()
        arguments = self.named.arguments(sink, context)
        location = self.places.operation(sink.body, sink.vid)
        identified = self.named.identified(sink, context)
        entry = way.entry if way is not None else None
        launch = entry.launch if entry is not None else None
        by_itself = way is not None and any(e.certainty == "process" for e in way.edges)
        identified = self.processes.own(identified, launch, entry)
        if not by_itself:  # what a program starts loads modules of its own
            identified = self.processes.loaded(identified, entry)
        identified = as_started(identified, launch, by_itself)
        serious, develops = not development(sink, way), self.processes.develops
        if serious:
            identified = without_tests(identified, location, develops)
        identified = self.kept.named(identified, sink)
        if self.saved is not None:
            fetched = self.saved.named(identified)
            of_tests = serious and not without_tests(fetched, location, develops).artifacts
            identified = identified if of_tests else fetched
            identified = without_tests(identified, location, develops) if serious else identified
        versions = self.versions.near(sink.body.facts.path)
        call = Call(
            sink.sink,
            arguments,
            identified,
            versions,
            self.variables.of(launch),
            self.variables.certainly(launch),
            self.replaced,
            self.made,
        )
        call.context = context
        checks: dict[str, Check] = {}
        facts: dict[str, None] = {}
        for check in sink.sink.checks:
            if check.rule not in checks:
                call.facts.clear()
                case = broken(check, call)
                if case is not None:
                    checks[check.rule] = case
                    facts.update(call.facts)
        guards = self.guards.on_way(sink, way, call) if checks else []
        return Judged(way, identified, tuple(checks.values()), tuple(facts), tuple(guards), call)

    def identified(self, sink: SinkCall, context: Context | None) -> Identified:
        """What a sink call loads with the arguments of one context."""
        return self.named.identified(sink, context)

    # -- one finding ---------------------------------------------------------------------------

    def finding(self, sink: SinkCall, check: Check, judged: list[Judged]) -> Finding | None:
        """The finding that a check makes of a sink call; None when guards leave nothing of it."""
        rule = self.rules[check.rule]
        broken = outermost(
            not_only_tests([j for j in judged if any(c.rule == check.rule for c in j.checks)])
        )
        relevant = as_launched([j for j in broken if j.share(rule.id)])
        location = self.places.operation(sink.body, sink.vid)
        if not relevant:
            names = self.guard_names(broken, rule.id)
            self.guarded.append(Guarded(rule.id, sink.name, location, names))
            return None
        witnesses = self.witnesses(sink, relevant, check)
        grade = witnesses[0].entry.grade if witnesses else "dormant"
        sure = not witnesses or any(
            all(step.certainty not in UNSURE for step in w.chain) for w in witnesses
        )
        base = check.severity if check.severity is not None else rule.severity
        artifacts = _merged(a for j in relevant for a in _concerned(check, j))
        unknown = _distinct(u for j in relevant for u in j.identified.reasons)
        if artifacts:  # other ways have what this one has not
            unknown = tuple(u for u in unknown if u.reason != NOTHING_PASSES)
        confidence = 1.0 if sure else NAME_ONLY
        calls = [j.call for j in relevant if j.call is not None]
        name = witnesses[0].chain[-1].callee if witnesses else sink.name
        plan = self.repairs.plan(sink, check, calls, self.named.arguments(sink, None), artifacts)
        return Finding(
            fingerprint=_fingerprint(check.rule, sink, artifacts),
            rule=check.rule,
            grade=grade,
            severity=max(
                severity(base, min(j.grade, grade, key=GRADES.index), confidence * j.share(rule.id))
                for j in relevant
            ),
            message=message(replace(sink, name=name), check, grade, witnesses, artifacts, unknown),
            location=location,
            function=sink.body.name,
            sink=name,
            artifacts=artifacts,
            unknown=unknown,
            witnesses=witnesses,
            conditions=_distinct(f for j in relevant for f in j.facts),
            guards=self.guard_names(relevant, rule.id),
            fix=check.fix,
            snippet=self.places.snippet(sink.body, sink.vid),
            plan=plan if isinstance(plan, Plan) else None,
            unrepaired=plan if isinstance(plan, str) else None,
        )

    def guard_names(self, judged: list[Judged], rule: str) -> tuple[str, ...]:
        """The guards that are on every way, with their places."""
        every = [j.guarding(rule) for j in judged]
        common = set.intersection(*({f.guard.id for f in each} for each in every))
        named = [f for each in every for f in each if f.guard.id in common]
        return _distinct(self.guard_name(fact) for fact in named)

    def guard_name(self, fact: Fact) -> str:
        """What is checked, and where."""
        place = self.places.operation(fact.body, fact.vid)
        return f"{fact.guard.title} ({place.path}:{place.line})"

    def witnesses(self, sink: SinkCall, judged: list[Judged], check: Check) -> tuple[Witness, ...]:
        """One witness for each entry point and set of artifacts, strongest and shortest first;
        a process that several deployment files start in the same way is one."""
        found: dict[tuple[object, ...], Witness] = {}
        ways: set[tuple[object, ...]] = set()
        for each in judged:
            if each.way is None or each.way.entry is None:
                continue
            artifacts = _concerned(check, each)
            entry = each.way.entry
            loaded = (artifacts, each.identified.reasons)
            key = (entry.kind, entry.name, *loaded)
            kind = "launch" if entry.launch is not None and not entry.handler else entry.kind
            way = (kind, entry.grade, entry.body, entry.main, each.way.edges, *loaded)
            if key not in found and way not in ways:
                ways.add(way)
                found[key] = Witness(
                    self.entry_point(entry),
                    self.chain(
                        each.way.edges, called_in(self.graph.evaluator, sink, each.way.context)
                    ),
                    artifacts,
                    each.identified.reasons,
                )
        ordered = sorted(
            found.values(), key=lambda w: (-STRENGTH[w.entry.grade], not w.artifacts, len(w.chain))
        )
        return tuple(ordered[:MAX_WITNESSES])

    def entry_point(self, entry: Entry) -> EntryPoint:
        """An entry point with its places."""
        launch = entry.launch
        deployment = self.places.whole_line(launch.path, launch.line) if launch else None
        location = self._registered(entry)
        return EntryPoint(entry.kind, entry.name, entry.grade, location, deployment)

    def _registered(self, entry: Entry) -> Location:
        """Where an entry point is declared, registered or defined; where a program begins."""
        body = entry.body
        path = body.facts.path
        if entry.script is not None:
            return self.places.whole_line(entry.script.path, entry.script.line)
        if entry.site is not None and entry.vid >= 0 and entry.site.ops[entry.vid][0] != 0:
            return self.places.operation(entry.site, entry.vid)
        if body.code.kind != "module":
            named = entry.written or body
            return self.places.token(named.facts.path, named.code.name_start)
        blocks = body.facts.main_blocks if entry.main else ()
        asked = [body.ops[body.code.blocks[block][1]] for block in sorted(blocks)]
        starts = [op[4] for op in asked if op[0] == ir.COMPARE]
        return self.places.code_line(path, min(starts, default=body.code.start))

    def place(self, edge: Edge) -> Location:
        """Where a call is written; that of a dependency is in the code around its handler."""
        if edge.vid < 0 and edge.caller.parent is not None:
            return self.places.operation(edge.caller.parent, ~edge.vid)
        return self.places.operation(edge.caller, edge.vid)

    def chain(self, edges: tuple[Edge, ...], sink: SinkCall) -> tuple[Step, ...]:
        """The call sites on a way, the sink call last."""
        steps = [
            Step(
                e.caller.name,
                self.place(e),
                e.callee.name,
                e.certainty if e.certainty in CERTAINTIES else "direct",
            )
            for e in edges
        ]
        last = self.places.operation(sink.body, sink.vid)
        steps.append(Step(sink.body.name, last, sink.name, "direct"))
        return tuple(steps)


def _concerned(check: Check, judged: Judged) -> tuple[Artifact, ...]:
    """The artifacts that a check speaks of: those from a hub, where it asks for that."""
    artifacts = judged.identified.artifacts
    if any(c.source == "hub" and c.pinned is False for c in check.when):
        hub = tuple(a for a in artifacts if a.hub not in ("local", "url") and not a.pinned)
        return hub or artifacts
    return artifacts


def _position(sink: SinkCall, check: Check) -> int:
    every = [case for each in sink.sink.checks for case in (*each.cases, each)]
    return every.index(check)


def _fingerprint(rule: str, sink: SinkCall, artifacts: tuple[Artifact, ...]) -> str:
    names = sorted({a.id for a in artifacts})
    text = "\n".join((rule, sink.name, sink.body.name, *names))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _merged(artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Each artifact once, as sure as the surest way is of it."""
    found: dict[Artifact, Artifact] = {}
    for artifact in artifacts:
        key = replace(artifact, certainty="")
        if key not in found or artifact.certainty == "exact":
            found[key] = artifact
    return tuple(found.values())


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))


def worst_first(finding: Finding) -> tuple[object, ...]:
    """The order of a report."""
    where = finding.location
    return (-finding.severity, where.path, where.line, where.column, finding.rule)
