"""Methods that `self` does not have where a method asks it for them.

`self` may be of any class below, but not of one whose objects run another method in the place of
the one that asks: a class that replaces `run` and never asks for the `run` above it does not get
there with what it replaces besides.
"""

from reach.flow.bodies import Body, is_self
from reach.flow.classes import class_of_body, is_protocol, mro, subclasses
from reach.flow.evaluator import Evaluator
from reach.flow.parameters import is_receiver
from reach.flow.values import Class, Super
from reach.graph.sites import Target
from reach.records import code as ir


def without_replaced(ev: Evaluator, body: Body, op: ir.Op, targets: list[Target]) -> list[Target]:
    """What a method of an object may be, where this operation asks for it or calls it: none that
    is only there for others to define it, and none that `self` does not have there."""
    asked = body.ops[op[1]] if op[0] == ir.CALL else op
    if asked[0] != ir.ATTR:
        return targets
    if any(t.body is not None and _is_only_declared(ev, t) for t in targets):
        above = any(isinstance(v, (Super, Class)) for v in ev.ask(body, asked[1]))
        targets = [t for t in targets if above or not _is_only_declared(ev, t)]
    if not is_receiver(body) or not is_self(body, asked[1]):
        return targets
    return [t for t in targets if t.body is None or not _is_replaced(ev, body, t.body)]


def _is_only_declared(ev: Evaluator, target: Target) -> bool:
    """Whether a method is one of a protocol that no class inherits: others define it."""
    method = target.body
    cls = class_of_body(ev, method.owner) if method is not None else None
    if cls is None or not is_protocol(cls):
        return False
    return not any(cls in mro(ev, sub) for sub in subclasses(ev, cls))


def _is_replaced(ev: Evaluator, asking: Body, method: Body) -> bool:
    """Whether all objects that have a method run something else than the one that asks for it."""
    if asking.owner is None or method.owner is None or method.owner is asking.owner:
        return False
    key = ("replaced", asking, method.owner)
    above, below, name = asking.owner, method.owner, asking.bound_name
    never: bool = ev.remember(key, lambda: _never_meet(ev, above, below, name))
    return never


def _never_meet(ev: Evaluator, above: Body, below: Body, name: str) -> bool:
    owner, heir = class_of_body(ev, above), class_of_body(ev, below)
    if owner is None or heir is None or heir not in subclasses(ev, owner):
        return False
    return all(_replaces(ev, cls, owner, name) for cls in (heir, *subclasses(ev, heir)))


def _replaces(ev: Evaluator, cls: Class, owner: Class, name: str) -> bool:
    """Whether a class below another one has its own method of a name, and none on the way asks for
    one above it."""
    inside: dict[Body, list[Body]] = ev.remember("inside", lambda: _inside(ev))
    replaced = False
    for each in mro(ev, cls):
        if not isinstance(each, Class):
            continue
        if each.body is owner.body:
            return replaced
        replaced = replaced or name in each.body.code.exports
        if any(_asks_above(body, name) for body in inside[each.body]):
            return False
    return False


def _asks_above(body: Body, name: str) -> bool:
    """Whether a function asks something else than its own object for a name: `super().name`."""
    return any(op[0] == ir.ATTR and op[2] == name and not is_self(body, op[1]) for op in body.ops)


def _inside(ev: Evaluator) -> dict[Body, list[Body]]:
    """What is defined in each class, in functions too."""
    inside: dict[Body, list[Body]] = {}
    for body in ev.program.bodies:
        around = body
        while around.parent is not None and around.code.kind != "class":
            around = around.parent
        if around.code.kind == "class":
            inside.setdefault(around, []).append(body)
    return inside
