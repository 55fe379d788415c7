"""The call graph turned round, so that searches run from sinks to entry points."""

from collections.abc import Container, Iterable

from reach.flow.bodies import Body
from reach.graph.build import CallGraph, Edge
from reach.records import code as ir

COSTS = {
    "direct": 1,
    "class": 1,
    "import": 2,
    "dispatch": 4,
    "framework": 3,
    "process": 3,
    "handed": 30,
    "name": 40,
}
"""Length of an edge, by how certain it is."""

Node = tuple[int, bool]
"""Body, and whether it is a module run as a program."""

Reached = tuple[dict[Node, Node | None], dict[Node, int]]
"""The next nodes of the best ways from each node, and what these cost."""


def node_of(body: Body, main: bool) -> Node:
    """The node of a body."""
    return body.index, main and body.parent is None


def _main_blocks(body: Body) -> frozenset[int]:
    """Blocks of a module that run only when it is the program."""
    if body.parent is not None or not body.facts.main_blocks:
        return frozenset()
    inside = set(body.facts.main_blocks)
    for block, (parent, _, _) in enumerate(body.code.blocks):
        if parent in inside:
            inside.add(block)
    return frozenset(inside)


def _block_of(body: Body, vid: int) -> int:
    """The block of an operation: its own, or that of the next call."""
    for op in body.ops[vid:]:
        if op[0] == ir.CALL:
            return int(op[6])
    return -1


def only_as_program(body: Body, vid: int) -> bool:
    """Whether an operation runs only when its module is the program."""
    return _block_of(body, vid) in _main_blocks(body)


def length(edges: Iterable[Edge]) -> int:
    """How long a way is: longer the less certain it is."""
    return sum(COSTS[e.certainty] for e in edges)


class Network:
    """A node for each body, and a second one for each module that is run as a program; edges lead
    from callees to callers."""

    def __init__(self, graph: CallGraph) -> None:
        self._callers: dict[Node, dict[Node, tuple[int, Edge]]] = {}
        for caller, edges in graph.edges.items():
            guarded = _main_blocks(caller)
            for edge in edges.values():
                inside = bool(guarded) and _block_of(caller, edge.vid) in guarded
                self._link(edge, inside, bool(guarded) or caller.parent is None)

    def __contains__(self, node: Node) -> bool:
        return node in self._callers

    def edge(self, callee: Node, caller: Node) -> Edge:
        """The cheapest call between two nodes."""
        return self._callers[callee][caller][1]

    def search(
        self, start: Node, end: Node | None = None, closed: Container[tuple[Node, Node]] = ()
    ) -> Reached:
        """All that leads to a node, without some edges, by Dijkstra's algorithm: the next node on
        the best way from each, and its cost. Ends where a node is found that is looked for. Costs
        are small numbers, so that those of one cost are a list, and no heap has to order them."""
        costs: dict[Node, int] = {}
        nexts: dict[Node, Node | None] = {start: None}
        seen = {start: 0}
        fringe = {0: [start]}
        cost = 0
        while fringe:
            for node in fringe.pop(cost, ()):
                if node in costs:
                    continue
                costs[node] = cost
                if node == end:
                    return nexts, costs
                for caller, (more, _) in self._callers[node].items():
                    further = cost + more
                    known = seen.get(caller)
                    if (known is None or further < known) and (node, caller) not in closed:
                        seen[caller] = further
                        nexts[caller] = node
                        fringe.setdefault(further, []).append(caller)
            cost += 1
        return nexts, costs

    def _link(self, edge: Edge, inside: bool, is_module: bool) -> None:
        cost = COSTS[edge.certainty]
        callee = node_of(edge.callee, edge.certainty == "process")
        sources = [] if inside else [node_of(edge.caller, False)]
        if is_module and edge.caller.parent is None:
            sources.append(node_of(edge.caller, True))
        for source in sources:
            callers = self._callers.setdefault(callee, {})
            self._callers.setdefault(source, {})
            known = callers.get(source)
            if known is None or cost < known[0]:
                callers[source] = (cost, edge)
