"""Call sites -> what they call."""

from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.callbacks import callbacks
from reach.flow.calls import invocations, merged
from reach.flow.classes import member
from reach.flow.constructors import handed_on
from reach.flow.contexts import Arguments, Context
from reach.flow.decorators import put_before
from reach.flow.evaluator import Evaluator
from reach.flow.objects import IN_PART, NAMELESS
from reach.flow.reflection import NAMED_IN_PART
from reach.flow.values import Bound, Class, External, Function, Partial, Unknown, Value, Wrapped
from reach.graph.wide import callees, is_wide
from reach.records import code as ir

_IN_PART = (IN_PART, NAMED_IN_PART)
"""Beside what is called by a name that is known in part: one of several, decided at run time."""


class Target(NamedTuple):
    """Something that a site calls: a body of the project, or an external name."""

    body: Body | None
    name: str = ""
    closure: Context | None = None
    arguments: Arguments = Arguments()
    certainty: str = "direct"


def call_targets(
    ev: Evaluator,
    body: Body,
    vid: int,
    op: ir.Op,
    context: Context | None = None,
    later: dict[tuple[Body, int], None] | None = None,
) -> tuple[list[Target], bool]:
    """What a CALL calls; and whether its callee is known, as far as that can be.

    A site with more callees than one answer holds is taken apart, or noted in `later`."""
    values = ev.ask(body, op[1], context)
    if not values:
        return [], False
    if context is None and is_wide(values):
        if later is None:
            values |= callees(ev, body, op[1])
        else:
            later[body, vid] = None
    arguments = handed_on(ev, body, vid, context)
    found: list[Target] = []
    known = bool(op[7] & ir.RAISE)
    raised = bool(op[7] & ir.RAISE)
    nameless = in_part = False
    for value in sorted(values, key=lambda v: v.order):
        if isinstance(value, Unknown):
            nameless = nameless or value.reason == NAMELESS
            in_part = in_part or value.reason in _IN_PART
            continue
        if raised and not isinstance(value, Class):
            continue
        known = True
        found += [
            Target(made.body, "", made.closure, made.arguments, made.certainty)
            for made in invocations(ev, value, arguments, body, vid, context)
        ]
        for outside, inner in external_calls(ev, value, arguments):
            found.append(Target(None, outside.name))
            if outside is not value:
                found += _applied(ev, outside.name, inner)
            found += [_given_first(made) for made in put_before(ev, outside, arguments)]
    if in_part:
        found = [t._replace(certainty="dispatch") if t.certainty == "direct" else t for t in found]
    return found, known and not nameless


def _applied(ev: Evaluator, name: str, arguments: Arguments) -> list[Target]:
    """What a built-in function that another one calls asks of its argument: `map(str, xs)`."""
    from reach.graph.builtin_calls import METHODS
    from reach.graph.special import first_of

    given = arguments.first(0) if name in METHODS else None
    if given is None:
        return []
    return [t for value in ev.argument(given) for t in first_of(ev, value, METHODS[name])]


def _given_first(made: Bound) -> Target:
    """What is called later, with what it was given now in front of the rest."""
    first = Arguments(((False, frozenset((made.receiver,))),), (), True)
    assert isinstance(made.function, Function)
    return Target(made.function.body, "", made.function.closure, first, "handed")


def external_calls(
    ev: Evaluator, value: Value, arguments: Arguments
) -> list[tuple[External, Arguments]]:
    """The external callables that calling a value runs, and what each is given."""
    if isinstance(value, External):
        found = [(value, arguments)]
        for callees, inner in callbacks(ev, value, arguments):
            for callee in callees:
                if callee is not value:
                    found += external_calls(ev, callee, inner)
        return found
    if isinstance(value, Bound):
        if isinstance(value.function, External):
            return [(value.function, arguments)]
        return external_calls(ev, value.function, arguments.prepend(frozenset((value.receiver,))))
    if isinstance(value, Partial):
        return external_calls(ev, value.function, merged(ev, value, arguments))
    if isinstance(value, Wrapped):
        return external_calls(ev, value.function, arguments)
    if isinstance(value, Class):
        inits = member(ev, value, "__init__")[0]
        return [(v, arguments) for v in inits if isinstance(v, External)]
    return []
