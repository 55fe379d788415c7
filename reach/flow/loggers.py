"""What a program sets for all loggers: the class of those that `getLogger` makes, and what makes
the records of what is logged."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.callbacks import SPECIAL
from reach.flow.classes import member
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, Class, External, Function, Instance, Values
from reach.flow.writers import called_name
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_CLASS = "setLoggerClass"
_FACTORY = "setLogRecordFactory"

_MAKING = ".makeRecord"

_LEVELS = "debug info warning warn error exception critical fatal log".split()

_Places = dict[str, list[tuple[Body, int]]]


@model("logging.getLogger")
def _logger(site: Site) -> Values:
    made = frozenset(
        site.ev.pool.instance(cls, exact=False)
        for cls in _set(site.ev, _CLASS)
        if isinstance(cls, Class)
    )
    return made or site.opaque()


def _recorded(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """What makes a record is called for each message, by the method that makes records."""
    receiver = callee.receiver
    if isinstance(receiver, Instance) and not callee.name.endswith(_MAKING):
        makers = member(ev, receiver.cls, "makeRecord")[0]
        if any(isinstance(v, Function) for v in makers):
            return []
    factories = _set(ev, _FACTORY)
    return [(factories, Arguments(partly=True))] if factories else []


def _set(ev: "Evaluator", name: str) -> Values:
    """What this function of `logging` is given anywhere."""
    places: _Places = table(ev, "set for all loggers", lambda: _places(ev))
    return EMPTY.union(*(ev.eval(body, vid) for body, vid in places[name]))


def _places(ev: "Evaluator") -> _Places:
    found: _Places = {_CLASS: [], _FACTORY: []}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.CALL and len(op[2]) == 1 and op[2][0] >= 0:
                name = called_name(body, op)
                if name in found:
                    found[name].append((body, op[2][0]))
    return found


SPECIAL.update(
    (f"logging.{holder}.{level}", _recorded)
    for holder in ("getLogger()", "Logger")
    for level in (*_LEVELS, "_log", _MAKING[1:])
)
SPECIAL["logging.makeLogRecord"] = _recorded
