"""Functions that are handed to something nobody knows, which may call them.

`client.on_message(answer)`: no rule says what the library does with `answer`, and nothing else
calls it. Then whoever hands it over counts as its caller, by an edge that is marked as uncertain.
Only above sinks that no entry point leads to: such an edge adds a way where there would be none,
and competes with nothing that is known. Decorators hand nothing over: most of them give back what
they are given.
"""

from collections.abc import Iterable, Iterator

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.values import Bound, External, Function, Partial, Unknown, Value, Values, Wrapped
from reach.graph.build import CallGraph, Edge
from reach.graph.entries import Entry
from reach.graph.sinks import SinkCall
from reach.records import code as ir

HANDED = "handed"

MAX_ROUNDS = 4
"""Functions that are handed over by functions that are handed over themselves."""

_NOT_CALLING = ("<builtin>.", "inspect.", "typing.", "logging.")
"""What is known not to call what it is given, or to be told by other edges if it does."""

_NOT_HANDING = ir.DECORATOR | ir.RAISE | ir.PATTERN


def hand_over(graph: CallGraph, entries: Iterable[Entry], sinks: Iterable[SinkCall]) -> None:
    """Add the edges that lead to sinks which no entry point reaches."""
    entered, bodies = {entry.body for entry in entries}, {sink.body for sink in sinks}
    for _ in range(MAX_ROUNDS):
        tops = _tops(graph, entered, bodies)
        found = list(_edges(graph, tops)) if tops else []
        for edge in found:
            graph.edges.setdefault(edge.caller, {}).setdefault((edge.vid, edge.callee), edge)
        if not found:
            break


def _tops(graph: CallGraph, entered: set[Body], sinks: set[Body]) -> set[Body]:
    """The functions above sinks that nobody calls, where no entry point is above the sink."""
    callers: dict[Body, dict[Body, None]] = {}
    for edges in graph.edges.values():
        for edge in edges.values():
            if edge.caller is not edge.callee:
                callers.setdefault(edge.callee, {})[edge.caller] = None
    found: set[Body] = set()
    for sink in sinks:
        above, work = {sink}, [sink]
        while work:
            for caller in callers.get(work.pop(), ()):
                if caller not in above:
                    above.add(caller)
                    work.append(caller)
        if above.isdisjoint(entered):
            found.update(b for b in above if b not in callers and b.parent is not None)
    return found


def _edges(graph: CallGraph, tops: set[Body]) -> Iterator[Edge]:
    """The calls of things outside the project that are given one of these functions."""
    ev = graph.evaluator
    names = _names(tops)
    for body in graph.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] != ir.CALL or op[7] & _NOT_HANDING:
                continue
            given = [a if a >= 0 else ~a for a in op[2]] + [v for _, v in op[3]]
            named = [v for each in given for v in _naming(body, each, names, tops)]
            if named and _is_outside(ev.ask(body, op[1])):
                for target in dict.fromkeys(f.body for f in _functions(ev, body, named)):
                    if target in tops:
                        yield Edge(body, vid, target, HANDED)


def _names(tops: set[Body]) -> set[str]:
    """The names of functions, and of those that may make them."""
    bodies = [*tops, *(body.parent for body in tops if body.parent is not None)]
    return {body.code.name.rpartition(".")[2] for body in bodies} - {""}


def _naming(body: Body, vid: int, names: set[str], tops: set[Body]) -> list[int]:
    """Operations of an argument, or of what is written in it, that may be one of the functions."""
    op = body.ops[vid]
    while op[0] == ir.REFINE:
        vid = op[1]
        op = body.ops[vid]
    if op[0] in (ir.LIST, ir.TUPLE, ir.SET):
        return [v for each in op[1] if each >= 0 for v in _naming(body, each, names, tops)]
    if op[0] == ir.DICT:
        return [v for _, each in op[1] for v in _naming(body, each, names, tops)]
    if op[0] == ir.CALL:
        return [vid] if _naming(body, op[1], names, tops) else []
    if op[0] == ir.FUNC:
        return [vid] if body.child(op[1]) in tops else []
    return [vid] if any(isinstance(part, str) and part in names for part in op[1:]) else []


def _is_outside(callees: Values) -> bool:
    """Whether what is called is, or may be, something that nobody knows."""
    return not callees or any(
        isinstance(v, Unknown) or (isinstance(v, External) and not v.name.startswith(_NOT_CALLING))
        for v in callees
    )


def _functions(
    ev: Evaluator, body: Body, vids: Iterable[int], context: Context | None = None
) -> Iterator[Function]:
    for vid in vids:
        for value in sorted(ev.ask(body, vid, context), key=lambda v: v.order):
            function, _ = _bare(value)
            if function is not None:
                yield function


def _bare(value: Value | None) -> tuple[Function | None, Value | None]:
    """The function that calling a value runs, and the object it is called on."""
    receiver: Value | None = None
    while isinstance(value, (Bound, Partial, Wrapped)):
        if isinstance(value, Bound):
            receiver = value.receiver
        value = value.function
    return (value, receiver) if isinstance(value, Function) else (None, None)


def handed_context(ev: Evaluator, edge: Edge, context: Context | None) -> Context | None:
    """What a function that is handed over knows: its closure and its object, no argument."""
    op = edge.caller.ops[edge.vid]
    given = [a if a >= 0 else ~a for a in op[2]] + [v for _, v in op[3]]
    called = {edge.callee}
    for vid in (v for each in given for v in _naming(edge.caller, each, _names(called), called)):
        for value in sorted(ev.ask(edge.caller, vid, context), key=lambda v: v.order):
            function, receiver = _bare(value)
            if function is not None and function.body is edge.callee:
                own = ((False, frozenset((receiver,))),) if receiver is not None else ()
                return ev.context(edge.callee, function.closure, Arguments(own, (), True))
    return None
