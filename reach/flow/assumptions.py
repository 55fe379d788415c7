"""What if an operation had just this one of its values? Contexts that keep related values together.

`entry = REGISTRY[name]; load(entry["repo"], revision=entry["revision"])`: asked for one by one,
both arguments may come from any entry. Asked in a context that assumes one entry, they agree.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments, Context, Thunk, enclosing
from reach.flow.mutations import takes_away
from reach.flow.narrowing import outcome
from reach.flow.operands import before_loop, operands
from reach.flow.values import (
    EMPTY,
    NAMESPACE,
    Const,
    Container,
    External,
    Instance,
    Values,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ALTERNATIVES = 32
"""Values of one operation that are told apart."""

MAX_VISITED = 300
"""Operations searched for what two operands have in common."""

MAX_TESTS = 4
"""Tests whose outcomes are told apart."""

MAX_FRAMES = 6
"""Calls that are followed upwards from the operands."""


Frame = tuple[Body, Context | None]
"""A function in one context."""


class Pivot(NamedTuple):
    """An expression that several operands are made from, or a test that chose several of them."""

    frame: Frame
    vids: frozenset[int]
    """Where the same expression is written, perhaps more than once."""
    values: Values
    distance: int
    is_test: bool = False
    names: frozenset[str] = frozenset()
    """Attributes and keys that the operands read of it."""


def alternatives(
    ev: "Evaluator",
    body: Body,
    vids: Iterable[int],
    context: Context | None,
    rounds: int = 2,
    tests: int = MAX_TESTS,
) -> list[Context | None]:
    """Contexts, one for each alternative of what the operands have in common.

    A splat (`~vid`) has everything in it in common."""
    vids = list(vids)
    several = sum(2 if vid < 0 else 1 for vid in vids) > 1
    pivot = _shared(ev, body, vids, context) if rounds and tests and several else None
    if pivot is None:
        return [context]
    found: dict[Context | None, None] = {}
    rounds, tests = (rounds, tests - 1) if pivot.is_test else (rounds - 1, tests)
    for value in in_order(pivot.values):
        known = dict.fromkeys(pivot.vids, frozenset((value,)))
        inner = ev.assuming(*pivot.frame, known)
        above = _rebased(ev, (body, context), pivot.frame, inner, {})
        for each in alternatives(ev, body, vids, above, rounds, tests):
            found[each] = None
            if len(found) > 2 * MAX_ALTERNATIVES:
                return [context]
    return list(found)


def of_closures(ev: "Evaluator", context: Context | None) -> list[Context | None]:
    """Contexts, one for each closure of a function on the way that is called with several."""
    work, seen = [context], {context}
    while work:
        each = work.pop()
        if each is None or context is None:
            continue
        if each.beside:
            frame, changed = (context.body, context), (each.body, each)
            return [_rebased(ev, frame, changed, one, {}) for one in each.beside]
        given = (*each.arguments.positional, *each.arguments.keywords)
        above = [a.context for _, a in given if isinstance(a, Thunk)]
        for outer in (each.closure, *above):
            if outer not in seen:
                seen.add(outer)
                work.append(outer)
    return [context]


def narrowed(
    ev: "Evaluator",
    body: Body,
    vid: int,
    others: Iterable[int],
    context: Context | None,
    fits: Callable[[Context | None], bool],
) -> Context | None:
    """The context with those alternatives that fit of what an operand and others depend on."""
    mine = _pivots(ev, body, vid, context)
    common = [
        mine[key]._replace(
            vids=mine[key].vids | pivot.vids,
            distance=pivot.distance,
            names=mine[key].names | pivot.names,
        )
        for other in (others if mine else ())
        for key, pivot in _pivots(ev, body, other, context).items()
        if key in mine
    ]
    pivot = next(_several(ev, sorted(common, key=lambda p: p.distance)), None)
    if pivot is None:
        return context

    def assumed(values: Values) -> Context | None:
        inner = ev.assuming(*pivot.frame, dict.fromkeys(pivot.vids, values))
        return _rebased(ev, (body, context), pivot.frame, inner, {})

    fitting = frozenset(v for v in pivot.values if fits(assumed(frozenset((v,)))))
    return assumed(fitting) if fitting and fitting != pivot.values else context


def _several(ev: "Evaluator", pivots: Iterable[Pivot]) -> Iterator[Pivot]:
    """Those with several values, or with one that may be told apart by what it is made from."""
    from reach.flow.variants import variants

    for pivot in pivots:
        values = pivot.values
        if len(values) == 1:
            values = variants(ev, next(iter(values)), pivot.names)
        if 1 < len(values) <= MAX_ALTERNATIVES:
            yield pivot._replace(values=values)


def iterations(
    ev: "Evaluator", body: Body, vids: tuple[int, int], context: Context | None
) -> list[Context | None]:
    """Contexts, one for each value of the loop that two operands of a comprehension are in."""
    common = _loops(body, vids[0]) & _loops(body, vids[1])
    if not common:
        return [context]
    loop = max(common)
    values = ev.eval(body, loop, context)
    if not 1 < len(values) <= MAX_ALTERNATIVES:
        return [context]
    return [ev.assuming(body, context, {loop: frozenset((v,))}) for v in in_order(values)]


def _loops(body: Body, vid: int) -> frozenset[int]:
    """The loops that an operation is in."""
    known = body.loops.get(vid)
    if known is not None:
        return known
    ops, seen, work = body.ops, set[int](), [vid]
    while work and len(seen) < MAX_VISITED:
        each = work.pop()
        if each not in seen:
            seen.add(each)
            if ops[each][0] != ir.ITER:
                work += operands(ops[each])
    found = body.loops[vid] = frozenset(v for v in seen if ops[v][0] == ir.ITER)
    return found


def _shared(ev: "Evaluator", body: Body, vids: list[int], context: Context | None) -> Pivot | None:
    """The expression with several values that most operands depend on, the nearest of these."""
    from reach.flow.variants import variants

    seen: dict[Hashable, list[Pivot]] = {}
    covered: Counter[Hashable] = Counter()
    several = 0
    vids = [vid for vid in vids if not _is_constant(ev, body, vid, context)]
    if sum(2 if vid < 0 else 1 for vid in vids) < 2:
        return None
    for vid in vids:
        plain = vid if vid >= 0 else ~vid
        slices = _pivots(ev, body, plain, context)
        several += bool(slices) * (2 if vid < 0 else 1)
        covered.update(iter(slices))
        for key, pivot in slices.items():
            seen.setdefault(key, []).extend([pivot] * (2 if vid < 0 else 1))
    if several < 2:
        return None
    common = [(key, pivots) for key, pivots in seen.items() if len(pivots) > 1]
    if not common:
        return None
    common.sort(key=lambda c: (-covered[c[0]], sum(p.distance for p in c[1])))
    for _, best in common:
        values = best[0].values
        if best[0].is_test and outcome(ev, *_place(best[0])) is not None:
            continue
        if len(values) == 1:
            names = frozenset(name for pivot in best for name in pivot.names)
            values = variants(ev, next(iter(values)), names)
        if 1 < len(values) <= MAX_ALTERNATIVES:
            return best[0]._replace(vids=frozenset(v for p in best for v in p.vids), values=values)
    return None


def _place(test: Pivot) -> tuple[Body, int, Context | None]:
    body, context = test.frame
    return body, min(test.vids), context


def _is_constant(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> bool:
    """Whether an operand has one value, whatever it is made from."""
    values = ev.eval(body, vid, context) if vid >= 0 else EMPTY
    return len(values) == 1 and all(isinstance(value, Const) for value in values)


def _pivots(
    ev: "Evaluator", body: Body, vid: int, context: Context | None
) -> dict[Hashable, Pivot]:
    """Everything with several values that an operand depends on, nearest first."""
    found: dict[Hashable, Pivot] = {}
    names: dict[Hashable, set[str]] = {}
    key: Hashable
    work: deque[tuple[Body, int, Context | None, int]] = deque([(body, vid, context, 0)])
    seen: set[tuple[int, int, int]] = set()
    while work and len(seen) < MAX_VISITED:
        body, vid, context, frames = work.popleft()
        place = id(body), vid, id(context)
        if place in seen:
            continue
        seen.add(place)
        values = ev.eval(body, vid, context)
        op = body.ops[vid]
        if op[0] in (ir.ATTR, ir.ITEM):
            asked = names.setdefault((body, context, shape(body.ops, op[1], 0)), set())
            asked.add(_name_read(body.ops, op))
        if 1 < len(values) <= MAX_ALTERNATIVES or is_made(values):
            key = (body, context, shape(body.ops, vid, 0))
            _note(found, key, Pivot((body, context), frozenset((vid,)), values, len(seen)))
            if op[0] == ir.SELECT:
                key = (body, context, ir.SELECT, op[1])
                both = frozenset((ev.pool.const(True), ev.pool.const(False)))
                test = Pivot((body, context), frozenset((op[1],)), both, len(seen), True)
                _note(found, key, test)
        if op[0] == ir.PARAM:
            work += _passed(body, op[1], context, frames)
        elif op[0] == ir.FREE and context is not None and frames < MAX_FRAMES:
            owner, outer = enclosing(body, op[1], context)
            work += [(owner, v, outer, frames + 1) for v in op[2]]
        else:
            work += [(body, v, context, frames) for v in _used(body.ops, op)]
    for key, asked in names.items():
        if key in found:
            found[key] = found[key]._replace(names=frozenset(asked))
    return found


def is_made(values: Values) -> bool:
    """Whether it is one thing, which may be told apart by what it is made from."""
    return len(values) == 1 and all(
        isinstance(v, (Instance, Container)) or (isinstance(v, External) and v.name == NAMESPACE)
        for v in values
    )


def _name_read(ops: tuple[ir.Op, ...], op: ir.Op) -> str:
    """The attribute or key that is read; "" where that is not written."""
    name = op[2] if op[0] == ir.ATTR else ops[op[2]][1] if ops[op[2]][0] == ir.CONST else ""
    return name if isinstance(name, str) else ""


def _note(found: dict[Hashable, Pivot], key: Hashable, pivot: Pivot) -> None:
    """Add another place where an expression is written: how far the nearest is, and the values of
    the one that has fewest."""
    known = found.get(key)
    if known is not None:
        values = min(pivot.values, known.values, key=len)
        pivot = Pivot(pivot.frame, pivot.vids | known.vids, values, known.distance, pivot.is_test)
    found[key] = pivot


def _used(ops: tuple[ir.Op, ...], op: ir.Op) -> Iterator[int]:
    """The operands of an operation; of a method call the object in place of the method.

    What a container was filled with, element by element, is not one of its alternatives, nor is
    the condition under which a value is narrowed."""
    if op[0] == ir.COMP and op[6] >= 0:
        yield ops[op[6]][1]
        return
    if op[0] in (ir.COMP, ir.SETITEM, ir.MUTATE):
        if op[0] == ir.MUTATE and takes_away(ops, op):
            yield op[1]
        return
    if op[0] == ir.REFINE and op[2] >= 0:
        yield op[1]
        return
    for vid in operands(op):
        if op[0] != ir.CALL or vid != op[1]:
            yield vid
        elif ops[vid][0] == ir.ATTR:
            yield ops[vid][1]


def _passed(
    body: Body, index: int, context: Context | None, frames: int
) -> list[tuple[Body, int, Context | None, int]]:
    """Where the caller computed an argument, or what it is spread from."""
    if context is None or frames >= MAX_FRAMES:
        return []
    given = context.arguments.of_parameter(body, index)
    known = [given] if given is not None else [*_spread(context.arguments)]
    return [(g.body, g.vid, g.context, frames + 1) for g in known if isinstance(g, Thunk)]


def _spread(arguments: Arguments) -> Iterator[Argument]:
    """What stands under a star or two."""
    yield from (argument for starred, argument in arguments.positional if starred)
    yield from (argument for name, argument in arguments.keywords if name is None)


def shape(ops: tuple[ir.Op, ...], vid: int, depth: int) -> Hashable:
    """Equal for expressions that are written alike: `self.entry` twice is one thing."""
    vid = before_loop(ops, vid)
    op = ops[vid]
    if depth > 8:
        return vid
    if op[0] == ir.REFINE:
        return shape(ops, op[1], depth)
    if op[0] == ir.ATTR:
        return (ir.ATTR, shape(ops, op[1], depth + 1), op[2])
    if op[0] == ir.ITEM:
        return (ir.ITEM, shape(ops, op[1], depth + 1), shape(ops, op[2], depth + 1))
    if op[0] in (ir.GLOBAL, ir.CONST, ir.PARAM):
        return op[:2]
    if op[0] == ir.CALL:
        arguments = tuple(shape(ops, a, depth + 1) if a >= 0 else ~a for a in op[2])
        return (ir.CALL, shape(ops, op[1], depth + 1), arguments, op[3])
    return vid


# -- contexts further down ------------------------------------------------------------------------


def _rebased(
    ev: "Evaluator",
    frame: Frame,
    changed: Frame,
    new: Context,
    known: dict[Frame, Context | None],
) -> Context | None:
    """The context of a frame when that of another one, which its arguments come from, changes.
    Arguments of several calls often come from one frame: each is looked at once."""
    body, context = frame
    if body is changed[0] and context is changed[1]:
        return new
    if context is None:
        return None
    if frame in known:
        return known[frame]

    def rebase(argument: Argument) -> Argument:
        if not isinstance(argument, Thunk):
            return argument
        inner = (argument.body, argument.context)
        return argument._replace(context=_rebased(ev, inner, changed, new, known))

    arguments = Arguments(
        tuple((s, rebase(a)) for s, a in context.arguments.positional),
        tuple((k, rebase(a)) for k, a in context.arguments.keywords),
        context.arguments.partly,
    )
    closure = context.closure
    if closure is not None:
        closure = _rebased(ev, (closure.body, closure), changed, new, known)
    same = arguments == context.arguments and closure is context.closure
    known[frame] = context if same else ev.context(body, closure, arguments)
    return known[frame]
