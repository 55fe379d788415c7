"""Commands that the program runs: calls that start them, and modules of the project they start.

A module that is started so is entered from the call, as a program of its own; what its command
line gives are its options.
"""

from collections.abc import Callable, Iterator

from reach.discover.spawned import Spawner
from reach.flow.assumptions import alternatives
from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Context
from reach.flow.lines import CommandLine, Writer, program
from reach.flow.values import Const, in_order
from reach.graph.build import CallGraph, Edge
from reach.graph.entries import targets
from reach.graph.launches import main_file
from reach.records import code as ir
from reach.records.finding import Location
from reach.records.project import EnvValue, Launch, Project
from reach.records.record import dataclass
from reach.records.rule import Ruleset, Runner
from reach.rules import NameIndex

PROCESS = "process"
"""Certainty of an edge to a program that is started."""


@dataclass(frozen=True, slots=True)
class RunCall:
    """A call that runs a command."""

    body: Body
    vid: int
    runner: Runner


class Spawned:
    """Knows what the program starts."""

    def __init__(
        self,
        graph: CallGraph,
        project: Project,
        ruleset: Ruleset,
        spawner: Spawner,
        place: Callable[[Body, int], Location],
    ) -> None:
        self.graph, self.project, self.spawner = graph, project, spawner
        self.place = place
        self.ev = graph.evaluator
        self.calls = list(_find(graph, ruleset))
        self._at = {(call.body, call.vid): call for call in self.calls}

    def link(self) -> None:
        """Enter the programs of the project that are started, and note their arguments."""
        graph, ev = self.graph, self.ev
        tracking, ev.tracking = ev.tracking, True
        options: dict[str, list[tuple[Launch, CommandLine]]] = {}
        for call in self.calls:
            ev.begin()
            for line, launch in self.launches(call, None):
                for body, _ in targets(graph, self.project, launch):
                    edges = graph.edges.setdefault(call.body, {})
                    key = (call.vid, body)
                    edges.setdefault(key, Edge(call.body, call.vid, body, PROCESS))
                path = main_file(graph.program, self.project, launch)
                if path is not None and launch.arguments:
                    options.setdefault(path, []).append((launch, line))
        ev.tracking = tracking
        graph.started = self.starts
        ev.spawned = options
        if options:
            ev.forget("launches")

    def open(self, call: RunCall) -> bool:
        """Whether it is up to the callers which program a call runs."""
        return any(launch.target == "unknown" for _, launch in self.launches(call, None))

    def starts(self, body: Body, vid: int, context: Context | None) -> list[Body]:
        """The functions and modules that a call enters in one context."""
        call = self._at.get((body, vid))
        if call is None:
            return []
        return [
            target
            for _, launch in self.launches(call, context)
            for target, _ in targets(self.graph, self.project, launch)
        ]

    def launches(
        self, call: RunCall, context: Context | None
    ) -> Iterator[tuple[CommandLine, Launch]]:
        """What a call starts in one context, with the command line that says so."""
        op = call.body.ops[call.vid]
        operands = [v if v >= 0 else ~v for v in op[2]] + [v for _, v in op[3]]
        seen: set[Launch] = set()
        for each in alternatives(self.ev, call.body, operands, context):
            arguments = call_arguments(call.body, call.vid, each)
            for line in Writer(self.ev).lines(call.runner, arguments):
                for launch in self._resolved(call, line):
                    if launch not in seen:
                        seen.add(launch)
                        yield line, launch

    def _resolved(self, call: RunCall, line: CommandLine) -> tuple[Launch, ...]:
        path = call.body.facts.path
        place = self.place(call.body, call.vid)
        words = line.words if line.in_shell else program(line.words)
        if not any(words):
            return ()
        variables = tuple(self._variables(line, path, place.line))
        return self.spawner.launches(
            words, line.in_shell, (path, place.line), line.folder, variables
        )

    def _variables(self, line: CommandLine, path: str, number: int) -> Iterator[EnvValue]:
        for name, argument in line.environment.items():
            for value in in_order(self.ev.argument(argument))[:1]:
                if isinstance(value, Const) and isinstance(value.value, str):
                    yield EnvValue(name, value.value, path, number, value.kind)


def _find(graph: CallGraph, ruleset: Ruleset) -> Iterator[RunCall]:
    index = NameIndex((name, runner) for runner in ruleset.runners for name in runner.names)
    for body in graph.program.bodies:
        seen: set[int] = set()
        for vid, name in graph.externals.get(body, ()):
            if name.endswith((")", "]")) or vid in seen or body.ops[vid][0] != ir.CALL:
                continue
            for runner in index.lookup(name)[:1]:
                seen.add(vid)
                yield RunCall(body, vid, runner)
