"""Every example of a rule goes through the whole scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reach.records.rule import Example
from reach.rules.load import load

scan = pytest.importorskip("reach.scan").scan

PENDING: dict[tuple[str, bool], str] = {}
"""Examples, by title and kind, that the scanner does not get right yet, with the reason."""


def cases() -> Iterator[object]:
    for rule in load().rules:
        for example in rule.examples:
            kind = "good" if example.good else "bad"
            reason = PENDING.get((example.title, example.good))
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            name = f"{rule.id}: {kind}: {example.title}"
            yield pytest.param(rule.id, example, id=name, marks=marks)


@pytest.mark.parametrize(("rule", "example"), list(cases()))
def test_example(rule: str, example: Example, tmp_path: Path) -> None:
    file = tmp_path / example.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(example.code.lstrip("\n"), "utf-8")
    (tmp_path / "requirements.txt").write_text("\n".join(example.requirements), "utf-8")
    report = scan([tmp_path])
    found = [finding.location.line for finding in report.findings if finding.rule == rule]
    lines = enumerate(example.code.lstrip("\n").splitlines(), 1)
    marked = [(n, line.strip() == "# bad") for n, line in lines if line.endswith("# bad")]
    assert sorted(found) == [number + alone for number, alone in marked]
