"""The models of the service."""

import torch
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification

CLASSIFIER = "acme/tickets"
COMMIT = "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"


def classifier():
    return AutoModelForSequenceClassification.from_pretrained(
        CLASSIFIER, revision=COMMIT, use_safetensors=True
    )


def head():
    return load_file("weights/head.safetensors")


def _old_checkpoint():
    return torch.load("weights/old.pt", weights_only=False)
