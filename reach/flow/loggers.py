"""What a program sets for all loggers: the class of those that `getLogger` makes, what makes the
records of what is logged, and its own formatters, handlers and filters, which see each record."""

from typing import TYPE_CHECKING

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.callbacks import SPECIAL
from reach.flow.classes import external_bases, member
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, Bound, Class, External, Function, Instance, Values
from reach.flow.writers import called_name
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_CLASS = "setLoggerClass"
_FACTORY = "setLogRecordFactory"

_MAKING = ".makeRecord"

_SEEING = {"setFormatter": "format", "addHandler": "emit", "addFilter": "filter"}
"""Where something is set that sees the records, and by which method."""

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
    """What makes a record is called for each message, by the method that makes records; what the
    program set to see the records, by each call that logs."""
    if callee.name.endswith(_MAKING):
        return _made(ev, callee)
    seen = ev.read(("seeing what is logged",), _seeing, ev)
    return [*_made(ev, callee), *([(seen, Arguments(partly=True))] if seen else [])]


def _seeing(ev: "Evaluator") -> Values:
    """The methods of the program that see what is logged."""
    found: Values = EMPTY
    for setter, method in _SEEING.items():
        for body, vid in _all(ev)[setter]:
            if method == "format" and _shows(ev, body, body.ops[vid][1]):
                continue
            found |= _methods(ev, ev.eval(body, body.ops[vid][2][0]), method)
    return found


def _shows(ev: "Evaluator", body: Body, callee: int) -> bool:
    """Whether a formatter is set for a handler of the program, which asks it itself."""
    op = body.ops[callee]
    return op[0] == ir.ATTR and any(_methods(ev, ev.eval(body, op[1]), "emit"))


def _methods(ev: "Evaluator", values: Values, name: str) -> Values:
    """The methods of this name that the program gave its heirs of what `logging` has."""
    return frozenset(
        method
        for value in values
        if isinstance(value, Instance) and _of_logging(ev, value)
        for method in attribute(ev, value, name)
        if isinstance(method, (Bound, Function))
    )


def _formatted(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """`self.format(record)` in a handler asks the formatters that are set."""
    shown = (ev.eval(body, body.ops[vid][2][0]) for body, vid in _all(ev)["setFormatter"])
    found = _methods(ev, EMPTY.union(*shown), "format")
    return [(found, Arguments(partly=True))] if found else []


def _of_logging(ev: "Evaluator", value: Instance) -> bool:
    """Whether an object is one of the program's heirs of what `logging` has."""
    if not isinstance(value.cls, Class):
        return False
    return any(base.startswith("logging.") for base in external_bases(ev, value.cls))


def _made(ev: "Evaluator", callee: External) -> list[tuple[Values, Arguments]]:
    receiver = callee.receiver
    if isinstance(receiver, Instance) and not callee.name.endswith(_MAKING):
        makers = member(ev, receiver.cls, "makeRecord")[0]
        if any(isinstance(v, Function) for v in makers):
            return []
    factories = _set(ev, _FACTORY)
    return [(factories, Arguments(partly=True))] if factories else []


def _set(ev: "Evaluator", name: str) -> Values:
    """What this function of `logging` is given anywhere."""
    return EMPTY.union(*(ev.eval(body, body.ops[vid][2][0]) for body, vid in _all(ev)[name]))


def _all(ev: "Evaluator") -> _Places:
    """The calls of functions of these names, with one argument."""
    places: _Places = table(ev, "set for all loggers", lambda: _places(ev))
    return places


def _places(ev: "Evaluator") -> _Places:
    found: _Places = {name: [] for name in (_CLASS, _FACTORY, *_SEEING)}
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] == ir.CALL and len(op[2]) == 1 and op[2][0] >= 0:
                name = called_name(body, op)
                if name in found:
                    found[name].append((body, vid))
    return found


SPECIAL.update(
    (f"logging.{holder}.{level}", _recorded)
    for holder in ("getLogger()", "Logger", "getLoggerClass()")
    for level in (*_LEVELS, "_log", _MAKING[1:])
)
SPECIAL["logging.makeLogRecord"] = _recorded
SPECIAL["logging.Handler.format"] = _formatted
