"""What built-in containers and functions ask of the objects that are held: hashes, comparisons,
texts, sizes."""

from collections.abc import Iterable

from reach.flow.bodies import Body
from reach.flow.containers import contents, elements
from reach.flow.evaluator import Evaluator
from reach.flow.values import Bundle, Container, Value, Values, in_order
from reach.graph.sites import Target
from reach.graph.special import first_of, methods, told
from reach.records import code as ir

MAX_NESTING = 3
"""Containers in containers whose objects are looked at."""

HASH = ("__hash__",)
FIND = ("__hash__", "__eq__")
EQUAL = ("__eq__",)
TEXT = ("__str__", "__repr__")
SHOWN = ("__repr__",)

_KEYED = ("dict", "kwargs", "config", "set")

_FINDING = (
    "dict.get dict.setdefault dict.pop dict.__getitem__ dict.__setitem__ dict.__contains__"
    " set.add set.discard set.remove set.__contains__"
)
_SEARCHING = "index remove count __contains__"

KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((f"<builtin>.{name}" for name in _FINDING.split()), FIND),
    **dict.fromkeys((f"<builtin>.list.{name}" for name in _SEARCHING.split()), EQUAL),
}
"""Methods of containers, and what they call on their first argument."""

_DEDUPLICATING = (
    "<builtin>.set",
    "<builtin>.frozenset",
    "<builtin>.dict.fromkeys",
    "<builtin>.set.update",
    "<builtin>.set.union",
    "collections.Counter",
)

TAKEN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_DEDUPLICATING, FIND),
    "<builtin>.sorted": ("__lt__",),
    "<builtin>.min": ("__lt__",),
    "<builtin>.max": ("__gt__",),
    "heapq.heapify": ("__lt__",),
    "heapq.heappop": ("__lt__",),
    "heapq.heappush": ("__lt__",),
    "heapq.heappushpop": ("__lt__",),
    "heapq.heapreplace": ("__lt__",),
    "bisect.bisect": ("__lt__",),
    "bisect.bisect_left": ("__lt__",),
    "bisect.bisect_right": ("__lt__",),
    "bisect.insort": ("__lt__",),
    "bisect.insort_left": ("__lt__",),
    "bisect.insort_right": ("__lt__",),
}
"""Functions, and what they call on the elements of their first argument, unless a `key` stands in
for these; where it is several arguments that are compared, on each of them."""

SIZED = frozenset(f"<builtin>.{name}" for name in ("list", "tuple", "sorted", "list.extend"))
"""Functions that ask what they copy for its size."""


def held_targets(ev: Evaluator, body: Body, name: str, op: ir.Op) -> list[Target]:
    """What a call of a built-in function runs on what its arguments hold, or on its keys."""
    given = [a if a >= 0 else ~a for a in op[2]]
    if name in KEYS and given:
        return of_each(ev, ev.ask(body, given[0]), KEYS[name])
    if name == "<builtin>.list.sort" and not _has_key(op):
        callee = body.ops[op[1]]
        return _compared(ev, body, [callee[1]], ("__lt__",)) if callee[0] == ir.ATTR else []
    if name in TAKEN and given and not _has_key(op):
        if name in ("<builtin>.min", "<builtin>.max") and len(given) > 1:
            return [t for vid in given for t in of_each(ev, ev.ask(body, vid), TAKEN[name])]
        found = _compared(ev, body, given[:1], TAKEN[name])
        for vid in given[1:] if name.startswith(("heapq.", "bisect.")) else ():
            found += of_each(ev, ev.ask(body, vid), TAKEN[name])
        return found
    return []


def sized(ev: Evaluator, body: Body, name: str, op: ir.Op) -> list[Target]:
    """The sizes that a copying function asks for."""
    if name not in SIZED or not op[2] or op[2][0] < 0:
        return []
    return [
        target
        for value in ev.ask(body, op[2][0])
        if methods(ev, value, "__iter__")
        for target in methods(ev, value, "__len__") or methods(ev, value, "__length_hint__")
    ]


def shown_inside(ev: Evaluator, body: Body, vid: int) -> list[Target]:
    """What making a text of containers calls on what they hold."""
    return [
        target
        for value in ev.ask(body, vid)
        if isinstance(value, (Container, Bundle))
        for target in of_each(ev, _all(ev, value), SHOWN)
    ]


def keyed(ev: Evaluator, body: Body, container: int, key: int) -> list[Target]:
    """What finding a key calls on it."""
    if key < 0 or body.ops[key][0] == ir.CONST:
        return []
    found = of_each(ev, ev.ask(body, key), FIND)
    if found and not _is_keyed(ev.ask(body, container)):
        return []
    return found


def displayed(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """What making a mapping or a set calls on its keys."""
    kind = op[0]
    if kind == ir.DICT:
        keys = [k for k, _ in op[1] if k >= 0]
    elif kind == ir.SET:
        keys = [v for v in op[1] if v >= 0]
    else:
        keys = [{ir.DICT: op[3], ir.SET: op[2]}.get(op[1], -1)]
    names = FIND if kind == ir.COMP else HASH
    asked = [k for k in keys if k >= 0 and body.ops[k][0] != ir.CONST]
    return [t for key in asked for t in of_each(ev, ev.ask(body, key), names)]


def contained(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """What `item in container` calls on the item, or on what a sequence holds."""
    found: list[Target] = []
    for value in ev.ask(body, op[3]):
        if isinstance(value, (Container, Bundle)):
            if value.kind in _KEYED:
                found += of_each(ev, ev.ask(body, op[2]), FIND)
            else:
                found += of_each(ev, _all(ev, value), EQUAL)
                found += of_each(ev, ev.ask(body, op[2]), EQUAL)
    return found


def compared(ev: Evaluator, body: Body, op: ir.Op, name: str) -> list[Target]:
    """What comparing two containers calls on what they hold."""
    left, right = ev.ask(body, op[2]), ev.ask(body, op[3])
    if not all(any(isinstance(v, (Container, Bundle)) for v in side) for side in (left, right)):
        return []
    names = EQUAL if name in ("__eq__", "__ne__") else (name, "__eq__")
    return [
        target
        for value in left
        if isinstance(value, (Container, Bundle))
        for target in of_each(ev, _all(ev, value), names)
    ]


def of_each(
    ev: Evaluator, values: Iterable[Value], names: tuple[str, ...], first: bool = False
) -> list[Target]:
    """These methods of all values; of containers, of what they hold."""
    inner = SHOWN if first else (*names, "__eq__") if _ordering(names) else names
    if ev.program.methods.keys().isdisjoint((*names, *inner)):
        return []
    values = list(told(ev, values))
    found: list[Target] = []
    for value in values:
        if isinstance(value, (Container, Bundle)):
            continue
        if first:
            found += first_of(ev, value, names)
            continue
        for name in names:
            found += methods(ev, value, name)
    held = told(ev, _held(ev, values))
    return found + [t for v in held for n in inner for t in methods(ev, v, n)]


def _held(ev: Evaluator, values: Iterable[Value]) -> list[Value]:
    """What containers hold, in containers in them too; each once."""
    seen: dict[Value, None] = {}
    level = [v for v in values if isinstance(v, (Container, Bundle))]
    for _ in range(MAX_NESTING):
        inside = [v for container in level for v in in_order(_all(ev, container)) if v not in seen]
        seen.update(dict.fromkeys(inside))
        level = [v for v in dict.fromkeys(inside) if isinstance(v, (Container, Bundle))]
    return [v for v in seen if not isinstance(v, (Container, Bundle))]


def _ordering(names: tuple[str, ...]) -> bool:
    return names[0] in ("__lt__", "__gt__", "__le__", "__ge__")


def _compared(
    ev: Evaluator, body: Body, vids: Iterable[int], names: tuple[str, ...]
) -> list[Target]:
    return [
        target
        for vid in vids
        for value in ev.ask(body, vid)
        if isinstance(value, (Container, Bundle))
        for target in of_each(ev, elements(ev, value), names)
    ]


def _all(ev: Evaluator, value: Value) -> Values:
    """Keys and contents."""
    return elements(ev, value) | contents(ev, value)


def _is_keyed(values: Values) -> bool:
    return any(isinstance(v, (Container, Bundle)) and v.kind in _KEYED for v in values)


def _has_key(op: ir.Op) -> bool:
    return any(k in ("key", None) for k, _ in op[3])
