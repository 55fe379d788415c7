"""Severity: base score of the rule, times what the grade is worth, times confidence.

| grade | factor |
|---|---|
| deployed | 1.0 |
| exposed | 0.95 |
| runnable | 0.8 |
| public | 0.6 |
| development | 0.35 |
| dormant | 0.2 |

A finding whose every witness needs an edge that only a method's name suggests is worth 0.8 of
that. Rules whose severity is not `graded` have their base score everywhere.
"""

from reach.records.rule import Rule

GRADE_FACTORS = {
    "deployed": 1.0,
    "exposed": 0.95,
    "runnable": 0.8,
    "public": 0.6,
    "development": 0.35,
    "dormant": 0.2,
}

NAME_ONLY = 0.8
"""Factor for findings that rest on a name alone."""


def severity_of(rule: Rule, grade: str) -> float:
    """Severity of a rule at a grade, 0-10."""
    return severity(rule.severity, grade) if rule.graded else rule.severity


def severity(base: float, grade: str, confidence: float = 1.0) -> float:
    """Severity of a base score at a grade, 0.1-10 with one decimal."""
    return max(0.1, min(10.0, round(base * GRADE_FACTORS[grade] * confidence, 1)))
