"""Objects that a loop goes through, and asks by a method of their own whether they are meant."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.values import Bound, Class, Function, Instance, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ASKED = 64
"""Objects of which it is asked what a method of theirs answers."""


def is_own_method(body: Body, test: ir.Op, subject: int) -> bool:
    """Whether a test calls a method of what a loop goes through: `if engine.fits(name)`."""
    callee = body.ops[test[1]]
    return bool(
        callee[0] == ir.ATTR
        and _first(body, callee[1]) == _first(body, subject)
        and body.ops[_first(body, subject)][0] == ir.ITER
    )


def _first(body: Body, subject: int) -> int:
    while body.ops[subject][0] == ir.REFINE:
        subject = body.ops[subject][1]
    return subject


def by_own_method(
    ev: "Evaluator",
    body: Body,
    values: Values,
    subject: int,
    cond: int,
    holds: bool,
    context: Context | None,
) -> Values | None:
    """Those whose own method may be true, or false, of what it is given in this call; None where
    they are no objects of the project."""
    if not 1 < len(values) <= MAX_ASKED or not all(
        isinstance(v, (Class, Instance)) for v in values
    ):
        return None
    first = _first(body, subject)
    found: set[Value] = set()
    for value in values:
        each = ev.assuming(body, context, {first: frozenset((value,))})
        if _answer(ev, body, cond, each) is not (not holds):
            found.add(value)
    return frozenset(found)


def _answer(ev: "Evaluator", body: Body, cond: int, context: Context | None) -> bool | None:
    """What a call of one method of the project answers, where that is certain."""
    from reach.flow.constructors import call_arguments
    from reach.flow.narrowing import outcome

    callees = ev.eval(body, body.ops[cond][1], context)
    callee = next(iter(callees), None)
    if (
        len(callees) != 1
        or not isinstance(callee, Bound)
        or not isinstance(callee.function, Function)
    ):
        return None
    method = callee.function
    code = method.body.code
    if method.body in ev.deciding or method.body.is_generator or not code.return_sites:
        return None
    given = call_arguments(body, cond, context).prepend(frozenset((callee.receiver,)))
    inner = ev.context(method.body, method.closure, given)
    ev.deciding.append(method.body)
    try:
        answers = {
            outcome(ev, method.body, vid, inner)
            for vid, (_, block) in zip(code.returns, code.return_sites, strict=True)
            if _may_run(ev, method.body, block, inner)
        }
    finally:
        ev.deciding.pop()
    return answers.pop() if len(answers) == 1 else None


def _may_run(ev: "Evaluator", body: Body, block: int, context: Context | None) -> bool:
    """Whether no condition around a block certainly fails."""
    from reach.flow.narrowing import outcome

    while block > 0:
        block, cond, wanted = body.code.blocks[block]
        if cond >= 0 and outcome(ev, body, cond, context) is (not wanted):
            return False
    return True
