"""Attributes whose name is known in part: `getattr(self, f"visit_{kind}")`."""

from typing import TYPE_CHECKING

from reach.flow.classes import mro, subclasses
from reach.flow.strings import may_be
from reach.flow.values import EMPTY, Class, Const, Instance, Module, Pattern, Unknown, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MIN_LETTERS = 2
"""Letters of the name that have to be known."""

MAX_NAMES = 64
"""More attributes than this are taken to be told apart by nobody."""


def says_something(name: Pattern) -> bool:
    """Whether enough letters of a name are known to tell attributes apart."""
    return sum(c.isalpha() for part in name.parts for c in part or "") >= MIN_LETTERS


def matching_attributes(ev: "Evaluator", value: Value, name: Pattern) -> Values:
    """What the attributes with such a name hold; empty where none or too many have one."""
    from reach.flow.attributes import attribute

    if not says_something(name):
        return EMPTY
    names = [n for n in _defined(ev, value) if may_be(name, n)]
    if len(names) > MAX_NAMES:
        return EMPTY
    return frozenset(v for n in names for v in attribute(ev, value, n))


def named_attributes(ev: "Evaluator", value: Value, names: Values) -> Values:
    """What the attributes of one object hold that have one of these names."""
    from reach.flow.attributes import attribute

    found: Values = EMPTY
    for name in names:
        if isinstance(name, Pattern):
            found |= matching_attributes(ev, value, name)
        elif isinstance(name, Const) and isinstance(name.value, str):
            held = attribute(ev, value, name.value)
            found |= frozenset(v for v in held if not isinstance(v, Unknown))
    return found


def _defined(ev: "Evaluator", value: Value) -> list[str]:
    """The names that a module or the classes of an object define."""
    if isinstance(value, Module):
        return sorted(value.body.code.exports) if value.body is not None else []
    cls = value.cls if isinstance(value, Instance) else value
    if not isinstance(cls, Class):
        return []
    owners = [owner for owner in mro(ev, cls) if isinstance(owner, Class)]
    if isinstance(value, Instance) and not value.exact:
        owners += subclasses(ev, cls)
    return sorted({name for owner in owners for name in owner.body.code.exports})
