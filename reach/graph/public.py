"""The public interface: what others may call, by names that no underscore begins."""

from collections.abc import Container

from reach.flow.bodies import Body
from reach.flow.classes import class_of_body, subclasses
from reach.flow.values import Class, Function, in_order
from reach.graph.build import CallGraph
from reach.records import code as ir

_MOST = 20_000
"""Functions and classes that packages hand on; of more, the others stay private."""


def handed_on(graph: CallGraph) -> frozenset[Body]:
    """Functions and classes of private modules that a public package imports under a public name:
    `from ._card import Card` in its `__init__.py`."""
    found: set[Body] = set()
    for module in graph.program.modules.values():
        facts = module.facts
        if facts.development or not facts.is_package or not is_public(module):
            continue
        if len(found) >= _MOST:
            break
        for name, vid in module.code.exports.items():
            if name.startswith("_"):
                continue
            for each in _imports(module, vid):
                graph.evaluator.begin()
                values = graph.evaluator.eval(module, each)
                found.update(v.body for v in values if isinstance(v, Function | Class))
    return frozenset(found)


def _imports(module: Body, vid: int) -> list[int]:
    """Imports of private modules that a name may come from: `try: from ._card import Card`, and
    something that stands for it where a library is missing."""
    op = module.ops[vid]
    ways = op[1] if op[0] == ir.PHI else op[2:4] if op[0] == ir.SELECT else (vid,)
    return [each for each in ways if _is_private(module.ops[each])]


def _is_private(op: ir.Op) -> bool:
    if op[0] != ir.FROM:
        return False
    return any(part.startswith("_") and not _is_dunder(part) for part in op[1].split("."))


def is_public(body: Body, known: Container[Body] = ()) -> bool:
    """Whether a name is part of the public interface: no part of it starts with an underscore, but
    those above what is `known` to be public, and it is not local to a function."""
    parts = body.name.split(".")
    scope: Body | None = body
    while scope is not None:
        if scope in known:
            return all(map(_is_public_name, parts[len(scope.name.split(".")) :]))
        scope = scope.parent
        if scope is not None and scope.code.kind in ("function", "lambda"):
            return False
    return all(map(_is_public_name, parts))


def is_inherited(graph: CallGraph, body: Body) -> bool:
    """Whether a method of a private class is public in a class that inherits it."""
    if body.owner is None or not _is_public_name(body.name.rpartition(".")[2]):
        return False
    graph.evaluator.begin()
    cls = class_of_body(graph.evaluator, body.owner)
    heirs = subclasses(graph.evaluator, cls) if cls is not None else []
    return any(is_public(heir.body) for heir in heirs)


def put_in_place(graph: CallGraph, body: Body) -> list[Function]:
    """The functions of the project that decorators put under the name of a function: who calls it
    by that name calls these. None where it may be called itself, or where they take whatever they
    get and say nothing of it."""
    outer = body.parent
    vid = outer.code.exports.get(body.bound_name, -1) if outer is not None else -1
    if outer is None or vid < 0 or outer.ops[vid][0] != ir.CALL:
        return []
    if not outer.ops[vid][7] & ir.DECORATOR:
        return []
    graph.evaluator.begin()
    found = in_order(graph.evaluator.eval(outer, vid))
    wrappers = [v for v in found if isinstance(v, Function) and v.body is not body]
    own = len(wrappers) == len(found) and all(_names_first(v.body) for v in wrappers)
    return wrappers if own else []


def _names_first(wrapper: Body) -> bool:
    """Whether a function names what it takes first, beside the object that it is called on."""
    names = [p for p in wrapper.code.parameters if p.name not in ("self", "cls")]
    return bool(names) and names[0].kind == ir.POSITIONAL


def _is_public_name(name: str) -> bool:
    return not name.startswith("_") or _is_dunder(name)


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
