"""What is put into objects of the program's own dictionary classes: `self[name] = function`."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body, is_self
from reach.flow.classes import mro
from reach.flow.operands import context_dependent
from reach.flow.settings.hooks import table
from reach.flow.sizes import keys_of
from reach.flow.values import EMPTY, Class, Instance, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ENTERED = 400
"""Places of a program, beside methods, at which something is put under a key."""

Places = list[tuple[Body, int]]


def entered(ev: "Evaluator", instance: Instance, key: Values) -> Values:
    """What methods of its class and others put into a dictionary object under a key."""
    own: dict[Body, Places]
    own, others = table(ev, "items put into objects", lambda: _places(ev))
    found: Values = EMPTY
    wanted = keys_of(key)
    for owner in mro(ev, instance.cls):
        if isinstance(owner, Class):
            for body, vid in own.get(owner.body, ()):
                found |= _put(ev, instance, wanted, body, vid)
    for body, vid in others if len(others) <= MAX_ENTERED else ():
        found |= _put(ev, instance, wanted, body, vid)
    return found


def _places(ev: "Evaluator") -> tuple[dict[Body, Places], Places]:
    """By class, where its methods put something into their object; and where others put something
    into what may be one."""
    own: dict[Body, Places] = defaultdict(list)
    others: Places = []
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] != ir.SETITEM:
                continue
            base = root(body, op[1])
            owner = method_around(body) if base == ir.FREE else None
            if body.owner is not None and body.code.parameters and is_self(body, op[1]):
                own[body.owner].append((body, vid))
            elif owner is not None:
                own[owner].append((body, vid))
            elif base in (ir.GLOBAL, ir.FREE, ir.CALL, ir.ATTR, ir.FROM):
                others.append((body, vid))
    return own, others


def root(body: Body, vid: int) -> int:
    """What kind of operation the object that is changed comes from."""
    while body.ops[vid][0] in (ir.SETITEM, ir.MUTATE, ir.REFINE):
        vid = body.ops[vid][1]
    return int(body.ops[vid][0])


def method_around(body: Body) -> Body | None:
    """The class whose method an inner function belongs to."""
    scope = body.parent
    while scope is not None:
        if scope.owner is not None:
            return scope.owner
        scope = scope.parent
    return None


def _put(
    ev: "Evaluator", instance: Instance, wanted: frozenset[Any] | None, body: Body, vid: int
) -> Values:
    op = body.ops[vid]
    written = body.ops[op[2]]
    if written[0] == ir.CONST and wanted is not None and written[1] not in wanted:
        return EMPTY
    marks = context_dependent(body)
    apart = marks[op[1]] or marks[op[2]] or marks[op[3]]
    found: Values = EMPTY
    for context in ev.contexts_of(body) if apart else (None,):
        mine = keys_of(ev.eval(body, op[2], context))
        if mine is not None and wanted is not None and mine.isdisjoint(wanted):
            continue
        if any(is_same(each, instance) for each in ev.eval(body, op[1], context)):
            found |= ev.eval(body, op[3], context)
    return found


def is_same(value: object, instance: Instance) -> bool:
    """Whether a value is an object, as far as is known where it was made."""
    return isinstance(value, Instance) and (
        (value.site, value.vid) == (instance.site, instance.vid)
        if value.site is not None and instance.site is not None
        else value.cls is instance.cls
    )
