"""The order in which call sites are asked: functions come after those that call them."""

from collections import defaultdict
from collections.abc import Iterable

from reach.flow.bodies import Body
from reach.flow.operands import context_dependent
from reach.records import code as ir

MAX_MEANT = 30
"""Functions of one name that a call may mean; where there are more, it says nothing."""


def in_turn(sites: list[tuple[Body, int]]) -> list[tuple[Body, int]]:
    """The sites of a program in the order in which they are asked at first: those that depend on
    the callers of their function come last."""
    place = callers_first(dict.fromkeys(body for body, _ in sites))

    def turn(site: tuple[Body, int]) -> tuple[bool, int, int]:
        body, vid = site
        op = body.ops[vid]
        return op[0] != ir.CALL or bool(context_dependent(body)[op[1]]), place[body], vid

    return sorted(sites, key=turn)


def callers_first(bodies: Iterable[Body]) -> dict[Body, int]:
    """The place of each function in an order that has callers before what they call, as far as
    names tell: what a parameter may be is then known when it is first asked for. What one function
    calls is in the order in which it calls it."""
    known = list(bodies)
    called = _called(known)
    starts = [body for body in reversed(known) if body.parent is None] + known
    left: list[Body] = []
    met: set[Body] = set()
    for start in starts:
        if start in met:
            continue
        met.add(start)
        way = [(start, reversed(called[start]))]
        while way:
            body, callees = way[-1]
            callee = next((c for c in callees if c not in met), None)
            if callee is None:
                way.pop()
                left.append(body)
            else:
                met.add(callee)
                way.append((callee, reversed(called[callee])))
    return {body: place for place, body in enumerate(reversed(left))}


def _called(bodies: list[Body]) -> dict[Body, list[Body]]:
    """By function, what its calls may mean by their names alone; by module, what it defines in
    addition."""
    named: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        if body.code.kind != "class":
            name = body.code.name.rpartition(".")[2]
            named[name].append(body)
            if name == "__init__" and body.owner is not None:
                named[body.owner.code.name.rpartition(".")[2]].append(body)
    meant = {name: found for name, found in named.items() if len(found) <= MAX_MEANT}
    every = set(bodies)
    found: dict[Body, list[Body]] = {}
    for body in bodies:
        names = dict.fromkeys(_name(body, op) for op in body.ops if op[0] == ir.CALL)
        found[body] = [callee for name in names for callee in meant.get(name, ())]
        if body.parent is None:
            found[body] += [child for child in body.children.values() if child in every]
    return found


def _name(body: Body, call: ir.Op) -> str:
    callee = body.ops[call[1]]
    if callee[0] in (ir.ATTR, ir.FROM):
        return str(callee[2])
    return str(callee[1]) if callee[0] == ir.GLOBAL else ""
