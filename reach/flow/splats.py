"""What `*args` and `**kwargs` hold."""

from typing import TYPE_CHECKING, Any

from reach.flow.contexts import ANY, Context
from reach.flow.pool import WIDE
from reach.flow.values import EMPTY, Container, External, Unknown, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_INDEX = 64
"""Indices of `*args` from here on are not told apart: functions may pass theirs on for ever."""


def splat_item(ev: "Evaluator", container: Container, keys: frozenset[Any] | None) -> Values:
    """Values of a splat parameter under keys; all of them when keys is None."""
    if container.kind == "kwargs" and container.body.bound_name == "handle":
        from reach.flow.settings.django import option

        told = option(ev, container, keys)
        if told is not None:
            return told
    if container.kind == "kwargs" and container.body.facts.path.endswith("/model.py"):
        from reach.flow.settings.truss import option as served

        told = served(ev, container, keys)
        if told is not None:
            return told
    within = container.context
    found: Values = EMPTY
    if within is not None and within.arguments is not ANY:
        found = _in_context(ev, container, within, keys)
        if within.arguments.partly:
            from reach.flow.parameters import calls_meant

            for call in calls_meant(ev, within):
                found |= _in_context(ev, container, call, keys)
        return found
    known = ev.contexts_of(container.body) if within is None else ev.calls_like(within)
    for context in known:
        if context is not None:
            found |= _in_context(ev, container, context, keys)
    return found


def given_outside(ev: "Evaluator", mapping: Value) -> Values:
    """That a call of something outside the project may give anything under a key."""
    if not isinstance(mapping, External) or not mapping.name.endswith("()"):
        return EMPTY
    place = mapping.site.ops[mapping.vid][4] if mapping.site is not None else 0
    return ev.unknown(f"result of {mapping.name.replace('()', '')}", mapping.site, place)


def under(ev: "Evaluator", mapping: Value, key: Values) -> Values:
    """What `**mapping` gives under a key: one that is not known may give something for each."""
    from reach.flow.containers import item

    if isinstance(mapping, Unknown) and mapping.reason != WIDE:
        return frozenset((mapping,))
    return item(ev, mapping, key) or given_outside(ev, mapping)


def _in_context(
    ev: "Evaluator", container: Container, context: Context, keys: frozenset[Any] | None
) -> Values:
    from reach.flow.containers import contents, elements, item
    from reach.flow.sizes import as_values

    parameters = container.body.code.parameters
    named = {p.name for p in parameters if p.kind in (ir.POSITIONAL, ir.KEYWORD)}
    arguments = context.arguments
    found: Values = EMPTY
    if container.kind == "kwargs":
        for name, argument in arguments.keywords:
            if name is None:
                for mapping in ev.argument(argument):
                    wanted = as_values(ev, keys)
                    found |= under(ev, mapping, wanted) if keys else contents(ev, mapping)
            elif name not in named and (keys is None or name in keys):
                found |= ev.argument(argument)
        return found
    taken = sum(1 for p in parameters if p.kind == ir.POSITIONAL)
    position = 0
    exact = True
    for starred, argument in arguments.positional:
        if starred:
            for value in ev.argument(argument):
                inner = _shifted(keys, position - taken) if exact else None
                if inner is None:
                    found |= elements(ev, value)
                elif inner:
                    found |= item(ev, value, as_values(ev, inner))
            exact = False
            continue
        index = position - taken
        position += 1
        if index >= 0 and (keys is None or not exact or index in keys):
            found |= ev.argument(argument)
    return found


def _shifted(keys: frozenset[Any] | None, before: int) -> frozenset[int] | None:
    """Indices of `*args` as those of a splat that fills it from an index on, or, where that is
    negative, whose first elements went elsewhere; None where that cannot be told."""
    if keys is None or not all(type(k) is int and 0 <= k < MAX_INDEX for k in keys):
        return None
    return frozenset(k - before for k in keys if k >= before)
