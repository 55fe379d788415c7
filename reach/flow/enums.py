"""Enumerations: a member whose value is a literal can stand for it."""

from typing import TYPE_CHECKING

from reach.flow.classes import class_context, external_bases, own_member
from reach.flow.contexts import Arguments
from reach.flow.values import (
    EMPTY,
    OVERRIDABLE,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Instance,
    Member,
    Pattern,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_BASES = frozenset(
    "enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag strenum.StrEnum".split()
)
_LOWER = ("enum.StrEnum", "strenum.StrEnum")


def is_enum(ev: "Evaluator", cls: Class) -> bool:
    """Whether a class is an enumeration."""
    return any(name in _BASES for name in external_bases(ev, cls))


def as_members(ev: "Evaluator", owner: Class, name: str, values: Values) -> Values:
    """The values of a name of an enumeration as its members; methods stay what they are."""
    return frozenset(_as_member(ev, owner, name, value) for value in values)


def _as_member(ev: "Evaluator", owner: Class, name: str, value: Value) -> Value:
    if isinstance(value, Member):
        return value
    if isinstance(value, Const):
        return ev.pool.member(value, owner, name)
    vid = owner.body.code.exports.get(name, -1)
    made = isinstance(value, External) and value.name.endswith("()")
    if made and external_bases(ev, owner)[0] in _LOWER and value.name == "enum.auto()":  # type: ignore[attr-defined]
        return ev.pool.member(ev.pool.const(name.lower(), owner.body), owner, name)
    if made or isinstance(value, (Bundle, Container, Pattern)) or _is_class(owner, vid, value):
        return ev.pool.instance(owner, owner.body, vid, owner.closure)
    return value


def _is_class(owner: Class, vid: int, value: Value) -> bool:
    """Whether a value is a class that is assigned: a function would be a method, and what is
    written inside the enumeration belongs to it."""
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
    if any(not isinstance(v, Const) or v.kind in OVERRIDABLE for v in given):
        return members
    wanted = {v.value for v in given if isinstance(v, Const)}
    chosen = frozenset(v for v in members if isinstance(v, Const) and v.value in wanted)
    return chosen or members
