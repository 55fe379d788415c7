"""click: the object that commands share through their context."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.calls import made_by
from reach.flow.settings.hooks import asks_for, attributes_of
from reach.flow.stores import assigned
from reach.flow.values import EMPTY, Class, External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

CONTEXT = "click.Context()"

_MODULES = ("click", "click.decorators", "rich_click", "asyncclick")
_CONTEXTS = frozenset(f"{module}.pass_context" for module in _MODULES)
_OBJECTS = frozenset(f"{module}.pass_obj" for module in _MODULES)
_MADE = frozenset(f"{module}.make_pass_decorator()" for module in _MODULES)

asks_for(_MADE)


def passed(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """What `pass_context`, `pass_obj` and their like put before the options; None for others."""
    if body.parent is None or body.owner is not None or index >= len(body.code.decorators):
        return None
    place = 0
    for vid in reversed(body.code.decorators):
        for value in ev.eval(body.parent, vid):
            if not isinstance(value, External) or not _passes(value):
                continue
            if place == index:
                return _given(ev, value)
            place += 1
            break
    return None


def _passes(value: External) -> bool:
    return value.name in _CONTEXTS or value.name in _OBJECTS or value.name in _MADE


def _given(ev: "Evaluator", decorator: External) -> Values:
    context = ev.pool.external(CONTEXT)
    if decorator.name in _CONTEXTS:
        return frozenset((context,))
    if decorator.name in _OBJECTS:
        return _shared(ev, context, "obj") or EMPTY
    call = made_by(ev, decorator)
    classes = call.argument(0, "object_type") if call is not None else EMPTY
    return frozenset(ev.pool.instance(c) for c in classes if isinstance(c, Class))


@attributes_of(CONTEXT, "click.core.Context()", "rich_click.Context()", "typer.Context()")
def _shared(ev: "Evaluator", context: External, name: str) -> Values | None:
    """`context.obj` is what some command assigned to it."""
    if name == "parent":
        return frozenset((context,))
    if name != "obj":
        return None
    found = assigned(ev, ev.pool.external(context.name), name)
    return found or ev.unknown("no command gives the context an object")


@model("click.get_current_context", "rich_click.get_current_context")
def _current(site: Site) -> Values:
    return frozenset((site.ev.pool.external(CONTEXT),))
