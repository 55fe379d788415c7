"""Nodes between which names flow, and what happens where one arrives."""

from collections.abc import Iterable
from typing import NamedTuple

from reach.flow.bodies import Body

Site = tuple[Body, int]

NOTHING = 0
"""Node of what the project does not define, and nobody looks for."""

LOADS, TOLD = 1, 2
"""Tokens of outside names that are looked for: those that load or run something, and those that
are told of entry points. The nodes of these numbers hold just that."""

_NONE: dict[int, None] = {}


class Call(NamedTuple):
    """A call whose callee may be known by name."""

    site: Site
    positional: tuple[tuple[bool, int], ...]
    """Starred or not, and the node."""
    keywords: tuple[tuple[str | None, int], ...]
    result: int
    on: int
    """Node of the object, for a call of an attribute; -1."""
    forwards: bool = False
    """Whether it hands on all that its function was given."""


class Read(NamedTuple):
    """An attribute that is read."""

    name: str
    result: int


class Use(NamedTuple):
    """An operation that calls a special method of what arrives."""

    names: tuple[str, ...]
    site: Site
    given: tuple[int, ...]
    result: int


class Network:
    """Nodes, edges and the tokens (bits) at each node."""

    def __init__(self) -> None:
        self.tokens: list[int] = [0, LOADS, TOLD, LOADS | TOLD]
        self.successors: list[dict[int, None]] = [_NONE, _NONE, _NONE, _NONE]
        self.pending: dict[int, int] = {node: node for node in (1, 2, 3)}

        self.blocked: dict[int, int] = {}
        """Tokens that a node has only so that they do not pass."""

    def node(self) -> int:
        """A new node."""
        self.tokens.append(0)
        self.successors.append(_NONE)
        return len(self.tokens) - 1

    def edge(self, source: int, target: int) -> None:
        """Whatever is at one node is at another as well."""
        if not source or not target or source == target:
            return
        followers = self.successors[source]
        if followers is _NONE:
            followers = self.successors[source] = {}
        elif target in followers:
            return
        followers[target] = None
        known = self.tokens[source]
        if source in self.blocked:
            known &= ~self.blocked[source]
        if known:
            self.put(target, known)

    def filtered(self, sources: Iterable[int], without: int) -> int:
        """A node for what is at these nodes, except for some tokens."""
        if not any(sources):
            return NOTHING
        node = self.node()
        self.tokens[node] = without
        self.blocked[node] = without
        result = self.node()
        for source in sources:
            self.edge(source, node)
        self.edge(node, result)
        return result

    def put(self, node: int, tokens: int) -> None:
        """Some tokens arrive at a node."""
        if not node:
            return
        new = tokens & ~self.tokens[node]
        if new:
            self.tokens[node] |= new
            self.pending[node] = self.pending.get(node, 0) | new

    def join(self, nodes: Iterable[int]) -> int:
        """A node for what is at any of these."""
        distinct = {n for n in nodes if n}
        if len(distinct) < 2:
            return distinct.pop() if distinct else NOTHING
        joined = self.node()
        for each in distinct:
            self.edge(each, joined)
        return joined


def bits(tokens: int) -> Iterable[int]:
    """Positions of the bits that are set."""
    while tokens:
        low = tokens & -tokens
        yield low.bit_length() - 1
        tokens ^= low
