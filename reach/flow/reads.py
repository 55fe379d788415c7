"""Attributes that are read: what was assigned last, here or where the object was handed on."""

from typing import TYPE_CHECKING

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.classes import named_of_heirs
from reach.flow.contexts import Context
from reach.flow.effects import last_write
from reach.flow.instances import class_attribute_of
from reach.flow.kept import kept
from reach.flow.values import EMPTY, Const, Instance, Values, something
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ATTRIBUTE_GAP = 400
"""Operations between an assignment to an attribute and its read that are searched for calls."""


def read(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """What an attribute that is read may hold."""
    stored = assigned_here(body, vid)
    if stored is not None:
        return ev.eval(body, stored, context)
    found: Values = EMPTY
    values = ev.eval(body, op[1], context)
    if len(values) == 1:
        (only,) = values
        if isinstance(only, Instance):
            written = last_write(ev, body, vid, only, op[2], context)
            if written is not None:
                return written
            if _is_first(body, vid, op[2]):
                found = class_attribute_of(ev, only, op[2])
                if found:
                    return found
    for value in something(values):
        found |= attribute(ev, value, op[2], (body, vid))
    if op[2] == "__class__" and named_of_heirs(ev, body, vid, values):
        found |= {ev.pool.external("<builtin>.type()")}
    if not found and values:
        nothing = all(isinstance(v, Const) and v.value is None for v in values)
        reason = "value is None" if nothing else f"nothing that has an attribute {op[2]}"
        found = ev.unknown(reason, body, op[3])
    return kept(ev, body, op, found)


def _is_first(body: Body, vid: int, name: str) -> bool:
    """Whether a constructor reads an attribute of its object that it assigns only afterwards:
    `self.model = model or self.model` takes the one of the class."""
    if not body.code.name.endswith("__init__"):
        return False
    ops = body.ops
    base = ops[vid][1]
    if ops[base][0] != ir.PARAM or ops[base][1] != 0:
        return False
    later = any(
        op[0] == ir.SETATTR and op[2] == name and root(ops, op[1]) == base for op in ops[vid:]
    )
    return later and not any(op[0] == ir.CALL and _is_parent(ops, op) for op in ops[:vid])


def _is_parent(ops: tuple[ir.Op, ...], call: ir.Op) -> bool:
    callee = ops[call[1]]
    return bool(callee[0] == ir.ATTR and callee[2] == "__init__")


def assigned_here(body: Body, vid: int) -> int | None:
    """The operation whose value the body itself assigned last to an attribute that it reads, when
    nothing can have changed that since."""
    _, base, name, *_ = body.ops[vid]
    ops = body.ops
    for _ in range(100):
        inner = ops[base]
        if inner[0] == ir.SETATTR:
            if inner[2] == name:
                break
            base = inner[1]
        elif inner[0] in (ir.REFINE, ir.MUTATE, ir.SETITEM):
            base = inner[1]
        else:
            return None
    else:
        return None
    if vid - base > MAX_ATTRIBUTE_GAP or _passed_on(ops, base, vid):
        return None
    stored: int = ops[base][3]
    return stored


def _passed_on(ops: tuple[ir.Op, ...], store: int, read: int) -> bool:
    """Whether the object is handed to a call between two operations."""
    roots = {store, root(ops, store)}
    for position in range(store + 1, read):
        op = ops[position]
        if op[0] != ir.CALL:
            continue
        callee = ops[op[1]]
        if callee[0] == ir.ATTR and root(ops, callee[1]) in roots:
            return True
        if any(root(ops, a if a >= 0 else ~a) in roots for a in op[2]):
            return True
    return False


def root(ops: tuple[ir.Op, ...], vid: int) -> int:
    """What an object was before the body changed it."""
    while ops[vid][0] in (ir.SETATTR, ir.REFINE, ir.MUTATE, ir.SETITEM):
        vid = ops[vid][1]
    return vid
