"""Which entry points are above a function, and the best way from each of them to it."""

from collections import deque
from collections.abc import Iterator
from functools import cached_property

from reach.flow.bodies import Body
from reach.graph.build import CallGraph, Edge
from reach.graph.entries import STRENGTH, Entry
from reach.graph.network import Network, Node, Search, node_of, only_as_program
from reach.records.finding import UNSURE

MAX_KEPT = 64
"""Searches that are kept: the calls of one function come one after the other."""

_Start = tuple[Node, bool, str]
"""A function, whether only as a program, and the grade of the entry points looked for."""


class Above:
    """Searches from functions to entry points."""

    def __init__(self, graph: CallGraph, entries: list[Entry]) -> None:
        self._graph = graph
        self.entries: dict[Node, list[Entry]] = {}
        for entry in entries:
            self.entries.setdefault(node_of(entry.body, entry.main), []).append(entry)
        self.ranks = {node: rank for rank, node in enumerate(self.entries)}
        """Which nodes of entry points were found first."""
        self._grades = sorted({e.grade for e in entries}, key=lambda g: -STRENGTH[g])
        self._below: dict[str, set[Node]] = {}
        self._climbs: dict[_Start, Climb] = {}

    @cached_property
    def network(self) -> Network:
        """The graph with edges turned round, so that searches run from sinks to entry points."""
        return Network(self._graph)

    def ways(self, body: Body, vid: int) -> Iterator[tuple[Entry, tuple[Edge, ...]]]:
        """Entry points above a function with the best way from each, best first: the strongest,
        then those from which the way is short."""
        for grade in self._grades:
            climb = self.climb(body, vid, grade)
            for entry, node in climb:
                yield entry, self.network.edges(climb.search.way(node))

    def around(
        self, entry: Entry, body: Body, vid: int, hidden: list[Edge]
    ) -> tuple[Edge, ...] | None:
        """The best way from an entry point above a function to it without these calls."""
        closed = {
            (callee, caller)
            for edge in hidden
            for callee in self.network.nodes(edge.callee)
            for caller in self.network.nodes(edge.caller)
        }
        climb = self.climb(body, vid, entry.grade)
        way = climb.around(node_of(entry.body, entry.main), closed)
        return self.network.edges(way) if way is not None else None

    def climb(self, body: Body, vid: int, grade: str) -> "Climb":
        """The search for the entry points of one grade above an operation of a function."""
        main = only_as_program(body, vid)
        start = (node_of(body, main), main, grade)
        known = self._climbs.get(start)
        if known is None:
            if len(self._climbs) >= MAX_KEPT:
                del self._climbs[next(iter(self._climbs))]
            starts = dict.fromkeys((node_of(body, main), *self.network.nodes(body)[1:]))
            known = Climb(self, Search(self.network, starts, self.below(grade)), grade)
            self._climbs[start] = known
        return known

    def below(self, grade: str) -> set[Node]:
        """All that entry points of a grade lead to."""
        known = self._below.get(grade)
        if known is None:
            starts = (
                n for n, found in self.entries.items() if any(e.grade == grade for e in found)
            )
            known = self._below[grade] = self.network.below(starts)
        return known

    def outer(self, entry: Entry) -> Iterator[Node]:
        """Other entry points of the same grade that lead to this one, nearest first, not by name
        alone."""
        work = list(set(self.network.nodes(entry.body)))
        found = set(work)
        for node in work:
            for caller, (_, edge) in self.network.callers.get(node, {}).items():
                if caller not in found and edge.certainty not in UNSURE:
                    found.add(caller)
                    work.append(caller)
                    known = self.entries.get(caller, ())
                    if any(e.grade == entry.grade and not _is_helper(e) for e in known):
                        yield caller


class Climb:
    """The entry points of one grade above a function, each found when it is asked for."""

    def __init__(self, above: Above, search: Search, grade: str) -> None:
        self.search = search
        self._above = above
        self._grade = grade
        self._come: deque[list[Node]] = deque()
        """What the search came to and was not looked at."""
        self._found: list[tuple[Entry, Node]] = []

    def __iter__(self) -> Iterator[tuple[Entry, Node]]:
        """Those with the best ways first."""
        number = 0
        while number < len(self._found) or self._further():
            for each in self._found[number:]:
                yield each
                number += 1

    def around(self, node: Node, closed: set[tuple[Node, Node]]) -> list[Node] | None:
        """The best way from an entry point without some edges, by callee and caller."""
        return self.search.around(node, closed) if self._comes_to(node) else None

    def _further(self) -> bool:
        """Look a little further; whether there was anything left."""
        if not self._come and not self._search():
            return False
        above = self._above
        found = [
            (node // 2, number, above.ranks[node], entry, node)
            for node in self._come.popleft()
            for number, entry in enumerate(above.entries.get(node, ()))
            if entry.grade == self._grade and not (_is_inner(entry) and self._is_called(entry))
        ]
        found.sort(key=lambda f: f[:3])
        self._found += [(entry, node) for *_, entry, node in found]
        return True

    def _search(self) -> bool:
        nodes = self.search.further()
        if nodes is not None:
            self._come.append(nodes)
        return nodes is not None

    def _comes_to(self, node: Node) -> bool:
        while node not in self.search.costs:
            if not self._search():
                return False
        return True

    def _is_called(self, entry: Entry) -> bool:
        """Whether the best way from another entry point leads through this one, none of it by name
        alone."""
        for node in self._above.outer(entry):
            if self._comes_to(node):
                way = self.search.way(node)
                if any(each // 2 == entry.body.index for each in way[1:]) and all(
                    edge.certainty not in UNSURE for edge in self._above.network.edges(way)
                ):
                    return True
        return False


def _is_inner(entry: Entry) -> bool:
    """Whether an entry point is none where a program or a test itself calls it: that is the one."""
    return entry.kind.endswith("-command") or entry.kind in _HELPERS


def _is_helper(entry: Entry) -> bool:
    """Whether an entry point is any function of a development file, but no test."""
    name = entry.body.code.name.rpartition(".")[2]
    return entry.kind in _HELPERS and not name.startswith("test")


_HELPERS = ("example", "test")
"""Kinds of the functions of development files, which need not be called by anybody else."""
