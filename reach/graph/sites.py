"""Call sites -> what they call."""

from typing import NamedTuple

from reach.flow.attributes import call_arguments
from reach.flow.calls import invocations
from reach.flow.contexts import Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.program import Body
from reach.flow.values import Bound, Class, External, Partial, Unknown, Value, Wrapped
from reach.records import code as ir


class Target(NamedTuple):
    """Something that a site calls: a body of the project, or an external name."""

    body: Body | None
    name: str = ""
    closure: Context | None = None
    arguments: Arguments = Arguments()
    certainty: str = "direct"


def call_targets(
    ev: Evaluator, body: Body, vid: int, op: ir.Op, context: Context | None = None
) -> tuple[list[Target], bool]:
    """What a CALL calls; and whether its callee is known at all."""
    values = ev.ask(body, op[1], context)
    if not values:
        return [], False
    arguments = call_arguments(body, vid, context)
    found: list[Target] = []
    known = False
    for value in sorted(values, key=lambda v: v.order):
        if isinstance(value, Unknown):
            continue
        known = True
        for made in invocations(ev, value, arguments, body, vid, context):
            found.append(
                Target(made.body, "", made.closure, made.arguments, made.certainty)
            )
        for name in external_names(ev, value):
            found.append(Target(None, name))
            if name.startswith("<builtin>."):
                from reach.graph.implicit import builtin_targets

                found += builtin_targets(ev, body, name[10:], op)
    return found, known


def external_names(ev: Evaluator, value: Value) -> list[str]:
    """Dotted names of the external callables that calling a value runs."""
    if isinstance(value, External):
        return [value.name]
    if isinstance(value, Bound):
        return external_names(ev, value.function)
    if isinstance(value, (Partial, Wrapped)):
        return external_names(ev, value.function)
    if isinstance(value, Class):
        from reach.flow.classes import member

        return [
            v.name for v in member(ev, value, "__init__")[0] if isinstance(v, External)
        ]
    return []
