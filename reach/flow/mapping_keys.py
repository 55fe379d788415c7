"""The keys of a mapping that is made, copied and changed step by step."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.changes import MAPPINGS
from reach.flow.contexts import Context
from reach.flow.mutations import keys_and_rest, mutation, takes_away
from reach.flow.sizes import keys_of
from reach.flow.values import Bundle, Const, Container, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def mapping_keys(ev: "Evaluator", container: Container) -> Values:
    """The keys of a mapping, without those that were taken out of it for certain."""
    found: set[Value] = set()
    gone = _taken_out(ev, container)
    for keys in _keys(ev, container):
        found |= keys
        if len(found) > 2 * ev.pool.WIDTH:
            break
    return frozenset(v for v in found if not (isinstance(v, Const) and v.value in gone))


def _keys(ev: "Evaluator", container: Container) -> Iterator[Values]:
    """The keys that each operation adds, the last change first."""
    from reach.flow.filled import fillings

    seen, work = {container}, [container]
    while work:
        container = work.pop()
        body, context = container.body, container.context
        keys, inner = keys_and_rest(body, container.vid)
        for vid in keys:
            yield ev.eval(body, vid, context)
        before = [v for vid in inner for v in ev.eval(body, vid, context)]
        if container.kind == "kwargs" and context is not None:
            names, before = _given(ev, context)
            yield names
        changed = body.ops[container.vid][0] in (ir.SETITEM, ir.MUTATE, ir.REFINE)
        if body.ops[container.vid][0] == ir.REFINE:
            for each in fillings(ev, body, body.ops[container.vid], context):
                before += ev.eval(each.body, each.vid, each.context)
        for value in reversed(before):
            if changed and isinstance(value, Container) and value.kind not in MAPPINGS:
                continue
            if isinstance(value, Container) and value not in seen:
                seen.add(value)
                work.append(value)
            elif isinstance(value, Bundle) and value.kind in ("dict", "config"):
                yield frozenset(ev.pool.const(key) for key, _ in value.entries)


def _given(ev: "Evaluator", context: Context) -> tuple[Values, list[Value]]:
    """The names that `**kwargs` takes of the arguments of a call, and the mappings among these."""
    taken = {p.name for p in context.body.code.parameters}
    keywords = context.arguments.keywords
    names = frozenset(ev.pool.const(name) for name, _ in keywords if name and name not in taken)
    return names, [v for name, given in keywords if name is None for v in ev.argument(given)]


def _taken_out(ev: "Evaluator", container: Container) -> frozenset[Any]:
    """Keys that the last changes took out of a mapping."""
    body, vid, context = container.body, container.vid, container.context
    gone: frozenset[Any] = frozenset()
    while (op := body.ops[vid])[0] == ir.MUTATE and takes_away(body.ops, op):
        gone |= popped_key(ev, body, op, context) or frozenset()
        vid = op[1]
    return gone


def popped_key(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None
) -> frozenset[Any] | None:
    """The key that a `pop` takes out of a mapping; None where it is not certain."""
    method, given = mutation(body, op)
    keys = keys_of(ev.eval(body, given[0], context)) if method == "pop" and given else None
    return keys if keys is not None and len(keys) == 1 else None
