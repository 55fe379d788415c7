"""Constructors: the calls that made an object, and what they were given."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import (
    class_context,
    member,
    mro,
)
from reach.flow.contexts import Argument, Arguments, Context, Thunk
from reach.flow.enums import member_arguments
from reach.flow.operands import context_dependent
from reach.flow.promised import takes_all
from reach.flow.values import (
    Class,
    Function,
    Instance,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def receiver_context(ev: "Evaluator", instance: Instance, body: Body) -> Context | None:
    """The context of a method when called on this object; for `__init__`, that of its making."""
    partly = Arguments(((False, frozenset((instance,))),), (), True)
    if instance.site is not None:
        made = init_contexts(ev, instance).get(body)
        if made is not None:
            return made
    return ev.context(body, class_closure(ev, instance, body), partly)


def class_closure(ev: "Evaluator", instance: Instance, body: Body) -> Context | None:
    """The closure of a method of a class that was made inside a function."""
    for owner in mro(ev, instance.cls):
        if isinstance(owner, Class) and owner.body is body.owner:
            return class_context(ev, owner)
    return None


def init_contexts(ev: "Evaluator", instance: Instance) -> dict[Body, Context]:
    """Contexts of `__init__` and of those it calls through `super()`, for one object."""
    known = ev.init_contexts.get(instance)
    if known is None:
        known = _init_contexts(ev, instance)
        ev.init_contexts[instance] = known
    return known


def _init_contexts(ev: "Evaluator", instance: Instance) -> dict[Body, Context]:
    found: dict[Body, Context] = {}
    site = instance.site
    if site is None or instance.vid < 0:
        return found
    arguments = member_arguments(ev, instance)
    if arguments is None:
        if site.ops[instance.vid][0] != ir.CALL:
            return found
        arguments = handed_on(ev, site, instance.vid, instance.context)
    arguments = arguments.prepend(frozenset((instance,)))
    for name in ("__init__", "__post_init__"):
        values, owner = member(ev, instance.cls, name)
        work: list[tuple[Values, Value | None, Arguments]] = [(values, owner, arguments)]
        while work:
            inits, owner, arguments = work.pop()
            for init in inits:
                if not isinstance(init, Function) or init.body in found:
                    continue
                context = ev.context(init.body, init.closure, arguments)
                if context is None:
                    continue
                found[init.body] = context
                for vid in parent_inits(init.body, name):
                    if isinstance(owner, Class):
                        upper, upper_owner = member(ev, instance.cls, name, after=owner)
                        inner = handed_on(ev, init.body, vid, context)
                        inner = _with_self(init.body, vid, inner, instance)
                        work.append((upper, upper_owner, inner))
    return found


def parent_inits(body: Body, name: str) -> list[int]:
    """The calls of a method of this name on something, in a constructor: those of its bases."""
    ops = body.ops
    return [
        vid
        for vid, op in enumerate(ops)
        if op[0] == ir.CALL and ops[op[1]][0] == ir.ATTR and ops[op[1]][2] == name
    ][:8]


def _with_self(body: Body, vid: int, arguments: Arguments, instance: Instance) -> Arguments:
    """`Base.__init__(self, x)` passes self, `super().__init__(x)` does not."""
    base = body.ops[body.ops[body.ops[vid][1]][1]]
    if base[0] == ir.CALL:
        return arguments.prepend(frozenset((instance,)))
    return arguments


def call_arguments(body: Body, vid: int, context: Context | None) -> Arguments:
    """The arguments of a CALL as they are written there, to be evaluated in its context."""
    op = body.ops[vid]
    return Arguments(
        tuple((a < 0, Thunk(body, a if a >= 0 else ~a, context)) for a in op[2]),
        tuple((name, Thunk(body, a, context)) for name, a in op[3]),
    )


def handed_on(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Arguments:
    """The arguments of a CALL where they were first given: what a function hands on as it got it is
    an argument of its own caller, and what does not depend on how the function was called is the
    same in all its calls. Calls that differ in nothing else have one context."""
    if context is None:
        return call_arguments(body, vid, None)
    op = body.ops[vid]
    positional: list[tuple[bool, Argument]] = []
    for a in op[2]:
        if a >= 0:
            positional.append((False, _first_given(ev, body, a, context)))
        else:
            rest = _rest_given(body, ~a, context)
            positional += rest if rest is not None else ((True, Thunk(body, ~a, context)),)
    keywords: list[tuple[str | None, Argument]] = []
    for name, a in op[3]:
        named = _named_given(body, a, context) if name is None else None
        keywords += named if named is not None else ((name, _first_given(ev, body, a, context)),)
    return Arguments(tuple(positional), tuple(keywords))


def _rest_given(body: Body, vid: int, context: Context) -> tuple[tuple[bool, Argument], ...] | None:
    """What `*args` of a function has, where it is handed on as it was given."""
    given = _as_given(body, vid, ir.STAR, context)
    fixed = sum(spec.kind == ir.POSITIONAL for spec in body.code.parameters)
    if given is None or any(starred for starred, _ in given.positional[:fixed]):
        return None
    return given.positional[fixed:]


def _named_given(
    body: Body, vid: int, context: Context
) -> tuple[tuple[str | None, Argument], ...] | None:
    """What `**kwargs` of a function has, where it is handed on as it was given."""
    given = _as_given(body, vid, ir.DOUBLE_STAR, context)
    if given is None or any(name is None for name, _ in given.keywords):
        return None
    taken = {spec.name for spec in body.code.parameters if spec.kind in _SINGLE}
    return tuple((name, argument) for name, argument in given.keywords if name not in taken)


def _as_given(body: Body, vid: int, kind: int, context: Context) -> Arguments | None:
    """What a function was given, where all of it is known and this is its parameter of a kind."""
    op = body.ops[vid]
    if op[0] != ir.PARAM or body.code.parameters[op[1]].kind != kind or vid in context.assumed:
        return None
    return None if context.arguments.partly else context.arguments


def _first_given(ev: "Evaluator", body: Body, vid: int, context: Context) -> Argument:
    marks = context.marks or context_dependent(body)
    if not marks[vid]:
        return Thunk(body, vid, None)
    op = body.ops[vid]
    if op[0] == ir.PARAM and vid not in context.assumed:
        spec = body.code.parameters[op[1]]
        given = context.arguments.of_parameter(body, op[1]) if spec.kind in _SINGLE else None
        if given is not None and takes_all(ev, body, op[1]):
            return given
    return Thunk(body, vid, context)


_SINGLE = (ir.POSITIONAL, ir.KEYWORD)
"""Kinds of parameters that have one argument."""
