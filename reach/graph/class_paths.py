"""The paths at which classes answer: `Route("/embed", Embed)`, `path("tag/", Tag.as_view())`,
`(r"/depth", Depth)`, and the `path` of a controller."""

from reach.flow.bodies import Body
from reach.flow.values import Class, Const
from reach.graph.build import CallGraph
from reach.graph.routes import Mounts
from reach.records import code as ir

VERBS = frozenset("get post put patch delete head options".split())
"""Methods that are named like the request they answer."""

TABLES = ("tornado",)
"""Packages that are told about classes in tuples."""

CONTROLLERS = frozenset(("litestar.Controller", "litestar.controller.Controller"))
"""Classes whose `path` precedes those of their methods."""


class ClassPaths:
    """Knows the path of each class that is registered under a constant one; the first one."""

    def __init__(self, graph: CallGraph, mounts: Mounts) -> None:
        self.ev = graph.evaluator
        self.known: dict[Body, str] = {}
        modules = graph.program.by_path.values()
        listed = {module for module in modules if _imports(module, TABLES)}
        for body in graph.program.bodies:
            self.ev.begin()
            tables = body.module in listed
            for op in body.ops:
                if op[0] == ir.CALL and not op[7] & ir.DECORATOR:
                    self._registered(body, op, mounts)
                elif tables and op[0] == ir.TUPLE and len(op[1]) > 1:
                    self._add(body, op[1][0], op[1][1:2], "")

    def label(self, cls: Body, method: str) -> str:
        """How a method of a class is named: by its request, where that is known."""
        path = self.known.get(cls)
        if path is None or method not in VERBS:
            return f"{cls.code.name}.{method}"
        return f"{method.upper()} {path}"

    def _registered(self, body: Body, op: ir.Op, mounts: Mounts) -> None:
        first = op[2][0] if op[2] else -1
        if first < 0 or not _path(body, first):
            return
        given = [*op[2][1:], *(vid for _, vid in op[3])]
        self._add(body, first, tuple(given), mounts.prefix(body, op))

    def _add(self, body: Body, first: int, given: tuple[int, ...], prefix: str) -> None:
        path = _path(body, first) if first >= 0 else ""
        for vid in given if path else ():
            for cls in self._classes(body, vid):
                self.known.setdefault(cls.body, f"{prefix}{path}")

    def _classes(self, body: Body, vid: int) -> list[Class]:
        """A class, or that of `cls.as_view()`."""
        if vid < 0:
            return []
        op = body.ops[vid]
        if op[0] == ir.CALL:
            callee = body.ops[op[1]]
            if callee[0] != ir.ATTR or callee[2] != "as_view":
                return []
            vid = callee[1]
        elif op[0] not in (ir.GLOBAL, ir.FREE, ir.FROM, ir.ATTR, ir.CLASS):
            return []
        return [value for value in self.ev.eval(body, vid) if isinstance(value, Class)]


def _imports(module: Body, packages: tuple[str, ...]) -> bool:
    return any(op[0] in (ir.IMPORT, ir.FROM) and op[1].startswith(packages) for op in module.ops)


def _path(body: Body, vid: int) -> str:
    op = body.ops[vid]
    text = op[1] if op[0] == ir.CONST else None
    return text if isinstance(text, str) and "/" in text and " " not in text else ""


def controller_path(graph: CallGraph, body: Body, bases: list[str]) -> str:
    """The path of a controller, whose body this is."""
    vid = body.code.exports.get("path")
    if vid is None or CONTROLLERS.isdisjoint(bases):
        return ""
    values = graph.evaluator.eval(body, vid)
    texts = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]
    return min(texts).rstrip("/") if texts else ""
