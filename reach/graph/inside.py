"""What a public function is given inside of the program, on a way to a sink.

`LLM(name, kind="remote")` is called with names and no kind, and loads only what is `"local"`: that
others may ask for. What those callers give that conditions further down rule out is not loaded.

Limits: a few dozen calls; callers that are not certain count all together, as before."""

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments, Context
from reach.flow.operands import call_depends, context_dependent
from reach.flow.parameters import default, parameter, unfilled
from reach.flow.surroundings import conditions
from reach.flow.values import EMPTY
from reach.graph.build import Edge
from reach.graph.entries import Entry
from reach.graph.paths import MAX_CLIMB, Path, Paths
from reach.graph.sinks import SinkCall
from reach.records import code as ir
from reach.records.finding import UNSURE

MAX_FOLLOWED = 24
"""Ways of callers that are followed for one way."""

KINDS = ("public-api", "example", "test")
"""Entry points that the program may call as well, and that are asked with what it gives them."""


class _Callers:
    """The ways of those who call a function, and get to the sink."""

    def __init__(self, paths: Paths, sink: SinkCall) -> None:
        self.paths, self.sink = paths, sink
        self.left = MAX_FOLLOWED
        self.ruled_out = False

    def leading(self, edges: tuple[Edge, ...], body: Body) -> list[Path] | None:
        """The ways that may go on with these calls, from as far above as arguments come from; None
        where they are not all known."""
        callers = self.paths.callers.get(body, ())
        inside = {edge.callee for edge in edges}
        if any(e.certainty in UNSURE or e.vid < 0 or e.caller in inside for e in callers):
            return None
        found: list[Path] = []
        for edge in callers:
            way = (edge, *edges)
            self.left -= 1
            path = self.paths.follow(None, way, self.sink) if self.left >= 0 else None
            if self.left < 0 or self.paths.ev.steps > self.paths.ev.end:
                return None
            if not isinstance(path, Path):
                self.ruled_out = True
                continue
            deeper = self._above(way)
            found += [path] if deeper is None else deeper
        return found

    def _above(self, way: tuple[Edge, ...]) -> list[Path] | None:
        first = way[0]
        known = self.paths.callers.get(first.caller)
        if not known or len(way) >= MAX_CLIMB or not call_depends(first.caller, first.vid):
            return None
        return self.leading(way, first.caller)


def as_called(paths: Paths, path: Path, sink: SinkCall) -> Path:
    """The same way with what those callers give its entry point that get to the sink."""
    entry = path.entry
    known = paths.callers.get(entry.body) if entry is not None else None
    if entry is None or entry.kind not in KINDS or not known:
        return path
    if not _is_conditional((*known, *path.edges), sink):
        return path
    with paths.ev.together():
        return _as_called(paths, path, entry, sink)


def _as_called(paths: Paths, path: Path, entry: Entry, sink: SinkCall) -> Path:
    callers = _Callers(paths, sink)
    leading = callers.leading(path.edges, entry.body)
    if leading is None or not callers.ruled_out:
        return path
    below = len(path.edges)
    contexts = [(*each.above, each.context)[len(each.edges) - below] for each in leading]
    if any(context is None for context in contexts):
        return path
    found = paths.follow_in(_given(paths, entry.body, contexts), path, sink)
    return found if found is not None else path


def _given(paths: Paths, body: Body, contexts: list[Context | None]) -> Context | None:
    """The context that has what each of several calls gives, and what others may give."""
    positional: list[tuple[bool, Argument]] = []
    keywords: list[tuple[str | None, Argument]] = []
    for index, spec in enumerate(body.code.parameters):
        if spec.kind not in (ir.POSITIONAL, ir.KEYWORD):
            continue
        values = EMPTY.union(*(parameter(paths.ev, body, index, each) for each in contexts))
        if index == 0 and body.owner is not None and not values:
            values = parameter(paths.ev, body, index, None)
        values = values or default(paths.ev, body, spec, None) | unfilled(paths.ev, body, index)
        if spec.kind == ir.POSITIONAL:
            positional.append((False, values))
        else:
            keywords.append((spec.name, values))
    return paths.ev.context(body, None, Arguments(tuple(positional), tuple(keywords), True))


def _is_conditional(edges: tuple[Edge, ...], sink: SinkCall) -> bool:
    """Whether some of these calls is made under a condition that depends on who called."""
    calls = [(edge.caller, edge.vid) for edge in edges] + [(sink.body, sink.vid)]
    return any(
        context_dependent(body)[cond]
        for body, vid in calls
        if vid >= 0 and body.ops[vid][0] == ir.CALL
        for cond, _ in conditions(body, body.ops[vid][6])
    )
