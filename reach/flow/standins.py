"""Objects of frameworks that stand for another one, or keep one."""

from reach.flow.calls import call_values
from reach.flow.contexts import Arguments
from reach.flow.instances import UNWRAPPED
from reach.flow.library import Site, model
from reach.flow.values import EMPTY, Bound, Class, Function, Values


@model("werkzeug.local.LocalProxy", "werkzeug.LocalProxy")
def _proxy(site: Site) -> Values:
    """`LocalProxy(current)` stands for what the function gives when it is asked."""
    given = frozenset(v for v in site.arg(0, "local") if isinstance(v, (Function, Bound)))
    if not given:
        return site.opaque()
    return call_values(site.ev, given, Arguments(), site.body, site.vid, site.context)


@model(UNWRAPPED)
def _current(site: Site) -> Values:
    receiver = site.callee.receiver
    return frozenset((receiver,)) if receiver is not None else EMPTY


@model(
    "click.Context().ensure_object",
    "click.Context().find_object",
    "click.core.Context().ensure_object",
    "click.core.Context().find_object",
    "click.get_current_context().ensure_object",
    "click.get_current_context().find_object",
)
def _kept(site: Site) -> Values:
    """An object of a class, made where there is none."""
    classes = [v for v in site.arg(0, "object_type") if isinstance(v, Class)]
    return frozenset(site.ev.pool.instance(v) for v in classes) or site.opaque()
