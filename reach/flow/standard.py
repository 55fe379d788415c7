"""What functions of the standard library return that make, wrap or take apart callables."""

from reach.flow.attributes import attribute
from reach.flow.callbacks import callbacks, maker
from reach.flow.classes import mro
from reach.flow.containers import item
from reach.flow.library import Site, model
from reach.flow.managers import entered
from reach.flow.settings.hooks import asks_for
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Function,
    Instance,
    Module,
    Unknown,
    Value,
    Values,
)

MAX_NAMES = 400
"""Names of one object that `vars` lists."""


def _traced(site: Site) -> Values:
    """An object that knows the call that made it."""
    if site.body is None:
        return site.opaque()
    name = site.callee.name + "()"
    return frozenset((site.ev.pool.external(name, None, site.body, site.vid, site.context),))


asks_for(("re.compile()",))


@model("functools.lru_cache", "functools.cache", "cachetools.func.lru_cache")
def _cached(site: Site) -> Values:
    """The function itself; with options, a decorator that gives it back."""
    given = frozenset(v for v in site.arg(0) if not isinstance(v, (Const, Unknown)))
    return given or site.opaque()


@model("functools.singledispatch")
def _generic(site: Site) -> Values:
    return frozenset(site.ev.pool.wrapped("singledispatch", f) for f in site.arg(0))


@model("functools.singledispatchmethod")
def _generic_method(site: Site) -> Values:
    return frozenset(site.ev.pool.wrapped("singledispatchmethod", f) for f in site.arg(0))


@model("<builtin>.singledispatch.register", "<builtin>.singledispatch.register()")
def _register(site: Site) -> Values:
    given = site.all()
    functions = frozenset(v for v in given[-1] if isinstance(v, Function)) if given else EMPTY
    made = site.ev.pool.external("<builtin>.singledispatch.register()", site.callee.receiver)
    return functions or frozenset((made,))


@model("functools.partialmethod")
def _partial_method(site: Site) -> Values:
    pool, body = site.ev.pool, site.body
    if body is None:
        return EMPTY
    return frozenset(
        pool.wrapped("partialmethod", pool.partial(f, body, site.vid, site.context))
        for f in site.arg(0)
        if not isinstance(f, (Unknown, Const))
    )


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
    return _traced(site)


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


@model("<builtin>.list.popleft")
def _popped_left(site: Site) -> Values:
    first = frozenset((site.ev.pool.const(0),))
    receiver = site.callee.receiver
    return item(site.ev, receiver, first) if receiver is not None else EMPTY


@model("operator.methodcaller", "operator.attrgetter", "operator.itemgetter")
def _getter(site: Site) -> Values:
    return _traced(site)


@model("operator.methodcaller()")
def _method_called(site: Site) -> Values:
    from reach.flow.calls import call_values

    found: Values = EMPTY
    for functions, inner in callbacks(site.ev, site.callee, site.arguments):
        found |= call_values(site.ev, functions, inner, site.body, site.vid, site.context)
    return found


@model("operator.attrgetter()")
def _attribute_got(site: Site) -> Values:
    ev = site.ev
    columns: list[Values] = []
    for _, argument in maker(ev, site.callee).positional:
        found: Values = EMPTY
        for name in ev.strings(ev.argument(argument)):
            found |= _path(site, name.value)
        columns.append(found)
    return _row(site, columns)


def _path(site: Site, path: str) -> Values:
    values = site.arg(0)
    for name in path.split(".")[:8]:
        values = frozenset(v for value in values for v in attribute(site.ev, value, name))
    return values


@model("operator.itemgetter()")
def _item_got(site: Site) -> Values:
    from reach.flow.operations import item_of

    ev = site.ev
    body = site.body if site.body is not None else ev.program.bodies[0]
    columns: list[Values] = []
    for _, argument in maker(ev, site.callee).positional:
        key = ev.argument(argument)
        found: Values = EMPTY
        for value in site.arg(0):
            found |= item_of(ev, value, key, body, site.position)
        columns.append(found)
    return _row(site, columns)


def _row(site: Site, columns: list[Values]) -> Values:
    if len(columns) == 1:
        return columns[0]
    return frozenset((site.ev.pool.bundle("tuple", list(enumerate(columns))),))


@model("dataclasses.replace", "copy.replace", "attrs.evolve", "attr.evolve")
def _replaced(site: Site) -> Values:
    """Another object of the class; the call graph notes the values of its fields."""
    pool = site.ev.pool
    return frozenset(
        pool.instance(v.cls, exact=v.exact) if isinstance(v, Instance) else v
        for v in site.arg(0, "obj")
    )


@model("<builtin>.vars")
def _vars(site: Site) -> Values:
    return frozenset(v for value in site.arg(0) for v in namespace(site, value)) or site.opaque()


def namespace(site: Site, value: Value) -> Values:
    """`vars(value)`."""
    ev = site.ev
    if isinstance(value, Bundle) and value.kind == "object":
        return frozenset((ev.pool.bundle("dict", value.entries, value.rest),))
    if not isinstance(value, (Class, Instance, Module)):
        return attribute(ev, value, "__dict__")
    entries = [(name, attribute(ev, value, name)) for name in _names(site, value)]
    return frozenset((ev.pool.bundle("dict", entries),))


def _names(site: Site, value: Class | Instance | Module) -> list[str]:
    found: dict[str, None] = {}
    if isinstance(value, Instance):
        for owner in mro(site.ev, value.cls):
            if isinstance(owner, Class):
                stores = site.ev.program.self_stores
                found.update(dict.fromkeys(n for body, n in stores if body is owner.body))
    elif value.body is not None:
        found.update(dict.fromkeys(value.body.code.exports))
    return list(found)[:MAX_NAMES]
