"""Built-ins that speak of objects: `getattr`, `super`, `type`, descriptors, `partial`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.partial_names import matching_attributes, says_something
from reach.flow.values import (
    EMPTY,
    Class,
    Const,
    External,
    Function,
    Instance,
    Module,
    Pattern,
    Unknown,
    Value,
    Values,
    Wrapped,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


NAMELESS = "attribute whose name is not known"
"""What `getattr` gives for a name that nobody knows."""

IN_PART = "attribute whose name is known in part"
"""What else it may give for a name that begins or ends in a known way."""


OF_CLASSES = frozenset(("diffusers", "optimum", "transformers"))
"""Libraries whose classes are often taken by a name that a model's configuration says, and all load
by one method."""

SOME = "*"
"""Stands for the name of such a class."""


@model("<builtin>.getattr")
def _getattr(site: Site) -> Values:
    from reach.flow.attributes import attribute
    from reach.flow.modules import asked_name

    objects, names, otherwise = site.arg(0), site.arg(1), len(site.arguments.positional) > 2
    found: set[Value] = set()
    missing = False
    unknown: dict[str, None] = {}
    absent: Values = EMPTY
    for value in objects:
        for name in names:
            if isinstance(name, Const) and isinstance(name.value, str):
                if isinstance(value, Module):
                    result = asked_name(site.ev, value, name.value)
                    if not result:
                        absent = absent or attribute(site.ev, value, name.value)
                else:
                    result = attribute(site.ev, value, name.value)
                if otherwise and isinstance(value, Unknown):
                    missing = True
                elif otherwise:
                    result = frozenset(v for v in result if not isinstance(v, Unknown))
                found |= result
                missing |= not result
            else:
                partly = isinstance(name, Pattern) and says_something(name)
                unknown[IN_PART if partly else NAMELESS] = None
                if isinstance(name, Pattern):
                    found |= matching_attributes(site.ev, value, name)
                if isinstance(value, External) and value.name.partition(".")[0] in OF_CLASSES:
                    found |= attribute(site.ev, value, SOME)
    if otherwise and (unknown or missing or not found):
        found |= site.arg(2)
    elif not found:  # of several modules and names, most do not belong together
        found |= absent
    for reason in unknown:
        found |= site.ev.unknown(reason, site.body, site.position)
    return frozenset(found)


@model("<builtin>.super")
def _super(site: Site) -> Values:
    from reach.flow.classes import class_of_body
    from reach.flow.values import Class as ClassValue

    ev, body = site.ev, site.body
    given = site.all()
    if len(given) >= 2:
        return frozenset(
            ev.pool.super(c, r)
            for c in given[0]
            if isinstance(c, ClassValue)
            for r in given[1]
            if isinstance(r, (Instance, ClassValue))
        )
    method = body
    while method is not None and method.owner is None:
        method = method.parent
    if method is None or not method.code.parameters:
        return site.opaque()
    context = site.context
    scope = body
    while scope is not None and scope is not method:
        context = context.closure if context is not None else None
        scope = scope.parent
    from reach.flow.parameters import parameter

    found: set[Value] = set()
    strange: set[Value] = set()  # objects of classes that do not inherit the method
    for receiver in parameter(ev, method, 0, context):
        own = _owner_of(ev, method, receiver)
        cls = own or class_of_body(ev, method.owner)
        if cls is not None and isinstance(receiver, (Instance, ClassValue)):
            foreign = own is None and isinstance(receiver, Instance)
            (strange if foreign else found).add(ev.pool.super(cls, receiver))
    return frozenset(found or strange)


def _owner_of(ev: "Evaluator", method: Body, receiver: Value) -> Class | None:
    from reach.flow.classes import mro

    cls = receiver.cls if isinstance(receiver, Instance) else receiver
    if isinstance(cls, Class):
        for owner in mro(ev, cls):
            if isinstance(owner, Class) and owner.body is method.owner:
                return owner
    return None


@model(
    "<builtin>.property",
    "functools.cached_property",
    "abc.abstractproperty",
    "cached_property.cached_property",
    "django.utils.functional.cached_property",
)
def _property(site: Site) -> Values:
    getters = site.arg(0, "fget")
    setters = [v for v in site.arg(1, "fset") if isinstance(v, Function)]
    setter = setters[0] if setters else None
    return frozenset(site.ev.pool.wrapped("property", g, setter) for g in getters)


@model("<builtin>.staticmethod", "abc.abstractstaticmethod")
def _staticmethod(site: Site) -> Values:
    return frozenset(site.ev.pool.wrapped("staticmethod", f) for f in site.arg(0))


@model("<builtin>.classmethod", "abc.abstractclassmethod")
def _classmethod(site: Site) -> Values:
    return frozenset(site.ev.pool.wrapped("classmethod", f) for f in site.arg(0))


@model("<builtin>.function.setter")
def _setter(site: Site) -> Values:
    found: set[Value] = set()
    receiver = site.callee.receiver
    if isinstance(receiver, Wrapped):
        for value in site.arg(0):
            found.add(site.ev.pool.wrapped("property", receiver.function, value))
    return frozenset(found)


@model("<builtin>.function.getter", "<builtin>.function.deleter")
def _unchanged_property(site: Site) -> Values:
    receiver = site.callee.receiver
    return frozenset((receiver,)) if receiver is not None else EMPTY


@model("types.MethodType")
def _method_made(site: Site) -> Values:
    pool = site.ev.pool
    return frozenset(
        pool.bound(function, receiver)
        for function in site.arg(0, "function")
        for receiver in site.arg(1, "object")
        if not isinstance(function, (Unknown, Const))
    )


@model("functools.partial", "funcy.partial", "funcy.func_partial", "toolz.partial")
def _partial(site: Site) -> Values:
    if site.body is None:
        return EMPTY
    return frozenset(
        site.ev.pool.partial(f, site.body, site.vid, site.context)
        for f in site.arg(0)
        if not isinstance(f, (Unknown, Const))
    )
