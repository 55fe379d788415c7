"""Calls that save what a model has become: what they save, and where to."""

from collections.abc import Iterator
from dataclasses import replace

from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments, Context
from reach.flow.settings.calls import Reading
from reach.graph.build import CallGraph
from reach.graph.sinks import plain
from reach.identify.arguments import SinkArguments
from reach.identify.artifacts import identify
from reach.inventory.lineage.parts import DATA, MODELS, Found, Parts
from reach.records import code as ir
from reach.records.draft import Outcome
from reach.records.finding import Artifact, Location
from reach.records.record import dataclass
from reach.records.rule import Sink
from reach.records.training import Saving, TrainingRules


@dataclass(frozen=True, slots=True)
class Saved:
    """What one call saves."""

    body: Body
    vid: int
    saving: Saving
    found: Found
    given: Arguments
    """Its arguments, without the object."""
    method: str
    location: Location

    @property
    def sink(self) -> Sink:
        """The call as a sink, for what looks at calls of sinks."""
        sink = self.saving.folder or self.saving.repository
        assert sink is not None
        return sink


def saves(graph: CallGraph, rules: TrainingRules) -> Iterator[tuple[Body, int, Saving]]:
    """Every call of a method that saves."""
    calls = graph.program.attribute_calls
    for saving in rules.saves:
        for name in saving.names:
            for body, vid in calls.get(name.rpartition(".")[2], ()):
                if name.startswith("*.") or name in _called(graph, body, vid):
                    yield body, vid, saving


def _called(graph: CallGraph, body: Body, vid: int) -> set[str]:
    return {plain(name) for at, name in graph.externals.get(body, ()) if at == vid}


class Saver:
    """Reads such calls."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.ev = parts.ev

    def read(self, body: Body, vid: int, saving: Saving, context: Context | None) -> Saved:
        """What a call saves in one context."""
        self.ev.begin()
        call = Reading(self.ev, body, vid, context)
        place = self.parts.judge.places.operation(body, vid)
        given = call_arguments(body, vid, context)
        values = self.parts.tracer.receiver(call)
        callee = body.ops[call.op[1]]
        method = str(callee[2]) if callee[0] == ir.ATTR else saving.names[0].rpartition(".")[2]
        if saving.saved != "self":
            values = call.keyword(saving.saved)
        elif not values and len(given.positional) > 1:  # Class.save_pretrained(model, folder)
            values, given = call.positional(0), given.rest(1)
        found = self.parts.of(values, "self", MODELS | DATA, place)
        return Saved(body, vid, saving, found, given, method, place)

    def outcomes(
        self, saved: Saved, kind: str, published: tuple[Artifact, ...] | None
    ) -> Iterator[Outcome]:
        """Where a call puts it. A trainer is told a message, and knows its own repository."""
        if published is not None and saved.saving.repository is not None:
            found = published
        else:
            found = tuple(self._places(saved, saved.found.becomes or kind))
        for artifact in found:
            yield Outcome(artifact, saved.location, saved.method)

    def _places(self, saved: Saved, kind: str) -> Iterator[Artifact]:
        places = self.parts.judge.places
        for sink in (saved.saving.folder, saved.saving.repository):
            if sink is not None:
                sink = replace(sink, artifact=kind)
                arguments = SinkArguments(self.ev, sink, saved.given)
                found = identify(self.ev, places, sink, arguments, saved.location)
                yield from found.artifacts
