"""Findings as GitHub workflow commands, which become annotations on the changed lines."""

from reach.output.escape import terminal
from reach.output.phrases import joined, severity_name, summary
from reach.records.finding import Finding, Notice, Report

_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "notice"}


def render(report: Report, prefix: str = "") -> str:
    """One command a line, worst first, and a last notice that sums up."""
    lines = [_annotation(finding, prefix) for finding in report.findings]
    lines += [_idle(notice, prefix) for notice in report.idle]
    lines.append(f"::notice title=reach::{_data(summary(report))}")
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, prefix: str) -> str:
    where = finding.location
    properties = {
        "file": joined(prefix, where.path),
        "line": str(where.line),
        "endLine": str(where.end_line),
        "title": f"{finding.rule} ({finding.grade}, {finding.severity:.1f})",
    }
    if where.line == where.end_line:
        properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
    pairs = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    level = _LEVELS[severity_name(finding.severity)]
    return f"::{level} {pairs}::{_message(finding)}"


def _idle(notice: Notice, prefix: str) -> str:
    """A suppression that suppresses nothing."""
    if not notice.path:
        return f"::warning title=reach::{_data(notice.message)}"
    where = _property(joined(prefix, notice.path))
    return f"::warning file={where},line={notice.line or 1},title=reach::{_data(notice.message)}"


def _message(finding: Finding) -> str:
    parts = [change.text for change in finding.changes] + [finding.message]
    parts += [] if finding.fix is None else [f"Fix: {finding.fix}"]
    return "%0A".join(_data(part) for part in parts)


def _data(text: str) -> str:
    """A command ends at the line's end, and `%` starts an escape."""
    return terminal(text, limit=1000).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
