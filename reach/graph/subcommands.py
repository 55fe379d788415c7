"""Which command of a program with several a command line runs: `python cli.py start` starts one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from reach.flow.bodies import Body
from reach.flow.values import Const, Values
from reach.graph.build import CallGraph
from reach.graph.entry import Entry, functions_of
from reach.graph.network import only_as_program
from reach.records import code as ir
from reach.records.project import Launch

_KINDS = ("-command", "invoke-task")
ADDS = ("add_command", "register_command")
"""Methods by which a group takes a command up."""


def is_command(entry: Entry) -> bool:
    """Whether a handler is one of the commands of a program."""
    return entry.handler and entry.kind.endswith(_KINDS)


class Subcommands:
    """The names of the commands of a program."""

    def __init__(self, graph: CallGraph, handlers: Iterable[Entry]) -> None:
        self._graph = graph
        self._names: dict[Body, set[str]] = {}
        commands = [entry for entry in handlers if is_command(entry)]
        self._commands = {entry.body for entry in commands}
        self._taken_up: set[Body] = set()
        for entry in commands:
            self._name(entry.body, entry.body.code.name.rpartition(".")[2])
            if entry.site is not None and entry.vid >= 0:
                self._given(entry.body, entry.site, entry.vid)
        if commands:
            self._added()

    def chosen(self, launch: Launch, handlers: list[Entry]) -> list[Entry]:
        """The commands that the words of a launch name."""
        words = {word for word in launch.command if not word.startswith("-")}
        return [e for e in handlers if is_command(e) and words & self._names.get(e.body, set())]

    def of_another(self, entry: Entry, begun: Collection[Body]) -> bool:
        """Whether a handler belongs to another program than those that begin with these modules:
        it is registered where its module is the program, or a command that only its module, as the
        program, runs."""
        site = entry.site
        if site is not None and entry.vid >= 0 and only_as_program(site, entry.vid):
            return site not in begun
        module = entry.body.module
        if not is_command(entry) or module in begun or entry.body in self._taken_up:
            return False
        calls = self._calls.get(module, [])
        return bool(calls) and all(only_as_program(caller, vid) for caller, vid in calls)

    @cached_property
    def _calls(self) -> dict[Body, list[tuple[Body, int]]]:
        """The calls of the commands of each module, those of its groups among them."""
        found: dict[Body, list[tuple[Body, int]]] = defaultdict(list)
        for caller, edges in self._graph.edges.items():
            for edge in edges.values():
                if edge.callee in self._commands and edge.certainty != "import":
                    found[edge.callee.module].append((caller, edge.vid))
        return found

    def _name(self, body: Body, name: str) -> None:
        self._names.setdefault(body, set()).update((name, name.replace("_", "-")))

    def _given(self, handler: Body, body: Body, vid: int) -> None:
        """A name that the decorator is given."""
        call = body.ops[body.ops[vid][1]]
        if call[0] == ir.CALL:
            for text in self._texts(body, call, 0):
                self._name(handler, text)

    def _added(self) -> None:
        """Names under which groups take commands up."""
        graph = self._graph
        for body in graph.program.bodies:
            for vid, name in graph.externals.get(body, ()):
                op = body.ops[vid]
                if name.rpartition(".")[2] in ADDS and op[0] == ir.CALL and op[2]:
                    graph.evaluator.begin()
                    for handler in functions_of(graph, self._eval(body, op[2][0])):
                        self._taken_up.add(handler)
                        for text in self._texts(body, op, 1):
                            self._name(handler, text)

    def _texts(self, body: Body, call: ir.Op, position: int) -> list[str]:
        """A name among the arguments of a call."""
        vids = [vid for key, vid in call[3] if key == "name"] or list(call[2][position:][:1])
        values = [v for vid in vids for v in self._eval(body, vid)]
        return [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]

    def _eval(self, body: Body, vid: int) -> Values:
        return self._graph.evaluator.eval(body, vid) if vid >= 0 else frozenset()
