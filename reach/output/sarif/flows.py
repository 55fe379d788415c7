"""Witnesses as code flows: from the entry point, call by call, to the sink."""

from typing import Any

import sarif_om as om

from reach.output.phrases import certainty_note
from reach.output.sarif.messages import literal, plain_text
from reach.output.sarif.places import Places
from reach.records.finding import Finding, Step, Witness

FLOW_LIMIT = 4
STEP_LIMIT = 50
_NAMED = 3


def code_flows(finding: Finding, places: Places) -> list[Any] | None:
    """The best witnesses, best first; None where nothing reaches the sink."""
    different = {(witness.entry, witness.chain): witness for witness in finding.witnesses}
    best = list(different.values())[:FLOW_LIMIT]
    return [_flow(finding, witness, places) for witness in best] or None


def logical(function: str) -> list[Any]:
    """The function that a location lies in."""
    text = plain_text(function, 500)
    name = text.rpartition(".")[2]
    return [om.LogicalLocation(fully_qualified_name=text, name=name, kind="function")]


def _flow(finding: Finding, witness: Witness, places: Places) -> Any:
    steps = [_entry_step(witness, places)]
    calls, left_out = shortened(witness.chain[:-1], STEP_LIMIT - 2)
    for depth, (step, gap) in enumerate(zip(calls, left_out, strict=True), start=1):
        steps.append(_call_step(step, gap, depth, places))
    steps.append(_sink_step(finding, witness, len(calls) + 1, places))
    for order, step in enumerate(steps, start=1):
        step.execution_order = order
    text = f"{literal(witness.entry.name, 200)} to {literal(finding.sink, 200)}"
    return om.CodeFlow(message=om.Message(text=text), thread_flows=[om.ThreadFlow(locations=steps)])


def shortened(chain: tuple[Step, ...], room: int) -> tuple[tuple[Step, ...], list[int]]:
    """The calls to show and, for each, how many were left out before it."""
    if len(chain) <= room:
        return chain, [0] * len(chain)
    half = room // 2
    gaps = [0] * room
    gaps[half] = len(chain) - room
    return chain[:half] + chain[len(chain) - (room - half) :], gaps


def _entry_step(witness: Witness, places: Places) -> Any:
    entry = witness.entry
    started = "" if entry.deployment is None else f", started by {places.label(entry.deployment)}"
    text = f"Entry point: {entry.name} ({entry.kind}){started}"
    function = witness.chain[0].function if witness.chain else None
    location = om.Location(
        physical_location=places.physical(entry.location),
        logical_locations=None if function is None else logical(function),
        message=om.Message(text=literal(text)),
    )
    return om.ThreadFlowLocation(
        location=location, kinds=["enter"], importance="essential", nesting_level=0
    )


def _call_step(step: Step, gap: int, depth: int, places: Places) -> Any:
    text = called(step)
    if gap:
        text = f"({gap} calls left out) {text}"
    location = om.Location(
        physical_location=places.physical(step.location),
        logical_locations=logical(step.function),
        message=om.Message(text=literal(text)),
    )
    return om.ThreadFlowLocation(location=location, kinds=["call"], nesting_level=depth)


def called(step: Step) -> str:
    """A call in words."""
    return f"{step.function} calls {_short(step.callee)}{certainty_note(step)}"


def _short(callee: str) -> str:
    """The callee without the module that the next step shows."""
    return ".".join(callee.rsplit(".", 2)[-2:])


def _sink_step(finding: Finding, witness: Witness, depth: int, places: Places) -> Any:
    names = dict.fromkeys(artifact.id for artifact in witness.artifacts or finding.artifacts)
    listed = ", ".join(list(names)[:_NAMED]) + (
        f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    )
    text = f"Sink: {finding.sink}" + (f" loads {listed}" if listed else "")
    location = om.Location(
        physical_location=places.physical(finding.location, finding.snippet),
        logical_locations=logical(finding.function),
        message=om.Message(text=literal(text)),
    )
    return om.ThreadFlowLocation(
        location=location, kinds=["sink"], importance="essential", nesting_level=depth
    )
