"""Keys that are constants, and sizes of sequences that are certain."""

from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Context
from reach.flow.mutations import mutation
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    Function,
    Member,
    Values,
    is_replaceable,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_APPENDED = 100
"""Elements appended one by one that are counted."""


def keys_of(values: Values) -> frozenset[Any] | None:
    """The constants a key may be; None when it may be anything."""
    if not values:
        return None
    keys = set()
    for value in values:
        if not isinstance(value, Const):
            return None
        if isinstance(value, Member) and is_replaceable(value):  # any member may stand there
            return None
        keys.add(value.value)
    return frozenset(keys)


def stored_keys(values: Values) -> frozenset[Any] | None:
    """The same of what something is stored under. A function is no text: a decorator that is used
    without a name may be given what it decorates in place of it."""
    plain = frozenset(v for v in values if not isinstance(v, (Function, Class)))
    return keys_of(plain) if plain or not values else frozenset()


def certain_size(
    ev: "Evaluator", body: Body, vid: int, context: Context | None, nested: int = 0
) -> int | None:
    """Number of elements of a sequence, where it is certain."""
    values = ev.eval(body, vid, context)
    if len(values) != 1:
        return None
    (value,) = values
    if isinstance(value, Bundle):
        return len(value.entries) if not value.rest else None
    if not isinstance(value, Container):
        return None
    op = value.body.ops[value.vid]
    if op[0] in (ir.LIST, ir.TUPLE):
        return len(op[1]) if all(i >= 0 for i in op[1]) else None
    if op[0] == ir.MUTATE and nested < MAX_APPENDED and mutation(value.body, op)[0] == "append":
        before = certain_size(ev, value.body, op[1], value.context, nested + 1)
        return before + 1 if before is not None else None
    return None


def laid_out(ev: "Evaluator", container: Container) -> "list[Argument] | None":
    """The elements of a sequence in order; None when they are not certain."""
    from reach.flow.sequences import layout

    return layout(ev, container)


def chosen(ev: "Evaluator", elements: "list[Argument]", keys: frozenset[Any]) -> Values:
    """The elements at any of these indices."""
    found: Values = EMPTY
    for key in keys:
        if -len(elements) <= key < len(elements):
            found |= ev.argument(elements[key])
    return found


def as_values(ev: "Evaluator", keys: frozenset[Any] | None) -> Values:
    """Keys as values; empty when they may be anything."""
    if keys is None:
        return EMPTY
    return frozenset([ev.pool.const(k) for k in sorted(keys, key=_reproducible)])


def _reproducible(key: object) -> tuple[str, str]:
    """An order of constants that does not depend on their hashes."""
    return type(key).__name__, repr(key)


def of_bundle(bundle: Bundle, keys: frozenset[Any] | None) -> Values:
    """Values under any of the keys of a container whose contents were computed."""
    found: Values = EMPTY
    if keys is None:
        for _, values in bundle.entries:
            found |= values
        return found | bundle.rest
    for key, values in bundle.entries:
        if key in keys and any(type(k) is type(key) and k == key for k in keys):
            found |= values
    if bundle.kind in ("list", "tuple"):
        size = len(bundle.entries)
        for key in keys:
            if isinstance(key, int) and key < 0 and -key <= size:
                found |= bundle.entries[key][1]
    return found or bundle.rest
