"""Objects of a declared class, where `isinstance` says of which classes below it they may be."""

from typing import TYPE_CHECKING

from reach.flow.classes import mro, subclasses
from reach.flow.values import Class, Instance, Value, Values

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.evaluator import Evaluator

MAX_HEIRS = 4
"""Classes below one that stand in its place."""


def of_heirs(ev: "Evaluator", values: Values, wanted: "frozenset[Body]") -> Values:
    """The values, where each is of one of the classes: an object of a class above is of theirs."""
    if not wanted or not any(isinstance(v, Instance) and not v.exact for v in values):
        return values
    found: set[Value] = set()
    for value in values:
        heirs = _heirs(ev, value, wanted) if isinstance(value, Instance) else []
        found.update(heirs or (value,))
    return frozenset(found)


def _heirs(ev: "Evaluator", value: Instance, wanted: "frozenset[Body]") -> list[Value]:
    if value.exact or _is_one(ev, value.cls, wanted):
        return []
    below = [c for c in subclasses(ev, value.cls) if _is_one(ev, c, wanted)]
    tops = [c for c in below if not any(c is not o and o in mro(ev, c) for o in below)]
    if len(tops) > MAX_HEIRS:
        return []
    return [ev.pool.instance(c, value.site, value.vid, value.context, exact=False) for c in tops]


def _is_one(ev: "Evaluator", cls: Class, wanted: "frozenset[Body]") -> bool:
    return any(isinstance(owner, Class) and owner.body in wanted for owner in mro(ev, cls))
