"""Which of its returns a function may come to, in one context."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import MAX_CHOICES, Body
from reach.flow.contexts import Context
from reach.flow.operands import context_dependent

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def reached_returns(ev: "Evaluator", body: Body, context: Context | None) -> Iterator[int]:
    """The returns whose conditions may hold, up to one that is certainly come to."""
    code = body.code
    if len(code.returns) > MAX_CHOICES or len(code.return_sites) != len(code.returns):
        yield from code.returns
        return
    for vid, (_, block) in zip(code.returns, code.return_sites, strict=True):
        reached = _is_reached(ev, body, block, context)
        if reached is not False:
            yield vid
        if reached and block > 0:
            return


def _is_reached(ev: "Evaluator", body: Body, block: int, context: Context | None) -> bool | None:
    """Whether the conditions around a block hold; None where that is not certain."""
    from reach.flow.narrowing import outcome

    certain: bool | None = True
    marks = context_dependent(body)
    while block > 0:
        block, cond, wanted = body.code.blocks[block]
        known = outcome(ev, body, cond, context) if cond >= 0 and marks[cond] else None
        if known is not None and known is not wanted:
            return False
        certain = certain if known is not None else None
    return certain
