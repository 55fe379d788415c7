"""The report as SARIF 2.1.0, shaped for what code scanning reads and for what it ignores."""

import json

from reach.output.sarif.log import build
from reach.output.sarif.places import Places, ReadSource
from reach.output.sarif.rules import SeverityOf
from reach.output.sarif.serialise import plain
from reach.records.finding import Report
from reach.records.rule import Rule, Ruleset

__all__ = ["render"]


def base_severity(rule: Rule, grade: str) -> float:
    """The rule's own score, for callers that know no better."""
    return rule.severity


def render(
    report: Report,
    ruleset: Ruleset,
    read_source: ReadSource,
    severity_of: SeverityOf = base_severity,
    *,
    prefix: str = "",
    category: str | None = None,
    include_suppressed: bool = False,
) -> str:
    """The report as SARIF text in ASCII, the same bytes for the same report.

    `read_source` gives the exact text of a scanned file, line ends and byte order mark
    included. `prefix` is the way from the root of the repository to the scanned root.
    """
    places = Places(read_source, prefix)
    sarif = build(
        report, ruleset, places, severity_of, category, include_suppressed=include_suppressed
    )
    return json.dumps(plain(sarif), indent=1) + "\n"
