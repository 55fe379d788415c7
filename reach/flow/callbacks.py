"""Functions handed to something outside the project that will call them, and with what."""

import fnmatch
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from reach.flow.classes import external_bases, mro
from reach.flow.containers import contents, elements
from reach.flow.contexts import Argument, Arguments
from reach.flow.handed import (
    BY_NAME,
    CALLBACKS,
    HOOK_METHODS,
    HOOK_NAMES,
    HOOKS,
    MAPPINGS,
    METHODS,
    Callback,
)
from reach.flow.plugged import HOOK, hooked
from reach.flow.protocols import CALLED, GIVEN, OWN_METHODS, PASSED_ON
from reach.flow.sent import SENDING, by_name, sent
from reach.flow.values import (
    EMPTY,
    Bound,
    Class,
    External,
    Function,
    Instance,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PAGES = "gradio."
"""Its `submit` and the like register handlers, whose arguments are what its components hold."""

_INHERITED = frozenset(name.rpartition(".")[2] for name in OWN_METHODS)


def callbacks(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """The functions that an external callable will call, with the arguments they get."""
    if not _may_call(callee.name) and not isinstance(callee.receiver, (Instance, Class)):
        return [
            (ev.argument(a), Arguments(partly=True))
            for k, a in arguments.keywords
            if k is not None and k.endswith(HOOK_NAMES)
        ]
    found = [*_own_methods(ev, callee, arguments), *_given_methods(ev, callee, arguments)]
    found += sent(ev, callee, arguments)
    special = SPECIAL.get(callee.name)
    if special is not None:
        found += special(ev, callee, arguments)
    if HOOK in callee.name:
        found += hooked(ev, callee, arguments)
    hooks = HOOKS.get(callee.name, ())
    found += [
        (ev.argument(a), Arguments(partly=True))
        for k, a in arguments.keywords
        if k in hooks or (k is not None and k.endswith(HOOK_NAMES))
    ]
    spec = CALLBACKS.get(callee.name)
    if spec is not None:
        return found + _handed(ev, callee, arguments, spec)
    name = callee.name.rpartition("().")[2]
    is_method = "()." in callee.name and not callee.name.startswith(_PAGES)
    spec = METHODS.get(name) if is_method else None
    if spec is not None:
        return found + _handed(ev, callee, arguments, spec)
    if name in HOOK_METHODS and "()." in callee.name:
        found.append((ev.argument(arguments.first(0)), Arguments(partly=True)))
    return found


@cache
def _may_call(name: str) -> bool:
    """Whether a callable of this name calls something, whatever object it is reached from and
    whatever it is given by keyword."""
    last = name.rpartition("().")[2] if "()." in name else ""
    return (
        name in GIVEN
        or name in SPECIAL
        or name in HOOKS
        or name in CALLBACKS
        or last in METHODS
        or last in HOOK_METHODS
        or HOOK in name
        or name.rpartition(".")[2] in SENDING
    )


def _handed(
    ev: "Evaluator", callee: External, arguments: Arguments, spec: Callback
) -> list[tuple[Values, Arguments]]:
    if spec.position < 0:
        function = next((a for k, a in arguments.keywords if k == spec.keyword), None)
    else:
        function = arguments.first(spec.position, spec.keyword)
    if function is None:
        return []
    functions = ev.argument(function)
    if callee.name.startswith(BY_NAME):
        functions |= by_name(ev, functions)
    if callee.name == "<builtin>.iter" and len(arguments.positional) < 2:
        return []
    if spec.passing == "held":
        held = EMPTY.union(*(contents(ev, v) for v in functions))
        return [(held, Arguments())]
    if spec.passing == "constructed":
        classes = frozenset(v for v in functions if isinstance(v, Class))
        return [(classes, _contents(spec, None, arguments))] if classes else []
    return [(functions, _passed(ev, callee, spec, arguments))]


# -- methods of the project -----------------------------------------------------------------------


def _own_methods(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """What an inherited method calls on the object it was reached from."""
    receiver = callee.receiver
    if not isinstance(receiver, (Instance, Class)):
        return []
    name = callee.name.rpartition(".")[2]
    patterns = OWN_METHODS.get(callee.name)
    if patterns is None and name in _INHERITED:
        # The first base outside the project is taken to define a method; it may be another.
        cls = receiver if isinstance(receiver, Class) else receiver.cls
        bases = external_bases(ev, cls) if isinstance(cls, Class) else []
        known = (OWN_METHODS.get(f"{base}.{name}") for base in bases)
        patterns = next((found for found in known if found is not None), None)
    if patterns is None:
        patterns = CALLED.get(name, ())
    exact = name in CALLED or name == "__getitem__"
    given = arguments if exact else _passed_on(name, arguments)
    return [(v, given) for v in _matching(ev, receiver, patterns)]


def _passed_on(name: str, arguments: Arguments) -> Arguments:
    """What an inherited method is known to hand to those that it calls."""
    if name not in PASSED_ON:
        return Arguments(partly=True)
    position, taken, meant = PASSED_ON[name]
    argument = arguments.first(position, taken)
    named = [(key, a) for key, a in arguments.keywords if key not in (None, taken)]
    if argument is not None:
        named.append((meant, argument))
    return Arguments(keywords=tuple(named), partly=True)


def _given_methods(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """What is called on the objects given as arguments."""
    found: list[tuple[Values, Arguments]] = []
    for spec in GIVEN.get(callee.name, ()):
        if spec.position >= 0:
            argument = arguments.first(spec.position, spec.keyword)
        else:
            argument = next((a for k, a in arguments.keywords if k == spec.keyword), None)
        objects = [
            ev.pool.instance(value) if isinstance(value, Class) else value
            for value in ev.argument(argument)
        ]
        found += called_on(ev, objects, spec.methods)
    return found


def called_on(
    ev: "Evaluator", objects: Iterable[Value], names: tuple[str, ...]
) -> list[tuple[Values, Arguments]]:
    """The project's methods of these names that objects have, called with what is not known."""
    return [
        (methods, Arguments(partly=True))
        for value in objects
        for methods in _matching(ev, value, names)
    ]


def _matching(ev: "Evaluator", receiver: Value, patterns: tuple[str, ...]) -> list[Values]:
    """The project's methods of an object under these names."""
    from reach.flow.attributes import attribute

    cls = receiver.cls if isinstance(receiver, Instance) else receiver
    if not isinstance(cls, Class):
        return []
    names: dict[str, None] = {}
    for pattern in patterns:
        if "*" not in pattern:
            names[pattern] = None
            continue
        for owner in mro(ev, cls):
            if isinstance(owner, Class):
                names.update(dict.fromkeys(fnmatch.filter(owner.body.code.exports, pattern)))
    found: list[Values] = []
    for name in names:
        methods = frozenset(
            v for v in attribute(ev, receiver, name) if isinstance(v, (Bound, Function))
        )
        if methods:
            found.append(methods)
    return found


# -- callables that other callables made ----------------------------------------------------------


def maker(ev: "Evaluator", value: External) -> Arguments:
    """The arguments of the call that made an object from outside the project."""
    from reach.flow.constructors import call_arguments

    site = value.site
    if site is None or value.vid < 0 or site.ops[value.vid][0] != ir.CALL:
        return Arguments()
    return call_arguments(site, value.vid, value.context)


def _method_called(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """`methodcaller("name", ...)(object)`."""
    from reach.flow.attributes import attribute

    made = maker(ev, callee)
    found: Values = EMPTY
    for value in ev.argument(arguments.first(0)):
        for name in ev.strings(ev.argument(made.first(0))):
            found |= attribute(ev, value, name.value)
    methods = frozenset(v for v in found if not isinstance(v, Unknown))
    return [(methods, made.rest(1))] if methods else []


def _folded(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """`reduce(function, items, initial)`: each item with what the items before it made."""
    from reach.flow.calls import call_values

    functions = ev.argument(arguments.first(0))
    element = _elements(ev, arguments.first(1))
    initial = arguments.first(2, "initial")
    held = ev.argument(initial) if initial is not None else element
    begun = Arguments(((False, held), (False, element)))
    held |= call_values(ev, functions, begun, None, -1, None)
    return [(functions, Arguments(((False, held), (False, element))))]


SPECIAL: dict[str, Callable[["Evaluator", External, Arguments], list[tuple[Values, Arguments]]]] = {
    "operator.methodcaller()": _method_called,
    "functools.reduce": _folded,
    "<builtin>.reduce": _folded,
}
"""Callables whose callback is found in a way of its own."""

UNPLACED: set[str] = set()
"""Callables that give what they call other arguments than they are given: what they make is not
made by the call that is written."""


def _passed(ev: "Evaluator", callee: External, spec: Callback, arguments: Arguments) -> Arguments:
    contents = (spec.contents, *MAPPINGS)
    apart = spec.passing == "either" and any(k in contents for k, _ in arguments.keywords)
    if spec.passing == "rest" or (spec.passing == "either" and not apart):
        return Arguments(
            arguments.positional[spec.position + 1 :],
            tuple((k, a) for k, a in arguments.keywords if k != spec.keyword),
        )
    if spec.passing == "receiver" and callee.receiver is not None:
        return Arguments(((False, elements(ev, callee.receiver)),))
    if spec.passing == "elements":
        if spec.iterable >= 0:
            return Arguments(((False, _elements(ev, arguments.first(spec.iterable))),))
        later = arguments.positional[spec.position + 1 :]
        return Arguments(tuple((False, _elements(ev, a)) for _, a in later))
    if spec.passing == "pairs":
        position = spec.iterable if spec.iterable >= 0 else spec.position + 1
        element = _elements(ev, arguments.first(position))
        return Arguments(((False, element), (False, element)))
    if spec.passing == "container" or apart:
        given = arguments.first(spec.position + spec.after) if spec.after and not apart else None
        return _contents(spec, given, arguments)
    return Arguments()


def _contents(spec: Callback, given: Argument | None, arguments: Arguments) -> Arguments:
    """What a sequence and a mapping among the arguments hold."""
    for key, argument in arguments.keywords:
        if key == spec.contents:
            given = argument
    keywords = tuple((None, a) for k, a in arguments.keywords if k in MAPPINGS)
    return Arguments(((True, given),) if given is not None else (), keywords)


def _elements(ev: "Evaluator", argument: Argument | None) -> Values:
    from reach.flow.items import iterated

    found: Values = EMPTY
    for value in ev.argument(argument):
        found |= iterated(ev, value, ev.program.bodies[0], 0)
    return found
