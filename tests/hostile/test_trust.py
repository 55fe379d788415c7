"""`make trust` tells what went wrong, and does nothing twice."""

import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from fuzz import trees, trust
from fuzz.rounds import Extent, run
from fuzz.trees import scan

REACH = Path(sys.executable).with_name("reach")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    listed = tmp_path / "packages.txt"
    listed.write_text("# ours\nown-name==1.0\n")
    monkeypatch.setattr(trees, "PACKAGES", listed)
    archives = tmp_path / "archives"
    archives.mkdir()
    with zipfile.ZipFile(archives / "Own_Name-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("own/__init__.py", "import torch\ntorch.load('a.pt')\n")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/a.py").write_text("import pickle\npickle.load(f)\npickle.load(g)\n")
    words = ["--inputs", "0", "--archives", str(archives), "--state", str(tmp_path / "state")]
    return [*words, "--tree", f"mine={tmp_path / 'tree'}"]


def test_a_table_that_is_kept(
    tmp_path: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trust.main(packages) == 0
    (table,) = (tmp_path / "state").glob("*/trust.json")
    scans = {each["name"]: each for each in json.loads(table.read_text("utf-8"))["scans"]}
    assert [scans[name]["lines"] for name in ("own-name==1.0", "mine")] == [2, 3]
    assert [scans[name]["findings"] for name in ("own-name==1.0", "mine")] == [1, 2]
    page = table.with_suffix(".md").read_text("utf-8")
    assert "| mine | 1 | 3 |" in page
    monkeypatch.setattr(trust, "scan", None)
    monkeypatch.setattr(trust, "scan_wheel", None)
    assert trust.main(packages) == 0
    assert table.with_suffix(".md").read_text("utf-8") == page


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("raise LookupError('lost')", "LookupError: lost"),
        ("sys.stderr.write('Traceback (most recent call last)')", "Traceback"),
        ("sys.exit(3)", "status 3"),
        (
            'open(sys.argv[-2][5:], \'w\').write(\'{"skipped":[{"path":"a","reason":'
            '"Helm: not understood (KeyError)"}]}\')',
            "a reader failed",
        ),
    ],
)
def test_a_scan_that_fails(tmp_path: Path, does: str, said: str) -> None:
    program = tmp_path / "reach.py"
    program.write_text(f"import sys\n{does}\n")
    found = scan([sys.executable, str(program)], "own", tmp_path)
    assert said in found.fault


def test_a_scan_that_passes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import torch\n")
    found = scan([str(REACH)], "own", tmp_path)
    assert replace(found, seconds=0, memory=0) == trees.Scan("own", 1, 1, 0, 0, 0, 0, 0, "")


def test_inputs_go_on(tmp_path: Path) -> None:
    """As many as are wanted in all, the second time none."""
    extent = Extent(inputs=50, targets=("git-index",))
    assert run(tmp_path, extent) == []
    first = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert first["inputs"] == {"git-index": 50}
    run(tmp_path, extent)
    assert json.loads((tmp_path / "counts.json").read_text("utf-8")) == first
    run(tmp_path, replace(extent, inputs=60))
    again = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert (again["inputs"], again["rounds"]) == ({"git-index": 75}, 3)
