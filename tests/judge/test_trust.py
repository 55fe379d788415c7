"""trust_remote_code: who decides about it, and how bad that is."""

import re
from functools import cache
from pathlib import Path

import pytest

from reach.config import Options
from reach.records.finding import Finding
from reach.scan import scan

FOLDER = Path(__file__).parents[2] / "testdata" / "trust"
LINES = (FOLDER / "main.py").read_text("utf-8").splitlines()
EXPECTED = re.compile(r"#: (-|(\d\.\d) (.+))$")
CASES = [
    (number, match) for number, line in enumerate(LINES, 1) if (match := EXPECTED.search(line))
]


@cache
def findings() -> dict[int, Finding]:
    found = scan([FOLDER], Options(jobs=1, min_grade="dormant")).findings
    return {f.location.line: f for f in found if f.rule == "trust-remote-code"}


@pytest.mark.parametrize(("line", "wanted"), CASES)
def test_who_decides(line: int, wanted: re.Match[str]) -> None:
    finding = findings().get(line)
    if wanted[1] == "-":
        assert finding is None
        return
    assert finding is not None
    reason = finding.message.partition(": ")[2]
    assert reason.startswith(wanted[3]), reason
    assert finding.grade == "deployed"
    assert finding.severity == float(wanted[2])
