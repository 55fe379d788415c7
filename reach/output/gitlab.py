"""Reports that GitLab reads: SAST (schema 15) and Code Quality."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reach import __version__
from reach.output.escape import bounded, markdown, terminal, visible
from reach.output.json import cleaned
from reach.output.phrases import joined, pin_state, severity_name, witness_artifacts
from reach.records.finding import Finding, Location, Report
from reach.records.rule import Rule, Ruleset

SCHEMA = "15.0.7"
"""The newest schema that every supported GitLab reads."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NAME_LIMIT, SOLUTION_LIMIT = 255, 7000
"""Characters that the schema allows."""
_MESSAGES = 100
_LISTED = 20
_STEPS = 50

_QUALITY = {"critical": "critical", "high": "major", "medium": "minor", "low": "info"}
_TOOL = {"id": "reach", "name": "reach", "version": __version__, "vendor": {"name": "reach"}}

Json = dict[str, Any]


def sast(report: Report, ruleset: Ruleset, prefix: str = "", moment: datetime = EPOCH) -> str:
    """The report for `artifacts:reports:sast`. `moment` is when the scan ended."""
    time = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    rules = {rule.id: rule for rule in ruleset.rules}
    seen: Counter[str] = Counter()
    document = {
        "version": SCHEMA,
        "scan": {
            "type": "sast",
            "status": "success",
            "analyzer": _TOOL,
            "scanner": _TOOL,
            "start_time": time,
            "end_time": time,
            "messages": list(_messages(report, prefix)),
        },
        "vulnerabilities": [
            _vulnerability(finding, rules.get(finding.rule), prefix, seen)
            for finding in report.findings
        ],
    }
    return json.dumps(cleaned(document), indent=1) + "\n"


def quality(report: Report, prefix: str = "") -> str:
    """The report for `artifacts:reports:codequality`."""
    seen: Counter[str] = Counter()
    issues = [_issue(finding, prefix, seen) for finding in report.findings]
    return json.dumps(cleaned(issues), indent=1) + "\n"


def _once(fingerprint: str, seen: Counter[str]) -> str:
    """The fingerprint; told apart from equal ones before it."""
    seen[fingerprint] += 1
    text = f"{fingerprint}:{seen[fingerprint]}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _issue(finding: Finding, prefix: str, seen: Counter[str]) -> Json:
    where = finding.location
    return {
        "type": "issue",
        "check_name": f"{finding.rule}/{finding.grade}",
        "description": terminal(" ".join((*_worse(finding), finding.message)), 1000),
        "categories": ["Security"],
        "severity": _QUALITY[severity_name(finding.severity)],
        "fingerprint": _once(f"{finding.rule}\n{finding.fingerprint}", seen),
        "location": {
            "path": visible(joined(prefix, where.path)),
            "lines": {"begin": where.line, "end": where.end_line},
        },
    }


def _worse(finding: Finding) -> Iterator[str]:
    for change in finding.changes:
        yield change.text


def _vulnerability(finding: Finding, rule: Rule | None, prefix: str, seen: Counter[str]) -> Json:
    title = finding.rule if rule is None else rule.title
    where = finding.location
    found: Json = {
        "id": str(uuid.UUID(_once(f"{finding.rule}\n{finding.fingerprint}", seen))),
        "name": visible(bounded(title, NAME_LIMIT)),
        "description": "\n\n".join(markdown(text) for text in (*_worse(finding), finding.message)),
        "severity": severity_name(finding.severity).capitalize(),
        "identifiers": list(_identifiers(finding, rule)),
        "location": {
            "file": visible(joined(prefix, where.path)),
            "start_line": where.line,
            "end_line": where.end_line,
            "method": visible(bounded(finding.function, 500)),
        },
        "details": _details(finding, prefix),
        "tracking": _tracking(finding, prefix, seen),
    }
    if finding.fix:
        found["solution"] = visible(bounded(finding.fix, SOLUTION_LIMIT))
    links = [] if rule is None else [u for u in rule.references if u.startswith("https://")]
    return {**found, "links": [{"url": url} for url in links]} if links else found


def _identifiers(finding: Finding, rule: Rule | None) -> Iterator[Json]:
    """The rule at its grade first: GitLab tells findings apart by it."""
    name = visible(f"{finding.rule}/{finding.grade}")
    yield {"type": "reach_rule", "name": f"reach {name}", "value": name}
    for text in () if rule is None else rule.cwe:
        number = text.removeprefix("CWE-")
        if number.isdecimal():
            page = f"https://cwe.mitre.org/data/definitions/{number}.html"
            yield {"type": "cwe", "name": f"CWE-{number}", "value": number, "url": page}


def _tracking(finding: Finding, prefix: str, seen: Counter[str]) -> Json:
    """What stays the same when lines move: file, function, and which call of the sink it is."""
    where = finding.location
    file = visible(joined(prefix, where.path))
    scope = f"{file}|{visible(finding.function)}|{finding.rule}|{visible(finding.sink)}"
    seen[scope] += 1
    signature = {"algorithm": "scope_offset", "value": bounded(f"{scope}:{seen[scope]}", 2000)}
    item = {
        "file": file,
        "start_line": where.line,
        "end_line": where.end_line,
        "signatures": [signature],
    }
    return {"type": "source", "items": [item]}


def _details(finding: Finding, prefix: str) -> Json:
    """The best witness, and what is loaded."""
    details: Json = {"grade": {"name": "Grade", "type": "text", "value": finding.grade}}
    for witness in finding.witnesses[:1]:
        entry = witness.entry
        name = visible(bounded(f"{entry.name} ({entry.kind})", 500))
        details["reached"] = {"name": "Reached from", "type": "text", "value": name}
        places = [entry.location, *(step.location for step in witness.chain[:_STEPS])]
        steps = [_place(place, prefix) for place in dict.fromkeys(places)]
        details["chain"] = {"name": "Call chain", "type": "list", "items": steps}
    loads = [_loaded(a.id, pin_state(a)) for a in witness_artifacts(finding)[:_LISTED]]
    if loads:
        details["loads"] = {"name": "Loads", "type": "list", "items": loads}
    return details


def _place(where: Location, prefix: str) -> Json:
    return {
        "type": "file-location",
        "file_name": visible(joined(prefix, where.path)),
        "line_start": where.line,
        "line_end": where.end_line,
    }


def _loaded(name: str, pin: str) -> Json:
    return {"type": "text", "value": visible(bounded(f"{name} ({pin})" if pin else name, 500))}


def _messages(report: Report, prefix: str) -> Iterator[Json]:
    """What was not understood, and suppressions that suppress nothing."""
    notes = [(joined(prefix, path), line, reason) for path, line, reason in report.skipped]
    every = (*report.notices, *report.idle)
    notes += [(n.path and joined(prefix, n.path), n.line, n.message) for n in every]
    for path, line, reason in notes[:_MESSAGES]:
        spot = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        yield {"level": "warn", "value": terminal(f"{spot}{reason}", 1000) or "not understood"}
    if len(notes) > _MESSAGES:
        yield {"level": "warn", "value": f"{len(notes) - _MESSAGES} more of such messages left out"}
