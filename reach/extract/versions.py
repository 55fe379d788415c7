"""Versions of one value: narrowed by conditions, and after calls that were given it."""

from collections.abc import Sequence

from reach.records import code as ir
from reach.records.code import Op

Ops = Sequence[Op]


def below(ops: Ops, vid: int) -> list[int]:
    """A version of a value and those that it was made from."""
    found = [vid]
    while ops[found[-1]][0] == ir.REFINE:
        found.append(ops[found[-1]][1])
    return found


def unrefined(ops: Ops, vid: int) -> int:
    """The value under any narrowing, before any call was given it."""
    while ops[vid][0] == ir.REFINE:
        vid = ops[vid][1]
    return vid


def unnarrowed(ops: Ops, vid: int) -> int:
    """The value under any narrowing."""
    while ops[vid][0] == ir.REFINE and ops[vid][2] >= 0:
        vid = ops[vid][1]
    return vid


def given_to(ops: Ops, vid: int) -> list[int]:
    """The versions of a value after calls that were given it, the last one first."""
    return [each for each in below(ops, vid)[:-1] if ops[each][2] < 0]


def shared(ops: Ops, given: int, vids: list[int]) -> tuple[int, list[int]]:
    """What a version has in common with others, and the calls that it was given to since then, in
    order; no calls where no condition stands between."""
    chain = below(ops, given)
    common = set(chain).intersection(*(below(ops, vid) for vid in vids))
    base = next(vid for vid in chain if vid in common)
    apart = chain[: chain.index(base)]
    if all(ops[vid][2] < 0 for vid in apart):
        return base, []
    return base, [ops[vid][3] for vid in reversed(apart) if ops[vid][2] < 0]
