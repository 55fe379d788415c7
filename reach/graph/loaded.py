"""The modules of a process: what its program imports, and what it names in texts that a framework
imports. `INSTALLED_APPS`, `include("app.urls")`, `Celery(include=["app.tasks"])`,
`uvicorn.run("app.main:app")`."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from reach.flow.bodies import Body
from reach.graph.build import CallGraph, Edge
from reach.graph.entry import Entry
from reach.graph.related import DYNAMIC
from reach.later import regex
from reach.records import code as ir

_NAME = regex(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?::[\w.]+(?:\(\))?)?|[A-Za-z_]\w*:[\w.]+")
_LONGEST = 200
"""Letters of a text that may name a module."""

_FOUND_BY_NAME = ("apps", "models", "signals", "tasks")
"""Modules of an application that a framework imports by their name."""

_APPLICATIONS = ("INSTALLED_APPS", "CELERY_IMPORTS")
"""Variables whose texts name packages, those without a dot too."""


class Loading:
    """Which modules bring in which others."""

    def __init__(self, graph: CallGraph, programs: Iterable[Body] = ()) -> None:
        self._started = dict.fromkeys(program.module for program in programs)
        self._brings: dict[Body, list[Body]] = {}
        self._open = {
            body.module
            for body, names in graph.externals.items()
            if any(_is_dynamic(name) for _, name in names)
        }
        """Modules that bring in what no import says."""
        self._programs: dict[Body, set[Body] | None] = {}
        self._inside: dict[Body, set[Body]] = {}
        self._holding: dict[Body, list[Body]] = {}
        for caller, edges in graph.edges.items():
            for edge in edges.values():
                if edge.certainty == "import":
                    self._brings.setdefault(caller.module, []).append(edge.callee)
        for body in graph.program.bodies:
            applications = body.code.kind == "module" and any(
                name in body.code.exports for name in _APPLICATIONS
            )
            for op in body.ops:
                if op[0] == ir.CONST and isinstance(op[1], str) and len(op[1]) < _LONGEST:
                    named = _modules(graph, op[1], applications)
                    self._brings.setdefault(body.module, []).extend(named)

    def loaded_by(self, start: list[Body]) -> set[Body]:
        """The modules in a process that begins with these bodies."""
        seen: set[Body] = set()
        work = [b.module for b in start]
        while work:
            body = work.pop()
            if body not in seen:
                seen.add(body)
                work += self._brings.get(body, [])
        return seen

    def leaves_out(self, entry: Entry, way: Iterable[Edge]) -> bool:
        """Whether no program that may hold an entry point loads all modules on a way."""
        taken = list(way)
        if entry.main:
            sure = self._certainly_loaded(entry.body) is not None
            return self.lacks(entry.body, taken) or (
                sure and self._strays(entry, [entry.body], taken)
            )
        hosts = self._of(entry)
        serious = [program for program in hosts if not program.facts.development]
        if self._strays(entry, serious, taken):
            return True
        programs = (serious or hosts) if entry.handler else []
        return bool(programs) and all(self.lacks(program, taken) for program in programs)

    def _of(self, entry: Entry) -> Collection[Body]:
        """The programs that may hold an entry point."""
        if not entry.handler:
            return [entry.body]
        return entry.programs or self._hosts((entry.written or entry.body).module)

    def _strays(self, entry: Entry, programs: Iterable[Body], way: Iterable[Edge]) -> bool:
        """Whether a way gets into a test or an example that no other program imports: whatever
        else these bring in is none of them."""
        entered = {
            edge.callee.module
            for edge in way
            if edge.callee.facts.development and not edge.caller.facts.development
            if edge.certainty != "process"
        }
        if not entered or entry.body.facts.development:
            return False
        return not any(self._loaded_by(program) >= entered for program in programs)

    def _hosts(self, module: Body) -> list[Body]:
        """The programs that load a module."""
        if module not in self._holding:
            loaded = [(p, self._loaded_by(p)) for p in self._started]
            self._holding[module] = [program for program, inside in loaded if module in inside]
        return self._holding[module]

    def _loaded_by(self, program: Body) -> set[Body]:
        if program not in self._inside:
            self._inside[program] = self.loaded_by([program])
        return self._inside[program]

    def lacks(self, program: Body, way: Iterable[Edge]) -> bool:
        """Whether a program never loads the module of some function on a way, and another one
        does. That is certain only where nothing that it loads brings in more than its imports
        say; what no program imports comes in some other way."""
        known = self._certainly_loaded(program)
        if known is None:
            return False
        for edge in way:
            if edge.certainty == "process":  # what it starts loads modules of its own
                return False
            if edge.callee.module not in known:
                return edge.callee.module in self._imported
        return False

    def keeps_out(self, program: Body, module: Body) -> bool:
        """Whether a program never loads a module, and another one does or is it."""
        known = self._certainly_loaded(program)
        if known is None or module in known:
            return False
        return module in self._imported or module in self._started

    def _certainly_loaded(self, program: Body) -> set[Body] | None:
        """The modules that a program loads; None where its imports do not say all of them."""
        if program not in self._programs:
            loaded = self._loaded_by(program)
            self._programs[program] = loaded if loaded.isdisjoint(self._open) else None
        return self._programs[program]

    @cached_property
    def _imported(self) -> set[Body]:
        """The modules that programs load, those that are not only run themselves."""
        brought = ((p, b) for p in self._started for b in self._brings.get(p, ()))
        return self.loaded_by([b for program, b in brought if b is not program])


def _is_dynamic(name: str) -> bool:
    package, _, last = name.rpartition(".")
    if last == "instantiate":
        return package.startswith("hydra")
    return last in DYNAMIC or last == "LightningCLI"


def _modules(graph: CallGraph, text: str, applications: bool) -> Iterator[Body]:
    """The module that a text names, or whose class it names."""
    if not (_NAME.fullmatch(text) or (applications and text.isidentifier())):
        return
    program = graph.program
    name = text.partition(":")[0]
    for known in (name, name.rpartition(".")[0]):
        full = known if known in program.modules else program.by_suffix(known)
        if full is not None and full in program.modules:
            module = program.modules[full]
            yield module
            if module.facts.is_package or full.endswith(".apps"):
                package = full.removesuffix(".apps")
                inner = (f"{package}.{last}" for last in _FOUND_BY_NAME)
                yield from (program.modules[each] for each in inner if each in program.modules)
            return
