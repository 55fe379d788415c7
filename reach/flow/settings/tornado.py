"""Tornado: what stands beside a handler in the table of routes is passed to its `initialize`, and
options of the command line are defined one by one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reach.flow.callbacks import SPECIAL
from reach.flow.containers import contents, item
from reach.flow.contexts import Arguments
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import attributes_of, table, texts
from reach.flow.settings.marks import settled
from reach.flow.settings.named_calls import Places, calls_named
from reach.flow.settings.options import no_default
from reach.flow.settings.started import given
from reach.flow.settings.stores import stored
from reach.flow.values import EMPTY, Bundle, Class, Container, External, Value, Values, in_order

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_TABLES = {"tornado.web.Application": 0, "tornado.web.Application().add_handlers": 1}
"""Calls that take rows of a pattern, a handler and what it is given; where."""

_ROWS = ("tornado.web.url", "tornado.web.URLSpec", "tornado.routing.Rule")

Calls = list[tuple[Values, Arguments]]


def _listed(ev: "Evaluator", callee: External, arguments: Arguments) -> Calls:
    tables = ev.argument(arguments.first(_TABLES[callee.name], "handlers"))
    found: Calls = []
    for each in in_order(tables):
        for row in in_order(contents(ev, each)):
            if isinstance(row, Bundle | Container):
                handler, options = (item(ev, row, frozenset((ev.pool.const(n),))) for n in (1, 2))
                found += _initialised(ev, handler, options)
    return found


def _row(ev: "Evaluator", callee: External, arguments: Arguments) -> Calls:
    options = ev.argument(arguments.first(2, "kwargs") or arguments.first(2, "target_kwargs"))
    return _initialised(ev, ev.argument(arguments.first(1, "handler")), options)


def _initialised(ev: "Evaluator", handlers: Values, options: Values) -> Calls:
    return [
        (frozenset(_methods(ev, handler)), Arguments((), ((None, options),)))
        for handler in in_order(handlers)
        if options and isinstance(handler, Class)
    ]


def _methods(ev: "Evaluator", handler: Class) -> Iterator[Value]:
    from reach.flow.attributes import attribute

    yield from attribute(ev, ev.pool.instance(handler), "initialize")


SPECIAL.update(dict.fromkeys(_TABLES, _listed))
SPECIAL.update(dict.fromkeys(_ROWS, _row))


# -- options --------------------------------------------------------------------------------------


def _defined(ev: "Evaluator") -> dict[str, Places]:
    """The calls that define options, by the name of the option."""
    found: dict[str, Places] = {}
    for body, vid in calls_named(ev, "define"):
        callees = ev.eval(body, body.ops[vid][1])
        if any(isinstance(v, External) and v.name.startswith("tornado.options.") for v in callees):
            for name in texts(Reading(ev, body, vid, None).argument(0, "name")):
                found.setdefault(name.replace("-", "_"), []).append((body, vid))
    return found


@attributes_of("tornado.options.options")
def _option(ev: "Evaluator", value: External, name: str) -> Values | None:
    places: dict[str, Places] = table(ev, "options of tornado", lambda: _defined(ev))
    found = stored(ev, value, name)
    for body, vid in places.get(name, ()):
        call = Reading(ev, body, vid, None)
        label = f"--{name}"
        started = given(ev, (label, label.replace("_", "-")), body)
        reason = no_default(ev, label, body, call.position) if not started else EMPTY
        found |= settled(ev, call.argument(1, "default"), EMPTY, "tornado", reason) | started
    return found or None
