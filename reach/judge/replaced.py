"""Functions of libraries that the project replaces: `torch.load = partial(torch.load, ...)`."""

from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments
from reach.flow.stores import value_of
from reach.flow.values import Const, External, Function, Value
from reach.graph.build import CallGraph
from reach.graph.sinks import plain
from reach.graph.sites import external_calls
from reach.identify.arguments import SinkArguments
from reach.identify.places import Places
from reach.records.rule import Sink


class Replaced:
    """Finds what is put in the place of a function, and whether it turns an argument off."""

    def __init__(self, graph: CallGraph, places: Places, sinks: tuple[Sink, ...]) -> None:
        self.graph = graph
        self.places = places
        self.sinks = {name: sink for sink in sinks for name in sink.names}
        self._known: dict[str, str | None] = {}

    def by(self, name: str) -> list[Value]:
        """What other modules than tests assign to a function outside the project."""
        ev = self.graph.evaluator
        module, _, attribute = name.rpartition(".")
        return [
            value
            for body, vid in ev.stores_at(ev.pool.external(module), attribute)
            if not body.facts.development
            for value in ev.eval(body, value_of(body.ops[vid]))
        ]

    def where(self, test: str) -> str | None:
        """The place where `torch.load:weights_only` is replaced by what passes it as false."""
        if test not in self._known:
            self._known[test] = self._where(*test.split(":"))
        return self._known[test]

    def _where(self, name: str, argument: str) -> str | None:
        ev = self.graph.evaluator
        module, _, attribute = name.rpartition(".")
        for body, vid in ev.stores_at(ev.pool.external(module), attribute):
            values = ev.eval(body, value_of(body.ops[vid]))
            if not body.facts.development and any(self._off(v, name, argument) for v in values):
                place = self.places.operation(body, vid)
                return f"{place.path}:{place.line}"
        return None

    def _off(self, value: Value, name: str, argument: str) -> bool:
        ev = self.graph.evaluator
        calls: list[Arguments] = []
        if isinstance(value, Function):
            for vid, called in self.graph.externals_of(value.body):
                if plain(called) == name:
                    calls.append(call_arguments(value.body, vid, None))
        elif not isinstance(value, External):
            calls += [
                inner
                for external, inner in external_calls(ev, value, Arguments())
                if plain(external.name) == name
            ]
        given = [SinkArguments(ev, self.sinks[name], call).get(argument) for call in calls]
        return any(
            isinstance(v, Const) and v.value is not None and not v.value
            for each in given
            for v in each.values
        )
