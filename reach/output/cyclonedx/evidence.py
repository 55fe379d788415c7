"""Where a component is loaded, how its name is known, and the best way to it."""

from collections.abc import Iterator
from decimal import Decimal

from cyclonedx.model.component_evidence import (
    AnalysisTechnique,
    CallStack,
    CallStackFrame,
    ComponentEvidence,
    Identity,
    IdentityField,
    Method,
    Occurrence,
)

from reach.output.cyclonedx.text import safe
from reach.output.phrases import place
from reach.records.finding import Witness
from reach.records.inventory import Component

_CONFIDENCE = {"exact": Decimal(1), "alternative": Decimal("0.9"), "pattern": Decimal("0.5")}
"""That the name is the one that is loaded: `alternative` is one of several."""


def evidence_of(component: Component) -> ComponentEvidence:
    """All that speaks for a component."""
    best = component.best
    return ComponentEvidence(
        identity=[_identity(component)],
        occurrences=list(_occurrences(component)),
        callstack=CallStack(frames=_frames(best)) if best is not None else None,
    )


def _identity(component: Component) -> Identity:
    written = [
        f"{origin.kind} at {place(origin.location)}"
        for occurrence in component.occurrences
        for origin in occurrence.origins
    ]
    confidence = _CONFIDENCE[component.certainty]
    return Identity(
        field=IdentityField.PURL if component.purl else IdentityField.NAME,
        confidence=confidence,
        methods=[
            Method(
                technique=AnalysisTechnique.SOURCE_CODE_ANALYSIS,
                confidence=confidence,
                value=safe(text),
            )
            for text in dict.fromkeys(written)
        ],
    )


def _occurrences(component: Component) -> Iterator[Occurrence]:
    for number, each in enumerate(component.occurrences, 1):
        where = each.location
        reached = ", ".join(entry.name for entry in each.entry_points) or "no entry point"
        yield Occurrence(
            bom_ref=f"{component.ref}/{number}",
            location=safe(where.path),
            line=where.line,
            offset=where.column,
            symbol=safe(each.sink),
            additional_context=safe(f"{each.role}, {each.grade}: {reached}"),
        )


def _frames(witness: Witness) -> list[CallStackFrame]:
    """The call sites from the entry point to the call that loads."""
    return [
        CallStackFrame(
            module=safe(step.location.path),
            function=safe(step.function),
            line=step.location.line,
            column=step.location.column,
            full_filename=safe(step.location.path),
        )
        for step in witness.chain
    ]
