"""Attributes whose reading or writing runs code: properties, descriptors, `__getattr__`."""

from reach.flow.bodies import Body, is_self
from reach.flow.classes import (
    MAX_OVERRIDES,
    fields,
    has_generated_init,
    member,
    mro,
    overriding,
    own_member,
    subclasses,
)
from reach.flow.contexts import Argument, Arguments, Thunk
from reach.flow.evaluator import Evaluator
from reach.flow.lazy_modules import stand_ins
from reach.flow.program import Program
from reach.flow.special import is_abstract
from reach.flow.values import (
    Bound,
    Class,
    External,
    Function,
    Instance,
    Member,
    Module,
    Partial,
    Super,
    Value,
    Values,
    Wrapped,
    in_order,
)
from reach.graph.sites import Target
from reach.graph.special import Given, methods, targets
from reach.graph.stores import changes_in_place
from reach.graph.traits import READ, WRITTEN, trait_targets
from reach.records import code as ir


def may_run_code(program: Program, body: Body, op: ir.Op) -> bool:
    """Whether reading this attribute, or assigning to it, can run anything."""
    if op[2] in program.property_names:
        return True
    if op[0] == ir.SETATTR:
        return "__setattr__" in program.methods
    of_module = program.dynamic_modules and body.ops[op[1]][0] in _MAYBE_MODULES
    return program.dynamic_classes or of_module


_MAYBE_MODULES = (ir.GLOBAL, ir.IMPORT, ir.FROM, ir.ATTR, ir.FREE, ir.CALL)


def read_targets(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """What reading an attribute runs."""
    name = op[2]
    found: list[Target] = []
    for value in ev.ask(body, op[1]):
        if isinstance(value, (Instance, Member)):
            found += getter(ev, value, name) + trait_targets(ev, value, name, READ)
        elif isinstance(value, Super):
            found += _inherited(ev, value, name)
        elif isinstance(value, Module):
            found += module_getter(ev, value, name)
        elif isinstance(value, Class) and name in ev.program.property_names:
            found += _of_class(ev, value, name)
    return found


def _of_class(ev: Evaluator, cls: Class, name: str) -> list[Target]:
    """What reading an attribute of a class runs: the descriptor that it is."""
    given: Given = ((False, frozenset((ev.pool.const(None),))), (False, frozenset((cls,))))
    entries = member(ev, cls, name)[0] if "__get__" in ev.program.methods else ()
    return [
        target
        for entry in entries
        if isinstance(entry, Instance)
        for target in methods(ev, entry, "__get__", given)
    ]


def _inherited(ev: Evaluator, value: Super, name: str) -> list[Target]:
    """What `super().name` runs."""
    receiver = value.receiver
    if not isinstance(receiver, Instance):
        return []
    entries = member(ev, receiver.cls, name, after=value.cls)[0]
    return [target for entry in entries for target in _getter(ev, receiver, entry)]


def write_targets(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """What assigning to an attribute runs, now or later."""
    found = _handed_over(ev, body, op)
    if not may_run_code(ev.program, body, op) or changes_in_place(body, op):
        return found
    name = op[2]
    for value in ev.ask(body, op[1]):
        if isinstance(value, Instance):
            found += setter(ev, value, name, Thunk(body, op[3], None))
            found += trait_targets(ev, value, name, WRITTEN)
    return found


def _handed_over(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """`parser.on_start = f`: what is assigned to an object from outside is there to be called."""
    if is_self(body, op[1]) or body.ops[op[3]][0] not in _MAYBE_FUNCTIONS:
        return []
    callbacks = [v for v in ev.ask(body, op[3]) if isinstance(v, (Function, Bound))]
    if not callbacks:
        return []
    outside = [v for v in ev.ask(body, op[1]) if isinstance(v, External)]
    if not any(v.name.endswith(")") for v in outside):
        return []
    unknown = Arguments(partly=True)
    return [
        target._replace(certainty="framework")
        for callback in in_order(callbacks)
        for target in targets(ev, callback, unknown)
    ]


_MAYBE_FUNCTIONS = (ir.FUNC, ir.ATTR, ir.GLOBAL, ir.FREE, ir.FROM)


def getter(ev: Evaluator, value: Instance | Member, name: str) -> list[Target]:
    """What reading an attribute of an object runs."""
    found: list[Target] = []
    values, _ = member(ev, value.cls, name)
    below = []
    if isinstance(value, Instance) and not value.exact:
        below = _overrides(ev, value, name)
    for entry in values:
        if not below or not _is_abstract(entry):
            found += _getter(ev, value, entry)
    for receiver, entry in below:
        found += _getter(ev, receiver, entry)
    key: tuple[tuple[bool, Argument], ...] = ((False, frozenset((ev.pool.const(name),))),)
    known = values or name in _OF_OBJECTS or _stored(ev, value.cls, name)
    if not known and not _known_below(ev, value, name):
        found += methods(ev, value, "__getattr__", key)
    return found + methods(ev, value, "__getattribute__", key)


_OF_OBJECTS = frozenset((*dir(object), "__dict__", "__module__", "__weakref__"))
"""What every object has, so that nobody is asked for it who answers for what is missing."""


def _is_abstract(entry: Value) -> bool:
    """Whether a property is there only to be overridden."""
    return isinstance(entry, Wrapped) and is_abstract(entry.function)


def _getter(ev: Evaluator, value: Instance | Member, entry: Value) -> list[Target]:
    if isinstance(entry, Instance):
        if not entry.exact:  # what a field holds, by its declared type
            return []
        given = tuple((False, frozenset((v,))) for v in (value, value.cls))
        return methods(ev, entry, "__get__", given)
    if not isinstance(entry, Wrapped) or entry.kind != "property":
        return []
    return _accessor(ev, value, entry.function, ())


def _accessor(
    ev: Evaluator,
    value: Instance | Member,
    function: Value | None,
    given: tuple[tuple[bool, Argument], ...],
) -> list[Target]:
    arguments = Arguments(((False, frozenset((value,))), *given))
    certainty = "dispatch" if isinstance(value, Instance) and not value.exact else "direct"
    if isinstance(function, Partial):
        return [t._replace(certainty=certainty) for t in targets(ev, function, arguments)]
    if not isinstance(function, Function):
        return []
    return [Target(function.body, "", function.closure, arguments, certainty)]


def _overrides(ev: Evaluator, value: Instance, name: str) -> list[tuple[Instance, Value]]:
    return [
        (ev.pool.instance(sub, exact=False), entry)
        for sub, owner in overriding(ev, value.cls, name)
        for entry in own_member(ev, owner, name)
    ]


def setter(ev: Evaluator, value: Instance, name: str, given: Thunk) -> list[Target]:
    """What assigning to an attribute of an object runs: its `__setattr__`, if it has one."""
    key: Values = frozenset((ev.pool.const(name),))
    own = methods(ev, value, "__setattr__", ((False, key), (False, given)))
    return own or plain_setter(ev, value, name, given)


def plain_setter(ev: Evaluator, value: Instance, name: str, given: Thunk) -> list[Target]:
    """What `object.__setattr__` runs: the setter of a property, or a descriptor."""
    found: list[Target] = []
    for entry in member(ev, value.cls, name)[0]:
        if isinstance(entry, Wrapped):
            found += _accessor(ev, value, entry.setter, ((False, given),))
        elif isinstance(entry, Instance):
            found += methods(ev, entry, "__set__", ((False, frozenset((value,))), (False, given)))
    return found


def _stored(ev: Evaluator, cls: Class, name: str) -> bool:
    """Whether objects of a class are given such an attribute, by their methods or by others."""
    if _has_field(ev, cls, name):
        return True
    given = any(
        (owner.body, name) in ev.program.self_stores or ev.stores_at(owner.body, name)
        for owner in mro(ev, cls)
        if isinstance(owner, Class)
    )
    return given and not _kept_elsewhere(ev, cls, name)


def _kept_elsewhere(ev: Evaluator, cls: Class, name: str) -> bool:
    """Whether what is assigned goes where `__getattr__` finds it, because `__setattr__` does not
    put everything on the object; what has an underscore in front is its own."""
    if name.startswith("_"):
        return False
    entries = member(ev, cls, "__setattr__")[0]
    setters = [v.body for v in entries if isinstance(v, Function)]
    return bool(setters) and not any(_puts_all(body) for body in setters)


def _puts_all(setter: Body) -> bool:
    """Whether a `__setattr__` hands everything on to the one of `object`, or writes to the object's
    mapping of attributes."""
    called = {op[1] for op in setter.ops if op[0] == ir.CALL and op[6] == 0}
    return any(
        op[0] == ir.ATTR and (op[2] == "__dict__" or (op[2] == "__setattr__" and vid in called))
        for vid, op in enumerate(setter.ops)
    )


def _has_field(ev: Evaluator, cls: Class, name: str) -> bool:
    """Whether an annotated name is there on every object: one that is only declared is there if a
    generated constructor puts it there."""
    owner, vid = fields(ev, cls).get(name, (None, -1))
    if owner is None:
        return False
    declared = owner.body.ops[vid] if vid >= 0 else None
    bare = declared is not None and declared[0] == ir.ANNOTATED and declared[1] < 0
    return not bare or has_generated_init(ev, cls)


def _known_below(ev: Evaluator, value: Instance | Member, name: str) -> bool:
    """Whether a subclass, which an object may be of, has what its class has not."""
    if not isinstance(value, Instance) or value.exact:
        return False
    return any(
        name in sub.body.code.exports or _stored(ev, sub, name)
        for sub in subclasses(ev, value.cls)[:MAX_OVERRIDES]
    )


def module_getter(ev: Evaluator, value: Module, name: str) -> list[Target]:
    """What asking a module for a name runs that it does not define."""
    module = value.body
    if module is None or name in module.code.exports:
        return []
    full = f"{value.name}.{name}"
    if full in ev.program.modules or full in ev.program.packages:
        return []
    vid = module.code.exports.get("__getattr__")
    if vid is None:
        return [t for each in stand_ins(ev, module) for t in getter(ev, each, name)]
    return [
        Target(f.body, "", f.closure, Arguments(((False, frozenset((ev.pool.const(name),))),)))
        for f in ev.eval(module, vid)
        if isinstance(f, Function)
    ]
