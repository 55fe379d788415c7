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


def takes_away(ops: tuple[ir.Op, ...], op: ir.Op) -> bool:
    """Whether a MUTATE only takes something out: `options.pop("kind")`."""
    callee = ops[ops[op[2]][1]] if op[0] == ir.MUTATE else op
    return callee[0] == ir.ATTR and callee[2] in ("pop", "popitem", "popleft")


def adds_option(ops: tuple[ir.Op, ...], op: ir.Op) -> bool:
    """Whether a mapping gets something under a key that is written: `options["split"] = "train"`,
    `options.setdefault("kind", kind)`."""
    if op[0] == ir.SETITEM:
        return _is_text(ops, op[2]) and not _is_written(ops, op[1])
    call = ops[op[2]] if op[0] == ir.MUTATE else op
    if call[0] != ir.CALL:
        return False
    callee, given = ops[call[1]], call[2]
    if callee[0] != ir.ATTR or callee[2] != "setdefault" or min(given, default=-1) < 0:
        return False
    return _is_text(ops, given[0])


def _is_written(ops: tuple[ir.Op, ...], vid: int) -> bool:
    """Whether a mapping began as one that the function writes down, key by key, or chooses between
    what it was given and a new one: `options or {}`. No row of a table is."""
    while ops[vid][0] in (ir.SETITEM, ir.MUTATE, ir.REFINE):
        vid = ops[vid][1]
    op = ops[vid]
    if op[0] == ir.CALL:
        return not op[2] and all(name is not None for name, _ in op[3])
    return op[0] in (ir.SELECT, ir.OR) or (op[0] == ir.DICT and all(key >= 0 for key, _ in op[1]))


def _is_text(ops: tuple[ir.Op, ...], vid: int) -> bool:
    return bool(ops[vid][0] == ir.CONST and type(ops[vid][1]) is str)


def keys_and_rest(body: Body, vid: int) -> tuple[list[int], list[int]]:
    """Keys that an operation adds to a mapping, and the mappings that it takes others from."""
    op = body.ops[vid]
    if op[0] == ir.DICT:
        return [k for k, _ in op[1] if k >= 0], [v for k, v in op[1] if k < 0]
    if op[0] == ir.SETITEM:
        return [op[2]], [op[1]]
    if op[0] == ir.COMP and op[3] >= 0:
        return [op[3]], []
    if op[0] == ir.REFINE:
        return [], [op[1]]
    if op[0] == ir.MUTATE:
        method, given = mutation(body, op)
        if method == "setdefault":
            return given[:1], [op[1]]
        if method == "update":
            return [], [op[1], *given]
        return [], [op[1]]
    if op[0] == ir.BINOP:
        return [], [op[2], op[3]]
    if op[0] == ir.CALL and is_layered(body, op):
        return [], [vid for vid in op[2] if vid >= 0]
    if op[0] == ir.CALL and op[2]:
        return [], [op[2][0] if op[2][0] >= 0 else ~op[2][0]]
    return [], []


def is_layered(body: Body, call: ir.Op) -> bool:
    """Whether a call lays mappings over each other, the first on top: `ChainMap(a, b)`."""
    callee = body.ops[call[1]]
    name = callee[2] if callee[0] in (ir.ATTR, ir.FROM) else callee[1]
    return bool(name == "ChainMap" and min(call[2], default=-1) >= 0)
