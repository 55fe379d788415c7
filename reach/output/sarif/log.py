"""The SARIF log: one run with its tool, taxonomies, results and notifications."""

from collections.abc import Iterable
from typing import Any

import sarif_om as om

from reach import __version__
from reach.output.phrases import counted
from reach.output.sarif import taxonomies as taxa
from reach.output.sarif.messages import literal, plain_text
from reach.output.sarif.places import ROOT, Places, name_bytes
from reach.output.sarif.results import result
from reach.output.sarif.rules import SeverityOf, descriptor, rule_id, stand_in
from reach.records.finding import Finding, Report
from reach.records.rule import Rule, Ruleset

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULT_LIMIT = 25_000
"""Code scanning refuses a run with more; the worst are kept."""
NOTIFICATION_LIMIT = 10_000
"""More would make the file larger than what code scanning takes."""

INFORMATION = "https://github.com/modelreach/reach"

_NOTIFICATIONS = {
    "not-understood": (
        "NotUnderstood",
        "A file, or a part of one, was not understood and is not in the results.",
        "The message says why. Exclude the file if it does not matter.",
    ),
    "analysis-notice": (
        "AnalysisNotice",
        "A limit of the analysis was hit, or its result is in doubt.",
        "The message says which limit. Limits can be raised in the configuration.",
    ),
    "idle-suppression": (
        "IdleSuppression",
        "A suppression suppresses nothing.",
        "The message says why: it is unused, it has expired, or it is not understood.",
    ),
    "left-out": (
        "LeftOut",
        "More was found than a report can hold.",
        "The findings with the highest severity are kept. Scan parts of the tree one by one.",
    ),
}


def build(
    report: Report,
    ruleset: Ruleset,
    places: Places,
    severity_of: SeverityOf,
    category: str | None = None,
    *,
    include_suppressed: bool = False,
) -> Any:
    """The report as a SARIF log object."""
    every = (*report.findings, *report.known)
    said = {each.finding: each.suppression for each in report.suppressed if include_suppressed}
    findings = sorted(list(dict.fromkeys((*every, *said)))[:RESULT_LIMIT], key=_order)
    rules = _rules(findings, ruleset)
    used = taxa.taxonomies(rule for rule, _ in rules.values())
    index = {name: position for position, name in enumerate(rules)}
    descriptors = [
        descriptor(rule, grade, severity_of(rule, grade), used) for rule, grade in rules.values()
    ]
    run = om.Run(
        tool=om.Tool(driver=_driver(descriptors, used)),
        invocations=[_invocation(report, places)],
        taxonomies=[taxa.component(taxonomy) for taxonomy in used] or None,
        results=[
            result(
                f,
                index[rule_id(f.rule, f.grade)],
                places,
                compared=bool(report.since),
                said=said.get(f),
            )
            for f in findings
        ],
        column_kind="utf16CodeUnits",
        original_uri_base_ids={ROOT: _root()},
        automation_details=_automation(category),
    )
    return om.SarifLog(schema_uri=SCHEMA, version="2.1.0", runs=[run])


def _order(finding: Finding) -> tuple[Any, ...]:
    where = finding.location
    place = (name_bytes(where.path), where.line, where.column, where.cell or 0)
    return (*place, rule_id(finding.rule, finding.grade), finding.sink, finding.fingerprint)


def _rules(findings: Iterable[Finding], ruleset: Ruleset) -> dict[str, tuple[Rule, str]]:
    """The rule and grade of each identifier that a finding uses, sorted by identifier."""
    known = {rule.id: rule for rule in ruleset.rules}
    found = {
        rule_id(finding.rule, finding.grade): (
            known.get(finding.rule) or stand_in(finding),
            finding.grade,
        )
        for finding in findings
    }
    return dict(sorted(found.items()))


def _driver(descriptors: list[Any], used: tuple[taxa.Taxonomy, ...]) -> Any:
    text = "Finds which entry points of a Python project load which model, and whether it is safe."
    return om.ToolComponent(
        name="reach",
        version=__version__,
        semantic_version=__version__,
        short_description=om.MultiformatMessageString(text=text),
        rules=descriptors,
        information_uri=INFORMATION,
        notifications=[_kind(name, *texts) for name, texts in _NOTIFICATIONS.items()],
        supported_taxonomies=taxa.references(used) or None,
    )


def _kind(identifier: str, name: str, description: str, help_text: str) -> Any:
    """What a kind of notification means."""
    return om.ReportingDescriptor(
        id=identifier,
        name=name,
        short_description=om.MultiformatMessageString(text=description),
        full_description=om.MultiformatMessageString(text=description),
        help=om.MultiformatMessageString(text=help_text),
    )


def _root() -> Any:
    return om.ArtifactLocation(
        description=om.Message(text="The root of the repository that holds the scanned files.")
    )


def _automation(category: str | None) -> Any:
    """Code scanning takes what stands before the last slash as the category."""
    if not category:
        return None
    return om.RunAutomationDetails(id=f"{plain_text(category, 200).rstrip('/')}/")


def _invocation(report: Report, places: Places) -> Any:
    notes = [
        _notification("not-understood", reason, places.point(path, line) if path else None)
        for path, line, reason in dict.fromkeys(report.skipped)
    ]
    for item in dict.fromkeys(report.notices):
        place = places.point(item.path, item.line) if item.path else None
        notes.append(_notification("analysis-notice", item.message, place))
    for item in dict.fromkeys(report.idle):
        place = places.point(item.path, item.line) if item.path else None
        notes.append(_notification("idle-suppression", item.message, place))
    notes = _capped(notes)
    if len(report.findings) > RESULT_LIMIT:
        text = f"{counted(len(report.findings) - RESULT_LIMIT, 'finding')} left out."
        notes.append(_notification("left-out", text, None))
    return om.Invocation(execution_successful=True, tool_execution_notifications=notes or None)


def _capped(notes: list[Any]) -> list[Any]:
    if len(notes) <= NOTIFICATION_LIMIT:
        return notes
    text = f"{counted(len(notes) - NOTIFICATION_LIMIT, 'notification')} left out."
    return [*notes[:NOTIFICATION_LIMIT], _notification("left-out", text, None)]


def _notification(name: str, text: str, location: Any) -> Any:
    index = list(_NOTIFICATIONS).index(name)
    return om.Notification(
        descriptor=om.ReportingDescriptorReference(id=name, index=index),
        level="warning",
        message=om.Message(text=literal(text)),
        locations=None if location is None else [location],
    )
