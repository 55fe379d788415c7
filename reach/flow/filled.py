"""Containers that a function is given and changes: what is in them after the call."""

from typing import TYPE_CHECKING, Any, NamedTuple

from reach.flow.bodies import Body
from reach.flow.calls import invocations
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments, Context, Thunk
from reach.flow.fillers import Change
from reach.flow.mutations import mutation
from reach.flow.narrowing import about
from reach.flow.sizes import stored_keys
from reach.flow.values import (
    EMPTY,
    Bundle,
    Container,
    External,
    Unknown,
    Value,
    Values,
    in_order,
)
from reach.flow.writers import called_name
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

NESTING = 3
"""Mappings within mappings."""

MAX_ENTRIES = 100
"""Entries of mappings within mappings that are looked at for one change."""

_MAPPINGS = ("dict", "config")


class Filling(NamedTuple):
    """A change in one call."""

    body: Body
    vid: int
    context: Context
    is_inside: bool
    is_certain: bool
    """Whether it is made in any case, and nothing after it."""


def may_fill(ev: "Evaluator", body: Body, op: ir.Op, values: Values) -> bool:
    """Whether a call may change what it is given, told by its name."""
    if not any(isinstance(v, (Container, Bundle)) for v in values):
        return False
    return called_name(body, body.ops[op[3]]) in ev.program.fillers.names


def fillings(ev: "Evaluator", body: Body, op: ir.Op, context: Context | None) -> list[Filling]:
    """The changes that a call makes to what it was given by one of its arguments."""
    vid = op[3]
    given = call_arguments(body, vid, context)
    callees = ev.eval(body, body.ops[vid][1], context)
    made = [
        each
        for callee in in_order(callees)
        if not isinstance(callee, (External, Unknown))
        for each in invocations(ev, callee, given, body, vid, context)
    ]
    found: list[Filling] = []
    for each in made:
        changes = ev.program.fillers.changes.get(each.body)
        inner = ev.context(each.body, each.closure, each.arguments) if changes else None
        if inner is None or not changes:
            continue
        mine = [c for c in changes if _is_given(body, op[1], each.body, c, each.arguments)]
        straight = len(made) == 1 and body.ops[vid][6] == 0 and len(each.body.code.blocks) < 2
        sure = straight and not any(c.is_inside for c in mine)
        found += [
            Filling(each.body, c.vid, inner, c.is_inside, sure and c is mine[-1]) for c in mine
        ]
    return found


def _is_given(body: Body, place: int, callee: Body, change: Change, arguments: Arguments) -> bool:
    """Whether a parameter is what stands in some place of the call."""
    index = callee.ops[change.parameter][1]
    given = arguments.of_parameter(callee, index)
    if not isinstance(given, Thunk) or given.body is not body:
        return False
    return about(body, given.vid, place)


Puts = list[tuple[frozenset[Any], Values]]
"""What is put somewhere inside, with the keys that it may be under."""


def changed_inside(ev: "Evaluator", made: list[Filling], found: Values) -> Values:
    """What was in a mapping, where something inside of it may have been changed as well."""
    inside = [each for each in made if each.is_inside]
    if not inside or not any(isinstance(v, (Bundle, Container)) for v in found):
        return found
    puts = [put for each in inside for put in _puts(ev, each)]
    if not puts:
        return found
    change = _Change(ev, puts)
    return frozenset(change.of(value, 0) for value in in_order(found))


def _puts(ev: "Evaluator", made: Filling) -> Puts:
    from reach.flow.containers import entries

    body, context = made.body, made.context
    op = body.ops[made.vid]
    method, given = ("__setitem__", op[2:4]) if op[0] == ir.SETITEM else mutation(body, op)
    if method in ("setdefault", "__setitem__") and len(given) == 2:
        keys = stored_keys(ev.eval(body, given[0], context))
        return [(keys, ev.eval(body, given[1], context))] if keys else []
    if method != "update":
        return []
    values = [value for argument in given for value in ev.eval(body, argument, context)]
    return [(frozenset((key,)), put) for value in values for key, put in entries(ev, value)]


class _Change:
    """Puts values under their keys, wherever a mapping has these."""

    def __init__(self, ev: "Evaluator", puts: Puts) -> None:
        self.ev = ev
        self.puts = puts
        self.left = MAX_ENTRIES
        self.known: dict[Value, Value] = {}

    def of(self, value: Value, depth: int) -> Value:
        """A mapping in which what is put somewhere stands beside what was under such a key; the
        value itself where nothing changes, or where there is too much in it."""
        from reach.flow.containers import entries

        if depth > NESTING or not isinstance(value, (Bundle, Container)):
            return value
        if value in self.known or value.kind not in _MAPPINGS or self.left <= 0:
            return self.known.get(value, value)
        self.known[value] = value
        before = entries(self.ev, value)
        self.left -= len(before)
        if not before or self.left < 0:
            return value
        after = []
        for key, values in before:
            inner = frozenset(self.of(each, depth + 1) for each in in_order(values))
            more = [put for keys, put in self.puts if key in keys]
            after.append((key, inner.union(*more)))
        if after != before:
            rest, origin = (value.rest, value.origin) if isinstance(value, Bundle) else (EMPTY, "")
            self.known[value] = self.ev.pool.bundle(value.kind, after, rest, origin)
        return self.known[value]
