"""Dependencies: functions that a framework calls for a handler whose declaration asks for them.

`def answer(engine: Engine = Depends(get_engine))`: whoever calls `answer` calls `get_engine`.
The call site is the declaration, which stands in the code around the handler; the edge says so
by a complement (`~vid`).
"""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.operands import operands
from reach.graph.build import CallGraph, Edge
from reach.graph.entry import Entry
from reach.records import code as ir

KIND = "-dependency"
"""End of the kind of the entries that are dependencies."""

MAX_VISITED = 200
"""Operations of one declaration that are looked at."""

Place = tuple[Body, int]


def inject(graph: CallGraph, entries: list[Entry]) -> list[Entry]:
    """Add an edge from each handler to its dependencies; without those, which are reached now."""
    wanted: dict[Place, list[Entry]] = {}
    for entry in entries:
        if entry.kind.endswith(KIND) and entry.site is not None:
            wanted.setdefault((entry.site, entry.vid), []).append(entry)
    if not wanted:
        return entries
    reached: set[Entry] = set()
    for body in graph.program.bodies:
        if body.parent is None or body.code.kind != "function":
            continue
        for written, site, vid in _declarations(graph, body):
            for entry in wanted.get((site, vid), ()):
                if entry.body is not body:
                    edges = graph.edges.setdefault(body, {})
                    key = (~written, entry.body)
                    edges.setdefault(key, Edge(body, ~written, entry.body, "framework"))
                    reached.add(entry)
    return [entry for entry in entries if entry not in reached]


def _declarations(graph: CallGraph, body: Body) -> Iterator[tuple[int, Body, int]]:
    """The calls in the defaults, annotations and decorators of a function, behind names too; and
    which operation around the function leads to them."""
    parent = body.parent
    assert parent is not None
    starts = [vid for p in body.code.parameters for vid in (p.default, p.annotation) if vid >= 0]
    work = [(vid, parent, vid) for vid in (*starts, *body.code.decorators)]
    seen: set[Place] = set()
    while work and len(seen) < MAX_VISITED:
        written, owner, vid = work.pop()
        if (owner, vid) in seen:
            continue
        seen.add((owner, vid))
        here = owner is parent
        op = owner.ops[vid]
        if op[0] == ir.CALL:
            yield vid if here else written, owner, vid
        if op[0] in (ir.GLOBAL, ir.FROM):
            work += [(vid if here else written, *place) for place in _named(graph, owner, op)]
        work += [(v if here else written, owner, v) for v in operands(op)]


def _named(graph: CallGraph, owner: Body, op: ir.Op) -> list[Place]:
    """Where a name that stands for a declaration is assigned, in this module or another."""
    if op[0] == ir.GLOBAL:
        module: Body | None = owner.module
        name = op[1]
    else:
        found = graph.program.resolve(owner.facts, op[1], op[3])
        module = graph.program.modules.get(found) if found is not None else None
        name = op[2]
    vid = module.code.exports.get(name) if module is not None else None
    return [(module, vid)] if module is not None and vid is not None else []
