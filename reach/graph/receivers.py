"""A call that is one of several: of what else was chosen together with what is called.

`self.open(f"store/{self.file}")` in a base class: where it calls the method of one heir, `file` is
that of this heir too. `spec.make(spec.name)`: the name stands beside the function.
"""

from reach.flow.assumptions import narrowed
from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.surroundings import running
from reach.flow.values import EMPTY, Class, Instance, Value, Values
from reach.graph.sites import Target, call_targets
from reach.records import code as ir

MAX_RECEIVERS = 16
"""Objects of one class that are told from those of others."""


def told_apart(
    ev: Evaluator, body: Body, vid: int, context: Context | None, targets: list[Target]
) -> list[Target]:
    """Targets of a call that may have others, with the arguments that it has where it has these."""
    op = body.ops[vid]

    def those(inner: Context | None) -> list[Target]:
        found, _ = call_targets(ev, body, vid, op, inner)
        return [t for t in found if t.body is targets[0].body]

    given = [*(a if a >= 0 else ~a for a in op[2]), *(v for _, v in op[3])]
    if not given:
        return targets
    inner = narrowed(ev, body, op[1], given, context, lambda each: bool(those(each)), settle=True)
    if inner is not context:
        return those(inner) or targets
    return _on_receivers(ev, body, vid, context, targets)


def _on_receivers(
    ev: Evaluator, body: Body, vid: int, context: Context | None, targets: list[Target]
) -> list[Target]:
    """The same, of a method that is called on one object of which the class is not known."""
    op = body.ops[vid]
    method = body.ops[op[1]]
    if method[0] != ir.ATTR:
        return targets
    receivers = _receivers(targets)
    known = ev.eval(body, method[1], context)
    if not receivers or receivers == known or not _are_objects(receivers | known):
        return targets
    places = {method[1]: receivers}
    while body.ops[method[1]][0] == ir.REFINE:
        method = body.ops[method[1]]
        places[method[1]] = receivers
    inner = ev.assuming(body, context, places)
    found, _ = call_targets(ev, body, vid, op, inner)
    return [t for t in found if t.body is targets[0].body] or targets


def as_made(ev: Evaluator, target: Target) -> Target:
    """A method with what its objects are where they are made: the conditions around that hold, and
    what was called there is their class."""
    given = target.arguments.positional
    if not given or given[0][0] or not isinstance(given[0][1], frozenset):
        return target
    objects = given[0][1]
    if not 0 < len(objects) <= MAX_RECEIVERS:
        return target
    made = frozenset(_as_made(ev, value) for value in objects)
    if made == objects:
        return target
    arguments = target.arguments._replace(positional=((False, made), *given[1:]))
    return target._replace(arguments=arguments)


def _as_made(ev: Evaluator, value: Value) -> Value:
    if not isinstance(value, Instance) or value.site is None or value.vid < 0:
        return value
    body, vid, cls = value.site, value.vid, value.cls
    op = body.ops[vid]
    if op[0] != ir.CALL:
        return value
    context = running(ev, body, vid, value.context)
    if len(ev.eval(body, op[1], context)) > 1:
        given = [*(a if a >= 0 else ~a for a in op[2]), *(v for _, v in op[3])]
        context = narrowed(
            ev, body, op[1], given, context, lambda each: cls in ev.eval(body, op[1], each)
        )
    if context is value.context:
        return value
    return ev.pool.instance(cls, body, vid, context, value.exact)


def _receivers(targets: list[Target]) -> Values:
    found: Values = EMPTY
    for target in targets:
        given = target.arguments.positional
        if not given or given[0][0] or not isinstance(given[0][1], frozenset):
            return EMPTY
        found |= given[0][1]
    return found if len(found) <= MAX_RECEIVERS else EMPTY


def _are_objects(values: Values) -> bool:
    return all(isinstance(value, Instance | Class) for value in values)
