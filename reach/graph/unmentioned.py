"""`getattr(self, name)(...)` by a name that nobody knows: what nothing else mentions."""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.classes import external_bases, mro
from reach.flow.evaluator import Evaluator
from reach.flow.objects import NAMELESS
from reach.flow.program import Program
from reach.flow.values import (
    Bound,
    Class,
    Function,
    Instance,
    Module,
    Unknown,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir

MAX_TARGETS = 256
"""Functions that one name may mean which nobody knows."""


def got_by_name(ev: Evaluator, body: Body, vid: int) -> list[Unknown]:
    """The attributes that a callee may be whose name is not known: not one that is named here, nor
    what these give, of which nothing is known either."""
    op = body.ops[vid]
    if op[0] == ir.ATTR:
        return []
    inside = _nameless(ev.ask(body, op[1])) if op[0] in _OF_ANOTHER else []
    return [v for v in _nameless(ev.ask(body, vid)) if v not in inside]


_OF_ANOTHER = (ir.ITEM, ir.CALL, ir.ITER, ir.UNPACK, ir.ENTER)


def _nameless(values: Values) -> list[Unknown]:
    return [v for v in in_order(values) if isinstance(v, Unknown) and v.reason == NAMELESS]


def unmentioned(ev: Evaluator, attributes: list[Unknown]) -> list[Body]:
    """Functions that such attributes may be: those of the object that have no other use."""
    found: dict[Body, None] = {}
    for attribute in attributes:
        for owner in _owners(ev, attribute):
            found.update(dict.fromkeys(_unused(ev, owner)))
    return list(found) if len(found) <= MAX_TARGETS else []


def _owners(ev: Evaluator, attribute: Unknown) -> Iterator[Body]:
    """Modules and classes of the project that the object of a `getattr` has its attributes from."""
    body = attribute.body
    if not isinstance(body, Body):
        return
    for op in body.ops:
        if op[0] == ir.CALL and op[4] == attribute.position and op[2] and op[2][0] >= 0:
            for value in in_order(ev.ask(body, op[2][0])):
                yield from _owning(ev, value)


def _owning(ev: Evaluator, value: Value) -> Iterator[Body]:
    if isinstance(value, Module):
        if value.body is not None:
            yield value.body
        return
    cls = value.cls if isinstance(value, Instance) else value
    if not isinstance(cls, Class) or external_bases(ev, cls):
        return
    for owner in mro(ev, cls):
        if isinstance(owner, Class):
            yield owner.body


def _unused(ev: Evaluator, owner: Body) -> Iterator[Body]:
    mentioned = ev.remember("mentioned", lambda: _mentioned(ev.program))
    for name, vid in owner.code.exports.items():
        if name in mentioned or name.startswith("__"):
            continue
        for value in in_order(ev.eval(owner, vid)):
            function = value.function if isinstance(value, Bound) else value
            if isinstance(function, Function) and not function.body.code.decorators:
                yield function.body


def _mentioned(program: Program) -> dict[str, None]:
    """Names that are read as attributes or variables."""
    found: dict[str, None] = {}
    for body in program.bodies:
        for op in body.ops:
            if op[0] == ir.ATTR or op[0] == ir.FROM:
                found[op[2]] = None
            elif op[0] == ir.GLOBAL:
                found[op[1]] = None
    return found
