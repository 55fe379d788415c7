"""The model behind the service."""

import os

from transformers import pipeline

MODEL = os.environ.get("MODEL", "Qwen/Qwen-1_8B-Chat")


def load(name=MODEL, **options):
    options["model_kwargs"] = {"use_safetensors": True}
    return pipeline("text-generation", model=name, **options)


def load_old(path):
    import torch

    return torch.load(path, weights_only=False)
