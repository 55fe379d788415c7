"""Call sites that bring a model, its weights, data or code into the process."""

import builtins
from collections.abc import Iterator
from dataclasses import replace

from reach.flow.bodies import Body
from reach.flow.classes import external_bases
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.values import Class, External, Instance, Unknown
from reach.graph.build import CallGraph
from reach.records import code as ir
from reach.records.record import dataclass
from reach.records.rule import Ruleset, Sink
from reach.rules import NameIndex

_OF_NONE = "<builtin>.NoneType."

INIT = ".__init__"
"""Ends the name of what making an object of a class of the project calls outside of it."""

_GENERIC = "any"
"""Library of the sinks that stand for an idiom, when nothing is known about the package."""


@dataclass(frozen=True, slots=True)
class SinkCall:
    """A call of a sink."""

    body: Body
    vid: int
    name: str
    """Dotted name by which it was found."""
    sink: Sink
    names: tuple[str, ...] = ()
    """All names by which the same sink is called there, such as two classes of one library."""


def find_sinks(graph: CallGraph, ruleset: Ruleset) -> list[SinkCall]:
    """Every call of a sink, in the order of the files."""
    index = NameIndex((name, sink) for sink in ruleset.sinks for name in sink.names)
    methods = {name.rpartition(".")[2] for sink in ruleset.sinks for name in sink.names}
    found: list[SinkCall] = []
    for body in graph.program.bodies:
        seen: dict[tuple[int, int], SinkCall] = {}
        sites = graph.externals.get(body, {})
        known = {vid for vid, name in sites if not name.startswith(_OF_NONE)}
        for vid, name in sites:
            if vid in known and name.startswith(_OF_NONE):  # code that does not get any further
                continue
            if name.endswith(")") or (name.endswith("]") and "(" in name):  # what a sink returned
                continue
            name = name.removesuffix(INIT)
            sinks = index.lookup(name)
            unsure = name.rpartition(".")[2] in methods and _may_be_of_a_base(name)
            if unsure and all(s.library == _GENERIC for s in sinks):
                name, sinks = _inherited(graph, index, body, vid, name)
            for sink in sinks:
                known_as = seen.get((vid, id(sink)))
                if known_as is None:
                    known_as = SinkCall(body, vid, plain(name), sink)
                seen[(vid, id(sink))] = replace(known_as, names=(*known_as.names, plain(name)))
        found += seen.values()
    return [*found, *_by_method(graph, ruleset)]


def _by_method(graph: CallGraph, ruleset: Ruleset) -> Iterator[SinkCall]:
    """Calls of a method that is named as a sink on any object (`*.load_lora_weights`), where
    nothing is known about the object."""
    for sink in ruleset.sinks:
        for name in sink.names:
            if not name.startswith("*.") or "*" in name[1:]:
                continue
            for body, vid in graph.program.attribute_calls.get(name[2:], ()):
                graph.evaluator.begin()
                callees = graph.evaluator.eval(body, body.ops[vid][1])
                if all(isinstance(callee, Unknown) for callee in callees):
                    yield SinkCall(body, vid, name[2:], sink)


def called_in(evaluator: Evaluator, sink: SinkCall, context: Context | None) -> SinkCall:
    """A sink call by the name that it has in one context, where several are called at its place."""
    if len(sink.names) < 2:
        return sink
    callees = evaluator.eval(sink.body, sink.body.ops[sink.vid][1], context)
    names = {called(value.name) for value in callees if isinstance(value, External)}
    names &= {*sink.names}
    return replace(sink, name=names.pop()) if len(names) == 1 else sink


def _may_be_of_a_base(name: str) -> bool:
    """Whether a method may be one that a class of the project has from a base: not what a call or
    an item has, nor what a built-in type certainly has."""
    owner, _, method = name.rpartition(".")
    if "[]" in owner or "()" in owner[:-2]:
        return False
    kind = getattr(builtins, owner.removeprefix("<builtin>."), None)
    return not (owner.startswith("<builtin>.") and isinstance(kind, type) and hasattr(kind, method))


def _inherited(
    graph: CallGraph, index: NameIndex[Sink], body: Body, vid: int, name: str
) -> tuple[str, tuple[Sink, ...]]:
    """A method that a class may have from any of its bases is the one that is known.

    The resolver takes the first base outside the project for its owner."""
    op = body.ops[vid]
    if op[0] == ir.CALL:
        graph.evaluator.begin()
        for callee in graph.evaluator.eval(body, op[1]):
            receiver = callee.receiver if isinstance(callee, External) else None
            cls = receiver.cls if isinstance(receiver, Instance) else receiver
            if not isinstance(cls, Class):
                continue
            for base in external_bases(graph.evaluator, cls):
                other = f"{base}.{name.rpartition('.')[2]}"
                sinks = index.lookup(other)
                if any(s.library != _GENERIC for s in sinks):
                    return other, sinks
    return name, index.lookup(name)


def called(name: str) -> str:
    """The name of the sink that a site calls by this name, unless a base of its class has it."""
    return plain(name.removesuffix(INIT))


def plain(name: str) -> str:
    """A dotted name without marks of calls."""
    return name.replace("()", "").replace("[]", "")
