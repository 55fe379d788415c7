"""A way over a function that is handed to something unknown says that it is a guess."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import callgraph, scan

PROJECT = Path(__file__).parents[2] / "testdata" / "projects" / "handed_over"


@pytest.mark.parametrize("line", [14, 19, 25])
@pytest.mark.parametrize("demand", [False, True])
def test_handed_over_is_uncertain(line: int, demand: bool) -> None:
    """The step that hands over is marked, and the severity lowered, however the graph is built."""
    findings = scan([PROJECT], Options(jobs=1, demand=demand)).findings
    (found,) = [f for f in findings if f.location.line == line and f.location.path == "worker.py"]
    assert "handed" in {step.certainty for step in found.witnesses[0].chain}
    assert found.severity < 7.0


def test_handed_over_is_no_edge() -> None:
    """The call graph that is printed holds what is called, not what may be."""
    assert "worker.Answers._arrived" not in callgraph(PROJECT, Options())["worker.main"]
