"""Conditions that call a function: what it is true of, judged by what it returns.

`if is_sequence(x):` says as much about `x` as the `hasattr` or `isinstance` in that function.
"""

from types import FunctionType
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import fields, member, mro
from reach.flow.constructors import handed_on
from reach.flow.contexts import Context
from reach.flow.instances import type_name
from reach.flow.plugin_classes import loaded_classes
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
    Member,
    Module,
    Partial,
    Pattern,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator
    from reach.flow.narrowing import Types

MAX_NESTING = 4
"""Functions that decide by asking another one."""

MAX_RETURNS = 8
"""Returns of a function that are looked at."""

_TYPES = {"list": list, "dict": dict, "tuple": tuple, "set": set, "frozenset": frozenset}


def by_predicate(
    ev: "Evaluator",
    body: Body,
    values: Values,
    subject: int,
    cond: int,
    holds: bool,
    context: Context | None,
) -> Values | None:
    """Those of the values for which a call may be true, or false; None when it says nothing."""
    from reach.flow.narrowing import about

    op = body.ops[cond]
    fetched = body.ops[op[2][0]] if len(op[2]) == 1 and op[2][0] >= 0 else None
    if fetched is not None and _fetches(body, fetched, subject):
        return _by_method(ev, body, values, op, fetched, holds, context)
    position = next(
        (i for i, a in enumerate(op[2]) if a >= 0 and about(body, a, subject)), len(op[2])
    )
    if position == len(op[2]) or any(a < 0 for a in op[2]):
        return None
    callees = ev.eval(body, op[1], context)
    if len(callees) != 1:
        return None
    (callee,) = callees
    if isinstance(callee, External):
        return _by_builtin(ev, body, values, callee.name, op, position, holds, context)
    if not isinstance(callee, Function) or callee.body.is_generator or callee.body.code.is_async:
        return None
    parameter = next((v for v, p in enumerate(callee.body.ops) if p == (ir.PARAM, position)), -1)
    if parameter < 0 or len(ev.deciding) >= MAX_NESTING or callee.body in ev.deciding:
        return None
    inner = ev.context(callee.body, callee.closure, handed_on(ev, body, cond, context))
    ev.deciding.append(callee.body)
    try:
        return _by_returns(ev, callee.body, values, parameter, holds, inner)
    finally:
        ev.deciding.pop()


def _by_returns(
    ev: "Evaluator",
    body: Body,
    values: Values,
    parameter: int,
    holds: bool,
    context: Context | None,
) -> Values | None:
    """Those for which some return that is true, or false, may be reached."""
    from reach.flow.narrowing import restrict

    if not 0 < len(body.code.return_sites) <= MAX_RETURNS:
        return None
    found: Values = EMPTY
    for vid, (_, block) in zip(body.code.returns, body.code.return_sites, strict=True):
        kept = values
        while block > 0 and kept:
            block, cond, outcome = body.code.blocks[block]
            if cond >= 0:
                kept = restrict(ev, body, kept, parameter, cond, outcome, context)
        op = body.ops[vid]
        if op[0] == ir.CONST:
            found |= kept if bool(op[1]) is holds else EMPTY
        elif vid != parameter:
            found |= restrict(ev, body, kept, parameter, vid, holds, context)
        else:
            found |= kept
    return found


def _fetches(body: Body, op: ir.Op, subject: int) -> bool:
    """Whether an operation may be `getattr(subject, name)`."""
    from reach.flow.narrowing import about

    if op[0] != ir.CALL or len(op[2]) < 2 or min(op[2]) < 0:
        return False
    return about(body, op[2][0], subject)


def _by_method(
    ev: "Evaluator",
    body: Body,
    values: Values,
    op: ir.Op,
    fetched: ir.Op,
    holds: bool,
    context: Context | None,
) -> Values | None:
    """`callable(getattr(x, "name"))`."""
    names = [v.name for v in ev.eval(body, op[1], context) if isinstance(v, External)]
    names += [v.name for v in ev.eval(body, fetched[1], context) if isinstance(v, External)]
    if names != ["<builtin>.callable", "<builtin>.getattr"]:
        return None
    try:
        name = ev.single(ev.eval(body, fetched[2][1], context))
    except LookupError:
        return None
    return frozenset(v for v in values if _has_method(ev, v, name) in (holds, None))


def _has_method(ev: "Evaluator", value: Value, name: object) -> bool | None:
    """Whether an object has a method of this name; None when not certain."""
    there = has_attribute(ev, value, name) if isinstance(name, str) else None
    if there and isinstance(value, Instance):
        found = member(ev, value.cls, str(name))[0]
        return True if found and all(isinstance(v, Function) for v in found) else None
    return there if there is False else None


def _by_builtin(
    ev: "Evaluator",
    body: Body,
    values: Values,
    name: str,
    op: ir.Op,
    position: int,
    holds: bool,
    context: Context | None,
) -> Values | None:
    """`hasattr(x, "name")` and `callable(x)`."""
    if name in _KINDS and not position:
        return frozenset(v for v in values if is_kind(name, v) in (holds, None))
    if name == "<builtin>.issubclass" and not position and len(op[2]) == 2:
        from reach.flow.narrowing import class_set

        types = class_set(ev, ev.eval(body, op[2][1], context))
        kept = frozenset(v for v in values if is_subclass(ev, v, types) in (holds, None))
        return kept | loaded_classes(ev, kept, types) if holds else kept
    if position or name not in ("<builtin>.hasattr", "<builtin>.callable"):
        return None
    wanted = "__call__"
    if name == "<builtin>.hasattr":
        try:
            wanted = ev.single(ev.eval(body, op[2][1], context))
        except LookupError:
            return None
        if not isinstance(wanted, str):
            return None
    return frozenset(v for v in values if has_attribute(ev, v, wanted) in (holds, None))


def is_subclass(ev: "Evaluator", value: Value, types: "Types") -> bool | None:
    """Whether a value is a class below one of others; None when not certain."""
    if not isinstance(value, Class) or types.unknown:
        return False if isinstance(value, _OBJECTS) else None
    outside = False
    for cls in mro(ev, value):
        if isinstance(cls, Class) and cls.body in types.wanted:
            return True
        if isinstance(cls, External):
            if cls.name.removeprefix("<builtin>.") in types.names:
                return True
            outside = True
    return None if outside and types.names else False


_OBJECTS = (Function, Bound, Instance, Module, Const, Container, Bundle)

_KINDS: dict[str, tuple[type[Value], ...]] = {
    "inspect.isfunction": (Function,),
    "inspect.ismethod": (Bound,),
    "inspect.isroutine": (Function, Bound),
    "inspect.isclass": (Class,),
    "inspect.ismodule": (Module,),
    "inspect.iscoroutinefunction": (Function, Bound),
    "asyncio.iscoroutinefunction": (Function, Bound),
}
"""Predicates, and the kinds of values for which they hold."""

_PLAIN = object()

_KNOWN = (Function, Bound, Class, Instance, Module, Const, Container, Bundle)


def is_kind(name: str, value: Value) -> bool | None:
    """Whether a predicate of `inspect` holds for a value; None when that is not certain."""
    kinds = _KINDS.get(name)
    if kinds is None or not isinstance(value, _KNOWN):
        return None
    if not isinstance(value, kinds) or not name.endswith("iscoroutinefunction"):
        return isinstance(value, kinds)
    function = value.function if isinstance(value, Bound) else value
    if not isinstance(function, Function):
        return None
    return function.body.code.is_async and not function.body.is_generator


def holds_of(ev: "Evaluator", predicate: Function, values: Values) -> Values:
    """Those of the values for which a function of the project may return something true."""
    body = predicate.body
    parameter = next((v for v, p in enumerate(body.ops) if p == (ir.PARAM, 0)), -1)
    if parameter < 0 or len(ev.deciding) >= MAX_NESTING or body in ev.deciding:
        return values
    ev.deciding.append(body)
    try:
        inside = ev.inside(body, predicate.closure) if predicate.closure is not None else None
        found = _by_returns(ev, body, values, parameter, True, inside)
    finally:
        ev.deciding.pop()
    return values if found is None else found


def has_attribute(ev: "Evaluator", value: Value, name: str) -> bool | None:
    """Whether an object has an attribute; None when not certain."""
    if isinstance(value, (Member, Instance)):
        return _object_has(ev, value, name)
    if isinstance(value, Const):
        return None if value.path else hasattr(value.value, name)
    if isinstance(value, Pattern):
        return None if value.path else hasattr(str, name)
    if isinstance(value, (Container, Bundle)):
        kind = _TYPES.get(type_name(value))
        return None if kind is None else hasattr(kind, name)
    if isinstance(value, (Function, Bound, Partial, Class)) and name == "__call__":
        return True
    if isinstance(value, Class):
        return _class_has(ev, value, name)
    if isinstance(value, Function):
        there = hasattr(FunctionType, name)
        return there or (None if name in ev.program.assigned_names else False)
    return None


def _class_has(ev: "Evaluator", cls: Class, name: str) -> bool | None:
    owner = member(ev, cls, name)[1]
    if owner is not None:
        return True if isinstance(owner, Class) else None
    if hasattr(type, name):
        return True
    return None if name in ev.program.assigned_names or name in fields(ev, cls) else False


def _object_has(ev: "Evaluator", value: Member | Instance, name: str) -> bool | None:
    if hasattr(_PLAIN, name):
        return True
    owner = member(ev, value.cls, name)[1]
    if isinstance(owner, Class):
        return True
    if isinstance(value, Member) or not value.exact or name in ev.program.assigned_names:
        return None
    for cls in mro(ev, value.cls):
        if not isinstance(cls, Class):
            if not (isinstance(cls, External) and cls.name == "<builtin>.object"):
                return None
        elif (cls.body, name) in ev.program.self_stores or "__getattr__" in cls.body.code.exports:
            return None
    return False
