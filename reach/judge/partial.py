"""Checks that are only made, or only count, where other conditions hold.

`if wanted and digest != wanted: raise` has checked the digest wherever something was wanted.
"""

from collections.abc import Iterable, Iterator

from reach.flow.bodies import Body
from reach.flow.writers import called_name
from reach.graph.dominance import Partial
from reach.judge.slices import key, slice_of
from reach.records import code as ir

_THROUGH = frozenset((ir.REFINE, ir.AWAIT))


def pieces(body: Body, conditions: Iterable[Partial]) -> Iterator[Partial]:
    """Conditions taken apart: of `a and b` that is false, b is false where a is true."""
    work = list(conditions)
    while work:
        cond, outcome, under = work.pop()
        op = body.ops[cond]
        if op[0] in _THROUGH:
            work.append(Partial(op[1], outcome, under))
        elif op[0] == ir.NOT:
            work.append(Partial(op[1], not outcome, under))
        elif op[0] in (ir.AND, ir.OR):
            first, second = op[1], op[2]
            both = (op[0] == ir.AND) == outcome
            work.append(Partial(second, outcome, under if both else (*under, (first, not outcome))))
            work.append(Partial(first, outcome, under if both else (*under, (second, not outcome))))
        else:
            yield Partial(cond, outcome, under)


def are_about(body: Body, under: tuple[tuple[int, bool], ...], vid: int) -> bool:
    """Whether conditions only ask that there is such a thing as an expression."""
    atoms = slice_of(body, vid).atoms
    return all(
        key(body, thing) in atoms
        for each in pieces(body, (Partial(cond, outcome, ()) for cond, outcome in under))
        for thing in (_asked_for(body, each),)
    )


def _asked_for(body: Body, asked: Partial) -> int:
    """What a condition asks for; the condition itself where it asks for something else."""
    op = body.ops[asked.cond]
    if op[0] == ir.COMPARE and op[1] in ("is", "is not", "==", "!="):
        nothing = body.ops[op[3]][0] == ir.CONST and not body.ops[op[3]][1]
        positive = (op[1] in ("is not", "!=")) == asked.outcome
        return int(op[2]) if nothing and positive else asked.cond
    if op[0] == ir.CALL and called_name(body, op) in ("bool", "len") and len(op[2]) == 1:
        return int(op[2][0]) if asked.outcome and op[2][0] >= 0 else asked.cond
    return asked.cond
