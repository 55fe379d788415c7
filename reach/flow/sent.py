"""Functions and classes that a decorator from outside made something to be called elsewhere:
`score.delay(x)`, `Worker.remote(x)`, `Deployment.bind(x)`. The method says how the arguments of
the call are written; another process makes it."""

from typing import TYPE_CHECKING, NamedTuple

from reach.flow.contexts import Argument, Arguments
from reach.flow.library import Site
from reach.flow.settings.hooks import method
from reach.flow.values import EMPTY, Bound, Class, External, Function, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

FUNCTION = "<builtin>.function."
CLASS = "<builtin>.class."


class Sending(NamedTuple):
    """How a method hands over the arguments."""

    packed: bool = False
    """A list of them and a dictionary, in place of the arguments themselves."""
    positional: int = 0
    """Where the list is, the dictionary behind it; -1 when both are only given by keyword."""


_PLAIN = Sending()

SENDING: dict[str, Sending] = {
    "delay": _PLAIN,
    "delay_on_commit": _PLAIN,
    "s": _PLAIN,
    "si": _PLAIN,
    "apply_async": Sending(True),
    "apply_async_on_commit": Sending(True),
    "apply": Sending(True),
    "signature": Sending(True),
    "subtask": Sending(True),
    "send": _PLAIN,
    "send_with_options": Sending(True, -1),
    "message": _PLAIN,
    "schedule": Sending(True),
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
Ray, Modal, Prefect."""

CONFIGURING = frozenset("options with_options opts with_concurrency set using".split())
"""Methods that return what they are called on, with other settings."""


def task_attribute(ev: "Evaluator", cls: Class, name: str) -> Values:
    """A method that a decorator gave a class; empty where there is no decorator."""
    if (name in SENDING or name in CONFIGURING) and cls.body.code.decorators:
        return frozenset((ev.pool.external(CLASS + name, cls),))
    return EMPTY


def sent(callee: External, arguments: Arguments) -> list[tuple[Values, Arguments]]:
    """The function or class that such a method calls, and with what."""
    target = _target(callee)
    sending = SENDING.get(callee.name.rpartition(".")[2]) if target is not None else None
    if target is None or sending is None:
        return []
    given = _packed(sending, arguments) if sending.packed else arguments
    if _takes_itself(target):
        given = given.prepend(EMPTY)
    return [(frozenset((target,)), given)]


def _target(callee: External) -> Value | None:
    """What such a method belongs to."""
    target = callee.receiver if callee.name.startswith((FUNCTION, CLASS)) else None
    return target if isinstance(target, (Function, Bound, Class)) else None


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
    if not isinstance(target, Function) or target.body.parent is None:
        return False
    ops = target.body.parent.ops
    return any(
        ops[vid][0] == ir.CALL and any(key == "bind" for key, _ in ops[vid][3])
        for vid in target.body.code.decorators
    )


@method(*SENDING)
def _sent(site: Site) -> Values | None:
    """What is returned stands for the result: an actor is its object."""
    from reach.flow.calls import call_values

    found: Values = EMPTY
    for targets, given in sent(site.callee, site.arguments):
        found |= call_values(site.ev, targets, given, site.body, site.vid, site.context)
    if not found:
        return None
    if site.callee.name.startswith(CLASS):
        return found
    return frozenset((site.ev.pool.bundle("future", (), found),))


@method(*CONFIGURING)
def _configured(site: Site) -> Values | None:
    target = _target(site.callee)
    return frozenset((target,)) if target is not None else None
