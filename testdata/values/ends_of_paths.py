"""Files in a folder that nobody knows, told apart by the end of their names."""

import sys
from pathlib import Path

import torch
from safetensors.torch import load_file


def weights(folder):
    """Safe ones if there are any."""
    file = folder / "adapter.safetensors"
    if not file.exists():
        file = folder / "adapter.bin"
    if file.suffix == ".safetensors":
        return load_file(file)
    return torch.load(file, weights_only=False)  #? "{}/adapter.bin" local | unknown: command line argument 1 has no default


def named(folder):
    """One of two, by its name."""
    for name in ("model.pt", "optimizer.pt"):
        file = folder / name
        if file.name == "optimizer.pt":
            continue
        torch.load(file, weights_only=False)  #? "{}/model.pt" local | unknown: command line argument 1 has no default


weights(Path(sys.argv[1]))
named(Path(sys.argv[1]))
