"""Built-in functions that call a special method of their arguments."""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.contexts import Context, Thunk
from reach.flow.evaluator import Evaluator
from reach.flow.operands import context_dependent
from reach.flow.values import Instance
from reach.graph.held import held_targets, shown_inside, sized
from reach.graph.properties import getter, plain_setter, setter
from reach.graph.shown import FORMATTED, formatted, logged
from reach.graph.sites import Target
from reach.graph.special import first, iterate
from reach.records import code as ir

METHODS: dict[str, tuple[str, ...]] = {
    "<builtin>.len": ("__len__",),
    "<builtin>.str": ("__str__", "__repr__"),
    "<builtin>.repr": ("__repr__",),
    "<builtin>.ascii": ("__repr__",),
    "<builtin>.print": ("__str__", "__repr__"),
    "<builtin>.format": FORMATTED,
    "<builtin>.bool": ("__bool__", "__len__"),
    "<builtin>.int": ("__int__", "__index__", "__trunc__"),
    "<builtin>.float": ("__float__", "__index__"),
    "<builtin>.complex": ("__complex__", "__float__"),
    "<builtin>.bytes": ("__bytes__", "__iter__"),
    "<builtin>.next": ("__next__",),
    "<builtin>.anext": ("__anext__",),
    "<builtin>.hash": ("__hash__",),
    "<builtin>.abs": ("__abs__",),
    "<builtin>.round": ("__round__",),
    "<builtin>.divmod": ("__divmod__",),
    "<builtin>.pow": ("__pow__",),
    "<builtin>.reversed": ("__reversed__", "__getitem__"),
    "<builtin>.dir": ("__dir__",),
    "<builtin>.hex": ("__index__",),
    "math.floor": ("__floor__", "__float__"),
    "math.ceil": ("__ceil__", "__float__"),
    "math.trunc": ("__trunc__",),
    "operator.index": ("__index__",),
    "copy.copy": ("__copy__", "__reduce_ex__"),
    "copy.deepcopy": ("__deepcopy__", "__reduce_ex__"),
    "os.fspath": ("__fspath__",),
    "sys.getsizeof": ("__sizeof__",),
    "pickle.dumps": ("__reduce_ex__", "__reduce__", "__getstate__"),
    "pickle.dump": ("__reduce_ex__", "__reduce__", "__getstate__"),
}
"""Of the methods, the first one that is there."""

_PRINT = "<builtin>.print"
"""Does so with each of its arguments."""

_SHOWING = frozenset(f"<builtin>.{name}" for name in ("str", "repr", "ascii", "print", "format"))
"""Functions that make a text of what containers hold."""

ITERATED: dict[str, slice] = {
    **dict.fromkeys(
        (
            f"<builtin>.{name}"
            for name in "iter aiter list tuple set frozenset dict sorted sum any all enumerate"
            " bytearray str.join list.extend set.update dict.update list.__iadd__".split()
        ),
        slice(0, 1),
    ),
    "<builtin>.zip": slice(0, None),
    "<builtin>.map": slice(1, None),
    "<builtin>.filter": slice(1, 2),
    "functools.reduce": slice(1, 2),
    "itertools.chain": slice(0, None),
    "itertools.islice": slice(0, 1),
    "collections.deque": slice(0, 1),
    "collections.Counter": slice(0, 1),
    "itertools.zip_longest": slice(0, None),
}
"""Functions that iterate over these of their arguments."""


def builtin_targets(ev: Evaluator, body: Body, name: str, op: ir.Op) -> list[Target]:
    """What a call of this function calls on its arguments."""
    given = [a if a >= 0 else ~a for a in op[2]]
    held = held_targets(ev, body, name, op) + logged(ev, body, name, op)
    if name == "<builtin>.str.format":
        return held + formatted(ev, body, op)
    if not given:
        return held
    if name in ("<builtin>.max", "<builtin>.min") and len(given) == 1:
        return iterate(ev, body, given[0]) + held
    found = held
    if name in ITERATED:
        for vid in given[ITERATED[name]]:
            found += iterate(ev, body, vid)
        found += sized(ev, body, name, op)
    elif name in METHODS:
        for vid in given if name == _PRINT else given[:1]:
            found += first(ev, body, vid, METHODS[name])
            if name in _SHOWING:
                found += shown_inside(ev, body, vid)
    elif name in ("<builtin>.getattr", "<builtin>.hasattr", "<builtin>.setattr"):
        found += _attribute(ev, body, name, given)
    elif name == "<builtin>.object.__setattr__":
        found += _plainly_set(ev, body, given)
    return found


def _plainly_set(ev: Evaluator, body: Body, given: list[int]) -> list[Target]:
    """`object.__setattr__(self, name, value)` and `super().__setattr__(name, value)`."""
    if len(given) == 2:
        given = [v for v, op in enumerate(body.ops) if op == (ir.PARAM, 0)][:1] + given
    if len(given) != 3:
        return []
    found: dict[Target, None] = {}
    for context, name, value in _named(ev, body, given[0], given[1]):
        given_value = Thunk(body, given[2], context)
        found.update(dict.fromkeys(plain_setter(ev, value, name, given_value)))
    return list(found)


def _attribute(ev: Evaluator, body: Body, name: str, given: list[int]) -> list[Target]:
    """A property whose name is a known text."""
    if len(given) < 2:
        return []
    found: dict[Target, None] = {}
    for context, key, value in _named(ev, body, given[0], given[1]):
        if name != "<builtin>.setattr":
            found.update(dict.fromkeys(getter(ev, value, key)))
        elif len(given) == 3:
            given_value = Thunk(body, given[2], context)
            found.update(dict.fromkeys(setter(ev, value, key, given_value)))
    return list(found)


def _named(
    ev: Evaluator, body: Body, base: int, name: int
) -> Iterator[tuple[Context | None, str, Instance]]:
    """Objects of which an attribute is asked by name: each way the function is called has its own
    objects and names."""
    dependent = context_dependent(body)[name]
    for context in ev.contexts_of(body) if dependent else [None]:
        names = [key.value for key in ev.strings(ev.ask(body, name, context))]
        objects = ev.ask(body, base, context) if names else ()
        for value in objects:
            if isinstance(value, Instance):
                for key in names:
                    yield context, key, value
