"""Flows of Metaflow: what `Parameter` objects are read as, and the element that a step is for."""

from typing import TYPE_CHECKING

from reach.flow.classes import mro
from reach.flow.items import iterated
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import asks_for, texts
from reach.flow.settings.marks import settled
from reach.flow.settings.named_calls import calls_named
from reach.flow.settings.started import given
from reach.flow.values import EMPTY, Class, External, Instance, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PARAMETER = "metaflow.Parameter()"
_INPUT = "metaflow.FlowSpec.input"
MEMBERS = (_PARAMETER, _INPUT)
asks_for((_PARAMETER,))


def flow_member(ev: "Evaluator", flow: Instance, value: External) -> Values | None:
    """What a step reads of its flow: a parameter, or its own element of a `foreach`."""
    return _input(ev, flow) if value.name == _INPUT else _parameter(ev, value)


def _parameter(ev: "Evaluator", value: External) -> Values | None:
    """`Parameter("model", default="org/name")`, an option of the program."""
    call = made_by(ev, value)
    if call is None:
        return None
    names = [f"--{name}" for name in texts(call.argument(0, "name"))]
    started = given(ev, names, call.body)
    reason = f"flow parameter {names[0] if names else ''} has no default"
    missing = EMPTY if started else ev.unknown(reason, call.body, call.position)
    return settled(ev, call.keyword("default"), EMPTY, "metaflow", missing) | started


def _input(ev: "Evaluator", flow: Instance) -> Values | None:
    """`self.next(self.score, foreach="models")`: one of the models."""
    from reach.flow.attributes import attribute

    owners = {owner.body for owner in mro(ev, flow.cls) if isinstance(owner, Class)}
    found: Values = EMPTY
    for body, vid in calls_named(ev, "next"):
        if body.owner not in owners:
            continue
        call = Reading(ev, body, vid, None)
        for name in texts(call.keyword("foreach")):
            for listed in attribute(ev, flow, name):
                found |= iterated(ev, listed, body, call.position)
    return found or None
