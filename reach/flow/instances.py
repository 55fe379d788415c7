"""Attributes of objects: what was stored on them, and what their classes have."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body, is_self
from reach.flow.classes import (
    MAX_OVERRIDES,
    class_of_body,
    external_bases,
    fields,
    has_generated_init,
    is_property,
    is_protocol,
    member,
    mro,
    overriding,
    own_member,
    subclasses,
)
from reach.flow.constructors import parent_inits, receiver_context
from reach.flow.contexts import Arguments
from reach.flow.enums import member_detail
from reach.flow.fields import declared_field, field_value
from reach.flow.pool import TOO_MANY
from reach.flow.spread import spread_on
from reach.flow.stores import MAX_STORES, assigned_to, base_of
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Generated,
    Instance,
    Member,
    Partial,
    Pattern,
    Unknown,
    Value,
    Values,
    Wrapped,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


UNWRAPPED = "werkzeug.local.LocalProxy._get_current_object"
"""What a proxy that is declared as what it stands for has in addition."""


def type_name(value: Value) -> str:
    """Name of the built-in type of a value."""
    if isinstance(value, Const):
        return type(value.value).__name__
    if isinstance(value, Pattern):
        return "str"
    if isinstance(value, (Container, Bundle)):
        return {"args": "tuple", "kwargs": "dict", "config": "dict"}.get(value.kind, value.kind)
    if isinstance(value, Generated):
        return "generator"
    return "object"


# -- objects ----------------------------------------------------------------------------------


def instance_attribute(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """An attribute of an object: what was stored on it, else what its class has."""
    if name == "__class__":
        return frozenset((instance.cls,))
    if name in ("value", "_value_", "name") and instance.site is instance.cls.body:
        return member_detail(ev, instance, name)
    if ev.program.intercepts and not name.startswith("__"):
        from reach.flow.intercepted import intercepted

        answered = intercepted(ev, instance, name)
        if answered is not None:
            return answered
    return plain_attribute(ev, instance, name)


def plain_attribute(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """An attribute of an object, whatever a `__getattribute__` of its class makes of it."""
    return ev.read((instance, name), _instance_attribute, ev, instance, name)


def _instance_attribute(ev: "Evaluator", instance: Instance, name: str) -> Values:
    stored = stores_on(ev, instance, name)
    values, owner = member(ev, instance.cls, name)
    if name == "__call__" and values:
        stored = EMPTY
    if isinstance(owner, External) and (stored or name in fields(ev, instance.cls)):
        values = EMPTY
    elif isinstance(owner, External) and ("filled", instance) in ev.tables:
        from reach.flow.settings.filled import outside

        values = outside(ev, instance, name) or values
    found = frozenset(v for value in values for v in bind(ev, instance, value))
    if stored and is_property(values) and not all(isinstance(v, Unknown) for v in found):
        stored = EMPTY
    if not instance.exact and not stored:
        below = _overrides(ev, instance, name)
        found = _implemented(ev, found) | below if below else found
    if has_generated_init(ev, instance.cls):
        field = field_value(ev, instance, name)
        if field or (field is not None and stored):
            return field | stored
    if stored:
        if not _described(ev, values) and _assigned_by_constructor(ev, instance.cls, name):
            return stored
        plain = frozenset(v for v in found if not (isinstance(v, Const) and v.value is None))
        return stored | plain
    if found:
        if instance.exact or not all(_is_none(v) for v in found):
            return found
        return found | _stored_below(ev, instance, name) | _given_below(ev, instance.cls, name)
    typed = declared_field(ev, instance.cls, name) or _stored_below(ev, instance, name)
    if typed:
        return typed
    return _delegated(ev, instance, name)


def class_attribute_of(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """What an object has of its classes alone, before anything is stored on it."""
    values, _ = member(ev, instance.cls, name)
    found = frozenset(v for value in values for v in bind(ev, instance, value))
    return found if instance.exact else found | _overrides(ev, instance, name)


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None


def _stored_below(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """What a mixin expects: an attribute that only the classes which inherit from it assign, or
    that is None in its own."""
    if instance.exact or name.startswith("__"):
        return EMPTY
    below, above = subclasses(ev, instance.cls), mro(ev, instance.cls)
    owners = {owner: None for sub in below[:MAX_OVERRIDES] for owner in mro(ev, sub)}
    stores = {
        store: None
        for owner in owners
        if isinstance(owner, Class) and owner not in above
        for store in ev.program.self_stores.get((owner.body, name), ())
    }
    found: Values = EMPTY
    if len(below) <= MAX_OVERRIDES and len(stores) <= MAX_STORES:
        for body, vid in stores:
            found |= ev.eval(body, body.ops[vid][3])
    return found


def _given_below(ev: "Evaluator", cls: Class, name: str) -> Values:
    """What is None in a class, and something else in too many below it."""
    below = subclasses(ev, cls)
    if len(below) > MAX_OVERRIDES and any(name in sub.body.code.exports for sub in below):
        return ev.unknown(TOO_MANY)
    return EMPTY


def _described(ev: "Evaluator", values: Values) -> bool:
    """Whether a property or descriptor stands in the class, which no assignment hides."""
    return any(
        (isinstance(v, Wrapped) and v.kind == "property")
        or (isinstance(v, Instance) and bool(member(ev, v.cls, "__set__")[0]))
        for v in values
    )


def _assigned_by_constructor(ev: "Evaluator", cls: Class, name: str) -> bool:
    """Whether every object has the attribute from its `__init__`, whatever the class says."""
    for owner in mro(ev, cls):
        if not isinstance(owner, Class) or "__init__" not in owner.body.code.exports:
            continue
        inits = [v for v in own_member(ev, owner, "__init__") if isinstance(v, Function)]
        stores = ev.program.self_stores.get((owner.body, name), ())
        for body, vid in stores:
            if body.ops[vid][5] == 0 and any(body is init.body for init in inits):
                return True
        if not all(parent_inits(init.body, "__init__") for init in inits):
            break
    return False


def bind(ev: "Evaluator", instance: Instance | Member, value: Value) -> Values:
    """What reading a class member through an object gives."""
    if isinstance(value, Function):
        return frozenset((ev.pool.bound(value, instance),))
    if isinstance(value, Wrapped):
        if value.kind == "staticmethod":
            return frozenset((value.function,))
        if value.kind == "classmethod":
            return frozenset((ev.pool.bound(value.function, instance.cls),))
        if value.kind == "property":
            return _call(ev, value.function, (instance,))
        if value.kind.startswith("singledispatch"):
            return frozenset((ev.pool.bound(value, instance),))
        if isinstance(value.function, Partial):
            given = value.function
            method = ev.pool.bound(given.function, instance)
            return frozenset((ev.pool.partial(method, given.body, given.vid, given.context),))
        return frozenset((ev.pool.bound(value.function, instance),))
    if isinstance(value, Instance):
        getters, _ = member(ev, value.cls, "__get__")
        getter = [g for g in getters if isinstance(g, Function)]
        if getter:
            return _call(ev, ev.pool.bound(getter[0], value), (instance, instance.cls))
    if isinstance(value, Partial) and value.function is not None:
        return frozenset((value,))
    if isinstance(value, External) and isinstance(instance, Instance):
        from reach.flow.settings.members import external_member

        known = external_member(ev, instance, value)
        if known is not None:
            return known
    if isinstance(value, External) and value.receiver is instance.cls:
        return frozenset((ev.pool.external(value.name, instance),))
    return frozenset((value,))


def _call(ev: "Evaluator", function: Value, values: tuple[Value, ...]) -> Values:
    from reach.flow.calls import call_value

    arguments = Arguments(tuple((False, frozenset((v,))) for v in values))
    return call_value(ev, function, arguments, None, -1, None)


def _implemented(ev: "Evaluator", methods: Values) -> Values:
    """The methods that are there to be called, not only to be overridden."""
    return frozenset(
        v
        for v in methods
        if not (
            isinstance(v, Bound)
            and isinstance(v.function, Function)
            and (v.function.body.is_abstract or _is_protocol(ev, v.function.body.owner))
        )
    )


NEVER = "is never assigned"
"""What is said of an attribute that objects of a class do not have: who asks one of these for it
does not get any further."""

_OF_TUPLES = frozenset(("_asdict", "_replace"))
"""Methods that named tuples have."""


def _is_protocol(ev: "Evaluator", body: Body | None) -> bool:
    cls = class_of_body(ev, body)
    return cls is not None and is_protocol(cls)


def _overrides(ev: "Evaluator", instance: Instance, name: str) -> Values:
    found: Values = EMPTY
    for sub, owner in overriding(ev, instance.cls, name):
        inexact = ev.pool.instance(sub, exact=False)
        for value in own_member(ev, owner, name):
            found |= bind(ev, inexact, value)
    return found


def stores_on(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """Values assigned to an attribute of an object, in its methods and from outside."""
    found: Values = EMPTY
    count = 0
    for owner in mro(ev, instance.cls):
        if not isinstance(owner, Class):
            continue
        for body, vid in ev.program.self_stores.get((owner.body, name), ()):
            count += 1
            if count > MAX_STORES:
                return found | ev.unknown("too many assignments to one attribute")
            found |= _self_store(ev, instance, body, vid)
        for body, vid in ev.stores_at(owner.body, name, MAX_STORES):
            op = body.ops[vid]
            if op[0] == ir.SETATTR and is_self(body, base_of(op)) and body.owner is owner.body:
                continue
            found |= assigned_to(ev, instance, name, body, vid)
        if owner.body in ev.program.spread and all(map(_is_none, found)):
            found |= spread_on(ev, instance, owner.body, name)
    return found


def _self_store(ev: "Evaluator", instance: Instance, body: Body, vid: int) -> Values:
    value = body.ops[vid][3]
    first = body.code.parameters[0]
    if first.kind != ir.POSITIONAL:
        return EMPTY
    return ev.eval(body, value, receiver_context(ev, instance, body))


def member_attribute(ev: "Evaluator", value: Member, name: str) -> Values:
    """An attribute of a member of an enumeration: of its class, else of its value."""
    if name in ("value", "_value_"):
        plain = ev.pool.const(value.value, value.body, value.position, value.kind, value.path)
        return frozenset((plain,))
    if name in ("name", "_name_"):
        return frozenset((ev.pool.const(value.name, value.body, value.position),))
    if name == "__class__":
        return frozenset((value.cls,))
    values, owner = member(ev, value.cls, name)
    if isinstance(owner, Class):
        return frozenset(v for found in values for v in bind(ev, value, found))
    return frozenset((ev.pool.external(f"<builtin>.{type_name(value)}.{name}", value),))


def _delegated(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """`__getattr__`, else nothing that is known."""
    if not (name.startswith("__") and name.endswith("__")):
        getters, _ = member(ev, instance.cls, "__getattr__")
        for getter in getters:
            if isinstance(getter, Function):
                return _call(
                    ev, ev.pool.bound(getter, instance), (ev.pool.const(name),)
                ) or ev.unknown(f"attribute {name} comes from __getattr__")
    if name == UNWRAPPED.rpartition(".")[2]:
        return frozenset((ev.pool.external(UNWRAPPED, instance),))
    if name in _OF_TUPLES and "typing.NamedTuple" in external_bases(ev, instance.cls):
        return frozenset((ev.pool.external(f"typing.NamedTuple.{name}", instance),))
    if name == "__match_args__" and has_generated_init(ev, instance.cls):
        names = [frozenset((ev.pool.const(each),)) for each in fields(ev, instance.cls)]
        return frozenset((ev.pool.bundle("tuple", list(enumerate(names))),))
    cls = instance.cls.body.code.name
    owner, _ = fields(ev, instance.cls).get(name, (None, -1))
    if owner is not None and (owner.body.code.decorators or len(mro(ev, instance.cls)) > 1):
        reason = f"field {name} of {cls} has no default"
        return ev.unknown(reason, owner.body, owner.body.code.name_start)
    return ev.unknown(f"attribute {name} of {cls} {NEVER}")
