"""The sentence of a finding."""

from pathlib import Path

from reach.config import Options
from reach.scan import scan

SCRIPT = """\
import sys

import torch


def remembered(name):
    return name.attribute


if __name__ == "__main__":
    path = remembered(sys.stdin) if len(sys.argv) < 2 else sys.argv[1]
    torch.load(path, weights_only=False)
"""


def test_it_tells_what_is_given_from_outside(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(SCRIPT)
    found = scan([tmp_path], Options(jobs=1)).findings
    (finding,) = (f for f in found if f.rule == "torch-load")
    given, other = (
        "command line argument 1 has no default",
        "sys.stdin.attribute is not in this project",
    )
    assert [u.reason for u in finding.unknown] == [other, given]
    assert finding.message.endswith(f"The identifier is unknown: {given}.")
