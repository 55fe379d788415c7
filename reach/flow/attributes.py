"""`value.name`, for every kind of value."""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.classes import (
    class_context,
    member,
    mro,
)
from reach.flow.contexts import Arguments
from reach.flow.derived import attribute_of
from reach.flow.enums import as_members, is_enum
from reach.flow.instances import bind, instance_attribute, member_attribute, type_name
from reach.flow.modules import module_attribute
from reach.flow.sent import task_attribute
from reach.flow.settings.hooks import attribute_reader
from reach.flow.standard import CONSTANTS, class_lacks, lacks, made_lacks
from reach.flow.stores import HOLDING, Read, assigned, changed_by_objects, held
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
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
    is_replaceable,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_OF_FUNCTIONS = frozenset(dir(lambda: None))
"""What a function has that nobody put something on."""

PROVIDERS = "providers"
"""Name of the table of partial applications that stand for what they make."""


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
        if name == "run_in_executor":  # only event loops have it
            return frozenset((ev.pool.external(f"asyncio.get_running_loop().{name}"),))
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
    kind = type_name(value)
    if lacks(kind, name) and not _may_be_other(value):
        return EMPTY
    return frozenset((ev.pool.external(f"<builtin>.{kind}.{name}", value),))


def _may_be_other(value: Value) -> bool:
    """Whether a value stands for more than its kind has: a path, or nothing where an option is
    left out that may be given."""
    if isinstance(value, Const) and value.value is None:
        return is_replaceable(value)
    return isinstance(value, (Const, Pattern)) and value.path


def _object(ev: "Evaluator", value: Bundle, name: str) -> Values:
    for key, values in value.entries:
        if key == name:
            return values
    return value.rest


def _external(ev: "Evaluator", value: External, name: str, read: Read | None) -> Values:
    kept = value.attributes
    if kept is not None and name in kept:
        return kept[name]
    reader = attribute_reader(value, name)
    known = reader(ev, value, name) if reader is not None else None
    if known is not None:
        return known
    if value.name in HOLDING and value.site is not None and not hasattr(object, name):
        return held(ev, value, name) or ev.unknown(f"attribute {name} is never assigned")
    found, assignable = _outside(ev, value, name, read)
    if value.site is not None and name in ev.program.assigned_names:
        return found | held(ev, value, name, read)
    if assignable and name in ev.program.assigned_names:
        given = assigned(ev, value, name, read)
        texts = all(isinstance(v, (Const, Pattern)) for v in given)
        return given if given and texts else found | given  # a text: nothing that was there before
    if reader is None and value.name != "sys":  # whose arguments depend on who asks
        if kept is None:
            kept = value.attributes = {}
        kept[name] = found
    return found


def _outside(ev: "Evaluator", value: External, name: str, read: Read | None) -> tuple[Values, bool]:
    """An attribute of something outside, and whether the program may have assigned it."""
    if made_lacks(value.name, name) or _class_lacks(value.name, name):
        return EMPTY, True
    plain = attribute_of(value.name, name)
    if plain == value.name:
        return frozenset((value,)), False
    if name == "__class__" and value.name.endswith("()"):
        return frozenset((ev.pool.external(value.name[:-2]),)), False
    if plain in CONSTANTS:
        return frozenset((ev.pool.const(CONSTANTS[plain]),)), False
    if plain == "sys.argv" and read is not None:
        return frozenset((ev.pool.external(plain, None, read[0], read[1]),)), False
    receiver = _relevant(value)
    return frozenset((ev.pool.external(plain, receiver, None, -1, None),)), receiver is None


def _class_lacks(name: str, attribute: str) -> bool:
    """Whether a class of Python does not have an attribute, neither for its objects nor itself."""
    return class_lacks(name, attribute) and not hasattr(type, attribute)


def _relevant(value: External) -> Value | None:
    """The object a method is called on, when it is one."""
    return value if value.site is not None or value.receiver is not None else None


def _module(ev: "Evaluator", value: Module, name: str, read: Read | None) -> Values:
    found = module_attribute(ev, value, name, read)
    if found:
        return found
    if name == "__dict__":
        return frozenset((ev.pool.external("types.ModuleType.__dict__", value),))
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
    if isinstance(value, Function) and value.body.code.decorators:
        from reach.flow.sent import task_object

        found = frozenset(v for t in task_object(ev, value) for v in attribute(ev, t, name))
        if any(not isinstance(v, (External, Unknown)) for v in found):
            return found
    if isinstance(value, Partial) and value in ev.tables.get(PROVIDERS, ()):
        from reach.flow.calls import call_value

        made = call_value(ev, value, Arguments(), None, -1, None)
        return frozenset(v for each in made for v in attribute(ev, each, name))
    if isinstance(value, Partial) and name == "func":
        return frozenset((value.function,))
    if isinstance(value, Function) and not value.body.code.decorators and name not in _OF_FUNCTIONS:
        return EMPTY
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
        if isinstance(owner, Class):
            values |= changed_by_objects(ev, owner.body, name)
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
    if name == "__new__":
        return frozenset((ev.pool.external("<builtin>.object.__new__", cls),))
    if name == "__subclasses__":
        return frozenset((ev.pool.external("<builtin>.type.__subclasses__", cls),))
    return task_attribute(ev, cls, name)


def metaclass(ev: "Evaluator", cls: Class) -> Class | None:
    """The project metaclass of a class."""
    for owner in mro(ev, cls):
        if not isinstance(owner, Class):
            continue
        op = owner.site.ops[owner.vid]
        named = [vid for key, vid in op[3] if key == "metaclass"]
        if op[0] == ir.CALL:
            named = [op[1]]
        for vid in named:
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
    if name == "__getattribute__" and all(isinstance(v, External) for v in values):
        values = EMPTY  # hardly any class outside has one of its own
    if not values and name in ("__getattribute__", "__new__"):
        values = frozenset((ev.pool.external(f"<builtin>.object.{name}", cls),))
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
