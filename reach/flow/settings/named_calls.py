"""Calls found by the last part of what they are written as, whatever they turn out to be."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.hooks import table
from reach.flow.values import External
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

Places = list[tuple[Body, int]]


def calls_named(ev: "Evaluator", *names: str) -> Places:
    """Calls written `x.name(...)` or `name(...)`."""
    index: dict[str, Places] = table(ev, "calls by name", lambda: _index(ev))
    return [place for name in names for place in index.get(name, ())]


def calls_of(ev: "Evaluator", name: str, callees: frozenset[str]) -> Places:
    """Those of them that call one of these things outside the project."""
    found = []
    for body, vid in calls_named(ev, name):
        values = ev.eval(body, body.ops[vid][1])
        if any(isinstance(v, External) and v.name in callees for v in values):
            found.append((body, vid))
    return found


def _index(ev: "Evaluator") -> dict[str, Places]:
    found: dict[str, Places] = {}
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] == ir.CALL:
                name = written_as(body, op[1])
                if name:
                    found.setdefault(name, []).append((body, vid))
    return found


def written_as(body: Body, vid: int) -> str:
    """The last name of an expression."""
    op = body.ops[vid]
    if op[0] in (ir.ATTR, ir.FROM):
        return str(op[2])
    return str(op[1]) if op[0] == ir.GLOBAL else ""
