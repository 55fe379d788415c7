"""Calls without a call: properties, operators, iteration, `with`, text conversion, conditions."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.classes import member
from reach.flow.contexts import Arguments, Thunk
from reach.flow.evaluator import Evaluator
from reach.flow.managers import managed
from reach.flow.operators import SPECIAL_OPERATORS
from reach.flow.program import Program
from reach.flow.values import Instance, in_order
from reach.graph.definitions import class_targets, import_targets
from reach.graph.held import compared, contained, displayed, keyed, shown_inside
from reach.graph.made_for_keys import has_factories, looked_up
from reach.graph.properties import read_targets, write_targets
from reach.graph.shown import FORMATTED, by_percent
from reach.graph.sites import Target
from reach.graph.special import each, first, iterate, methods, targets
from reach.records import code as ir

_COMPARISONS = {
    "==": "__eq__",
    "!=": "__ne__",
    "<": "__lt__",
    "<=": "__le__",
    ">": "__gt__",
    ">=": "__ge__",
}
_REFLECTED = {"__lt__": "__gt__", "__le__": "__ge__", "__gt__": "__lt__", "__ge__": "__le__"}
_UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}
_TRUTH = ("__bool__", "__len__")


def _forms(names: Iterable[str]) -> Iterator[str]:
    """The methods of an operator: of its left and right operand, and in place."""
    for name in names:
        yield from (name, "__r" + name[2:], "__i" + name[2:])


SPECIAL: dict[int, frozenset[str]] = {
    ir.BINOP: frozenset(name for names in SPECIAL_OPERATORS.values() for name in _forms(names)),
    ir.COMPARE: frozenset((*_COMPARISONS.values(), "__contains__", "__iter__")),
    ir.ITEM: frozenset(("__getitem__", "__class_getitem__", "__missing__", "__hash__")),
    ir.SLICE: frozenset(("__getitem__",)),
    ir.SETITEM: frozenset(("__setitem__", "__hash__")),
    ir.ITER: frozenset(("__iter__", "__next__", "__aiter__", "__anext__", "__getitem__")),
    ir.UNPACK: frozenset(("__iter__", "__getitem__")),
    ir.ENTER: frozenset(("__enter__", "__exit__", "__aenter__", "__aexit__", "close", "aclose")),
    ir.FSTRING: frozenset(FORMATTED),
    ir.AWAIT: frozenset(("__await__",)),
    ir.UNARY: frozenset(_UNARY.values()),
    ir.NOT: frozenset(_TRUTH),
    ir.DELETE: frozenset(("__delitem__", "__delattr__", "__delete__", "__hash__")),
    ir.DICT: frozenset(("__hash__",)),
    ir.SET: frozenset(("__hash__",)),
    ir.COMP: frozenset(("__hash__",)),
}
"""Kinds of operations, and the special methods that they may call."""


class Watched(NamedTuple):
    """Operations that can call something in a program."""

    kinds: frozenset[int]
    operators: frozenset[str]
    """Those with two operands that some class defines, in place or not."""


def watched_operations(program: Program) -> Watched:
    """The operations that can call something in this program."""
    defined = set(program.methods)
    for body in program.bodies:
        if body.code.kind == "class":
            defined.update(body.code.exports)
    kinds = {k for k, names in SPECIAL.items() if not defined.isdisjoint(names)}
    if ir.ITEM not in kinds and has_factories(program):
        kinds.add(ir.ITEM)
    operators = {
        operator
        for operator, names in SPECIAL_OPERATORS.items()
        if not defined.isdisjoint(_forms(names))
    }
    if ir.FSTRING in kinds:
        operators.add("%")
    return Watched(
        frozenset(kinds | {ir.CALL, ir.SETATTR, ir.ATTR, ir.IMPORT, ir.FROM, ir.CLASS}),
        frozenset((*operators, *(f"{operator}=" for operator in operators))),
    )


def is_watched(watched: Watched, body: Body, op: ir.Op) -> bool:
    """Whether an operation may call something, where these may."""
    kind = op[0]
    if kind == ir.DICT:
        dear = any(k >= 0 and body.ops[k][0] != ir.CONST for k, _ in op[1])
        return kind in watched.kinds and dear
    if kind == ir.BINOP:
        return op[1] in watched.operators
    return kind in watched.kinds


def tested_operations(program: Program, body: Body) -> frozenset[int]:
    """Values whose truth decides what runs, where objects of the program may have one."""
    if program.methods.keys().isdisjoint(_TRUTH):
        return frozenset()
    return frozenset(
        leaf for _, cond, _ in body.code.blocks if cond >= 0 for leaf in _leaves(body, cond)
    )


def _leaves(body: Body, vid: int) -> Iterator[int]:
    """The last operand of a boolean operator: the first one decides a block of its own."""
    for _ in range(100):
        op = body.ops[vid]
        if op[0] not in (ir.AND, ir.OR):
            break
        vid = op[2]
    if op[0] not in (ir.COMPARE, ir.NOT, ir.CONST):
        yield vid


def truth_targets(ev: Evaluator, body: Body, vid: int) -> list[Target]:
    """What asking for the truth of a value runs."""
    return first(ev, body, vid, _TRUTH)


def implicit_calls(ev: Evaluator, body: Body, vid: int, op: ir.Op) -> list[Target]:
    """What an operation other than a CALL calls."""
    kind = op[0]
    if kind == ir.ATTR:
        return read_targets(ev, body, op)
    if kind in (ir.IMPORT, ir.FROM):
        return import_targets(ev, body, vid, op)
    if kind == ir.CLASS:
        return class_targets(ev, body, vid, op)
    if kind == ir.SETATTR:
        return write_targets(ev, body, op)
    if kind == ir.BINOP:
        return _binary(ev, body, op)
    if kind == ir.COMPARE:
        return _compare(ev, body, op)
    if kind in (ir.ITER, ir.UNPACK):
        return iterate(ev, body, op[1])
    if kind == ir.ENTER:
        return _with(ev, body, op)
    if kind == ir.FSTRING:
        return [t for p in op[1] if not isinstance(p, str) for t in _text(ev, body, p)]
    if kind == ir.DELETE:
        return _delete(ev, body, op)
    if kind in (ir.DICT, ir.SET, ir.COMP):
        return displayed(ev, body, op)
    if kind == ir.NOT:
        return [t for leaf in _leaves(body, op[1]) for t in first(ev, body, leaf, _TRUTH)]
    return _method(ev, body, op)


def _text(ev: Evaluator, body: Body, vid: int) -> list[Target]:
    return first(ev, body, vid, FORMATTED) + shown_inside(ev, body, vid)


def _method(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    kind = op[0]
    if kind == ir.UNARY:
        return each(ev, body, op[2], (_UNARY.get(op[1], ""),))
    if kind == ir.AWAIT:
        return each(ev, body, op[1], ("__await__",))
    if kind == ir.SETITEM:
        given = [(False, Thunk(body, v, None)) for v in op[2:4]]
        found = each(ev, body, op[1], ("__setitem__",), given)
        return found + keyed(ev, body, op[1], op[2])
    if kind != ir.ITEM:
        return each(ev, body, op[1], ("__getitem__",))
    given = [(False, Thunk(body, op[2], None))]
    found = each(ev, body, op[1], ("__getitem__",), given) + keyed(ev, body, op[1], op[2])
    return found + looked_up(ev, body, op[1])


def _with(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """Entering and leaving."""
    found: list[Target] = []
    for value in in_order(ev.ask(body, op[1])):
        for method in managed(ev, value, bool(op[3])):
            found += targets(ev, method, Arguments(partly=True))
    return found


def _delete(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """`del x[key]` and `del x.name`."""
    if op[2] >= 0:
        found = each(ev, body, op[1], ("__delitem__",), ((False, Thunk(body, op[2], None)),))
        return found + keyed(ev, body, op[1], op[2])
    found = each(ev, body, op[1], ("__delattr__",))
    for value in ev.ask(body, op[1]):
        if isinstance(value, Instance):
            for entry in member(ev, value.cls, op[3])[0]:
                found += methods(ev, entry, "__delete__")
    return found


def _binary(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    operator = op[1]
    in_place = operator.endswith("=") and operator not in ("==", "<=", ">=", "!=")
    names = SPECIAL_OPERATORS.get(operator.rstrip("=") if in_place else operator, ())
    found = by_percent(ev, body, op)
    right = ((False, Thunk(body, op[3], None)),)
    left = ((False, Thunk(body, op[2], None)),)
    for name in names:
        called: list[Target] = []
        if in_place:
            called = each(ev, body, op[2], ("__i" + name[2:],), right)
        called = called or each(ev, body, op[2], (name,), right)
        found += called or each(ev, body, op[3], ("__r" + name[2:],), left)
    return found


def _compare(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    operator = op[1]
    if operator in ("in", "not in"):
        argument = ((False, Thunk(body, op[2], None)),)
        inside = each(ev, body, op[3], ("__contains__",), argument)
        return (inside or iterate(ev, body, op[3])) + contained(ev, body, op)
    name = _COMPARISONS.get(operator)
    if name is None:
        return []
    right = ((False, Thunk(body, op[3], None)),)
    found = each(ev, body, op[2], (name,), right)
    if not found and name == "__ne__":
        found = each(ev, body, op[2], ("__eq__",), right)
    if not found:
        left = ((False, Thunk(body, op[2], None)),)
        reflected = ("__eq__",) if name == "__ne__" else (_REFLECTED.get(name, name),)
        found = each(ev, body, op[3], reflected, left)
    return found + compared(ev, body, op, name)
