"""A call of a method that an object of one class has, and one of another has not.

`self.open(f"store/{self.file}")` in a base class: where it calls the method of one heir, `file` is
that of this heir too.
"""

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.values import EMPTY, Class, Instance, Values
from reach.graph.sites import Target, call_targets
from reach.records import code as ir

MAX_RECEIVERS = 16
"""Objects of one class that are told from those of others."""


def on_receivers(
    ev: Evaluator, body: Body, vid: int, context: Context | None, targets: list[Target]
) -> list[Target]:
    """Targets of a call, with the arguments that it has where its object is one that has them."""
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
