"""Call sites that bring a model, its weights, data or code into the process."""

from dataclasses import dataclass

from reach.flow.program import Body
from reach.graph.build import CallGraph
from reach.records.rule import Ruleset, Sink
from reach.rules import NameIndex


@dataclass(frozen=True, slots=True)
class SinkCall:
    """A call of a sink."""

    body: Body
    vid: int
    name: str
    """Dotted name by which it was found."""
    sink: Sink


def find_sinks(graph: CallGraph, ruleset: Ruleset) -> list[SinkCall]:
    """Every call of a sink, in the order of the files."""
    index = NameIndex((name, sink) for sink in ruleset.sinks for name in sink.names)
    found: list[SinkCall] = []
    for body in graph.program.bodies:
        seen: set[tuple[int, int]] = set()
        for vid, name in graph.externals.get(body, ()):
            if name.endswith("()"):  # calls what a sink returned
                continue
            for sink in index.lookup(name):
                if (vid, id(sink)) not in seen:
                    seen.add((vid, id(sink)))
                    found.append(SinkCall(body, vid, plain(name), sink))
    return found


def plain(name: str) -> str:
    """A dotted name without marks of calls."""
    return name.replace("()", "").replace("[]", "")
