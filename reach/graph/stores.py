"""Sites that assign something which other code reads."""

from reach.flow.bodies import Body, is_self
from reach.flow.classes import has_generated_init, member
from reach.flow.constructors import call_arguments
from reach.flow.evaluator import Evaluator
from reach.flow.queues import PUTTING, queue_of
from reach.flow.signals import CONNECTORS, connected_to
from reach.flow.stores import HOLDING, MADE, REGISTERED, REPLACED, SENT, bare
from reach.flow.values import (
    Bound,
    Class,
    Const,
    External,
    Function,
    Generated,
    Instance,
    Module,
    Partial,
    Value,
    Wrapped,
)
from reach.records import code as ir

Key = tuple[object, str]
"""Place and name of an attribute, as in `Evaluator.stores`."""

_SETTERS = frozenset(
    f"<builtin>.{name}" for name in ("setattr", "object.__setattr__", "type.__setattr__")
)


def stores(ev: Evaluator, body: Body, vid: int) -> list[Key]:
    """The attributes that a site assigns, save those of the `self` of a method."""
    op = body.ops[vid]
    if op[0] == ir.CALL:
        return [k for v in ev.eval(body, op[1]) for k in _kept(ev, body, vid, v)]
    own = body.owner is not None and is_self(body, op[1])
    return _places(ev, body, op[1], op[2], op[3], own, changes_in_place(body, op))


def changes_in_place(body: Body, op: ir.Op) -> bool:
    """Whether an assignment stands for a change of the object that the attribute holds."""
    ops, value = body.ops, op[3]
    if ops[value][0] not in (ir.SETITEM, ir.MUTATE):
        return False
    while ops[value][0] in (ir.SETITEM, ir.MUTATE):
        value = ops[value][1]
    return bool(ops[value][0] == ir.ATTR and ops[value][2] == op[2])


def _defining(ev: Evaluator, cls: Class, name: str) -> list[Key]:
    owner = member(ev, cls, name)[1]
    return [(owner, name)] if isinstance(owner, Class) else []


def _places(
    ev: Evaluator,
    body: Body,
    base: int,
    name: str,
    stored: int,
    own: bool = False,
    in_place: bool = False,
) -> list[Key]:
    found: list[Key] = []
    for value in ev.eval(body, base):
        if isinstance(value, Instance):
            if not own:
                found.append((value.cls.body, name))
            elif in_place:
                found += _defining(ev, value.cls, name)
        elif isinstance(value, Class) and in_place:
            found += _defining(ev, value, name)
        elif isinstance(value, External) and (
            value.name in HOLDING or (value.site is not None and _is_replaced(ev, body, stored))
        ):
            found += [(bare(ev, value), name), (bare(ev, value), REPLACED)]
        elif isinstance(value, (Class, Module, Function)) or (
            isinstance(value, External) and value.site is None
        ):
            found.append((value, name))
    return found


def _is_replaced(ev: Evaluator, body: Body, stored: int) -> bool:
    """Whether an object from outside gets a function of the project in the place of its own."""
    return any(isinstance(v, (Function, Bound, Partial)) for v in ev.eval(body, stored))


def _kept(ev: Evaluator, body: Body, vid: int, callee: Value) -> list[Key]:
    """What a call keeps: an attribute, an implementation, a value for a generator, an object."""
    op = body.ops[vid]
    given = [a for a in op[2] if a >= 0]
    if isinstance(callee, Class):
        return [(callee.body, MADE)] if has_generated_init(ev, callee) else []
    if not isinstance(callee, External):
        return []
    if callee.name in _SETTERS and len(given) == 3:
        names = _names(ev, body, given[1], given[2])
        return [key for name in names for key in _places(ev, body, given[0], name, given[2])]
    receiver = callee.receiver
    if given and callee.name in CONNECTORS:
        return connected_to(ev, callee)
    if callee.name in PUTTING and op[2] and op[2][0] >= 0:
        return queue_of(ev, callee)
    if callee.name == "<builtin>.generator.send" and isinstance(receiver, Generated) and given:
        return [(receiver.body, SENT)]
    registers = callee.name.startswith("<builtin>.singledispatch.register") and given
    if registers and isinstance(receiver, Wrapped) and _implementation(ev, body, vid):
        return [(receiver, REGISTERED)]
    if callee.name == "dataclasses.replace":
        objects = ev.argument(call_arguments(body, vid, None).first(0, "obj"))
        return [(v.cls.body, MADE) for v in objects if isinstance(v, Instance)]
    return []


def _names(ev: Evaluator, body: Body, vid: int, value: int) -> list[str]:
    """The names that a call of `setattr` may give. Objects of the project, under names of which
    some are not known, do not replace what is assigned by its name."""
    values = ev.eval(body, vid)
    names = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]
    if len(names) == len(values) or ev.program.written_names.isdisjoint(names):
        return names
    if not all(isinstance(v, Instance) for v in ev.eval(body, value)):
        return names
    return [name for name in names if name not in ev.program.written_names]


def _implementation(ev: Evaluator, body: Body, vid: int) -> bool:
    last = [a for a in body.ops[vid][2] if a >= 0][-1]
    return any(isinstance(v, (Function, Wrapped)) for v in ev.eval(body, last))
