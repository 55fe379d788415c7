"""Methods of subclasses that refuse something: an unpickler's `find_class`."""

from reach.flow.bodies import Body
from reach.flow.classes import member
from reach.flow.evaluator import Evaluator
from reach.flow.values import Class, Function
from reach.graph.dominance import conditions, return_sites
from reach.judge.slices import slice_of
from reach.records import code as ir


def refuses(ev: Evaluator, cls: Class, method: str) -> Body | None:
    """The method of a project class, if it only lets through what it accepts."""
    found = member(ev, cls, method)[0]
    bodies = [v.body for v in found if isinstance(v, Function)]
    if len(bodies) != len(found) or not bodies:
        return None
    return bodies[0] if all(map(is_restricting, bodies)) else None


def is_restricting(body: Body) -> bool:
    """Whether every object that is looked up was accepted by a test of what is asked for."""
    asked = {(ir.PARAM, index) for index in range(1, len(body.code.parameters))}
    for vid, site in return_sites(body):
        computed = any(body.ops[v][0] == ir.CALL for v in slice_of(body, vid, loose=True).vids)
        if computed and not any(
            accepts(body, cond, outcome) and asked & slice_of(body, cond, loose=True).atoms
            for cond, outcome in conditions(site, lambda *_: False, [])
        ):
            return False
    return True


def accepts(body: Body, vid: int, outcome: bool) -> bool:
    """Whether a condition lets through what is known to be good, not all that is not bad."""
    op = body.ops[vid]
    if op[0] in (ir.NOT, ir.REFINE):
        return accepts(body, op[1], outcome != (op[0] == ir.NOT))
    if op[0] in (ir.AND, ir.OR):
        both = [accepts(body, op[1], outcome), accepts(body, op[2], outcome)]
        return any(both) if (op[0] == ir.AND) == outcome else all(both)
    if op[0] == ir.COMPARE:
        return (op[1] in ("in", "==", "is")) == outcome
    return outcome
