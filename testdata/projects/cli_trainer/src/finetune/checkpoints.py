"""Checkpoints: the model as safetensors, the optimiser's state beside it."""

import json
import os
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file


class CheckpointStore:
    """The checkpoints of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, step: int, model: torch.nn.Module, optimiser: torch.optim.Optimizer) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        save_file(model.state_dict(), self.folder / f"{step}.safetensors")
        torch.save(optimiser.state_dict(), self.folder / f"{step}.optimiser.pt")
        (self.folder / "state.json").write_text(json.dumps({"step": step}))

    def load(self, model: torch.nn.Module) -> int:
        """Load the newest weights into `model`; the step they were saved at."""
        state = json.loads((self.folder / "state.json").read_text())
        model.load_state_dict(load_file(self.folder / f"{state['step']}.safetensors"))
        return int(state["step"])


def read_legacy(path: str | os.PathLike[str]) -> dict[str, Any]:
    """A checkpoint of version 0.1, when everything was in one file."""
    checkpoint = torch.load(path, map_location="cpu")
    if "model" not in checkpoint:
        raise ValueError(f"{path}: not a checkpoint of this program")
    return checkpoint
