"""`value.name`, for every kind of value."""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.classes import (
    class_context,
    class_of_body,
    fields,
    has_generated_init,
    is_protocol,
    member,
    mro,
    overriding,
    own_member,
)
from reach.flow.contexts import Arguments, Context, Thunk
from reach.flow.derived import attribute_of
from reach.flow.enums import as_members, is_enum, member_detail
from reach.flow.fields import declared_field, field_value
from reach.flow.modules import module_attribute
from reach.flow.program import Body, is_self
from reach.flow.settings.hooks import known_attribute
from reach.flow.stores import MAX_STORES, Read, assigned, assigned_to, base_of
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
    Module,
    Partial,
    Pattern,
    Super,
    Unknown,
    Value,
    Values,
    Wrapped,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def attribute(ev: "Evaluator", value: Value, name: str, read: Read | None = None) -> Values:
    """The values of an attribute; empty when the object certainly has none of that name."""
    if isinstance(value, Instance):
        return instance_attribute(ev, value, name)
    if isinstance(value, External):
        return _external(ev, value, name, read)
    if isinstance(value, Module):
        return _module(ev, value, name, read)
    if isinstance(value, Class):
        return class_attribute(ev, value, name, read)
    if isinstance(value, Unknown):
        return frozenset((value,))
    if isinstance(value, Super):
        return _super(ev, value, name)
    if isinstance(value, Bundle) and value.kind == "object":
        return _object(ev, value, name)
    if isinstance(value, (Bundle, Container)) and value.kind == "config":
        from reach.flow.settings.configs import config_attribute

        return config_attribute(ev, value, name)
    if isinstance(value, (Const, Pattern)) and value.path:
        from reach.flow.paths import path_attribute

        found = path_attribute(ev, value, name)
        if found is not None:
            return found
    if isinstance(value, Member):
        return member_attribute(ev, value, name)
    if isinstance(value, Const) and name == "value":
        return frozenset((value,))
    if isinstance(value, (Function, Bound, Partial, Wrapped)):
        return _function(ev, value, name, read)
    return frozenset((ev.pool.external(f"<builtin>.{type_name(value)}.{name}", value),))


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


def _object(ev: "Evaluator", value: Bundle, name: str) -> Values:
    for key, values in value.entries:
        if key == name:
            return values
    return value.rest


def _external(ev: "Evaluator", value: External, name: str, read: Read | None) -> Values:
    known = known_attribute(ev, value, name)
    if known is not None:
        return known
    if value.name == "<builtin>.object" and not hasattr(object, name):
        return EMPTY
    plain = attribute_of(value.name, name)
    if plain == value.name:
        return frozenset((value,))
    if name == "__class__" and value.name.endswith("()"):
        return frozenset((ev.pool.external(value.name[:-2]),))
    if plain == "sys.argv" and read is not None:  # whose arguments depends on who asks
        return frozenset((ev.pool.external(plain, None, read[0], read[1]),))
    found: Values = frozenset((ev.pool.external(plain, _relevant(value), None, -1, None),))
    if value.site is None and value.receiver is None:
        found |= assigned(ev, value, name, read)
    return found


def _relevant(value: External) -> Value | None:
    """The object a method is called on, when it is one."""
    return value if value.site is not None or value.receiver is not None else None


def _module(ev: "Evaluator", value: Module, name: str, read: Read | None) -> Values:
    found = module_attribute(ev, value, name, read)
    if found:
        return found
    return ev.unknown(f"module {value.name} has no {name}")


def _function(ev: "Evaluator", value: Value, name: str, read: Read | None) -> Values:
    found = assigned(ev, value, name, read)
    if found:
        return found
    if name == "__wrapped__":
        return original(ev, value)
    if name in ("__call__", "__func__"):
        return frozenset((value,))
    if isinstance(value, Wrapped) and value.kind.startswith("singledispatch"):
        return frozenset((ev.pool.external(f"<builtin>.singledispatch.{name}", value),))
    if isinstance(value, Bound) and name == "__self__":
        return frozenset((value.receiver,))
    if isinstance(value, Function) and name in ("__name__", "__qualname__"):
        return frozenset((ev.pool.const(value.body.code.name.rpartition(".")[2]),))
    if isinstance(value, Partial) and name == "func":
        return frozenset((value.function,))
    return frozenset((ev.pool.external(f"<builtin>.function.{name}", value),))


def original(ev: "Evaluator", value: Value) -> Values:
    """The function that `functools.wraps` says a function stands for; else the function."""
    if isinstance(value, Wrapped):
        return frozenset((value.function,))
    if not isinstance(value, Function) or value.body.parent is None:
        return frozenset((value,))
    parent, found = value.body.parent, EMPTY
    for vid in value.body.code.decorators:
        op = parent.ops[vid]
        if op[0] == ir.CALL and op[2] and op[2][0] >= 0:
            callees = ev.eval(parent, op[1], value.closure)
            if any(isinstance(v, External) and v.name == "functools.wraps" for v in callees):
                found |= ev.eval(parent, op[2][0], value.closure)
    return found or frozenset((value,))


# -- classes ----------------------------------------------------------------------------------


def class_attribute(ev: "Evaluator", cls: Class, name: str, read: Read | None = None) -> Values:
    """An attribute of a class object."""
    if name in ("__name__", "__qualname__"):
        return frozenset((ev.pool.const(cls.body.code.name.rpartition(".")[2]),))
    values, owner = member(ev, cls, name, read=read)
    if isinstance(owner, Class) and is_enum(ev, owner) and not name.startswith("_"):
        values = as_members(ev, owner, name, values)
    if values:
        return frozenset(v for found in values for v in _on_class(ev, cls, found))
    if owner is None:
        meta = metaclass(ev, cls)
        if meta is not None:
            found, _ = member(ev, meta, name)
            return frozenset(ev.pool.bound(v, cls) for v in found if isinstance(v, Function))
    declared_fields = cls.body.code.fields
    for field, vid in declared_fields:
        if field == name:
            return declared(ev, cls.body, cls.body.ops[vid][2], class_context(ev, cls))
    return EMPTY


def metaclass(ev: "Evaluator", cls: Class) -> Class | None:
    """The project metaclass of a class."""
    for owner in mro(ev, cls):
        if not isinstance(owner, Class):
            continue
        for key, vid in owner.site.ops[owner.vid][3]:
            if key == "metaclass":
                for value in ev.eval(owner.site, vid, owner.closure):
                    if isinstance(value, Class):
                        return value
    return None


def _on_class(ev: "Evaluator", cls: Class, value: Value) -> Values:
    if isinstance(value, Wrapped):
        if value.kind == "classmethod":
            return frozenset((ev.pool.bound(value.function, cls),))
        if value.kind == "staticmethod":
            return frozenset((value.function,))
    if isinstance(value, Function) and value.body.code.name.rpartition(".")[2] in (
        "__init_subclass__",
        "__class_getitem__",
    ):
        return frozenset((ev.pool.bound(value, cls),))
    return frozenset((value,))


def _super(ev: "Evaluator", value: Super, name: str) -> Values:
    receiver = value.receiver
    cls = receiver.cls if isinstance(receiver, Instance) else receiver
    if not isinstance(cls, Class):
        return EMPTY
    if isinstance(receiver, Class) and value.cls not in mro(ev, cls):
        return _super_of_metaclass(ev, receiver, value.cls, name)
    values, _ = member(ev, cls, name, after=value.cls)
    if isinstance(receiver, Instance):
        return frozenset(v for found in values for v in bind(ev, receiver, found))
    if name == "__new__":
        return values
    return frozenset(v for found in values for v in _on_class(ev, cls, found))


def _super_of_metaclass(ev: "Evaluator", cls: Class, after: Class, name: str) -> Values:
    meta = metaclass(ev, cls)
    if meta is None:
        return EMPTY
    found: set[Value] = set()
    for value in member(ev, meta, name, after=after)[0]:
        if isinstance(value, Function):
            found.add(ev.pool.bound(value, cls))
        else:
            found.add(ev.pool.external(value.name, cls) if isinstance(value, External) else value)
    return frozenset(found)


# -- objects ----------------------------------------------------------------------------------


def instance_attribute(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """An attribute of an object: what was stored on it, else what its class has."""
    if name == "__class__":
        return frozenset((instance.cls,))
    if name in ("value", "_value_", "name") and instance.site is instance.cls.body:
        return member_detail(ev, instance, name)
    return ev.read((instance, name), _instance_attribute, ev, instance, name)


def _instance_attribute(ev: "Evaluator", instance: Instance, name: str) -> Values:
    stored = stores_on(ev, instance, name)
    values, owner = member(ev, instance.cls, name)
    if isinstance(owner, External) and (stored or name in fields(ev, instance.cls)):
        values = EMPTY
    found = frozenset(v for value in values for v in bind(ev, instance, value))
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
        return found
    typed = declared_field(ev, instance.cls, name)
    if typed:
        return typed
    return _delegated(ev, instance, name)


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
        if not all(_parent_inits(init.body, "__init__") for init in inits):
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
        for body, vid in ev.stores_at(owner.body, name)[:MAX_STORES]:
            if is_self(body, base_of(body.ops[vid])) and body.owner is owner.body:
                continue
            found |= assigned_to(ev, instance, body, vid)
    return found


def _self_store(ev: "Evaluator", instance: Instance, body: Body, vid: int) -> Values:
    value = body.ops[vid][3]
    first = body.code.parameters[0]
    if first.kind != ir.POSITIONAL:
        return EMPTY
    return ev.eval(body, value, receiver_context(ev, instance, body))


def receiver_context(ev: "Evaluator", instance: Instance, body: Body) -> Context | None:
    """The context of a method when called on this object; for `__init__`, that of its making."""
    partly = Arguments(((False, frozenset((instance,))),), (), True)
    if instance.site is not None:
        made = init_contexts(ev, instance).get(body)
        if made is not None:
            return made
    return ev.context(body, class_closure(ev, instance, body), partly)


def class_closure(ev: "Evaluator", instance: Instance, body: Body) -> Context | None:
    """The closure of a method of a class that was made inside a function."""
    for owner in mro(ev, instance.cls):
        if isinstance(owner, Class) and owner.body is body.owner:
            return class_context(ev, owner)
    return None


def init_contexts(ev: "Evaluator", instance: Instance) -> dict[Body, Context]:
    """Contexts of `__init__` and of those it calls through `super()`, for one object."""
    known = ev.init_contexts.get(instance)
    if known is None:
        known = _init_contexts(ev, instance)
        ev.init_contexts[instance] = known
    return known


def _init_contexts(ev: "Evaluator", instance: Instance) -> dict[Body, Context]:
    found: dict[Body, Context] = {}
    site = instance.site
    if site is None or instance.vid < 0 or site.ops[instance.vid][0] != ir.CALL:
        return found
    arguments = call_arguments(site, instance.vid, instance.context)
    arguments = arguments.prepend(frozenset((instance,)))
    for name in ("__init__", "__post_init__"):
        values, owner = member(ev, instance.cls, name)
        work: list[tuple[Values, Value | None, Arguments]] = [(values, owner, arguments)]
        while work:
            inits, owner, arguments = work.pop()
            for init in inits:
                if not isinstance(init, Function) or init.body in found:
                    continue
                context = ev.context(init.body, init.closure, arguments)
                if context is None:
                    continue
                found[init.body] = context
                for vid in _parent_inits(init.body, name):
                    if isinstance(owner, Class):
                        upper, upper_owner = member(ev, instance.cls, name, after=owner)
                        inner = call_arguments(init.body, vid, context)
                        inner = _with_self(init.body, vid, inner, instance)
                        work.append((upper, upper_owner, inner))
    return found


def _parent_inits(body: Body, name: str) -> list[int]:
    ops = body.ops
    return [
        vid
        for vid, op in enumerate(ops)
        if op[0] == ir.CALL and ops[op[1]][0] == ir.ATTR and ops[op[1]][2] == name
    ][:8]


def _with_self(body: Body, vid: int, arguments: Arguments, instance: Instance) -> Arguments:
    """`Base.__init__(self, x)` passes self, `super().__init__(x)` does not."""
    base = body.ops[body.ops[body.ops[vid][1]][1]]
    if base[0] == ir.CALL:
        return arguments.prepend(frozenset((instance,)))
    return arguments


def call_arguments(body: Body, vid: int, context: Context | None) -> Arguments:
    """The arguments of a CALL, to be evaluated in its context."""
    op = body.ops[vid]
    return Arguments(
        tuple(
            (False, Thunk(body, a, context)) if a >= 0 else (True, Thunk(body, ~a, context))
            for a in op[2]
        ),
        tuple((name, Thunk(body, a, context)) for name, a in op[3]),
    )


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
    cls = instance.cls.body.code.name
    owner, _ = fields(ev, instance.cls).get(name, (None, -1))
    if owner is not None and (owner.body.code.decorators or len(mro(ev, instance.cls)) > 1):
        reason = f"field {name} of {cls} has no default"
        return ev.unknown(reason, owner.body, owner.body.code.name_start)
    return ev.unknown(f"attribute {name} of {cls} is never assigned")
