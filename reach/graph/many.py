"""A call of one of more things than an answer holds: `REGISTRY[name](**given)` with a hundred
classes."""

from reach.flow.bodies import Body
from reach.flow.classes import class_of_body
from reach.flow.constructors import handed_on
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.parameters import is_receiver


def one_of_many(
    ev: Evaluator, caller: Body, vid: int, callee: Body, context: Context | None
) -> Context | None:
    """The context in which one of them is called: what the call gives, to any object of the class
    or to the one that it makes."""
    given = handed_on(ev, caller, vid, context)
    if is_receiver(callee):
        cls = class_of_body(ev, callee.owner)
        if cls is None:
            return None
        made = callee.bound_name == "__init__"
        receiver = (
            ev.pool.instance(cls, caller, vid, context)
            if made
            else ev.pool.instance(cls, exact=False)
        )
        given = given.prepend(frozenset((receiver,)))
    return ev.context(callee, None, given)
