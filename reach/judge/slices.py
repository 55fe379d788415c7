"""What an expression is made from, as far as a test of one says something about the other.

Expressions are compared by their shape within one function: `path` and `path.suffix` share `path`,
while `args.model` and `args.path` share nothing that a test of one would tell about the other.
"""

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.operands import operands
from reach.flow.pivots import shape
from reach.flow.writers import called_name
from reach.records import code as ir

MAX_SLICE = 400
"""Operations looked at for one expression."""

KEEPING_METHODS = frozenset(
    """
    absolute as_posix casefold decode encode expanduser getvalue group joinpath lower lstrip open
    partition read read_bytes removeprefix removesuffix replace resolve rpartition rsplit rstrip
    seek split strip upper with_name
    """.split()
)
"""Methods whose result is a form or a part of their object: a test of it is one of the object."""

KEEPING_ATTRIBUTES = frozenset(
    ("hostname", "name", "netloc", "parent", "parts", "stem", "suffix", "suffixes")
)

KEEPING_FUNCTIONS = frozenset(
    """
    BytesIO Path PosixPath PurePath PurePosixPath abspath basename bytes dirname expanduser fspath
    join normpath open realpath splitext str urlparse urlsplit
    """.split()
)
"""Functions whose result is a form or a part of what they are given."""

_THROUGH = frozenset((ir.REFINE, ir.AWAIT, ir.ANNOTATED, ir.ENTER, ir.SLICE))


class Slice(NamedTuple):
    """The expressions that another one is made from."""

    atoms: frozenset[Hashable]
    vids: frozenset[int]


def key(body: Body, vid: int) -> Hashable:
    """Equal for expressions of one function that are the same thing."""
    return shape(body.ops, vid, 0)


def slice_of(body: Body, vid: int, loose: bool = False) -> Slice:
    """What a test of an expression says something about. Loose: everything that went into it, as a
    digest depends on all that it is computed from."""
    if body.slices is None:
        body.slices = {}
    known = body.slices.get((vid, loose))
    if not isinstance(known, Slice):
        known = body.slices[vid, loose] = _slice_of(body, vid, loose)
    return known


def _slice_of(body: Body, vid: int, loose: bool) -> Slice:
    seen: dict[int, None] = {}
    work = [vid]
    while work and len(seen) < MAX_SLICE:
        vid = work.pop()
        if vid not in seen:
            seen[vid] = None
            work += _everything(body, vid) if loose else parts(body, vid)
    return Slice(frozenset(key(body, v) for v in seen), frozenset(seen))


def parts(body: Body, vid: int) -> list[int]:
    """The operands that an expression is a form or a part of, or is put together from."""
    op = body.ops[vid]
    kind = op[0]
    if kind in _THROUGH:
        return [op[1]]
    if kind == ir.ATTR:
        return [op[1]] if op[2] in KEEPING_ATTRIBUTES else []
    if kind in (ir.ITEM, ir.UNPACK):
        inner = body.ops[op[1]]
        return [op[1]] if inner[0] in (ir.CALL, ir.ATTR) and parts(body, op[1]) else []
    if kind == ir.FSTRING:
        return [part for part in op[1] if not isinstance(part, str)]
    if kind == ir.BINOP:
        return [op[2], op[3]]
    if kind == ir.CALL and keeps(body, op):
        return [*receiver(body, op), *arguments(op)]
    return []


def keeps(body: Body, op: ir.Op) -> bool:
    """Whether a call returns a form of what it is given."""
    callee = body.ops[op[1]]
    name = called_name(body, op)
    return name in KEEPING_FUNCTIONS or (callee[0] == ir.ATTR and name in KEEPING_METHODS)


def receiver(body: Body, op: ir.Op) -> list[int]:
    """The object that a method is called on; of `module.function` nothing."""
    callee = body.ops[op[1]]
    if callee[0] != ir.ATTR or callee[2] in KEEPING_FUNCTIONS:
        return []
    return [callee[1]]


def arguments(op: ir.Op) -> list[int]:
    """All arguments of a call."""
    return [a if a >= 0 else ~a for a in op[2]] + [vid for _, vid in op[3]]


def _everything(body: Body, vid: int) -> list[int]:
    op = body.ops[vid]
    if op[0] == ir.FUNC:
        return list(_captured(body, body.child(op[1])))
    return list(operands(op))


def _captured(body: Body, inner: Body) -> Iterator[int]:
    """Variables of a function that a function inside it reads."""
    for op in inner.ops:
        if op[0] == ir.FREE and op[1] == body.code.index:
            yield from op[2]
