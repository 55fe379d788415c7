"""Decorators of libraries that hand back another callable."""

from typing import TYPE_CHECKING

from reach.flow.callbacks import maker
from reach.flow.contexts import Arguments
from reach.flow.library import Site, keep_origins, model
from reach.flow.values import (
    EMPTY,
    Bound,
    Const,
    External,
    Function,
    Unknown,
    Values,
    in_order,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


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
    return frozenset(put_before(site.ev, site.callee, site.arguments)) or site.opaque()


def put_before(ev: "Evaluator", callee: External, arguments: Arguments) -> list[Bound]:
    """`@decorator def around(f, *args)`: what it is put on is called through it."""
    if callee.name != "decorator.decorator()":
        return []
    around = in_order(ev.argument(maker(ev, callee).first(0, "caller")))
    return [
        ev.pool.bound(caller, inner)
        for caller in around
        for inner in in_order(ev.argument(arguments.first(0)))
        if isinstance(caller, Function) and isinstance(inner, (Function, Bound))
    ]
