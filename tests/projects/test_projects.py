"""Whole small projects: every finding that is expected, and none that is not."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reach.config import Options
from reach.records.finding import GRADES, Artifact, Finding, Report, Witness

PROJECTS = Path(__file__).parents[2] / "testdata" / "projects"
NAMES = sorted(folder.name for folder in PROJECTS.iterdir() if (folder / "expect.toml").is_file())
HEX = frozenset("0123456789abcdef")

Key = tuple[str, str, int]
"""Rule, path and line: what tells findings apart."""


@dataclass(frozen=True)
class Case:
    """A finding that a project's `expect.toml` describes."""

    project: str
    entry: dict[str, Any]

    @property
    def key(self) -> Key:
        return self.entry["rule"], self.entry["path"], self.entry["line"]

    def __str__(self) -> str:
        rule, path, line = self.key
        return f"{self.project}-{rule}-{path}:{line}"


def expectations(project: str) -> list[Case]:
    text = (PROJECTS / project / "expect.toml").read_text(encoding="utf-8")
    return [Case(project, entry) for entry in tomllib.loads(text)["finding"]]


@cache
def report(project: str) -> Report:
    from reach.scan import scan

    return scan([PROJECTS / project], Options(jobs=1, min_grade="dormant"))


@cache
def found(project: str) -> dict[Key, Finding]:
    findings = report(project).findings
    by_key = {(f.rule, f.location.path, f.location.line): f for f in findings}
    assert len(by_key) == len(findings), "two findings of one rule on one line"
    return by_key


def artifact(each: Artifact) -> str:
    origin = each.origin
    where = f"{origin.kind}@{origin.location.path}:{origin.location.line}" if origin else "nowhere"
    parts = [each.id, each.file or "", each.revision or "", "pinned" if each.pinned else ""]
    return f"{' '.join(part for part in parts if part)} from {where}"


def expected_artifact(entry: dict[str, Any]) -> str:
    parts = [entry["id"], entry.get("file", ""), entry.get("revision", "")]
    parts.append("pinned" if entry["pinned"] else "")
    return f"{' '.join(part for part in parts if part)} from {entry['origin']}"


def chain(witness: Witness) -> list[str]:
    return [f"{s.function}@{s.location.path}:{s.location.line}" for s in witness.chain]


def listing(title: str, rows: Iterable[object]) -> str:
    return "\n".join((title, *(f"  {row}" for row in rows)))


ALL = [case for name in NAMES for case in expectations(name)]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_expected_finding(case: Case) -> None:
    finding = found(case.project).get(case.key)
    assert finding, listing(f"{case} is missing; found:", sorted(found(case.project)))
    assert finding.grade == case.entry["grade"]
    assert finding.function == case.entry.get("function", finding.function)
    assert finding.location.cell == case.entry.get("cell")


@pytest.mark.parametrize("case", [c for c in ALL if "artifacts" in c.entry], ids=str)
def test_artifacts(case: Case) -> None:
    finding = found(case.project)[case.key]
    actual = sorted(artifact(each) for each in finding.artifacts)
    assert actual == sorted(expected_artifact(each) for each in case.entry["artifacts"])


@pytest.mark.parametrize("case", [c for c in ALL if "chain" in c.entry], ids=str)
def test_best_witness(case: Case) -> None:
    finding = found(case.project)[case.key]
    assert finding.witnesses
    assert chain(finding.witnesses[0]) == case.entry["chain"]
    if "entry" in case.entry:
        assert finding.witnesses[0].entry.name == case.entry["entry"]


@pytest.mark.parametrize("case", [c for c in ALL if "witness" in c.entry], ids=str)
def test_other_witnesses(case: Case) -> None:
    witnesses = {tuple(chain(w)): w for w in found(case.project)[case.key].witnesses}
    for other in case.entry["witness"]:
        key = tuple(other["chain"])
        assert key in witnesses, listing("no such witness; there are:", witnesses)
        if "entry" in other:
            assert witnesses[key].entry.name == other["entry"]
        if "artifacts" in other:
            assert [a.id for a in witnesses[key].artifacts] == other["artifacts"]


@pytest.mark.parametrize("case", [c for c in ALL if "conditions" in c.entry], ids=str)
def test_conditions(case: Case) -> None:
    actual = found(case.project)[case.key].conditions
    for start in case.entry["conditions"]:
        assert any(each.startswith(start) for each in actual), actual


@pytest.mark.parametrize("project", NAMES)
def test_nothing_else(project: str) -> None:
    expected = {case.key for case in expectations(project)}
    bar = GRADES.index("public")
    surplus = [
        f"{f.rule} ({f.grade}) {f.location.path}:{f.location.line}"
        for key, f in sorted(found(project).items())
        if key not in expected and GRADES.index(f.grade) >= bar
    ]
    assert not surplus, listing("not expected:", surplus)


@pytest.mark.parametrize("project", NAMES)
def test_messages_can_be_read(project: str) -> None:
    for finding in report(project).findings:
        first = finding.message.split(". ")[0]
        assert finding.message.endswith("."), finding.message
        assert len(first) < 250, finding.message
        last = finding.sink.rpartition(".")[2]
        assert last in first, f"{finding.sink} is not named: {finding.message}"
        if finding.witnesses:
            best = finding.witnesses[0]
            assert best.entry.name in first, finding.message
            elsewhere = {a.id for a in finding.artifacts} - {a.id for a in best.artifacts}
            assert not {each for each in elsewhere if each in first}, finding.message


@pytest.mark.parametrize("project", NAMES)
def test_everything_is_understood(project: str) -> None:
    assert report(project).skipped == ()


@pytest.mark.parametrize("case", ALL, ids=str)
def test_expectation_points_at_code(case: Case) -> None:
    """Guards the expectations themselves: every line they name exists and calls something."""
    root = PROJECTS / case.project
    places = list(case.entry.get("chain", ())) + [
        step for other in case.entry.get("witness", ()) for step in other["chain"]
    ]
    for place in places:
        path, _, line = place.partition("@")[2].rpartition(":")
        text = (root / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        command = not path.endswith((".py", ".ipynb")) and bool(text.strip())
        assert command or "(" in text or ".loaded" in text, f"{place}: {text}"
    for each in case.entry.get("artifacts", ()):
        path, _, line = each["origin"].partition("@")[2].rpartition(":")
        text = (root / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        given_by_platform = each["origin"].startswith("platform@")  # written nowhere
        named = each["id"].rpartition("/")[2] if each["id"].startswith("s3://") else each["id"]
        parts = named.split("{}") if each["id"].startswith("s3://") else [named]
        assert given_by_platform or all(p in text for p in parts), f"{each['origin']}: {text}"
    revision = case.entry.get("revision", "")
    assert not revision or len(revision) != 40 or set(revision) <= HEX
