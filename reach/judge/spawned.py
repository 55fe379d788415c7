"""Commands that the program runs itself -> findings, with the ways to the calls that run them."""

from collections.abc import Iterator
from dataclasses import replace

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.graph.paths import Path as Way
from reach.graph.sinks import SinkCall
from reach.graph.spawned import RunCall, Spawned
from reach.identify.in_force import ONLY_TESTED, without_tests
from reach.judge.commands import CommandJudge, CommandUse
from reach.judge.findings import Judge
from reach.judge.ways import Judged, development, strays
from reach.records.finding import Finding
from reach.records.rule import Sink

ANY = Sink((), "", "model", "huggingface", (), None, None, None, "unknown", ())
"""Stands for what a call runs, until that is known."""


class SpawnedJudge:
    """Judges the commands that the program runs."""

    def __init__(self, judge: Judge, commands: CommandJudge, spawned: Spawned) -> None:
        self.judge, self.commands, self.spawned = judge, commands, spawned
        self.ev = judge.graph.evaluator
        self._known: dict[tuple[Body, int, Context | None], list[CommandUse]] = {}

    def findings(self) -> list[Finding]:
        """Every rule that every command breaks."""
        found: list[Finding] = []
        for call in self.spawned.calls:
            try:
                found += self.of_call(call)
            except RecursionError:
                self.ev.recover(call.body.name)
        return found

    def of_call(self, call: RunCall) -> list[Finding]:
        """The findings of one call; none where no command that it may run loads anything."""
        known = self.uses(call, None)
        if not known and not self.spawned.open(call):
            return []
        place = SinkCall(call.body, call.vid, "", ANY)
        ways = self.judge.paths.witnesses(place)
        ways = [way for way in ways if not strays(way)] or ways
        judged: dict[str, list[Judged]] = {}
        named: dict[str, SinkCall] = {}
        every: list[Way | None] = [
            each for way in ways for each in self.judge.processes.started(way)
        ]
        for way in every or [None]:
            for use in self.uses(call, way.context if way is not None else None):
                sink = replace(place, name=use.name, sink=use.sink)
                named[use.name] = sink
                judged.setdefault(use.name, []).append(self.on_way(sink, way, use))
        return [
            finding
            for name, found in judged.items()
            for finding in self.judge.settle(named[name], _serious(found))
        ]

    def uses(self, call: RunCall, context: Context | None) -> list[CommandUse]:
        """The command sinks that a call runs in one context; many ways lead to the same."""
        asked = (call.body, call.vid, context)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = list(self._uses(call, context))
        return found

    def _uses(self, call: RunCall, context: Context | None) -> Iterator[CommandUse]:
        self.ev.begin()
        for line, launch in self.spawned.launches(call, context):
            for use in self.commands.uses(launch):
                yield replace(use, line=line)

    def on_way(self, sink: SinkCall, way: Way | None, use: CommandUse) -> Judged:
        """What a command loads, and which checks apply, on one way."""
        found = self.commands.judge(use)
        guards = self.judge.guards.on_way(sink, way, found.call) if found.call else []
        identified = found.identified
        if not development(sink, way):
            place = self.judge.places.operation(sink.body, sink.vid)
            identified = without_tests(identified, place, self.judge.processes.develops)
        return Judged(way, identified, found.checks, found.facts, tuple(guards))


def _serious(judged: list[Judged]) -> list[Judged]:
    """Without commands of which only tests say what they load, where there are others."""
    return [
        j for j in judged if all(u.reason != ONLY_TESTED for u in j.identified.unknown)
    ] or judged
