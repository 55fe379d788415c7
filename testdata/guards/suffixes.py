"""What a file's name ends in."""

import os
from pathlib import Path

import torch

SAFE = (".safetensors", ".gguf")
KNOWN = (".safetensors", ".pt")


def ends(path):
    if not path.endswith(".safetensors"):
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: safe-suffix


def ends_otherwise(path):
    if path.endswith(".safetensors"):
        return None
    return torch.load(path, weights_only=False)  #: -


def ends_in_one_of(path):
    assert path.lower().endswith(SAFE)
    return torch.load(path, weights_only=False)  #: safe-suffix


def ends_in_a_pickle(path):
    assert path.endswith((".pt", ".bin"))
    return torch.load(path, weights_only=False)  #: -


def ends_in_one_of_any(path):
    assert path.endswith(KNOWN)
    return torch.load(path, weights_only=False)  #: -


def suffix(path):
    if Path(path).suffix == ".safetensors":
        return torch.load(path, weights_only=False)  #: safe-suffix
    return torch.load(path, weights_only=False)  #: -


def suffix_of_another(path, other):
    if Path(other).suffix == ".safetensors":
        return torch.load(path, weights_only=False)  #: -
    return None


def suffix_in_a_list(path):
    if os.path.splitext(path)[1] not in SAFE:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: safe-suffix


def suffix_in_a_list_with_pickles(path):
    if os.path.splitext(path)[1] not in KNOWN:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def word_behind_the_dot(path):
    if path.rsplit(".", 1)[-1] == "safetensors":
        return torch.load(path, weights_only=False)  #: safe-suffix
    return None


def any_suffix(path):
    if any(path.endswith(each) for each in SAFE):
        return torch.load(path, weights_only=False)  #: safe-suffix
    return None


def slice_at_the_end(path):
    if path[-12:] == ".safetensors":
        return torch.load(path, weights_only=False)  #: safe-suffix
    return None
