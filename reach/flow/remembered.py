"""Tables that a function fills for its own calls: `if name in table: return table[name]`. Under the
key that it is called with stands what it put there when it was called with that key before."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body, is_self
from reach.flow.classes import class_of_body, mro
from reach.flow.contexts import Context
from reach.flow.operands import context_dependent
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, Class, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_VERSIONS = 100
"""Changes of a table that are looked through."""

_CHANGES = (ir.SETITEM, ir.MUTATE, ir.REFINE)

Place = tuple[bool, str]
"""Whether it is an attribute of the object, else a variable of the module; and its name."""


def remembered(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Values:
    """What a call puts where it reads `table[key]` or `table.get(key)`; nothing where others may
    put something there, or where this says no more than all calls together."""
    if context is None:
        return EMPTY
    known: dict[tuple[Body, int], tuple[int, ...]] = table(ev, "remembered", dict)
    stored = known.get((body, vid))
    if stored is None:
        stored = known[body, vid] = _stored(ev, body, vid)
    return EMPTY.union(*(ev.eval(body, each, context) for each in stored))


def _stored(ev: "Evaluator", body: Body, vid: int) -> tuple[int, ...]:
    """The operations whose values a function puts where one of its operations reads."""
    ops = body.ops
    op = ops[vid]
    holder, key = (ops[op[1]][1], op[2][0]) if op[0] == ir.CALL else (op[1], op[2])
    place, key = _place(body, holder), _plain(ops, key)
    if place is None or not context_dependent(body)[key]:
        return ()
    stored = [
        each[3]
        for each in ops
        if each[0] == ir.SETITEM and _same(ops, each[2], key) and _place(body, each[1]) == place
    ]
    return tuple(stored) if stored and _is_own(ev, body, place) else ()


def _place(body: Body, vid: int) -> Place | None:
    """The table that an operation reads or changes."""
    for _ in range(MAX_VERSIONS):
        op = body.ops[vid]
        if op[0] == ir.GLOBAL:
            return False, op[1]
        if op[0] == ir.ATTR:
            return (True, op[2]) if is_self(body, op[1]) else None
        if op[0] not in _CHANGES:
            return None
        vid = op[1]
    return None


def _plain(ops: tuple[ir.Op, ...], vid: int) -> int:
    while ops[vid][0] == ir.REFINE:
        vid = ops[vid][1]
    return vid


def _same(ops: tuple[ir.Op, ...], vid: int, key: int) -> bool:
    vid = _plain(ops, vid)
    return vid == key or (ops[vid][0] == ir.PARAM and ops[vid][:2] == ops[key][:2])


def _is_own(ev: "Evaluator", body: Body, place: Place) -> bool:
    """Whether nobody else puts anything into a table, which is empty where it is made."""
    of_object, name = place
    program = ev.program
    if name in program.assigned_names:
        return False
    if not of_object:
        stores = {
            owner
            for key, found in program.global_stores.items()
            if key[1] == name
            for owner, _ in found
        }
        made = body.module.code.exports.get(name, -1)
        return stores == {body} and made >= 0 and _is_empty(body.module, made)
    if body.owner is None:
        return False
    for (owner, attribute), found in program.self_stores.items():
        if attribute == name and _related(ev, owner, body.owner):
            for setter, at in found:
                if setter is not body and not _is_empty(setter, setter.ops[at][3]):
                    return False
    return True


def _is_empty(body: Body, vid: int) -> bool:
    """Whether a table is made here with nothing in it."""
    op = body.ops[vid]
    if op[0] == ir.ANNOTATED:
        op = body.ops[op[1]]
    if op[0] == ir.DICT:
        return not op[1]
    return bool(op[0] == ir.CALL and not op[2] and not op[3])


def _related(ev: "Evaluator", one: Body, other: Body) -> bool:
    """Whether one class is, or inherits from, the other."""
    if one is other:
        return True
    classes = class_of_body(ev, one), class_of_body(ev, other)
    return all(classes) and any(
        below is not None
        and any(isinstance(each, Class) and each.body is above for each in mro(ev, below))
        for below, above in ((classes[0], other), (classes[1], one))
    )
