"""Functions handed to something outside the project that will call them, and with what.

The table names, for each such callable, where the callback is and where its arguments come from.
"""

from typing import TYPE_CHECKING, NamedTuple

from reach.flow.containers import elements
from reach.flow.contexts import Argument, Arguments
from reach.flow.values import EMPTY, Bound, Class, External, Function, Partial, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


class Callback(NamedTuple):
    """One way of handing over a function."""

    index: int
    """Position of the function; -1 when it is only given by keyword."""
    keyword: str | None
    passing: str
    """`elements`: called with an element of each later iterable. `rest`: with the later
    arguments. `container`: with the contents of the next argument (or the keyword `args`).
    `pairs`: with two elements of the next iterable. `none`: without known arguments."""
    iterable: int = -1
    """For `elements` with a keyword function: position of the iterable."""


_THREAD = Callback(1, "target", "container")

CALLBACKS: dict[str, Callback] = {
    "<builtin>.map": Callback(0, None, "elements"),
    "<builtin>.filter": Callback(0, None, "elements"),
    "<builtin>.sorted": Callback(-1, "key", "elements", 0),
    "<builtin>.min": Callback(-1, "key", "elements", 0),
    "<builtin>.max": Callback(-1, "key", "elements", 0),
    "<builtin>.list.sort": Callback(-1, "key", "receiver"),
    "functools.reduce": Callback(0, None, "pairs"),
    "<builtin>.reduce": Callback(0, None, "pairs"),
    "itertools.groupby": Callback(1, "key", "elements", 0),
    "itertools.starmap": Callback(0, None, "container"),
    "itertools.takewhile": Callback(0, None, "elements"),
    "itertools.dropwhile": Callback(0, None, "elements"),
    "itertools.filterfalse": Callback(0, None, "elements"),
    "itertools.accumulate": Callback(1, "func", "pairs", 0),
    "heapq.nlargest": Callback(2, "key", "elements", 1),
    "heapq.nsmallest": Callback(2, "key", "elements", 1),
    "threading.Thread": _THREAD,
    "threading.Timer": Callback(1, "function", "container"),
    "multiprocessing.Process": _THREAD,
    "torch.multiprocessing.Process": _THREAD,
    "torch.multiprocessing.spawn": Callback(0, "fn", "container"),
    "_thread.start_new_thread": Callback(0, None, "container"),
    "multiprocessing.Pool().map": Callback(0, "func", "elements"),
    "multiprocessing.Pool().imap": Callback(0, "func", "elements"),
    "multiprocessing.Pool().imap_unordered": Callback(0, "func", "elements"),
    "multiprocessing.Pool().starmap": Callback(0, "func", "container"),
    "multiprocessing.Pool().apply": Callback(0, "func", "container"),
    "multiprocessing.Pool().apply_async": Callback(0, "func", "container"),
    "multiprocessing.pool.ThreadPool().map": Callback(0, "func", "elements"),
    "multiprocessing.pool.ThreadPool().apply_async": Callback(0, "func", "container"),
    "concurrent.futures.ThreadPoolExecutor().submit": Callback(0, "fn", "rest"),
    "concurrent.futures.ProcessPoolExecutor().submit": Callback(0, "fn", "rest"),
    "concurrent.futures.Executor().submit": Callback(0, "fn", "rest"),
    "concurrent.futures.ThreadPoolExecutor().map": Callback(0, "fn", "elements"),
    "concurrent.futures.ProcessPoolExecutor().map": Callback(0, "fn", "elements"),
    "concurrent.futures.ThreadPoolExecutor": Callback(-1, "initializer", "none"),
    "asyncio.to_thread": Callback(0, "func", "rest"),
    "anyio.to_thread.run_sync": Callback(0, "func", "rest"),
    "starlette.concurrency.run_in_threadpool": Callback(0, "func", "rest"),
    "fastapi.concurrency.run_in_threadpool": Callback(0, "func", "rest"),
    "asgiref.sync.sync_to_async": Callback(0, "func", "none"),
    "asgiref.sync.async_to_sync": Callback(0, "awaitable", "none"),
    "asyncio.get_event_loop().run_in_executor": Callback(1, "func", "rest"),
    "asyncio.get_running_loop().run_in_executor": Callback(1, "func", "rest"),
    "asyncio.new_event_loop().run_in_executor": Callback(1, "func", "rest"),
    "asyncio.get_event_loop().call_soon": Callback(0, "callback", "rest"),
    "asyncio.get_running_loop().call_soon": Callback(0, "callback", "rest"),
    "asyncio.get_running_loop().call_later": Callback(1, "callback", "rest"),
    "asyncio.get_event_loop().call_later": Callback(1, "callback", "rest"),
    "fastapi.BackgroundTasks().add_task": Callback(0, "func", "rest"),
    "starlette.background.BackgroundTasks().add_task": Callback(0, "func", "rest"),
    "signal.signal": Callback(1, "handler", "none"),
    "atexit.register": Callback(0, "func", "rest"),
    "weakref.finalize": Callback(1, "func", "rest"),
    "contextlib.ExitStack().callback": Callback(0, None, "rest"),
    "contextvars.copy_context().run": Callback(0, None, "rest"),
    "re.sub": Callback(1, "repl", "none"),
    "functools.cmp_to_key": Callback(0, None, "none"),
    "timeit.timeit": Callback(0, "stmt", "none"),
    "<builtin>.iter": Callback(0, None, "none"),
    "subprocess.Popen": Callback(-1, "preexec_fn", "none"),
    "collections.defaultdict": Callback(0, "default_factory", "none"),
    "tenacity.Retrying()": Callback(0, None, "rest"),
    "joblib.delayed()": Callback(0, None, "rest"),
}


def callbacks(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """The functions that an external callable will call, with the arguments they get."""
    spec = CALLBACKS.get(callee.name)
    if spec is None:
        return []
    if spec.index < 0:
        function = next((a for k, a in arguments.keywords if k == spec.keyword), None)
    else:
        function = arguments.first(spec.index, spec.keyword)
    if function is None:
        return []
    functions = ev.argument(function)
    if spec.passing == "elements" and spec.index == 0 and not _callable(functions):
        for position, (_, other) in enumerate(arguments.positional):
            if position and _callable(ev.argument(other)):
                rest = arguments.positional[:position] + arguments.positional[position + 1 :]
                swapped = arguments._replace(positional=(arguments.positional[position], *rest))
                return [(ev.argument(other), _passed(ev, callee, spec, swapped))]
    if callee.name == "<builtin>.iter" and len(arguments.positional) < 2:
        return []
    return [(functions, _passed(ev, callee, spec, arguments))]


def _callable(values: Values) -> bool:
    return any(isinstance(v, (Bound, Class, Function, Partial)) for v in values)


def _passed(ev: "Evaluator", callee: External, spec: Callback, arguments: Arguments) -> Arguments:
    if spec.passing == "rest":
        return Arguments(
            arguments.positional[spec.index + 1 :],
            tuple((k, a) for k, a in arguments.keywords if k != spec.keyword),
        )
    if spec.passing == "receiver" and callee.receiver is not None:
        return Arguments(((False, elements(ev, callee.receiver)),))
    if spec.passing == "elements":
        if spec.iterable >= 0:
            return Arguments(((False, _elements(ev, arguments.first(spec.iterable))),))
        later = arguments.positional[spec.index + 1 :]
        return Arguments(tuple((False, _elements(ev, a)) for _, a in later))
    if spec.passing == "pairs":
        position = spec.iterable if spec.iterable >= 0 else spec.index + 1
        element = _elements(ev, arguments.first(position))
        initial = ev.argument(arguments.first(spec.index + 2))
        return Arguments(((False, element | initial), (False, element)))
    if spec.passing == "container":
        given = arguments.first(spec.index + 1, "args")
        for key, argument in arguments.keywords:
            if key == "args":
                given = argument
        keywords = tuple((None, a) for k, a in arguments.keywords if k in ("kwargs", "kwds"))
        return Arguments(((True, given),) if given is not None else (), keywords)
    return Arguments()


def _elements(ev: "Evaluator", argument: Argument | None) -> Values:
    from reach.flow.operations import iterated

    found: Values = EMPTY
    for value in ev.argument(argument):
        found |= iterated(ev, value, ev.program.bodies[0], 0)
    return found
