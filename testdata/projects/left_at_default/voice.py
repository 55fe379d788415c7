"""A voice whose traced encoder is only read on demand."""

import os

import torch


class Voice:
    def __init__(self, folder, load_jit=False, fp16=False):
        if torch.cuda.is_available() is False and (load_jit is True or fp16 is True):
            load_jit, fp16 = False, False
        if load_jit:
            self.encoder = torch.jit.load(folder + "/encoder.zip")
        self.weights = torch.load(folder + "/voice.pt", weights_only=False)


def make(**options):
    if not os.path.exists(options["folder"]):
        options["folder"] = "voices/default"
    return Voice(**options)
