"""What a sink call loads in one context, alternatives that belong together kept together."""

from collections.abc import Iterable, Iterator

from reach.flow.assumptions import alternatives
from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments, Context
from reach.flow.surroundings import agreeing, surrounded
from reach.flow.values import Unknown, Value, in_order
from reach.graph.build import CallGraph
from reach.graph.feasible import contradicted
from reach.graph.sinks import SinkCall, plain
from reach.graph.sites import external_calls
from reach.identify.arguments import Given, SinkArguments, named_operands
from reach.identify.artifacts import Identified, identify, union
from reach.identify.places import Places
from reach.judge.replaced import Replaced

Asked = tuple[int, Body, int, Context | None]
"""What is called (a name may be several sinks), where, and in which context."""

MAX_TELLING = 4_000
"""Operations evaluated for one sink call in one context before no more objects are told apart by
what they are made from."""


class Named:
    """Looks up the arguments of sink calls, and what they name."""

    def __init__(self, graph: CallGraph, places: Places, replaced: Replaced) -> None:
        self.ev = graph.evaluator
        self.places = places
        self.replaced = replaced
        self._identified: dict[Asked, Identified] = {}
        self._arguments: dict[Asked, SinkArguments] = {}

    def identified(self, sink: SinkCall, context: Context | None) -> Identified:
        """What a sink call loads with the arguments of one context. Many ways lead to the same."""
        asked = (id(sink.sink), sink.body, sink.vid, context)
        found = self._identified.get(asked)
        if found is None:
            found = self._identified[asked] = self._identify(sink, context)
        return found

    def _identify(self, sink: SinkCall, context: Context | None) -> Identified:
        ev = self.ev
        ev.telling = ev.steps + MAX_TELLING
        location = self.places.operation(sink.body, sink.vid)
        before, context = context, surrounded(ev, sink.body, sink.vid, context)
        callee = sink.body.ops[sink.vid][1]
        if len(ev.eval(sink.body, callee, context)) > 1:
            context = agreeing(ev, sink.body, sink.vid, callee, context, before)
            if not self._is_called(sink, context):
                return Identified((), (), elsewhere=True)
        named = named_operands(sink.sink, sink.body, sink.vid)
        for operand in (vid for vid in named[:1] if vid >= 0):
            if contradicted(ev, sink.body, sink.vid, operand, context):
                return Identified((), (), impossible=True)
            context = agreeing(ev, sink.body, sink.vid, operand, context, before)
        several = self._several(sink, context)
        told_apart = alternatives(ev, sink.body, named, context) if several else [context]
        given = {self._key(sink, each): each for each in reversed(told_apart)}
        return union(
            identify(ev, self.places, sink.sink, self.arguments(sink, each), location)
            for each in reversed(given.values())
        )

    def _is_called(self, sink: SinkCall, context: Context | None) -> bool:
        """Whether the sink is among what may be called, where that is known to the end."""
        ev = self.ev
        callees = ev.eval(sink.body, sink.body.ops[sink.vid][1], context)
        if not callees or any(isinstance(callee, Unknown) for callee in callees):
            return True
        return next(self._calls(sink, callees, context), None) is not None

    def _calls(
        self, sink: SinkCall, callees: Iterable[Value], context: Context | None
    ) -> Iterator[Arguments]:
        """What the sink is given by those of the callees that are it, or lead to it."""
        given = call_arguments(sink.body, sink.vid, context)
        for callee in callees:
            for external, inner in external_calls(self.ev, callee, given):
                if plain(external.name) == sink.name:
                    yield inner

    def _several(self, sink: SinkCall, context: Context | None) -> bool:
        """Whether more than one of the arguments that say what is loaded may be this or that."""
        spec, given = sink.sink, self._saying(sink, context)
        undecided = [g for g in given if len(g.values) > 1 or g.maybe is not g.surely]
        return len(undecided) > 1 or bool(spec.address or spec.builders)

    def _key(self, sink: SinkCall, context: Context | None) -> tuple[object, ...]:
        """What the arguments that say what is loaded are in one context."""
        every = bool(sink.sink.address or sink.sink.builders) and context
        return (every, *self._saying(sink, context))

    def _saying(self, sink: SinkCall, context: Context | None) -> list[Given]:
        spec, arguments = sink.sink, self.arguments(sink, context)
        names = (spec.identifier, spec.revision, spec.file, spec.repository, *spec.further)
        return [arguments.get(name) for name in names if name is not None]

    def arguments(self, sink: SinkCall, context: Context | None) -> SinkArguments:
        """The arguments of a sink call, those that a partial application holds among them."""
        asked = (id(sink.sink), sink.body, sink.vid, context)
        found = self._arguments.get(asked)
        if found is None:
            found = self._arguments[asked] = self._given(sink, context)
        return found

    def _given(self, sink: SinkCall, context: Context | None) -> SinkArguments:
        ev = self.ev
        callees = in_order(ev.eval(sink.body, sink.body.ops[sink.vid][1], context))
        put = self.replaced.by(sink.name) if len(callees) > 1 else []
        callees = sorted(callees, key=lambda callee: callee not in put)
        inner = next(self._calls(sink, callees, context), None)
        if inner is None:
            inner = call_arguments(sink.body, sink.vid, context)
        return SinkArguments(ev, sink.sink, inner)
