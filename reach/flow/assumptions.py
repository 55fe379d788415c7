"""What if an operation had just this one of its values? Contexts that keep related values together.

`entry = REGISTRY[name]; load(entry["repo"], revision=entry["revision"])`: asked for one by one,
both arguments may come from any entry. Asked in a context that assumes one entry, they agree.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments, Context, Thunk
from reach.flow.narrowing import outcome
from reach.flow.operands import operands
from reach.flow.pivots import (
    MAX_ALTERNATIVES,
    MAX_VISITED,
    Frame,
    Pivot,
    is_default,
    origins_of,
    pivots_of,
)
from reach.flow.trials import NOTHING_PASSES
from reach.flow.values import EMPTY, Const, Values, in_order
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_TESTS = 4
"""Tests whose outcomes are told apart."""


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
        inner = ev.assuming(*pivot.frame, _assumed(ev, pivot, frozenset((value,))))
        above = rebased(ev, (body, context), pivot.frame, inner, {})
        for each in alternatives(ev, body, vids, above, rounds, tests):
            found[each] = None
            if len(found) > 2 * MAX_ALTERNATIVES:
                return [context]
    return list(found)


def _assumed(ev: "Evaluator", pivot: Pivot, values: Values) -> dict[int, Values]:
    """What operations are where a pivot is one of these values."""
    if not pivot.is_row:
        return dict.fromkeys(pivot.vids, values)
    from reach.flow.settings.pytest import in_row

    body = pivot.frame[0]
    return {
        vid: EMPTY.union(*(in_row(ev, body, body.ops[vid][1], row) for row in values))
        for vid in sorted(pivot.vids)
    }


def of_closures(ev: "Evaluator", context: Context | None) -> list[Context | None]:
    """Contexts, one for each closure of a function on the way that is called with several."""
    work, seen = [context], {context}
    while work:
        each = work.pop()
        if each is None or context is None:
            continue
        if each.beside:
            frame, changed = (context.body, context), (each.body, each)
            return [rebased(ev, frame, changed, one, {}) for one in each.beside]
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
    settle: bool = False,
) -> Context | None:
    """The context with those alternatives that fit of what an operand and others depend on.

    Settle: a default that somebody may replace fits if it does where nobody replaces it."""
    made = origins_of(ev, body, vid, context)
    beside = [origins_of(ev, body, other, context) for other in others if made.keys]
    mine = pivots_of(ev, made, made.keys.intersection(key for each in beside for key in each.keys))
    common = [
        mine[key]._replace(
            vids=mine[key].vids | pivot.vids,
            distance=pivot.distance,
            names=mine[key].names | pivot.names,
        )
        for other in (beside if mine else ())
        for key, pivot in pivots_of(ev, other, mine.keys()).items()
    ]
    common.sort(key=lambda p: p.distance)

    def assumed(pivot: Pivot, values: Values) -> Context | None:
        inner = ev.assuming(*pivot.frame, _assumed(ev, pivot, values))
        return rebased(ev, (body, context), pivot.frame, inner, {})

    default = next((p for p in common if settle and _is_one_default(p.values)), None)
    if default is not None and not fits(assumed(default, _as_left(ev, default.values))):
        return assumed(default, ev.unknown(NOTHING_PASSES, body, body.code.start))
    pivot = next(_several(ev, common), None)
    if pivot is None:
        return context
    left = {v: _as_left(ev, frozenset((v,))) if settle else frozenset((v,)) for v in pivot.values}
    fitting = frozenset(v for v, each in left.items() if fits(assumed(pivot, each)))
    if not fitting and any(map(is_default, left)) and settle:
        fitting = ev.unknown(NOTHING_PASSES, body, body.code.start)
    return assumed(pivot, fitting) if fitting and fitting != pivot.values else context


def _is_one_default(values: Values) -> bool:
    return len(values) == 1 and any(map(is_default, values))


def _as_left(ev: "Evaluator", values: Values) -> Values:
    """Defaults as they are where nobody replaces them."""
    return frozenset(
        ev.pool.const(v.value) if isinstance(v, Const) and is_default(v) else v for v in values
    )


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

    vids = [vid for vid in vids if not _is_constant(ev, body, vid, context)]
    if sum(2 if vid < 0 else 1 for vid in vids) < 2:
        return None
    parts = [(origins_of(ev, body, v if v >= 0 else ~v, context), 2 if v < 0 else 1) for v in vids]
    times: Counter[Hashable] = Counter()
    for origins, weight in parts:
        times.update(dict.fromkeys(origins.keys, weight))
    several = {key for key, number in times.items() if number > 1}
    seen: dict[Hashable, list[Pivot]] = {}
    covered: Counter[Hashable] = Counter()
    for origins, weight in parts if several else ():
        pivots = pivots_of(ev, origins, several)
        covered.update(iter(pivots))
        for key, pivot in pivots.items():
            seen.setdefault(key, []).extend([pivot] * weight)
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


# -- contexts further down ------------------------------------------------------------------------


def rebased(
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
        return argument._replace(context=rebased(ev, inner, changed, new, known))

    arguments = Arguments(
        tuple((s, rebase(a)) for s, a in context.arguments.positional),
        tuple((k, rebase(a)) for k, a in context.arguments.keywords),
        context.arguments.partly,
    )
    closure = context.closure
    if closure is not None:
        closure = rebased(ev, (closure.body, closure), changed, new, known)
    if arguments == context.arguments and closure is context.closure:
        known[frame] = context
    else:
        known[frame] = _still_assuming(ev, context, ev.context(body, closure, arguments))
    return known[frame]


def _still_assuming(ev: "Evaluator", before: Context, context: Context | None) -> Context | None:
    """A context in which that holds which was assumed before, as far as it still may."""
    if not before.assumed or context is None:
        return context
    known = {
        vid: values & ev.eval(before.body, vid, context) or values
        for vid, values in before.assumed.items()
    }
    return ev.assuming(before.body, context, known)
