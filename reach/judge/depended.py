"""What dependencies have checked before a handler runs: `Depends(check_model)`.

A framework calls the dependencies of a handler first and gives both what the request says of a
name. What a dependency refuses therefore never gets to the handler; and a parameter that is what a
dependency returns was checked where that only returns what it checked.

Limits: dependencies that yield, and those of the application or a router as a whole, are not known.
"""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.operands import operands
from reach.graph.dominance import return_sites
from reach.judge.recognise import Fact
from reach.judge.slices import key
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.judge.certain import Certainty


def depended(certainty: "Certainty", body: Body, depth: int) -> list[Fact]:
    """What is certain when a handler begins."""
    found: list[Fact] = []
    for (vid, callee), edge in certainty.graph.edges.get(body, {}).items():
        if vid >= 0 or edge.certainty != "framework" or callee.code.yields:
            continue
        filled = _filled(body, ~vid)
        for fact in _refused(certainty, callee, filled is not None, depth):
            atoms = _here(body, callee, fact, filled)
            if fact.atoms is None or atoms:
                found.append(fact._replace(atoms=None if fact.atoms is None else atoms))
    return found


MAX_LOOKS = 60
"""Operations of one declaration that are looked at."""

_RETURNED = ("returned",)
"""Stands for what a dependency returns."""


def _filled(body: Body, written: int) -> int | None:
    """The parameter that the declaration fills; None for one in a decorator."""
    if body.parent is None:
        return None
    for index, spec in enumerate(body.code.parameters):
        work = [vid for vid in (spec.default, spec.annotation) if vid >= 0]
        for _ in range(MAX_LOOKS):
            if not work:
                break
            vid = work.pop()
            if vid == written:
                return index
            work += operands(body.parent.ops[vid])
    return None


def _refused(certainty: "Certainty", callee: Body, returned: bool, depth: int) -> list[Fact]:
    """What is certain wherever a dependency returns, of its parameters and of what it returns."""
    from reach.judge.certain import both

    found: list[Fact] | None = None
    for value, site in return_sites(callee):
        facts = certainty.established(site, None, depth + 1)
        if returned:
            shape = key(callee, value)
            facts = [_with_result(fact, shape) for fact in facts]
        found = list(facts) if found is None else both(found, facts)
    return found or []


def _with_result(fact: Fact, shape: Hashable) -> Fact:
    if fact.atoms is None or shape not in fact.atoms:
        return fact
    return fact._replace(atoms=fact.atoms | {_RETURNED})


def _here(body: Body, callee: Body, fact: Fact, filled: int | None) -> frozenset[Hashable]:
    """What a fact about a dependency speaks of in the handler."""
    return frozenset(
        (ir.PARAM, index)
        for atom in fact.atoms or ()
        for index in _same(body, callee, atom, filled)
    )


def _same(body: Body, callee: Body, atom: Hashable, filled: int | None) -> Iterator[int]:
    if atom == _RETURNED and filled is not None:
        yield filled
    if not isinstance(atom, tuple) or atom[0] != ir.PARAM:
        return
    asked = callee.code.parameters[atom[1]]
    for index, spec in enumerate(body.code.parameters):
        if spec.name == asked.name and index != filled and _alike(body, callee, index, atom[1]):
            yield index


def _alike(body: Body, callee: Body, index: int, other: int) -> bool:
    """Whether a request gives two parameters of one name the same: both are declared alike."""
    one, two = body.code.parameters[index], callee.code.parameters[other]
    if body.parent is None or callee.parent is None or one.annotation < 0 or two.annotation < 0:
        return one.default < 0 and two.default < 0
    return key(body.parent, one.annotation) == key(callee.parent, two.annotation)
