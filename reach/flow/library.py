"""What built-ins and library functions return, as far as values go through them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reach.flow.contexts import Arguments, Context
from reach.flow.derived import called, element
from reach.flow.partial_names import matching_attributes
from reach.flow.program import Body
from reach.flow.settings.hooks import (
    ATTRIBUTES,
    ELEMENTS,
    ITEMS,
    ORIGINS,
    known_attribute,
    known_call,
    known_element,
    known_item,
)
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Generated,
    Instance,
    Partial,
    Pattern,
    Unknown,
    Value,
    Values,
    Wrapped,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


class Site:
    """A call of something external: where, in which context, with which arguments."""

    __slots__ = ("arguments", "body", "callee", "context", "ev", "vid")

    def __init__(
        self,
        ev: "Evaluator",
        callee: External,
        arguments: Arguments,
        body: Body | None,
        vid: int,
        context: Context | None,
    ) -> None:
        self.ev = ev
        self.callee = callee
        self.arguments = arguments
        self.body = body
        self.vid = vid
        self.context = context

    @property
    def position(self) -> int:
        """Byte offset of the call."""
        if self.body is None or self.vid < 0:
            return 0
        op = self.body.ops[self.vid]
        return int(op[4]) if op[0] == ir.CALL else 0

    def arg(self, index: int, name: str | None = None) -> Values:
        """Values of an argument; empty when it is not given."""
        return self.ev.argument(self.arguments.first(index, name))

    def keyword(self, name: str) -> Values | None:
        """Values of a keyword argument; None when it is not given."""
        for key, argument in self.arguments.keywords:
            if key == name:
                return self.ev.argument(argument)
        return None

    def all(self) -> list[Values]:
        """The positional arguments."""
        return [self.ev.argument(a) for starred, a in self.arguments.positional if not starred]

    def opaque(self) -> Values:
        """An object of which only the name of its maker is known."""
        name, ev = called(self.callee.name), self.ev
        receiver = self.callee.receiver
        if not keeps_origin(name) and not self._from_request():
            return frozenset((ev.pool.external(name),))
        if self.body is None:
            return frozenset((ev.pool.external(name, receiver),))
        return frozenset((ev.pool.external(name, receiver, self.body, self.vid, self.context),))

    def _from_request(self) -> bool:
        """Whether what is called was got from an object that a request brought."""
        from reach.flow.handlers import asked_for

        return "requests" in self.ev.tables and asked_for(self.ev, self.callee) is not None

    def container(self, kind: str) -> Values:
        """A container whose contents are read from the call itself."""
        if self.body is None:
            return EMPTY
        return frozenset((self.ev.pool.container(kind, self.body, self.vid, self.context),))


Model = Callable[[Site], Values]


def keeps_origin(name: str) -> bool:
    """Whether it matters which call made an external object: some model asks for it later."""
    if name in ATTRIBUTES or name in ITEMS or name in ORIGINS:
        return True
    if name[: name.find("()") + 2] in ORIGINS:
        return True
    package = name.partition(".")[0]
    if package == "<builtin>":
        return name.startswith(("<builtin>.open", "<builtin>.input"))
    if package not in _KEPT:
        registered = (*MODELS, *ATTRIBUTES, *ITEMS, *ELEMENTS, *ORIGINS)
        _KEPT[package] = package not in _ANONYMOUS and any(
            n.startswith(package + ".") for n in registered
        )
    return _KEPT[package]


_KEPT: dict[str, bool] = dict.fromkeys(
    "huggingface_hub transformers datasets click typer absl fire flask django".split(), True
)
_ANONYMOUS = frozenset(
    "torch numpy pandas functools itertools contextlib asyncio re typing typing_extensions copy"
    " collections concurrent multiprocessing starlette fastapi tqdm random types dataclasses abc"
    " threading contextvars anyio asgiref weakref heapq html urllib warnings".split()
)
"""Packages of which models only ask for the name of an object."""

MODELS: dict[str, Model] = {}
"""Name of the callable -> what a call of it returns."""


def model(*names: str) -> Callable[[Model], Model]:
    """Register what calls of these names return."""

    def register(function: Model) -> Model:
        for name in names:
            MODELS[name] = function
        return function

    return register


def external_call(
    ev: "Evaluator",
    callee: External,
    arguments: Arguments,
    body: Body | None,
    vid: int,
    context: Context | None,
) -> Values:
    """What calling something outside the project returns."""
    site = Site(ev, callee, arguments, body, vid, context)
    known = MODELS.get(callee.name)
    if known is not None:
        return known(site)
    values = known_call(site)
    if values is not None:
        return values
    if callee.name.startswith("<builtin>.str.") and callee.receiver is not None:
        from reach.flow.text_calls import text_method

        return text_method(site)
    if body is not None and vid >= 0:
        op = body.ops[vid]
        if op[0] == ir.CALL and op[7] & ir.DECORATOR:
            return _decorated(site)
    return site.opaque()


def _decorated(site: Site) -> Values:
    """A decorator that is not known is taken to hand back what it decorates."""
    given = site.arg(0)
    if site.callee.name.rpartition(".")[2] in ("setter", "deleter", "getter"):
        return given
    return given or site.opaque()


def external_item(
    ev: "Evaluator", value: External, key: Values, body: Body, position: int
) -> Values:
    """`external[key]`."""
    if value.name == "os.environ":
        from reach.flow.environment import variable

        return variable(ev, key, None, body, position)
    known = known_item(ev, value, key)
    if known is not None:
        return known
    if value.name.startswith("typing."):
        return frozenset((value,))
    return inside(ev, value)


def external_element(ev: "Evaluator", value: External, body: Body, position: int) -> Values:
    """One element of iterating something external."""
    known = known_element(ev, value)
    if known is not None:
        return known
    return inside(ev, value)


def inside(ev: "Evaluator", value: External) -> Values:
    """Something that an external object holds."""
    name = element(value.name)
    if name == value.name:
        return frozenset((value,))
    origin = value if value.site is not None or value.receiver is not None else None
    return frozenset((ev.pool.external(name, origin),))


# -- built-ins ------------------------------------------------------------------------------------


@model("<builtin>.getattr")
def _getattr(site: Site) -> Values:
    from reach.flow.attributes import attribute

    names, otherwise = site.arg(1), len(site.arguments.positional) > 2
    found: Values = EMPTY
    unknown = missing = False
    for value in site.arg(0):
        for name in names:
            if isinstance(name, Const) and isinstance(name.value, str):
                result = attribute(site.ev, value, name.value)
                if otherwise:
                    result = frozenset(v for v in result if not isinstance(v, Unknown))
                found |= result
                missing |= not result
            else:
                unknown = True
                if isinstance(name, Pattern):
                    found |= matching_attributes(site.ev, value, name)
    if otherwise and (unknown or missing or not found):
        found |= site.arg(2)
    if unknown:
        found |= site.ev.unknown("attribute whose name is not known", site.body, site.position)
    return found


@model("<builtin>.super")
def _super(site: Site) -> Values:
    from reach.flow.classes import class_of_body
    from reach.flow.values import Class as ClassValue

    ev, body = site.ev, site.body
    given = site.all()
    if len(given) >= 2:
        return frozenset(
            ev.pool.super(c, r)
            for c in given[0]
            if isinstance(c, ClassValue)
            for r in given[1]
            if isinstance(r, (Instance, ClassValue))
        )
    method = body
    while method is not None and method.owner is None:
        method = method.parent
    if method is None or not method.code.parameters:
        return site.opaque()
    context = site.context
    scope = body
    while scope is not None and scope is not method:
        context = context.closure if context is not None else None
        scope = scope.parent
    from reach.flow.parameters import parameter

    found: set[Value] = set()
    for receiver in parameter(ev, method, 0, context):
        cls = _owner_of(ev, method, receiver) or class_of_body(ev, method.owner)
        if cls is not None and isinstance(receiver, (Instance, ClassValue)):
            found.add(ev.pool.super(cls, receiver))
    return frozenset(found)


def _owner_of(ev: "Evaluator", method: Body, receiver: Value) -> Class | None:
    from reach.flow.classes import mro

    cls = receiver.cls if isinstance(receiver, Instance) else receiver
    if isinstance(cls, Class):
        for owner in mro(ev, cls):
            if isinstance(owner, Class) and owner.body is method.owner:
                return owner
    return None


@model("<builtin>.type")
def _type(site: Site) -> Values:
    if len(site.arguments.positional) >= 3:
        return site.opaque()
    found: set[Value] = set()
    for value in site.arg(0):
        if isinstance(value, Instance):
            found.add(value.cls)
        elif isinstance(value, External) and value.name.endswith("()"):
            found.add(site.ev.pool.external(value.name[:-2]))
    return frozenset(found) or site.opaque()


@model(
    "<builtin>.property",
    "functools.cached_property",
    "abc.abstractproperty",
    "cached_property.cached_property",
    "django.utils.functional.cached_property",
)
def _property(site: Site) -> Values:
    getters = site.arg(0, "fget")
    setters = [v for v in site.arg(1, "fset") if isinstance(v, Function)]
    setter = setters[0] if setters else None
    return frozenset(site.ev.pool.wrapped("property", g, setter) for g in getters)


@model("<builtin>.staticmethod", "abc.abstractstaticmethod")
def _staticmethod(site: Site) -> Values:
    return frozenset(site.ev.pool.wrapped("staticmethod", f) for f in site.arg(0))


@model("<builtin>.classmethod", "abc.abstractclassmethod")
def _classmethod(site: Site) -> Values:
    return frozenset(site.ev.pool.wrapped("classmethod", f) for f in site.arg(0))


@model("<builtin>.function.setter")
def _setter(site: Site) -> Values:
    found: set[Value] = set()
    receiver = site.callee.receiver
    if isinstance(receiver, Wrapped):
        for value in site.arg(0):
            found.add(site.ev.pool.wrapped("property", receiver.function, value))
    return frozenset(found)


@model("<builtin>.function.getter", "<builtin>.function.deleter")
def _unchanged_property(site: Site) -> Values:
    receiver = site.callee.receiver
    return frozenset((receiver,)) if receiver is not None else EMPTY


@model("functools.partial", "functools.partialmethod")
def _partial(site: Site) -> Values:
    if site.body is None:
        return EMPTY
    return frozenset(
        site.ev.pool.partial(f, site.body, site.vid, site.context)
        for f in site.arg(0)
        if not isinstance(f, (Unknown, Const))
    )


@model(
    "functools.wraps()",
    "functools.update_wrapper",
    "functools.lru_cache",
    "functools.cache",
    "functools.lru_cache()",
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
    "functools.singledispatch",
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
    "functools.singledispatchmethod",
    "<builtin>.iter",
    "<builtin>.reversed",
    "<builtin>.aiter",
    "tqdm.tqdm",
    "tqdm.auto.tqdm",
    "tqdm.notebook.tqdm",
    "torch.compile",
    "torch.jit.script",
    "contextlib.closing",
    "contextlib.nullcontext",
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


@model("<builtin>.vars")
def _vars(site: Site) -> Values:
    found: set[Value] = set()
    for value in site.arg(0):
        if isinstance(value, Bundle) and value.kind == "object":
            found.add(site.ev.pool.bundle("dict", value.entries, value.rest))
        elif isinstance(value, External):
            found |= known_attribute(site.ev, value, "__dict__") or {value}
        else:
            found.add(value)
    return frozenset(found)


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


__all__ = ["MODELS", "Partial", "Site", "external_call", "model"]
