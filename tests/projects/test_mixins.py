"""What a mixin of a library calls is found wherever it stands among the bases."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import scan

PROGRAM = """
import torch
from huggingface_hub import PyTorchModelHubMixin


class Net({bases}):
    @classmethod
    def _from_pretrained(cls, *, model_id, **options):
        return torch.load(f"{{model_id}}/net.pt", weights_only=False)


def main():
    Net.from_pretrained("./net")


if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize(
    "bases",
    ["PyTorchModelHubMixin", "torch.nn.Module, PyTorchModelHubMixin"],
)
def test_a_mixin_calls_the_override(tmp_path: Path, bases: str) -> None:
    (tmp_path / "main.py").write_text(PROGRAM.format(bases=bases), "utf-8")
    (found,) = [f for f in scan([tmp_path], Options(jobs=1)).findings if f.rule == "torch-load"]
    assert found.grade == "runnable"
    lines = [step.location.line for step in found.witnesses[0].chain]
    assert lines == [17, 13, 9]
    assert [artifact.id for artifact in found.artifacts] == ["./net/net.pt"]
