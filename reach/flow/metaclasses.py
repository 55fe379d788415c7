"""The classes that a metaclass makes."""

from typing import TYPE_CHECKING

from reach.flow.attributes import metaclass
from reach.flow.classes import class_of_body, is_metaclass, mro
from reach.flow.contexts import Arguments, Context
from reach.flow.synthetic import class_made
from reach.flow.values import Class
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.evaluator import Evaluator

MAX_MADE = 40
"""Classes of one metaclass that are told apart; of more, those that name it stand for all."""


def of_metaclass(ev: "Evaluator", meta: Class) -> list[Class]:
    """The classes of the project that a class makes: none where it is no metaclass."""
    if not is_metaclass(ev, meta):
        return []
    found = _all_made(ev).get(meta.body, {})
    return list(found) if len(found) <= MAX_MADE else [c for c, named in found.items() if named]


def stands_for_all(ev: "Evaluator", cls: Class) -> bool:
    """Whether a class stands for others that its metaclass made, which are too many."""
    meta = metaclass(ev, cls) if ev.program.has_metaclasses else None
    if meta is None:
        return False
    found = _all_made(ev).get(meta.body, {})
    return len(found) > MAX_MADE and found.get(cls, False)


def made_by_call(
    ev: "Evaluator", meta: Class, given: Arguments, site: "Body", vid: int, context: Context | None
) -> Class | None:
    """The class that `Meta(name, bases, names)` makes."""
    op = site.ops[vid] if vid >= 0 else None
    if op is None or op[0] != ir.CALL or len(given.positional) != 3 or not is_metaclass(ev, meta):
        return None
    if len(op[2]) != 3 or min(op[2]) < 0:
        return None
    return class_made(ev, given, site, vid, context)


def _all_made(ev: "Evaluator") -> "dict[Body, dict[Class, bool]]":
    made: dict[Body, dict[Class, bool]] = ev.remember("metaclasses", lambda: _made(ev), {})
    return made


def _made(ev: "Evaluator") -> "dict[Body, dict[Class, bool]]":
    """By metaclass, the classes of that or of one above it, and whether they name it."""
    found: dict[Body, dict[Class, bool]] = {}
    for body in ev.program.bodies:
        cls = class_of_body(ev, body) if body.code.kind == "class" else None
        meta = metaclass(ev, cls) if cls is not None else None
        if cls is None or meta is None:
            continue
        for owner in (o for o in mro(ev, meta) if isinstance(o, Class)):
            below = found.setdefault(owner.body, {})
            for each in reversed([o for o in mro(ev, cls) if isinstance(o, Class)]):
                if each is cls or (each.body.index < 0 and metaclass(ev, each) is not None):
                    below.setdefault(each, each is not cls or _names_metaclass(cls))
    return found


def _names_metaclass(cls: Class) -> bool:
    return any(key == "metaclass" for key, _ in cls.site.ops[cls.vid][3])
