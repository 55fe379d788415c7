"""A report as rows of the store: findings, and loads with what is known of their artifacts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reach.inventory.publishers import publisher
from reach.output.escape import bounded, scrubbed
from reach.records.finding import GRADES, Artifact, EntryPoint, Finding, Load, Report, Use

Row = dict[str, Any]

Known = Callable[[Artifact], tuple[Iterable[str], str | None]]
"""Digests of the files that an artifact is known to be, and the commit it was locked at."""

NAME = 400
"""Characters of a name that are kept; an index holds it."""
TEXT = 2000

MAX_ENTRIES = 20
"""Entry points that are kept of a load."""


def rows(report: Report, known: Known) -> dict[str, list[Row]]:
    """Everything of a report that questions may be about."""
    return {"findings": list(_findings(report)), "loads": list(_loads(report, known))}


def rank(grade: str) -> int:
    """A grade as a number; stronger ones are larger."""
    return GRADES.index(grade)


def finding_row(finding: Finding, number: int = 0, suppressed: bool = False) -> Row:
    """A finding; `number` tells those with one fingerprint apart."""
    place = finding.location
    names = dict.fromkeys(artifact.id for artifact in finding.artifacts)
    return {
        "fingerprint": text(finding.fingerprint, NAME),
        "number": number,
        "rule": text(finding.rule, NAME),
        "rank": rank(finding.grade),
        "severity": finding.severity,
        "suppressed": suppressed,
        "message": text(finding.message),
        "path": text(place.path),
        "line": place.line,
        "column": place.column,
        "sink": text(finding.sink, NAME),
        "function": text(finding.function, NAME),
        "models": text(", ".join(names)),
    }


def text(value: str, limit: int = TEXT) -> str:
    """A text that every database can hold."""
    return bounded(scrubbed(value).replace("\0", "\\x00"), limit)


def _findings(report: Report) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    every = [(each, False) for each in report.findings]
    every += [(each.finding, True) for each in report.suppressed]
    for finding, suppressed in every:
        yield finding_row(finding, seen[finding.fingerprint], suppressed)
        seen[finding.fingerprint] += 1


def _loads(report: Report, known: Known) -> Iterator[Row]:
    """A row for each artifact of each load, and for what a load does not know; then findings that
    no load is about."""
    broken: dict[tuple[Any, str], list[Finding]] = {}
    for finding in report.findings:
        broken.setdefault((finding.location, finding.sink), []).append(finding)
    for load in report.loads:
        about = broken.pop((load.location, load.sink), [])
        for use in load.uses:
            rules = [f.rule for f in about if not f.artifacts or use.artifact in f.artifacts]
            yield _row(load, rules, _entries(use), use.grade, _artifact(use.artifact, known))
        if load.unknown or not load.uses:
            reason = load.unknown[0].reason if load.unknown else "nothing names what is loaded"
            open_ended = [f for f in about if f.unknown or not f.artifacts]
            rules, entries = [f.rule for f in open_ended], _witnesses(open_ended)
            yield {**_row(load, rules, entries, load.grade, None), "unknown": text(reason)}
    for findings in broken.values():
        for finding in findings:
            yield from _alone(finding, known)


def _alone(finding: Finding, known: Known) -> Iterator[Row]:
    entries = _witnesses([finding])
    for artifact in finding.artifacts:
        yield _row(finding, [finding.rule], entries, finding.grade, _artifact(artifact, known))
    if not finding.artifacts:
        yield _row(finding, [finding.rule], entries, finding.grade, None)


def _row(
    call: Load | Finding,
    rules: Iterable[str],
    entries: Iterable[EntryPoint],
    grade: str,
    artifact: Row | None,
) -> Row:
    return {
        "artifact": artifact,
        "unknown": "",
        "role": call.role if isinstance(call, Load) else "",
        "sink": text(call.sink, NAME),
        "function": text(call.function, NAME),
        "path": text(call.location.path),
        "line": call.location.line,
        "column": call.location.column,
        "rank": rank(grade),
        "rules": sorted(set(rules)),
        "entries": [_entry(each) for each in entries][:MAX_ENTRIES],
    }


def _entries(use: Use) -> Iterator[EntryPoint]:
    """The entry point of the best way first."""
    first = (use.witness.entry,) if use.witness is not None else ()
    yield from dict.fromkeys((*first, *use.entry_points))


def _witnesses(findings: Iterable[Finding]) -> Iterator[EntryPoint]:
    yield from dict.fromkeys(each.entry for f in findings for each in f.witnesses)


def _entry(entry: EntryPoint) -> Row:
    return {"kind": text(entry.kind, NAME), "name": text(entry.name, NAME), "grade": entry.grade}


def _artifact(artifact: Artifact, known: Known) -> Row:
    digests, locked = known(artifact)
    owner = publisher(artifact.hub, artifact.id)
    return {
        "type": artifact.type,
        "hub": artifact.hub,
        "name": text(artifact.id, NAME),
        "publisher": None if owner is None else text(owner, NAME),
        "revision": None if artifact.revision is None else text(artifact.revision, NAME),
        "pinned": artifact.pinned,
        "file": None if artifact.file is None else text(artifact.file, NAME),
        "format": artifact.format,
        "purl": None if artifact.purl is None else text(artifact.purl),
        "certainty": artifact.certainty,
        "digests": sorted(set(digests)),
        "locked": locked,
    }
