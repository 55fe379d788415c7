"""pluggy: `manager.hook.name(key=value)` calls the functions of that name that are marked as
implementations, each with those of the arguments that it takes. Read in pluggy 1.6."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments
from reach.flow.settings.hooks import table
from reach.flow.values import Class, External, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

HOOK = ".hook."
"""What stands before the name of a hook."""

_MANAGER = "pluggy.PluginManager()"
_MARKS = ("pluggy.HookimplMarker()", "pluggy.HookimplMarker()()")

_Plugins = dict[str, list[tuple[Value, Body]]]
"""By the name of a hook."""


def hooked(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """The implementations that calling a hook runs."""
    manager, _, name = callee.name.rpartition(HOOK)
    if manager.removesuffix(".get_plugin_manager()") != _MANAGER:
        return []
    known: _Plugins = table(ev, "plugins", lambda: _plugins(ev))
    found: list[tuple[Values, Arguments]] = []
    for function, body in known.get(name, ()):
        taken = {parameter.name for parameter in body.code.parameters}
        given = tuple((key, a) for key, a in arguments.keywords if key is None or key in taken)
        found.append((frozenset((function,)), Arguments(keywords=given)))
    return found


def _plugins(ev: "Evaluator") -> _Plugins:
    """Functions and methods that are marked."""
    found: _Plugins = {}
    for body in ev.program.bodies:
        if body.code.kind != "function" or body.parent is None or not body.code.decorators:
            continue
        if any(_is_mark(v) for vid in body.code.decorators for v in ev.eval(body.parent, vid)):
            for function in _as_plugin(ev, body):
                name = body.code.name.rpartition(".")[2]
                found.setdefault(name, []).append((function, body))
    return found


def _is_mark(value: Value) -> bool:
    return isinstance(value, External) and value.name in _MARKS


def _as_plugin(ev: "Evaluator", body: Body) -> list[Value]:
    """The function, or the method of an object of its class."""
    from reach.flow.classes import class_of_body

    function = ev.pool.function(body, None)
    if body.owner is None:
        return [function]
    cls = class_of_body(ev, body.owner)
    return [ev.pool.bound(function, ev.pool.instance(cls))] if isinstance(cls, Class) else []
