"""Whether a call is made in one process, as far as its options decide that.

A dataset is often chosen by a chain of `if name == "..."`, where the name is an option. What a
deployment file or a script gives stands in place of the default there, and what others give does
not count.
"""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.settings.started import is_replaced
from reach.flow.values import Const, Place, Values
from reach.records import code as ir
from reach.records.project import Launch

MAX_CONDITIONS = 64
"""Conditions around one call that are looked at."""


def happens(
    ev: Evaluator, body: Body, vid: int, context: Context | None, launch: Launch | None
) -> bool:
    """False where a comparison of an option with a constant rules the call out."""
    for condition, outcome in _conditions(body, vid):
        op = body.ops[condition]
        if op[0] != ir.COMPARE or op[1] not in ("==", "!="):
            continue
        wanted = outcome == (op[1] == "==")
        for one, other in ((op[2], op[3]), (op[3], op[2])):
            if body.ops[one][0] != ir.CONST:
                continue
            held = in_force(ev.eval(body, other, context), launch)
            constant = body.ops[one][1]
            if held is not None and not any((v == constant) == wanted for v in held):
                return False
    return True


def in_force(values: Values, launch: Launch | None) -> list[object] | None:
    """What an option may be in a process; None where that is not known."""
    known = [v for v in values if isinstance(v, Const)]
    if len(known) != len(values) or not known:
        return None
    given = [v for v in known if v.kind == "command line"]
    places = {(launch.written or launch.path, n) for n in launch.lines} if launch else set()
    mine = [v for v in given if isinstance(v.body, Place) and (v.body.path, v.body.line) in places]
    rest = [v for v in known if v not in given and not (mine and is_replaced(v.kind))]
    return [v.value for v in (*mine, *rest)] or None


def _conditions(body: Body, vid: int) -> Iterator[tuple[int, bool]]:
    """The conditions under which an operation of a function runs, innermost first."""
    op = body.ops[vid]
    block = op[6] if op[0] == ir.CALL else 0
    for _ in range(MAX_CONDITIONS):
        if block <= 0:
            return
        parent, condition, outcome = body.code.blocks[block]
        if condition >= 0:
            yield condition, outcome
        block = parent
