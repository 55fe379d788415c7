"""Every `#?` comment under `testdata/values` says what the scan finds on its line."""

from functools import cache
from pathlib import Path

import pytest

from reach.config import Options
from reach.records.finding import Artifact, Finding
from reach.scan import scan
from tests.engine.expectations import VALUES, Expected, Mark, marks

MARKS = marks()
PROJECTS = sorted({mark.root for mark in MARKS})


@cache
def findings(root: Path) -> dict[tuple[str, int], list[Finding]]:
    """The findings of one file or folder, by path and line."""
    found: dict[tuple[str, int], list[Finding]] = {}
    for finding in scan([root], Options(min_grade="dormant")).findings:
        place = (finding.location.path, finding.location.line)
        found.setdefault(place, []).append(finding)
    return found


def agrees(expected: Expected, found: Artifact) -> bool:
    """Whether an artifact is as stated; what is not stated is not compared."""
    origin = found.origin
    place = (origin.kind, origin.location.path, origin.location.line) if origin else None
    pairs = (
        (expected.id, found.id),
        (expected.origin, place),
        (expected.hub, found.hub),
        (expected.pinned, found.pinned),
        (expected.file, found.file),
        (expected.revision, found.revision or "none"),
    )
    return all(wanted is None or wanted == got for wanted, got in pairs)


def describe(found: Artifact) -> str:
    """An artifact in the notation of the expectations."""
    place = found.origin and f"{found.origin.kind}:{found.origin.location.path}"
    line = found.origin and found.origin.location.line
    return f'"{found.id}" {found.hub} @ {place}:{line} revision={found.revision}'


@pytest.mark.parametrize("mark", MARKS, ids=map(str, MARKS))
def test_what_is_loaded(mark: Mark) -> None:
    """The findings on the line name the expected artifacts and reasons, and no others."""
    on_line = findings(mark.root).get((mark.path, mark.line), [])
    assert on_line, "no finding on this line"
    artifacts = {found for finding in on_line for found in finding.artifacts}
    reasons = {unknown.reason for finding in on_line for unknown in finding.unknown}
    if mark.anything:
        assert artifacts or reasons
        return
    message = [
        f"missing {wanted}"
        for wanted in mark.artifacts
        if not any(agrees(wanted, found) for found in artifacts)
    ]
    message += [
        f"surplus {describe(found)}"
        for found in artifacts
        if not any(agrees(wanted, found) for wanted in mark.artifacts)
    ]
    message += [f"missing reason: {reason}" for reason in mark.reasons - reasons]
    message += [f"surplus reason: {reason}" for reason in reasons - mark.reasons]
    assert not message, "\n".join(sorted(message))


@pytest.mark.parametrize("root", PROJECTS, ids=lambda root: root.name)
def test_nothing_elsewhere(root: Path) -> None:
    """No line without an expectation has a finding."""
    marked = {(mark.path, mark.line) for mark in MARKS if mark.root == root}
    surplus = findings(root).keys() - marked
    assert not surplus, f"{root.relative_to(VALUES)}: {sorted(surplus)}"
