"""Findings as diagnostics, with the call chain beside them."""

from collections.abc import Iterator

from lsprotocol import types

from reach.output.phrases import certainty_note, pin_state, witness_artifacts, written
from reach.records.finding import Finding, Report
from reach.serve.texts import Texts

SOURCE = "reach"
_LEVELS = (
    (7.0, types.DiagnosticSeverity.Error),
    (4.0, types.DiagnosticSeverity.Warning),
    (0.0, types.DiagnosticSeverity.Information),
)
_FAINT = ("dormant", "development")


def diagnostics(report: Report, texts: Texts) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of each file with findings; those of notebooks have no document."""
    found: dict[str, list[types.Diagnostic]] = {}
    for finding in report.findings:
        if finding.location.cell is None:
            found.setdefault(finding.location.path, []).append(diagnostic(finding, texts))
    return found


def diagnostic(finding: Finding, texts: Texts) -> types.Diagnostic:
    """One finding."""
    level = next(level for floor, level in _LEVELS if finding.severity >= floor)
    if finding.grade in _FAINT:
        level = types.DiagnosticSeverity.Hint
    text = finding.message if finding.fix is None else f"{finding.message}\n{finding.fix}"
    return types.Diagnostic(
        range=texts.range(finding.location),
        message=text,
        severity=level,
        code=finding.rule,
        source=SOURCE,
        related_information=list(_related(finding, texts)) or None,
        data={"fingerprint": finding.fingerprint, "grade": finding.grade},
    )


def _related(finding: Finding, texts: Texts) -> Iterator[types.DiagnosticRelatedInformation]:
    """The way from the entry point to the call, then where the identifiers are written."""

    def at(where: types.Location, text: str) -> types.DiagnosticRelatedInformation:
        return types.DiagnosticRelatedInformation(where, text)

    for witness in finding.witnesses[:1]:
        entry = witness.entry
        yield at(texts.location(entry.location), f"entry point: {entry.name} ({entry.grade})")
        if entry.deployment is not None:
            yield at(texts.location(entry.deployment), f"starts {entry.name}")
        for step in witness.chain:
            text = f"{step.function} calls {step.callee}{certainty_note(step)}"
            yield at(texts.location(step.location), text)
    for artifact in witness_artifacts(finding):
        if artifact.origin is not None:
            state = pin_state(artifact)
            text = f"{artifact.id} ({written(artifact, artifact.origin)})"
            where = texts.location(artifact.origin.location)
            yield at(where, f"{text}, {state}" if state else text)
