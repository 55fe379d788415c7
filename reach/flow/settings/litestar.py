"""Litestar fills parameters by name with what dependencies return: `{"model": Provide(load)}`.

Dependencies stand at routes, controllers, routers and the application; which of several of one name
is in force is not told apart. Read in litestar 2.
"""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import table
from reach.flow.settings.named_calls import calls_of
from reach.flow.values import EMPTY, Const, External, Function, Generated, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PROVIDE = frozenset(("litestar.di.Provide", "litestar.Provide", "starlite.Provide"))

Provided = dict[str, list[Reading]]
"""Name of a parameter -> the calls of `Provide` that stand under it."""

MAX_PROVIDERS = 16
"""Dependencies of one name."""


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """A parameter of a handler, or of a dependency, that others fill; None for anything else."""
    spec = body.code.parameters[index]
    known: Provided = table(ev, "litestar", lambda: _provided(ev))
    calls = known.get(spec.name) if known else None
    if not calls or not (_is_handler(ev, body) or body in _providers(ev, known)):
        return None
    found: Values = EMPTY
    for call in calls[:MAX_PROVIDERS]:
        found |= _returned(ev, call)
    return found or None


def _provided(ev: "Evaluator") -> Provided:
    found: Provided = {}
    for body, vid in calls_of(ev, "Provide", _PROVIDE):
        for op in body.ops[vid:]:
            if op[0] != ir.DICT:
                continue
            for key, value in op[1]:
                name = body.ops[key][1] if key >= 0 and body.ops[key][0] == ir.CONST else None
                if value == vid and isinstance(name, str):
                    found.setdefault(name, []).append(Reading(ev, body, vid, None))
            if any(value == vid for _, value in op[1]):
                break
    return found


def _providers(ev: "Evaluator", known: Provided) -> set[Body]:
    def build() -> set[Body]:
        calls = [call for calls in known.values() for call in calls]
        values = {v for call in calls for v in call.argument(0, "dependency")}
        return {v.body for v in values if isinstance(v, Function)}

    found: set[Body] = table(ev, "litestar providers", build)
    return found


def _is_handler(ev: "Evaluator", body: Body) -> bool:
    """Whether a decorator of Litestar registers a function."""
    if body.parent is None:
        return False
    return any(
        isinstance(value, External) and value.name.startswith(("litestar.", "starlite."))
        for vid in body.code.decorators
        for value in ev.eval(body.parent, vid)
    )


def _returned(ev: "Evaluator", call: Reading) -> Values:
    from reach.flow.calls import call_values
    from reach.flow.containers import elements

    found: Values = EMPTY
    given = call.argument(0, "dependency")
    for value in call_values(ev, given, Arguments(), call.body, call.vid, call.context):
        found |= elements(ev, value) if isinstance(value, Generated) else frozenset((value,))
    return frozenset(v for v in found if not (isinstance(v, Const) and v.value is None))
