"""Graphs that take too much work: they are finished anyway, and what is missing is said."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.flow import answers
from reach.graph import build, paths
from reach.records.finding import Report
from reach.scan import scan

SAMPLES = Path("testdata/projects")
UNFINISHED = "too many calls to follow them all: some callers are missing"
CHAIN = """
import sys, torch
class Loader:
    def __init__(self, name):
        self.name = name
    def load(self):
        return torch.load(self.name)
def made(kind, name):
    return kind(name)
def start(name):
    return made(Loader, name).load()
def main():
    start("a.pt")
    start(sys.argv[1])
if __name__ == "__main__":
    main()
"""


def told(report: Report) -> list[str]:
    return [notice.message for notice in report.notices if notice.message == UNFINISHED]


@pytest.mark.parametrize("work", [0, 5, 15])
def test_work_that_is_spent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: int) -> None:
    (tmp_path / "a.py").write_text(CHAIN)
    assert not told(scan([tmp_path], Options(jobs=1)))
    monkeypatch.setattr(build, "WORK", work)
    monkeypatch.setattr(build, "WORK_PER_SITE", 0)
    report = scan([tmp_path], Options(jobs=1))
    assert [f.location.line for f in report.findings if f.rule == "torch-load"] == [7]
    assert told(report) == [UNFINISHED]


@pytest.mark.parametrize("name", ["fastapi_chat", "many_services", "own_classes", "heirs"])
def test_forgetting_finds_what_updating_finds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    updated = scan([SAMPLES / name], Options(jobs=1))
    monkeypatch.setattr(answers, "MAX_UPDATE", 0)
    monkeypatch.setattr(answers, "UPDATES_PER_SITE", 0)
    assert scan([SAMPLES / name], Options(jobs=1)).findings == updated.findings
    assert updated.findings


def test_ways_that_are_too_many_to_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The best one is shown as it was found, without what its calls pass on."""
    (tmp_path / "a.py").write_text(CHAIN)
    monkeypatch.setattr(paths, "MAX_WORK", -1)
    report = scan([tmp_path], Options(jobs=1))
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    chain = [step.location.line for step in finding.witnesses[0].chain]
    assert (finding.grade, chain) == ("runnable", [16, 13, 11, 7])
    message = "a.Loader.load: too many alternatives to tell apart"
    assert message in [notice.message for notice in report.notices]


def test_ways_that_are_not_followed_lead_through_what_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that calls what it is given calls no function of a test."""
    files = {
        "acme/apart.py": "def call_apart(function, *args):\n    return function(*args)\n",
        "acme/cli.py": "from acme.apart import call_apart\n\nif __name__ == '__main__':\n"
        "    call_apart(print)\n",
        "tests/test_nets.py": "import torch\nfrom acme.apart import call_apart\n\n\n"
        "def net(path):\n    return torch.load(path)\n\n\n"
        "def test_net():\n    call_apart(net, 'net.pt')\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(paths, "MAX_WORK", -1)
    report = scan([tmp_path], Options(jobs=1))
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    assert finding.grade == "development"
