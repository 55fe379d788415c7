"""Methods of objects that operators, items and iteration call."""

from typing import TYPE_CHECKING

from reach.flow.calls import call_values
from reach.flow.classes import member
from reach.flow.contexts import Arguments
from reach.flow.derived import called
from reach.flow.values import (
    EMPTY,
    External,
    Function,
    Instance,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def special(
    ev: "Evaluator", instance: Instance, name: str, arguments: tuple[Values, ...]
) -> Values:
    """What a special method of an object returns."""
    found: Values = EMPTY
    inner = Arguments(tuple((False, a) for a in arguments))
    for method in member(ev, instance.cls, name)[0]:
        if isinstance(method, Function):
            bound = frozenset((ev.pool.bound(method, instance),))
            found |= call_values(ev, bound, inner, None, -1, None)
        elif isinstance(method, External):
            found |= {ev.pool.external(called(method.name), instance)}
    return found
