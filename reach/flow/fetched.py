"""Conditions on an attribute that is got by its name: `getattr(x, "marked", False) is True`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import fields, has_generated_init, member
from reach.flow.contexts import Context
from reach.flow.operands import before_loop
from reach.flow.predicates import has_attribute
from reach.flow.program import is_setattr
from reach.flow.sameness import identical
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ASKED = 400
"""Objects of which it is asked what their attribute is."""

MAX_TOLD = 32
"""Objects that a condition on what they hold tells apart."""


def fetches(body: Body, op: ir.Op, subject: int) -> bool:
    """Whether an operation is `getattr(subject, name)`, with or without a default."""
    from reach.flow.narrowing import about

    if op[0] != ir.CALL or len(op[2]) not in (2, 3) or min(op[2]) < 0:
        return False
    callee = body.ops[before_loop(body.ops, op[1])]
    return callee[:2] == (ir.GLOBAL, "getattr") and about(body, op[2][0], subject)


def by_attribute(
    ev: "Evaluator",
    body: Body,
    values: Values,
    call: ir.Op,
    test: ir.Op | None,
    holds: bool,
    context: Context | None,
) -> Values:
    """Those of the values of which the attribute passes a comparison, or is true."""
    try:
        name = ev.single(ev.eval(body, call[2][1], context))
    except LookupError:
        return values
    if not isinstance(name, str) or len(values) > MAX_ASKED:
        return values
    default = ev.eval(body, call[2][2], context) if len(call[2]) == 3 else None
    right = ev.eval(body, test[3], context) if test is not None else EMPTY
    kept: set[Value] = set()
    for value in values:
        found = _attribute(ev, value, name, default)
        if found is None or _passes(found, test, right) in (holds, None):
            kept.add(value)
    return frozenset(kept)


def asks_objects(ev: "Evaluator", body: Body, values: Values, cond: int, subject: int) -> bool:
    """Whether a condition tells several objects apart by what they hold: `spec.hub`,
    `spec["kind"] == "hub"`, `isinstance(spec.get("revision"), str)`. While the graph is built, of
    what a module has written down alone: rows of a table are few and cheap to ask."""
    from reach.flow.narrowing import about

    if not 1 < len(values) <= MAX_TOLD or not all(map(_is_made, values)):
        return False
    if not all(_is_written(v) or (not ev.building and _is_record(ev, v)) for v in values):
        return False
    ops, op, vid = body.ops, body.ops[cond], cond
    if op[0] == ir.COMPARE:
        vid = op[2]
    elif op[0] == ir.CALL and ops[op[1]][:2] == (ir.GLOBAL, "isinstance"):
        if len(op[2]) != 2 or op[2][0] < 0:
            return False
        vid = op[2][0]
    asked = False
    while ops[vid][0] in (ir.ATTR, ir.ITEM, ir.REFINE, ir.CALL):
        if ops[vid][0] == ir.CALL:
            vid = ops[vid][1]
            if ops[vid][0] != ir.ATTR or ops[vid][2] != "get":
                return False
        asked = asked or ops[vid][0] != ir.REFINE
        vid = ops[vid][1]
    return asked and about(body, vid, subject)


def _is_written(value: Value) -> bool:
    if isinstance(value, (Class, Bundle)):
        return True
    made = value.site if isinstance(value, Instance) else getattr(value, "body", None)
    return made is not None and made.parent is None


def _is_record(ev: "Evaluator", value: Value) -> bool:
    """Whether something only holds what it was given when it was made."""
    return not isinstance(value, Instance) or has_generated_init(ev, value.cls)


def by_outcome(
    ev: "Evaluator",
    body: Body,
    values: Values,
    subject: int,
    cond: int,
    holds: bool,
    context: Context | None,
) -> Values:
    """Those of several objects of which a condition may be true, or false; all where of none."""
    from reach.flow.narrowing import outcome

    while body.ops[subject][0] == ir.REFINE:
        subject = body.ops[subject][1]
    kept: set[Value] = set()
    for value in values:
        each = ev.assuming(body, context, {subject: frozenset((as_written(ev, value),))})
        if outcome(ev, body, cond, each) is not (not holds):
            kept.add(value)
    return frozenset(kept) or values


def as_written(ev: "Evaluator", value: Value) -> Value:
    """A row of a file as that file has it: who replaces what it says replaces what it names too."""
    if not isinstance(value, Bundle) or value.kind not in ("dict", "config"):
        return value
    entries = [
        (key, frozenset(_plain(ev, v) if isinstance(v, Const) else v for v in values))
        for key, values in value.entries
    ]
    return ev.pool.bundle(value.kind, entries, value.rest, value.origin)


def _plain(ev: "Evaluator", value: Const) -> Const:
    if value.kind != "config file":
        return value
    return ev.pool.const(value.value, value.body, value.position, "literal", value.path)


_OBJECTS = (Class, Instance, Bundle, Container)


def _is_made(value: Value) -> bool:
    """Whether it is known what made an object: what only a declaration promises tells nothing."""
    made = not isinstance(value, Instance) or value.site is not None
    return made and isinstance(value, _OBJECTS)


def _attribute(ev: "Evaluator", value: Value, name: str, default: Values | None) -> Values | None:
    """What `getattr` gives; None where that is not certain, nothing where it fails."""
    from reach.flow.attributes import attribute

    there = has_attribute(ev, value, name)
    if there is None and isinstance(value, (Function, Class)):
        there = _is_put_on(ev, value, name)
    if there is False:
        return default or EMPTY
    if there is None or isinstance(value, Bound):
        return None
    found = attribute(ev, value, name)
    return None if any(isinstance(v, (Unknown, External)) for v in found) else found


def _is_put_on(ev: "Evaluator", value: Function | Class, name: str) -> bool | None:
    """Whether the program puts an attribute on a function or class; None where it may, on one that
    is not known."""
    from reach.flow.attributes import original

    if isinstance(value, Class) and (member(ev, value, name)[1] or name in fields(ev, value)):
        return None
    for each in {value, *original(ev, value)}:
        if ev.stores_at(each, name):
            return True
    doubtful: bool = ev.remember(("put on", name), lambda: _on_unknown(ev, name), True)
    return None if doubtful or value.body.code.decorators else False


def _on_unknown(ev: "Evaluator", name: str) -> bool:
    """Whether the program assigns an attribute of something that is not known."""
    stores: _Stores = ev.remember("stored on", lambda: _stores(ev))
    places = [*stores.get(name, ()), *stores.get("", ())]
    return any(isinstance(v, Unknown) for body, base in places for v in ev.eval(body, base))


_Stores = dict[str, list[tuple[Body, int]]]


def _stores(ev: "Evaluator") -> _Stores:
    """By attribute, the objects of which it is assigned in the text; those of which any may be
    under no name."""
    found: _Stores = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.SETATTR:
                found.setdefault(op[2], []).append((body, op[1]))
            elif is_setattr(body, op):
                key = body.ops[op[2][1]]
                name = key[1] if key[0] == ir.CONST else ""
                found.setdefault(name, []).append((body, op[2][0]))
    return found


def _passes(values: Values, test: ir.Op | None, right: Values) -> bool | None:
    """Whether all of the values pass a comparison, or are true; None where it may be either."""
    from reach.flow.narrowing import falsy, truthy

    if test is None:
        if values and all(map(truthy, values)):
            return True
        return False if all(map(falsy, values)) else None
    if not values:
        return None
    same = identical(values, right)
    return same if same is None or test[1] in ("is", "==") else not same
