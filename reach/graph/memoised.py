"""Functions whose results are kept by their arguments, and what keeping them asks of these."""

from reach.flow.bodies import Body
from reach.flow.evaluator import Evaluator
from reach.flow.settings.hooks import table
from reach.graph.held import FIND, of_each
from reach.graph.sites import Target
from reach.records import code as ir

_KEEPING = frozenset(("cache", "lru_cache"))


def memoised(ev: Evaluator, body: Body, op: ir.Op, targets: list[Target]) -> list[Target]:
    """What a call of a function under `functools.cache` calls on what it is given."""
    keeping: frozenset[Body] = table(ev, "memoised", lambda: _keeping(ev))
    called = [t.body for t in targets if t.body in keeping] if keeping else ()
    if not called:
        return []
    given = [v if v >= 0 else ~v for v in op[2]] + [v for _, v in op[3]]
    callee = body.ops[op[1]]
    if callee[0] == ir.ATTR and any(b is not None and b.owner is not None for b in called):
        given.append(callee[1])
    return [t for vid in given for t in of_each(ev, ev.ask(body, vid), FIND)]


def _keeping(ev: Evaluator) -> frozenset[Body]:
    """The functions that are decorated so, in a program in which objects have hashes of their
    own."""
    if "__hash__" not in ev.program.methods:
        return frozenset()
    return frozenset(
        body
        for body in ev.program.bodies
        if body.parent is not None and any(_keeps(body.parent, v) for v in body.code.decorators)
    )


def _keeps(body: Body, vid: int) -> bool:
    op = body.ops[vid]
    if op[0] == ir.CALL:
        op = body.ops[op[1]]
    if op[0] in (ir.ATTR, ir.FROM):
        return op[2] in _KEEPING
    return bool(op[0] == ir.GLOBAL and op[1] in _KEEPING)
