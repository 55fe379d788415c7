"""Assignments to attributes of objects from outside the project, found by name."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.hooks import table, texts
from reach.flow.settings.named_calls import calls_named
from reach.flow.values import EMPTY, External, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_STORES = 60
"""Assignments to attributes of one name that are looked at."""

Stores = dict[str, list[tuple[Body, int, int]]]
"""Name -> body, vid of the object, vid of the value."""

Made = tuple[str, Body | None, int]
"""The name of what makes an object, and the call, in whatever context."""

Index = dict[Made, list[tuple[Body, int]]]
"""Body and vid of what is assigned."""


def _stores(ev: "Evaluator") -> Stores:
    """Assignments as they are written."""
    found: Stores = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.SETATTR:
                found.setdefault(op[2], []).append((body, op[1], op[3]))
    return found


def _computed(ev: "Evaluator") -> Stores:
    """`setattr(object, name, value)`, by the names it may have."""
    found: Stores = {}
    for body, vid in calls_named(ev, "setattr"):
        op = body.ops[vid]
        if len(op[2]) == 3 and min(op[2]) >= 0:
            for name in texts(ev.eval(body, op[2][1])):
                found.setdefault(name, []).append((body, op[2][0], op[2][2]))
    return found


def stored(ev: "Evaluator", value: External, name: str) -> Values:
    """What is assigned to an attribute of this object, anywhere."""
    index: Index = table(ev, ("stores of", name), lambda: _by_object(ev, name))
    found: Values = EMPTY
    for body, given in index.get(_made(value), ()):
        found |= ev.eval(body, given)
    return found


def _by_object(ev: "Evaluator", name: str) -> Index:
    """What is assigned to attributes of one name, by the call that made the object."""
    written: Stores = table(ev, "attribute stores", lambda: _stores(ev))
    computed: Stores = table(ev, "computed stores", lambda: _computed(ev))
    found: Index = {}
    for body, base, given in (*written.get(name, ()), *computed.get(name, ()))[:MAX_STORES]:
        made = {_made(value): None for value in ev.eval(body, base) if isinstance(value, External)}
        for each in made:
            found.setdefault(each, []).append((body, given))
    return found


def _made(value: External) -> Made:
    return value.name, value.site, value.vid


def same_object(one: Value, other: Value) -> bool:
    """Whether two values are made by the same call, in whatever context."""
    if not isinstance(one, External) or not isinstance(other, External):
        return False
    return one.name == other.name and one.site is other.site and one.vid == other.vid
