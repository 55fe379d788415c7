"""Where a value comes from: followed back through calls that pass it on, to those that load it.

Values remember the call that made them and the object that this was a method of. From there the
rules say what goes on: a call that loads something ends the way, one that returns what it was given
in another form leads to that, and a method that nobody knows leads to its object.
"""

from collections.abc import Iterable, Iterator

from reach.flow.bodies import Body
from reach.flow.classes import mro
from reach.flow.constructors import init_contexts
from reach.flow.containers import contents
from reach.flow.contexts import Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.settings.calls import Reading, made_by
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Generated,
    Instance,
    Partial,
    Unknown,
    Value,
    Values,
    in_order,
)
from reach.graph.build import CallGraph
from reach.graph.sinks import SinkCall, plain
from reach.graph.sites import call_targets
from reach.records import code as ir
from reach.records.record import dataclass
from reach.records.training import Passing, TrainingRules
from reach.rules import NameIndex

MAX_VALUES = 600
"""Values looked at for one argument."""

MAX_BODIES = 80
"""Functions of an object or a generator in which its sources are looked for."""

MAX_STEPS = 24
"""Transformations told of for one source."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One transformation on the way, and the call that does it."""

    name: str
    body: Body
    vid: int
    by: str | None
    becomes: str | None
    told: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The call that loads something, and what happens to it until it is used."""

    call: SinkCall
    context: Context | None
    steps: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An end of the way that is no load."""

    name: str
    """Dotted name of what made it, or why it is not known."""
    value: Value
    steps: tuple[Passed, ...]

    @property
    def made_at(self) -> tuple[Body, int] | None:
        """The call that made it."""
        if isinstance(self.value, (External, Instance)) and self.value.site is not None:
            return self.value.site, self.value.vid
        return None


End = Source | Made


class Tracer:
    """Follows values back to the calls that load them."""

    def __init__(self, graph: CallGraph, rules: TrainingRules, sinks: Iterable[SinkCall]) -> None:
        self.graph = graph
        self.ev: Evaluator = graph.evaluator
        self.sinks: dict[tuple[Body, int], list[SinkCall]] = {}
        for call in sinks:
            if call.sink.identifier is not None:
                self.sinks.setdefault((call.body, call.vid), []).append(call)
        self.stops: set[tuple[Body, int]] = set()
        """Calls whose results are followed no further: those of trainers."""
        self.passing = NameIndex(
            (name, rule) for rule in rules.passing for name in rule.names if name[:2] != "*."
        )
        self.methods: dict[str, Passing] = {
            name[2:]: rule for rule in rules.passing for name in rule.names if name[:2] == "*."
        }

    def ends(self, values: Values) -> list[End]:
        """Everything that a value may come from; of several ways, the one with the most steps."""
        found: dict[object, End] = {}
        seen: dict[Value, int] = {}
        work: list[tuple[Value, tuple[Passed, ...]]] = [(v, ()) for v in in_order(values)]
        for _ in range(MAX_VALUES):
            if not work:
                break
            value, steps = work.pop()
            if len(steps) <= seen.get(value, -1) or len(set(steps)) < len(steps):
                continue  # a shorter way to the same, or round a loop
            seen[value] = len(steps)
            for end in self._next(value, steps):
                if isinstance(end, tuple):
                    work.append(end)
                    continue
                key = (end.call, end.context) if isinstance(end, Source) else end.value
                if key not in found or len(end.steps) > len(found[key].steps):
                    found[key] = end
        return list(found.values())

    def _next(
        self, value: Value, steps: tuple[Passed, ...]
    ) -> Iterator[End | tuple[Value, tuple[Passed, ...]]]:
        """What a value comes from, or where its way ends."""
        if isinstance(value, (External, Instance)) and (value.site, value.vid) in self.stops:
            yield Made("a trainer", value, steps)
        elif isinstance(value, External):
            yield from self._external(value, steps)
        elif isinstance(value, Container):
            yield from ((each, steps) for each in in_order(contents(self.ev, value)))
        elif isinstance(value, Bundle):
            inside = value.rest.union(*(values for _, values in value.entries))
            yield from ((each, steps) for each in in_order(inside))
        elif isinstance(value, Instance):
            yield from self._instance(value, steps)
        elif isinstance(value, (Function, Generated, Bound, Partial)):
            yield from self._function(value, steps)
        elif isinstance(value, Unknown):
            yield Made(value.reason, value, steps)
        elif isinstance(value, Const) and value.value is not None:
            yield Made("a constant", value, steps)

    # -- outside the project -------------------------------------------------------------------

    def _external(
        self, value: External, steps: tuple[Passed, ...]
    ) -> Iterator[End | tuple[Value, tuple[Passed, ...]]]:
        call = made_by(self.ev, value)
        if call is None:
            if value.receiver is not None:
                yield value.receiver, steps
            else:
                yield Made(plain(value.name), value, steps)
            return
        loads = self.sinks.get((call.body, call.vid), [])
        yield from (Source(load, call.context, steps) for load in loads)
        rule = self._rule(call)
        if rule is not None:
            passed = self._passed(call, rule)
            further = (passed, *steps)[:MAX_STEPS]
            yield from ((each, further) for each in in_order(self._made_of(call, rule)))
        elif not loads:
            receiver = self.receiver(call)
            yield from ((each, steps) for each in in_order(receiver))
            if not receiver:
                yield Made(plain(value.name), value, steps)

    def _rule(self, call: Reading) -> Passing | None:
        """What is known about a call as one that passes on what it is given."""
        for vid, name in self.graph.externals.get(call.body, ()):
            if vid == call.vid:
                for rule in self.passing.lookup(name):
                    return rule
        return self.methods.get(self.method(call) or "")

    def method(self, call: Reading) -> str | None:
        """The name of the method that is called, if it is one of an object."""
        callee = call.body.ops[call.op[1]]
        return str(callee[2]) if callee[0] == ir.ATTR else None

    def receiver(self, call: Reading) -> Values:
        """The objects of a method that is called; none for a function of a module."""
        callee = call.body.ops[call.op[1]]
        if callee[0] != ir.ATTR:
            return EMPTY
        values = self.ev.eval(call.body, callee[1], call.context)
        return frozenset(v for v in values if not _is_module(v))

    def _made_of(self, call: Reading, rule: Passing) -> Values:
        found: Values = EMPTY
        for name in rule.made_of:
            if name == "self":
                found |= self.receiver(call)
            else:
                found |= given(call, name, rule.parameters)
        return found

    def _passed(self, call: Reading, rule: Passing) -> Passed:
        name = self.method(call) or rule.names[0].rpartition(".")[2]
        return Passed(name, call.body, call.vid, self._by(call), rule.becomes, rule.step)

    def _by(self, call: Reading) -> str | None:
        """The function of the project that a transformation is told to apply."""
        for value in in_order(call.positional(0) | call.keyword("function")):
            if isinstance(value, Function):
                return value.body.name
            if isinstance(value, (Bound, Partial)) and isinstance(value.function, Function):
                return value.function.body.name
        return None

    # -- inside the project --------------------------------------------------------------------

    def _instance(
        self, value: Instance, steps: tuple[Passed, ...]
    ) -> Iterator[End | tuple[Value, tuple[Passed, ...]]]:
        """An object of the project comes from what it is given, and from what its methods load."""
        call = made_by(self.ev, value)
        if call is not None:
            for values in (*call.all(), *(values for _, values in call.keywords())):
                yield from ((v, steps) for v in in_order(values) if _may_hold(v))
        known = init_contexts(self.ev, value)
        owners = {each.body for each in mro(self.ev, value.cls) if isinstance(each, Class)}
        own: dict[Body, Context | None] = dict(known)
        for body in self.graph.program.bodies:
            if body.owner in owners and body not in own:
                arguments = Arguments(((False, frozenset((value,))),), partly=True)
                own[body] = self.ev.context(body, None, arguments)
        yield from self._loaded_in(own.items(), steps)

    def _function(
        self, value: Value, steps: tuple[Passed, ...]
    ) -> Iterator[End | tuple[Value, tuple[Passed, ...]]]:
        """A function that makes a model or the rows of a dataset."""
        while isinstance(value, (Bound, Partial)):
            value = value.function
        if isinstance(value, Function):
            for vid in value.body.code.returns:
                for each in in_order(self.ev.eval(value.body, vid, None)):
                    yield each, steps
        if isinstance(value, (Function, Generated)):
            yield from self._loaded_in([(value.body, None)], steps)

    def _loaded_in(
        self, bodies: Iterable[tuple[Body, Context | None]], steps: tuple[Passed, ...]
    ) -> Iterator[Source]:
        """The loads of some functions and of those that they call, with what they are given."""
        seen = dict.fromkeys(bodies)
        work = list(seen)
        while work:
            body, context = work.pop(0)
            for vid, op in enumerate(body.ops):
                if op[0] != ir.CALL:
                    continue
                for call in self.sinks.get((body, vid), ()):
                    yield Source(call, context, steps)
                targets = call_targets(self.ev, body, vid, op, context)[0]
                for target in targets if len(seen) < MAX_BODIES else ():
                    if target.body is None:
                        continue
                    inner = self.ev.context(target.body, target.closure, target.arguments)
                    if (target.body, inner) not in seen:
                        seen[target.body, inner] = None
                        work.append((target.body, inner))


def given(call: Reading, name: str, parameters: tuple[str, ...]) -> Values:
    """Values of a parameter of a call, by position or name."""
    index = parameters.index(name) if name in parameters else -1
    found = call.positional(index) if index >= 0 else EMPTY
    return found or call.keyword(name)


def _may_hold(value: Value) -> bool:
    return isinstance(value, (External, Instance, Container, Bundle))


def _is_module(value: Value) -> bool:
    return isinstance(value, External) and value.site is None and value.receiver is None
