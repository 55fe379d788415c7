"""The call graph turned round, so that searches run from sinks to entry points."""

from collections.abc import Iterable

import networkx as nx

from reach.flow.program import Body
from reach.graph.build import CallGraph, Edge
from reach.records import code as ir

COSTS = {
    "direct": 1,
    "class": 1,
    "import": 2,
    "dispatch": 4,
    "framework": 3,
    "process": 3,
    "name": 40,
}
"""Length of an edge, by how certain it is."""

Node = tuple[int, bool]
"""Body, and whether it is a module run as a program."""


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


def turned_round(graph: CallGraph) -> "nx.DiGraph[Node]":
    """A node for each body, and a second one for each module that is run as a program."""
    network: nx.DiGraph[Node] = nx.DiGraph()
    for caller, edges in graph.edges.items():
        guarded = _main_blocks(caller)
        for edge in edges.values():
            inside = bool(guarded) and _block_of(caller, edge.vid) in guarded
            _link(network, edge, inside, bool(guarded) or caller.parent is None)
    return network


def _link(network: "nx.DiGraph[Node]", edge: Edge, inside: bool, is_module: bool) -> None:
    cost = COSTS[edge.certainty]
    callee = node_of(edge.callee, edge.certainty == "process")
    sources = [] if inside else [node_of(edge.caller, False)]
    if is_module and edge.caller.parent is None:
        sources.append(node_of(edge.caller, True))
    for source in sources:
        known = network.get_edge_data(callee, source)
        if known is None or cost < known["cost"]:
            network.add_edge(callee, source, cost=cost, via=edge)
