"""Decorators of libraries that hand back another callable."""

from reach.flow.callbacks import maker
from reach.flow.library import Site, keep_origins, model
from reach.flow.values import (
    EMPTY,
    Bound,
    Const,
    Function,
    Unknown,
    Values,
)


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
def _registered(site: Site) -> Values:
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


@model("<builtin>.function.register")
def _register(site: Site) -> Values:
    """`single.register`: as a decorator, or a call that gives one."""
    given = site.arg(0)
    if any(isinstance(v, Function) for v in given):
        return given
    return site.opaque()


keep_origins(("decorator.decorator",))


@model("decorator.decorator")
def _decorator_made(site: Site) -> Values:
    return site.opaque()


@model("decorator.decorator()")
def _decorated(site: Site) -> Values:
    """`@decorator def around(f, *args)`: what it is put on is called through it."""
    ev = site.ev
    around = ev.argument(maker(ev, site.callee).first(0, "caller"))
    found: Values = frozenset(
        ev.pool.bound(caller, inner)
        for caller in around
        for inner in site.arg(0)
        if isinstance(caller, (Function, Bound)) and isinstance(inner, (Function, Bound))
    )
    return found or site.opaque()
