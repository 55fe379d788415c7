"""Attributes that a method takes from a mapping all at once: `self.__dict__.update(options)`, and
`for name, value in options.items(): setattr(self, name, value)`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import Body, is_self
from reach.flow.constructors import receiver_context
from reach.flow.containers import item
from reach.flow.values import EMPTY, Instance, Unknown, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

Spread = dict[Body, list[tuple[Body, int]]]
"""By class: the methods that do so, and the operations that give the mappings."""

MAX_MAPPINGS = 8
"""Mappings of one class that are looked at."""


def spread(bodies: Iterable[Body]) -> Spread:
    """Where methods do so."""
    found: Spread = defaultdict(list)
    for body in bodies:
        if body.owner is not None and body.code.kind == "function" and body.code.parameters:
            for vid in _mappings(body):
                if len(found[body.owner]) < MAX_MAPPINGS:
                    found[body.owner].append((body, vid))
    return {owner: places for owner, places in found.items() if places}


def spread_on(ev: "Evaluator", instance: Instance, owner: Body, name: str) -> Values:
    """What an attribute of an object has from such mappings."""
    found: Values = EMPTY
    for body, vid in ev.program.spread.get(owner, ()):
        context = receiver_context(ev, instance, body)
        for mapping in ev.eval(body, vid, context):
            given = item(ev, mapping, frozenset((ev.pool.const(name),)))
            found |= frozenset(v for v in given if not isinstance(v, Unknown))
    return found


def _mappings(body: Body) -> Iterator[int]:
    ops = body.ops
    for op in ops:
        if op[0] == ir.SETATTR and op[2] == "__dict__" and is_self(body, op[1]):
            if ops[op[3]][0] not in (ir.MUTATE, ir.SETITEM):
                yield op[3]
        elif op[0] == ir.CALL:
            callee, given = ops[op[1]], op[2]
            if callee[0] == ir.ATTR and callee[2] == "update" and _is_namespace(body, callee[1]):
                if given and given[0] >= 0:
                    yield given[0]
                yield from (vid for name, vid in op[3] if name is None)
            elif callee[:2] == (ir.GLOBAL, "setattr") and len(given) == 3 and min(given) >= 0:
                named = _items(body, ops[given[1]], ops[given[2]])
                yield from named if is_self(body, given[0]) else ()


def _is_namespace(body: Body, vid: int) -> bool:
    """Whether this is `self.__dict__` or `vars(self)`."""
    op = body.ops[vid]
    if op[0] == ir.ATTR:
        return bool(op[2] == "__dict__") and is_self(body, op[1])
    if op[0] != ir.CALL or len(op[2]) != 1 or op[2][0] < 0:
        return False
    return bool(body.ops[op[1]][:2] == (ir.GLOBAL, "vars")) and is_self(body, op[2][0])


def _items(body: Body, name: ir.Op, value: ir.Op) -> Iterator[int]:
    """The mapping whose names and values these are."""
    if name[0] != ir.UNPACK or name[2] != 0 or value[:3] != (ir.UNPACK, name[1], 1):
        return
    each = body.ops[name[1]]
    call = body.ops[each[1]] if each[0] == ir.ITER else each
    if call[0] == ir.CALL and not call[2]:
        callee = body.ops[call[1]]
        if callee[0] == ir.ATTR and callee[2] == "items":
            yield callee[1]
