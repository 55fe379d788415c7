"""The parts of a model: what the arguments of a trainer come from."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Protocol

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.flow.values import Const, External, Unknown, Value, Values
from reach.graph.build import CallGraph
from reach.graph.entries import Entry
from reach.graph.paths import Paths
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.identify.artifacts import Identified, identify
from reach.identify.in_force import as_started
from reach.identify.places import Places
from reach.identify.reasons import opaque
from reach.inventory.lineage.process import happens
from reach.inventory.lineage.trace import Made, Passed, Source, Tracer
from reach.judge.processes import Processes
from reach.records import finding as records
from reach.records.draft import Part
from reach.records.finding import EntryPoint, Location
from reach.records.inventory import Transformation
from reach.records.project import Launch
from reach.records.record import dataclass
from reach.records.rule import Sink

MODELS = frozenset(("model", "adapter"))
DATA = frozenset(("dataset", "file"))


class Knows(Protocol):
    """What the judge knows about calls."""

    graph: CallGraph
    paths: Paths
    places: Places
    processes: Processes

    def identified(self, sink: SinkCall, context: Context | None) -> Identified:
        """What a sink call loads with the arguments of one context."""

    def entry_point(self, entry: Entry) -> EntryPoint:
        """An entry point with its places."""


@dataclass(slots=True)
class Found:
    """What one argument comes from."""

    parts: dict[Part, None] = field(default_factory=dict)
    calls: set[tuple[Body, int]] = field(default_factory=set)
    """The calls that load them."""
    objects: set[tuple[Body, int]] = field(default_factory=set)
    """Calls of trainers whose objects these are."""
    unknown: dict[records.Unknown, None] = field(default_factory=dict)
    becomes: str | None = None
    """What the last step makes of it, where one does."""


class Parts:
    """Reads arguments."""

    def __init__(self, tracer: Tracer, judge: Knows) -> None:
        self.tracer = tracer
        self.ev = tracer.ev
        self.judge = judge

    def of(
        self,
        values: Values,
        parameter: str,
        roles: frozenset[str],
        place: Location,
        launch: Launch | None = None,
    ) -> Found:
        """What the values of a parameter come from, as far as it is of these roles, in the process
        that a launch starts."""
        found = Found()
        aside: dict[records.Unknown, None] = {}
        for end in self.tracer.ends(values):
            if isinstance(end, Source):
                self._source(end, parameter, roles, found, launch)
            elif end.made_at in self.tracer.stops:
                found.objects.add(end.made_at)
            elif isinstance(end.value, Const) and isinstance(end.value.value, str):
                self._named(end, parameter, roles, place, found)
            elif isinstance(end.value, (Unknown, External)):
                aside[self._reason(end.value, place)] = None
        if not (found.parts or found.unknown or found.objects):
            found.unknown.update(aside)
        return found

    def _source(
        self,
        source: Source,
        parameter: str,
        roles: frozenset[str],
        found: Found,
        launch: Launch | None,
    ) -> None:
        call, context = source.call, source.context
        if call.sink.artifact not in roles:
            return
        if not happens(self.ev, call.body, call.vid, context, launch):
            return
        found.calls.add((source.call.body, source.call.vid))
        identified = self.judge.identified(source.call, source.context)
        if identified.impossible:
            return
        identified = as_started(self.judge.processes.own(identified, launch), launch)
        location = self.judge.places.operation(source.call.body, source.call.vid)
        steps = tuple(self.transformations(source.steps))
        found.becomes = _becomes(source.steps) or found.becomes
        for artifact in identified.artifacts:
            part = Part(
                parameter, artifact, location, source.call.body.name, source.call.name, steps
            )
            found.parts[part] = None
        found.unknown.update(dict.fromkeys(identified.unknown))

    def _named(
        self, end: Made, parameter: str, roles: frozenset[str], place: Location, found: Found
    ) -> None:
        """A trainer that is given the name of a model loads it."""
        if "model" not in roles:
            return
        named = self.named(frozenset((end.value,)), "huggingface", "model", place)
        steps = tuple(self.transformations(end.steps))
        for artifact in named.artifacts:
            found.parts[Part(parameter, artifact, place, "", parameter, steps)] = None
        found.unknown.update(dict.fromkeys(named.unknown))

    def named(
        self,
        values: Values,
        hub: str,
        artifact: str,
        place: Location,
        launch: Launch | None = None,
    ) -> Identified:
        """What a text names, if it is read as a place on a hub or in the file system."""
        sink = Sink(
            names=("place",),
            library="any",
            artifact=artifact,
            hub=hub,
            parameters=(),
            identifier="place",
            revision=None,
            file=None,
            format="unknown",
            checks=(),
        )
        arguments = SinkArguments(self.ev, sink, Arguments(keywords=(("place", values),)))
        places = self.judge.places
        found = identify(self.ev, places, sink, arguments, place)
        return as_started(self.judge.processes.own(found, launch), launch)

    def transformations(self, steps: Iterable[Passed]) -> Iterator[Transformation]:
        """The steps that are told of."""
        for step in steps:
            if step.told:
                location = self.judge.places.operation(step.body, step.vid)
                yield Transformation(step.name, location, step.by)

    def _reason(self, value: Value, place: Location) -> records.Unknown:
        if isinstance(value, Unknown):
            return records.Unknown(value.reason, place)
        return records.Unknown(opaque(self.ev, value), place)


def _becomes(steps: Iterable[Passed]) -> str | None:
    """What the last step of those that change the type makes of it."""
    every = [step.becomes for step in steps if step.becomes is not None]
    return every[-1] if every else None
