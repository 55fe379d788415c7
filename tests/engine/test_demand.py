"""Asking only what results depend on gives the results of asking everything."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reach import linking
from reach.config import Options
from reach.discover import discover
from reach.extract.files import extract_all
from reach.records.finding import Finding, Report
from reach.rules.load import load
from reach.scan import scan

DATA = Path("testdata")
USUAL = Options(jobs=1)
TREES = (
    *sorted(path for path in (DATA / "projects").iterdir() if path.is_dir()),
    DATA / "guards",
    DATA / "values",
)
LARGE = (DATA / "values",)
"""Scanned twice only: what is asked for there is nearly everything."""
SHOP = """
class Order{number}:
    def __init__(self, lines):
        self.lines = lines

    def total(self):
        return sum(price for _, price in self.lines)


def largest(orders):
    return max(orders, key=lambda order: order.total())


def first():
    return largest([Order{number}([("nut", 1.0)])]).total()
"""


def ordered(finding: Finding) -> Finding:
    """What a finding says, whichever of its parts was found first."""
    return replace(
        finding,
        message="",
        artifacts=tuple(sorted(finding.artifacts, key=repr)),
        unknown=tuple(sorted(finding.unknown, key=repr)),
        witnesses=tuple(
            replace(
                witness,
                artifacts=tuple(sorted(witness.artifacts, key=repr)),
                unknown=tuple(sorted(witness.unknown, key=repr)),
            )
            for witness in finding.witnesses
        ),
    )


def found(report: Report) -> list[Finding]:
    return [ordered(finding) for finding in report.findings]


@pytest.mark.parametrize("tree", TREES, ids=lambda path: path.name)
def test_the_same_findings(tree: Path) -> None:
    """By default, where only what is asked for is resolved, and where nothing is left out."""
    related = scan([tree], USUAL)
    if tree not in LARGE:
        demanded = scan([tree], replace(USUAL, demand=True))
        assert found(demanded) == found(related)
        assert demanded.guarded == related.guarded
    whole = scan([tree], replace(USUAL, whole=True))
    assert related.findings == whole.findings
    assert related.loads == whole.loads
    assert related.findings


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A service beside code that has nothing to do with models."""
    tree = tmp_path / "tree"
    shutil.copytree(DATA / "projects" / "fastapi_chat", tree)
    for number in range(8):
        (tree / f"shop_{number}.py").write_text(SHOP.format(number=number))
    return tree


def test_code_that_loads_nothing_is_not_asked(shop: Path) -> None:
    project = discover(shop, ())
    facts = extract_all(project.sources, 1)
    graph = linking.link(project, facts, demanded=load(()))
    asked = {body.name for body in graph.edges if any(vid >= 0 for vid, _ in graph.edges[body])}
    assert "chatserver.loading.load_model" in {
        callee.name for edges in graph.edges.values() for _, callee in edges
    }
    assert not {name for name in asked if name.startswith("shop_") and "." in name}


def test_moving_code_between_files_changes_nothing(tmp_path: Path) -> None:
    """A helper in its own file, or beside its caller: the same model on the same way."""
    helper = "import torch\n\ndef read(path):\n    return torch.load(path)\n"
    caller = (
        "def main():\n    return read('scores.pt')\n\n\nif __name__ == '__main__':\n    main()\n"
    )
    apart, together = tmp_path / "apart", tmp_path / "together"
    for folder in (apart, together):
        folder.mkdir()
    (apart / "helper.py").write_text(helper)
    (apart / "program.py").write_text(f"from helper import read\n\n{caller}")
    (together / "program.py").write_text(f"{helper}\n{caller}")
    for folder in (apart, together):
        (finding,) = scan([folder], replace(USUAL, demand=True)).findings
        assert [a.id for a in finding.artifacts] == ["scores.pt"]
        (witness, *_) = finding.witnesses
        assert [step.function.rpartition(".")[2] for step in witness.chain] == [
            "program",
            "main",
            "read",
        ]
