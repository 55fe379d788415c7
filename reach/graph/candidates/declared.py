"""What annotations say of what flows."""

from reach.flow.bodies import Body
from reach.later import regex
from reach.records import code as ir

WORD = regex(r"[A-Za-z_][A-Za-z_0-9]*")


def is_plain(body: Body | None, vid: int, depth: int = 0) -> bool:
    """Whether an annotation names only texts and numbers, and what holds them."""
    if body is None or vid < 0 or depth > 8:
        return False
    op = body.ops[vid]
    if op[0] == ir.CONST:
        return op[1] is None or (
            isinstance(op[1], str) and all(w in _TEXTS_AND_NUMBERS for w in WORD.findall(op[1]))
        )
    if op[0] in (ir.GLOBAL, ir.FROM):
        return op[1 if op[0] == ir.GLOBAL else 2] in _TEXTS_AND_NUMBERS
    if op[0] == ir.BINOP:
        return is_plain(body, op[2], depth + 1) and is_plain(body, op[3], depth + 1)
    if op[0] in (ir.TUPLE, ir.LIST):
        return all(is_plain(body, v, depth + 1) for v in op[1] if v >= 0)
    if op[0] == ir.ITEM:
        base = body.ops[op[1]]
        name = base[1] if base[0] == ir.GLOBAL else base[2] if base[0] in (ir.ATTR, ir.FROM) else ""
        return name == "Literal" or (name in _HOLDERS and is_plain(body, op[2], depth + 1))
    return False


def is_alias(body: Body, vid: int) -> bool:
    """Whether a value is written as a type in brackets of typing, or as a choice of types."""
    op = body.ops[vid]
    if op[0] == ir.BINOP:
        return bool(op[1] == "|")
    if op[0] != ir.ITEM:
        return False
    base = body.ops[op[1]]
    name = base[1] if base[0] == ir.GLOBAL else base[2] if base[0] in (ir.ATTR, ir.FROM) else ""
    return name in _HOLDERS


_TEXTS_AND_NUMBERS = frozenset("str int float bool bytes complex None Literal datetime".split())

_HOLDERS = frozenset(
    "Optional Union list List dict Dict tuple Tuple set Set frozenset Sequence Iterable Iterator"
    " Mapping Collection Annotated".split()
)
