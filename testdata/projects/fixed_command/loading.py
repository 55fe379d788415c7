"""One way to load for each option."""

import pickle
from dataclasses import dataclass
from typing import Optional

import torch
from transformers import AutoModel


@dataclass
class Packing:
    """How weights are packed."""

    bits: int = 16


def load(
    name,
    packed: bool = False,
    half: bool = False,
    packing: Optional[Packing] = None,
    extra: Optional[Packing] = None,
):
    """Only what the command line asks for is on the way of the deployment."""
    if packed:
        return torch.load("packed.pt")
    if half:
        torch.load("half.pt")
    if packing and packing.bits < 16:
        return torch.load("bits.pt")
    elif extra:
        with open("extra.pkl", "rb") as stream:
            return pickle.load(stream)
    return AutoModel.from_pretrained(name, trust_remote_code=True, use_safetensors=True)
