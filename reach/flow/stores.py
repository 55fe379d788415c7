"""Assignments that are not made on `self`: `x.name = value`, `setattr`, and calls that keep things.

The call graph registers them in `Evaluator.stores` when it meets them, under the class of an
object, or under the class, module, function or external thing itself. Names in angle brackets
stand for what is kept elsewhere than in an attribute."""

from typing import TYPE_CHECKING

from reach.flow.contexts import Context
from reach.flow.program import Body, context_dependent
from reach.flow.values import EMPTY, Instance, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_STORES = 60
"""Assignments to one attribute that are looked at."""

REGISTERED, SENT, MADE = "<registered>", "<sent>", "<made>"
"""Implementations of a generic function; values sent to a generator; objects of a class."""

Read = tuple[Body, int]
"""A place that reads an attribute."""


def base_of(op: ir.Op) -> int:
    """The object that an assignment changes."""
    return int(op[1] if op[0] == ir.SETATTR else op[2][0])


def value_of(op: ir.Op) -> int:
    """What it assigns: the last argument of a call."""
    return int(op[3] if op[0] == ir.SETATTR else op[2][-1])


def assigned(ev: "Evaluator", place: object, name: str, read: Read | None = None) -> Values:
    """What is assigned to an attribute of a module, class or function from elsewhere.

    A body that keeps the original before it replaces it does not read its own replacement."""
    found: Values = EMPTY
    for body, vid in ev.stores_at(place, name)[:MAX_STORES]:
        if read is None or body is not read[0] or vid < read[1]:
            found |= ev.eval(body, value_of(body.ops[vid]))
    return found


def assigned_to(ev: "Evaluator", instance: Instance, body: Body, vid: int) -> Values:
    """What an assignment gives an object, in those of its contexts that may change it."""
    op = body.ops[vid]
    base, value = base_of(op), value_of(op)
    contexts: list[Context | None] = [None]
    if instance.site is not None and context_dependent(body)[base]:
        contexts = ev.contexts_of(body)
    found: Values = EMPTY
    for context in contexts:
        if _changes(ev, instance, ev.eval(body, base, context)):
            found |= ev.eval(body, value, context)
    return found


def _changes(ev: "Evaluator", instance: Instance, bases: Values) -> bool:
    if instance.site is None:
        return True
    return any(isinstance(base, Instance) and _same(instance, base) for base in bases)


def _same(instance: Instance, base: Value) -> bool:
    if base is instance:
        return True
    assert isinstance(base, Instance)
    if base.site is None:
        return base.cls.body is instance.cls.body
    return base.site is instance.site and base.vid == instance.vid
