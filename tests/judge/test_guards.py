"""Every guard where it comes before the sink, and where it does not."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from reach.config import Options
from reach.records.finding import Report
from reach.records.rule import Guard
from reach.rules.load import load
from reach.scan import scan

FOLDER = Path(__file__).parents[2] / "testdata" / "guards"
EXPECTED = re.compile(r"#: (.+)$")
IDS = {guard.title: guard.id for guard in load().guards}


def expectations() -> list[tuple[str, int, frozenset[str]]]:
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        name = path.relative_to(FOLDER).parts[0]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            match = EXPECTED.search(line)
            if match:
                found.append((name, number, frozenset(match[1].split(", ")) - {"-"}))
    return found


@cache
def report(name: str) -> Report:
    return scan([FOLDER / name], Options(jobs=1, min_grade="dormant"))


def guards_at(name: str, line: int) -> list[frozenset[str]]:
    """The guards of each thing that is said about a line."""
    said = [(f.location.line, f.guards) for f in report(name).findings]
    said += [(g.location.line, g.guards) for g in report(name).guarded]
    texts = [guards for where, guards in said if where == line]
    return [frozenset(IDS[text.rpartition(" (")[0]] for text in each) for each in texts]


@pytest.mark.parametrize(("name", "line", "wanted"), expectations())
def test_guards_of_a_call(name: str, line: int, wanted: frozenset[str]) -> None:
    found = guards_at(name, line)
    assert found, "nothing is said about this call"
    assert frozenset().union(*found) == wanted


def test_every_guard_is_seen_and_missed() -> None:
    """Each guard has a call that it guards, and its file one that nothing guards."""
    every = expectations()
    missed = {name for name, _, wanted in every if not wanted}
    seen = {guard for name, _, wanted in every if name in missed for guard in wanted}
    assert seen == set(IDS.values())


def words_of(guard: Guard) -> str:
    """A regular expression for what a function has in it that is about a guard."""
    if guard.form == "switch":
        return str(guard.expression).removeprefix("(?i).*")
    if guard.form in ("listed", "pattern"):
        return {"listed": r" in |==", "pattern": r"match|re\."}[guard.form]
    words = [name.rpartition(".")[2] for name in guard.names]
    words += [*guard.suffixes, guard.method or "nothing"]
    words += [c.argument for c in guard.when if c.argument is not None]
    return "|".join(re.escape(word) for word in words if word != "nothing")


def missed_sources() -> list[str]:
    """The functions, and modules without any, that hold a call which nothing guards."""
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        text = path.read_text("utf-8")
        lines = text.splitlines()
        bodies = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
        for body in bodies:
            source = "\n".join(lines[body.lineno - 1 : body.end_lineno])
            if re.search(r"#: -$", source, re.MULTILINE):
                found.append(source)
        if not bodies and re.search(r"#: -$", text, re.MULTILINE):
            found.append(text)
    return found


@pytest.mark.parametrize("guard", load().guards, ids=lambda guard: guard.id)
def test_every_guard_is_there_in_vain(guard: Guard) -> None:
    """A function has it, and a call that it does not come before, or that it is not about."""
    assert any(re.search(words_of(guard), source) for source in missed_sources())


def severities(name: str, rule: str) -> dict[bool, set[float]]:
    """Severities of a rule's findings with and without a guard."""
    found: dict[bool, set[float]] = {True: set(), False: set()}
    for finding in report(name).findings:
        if finding.rule == rule:
            found[bool(finding.guards)].add(finding.severity)
    return found


@pytest.mark.parametrize(
    ("name", "rule", "share"),
    [("listed_names.py", "trust-remote-code", 0.6), ("suffixes.py", "torch-load", 0.5)],
)
def test_a_guard_lowers_the_severity(name: str, rule: str, share: float) -> None:
    found = severities(name, rule)
    (without,), (lowered,) = found[False], found[True]
    assert lowered == pytest.approx(without * share, abs=0.06)


@pytest.mark.parametrize(
    ("guards", "share"),
    [
        ({"scanner"}, 0.5),
        ({"scanner", "scanner-errors"}, 0.4),
        ({"scanner", "scanner-errors", "listed-name"}, 0.24),
        ({"scanner", "verdict"}, 0.5),
    ],
)
def test_guards_that_look_at_different_things_lower_together(
    guards: set[str], share: float
) -> None:
    severity = {
        frozenset(IDS[text.rpartition(" (")[0]] for text in f.guards): f.severity
        for f in report("scanners.py").findings
        if f.rule == "torch-load"
    }
    assert severity[frozenset(guards)] == pytest.approx(severity[frozenset()] * share, abs=0.06)


@pytest.mark.parametrize(
    ("name", "rule"),
    [("digests.py", "pickle-load"), ("revisions.py", "unpinned-hub-download")],
)
def test_a_guard_that_leaves_nothing_removes_the_finding(name: str, rule: str) -> None:
    removed = {g.location.line for g in report(name).guarded if g.rule == rule}
    assert removed
    assert not removed & {f.location.line for f in report(name).findings if f.rule == rule}


def test_a_guard_is_named_with_its_place() -> None:
    (first,) = (
        f
        for f in report("listed_names.py").findings
        if f.location.line == 17 and f.rule == "trust-remote-code"
    )
    assert first.guards == ("what is loaded is one of a list in the project (listed_names.py:15)",)
