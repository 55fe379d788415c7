"""The numbers at the top of the page, ready for its template."""

from collections import Counter
from typing import Any

from reach.output.escape import bounded, visible
from reach.output.phrases import (
    GRADE_MEANING,
    by_kind,
    counted,
    place,
    severity_name,
    strongest_first,
    summary,
)
from reach.records.finding import ROLES, Notice, Report
from reach.records.inventory import Inventory
from reach.records.rule import Ruleset

LISTED = 200
"""Findings, skipped places, notices and guarded calls that are listed; more are counted."""

EXAMPLES = 10
"""Places that are named of notices that say the same."""

_PLURALS = {"code": "of code"}


def overview(report: Report, ruleset: Ruleset, loaded: Inventory) -> dict[str, Any]:
    """What the template writes into the page itself."""
    titles = {rule.id: rule.title for rule in ruleset.rules}
    return {
        "root": visible(bounded(report.root, 200)),
        "summary": summary(report),
        "figures": _figures(report, loaded),
        "grades": _grades(report),
        "rules": _rules(report, titles),
        "trainings": len(loaded.trainings),
        "plain": [
            (f"{f.severity:.1f}", f.grade, f.rule, _line(f.message), _line(place(f.location)))
            for f in report.findings[:LISTED]
        ],
        "skipped": [
            (_line(path), line, _line(reason)) for path, line, reason in report.skipped[:LISTED]
        ],
        "skipped_total": len(report.skipped),
        "notices": [_kind(kind, some) for kind, some in by_kind(report.notices)[:LISTED]],
        "notices_total": len(report.notices),
        "suppressed": len(report.suppressed),
        "idle": [(_line(n.path), n.line, _line(n.message)) for n in report.idle[:LISTED]],
        "idle_total": len(report.idle),
        "guarded": [
            (_line(g.rule), _line(g.sink), _line(place(g.location)), _line("; ".join(g.guards)))
            for g in report.guarded[:LISTED]
        ],
        "guarded_total": len(report.guarded),
    }


def _kind(kind: str, notices: list[Notice]) -> dict[str, Any]:
    """What is said, and where it is; of many places some."""
    return {
        "message": _line(kind if len(notices) > 1 else notices[0].message),
        "total": len(notices),
        "named": [(_line(n.path), n.line, _line(n.about)) for n in notices[:EXAMPLES]],
    }


def _line(text: str) -> str:
    return visible(bounded(text, 400))


def _figures(report: Report, loaded: Inventory) -> list[tuple[int, str]]:
    """Large numbers with their nouns."""
    types = Counter(component.type for component in loaded.components)
    figures = [(len(report.findings), "finding", "")]
    figures += [(types[role], role, _PLURALS.get(role, "")) for role in ROLES if types[role]]
    figures += [(report.entry_points, "entry point", ""), (report.files, "Python file", "")]
    return [(n, counted(n, noun, plural).split(" ", 1)[1]) for n, noun, plural in figures]


def _grades(report: Report) -> list[dict[str, Any]]:
    """Of each grade: how many findings of each severity, and how wide to draw them."""
    counts = Counter((f.grade, severity_name(f.severity)) for f in report.findings)
    totals = Counter(f.grade for f in report.findings)
    most = max(totals.values(), default=1)
    return [
        {
            "name": grade,
            "meaning": GRADE_MEANING.get(grade, ""),
            "total": totals[grade],
            "parts": [
                (level, counts[grade, level], round(1000 * counts[grade, level] / most))
                for level in ("critical", "high", "medium", "low")
                if counts[grade, level]
            ],
        }
        for grade in strongest_first(totals)
    ]


def _rules(report: Report, titles: dict[str, str]) -> list[dict[str, Any]]:
    """A row of the table of rules and grades; the rule with the worst finding first."""
    counts = Counter((finding.rule, finding.grade) for finding in report.findings)
    grades = strongest_first(finding.grade for finding in report.findings)
    return [
        {
            "name": rule,
            "title": titles.get(rule, ""),
            "cells": [(grade, counts[rule, grade]) for grade in grades],
        }
        for rule in dict.fromkeys(finding.rule for finding in report.findings)
    ]
