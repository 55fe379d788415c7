"""Prefect calls a flow with the parameters of its deployments.

`parameters` of a deployment in `prefect.yaml`, and of `flow.serve(...)`, `flow.deploy(...)` and
`flow.to_deployment(...)` in the program. What a deployment leaves out has its default.
"""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import item
from reach.flow.settings.assigned import Rows, applied, bundled, rows
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import table
from reach.flow.settings.marks import settled
from reach.flow.settings.named_calls import calls_named
from reach.flow.values import EMPTY, Function, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_METHODS = ("serve", "deploy", "to_deployment")

MAX_DEPLOYMENTS = 100
"""Deployments of one flow."""


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """A parameter of a flow that some deployment gives; None for anything else."""
    if body.owner is not None or body.parent is None or not body.code.decorators:
        return None
    spec = body.code.parameters[index]
    found: Values = EMPTY
    left_out = False
    given = [_of_launch(ev, each, spec.name) for each in _launched(ev, body)]
    given += [_of_call(ev, each, spec.name) for each in _registered(ev, body)]
    for values in given:
        found |= values
        left_out = left_out or not values
    if not found:
        return None
    if left_out and spec.default >= 0:
        found |= settled(ev, ev.eval(body.parent, spec.default), EMPTY, "prefect", EMPTY)
    return found


def _launched(ev: "Evaluator", body: Body) -> list[Rows]:
    """What the deployments of `prefect.yaml` give."""
    if not ev.launches:
        return []
    launches = applied(ev, body, ("prefect", "deploy"))
    return [rows(ev, launch) for launch in launches[:MAX_DEPLOYMENTS]]


def _registered(ev: "Evaluator", body: Body) -> list[Reading]:
    """Calls in the program that make a deployment of a flow and give it parameters."""
    known: dict[Body, list[Reading]] = table(ev, "prefect deployments", lambda: _deployments(ev))
    return known.get(body, [])[:MAX_DEPLOYMENTS]


def _deployments(ev: "Evaluator") -> dict[Body, list[Reading]]:
    found: dict[Body, list[Reading]] = {}
    for body, vid in calls_named(ev, *_METHODS):
        call = Reading(ev, body, vid, None)
        if not call.given("parameters"):
            continue
        callee = body.ops[call.op[1]]
        for value in ev.eval(body, callee[1]) if callee[0] == ir.ATTR else ():
            if isinstance(value, Function):
                found.setdefault(value.body, []).append(call)
    return found


def _of_launch(ev: "Evaluator", given: Rows, name: str) -> Values:
    values = given.get(name, EMPTY)
    return bundled(ev, values) if isinstance(values, dict) else values


def _of_call(ev: "Evaluator", call: Reading, name: str) -> Values:
    key = frozenset((ev.pool.const(name),))
    return EMPTY.union(*(item(ev, each, key) for each in call.keyword("parameters")))
