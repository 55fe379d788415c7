"""A call of one of more things than an answer holds: `REGISTRY[name](**given)` with a hundred
classes."""

from reach.flow.assumptions import narrowed
from reach.flow.bodies import Body
from reach.flow.classes import class_of_body, mro
from reach.flow.constructors import handed_on
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.parameters import is_receiver
from reach.flow.values import Class, Instance, Values
from reach.graph.wide import all_callees, is_wide
from reach.records import code as ir


def one_of_many(
    ev: Evaluator, caller: Body, vid: int, callee: Body, context: Context | None
) -> tuple[bool, Context | None]:
    """The context in which one of them is called: what the call gives, to any object of the class
    or to the one that it makes. Where an object is asked whether it is meant by what is given, it
    is given that for which it is; False where it never is."""
    if not is_receiver(callee):
        return True, ev.context(callee, None, handed_on(ev, caller, vid, context))
    cls = class_of_body(ev, callee.owner)
    if cls is None:
        return True, None
    if callee.bound_name == "__init__":
        receiver = ev.pool.instance(cls, caller, vid, context)
    else:
        meant, context = _where_meant(ev, caller, vid, cls, context)
        if not meant:
            return False, None
        receiver = ev.pool.instance(cls, exact=False)
    given = handed_on(ev, caller, vid, context).prepend(frozenset((receiver,)))
    return True, ev.context(callee, None, given)


def _where_meant(
    ev: Evaluator, caller: Body, vid: int, cls: Class, context: Context | None
) -> tuple[bool, Context | None]:
    """The context with that of what the call gives with which it may be one of this class; False
    where it is none."""
    op = caller.ops[vid]
    method = caller.ops[op[1]]
    if method[0] != ir.ATTR or not is_wide(ev.eval(caller, method[1], context)):
        return True, context

    def fits(each: Context | None) -> bool:
        found = ev.read(("classes", caller, method[1], each), _classes, ev, caller, method[1], each)
        return cls in found or is_wide(found) or not found

    if not fits(context):
        return False, None
    given = [*(a if a >= 0 else ~a for a in op[2]), *(v for _, v in op[3])]
    if not given:
        return True, context
    return True, narrowed(ev, caller, method[1], given, context, fits, settle=True)


def _classes(ev: Evaluator, body: Body, vid: int, context: Context | None) -> Values:
    """The classes of the objects that an operation gives, and those that they inherit from; none
    where not all of them are known."""
    found: set[Class] = set()
    values, complete = all_callees(ev, body, vid, context)
    for value in values if complete else ():
        if isinstance(value, Instance):
            found.update(c for c in mro(ev, value.cls) if isinstance(c, Class))
    return frozenset(found)
