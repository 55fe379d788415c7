"""Every bad example of a rule that can be repaired, is: the rule does not find it any more."""

import ast
from pathlib import Path

import pytest

from reach.config import Options
from reach.fix import Repaired, repair
from reach.records.rule import Example
from reach.repair.pins import Pins
from reach.rules.load import load


class Everything(dict[str, str]):
    """A lock that knows every repository."""

    def get(self, key: object, default: object = None) -> str:
        return "0123456789abcdef0123456789abcdef01234567"


RULES = {rule.id: rule for rule in load().rules}
REPAIRABLE = {
    check.rule
    for sink in load().sinks
    for each in sink.checks
    for check in (each, *each.cases)
    if check.remedies
}
STAY = {"A release where the switch does not hold": {"unpinned-hub-download"}}
"""Examples with a finding that changes, but is not gone: the installed release is at fault."""


def examples() -> list[tuple[str, Example]]:
    found = [(rule.id, example) for rule in RULES.values() for example in rule.examples]
    return [(rule, e) for rule, e in found if not e.good and e.file.endswith(".py")]


def alone(example: Example) -> bool:
    """Whether an example changes the process or names versions, and with that other examples."""
    return (
        bool(example.requirements)
        or "os.environ" in example.code
        or "torch.load = " in example.code
    )


def write(example: Example, folder: Path) -> None:
    file = folder / example.file
    file.parent.mkdir(parents=True)
    file.write_text(example.code.lstrip("\n"), "utf-8")
    (folder / "requirements.txt").write_text("\n".join(example.requirements), "utf-8")


def run(tree: Path, pins: Pins) -> Repaired:
    return repair([tree], Options(jobs=1), pins, lambda finding, fix: True)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Repaired:
    tree = tmp_path_factory.mktemp("examples")
    for number, (_, example) in enumerate(examples()):
        if not alone(example):
            write(example, tree / f"e{number}")
    return run(tree, Pins(given=Everything()))


def test_they_are_gone(together: Repaired) -> None:
    stay = [done.finding for done in together.done if not done.gone]
    assert [(f.rule, f.location.path, f.snippet) for f in stay] == []


def test_every_rule_with_a_repair_has_one(together: Repaired) -> None:
    elsewhere = {rule for rule, example in examples() if alone(example)}
    missing = REPAIRABLE - {done.finding.rule for done in together.done}
    assert missing - elsewhere == set()


def test_every_repair_is_used(together: Repaired) -> None:
    known = {
        remedy.review
        for sink in load().sinks
        for check in sink.checks
        for remedy in check.remedies
        if remedy.review
    }
    used = {reason for done in together.done for reason in done.fix.reasons}
    assert known - used == set()


def test_they_are_python_still(together: Repaired) -> None:
    for path, (old, new) in together.files.items():
        ast.parse(new)
        assert old != new, path


@pytest.mark.parametrize(
    "example", [e for _, e in examples() if alone(e)], ids=lambda example: example.title
)
def test_examples_of_a_kind_of_their_own(example: Example, tmp_path: Path) -> None:
    write(example, tmp_path / "one")
    result = run(tmp_path, Pins(given=Everything()))
    still = {done.finding.rule for done in result.done if not done.gone}
    assert still == STAY.get(example.title, set())
