import pytest
import torch

from finetune.checkpoints import CheckpointStore, read_legacy


def test_newest_weights(tmp_path):
    model = torch.nn.Linear(2, 2)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    store = CheckpointStore(tmp_path)
    store.save(3, model, optimiser)
    assert store.load(torch.nn.Linear(2, 2)) == 3


def test_foreign_checkpoint(tmp_path):
    torch.save({"weights": {}}, tmp_path / "other.pt")
    with pytest.raises(ValueError, match="not a checkpoint"):
        read_legacy(tmp_path / "other.pt")
