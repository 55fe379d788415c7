"""Which entry points are above a function, and the best way from each of them to it."""

from collections.abc import Container, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from reach.flow.bodies import Body
from reach.graph.build import CallGraph, Edge
from reach.graph.entries import STRENGTH, Entry
from reach.graph.network import Network, Node, Reached, node_of, only_as_program
from reach.records.finding import UNSURE

MAX_KEPT = 32
"""Functions of which it is kept what leads to them: in a large program that is most of it, and the
calls of one function come one after the other."""

Starts = tuple[list[tuple[Entry, Node]], dict[Node, Node | None]]
"""Entry points above a function, best first, and the next nodes of the ways from them."""

Kept = TypeVar("Kept")


class Above:
    """Searches from functions to entry points."""

    def __init__(self, graph: CallGraph, entries: list[Entry]) -> None:
        self._graph = graph
        self.entries: dict[Node, list[Entry]] = {}
        for entry in entries:
            self.entries.setdefault(node_of(entry.body, entry.main), []).append(entry)
        self._reached: dict[Node, Reached] = {}
        self._starts: dict[Node, Starts] = {}

    @cached_property
    def network(self) -> Network:
        """The graph with edges turned round, so that searches run from sinks to entry points."""
        return Network(self._graph)

    def reached(self, body: Body, main: bool = False) -> Reached:
        """All that leads to a function, or starts a program: the cost, and the next call, of the
        best way."""
        node = node_of(body, main)
        known = self._reached.get(node)
        if known is None:
            if node not in self.network:
                known = ({}, {node: 0})
            else:
                known = self.network.search(node)
            _keep(self._reached, node, known)
        return known

    def ways(self, body: Body, vid: int) -> Iterator[tuple[Entry, tuple[Edge, ...]]]:
        """Entry points above a function with the best way from each, best first."""
        main = only_as_program(body, vid)
        found, nexts = self._starts_above(body, main)
        for entry, node in found:
            yield entry, self.edges_of(along(node, nexts)[::-1])

    def _starts_above(self, body: Body, main: bool) -> Starts:
        """The same as nodes. `main`: what calls a module counts only where it is the program."""
        known = self._starts.get((body.index, main))
        if known is None:
            known = self._found_above(body, main)
            _keep(self._starts, (body.index, main), known)
        return known

    def _found_above(self, body: Body, main: bool) -> Starts:
        nexts, costs = self.reached(body, main)
        starts = dict(costs)
        if body.parent is None and not main:
            further, more = self.reached(body, True)
            nexts, starts = {**further, **nexts}, {**more, **starts}
        ranked = [
            (-STRENGTH[entry.grade], starts[node], node[0], number, entry, node)
            for node, entries in self.entries.items()
            if node in starts
            for number, entry in enumerate(entries)
        ]
        ranked.sort(key=lambda r: r[:4])
        found = [(entry, node) for *_, entry, node in ranked]
        if any(_is_inner(entry) for entry, _ in found):
            called = self._called(found, nexts)
            found = [
                (entry, node)
                for entry, node in found
                if not (_is_inner(entry) and (entry.grade, entry.body.index) in called)
            ]
        return found, nexts

    def _called(
        self, found: list[tuple[Entry, Node]], nexts: dict[Node, Node | None]
    ) -> set[tuple[str, int]]:
        """What the entry points of each grade call on their ways, none of it by name alone."""
        sure: dict[Node, bool] = {}
        called: set[tuple[str, int]] = set()
        for entry, node in found:
            if _is_helper(entry):
                continue
            way = along(node, nexts, sure)
            for far, near in reversed(list(pairwise(way))):
                edge: Edge = self.network.edge(near, far)
                sure[far] = sure.get(near, True) and edge.certainty not in UNSURE
            while sure.get(node, False) and (further := nexts.get(node)):
                node = further
                if (entry.grade, node[0]) in called:
                    break
                called.add((entry.grade, node[0]))
        return called

    def edges_of(self, nodes: list[Node]) -> tuple[Edge, ...]:
        """The calls along a way that was found backwards."""
        return tuple(self.network.edge(near, far) for near, far in reversed(list(pairwise(nodes))))


def _keep(known: dict[Node, Kept], node: Node, found: Kept) -> None:
    """Keep this in place of what was kept first."""
    if len(known) >= MAX_KEPT:
        del known[next(iter(known))]
    known[node] = found


def along(node: Node, nexts: dict[Node, Node | None], until: Container[Node] = ()) -> list[Node]:
    """The nodes on the best way from one of them, up to a known one."""
    way = [node]
    while node not in until and (near := nexts.get(node)):
        node = near
        way.append(node)
    return way


def _is_inner(entry: Entry) -> bool:
    """Whether an entry point is none where a program or a test itself calls it: that is the one."""
    return entry.kind.endswith("-command") or entry.kind in _HELPERS


def _is_helper(entry: Entry) -> bool:
    """Whether an entry point is any function of a development file, but no test."""
    name = entry.body.code.name.rpartition(".")[2]
    return entry.kind in _HELPERS and not name.startswith("test")


_HELPERS = ("example", "test")
"""Kinds of the functions of development files, which need not be called by anybody else."""
