"""Loads of what the feed knows to be malicious -> findings, whatever the grade."""

import hashlib
from collections.abc import Callable, Iterable, Iterator

from reach.feed import Hit, Matcher
from reach.feed.match import told
from reach.judge.message import short
from reach.records.finding import Artifact, Finding, Load, Unknown, Use, Witness
from reach.records.lock import Locked

RULE = "compromised-model"
SEVERITY = 10.0
"""Whatever the grade: who loads it at all has a machine to look after."""

FIX = "Remove it, and treat every machine that loaded it as compromised until shown otherwise."

MAX_WITNESSES = 8


Known = tuple[Iterable[str], str | None, Locked | None]
"""Digests of the files that an artifact is known to be, the commit it was locked at, and all that
the lock says of it."""


def compromised(
    loads: Iterable[Load],
    matcher: Matcher,
    known: Callable[[Artifact], Known],
) -> Iterator[Finding]:
    """One finding for each call that loads something of the feed."""
    for load in loads:
        hits = [
            (use, hit)
            for use in load.uses
            for hit in matcher.hits(use.artifact, *known(use.artifact))
        ]
        if hits:
            yield _finding(load, hits)


def _finding(load: Load, hits: list[tuple[Use, Hit]]) -> Finding:
    artifacts = tuple(dict.fromkeys(hit.artifact for _, hit in hits))
    witnesses = dict.fromkeys(use.witness for use, _ in hits if use.witness is not None)
    shown = tuple(_only(witness, artifacts) for witness in witnesses)[:MAX_WITNESSES]
    advisories = {hit.advisory.id: hit.advisory for _, hit in hits}
    return Finding(
        fingerprint=_fingerprint(load, advisories, artifacts),
        rule=RULE,
        grade=shown[0].entry.grade if shown else load.grade,
        severity=SEVERITY,
        message=_message(load, [hit for _, hit in hits], shown),
        location=load.location,
        function=load.function,
        sink=load.sink,
        artifacts=artifacts,
        unknown=_no_unknown(),
        witnesses=shown,
        conditions=tuple(dict.fromkeys(_condition(hit) for _, hit in hits)),
        guards=(),
        fix=FIX,
        snippet=load.snippet,
    )


def _no_unknown() -> tuple[Unknown, ...]:
    return ()


def _only(witness: Witness, artifacts: tuple[Artifact, ...]) -> Witness:
    """The witness with what is compromised on it: the rest is no concern of this finding."""
    kept = tuple(a for a in witness.artifacts if a in artifacts)
    return Witness(witness.entry, witness.chain, kept or artifacts, ())


def _message(load: Load, hits: list[Hit], witnesses: tuple[Witness, ...]) -> str:
    first = hits[0]
    name, call = first.artifact.id, short(load.sink)
    if first.affected.scope == "publisher":
        name = f"{name} of the publisher {first.affected.name}"
    said = told(first.advisory)
    if first.affected.days:
        said += f"; that is about what was there {first.affected.days}"
    more = sorted({hit.artifact.id for hit in hits[1:]} - {first.artifact.id})
    rest = f" Others are reported as well: {', '.join(more)}." if more else ""
    if witnesses:
        return f"{witnesses[0].entry.name} loads {name} with {call}, {said}.{rest}"
    return f"{call} loads {name}, {said}.{rest} No entry point reaches the call."


def _condition(hit: Hit) -> str:
    days = f" ({hit.affected.days})" if hit.affected.days else ""
    return f"feed entry {hit.advisory.id}{days}: {', '.join(hit.advisory.references)}"


def _fingerprint(load: Load, advisories: Iterable[str], artifacts: tuple[Artifact, ...]) -> str:
    names = sorted({a.id for a in artifacts})
    text = "\n".join((RULE, load.sink, load.function, *sorted(advisories), *names))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
