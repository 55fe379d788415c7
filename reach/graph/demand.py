"""Which sites have to be asked, so that what loads something is known as well as if all were.

It begins with the sites that may call something that is looked for, and climbs from there: sites
that may call a function on the way, or one whose arguments somebody asked for; assignments of
attributes that somebody read.
"""

from collections.abc import Callable, Iterable

from reach.flow.bodies import Body
from reach.flow.evaluator import Evaluator
from reach.flow.program import Program
from reach.graph.build import MAX_ROUNDS, Builder, CallGraph
from reach.graph.candidates.callers import Candidates
from reach.graph.candidates.names import names_of
from reach.graph.candidates.network import Site
from reach.graph.sinks import find_sinks
from reach.records import code as ir
from reach.records.rule import Ruleset
from reach.rules import NameIndex

BUILDING_DEPTH = 3
"""Calls within calls that are told apart while the graph is built."""

_ALWAYS = frozenset((ir.IMPORT, ir.FROM, ir.CLASS))


def calls_of(body: Body) -> list[Site]:
    """All calls in a function."""
    return [(body, vid) for vid, op in enumerate(body.ops) if op[0] == ir.CALL]


def imported(program: Program) -> set[str]:
    """The first parts of all that is imported."""
    return {
        op[1].partition(".")[0]
        for body in program.bodies
        for op in body.ops
        if op[0] in (ir.IMPORT, ir.FROM)
    }


class Demand:
    """What was asked for, and what has to be asked next."""

    def __init__(self, program: Program, ruleset: Ruleset) -> None:
        self.program = program
        self.candidates = Candidates(program, names_of(ruleset, imported(program)))
        self.ruleset = ruleset
        self.runners = NameIndex((n, True) for r in ruleset.runners for n in r.names)
        self.asked: dict[Site, None] = {}
        self.met: set[object] = set()
        """Wishes that were met."""
        self.inside: list[Site] = []
        """Calls in functions that turned out to be on a way."""
        self.chain: dict[Body, None] = {}
        """Functions on a way to something that is looked for."""

    def first(self) -> list[Site]:
        """Where it begins."""
        found = [
            (body, vid)
            for body in self.program.bodies
            for vid, op in enumerate(body.ops)
            if op[0] in _ALWAYS
        ]
        return self.new((*found, *self.candidates.first))

    def new(self, sites: Iterable[Site]) -> list[Site]:
        """Those that were not asked yet."""
        found = [site for site in dict.fromkeys(sites) if site not in self.asked]
        self.asked.update(dict.fromkeys(found))
        return found

    def wished(self, wishes: Iterable[object]) -> list[Site]:
        """Sites that have to be asked because of what somebody asked for."""
        found: list[Site] = []
        for wish in wishes:
            if wish in self.met:
                continue
            self.met.add(wish)
            if isinstance(wish, Body):
                found += self.candidates.of(wish)
            elif isinstance(wish, tuple) and len(wish) == 2:
                place, name = wish
                if isinstance(name, str):
                    found += self.candidates.stores(place, name)
        return self.new(found)

    def climb(
        self, callers: Callable[[Body], Iterable[Body]], bodies: Iterable[Body]
    ) -> list[Body]:
        """Functions that turned out to be on a way."""
        found: list[Body] = []
        work = list(bodies)
        while work:
            body = work.pop()
            if body in self.chain:
                continue
            self.chain[body] = None
            found.append(body)
            self.inside += calls_of(body)
            work += callers(body)
        return found


class Demanded(Builder):
    """Asks only what is demanded."""

    def __init__(self, graph: CallGraph, demand: Demand) -> None:
        self.demand = demand
        self.whole: set[Body] = set()
        """Functions all of whose calls were asked."""
        self.climbed_at = (-1, -1)
        """How many edges and outside calls were known when it was last climbed."""
        self.unheard: dict[object, None] = {}
        """What grew while the results were judged."""
        graph.evaluator.wishes = {}
        super().__init__(graph)

    def begin(self) -> None:
        """The sites to be asked at first."""
        for site in self.demand.first():
            self.take(site)

    def build(self) -> CallGraph:
        """The part of the graph that matters. What is asked later is resolved by `more`."""
        self.complete()
        self.graph.more, self.graph.ask = self.again_asked, self.now
        return self.graph

    def complete(self) -> None:
        """Resolve all that is wished for."""
        ev = self.graph.evaluator
        ev.building, ev.max_depth = True, BUILDING_DEPTH
        while True:
            self.grow()
            if not ev.guessing:
                self.guess()
                self.grow()
            self.finish()
            if not self.more():
                break
        self.tell()
        ev.building = False
        ev.end = 1 << 60

    def tell(self) -> None:
        """Resolve the calls that tell of entry points, for those that lead nowhere are counted
        as well. What they depend on is nobody's wish."""
        wishes, self.ev.wishes = self.ev.wishes, {}
        for question in self.demand.new(self.demand.candidates.told):
            self.ev.put(question)
            self.put(question)
        self.ev.wishes = wishes

    def now(self, body: Body) -> None:
        """Resolve all calls of a function while the results are judged."""
        if body in self.whole:
            return
        self.whole.add(body)
        ev = self.ev
        before = ev.building, ev.max_depth, ev.cell, ev.end, ev.budget
        ev.building, ev.max_depth = True, BUILDING_DEPTH
        self.grown = {}
        for question in self.demand.new(calls_of(body)):
            ev.put(question)
            self.put(question)
        ev.building, ev.max_depth, ev.cell, ev.end, ev.budget = before
        self.unheard.update(self.grown)

    def again_asked(self) -> bool:
        """Resolve what was asked for while the results were judged; whether there was anything."""
        if not self.more() and not self.unheard:
            return False
        self.complete()
        return True

    def grow(self) -> None:
        """Settle until nobody wishes for more."""
        rounds = 0
        while True:
            grown = {**self.unheard, **self.explore()}
            self.unheard = {}
            if grown:
                self.again(grown)
                rounds += 1
            if not self.todo and self.late:
                self.todo, self.late = self.late, []
            if not self.todo or rounds > MAX_ROUNDS:
                return

    def explore(self) -> dict[object, None]:
        """Ask what is to be asked, and what is wished for because of it, without finding again
        what was found before; what grew."""
        grown: dict[object, None] = {}
        while self.todo:
            self.grown = {}
            for question in self.todo:
                self.ev.put(question)
                self.put(question)
            grown.update(self.grown)
            self.todo = []
            self.more()
        return grown

    def more(self) -> bool:
        """Take in the sites that are wished for by now; whether there are any."""
        ev, demand = self.graph.evaluator, self.demand
        wishes = list(ev.wishes or ())
        ev.wishes = {}
        sites = demand.wished(wishes) + demand.wished(self.climbed())
        sites += demand.new(demand.inside)
        demand.inside.clear()
        before = len(self.todo) + len(self.late)
        for site in sites:
            self.take(site)
        return len(self.todo) + len(self.late) > before

    def climbed(self) -> list[Body]:
        """Functions that are on the way to something, and were not known to be."""
        size = self.edges(), sum(map(len, self.graph.externals.values()))
        if size == self.climbed_at:
            return []
        self.climbed_at = size
        graph, demand = self.graph, self.demand
        callers: dict[Body, dict[Body, None]] = {}
        for caller, edges in graph.edges.items():
            for _, callee in edges:
                callers.setdefault(callee, {})[caller] = None
        start = [sink.body for sink in find_sinks(graph, demand.ruleset)]
        start += [
            body
            for body, names in graph.externals.items()
            if any(demand.runners.lookup(name) for _, name in names)
        ]
        found = demand.climb(lambda b: callers.get(b, ()), start)
        for body in list(demand.chain):
            found += demand.climb(lambda b: callers.get(b, ()), callers.get(body, ()))
        return found


def build_demanded(program: Program, evaluator: Evaluator, demand: Demand) -> CallGraph:
    """Resolve the call sites that matter for what is looked for."""
    return Demanded(CallGraph(program, evaluator), demand).build()
