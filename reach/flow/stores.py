"""Assignments that are not made on `self`: `x.name = value`, `setattr`, and calls that keep things.

The call graph registers them in `Evaluator.stores` when it meets them, under the class of an
object, or under the class, module, function or external thing itself. Names in angle brackets
stand for what is kept elsewhere than in an attribute."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.operands import context_dependent
from reach.flow.values import EMPTY, External, Instance, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_STORES = 60
"""Assignments to one attribute that are looked at."""

FEW = 4
"""Assignments to one place that are looked through each time it is read."""

MAX_APART = 12
"""Contexts of one assignment that are told apart for one object."""

MAX_CHANGES = 32
"""Calls of a function that are told apart where it changes a container."""

REGISTERED, SENT, MADE = "<registered>", "<sent>", "<made>"
"""Implementations of a generic function; values sent to a generator; objects of a class."""

REPLACED = "<replaced>"
"""Any method of an object from outside that is a function of the program."""

HOLDING = frozenset(("threading.local()",))
"""Objects from outside that have the attributes which are assigned to them, and no others."""

Read = tuple[Body, int]
"""A place that reads an attribute."""

Changed = dict[tuple[Body, int, str], dict[Context | None, None]]
"""Where an object was made, or its class; the name, where each context has its own -> contexts."""

OF_CLASS, ANY = -1, -2
"""In the place of an operation: objects of a class not known where made, all objects of a class."""


_CHANGING = frozenset((ir.SETITEM, ir.MUTATE))


def base_of(op: ir.Op) -> int:
    """The object that an assignment changes."""
    return int(op[1] if op[0] == ir.SETATTR else op[2][0])


def value_of(op: ir.Op) -> int:
    """What it assigns: the last argument of a call."""
    return int(op[3] if op[0] == ir.SETATTR else op[2][-1])


def assigned(ev: "Evaluator", place: object, name: str, read: Read | None = None) -> Values:
    """What is assigned to an attribute of a module, class or function from elsewhere.

    A body that keeps the original before it replaces it does not read its own replacement."""
    stores = ev.stores_at(place, name, MAX_STORES)
    own = [vid for body, vid in stores if read is not None and body is read[0]]
    if len(stores) > FEW and not own:
        return ev.read(("assigned", place, name), _any_of, ev, place, name)
    found: Values = EMPTY
    for body, vid in stores:
        if read is None or body is not read[0] or vid < read[1]:
            found |= _value(ev, body, vid)
    return found


def _any_of(ev: "Evaluator", place: object, name: str) -> Values:
    found: Values = EMPTY
    for body, vid in ev.stores_at(place, name, MAX_STORES):
        found |= _value(ev, body, vid)
    return found


def _value(ev: "Evaluator", body: Body, vid: int) -> Values:
    """What an assignment gives. A container that a function changes is told apart by its calls:
    `Base.table[name] = cls` in the `__init_subclass__` of a family."""
    value = value_of(body.ops[vid])
    if body.ops[value][0] not in _CHANGING or not context_dependent(body)[value]:
        return ev.eval(body, value)
    contexts = ev.contexts_of(body)
    if len(contexts) > MAX_CHANGES:
        return ev.eval(body, value)
    return EMPTY.union(*(ev.eval(body, value, context) for context in contexts))


def changed_by_objects(ev: "Evaluator", owner: Body, name: str) -> Values:
    """What a container that a class holds became where its objects change it: `self.table[k] = v`
    in a method changes what all of them share, unless each is given one of its own."""
    stores = ev.program.self_stores.get((owner, name), ())
    if not stores or not all(body.ops[body.ops[vid][3]][0] in _CHANGING for body, vid in stores):
        return EMPTY
    return EMPTY.union(*(_value(ev, body, vid) for body, vid in stores[:MAX_STORES]))


def bare(ev: "Evaluator", value: External) -> External:
    """An object from outside, whatever the context in which it was made."""
    return ev.pool.external(value.name, None, value.site, value.vid)


def held(ev: "Evaluator", value: External, name: str, read: Read | None = None) -> Values:
    """What is assigned to an attribute of one object that holds what it is given."""
    found: Values = EMPTY
    for body, vid in ev.stores_at(bare(ev, value), name, MAX_STORES):
        if read is not None and body is read[0] and vid > read[1]:
            continue
        base, stored = base_of(body.ops[vid]), value_of(body.ops[vid])
        if value.context is None or not context_dependent(body)[base]:
            found |= ev.eval(body, stored)
            continue
        for context in ev.contexts_of(body):
            if any(_may_be(v, value) for v in ev.eval(body, base, context)):
                found |= ev.eval(body, stored, context)
    return found


def is_changed(ev: "Evaluator", value: External) -> bool:
    """Whether an object from outside gets functions of the program in the place of its own."""
    return bool(ev.stores_at(bare(ev, value), REPLACED, 1))


def _may_be(one: Value, other: External) -> bool:
    return (
        isinstance(one, External)
        and (one.site, one.vid) == (other.site, other.vid)
        and (one.context is None or one.context is other.context)
    )


def name_of(body: Body, vid: int) -> int:
    """The name that an assignment gives, where it depends on how its function is called; -1 where
    it does not, or is written."""
    op = body.ops[vid]
    if op[0] == ir.SETATTR or len(op[2]) < 2:
        return -1
    name = int(op[2][-2])
    return name if name >= 0 and context_dependent(body)[name] else -1


def assigned_to(ev: "Evaluator", instance: Instance, name: str, body: Body, vid: int) -> Values:
    """What an assignment gives an object, in those of its contexts that may change it."""
    cls = instance.cls.body
    named = name_of(body, vid) >= 0
    if instance.site is None:
        if named:
            return ev.read(
                ("given", cls, ANY, name, body, vid), _given, ev, body, vid, (cls, ANY, name)
            )
        return ev.eval(body, value_of(body.ops[vid]))
    name = name if named else ""
    own = _given(ev, body, vid, (instance.site, instance.vid, name))
    place = (cls, OF_CLASS, name)
    return own | ev.read(("given", place, body, vid), _given, ev, body, vid, place)


def _given(ev: "Evaluator", body: Body, vid: int, place: tuple[Body, int, str]) -> Values:
    """What an assignment gives the objects that are made at a place."""
    value = value_of(body.ops[vid])
    changed = ev.remember(("changed", body, vid), lambda: _changed(ev, body, vid), {})
    contexts = changed.get(place, {})
    if len(contexts) > MAX_APART or (contexts and not context_dependent(body)[value]):
        return ev.eval(body, value)
    found: Values = EMPTY
    for context in contexts:
        found |= ev.eval(body, value, context)
    return found


def _changed(ev: "Evaluator", body: Body, vid: int) -> Changed:
    """By the objects that an assignment changes, the contexts in which it does."""
    base, name = base_of(body.ops[vid]), name_of(body, vid)
    dependent = context_dependent(body)[base] or name >= 0
    contexts: list[Context | None] = ev.contexts_of(body) if dependent else [None]
    found: Changed = {}
    for context in contexts:
        names = [""]
        if name >= 0:
            names = [c.value for c in ev.strings(ev.eval(body, name, context))]
        for value in ev.eval(body, base, context):
            if not isinstance(value, Instance):
                continue
            cls = value.cls.body
            for attribute in names:
                site, made = (cls, OF_CLASS) if value.site is None else (value.site, value.vid)
                found.setdefault((site, made, attribute), {})[context] = None
                if name >= 0:
                    found.setdefault((cls, ANY, attribute), {})[context] = None
    return found
