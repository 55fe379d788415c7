"""Which functions may assign an attribute, themselves or through what they call, told by names.

A call of a name that no function of the project has counts as none that assigns anything: a thing
that is called by another name is found where the call is resolved.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.program import Program

NESTING = 4
"""Calls within calls."""

_CONSTRUCTORS = ("__init__", "__new__", "__post_init__")


class Writers:
    """Answers, for one program, by the plain names of functions and classes."""

    def __init__(self, program: "Program") -> None:
        self._callers: dict[str, set[str]] = defaultdict(set)
        self._direct: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, frozenset[str]] = {}
        self.names: set[str] = set()
        """Names of all functions, and of classes, which stand for their constructors."""
        for body in program.bodies:
            own = names_of(body)
            self.names |= own
            for op in body.ops:
                if op[0] == ir.SETATTR:
                    self._direct[op[2]] |= own
                elif op[0] == ir.CALL:
                    self._callers[called_name(body, op)] |= own

    def of(self, attribute: str) -> frozenset[str]:
        """The names of functions that may assign an attribute."""
        found = self._found.get(attribute)
        if found is None:
            known = set(self._direct.get(attribute, ()))
            newest = known
            for _ in range(NESTING):
                callers = self._callers
                newest = set[str]().union(*[callers[n] for n in newest if n in callers]) - known
                known |= newest
            found = self._found[attribute] = frozenset(known)
        return found


def names_of(body: "Body") -> set[str]:
    """What a function is called by."""
    name = body.code.name.rpartition(".")[2]
    if name in _CONSTRUCTORS and body.owner is not None:
        return {name, body.owner.code.name.rpartition(".")[2]}
    return {name}


def called_name(body: "Body", op: ir.Op) -> str:
    """The plain name that a call is written with; empty where it has none."""
    callee = body.ops[op[1]]
    if callee[0] in (ir.ATTR, ir.FROM):
        return str(callee[2])
    if callee[0] in (ir.FUNC, ir.CLASS):
        return body.child(callee[1]).code.name.rpartition(".")[2]
    if callee[0] == ir.FREE:
        return str(callee[4])
    return str(callee[1]) if callee[0] == ir.GLOBAL else ""
