"""What `with` binds, and which methods it runs."""

from typing import TYPE_CHECKING

from reach.flow.attributes import attribute
from reach.flow.callbacks import maker
from reach.flow.containers import elements
from reach.flow.contexts import Arguments
from reach.flow.values import (
    EMPTY,
    Bound,
    External,
    Function,
    Generated,
    Instance,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_FOLDER = "tempfile.TemporaryDirectory"
"""It hands out a path in place of itself."""

_WRAPPERS = {
    "contextlib.closing()": ("close",),
    "contextlib.aclosing()": ("aclose",),
    "contextlib.nullcontext()": (),
}
"""Managers that hand out the object they are made with -> what they call on it in the end."""


def entered(ev: "Evaluator", value: Value, is_async: bool) -> Values:
    """What `with value as x` binds."""
    if isinstance(value, Instance):
        name = "__aenter__" if is_async else "__enter__"
        methods = attribute(ev, value, name)
        if any(isinstance(m, External) and m.name == _FOLDER + ".__enter__" for m in methods):
            return frozenset((ev.pool.external(_FOLDER + "()"),))
        found = _results(ev, methods)
        return frozenset(v for v in found if not isinstance(v, External)) or frozenset((value,))
    if isinstance(value, Generated):
        return elements(ev, value)
    if isinstance(value, External) and value.name in _WRAPPERS:
        return ev.argument(maker(ev, value).first(0))
    return frozenset((value,))


def _results(ev: "Evaluator", methods: Values) -> Values:
    from reach.flow.calls import call_value

    found: Values = EMPTY
    for method in methods:
        if not isinstance(method, (External, Unknown)):
            found |= call_value(ev, method, Arguments(), None, -1, None)
    return found


def managed(ev: "Evaluator", value: Value, is_async: bool) -> list[Value]:
    """The methods of the project that entering and leaving run."""
    receivers: Values = frozenset((value,))
    names: tuple[str, ...] = ("__aenter__", "__aexit__") if is_async else ("__enter__", "__exit__")
    if isinstance(value, External):
        if value.name not in _WRAPPERS:
            return []
        receivers, names = ev.argument(maker(ev, value).first(0)), _WRAPPERS[value.name]
    found: list[Value] = []
    for receiver in sorted(receivers, key=lambda v: v.order):
        if isinstance(receiver, Instance):
            for name in names:
                methods = attribute(ev, receiver, name)
                found += [m for m in methods if isinstance(m, (Bound, Function))]
    return found
