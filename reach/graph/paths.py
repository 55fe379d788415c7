"""Witnesses: how an entry point gets to a sink.

The search runs backwards. From the sink's function it first walks up the callers as long as what
is loaded depends on who calls (one *variant* for each way up), then takes the best way from any
entry point to the top of each variant. Best means: fewest uncertain edges, then fewest calls.
Each way is then followed forwards with the arguments of its own calls; a way on which some call
cannot have the callee it needs is dropped, and the next best is tried.
"""

from dataclasses import field, replace
from functools import cached_property
from itertools import chain, islice

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.once import once
from reach.flow.operands import call_depends
from reach.flow.values import Unknown
from reach.graph.above import Above
from reach.graph.build import CallGraph, Edge
from reach.graph.ended import Dead
from reach.graph.entries import STRENGTH, Entry
from reach.graph.feasible import runs
from reach.graph.given import NO_LAUNCHES, as_given, launches_of
from reach.graph.handlers import caller_context, request_context
from reach.graph.loaded import Loading
from reach.graph.network import COSTS, length, node_of
from reach.graph.settled import NO_SETTINGS, Settings, left_to_others, settled
from reach.graph.sinks import SinkCall, called
from reach.graph.sites import call_targets
from reach.graph.steps import Steps
from reach.records import code as ir
from reach.records.finding import UNSURE
from reach.records.record import dataclass

MAX_VARIANTS = 24
"""Ways up from one sink that are told apart by their arguments."""

MAX_CLIMB = 8
"""Calls above the sink over which arguments are followed apart."""

MAX_WITNESSES = 12
"""Witnesses kept for one sink call."""

MAX_TRIED = 200
"""Ways followed from one variant until enough turn out to be possible."""

MAX_DETOURS = 24
"""Ways around calls that are ruled out, for one sink call."""

MAX_BACK = 3
"""Calls on a way that ended, around one of which another is searched, the last one first."""

MAX_WORK = 500_000
"""Operations evaluated to follow the ways to one sink call."""

MAX_OTHERS = 8
"""Other calls of the same function that are tried where one turns out impossible."""

MAX_RETRIES = 12
"""How often one way goes back to another call that was possible as well."""

MAX_SIFTED = 200
"""Callers of one function of which it is asked whether they can lead to the sink."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way from an entry point to a sink call, with the context of the sink's function."""

    entry: Entry | None
    edges: tuple[Edge, ...]
    context: Context | None
    above: tuple[Context | None, ...] = field(default=(), compare=False)
    """The contexts of the callers, one for each edge."""


class _Walk:
    """A way that is followed, and what ends it."""

    def __init__(
        self, entry: Entry | None, edges: tuple[Edge, ...], sink: SinkCall, free: int, strict: bool
    ) -> None:
        self.entry = entry
        self.edges = edges
        self.sink = sink
        self.free = free
        self.strict = strict
        self.launches = NO_LAUNCHES
        """The processes that take this way, where options are given to some."""
        self.closely = False
        """Whether what its calls pass on is told apart by the conditions around them."""
        self.retries = MAX_RETRIES
        self.failed: Edge | None = None
        """The call that some condition rules out, or after which a later one calls something else,
        the first time that the way ended."""
        self._ended = False

    def fails(self, number: int) -> None:
        """The way ends, and would not without this call."""
        if not self._ended:
            self._ended = True
            self.failed = self.edges[number] if number >= 0 else None


class Paths:
    """Searches one call graph."""

    def __init__(self, graph: CallGraph, entries: list[Entry]) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self.above, self.dead = Above(graph, entries), Dead(graph)
        self.steps = Steps(graph)
        self._known: dict[tuple[Body, int, tuple[str, ...]], list[Path]] = {}
        self.detours = 0
        """How often a way around something may still be searched."""
        self.end = 0
        """Steps at which no more ways to the sink call at work are followed."""

    def witnesses(self, sink: SinkCall) -> list[Path]:
        """The best ways to a sink call, one for each entry point and set of arguments. Where
        conditions rule out all of them, the conditions are not believed."""
        key = (sink.body, sink.vid, sink.names)
        known = self._known.get(key) if self.ev.concluded else None
        if known is None:
            known = self._known[key] = self._witnesses(sink)
        return known

    def _witnesses(self, sink: SinkCall) -> list[Path]:
        variants = self.variants(sink)
        self.detours, self.end = MAX_DETOURS, self.ev.steps + MAX_WORK
        found = [p for variant in variants for p in self._verified(variant, sink, True)]
        if not found:
            found = [p for variant in variants for p in self._verified(variant, sink, False)]
        if not found and self.ev.steps > self.end:
            found = self._unverified(variants, sink)
        found.sort(key=lambda p: (-STRENGTH[p.entry.grade] if p.entry else 1, length(p.edges)))
        return found

    def _verified(self, variant: tuple[Edge, ...], sink: SinkCall, strict: bool) -> list[Path]:
        """The ways of the strongest grade that turn out possible, and a few of the next."""
        found: list[Path] = []
        best = ""
        for entry, prefix in islice(self.above.ways(*_top(variant, sink)), MAX_TRIED):
            strong = STRENGTH[entry.grade] >= STRENGTH["runnable"]
            if len(found) >= (MAX_WITNESSES if strong else 2):
                break
            if self.ev.steps > self.end:
                self.ev.exhausted.add(sink.body.name)
                break
            if best and entry.grade != best and not strong:
                break
            if strict and self.loading.leaves_out(entry, prefix + variant):
                continue
            path = self._follow_any(entry, prefix, variant, sink, strict)
            if path is not None:
                best = best or entry.grade
                found.append(path)
        return found

    def _unverified(self, variants: list[tuple[Edge, ...]], sink: SinkCall) -> list[Path]:
        """The best way of each variant, where there was too much to follow; if there is any,
        through modules that the program loads."""
        ways, out = self.above.ways, self.loading.leaves_out
        best = ((v, way) for v in variants for way in islice(ways(*_top(v, sink)), 3))
        found = [Path(entry, (*prefix, *v), None) for v, (entry, prefix) in best]
        return [p for p in found if p.entry and not out(p.entry, p.edges)] or found

    # -- upwards -------------------------------------------------------------------------------

    @cached_property
    def loading(self) -> Loading:
        """Which modules the programs among the entry points load."""
        every = chain.from_iterable(self.above.entries.values())
        started = [e.body for e in every if e.main or (e.launch and not e.handler)]
        return Loading(self.graph, started)

    @cached_property
    def callers(self) -> dict[Body, list[Edge]]:
        """Edges that lead into a function."""
        found: dict[Body, list[Edge]] = {}
        for edges in self.graph.edges.values():
            for edge in edges.values():
                found.setdefault(edge.callee, []).append(edge)
        return found

    def variants(self, sink: SinkCall) -> list[tuple[Edge, ...]]:
        """Chains of callers that may give the sink different arguments."""
        done: list[tuple[Edge, ...]] = []
        work: list[tuple[Edge, ...]] = [()]
        while work:
            chain = work.pop(0)
            body, vid = (chain[0].caller, chain[0].vid) if chain else (sink.body, sink.vid)
            above = self._distinct(body, vid, chain)
            if len(done) + len(work) + len(above) > MAX_VARIANTS:
                above = self._sifted(above, chain)
            if not above or len(done) + len(work) + len(above) > MAX_VARIANTS:
                done.append(chain)
                continue
            if any(e in self.above.entries for e in (node_of(body, False), node_of(body, True))):
                done.append(chain)
            work += [(edge, *chain) for edge in above]
        return done

    def _distinct(self, body: Body, vid: int, chain: tuple[Edge, ...]) -> list[Edge]:
        if len(chain) >= MAX_CLIMB or vid < 0 or not call_depends(body, vid):
            return []
        inside = {e.caller for e in chain} | {body}
        again = not any(e.caller is e.callee for e in chain)
        edges = [
            e
            for e in self.callers.get(body, ())
            if (e.caller not in inside or (again and e.caller is body))
            and e.certainty not in UNSURE
        ]
        return sorted(
            edges, key=lambda e: (e.caller is body, COSTS[e.certainty], e.caller.index, e.vid)
        )

    def _sifted(self, above: list[Edge], chain: tuple[Edge, ...]) -> list[Edge]:
        """Those of many calls that can lead on: of all that call the wrapper which a decorator
        makes, those of the function that is decorated here."""
        if not chain or len(above) > MAX_SIFTED:
            return above
        return [edge for edge in above if self.steps.leads(edge, chain[0])]

    # -- forwards --------------------------------------------------------------------------------

    def _follow_any(
        self,
        entry: Entry,
        prefix: tuple[Edge, ...],
        variant: tuple[Edge, ...],
        sink: SinkCall,
        strict: bool,
    ) -> Path | None:
        """The best way that is possible: where a condition rules out a call, ways around it."""
        hidden: list[Edge] = []
        way: tuple[Edge, ...] | None = prefix
        while way is not None:
            path = self.follow(entry, (*way, *variant), sink, len(way), strict)
            if isinstance(path, Path):
                return path
            if path is None or path not in way or self.detours <= 0:
                return None
            behind = way[: way.index(path) + 1][::-1]
            for edge in behind[: min(MAX_BACK, self.detours)]:
                self.detours -= 1
                way = self.above.around(entry, *_top(variant, sink), [*hidden, edge])
                if way is not None:
                    hidden.append(edge)
                    break
        return None

    def follow(
        self,
        entry: Entry | None,
        edges: tuple[Edge, ...],
        sink: SinkCall,
        free: int = 0,
        strict: bool = True,
    ) -> Path | Edge | None:
        """The path with the context its calls make; None when it is impossible, or the call that
        some condition rules out, or after which a later one calls something else. Each of the
        `free` first edges may be replaced by another call of the same function in the same
        caller."""
        self.ev.begin()
        walk, settings = _Walk(entry, edges, sink, free, strict), NO_SETTINGS
        context = self.start(entry) if entry is not None else None
        if entry is not None and strict:
            settings, walk.launches = settled(self.ev, entry), launches_of(self.ev, entry)
        return self._descend(walk, (), (), context, settings) or walk.failed

    def alone(self, path: Path, sink: SinkCall) -> Path | None:
        """A way that several processes take, as the one takes that its entry point names; None
        where its command line rules the way out."""
        entry = path.entry
        if entry is None or not entry.also or not launches_of(self.ev, entry):
            return path
        found = self.follow(replace(entry, also=()), path.edges, sink)
        return replace(found, entry=entry) if isinstance(found, Path) else None

    def closely(self, path: Path, sink: SinkCall) -> Path:
        """The same way of one process with what its calls pass on under the conditions around them,
        which takes longer to find: `if row.kind == "a": load(row.name)`."""
        self.ev.begin()
        own = replace(path.entry, also=()) if path.entry is not None else None
        context = self.start(own) if own is not None else None
        found = self.follow_in(context, replace(path, entry=own), sink, closely=True)
        return replace(found, entry=path.entry) if found is not None else path

    def follow_in(
        self, context: Context | None, path: Path, sink: SinkCall, closely: bool = False
    ) -> Path | None:
        """The same way, begun in a context."""
        self.ev.begin()
        walk = _Walk(path.entry, path.edges, sink, 0, strict=False)
        walk.closely = closely
        walk.launches = launches_of(self.ev, path.entry) if path.entry is not None else NO_LAUNCHES
        return self._descend(walk, (), (), context, NO_SETTINGS)

    def _descend(
        self,
        walk: "_Walk",
        taken: tuple[Edge, ...],
        above: tuple[Context | None, ...],
        context: Context | None,
        settings: Settings,
    ) -> Path | None:
        """The rest of a way, where the calls before it were taken. Where it turns out impossible,
        other calls of the same function are tried, the last first: `log(a); log(b)` call one
        wrapper, which goes on to another function each time."""
        number = len(taken)
        if walk.launches and not any(edge.certainty == "process" for edge in taken):
            here = walk.edges[number].caller if number < len(walk.edges) else walk.sink.body
            context = as_given(self.ev, walk.launches, here, context)
        if number == len(walk.edges):
            if self._arrives(walk.sink, context, settings, walk.strict):
                return Path(walk.entry, taken, context, above)
            walk.fails(number - 1)
            return None
        edge = walk.edges[number]
        ruled_out = followed = False
        for each in (edge, *(self._others(edge) if number < walk.free else ())):
            if followed and walk.retries <= 0:
                break
            if self.dead(each.caller, each.vid) or (
                walk.strict and not runs(self.ev, each.caller, each.vid, context, settings)
            ):
                ruled_out = True
                continue
            if left_to_others(self.ev, each, settings):
                ruled_out = True
                continue
            known, inner = self.steps.step(each, context, walk.closely)
            if known:
                walk.retries -= followed
                followed = True
                ahead = NO_SETTINGS if each.certainty == "process" else settings
                path = self._descend(walk, (*taken, each), (*above, context), inner, ahead)
                if path is not None:
                    return path
        if not followed:
            walk.fails(number if ruled_out or not number else min(number, walk.free) - 1)
        return None

    def _arrives(
        self, sink: SinkCall, context: Context | None, settings: Settings, strict: bool
    ) -> bool:
        """Whether the sink call runs in a context, and is one of what is looked for."""
        body, vid = sink.body, sink.vid
        if self.dead(body, vid) or (strict and not runs(self.ev, body, vid, context, settings)):
            return False
        return not (strict and context is not None and self._something_else(sink, context))

    def _something_else(self, sink: SinkCall, context: Context) -> bool:
        """Whether a call of several things, such as `cls.from_pretrained`, is certainly one of
        another of them in this context."""
        body, vid, op = sink.body, sink.vid, sink.body.ops[sink.vid]
        names = {called(name) for at, name in self.graph.externals.get(body, ()) if at == vid}
        if op[0] != ir.CALL or names.isdisjoint(sink.names):
            return False
        inside = self.graph.edges.get(body, {}).values()
        if names <= set(sink.names) and not any(edge.vid == vid for edge in inside):
            return False
        callees = self.ev.eval(body, op[1], context)
        targets, _ = call_targets(self.ev, body, vid, op, context)
        if not targets or any(isinstance(callee, Unknown) for callee in callees):
            return False
        return all(t.body is not None or called(t.name) not in sink.names for t in targets)

    def _others(self, edge: Edge) -> list[Edge]:
        """Other calls of the same function in the same caller, no less certain."""
        return [
            other
            for other in self.graph.edges.get(edge.caller, {}).values()
            if other.callee is edge.callee
            and other is not edge
            and COSTS[other.certainty] <= COSTS[edge.certainty]
        ][:MAX_OTHERS]

    def start(self, entry: Entry) -> Context | None:
        """The context in which an entry point is called."""
        public = entry.kind == "public-api"
        if not public:
            if entry.grade not in ("exposed", "deployed") or not entry.handler:
                return None
            if entry.sent and self.ev.callers.get(entry.body):
                return None
        key = ("start", public, entry.body, entry.name, entry.given, entry.inputs, entry.closure)
        called = caller_context if public else request_context
        return once(self.ev, key, lambda: called(self.ev, entry))


def _top(variant: tuple[Edge, ...], sink: SinkCall) -> tuple[Body, int]:
    """The call that a way up from a sink begins with."""
    return (variant[0].caller, variant[0].vid) if variant else (sink.body, sink.vid)
