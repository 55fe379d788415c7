"""Signals of blinker and Django: who sends one calls what is connected to it, in other modules."""

from typing import TYPE_CHECKING

from reach.flow.callbacks import SPECIAL, maker
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.settings.hooks import asks_for
from reach.flow.stores import MAX_STORES, bare
from reach.flow.values import EMPTY, Bound, External, Function, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

CONNECTED = "<connected>"
"""What is connected to a signal."""

_NAMED = ("blinker.signal()", "blinker.Namespace().signal()")
"""Signals of one name are one."""

_SIGNALS = (*_NAMED, "blinker.Signal()", "blinker.NamedSignal()", "django.dispatch.Signal()")

CONNECTORS = frozenset(f"{s}.{way}" for s in _SIGNALS for way in ("connect", "connect_via()"))
"""What connects a function."""

_SENDING = ("send", "send_async", "send_robust")

asks_for(_SIGNALS)


def connected_to(ev: "Evaluator", callee: External) -> list[tuple[object, str]]:
    """The signals to which calling this connects a function."""
    return [(key, CONNECTED) for key in _keys(ev, callee.receiver)]


def _keys(ev: "Evaluator", receiver: Value | None) -> list[object]:
    """What signals are told apart by: their name, or the place where they are made."""
    while isinstance(receiver, External) and receiver.name not in _SIGNALS:
        receiver = receiver.receiver
    if not isinstance(receiver, External):
        return []
    if receiver.name not in _NAMED:
        return [bare(ev, receiver)]
    names = ev.strings(ev.argument(maker(ev, receiver).first(0, "name")))
    return [("signal", c.value) for c in names]


def _connected(ev: "Evaluator", callee: External) -> Values:
    found: Values = EMPTY
    for key in _keys(ev, callee.receiver):
        for body, vid in ev.stores_at(key, CONNECTED, MAX_STORES):
            found |= ev.eval(body, body.ops[vid][2][0])
    return frozenset(v for v in found if isinstance(v, (Function, Bound)))


def _sent(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    connected = _connected(ev, callee)
    return [(connected, arguments)] if connected else []


@model(*(f"{signal}.{method}" for signal in _SIGNALS for method in _SENDING))
def _answers(site: Site) -> Values:
    """Pairs of what is connected and what it returned."""
    from reach.flow.calls import call_values

    functions = _connected(site.ev, site.callee)
    given = call_values(site.ev, functions, site.arguments, site.body, site.vid, site.context)
    pair = site.ev.pool.bundle("tuple", ((0, functions), (1, given)))
    return frozenset((site.ev.pool.bundle("list", (), frozenset((pair,))),))


SPECIAL.update((f"{signal}.{method}", _sent) for signal in _SIGNALS for method in _SENDING)
