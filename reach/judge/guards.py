"""Guards: what is certain to have been checked before a sink is called.

A guard is found where it is written (`recognise`), counts where it dominates the sink call or the
call that leads to it (`certain`), and only for what it speaks of. Facts are carried from function
to function:

- a test or a call before the sink call, or before the call of the next function on the way;
- a function called before that raises when the test fails, or is tested for returning true;
- a function whose result is passed on, when it only returns what it checked;
- an attribute, when only checked values are stored in it.

Limits: three functions within one another are looked into for checks, thirty steps back for what
an argument is made from, in all of its parts together so many places as `MAX_LOOKS` says; a name
that is bound again is another thing; threads are not known. Beyond them nothing is guarded.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reach.flow.bodies import Body, is_self
from reach.flow.contexts import Argument, Context, Thunk
from reach.flow.values import Class, Const, Instance
from reach.graph.build import CallGraph
from reach.graph.dominance import Site, return_sites
from reach.graph.paths import Path
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.judge.afterwards import compared_later
from reach.judge.certain import Certainty
from reach.judge.checks import Call, holds
from reach.judge.choices import Choices
from reach.judge.own_files import written_before
from reach.judge.passing import given_to
from reach.judge.recognise import Fact
from reach.judge.restrict import refuses
from reach.judge.slices import key, parts
from reach.records import code as ir
from reach.records.rule import Guard, Ruleset

MAX_STEPS = 30
"""Steps back for what an argument is made from."""

MAX_LOOKS = 2_000
"""Expressions that are looked at for one argument: `x = x + x` has two parts at every step."""

Found = dict[str, Fact]
"""Facts by the identifier of their guard."""


class Frame(NamedTuple):
    """One function on the way, and where it goes on to the next."""

    site: Site
    above: "Frame | None"
    call: int | None = None
    """The call in the function above that returns from this one, where that is not its site."""
    context: Context | None = None
    """How the function is called on the way."""


class Guards:
    """Finds the guards of sink calls."""

    def __init__(self, graph: CallGraph, ruleset: Ruleset) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self.certain = Certainty(graph, ruleset)
        self.choices = Choices(self.certain, self.certain.known.forms.get("refused", ()))
        self.looks = 0
        self._met: tuple[object, ...] = ()
        """The sink call and the way asked about last, which several processes may begin with."""
        self._facts: list[Fact] = []

    # -- one sink call -----------------------------------------------------------------------------

    def on_way(self, sink: SinkCall, way: Path | None, call: Call) -> list[Fact]:
        """The guards of a sink call that is reached on one way."""
        asked = (sink, way.edges if way is not None else None, way and way.context)
        if asked != self._met:
            self._facts = self._on_edges(sink, way, call)
            self._met = asked
        found: Found = {}
        for fact in self._facts:
            if not fact.guard.when or any(holds(each, call) for each in fact.guard.when):
                found.setdefault(fact.guard.id, fact)
        return list(found.values())

    def _on_edges(self, sink: SinkCall, way: Path | None, call: Call) -> list[Fact]:
        """Those whose conditions, if they have any, may not hold in the process."""
        frame = _frame(sink, way)
        context = way.context if way is not None else None
        facts: list[Fact] = []
        for part in ("identifier", "file", "revision"):
            known = self.of_part(frame, sink, part, call.arguments, context)
            facts += [fact for fact in known.values() if part in fact.guard.on]
        facts += self.everywhere(frame, context)
        facts += self.choices_on(frame, sink.name)
        facts += self.own(sink, context)
        facts += written_before(self.certain, sink, call.identified, context)
        calls = [(e.caller, e.vid) for e in (way.edges if way else ())[::-1] if e.vid >= 0]
        return [*facts, *compared_later(self.certain, sink, calls, call.arguments, context)]

    def of_part(
        self,
        frame: Frame,
        sink: SinkCall,
        part: str,
        arguments: SinkArguments,
        context: Context | None,
    ) -> Found:
        """What is checked of the identifier, the file or the revision of a sink call."""
        self.looks = 0
        name = getattr(sink.sink, part)
        if name is not None:
            argument = arguments.written(name)
            return self.argument(frame, argument, 0) if argument is not None else {}
        op = sink.body.ops[sink.vid]
        if part != "identifier" or op[0] != ir.CALL or sink.body.ops[op[1]][0] != ir.ATTR:
            return {}
        return self.cover(frame, sink.body.ops[op[1]][1], context, 0)

    def own(self, sink: SinkCall, context: Context | None) -> Iterator[Fact]:
        """Guards that the sink call itself may hold."""
        for guard in self.certain.known.forms.get("argument", ()):
            yield Fact(guard, None, sink.body, sink.vid)
        op = sink.body.ops[sink.vid]
        for guard in self.certain.known.forms.get("override", ()):
            if sink.name in guard.names and op[0] == ir.CALL:
                refused = self._refused(guard, sink.body, op, context)
                if refused is not None:
                    yield Fact(guard, None, refused, 0)

    def _refused(self, guard: Guard, body: Body, op: ir.Op, context: Context | None) -> Body | None:
        """The method that refuses something, of the class that all receivers have."""
        callee = body.ops[op[1]]
        receivers = self.ev.eval(body, callee[1], context) if callee[0] == ir.ATTR else frozenset()
        found: Body | None = None
        for value in receivers:
            cls = value.cls if isinstance(value, Instance) else None
            found = refuses(self.ev, cls, guard.method or "") if isinstance(cls, Class) else None
            if found is None:
                return None
        return found

    def everywhere(self, frame: Frame | None, context: Context | None) -> Iterator[Fact]:
        """Guards of the whole process: in a function on the way, or when a module is imported."""
        bodies: list[Body] = []
        while frame is not None:
            for fact in self.certain.established(frame.site, context, 0):
                if fact.atoms is None:
                    yield fact
            bodies.append(frame.site.body)
            frame, context = frame.above, None
        for module in dict.fromkeys(m for body in bodies for m in self._imported(body)):
            if module not in bodies:
                end = Site(module, len(module.ops), 0)
                yield from (f for f in self.certain.established(end, None, 0) if f.guard.anywhere)

    def choices_on(self, frame: Frame | None, sink: str) -> Iterator[Fact]:
        """Choices on the way that are refused, where something else leads to the sink."""
        below: list[Body] = []
        while frame is not None:
            yield from self.choices.refused(frame.site, below, sink)
            below.append(frame.site.body)
            frame = frame.above

    def _imported(self, body: Body) -> Iterator[Body]:
        name = body.facts.module
        yield body.module
        while "." in name:
            name = name.rpartition(".")[0]
            if name in self.graph.program.modules:
                yield self.graph.program.modules[name]

    # -- what an argument is ---------------------------------------------------------------------

    def argument(self, frame: Frame, argument: Argument, depth: int) -> Found:
        """What is checked of an argument, where it is written."""
        if not isinstance(argument, Thunk):
            return {}
        where: Frame | None = frame
        while where is not None and where.site.body is not argument.body:
            where = where.above
        where = where or Frame(Site(argument.body, 0, 0), None)
        return self.cover(where, argument.vid, argument.context, depth)

    def cover(self, frame: Frame, vid: int, context: Context | None, depth: int) -> Found:
        """The guards that speak of an expression of a function on the way."""
        self.looks += 1
        if depth > MAX_STEPS or self.looks > MAX_LOOKS:
            return {}
        body = frame.site.body
        shape = key(body, vid)
        found: Found = {}
        for fact in self.certain.established(frame.site, context, 0):
            if fact.atoms is not None and shape in fact.atoms:
                found.setdefault(fact.guard.id, fact)
        for name, fact in self._made_from(frame, vid, context, depth + 1).items():
            found.setdefault(name, fact)
        return found

    def _made_from(self, frame: Frame, vid: int, context: Context | None, depth: int) -> Found:
        body = frame.site.body
        op = body.ops[vid]
        kind = op[0]
        if kind == ir.PARAM:
            return self._passed(frame, op[1], context, depth)
        if kind == ir.FREE:
            return self._captured(frame, op, context, depth)
        if kind in (ir.PHI, ir.SELECT, ir.OR):
            arms = op[1] if kind == ir.PHI else op[2:4] if kind == ir.SELECT else op[1:3]
            return _all(self.cover(frame, arm, context, depth) for arm in arms)
        if kind == ir.ATTR and is_self(body, op[1]) and body.owner is not None:
            return self._stored(body.owner, op[2], depth)
        pieces = parts(body, vid)
        if not pieces and kind == ir.CALL:
            if self.certain.callees(body, vid):
                return self._returned(frame, vid, context, depth)
            pieces = [a for a in op[2] if a >= 0] or [v for _, v in op[3]]
        open_ = [piece for piece in pieces if not self._constant(body, piece, context)]
        if not open_:  # what was compared with what is written in the program
            open_ = [piece for piece in pieces if body.ops[piece][0] == ir.REFINE]
        return _all(self.cover(frame, piece, context, depth) for piece in open_)

    def _constant(self, body: Body, vid: int, context: Context | None) -> bool:
        values = self.ev.eval(body, vid, context)
        return bool(values) and all(
            (isinstance(v, Const) and v.kind == "literal") or isinstance(v, Class) for v in values
        )

    def _passed(self, frame: Frame, index: int, context: Context | None, depth: int) -> Found:
        """A parameter is what the call before it on the way gives."""
        body, above = frame.site.body, frame.above
        if above is not None:
            call = above.site.position if frame.call is None else frame.call
            vid = given_to(above.site.body, call, body, index)
            if context is None:
                return self.cover(above, vid, None, depth) if vid is not None else {}
            if vid is not None and above.site.body.ops[vid][0] == ir.PARAM:
                return self.cover(above, vid, above.context, depth)
        given = context.arguments.of_parameter(body, index) if context else None
        return self.argument(frame, given, depth) if given is not None else {}

    def _captured(self, frame: Frame, op: ir.Op, context: Context | None, depth: int) -> Found:
        owner = frame.site.body.child(op[1])
        where: Frame | None = frame
        while where is not None and where.site.body is not owner:
            where = where.above
        outer = context.closure if context is not None else None
        where = where or Frame(Site(owner, 0, 0), None)
        return _all(self.cover(where, vid, outer, depth) for vid in op[2])

    def _stored(self, owner: Body, name: str, depth: int) -> Found:
        """An attribute is what the methods of the class store in it."""
        stores = self.graph.program.self_stores.get((owner, name), [])
        return _all(
            self.cover(Frame(Site.of(body, vid), None), body.ops[vid][3], None, depth)
            for body, vid in stores
        )

    def _returned(self, frame: Frame, vid: int, outer: Context | None, depth: int) -> Found:
        """What a function only returns when it was checked. Beside something that is not known,
        what is written in the program needs no check."""
        body = frame.site.body
        returned = [
            (callee, value, site, self.certain.entered(body, vid, callee, outer))
            for callee in self.certain.callees(body, vid)
            for value, site in return_sites(callee)
        ]
        open_ = [r for r in returned if not self._constant(r[0], r[1], r[3])] or returned
        return _all(
            self.cover(Frame(site, frame, vid), value, context, depth)
            for _, value, site, context in open_
        )


def _frame(sink: SinkCall, way: Path | None) -> Frame:
    frame: Frame | None = None
    contexts = way.above if way is not None else ()
    for number, edge in enumerate(way.edges if way is not None else ()):
        if edge.vid >= 0:
            context = contexts[number] if contexts else None
            frame = Frame(Site.of(edge.caller, edge.vid), frame, None, context)
    return Frame(Site.of(sink.body, sink.vid), frame)


def _all(found: Iterable[Found]) -> Found:
    """The guards that all of them have; nothing of nothing. Those after one without any are not
    looked at."""
    common: Found = {}
    for number, other in enumerate(found):
        common = {n: f for n, f in common.items() if n in other} if number else other
        if not common:
            break
    return common
