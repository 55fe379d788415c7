"""What built-ins and library functions return, as far as values go through them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.flow.derived import called, element
from reach.flow.settings.hooks import (
    ATTRIBUTES,
    ELEMENTS,
    ITEMS,
    METHODS,
    ORIGINS,
    known_call,
    known_element,
    known_item,
)
from reach.flow.standard import made_lacks
from reach.flow.stores import HOLDING
from reach.flow.values import (
    EMPTY,
    Class,
    Const,
    External,
    Function,
    Instance,
    Module,
    Values,
)
from reach.later import regex
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


MAX_WAYS = 32
"""Ways of giving what stands under stars that are told apart."""


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

    def spread(self) -> list[list[Values]] | None:
        """The positional arguments with those under stars in their places, in each way in which
        they may be given; None where their number is not certain."""
        from reach.flow.sequences import alternatives

        rows: list[list[Values]] = [[]]
        for starred, argument in self.arguments.positional:
            if not starred:
                rows = [[*row, self.ev.argument(argument)] for row in rows]
                continue
            ways = alternatives(self.ev, self.ev.argument(argument))
            if not ways or len(rows) * len(ways) > MAX_WAYS:
                return None
            rows = [[*row, *map(self.ev.argument, way)] for row in rows for way in ways]
        return rows

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
    if name in ATTRIBUTES or name in ITEMS or name in ORIGINS or name in HOLDING:
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


def keep_origins(names: Iterable[str]) -> None:
    """Say that it will be asked which call made an object: of these functions, and of others in
    their packages unless these are large."""
    for name in names:
        package = name.partition(".")[0]
        if "*" not in name:
            ORIGINS.add(name + "()")
        if "*" not in package and package not in _ANONYMOUS:
            _KEPT[package] = True


_KEPT: dict[str, bool] = dict.fromkeys(
    "huggingface_hub transformers datasets click typer absl fire flask django".split(), True
)
_ANONYMOUS = frozenset(
    "torch numpy pandas functools itertools contextlib asyncio re typing typing_extensions copy"
    " collections concurrent multiprocessing starlette fastapi tqdm random types dataclasses abc"
    " threading contextvars anyio asgiref weakref heapq html urllib warnings rich"
    " rich_click".split()
)
"""Packages of which models only ask for the name of an object."""

MODELS: dict[str, Model] = {}
"""Name of the callable -> what a call of it returns."""


def model(*names: str) -> Callable[[Model], Model]:
    """Register what calls of these names return."""

    def register(function: Model) -> Model:
        for name in names:
            assert name not in MODELS, f"{name} has a model already"
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
    if callee.result is not None and not _decorates(body, vid):
        return callee.result
    site = Site(ev, callee, arguments, body, vid, context)
    known = MODELS.get(callee.name)
    if known is not None:
        return known(site)
    values = known_call(site)
    if values is not None:
        return values
    if callee.name.startswith("<builtin>.str."):
        from reach.flow.text_calls import of_class, text_method

        return of_class(site) if callee.receiver is None else text_method(site)
    if _decorates(body, vid):
        return _decorated(site)
    made = _same_module(callee, body) or site.opaque()
    if isinstance(callee.receiver, Class) and _MAKERS.fullmatch(callee.name.rpartition(".")[2]):
        return made | {_of_class(ev, callee.receiver, body, vid)}
    if _is_plain(ev, callee):
        callee.result = made
    return made


_MAKERS = regex(r"(?:load_)?from_?\w+")
"""Class methods that make an object of the class they are called on, wherever they come from:
`from_pretrained`, `load_from_checkpoint`, `fromDict`."""


def _of_class(ev: "Evaluator", cls: Class, body: Body | None, vid: int) -> Instance:
    """`Net.from_pretrained(name)`: an object whose constructor is called with what nobody here
    knows, so it is known by the callee of the call."""
    if body is None or vid < 0:
        return ev.pool.instance(cls)
    return ev.pool.instance(cls, body, body.ops[vid][1], None)


def _same_module(callee: External, body: Body | None) -> Values:
    """`Net().to(device).eval()`: what an object inherits from `torch.nn.Module` to be moved and set
    up returns the object. Only where it was made: what objects from elsewhere may be is often
    much more than what they are."""
    receiver = callee.receiver
    if not isinstance(receiver, Instance) or receiver.site is None or receiver.site is not body:
        return EMPTY
    base, _, name = callee.name.rpartition(".")
    moved = name in _OF_MODULES and base.partition(".")[0] not in _TABLES
    return frozenset((receiver,)) if moved else EMPTY


_OF_MODULES = frozenset(
    "to to_empty cpu cuda xpu npu ipu half float double bfloat16 type eval train requires_grad_"
    " share_memory apply".split()
)
_TABLES = frozenset("<builtin> numpy pandas polars pyspark dask".split())
"""Packages whose classes have methods of these names that return something else."""


def _decorates(body: Body | None, vid: int) -> bool:
    if body is None or vid < 0:
        return False
    op = body.ops[vid]
    return bool(op[0] == ir.CALL and op[7] & ir.DECORATOR)


def _is_plain(ev: "Evaluator", callee: External) -> bool:
    """Whether it matters neither where nor with what it is called: no model speaks of it."""
    if callee.receiver is not None and "requests" in ev.tables:
        return False
    name = callee.name
    return name.rpartition(".")[2] not in METHODS and not keeps_origin(called(name))


def asked_from_now_on(ev: "Evaluator") -> None:
    """From now on it matters what was got from a request."""
    if "requests" not in ev.tables:
        ev.tables["requests"] = True
        for value in ev.pool.outside():
            value.result = None


_PROPERTIES = frozenset(
    "cached_property cachedproperty reify memoized_property lazy_property hybrid_property"
    " threaded_cached_property under_cached_property classproperty".split()
)
"""Last words of decorators that make a method something that is read like a variable, wherever
they come from."""


def _decorated(site: Site) -> Values:
    """A decorator that is not known is taken to hand back what it decorates."""
    given = site.arg(0)
    name = site.callee.name.rpartition(".")[2]
    if name in ("setter", "deleter", "getter"):
        return given
    if name in _PROPERTIES:
        functions = [v for v in given if isinstance(v, Function)]
        return frozenset(site.ev.pool.wrapped("property", f, None) for f in functions) or given
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
    of_module = value.receiver is None or isinstance(value.receiver, Module)
    if of_module and value.name.endswith(".__dict__") and value.site is None:
        return _of_module(ev, value, key) or inside(ev, value)
    return inside(ev, value)


def _of_module(ev: "Evaluator", names_of: External, key: Values) -> Values:
    """`module.__dict__[key]`."""
    from reach.flow.attributes import attribute

    module = names_of.receiver or ev.pool.external(names_of.name.removesuffix(".__dict__"))
    names = [v.value for v in key if isinstance(v, Const) and isinstance(v.value, str)]
    return frozenset(v for each in names for v in attribute(ev, module, each))


def external_element(ev: "Evaluator", value: External, body: Body, position: int) -> Values:
    """One element of iterating something external."""
    known = known_element(ev, value)
    if known is not None:
        return known
    return inside(ev, value)


def inside(ev: "Evaluator", value: External) -> Values:
    """Something that an external object holds."""
    if made_lacks(value.name, "__iter__") and made_lacks(value.name, "__getitem__"):
        return EMPTY
    name = element(value.name)
    if name == value.name:
        return frozenset((value,))
    origin = value if value.site is not None or value.receiver is not None else None
    return frozenset((ev.pool.external(name, origin),))
