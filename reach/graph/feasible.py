"""Does a call run at all, with these arguments?"""

from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.narrowing import outcome
from reach.flow.program import Body, context_dependent
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
