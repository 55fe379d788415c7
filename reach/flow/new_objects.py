"""The objects that calls of classes make: what `__new__` gives, and whose constructor then runs."""

from typing import TYPE_CHECKING, TypeGuard

from reach.flow.bodies import Body
from reach.flow.classes import member, mro
from reach.flow.contexts import Arguments, Context
from reach.flow.metaclasses import made_by_call, stands_for_all
from reach.flow.returns import reached_returns
from reach.flow.values import (
    EMPTY,
    Class,
    Const,
    External,
    Function,
    Instance,
    Unknown,
    Value,
    Values,
    in_order,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def made(
    ev: "Evaluator",
    cls: Class,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> Instance | Class:
    """The object that a constructor call makes; of a metaclass, the class."""
    if site is None:
        return ev.pool.instance(cls)
    if len(arguments.positional) == 3:
        made_class = made_by_call(ev, cls, arguments, site, vid, context)
        if made_class is not None:
            return made_class
    return ev.pool.instance(cls, site, vid, context, not stands_for_all(ev, cls))


def by_new(
    ev: "Evaluator",
    cls: Class,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> list[Value] | None:
    """What a `__new__` of the project gives; None where there is no such method."""
    if not any(isinstance(v, Function) for v in member(ev, cls, "__new__")[0]):
        return None
    return in_order(instance_of(ev, cls, arguments, site, vid, context))


def instance_of(
    ev: "Evaluator",
    cls: Class,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> Values:
    """What `__new__` gives."""
    new = made(ev, cls, arguments, site, vid, context)
    instance: Values = frozenset((new,))
    if isinstance(new, Class):
        return instance
    for method in member(ev, cls, "__new__")[0]:
        if isinstance(method, Function):
            inner = arguments.prepend(frozenset((cls,)))
            result = _given(ev, method, inner)
            if not result and ev.building:
                return result  # not known yet
            plain = ev.pool.instance(cls)
            objects = objects_in(result) - {plain}
            found = frozenset(_at(ev, v, cls, site, vid, context) for v in objects)
            if not found or plain in result or any(_plainly_made(v) for v in result):
                return found | instance
            return found
    return instance


def _at(
    ev: "Evaluator",
    value: Value,
    cls: Class,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> Value:
    """An object of a class below the one that is called, which that call makes ready."""
    if site is not None and is_heir(value, cls, ev) and value.site is None:
        return ev.pool.instance(value.cls, site, vid, context)
    return value


def _given(ev: "Evaluator", method: Function, arguments: Arguments) -> Values:
    """What a `__new__` gives for these arguments: a stand-in for some, an object for others."""
    context = ev.context(method.body, method.closure, arguments)
    found: Values = EMPTY
    for vid in reached_returns(ev, method.body, context):
        found |= ev.eval(method.body, vid, context)
    return found


def _plainly_made(value: Value) -> bool:
    """Whether this is what the `__new__` of a base outside the project gives."""
    return isinstance(value, External) and value.name.endswith(".__new__()")


def is_heir(value: Value, cls: Class, ev: "Evaluator") -> TypeGuard[Instance]:
    """Whether this is an object of a class below another one."""
    return isinstance(value, Instance) and value.cls is not cls and cls in mro(ev, value.cls)


def runs_own(ev: "Evaluator", value: Value, cls: Class) -> bool:
    """Whether what `__new__` gives is then made ready by the constructor of the class itself."""
    return not isinstance(value, Instance) or value.cls is cls or value.cls in mro(ev, cls)


def objects_in(values: Values) -> Values:
    """Those of which more is known than that they are."""
    return frozenset(v for v in values if not isinstance(v, (Unknown, External, Const)))
