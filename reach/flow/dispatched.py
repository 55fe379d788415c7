"""Which implementation of a generic function is called with what: `functools.singledispatch`
chooses the one for the nearest class of the first argument."""

import builtins
import collections
import collections.abc
import numbers
import types
from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.classes import mro
from reach.flow.contexts import Argument, Arguments
from reach.flow.stores import REGISTERED, assigned
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Unknown,
    Value,
    Values,
    Wrapped,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_CONTAINERS: dict[str, type] = {"list": list, "tuple": tuple, "dict": dict, "set": set}

_MODULES = {
    "<builtin>": builtins,
    "collections": collections,
    "collections.abc": collections.abc,
    "numbers": numbers,
    "types": types,
}
"""Where the classes are that are told apart by what they are."""

Kinds = frozenset[object]
"""Classes of the project, and names of others."""


def implementations(ev: "Evaluator", value: Wrapped) -> list[Value]:
    """The function inside; of a generic one, also those that are registered with it."""
    if not value.kind.startswith("singledispatch"):
        return [value.function]
    registered = in_order(assigned(ev, value, REGISTERED))
    return [value.function, *(v for v in registered if not isinstance(v, Wrapped))]


def dispatched(
    ev: "Evaluator", value: Wrapped, arguments: Arguments
) -> list[tuple[Value, Arguments]]:
    """What calling a wrapper calls, each with the arguments that it gets."""
    functions = implementations(ev, value)
    place = 1 if value.kind == "singledispatchmethod" else 0
    given = arguments.first(place)
    if len(functions) < 2 or given is None:
        return [(function, arguments) for function in functions]
    default, *others = functions
    kinds = {
        f: frozenset(map(_kind, ev.read(("kinds", f, place), _kinds, ev, f, place))) for f in others
    }
    chosen: dict[Value, list[Value]] = {}
    for each in ev.argument(given):
        for function in _chosen(ev, each, default, kinds):
            chosen.setdefault(function, []).append(each)
    return [
        (function, _with(arguments, place, frozenset(chosen[function])))
        for function in functions
        if function in chosen
    ]


def _chosen(
    ev: "Evaluator", value: Value, default: Value, kinds: dict[Value, Kinds]
) -> list[Value]:
    """The implementations that a value may lead to."""
    open_ = [function for function, known in kinds.items() if not known]
    if isinstance(value, Instance):
        for cls in mro(ev, value.cls):
            kind = cls.name if isinstance(cls, External) else cls
            fitting = [f for f, known in kinds.items() if kind in known]
            if fitting:
                return [*fitting, *open_]
        return [default, *open_]
    if isinstance(value, Unknown) and not ev.guessing:  # more may be known of it in the end
        ev.depend("guess")
        return []
    plain = _class_of(value)
    if plain is None:
        return [default, *kinds]
    for each in plain.__mro__[:-1]:
        name = f"<builtin>.{each.__name__}"
        fitting = [f for f, known in kinds.items() if name in known]
        if fitting:
            return [*fitting, *open_]
    wider = [f for f, known in kinds.items() if _is_any_of(plain, known)]
    return [*(wider or [default]), *open_]


def _class_of(value: Value) -> type | None:
    """The class of Python that a value is an object of, where that is certain."""
    if isinstance(value, Const):
        return type(value.value)
    if isinstance(value, Class):
        return type
    if isinstance(value, (Function, Bound)):
        return types.FunctionType
    if isinstance(value, (Container, Bundle)):
        return _CONTAINERS.get(value.kind)
    if isinstance(value, External):
        module, _, name = value.name.rpartition(".")
        meant = getattr(_MODULES.get(module), name, None)
        return type if isinstance(meant, type) else None
    return None


def _is_any_of(cls: type, known: Kinds) -> bool:
    """Whether objects of a class of Python are those of one of some abstract ones."""
    for name in known:
        module, _, last = name.rpartition(".") if isinstance(name, str) else ("", "", "")
        meant = getattr(_MODULES.get(module.replace("typing", "collections.abc")), last, None)
        if isinstance(meant, type) and issubclass(cls, meant):
            return True
    return False


def _kinds(ev: "Evaluator", function: Value, place: int) -> Values:
    """The classes that an implementation is registered for: those that `register` is given, or
    what its argument is declared as. Nothing where that is not known."""
    if not isinstance(function, Function) or function.body.parent is None:
        return EMPTY
    body, parent = function.body, function.body.parent
    found: set[Value] = set()
    for vid in body.code.decorators:
        op = parent.ops[vid]
        if op[0] == ir.CALL and op[2] and parent.ops[op[1]][2:3] == ("register",):
            for value in ev.eval(parent, op[2][0]):
                if _kind(value) is None:
                    return EMPTY
                found.add(value)
    if found:
        return frozenset(found)
    parameters = body.code.parameters
    if len(parameters) <= place or parameters[place].annotation < 0:
        return EMPTY
    annotation = parameters[place].annotation
    plain = ev.eval(parent, annotation)
    objects = declared(ev, parent, annotation, None)
    for value in plain if all(_kind(v) is not None for v in plain) else objects:
        kind = value.cls if isinstance(value, Instance) else value
        if _kind(kind) is None:
            return EMPTY
        found.add(kind)
    return frozenset(found)


def _kind(value: Value) -> object:
    if isinstance(value, External):
        return value.name
    return value if isinstance(value, Class) else None


def _with(arguments: Arguments, place: int, values: Values) -> Arguments:
    given: list[tuple[bool, Argument]] = list(arguments.positional)
    given[place] = (False, values)
    return arguments._replace(positional=tuple(given))
