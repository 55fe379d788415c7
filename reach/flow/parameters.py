"""Parameters: the arguments of one call, or of all known calls together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.believed import believed, too_many
from reach.flow.bodies import Body
from reach.flow.classes import MAX_OVERRIDES, mro, subclasses
from reach.flow.containers import elements, item
from reach.flow.contexts import ANY, Argument, Arguments, Context
from reach.flow.lacking import has_all
from reach.flow.promised import fitting
from reach.flow.settings.hooks import declared_parameter
from reach.flow.splats import under
from reach.flow.values import EMPTY, Class, Const, Instance, Member, Unknown, Value, Values
from reach.records import code as ir
from reach.records.code import Parameter

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_CALLERS = 400
"""Callers joined for one parameter."""


def parameter(ev: "Evaluator", body: Body, index: int, context: Context | None) -> Values:
    """The values of a parameter."""
    spec = body.code.parameters[index]
    if spec.kind == ir.STAR:
        return frozenset((ev.pool.container("args", body, index, context),))
    if spec.kind == ir.DOUBLE_STAR:
        return frozenset((ev.pool.container("kwargs", body, index, context),))
    values = _given(ev, body, index, context)
    values = fitting(ev, body, index, values)
    wanted = believed(ev, values, body.parent, spec.annotation)
    return wanted if wanted and too_many(ev, values) else values | wanted


def _given(ev: "Evaluator", body: Body, index: int, context: Context | None) -> Values:
    spec = body.code.parameters[index]
    if context is None:
        return joined(ev, body, index)
    values, complete = bound(ev, context, index)
    if complete:
        return values
    if context.arguments.partly:
        inside = ev.calls_like(context) if context.arguments is ANY else []
        return values | joined(ev, body, index, _objects(ev, context), inside)
    framework = declared_parameter(ev, body, index)
    if framework is not None:
        return values | framework
    values |= default(ev, body, spec, context.closure)
    if values:
        return values
    return _fallback(ev, body, index, "has no argument at this call")


def joined(
    ev: "Evaluator",
    body: Body,
    index: int,
    objects: frozenset[Instance] = frozenset(),
    inside: Sequence[Context] = (),
) -> Values:
    """A parameter over all known callers, or over those that may call it on these objects, or over
    these, where there are any."""
    spec = body.code.parameters[index]
    ev.depend(body)
    callers = dict.fromkeys(inside) or ev.callers.get(body)
    if objects and callers:
        on_these = {c: None for c in list(callers) if _may_be_on(ev, c, objects)}
        if not on_these and all(o.site is not None for o in objects):
            return EMPTY
        if not on_these:
            ev.depend("guess")
        callers = on_these or (callers if ev.guessing else {})
    if index == 0 and is_receiver(body):
        return _receivers(ev, body, callers)
    framework = declared_parameter(ev, body, index)
    if framework is not None:
        return framework.union(*(bound(ev, c, index)[0] for c in list(callers or ())[:MAX_CALLERS]))
    if not callers:
        ev.depend("guess")
        if not ev.guessing:
            return EMPTY
        found = default(ev, body, spec, None)
        return found | _fallback(ev, body, index, "has no known caller", bool(found))
    values: set[Value] = set()
    given = False
    for number, context in enumerate(list(callers)):
        if number >= MAX_CALLERS:
            values.add(ev.pool.unknown("too many callers", body, body.code.start))
            break
        each, is_given = _from_caller(ev, body, index, context)
        values |= each
        given = given or is_given
        if len(values) > 4 * ev.pool.WIDTH:
            values = set(ev.pool.limit(frozenset(values)))
    if not given and spec.default >= 0 and spec.annotation >= 0:
        values |= _declared_objects(ev, body, index)
    if all(isinstance(v, Unknown) or (isinstance(v, Const) and v.value is None) for v in values):
        ev.depend("guess")
        values |= typed(ev, body, index) if ev.guessing else EMPTY
    return frozenset(values)


def _objects(ev: "Evaluator", context: Context) -> frozenset[Instance]:
    """The objects that a method is called on, where all of them are told apart, by the calls that
    made them or by their classes."""
    if not is_receiver(context.body):
        return frozenset()
    found = bound(ev, context, 0)[0]
    objects = frozenset(v for v in found if isinstance(v, Instance))
    return objects if len(objects) == len(found) else frozenset()


def calls_meant(ev: "Evaluator", context: Context) -> list[Context]:
    """The known calls that one of which only some arguments are known may be."""
    objects = _objects(ev, context)
    known = [c for c in ev.contexts_of(context.body) if c is not None and c is not context]
    return [c for c in known if not objects or _may_be_on(ev, c, objects)]


def _may_be_on(ev: "Evaluator", context: Context, objects: frozenset[Instance]) -> bool:
    """Whether a call of a method may be on one of these objects."""
    values = bound(ev, context, 0)[0]
    return not values or any(
        not isinstance(v, Instance) or any(_may_be_same(ev, v, o) for o in objects) for v in values
    )


def _may_be_same(ev: "Evaluator", one: Instance, other: Instance) -> bool:
    """Whether two objects may be the same: made by one call, or of classes that meet."""
    if one.site is not None and other.site is not None:
        return one.site is other.site and one.vid == other.vid
    if one.cls is other.cls:
        return True
    return (not one.exact and _is_above(ev, one.cls, other.cls)) or (
        not other.exact and _is_above(ev, other.cls, one.cls)
    )


def _is_above(ev: "Evaluator", above: Class, below: Class) -> bool:
    return above in mro(ev, below)


def _from_caller(ev: "Evaluator", body: Body, index: int, context: Context) -> tuple[Values, bool]:
    """A parameter at one call, and whether that gives anything for it; a caller of which only some
    arguments are known adds these."""
    values, complete = bound(ev, context, index)
    if complete or context.arguments.partly:
        return values, complete or bool(values)
    given = bool(values)
    values |= default(ev, body, body.code.parameters[index], context.closure)
    return values or _fallback(ev, body, index, "has no argument at this call"), given


def _declared_objects(ev: "Evaluator", body: Body, index: int) -> Values:
    """Objects of the declared type, where all known calls leave a parameter at its default: it is
    there for others to be given."""
    ev.depend("guess")
    if not ev.guessing:
        return EMPTY
    return frozenset(v for v in typed(ev, body, index) if isinstance(v, Instance))


def is_receiver(body: Body) -> bool:
    """Whether the first parameter of a function is the object or class it is called on."""
    if body.owner is None or body.code.kind != "function":
        return False
    parent = body.owner
    for vid in body.code.decorators:
        op = parent.ops[vid]
        if op[0] == ir.GLOBAL and op[1] == "staticmethod":
            return False
    return True


def _is_classmethod(body: Body) -> bool:
    name = body.code.name.rpartition(".")[2]
    if name in ("__new__", "__init_subclass__", "__class_getitem__"):
        return True
    parent = body.owner
    return parent is not None and any(
        parent.ops[v][0] == ir.GLOBAL and parent.ops[v][1] == "classmethod"
        for v in body.code.decorators
    )


def _receivers(ev: "Evaluator", body: Body, callers: dict[Context, None] | None) -> Values:
    owner = ev_class(ev, body)
    if owner is None:
        return EMPTY
    found: set[Value] = set()
    as_class = _is_classmethod(body)
    for context in list(callers or ())[:MAX_CALLERS]:
        for value in bound(ev, context, 0)[0]:
            if isinstance(value, Instance):
                found.add(ev.pool.instance(value.cls, exact=value.exact))
            elif isinstance(value, Member) or not isinstance(value, (Const, Unknown)):
                found.add(value)
    ev.depend("guess")
    if found and ev.guessing and not as_class and _only_of_heirs(found, owner):
        found.add(ev.pool.instance(owner, exact=False))
    if found or not ev.guessing:
        return ev.pool.limit(frozenset(found))
    if not as_class:
        return frozenset((ev.pool.instance(owner, exact=False),))
    if body.bound_name == "__init_subclass__":
        return frozenset(subclasses(ev, owner)[:MAX_OVERRIDES])
    below = subclasses(ev, owner) if body.bound_name == "__new__" else []
    return frozenset((owner, *(below if len(below) <= MAX_OVERRIDES else ())))


def _only_of_heirs(receivers: set[Value], owner: Class) -> bool:
    """Whether all known calls of a method are those that its class's heirs make on themselves:
    what is called from outside is then not known."""
    return all(isinstance(v, Instance) and not v.exact and v.cls is not owner for v in receivers)


def ev_class(ev: "Evaluator", body: Body) -> Class | None:
    """The class value that a method belongs to."""
    from reach.flow.classes import class_of_body

    return class_of_body(ev, body.owner) if body.owner is not None else None


def bound(ev: "Evaluator", context: Context, index: int) -> tuple[Values, bool]:
    """The argument given for a parameter; and whether it certainly is the one."""
    arguments, parameters = context.arguments, context.body.code.parameters
    spec = parameters[index]
    if spec.kind == ir.POSITIONAL:
        values, complete = positional(ev, arguments, index)
        if complete:
            return values, True
    else:
        values = EMPTY
    for name, argument in arguments.keywords:
        if name == spec.name:
            return ev.argument(argument), True
    for name, argument in arguments.keywords:
        if name is None:
            key = frozenset((ev.pool.const(spec.name),))
            mappings = ev.argument(argument)
            for mapping in mappings:
                values |= under(ev, mapping, key)
            if values and not ev.building and has_all(ev, mappings, spec.name):
                return values, True
    return values, False


def positional(ev: "Evaluator", arguments: Arguments, index: int) -> tuple[Values, bool]:
    """The positional argument at an index, looking into starred ones."""
    for position, (starred, argument) in enumerate(arguments.positional):
        if starred:
            found, complete = _from_star(ev, argument, index - position)
            later = arguments.positional[position + 1 :]
            if complete or not later:
                return found, complete
            return _behind(ev, argument, later, index - position) or (found, False)
        if position == index:
            return ev.argument(argument), True
    return EMPTY, False


def _behind(
    ev: "Evaluator", starred: Argument, later: tuple[tuple[bool, Argument], ...], index: int
) -> tuple[Values, bool] | None:
    """An argument after a starred one, `f(*args, last)`; None where that has no known length."""
    from reach.flow.sequences import alternatives

    rows = alternatives(ev, ev.argument(starred))
    if not rows or all(index < len(row) for row in rows):
        return None
    found, sure = EMPTY, True
    for row in rows:
        if index < len(row):
            found |= ev.argument(row[index])
            continue
        given, complete = positional(ev, Arguments(later), index - len(row))
        found, sure = found | given, sure and complete
    return found, sure


def _from_star(ev: "Evaluator", argument: Argument, index: int) -> tuple[Values, bool]:
    from reach.flow.sequences import layout

    values: set[Value] = set()
    key = frozenset((ev.pool.const(index),))
    containers = ev.argument(argument)
    complete = bool(containers)
    for container in containers:
        exact = layout(ev, container)
        if exact is not None and index < len(exact):
            values |= ev.argument(exact[index])
            continue
        complete = False
        if exact is None:
            values |= item(ev, container, key) or elements(ev, container)
    if complete and values:
        return frozenset(values), True
    return frozenset(v for v in values if not isinstance(v, Unknown)), False


def default(ev: "Evaluator", body: Body, spec: Parameter, closure: Context | None) -> Values:
    """The default of a parameter."""
    if spec.default < 0 or body.parent is None:
        return EMPTY
    values = ev.eval(body.parent, spec.default, closure)
    if body.parent.ops[spec.default][0] != ir.CONST:
        return values
    return frozenset(
        ev.pool.const(v.value, v.body, v.position, "default") if isinstance(v, Const) else v
        for v in values
    )


def typed(ev: "Evaluator", body: Body, index: int) -> Values:
    """Objects of the declared type of a parameter."""
    spec = body.code.parameters[index]
    if spec.annotation < 0 or body.parent is None:
        return EMPTY
    return declared(ev, body.parent, spec.annotation, None)


def _fallback(ev: "Evaluator", body: Body, index: int, why: str, quiet: bool = False) -> Values:
    values = typed(ev, body, index)
    if values or quiet:
        return values
    return _reason(ev, body, index, why)


def unfilled(ev: "Evaluator", body: Body, index: int) -> Values:
    """Why a parameter of a public function is not known."""
    why = "is up to its callers" if ev.callers.get(body) else "has no known caller"
    return _reason(ev, body, index, why)


def _reason(ev: "Evaluator", body: Body, index: int, why: str) -> Values:
    where = body.code.name.rpartition(".")[2]
    name = body.code.parameters[index].name
    return ev.unknown(f"parameter {name} of {where} {why}", body, body.code.name_start)
