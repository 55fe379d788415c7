"""What is put into objects of the program's own dictionary classes: `self[name] = function`,
`self.update(table)`."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body, is_self
from reach.flow.classes import mro
from reach.flow.contexts import Context
from reach.flow.operands import context_dependent
from reach.flow.settings.hooks import table
from reach.flow.sizes import as_values, keys_of
from reach.flow.values import EMPTY, Bundle, Class, Container, Instance, Super, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ENTERED = 400
"""Places of a program, beside methods, at which something is put under a key."""

Places = list[tuple[Body, int]]


def entered(ev: "Evaluator", instance: Instance, wanted: frozenset[Any] | None) -> Values:
    """What methods of its class and others put into a dictionary object under any of the keys;
    under all if None."""
    own: dict[Body, Places]
    own, others = table(ev, "items put into objects", lambda: _places(ev))
    found: Values = EMPTY
    for owner in mro(ev, instance.cls):
        if isinstance(owner, Class):
            for body, vid in own.get(owner.body, ()):
                found |= _put(ev, instance, wanted, body, vid)
    for body, vid in others if len(others) <= MAX_ENTERED else ():
        found |= _put(ev, instance, wanted, body, vid)
    return found


def _places(ev: "Evaluator") -> tuple[dict[Body, Places], Places]:
    """By class, where its methods put something into their object; and where others put something
    into what may be one."""
    own: dict[Body, Places] = defaultdict(list)
    others: Places = []
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] == ir.CALL and body.owner is not None and _adds_own(body, op):
                own[body.owner].append((body, vid))
            if op[0] != ir.SETITEM:
                continue
            made = _origin(body, op[1])
            base = body.ops[made][0]
            owner = method_around(body) if base == ir.FREE else None
            if body.owner is not None and body.code.parameters and is_self(body, op[1]):
                own[body.owner].append((body, vid))
            elif owner is not None:
                own[owner].append((body, vid))
            elif base in _ELSEWHERE and not _is_plain(body, body.ops[made]):
                others.append((body, vid))
    return own, others


_ELSEWHERE = (ir.GLOBAL, ir.FREE, ir.CALL, ir.ATTR, ir.FROM)


def _origin(body: Body, vid: int) -> int:
    """Where the object comes from that is changed, perhaps in a loop."""
    seen = {vid}
    while (op := body.ops[vid])[0] in (ir.SETITEM, ir.MUTATE, ir.REFINE, ir.PHI):
        before = op[1] if op[0] != ir.PHI else min(op[1], default=vid)
        if before in seen:
            break
        seen.add(before)
        vid = before
    return vid


def _is_plain(body: Body, op: ir.Op) -> bool:
    """Whether what is changed was made as a mapping of the language: `dict()`."""
    callee = body.ops[op[1]] if op[0] == ir.CALL else (ir.UNKNOWN,)
    name = {ir.GLOBAL: 1, ir.FROM: 2, ir.ATTR: 2}.get(callee[0])
    return name is not None and callee[name] in _PLAIN


_PLAIN = frozenset(("dict", "defaultdict", "OrderedDict", "Counter"))


def _adds_own(body: Body, op: ir.Op) -> bool:
    """Whether a method puts something into its own object: `self.update(found)`. What
    `__setitem__` hands on counts where it is called."""
    callee = body.ops[op[1]]
    if callee[0] != ir.ATTR or callee[2] not in _ADDING or not body.code.parameters:
        return False
    if body.code.name.rpartition(".")[2] in _ADDING:
        return False
    return bool(op[2] or op[3]) and (is_self(body, callee[1]) or is_super(body, callee[1]))


_ADDING = ("update", "setdefault", "__setitem__")
"""Methods that put something into a mapping."""


def is_super(body: Body, vid: int) -> bool:
    """Whether this is `super()`."""
    op = body.ops[vid]
    return bool(op[0] == ir.CALL and body.ops[op[1]][:2] == (ir.GLOBAL, "super"))


def root(body: Body, vid: int) -> int:
    """What kind of operation the object that is changed comes from."""
    while body.ops[vid][0] in (ir.SETITEM, ir.MUTATE, ir.REFINE):
        vid = body.ops[vid][1]
    return int(body.ops[vid][0])


def method_around(body: Body) -> Body | None:
    """The class whose method an inner function belongs to."""
    scope = body.parent
    while scope is not None:
        if scope.owner is not None:
            return scope.owner
        scope = scope.parent
    return None


def _put(
    ev: "Evaluator",
    instance: Instance,
    wanted: frozenset[Any] | None,
    body: Body,
    vid: int,
) -> Values:
    op = body.ops[vid]
    if op[0] == ir.CALL:
        return _added(ev, instance, wanted, body, op)
    return _put_under(ev, instance, wanted, body, (op[1], op[2], op[3]))


def _put_under(
    ev: "Evaluator",
    instance: Instance,
    wanted: frozenset[Any] | None,
    body: Body,
    put: tuple[int, int, int],
) -> Values:
    base, key, value = put
    written = body.ops[key]
    if written[0] == ir.CONST and wanted is not None and written[1] not in wanted:
        return EMPTY
    marks = context_dependent(body)
    apart = marks[base] or marks[key] or marks[value]
    if apart and not (is_self(body, base) or is_super(body, base)):
        anywhere = _objects(ev, body, base, None)
        if not any(is_same(each, instance) for each in anywhere):  # in no call, then
            return EMPTY
    found: Values = EMPTY
    for context in ev.contexts_of(body) if apart else (None,):
        mine = keys_of(ev.eval(body, key, context))
        if mine is not None and wanted is not None and mine.isdisjoint(wanted):
            continue
        if any(is_same(each, instance) for each in _objects(ev, body, base, context)):
            found |= ev.eval(body, value, context)
    return found


def _added(
    ev: "Evaluator", instance: Instance, wanted: frozenset[Any] | None, body: Body, op: ir.Op
) -> Values:
    """What a method puts into its own object by a call of a method."""
    from reach.flow.containers import item

    callee = body.ops[op[1]]
    if any(a < 0 for a in op[2]):
        return EMPTY
    if callee[2] != "update":
        place = (callee[1], *op[2])
        return _put_under(ev, instance, wanted, body, place) if len(place) == 3 else EMPTY
    found: Values = EMPTY
    for context in ev.contexts_of(body):
        if not any(is_same(each, instance) for each in _objects(ev, body, callee[1], context)):
            continue
        for vid in op[2]:
            for mapping in ev.eval(body, vid, context):
                if isinstance(mapping, (Container, Bundle)):
                    found |= item(ev, mapping, as_values(ev, wanted))
        for name, vid in op[3]:
            if name is not None and (wanted is None or name in wanted):
                found |= ev.eval(body, vid, context)
    return found


def _objects(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Iterator[Value]:
    """The objects that are changed; of `super()` that of the method."""
    for value in ev.eval(body, vid, context):
        yield value.receiver if isinstance(value, Super) else value


def is_same(value: object, instance: Instance) -> bool:
    """Whether a value is an object, as far as is known where it was made."""
    return isinstance(value, Instance) and (
        (value.site, value.vid) == (instance.site, instance.vid)
        if value.site is not None and instance.site is not None
        else value.cls is instance.cls
    )
