"""The classes that a metaclass makes."""

from typing import TYPE_CHECKING

from reach.flow.classes import class_of_body, mro, subclasses
from reach.flow.values import Class, External
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.evaluator import Evaluator

MAX_MADE = 40
"""Classes of one metaclass that are told apart; of more, those that name it stand for all."""


def of_metaclass(ev: "Evaluator", meta: Class) -> list[Class]:
    """The classes of the project that a class makes: none where it is no metaclass."""
    if not any(isinstance(v, External) and v.name == "<builtin>.type" for v in mro(ev, meta)):
        return []
    made: dict[Body, dict[Class, bool]] = ev.remember("metaclasses", lambda: _made(ev), {})
    found = made.get(meta.body, {})
    return list(found) if len(found) <= MAX_MADE else [c for c, named in found.items() if named]


def _made(ev: "Evaluator") -> "dict[Body, dict[Class, bool]]":
    """By metaclass, the classes of that or of one above it, and whether they name it."""
    found: dict[Body, dict[Class, bool]] = {}
    for body in ev.program.bodies:
        cls = class_of_body(ev, body) if body.code.kind == "class" else None
        if cls is None or cls.site.ops[cls.vid][0] != ir.CLASS:
            continue
        for key, vid in cls.site.ops[cls.vid][3]:
            metas = ev.eval(cls.site, vid) if key == "metaclass" else ()
            owners = [o for m in metas if isinstance(m, Class) for o in mro(ev, m)]
            for owner in owners:
                if isinstance(owner, Class):
                    below = found.setdefault(owner.body, {})
                    below[cls] = True
                    for heir in subclasses(ev, cls):
                        below.setdefault(heir, False)
    return found
