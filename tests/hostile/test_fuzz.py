"""A short run of the fuzzer with inputs that are the same every time; `make fuzz` runs longer."""

import json
from pathlib import Path

import pytest

from fuzz.targets import TARGETS, Target
from fuzz.worker import Worker

INPUTS = {"scan": 3, "programs": 10, "rulesets": 2, "pickles": 2, "python": 80}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_changed_real_inputs(tmp_path: Path, target: Target) -> None:
    worker = Worker(tmp_path)
    for number in range(INPUTS.get(target.name, 40)):
        worker.mutate(target, "suite", number)
    failed = [path.read_text("utf-8") for path in tmp_path.glob("*.txt")]
    assert not failed, failed[0]


def test_a_failure_is_kept(tmp_path: Path) -> None:
    def fail(data: bytes) -> None:
        raise LookupError("no")

    worker = Worker(tmp_path)
    assert not worker.run(Target("own", fail, lambda: [b"x"], 1), b"data")
    assert (tmp_path / "own-LookupError-nowhere.input").read_bytes() == b"data"
    worker.write_counts()
    assert json.loads((tmp_path / "counts.json").read_text("utf-8"))["inputs"] == {"own": 1}
