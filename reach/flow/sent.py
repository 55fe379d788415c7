"""Functions and classes that a decorator from outside made something to be called elsewhere:
`score.delay(x)`, `Worker.remote(x)`, `Deployment.bind(x)`. The method says how the arguments of
the call are written; another process makes it."""

from typing import TYPE_CHECKING, NamedTuple

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments
from reach.flow.library import Site
from reach.flow.settings.hooks import method
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Container,
    External,
    Function,
    Generated,
    Partial,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

FUNCTION = "<builtin>.function."
CLASS = "<builtin>.class."


class Sending(NamedTuple):
    """How a method hands over the arguments."""

    each: bool = False
    """It calls once for each element of what it is given."""

    packed: bool = False
    """A list of them and a dictionary, in place of the arguments themselves."""
    positional: int = 0
    """Where the list is, the dictionary behind it; -1 when both are only given by keyword."""


_PLAIN = Sending()
_EACH = Sending(each=True)
_PACKED = Sending(packed=True)

SENDING: dict[str, Sending] = {
    "map": _EACH,
    "for_each": _EACH,
    "expand": _EACH,
    "starmap": Sending(each=True, packed=True),
    "delay": _PLAIN,
    "delay_on_commit": _PLAIN,
    "s": _PLAIN,
    "si": _PLAIN,
    "apply_async": _PACKED,
    "apply_async_on_commit": _PACKED,
    "apply": _PACKED,
    "signature": _PACKED,
    "subtask": _PACKED,
    "send": _PLAIN,
    "send_with_options": Sending(packed=True, positional=-1),
    "message": _PLAIN,
    "schedule": _PACKED,
    "enqueue": _PLAIN,
    "defer": _PLAIN,
    "defer_async": _PLAIN,
    "kiq": _PLAIN,
    "remote": _PLAIN,
    "bind": _PLAIN,
    "spawn": _PLAIN,
    "submit": _PLAIN,
    "local": _PLAIN,
}
"""Methods of tasks, jobs, actors and deployments: Celery, Dramatiq, Huey, taskiq, Procrastinate,
Ray, Modal, Prefect, Airflow."""

CONFIGURING = frozenset("options with_options opts with_concurrency set using".split())
"""Methods that return what they are called on, with other settings."""


def task_attribute(ev: "Evaluator", cls: Class, name: str) -> Values:
    """A method that a decorator gave a class; empty where there is no decorator."""
    if (name in SENDING or name in CONFIGURING) and cls.body.code.decorators:
        return frozenset((ev.pool.external(CLASS + name, cls),))
    return EMPTY


def sent(ev: "Evaluator", callee: External, arguments: Arguments) -> list[tuple[Values, Arguments]]:
    """The function or class that such a method calls, and with what."""
    target = _target(callee)
    sending = SENDING.get(callee.name.rpartition(".")[2]) if target is not None else None
    if target is None or sending is None:
        return []
    if sending.each:
        given = _each(ev, sending, arguments)
    else:
        given = _packed(sending, arguments) if sending.packed else arguments
    if _takes_itself(target):
        given = given.prepend(task_object(ev, target))
    return [(frozenset((target,)), given)]


def _each(ev: "Evaluator", sending: Sending, arguments: Arguments) -> Arguments:
    """What one of the calls gets: an element of each list; texts and the like as they are. The
    same for all is what stands in a dictionary `kwargs`."""
    if sending.packed:
        positional = [(True, _element(ev, a)) for _, a in arguments.positional[:1]]
    else:
        positional = [(starred, _element(ev, a)) for starred, a in arguments.positional]
    keywords = [
        (None, a) if key == "kwargs" else (key, _element(ev, a)) for key, a in arguments.keywords
    ]
    return Arguments(tuple(positional), tuple(keywords), arguments.partly)


def _element(ev: "Evaluator", argument: Argument) -> Values:
    from reach.flow.containers import elements

    found: Values = EMPTY
    for value in ev.argument(argument):
        inner = isinstance(value, (Bundle, Container, Generated))
        found |= elements(ev, value) if inner else frozenset((value,))
    return found


def _target(callee: External) -> Value | None:
    """What such a method belongs to."""
    target = callee.receiver if callee.name.startswith((FUNCTION, CLASS)) else None
    return target if isinstance(target, (Function, Bound, Class, Partial)) else None


def _packed(sending: Sending, arguments: Arguments) -> Arguments:
    """The arguments inside a list and a dictionary."""
    first: Argument | None = None
    second: Argument | None = None
    if sending.positional >= 0:
        first = arguments.first(sending.positional)
        second = arguments.first(sending.positional + 1)
    for key, argument in arguments.keywords:
        if key == "args":
            first = argument
        elif key == "kwargs":
            second = argument
    positional = ((True, first),) if first is not None else ()
    return Arguments(positional, ((None, second),) if second is not None else ())


def _takes_itself(target: Value) -> bool:
    """Whether a task is bound: `@app.task(bind=True)`."""
    return isinstance(target, Function) and bool(_options(target.body, "bind"))


def by_name(ev: "Evaluator", values: Values) -> Values:
    """The functions of the project that texts name."""
    from reach.flow.settings.built import named

    found: Values = EMPTY
    for text in ev.strings(values):
        if "." in text.value:
            found |= named(ev, text.value, None)
    return frozenset(v for v in found if isinstance(v, (Bound, Class, Function)))


def task_object(ev: "Evaluator", target: Value) -> Values:
    """The object that a task is, where its class is given: `@app.task(base=Scoring)`."""
    if not isinstance(target, Function) or target.body.parent is None:
        return EMPTY
    found: set[Value] = set()
    for vid in _options(target.body, "base"):
        for value in ev.eval(target.body.parent, vid):
            if isinstance(value, Class):
                found.add(ev.pool.instance(value))
    return frozenset(found)


def itself(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """The task that a bound one is given first; None for other parameters."""
    if index or not _options(body, "bind"):
        return None
    return task_object(ev, ev.pool.function(body, None)) or None


def _options(body: Body, name: str) -> list[int]:
    """What decorators of a function are given under a keyword."""
    ops = body.parent.ops if body.parent is not None else ()
    calls = [ops[vid] for vid in body.code.decorators if ops[vid][0] == ir.CALL]
    return [value for op in calls for key, value in op[3] if key == name]


@method(*SENDING)
def _sent(site: Site) -> Values | None:
    """What is returned stands for the result: an actor is its object."""
    from reach.flow.calls import call_values

    found: Values = EMPTY
    for targets, given in sent(site.ev, site.callee, site.arguments):
        found |= call_values(site.ev, targets, given, site.body, site.vid, site.context)
    if not found:
        return None
    if site.callee.name.startswith(CLASS):
        return found
    future = frozenset((site.ev.pool.bundle("future", (), found),))
    if SENDING[site.callee.name.rpartition(".")[2]].each:
        return frozenset((site.ev.pool.bundle("list", (), found | future),))
    return future


@method("partial")
def _partly(site: Site) -> Values | None:
    """`task.partial(version="4").expand(...)`: some arguments now, by name, the others later."""
    target = _target(site.callee)
    if target is None or site.body is None or site.arguments.positional:
        return None
    return frozenset((site.ev.pool.partial(target, site.body, site.vid, site.context),))


@method(*CONFIGURING)
def _configured(site: Site) -> Values | None:
    target = _target(site.callee)
    return frozenset((target,)) if target is not None else None
