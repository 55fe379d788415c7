"""Every condition of the rulesets has a case in which it holds, and one in which it does not."""

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest

import reach.judge
from reach.config import Options
from reach.judge import checks
from reach.records.finding import Report
from reach.records.rule import Condition
from reach.rules.load import load
from reach.scan import scan

DATA = Path(__file__).parents[2] / "testdata"
CASES = sorted((DATA / "conditions").glob("*.py"))
RULESET = load()
OPTIONS = Options(jobs=1, min_grade="dormant")
EARLIER = {"TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "torch>=2.6"}
"""Variable and version of conditions whose other side belongs to an earlier check of the sink."""


def lay_out(text: str, folder: Path) -> None:
    """A module, and what its first lines say about versions and the environment."""
    (folder / "main.py").write_text(text, "utf-8")
    requirements, environment = (
        re.findall(rf"^# {key}: (.+)$", text, re.MULTILINE)
        for key in ("requirements", "environment")
    )
    lines = [line for each in requirements for line in each.split()]
    (folder / "requirements.txt").write_text("\n".join(lines), "utf-8")
    if environment:
        variables = "".join(f"ENV {each}\n" for each in environment[0].split())
        started = f"FROM python:3.12\nCOPY . .\n{variables}CMD python main.py\n"
        (folder / "Dockerfile").write_text(started, "utf-8")


def said(report: Report) -> dict[int, list[str]]:
    """What is wrong with the call of each line; what a guard removes begins with a minus."""
    found: dict[int, list[str]] = defaultdict(list)
    reasons = {
        check.because
        for sink in RULESET.sinks
        for each in sink.checks
        for check in (each, *each.cases)
    }
    for finding in report.findings:
        text = finding.message
        known = [r for r in reasons if f": {r}." in text or f": {r}: " in text]
        found[finding.location.line].append(f"{finding.rule}: {max(known, key=len, default='?')}")
    for guarded in report.guarded:
        found[guarded.location.line].append(f"-{guarded.rule}")
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_said_of_a_call(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    lay_out(text, tmp_path)
    wanted = {
        number: sorted(line.partition("  #: ")[2].split(" | "))
        for number, line in enumerate(text.splitlines(), 1)
        if "  #: " in line
    }
    assert {n: sorted(texts) for n, texts in said(scan([tmp_path], OPTIONS)).items()} == wanted


# -- every condition ---------------------------------------------------------------------------


def places() -> dict[Condition, list[str]]:
    """Each condition, and what it belongs to."""
    found: dict[Condition, list[str]] = defaultdict(list)

    def note(conditions: Sequence[Condition], place: str) -> None:
        for condition in conditions:
            found[condition].append(place)
            note(condition.also, place)

    sinks = [*RULESET.sinks, *(command.sink for command in RULESET.commands)]
    for check in {check for sink in sinks for each in sink.checks for check in (each, *each.cases)}:
        note(check.when, f"{check.rule}: {check.because}")
        for remedy in check.remedies:
            note(remedy.when, f"a repair of {check.rule}: {check.because}")
    for guard in RULESET.guards:
        note(guard.when, f"the guard {guard.id}")
    return found


def every_case(folder: Path) -> Iterator[Path]:
    """Folders to scan: the examples of the rules, the cases of guards, and those made for this.

    Modules that need the same versions are scanned together.
    """
    together: dict[tuple[str, ...], Path] = {}
    for number, example in enumerate(e for rule in RULESET.rules for e in rule.examples):
        top = folder / str(number)
        if example.file.endswith(".py"):
            top = together.setdefault(tuple(example.requirements), top)
        path = top / f"case_{number}" / example.file
        path.parent.mkdir(parents=True)
        path.write_text(example.code.lstrip("\n"), "utf-8")
        (top / "requirements.txt").write_text("\n".join(example.requirements), "utf-8")
        if top not in together.values():
            yield top
    yield from together.values()
    yield from sorted((DATA / "guards").iterdir())
    for case in CASES:
        top = folder / case.stem
        top.mkdir()
        lay_out(case.read_text("utf-8"), top)
        yield top


def named(condition: Condition) -> str:
    """What a condition says."""
    names = [f.name for f in fields(condition) if f.name != "also" and f.name[:4] != "has_"]
    given = ((name, getattr(condition, name)) for name in names)
    return ", ".join(f"{name} = {value}" for name, value in given if value not in (None, (), ""))


def test_every_condition_is_seen_to_hold_and_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a version is asked for, it alone has to be why the condition does not hold."""
    outcomes: dict[Condition, set[bool]] = defaultdict(set)
    decided: set[Condition] = set()
    holds = checks.holds

    def watched(condition: Condition, call: checks.Call) -> bool:
        outcome = holds(condition, call)
        outcomes[condition].add(outcome)
        asks = condition.version or condition.known_version
        if (
            asks
            and not outcome
            and holds(replace(condition, version=None, known_version=None), call)
        ):
            decided.add(condition)
        return outcome

    for module in pkgutil.walk_packages(reach.judge.__path__, "reach.judge."):
        loaded = importlib.import_module(module.name)
        if getattr(loaded, "holds", None) is holds:
            monkeypatch.setattr(loaded, "holds", watched)
    for folder in every_case(tmp_path):
        scan([folder], OPTIONS)
    every = places()
    missing = {
        f"{'holds' if outcome else 'does not hold'}: {named(condition)} ({where[0]})"
        for condition, where in every.items()
        for outcome in {True, False} - outcomes[condition]
    }
    missing |= {
        f"no version decides: {named(condition)} ({where[0]})"
        for condition, where in every.items()
        if (condition.version or condition.known_version) and condition not in decided
        if EARLIER.get(condition.environment or "") != condition.version
    }
    assert not missing, "\n".join(sorted(missing))
