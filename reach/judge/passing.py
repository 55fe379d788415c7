"""From a function to its caller: what a parameter is there."""

from collections.abc import Hashable, Iterator

from reach.flow.bodies import Body
from reach.flow.writers import called_name
from reach.judge.recognise import Fact
from reach.judge.slices import key, slice_of
from reach.records import code as ir


def carried(body: Body, vid: int, callee: Body, facts: list[Fact]) -> Iterator[Fact]:
    """Facts about the parameters of a function, as facts about what a call gives them."""
    for fact in facts:
        if fact.atoms is None:
            yield fact
            continue
        atoms: set[Hashable] = set()
        for atom in fact.atoms:
            if isinstance(atom, tuple) and atom[0] == ir.PARAM:
                given = given_to(body, vid, callee, atom[1])
                atoms |= slice_of(body, given).atoms if given is not None else set()
            else:
                atoms |= _translated(body, vid, callee, atom)
        if atoms:
            yield fact._replace(atoms=frozenset(atoms))


def _translated(body: Body, vid: int, callee: Body, atom: Hashable) -> set[Hashable]:
    """`self.name` in a method is `loader.name` where `loader.check()` is called."""
    if not isinstance(atom, tuple) or atom[0] != ir.ATTR:
        return {atom} if _is_global(atom) and callee.module is body.module else set()
    inner = atom[1]
    if isinstance(inner, tuple) and inner[0] == ir.PARAM:
        given = given_to(body, vid, callee, inner[1])
        return {(ir.ATTR, key(body, given), atom[2])} if given is not None else set()
    return {(ir.ATTR, base, atom[2]) for base in _translated(body, vid, callee, inner)}


def _is_global(atom: Hashable) -> bool:
    return isinstance(atom, tuple) and atom[0] == ir.GLOBAL


def is_bound(callee: Body) -> bool:
    """Whether the first parameter of a function is the object it is called on."""
    parameters = callee.code.parameters
    return callee.owner is not None and bool(parameters) and parameters[0].name in ("self", "cls")


def _is_handed_over(body: Body, op: ir.Op, callee: Body) -> bool:
    """Whether a wrapper calls the function that a decorator was given, `load(path)`, as it is:
    without an object that it is bound to."""
    nested = callee.code.kind == "function" and callee.owner is None and bool(callee.code.parent)
    return bool(body.ops[op[1]][0] == ir.FREE and (callee.code.decorators or nested))


def given_to(body: Body, vid: int, callee: Body, index: int) -> int | None:
    """The operand of a call that a parameter gets, where the function is called by its name."""
    op = body.ops[vid]
    if op[0] != ir.CALL:
        return None
    name, bound = called_name(body, op), is_bound(callee)
    made = callee.bound_name == "__init__"
    if name != callee.bound_name and _is_handed_over(body, op, callee):
        name, bound = "", False
    if index == 0 and bound:
        return int(body.ops[op[1]][1]) if body.ops[op[1]][0] == ir.ATTR and not made else None
    if not made and name not in (callee.bound_name, ""):
        return None
    spec = callee.code.parameters[index]
    for keyword, value in op[3]:
        if keyword == spec.name:
            return int(value)
    position = index - bound
    if spec.kind == ir.POSITIONAL and position < len(op[2]) and min(op[2][: position + 1]) >= 0:
        return int(op[2][position])
    return None
