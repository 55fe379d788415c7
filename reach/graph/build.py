"""The call graph, built in rounds until no call site finds a new callee."""

from collections.abc import Callable, Iterable
from dataclasses import field

from reach.flow import (  # noqa: F401  (they register themselves)
    contents,
    decorators,
    environment,
    intercepted,
    kinds,
    loggers,
    objects,
    operations,
    os_paths,
    paths,
    reflection,
    standins,
    synthetic,
    through,
)
from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.program import Program
from reach.flow.settings import models  # noqa: F401  (likewise)
from reach.graph.builtin_calls import builtin_targets
from reach.graph.families import in_families
from reach.graph.implicit import (
    implicit_calls,
    is_watched,
    tested_operations,
    truth_targets,
    watched_operations,
)
from reach.graph.imported import IMPORTERS, imported_targets
from reach.graph.made_for_keys import unasked
from reach.graph.memoised import memoised
from reach.graph.names import fallback
from reach.graph.order import in_turn
from reach.graph.related import Related
from reach.graph.replaced import without_replaced
from reach.graph.sites import Target, call_targets
from reach.graph.stores import stores
from reach.records import code as ir
from reach.records.record import dataclass

LARGE = 5_000
LITTLE = 0.004
"""Beyond so many edges, rounds stop when one adds less than this share of them."""

HUGE = 20_000
"""Beyond so many edges declared types are used where they stand, and not passed on; and what only
says more about what is not known is left to those that ask for it in the end."""

LOCAL_WORK = 400
"""Operations evaluated for one site there."""

WORK = 4_000_000
WORK_PER_SITE = 20
"""Operations evaluated for a graph before no more callers are followed."""

MAX_ROUNDS = 12
"""Rounds of one kind after which the graph is taken as it is."""


Question = tuple[Body, int]
"""A site: what may it call?"""

_EARLY = frozenset((ir.CALL, ir.SETATTR, ir.IMPORT, ir.FROM, ir.CLASS, ir.ENTER))


@dataclass(frozen=True, slots=True)
class Edge:
    """One callee of one call site."""

    caller: Body
    vid: int
    callee: Body
    certainty: str


@dataclass(slots=True)
class CallGraph:
    """Who calls whom."""

    program: Program
    evaluator: Evaluator
    related: Related | None = None
    """Which modules have to do with each other, and with what is looked for."""
    whole: bool = False
    """Whether the others are resolved as well."""
    edges: dict[Body, dict[tuple[int, Body], Edge]] = field(default_factory=dict)
    """By caller; one edge for each call site and callee."""
    externals: dict[Body, dict[tuple[int, str], None]] = field(default_factory=dict)
    """Calls of things outside the project: call site and dotted name."""
    rounds: int = 0
    unfinished: bool = False
    """Whether building it took more work than it may."""
    cut: dict[Body, None] = field(default_factory=dict)
    """Classes with more heirs than are looked at."""
    started: Callable[[Body, int, Context | None], list[Body]] = lambda *_: []
    """What a call that runs a command enters in one context."""

    more: Callable[[], bool] = lambda: False
    """Resolves what was asked for since and had not been resolved; whether there was anything."""

    ask: Callable[[Body], None] = lambda _: None
    """Resolves all calls of a function, if they are not."""

    def edges_of(self, body: Body) -> dict[tuple[int, Body], Edge]:
        """Edges that leave a function, by call site and callee."""
        self.ask(body)
        return self.edges.get(body, {})

    def externals_of(self, body: Body) -> dict[tuple[int, str], None]:
        """What a function calls outside the project, by call site and name."""
        self.ask(body)
        return self.externals.get(body, {})

    def callees(self, body: Body) -> list[Edge]:
        """Edges that leave a function."""
        return list(self.edges.get(body, {}).values())


def build(
    program: Program,
    evaluator: Evaluator | None = None,
    progress: Callable[[int, int], None] | None = None,
    related: Related | None = None,
    whole: bool = False,
) -> CallGraph:
    """Resolve the call sites of all modules that have to do with what is looked for; of all modules
    if `whole`, or without `related`."""
    graph = CallGraph(program, evaluator or Evaluator(program), related, whole)
    builder = Builder(graph)
    graph.evaluator.allowance = WORK + WORK_PER_SITE * len(builder.todo)
    builder.settle(progress)
    builder.listen()
    builder.settle(progress)
    builder.widen(progress)
    if builder.edges() > HUGE or graph.evaluator.spent:
        builder.guess_here(progress)
    else:
        builder.guess()
        builder.settle(progress)
        builder.widen(progress)
    graph.unfinished = graph.evaluator.spent
    graph.evaluator.tracking = graph.evaluator.building = False
    graph.evaluator.end = graph.evaluator.allowance = 1 << 60
    builder.finish()
    return graph


class Builder:
    """Asks sites, and notes what they call."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self.watched = watched_operations(graph.program)
        self.tested: dict[Body, frozenset[int]] = {}
        self.todo: list[Question] = []
        self.late: list[Question] = []
        """Sites that may call a special method: most do not, and few values depend on them."""
        self.listening = False
        """Whether special methods count."""
        self.begin()
        self.todo = in_turn(self.todo)
        self.unresolved: dict[Question, None] = {}
        self.grown: dict[object, None] = {}
        """Callers and stores found in this round."""
        self.following = True
        """Whether what a call passes on counts as well."""
        self.wide: dict[Question, None] | None = {}
        """Calls with more callees than one answer holds, to be taken apart; None: at once."""

    def begin(self) -> None:
        """The sites to be asked at first."""
        graph, related = self.graph, self.graph.related
        bodies: Iterable[Body] = graph.program.bodies
        if related is not None and not graph.whole:
            bodies = filter(related.matters, bodies)
        self.take_all(bodies)

    def take_all(self, bodies: Iterable[Body]) -> None:
        """All sites of these functions are to be asked."""
        watched = self.watched.kinds | {ir.BINOP}
        for body in bodies:
            tests = self.tests(body)
            for vid, op in enumerate(body.ops):
                if op[0] in watched or vid in tests:
                    self.take((body, vid))

    def tests(self, body: Body) -> frozenset[int]:
        """The operations of a function whose truth is asked for."""
        found = self.tested.get(body)
        if found is None:
            found = self.tested[body] = tested_operations(self.graph.program, body)
        return found

    def take(self, site: Question) -> None:
        """A site is to be asked, if there is anything to ask."""
        body, vid = site
        op = body.ops[vid]
        if is_watched(self.watched, body, op) or vid in self.tests(body):
            early = op[0] in _EARLY or (op[0] == ir.ATTR and self._is_property(op))
            (self.todo if early or self.listening else self.late).append(site)

    def _is_property(self, op: ir.Op) -> bool:
        return op[2] in self.graph.program.property_names

    def settle(self, progress: Callable[[int, int], None] | None) -> None:
        """Ask until nothing grows; in a large program, until little does."""
        known = 0
        for _ in range(MAX_ROUNDS):
            if self.ev.spent or not self.round(progress):
                break
            self.graph.rounds += 1
            edges = self.edges()
            if edges > LARGE and edges - known < edges * LITTLE:
                break
            known = edges

    def listen(self) -> None:
        """From now on special methods count as well."""
        self.listening = True
        self.again((), (*self.todo, *self.late))

    def edges(self) -> int:
        """Number of edges so far."""
        return sum(map(len, self.graph.edges.values()))

    def widen(self, progress: Callable[[int, int], None] | None) -> None:
        """Take apart the calls with too many callees, now that their answers hardly change."""
        if self.wide and not self.ev.spent:
            sites, self.wide = self.wide, None
            self.todo = list(sites)
            self.round(progress)
            self.wide = {}
            self.settle(progress)

    def guess_here(self, progress: Callable[[int, int], None] | None) -> None:
        """Declared types for the sites that have no callee yet. What these calls pass on is not
        followed: in a huge program it would be everything."""
        self.ev.drop()
        self.ev.tracking = False
        self.ev.guessing = True
        self.ev.forget("guess")
        self.following = False
        exhausted = set(self.ev.exhausted)
        sites = self.todo = sorted(
            (q for q in self.unresolved if q[0].ops[q[1]][0] == ir.CALL),
            key=lambda q: (q[0].index, q[1]),
        )
        end = self.ev.steps + WORK + WORK_PER_SITE * len(sites)
        for number, question in enumerate(sites):
            if progress is not None and number % 4096 == 0:
                progress(number, len(sites))
            self.ev.begin(LOCAL_WORK)
            self.put(question)
            if self.ev.steps > end:
                self.ev.allowance = 0
                break
        self.ev.exhausted = exhausted

    def guess(self) -> None:
        """From now on declared types stand in for what is not known."""
        self.ev.guessing = True
        self.again(("guess",), self.todo)

    def round(self, progress: Callable[[int, int], None] | None) -> bool:
        """Put every question whose answer may have changed; whether anything grew."""
        self.grown = {}
        for number, question in enumerate(self.todo):
            if progress is not None and number % 4096 == 0:
                progress(number, len(self.todo))
            self.ev.put(question)
            if self.ev.spent:
                self.ev.begin(LOCAL_WORK)
            self.put(question)
        self.again(self.grown)
        return bool(self.grown)

    def again(self, sources: Iterable[object], left: Iterable[Question] = ()) -> None:
        """What has to be asked in the next round, now that these have changed."""
        questions = self.ev.update(sources, patient=self.edges() > HUGE)
        questions.update(dict.fromkeys(left))
        self.todo = sorted(questions, key=lambda q: (q[0].index, q[1]))

    def put(self, question: Question) -> None:
        """Resolve one site, unless it leads too deep."""
        try:
            self.visit(*question)
        except RecursionError:
            self.ev.recover(question[0].name)

    def visit(self, body: Body, vid: int) -> None:
        """Resolve one site."""
        ev = self.ev
        op = body.ops[vid]
        kind = op[0]
        if kind == ir.CALL and op[7] & ir.PATTERN:
            return
        targets: list[Target] = []
        if kind == ir.CALL:
            targets, known = self.called(body, vid, op)
            for name in dict.fromkeys(t.name for t in targets if t.body is None):
                targets += builtin_targets(ev, body, name, op)
                if name in IMPORTERS:
                    targets += imported_targets(ev, body, vid)
            targets += memoised(ev, body, op, targets)
            self.leave((body, vid), not known)
        elif is_watched(self.watched, body, op):
            targets = implicit_calls(ev, body, vid, op)
            if kind == ir.ATTR and op[2] in self.graph.program.getters:
                self.leave((body, vid), not targets)
        if vid in self.tests(body):
            targets += truth_targets(ev, body, vid)
        if kind in (ir.CALL, ir.ATTR):
            targets = without_replaced(ev, body, op, targets)
        if self.following and kind in (ir.CALL, ir.SETATTR):
            self.store(body, vid)
        for target in targets:
            self.add(body, vid, target)

    def leave(self, question: Question, unresolved: bool) -> None:
        """Note whether a site has to fall back on a name in the end."""
        if unresolved:
            self.unresolved[question] = None
        else:
            self.unresolved.pop(question, None)

    def called(self, body: Body, vid: int, op: ir.Op) -> tuple[list[Target], bool]:
        """What a call calls. What a function around was given is called with what is passed on to
        it: calls of that function are told apart."""
        if body.ops[op[1]][0] != ir.FREE:
            return call_targets(self.ev, body, vid, op, None, self.wide)
        targets: list[Target] = []
        known = False
        for context in self.ev.apart_by_closure(body):
            more, each = call_targets(self.ev, body, vid, op, context, self.wide)
            targets += more
            known = known or each
        return targets, known

    def add(self, body: Body, vid: int, target: Target) -> None:
        """Record an edge, and the caller's arguments for the callee."""
        if target.body is None:
            names = self.graph.externals.setdefault(body, {})
            names[vid, target.name] = None
            return
        edges = self.graph.edges.setdefault(body, {})
        key = (vid, target.body)
        if key not in edges:
            edges[key] = Edge(body, vid, target.body, target.certainty)
            self.enter(body, target.body)
        if not self.following:
            return
        context = self.ev.context(target.body, target.closure, target.arguments, True)
        if context is not None and self.ev.called(context):
            self.grown[target.body] = None

    def enter(self, body: Body, callee: Body) -> None:
        """A function calls another one: if the first has to do with what is looked for, so has the
        second, whatever its module is."""
        graph, related = self.graph, self.graph.related
        if related is None or related.matters(callee) or not related.matters(body):
            return
        bodies = [each for each in graph.program.bodies if related.same(each, callee)]
        related.take(callee.facts.path)
        if not graph.whole:
            self.take_all(bodies)

    def store(self, body: Body, vid: int) -> None:
        """Register what a site assigns to something that others read."""
        for key in stores(self.ev, body, vid):
            table = self.ev.stores[key]
            if (body, vid) not in table:
                table[body, vid] = None
                self.grown[key] = None

    def finish(self) -> None:
        """Calls nothing is known about: fall back on the name of the method."""
        for body, vid, made in unasked(self.graph):
            self.add(body, vid, made)
        related = self.graph.related
        for body, vid in self.unresolved:
            for target in fallback(self.ev, body, vid):
                if related is not None and not related.same(body, target):
                    continue
                self.guessed(body, vid, target)
        for body, vid, target in in_families(self.ev, self.graph.cut):
            if related is None or (related.matters(body) and related.same(body, target)):
                self.guessed(body, vid, target)

    def guessed(self, body: Body, vid: int, target: Body) -> None:
        """Record an edge of which only the name is known."""
        edges = self.graph.edges.setdefault(body, {})
        edges.setdefault((vid, target), Edge(body, vid, target, "name"))
