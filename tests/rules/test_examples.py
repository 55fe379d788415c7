"""Every example of a rule goes through the whole scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reach.records.rule import Example
from reach.rules import load

scan = pytest.importorskip("reach.scan").scan


def cases() -> Iterator[object]:
    for rule in load().rules:
        for example in rule.examples:
            kind = "good" if example.good else "bad"
            yield pytest.param(rule.id, example, id=f"{rule.id}: {kind}: {example.title}")


@pytest.mark.parametrize(("rule", "example"), list(cases()))
def test_example(rule: str, example: Example, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(example.code, "utf-8")
    (tmp_path / "requirements.txt").write_text("\n".join(example.requirements), "utf-8")
    report = scan([tmp_path])
    found = [finding.location.line for finding in report.findings if finding.rule == rule]
    lines = enumerate(example.code.splitlines(), 1)
    assert sorted(found) == [number for number, line in lines if line.endswith("# bad")]
