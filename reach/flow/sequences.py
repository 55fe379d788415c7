"""The exact contents of sequences and mappings, in order, where nothing about them is in doubt.

Elements are arguments: evaluated only when somebody asks for them.
"""

from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.changes import changes_of, root
from reach.flow.contexts import Argument, Context, Thunk
from reach.flow.mapping_keys import popped_key
from reach.flow.mutations import mutation, takes_away
from reach.flow.sizes import keys_of
from reach.flow.values import EMPTY, Bundle, Container, Value, Values, in_order
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ELEMENTS = 500
"""Longer sequences are not laid out."""

MAX_TURNS = 32
"""Turns of a comprehension that are told apart."""

MAX_NESTING = 40
"""Sequences made from sequences."""

MAX_JOINED = 8
"""Sequences of one length that are laid one over the other."""

_COPIES = frozenset("list tuple iter reversed".split())
_SEQUENCES = frozenset("list tuple args".split())

Pairs = dict[Any, Argument]


def layout(ev: "Evaluator", value: Value, depth: int = 0) -> list[Argument] | None:
    """The elements of a sequence in order; None when they are not certain."""
    if isinstance(value, Bundle):
        return _bundled(value)
    if not isinstance(value, Container) or value.kind not in _SEQUENCES or depth > MAX_NESTING:
        return None
    if _changed_elsewhere(ev, value):
        return None
    body, context = value.body, value.context
    op = body.ops[value.vid]
    found: list[Argument] | None = None
    if op[0] in (ir.LIST, ir.TUPLE):
        found = _displayed(ev, body, op[1], context, depth)
    elif op[0] == ir.MUTATE:
        found = _mutated(ev, body, op, context, depth)
    elif op[0] == ir.BINOP and op[1] in ("+", "+="):
        left = at(ev, body, op[2], context, depth)
        right = at(ev, body, op[3], context, depth) if left is not None else None
        found = left + right if left is not None and right is not None else None
    elif op[0] == ir.SLICE:
        found = _sliced(ev, body, op, context, depth)
    elif op[0] == ir.CALL and len(op[2]) == 1 and op[2][0] >= 0 and not op[3]:
        found = _copied(ev, body, op, context, depth)
    elif op[0] == ir.PARAM and value.kind == "args" and context is not None:
        found = _splatted(ev, context, depth)
    elif op[0] == ir.COMP:
        found = _comprehended(ev, body, op, context, depth)
    elif op[0] == ir.UNPACK and op[3] >= 0:
        whole = at(ev, body, op[1], context, depth)
        found = whole[op[2] : len(whole) - op[3]] if whole is not None else None
    return found if found is None or len(found) <= MAX_ELEMENTS else None


def alternatives(ev: "Evaluator", values: Values) -> list[list[Argument]] | None:
    """The elements of each sequence among values, that of a `*args` for each call of its function;
    None when those of one are not certain."""
    found: list[list[Argument]] = []
    for value in in_order(values):
        known: list[Value] = [value]
        if isinstance(value, Container) and value.kind == "args" and value.context is None:
            calls = ev.contexts_of(value.body)
            known = [ev.pool.container("args", value.body, value.vid, each) for each in calls]
        for each in known:
            elements = layout(ev, each)
            if elements is None:
                return None
            found.append(elements)
    return found


def at(
    ev: "Evaluator", body: Body, vid: int, context: Context | None, depth: int = 0
) -> list[Argument] | None:
    """The elements of the one sequence that an operation gives; or, but not within others, of
    several of one length, each element with what it is in all of them."""
    values = ev.eval(body, vid, context)
    if len(values) == 1:
        return layout(ev, next(iter(values)), depth + 1)
    if depth or ev.building or not 1 < len(values) <= MAX_JOINED:
        return None
    rows = [layout(ev, value, depth + 1) or [] for value in in_order(values)]
    if len({len(row) for row in rows}) != 1:
        return None
    return [EMPTY.union(*map(ev.argument, column)) for column in zip(*rows, strict=True)] or None


def _bundled(value: Bundle) -> list[Argument] | None:
    if value.rest or value.kind not in _SEQUENCES or len(value.entries) > MAX_ELEMENTS:
        return None
    return [values for _, values in value.entries]


def _changed_elsewhere(ev: "Evaluator", value: Container) -> bool:
    """Whether functions put something into a container that a module variable holds."""
    if value.body.parent is not None or not ev.program.global_stores:
        return False
    return bool(changes_of(ev, value.body).get(root(value)))


def _displayed(
    ev: "Evaluator", body: Body, items: tuple[int, ...], context: Context | None, depth: int
) -> list[Argument] | None:
    found: list[Argument] = []
    if len(items) > MAX_ELEMENTS:
        return None
    for item in items:
        if item >= 0:
            found.append(Thunk(body, item, context))
            continue
        inner = at(ev, body, ~item, context, depth)
        if inner is None:
            return None
        found += inner
    return found


def _mutated(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None, depth: int
) -> list[Argument] | None:
    call = body.ops[op[2]]
    method, _ = mutation(body, op)
    before = at(ev, body, op[1], context, depth)
    if before is None or call[3] or any(a < 0 for a in call[2]):
        return None
    if method == "append" and len(call[2]) == 1:
        return [*before, Thunk(body, call[2][0], context)]
    if method == "extend" and len(call[2]) == 1:
        more = at(ev, body, call[2][0], context, depth)
        return before + more if more is not None else None
    if method == "pop":
        where = popped(body, call)
        return before[:where] + before[where:][1:] if where is not None and before else None
    if method == "reverse":
        return before[::-1]
    return [] if method == "clear" else None


def popped(body: Body, call: ir.Op) -> int | None:
    """Which element `pop` takes: the last or the first one; None where it may be another."""
    if not call[2]:
        return -1
    op = body.ops[call[2][0]] if len(call[2]) == 1 and call[2][0] >= 0 else (ir.UNKNOWN,)
    return op[1] if op[0] == ir.CONST and op[1] in (0, -1) else None


def shortened(ev: "Evaluator", value: Value) -> list[Value]:
    """The sequences that one may be from which an element was taken, of several: one for each."""
    if not isinstance(value, Container) or value.body.ops[value.vid][0] != ir.MUTATE:
        return [value]
    op = value.body.ops[value.vid]
    method, _ = mutation(value.body, op)
    where = popped(value.body, value.body.ops[op[2]]) if method == "pop" else None
    before = ev.eval(value.body, op[1], value.context) if where is not None else frozenset()
    if where is None or len(before) < 2:
        return [value]
    found: list[Value] = []
    for each in in_order(before):
        elements = layout(ev, each)
        if not elements:
            found.append(each if elements is None else value)
            continue
        del elements[where]
        rows = [(number, ev.argument(a)) for number, a in enumerate(elements)]
        found.append(ev.pool.bundle("list", rows))
    return found


def _sliced(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None, depth: int
) -> list[Argument] | None:
    whole = at(ev, body, op[1], context, depth)
    bounds: list[int | None] = []
    for vid in (op[2], op[3]):
        if vid < 0:
            bounds.append(None)
            continue
        try:
            bound = ev.single(ev.eval(body, vid, context))
        except LookupError:
            return None
        if bound is not None and type(bound) is not int:
            return None
        bounds.append(bound)
    return whole[bounds[0] : bounds[1]] if whole is not None else None


def _copied(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None, depth: int
) -> list[Argument] | None:
    """`list(x)`, of a sequence or of the keys of a mapping."""
    callee = body.ops[op[1]]
    if callee[0] != ir.GLOBAL or callee[1] not in _COPIES:
        return None
    found = at(ev, body, op[2][0], context, depth)
    if found is None:
        values = ev.eval(body, op[2][0], context)
        inner = mapping(ev, next(iter(values)), depth + 1) if len(values) == 1 else None
        if inner is None:
            return None
        found = [frozenset((ev.pool.const(key),)) for key in inner]
    return found[::-1] if callee[1] == "reversed" else found


def _comprehended(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None, depth: int
) -> list[Argument] | None:
    """What a comprehension makes of each element that its conditions let through."""
    from reach.flow.fetched import as_written
    from reach.flow.narrowing import outcome

    loop = op[6]
    source = at(ev, body, body.ops[loop][1], context, depth) if loop >= 0 else None
    if source is None or len(source) > MAX_TURNS:
        return None
    tests = _conditions(body, op[5])
    found: list[Argument] = []
    for element in source:
        values = ev.argument(element)
        each = ev.assuming(body, context, {loop: values}) if values else None
        written = frozenset(as_written(ev, v) for v in values) if tests else values
        test = ev.assuming(body, context, {loop: written}) if values != written else each
        known = [(outcome(ev, body, cond, test), holds) for cond, holds in tests]
        if not values or any(said is None for said, _ in known):
            return None
        if all(said is holds for said, holds in known):
            found.append(Thunk(body, op[2], each))
    return found


def _conditions(body: Body, block: int) -> list[tuple[int, bool]]:
    """The conditions of a comprehension, from the block of its element."""
    found = []
    while block > 0 and body.code.blocks[block][1] >= 0:
        block, cond, holds = body.code.blocks[block]
        found.append((cond, holds))
    return found


def _splatted(ev: "Evaluator", context: Context, depth: int) -> list[Argument] | None:
    """What `*args` takes of the arguments of a call."""
    if context.arguments.partly:
        return None
    found: list[Argument] = []
    for starred, argument in context.arguments.positional:
        if not starred:
            found.append(argument)
            continue
        values = ev.argument(argument)
        inner = layout(ev, next(iter(values)), depth + 1) if len(values) == 1 else None
        if inner is None:
            return None
        found += inner
    taken = sum(1 for p in context.body.code.parameters if p.kind == ir.POSITIONAL)
    return found[taken:]


# -- mappings -------------------------------------------------------------------------------------


def mapping(ev: "Evaluator", value: Value, depth: int = 0) -> Pairs | None:
    """The keys of a mapping with their values, in order; None when they are not certain."""
    if isinstance(value, Bundle):
        known = value.kind in ("dict", "config") and not value.rest
        return dict(value.entries) if known and len(value.entries) <= MAX_ELEMENTS else None
    if not isinstance(value, Container) or depth > MAX_NESTING:
        return None
    if value.kind == "kwargs" and value.context is not None:
        return _keywords(ev, value.context, depth)
    if value.kind != "dict":
        return None
    if _changed_elsewhere(ev, value):
        return None
    body, context = value.body, value.context
    op = body.ops[value.vid]
    if op[0] == ir.DICT:
        return _pairs(ev, body, op[1], context, depth)
    if op[0] == ir.SETITEM:
        base = mapping_at(ev, body, op[1], context, depth)
        more = _pairs(ev, body, ((op[2], op[3]),), context, depth)
        return base | more if base is not None and more is not None else None
    if op[0] == ir.BINOP and op[1] in ("|", "|="):
        left = mapping_at(ev, body, op[2], context, depth)
        right = mapping_at(ev, body, op[3], context, depth)
        return left | right if left is not None and right is not None else None
    if op[0] == ir.CALL:
        return _called(ev, body, op, context, depth)
    if op[0] == ir.MUTATE and takes_away(body.ops, op):
        base = mapping_at(ev, body, op[1], context, depth)
        gone = popped_key(ev, body, op, context)
        return {k: v for k, v in base.items() if k not in gone} if base and gone else None
    return None


def mapping_at(
    ev: "Evaluator", body: Body, vid: int, context: Context | None, depth: int = 0
) -> Pairs | None:
    """The keys and values of the one mapping that an operation gives."""
    values = ev.eval(body, vid, context)
    return mapping(ev, next(iter(values)), depth + 1) if len(values) == 1 else None


def _keywords(ev: "Evaluator", context: Context, depth: int) -> Pairs | None:
    """What `**kwargs` takes of the arguments of a call."""
    if context.arguments.partly:
        return None
    found: Pairs = {}
    for name, argument in context.arguments.keywords:
        if name is not None:
            found[name] = argument
            continue
        values = ev.argument(argument)
        inner = mapping(ev, next(iter(values)), depth + 1) if len(values) == 1 else None
        if inner is None:
            return None
        found |= inner
    taken = {p.name for p in context.body.code.parameters}
    return {name: argument for name, argument in found.items() if name not in taken}


def _pairs(
    ev: "Evaluator",
    body: Body,
    pairs: tuple[tuple[int, int], ...],
    context: Context | None,
    depth: int,
) -> Pairs | None:
    found: Pairs = {}
    if len(pairs) > MAX_ELEMENTS:
        return None
    for key, value in pairs:
        if key < 0:
            inner = mapping_at(ev, body, value, context, depth)
            if inner is None:
                return None
            found |= inner
            continue
        keys = keys_of(ev.eval(body, key, context))
        if keys is None or len(keys) != 1:
            return None
        found[next(iter(keys))] = Thunk(body, value, context)
    return found


def _called(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None, depth: int
) -> Pairs | None:
    """`dict(...)` of a mapping, of pairs, of keywords."""
    found: Pairs = {}
    if len(op[2]) > 1 or any(a < 0 for a in op[2]):
        return None
    for vid in op[2]:
        inner = mapping_at(ev, body, vid, context, depth)
        inner = inner if inner is not None else _of_rows(ev, body, vid, context, depth)
        if inner is None:
            return None
        found |= inner
    more = tuple((name, vid) for name, vid in op[3])
    for name, vid in more:
        if name is None:
            inner = mapping_at(ev, body, vid, context, depth)
            if inner is None:
                return None
            found |= inner
        else:
            found[name] = Thunk(body, vid, context)
    return found


def _of_rows(
    ev: "Evaluator", body: Body, vid: int, context: Context | None, depth: int
) -> Pairs | None:
    found: Pairs = {}
    for row in at(ev, body, vid, context, depth) or (None,):
        values = ev.argument(row)
        cells = layout(ev, next(iter(values)), depth + 1) if len(values) == 1 else None
        if cells is None or len(cells) != 2:
            return None
        keys = keys_of(ev.argument(cells[0]))
        if keys is None or len(keys) != 1:
            return None
        found[next(iter(keys))] = cells[1]
    return found
