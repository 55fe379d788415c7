"""Trees before and after their repair: byte for byte what is expected, and clean when scanned."""

import shutil
from pathlib import Path

import pytest

from reach.config import Options
from reach.fix import Repaired, repair
from reach.records.finding import Finding
from reach.records.repair import Fix
from reach.repair.pins import Pins

CASES = Path(__file__).resolve().parents[2] / "testdata" / "fixes"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
PINNED = ("acme/rows", "acme/files", "acme/model", "acme/image")
PINS = Pins(given=dict.fromkeys(PINNED, COMMIT))


def everything(finding: Finding, fix: Fix) -> bool:
    return True


def repaired(tree: Path) -> Repaired:
    return repair([tree], Options(jobs=1), PINS, everything)


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_case(case: str, tmp_path: Path) -> None:
    tree = tmp_path / case
    shutil.copytree(CASES / case / "before", tree)
    result = repaired(tree)
    for path, (old, _) in result.files.items():
        assert (tree / path).read_bytes() == old  # nothing is written
    for file in sorted((CASES / case / "after").rglob("*")):
        path = file.relative_to(CASES / case / "after").as_posix()
        content = result.files[path][1] if path in result.files else (tree / path).read_bytes()
        assert content.decode() == file.read_text("utf-8"), path
    assert [done.finding.message for done in result.done if not done.gone] == []
