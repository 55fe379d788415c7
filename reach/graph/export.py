"""The call graph with names, for `reach callgraph`."""

from collections import defaultdict

from reach.graph.build import CallGraph


def named(graph: CallGraph) -> dict[str, list[str]]:
    """Callers and callees by fully qualified name; every module, function and method is there,
    and each class body that calls something."""
    found: dict[str, set[str]] = defaultdict(set)
    for body in graph.program.bodies:
        if body.code.kind != "class":
            found[body.name] = set()
    for body, edges in graph.edges.items():
        for edge in edges.values():
            if edge.certainty not in ("import", "class", "handed"):
                found[body.name].add(edge.callee.name)
    for body, names in graph.externals.items():
        for _, name in names:
            if _is_named(name) and not _bookkeeping(name):
                found[body.name].add(name.replace("()", ""))
    return {caller: sorted(found[caller]) for caller in sorted(found)}


def _is_named(name: str) -> bool:
    """Whether a callee is no item, result, or class whose name is not known."""
    return "[]" not in name and not name.endswith("()") and ".*." not in name


_DESCRIPTORS = frozenset(
    f"<builtin>.{n}"
    for n in ("property", "staticmethod", "classmethod", "function", "future", "singledispatch")
)


def _bookkeeping(name: str) -> bool:
    """Definitions: a decorator that only marks what it decorates."""
    return name in _DESCRIPTORS or name.rpartition(".")[0] in _DESCRIPTORS
