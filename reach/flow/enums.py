"""Enumerations: a member whose value is a literal can stand for it."""

from typing import TYPE_CHECKING

from reach.flow.classes import class_context, external_bases, member, own_member
from reach.flow.contexts import Argument, Arguments, Thunk
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Member,
    Pattern,
    Value,
    Values,
    is_fixed,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_BASES = frozenset(
    "enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag strenum.StrEnum".split()
)
_CONTAINERS = (Bundle, Container, Pattern)
_LOWER = ("enum.StrEnum", "strenum.StrEnum")


def is_enum(ev: "Evaluator", cls: Class) -> bool:
    """Whether a class is an enumeration."""
    return any(name in _BASES for name in external_bases(ev, cls))


def as_members(ev: "Evaluator", owner: Class, name: str, values: Values) -> Values:
    """The values of a name of an enumeration as its members; methods stay what they are."""
    constructed = _is_constructed(ev, owner)
    return frozenset(_as_member(ev, owner, name, value, constructed) for value in values)


CONSTRUCTORS = ("__new__", "__init__")


def _is_constructed(ev: "Evaluator", cls: Class) -> bool:
    """Whether members have attributes that a constructor of the project gives them."""
    found = (member(ev, cls, name)[0] for name in CONSTRUCTORS)
    return any(isinstance(v, Function) for values in found for v in values)


def member_arguments(ev: "Evaluator", instance: Instance) -> Arguments | None:
    """What a member of an enumeration is constructed with: the items of its value, if that is a
    tuple, else the value."""
    cls = instance.cls
    if instance.site is not cls.body or instance.vid < 0 or not is_enum(ev, cls):
        return None
    op, context = cls.body.ops[instance.vid], class_context(ev, cls)
    items = op[1] if op[0] == ir.TUPLE else (instance.vid,)
    given: list[tuple[bool, Argument]] = [
        (i < 0, Thunk(cls.body, i if i >= 0 else ~i, context)) for i in items
    ]
    return Arguments(tuple(given))


def _as_member(ev: "Evaluator", owner: Class, name: str, value: Value, constructed: bool) -> Value:
    if isinstance(value, (Member, Function)):
        return value
    if isinstance(value, Const) and not constructed:
        return ev.pool.member(value, owner, name)
    vid = owner.body.code.exports.get(name, -1)
    made = isinstance(value, External) and value.name.endswith("()")
    if made and external_bases(ev, owner)[0] in _LOWER and value.name == "enum.auto()":  # type: ignore[attr-defined]
        return ev.pool.member(ev.pool.const(name.lower(), owner.body), owner, name)
    kinds = (*_CONTAINERS, Const) if constructed else _CONTAINERS
    if made or isinstance(value, kinds) or _is_object(ev, owner, vid, value):
        return ev.pool.instance(owner, owner.body, vid, owner.closure)
    return value


def _is_object(ev: "Evaluator", owner: Class, vid: int, value: Value) -> bool:
    """Whether a value is an object or a class that is assigned: a function would be a method, what
    is written inside the enumeration belongs to it, and another member stays what it is."""
    if isinstance(value, Instance):
        return value.cls is not owner and not is_enum(ev, value.cls)
    if isinstance(value, External):
        return value.name.rpartition(".")[2][:1].isupper()
    return isinstance(value, Class) and value.body.parent is not owner.body


def member_detail(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """The `name` or `value` of a member that is not a literal."""
    cls = instance.cls
    names = [n for n, vid in cls.body.code.exports.items() if vid == instance.vid]
    if name == "name":
        return frozenset(ev.pool.const(n, cls.body) for n in names)
    return ev.eval(cls.body, instance.vid, class_context(ev, cls))


def enum_members(ev: "Evaluator", cls: Class) -> Values:
    """All members."""
    found: Values = EMPTY
    for name in cls.body.code.exports:
        if not name.startswith("_"):
            members = as_members(ev, cls, name, own_member(ev, cls, name))
            found |= frozenset(v for v in members if isinstance(v, (Member, Instance)))
    return found


def enum_lookup(ev: "Evaluator", cls: Class, arguments: Arguments) -> Values:
    """`Color(value)`: the member with that value; any member, where the value is not known or the
    environment or the command line may give another."""
    members = enum_members(ev, cls)
    given = ev.argument(arguments.first(0, "value"))
    if any(not is_fixed(v) for v in given):
        return members
    wanted = {v.value for v in given if isinstance(v, Const)}
    chosen = frozenset(v for v in members if not wanted.isdisjoint(_plain(ev, v)))
    return chosen or members


def _plain(ev: "Evaluator", value: Value) -> set[object]:
    """The literal that a member stands for, the first of several where a constructor takes them."""
    if isinstance(value, Const):
        return {value.value}
    arguments = member_arguments(ev, value) if isinstance(value, Instance) else None
    first = ev.argument(arguments.first(0, "value")) if arguments is not None else EMPTY
    return {v.value for v in first if isinstance(v, Const)}
