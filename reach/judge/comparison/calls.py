"""The sink calls of a report, each with all that the report says of it."""

from collections.abc import Iterator, Mapping

from reach.later import regex
from reach.records.finding import Artifact, EntryPoint, Finding, Load, Location, Report, Unknown
from reach.records.record import dataclass

NONE: Mapping[str, str] = {}

_BLANK = regex(r"\s+|,(?=\s*[)\]}])")


@dataclass(frozen=True)
class Call:
    """One sink call."""

    sink: str
    location: Location
    path: str
    """Of its file; where that was renamed, as it was called before."""
    function: str
    snippet: str
    """Its text without what a formatter changes; empty where it is not known."""
    artifacts: tuple[Artifact, ...]
    unknown: tuple[Unknown, ...]
    entries: tuple[EntryPoint, ...]
    grade: str
    findings: tuple[Finding, ...]

    @property
    def names(self) -> frozenset[str]:
        """What it loads."""
        return frozenset(artifact.id for artifact in self.artifacts)

    @property
    def leaf(self) -> str:
        """The last part of the function's name."""
        return self.function.rpartition(".")[2]

    def finding(self, rule: str) -> Finding | None:
        """Its finding of a rule."""
        return next((f for f in self.findings if f.rule == rule), None)


Place = tuple[Location, str]


def place_of(item: Finding | Load) -> Place:
    """What tells sink calls apart."""
    return item.location, item.sink


def calls_of(report: Report, renamed: Mapping[str, str] = NONE) -> list[Call]:
    """Every sink call of a report, in the order of their places."""
    findings: dict[Place, list[Finding]] = {}
    loads: dict[Place, list[Load]] = {}
    suppressed = (each.finding for each in report.suppressed)
    for finding in (*report.findings, *report.known, *suppressed):
        findings.setdefault(place_of(finding), []).append(finding)
    for load in report.loads:
        loads.setdefault(place_of(load), []).append(load)
    places = sorted({*findings, *loads})
    return [
        _call(place, renamed, findings.get(place, []), loads.get(place, [])) for place in places
    ]


def _call(
    place: Place, renamed: Mapping[str, str], findings: list[Finding], loads: list[Load]
) -> Call:
    location, sink = place
    items: list[Finding | Load] = [*loads, *findings]
    return Call(
        sink=sink,
        location=location,
        path=renamed.get(location.path, location.path),
        function=items[0].function,
        snippet=next((_plain(text) for text in _snippets(findings, loads) if text), ""),
        artifacts=tuple(dict.fromkeys(_artifacts(findings, loads))),
        unknown=tuple(dict.fromkeys(_unknown(findings, loads))),
        entries=tuple(dict.fromkeys(_entries(findings, loads))),
        grade=items[0].grade,
        findings=tuple(findings),
    )


def _plain(snippet: str) -> str:
    return _BLANK.sub("", snippet).replace("'", '"')


def _snippets(findings: list[Finding], loads: list[Load]) -> Iterator[str]:
    for finding in findings:
        yield finding.snippet
    for load in loads:
        yield load.snippet


def _artifacts(findings: list[Finding], loads: list[Load]) -> Iterator[Artifact]:
    for load in loads:
        yield from (use.artifact for use in load.uses)
    for finding in findings:
        yield from finding.artifacts
        for witness in finding.witnesses:
            yield from witness.artifacts


def _unknown(findings: list[Finding], loads: list[Load]) -> Iterator[Unknown]:
    for load in loads:
        yield from load.unknown
    for finding in findings:
        yield from finding.unknown


def _entries(findings: list[Finding], loads: list[Load]) -> Iterator[EntryPoint]:
    for load in loads:
        for use in load.uses:
            yield from use.entry_points
    for finding in findings:
        yield from (witness.entry for witness in finding.witnesses)
