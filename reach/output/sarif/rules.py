"""Reporting descriptors: one for each rule and grade, since severity is read per rule."""

import re
from collections.abc import Callable
from typing import Any

import sarif_om as om

from reach.output.phrases import GRADE_MEANING, severity_name
from reach.output.sarif.messages import plain_text
from reach.output.sarif.taxonomies import Taxonomy, cwe_ids, relationships
from reach.records.finding import Finding
from reach.records.rule import Rule

TAG_LIMIT = 10
NAME_LIMIT = 255
DESCRIPTION_LIMIT = 1024
HELP_LIMIT = 20_000
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}

SeverityOf = Callable[[Rule, str], float]
"""Severity of a rule's finding at a grade."""


def rule_id(rule: str, grade: str) -> str:
    """The identifier of a rule at a grade."""
    return f"{rule}/{grade}"


def level(severity: float) -> str:
    """`error`, `warning` or `note`."""
    return _LEVELS[severity_name(severity)]


def stand_in(finding: Finding) -> Rule:
    """A rule for a finding whose rule the ruleset does not have, so that nothing is lost."""
    name = "".join(part.capitalize() for part in re.split(r"\W+", finding.rule)) or "Rule"
    text = f"The rule {finding.rule} is broken"
    return Rule(finding.rule, name, text, f"{text}.", f"{text}.", 5.0, (), (), "medium", (), ())


def descriptor(rule: Rule, grade: str, severity: float, taxonomies: tuple[Taxonomy, ...]) -> Any:
    """The rule at a grade, with all that code scanning shows of it."""
    meaning = GRADE_MEANING.get(grade, grade)
    return om.ReportingDescriptor(
        id=rule_id(rule.id, grade),
        name=plain_text(f"{rule.name}{grade.capitalize()}", NAME_LIMIT),
        short_description=_text(f"{rule.title} ({meaning})."),
        full_description=_text(f"{_sentence(rule.description)} Grade {grade}: {meaning}."),
        help=om.MultiformatMessageString(
            text=rule.help[:HELP_LIMIT], markdown=_help(rule, grade, meaning)[:HELP_LIMIT]
        ),
        help_uri=next((url for url in rule.references if url.startswith("https://")), None),
        default_configuration=om.ReportingConfiguration(level=level(severity)),
        relationships=relationships(rule, taxonomies) or None,
        properties=_properties(rule, grade, severity),
    )


def _text(text: str) -> Any:
    return om.MultiformatMessageString(text=plain_text(" ".join(text.split()), DESCRIPTION_LIMIT))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _help(rule: Rule, grade: str, meaning: str) -> str:
    parts = [f"# {rule.title}", rule.help.strip(), f"**Grade `{grade}`**: {meaning}."]
    names = [*cwe_ids(rule), *rule.atlas]
    if names:
        parts.append(f"Classified as {', '.join(names)}.")
    if rule.references:
        parts.append("\n".join(f"- <{url}>" for url in rule.references))
    return "\n\n".join(parts) + "\n"


def _properties(rule: Rule, grade: str, severity: float) -> dict[str, Any]:
    """`security-severity` is a string by GitHub's contract, above 0 and at most 10."""
    cwe = [f"external/cwe/cwe-{name.removeprefix('CWE-').zfill(3)}" for name in cwe_ids(rule)]
    atlas = [f"external/atlas/{name.lower()}" for name in rule.atlas]
    tags = dict.fromkeys(["security", "model-loading", f"grade/{grade}", *cwe, *atlas])
    return {
        "tags": list(tags)[:TAG_LIMIT],
        "precision": rule.precision,
        "problem.severity": _PROBLEM[level(severity)],
        "security-severity": f"{min(10.0, max(0.1, severity)):.1f}",
    }
