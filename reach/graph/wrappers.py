"""Functions that call what the function around them was given, told apart by what that is.

`@timed` makes one inner function for each function that it decorates, and all of them have one
body. A way that leads through it several times, as from a decorated `train` to a decorated `load`,
is none that comes to no body twice; and the shortest way from `train` would go from the body of
the wrapper to `load` at once.
"""

from collections.abc import Iterable

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.graph.build import CallGraph, Edge
from reach.graph.sites import call_targets
from reach.records import code as ir

MAX_CALLS = 1_000
"""Calls of one wrapper that are told apart."""

MAX_ASKED = 20_000
"""Calls of wrappers that are told apart, in one program."""

MAX_MADE = 2_000
"""Inner functions of all wrappers together that are told apart."""

_CALLED = frozenset(("direct", "dispatch"))


class Wrappers:
    """The wrappers of a call graph: which calls make which of the inner functions run."""

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        into: dict[Body, list[Edge]] = {
            caller: [] for caller, edges in graph.edges.items() if _hands_on(caller, edges.values())
        }
        for edges in graph.edges.values() if into else ():
            for edge in edges.values():
                if edge.callee in into:
                    into[edge.callee].append(edge)
        self._given: dict[Edge, frozenset[Context]] = {}
        self.closures: dict[Body, list[Context]] = {}
        """The calls of the outer function that made a wrapper."""
        left, made = MAX_ASKED, MAX_MADE
        for body, edges_in in into.items():
            if len(edges_in) <= min(MAX_CALLS, left):
                left -= len(edges_in)
                found = self._told_apart(body, edges_in)
                if 1 < len(found) <= made:
                    made -= len(found)
                    self.closures[body] = found

    def _told_apart(self, body: Body, calls: list[Edge]) -> list[Context]:
        ev = self._graph.evaluator
        found: dict[Context, None] = {}
        for edge in calls:
            op = edge.caller.ops[edge.vid] if edge.vid >= 0 else ()
            if not op or op[0] != ir.CALL or edge.certainty not in _CALLED:
                continue
            targets, _ = call_targets(ev, edge.caller, edge.vid, op, None)
            mine = [t.closure for t in targets if t.body is body]
            closures = dict.fromkeys(c for c in mine if c is not None)
            if closures and None not in mine:
                self._given[edge] = frozenset(closures)
                found |= closures
        return list(found)

    def made_by(self, edge: Edge) -> frozenset[Context]:
        """The calls that made the wrapper which an edge leads to; none where that is not known."""
        return self._given.get(edge, frozenset()) if edge.callee in self.closures else frozenset()

    def leads(self, edge: Edge, closure: Context) -> bool:
        """Whether a call inside of a wrapper may be of that function, in one that this call
        made."""
        op = edge.caller.ops[edge.vid] if edge.vid >= 0 else ()
        if not op or op[0] != ir.CALL or edge.caller.ops[op[1]][0] != ir.FREE:
            return True
        ev = self._graph.evaluator
        context = ev.context(edge.caller, closure, Arguments(partly=True))
        targets, known = call_targets(ev, edge.caller, edge.vid, op, context)
        return not known or not targets or any(t.body is edge.callee for t in targets)


def _hands_on(body: Body, edges: Iterable[Edge]) -> bool:
    """Whether a function calls several functions by one name of the function around it."""
    if body.parent is None or body.parent.parent is None:
        return False
    called: dict[int, Body] = {}
    for edge in edges:
        op = body.ops[edge.vid] if edge.vid >= 0 else ()
        if not op or op[0] != ir.CALL or body.ops[op[1]][0] != ir.FREE:
            continue
        if called.setdefault(edge.vid, edge.callee) is not edge.callee:
            return True
    return False
