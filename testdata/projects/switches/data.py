"""What is loaded depends on switches that callers set."""

import pickle

import torch
from transformers import AutoModel


class Pitch:
    """Only made where pitch is asked for."""

    def __init__(self, path):
        self.stats = torch.load(path)


class Data:
    """Two ways to be filled."""

    def __init__(self, pitch=False, path=None):
        if pitch:
            self.pitch = Pitch(path)
        else:
            with open("rows.pkl", "rb") as stream:
                self.rows = pickle.load(stream)


def load(name, remote=False):
    """Code of the repository runs only if it is asked for."""
    if remote:
        return AutoModel.from_pretrained(name, trust_remote_code=True)
    return AutoModel.from_pretrained(name, use_safetensors=True)


def choose(kind):
    """A setting may be otherwise than its default."""
    if kind == "pickled":
        with open("kind.pkl", "rb") as stream:
            return pickle.load(stream)
    return None


def pack(options=None):
    """Without options nothing is packed, whatever they could say."""
    if options and options.bits < 16:
        with open("packed.pkl", "rb") as stream:
            return pickle.load(stream)
    return None
