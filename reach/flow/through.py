"""Calls that hand on what they are given, or what it gives: `cast`, `gather`, `map`, managers."""

from collections.abc import Callable
from typing import Any

from reach.flow.callbacks import callbacks
from reach.flow.classes import is_protocol
from reach.flow.library import Site, model
from reach.flow.managers import entered
from reach.flow.settings.hooks import asks_for
from reach.flow.stores import is_changed
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    External,
    Generated,
    Unknown,
    Value,
    Values,
)

asks_for(("re.compile()",))


@model(
    "functools.wraps()",
    "functools.update_wrapper",
    "functools.lru_cache()",
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
    "functools.total_ordering",
    "dataclasses.dataclass",
    "dataclasses.dataclass()",
    "abc.abstractmethod",
    "typing.final",
    "typing.overload",
    "asyncio.create_task",
    "asyncio.ensure_future",
    "asyncio.run",
    "asyncio.shield",
    "asyncio.wait_for",
    "copy.copy",
    "deepspeed.add_config_arguments",
    "deepspeed.add_tuning_arguments",
    "copy.deepcopy",
    "<builtin>.iter",
    "<builtin>.reversed",
    "<builtin>.aiter",
    "click.progressbar",
    "rich.progress.track",
    "rich.progress.Progress().track",
    "tqdm.tqdm",
    "tqdm.asyncio.tqdm",
    "tqdm.rich.tqdm",
    "tqdm.auto.tqdm",
    "tqdm.notebook.tqdm",
    "torch.compile",
    "torch.jit.script",
    "asgiref.sync.sync_to_async",
    "asgiref.sync.async_to_sync",
    "typing.runtime_checkable",
    "typing.no_type_check",
    "types.coroutine",
    "warnings.deprecated()",
    "typing_extensions.deprecated()",
    "os.fspath",
    "os.fsdecode",
    "sys.intern",
    "html.unescape",
    "urllib.parse.unquote",
    "iopath.common.file_io.PathManager().get_local_path",
    "fvcore.common.file_io.PathManager.get_local_path",
    "fvcore.common.file_io.PathManager().get_local_path",
    "detectron2.utils.file_io.PathManager.get_local_path",
    "importlib.resources.as_file",
    "importlib_resources.as_file",
)
def _same(site: Site) -> Values:
    given = site.arg(0)
    if site.callee.name.startswith("functools."):
        given = frozenset(v for v in given if not isinstance(v, Const))
    return given or site.opaque()


@model("typing.cast", "typing_extensions.cast")
def _cast(site: Site) -> Values:
    from reach.flow.annotations import of_types

    values = site.arg(1)
    if not all(isinstance(v, (Unknown, External)) for v in values):
        return values
    types = site.arg(0)
    known = of_types(site.ev, types)
    if known and all(isinstance(t, Class) and is_protocol(t) for t in types):
        kept = frozenset(v for v in values if isinstance(v, External) and v.site is not None)
        return known | frozenset(v for v in kept if is_changed(site.ev, v))
    return known or values


@model(
    "asyncio.get_event_loop().run_until_complete",
    "asyncio.run_until_complete",
    "asyncio.new_event_loop().run_until_complete",
)
def _complete(site: Site) -> Values:
    return site.arg(0)


@model("asyncio.gather")
def _gather(site: Site) -> Values:
    values = [(i, v) for i, v in enumerate(site.all())]
    return frozenset((site.ev.pool.bundle("list", values),))


@model(
    "asyncio.to_thread",
    "anyio.to_thread.run_sync",
    "starlette.concurrency.run_in_threadpool",
    "fastapi.concurrency.run_in_threadpool",
    "asyncio.get_event_loop().run_in_executor",
    "asyncio.get_running_loop().run_in_executor",
    "contextvars.copy_context().run",
)
def through(site: Site) -> Values:
    """What a function returns that something else calls."""
    from reach.flow.calls import call_values

    found: Values = EMPTY
    for functions, inner in callbacks(site.ev, site.callee, site.arguments):
        found |= call_values(site.ev, functions, inner, site.body, site.vid, site.context)
    return found or site.opaque()


@model(
    "<builtin>.map",
    "multiprocessing.Pool().map",
    "multiprocessing.Pool().imap",
    "concurrent.futures.ThreadPoolExecutor().map",
    "concurrent.futures.ProcessPoolExecutor().map",
)
def _map(site: Site) -> Values:
    return frozenset((site.ev.pool.bundle("list", (), through(site)),))


@model(
    "concurrent.futures.ThreadPoolExecutor().submit",
    "concurrent.futures.ProcessPoolExecutor().submit",
    "multiprocessing.Pool().apply_async",
)
def _submit(site: Site) -> Values:
    return frozenset((site.ev.pool.bundle("future", (), through(site)),))


@model("<builtin>.future.result", "<builtin>.future.get")
def _result(site: Site) -> Values:
    receiver = site.callee.receiver
    return receiver.rest if isinstance(receiver, Bundle) else EMPTY


@model("concurrent.futures.as_completed")
def _completed(site: Site) -> Values:
    return site.arg(0)


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "int": int,
    "float": float,
    "bool": bool,
    "len": len,
}


@model("<builtin>.int", "<builtin>.float", "<builtin>.bool", "<builtin>.len")
def _convert(site: Site) -> Values:
    given = site.arg(0)
    name = site.callee.name.rpartition(".")[2]
    found: set[Value] = set()
    for value in given:
        sized = isinstance(value, Const) and isinstance(value.value, (str, bytes, tuple))
        if isinstance(value, Const) and (sized or name != "len"):
            convert = _CONVERTERS[name]
            try:
                const = site.ev.pool.const(
                    convert(value.value), value.body, value.position, value.kind
                )
                found.add(const)
                continue
            except (TypeError, ValueError, OverflowError):
                pass
        if isinstance(value, Unknown) or (isinstance(value, External) and name != "len"):
            found.add(value)
        else:
            found.add(site.ev.pool.unknown(f"result of {name}", site.body, site.position))
    return frozenset(found)


@model("<builtin>.generator.send", "<builtin>.generator.__next__")
def _send(site: Site) -> Values:
    from reach.flow.containers import elements

    receiver = site.callee.receiver
    return elements(site.ev, receiver) if isinstance(receiver, Generated) else EMPTY


def traced(site: Site) -> Values:
    """An object that knows the call that made it."""
    if site.body is None:
        return site.opaque()
    name = site.callee.name + "()"
    return frozenset((site.ev.pool.external(name, None, site.body, site.vid, site.context),))


@model(
    "distutils.util.strtobool",
    "setuptools._distutils.util.strtobool",
    "str2bool.str2bool",
    "strtobool.strtobool",
)
def _truth_of_text(site: Site) -> Values:
    """Whether a text says yes, as replaceable as the text itself."""
    found: set[Value] = set()
    for value in site.arg(0):
        if isinstance(value, Const) and isinstance(value.value, str):
            said = value.value.lower() in ("y", "yes", "t", "true", "on", "1")
            found.add(site.ev.pool.const(said, value.body, value.position, value.kind))
        elif isinstance(value, Unknown):
            found.add(value)
        else:
            return site.opaque()
    return frozenset(found)


@model("contextlib.closing", "contextlib.aclosing", "contextlib.nullcontext")
def _manager(site: Site) -> Values:
    return traced(site)


@model(
    "contextlib.ExitStack().enter_context",
    "contextlib.AsyncExitStack().enter_context",
    "contextlib.AsyncExitStack().enter_async_context",
)
def _enter_context(site: Site) -> Values:
    is_async = site.callee.name.endswith("enter_async_context")
    found: Values = EMPTY
    for value in site.arg(0, "cm"):
        found |= entered(site.ev, value, is_async)
    return found


@model(
    "contextlib.ExitStack().push",
    "contextlib.ExitStack().callback",
    "contextlib.AsyncExitStack().push_async_exit",
)
def _pushed(site: Site) -> Values:
    return site.arg(0)
