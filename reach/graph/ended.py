"""Calls after which a function does not go on, of one that always raises or that ends the program;
and what nothing ever comes to."""

from collections.abc import Iterable

from reach.flow.bodies import Body
from reach.graph.build import CallGraph, Edge
from reach.graph.dominance import around
from reach.graph.feasible import switched_off
from reach.records import code as ir


def last_calls(body: Body, edges: Iterable[Edge]) -> list[int]:
    """The calls in a function that certainly never return: of plain functions that have no way out
    but an exception. A method that only raises may have heirs which nobody knows."""
    ends: dict[int, bool] = {}
    for edge in edges:
        op = body.ops[edge.vid] if edge.vid >= 0 else ()
        if op and op[0] == ir.CALL and not any(a < edge.vid < b for a, b in body.code.withs):
            sure = edge.certainty == "direct" and never_returns(edge.callee)
            ends[edge.vid] = sure and ends.get(edge.vid, True)
    return [vid for vid, sure in ends.items() if sure]


def never_returns(body: Body) -> bool:
    """Whether a function never comes to its end."""
    code = body.code
    plain = code.kind == "function" and not code.decorators and not code.is_async
    return plain and body.owner is None and not code.returns and not code.yields


def comes_later(body: Body, vid: int, last: Iterable[int]) -> bool:
    """Whether a call stands where one of the last ones has certainly been made before."""
    op = body.ops[vid] if vid >= 0 else ()
    if not op or op[0] != ir.CALL:
        return False
    inside: frozenset[int] = around(body, op[6])
    return any(other < vid and body.ops[other][6] in inside for other in last)


class Dead:
    """Calls that nothing ever comes to."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self._last: dict[Body, list[int]] = {}

    def __call__(self, body: Body, vid: int) -> bool:
        """Whether a call is switched off where it is written, or comes after one that never
        returns."""
        if switched_off(self.graph.evaluator, body, vid):
            return True
        last = self._last.get(body)
        if last is None:
            edges = self.graph.edges.get(body, {}).values()
            last = self._last[body] = last_calls(body, edges)
        return bool(last) and comes_later(body, vid, last)
