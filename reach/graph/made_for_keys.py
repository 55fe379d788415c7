"""What looking up a key calls that a mapping lacks: the factory of a `defaultdict`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contents import factories
from reach.flow.contexts import Arguments
from reach.flow.evaluator import Evaluator
from reach.flow.program import Program
from reach.flow.values import Bundle, Container, Value, in_order
from reach.flow.writers import called_name
from reach.graph.sites import Target
from reach.graph.special import targets
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.graph.build import CallGraph

MAX_CHANGES = 40
"""Changes of a mapping that are walked back to where it was made."""


def has_factories(program: Program) -> bool:
    """Whether the program makes a `defaultdict` that may call something of it."""
    return any(
        op[0] == ir.CALL
        and op[2]
        and op[2][0] >= 0
        and body.ops[op[2][0]][0] != ir.GLOBAL
        and called_name(body, op) == "defaultdict"
        for body in program.bodies
        for op in body.ops
    )


def looked_up(ev: Evaluator, body: Body, mapping: int) -> list[Target]:
    """What `mapping[key]` calls of the factories that mappings were given."""
    known = factories(ev)
    if not known:
        return []
    return [
        target
        for value in in_order(ev.ask(body, mapping))
        for made in _made(ev, value)
        for factory in known.get(made, ())
        for target in targets(ev, factory, Arguments())
    ]


def unasked(graph: "CallGraph") -> list[tuple[Body, int, Target]]:
    """What factories call of which no look-up is known: whoever made the mapping, wherever it
    went, counts as their caller."""
    ev = graph.evaluator
    places = [
        (body, vid)
        for body, names in graph.externals.items()
        for vid, name in names
        if name == "collections.defaultdict" and body.ops[vid][2] and body.ops[vid][2][0] >= 0
    ]
    called = {callee for each in graph.edges.values() for _, callee in each} if places else set()
    return [
        (body, vid, target)
        for body, vid in places
        for factory in in_order(ev.ask(body, body.ops[vid][2][0]))
        for target in targets(ev, factory, Arguments())
        if target.body is not None and target.body not in called
    ]


def _made(ev: Evaluator, value: Value) -> Iterator[Bundle]:
    """The mappings that this one was at first."""
    for _ in range(MAX_CHANGES):
        if not isinstance(value, Container) or value.kind != "dict":
            break
        op = value.body.ops[value.vid]
        if op[0] not in (ir.SETITEM, ir.MUTATE):
            break
        before = ev.eval(value.body, op[1], value.context)
        if len(before) != 1:
            yield from (each for each in in_order(before) if isinstance(each, Bundle))
            break
        value = next(iter(before))
    if isinstance(value, Bundle):
        yield value
