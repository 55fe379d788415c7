"""Methods of objects that operators, items and iteration call."""

from typing import TYPE_CHECKING

from reach.flow.calls import call_values
from reach.flow.classes import member, overriding, own_member
from reach.flow.contexts import Arguments
from reach.flow.derived import called
from reach.flow.values import (
    EMPTY,
    External,
    Function,
    Instance,
    Member,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def special_methods(
    ev: "Evaluator", value: Instance | Member, name: str
) -> list[tuple[Instance | Member, Value]]:
    """The special methods that may run, each with the object it runs on: those of subclasses too
    where the class of the object is not certain."""
    found: list[tuple[Instance | Member, Value]] = [
        (value, method) for method in member(ev, value.cls, name)[0]
    ]
    if isinstance(value, Instance) and not value.exact:
        below: list[tuple[Instance | Member, Value]] = []
        for sub, owner in overriding(ev, value.cls, name):
            inexact = ev.pool.instance(sub, exact=False)
            below += [(inexact, method) for method in own_member(ev, owner, name)]
        if below:
            found = [(v, m) for v, m in found if not is_abstract(m)] + below
    return found


def is_abstract(method: Value) -> bool:
    """Whether a method is there only to be overridden."""
    return isinstance(method, Function) and method.body.is_abstract


def special(
    ev: "Evaluator", instance: Instance, name: str, arguments: tuple[Values, ...]
) -> Values:
    """What a special method of an object returns."""
    found: Values = EMPTY
    inner = Arguments(tuple((False, a) for a in arguments))
    for receiver, method in special_methods(ev, instance, name):
        if isinstance(method, Function):
            bound = frozenset((ev.pool.bound(method, receiver),))
            found |= call_values(ev, bound, inner, None, -1, None)
        elif isinstance(method, External):
            found |= {ev.pool.external(called(method.name), receiver)}
    return found
