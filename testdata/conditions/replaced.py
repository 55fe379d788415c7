# requirements: torch==2.7.0
"""The project replaces torch.load, also for the libraries that call it."""

import torch
from groundingdino.util.inference import load_model

_load = torch.load


def unrestricted(*args, **kwargs):
    kwargs["weights_only"] = False
    return _load(*args, **kwargs)  #: torch-load: weights_only may be off


torch.load = unrestricted

load_model("config.py", "weights.pth")  #: torch-load: the library calls torch.load, which the project replaces by one with weights_only off
