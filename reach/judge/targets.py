"""Functions of the project that refuse what a configuration may not name.

`check(config)` raises where a `_target_` in it is none of those that the project lists, and comes
before `instantiate(config)`. Such functions walk through the configuration and call themselves for
what is inside, so nothing of them is certain in the usual sense once they returned.

Limits: what the target is compared with is not looked at, nor whether every value is visited.
"""

import re
from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.writers import called_name
from reach.graph.dominance import Site, around
from reach.judge.partial import are_about
from reach.judge.slices import slice_of
from reach.records import code as ir

_THROUGH = frozenset((ir.REFINE, ir.NOT, ir.AWAIT))


def refused(body: Body, names: str) -> dict[int, int]:
    """Parameters of a function that raises for a target in them that it does not allow, with the
    conditions for which it does."""
    named = re.compile(names)
    targets = {vid: root for vid, root in _targets(body, named) if root >= 0}
    found: dict[int, int] = {}
    for op in body.ops if targets else ():
        if op[0] != ir.CALL or not op[7] & (ir.RAISE | ir.RAISED):
            continue
        for cond in _above(body, op[6]):
            vids = slice_of(body, cond, loose=True).vids if _compares(body, cond) else frozenset()
            found |= {root: cond for vid, root in targets.items() if vid in vids}
    return found


def before(site: Site) -> Iterator[tuple[int, tuple[tuple[int, bool], ...]]]:
    """Calls before a place, with the conditions for which they are made."""
    body, inside = site.body, around(site.body, site.block)
    for vid, op in enumerate(body.ops[: site.position]):
        if op[0] != ir.CALL:
            continue
        under, block = list[tuple[int, bool]](), op[6]
        while block not in inside and block > 0:
            block, cond, outcome = body.code.blocks[block]
            under.append((cond, outcome))
        if all(cond >= 0 for cond, _ in under):
            yield vid, tuple(under)


def made_for(body: Body, under: tuple[tuple[int, bool], ...], given: int) -> bool:
    """Whether a call is made wherever there is such a thing as what it is given."""
    return not under or are_about(body, under, given)


def _targets(body: Body, named: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Reads of a target, each with the parameter that it is read from."""
    for vid, op in enumerate(body.ops):
        if op[0] == ir.ITEM:
            holder, key = op[1], op[2]
        elif op[0] == ir.CALL and called_name(body, op) in ("get", "pop") and op[2]:
            callee = body.ops[op[1]]
            holder, key = (callee[1], op[2][0]) if callee[0] == ir.ATTR else (-1, -1)
        else:
            continue
        text = body.ops[key][1] if key >= 0 and body.ops[key][0] == ir.CONST else None
        if isinstance(text, str) and named.fullmatch(text):
            yield vid, _parameter(body, holder)


def _parameter(body: Body, vid: int) -> int:
    while body.ops[vid][0] == ir.REFINE:
        vid = body.ops[vid][1]
    op = body.ops[vid]
    return int(op[1]) if op[0] == ir.PARAM else -1


def _above(body: Body, block: int) -> Iterator[int]:
    while block > 0:
        block, cond, _ = body.code.blocks[block]
        if cond >= 0:
            yield cond


def _compares(body: Body, cond: int) -> bool:
    """Whether a condition asks for more than that there is a text."""
    while body.ops[cond][0] in _THROUGH:
        cond = body.ops[cond][1]
    op = body.ops[cond]
    if op[0] in (ir.AND, ir.OR):
        return _compares(body, op[1]) or _compares(body, op[2])
    if op[0] == ir.COMPARE:
        return op[1] in ("in", "not in", "==", "!=") and body.ops[op[3]] != (ir.CONST, None)
    return op[0] == ir.CALL and called_name(body, op) not in ("isinstance", "len", "bool")
