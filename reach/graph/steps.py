"""One call on a way: the context that it makes for the function that it calls."""

from reach.flow.constructors import handed_on
from reach.flow.contexts import Arguments, Context
from reach.flow.surroundings import running
from reach.flow.values import Instance, Unknown
from reach.graph.build import CallGraph, Edge
from reach.graph.feasible import together
from reach.graph.handed import HANDED, handed_context
from reach.graph.imported import imports
from reach.graph.many import one_of_many
from reach.graph.receivers import as_made, told_apart
from reach.graph.sites import call_targets
from reach.graph.wide import is_wide
from reach.records import code as ir

MAX_STEPS = 200_000
"""Steps that are remembered."""


class Steps:
    """Follows calls, each in one context."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self._steps: dict[tuple[Edge, Context | None, bool], tuple[bool, Context | None]] = {}
        """Ways share their beginnings."""

    def step(
        self, edge: Edge, context: Context | None, closely: bool = False
    ) -> tuple[bool, Context | None]:
        """The callee's context; False when the call cannot reach the callee in this one.

        Closely: of what is passed on only that with which the conditions around the call hold, and
        those around the making of the object that it is a method of."""
        key = (edge, context, closely)
        found = self._steps.get(key)
        if found is None:
            found = self._step(edge, context, closely)
            if self.ev.concluded and self.ev.steps <= self.ev.end:
                if len(self._steps) > MAX_STEPS:
                    self._steps.clear()
                self._steps[key] = found
        return found

    def leads(self, edge: Edge, after: Edge) -> bool:
        """Whether one call may be followed by another one."""
        op = edge.caller.ops[edge.vid] if edge.vid >= 0 else ()
        if not op or op[0] != ir.CALL:
            return True
        targets, _ = call_targets(self.ev, edge.caller, edge.vid, op, None)
        contexts = [
            self.ev.context(t.body, t.closure, together([t]))
            for t in targets
            if t.body is edge.callee
        ]
        return not contexts or any(self.step(after, context)[0] for context in contexts)

    def _step(
        self, edge: Edge, context: Context | None, closely: bool
    ) -> tuple[bool, Context | None]:
        if edge.vid < 0:
            return True, None
        if edge.certainty == "process":
            return edge.callee in self.graph.started(edge.caller, edge.vid, context), None
        if edge.certainty == HANDED:
            return True, handed_context(self.ev, edge, context)
        op = edge.caller.ops[edge.vid]
        ev = self.ev
        context = running(ev, edge.caller, edge.vid, context) if closely else context
        if edge.certainty in ("import", "class"):
            return imports(ev, edge.caller, edge.vid, edge.callee, context), None
        if op[0] == ir.CALL and edge.certainty != "name":
            targets, _ = call_targets(ev, edge.caller, edge.vid, op, context)
            same = [t for t in targets if t.body is edge.callee]
            if same:
                if len(same) < len(targets):
                    same = told_apart(ev, edge.caller, edge.vid, context, same)
                same = [as_made(ev, t) for t in same] if closely else same
                best = same[0]
                assert best.body is not None
                given = together(same)
                closures = dict.fromkeys(t.closure for t in same)
                contexts = [ev.context(best.body, each, given) for each in closures]
                if len(contexts) > 1 and contexts[0] is not None:
                    contexts[0].beside = tuple(c for c in contexts if c is not None)
                return True, contexts[0]
            values = ev.eval(edge.caller, op[1], context)
            if context is not None and is_wide(values):
                return one_of_many(ev, edge.caller, edge.vid, edge.callee, context)
            possible = not values or any(isinstance(v, Unknown) for v in values)
            return possible or context is None or bool(targets) is False, None
        if op[0] == ir.CALL:
            given = handed_on(self.ev, edge.caller, edge.vid, context)
            return True, ev.context(edge.callee, None, given._replace(partly=True))
        vid = op[2] if op[0] == ir.BINOP else op[1]
        if not isinstance(vid, int) or vid < 0:
            return True, None
        receivers = frozenset(
            v for v in ev.eval(edge.caller, vid, context) if isinstance(v, Instance)
        )
        if not receivers:
            return True, None
        given = Arguments(((False, receivers),), (), True)
        return True, ev.context(edge.callee, None, given)
