"""What a loop over the names of an object asks them to begin with."""

from reach.flow.bodies import Body
from reach.flow.classes import mro, subclasses
from reach.flow.evaluator import Evaluator
from reach.flow.values import Class, Instance, Module
from reach.records import code as ir

MAX_HEIRS = 40
"""Heirs of a class whose names are listed as well, where an object may be of one of them."""


def asked_names(ev: Evaluator, value: Class | Instance | Module, prefixes: list[str]) -> list[str]:
    """The names of an object that begin with one of these texts, which only some of all do."""
    wanted = tuple(p for p in prefixes if p.strip("_"))
    if not wanted:
        return []
    found: dict[str, None] = {}
    for body in bodies_of(ev, value):
        found.update(dict.fromkeys(n for n in body.code.exports if n.startswith(wanted)))
    return list(found)


def bodies_of(ev: Evaluator, value: Class | Instance | Module) -> list[Body]:
    """The module, or the classes, that give an object its names."""
    if isinstance(value, Module):
        return [value.body] if value.body is not None else []
    cls = value if isinstance(value, Class) else value.cls
    classes = [owner for owner in mro(ev, cls) if isinstance(owner, Class)]
    if isinstance(value, Instance) and not value.exact:
        classes += subclasses(ev, cls)[:MAX_HEIRS]
    return [owner.body for owner in classes]


def prefixes(body: Body, vid: int) -> list[str]:
    """The texts that names are asked to begin with: `for name in <names> if name.startswith(x)`."""
    found: list[str] = []
    work = [user for user in body.users[vid] if body.ops[user][0] == ir.ITER]
    while work:
        each = work.pop()
        for user in body.users[each]:
            op = body.ops[user]
            if op[0] == ir.REFINE and op[1] == each or op[0] == ir.UNPACK and op[2] == 0:
                work.append(user)
            elif op[0] == ir.ATTR and op[2] == "startswith":
                found += _texts(body, user)
    return found


def _texts(body: Body, method: int) -> list[str]:
    """The constants that `startswith` is called with."""
    found: list[str] = []
    for user in body.users[method]:
        op = body.ops[user]
        if op[0] != ir.CALL or op[1] != method or not op[2] or op[2][0] < 0:
            continue
        if _is_denied(body, user):
            continue
        given = body.ops[op[2][0]]
        parts = [body.ops[v] for v in given[1] if v >= 0] if given[0] == ir.TUPLE else [given]
        found += [p[1] for p in parts if p[0] == ir.CONST and isinstance(p[1], str)]
    return found


def _is_denied(body: Body, cond: int) -> bool:
    """Whether a condition is there to leave out what it holds for."""
    for user in body.users[cond]:
        op = body.ops[user]
        if op[0] == ir.NOT or (op[0] == ir.REFINE and op[2] == cond and not op[3]):
            return True
        if op[0] in (ir.AND, ir.OR) and _is_denied(body, user):
            return True
    return False
