"""Callees of which there are too many for one answer: a table of a hundred handlers, asked for its
parts one by one."""

from collections.abc import Iterable, Iterator

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.calls import call_values
from reach.flow.changes import changes_of, root
from reach.flow.classes import class_context, mro
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Arguments, Context, Thunk, enclosing
from reach.flow.evaluator import Evaluator
from reach.flow.mutations import mutation
from reach.flow.narrowing import restrict
from reach.flow.parameters import MAX_CALLERS, bound
from reach.flow.partial_names import named_attributes
from reach.flow.pool import WIDE
from reach.flow.stores import MAX_STORES, value_of
from reach.flow.values import (
    Bound,
    Bundle,
    Class,
    Container,
    External,
    Function,
    Instance,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir

MAX_PARTS = 400
"""Parts of one table that are looked at."""

MAX_ASKED = 1_600
"""Parts that are asked for one call."""

MAX_TOGETHER = 40
"""Values of several parts that are narrowed at once."""

MAX_STEPS = 12
"""Operations between a call and the table that it calls something of."""

_LOOK_UPS = ("get", "pop", "setdefault")
_ADDING = ("append", "add", "appendleft", "insert", "register", "append_somewhere", "setdefault")
_JOINING = ("extend", "update")

CASTS = ("typing.cast", "typing_extensions.cast")
"""Functions that give their second argument as it is."""

_Place = tuple[Body, int, Context | None]


def is_wide(values: Values) -> bool:
    """Whether an answer had to leave out what can be called or looked into."""
    return any(isinstance(v, Unknown) and v.reason == WIDE for v in values)


def callees(ev: Evaluator, body: Body, vid: int, context: Context | None = None) -> set[Value]:
    """What an operation may give that can be called, found part by part."""
    return all_callees(ev, body, vid, context)[0]


def all_callees(
    ev: Evaluator, body: Body, vid: int, context: Context | None = None
) -> tuple[set[Value], bool]:
    """What an operation may give that can be called, and whether that is all of it."""
    found: set[Value] = set()
    search = _Search(ev)
    for number, values in enumerate(search.parts(body, vid, MAX_STEPS, context)):
        if number >= MAX_ASKED or len(found) > MAX_PARTS:
            return found, False
        found.update(v for v in values if isinstance(v, (Function, Bound, Class, Instance)))
        search.complete = search.complete and not is_wide(values)
    return found, search.complete


class _Search:
    """One search for parts. An operation whose answer is wide is taken apart once: what assigns an
    attribute may read it."""

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev
        self.seen: set[_Place] = set()
        self.complete = True
        """Whether nothing had to be left out."""

    def parts(
        self, body: Body, vid: int, left: int, context: Context | None = None
    ) -> Iterator[Values]:
        """The answer about an operation in parts, each narrow."""
        values = self.ev.eval(body, vid, context)
        if left <= 0 or not is_wide(values):
            yield values
            return
        if (body, vid, context) in self.seen:
            return
        self.seen.add((body, vid, context))
        op = body.ops[vid]
        kind = op[0]
        if kind == ir.PARAM and body.code.parameters[op[1]].kind == ir.POSITIONAL:
            yield from self.of_parameter(body, op[1], left, context)
        elif kind == ir.FREE:
            owner, outer = enclosing(body, op[1], context)
            for source in op[2]:
                yield from self.parts(owner, source, left - 1, outer)
        elif kind == ir.REFINE and op[2] >= 0:
            for each in _together(self.parts(body, op[1], left - 1, context)):
                yield restrict(self.ev, body, each, op[1], op[2], op[3], context)
        elif kind in (ir.SETATTR, ir.AWAIT, ir.REFINE):
            yield from self.parts(body, op[1], left - 1, context)
        elif kind in (ir.PHI, ir.SELECT, ir.OR, ir.AND):
            for source in op[1] if kind == ir.PHI else op[-2:] if kind == ir.SELECT else op[1:3]:
                yield from self.parts(body, source, left - 1, context)
        elif kind == ir.ATTR:
            if op[2] not in self.ev.program.attribute_names:
                yield values
                return
            for objects in self.parts(body, op[1], left - 1, context):
                for value in objects:
                    if isinstance(value, (Instance, Class)):
                        yield from self.of_attribute(value, op[2], left)
        elif kind == ir.ITEM:
            for tables in self.parts(body, op[1], left - 1, context):
                yield from self.contents(tables, left)
        elif kind == ir.CALL:
            yield from self.of_call(body, vid, op, left, context)
        elif kind in (ir.ITER, ir.UNPACK):
            yield from self.of_loop(body, op, left, context)
        else:
            self.complete = False

    def of_attribute(self, value: Instance | Class, name: str, left: int) -> Iterator[Values]:
        """What an attribute holds, assignment by assignment where that is too much."""
        values = attribute(self.ev, value, name)
        if not is_wide(values):
            yield values
            return
        for owner in mro(self.ev, value.cls if isinstance(value, Instance) else value):
            if not isinstance(owner, Class):
                continue
            written = owner.body.code.exports.get(name)
            if written is not None:
                yield self.ev.eval(owner.body, written, class_context(self.ev, owner))
            places = [*self.ev.program.self_stores.get((owner.body, name), ())]
            for place in (owner, owner.body):
                places += self.ev.stores_at(place, name, MAX_STORES)
            for body, vid in places:
                yield from self.parts(body, value_of(body.ops[vid]), left - 1)

    def of_parameter(
        self, body: Body, index: int, left: int, context: Context | None
    ) -> Iterator[Values]:
        """What a call gives for a parameter; what each known call does, if it is not said which."""
        if context is not None:
            given = context.arguments.of_parameter(body, index)
            if isinstance(given, Thunk):
                yield from self.parts(given.body, given.vid, left - 1, given.context)
            return
        self.ev.depend(body)
        name = body.code.parameters[index].name
        callers = list(self.ev.callers.get(body, ()))
        self.complete = self.complete and len(callers) <= MAX_CALLERS
        for caller in callers[:MAX_CALLERS]:
            values = bound(self.ev, caller, index)[0]
            given = caller.arguments.first(index, name)
            if is_wide(values) and isinstance(given, Thunk) and given.context is None:
                yield from self.parts(given.body, given.vid, left - 1)
            else:
                yield values

    def of_call(
        self, body: Body, vid: int, op: ir.Op, left: int, context: Context | None
    ) -> Iterator[Values]:
        """What a look-up in a table gives, or objects of the classes that are called."""
        callee = body.ops[op[1]]
        if (
            callee[0] == ir.ATTR
            and callee[2] in _LOOK_UPS
            and not _are_defined(self.ev.eval(body, op[1], context))
        ):
            for tables in self.parts(body, callee[1], left - 1, context):
                yield from self.contents(tables, left)
            for default in op[2][1:2]:
                if default >= 0:
                    yield from self.parts(body, default, left - 1, context)
            return
        if callee[:2] == (ir.GLOBAL, "getattr") and len(op[2]) in (2, 3) and min(op[2]) >= 0:
            names = self.ev.eval(body, op[2][1], context)
            for objects in self.parts(body, op[2][0], left - 1, context):
                yield from (named_attributes(self.ev, value, names) for value in objects)
            return
        if len(op[2]) == 2 and min(op[2]) >= 0 and _is_cast(self.ev.eval(body, op[1], context)):
            yield from self.parts(body, op[2][1], left - 1, context)
            return
        arguments = call_arguments(body, vid, context)
        for called in self.parts(body, op[1], left - 1, context):
            classes = frozenset(v for v in called if isinstance(v, Class))
            yield call_values(self.ev, classes, arguments, body, vid, context)
            for value in called:
                function = value.function if isinstance(value, Bound) else value
                if not isinstance(function, Function):
                    continue
                inner = self.within(value, function, arguments) if context is not None else None
                for returned in function.body.code.returns:
                    yield from self.parts(function.body, returned, left - 1, inner)

    def within(self, callee: Value, function: Function, arguments: Arguments) -> Context | None:
        """The context of a function that is called with these arguments."""
        if isinstance(callee, Bound):
            arguments = arguments.prepend(frozenset((callee.receiver,)))
        return self.ev.context(function.body, function.closure, arguments)

    def of_loop(
        self, body: Body, op: ir.Op, left: int, context: Context | None
    ) -> Iterator[Values]:
        """The elements of a sequence, or the values of a mapping, in a loop over these."""
        ev = self.ev
        if op[0] == ir.UNPACK:
            step = body.ops[op[1]]
            if step[0] != ir.ITER or op[2] != 1 or _asked(body, step[1]) != "items":
                self.complete = False
                return
            table = body.ops[body.ops[step[1]][1]][1]
            yield from self.contents(ev.eval(body, table, context), left)
        elif _asked(body, op[1]) == "values":
            yield from self.contents(_held_in(ev, body, op[1], context), left)
        else:
            sequences = (
                v for v in ev.eval(body, op[1], context) if isinstance(v, (Container, Bundle))
            )
            found = (v for v in sequences if v.kind not in ("dict", "kwargs"))
            yield from self.contents(found, left)

    def contents(self, values: Iterable[Value], left: int) -> Iterator[Values]:
        """What containers hold, one operation after the other that put something into them."""
        work = list(values)
        seen: set[Value] = set()
        number = 0
        while work:
            if number >= MAX_PARTS:
                self.complete = False
                return
            value = work.pop()
            if value in seen:
                continue
            seen.add(value)
            if isinstance(value, Bundle):
                yield from (inside for _, inside in value.entries)
                continue
            if not isinstance(value, Container):
                continue
            body, context = value.body, value.context
            held, before = _held(body, value.vid)
            for vid in held:
                number += 1
                if context is None:
                    yield from self.parts(body, vid, left - 1)
                else:
                    yield self.ev.eval(body, vid, context)
            for vid in before:
                work += _held_in(self.ev, body, vid, context)
            for store, changed, each in _changes(self.ev, value):
                work += self.ev.eval(store, changed, each)


def _together(parts: Iterable[Values]) -> Iterator[Values]:
    """Parts joined to fewer ones, which a condition is asked about at once."""
    found: Values = frozenset()
    for values in parts:
        found |= values
        if len(found) >= MAX_TOGETHER:
            yield found
            found = frozenset()
    if found:
        yield found


def _is_cast(values: Values) -> bool:
    return bool(values) and all(isinstance(v, External) and v.name in CASTS for v in values)


def _are_defined(values: Values) -> bool:
    """Whether there are functions of the project among values, those that are bound included."""
    inner = (v.function if isinstance(v, Bound) else v for v in values)
    return any(isinstance(v, Function) for v in inner)


def _asked(body: Body, vid: int) -> str:
    """The method whose result an operation is: `table.values()`."""
    op = body.ops[vid]
    callee = body.ops[op[1]] if op[0] == ir.CALL and not op[2] else (ir.UNKNOWN,)
    return str(callee[2]) if callee[0] == ir.ATTR else ""


def _held_in(ev: Evaluator, body: Body, vid: int, context: Context | None) -> Values:
    """The containers that hold what an operation gives: of `table.values()`, the table."""
    if _asked(body, vid) in ("values", "copy"):
        vid = body.ops[body.ops[vid][1]][1]
    return ev.eval(body, vid, context)


def _held(body: Body, vid: int) -> tuple[list[int], list[int]]:
    """What an operation puts into a container, and the containers that it takes others from."""
    op = body.ops[vid]
    if op[0] == ir.DICT:
        return [v for k, v in op[1] if k >= 0], [v for k, v in op[1] if k < 0]
    if op[0] in (ir.LIST, ir.TUPLE, ir.SET):
        return [v for v in op[1] if v >= 0], [~v for v in op[1] if v < 0]
    if op[0] == ir.SETITEM:
        return [op[3]], [op[1]]
    if op[0] == ir.COMP:
        return [op[2]], []
    if op[0] == ir.MUTATE:
        method, given = mutation(body, op)
        if method in _ADDING:
            return given[-1:], [op[1]]
        return [], [op[1], *given] if method in _JOINING else [op[1]]
    if op[0] == ir.BINOP:
        return [], [op[2], op[3]]
    if op[0] == ir.CALL:
        named = [v for k, v in op[3] if k is not None]
        return named, [a if a >= 0 else ~a for a in op[2][:1]]
    return [], []


def _changes(ev: Evaluator, container: Container) -> Iterator[_Place]:
    """What functions put into a container that a module variable holds, call by call."""
    if container.body.parent is not None or not ev.program.global_stores:
        return
    for store, vid in changes_of(ev, container.body).get(root(container), ()):
        ev.depend(store)
        known: list[Context | None] = [*ev.callers.get(store, ())][:MAX_CALLERS]
        for context in known or [None]:
            yield store, vid, context
