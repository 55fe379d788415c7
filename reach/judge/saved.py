"""Files that the program fetches itself: what a local path holds, by the calls that wrote it.

A download names where it puts the file (`Sink.saves`), or a stream is opened for the path and gets
what an answer holds. Paths are compared as they are written; nothing is known about the order of
download and load, or about what else may have written there."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from reach.flow.assumptions import alternatives
from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.settings.files import STREAMS
from reach.flow.settings.hub import provenance
from reach.flow.values import Const, External, Pattern, Value, Values
from reach.graph.build import CallGraph
from reach.graph.paths import Paths
from reach.graph.sinks import SinkCall, plain
from reach.identify.arguments import SinkArguments
from reach.identify.artifacts import Identified
from reach.records import code as ir
from reach.records.finding import Artifact
from reach.records.rule import Sink

Identify = Callable[[SinkCall, Context | None], Identified]
"""What a call loads in one context."""

Held = Callable[[str], tuple[Artifact, ...]]
"""What commands fetched to a path."""

Written = tuple[SinkCall, Context | None, str]
"""A call that writes a file, in which context, and to which path."""

MAX_WRITES = 400
"""Calls that write files which are looked at."""

MAX_PATHS = 8
"""Paths that one call may write to."""

_PATHS = ("local", "huggingface")

_WRITERS = (
    *(f"{name}.write" for name in STREAMS),
    *(f"{name}.writelines" for name in STREAMS),
    "pathlib.Path().write_bytes",
)
"""Methods that write their argument to the path of their object."""

_COPIERS = ("shutil.copyfileobj",)
"""Functions that write what the first argument reads to the file of the second."""

_WRITTEN = Sink(
    names=("write",),
    library="python",
    artifact="file",
    hub="file",
    parameters=("data", "destination"),
    identifier="data",
    revision=None,
    file=None,
    format="unknown",
    checks=(),
)


class Saved:
    """What was fetched to which path; built when it is first asked for."""

    def __init__(
        self,
        graph: CallGraph,
        paths: Paths,
        sinks: list[SinkCall],
        identify: Identify,
        fetched: Held | None = None,
    ) -> None:
        self.graph = graph
        self.ev: Evaluator = graph.evaluator
        self.paths = paths
        self.sinks = sinks
        self.identify = identify
        self.fetched = fetched
        self._written: dict[str, list[Written]] | None = None
        self._known: dict[str, tuple[Artifact, ...]] = {}

    def named(self, identified: Identified) -> Identified:
        """Local files replaced by what the program fetched to their paths. A short path may look
        like the name of a repository."""
        if not any(a.hub in _PATHS for a in identified.artifacts):
            return identified
        if self._written is None:
            self._written = {}
            self._written = self._destinations_of_all()
        if not self._written and self.fetched is None:
            return identified
        artifacts: dict[Artifact, None] = {}
        for artifact in identified.artifacts:
            found = self._held(_key(artifact.id)) if artifact.hub in _PATHS else ()
            kept = [replace(f, type=artifact.type) for f in found] or [artifact]
            artifacts.update(dict.fromkeys(kept))
        return replace(identified, artifacts=tuple(artifacts))

    def _held(self, key: str) -> tuple[Artifact, ...]:
        """What was fetched to a path. Most of what a program writes is loaded by nobody, and is
        not looked at."""
        known = self._known.get(key)
        if known is None:
            found: dict[Artifact, None] = {}
            for call, context, path in (self._written or {}).get(key, ()):
                with self.ev.together():
                    found.update(_of_that_name(self._fetched(call, context), path))
            held = self.fetched(key) if self.fetched is not None and not found else ()
            known = self._known[key] = tuple(found) or held
        return known

    def _destinations_of_all(self) -> dict[str, list[Written]]:
        known: dict[str, list[Written]] = {}
        calls = [s for s in self.sinks if s.sink.saves]
        for call in (*calls, *islice(self._writes(), MAX_WRITES)):
            with self.ev.together():
                for context in self._contexts(call):
                    self.ev.begin()
                    for path in self._destinations(call, context):
                        known.setdefault(_key(path), []).append((call, context, path))
        return known

    def _contexts(self, call: SinkCall) -> list[Context | None]:
        """Those in which a call is made; addresses and paths chosen together stay so."""
        op = call.body.ops[call.vid]
        operands = [*op[2], *(v if k is not None else ~v for k, v in op[3])]
        callee = call.body.ops[op[1]]
        if call.sink is _WRITTEN and callee[0] == ir.ATTR:
            operands.append(callee[1])  # the stream, which the path belongs to
        ways = list(dict.fromkeys(way.context for way in self.paths.witnesses(call))) or [None]
        found: dict[Context | None, None] = {}
        for context in ways:
            found.update(dict.fromkeys(alternatives(self.ev, call.body, operands, context)))
        return list(found)

    def _fetched(self, call: SinkCall, context: Context | None) -> list[Artifact]:
        self.ev.begin()
        return [a for a in self.identify(call, context).artifacts if a.hub != "local"]

    def _writes(self) -> Iterator[SinkCall]:
        """Calls that write what was downloaded."""
        for body in self.graph.program.bodies:
            for vid, name in self.graph.externals.get(body, ()):
                if (name in _WRITERS or name in _COPIERS) and self._is_download(body, vid):
                    yield SinkCall(body, vid, plain(name), _WRITTEN)

    def _is_download(self, body: Body, vid: int) -> bool:
        given = body.ops[vid][2]
        if not given or given[0] < 0:
            return False
        self.ev.begin()
        return any(provenance(self.ev, value) for value in self.ev.eval(body, given[0]))

    def _destinations(self, call: SinkCall, context: Context | None) -> list[str]:
        if call.sink is _WRITTEN:
            return texts(self._written_to(call.body, call.vid, context))
        arguments = SinkArguments(self.ev, call.sink, self._arguments(call, context))
        parts = [texts(arguments.get(name).values) for name in call.sink.saves]
        if not all(len(texts) == 1 for texts in parts[1:]):
            return []
        return [posixpath.join(first, *(t[0] for t in parts[1:])) for first in parts[0]]

    def _arguments(self, call: SinkCall, context: Context | None) -> Arguments:
        return call_arguments(call.body, call.vid, context)

    def _written_to(self, body: Body, vid: int, context: Context | None) -> Values:
        """The paths of the streams that a call writes to."""
        op = body.ops[vid]
        if plain(_name(self.graph, body, vid)) in _COPIERS:
            targets = self.ev.eval(body, op[2][1], context) if len(op[2]) > 1 else frozenset()
        else:
            callees = self.ev.eval(body, op[1], context)
            targets = frozenset(
                c.receiver for c in callees if isinstance(c, External) and c.receiver is not None
            )
        return frozenset(path_of(target) for target in targets)


def _name(graph: CallGraph, body: Body, vid: int) -> str:
    return next((name for at, name in graph.externals_of(body) if at == vid), "")


def path_of(stream: Value) -> Value:
    """The path that a stream was opened for; a path itself."""
    inner = stream.receiver if isinstance(stream, External) and stream.name in STREAMS else None
    return inner if inner is not None else stream


def texts(values: Values) -> list[str]:
    """Paths, those that are partly known included."""
    found: list[str] = []
    for value in sorted(values, key=lambda v: v.order):
        if isinstance(value, Const) and isinstance(value.value, str) and value.value:
            found.append(value.value)
        elif isinstance(value, Pattern) and value.parts[-1] is not None:
            found.append("".join("{}" if part is None else part for part in value.parts))
    return found if len(found) <= MAX_PATHS else []


def _of_that_name(artifacts: list[Artifact], path: str) -> dict[Artifact, None]:
    """Of several artifacts, those whose file is called as the path is; all where none is."""
    name = posixpath.basename(path)
    same = [a for a in artifacts if a.file and posixpath.basename(a.file) == name]
    return dict.fromkeys(same or artifacts)


def _key(path: str) -> str:
    return posixpath.normpath(path)
