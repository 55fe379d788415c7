"""What the conditions around a call say about values that the same conditions chose before.

`if kind == "a": name = "x" else: name = "y"`, and later `if kind == "a": load(name)`: whatever
`kind` may be, what is loaded is `x`.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from reach.flow.assumptions import narrowed, rebased
from reach.flow.bodies import Body
from reach.flow.contexts import Context, Thunk
from reach.flow.narrowing import falsy, outcome, restrict, truthy
from reach.flow.once import once
from reach.flow.operands import operands
from reach.flow.pivots import MAX_ALTERNATIVES, MAX_FRAMES, Frame, is_made
from reach.flow.values import EMPTY, Const, Unknown, Value, Values, is_replaceable
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_CONDITIONS = 24
"""Conditions around a call that are taken into account."""

MAX_DEPTH = 8
"""Expressions nested deeper are not compared."""

MAX_BELOW = 60
"""Operations that one expression is made from which are looked through."""

REPLACED = "the default is replaced here"
"""Reason for what is not known where a condition says that it is not the default."""

_OPPOSITES = {"!=": "==", "is not": "is", "not in": "in"}
_STABLE = frozenset(("isinstance", "hasattr", "callable", "bool", "len"))
_STABLE_METHODS = frozenset(("get", "getenv", "startswith", "endswith", "lower", "is_available"))
"""Calls that say the same when they are made again; whether a file exists may change."""


def surrounded(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Context | None:
    """The context in which an operation runs: the conditions around it hold."""
    tests = {op[1] for op in body.ops if op[0] == ir.SELECT}
    if not tests:
        return context
    block = body.ops[vid][6] if body.ops[vid][0] == ir.CALL else 0
    known: dict[int, Values] = {}
    for cond, holds in conditions(body, block):
        _learn(ev, body, tests, cond, holds, context, known)
    return ev.assuming(body, context, known) if known else context


def agreeing(
    ev: "Evaluator",
    body: Body,
    vid: int,
    operand: int,
    context: Context | None,
    before: Context | None,
) -> Context | None:
    """The context with those values of an operand with which the conditions around a call may
    hold: `small = name in SMALL`, and later `if small: load(name)`. `before` is the context without
    what these conditions say themselves: in it they are asked where they are settled otherwise."""
    question = ("agreeing", body, vid, operand, context, before)
    return once(ev, question, lambda: _agreeing(ev, body, vid, operand, context, before))


def _agreeing(
    ev: "Evaluator",
    body: Body,
    vid: int,
    operand: int,
    context: Context | None,
    before: Context | None,
) -> Context | None:
    block = body.ops[vid][6] if body.ops[vid][0] == ir.CALL else 0
    values = ev.eval(body, operand, context) if block > 0 else EMPTY
    if not 1 < len(values) <= MAX_ALTERNATIVES and not is_made(values):
        return context
    held = _holding(ev, body, block, operand, context)
    if held is not context:
        before = context = held
    for cond, holds in conditions(body, block):
        fits = partial(_may_hold, ev, body, cond, holds)
        if outcome(ev, body, cond, context) is None:
            context = narrowed(ev, body, operand, (cond,), context, fits)
        elif before is not context and _are_unpacked_together(body, operand, cond):
            if outcome(ev, body, cond, before) is not None:
                continue
            agreed = narrowed(ev, body, operand, (cond,), before, fits)
            if agreed is not before:
                before, context = agreed, surrounded(ev, body, vid, agreed)
    return context


def _holding(
    ev: "Evaluator", body: Body, block: int, operand: int, context: Context | None
) -> Context | None:
    """The context in which the conditions around a call hold of what an operand was made with, by
    calls of the program: `load = loader_for(fast)`, and later `if fast: load(name)`. Both may be
    parameters: whoever calls made one with the other."""
    said = _said_around(ev, body, block, context)
    frame = body, context
    for _ in range(MAX_FRAMES if said else 0):
        known = {
            vid: values
            for vid in _given_below(frame[0], operand)
            for subject, values in said.items()
            if alike(frame[0].ops, vid, subject)
        }
        if known:
            inner = ev.assuming(*frame, known)
            return rebased(ev, (body, context), frame, inner, {})
        made = _argument(frame, operand)
        given = {_argument(frame, subject): values for subject, values in said.items()}
        if made is None:
            break
        frame, operand = (made.body, made.context), made.vid
        said = {
            thunk.vid: values
            for thunk, values in given.items()
            if thunk is not None and thunk[::2] == made[::2]
        }
    return context


def _said_around(
    ev: "Evaluator", body: Body, block: int, context: Context | None
) -> dict[int, Values]:
    """What the conditions around a call leave of what they are about, where that is less."""
    said: dict[int, Values] = {}
    for cond, holds in conditions(body, block):
        test = body.ops[cond]
        if test[0] == ir.CONST or outcome(ev, body, cond, context) is not None:
            continue
        compared = test[0] == ir.COMPARE
        subject = _plain(body.ops, test[2] if compared else cond)
        values = ev.eval(body, subject, context)
        if compared:
            left = restrict(ev, body, values, subject, cond, holds, context)
        else:
            fitting = (v for v in values if not (falsy(v) if holds else truthy(v)))
            left = frozenset(_as_true(ev, value, holds) for value in fitting)
        if left and left != values:
            said[subject] = left
    return said


def _argument(frame: Frame, vid: int) -> Thunk | None:
    """Where the caller computed what is a parameter here."""
    body, context = frame
    op = body.ops[_plain(body.ops, vid)]
    if op[0] != ir.PARAM or context is None:
        return None
    given = context.arguments.of_parameter(body, op[1])
    return given if isinstance(given, Thunk) else None


def _as_true(ev: "Evaluator", value: Value, holds: bool) -> Value:
    """A value that is known to be true or false: another one, where a default is neither."""
    if isinstance(value, Unknown) and value.truth is None:
        return ev.pool.unknown(value.reason, value.body, value.position, holds)
    if not isinstance(value, Const) or not is_replaceable(value):
        return value
    if bool(value.value) is holds:
        return ev.pool.const(value.value)
    if isinstance(value.value, bool):
        return ev.pool.const(holds)
    return ev.pool.unknown(REPLACED, None, 0, holds)


def _given_below(body: Body, vid: int) -> list[int]:
    """What the calls that an expression is made from are given."""
    given: dict[int, None] = {}
    work, seen = [(vid, False)], {(vid, False)}
    while work and len(seen) < MAX_BELOW:
        vid, inside = work.pop()
        if inside:
            given[vid] = None
        op = body.ops[vid]
        inside = inside or op[0] == ir.CALL
        for each in operands(op):
            if each >= 0 and (each, inside) not in seen:
                seen.add((each, inside))
                work.append((each, inside))
    return list(given)


def _are_unpacked_together(body: Body, first: int, second: int) -> bool:
    """Whether two expressions are made from parts of one thing: `kind, name = split(text)`."""
    made = _unpacked_below(body, first)
    return bool(made) and not made.isdisjoint(_unpacked_below(body, second))


def _unpacked_below(body: Body, vid: int) -> set[int]:
    found: set[int] = set()
    work, seen = [vid], {vid}
    while work and len(seen) < MAX_BELOW:
        vid = work.pop()
        if body.ops[vid][0] == ir.UNPACK:
            found.add(body.ops[vid][1])
        work += (v for v in operands(body.ops[vid]) if v >= 0 and v not in seen)
        seen.update(work)
    return found


def running(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Context | None:
    """The context in which a call runs: the conditions around it hold of all that it is given, and
    of what it is a method of."""
    op = body.ops[vid]
    if op[0] != ir.CALL or op[6] <= 0:
        return context
    before, context = context, surrounded(ev, body, vid, context)
    method = body.ops[op[1]]
    on = method[1:2] if method[0] == ir.ATTR else ()
    for operand in (*on, *op[2], *(v for _, v in op[3])):
        context = agreeing(ev, body, vid, operand if operand >= 0 else ~operand, context, before)
    return context


def _may_hold(ev: "Evaluator", body: Body, cond: int, holds: bool, context: Context | None) -> bool:
    return outcome(ev, body, cond, context) is not (not holds)


def conditions(body: Body, block: int) -> Iterator[tuple[int, bool]]:
    """The conditions of a block and of those around it, without connectives, and whether they hold
    there."""
    work: list[tuple[int, bool]] = []
    while block > 0 and len(work) < MAX_CONDITIONS:
        block, cond, holds = body.code.blocks[block]
        if cond >= 0:
            work.append((cond, holds))
    known: list[tuple[int, bool]] = []
    either: list[tuple[int, bool]] = []
    while work or either:
        if not work:
            cond, holds = either.pop()
            decisive = _decisive(body.ops, cond, holds, known)
            if decisive == cond:
                yield cond, holds
            else:
                work.append((decisive, holds))
            continue
        cond, holds = work.pop()
        op = body.ops[cond]
        if op[0] == ir.NOT:
            work.append((op[1], not holds))
        elif op[0] == (ir.AND if holds else ir.OR):
            work += ((op[1], holds), (op[2], holds))
        elif op[0] in (ir.AND, ir.OR):
            either.append((cond, holds))
        else:
            known.append((cond, holds))
            yield cond, holds


def _decisive(ops: tuple[ir.Op, ...], cond: int, holds: bool, known: list[tuple[int, bool]]) -> int:
    """The side of a connective that decides it where others settle the other one: `a and b` fails,
    and `a` holds."""
    _, first, second = ops[cond]
    for settled, other in ((first, second), (second, first)):
        if any(said is not holds and _same(ops, each, settled) for each, said in known):
            return int(other)
    return cond


def _same(ops: tuple[ir.Op, ...], first: int, second: int) -> bool:
    """Whether two conditions have the same outcome."""
    one, other = ops[first], ops[second]
    opposite = one[0] == ir.COMPARE and one[1] != other[1]
    return not opposite and alike(ops, first, second)


def _learn(
    ev: "Evaluator",
    body: Body,
    tests: set[int],
    cond: int,
    holds: bool,
    context: Context | None,
    known: dict[int, Values],
) -> None:
    """Note the outcome of the tests that are this condition, and the value it leaves of what is
    compared there with something else."""
    ops, op = body.ops, body.ops[cond]
    compared = op[0] == ir.COMPARE and op[1] == ("==" if holds else "!=")
    left: Values | None = None
    for test in sorted(tests):
        for part in _parts(body, test):
            other = ops[part]
            if part == cond:
                continue
            if alike(ops, part, cond):
                outcome = holds if other[0] != ir.COMPARE or other[1] == op[1] else not holds
                known[part] = frozenset((ev.pool.const(outcome),))
            elif compared and other[0] == ir.COMPARE and alike(ops, other[2], op[2]):
                if left is None:
                    values = ev.eval(body, op[2], context)
                    left = restrict(ev, body, values, op[2], cond, holds, context)
                if left and all(isinstance(v, Const) for v in left):
                    known[other[2]] = left


def _parts(body: Body, test: int) -> Iterator[int]:
    """A test and what its connectives combine."""
    work = [test]
    while work:
        vid = work.pop()
        yield vid
        if body.ops[vid][0] in (ir.NOT, ir.AND, ir.OR):
            work += operands(body.ops[vid])


def alike(ops: tuple[ir.Op, ...], first: int, second: int, depth: int = 0) -> bool:
    """Whether two expressions have one value, or two comparisons the same or opposite outcomes."""
    first, second = _plain(ops, first), _plain(ops, second)
    if first == second:
        return True
    one, other = ops[first], ops[second]
    kind = one[0]
    if kind != other[0] or depth > MAX_DEPTH:
        return False
    if kind == ir.CONST:
        return type(one[1]) is type(other[1]) and one[1] == other[1]
    if kind in (ir.GLOBAL, ir.PARAM):
        return bool(one[1] == other[1])
    if kind == ir.FROM:
        return one[1:4] == other[1:4]
    if kind == ir.COMPARE:
        if _OPPOSITES.get(one[1], one[1]) != _OPPOSITES.get(other[1], other[1]):
            return False
        return all(alike(ops, one[i], other[i], depth + 1) for i in (2, 3))
    if kind == ir.ATTR:
        first, second = _plain(ops, one[1], but=one[2]), _plain(ops, other[1], but=other[2])
        return one[2] == other[2] and alike(ops, first, second, depth + 1)
    if kind == ir.ITEM:
        return all(alike(ops, one[i], other[i], depth + 1) for i in (1, 2))
    if kind == ir.CALL:
        given = zip(operands(one), operands(other), strict=False)
        same = len(one[2]) == len(other[2]) and not one[3] and not other[3]
        return same and _is_stable(ops, one) and all(alike(ops, a, b, depth + 1) for a, b in given)
    return False


def _plain(ops: tuple[ir.Op, ...], vid: int, but: str | None = None) -> int:
    """What it was before it was narrowed; and, for the attribute `but` of it, before others were
    assigned."""
    while ops[vid][0] == ir.REFINE or (
        but is not None and ops[vid][0] == ir.SETATTR and ops[vid][2] != but
    ):
        vid = ops[vid][1]
    return vid


def _is_stable(ops: tuple[ir.Op, ...], call: ir.Op) -> bool:
    """Whether a call says the same when it is made again."""
    callee = ops[call[1]]
    if callee[0] == ir.GLOBAL:
        return callee[1] in _STABLE
    return callee[0] in (ir.ATTR, ir.FROM) and callee[2] in _STABLE_METHODS
