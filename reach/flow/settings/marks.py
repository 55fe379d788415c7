"""Values under another kind of origin: a literal that is a default of something."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reach.flow.containers import elements, item
from reach.flow.values import EMPTY, Bundle, Const, Container, Unknown, Value, Values, is_fixed

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ELEMENTS = 64
"""Elements of a list that are marked one by one."""


def marked(ev: "Evaluator", values: Values, kind: str, depth: int = 0) -> Values:
    """The same values, their literals as ones of this kind; those in lists too."""
    found: set[Value] = set()
    for value in values:
        if is_fixed(value):
            found.add(_marked(ev, value, kind))
        elif depth < 2 and isinstance(value, (Container, Bundle)) and value.kind in _SEQUENCES:
            found.add(_sequence(ev, value, kind, depth))
        else:
            found.add(value)
    return frozenset(found)


_SEQUENCES = frozenset(("list", "tuple"))


def _marked(ev: "Evaluator", value: Const, kind: str) -> Value:
    return ev.pool.const(value.value, value.body, value.position, kind, value.path)


def _sequence(ev: "Evaluator", value: Container | Bundle, kind: str, depth: int) -> Value:
    rows: list[tuple[int, Values]] = []
    for index in range(MAX_ELEMENTS):
        one = item(ev, value, frozenset((ev.pool.const(index),)))
        if not one:
            break
        rows.append((index, marked(ev, one, kind, depth + 1)))
    rest = EMPTY if rows else marked(ev, elements(ev, value), kind, depth + 1)
    return ev.pool.bundle(value.kind, rows, rest)


def missing(value: Value) -> bool:
    """A default that stands for none: None or an empty text."""
    return isinstance(value, Const) and (value.value is None or value.value == "")


def settled(ev: "Evaluator", default: Values, choices: Values, name: str, reason: Values) -> Values:
    """A default and its alternatives, or the reason why nothing is known.

    `name` is the kind of setting; origins are `<name> default` and `<name> choice`."""
    given = frozenset(v for v in default if not missing(v))
    found = marked(ev, given, f"{name} default")
    taken = {v.value for v in found if isinstance(v, Const)}
    others = frozenset(v for v in choices if isinstance(v, Const) and v.value not in taken)
    found |= marked(ev, others, f"{name} choice")
    if given != default or not found:
        found |= EMPTY if others else reason
    return found


def is_known(values: Iterable[Value]) -> bool:
    """Whether something is known of a value."""
    return any(not isinstance(v, Unknown) for v in values)
