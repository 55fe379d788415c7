"""Methods of wide families: what a call may mean of a class with more heirs than are told apart."""

from collections.abc import Iterator

from reach.flow.bodies import Body, is_property
from reach.flow.classes import (
    FEW_OVERRIDES,
    MAX_FAMILY,
    MAX_OVERRIDES,
    class_context,
    class_of_body,
    subclasses,
)
from reach.flow.evaluator import Evaluator
from reach.flow.values import Class, Function, Instance, Wrapped, in_order
from reach.graph.names import accepts
from reach.records import code as ir

MAX_EDGES = 20_000
"""Calls that are taken to mean the methods of one name in one family."""

_MADE = ("__init__", "__new__", "__init_subclass__")

Found = tuple[Body, int, Body]
"""A function, a call in it, and a method that this may mean."""


def in_families(ev: Evaluator, cut: dict[Body, None]) -> Iterator[Found]:
    """Calls of methods on objects of wide families, with all methods below that these may mean.
    Classes that have more of them than are looked at are added to `cut`."""
    wide = _wide(ev)
    own = _own_methods(ev) if wide else {}
    heirs = {cls.body: _heirs(ev, cls, own) for cls in wide}
    names = {name for overrides in heirs.values() for name in overrides}
    for name in sorted(names & ev.program.attribute_calls.keys()):
        left = {cls: MAX_EDGES for cls in heirs if name in heirs[cls]}
        for body, vid in ev.program.attribute_calls[name]:
            op = body.ops[vid]
            for value in ev.ask(body, body.ops[op[1]][1]):
                if not isinstance(value, Instance) or value.exact or value.cls.body not in left:
                    continue
                family = value.cls.body
                methods = [m for m in heirs[family][name] if m.owner is None or accepts(m, op)]
                left[family] -= len(methods)
                if left[family] < 0 or len(subclasses(ev, value.cls)) > MAX_FAMILY:
                    cut[family] = None
                    continue
                yield from ((body, vid, method) for method in methods)


def _wide(ev: Evaluator) -> list[Class]:
    """Classes with so many heirs that their overrides are not looked at."""
    bodies = (body for body in ev.program.bodies if body.code.kind == "class")
    classes = (cls for body in bodies if (cls := class_of_body(ev, body)) is not None)
    return [cls for cls in classes if len(subclasses(ev, cls)) > MAX_OVERRIDES]


def _heirs(ev: Evaluator, cls: Class, own: dict[Body, list[Body]]) -> dict[str, list[Body]]:
    """By name, the methods that heirs of a class define, where these are not looked at."""
    below = subclasses(ev, cls)
    found: dict[str, list[Body]] = {}
    for heir in below:
        for method in own.get(heir.body, ()):
            found.setdefault(method.bound_name, []).append(method)
        for name, function in _given(ev, heir):
            found.setdefault(name, []).append(function)
    few = FEW_OVERRIDES if len(below) <= MAX_FAMILY else 0
    return {name: methods for name, methods in found.items() if len(methods) > few}


def _given(ev: Evaluator, cls: Class) -> Iterator[tuple[str, Body]]:
    """The functions that stand elsewhere and that a class has under names that are called."""
    for name, vid in cls.body.code.exports.items():
        if cls.body.ops[vid][0] in (ir.GLOBAL, ir.CALL) and name in ev.program.attribute_calls:
            for value in in_order(ev.eval(cls.body, vid, class_context(ev, cls))):
                inner = value.function if isinstance(value, Wrapped) else value
                if isinstance(inner, Function) and inner.body.parent is not cls.body:
                    yield name, inner.body


def _own_methods(ev: Evaluator) -> dict[Body, list[Body]]:
    """By class, the methods that it defines itself and that are called by their names."""
    found: dict[Body, list[Body]] = {}
    for name, methods in ev.program.methods.items():
        for method in methods if name not in _MADE else ():
            if method.owner is not None and not is_property(method):
                found.setdefault(method.owner, []).append(method)
    return found
