"""Conditions that only hold when somebody turned a switch."""

import re
from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.values import Const, Unknown, Value, Values
from reach.flow.writers import called_name
from reach.judge.deciders import decider
from reach.judge.slices import arguments, slice_of
from reach.records import code as ir

_OFF = frozenset(("", "0", "f", "false", "n", "no", "none", "off"))
"""Texts that mean no, in small letters."""

_NO_SWITCHES = frozenset((ir.FUNC, ir.CLASS, ir.IMPORT))
"""What a module calls by a name and is no constant: `pickle` is no switch."""


def needs_switch(
    ev: Evaluator, body: Body, vid: int, outcome: bool, context: Context | None, names: str
) -> bool:
    """Whether a condition has the other outcome by default, and what it asks for has a name that
    matches the expression."""
    named = re.compile(names)
    if not any(named.match(name) for name in _names(body, vid)):
        return False
    values = _converted(ev, body, vid, context) if outcome else frozenset()
    values = values or ev.eval(body, vid, context)
    if not body.facts.development:
        values = frozenset(v for v in values if not _only_tried(v)) or values
    return bool(values) and all(_by_default(value) is (not outcome) for value in values)


def asks_switch(
    ev: Evaluator, body: Body, vid: int, outcome: bool, context: Context | None, names: str
) -> bool:
    """Whether a condition asks a function for a state of the program, `if in_safe_mode(): raise`,
    whose name matches the expression and that may have the other outcome."""
    op = body.ops[vid]
    if op[0] != ir.CALL or op[2] or op[3] or not re.match(names, called_name(body, op)):
        return False
    return any(
        _by_default(value) is not outcome or (isinstance(value, Const) and value.value is None)
        for value in ev.eval(body, vid, context)
    )  # None: whoever sets the state does so elsewhere


def _converted(ev: Evaluator, body: Body, vid: int, context: Context | None) -> Values:
    """The values of a variable that a function such as `strtobool` makes a truth value of."""
    op = body.ops[vid]
    given = arguments(op) if op[0] == ir.CALL else []
    values = ev.eval(body, given[0], context) if len(given) == 1 else frozenset()
    return values if all(decider(value) == "environment" for value in values) else frozenset()


def _only_tried(value: Value) -> bool:
    """Whether tests or examples write a value down: what they switch on, nobody else does."""
    return (
        isinstance(value, Const) and isinstance(value.body, Body) and value.body.facts.development
    )


def _by_default(value: Value) -> bool | None:
    """What a value counts as where nobody says otherwise; None where that is not known."""
    if isinstance(value, Const):
        off = isinstance(value.value, str) and value.value.lower() in _OFF
        return bool(value.value) and not off
    unset = isinstance(value, Unknown) and decider(value) == "environment"
    return False if unset else None


def _names(body: Body, vid: int) -> Iterator[str]:
    for each in slice_of(body, vid, loose=True).vids:
        op = body.ops[each]
        if op[0] == ir.PARAM:
            yield body.code.parameters[op[1]].name
        elif op[0] == ir.ATTR:
            yield op[2]
        elif op[0] == ir.CONST and isinstance(op[1], str):
            yield op[1]
        elif op[0] == ir.GLOBAL:
            yield from _kept(body.module, op[1])


def _kept(module: Body, name: str) -> Iterator[str]:
    """The names of a constant of the module, and of what it is made from there."""
    defined = module.code.exports.get(name)
    if defined is None or module.ops[defined][0] in _NO_SWITCHES:
        return
    yield name
    for each in slice_of(module, defined, loose=True).vids:
        op = module.ops[each]
        if op[0] == ir.CONST and isinstance(op[1], str):
            yield op[1]
