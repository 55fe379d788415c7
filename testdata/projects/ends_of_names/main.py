"""What a file is called decides which reader gets it."""

import os
from pathlib import Path

import safetensors.torch
import torch
from huggingface_hub import hf_hub_download


def by_splitext(path):
    _, extension = os.path.splitext(path)
    if extension.lower() == ".safetensors":
        return safetensors.torch.load_file(path)
    return torch.load(path, weights_only=False)


def by_endswith(path):
    if path.endswith(".safetensors"):
        return safetensors.torch.load_file(path)
    return torch.load(path, weights_only=False)


def by_suffix(path):
    if Path(path).suffix in (".safetensors", ".sft"):
        return safetensors.torch.load_file(path)
    return torch.load(path, weights_only=False)


if __name__ == "__main__":
    by_splitext("model.safetensors")
    by_endswith("model.safetensors")
    by_suffix("model.safetensors")
    path = hf_hub_download("org/model", "model.safetensors")
    by_splitext(path)
    by_endswith(path)
    by_suffix(path)
    old = hf_hub_download("org/model", "model.bin")
    by_splitext(old)
    by_endswith(old)
    by_suffix(old)
    named = hf_hub_download("org/model", input("file: "))
    by_splitext(named)
