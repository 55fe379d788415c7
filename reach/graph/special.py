"""Special methods of objects, as targets of a site."""

from collections.abc import Iterable, Sequence

from reach.flow.bodies import Body
from reach.flow.calls import invocations, returned
from reach.flow.classes import member, mro
from reach.flow.contexts import Argument, Arguments
from reach.flow.evaluator import Evaluator
from reach.flow.special import special_methods
from reach.flow.standard import class_defines
from reach.flow.values import (
    Class,
    External,
    Function,
    Instance,
    Member,
    Value,
    Wrapped,
)
from reach.graph.sites import Target

Given = Sequence[tuple[bool, Argument]]
"""Arguments after the object itself, as in `Arguments.positional`."""


def targets(ev: Evaluator, value: Value, arguments: Arguments) -> list[Target]:
    """What calling a value runs."""
    return [
        Target(made.body, "", made.closure, made.arguments, made.certainty)
        for made in invocations(ev, value, arguments, None, -1, None)
    ]


def methods(ev: Evaluator, value: Value, name: str, given: Given = ()) -> list[Target]:
    """A special method of an object; of a class, that for `Class[...]`."""
    if isinstance(value, Class) and name == "__getitem__":
        arguments = Arguments(((False, frozenset((value,))), *given))
        values, _ = member(ev, value, "__class_getitem__")
        return [t for v in values if isinstance(v, Function) for t in targets(ev, v, arguments)]
    if not isinstance(value, (Instance, Member)):
        return []
    certainty = "dispatch" if isinstance(value, Instance) and not value.exact else "direct"
    found = []
    for receiver, method in special_methods(ev, value, name):
        function = method.function if isinstance(method, Wrapped) else method
        arguments = Arguments(((False, frozenset((receiver,))), *given))
        if isinstance(function, Function):
            found.append(Target(function.body, "", function.closure, arguments, certainty))
        elif isinstance(function, External):
            inherited = ev.pool.external(function.name, receiver)
            found += targets(ev, inherited, Arguments(tuple(given)))
    return found


_WITH_METHODS = (Instance, Member, Class)

UNRELATED = 4
"""Objects of so many kinds that have nothing to do with each other, where other things may stand as
well, are what a mapping holds whose keys are not known: that one has a special method says nothing
of what is asked for."""


def told(ev: Evaluator, values: Iterable[Value]) -> Iterable[Value]:
    """The values, unless they are such a jumble."""
    values = tuple(values)
    objects = [v for v in values if isinstance(v, (Instance, Member))]
    if len(objects) < UNRELATED or len(objects) == len(values):
        return values
    return () if len({_root(ev, v.cls) for v in objects}) >= UNRELATED else values


def _root(ev: Evaluator, cls: Class) -> Class:
    """The base of a class that is the furthest from it, in the program."""
    return [c for c in mro(ev, cls) if isinstance(c, Class)][-1]


def each(
    ev: Evaluator, body: Body, vid: int, names: tuple[str, ...], given: Given = ()
) -> list[Target]:
    """These methods of all that an operation may be."""
    values = ev.ask(body, vid)
    return [
        t
        for value in (values if names == ("__setitem__",) else told(ev, values))
        if isinstance(value, _WITH_METHODS)
        for n in names
        for t in methods(ev, value, n, given)
    ]


def first(ev: Evaluator, body: Body, vid: int, names: tuple[str, ...]) -> list[Target]:
    """Of several methods the first one that is defined."""
    return [
        t
        for value in told(ev, ev.ask(body, vid))
        if isinstance(value, _WITH_METHODS)
        for t in first_of(ev, value, names)
    ]


def first_of(ev: Evaluator, value: Value, names: tuple[str, ...]) -> list[Target]:
    """Of several methods of one object the first one that is defined, be it by a class of Python:
    the text of an error is not its `__repr__`."""
    for index, name in enumerate(names):
        called = methods(ev, value, name)
        if called:
            return [] if index and _outside(ev, value, names[:index]) else called
    return []


def _outside(ev: Evaluator, value: Value, names: tuple[str, ...]) -> bool:
    """Whether a class of Python defines one of these methods; its `__format__` asks the others."""
    if not isinstance(value, (Instance, Member)):
        return False
    for name in names:
        if name == "__format__":
            continue
        found, owner = member(ev, value.cls, name)
        if found and isinstance(owner, External) and class_defines(owner.name, name):
            return True
    return False


def iterate(ev: Evaluator, body: Body, vid: int) -> list[Target]:
    """What iterating over all that an operation may be runs."""
    return [t for value in told(ev, ev.ask(body, vid)) for t in iteration(ev, value)]


def iteration(ev: Evaluator, value: Value) -> list[Target]:
    """`__iter__` of an object, and `__next__` of what it returns."""
    if not isinstance(value, (Instance, Member)):
        return []
    found: list[Target] = []
    for name, step in (("__iter__", "__next__"), ("__aiter__", "__anext__")):
        begun = methods(ev, value, name)
        found += begun
        for target in begun:
            assert target.body is not None
            context = ev.context(target.body, target.closure, target.arguments)
            for iterator in returned(ev, target.body, context):
                found += methods(ev, iterator, step)
    return found or methods(ev, value, "__getitem__")
