"""`--profile`: what each stage took."""

import re
from pathlib import Path

import pytest

from reach.cli import run

STAGES = [
    "Starting",
    "Finding files",
    "Reading",
    "Resolving calls",
    "Finding entry points",
    "Judging",
    "all",
]


def test_every_stage_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.py").write_text("import torch\n\ntorch.load('a.pt')\n")
    assert run(["scan", str(tmp_path), "--profile", "--fail-on", "never"]) == 0
    said = capsys.readouterr()
    head, *rows = said.err.splitlines()
    assert head.split() == ["stage", "seconds", "CPU", "peak", "MiB"]
    names = [re.sub(r"\s+\S+\s+\S+\s+\S+$", "", row) for row in rows]
    assert names == STAGES
    times = [float(row.split()[-3]) for row in rows]
    assert times[-1] == pytest.approx(sum(times[:-1]), abs=0.05)
    assert "Resolving calls" not in said.out
