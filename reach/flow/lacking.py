"""Keys that a mapping may not have, because one of the mappings it is made of has none of them."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.changes import changes_of, root
from reach.flow.containers import item
from reach.flow.mutations import keys_and_rest
from reach.flow.operands import context_dependent
from reach.flow.sizes import keys_of
from reach.flow.values import Bundle, Container, Unknown, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_MADE_OF = 64
"""Mappings looked at for one key."""

_MADE_OF_OTHERS = (ir.DICT, ir.SETITEM, ir.MUTATE, ir.BINOP, ir.CALL)


def may_lack(ev: "Evaluator", value: Value, key: object) -> bool:
    """Whether a mapping lacks a key where one of the mappings that it is made of does."""
    return _may_lack(ev, value, key, {})


def has_all(ev: "Evaluator", mappings: Values, key: object) -> bool:
    """Whether each of some mappings certainly has a key."""
    return all(certainly_has(ev, mapping, key) for mapping in mappings)


def certainly_has(ev: "Evaluator", value: Value, key: object) -> bool:
    """Whether a mapping has a key on each way that leads to it."""
    if isinstance(value, Bundle):
        return any(name == key for name, _ in value.entries)
    if not isinstance(value, Container):
        return False
    body = value.body
    if value.context is None and context_dependent(body)[value.vid]:
        return False
    op = body.ops[value.vid]
    if op[0] == ir.COMP and op[3] >= 0 and keys_of(ev.eval(body, op[3], value.context)) is None:
        return False
    found = item(ev, value, frozenset((ev.pool.const(key),)))
    certain = _is_written(body, op, key) or not any(isinstance(v, Unknown) for v in found)
    return bool(found) and certain and not may_lack(ev, value, key)


def _is_written(body: Body, op: ir.Op, key: object) -> bool:
    """Whether a mapping is made with a key that is written down, whatever stands under it."""
    if op[0] == ir.CALL:
        return any(name == key for name, _ in op[3])
    keys = (body.ops[k] for k, _ in op[1] if k >= 0) if op[0] == ir.DICT else ()
    return any(k[0] == ir.CONST and k[1] == key for k in keys)


def _may_lack(ev: "Evaluator", value: Value, key: object, known: dict[Container, bool]) -> bool:
    if isinstance(value, Bundle):
        return not value.rest and all(name != key for name, _ in value.entries)
    if not isinstance(value, Container):
        return False
    if value not in known and len(known) < MAX_MADE_OF:
        known[value] = False
        known[value] = _lacks(ev, value, key, known)
    return known.get(value, False)


def _lacks(ev: "Evaluator", value: Container, key: object, known: dict[Container, bool]) -> bool:
    body, op = value.body, value.body.ops[value.vid]
    if op[0] == ir.PARAM and value.context is not None:
        return not item(ev, value, frozenset((ev.pool.const(key),)))
    if op[0] not in _MADE_OF_OTHERS or _changed_elsewhere(ev, value):
        return False
    if op[0] == ir.CALL and any(name is None or name == key for name, _ in op[3]):
        return False
    keys, inner = keys_and_rest(body, value.vid)
    for vid in keys:
        mine = keys_of(ev.eval(body, vid, value.context))
        if mine is None or key in mine:
            return False
    return all(
        any(_may_lack(ev, v, key, known) for v in ev.eval(body, vid, value.context))
        for vid in inner
    )


def _changed_elsewhere(ev: "Evaluator", value: Container) -> bool:
    """Whether functions put something into a mapping that a module variable holds."""
    return value.body.parent is None and bool(changes_of(ev, value.body).get(root(value)))
