"""A broken policy as a finding, so that every output can show it."""

import hashlib
from dataclasses import dataclass

from reach.judge.message import short
from reach.judge.severity import severity_of
from reach.policy.uses import Loaded
from reach.records.finding import Change, Finding
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
    witnesses = (use.witness,) if use is not None and use.witness is not None else ()
    artifacts = () if loaded.artifact is None else (loaded.artifact,)
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
