"""What is certain when a place of a function is reached: conditions, and calls made before.

An operation has certainly run before another one when it stands earlier and its block is around
the other's. A condition is known when a block around the place states it, or when the block that
stated the opposite never gets to its end. Blocks that `entered` names are gone through on every way
that is asked about, as their conditions hold there.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.records import code as ir
from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a function."""

    body: Body
    position: int
    """Operations before it."""
    block: int

    @classmethod
    def of(cls, body: Body, vid: int) -> "Site":
        """Where an operation stands; block 0 where that is not recorded."""
        op = body.ops[vid]
        if op[0] in (ir.CALL, ir.SETATTR):
            return cls(body, vid, int(op[6] if op[0] == ir.CALL else op[5]))
        return cls(body, vid, 0)


def return_sites(body: Body) -> Iterator[tuple[int, Site]]:
    """The values that a function returns, and where it does so."""
    for vid, (position, block) in zip(body.code.returns, body.code.return_sites, strict=True):
        yield vid, Site(body, position, block)


def around(body: Body, block: int) -> frozenset[int]:
    """A block and all that it is in."""
    found = set()
    while block >= 0:
        found.add(block)
        block = body.code.blocks[block][0]
    return frozenset(found)


def conditions(
    site: Site,
    ends: Callable[[Body, int], bool],
    swallowed: list[tuple[int, int]],
    entered: frozenset[int] = frozenset(),
) -> list[tuple[int, bool]]:
    """Conditions with the outcome that they must have had. `ends` tells calls that never return;
    `swallowed` are the stretches of code that may be left by an exception and go on behind."""
    body, blocks = site.body, site.body.code.blocks
    inside = around(body, site.block) | entered
    found: dict[tuple[int, bool], None] = {}
    for block in sorted(inside):
        found[blocks[block][1], blocks[block][2]] = None
    for vid, op in enumerate(body.ops[: site.position]):
        if op[0] != ir.CALL or op[6] in inside:
            continue
        parent, cond, outcome = blocks[op[6]]
        if cond >= 0 and parent in inside and ends(body, vid):
            found[cond, not outcome] = None
    return [
        (cond, outcome)
        for cond, outcome in found
        if 0 <= cond < site.position and not _escaped(cond, site, swallowed)
    ]


def calls_before(
    site: Site, swallowed: list[tuple[int, int]], entered: frozenset[int] = frozenset()
) -> list[int]:
    """Calls that have certainly returned."""
    inside = around(site.body, site.block) | entered
    return [
        vid
        for vid, op in enumerate(site.body.ops[: site.position])
        if op[0] == ir.CALL and op[6] in inside and not _escaped(vid, site, swallowed)
    ]


def entered(site: Site, holds: Callable[[int, bool], bool]) -> frozenset[int]:
    """Blocks of `if` before a place that were gone through, as their conditions hold. In them, what
    stands after an arm that ends the function is a block that is stated twice."""
    inside, found = around(site.body, site.block), set[int]()
    blocks = site.body.code.blocks
    times = Counter(blocks)
    for block, (parent, cond, outcome) in enumerate(blocks):
        if block in inside or not 0 <= cond < site.position:
            continue
        if parent in found and times[blocks[block]] > 1:
            found.add(block)
        elif parent in inside | found and times[parent, cond, not outcome] and holds(cond, outcome):
            found.add(block)
    return frozenset(found)


def refusals(site: Site, swallowed: list[tuple[int, int]]) -> Iterator[int]:
    """Conditions for which a loop before a place, looking at one thing after another, raises."""
    body, blocks = site.body, site.body.code.blocks
    inside = around(body, site.block)
    for vid, op in enumerate(body.ops[: site.position]):
        if op[0] != ir.CALL or not op[7] & (ir.RAISE | ir.RAISED) or _escaped(vid, site, swallowed):
            continue
        conds, block = list[int](), op[6]
        while block not in inside:
            conds.append(blocks[block][1])
            block = blocks[block][0]
        if conds.count(-1) == 1:
            yield from (cond for cond in conds if cond >= 0)


class Partial(NamedTuple):
    """A condition that has an outcome wherever other conditions have theirs."""

    cond: int
    outcome: bool
    under: tuple[tuple[int, bool], ...]


def partials(
    site: Site, ends: Callable[[Body, int], bool], swallowed: list[tuple[int, int]]
) -> Iterator[Partial]:
    """What an `if` before a place refuses, or ends the function for, inside other `if`s."""
    body, blocks = site.body, site.body.code.blocks
    inside, times = around(body, site.block), Counter(blocks)
    found: dict[Partial, None] = {}
    for number, (_, cond, outcome) in enumerate(blocks):
        if times[blocks[number]] > 1 and (under := _under(body, number, inside)):
            found[Partial(cond, outcome, under)] = None
    for vid, op in enumerate(body.ops[: site.position]):
        if op[0] == ir.CALL and op[6] not in inside and ends(body, vid):
            _, cond, outcome = blocks[op[6]]
            if under := _under(body, op[6], inside):
                found[Partial(cond, not outcome, under)] = None
    for each in found:
        if 0 <= each.cond < site.position and not _escaped(each.cond, site, swallowed):
            yield each


def _under(body: Body, block: int, inside: frozenset[int]) -> tuple[tuple[int, bool], ...]:
    """The conditions around a block, up to those that hold anyway; none if a loop is among them."""
    found = []
    block = body.code.blocks[block][0]
    while block not in inside:
        parent, cond, outcome = body.code.blocks[block]
        if cond < 0:
            return ()
        found.append((cond, outcome))
        block = parent
    return tuple(found)


def managers(site: Site) -> list[int]:
    """The ENTER of each `with` that the place is in."""
    return [enter for enter, end in site.body.code.withs if enter < site.position < end]


def _escaped(vid: int, site: Site, swallowed: list[tuple[int, int]]) -> bool:
    return any(start <= vid < end <= site.position for start, end in swallowed)
