"""Operators: of objects, of truth, of comparison."""

from typing import TYPE_CHECKING

from reach.flow import texts
from reach.flow.bodies import Body
from reach.flow.classes import external_bases, member
from reach.flow.contexts import Context
from reach.flow.defaults import compared, negated
from reach.flow.environment import without_variable
from reach.flow.narrowing import falsy, outcome, truthy
from reach.flow.special import special
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    Function,
    Instance,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def either(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """`a or b`."""
    left = ev.eval(body, op[1], context)
    kept = frozenset(v for v in left if not falsy(v))
    if left and kept == left and all(truthy(v) or _is_object(ev, v) for v in left):
        return left
    right = ev.eval(body, op[2], context)
    return kept | (without_variable(ev, left, right) if kept == left else right)


def _is_object(ev: "Evaluator", value: Value) -> bool:
    """Whether this is an object that is true, as its class does not say otherwise."""
    if not isinstance(value, Instance) or value.site is None:
        return False
    if not _PLAIN.issuperset(external_bases(ev, value.cls)):
        return False
    asked = [v for name in ("__bool__", "__len__") for v in member(ev, value.cls, name)[0]]
    return not any(isinstance(v, Function) for v in asked)


_PLAIN = frozenset(
    (
        "<builtin>.object",
        "abc.ABC",
        "pydantic.BaseModel",
        "pydantic_settings.BaseSettings",
        "torch.nn.Module",
        "typing.Generic",
        "typing.Protocol",
    )
)
"""Classes from outside whose objects are true."""


def both(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """`a and b`."""
    left = ev.eval(body, op[1], context)
    kept = frozenset(v for v in left if isinstance(v, Const) and not truthy(v))
    if left and len(kept) == len(left):
        return left
    return kept | ev.eval(body, op[2], context)


def inverted(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """`not a`."""
    known = outcome(ev, body, op[1], context)
    if known is None:
        return negated(ev, ev.eval(body, op[1], context)) or ev.unknown("condition", body, 0)
    return frozenset((ev.pool.const(not known, body, 0),))


def comparison(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """A comparison, decided where its sides are known."""
    known = outcome(ev, body, vid, context)
    if known is None:
        return compared(ev, body, op, context) or ev.unknown("comparison", body, op[4])
    return frozenset((ev.pool.const(known, body, op[4]),))


def binary(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """`a + b` and the like: containers, objects with the methods for it, texts."""
    left, right = ev.eval(body, op[2], context), ev.eval(body, op[3], context)
    found: set[Value] = set()
    refused = ev.pool.external("<builtin>.NotImplemented")
    if op[1] in ("+", "|", "+=", "|="):
        for value in (*left, *right):
            if isinstance(value, (Container, Bundle)) and value.kind != "object":
                found.add(ev.pool.container(value.kind, body, vid, context))
    for value in left:
        if isinstance(value, Instance):
            for name in SPECIAL_OPERATORS.get(op[1].rstrip("=") or op[1], ()):
                found |= special(ev, value, name, (right,)) - {refused}
    if found:
        return frozenset(found)
    for value in right:
        if isinstance(value, Instance):
            for name in SPECIAL_OPERATORS.get(op[1], ()):
                found |= special(ev, value, "__r" + name[2:], (left,)) - {refused}
    if found:
        return frozenset(found)
    return texts.operator(ev, op[1].rstrip("=") or op[1], left, right, body, op[4])


SPECIAL_OPERATORS: dict[str, tuple[str, ...]] = {
    "+": ("__add__",),
    "-": ("__sub__",),
    "*": ("__mul__",),
    "/": ("__truediv__",),
    "//": ("__floordiv__",),
    "%": ("__mod__",),
    "**": ("__pow__",),
    "@": ("__matmul__",),
    "&": ("__and__",),
    "|": ("__or__",),
    "^": ("__xor__",),
    "<<": ("__lshift__",),
    ">>": ("__rshift__",),
}


def unary(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """`-a`, `+a` and `~a`."""
    names = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}
    found: Values = EMPTY
    for value in ev.eval(body, op[2], context):
        if isinstance(value, Instance) and op[1] in names:
            found |= special(ev, value, names[op[1]], ())
    return found or ev.unknown("arithmetic", body, 0)
