"""What is certain at a place of a function: conditions that hold, checks that were made."""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Context
from reach.flow.values import Const, External, is_fixed
from reach.flow.writers import called_name
from reach.graph.build import CallGraph
from reach.graph.dominance import (
    Partial,
    Site,
    calls_before,
    conditions,
    entered,
    managers,
    partials,
    refusals,
    return_sites,
)
from reach.judge.depended import depended
from reach.judge.digests import compares
from reach.judge.partial import pieces
from reach.judge.passing import carried, given_to, is_bound
from reach.judge.recognise import Fact, Recogniser
from reach.judge.slices import slice_of
from reach.judge.targets import before, made_for, refused
from reach.records import code as ir
from reach.records.rule import Guard, Ruleset

MAX_APART = 48
"""Contexts of one function in which its checks are told apart; after that its calls are one."""

MAX_NESTED = 3
"""Functions within one another that are looked into for checks."""


LITTLE_WORK = 600
"""Operations evaluated for one condition: what is fixed is found soon, or it is not."""


class Certainty:
    """Remembers what was found out about each place."""

    def __init__(self, graph: CallGraph, ruleset: Ruleset) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self.known = Recogniser(graph, ruleset)
        self._established: dict[tuple[Site, Context | None], list[Fact]] = {}
        self._told: dict[Site, list[Partial]] = {}
        """What conditions say about each place, and what of that is certain."""
        self._certain: dict[Site, list[Partial]] = {}
        self._fixed: dict[tuple[Body, int, Context | None], bool | None] = {}
        self._swallowed: dict[Body, list[tuple[int, int]]] = {}
        self._may_refuse: dict[Body, bool] = {}
        self._callees: dict[Body, dict[int, list[Body]]] = {}
        self._apart: dict[Body, set[Context | None]] = {}
        self._targets: dict[tuple[Body, str], dict[int, int]] = {}

    def established(self, site: Site, context: Context | None, depth: int) -> list[Fact]:
        """What is certain at a place of a function."""
        memo = (site, context)
        found = self._established.get(memo)
        if found is None:
            self._established[memo] = []
            found = self._established[memo] = self._establish(site, context, depth)
        return found

    def _establish(self, site: Site, context: Context | None, depth: int) -> list[Fact]:
        body, swallowed = site.body, self.swallowed(site.body)
        found: list[Fact] = []
        through = entered(site, lambda vid, outcome: self._holds(body, vid, outcome, context))
        for vid, outcome in conditions(site, self.ends, swallowed, through):
            found += self.certain(body, vid, outcome, context, depth)
        for test in self.under_others(site, context):
            found += self.known.where_given(body, test, context)
        for vid in calls_before(site, swallowed, through):
            found += self.known.called(body, vid)
            found += self.checked(body, vid, None, context, depth)
        for vid in refusals(site, swallowed):
            found += self.known.each_refused(body, vid)
        found += self._targets_refused(site)
        for enter in managers(site):
            found += self.known.within(body, enter, context)
        return found + depended(self, body, depth) if depth < MAX_NESTED else found

    def _targets_refused(self, site: Site) -> Iterator[Fact]:
        """Configurations that a function of the project has looked through for targets."""
        guards = self.known.forms.get("targets", ())
        for vid, under in before(site) if guards else ():
            callees = self.callees(site.body, vid)
            for guard in guards if len(callees) == 1 else ():
                for index, cond in self._refused(callees[0], guard).items():
                    given = given_to(site.body, vid, callees[0], index)
                    if given is not None and made_for(site.body, under, given):
                        atoms = slice_of(site.body, given).atoms
                        yield Fact(guard, atoms, callees[0], cond)

    def _refused(self, callee: Body, guard: Guard) -> dict[int, int]:
        known = self._targets.get((callee, guard.id))
        if known is None:
            known = self._targets[callee, guard.id] = refused(callee, guard.expression or "")
        return known

    def under_others(self, site: Site, context: Context | None) -> Iterator[Partial]:
        """Comparisons that are certain where other conditions hold, of which it is not known
        whether they do."""
        for test in self._pieces(site):
            if test.under and compares(site.body, test):
                settled = self._settled(site.body, test, context)
                if settled is not None and settled.under:
                    yield settled

    def pieces(self, site: Site) -> list[Partial]:
        """What is certain, each with the conditions that it takes and that are not known to hold.
        What takes one that is known not to hold is left out."""
        found = self._certain.get(site)
        if found is None:
            settled = [self._settled(site.body, test, None) for test in self._pieces(site)]
            found = self._certain[site] = [test for test in settled if test is not None]
        return found

    def _pieces(self, site: Site) -> list[Partial]:
        found = self._told.get(site)
        if found is None:
            swallowed = self.swallowed(site.body)
            whole = [Partial(*each, ()) for each in conditions(site, self.ends, swallowed)]
            every = [*whole, *partials(site, self.ends, swallowed)]
            found = self._told[site] = list(pieces(site.body, every))
        return found

    def _settled(self, body: Body, test: Partial, context: Context | None) -> Partial | None:
        """A test without the conditions that are known to hold; None where one does not."""
        known = {vid: self._known(body, vid, context) for vid, _ in test.under}
        if any(known[vid] not in (outcome, None) for vid, outcome in test.under):
            return None
        return test._replace(under=tuple(u for u in test.under if known[u[0]] is None))

    def _known(self, body: Body, vid: int, context: Context | None) -> bool | None:
        """The outcome of a condition that nobody outside the code can change, nor a caller that is
        not known."""
        values = self.ev.eval(body, vid, context) if context is None else frozenset()
        if any(isinstance(value, Const) and value.kind == "default" for value in values):
            return None
        return next((o for o in (True, False) if self._holds(body, vid, o, context)), None)

    def _holds(self, body: Body, vid: int, outcome: bool, context: Context | None) -> bool:
        """Whether a condition has this outcome here, and nobody outside the code can change it."""
        place = body, vid, context
        if place not in self._fixed:
            with self.ev.briefly(LITTLE_WORK):
                values = self.ev.eval(*place)
            truths = {bool(v.value) if is_fixed(v) else None for v in values}
            self._fixed[place] = truths.pop() if len(truths) == 1 else None
        return self._fixed[place] is outcome

    def certain(
        self, body: Body, vid: int, outcome: bool, context: Context | None, depth: int
    ) -> list[Fact]:
        """What follows from a condition that has this outcome."""
        op = body.ops[vid]
        while op[0] in (ir.NOT, ir.REFINE, ir.AWAIT):
            outcome = not outcome if op[0] == ir.NOT else outcome
            vid = op[1]
            op = body.ops[vid]
        if op[0] in (ir.AND, ir.OR):
            first = self.certain(body, op[1], outcome, context, depth)
            second = self.certain(body, op[2], outcome, context, depth)
            return first + second if (op[0] == ir.AND) == outcome else both(first, second)
        if op[0] == ir.SELECT:
            return self._selected(body, op, outcome, context, depth)
        if op[0] != ir.CALL:
            return list(self.known.tested(body, vid, outcome, context))
        found = [*self.known.called(body, vid), *self.checked(body, vid, outcome, context, depth)]
        if called_name(body, op) in ("any", "bool") and outcome and op[2] and op[2][0] >= 0:
            inner = body.ops[op[2][0]]
            test = inner[2] if inner[0] == ir.COMP else op[2][0]
            return found + self.certain(body, test, True, context, depth)
        return found + list(self.known.tested(body, vid, outcome, context))

    def _selected(
        self, body: Body, op: ir.Op, outcome: bool, context: Context | None, depth: int
    ) -> list[Fact]:
        """What follows from a flag that one of two arms set: the arm that can have done so."""
        fitting = [
            body.ops[arm][0] != ir.CONST or bool(body.ops[arm][1]) is outcome for arm in op[2:4]
        ]
        if all(fitting) or not any(fitting):
            return []
        found = self.certain(body, op[1], fitting[0], context, depth)
        return found + self.certain(body, op[2] if fitting[0] else op[3], outcome, context, depth)

    def checked(
        self, body: Body, vid: int, outcome: bool | None, context: Context | None, depth: int
    ) -> list[Fact]:
        """What a function of the project has checked once it returned: anything, or a true value.

        All functions that may be called here must have. A function that calls itself has, on the
        way there, checked what it checks anyway."""
        callees = self.callees(body, vid)
        if depth >= MAX_NESTED or not callees or body in callees or self.known.external(body, vid):
            return []
        if outcome is None and not all(map(self.may_refuse, callees)):
            return []
        every = [self._checked(body, vid, callee, outcome, context, depth) for callee in callees]
        found = every[0]
        for other in every[1:]:
            found = both(found, other)
        return found

    def may_refuse(self, body: Body) -> bool:
        """Whether something is certain once a function returned that was not before."""
        known = self._may_refuse.get(body)
        if known is None:
            self._may_refuse[body] = False
            known = self._may_refuse[body] = all(
                site.block
                or any(partials(site, lambda _body, _vid: False, []))
                or any(
                    self.known.external(body, vid) or any(map(self.may_refuse, callees))
                    for vid in calls_before(site, [])
                    for callees in (self.callees(body, vid),)
                )
                for _, site in return_sites(body)
            )
        return known

    def _checked(
        self,
        body: Body,
        vid: int,
        callee: Body,
        outcome: bool | None,
        context: Context | None,
        depth: int,
    ) -> list[Fact]:
        found: list[Fact] | None = None
        inner = self.entered(body, vid, callee, context)
        for value, site in return_sites(callee):
            op = callee.ops[value]
            if outcome is not None and op[0] == ir.CONST and bool(op[1]) is not outcome:
                continue
            facts = list(self.established(site, inner, depth + 1))
            if outcome is not None:
                facts += self.certain(callee, value, outcome, inner, depth + 1)
            found = facts if found is None else both(found, facts)
        return list(carried(body, vid, callee, found or []))

    def entered(
        self, body: Body, vid: int, callee: Body, context: Context | None
    ) -> Context | None:
        """The context of a function that is called by its name."""
        arguments = call_arguments(body, vid, context)
        if called_name(body, body.ops[vid]) not in (callee.bound_name, ""):
            return None
        if is_bound(callee):
            op = body.ops[body.ops[vid][1]]
            first = self.ev.eval(body, op[1], context) if op[0] == ir.ATTR else frozenset()
            arguments = arguments.prepend(first)
        found = self.ev.context(callee, None, arguments)
        apart = self._apart.setdefault(callee, set())
        if found not in apart and len(apart) >= MAX_APART:
            return None
        apart.add(found)
        return found

    def callees(self, body: Body, vid: int) -> list[Body]:
        """Functions of the project that a call site calls."""
        known = self._callees.get(body)
        if known is None:
            known = self._callees[body] = {}
            for site, callee in self.graph.edges_of(body):
                known.setdefault(site, []).append(callee)
        return known.get(vid, [])

    def ends(self, body: Body, vid: int) -> bool:
        """Whether a call never returns."""
        names = self.known.external(body, vid)
        if names:
            return all(self.known.exits.lookup(name) for name in names)
        callees = self.callees(body, vid)
        return bool(callees) and not any(
            b.code.returns or b.code.yields or b.code.kind != "function" for b in callees
        )

    def swallowed(self, body: Body) -> list[tuple[int, int]]:
        """Stretches inside `with suppress(...)`."""
        if body not in self._swallowed:
            self._swallowed[body] = [
                (enter, end)
                for enter, end in body.code.withs
                if any(
                    isinstance(v, External) and v.name == "contextlib.suppress()"
                    for v in self.ev.eval(body, body.ops[enter][1])
                )
            ]
        return self._swallowed[body]


def both(first: list[Fact], second: list[Fact]) -> list[Fact]:
    """Facts that hold either way: the same guard, for what both speak of."""
    found: list[Fact] = []
    for one in first:
        for other in second:
            if one.guard is not other.guard:
                continue
            if one.atoms is None or other.atoms is None:
                found.append(one if other.atoms is None else other)
            elif one.atoms & other.atoms:
                found.append(one._replace(atoms=one.atoms & other.atoms))
    return found
