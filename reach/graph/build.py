"""The call graph, built in rounds until no call site finds a new callee."""

from collections.abc import Callable
from dataclasses import dataclass, field

from reach.flow import environment, operations, paths  # noqa: F401  (they register themselves)
from reach.flow.evaluator import Evaluator
from reach.flow.program import Body, Program, is_self
from reach.flow.settings import models  # noqa: F401  (likewise)
from reach.flow.values import (
    Bound,
    Class,
    Const,
    External,
    Function,
    Instance,
    Module,
    Partial,
    Unknown,
    Value,
    Wrapped,
)
from reach.graph.implicit import implicit_calls, watched_operations
from reach.graph.names import fallback
from reach.graph.sites import Target, call_targets
from reach.records import code as ir

MAX_ROUNDS = 8
"""Rounds after which the graph is taken as it is."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One callee of one call site."""

    caller: Body
    vid: int
    callee: Body
    certainty: str


@dataclass(slots=True)
class CallGraph:
    """Who calls whom."""

    program: Program
    evaluator: Evaluator
    edges: dict[Body, dict[tuple[int, Body], Edge]] = field(default_factory=dict)
    """By caller; one edge for each call site and callee."""
    externals: dict[Body, dict[tuple[int, str], None]] = field(default_factory=dict)
    """Calls of things outside the project: call site and dotted name."""
    rounds: int = 0

    def callees(self, body: Body) -> list[Edge]:
        """Edges that leave a function."""
        return list(self.edges.get(body, {}).values())


def build(
    program: Program,
    evaluator: Evaluator | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CallGraph:
    """Resolve every call site of the program."""
    graph = CallGraph(program, evaluator or Evaluator(program))
    builder = _Builder(graph)
    while graph.rounds < MAX_ROUNDS:
        changed = builder.round(progress)
        graph.rounds += 1
        if not changed:
            break
        graph.evaluator.forget_provisional()
    builder.finish()
    return graph


class _Builder:
    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        watched = watched_operations(graph.program)
        self.open: dict[Body, list[int]] = {}
        for body in graph.program.bodies:
            vids = [v for v, op in enumerate(body.ops) if op[0] in watched]
            if vids:
                self.open[body] = vids
        self.unresolved: dict[tuple[Body, int], None] = {}
        self.changed = False

    def round(self, progress: Callable[[int, int], None] | None) -> bool:
        """Visit every site whose answer may still grow; whether anything did."""
        self.changed = False
        todo = self.open
        self.open = {}
        for number, (body, vids) in enumerate(todo.items()):
            if progress is not None and number % 256 == 0:
                progress(number, len(todo))
            left = [vid for vid in vids if self.visit(body, vid)]
            if left:
                self.open[body] = left
        return self.changed

    def visit(self, body: Body, vid: int) -> bool:
        """Resolve one site; whether it has to be visited again."""
        ev = self.ev
        ev.open = False
        op = body.ops[vid]
        kind = op[0]
        if kind == ir.CALL:
            targets, known = call_targets(ev, body, vid, op)
            if known:
                self.unresolved.pop((body, vid), None)
            else:
                self.unresolved[body, vid] = None
        else:
            if kind == ir.SETATTR:
                self.store(body, vid, op)
            targets = implicit_calls(ev, body, vid, op)
        again = ev.open
        for target in targets:
            self.add(body, vid, target)
        return again

    def add(self, body: Body, vid: int, target: Target) -> None:
        """Record an edge, and the caller's arguments for the callee."""
        if target.body is None:
            names = self.graph.externals.setdefault(body, {})
            names[vid, target.name] = None
            return
        edges = self.graph.edges.setdefault(body, {})
        key = (vid, target.body)
        if key not in edges:
            edges[key] = Edge(body, vid, target.body, target.certainty)
            self.changed = True
        context = self.ev.context(target.body, target.closure, target.arguments)
        if context is not None:
            callers = self.ev.callers[target.body]
            if context not in callers:
                callers[context] = None
                self.changed = True

    def store(self, body: Body, vid: int, op: ir.Op) -> None:
        """Register an assignment to an attribute of something other than self."""
        ev, name = self.ev, op[2]
        if is_self(body, op[1]) and body.owner is not None:
            static = True
        else:
            static = False
        for value in ev.eval(body, op[1]):
            if isinstance(value, Instance):
                if static:
                    continue
                table = ev.instance_stores[value.cls.body, name]
            elif isinstance(value, (Class, Module, Function)) or (
                isinstance(value, External) and value.site is None
            ):
                table = ev.place_stores[value, name]
            else:
                continue
            if (body, vid) not in table:
                table[body, vid] = None
                self.changed = True

    def finish(self) -> None:
        """Calls nothing is known about: fall back on the name of the method."""
        for body, vid in self.unresolved:
            for target in fallback(self.graph.program, body, vid):
                edges = self.graph.edges.setdefault(body, {})
                edges.setdefault((vid, target), Edge(body, vid, target, "name"))


