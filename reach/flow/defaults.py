"""Comparisons with what others can replace: the answer that holds unless they do.

`os.getenv("TRUST", "false") == "true"` is false by default. The answer is where the default is
written and of its kind, so that whoever asks knows that it can be replaced; where there is no
default, the answer is unknown for the same reason.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.containers import elements
from reach.flow.contexts import Context
from reach.flow.values import Const, Container, Unknown, Value, Values, is_fixed, is_replaceable
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "in": lambda one, other: one in other,
    "not in": lambda one, other: one not in other,
}
_ABOUT_OTHERS = ("environment variable ", "command line argument ")


def compared(ev: "Evaluator", body: Body, op: ir.Op, context: Context | None) -> Values | None:
    """The answers of a comparison with constants; None when it is none of these."""
    operator = _OPERATORS.get(op[1])
    if operator is None:
        return None
    left, right = ev.eval(body, op[2], context), ev.eval(body, op[3], context)
    if op[1] in ("==", "!=") and not any(map(_is_open, left)):
        left, right = right, left
    known = _constants(ev, right, op[1].endswith("in"))
    if known is None or not any(map(_is_open, left)):
        return None
    return _each(ev, left, lambda value: operator(value, known))


def negated(ev: "Evaluator", values: Values) -> Values | None:
    """The answers of `not` of something that others can replace."""
    return _each(ev, values, lambda value: not value) if any(map(_is_open, values)) else None


def _is_open(value: Value) -> bool:
    if isinstance(value, Unknown):
        return value.reason.startswith(_ABOUT_OTHERS) or "comes from the request" in value.reason
    return is_replaceable(value)


def _each(ev: "Evaluator", values: Values, answer: Callable[[Any], bool]) -> Values | None:
    found: set[Value] = set()
    for value in values:
        if isinstance(value, Const):
            said = answer(value.value)
            found.add(ev.pool.const(said, value.body, value.position, value.kind))
        elif isinstance(value, Unknown):
            found.add(value)
        else:
            return None
    return frozenset(found)


def _constants(ev: "Evaluator", values: Values, several: bool) -> Any:
    """What is compared with: one constant, or the elements of one container."""
    if len(values) != 1:
        return None
    (value,) = values
    inside = elements(ev, value) if several and isinstance(value, Container) else frozenset()
    if inside and all(isinstance(v, Const) for v in inside):
        return tuple(v.value for v in inside if isinstance(v, Const))
    if several or not is_fixed(value):
        return None
    return value.value
