"""What is put into objects of the program's own list and set classes: `self.append(function)`."""

from collections import defaultdict
from typing import TYPE_CHECKING

from reach.flow.bodies import Body, is_self
from reach.flow.classes import external_bases, mro
from reach.flow.contexts import Context
from reach.flow.operands import context_dependent
from reach.flow.settings.calls import made_by
from reach.flow.settings.entered import is_same, is_super, method_around, root
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, Class, Instance, Unknown, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_SEQUENCES = frozenset(
    (
        *(f"<builtin>.{name}" for name in ("list", "set")),
        *(f"collections.{name}" for name in ("UserList", "deque")),
    )
)

MAX_GATHERED = 400
"""Places of a program, beside methods, at which something is put into what may be an object."""

_ONE = frozenset(("append", "appendleft", "add", "insert"))
_MANY = frozenset(("extend", "extendleft", "update"))
_ELSEWHERE = (ir.GLOBAL, ir.FREE, ir.CALL, ir.FROM)

_Put = tuple[Body, int, int, bool]
"""Where a call puts something into what, -1 for the object of its method; whether it is one."""


def gathered(ev: "Evaluator", instance: Instance) -> Values:
    """The elements of an object of a list or set class."""
    if _SEQUENCES.isdisjoint(external_bases(ev, instance.cls)):
        return EMPTY
    return ev.read(("gathered", instance), _gathered, ev, instance)


def _gathered(ev: "Evaluator", instance: Instance) -> Values:
    own: dict[Body, list[_Put]]
    own, others = table(ev, "elements put into objects", lambda: _places(ev))
    found: Values = EMPTY
    for owner in mro(ev, instance.cls):
        for put in own.get(owner.body, ()) if isinstance(owner, Class) else ():
            found |= _put(ev, instance, put)
    for put in others if len(others) <= MAX_GATHERED else ():
        found |= _put(ev, instance, put)
    call = made_by(ev, instance)
    if call is not None and instance.site is not None:
        for given in call.positional(0):
            found |= _elements(ev, given, instance.site)
    return found


def _places(ev: "Evaluator") -> tuple[dict[Body, list[_Put]], list[_Put]]:
    """By class, where its methods put something into their object; and where others do."""
    own: dict[Body, list[_Put]] = defaultdict(list)
    others: list[_Put] = []
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            callee = body.ops[op[1]] if op[0] == ir.CALL and op[2] else (ir.UNKNOWN,)
            if callee[0] != ir.ATTR or not (callee[2] in _ONE or callee[2] in _MANY):
                continue
            base, one = int(callee[1]), callee[2] in _ONE
            if body.owner is not None and body.code.parameters and is_self(body, base):
                own[body.owner].append((body, vid, base, one))
            elif is_super(body, base):
                owner = body.owner or method_around(body)
                if owner is not None:
                    own[owner].append((body, vid, -1, one))
            elif root(body, base) in _ELSEWHERE:
                others.append((body, vid, base, one))
    return own, others


def _put(ev: "Evaluator", instance: Instance, put: _Put) -> Values:
    body, vid, base, one = put
    given = body.ops[vid][2][-1]
    contexts: list[Context | None] = [None]
    if context_dependent(body)[given if given >= 0 else ~given] or context_dependent(body)[vid]:
        contexts = ev.contexts_of(body)
    found: Values = EMPTY
    for context in contexts:
        if base >= 0 and not any(is_same(v, instance) for v in ev.eval(body, base, context)):
            continue
        values = ev.eval(body, given if given >= 0 else ~given, context)
        if one and given >= 0:
            found |= values
            continue
        for value in values:
            found |= _elements(ev, value, body)
    return found


def _elements(ev: "Evaluator", value: Value, body: Body) -> Values:
    if isinstance(value, Unknown):
        return EMPTY
    from reach.flow.items import iterated

    return iterated(ev, value, body, 0)
