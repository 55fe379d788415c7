"""The operations that an operation is made from, and whether any of them depends on the caller."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.bodies import Body


def context_dependent(body: "Body") -> bytearray:
    """For each vid, whether its value may depend on the parameters or closure of the body."""
    if body.dependent is not None:
        return body.dependent
    ops = body.ops
    marks = bytearray(len(ops))
    nested = body.parent is not None and body.parent.code.kind in ("function", "lambda")
    local = _LOCAL if nested or body.code.kind in ("function", "lambda") else _PARAMETER
    for _ in range(2):
        loops = False
        for vid, op in enumerate(ops):
            kind = op[0]
            if marks[vid]:
                continue
            if kind in local:
                marks[vid] = 1
            elif kind not in _LEAVES:
                given = ops[op[3]] if kind == ir.REFINE and op[2] < 0 else op
                for operand in operands(given):
                    if marks[operand]:
                        marks[vid] = 1
                        break
                    loops = loops or operand > vid
        if not loops:
            break
    body.dependent = marks
    return marks


_PARAMETER = frozenset((ir.PARAM,))
_LOCAL = frozenset((ir.PARAM, ir.FREE, ir.FUNC, ir.CLASS))


_LEAVES = frozenset(
    (ir.CONST, ir.PARAM, ir.GLOBAL, ir.FREE, ir.FUNC, ir.IMPORT, ir.FROM, ir.UNKNOWN)
)


def users(ops: tuple[ir.Op, ...]) -> list[list[int]]:
    """For each operation, those that read it."""
    found: list[list[int]] = [[] for _ in ops]
    for vid, op in enumerate(ops):
        if op[0] not in _LEAVES:
            for operand in operands(op):
                found[operand].append(vid)
    return found


def before_loop(ops: tuple[ir.Op, ...], vid: int) -> int:
    """What a loop reads and does not assign, as it was before the loop."""
    while ops[vid][0] == ir.PHI and len(ops[vid][1]) == 1:
        vid = ops[vid][1][0]
    return vid


def operands(op: ir.Op) -> Iterable[int]:
    """Vids that an operation reads."""
    kind = op[0]
    if kind == ir.CALL:
        yield op[1]
        for arg in op[2]:
            yield arg if arg >= 0 else ~arg
        for _, value in op[3]:
            yield value
    elif kind == ir.PHI:
        yield from op[1]
    elif kind in (ir.LIST, ir.TUPLE, ir.SET):
        for item in op[1]:
            yield item if item >= 0 else ~item
    elif kind == ir.DICT:
        for key, value in op[1]:
            if key >= 0:
                yield key
            yield value
    elif kind == ir.FSTRING:
        for part in op[1]:
            if not isinstance(part, str):
                yield part
    elif kind == ir.CLASS:
        for base in op[2]:
            yield base if base >= 0 else ~base
    else:
        for position in _OPERANDS.get(kind, ()):
            if op[position] >= 0:
                yield op[position]


_OPERANDS: dict[int, tuple[int, ...]] = {
    ir.ATTR: (1,),
    ir.ITEM: (1, 2),
    ir.SLICE: (1, 2, 3),
    ir.SELECT: (1, 2, 3),
    ir.OR: (1, 2),
    ir.AND: (1, 2),
    ir.NOT: (1,),
    ir.SETATTR: (1, 3),
    ir.SETITEM: (1, 2, 3),
    ir.MUTATE: (1, 2),
    ir.COMP: (2, 3),
    ir.BINOP: (2, 3),
    ir.UNARY: (2,),
    ir.COMPARE: (2, 3),
    ir.ITER: (1,),
    ir.UNPACK: (1,),
    ir.ENTER: (1,),
    ir.AWAIT: (1,),
    ir.YIELD: (1,),
    ir.YIELDFROM: (1,),
    ir.REFINE: (1, 2),
    ir.CATCH: (1,),
    ir.ANNOTATED: (1,),
    ir.DELETE: (1, 2),
}


def call_depends(body: "Body", vid: int) -> bool:
    """Whether the arguments or the receiver of a call may depend on who called."""
    marks = context_dependent(body)
    op = body.ops[vid]
    if op[0] != ir.CALL:
        return bool(marks[vid])
    if any(marks[a if a >= 0 else ~a] for a in op[2]):
        return True
    return bool(marks[op[1]]) or any(marks[v] for _, v in op[3])
