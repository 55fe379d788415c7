"""What an argument is made from: calls on the way back to where its parts come from.

Limits: a few thousand operations; what is looked up under a name in a table is the table's,
whatever the name; values that go through files, queues and other processes are not followed.
"""

import re
from collections import deque
from collections.abc import Iterator
from functools import cached_property

from reach.flow.bodies import Body, is_self
from reach.flow.contexts import Argument, Context, Thunk
from reach.flow.operands import operands
from reach.flow.values import Unknown
from reach.graph.build import CallGraph, Edge
from reach.judge.passing import given_to
from reach.records import code as ir
from reach.rules import NameIndex

MAX_VISITED = 3_000
"""Operations looked at for one argument."""

MAX_CALLERS = 100
"""Callers whose arguments are looked at where it is not known which of them called."""

Place = tuple[Body, int, Context | None]


class Made:
    """Searches backwards from arguments."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph, self.ev = graph, graph.evaluator
        self._indices: dict[tuple[str, ...], NameIndex[bool]] = {}
        self._calls: dict[Body, dict[int, list[str]]] = {}

    def by(self, argument: Argument | None, names: tuple[str, ...]) -> str | None:
        """The first call of one of these names that an argument is made from."""
        index = self._indices.get(names)
        if index is None:
            index = self._indices[names] = NameIndex((name, True) for name in names)
        for body, vid, _ in self._places(argument):
            for name in self._called(body, vid):
                if index.lookup(name):
                    return name
        return None

    def read_as(self, argument: Argument | None, expression: str) -> str | None:
        """The first item or attribute that an argument is read from, of a name that matches."""
        wanted = re.compile(expression)
        for body, vid, _ in self._places(argument):
            name = _read(body, body.ops[vid])
            if wanted.fullmatch(name):
                return name
        return None

    def _places(self, argument: Argument | None) -> Iterator[Place]:
        """Operations that an argument is made from, the nearest first."""
        start = [argument] if isinstance(argument, Thunk) else []
        work: deque[Place] = deque((each.body, each.vid, each.context) for each in start)
        seen: set[Place] = set()
        while work and len(seen) < MAX_VISITED:
            place = work.popleft()
            if place not in seen:
                seen.add(place)
                yield place
                work += self._from(*place)

    def _called(self, body: Body, vid: int) -> list[str]:
        known = self._calls.get(body)
        if known is None:
            known = self._calls[body] = {}
            for site, name in self.graph.externals_of(body):
                if not name.endswith(("()", "]")):
                    known.setdefault(site, []).append(name)
        return known.get(vid, [])

    def _from(self, body: Body, vid: int, context: Context | None) -> Iterator[Place]:
        op = body.ops[vid]
        kind = op[0]
        if kind == ir.PARAM:
            yield from self._passed(body, op[1], context)
        elif kind == ir.FREE:
            outer = context.closure if context is not None else None
            yield from ((body.child(op[1]), each, outer) for each in op[2])
        elif kind == ir.GLOBAL:
            known = body.module.code.exports.get(op[1])
            if known is not None:
                yield body.module, known, None
        elif kind == ir.ATTR and is_self(body, op[1]) and body.owner is not None:
            for where, store in self.graph.program.self_stores.get((body.owner, op[2]), ()):
                yield where, where.ops[store][3], None
        elif kind == ir.CALL:
            yield from self._call(body, vid, op, context)
        elif kind in (ir.ITEM, ir.REFINE, ir.ATTR):
            yield body, op[1], context
        elif kind == ir.SELECT:
            yield from ((body, each, context) for each in op[2:4])
        else:
            yield from ((body, each, context) for each in operands(op))

    def _passed(self, body: Body, index: int, context: Context | None) -> Iterator[Place]:
        given = context.arguments.of_parameter(body, index) if context else None
        if isinstance(given, Thunk):
            yield given.body, given.vid, given.context
        elif given is None or any(isinstance(value, Unknown) for value in given):
            for edge in self.callers.get(body, ())[:MAX_CALLERS]:
                vid = given_to(edge.caller, edge.vid, body, index) if edge.vid >= 0 else None
                if vid is None and edge.vid >= 0 and _hands_hook(edge.caller, edge.vid):
                    vid = edge.vid
                if vid is not None:
                    yield edge.caller, vid, None

    @cached_property
    def callers(self) -> dict[Body, list[Edge]]:
        """Edges that lead into a function."""
        found: dict[Body, list[Edge]] = {}
        for edges in self.graph.edges.values():
            for edge in edges.values():
                found.setdefault(edge.callee, []).append(edge)
        return found

    def _call(self, body: Body, vid: int, op: ir.Op, context: Context | None) -> Iterator[Place]:
        callees = [e.callee for (at, _), e in self.graph.edges_of(body).items() if at == vid]
        for callee in callees:
            yield from ((callee, each, None) for each in callee.code.returns)
        if callees:
            return
        callee_op = body.ops[op[1]]
        if callee_op[0] == ir.ATTR:
            yield body, callee_op[1], context
            if callee_op[2] == "get":
                return
        yield from ((body, v if v >= 0 else ~v, context) for v in op[2])
        yield from ((body, v, context) for _, v in op[3])


def _hands_hook(body: Body, vid: int) -> bool:
    """Whether a call reads something and asks a function about it: `loads(text, object_hook=f)`."""
    op = body.ops[vid]
    return op[0] == ir.CALL and any((name or "").endswith("_hook") for name, _ in op[3])


def _read(body: Body, op: ir.Op) -> str:
    """The name under which an operation reads something that is not the program's own."""
    if op[0] == ir.ATTR:
        own = body.owner is not None and is_self(body, op[1])
        return "" if own else str(op[2])
    key = op[2] if op[0] == ir.ITEM else -1
    if op[0] == ir.CALL and op[2] and body.ops[op[1]][0] == ir.ATTR:
        key = op[2][0] if body.ops[op[1]][2] == "get" else -1
    name = body.ops[key][1] if key >= 0 and body.ops[key][0] == ir.CONST else ""
    return name if isinstance(name, str) else ""
