"""Gradio fills the parameters of a handler from components: of those with choices, with one of
them. Read in gradio 3 to 5, which refuse other values unless they are allowed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import contents, item
from reach.flow.sequences import layout
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import asks_for, table
from reach.flow.settings.named_calls import calls_named
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Const,
    Container,
    External,
    Function,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PREFIX = "gradio."
_COMPONENTS = frozenset(
    f"{_PREFIX}{module}{name}()"
    for module in ("", "components.", "inputs.")
    for name in ("Dropdown", "Radio")
)
_LISTENERS = (
    *("change", "click", "input", "select", "submit", "success", "then", "release", "load", "blur"),
    *("Interface", "on"),
)
_FUNCTION = {"on": 1}
"""Position of the handler where it is not the first argument; its components follow."""

MAX_CALLS = 200
"""Registrations of handlers that are looked at."""

asks_for(_COMPONENTS)

Filled = dict[Body, dict[int, list[Value]]]
"""Handler -> position of a parameter -> the components that fill it."""


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """A parameter that only components with choices fill; None for anything else."""
    known: Filled = table(ev, "gradio", lambda: _filled(ev))
    components = known.get(body, {}).get(index, ())
    found = [_choices(ev, component) for component in components]
    return EMPTY.union(*found) or None if all(found) else None


def _filled(ev: "Evaluator") -> Filled:
    found: Filled = {}
    for body, vid in calls_named(ev, *_LISTENERS)[:MAX_CALLS]:
        call = Reading(ev, body, vid, None)
        for callee in ev.eval(body, call.op[1]):
            if not isinstance(callee, External) or not callee.name.startswith(_PREFIX):
                continue
            at = _FUNCTION.get(callee.name.rpartition(".")[2], 0)
            given = list(_components(ev, call.argument(at + 1, "inputs")))
            for value in call.argument(at, "fn"):
                function, own = (value.function, 1) if isinstance(value, Bound) else (value, 0)
                if isinstance(function, Function):
                    places = found.setdefault(function.body, {})
                    for index, component in given:
                        places.setdefault(own + index, []).append(component)
    return found


def _components(ev: "Evaluator", given: Values) -> Iterator[tuple[int, Value]]:
    """What stands for each parameter: components in a list, or a single one."""
    for value in given:
        if not isinstance(value, (Bundle, Container)):
            yield 0, value
            continue
        for index, element in enumerate(layout(ev, value) or ()):
            for component in ev.argument(element):
                yield index, component


def _choices(ev: "Evaluator", component: Value) -> Values:
    """What a component offers, the second of a pair of label and value; nothing where others may
    be chosen as well."""
    call = made_by(ev, component)
    if not isinstance(component, External) or component.name not in _COMPONENTS or call is None:
        return EMPTY
    if call.given("allow_custom_value", "multiselect", "type"):
        return EMPTY
    found: Values = EMPTY
    for offered in call.argument(0, "choices"):
        for choice in contents(ev, offered):
            pair = isinstance(choice, (Bundle, Container))
            found |= item(ev, choice, frozenset((ev.pool.const(1),))) if pair else {choice}
    return found if all(isinstance(v, Const) for v in found) else EMPTY
