"""Queues, and the stacks of werkzeug: what is put in at one place is taken out at another."""

from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.settings.hooks import asks_for, attributes_of
from reach.flow.stores import MAX_STORES, bare
from reach.flow.values import EMPTY, External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

QUEUED = "<queued>"
"""What is put into a queue."""

_MODULES = {
    "queue": "Queue LifoQueue PriorityQueue SimpleQueue",
    "asyncio": "Queue LifoQueue PriorityQueue",
    "multiprocessing": "Queue SimpleQueue JoinableQueue",
}
_QUEUES = [f"{module}.{kind}()" for module, kinds in _MODULES.items() for kind in kinds.split()]
_STACKS = ("werkzeug.local.LocalStack()",)

PUTTING = frozenset(
    [f"{queue}.{way}" for queue in _QUEUES for way in ("put", "put_nowait")]
    + [f"{stack}.push" for stack in _STACKS]
)
"""What puts its first argument into the object that it is called on."""

asks_for((*_QUEUES, *_STACKS))


def queue_of(ev: "Evaluator", callee: External) -> list[tuple[object, str]]:
    """The queue that calling this puts something into."""
    receiver = callee.receiver
    known = isinstance(receiver, External) and receiver.site is not None
    return [(bare(ev, receiver), QUEUED)] if known and isinstance(receiver, External) else []


def _queued(ev: "Evaluator", queue: External) -> Values:
    if queue.site is None:
        return EMPTY
    return ev.read(("queued", bare(ev, queue)), _all, ev, bare(ev, queue))


def _all(ev: "Evaluator", queue: External) -> Values:
    found: Values = EMPTY
    for body, vid in ev.stores_at(queue, QUEUED, MAX_STORES):
        found |= ev.eval(body, body.ops[vid][2][0])
    return found


@model(
    *(f"{queue}.{way}" for queue in _QUEUES for way in ("get", "get_nowait")),
    *(f"{stack}.pop" for stack in _STACKS),
)
def _taken(site: Site) -> Values:
    receiver = site.callee.receiver
    found = _queued(site.ev, receiver) if isinstance(receiver, External) else EMPTY
    if not found:
        site.ev.depend("guess")
    return found or (site.opaque() if site.ev.guessing else EMPTY)


@attributes_of(*_STACKS)
def _top(ev: "Evaluator", stack: External, name: str) -> Values | None:
    """`stack.top`: what was pushed, or None."""
    if name != "top":
        return None
    return _queued(ev, stack) | {ev.pool.const(None)}
