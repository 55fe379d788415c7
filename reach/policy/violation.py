"""A broken policy as a finding, so that every output can show it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from reach.judge.message import short
from reach.judge.severity import severity_of
from reach.policy.uses import Loaded
from reach.records.finding import Change, Finding
from reach.records.record import dataclass
from reach.records.rule import Rule


@dataclass(frozen=True, slots=True)
class Violation:
    """What a load breaks."""

    rule: str
    loaded: Loaded
    because: str
    """Clause: `the publisher star23 is not allowed`."""
    fix: str
    decided: tuple[str, ...] = ()
    """Where that is demanded."""
    changes: tuple[Change, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[str, str, str]]:
        """Rule and artifact: the same in two states of a project."""
        return self.rule, self.loaded.key


def finding(violation: Violation, rules: dict[str, Rule]) -> Finding:
    """The finding of a violation."""
    loaded = violation.loaded
    load, use = loaded.load, loaded.use
    artifacts = () if loaded.artifact is None else (loaded.artifact,)
    witness = use.witness if use is not None else None
    witnesses = () if witness is None else (replace(witness, artifacts=artifacts, unknown=()),)
    names = [artifact.id for artifact in artifacts]
    text = "\n".join((violation.rule, load.sink, load.function, *names))
    return Finding(
        fingerprint=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32],
        rule=violation.rule,
        grade=loaded.grade,
        severity=severity_of(rules[violation.rule], loaded.grade),
        message=_message(violation),
        location=load.location,
        function=load.function,
        sink=load.sink,
        artifacts=artifacts,
        unknown=load.unknown if use is None else (),
        witnesses=witnesses,
        conditions=violation.decided,
        guards=(),
        fix=violation.fix,
        snippet=load.snippet,
        changes=violation.changes,
    )


def _message(violation: Violation) -> str:
    loaded = violation.loaded
    what = loaded.artifact.id if loaded.artifact is not None else f"an unknown {loaded.load.role}"
    call = short(loaded.load.sink)
    if loaded.use is not None and loaded.use.entry_points:
        entry = loaded.use.entry_points[0].name
        return f"{entry} loads {what} with {call}: {violation.because}."
    return f"{call} loads {what}: {violation.because}."


MAX_WITNESSES = 8
_NAMED = 5


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each rule and call, the strongest speaks: what else the call may load, of
    which the same is true, is added."""
    groups: dict[object, list[Finding]] = {}
    for each in sorted(findings, key=lambda f: (-f.severity, [a.id for a in f.artifacts])):
        groups.setdefault((each.rule, each.location, each.sink), []).append(each)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    artifacts = tuple(dict.fromkeys(a for each in group for a in each.artifacts))
    witnesses = tuple(dict.fromkeys(w for each in group for w in each.witnesses))
    own = {artifact.id for artifact in first.artifacts}
    others = list(dict.fromkeys(a.id for a in artifacts if a.id not in own))
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    rest = f" The same is true of {', '.join(others[:_NAMED])}{more}." if others else ""
    text = "\n".join((first.rule, first.sink, first.function, *sorted({a.id for a in artifacts})))
    return replace(
        first,
        fingerprint=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32],
        message=first.message + rest,
        artifacts=artifacts,
        witnesses=witnesses[:MAX_WITNESSES],
        changes=tuple(dict.fromkeys(c for each in group for c in each.changes)),
    )
