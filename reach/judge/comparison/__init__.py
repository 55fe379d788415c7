"""Two reports on one project -> what is new, and what got worse."""

from collections.abc import Mapping
from dataclasses import replace

from reach.judge.comparison.calls import calls_of
from reach.judge.comparison.matching import match
from reach.judge.comparison.worse import Comparison
from reach.records.finding import Report

__all__ = ["compare"]


NONE: Mapping[str, str] = {}


def compare(
    report: Report, before: Report, since: str, renamed: Mapping[str, str] = NONE
) -> Report:
    """The report with only the findings that are new or worse than `before`; the others are in
    `known`. `renamed` are earlier paths of files, where these are known."""
    pairs = match(calls_of(before), calls_of(report, renamed))
    comparison = Comparison(before, report, pairs, renamed)
    judged = [replace(f, changes=comparison.changes(f)) for f in report.findings]
    return replace(
        report,
        since=since,
        findings=tuple(f for f in judged if f.changes),
        known=tuple(f for f in judged if not f.changes),
    )
