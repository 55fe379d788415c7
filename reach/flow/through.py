"""Calls that hand on what they are given: `cast`, `gather`, `map`, `list`, `dict.get`, `next`."""

from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    External,
    Function,
    Generated,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir


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
    "copy.deepcopy",
    "<builtin>.iter",
    "<builtin>.reversed",
    "<builtin>.aiter",
    "tqdm.tqdm",
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
    if all(isinstance(v, (Unknown, External)) for v in values):
        return of_types(site.ev, site.arg(0)) or values
    return values


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
    "functools.reduce",
    "starlette.concurrency.run_in_threadpool",
    "fastapi.concurrency.run_in_threadpool",
    "asyncio.get_event_loop().run_in_executor",
    "asyncio.get_running_loop().run_in_executor",
    "contextvars.copy_context().run",
)
def _through(site: Site) -> Values:
    from reach.flow.callbacks import callbacks
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
    return frozenset((site.ev.pool.bundle("list", (), _through(site)),))


@model(
    "concurrent.futures.ThreadPoolExecutor().submit",
    "concurrent.futures.ProcessPoolExecutor().submit",
    "multiprocessing.Pool().apply_async",
)
def _submit(site: Site) -> Values:
    return frozenset((site.ev.pool.bundle("future", (), _through(site)),))


@model("<builtin>.future.result", "<builtin>.future.get")
def _result(site: Site) -> Values:
    receiver = site.callee.receiver
    return receiver.rest if isinstance(receiver, Bundle) else EMPTY


@model("concurrent.futures.as_completed")
def _completed(site: Site) -> Values:
    return site.arg(0)


@model("<builtin>.filter")
def _filter(site: Site) -> Values:
    return frozenset((site.ev.pool.bundle("list", (), elements_of(site, site.arg(1))),))


@model(
    "<builtin>.sorted",
    "<builtin>.list",
    "<builtin>.tuple",
    "<builtin>.set",
    "<builtin>.frozenset",
    "collections.deque",
    "itertools.chain",
    "collections.Counter",
)
def _list(site: Site) -> Values:
    name = site.callee.name.rpartition(".")[2]
    return site.container("set" if name in ("set", "frozenset", "Counter") else "list")


@model("<builtin>.dict", "collections.OrderedDict", "types.MappingProxyType")
def _dict(site: Site) -> Values:
    return site.container("dict")


@model("collections.defaultdict")
def _defaultdict(site: Site) -> Values:
    from reach.flow.calls import call_values

    made = call_values(site.ev, site.arg(0), Arguments(), site.body, site.vid, site.context)
    return frozenset((site.ev.pool.bundle("dict", (), made),))


@model("<builtin>.globals", "<builtin>.locals")
def _globals(site: Site) -> Values:
    body = site.body
    if body is None:
        return EMPTY
    scope = body.module if site.callee.name == "<builtin>.globals" else body
    entries = [
        (name, site.ev.eval(scope, vid, site.context if scope is body else None))
        for name, vid in list(scope.code.exports.items())[:400]
    ]
    return frozenset((site.ev.pool.bundle("dict", entries),))


@model("<builtin>.next", "<builtin>.anext", "random.choice", "<builtin>.min", "<builtin>.max")
def _next(site: Site) -> Values:
    given = site.all()
    if site.callee.name in ("<builtin>.min", "<builtin>.max") and len(given) > 1:
        found: Values = EMPTY
        for values in given:
            found |= values
        return found
    found = elements_of(site, site.arg(0))
    if len(given) > 1:
        found |= given[1]
    return found


@model("<builtin>.int", "<builtin>.float", "<builtin>.bool", "<builtin>.len")
def _convert(site: Site) -> Values:
    given = site.arg(0)
    name = site.callee.name.rpartition(".")[2]
    found: set[Value] = set()
    for value in given:
        if isinstance(value, Const) and name != "len":
            convert = {"int": int, "float": float, "bool": bool}[name]
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


@model("<builtin>.__import__", "importlib.import_module")
def _import(site: Site) -> Values:
    from reach.flow.modules import import_module, module_attribute
    from reach.flow.values import Module

    ev, found = site.ev, EMPTY
    origin = site.body if site.body is not None else ev.program.bodies[0]
    for name in site.arg(0, "name"):
        if not isinstance(name, Const) or not isinstance(name.value, str):
            reason = "module whose name is not known"
            found |= ev.unknown(reason, site.body, site.position)
            continue
        text = name.value
        level = len(text) - len(text.lstrip("."))
        if site.callee.name == "<builtin>.__import__" and site.keyword("fromlist") is None:
            fromlist = len(site.arguments.positional) > 3
            text = text if fromlist else text.partition(".")[0]
        found |= import_module(ev, origin, text.lstrip("."), level)
    del module_attribute, Module
    return found


@model("<builtin>.setattr")
def _setattr(site: Site) -> Values:
    return frozenset((site.ev.pool.const(None, site.body, site.position),))


@model(
    "<builtin>.dict.get",
    "<builtin>.dict.setdefault",
    "<builtin>.dict.pop",
    "<builtin>.dict.__getitem__",
)
def _dict_get(site: Site) -> Values:
    from reach.flow.containers import item

    receiver = site.callee.receiver
    if receiver is None:
        return EMPTY
    found = item(site.ev, receiver, site.arg(0))
    known = [v for v in found if not isinstance(v, Unknown)]
    fallback = site.arg(1, "default")
    if not known or not _certain(site, receiver):
        found |= fallback
    if not found:
        return frozenset((site.ev.pool.const(None, site.body, site.position),))
    return found


def _certain(site: Site, receiver: Value) -> bool:
    """Whether the key is one constant that the mapping certainly has."""
    from reach.flow.containers import keys_of

    keys = keys_of(site.arg(0))
    if keys is None or len(keys) != 1:
        return False
    if isinstance(receiver, Bundle):
        return not receiver.rest and any(key in keys for key, _ in receiver.entries)
    if not isinstance(receiver, Container):
        return False
    return receiver.body.ops[receiver.vid][0] in (ir.DICT, ir.SETITEM)


@model("<builtin>.list.pop", "<builtin>.set.pop", "<builtin>.dict.popitem")
def _pop(site: Site) -> Values:
    from reach.flow.containers import contents, item

    receiver = site.callee.receiver
    if receiver is None:
        return EMPTY
    if site.callee.name == "<builtin>.list.pop" and not site.arguments.positional:
        last = frozenset((site.ev.pool.const(-1),))
        return item(site.ev, receiver, last)
    if site.callee.name == "<builtin>.list.pop":
        return item(site.ev, receiver, site.arg(0))
    return contents(site.ev, receiver)


@model("<builtin>.function.register")
def _register(site: Site) -> Values:
    """`single.register`: as a decorator, or a call that gives one."""
    given = site.arg(0)
    if any(isinstance(v, Function) for v in given):
        return given
    return site.opaque()


@model("<builtin>.generator.send", "<builtin>.generator.__next__")
def _send(site: Site) -> Values:
    from reach.flow.containers import elements

    receiver = site.callee.receiver
    return elements(site.ev, receiver) if isinstance(receiver, Generated) else EMPTY


def elements_of(site: Site, values: Values) -> Values:
    """One element of iterating over an argument."""
    from reach.flow.operations import iterated

    found: Values = EMPTY
    body = site.body if site.body is not None else site.ev.program.bodies[0]
    for value in values:
        found |= iterated(site.ev, value, body, site.position)
    return found
