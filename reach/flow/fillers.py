"""Functions that change what a container holds which they are given."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.bodies import Body
from reach.flow.writers import called_name, names_of
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.program import Program

NESTING = 3
"""Calls within calls that are looked into."""

MAX_WALK = 100
"""Operations between a change and the parameter that is changed."""

_INTO = frozenset(("setdefault", "get", "values", "items"))
"""Methods that give what a mapping holds."""


class Change(NamedTuple):
    """An operation that changes what a parameter holds."""

    vid: int
    parameter: int
    """The operation that reads the parameter."""
    is_inside: bool
    """Whether something inside of the parameter's container is changed, nobody knows where."""


class Fillers:
    """The functions of a program that change what they are given."""

    def __init__(self, program: "Program") -> None:
        self.names: set[str] = set()
        """By plain name, themselves or through what they call."""
        self.changes: dict[Body, list[Change]] = {}
        handing: dict[str, list[tuple[Body, list[Change]]]] = defaultdict(list)
        for body in program.bodies:
            if body.code.parameters and body.code.kind == "function":
                self._look(body, handing)
        newest = set(self.names)
        for _ in range(NESTING):
            more = [found for name in newest for found in handing.get(name, ())]
            for body, changes in more:
                known = self.changes.setdefault(body, [])
                known += [change for change in changes if change not in known]
                known.sort()
            newest = set[str]().union(*(names_of(body) for body, _ in more)) - self.names
            self.names |= newest

    def _look(self, body: Body, handing: dict[str, list[tuple[Body, list[Change]]]]) -> None:
        found: list[Change] = []
        for vid, op in enumerate(body.ops):
            if op[0] in (ir.SETITEM, ir.MUTATE):
                found += _changes(body, vid)
            elif op[0] == ir.REFINE and op[2] < 0:
                changes = [change for change in _changes(body, vid) if not change.is_inside]
                if changes:
                    handing[called_name(body, body.ops[op[3]])].append((body, changes))
        if found:
            self.changes[body] = found
            self.names |= names_of(body)


def _changes(body: Body, vid: int) -> list[Change]:
    """The parameters that an operation changes something of."""
    found: dict[Change, None] = {}
    work = [(int(body.ops[vid][1]), False)]
    seen: set[tuple[int, bool]] = set()
    while work and len(seen) < MAX_WALK:
        step = work.pop()
        if step in seen:
            continue
        seen.add(step)
        at, inside = step
        op = body.ops[at]
        kind = op[0]
        if kind == ir.PARAM:
            found[Change(vid, at, inside)] = None
        elif kind in (ir.SETITEM, ir.MUTATE, ir.REFINE, ir.ANNOTATED):
            work.append((op[1], inside))
        elif kind in (ir.ITEM, ir.ITER, ir.UNPACK):
            work.append((op[1], True))
        elif kind in (ir.PHI, ir.SELECT, ir.OR):
            arms = op[1] if kind == ir.PHI else op[-2:] if kind == ir.SELECT else op[1:3]
            work += [(arm, inside) for arm in arms]
        elif kind == ir.CALL:
            callee = body.ops[op[1]]
            if callee[0] == ir.ATTR and callee[2] in _INTO:
                work.append((callee[1], True))
    return list(found)
