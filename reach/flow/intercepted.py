"""Attributes that go through a `__getattribute__` of the project, and what that one asks for."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import class_of_body, member, mro, subclasses
from reach.flow.contexts import Arguments
from reach.flow.instances import plain_attribute
from reach.flow.library import Site, model
from reach.flow.returns import reached_returns
from reach.flow.special import special_methods
from reach.flow.values import (
    EMPTY,
    Bound,
    Class,
    Const,
    Function,
    Instance,
    Member,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

GETTER = "__getattribute__"


def intercepted(ev: "Evaluator", instance: Instance, name: str) -> Values | None:
    """An attribute of an object whose class, or a class below it, answers for all of them."""
    answering = _answering(ev)
    body = instance.cls.body
    if answering is not None and body not in answering and body.index >= 0:
        return None
    getters = [
        (receiver, method)
        for receiver, method in special_methods(ev, instance, GETTER)
        if isinstance(method, Function)
    ]
    if not getters:
        return None
    return ev.read((instance, name, "intercepted"), _answered, ev, instance, name, getters)


def _answering(ev: "Evaluator") -> dict[Body, None] | None:
    """The classes of which objects may answer for all their attributes, themselves or where they
    are of a class below; None where that cannot be told without asking for values."""
    program = ev.program
    if GETTER in program.assigned_names:
        return None
    found: dict[Body, None] | None = ev.tables.get(GETTER)
    if found is None:
        found = {}
        for body in program.bodies:
            cls = class_of_body(ev, body) if GETTER in body.code.exports else None
            for heir in (cls, *subclasses(ev, cls)) if cls is not None else ():
                found.update((c.body, None) for c in mro(ev, heir) if isinstance(c, Class))
        ev.tables[GETTER] = found
    return found


def _answered(
    ev: "Evaluator",
    instance: Instance,
    name: str,
    getters: list[tuple[Instance | Member, Function]],
) -> Values:
    found: Values = EMPTY
    if not any(isinstance(v, Function) for v in member(ev, instance.cls, GETTER)[0]):
        found |= plain_attribute(ev, instance, name)
    key = frozenset((ev.pool.const(name),))
    for receiver, method in getters:
        arguments = Arguments(((False, frozenset((receiver,))), (False, key)))
        # as for a caller: a name that is not told from others would stand for all attributes
        context = ev.context(method.body, method.closure, arguments, True)
        for vid in reached_returns(ev, method.body, context):
            found |= ev.eval(method.body, vid, context)
    return found


@model("<builtin>.object.__getattribute__")
def _plain(site: Site) -> Values:
    """What an object has, whatever its class answers."""
    from reach.flow.attributes import attribute

    receiver = site.callee.receiver
    bound = isinstance(receiver, Instance)
    objects = frozenset((receiver,)) if receiver is not None and bound else site.arg(0)
    found: Values = EMPTY
    for name in site.arg(0 if bound else 1):
        if not isinstance(name, Const) or not isinstance(name.value, str):
            found |= site.ev.unknown(
                "attribute that __getattribute__ was asked for", site.body, site.position
            )
            continue
        for value in objects:
            if isinstance(value, Instance):
                found |= plain_attribute(site.ev, value, name.value)
            else:
                found |= attribute(site.ev, value, name.value)
    return found


_KINDS = {
    "inspect.ismethod": (Bound,),
    "inspect.isfunction": (Function,),
    "inspect.isclass": (Class,),
}
_CERTAIN = (Bound, Function, Class, Const, Instance)


@model(*_KINDS)
def _is_kind(site: Site) -> Values:
    """Whether what is given is a method, a function, a class."""
    wanted = _KINDS[site.callee.name]
    answers = {_answer(v, wanted) for v in site.arg(0)}
    if answers and None not in answers:
        return frozenset(site.ev.pool.const(a, site.body, site.position) for a in answers)
    return site.opaque()


def _answer(value: Value, wanted: tuple[type[Value], ...]) -> bool | None:
    if isinstance(value, Bound):
        return Bound in wanted and isinstance(value.function, Function)
    return isinstance(value, wanted) if isinstance(value, _CERTAIN) else None
