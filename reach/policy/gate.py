"""May this state of a project be merged? A report of what the policy blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from reach.policy.demands import violations
from reach.policy.uses import findings_of, uses
from reach.policy.violation import Violation, finding, merged
from reach.policy.worse import State, worse
from reach.records.finding import GRADES, Change, Finding, Guarded, Report
from reach.records.lock import Lock
from reach.records.policy import Exemption, Policy
from reach.records.record import dataclass
from reach.records.rule import Ruleset


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier state to compare with."""

    name: str
    """How sentences call it: `main (3f2a1b4c5d6e)`."""
    report: Report


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says."""

    report: Report
    """Its findings are what blocks; what is excepted is in `guarded`."""
    unused: tuple[Exemption, ...]
    """Exceptions that nothing needs."""


def gate(
    report: Report, lock: Lock, policy: Policy, ruleset: Ruleset, today: date, before: Before | None
) -> Verdict:
    """Judge a report by a policy; with an earlier state, only what got worse since blocks."""
    rules = {rule.id: rule for rule in ruleset.rules}
    now = State(uses(report, lock), policy)
    broken = [v for each in now.every for v in violations(each, policy)]
    blocking = list(_blocking(report, policy))
    if before is not None:
        old = State(uses(before.report, before.report.lock), policy)
        had = _strongest(v for each in old.every for v in violations(each, policy))
        broken = [_since(v, had, before) for v in broken if _is_worse(v, had)]
        broken += worse(old, now, policy, before.name)
        blocking = _new(blocking, list(_blocking(before.report, policy)), before.name)
    found = [*blocking, *(finding(v, rules) for v in _once(broken))]
    kept, excepted, unused = _excepted(found, policy, today)
    ordered = sorted(merged(kept), key=lambda f: (-f.severity, f.location, f.rule))
    verdict = replace(
        report,
        findings=tuple(ordered),
        guarded=tuple(excepted),
        suppressed=(),
        idle=(),
        since=before.name if before is not None else "",
        known=(),
    )
    return Verdict(verdict, unused)


def _blocking(report: Report, policy: Policy) -> Iterator[Finding]:
    """Findings of the scan that the policy does not tolerate."""
    bars = {rule: GRADES.index(grade) for rule, grade in policy.block if grade != "never"}
    for each in findings_of(report):
        if GRADES.index(each.grade) >= bars.get(each.rule, len(GRADES)):
            yield each


def _new(now: list[Finding], old: list[Finding], since: str) -> list[Finding]:
    """The findings that were not there, or less reachable; by artifact, so that moving code is no
    news."""
    had: dict[object, int] = {}
    for each in old:
        for key in _keys(each):
            had[key] = max(had.get(key, -1), GRADES.index(each.grade))
    change = Change("new", f"It was not so at {since}.")
    return [
        replace(each, changes=(change,))
        for each in now
        if any(GRADES.index(each.grade) > had.get(key, -1) for key in _keys(each))
    ]


def _keys(each: Finding) -> list[object]:
    if not each.artifacts:
        return [(each.rule, each.sink)]
    return [(each.rule, artifact.hub, artifact.id.lower()) for artifact in each.artifacts]


def _strongest(every: Iterable[Violation]) -> dict[object, int]:
    found: dict[object, int] = {}
    for each in every:
        found[each.key] = max(found.get(each.key, -1), GRADES.index(each.loaded.grade))
    return found


def _is_worse(each: Violation, had: dict[object, int]) -> bool:
    return GRADES.index(each.loaded.grade) > had.get(each.key, -1)


def _since(each: Violation, had: dict[object, int], before: Before) -> Violation:
    was = had.get(each.key, -1)
    if was < 0:
        change = Change("new", f"It was not so at {before.name}.")
    else:
        grade = GRADES[was]
        change = Change("grade", f"It was so at {before.name}, for a load of the grade {grade}.")
    return replace(each, changes=(change,))


def _once(broken: Iterable[Violation]) -> list[Violation]:
    """One of each kind for each artifact of a call: what is demanded, and how it got worse."""
    found: dict[object, Violation] = {}
    for each in broken:
        load = each.loaded.load
        key = (_SAME.get(each.rule, each.rule), load.location, load.sink, each.loaded.key)
        first = found.setdefault(key, each)
        if first is not each:
            fix = each.fix if each.rule == "pin-lost" else first.fix
            found[key] = replace(first, fix=fix, changes=each.changes)
    return list(found.values())


_SAME = {
    "pin-lost": "pin-required",
    "unsigned-new": "signature-required",
    "publisher-new": "publisher-not-allowed",
    "format-downgraded": "format-not-allowed",
}


def _excepted(
    found: list[Finding], policy: Policy, today: date
) -> tuple[list[Finding], list[Guarded], tuple[Exemption, ...]]:
    kept: list[Finding] = []
    excepted: list[Guarded] = []
    used: set[Exemption] = set()
    for each in found:
        names = tuple(artifact.id for artifact in each.artifacts)
        covering = [e for e in policy.exemptions if e.covers(each.rule, names, each.location.path)]
        used.update(covering)
        valid = next((e for e in covering if e.expires >= today), None)
        if valid is not None:
            said = f"excepted until {valid.expires} by {valid.owner}: {valid.reason}"
            excepted.append(Guarded(each.rule, each.sink, each.location, (said,)))
            continue
        ended = tuple(
            f"the exception of {e.owner} ended on {e.expires} ({policy.name})" for e in covering
        )
        kept.append(replace(each, conditions=(*each.conditions, *ended)))
    unused = tuple(e for e in policy.exemptions if e not in used)
    return kept, excepted, unused
