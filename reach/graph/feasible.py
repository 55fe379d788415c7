"""Does a call run at all, and with which arguments?"""

from reach.flow.contexts import Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.narrowing import outcome
from reach.flow.program import Body, context_dependent
from reach.flow.values import EMPTY, Values
from reach.graph.sites import Target
from reach.records import code as ir


def runs(ev: Evaluator, body: Body, vid: int, context: Context | None) -> bool:
    """False where a condition around a call certainly fails because of who called the function:
    `if cache: load()` in a call that leaves `cache=False` as it is."""
    if context is None or context.arguments.partly or vid < 0:
        return True
    op, blocks = body.ops[vid], body.code.blocks
    block = int(op[6]) if op[0] == ir.CALL else 0
    marks = context_dependent(body)
    while block > 0:
        block, cond, wanted = blocks[block]
        if cond >= 0 and marks[cond] and outcome(ev, body, cond, context) is (not wanted):
            return False
    return True


def together(targets: list[Target]) -> Arguments:
    """The arguments of a call that reaches one method on several objects: all of these."""
    first = targets[0].arguments
    receivers: Values = EMPTY
    for target in targets:
        given = target.arguments.positional
        if given[1:] != first.positional[1:] or target.arguments.keywords != first.keywords:
            return first
        if not given or given[0][0] or not isinstance(given[0][1], frozenset):
            return first
        receivers |= given[0][1]
    return first._replace(positional=((False, receivers), *first.positional[1:]))
