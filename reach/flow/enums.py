"""Enumerations: members are their values."""

from typing import TYPE_CHECKING

from reach.flow.classes import class_context, external_bases
from reach.flow.contexts import Arguments
from reach.flow.values import EMPTY, Class, Const, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_BASES = frozenset(
    "enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag strenum.StrEnum".split()
)


def is_enum(ev: "Evaluator", cls: Class) -> bool:
    """Whether a class is an enumeration."""
    return any(name in _BASES for name in external_bases(ev, cls))


def enum_members(ev: "Evaluator", cls: Class) -> Values:
    """The values of all members."""
    found: Values = EMPTY
    for name, vid in cls.body.code.exports.items():
        if not name.startswith("_"):
            values = ev.eval(cls.body, vid, class_context(ev, cls))
            found |= frozenset(v for v in values if isinstance(v, Const))
    return found


def enum_lookup(ev: "Evaluator", cls: Class, arguments: Arguments) -> Values:
    """`Color(value)`: the member with that value, or any member."""
    members = enum_members(ev, cls)
    given = ev.argument(arguments.first(0, "value"))
    wanted = {v.value for v in given if isinstance(v, Const)}
    chosen = frozenset(v for v in members if isinstance(v, Const) and v.value in wanted)
    return chosen or members
