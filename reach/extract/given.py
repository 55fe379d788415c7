"""Variables that a call is given whose result nobody takes: it may be there to change them."""

import builtins
from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import MUTATORS, children
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering

_CONTAINERS = frozenset((ir.DICT, ir.LIST, ir.SET, ir.COMP, ir.SETITEM, ir.MUTATE))
_MAY_HOLD = _CONTAINERS | {ir.PARAM, ir.CALL, ir.PHI, ir.SELECT, ir.ITEM, ir.AWAIT}
"""Operations whose results may be containers: of a module only those that certainly are."""

_BUILTINS = frozenset(dir(builtins))
_CHANGES_NOTHING = MUTATORS | {"debug", "info", "warning", "error"}
"""Methods that change at most what they are methods of."""


def given_away(lo: "Lowering", node: Node, vid: int) -> None:
    """Give variables that a call of a statement is given a new version."""
    ops = lo.scope.ops
    op = ops[vid]
    if op[0] != ir.CALL or lo.scope.kind == "class":
        return
    callee = ops[op[1]]
    while callee[0] == ir.PHI:  # a loop that is still open
        callee = ops[callee[1][0]]
    if not _may_change(callee):
        return
    places = children(children(node)[-1])
    if any(p.type in ("list_splat", "dictionary_splat", "for_in_clause") for p in places):
        return
    values = [*op[2], *(value for _, value in op[3])]
    if len(places) != len(values):
        return
    for place, old in zip(places, values, strict=True):
        if place.type == "keyword_argument":
            place = children(place)[-1]
        if _is_kept(lo, place, old):
            lo.store_back(place, old, lo.scope.emit(ir.REFINE, old, -1, vid))


def _may_change(callee: ir.Op) -> bool:
    """Whether a function may change what it is given."""
    if callee[0] == ir.GLOBAL:
        return callee[1] not in _BUILTINS
    if callee[0] == ir.ATTR:
        return callee[2] not in _CHANGES_NOTHING
    return callee[0] in (ir.FUNC, ir.FREE, ir.FROM)


def _is_kept(lo: "Lowering", place: Node, old: int) -> bool:
    """Whether an argument stands for what stays there after the call."""
    if place.type == "call":
        return lo.is_item(old)
    if place.type != "identifier":
        return False
    name = lo.name(place)
    if name in lo.scope.outside or lo.scope.find(name) is None:
        return False
    kinds = _CONTAINERS if lo.scope.kind == "module" else _MAY_HOLD
    return lo.scope.ops[lo.scope.unrefined(old)][0] in kinds
