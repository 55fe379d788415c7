"""Calls: which functions run, with which arguments, and what comes back."""

from typing import TYPE_CHECKING, NamedTuple

from reach.flow.annotations import declared
from reach.flow.attributes import attribute, metaclass
from reach.flow.believed import believed
from reach.flow.bodies import Body
from reach.flow.classes import external_bases, member
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments, Context
from reach.flow.dispatched import dispatched
from reach.flow.enums import enum_lookup, is_enum
from reach.flow.fields import called_for_fields
from reach.flow.new_objects import by_new, instance_of, is_heir, made, objects_in, runs_own
from reach.flow.returns import reached_returns
from reach.flow.values import (
    EMPTY,
    Bound,
    Class,
    Const,
    External,
    Function,
    Instance,
    Member,
    Partial,
    Unknown,
    Value,
    Values,
    Wrapped,
    in_order,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


MAX_APART = 12
"""Functions that one call may mean and that are still asked what they return for its arguments."""

_TYPED = frozenset(("typing.TypedDict", "typing_extensions.TypedDict"))
"""Bases of classes that make plain dictionaries."""

_AFTER = ("__post_init__", "__attrs_post_init__")
"""Methods that a generated constructor calls."""

_TYPE_CALL = "<builtin>.type.__call__"


class Invocation(NamedTuple):
    """A project function that a call runs."""

    body: Body
    closure: Context | None
    arguments: Arguments
    certainty: str


def invocations(
    ev: "Evaluator",
    value: Value,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
    certainty: str = "direct",
) -> list[Invocation]:
    """The project functions that calling a value runs, callbacks of known externals included."""
    if isinstance(value, Function):
        return [Invocation(value.body, value.closure, arguments, certainty)]
    if isinstance(value, Bound):
        if isinstance(value.receiver, Instance) and not value.receiver.exact:
            certainty = "dispatch"
        inner = arguments.prepend(frozenset((value.receiver,)))
        return invocations(ev, value.function, inner, site, vid, context, certainty)
    if isinstance(value, Class):
        return _construct(ev, value, arguments, site, vid, context, certainty)
    if isinstance(value, Instance):
        found = []
        for method in attribute(ev, value, "__call__"):
            if isinstance(method, (Bound, Function, External)):
                found += invocations(ev, method, arguments, site, vid, context, certainty)
        return found
    if isinstance(value, Partial):
        return invocations(
            ev, value.function, merged(ev, value, arguments), site, vid, context, certainty
        )
    if isinstance(value, Wrapped):
        return [
            made
            for function, given in dispatched(ev, value, arguments)
            for made in invocations(ev, function, given, site, vid, context, certainty)
        ]
    if isinstance(value, External):
        from reach.flow.callbacks import UNPLACED, callbacks

        if value.name in UNPLACED:
            site, vid, context = None, -1, None
        if value.name == _TYPE_CALL:
            return [
                made
                for cls, inner in _called_classes(ev, value, arguments)
                for made in _initialise(ev, cls, inner, site, vid, context, certainty)
            ]
        found = []
        for callee, inner in callbacks(ev, value, arguments):
            for target in callee:
                if not isinstance(target, External) and target is not value:
                    found += invocations(ev, target, inner, site, vid, context, "framework")
        return found
    return []


def _called_classes(
    ev: "Evaluator", value: External, arguments: Arguments
) -> list[tuple[Class, Arguments]]:
    """The classes that `super().__call__(...)` or `type.__call__(cls, ...)` of a metaclass makes
    an object of, and what it gives them."""
    if isinstance(value.receiver, Class):
        return [(value.receiver, arguments)]
    classes = in_order(ev.argument(arguments.first(0)))
    return [(v, arguments.rest(1)) for v in classes if isinstance(v, Class)]


def merged(ev: "Evaluator", partial: Partial, arguments: Arguments) -> Arguments:
    """The arguments of a partial, followed by those of the call."""
    given = call_arguments(partial.body, partial.vid, partial.context)
    return Arguments(
        given.positional[1:] + arguments.positional,
        arguments.keywords + given.keywords,
        arguments.partly,
    )


def _construct(
    ev: "Evaluator",
    cls: Class,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
    certainty: str,
) -> list[Invocation]:
    for method in metaclass_call(ev, cls):
        return invocations(ev, method, arguments, site, vid, context, certainty)
    return _initialise(ev, cls, arguments, site, vid, context, certainty)


def metaclass_call(ev: "Evaluator", cls: Class) -> list[Value]:
    """The `__call__` of the metaclass, when the project defines one."""
    meta = metaclass(ev, cls)
    if meta is None:
        return []
    found = member(ev, meta, "__call__")[0]
    return [ev.pool.bound(v, cls) for v in in_order(found) if isinstance(v, Function)]


def _initialise(
    ev: "Evaluator",
    cls: Class,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
    certainty: str,
) -> list[Invocation]:
    """`__new__`, `__init__` and what a generated constructor calls."""
    found: list[Invocation] = []
    instance = frozenset((made(ev, cls, arguments, site, vid, context),))
    new = by_new(ev, cls, arguments, site, vid, context)
    heirs = [v for v in new or () if is_heir(v, cls, ev)]
    firsts: list[tuple[str, Class, Values]] = [("__new__", cls, frozenset((cls,)))]
    firsts += [("__init__", v.cls, frozenset((v,))) for v in heirs]
    if new is None or any(runs_own(ev, v, cls) for v in new if v not in heirs):
        firsts.append(("__init__", cls, instance))
    for name, owner, first in firsts if not is_enum(ev, cls) else ():  # whose call is a look-up
        for method in member(ev, owner, name)[0]:
            inner = method.function if isinstance(method, Wrapped) else method
            found += (
                invocations(ev, inner, arguments.prepend(first), site, vid, context, certainty)
                if isinstance(inner, Function)
                else []
            )
    for called, given in called_for_fields(ev, cls, arguments, instance):
        for function in in_order(called):
            found += invocations(ev, function, given, site, vid, context, certainty)
    if not any(i.body.code.name.endswith("__init__") for i in found):
        after = [m for name in _AFTER for m in member(ev, cls, name)[0]]
        for method in after:
            if isinstance(method, Function):
                inner_arguments = Arguments(((False, instance),))
                found += invocations(ev, method, inner_arguments, site, vid, context, certainty)
    return found


def call_values(
    ev: "Evaluator",
    callees: Values,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> Values:
    """What a call returns."""
    found: Values = EMPTY
    wide = len(callees) > MAX_APART
    for value in callees:
        function = value.function if isinstance(value, Bound) else value
        if wide and isinstance(function, Function) and not function.body.is_generator:
            found |= ev.read((function.body, "returned"), returned, ev, function.body, None)
            continue
        found |= call_value(ev, value, arguments, site, vid, context)
        if len(found) > 2 * ev.pool.WIDTH:
            return ev.pool.limit(found)
    return found


def call_value(
    ev: "Evaluator",
    value: Value,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> Values:
    """What calling one value returns."""
    if isinstance(value, Function):
        inner_context = None
        if value.body.returns_depend:
            inner_context = ev.context(value.body, value.closure, arguments)
            if value.closure is None and site is not None and not value.body.code.parameters:
                inner_context = ev.made_at(value.body, site, vid, context)
        return returned(ev, value.body, inner_context)
    if isinstance(value, Bound):
        inner = arguments.prepend(frozenset((value.receiver,)))
        return call_value(ev, value.function, inner, site, vid, context)
    if isinstance(value, Class):
        return _new(ev, value, arguments, site, vid, context)
    if isinstance(value, Instance):
        found: Values = EMPTY
        for method in attribute(ev, value, "__call__"):
            if not isinstance(method, (Unknown, Instance)):
                found |= call_value(ev, method, arguments, site, vid, context)
        return found or ev.unknown(
            f"{value.cls.body.code.name} object is called", site, position(site, vid)
        )
    if isinstance(value, Partial):
        return call_value(ev, value.function, merged(ev, value, arguments), site, vid, context)
    if isinstance(value, Wrapped):
        every = dispatched(ev, value, arguments)
        if all(given is arguments for _, given in every):
            functions = frozenset(function for function, _ in every)
            return call_values(ev, functions, arguments, site, vid, context)
        apart = [call_value(ev, f, given, site, vid, context) for f, given in every]
        return EMPTY.union(*apart)
    if isinstance(value, External):
        from reach.flow.library import external_call

        classes = _called_classes(ev, value, arguments) if value.name == _TYPE_CALL else ()
        if classes:
            objects = [instance_of(ev, cls, inner, site, vid, context) for cls, inner in classes]
            return EMPTY.union(*objects)
        return external_call(ev, value, arguments, site, vid, context)
    if isinstance(value, Const):
        return EMPTY
    return frozenset((value,)) if isinstance(value, Unknown) else EMPTY


def _new(
    ev: "Evaluator",
    cls: Class,
    arguments: Arguments,
    site: Body | None,
    vid: int,
    context: Context | None,
) -> Values:
    if is_enum(ev, cls):
        return enum_lookup(ev, cls, arguments)
    if site is not None and vid >= 0 and not _TYPED.isdisjoint(external_bases(ev, cls)):
        return frozenset((ev.pool.container("dict", site, vid, context),))
    found = instance_of(ev, cls, arguments, site, vid, context)
    methods = frozenset(metaclass_call(ev, cls))
    return objects_in(call_values(ev, methods, arguments, site, vid, context)) or found


def returned(ev: "Evaluator", body: Body, context: Context | None) -> Values:
    """What a function returns in a context."""
    if body.is_generator:
        return frozenset((ev.pool.generated(body, context),))
    found: Values = EMPTY
    apart = context is not None and (body.is_maker or (not ev.building and body.decides))
    for vid in reached_returns(ev, body, context) if apart else body.code.returns:
        found |= ev.eval(body, vid, context)
    known = [v for v in found if not isinstance(v, (Unknown, Const)) or _is_typed(v)]
    if not known and body.code.return_annotation >= 0 and body.parent is not None:
        return found | declared(ev, body.parent, body.code.return_annotation, None)
    return found | believed(ev, found, body.parent, body.code.return_annotation)


def _is_typed(value: Value) -> bool:
    """Whether a value is a known path or member, of which its type says no more."""
    return isinstance(value, Member) or (isinstance(value, Const) and value.path)


def position(site: Body | None, vid: int) -> int:
    """Byte offset of a call, for reports."""
    if site is None or vid < 0:
        return 0
    op = site.ops[vid]
    return int(op[4]) if len(op) > 4 and isinstance(op[4], int) else 0
