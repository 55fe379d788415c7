"""`any(word in name for word in WORDS)`: conditions over all that a loop goes through."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.values import Const, Container, Value, in_order, is_fixed
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

QUANTIFIERS = {"<builtin>.any": True, "<builtin>.all": False}
"""Functions that are decided by one element, and by which truth of it."""

MAX_ELEMENTS = 64
"""Elements that are tried."""


def quantified(
    ev: "Evaluator",
    body: Body,
    op: ir.Op,
    context: Context | None,
    decisive: bool,
    truth: Callable[[int, int, Const], bool | None],
) -> bool | None:
    """What `any` (decisive: True) or `all` says of a comprehension; None where it may be either.

    `truth` tells what the element is (the first argument) where its loop (the second) has one of
    its values. What may not be in this very container decides nothing."""
    loop = op[6] if op[0] == ir.COMP else -1
    if loop < 0 or body.code.blocks[op[5]][1] >= 0:  # what a filter leaves out is not told
        return None
    values = ev.eval(body, loop, context)
    if not 0 < len(values) <= MAX_ELEMENTS:
        return None
    truths: set[bool | None] = set()
    for value in in_order(values):
        if not is_fixed(value):
            return None
        truths.add(truth(op[2], loop, value))
    if truths == {not decisive}:
        return not decisive
    over = ev.eval(body, body.ops[loop][1], context)
    certain = len(over) == 1 and all(_is_written_out(ev, container) for container in over)
    return decisive if decisive in truths and certain else None


def _is_written_out(ev: "Evaluator", container: Value) -> bool:
    """Whether a container is written with all its elements, each of which is one thing."""
    if not isinstance(container, Container):
        return False
    body, context = container.body, container.context
    op = body.ops[container.vid]
    if op[0] != ir.LIST and op[0] != ir.TUPLE and op[0] != ir.SET:
        return False
    return all(vid >= 0 and len(ev.eval(body, vid, context)) == 1 for vid in op[1])
