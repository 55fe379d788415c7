"""The call graph turned round, so that searches run from sinks to entry points."""

from collections.abc import Container, Iterable
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.graph.build import CallGraph, Edge
from reach.graph.wrappers import Wrappers
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

_FAR = 1 << 60

Node = int
"""Twice the index of a body; one more for a module that is run as a program."""


def node_of(body: Body, main: bool) -> Node:
    """The node of a body."""
    return 2 * body.index + (main and body.parent is None)


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
    """A node for each body, a second one for each module that is run as a program, and one for each
    of the functions that a decorator makes of one body; edges lead from callees to callers."""

    def __init__(self, graph: CallGraph) -> None:
        self.callers: dict[Node, dict[Node, tuple[int, Edge]]] = {}
        """The cheapest call between two nodes and what it costs, by callee and caller."""
        self._wrappers = Wrappers(graph)
        self._made: dict[tuple[Body, Context], Node] = {}
        """Nodes of wrappers, by the call that made each."""
        self._more = 2 * max((body.index for body in graph.evaluator.program.bodies), default=0) + 2
        for caller, edges in graph.edges.items():
            guarded = _main_blocks(caller)
            for edge in edges.values():
                inside = bool(guarded) and _block_of(caller, edge.vid) in guarded
                self._link(edge, inside, bool(guarded) or caller.parent is None)

    def nodes(self, body: Body) -> list[Node]:
        """All nodes of a body."""
        made = [self._node(body, c) for c in self._wrappers.closures.get(body, ())]
        return [node_of(body, False), node_of(body, True), *made]

    def _node(self, body: Body, closure: Context) -> Node:
        return self._made.setdefault((body, closure), self._more + len(self._made))

    @cached_property
    def into(self) -> dict[Node, list[tuple[Node, int]]]:
        """The callers of each node and what their calls cost, without the calls."""
        return {
            callee: [(caller, cost) for caller, (cost, _) in callers.items()]
            for callee, callers in self.callers.items()
        }

    @cached_property
    def callees(self) -> dict[Node, list[tuple[int, Node]]]:
        """The same the other way round: what each node calls, at which cost."""
        found: dict[Node, list[tuple[int, Node]]] = {}
        for callee, callers in self.callers.items():
            for caller, (cost, _) in callers.items():
                found.setdefault(caller, []).append((cost, callee))
        return found

    def edge(self, callee: Node, caller: Node) -> Edge:
        """The cheapest call between two nodes."""
        return self.callers[callee][caller][1]

    def edges(self, way: list[Node]) -> tuple[Edge, ...]:
        """The calls along nodes, from caller to callee."""
        return tuple(self.edge(callee, caller) for caller, callee in pairwise(way))

    def below(self, nodes: Iterable[Node]) -> set[Node]:
        """All that these nodes lead to, themselves among them."""
        found = set(nodes)
        work = list(found)
        while work:
            for _, callee in self.callees.get(work.pop(), ()):
                if callee not in found:
                    found.add(callee)
                    work.append(callee)
        return found

    def _link(self, edge: Edge, inside: bool, is_module: bool) -> None:
        cost = COSTS[edge.certainty]
        callees = [self._node(edge.callee, c) for c in self._wrappers.made_by(edge)]
        sources = [] if inside else [node_of(edge.caller, False)]
        if is_module and edge.caller.parent is None:
            sources.append(node_of(edge.caller, True))
        sources += [
            self._node(edge.caller, closure)
            for closure in self._wrappers.closures.get(edge.caller, ())
            if self._wrappers.leads(edge, closure)
        ]
        for callee in callees or (node_of(edge.callee, edge.certainty == "process"),):
            for source in sources:
                callers = self.callers.setdefault(callee, {})
                known = callers.get(source)
                if known is None or cost < known[0]:
                    callers[source] = (cost, edge)


class Search:
    """Dijkstra's algorithm from some nodes to all that leads to them, as far as somebody asks.

    Costs are small numbers, so that the nodes of one cost are a list, and no heap has to order
    them."""

    def __init__(self, network: Network, starts: Iterable[Node], among: set[Node]) -> None:
        self._network = network
        self._among = among
        self.costs: dict[Node, int] = {}
        """Cost of the best way from each node that was come to."""
        self.nexts: dict[Node, Node | None] = dict.fromkeys(starts)
        """The next node on that way."""
        self._seen = dict.fromkeys(self.nexts, 0)
        self._fringe = {0: list(self.nexts)}
        self._cost = 0

    def further(self) -> list[Node] | None:
        """The nodes of the next cost; None where there is nothing left."""
        if not self._fringe:
            return None
        cost, costs, seen, among = self._cost, self.costs, self._seen, self._among
        found = []
        for node in self._fringe.pop(cost, ()):
            if node in costs:
                continue
            costs[node] = cost
            found.append(node)
            for caller, more in self._network.into.get(node, ()):
                total = cost + more
                if total < seen.get(caller, _FAR) and caller in among:
                    seen[caller] = total
                    self.nexts[caller] = node
                    self._fringe.setdefault(total, []).append(caller)
        self._cost += 1
        return found

    def way(self, node: Node) -> list[Node]:
        """The nodes on the best way from one that was come to."""
        found = [node]
        while (near := self.nexts.get(found[-1])) is not None:
            found.append(near)
        return found

    def around(self, node: Node, closed: Container[tuple[Node, Node]]) -> list[Node] | None:
        """The best way from a node that was come to without some edges, given by callee and
        caller; None where there is none. By the A* algorithm: without edges no way gets shorter,
        so that the costs known here say how far it is at least."""
        known = {node: 0}
        before: dict[Node, Node] = {}
        fringe = [(self.costs[node], 0, node)]
        done: set[Node] = set()
        while fringe:
            _, _, at = heappop(fringe)
            if at in done:
                continue
            done.add(at)
            if self.costs.get(at) == 0:
                way = [at]
                while way[-1] != node:
                    way.append(before[way[-1]])
                return way[::-1]
            for cost, callee in self._network.callees.get(at, ()):
                left = self.costs.get(callee, self._cost if self._fringe else -1)
                total = known[at] + cost
                if left < 0 or (callee, at) in closed or total >= known.get(callee, total + 1):
                    continue
                known[callee] = total
                before[callee] = at
                heappush(fringe, (total + left, len(known), callee))
        return None
