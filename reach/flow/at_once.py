"""Attributes that an object is given all at once: `self.__dict__.update(values)`,
`vars(self).update(values)`, `self.__dict__ = values`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body, is_self
from reach.flow.classes import mro
from reach.flow.constructors import receiver_context
from reach.flow.containers import item
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, Bundle, Class, Container, Instance, Unknown, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_Given = dict[Body, list[tuple[Body, int]]]
"""By the class, methods and the mappings that they take."""

MAX_GIVEN = 8
"""Mappings of one class that are looked through."""


def given_at_once(ev: "Evaluator", instance: Instance, name: str) -> Values:
    """What such a mapping has under a name."""
    index: _Given = table(ev, "given at once", lambda: _index(ev))
    if not index:
        return EMPTY
    key = frozenset((ev.pool.const(name),))
    found: Values = EMPTY
    for owner in mro(ev, instance.cls):
        if not isinstance(owner, Class):
            continue
        for body, vid in index.get(owner.body, ())[:MAX_GIVEN]:
            for mapping in ev.eval(body, vid, receiver_context(ev, instance, body)):
                if isinstance(mapping, (Container, Bundle)):
                    found |= item(ev, mapping, key)
                elif isinstance(mapping, Unknown):
                    found |= {mapping}
    return found


def _index(ev: "Evaluator") -> _Given:
    found: _Given = {}
    for body, vid in ev.program.attribute_calls.get("update", ()):
        op = body.ops[vid]
        changed = body.ops[op[1]][1]
        if body.owner is not None and len(op[2]) == 1 and op[2][0] >= 0 and _is_own(body, changed):
            found.setdefault(body.owner, []).append((body, op[2][0]))
    for (owner, name), stores in ev.program.self_stores.items():
        if name == "__dict__":
            whole = [(b, b.ops[vid][3]) for b, vid in stores]
            found.setdefault(owner, []).extend(w for w in whole if w[0].ops[w[1]][0] != ir.MUTATE)
    return found


def _is_own(body: Body, vid: int) -> bool:
    """Whether this is `self.__dict__`, or `vars(self)`."""
    op = body.ops[vid]
    while op[0] in (ir.MUTATE, ir.REFINE):
        op = body.ops[op[1]]
    if op[0] == ir.ATTR:
        return bool(op[2] == "__dict__" and is_self(body, op[1]))
    if op[0] != ir.CALL or len(op[2]) != 1 or body.ops[op[1]][0] != ir.GLOBAL:
        return False
    return bool(body.ops[op[1]][1] == "vars" and is_self(body, op[2][0]))
