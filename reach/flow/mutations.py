"""Changes in place: the method that changes a container, and what it is given."""

from reach.flow.bodies import Body
from reach.records import code as ir


def mutation(body: Body, op: ir.Op) -> tuple[str, list[int]]:
    """Which method a MUTATE stands for, and its arguments. A function that is given the container
    first, `heappush(queue, x)`, is like `append`."""
    call = body.ops[op[2]]
    callee = body.ops[call[1]]
    given = [a for a in call[2] if a >= 0]
    name: str = callee[1] if callee[0] == ir.GLOBAL else callee[2]
    return ("append_somewhere", given[1:]) if name in ir.PUSHING else (name, given)
