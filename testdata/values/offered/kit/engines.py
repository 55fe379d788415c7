"""What the groups of plugins name."""

from types import SimpleNamespace

import torch
from transformers import AutoModel


class Small:
    """Named by its group."""

    def __init__(self, name):
        self.model = AutoModel.from_pretrained(name)  #? "org/by-name" @ literal:kit/run.py:7 | "org/each" @ literal:kit/run.py:9 | "org/of-kind" @ literal:kit/run.py:21


def load_large(name):
    """Found by going through the group."""
    return AutoModel.from_pretrained(name)  #? "org/each" @ literal:kit/run.py:9 | "org/of-kind" @ literal:kit/run.py:21 | "org/selected" @ literal:kit/run.py:23


heads = SimpleNamespace(first="head.pt")


def load_head(path):
    """Gets what a plugin is."""
    return torch.load(path)  #? "head.pt" @ literal:21
