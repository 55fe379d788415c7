"""What operands are made from: the expressions with several values that may be told apart."""

from collections import deque
from collections.abc import Hashable, Iterator, Set
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments, Context, Thunk, enclosing
from reach.flow.mutations import adds_option, takes_away
from reach.flow.once import once
from reach.flow.operands import before_loop, operands
from reach.flow.values import (
    NAMESPACE,
    SETTINGS,
    Container,
    External,
    Instance,
    Value,
    Values,
    is_replaceable,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ALTERNATIVES = 32
"""Values of one operation that are told apart."""

MAX_VISITED = 300
"""Operations searched for what two operands have in common."""

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
    is_row: bool = False
    """Parameters of a test that `parametrize` gives together: the values are its rows."""
    names: frozenset[str] = frozenset()
    """Attributes and keys that the operands read of it."""


class Place(NamedTuple):
    """An expression that an operand is made from."""

    key: Hashable
    """Equal for what is written alike in one function."""
    test: Hashable
    """That of the test which chose it, if one did."""
    rows: tuple[Hashable, Pivot] | None
    """The rows that it has one column of, if there are any."""
    frame: Frame
    vid: int
    distance: int


class Origins(NamedTuple):
    """All that an operand is made from, nearest first, whatever values it has."""

    places: list[Place]
    names: dict[Hashable, set[str]]
    """Attributes and keys that are read of each."""
    keys: frozenset[Hashable]


def pivots_of(ev: "Evaluator", origins: Origins, among: Set[Hashable]) -> dict[Hashable, Pivot]:
    """Those of these expressions that have several values, nearest first. Values are found for
    those alone that are asked for: the others may be dear."""
    found: dict[Hashable, Pivot] = {}
    for key, test, rows, frame, vid, distance in origins.places:
        if key in among or test in among:
            values = ev.eval(frame[0], vid, frame[1])
            if (
                1 < len(values) <= MAX_ALTERNATIVES
                or is_made(values)
                or any(map(is_default, values))
            ):
                _note(found, key, Pivot(frame, frozenset((vid,)), values, distance))
                if test is not None:
                    both = frozenset((ev.pool.const(True), ev.pool.const(False)))
                    vids = frozenset((frame[0].ops[vid][1],))
                    _note(found, test, Pivot(frame, vids, both, distance, True))
        if rows is not None:
            _note(found, *rows)
    for key, asked in origins.names.items():
        if key in found:
            found[key] = found[key]._replace(names=frozenset(asked))
    return {key: pivot for key, pivot in found.items() if key in among}


def origins_of(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Origins:
    """Everything that an operand depends on."""
    return once(ev, ("origins", body, vid, context), lambda: _origins_of(ev, body, vid, context))


def _origins_of(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Origins:
    places: list[Place] = []
    names: dict[Hashable, set[str]] = {}
    keys: set[Hashable] = set()
    work: deque[tuple[Body, int, Context | None, int]] = deque([(body, vid, context, 0)])
    seen: set[tuple[int, int, int]] = set()
    while work and len(seen) < MAX_VISITED:
        body, vid, context, frames = work.popleft()
        place = id(body), vid, id(context)
        if place in seen:
            continue
        seen.add(place)
        op, frame = body.ops[vid], (body, context)
        if op[0] in (ir.ATTR, ir.ITEM):
            asked = names.setdefault((*frame, shape(body.ops, op[1], 0)), set())
            asked.add(_name_read(body.ops, op))
        key = *frame, shape(body.ops, vid, 0)
        test = (*frame, ir.SELECT, op[1]) if op[0] == ir.SELECT else None
        rows = _rows(ev, frame, vid, len(seen)) if op[0] == ir.PARAM else None
        places.append(Place(key, test, rows, frame, vid, len(seen)))
        keys.update((key, test) if test is not None else (key,))
        if rows is not None:
            keys.add(rows[0])
        if op[0] == ir.PARAM:
            work += _passed(body, op[1], context, frames)
        elif op[0] == ir.FREE and context is not None and frames < MAX_FRAMES:
            owner, outer = enclosing(body, op[1], context)
            work += [(owner, v, outer, frames + 1) for v in op[2]]
        else:
            work += [(body, v, context, frames) for v in _used(body.ops, op)]
    return Origins(places, names, frozenset(keys))


def _rows(ev: "Evaluator", frame: Frame, vid: int, distance: int) -> tuple[Hashable, Pivot] | None:
    from reach.flow.settings.pytest import rows_of

    body, context = frame
    decorator, rows = rows_of(ev, body, body.ops[vid][1])
    if not rows or (context is not None and context.arguments.positional):
        return None
    pivot = Pivot(frame, frozenset((vid,)), rows, distance, is_row=True)
    return (*frame, "rows", decorator), pivot


def is_made(values: Values) -> bool:
    """Whether it is one thing, which may be told apart by what it is made from."""
    return len(values) == 1 and all(
        isinstance(v, (Instance, Container))
        or (isinstance(v, External) and (v.name == NAMESPACE or v.name in SETTINGS))
        for v in values
    )


def is_default(value: Value) -> bool:
    """Whether it is a text that whoever starts the program may replace."""
    return is_replaceable(value) and type(value.value) is str


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
        vids = pivot.vids | known.vids
        pivot = pivot._replace(vids=vids, values=values, distance=known.distance)
    found[key] = pivot


def _used(ops: tuple[ir.Op, ...], op: ir.Op) -> Iterator[int]:
    """The operands of an operation; of a method call the object in place of the method.

    What a container was filled with, element by element, is not one of its alternatives, nor is
    the condition under which a value is narrowed."""
    if op[0] == ir.COMP and op[6] >= 0:
        yield ops[op[6]][1]
        return
    if op[0] in (ir.COMP, ir.SETITEM, ir.MUTATE):
        if op[0] != ir.COMP and (takes_away(ops, op) or adds_option(ops, op)):
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
    if op[0] == ir.FREE:
        return op[:3]
    if op[0] == ir.CALL:
        arguments = tuple(shape(ops, a, depth + 1) if a >= 0 else ~a for a in op[2])
        return (ir.CALL, shape(ops, op[1], depth + 1), arguments, op[3])
    return vid
