"""The report as JSON; its schema is `docs/schema/report.schema.json`."""

import json
from collections import Counter
from typing import Any

from reach import __version__
from reach.output.escape import scrubbed
from reach.output.phrases import grade_counts
from reach.records.finding import (
    Artifact,
    Change,
    EntryPoint,
    Finding,
    Guarded,
    Load,
    Location,
    Notice,
    Origin,
    Report,
    Step,
    Suppressed,
    Unknown,
    Witness,
)

SCHEMA = 1
"""Version of the format; it grows when a reader would have to change."""

Json = dict[str, Any]


def render(report: Report) -> str:
    """The report as JSON text in ASCII, the same bytes for the same report."""
    return json.dumps(cleaned(document(report)), indent=2) + "\n"


def document(report: Report) -> Json:
    """The report as plain dictionaries and lists."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "reach", "version": __version__},
        "since": report.since or None,
        "summary": _summary(report),
        "skipped": [
            {"path": path, "line": line, "reason": reason} for path, line, reason in report.skipped
        ],
        "notices": [_notice(notice) for notice in report.notices],
        "findings": [_finding(finding) for finding in report.findings],
        "suppressed": [_suppressed(each) for each in report.suppressed],
        "idle": [_notice(notice) for notice in report.idle],
        "guarded": [_guarded(guarded) for guarded in report.guarded],
        "loads": [_load(each) for each in report.loads],
    }


def cleaned(value: Any) -> Any:
    """Lone surrogates are legal in no encoding of JSON, keys included."""
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, dict):
        return {scrubbed(key): cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return value


def _summary(report: Report) -> Json:
    rules = Counter(finding.rule for finding in report.findings)
    return {
        "root": report.root,
        "files": report.files,
        "entryPoints": report.entry_points,
        "findings": len(report.findings),
        "known": len(report.known),
        "suppressed": len(report.suppressed),
        "byGrade": grade_counts(report),
        "byRule": {rule: rules[rule] for rule in sorted(rules)},
    }


def _notice(notice: Notice) -> Json:
    return {"path": notice.path, "line": notice.line, "message": notice.message}


def _finding(finding: Finding) -> Json:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "grade": finding.grade,
        "severity": finding.severity,
        "message": finding.message,
        "location": {**place_json(finding.location), "function": finding.function},
        "snippet": finding.snippet,
        "sink": finding.sink,
        "artifacts": [_artifact(artifact) for artifact in finding.artifacts],
        "unknown": [unknown_json(unknown) for unknown in finding.unknown],
        "entryPoints": [_witness(witness) for witness in finding.witnesses],
        "conditions": list(finding.conditions),
        "guards": list(finding.guards),
        "fix": None if finding.fix is None else {"description": finding.fix, **_fix(finding)},
        "changes": [_change(change) for change in finding.changes],
    }


def _suppressed(suppressed: Suppressed) -> Json:
    said = suppressed.suppression
    why = {
        "kind": said.kind,
        "reason": said.reason,
        "until": said.until,
        "path": said.path,
        "line": said.line,
    }
    return {**_finding(suppressed.finding), "suppression": why}


def _change(change: Change) -> Json:
    return {"kind": change.kind, "text": change.text, "was": change.was, "now": change.now}


def _fix(finding: Finding) -> Json:
    """The edits that repair a finding, or why there are none where others can be repaired."""
    fix = finding.edits
    if fix is None:
        return {} if finding.unrepaired is None else {"unrepaired": finding.unrepaired}
    return {
        "title": fix.title,
        "safety": fix.safety,
        "review": list(fix.reasons),
        "edits": [{**place_json(each.location), "text": each.text} for each in fix.edits],
    }


def _load(load: Load) -> Json:
    return {
        "sink": load.sink,
        "role": load.role,
        "grade": load.grade,
        "location": {**place_json(load.location), "function": load.function},
        "snippet": load.snippet,
        "artifacts": [
            {
                **_artifact(use.artifact),
                "grade": use.grade,
                "entryPoints": [entry_json(entry) for entry in use.entry_points],
            }
            for use in load.uses
        ],
        "unknown": [unknown_json(unknown) for unknown in load.unknown],
    }


def _point(location: Location) -> Json:
    """Where something starts; the cell is given for notebooks only."""
    point: Json = {"path": location.path, "line": location.line, "column": location.column}
    return point if location.cell is None else {**point, "cell": location.cell}


def _guarded(guarded: Guarded) -> Json:
    return {
        "rule": guarded.rule,
        "sink": guarded.sink,
        "location": place_json(guarded.location),
        "guards": list(guarded.guards),
    }


def place_json(location: Location) -> Json:
    """A region."""
    end = {"endLine": location.end_line, "endColumn": location.end_column}
    return {**_point(location), **end}


def _artifact(artifact: Artifact) -> Json:
    alias = {} if artifact.alias is None else {"alias": artifact.alias}
    return {
        "type": artifact.type,
        "hub": artifact.hub,
        "id": artifact.id,
        **alias,
        "revision": artifact.revision,
        "pinned": artifact.pinned,
        "file": artifact.file,
        "format": artifact.format,
        "purl": artifact.purl,
        "certainty": artifact.certainty,
        "origin": None if artifact.origin is None else origin_json(artifact.origin),
    }


def origin_json(origin: Origin) -> Json:
    """Where a value was written down."""
    return {**_point(origin.location), "kind": origin.kind}


def unknown_json(unknown: Unknown) -> Json:
    """A reason for not knowing."""
    where = unknown.location
    point: Json = {"path": None, "line": None} if where is None else _point(where)
    return {"reason": unknown.reason, **point}


def _witness(witness: Witness) -> Json:
    return {
        **entry_json(witness.entry),
        "chain": [step_json(step) for step in witness.chain],
        "artifacts": list(dict.fromkeys(artifact.id for artifact in witness.artifacts)),
        "unknown": [unknown_json(unknown) for unknown in witness.unknown],
    }


def entry_json(entry: EntryPoint) -> Json:
    """An entry point."""
    deployment = entry.deployment
    return {
        "kind": entry.kind,
        "name": entry.name,
        "grade": entry.grade,
        **place_json(entry.location),
        "deployment": None if deployment is None else _point(deployment),
    }


def step_json(step: Step) -> Json:
    """A call site on a witness."""
    return {
        "function": step.function,
        **_point(step.location),
        "callee": step.callee,
        "certainty": step.certainty,
    }
