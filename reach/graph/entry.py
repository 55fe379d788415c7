"""What an entry point is, and the project functions behind the values that name one."""

from collections.abc import Iterable
from typing import NamedTuple

from reach.flow.attributes import attribute, original
from reach.flow.bodies import Body
from reach.flow.containers import contents
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.values import (
    Bound,
    Bundle,
    Class,
    Container,
    Function,
    Instance,
    Partial,
    Value,
    Wrapped,
)
from reach.graph.build import CallGraph
from reach.records.finding import GRADES
from reach.records.project import Launch, ScriptDeclaration
from reach.records.record import dataclass

MAX_WRAPPERS = 16
"""Decorators above one handler that are looked through."""

STRENGTH = {grade: number for number, grade in enumerate(GRADES)}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry point in the graph."""

    kind: str
    name: str
    grade: str
    body: Body
    main: bool = False
    """The module is run as a program: its `__main__` block too."""
    vid: int = -1
    """Where the handler was registered, in `site`."""
    site: Body | None = None
    launch: Launch | None = None
    """The deployment that starts it."""
    also: tuple[Launch, ...] = ()
    """Further deployments that start it, with an environment or arguments of their own."""
    programs: tuple[Body, ...] = ()
    """For a handler: the modules that these begin with."""
    script: ScriptDeclaration | None = None
    handler: bool = False
    """A framework calls it, with what others send."""
    given: tuple[str, ...] = ()
    """What the platform itself passes, as in `EntryPattern`."""
    inputs: str = ""
    """The method that says what it may pass, as in `EntryPattern`."""
    sent: bool = False
    """Whether only the project sends it anything, as in `EntryPattern`."""
    beside: str = ""
    """The folder that a started program serves, as in `EntryPattern`."""
    server: str = ""
    """The program that serves it, as in `EntryPattern`."""
    closure: Context | None = None
    """The context of the function that the handler is nested in, as a decorator's."""
    written: Body | None = None
    """The function that its decorators were written above."""


class Handler(NamedTuple):
    """A function that a framework is told of."""

    body: Body
    named: Body
    """The function that its decorators were written above; else itself."""
    context: Context | None = None
    """The call of the function that tells the framework."""
    closure: Context | None = None


def told(
    graph: CallGraph, values: Iterable[Value], context: Context | None = None
) -> list[Handler]:
    """The handlers among values: what a decorator makes is one for each function that it wraps."""
    ev = graph.evaluator
    return list(
        dict.fromkeys(
            Handler(each.body, _wrapped(ev, each), context, each.closure)
            for each in functions_in(graph, values)
        )
    )


def _wrapped(ev: Evaluator, function: Function) -> Body:
    """The function that a wrapper says it stands for."""
    seen = [function]
    while len(seen) < MAX_WRAPPERS:
        inside = [v for v in original(ev, seen[-1]) if isinstance(v, Function)]
        if len(inside) != 1 or inside[0] in seen:
            break
        seen.append(inside[0])
    return seen[-1].body


def graded(body: Body, grade: str) -> str:
    """The grade of an entry point in a file: weak where the file only serves development."""
    return "development" if body.facts.development else grade


def functions_of(graph: CallGraph, values: Iterable[Value]) -> list[Body]:
    """The bodies of the project functions among values."""
    return list(dict.fromkeys(function.body for function in functions_in(graph, values)))


def functions_in(graph: CallGraph, values: Iterable[Value], depth: int = 0) -> list[Function]:
    """The project functions among values, inside wrappers, lists and dictionaries too."""
    ev, found = graph.evaluator, list[Function]()
    for value in sorted(values, key=lambda v: v.order):
        if isinstance(value, Function):
            found.append(value)
        elif isinstance(value, (Bound, Wrapped, Partial)):
            found += functions_in(graph, (value.function,), depth)
        elif isinstance(value, (Container, Bundle)) and depth < 2:
            found += functions_in(graph, contents(ev, value), depth + 1)
        elif isinstance(value, Instance) and depth < 2:
            bound = attribute(ev, value, "__call__")
            found += functions_in(graph, (v for v in bound if isinstance(v, Bound)), depth + 1)
        elif isinstance(value, Class) and depth < 1:
            for name in ("__init__", "__call__"):
                inner = attribute(ev, value, name)
                found += functions_in(
                    graph, (v for v in inner if isinstance(v, Function)), depth + 1
                )
    return found
